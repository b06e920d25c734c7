package importer_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/importer"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/words"
	"gangwei/internal/sheettest"
)

// sentencesOf the faults of a batch.
func sentencesOf(t *testing.T, h *apptest.House, id int64) string {
	t.Helper()
	var out []string
	apptest.Must(t, h.DB.Read(context.Background(), func(s *database.Snapshot) error {
		all, err := importer.FaultsOf(s, id, 0, 500)
		for _, f := range all {
			out = append(out, words.Sentence(&f.Error))
		}
		return err
	}))
	return strings.Join(out, "\n")
}

// A word that is not known is a fault that names it and what it may be; a part of it is never taken, nor what it
// denies.
func TestPeople_words_that_are_not_known_are_asked_for(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	head := []any{"姓名", "身份证号码", "户号", "与户主关系", "安置对象类别", "是否残疾人", "不宜安置情形"}
	row := func(relation, category, disabled, exclusion string) []any {
		return []any{"王三", h.Number("1970-02-03", false), "001", relation, category, disabled, exclusion}
	}
	for i, c := range []struct {
		row  []any
		want string // of the fault; empty: none
	}{
		{row("户主", "脱贫户、二级残疾", "√", "无"), ""},
		{row("系户主之子", "一般户", "/", "—"), ""},
		{row("堂弟媳", "非贫困户", "否", "外出务工"), ""},
		{row("干爹", "", "", ""), "关系“干爹”看不懂"},
		{row("无", "", "", ""), "关系“无”看不懂"},
		{row("2", "", "", ""), "关系“2”看不懂"},
		{row("儿媳（离异）", "", "", ""), "儿媳"},
		{row("户主", "半脱贫户", "", ""), "“半脱贫户”不在认识的词里，不会去猜。相近的有："},
		{row("户主", "脱贫户（已脱贫不享受）", "", ""), "脱贫户（已脱贫不享受）"},
		{row("户主", "低保、高龄", "", ""), "“高龄”"},
		{row("户主", "", "大概是", ""), "“大概是”看不懂"},
		{row("户主", "", "", "未参加职工养老保险"), "“未参加职工养老保险”"},
		{row("户主", "", "", "老板"), "“老板”"},
		{row(strings.Repeat("亲戚<&>", 200), "", "", strings.Repeat("长", 600)), "…”"},
	} {
		b := handIn(t, h, who, "people", apptest.Home, fmt.Sprintf("名册%d.xlsx", i), sheettest.XLSX(t,
			sheettest.Page{Name: "名册", Rows: [][]any{head, c.row}}))
		got := sentencesOf(t, h, b.ID)
		if (got == "") != (c.want == "") || !strings.Contains(got, c.want) || (b.RowsGood == 1) != (c.want == "") {
			t.Errorf("%v: %d good: %s", c.row, b.RowsGood, got)
		}
		if strings.Contains(got, "{") {
			t.Errorf("%s", got)
		}
	}
}

// Each kind that reads words asks for those that it does not know.
func TestImports_name_the_nearest_words(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	county, town := h.Actor("county_reviewer", apptest.County), h.Actor("township_reviewer", apptest.Town)
	system := h.Actor("system_admin", "3704")
	no := h.Number("1970-02-03", false)
	for kind, c := range map[string]struct {
		rows [][]any
		want []string
	}{
		"register": {[][]any{{"登记类型", "姓名", "身份证号码", "数据截止日", "提供部门"}, {"某种名册", "王三", no, "2025-02-28", "某局"},
			{"在校学生", "王三", no, "2025-02-28", "某局"}},
			[]string{"“某种名册”", "死亡", "“在校学生”"}},
		"officials": {[][]any{{"村（社区）", "姓名", "身份证号码", "类别", "职务", "任职起始日期"}, {"铁西居委会", "王三", no, "能人", "主任",
			"2021-03-15"},
			{"铁西居委会", "王三", no, "党员", "主任", "2021-03-15"}, {"铁西居委会", "王三", no, "原村干部", "主任", "2021-03-15"}},
			[]string{"“能人”", "“党员”", "“原村干部”", "村干部"}},
		"users": {[][]any{{"姓名", "身份证号码", "角色", "区划代码"}, {"王三", no, "看门的", apptest.Home}}, []string{"“看门的”", "相近的有"}},
	} {
		who, at := county, apptest.County
		switch kind {
		case "officials":
			who, at = town, apptest.Town
		case "users":
			who, at = system, "3704"
		}
		b := handIn(t, h, who, kind, at, kind+".xlsx", sheettest.XLSX(t, sheettest.Page{Name: "表", Rows: c.rows}))
		got := sentencesOf(t, h, b.ID)
		for _, w := range c.want {
			if !strings.Contains(got, w) || strings.Contains(got, "{") {
				t.Errorf("%s: no %s in %s", kind, w, got)
			}
		}
		if b.RowsGood != 0 {
			t.Errorf("%s: %d rows are good", kind, b.RowsGood)
		}
	}
}

