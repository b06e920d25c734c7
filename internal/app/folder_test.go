package app_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
)

// The inspector's desk keeps states and notes in the folder: the material grows, a village comes in, and what was
// decided stands.
func TestOpenFolder_keeps_what_was_decided_while_the_material_grows(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	write("死亡名册.csv", "身份证号码,姓名,死亡日期\n370499197505050011,示例甲,2024-03-10\n")
	pay := "区（市）,镇（街道）,村（社区）,身份证号码,姓名,月份,金额\n滕州市,示例镇,东村,370499197505050011,示例甲,2024-03,800\n滕州市,示例镇,东村,370499197505050011,示例甲,2024-04,800\n"
	write("发放明细.csv", pay)
	desk := func(firstTime bool) (*app.App, authz.Actor, *region.Region) {
		t.Helper()
		a, password, err := app.OpenFolder(ctx, dir, civil.MustDate("2025-06-30"), slog.New(slog.DiscardHandler))
		must(err)
		if (password != "") != firstTime {
			t.Errorf("password %q", password)
		}
		if firstTime {
			if _, err := a.Accounts.SignIn(ctx, app.FolderLogin, password); err != nil {
				t.Error(err)
			}
		}
		actor, err := a.Accounts.Actor(ctx, app.FolderLogin)
		must(err)
		var top *region.Region
		must(a.DB.Read(ctx, func(s *database.Snapshot) error {
			tree, err := region.Load(s, a.Clock.Now().Date())
			top = tree.Top()
			return err
		}))
		return a, actor, top
	}
	found := func(a *app.App, actor authz.Actor) (out []inspect.Kept) {
		t.Helper()
		must(a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
			out, err = inspect.List(s, actor.Scope("inspect.view"), inspect.Filter{Limit: 100})
			return err
		}))
		return out
	}
	a, actor, top := desk(true)
	_, err := a.Inspect.Run(ctx, actor, top.Path, nil)
	must(err)
	first := found(a, actor)
	if len(first) != 1 || first[0].Rule != "diversion.paid_after_end" {
		t.Fatalf("%+v", first)
	}
	_, err = a.Inspect.Move(ctx, actor, "", first[0].ID, first[0].Version, inspect.Dismissed, "家属已全额退回，有凭证")
	must(err)
	must(a.Close())

	write("发放明细.csv", pay+"滕州市,新镇,西村,370499198005050028,示例乙,2024-03,800\n滕州市,新镇,西村,370499198005050028,示例乙,2024-03,800\n")
	a, actor, top = desk(false)
	_, err = a.Inspect.Run(ctx, actor, top.Path, nil)
	must(err)
	all := found(a, actor)
	if len(all) != 2 || all[0].State != inspect.Dismissed || all[1].Rule != "diversion.paid_twice" {
		t.Errorf("%+v", all)
	}
	must(a.DB.Read(ctx, func(s *database.Snapshot) error {
		tree, err := region.Load(s, a.Clock.Now().Date())
		if got := tree.Full(all[1].Path); got != "滕州市新镇西村" {
			t.Errorf("the new village is %q", got)
		}
		rows, err2 := inspect.EvidenceOf(s, all[1].ID)
		if err2 != nil || len(rows) != 2 || !strings.Contains(rows[0].What+rows[1].What, "发放明细.csv 第4行") {
			t.Errorf("evidence %+v, %v", rows, err2)
		}
		return err
	}))
	must(a.Close())
}

