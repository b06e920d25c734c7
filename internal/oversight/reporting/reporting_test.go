package reporting_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/reporting"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/trail"
	"gangwei/reports/docx"
	"gangwei/reports/pdf"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func TestIssue_numbers_once_reprints_the_same_bytes_and_is_recognised(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		inspector := h.Actor("discipline_inspector", apptest.County)
		county := h.Region(apptest.County)
		from, to := civil.MustMonth("2025-01"), civil.MustMonth("2025-12")
		if _, _, err := h.Reports.Issue(ctx, inspector, county, from, to, ""); errs.CodeOf(err) != "inspect.no_run" {
			t.Fatalf("before any run: %v", err)
		}
		_, err := h.Inspect.Run(ctx, inspector, county.Path, nil)
		apptest.Must(t, err)
		if _, _, err := h.Reports.Issue(ctx, inspector, county, to, from, ""); errs.CodeOf(err) != "inspect.period" {
			t.Errorf("period turned round: %v", err)
		}
		if _, _, err := h.Reports.Issue(ctx, h.Actor("county_reviewer", apptest.County), county, from, to, ""); errs.CodeOf(err) != "authz.forbidden" {
			t.Errorf("a reviewer: %v", err)
		}
		if _, _, err := h.Reports.Issue(ctx, h.Actor("discipline_inspector", "370481"), county, from, to, ""); errs.CodeOf(err) != "authz.not_found" {
			t.Errorf("another county's inspector: %v", err)
		}
		p, b, err := h.Reports.Issue(ctx, inspector, county, from, to, "")
		apptest.Must(t, err)
		h.Set.Move(h.Set.Now() + 3_600_000_000)
		_, err = h.Inspect.Run(ctx, inspector, county.Path, nil) // a later cut-off, the same content
		apptest.Must(t, err)
		q, c, err := h.Reports.Issue(ctx, inspector, county, from, to, "")
		apptest.Must(t, err)
		if p.Number != q.Number || p.CutOffUs != q.CutOffUs || !bytes.Equal(b, c) {
			t.Errorf("a reprint differs: %s %s", p.Number, q.Number)
		}
		if _, _, err := h.Reports.Issue(ctx, inspector, county, from, to,
			strings.Repeat("长", 41)); errs.CodeOf(err) != "report.title" {
			t.Errorf("a long title: %v", err)
		}
		titled, _, err := h.Reports.Issue(ctx, inspector, county, from, to, "某区公益性岗位专项检查情况")
		apptest.Must(t, err)
		if titled.Title != "某区公益性岗位专项检查情况" || titled.Number == p.Number {
			t.Errorf("%+v", titled)
		}
		draft, err := h.Reports.Draft(ctx, inspector, county, from, to, "")
		apptest.Must(t, err)
		if text, err := docx.Inspection(draft); err != nil || !bytes.HasPrefix(text, []byte("PK")) {
			t.Errorf("the editable text: %v", err)
		}
		if _, err := h.Reports.Draft(ctx, h.Actor("county_reviewer", apptest.County), county, from, to, ""); errs.CodeOf(err) != "authz.forbidden" {
			t.Errorf("a reviewer's draft: %v", err)
		}
		other, _, err := h.Reports.Issue(ctx, inspector, county, from.Add(1), to, "")
		apptest.Must(t, err)
		if other.Number == p.Number {
			t.Error("other content, the same number")
		}
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			if got, err := reporting.Ours(s, b); err != nil || got.Number != p.Number {
				t.Errorf("ours: %v %v", got, err)
			}
			changed := bytes.Clone(b)
			changed[len(changed)/2] ^= 1
			if _, err := reporting.Ours(s, changed); errs.CodeOf(err) != "authz.not_found" {
				t.Errorf("one byte changed: %v", err)
			}
			_, err := trail.Verify(s, app.Witnessed(), "")
			return err
		}))
	})
}

func TestPaper_draws_rare_names_and_stays_searchable(t *testing.T) {
	doc := &reporting.Inspection{Title: "乡村公益性岗位监督检查报告（疑点清单）", Region: "市中区", From: civil.MustMonth("2025-01"),
		To: civil.MustMonth("2025-12"), RuleSet: "x", Number: "JD-2025-0001",
		CutOff: clock.On(civil.MustDate("2025-12-20"), 9, 0), Root: make([]byte, 32), Digest: make([]byte, 32), Demo: true}
	part := reporting.RulePart{Code: "arrears.unpaid", Version: "1", Title: "已履职月份逾期未发", Citation: "c", Innocent: "i",
		Next: "n"}
	for range 60 {
		part.Items = append(part.Items,
			reporting.Item{Place: "某镇某村", Sentence: "张𠅤、李𬀩、王䶮与一个没有字形的\U0010FFFD：补贴八百元，至今没有发放。\x00\n", Period: "2025-03",
				Severity: "高", Certainty: "疑点", State: "待核查", Amount: 80000, Fingerprint: strings.Repeat("ab", 32),
				Evidence: []string{"发放明细1号：800.00元"}})
	}
	part.Items[0].Figures = []figure.Figure{
		figure.Chain("补贴的去向", []figure.Box{{Name: "补贴资金"}, {Name: "某甲的卡", Strong: true}}, []string{"发放"}, false),
		{Kind: figure.Lanes, Title: "先后任期",
			Lanes: []figure.Lane{{Name: "王䶮", Spells: []figure.Spell{{From: civil.MustDate("2025-01-01")}}}}}}
	doc.Charts = []figure.Figure{{Kind: figure.Bars, Title: "各镇（街道）疑点条数", Series: []string{"记录显示", "疑点"},
		Bars: []figure.Bar{{Name: "某镇", Values: []float64{3, 1}, Text: "4"}}}}
	doc.Families = []reporting.Sum{{Name: "拖欠", Records: 3}}
	doc.Sections = []reporting.Section{{Name: "拖欠", Rules: []reporting.RulePart{part}}}
	b, err := pdf.Renderer{}.Inspection(doc)
	apptest.Must(t, err)
	again, err := pdf.Renderer{}.Inspection(doc)
	apptest.Must(t, err)
	if !bytes.Equal(b, again) {
		t.Error("the same document, other bytes")
	}
	file := filepath.Join(t.TempDir(), "p.pdf")
	apptest.Must(t, os.WriteFile(file, b, 0o600))
	text, err := exec.Command("pdftotext", "-layout", file, "-").Output()
	apptest.Must(t, err)
	for _, want := range []string{"疑点", "补贴八百元", "〔U+10FFFD〕", "内部资料", "演示数据", "第1页，共", "规则集", "补贴的去向", "先后任期",
		"各镇（街道）疑点条数", "二维码"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not to be found in the text", want)
		}
	}
	if _, err := (pdf.Renderer{Font: "/nowhere.ttf"}).Inspection(doc); errs.CodeOf(err) != "report.font" {
		t.Errorf("a font that is not there: %v", err)
	}
}