// A month sheet's marks are those of its own legend; without one a circle is a fault. Half a day is half a day.
func TestAttendance_by_the_sheets_legend(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	a := h.Hold(0, "王秀英", "", "2025-01-10", "")
	clerk := h.Actor("village_registrar", apptest.Home)
	head := []any{"序号", "姓名", "1", "2", "3", "4"}
	row := []any{"1", "王秀英", "○", "●", "△", "√"}
	for i, c := range []struct {
		what string
		rows [][]any
		want string // faults
		days string
	}{
		{"none", [][]any{{"新风里居委会2025年2月考勤表"}, head, row}, "duty.mark duty.mark duty.mark", ""},
		{"above", [][]any{{"新风里居委会2025年2月考勤表"}, {"图例：○出勤 ●请假 △缺勤"}, head, row}, "", "PLAP"},
		{"at the foot", [][]any{{"2025年2月"}, head, row, {"注：出勤○、事假●、休息△"}}, "", "PLOP"},
		{"in cells of their own", [][]any{{"2025年2月"}, head, row, {"图例", nil, "○", "出勤", "●", "病假", "△", "旷工"}}, "",
			"PLAP"},
		{"with half a day", [][]any{{"2025年2月"}, head, row, {"说明：○全天，●请假，△半天"}}, "", "PLHP"},
		{"another word for a known mark", [][]any{{"2025年2月"}, head, row, {"说明：○出勤，●请假，△旷工，√休息"}}, "", "PLAO"},
		{"with a word that nobody knows", [][]any{{"2025年2月"}, head, row, {"说明：○出勤，●外派，△旷工"}}, "duty.mark", ""},
	} {
		b := handIn(t, h, clerk, "attendance", apptest.Home, fmt.Sprintf("考勤%d.xlsx", i), sheettest.XLSX(t,
			sheettest.Page{Name: "表", Rows: c.rows}))
		var got []string
		for _, f := range faults(t, h, b.ID) {
			got = append(got, f[strings.LastIndex(f, " ")+1:])
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v %s", c.what, got, sentencesOf(t, h, b.ID))
			continue
		}
		if c.want != "" {
			if s := sentencesOf(t, h, b.ID); !strings.ContainsAny(s, "○●△") || strings.Contains(s, "{") {
				t.Errorf("%s: the mark is not named: %s", c.what, s)
			}
			continue
		}
		apptest.Must(t, accept(h, clerk, b))
		apptest.Must(t, h.DB.Read(ctx, func(r *database.Snapshot) error {
			s, _, err := duty.SheetOf(r, h.Region(apptest.Home).ID, civil.MustMonth("2025-02"))
			apptest.Must(t, err)
			lines, err := duty.LinesOf(r, s.ID)
			n := slices.IndexFunc(lines, func(l duty.Line) bool { return l.PlacementID == a })
			if n < 0 || lines[n].Days[:4] != c.days {
				t.Errorf("%s: %+v", c.what, lines)
			}
			return err
		}))
		_, err := h.Imports.Undo(ctx, clerk, "", b.ID, batch(t, h, b.ID).Version, "换一份试")
		apptest.Must(t, err)
	}
}