// What could not be read of the material stands at the desk, in its papers and behind its lists: people, months and
// matters that cannot be judged.
func TestOpenFolder_tells_what_was_not_read(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range map[string]string{
		"上岗记录.csv": "镇（街道）,村（社区）,身份证号码,姓名,岗位编号,上岗日期\n示例镇,东村,370499197505050011,示例甲,BJ-01,2025-04-01\n" +
			"示例镇,东村,370499198001010010,示例乙,BJ-02,2025-04-01\n",
		"月考勤.csv": "村（社区）,身份证号码,姓名,月份,出勤天数\n东村,370499197505050011,示例甲,2025-04,22\n",
		"发放明细.csv": "村（社区）,身份证号码,姓名,月份,金额\n东村,370499197505050011,示例甲,2025-04,八百\n" +
			"东村,370499198001010010,示例乙,2025-04,800\n"} {
		must(os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	a, _, err := app.OpenFolder(ctx, dir, civil.MustDate("2025-06-30"), slog.New(slog.DiscardHandler))
	must(err)
	defer a.Close()
	actor, err := a.Accounts.Actor(ctx, app.FolderLogin)
	must(err)
	var top *region.Region
	must(a.DB.Read(ctx, func(s *database.Snapshot) error {
		tree, err := region.Load(s, a.Clock.Now().Date())
		top = tree.Top()
		return err
	}))
	run, err := a.Inspect.Run(ctx, actor, top.Path, nil)
	must(err)
	var kept *inspect.Materials
	must(a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		kept, err = inspect.MaterialOf(s, run.ID)
		return err
	}))
	doc, err := a.Reports.Draft(ctx, actor, top, civil.MustMonth("2025-01"), civil.MustMonth("2025-06"), "")
	must(err)
	var b bytes.Buffer
	must(a.Exports.Write(ctx, actor, exchange.Request{Kind: "findings", Path: top.Path}, &b, nil))
	sheets, err := sheet.Open("x.xlsx", b.Bytes())
	must(err)
	exported := ""
	for _, s := range sheets {
		for _, r := range s.Rows {
			exported += strings.Join(r.Texts(), "|") + "\n"
		}
	}
	for what, text := range map[string]string{"kept": fmt.Sprint(kept), "in the paper": fmt.Sprint(doc.Materials),
		"exported": exported} {
		for _, want := range []string{"不能判断的人和月份", "2025年4月", "已履职月份逾期未发", "看不懂金额“八百”", "还缺的材料"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s: %q is lacking in %.600s", what, want, text)
			}
		}
	}
	if doc.Clean() == "检查期间没有发现疑点。" {
		t.Error(doc.Clean())
	}
}

// The desk asks what a run over the folder asks, and hears the same answers.
func TestOpenFolder_hears_the_answers_in_the_folder(t *testing.T) {
	ctx, dir := context.Background(), t.TempDir()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(os.WriteFile(filepath.Join(dir, "材料.csv"), []byte("村（社区）,身份证号码,姓名,月份,金额\n"+
		"东村,370499197505050011,示例甲,2024-03,800\n东村,370499197505050011,示例甲,2024-03,800\n"), 0o600))
	a, _, err := app.OpenFolder(ctx, dir, civil.MustDate("2025-06-30"), slog.New(slog.DiscardHandler))
	must(err)
	defer a.Close()
	actor, err := a.Accounts.Actor(ctx, app.FolderLogin)
	must(err)
	var top *region.Region
	must(a.DB.Read(ctx, func(s *database.Snapshot) error {
		tree, err := region.Load(s, a.Clock.Now().Date())
		top = tree.Top()
		return err
	}))
	run, err := a.Inspect.Run(ctx, actor, top.Path, nil)
	must(err)
	r := a.FolderRead()
	if run.Findings != 0 || r == nil || len(r.Questions) != 1 || len(r.Withheld) == 0 {
		t.Fatalf("%d findings, %+v", run.Findings, r)
	}
	must(os.WriteFile(filepath.Join(dir, "对应关系.csv"), []byte("答案,答复人,标识\n对,示例检查员,"+r.Questions[0].Mark.String()+
		"\n"), 0o600))
	run, err = a.Inspect.Run(ctx, actor, top.Path, nil)
	must(err)
	if run.Findings == 0 || len(a.FolderRead().Withheld) != 0 {
		t.Errorf("%d findings, %+v", run.Findings, a.FolderRead().Withheld)
	}
}
