package importer_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

const postHeads = "村,岗位编号,岗位类别,岗位名称,工作地点,工作内容,月天数,月工时,补贴标准,资金来源,负责人,开发日期,岗位状态\n"

// postLine is a row of a post; its title tells it.
func postLine(village, code, title, state string) string {
	return strings.Join([]string{village, code, "保洁", title, "村内", "清扫", "15", "40", "800", "就业补助资金", "示例主任",
		"2025-01-01",
		state}, ",") + "\n"
}

// A post that was numbered by this program keeps its number, where that is its village's own; others are numbered
// here, behind it.
func TestPosts_keep_their_codes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("township_reviewer", apptest.Town)
		own, beside := h.Region(apptest.Home).Code, h.Region(apptest.Beside).Code
		body := postHeads + postLine("新风里", own+"-010", "甲", "开放") + postLine("新风里", "", "乙", "") + postLine("新风里",
			"BJ-1", "丙", "在用") +
			postLine("新风里", beside+"-007", "丁", "") + postLine("铁西", "", "戊", "") + postLine("新风里", own+"-1002", "己",
			"")
		b := handIn(t, h, who, "posts", apptest.Town, "岗位.csv", []byte(body))
		if b.RowsGood != 6 {
			t.Fatalf("%+v %v", b, faults(t, h, b.ID))
		}
		apptest.Must(t, accept(h, who, b))
		// and the next one goes behind all of them, whether it has three digits or four
		last := apptest.Draft()
		last.Title = "末"
		_, err := post.OpenPosts(ctx, h.Desk, who, "", h.Region(apptest.Home), last, 1)
		apptest.Must(t, err)
		got := map[string]string{}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			ps, err := post.List(s, authz.Everywhere(), post.Filter{Limit: 50})
			for _, p := range ps {
				got[p.Title] = p.Code
			}
			return err
		}))
		for title, code := range map[string]string{"甲": own + "-010", "乙": own + "-1003", "丙": own + "-1004",
			"丁": own + "-1005", "戊": beside + "-001",
			"己": own + "-1002", "末": own + "-1006"} {
			if got[title] != code {
				t.Errorf("%s is %s, want %s", title, got[title], code)
			}
		}
		again := postHeads + postLine("新风里", own+"-010", "甲", "") + postLine("新风里", own+"-1002", "别的", "") +
			postLine("铁西", own+"-1003", "乙", "") +
			postLine("新风里", own+"-011", "庚", "") + postLine("新风里", own+"-011", "辛", "") + postLine("新风里", own+"-012",
			"壬", "撤销") +
			postLine("新风里", own+"-013", "癸", "暂停") + postLine("新风里", own+"-014", "子", "不明")
		x := handIn(t, h, who, "posts", apptest.Town, "再来.csv", []byte(again))
		want := "3 岗位名称: import.differs; 4 岗位编号: import.differs; 6 岗位编号: import.twice; 7 岗位状态: import.post_closed; " +
			"8 岗位状态: import.post_suspended; 9 岗位状态: import.word"
		if got := strings.Join(faults(t, h, x.ID), "; "); x.RowsSame != 1 || x.RowsGood != 1 || got != want {
			t.Errorf("%+v\n%s\n%s", x, got, want)
		}
		// somebody else was quicker with the same code
		admit := func() error {
			return db.Write(ctx, func(tx *database.Tx) error {
				_, err := post.Admit(tx, []post.Incoming{{Draft: apptest.Draft(), Village: h.Region(apptest.Home),
					Code: own + "-020"}})
				return err
			})
		}
		apptest.Must(t, admit())
		if err := admit(); errs.CodeOf(err) != "post.code_taken" {
			t.Errorf("%v", err)
		}
	})
}