// A holder who has a row for the mornings and one for the afternoons has one line; a half without the other is half a
// day.
func TestAttendance_of_mornings_and_afternoons(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	a := h.Hold(0, "王秀英", "", "2025-01-10", "")
	clerk := h.Actor("village_registrar", apptest.Home)
	head := []any{"姓名", "时段", "1", "2", "3", "4", "5", "工时"}
	for i, c := range []struct {
		what string
		rows [][]any
		want string // faults
		days string
		good int64
		work int
		hour int64
	}{
		{"both", [][]any{head, {"王秀英", "上午", "√", "√", "假", "×", "", "8"}, {"", "下午", "√", "假", "√", "×", "", "6"}}, "",
			"PHHA-", 1, 2, 14},
		{"mornings only", [][]any{head, {"王秀英", "上午", "√", "√", "假", "×", "", "8"}}, "", "HHLA-", 1, 1, 8},
		{"without hours", [][]any{head, {"王秀英", "上午", "√", "√", "假", "×", "", ""}}, "", "HHLA-", 1, 1, 0},
		{"one half without hours", [][]any{head, {"王秀英", "上午", "√", "", "", "", "", ""}}, "", "H----", 1, 1, 0},
		{"afternoons only", [][]any{head, {"王秀英", "下午", "√", "√", "假", "×", "", "8"}}, "", "HHLA-", 1, 1, 8},
		{"whole days", [][]any{head, {"王秀英", "全天", "√", "半天", "0.5", "×", "", "8"}}, "", "PHHA-", 1, 2, 8},
		{"a mark that nobody knows",
			[][]any{head, {"王秀英", "上午", "√", "", "", "", "", ""}, {"王秀英", "下午", "○", "", "", "", "", ""}}, "duty.mark",
			"", 0, 0, 0},
		{"a half that nobody knows", [][]any{head, {"王秀英", "夜里", "√", "", "", "", "", ""}}, "import.word", "", 0, 0, 0},
		{"two mornings", [][]any{head, {"王秀英", "上午", "√", "", "", "", "", "4"}, {"王秀英", "上午", "√", "", "", "", "", "4"}},
			"import.twice", "H----", 1, 1, 4},
	} {
		rows := append([][]any{{"新风里居委会2025年2月考勤表"}}, c.rows...)
		b := handIn(t, h, clerk, "attendance", apptest.Home, fmt.Sprintf("上下午%d.xlsx", i), sheettest.XLSX(t,
			sheettest.Page{Name: "表", Rows: rows}))
		var got []string
		for _, f := range faults(t, h, b.ID) {
			got = append(got, f[strings.LastIndex(f, " ")+1:])
		}
		if strings.Join(got, " ") != c.want || b.RowsGood != c.good {
			t.Errorf("%s: %v, %d good, %s", c.what, got, b.RowsGood, sentencesOf(t, h, b.ID))
			continue
		}
		if c.good == 0 {
			continue
		}
		apptest.Must(t, accept(h, clerk, b))
		apptest.Must(t, h.DB.Read(ctx, func(r *database.Snapshot) error {
			s, _, err := duty.SheetOf(r, h.Region(apptest.Home).ID, civil.MustMonth("2025-02"))
			apptest.Must(t, err)
			lines, err := duty.LinesOf(r, s.ID)
			n := slices.IndexFunc(lines, func(l duty.Line) bool { return l.PlacementID == a })
			if n < 0 || lines[n].Days[:5] != c.days || lines[n].Present() != c.work || lines[n].Hours != c.hour {
				t.Errorf("%s: %s, %d at work, %d hours", c.what, lines[n].Days, lines[n].Present(), lines[n].Hours)
			}
			return err
		}))
		_, err := h.Imports.Undo(ctx, clerk, "", b.ID, batch(t, h, b.ID).Version, "换一份试")
		apptest.Must(t, err)
	}
}
