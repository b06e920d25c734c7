package bench

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/oversight/reporting"
	"gangwei/reports/pdf"
)

// A paper of a thousand pages against a bare loop over gofpdf that sets the same lines, wrapped by gofpdf itself.
func BenchmarkPaperOfAThousandPages(b *testing.B) {
	doc := &reporting.Inspection{Title: "乡村公益性岗位监督检查报告（疑点清单）", Region: "枣庄市", From: civil.MustMonth("2025-01"),
		To: civil.MustMonth("2025-12"), RuleSet: "x", Number: "JD-2025-0001",
		CutOff: clock.On(civil.MustDate("2025-12-20"), 9, 0), Root: make([]byte, 32), Digest: make([]byte, 32)}
	for s := range 6 {
		section := reporting.Section{Name: fmt.Sprintf("第%d类", s)}
		for r := range 12 {
			part := reporting.RulePart{Code: "arrears.unpaid", Version: "1", Title: "已履职月份逾期未发", Citation: "参数册",
				Innocent: strings.Repeat("合理解释。", 12), Next: strings.Repeat("核对材料。", 8)}
			for i := range 80 {
				item := reporting.Item{Place: "滕州市某某镇某某村",
					Sentence: fmt.Sprintf("某甲乙（身份证尾号%04d）2025年%d月履职21天，补贴八百元至今没有到账，银行没有回音，本人多次询问没有答复。", i, r+1), Period: "2025-03",
					Severity: "高", Certainty: "疑点", State: "待核查", Amount: 80000, Fingerprint: strings.Repeat("ab", 32),
					Params: "pay.due_day=10"}
				for e := range 6 {
					item.Evidence = append(item.Evidence,
						fmt.Sprintf("发放明细%d号：2025-%02d发放800.00元，尾号%04d，经办人某丙，凭证号00%d", 1000*i+e, e+1, i, e))
				}
				part.Items = append(part.Items, item)
			}
			section.Rules = append(section.Rules, part)
		}
		doc.Sections = append(doc.Sections, section)
	}
	font, err := pdf.FindFont("")
	must(b, err)
	body, err := os.ReadFile(font)
	must(b, err)
	var ours, bare []spent
	pages := 0
	for range 3 {
		begun := start()
		_, err := pdf.Renderer{}.Inspection(doc)
		must(b, err)
		ours = append(ours, since(begun))
		begun = start()
		pages = barePaper(b, doc, body)
		bare = append(bare, since(begun))
	}
	report(b, fmt.Sprintf("a paper of %d pages", pages), ours, bare)
}

// barePaper sets the same text by gofpdf's own cells, and gives its pages.
func barePaper(b *testing.B, doc *reporting.Inspection, font []byte) int {
	b.Helper()
	p := gofpdf.New("P", "mm", "A4", "")
	p.SetMargins(28, 37, 26)
	p.SetAutoPageBreak(true, 35)
	p.AddUTF8FontFromBytes("text", "", font)
	p.AliasNbPages("")
	p.SetFooterFunc(func() {
		p.SetFont("text", "", 10)
		p.Text(95, 280, fmt.Sprintf("— 第%d页，共{nb}页 —", p.PageNo()))
		p.Text(28, 22, "内部资料　编号 "+doc.Number)
		p.Line(28, 25, 28+156, 25)
	})
	p.AddPage()
	para := func(pt float64, s string) {
		p.SetFont("text", "", pt)
		p.MultiCell(156, pt*25.4/72*1.55, s, "", "L", false)
	}
	for _, s := range doc.Sections {
		para(15, s.Name)
		for _, r := range s.Rules {
			para(13, r.Title)
			for _, l := range []string{"规则" + r.Code + r.Citation, "可能的合理解释：" + r.Innocent, "核查建议：" + r.Next} {
				para(10.5, l)
			}
			for n, i := range r.Items {
				p.Ln(1)
				if p.GetY()+76 > 262 { // a finding begins on the page on which its rows lie, as ours
					p.AddPage()
				}
				para(12, fmt.Sprintf("%d．%s", n+1, i.Sentence))
				para(10, i.Place+"；期间"+i.Period+"；严重程度"+i.Severity+"；"+i.Certainty+"；状态："+i.State+"；涉及"+i.Amount.Grouped()+"元")
				for _, e := range i.Evidence {
					para(10, "· "+e)
				}
				para(10, "所用参数："+i.Params)
				para(8, "指纹 "+i.Fingerprint)
			}
		}
	}
	var out strings.Builder
	must(b, p.Output(&out))
	return p.PageNo()
}
