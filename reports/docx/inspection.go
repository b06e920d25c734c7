// Package docx writes the text of inspection papers as an editable document (.docx): to be worked on by people, so it
// carries no number's authority; the paper that counts is the PDF.
package docx

import (
	"bytes"
	"fmt"

	"github.com/gomutex/godocx"
	"github.com/gomutex/godocx/docx"
	"github.com/gomutex/godocx/wml/stypes"

	"gangwei/internal/oversight/reporting"
)

// Inspection is the text of a paper: headings, findings, evidence, explanations.
func Inspection(d *reporting.Inspection) ([]byte, error) {
	doc, err := godocx.NewDocument()
	if err != nil {
		return nil, err
	}
	w := &writer{doc: doc}
	w.head(0, d.Region+d.Title)
	w.text(fmt.Sprintf("编号：%s　检查期间：%s至%s　数据截止：%s", d.Number, d.From.Chinese(), d.To.Chinese(), d.CutOff.Short()))
	w.text("本报告所列均为疑点，是按规则从数据中发现、需要核查的情形，不是结论；在有权机关作出决定之前，不得据此认定任何人违纪违规。")
	if d.Holders > 0 {
		w.text(fmt.Sprintf("本次检查覆盖%d个村（社区）、上岗人员%d人，其中%d人没有收集到亲属关系申报（未收集不等于没有）。", d.Villages, d.Holders, d.NoKin))
	}
	if d.Outside != nil {
		w.text(d.Outside.Said())
	}
	if len(d.Families) == 0 && len(d.Sections) == 0 && d.Person == nil {
		w.text(d.Clean())
	}
	for _, l := range d.Unjudged {
		w.text(l)
	}
	if len(d.Families) > 0 {
		w.head(1, "汇总")
		rows := [][]string{{"类别", "记录显示", "疑点", "情况提示", "涉及金额（元）"}}
		for _, s := range append(append([]reporting.Sum{}, d.Families...), d.Towns...) {
			rows = append(rows,
				[]string{s.Name, fmt.Sprint(s.Records), fmt.Sprint(s.Suspicions), fmt.Sprint(s.Informs), s.Amount.Grouped()})
		}
		w.table(rows)
	}
	if p := d.Person; p != nil {
		w.head(1, "基本情况")
		for _, f := range p.Facts {
			w.text(f[0] + "：" + f[1])
		}
		w.head(1, "岗位和发放")
		w.table(append([][]string{{"岗位", "起止", "退出原因", "月数", "金额（元）"}}, p.Posts...))
		w.head(1, "亲属和同户")
		w.table(append([][]string{{"姓名", "关系", "任职"}}, p.Kin...))
		w.head(1, "经过")
		w.table(append([][]string{{"日期", "事项", "内容", "村（社区）"}}, p.Lived...))
	}
	for _, s := range d.Sections {
		w.head(1, s.Name)
		for _, rule := range s.Rules {
			w.head(2, fmt.Sprintf("%s（%d条）", rule.Title, len(rule.Items)))
			w.text(fmt.Sprintf("规则%s，第%s版。依据：%s。", rule.Code, rule.Version, rule.Citation))
			if rule.Method != "" {
				w.text("怎么判断的：" + rule.Method)
			}
			w.text("可能的合理解释：" + rule.Innocent)
			w.text("核查建议：" + rule.Next)
			for i, item := range rule.Items {
				w.text(fmt.Sprintf("%d．%s", i+1, item.Sentence))
				line := fmt.Sprintf("%s；期间%s；严重程度%s；%s；状态：%s", item.Place, item.Period, item.Severity, item.Certainty, item.State)
				if item.Amount > 0 {
					line += "；涉及" + item.Amount.Grouped() + "元"
				}
				w.text(line)
				for _, e := range append(append([]string{}, item.Evidence...), item.Entries...) {
					w.text("· " + e)
				}
			}
			for i, q := range rule.Ask {
				if i == 0 {
					w.text("谈话提纲：")
				}
				w.text(fmt.Sprintf("%d．%s", i+1, q))
			}
		}
	}
	if len(d.Notes) > 0 {
		w.head(1, "情况提示（不构成疑点）")
		for i, n := range d.Notes {
			w.text(fmt.Sprintf("%d．%s：%s", i+1, n.Place, n.Sentence))
		}
	}
	if d.Materials != nil && len(d.Materials.Tables) > 0 {
		w.head(1, "材料情况")
		for _, t := range d.Materials.Tables {
			w.head(2, t.Title)
			if t.Note != "" {
				w.text(t.Note)
			}
			shares := make([]float64, len(t.Widths))
			for i, n := range t.Widths {
				shares[i] = float64(n)
			}
			w.table(append([][]string{t.Heads}, t.Rows...), shares...)
			if more := t.More(); more != "" {
				w.text(more)
			}
		}
	}
	if w.err != nil {
		return nil, w.err
	}
	var b bytes.Buffer
	err = doc.Write(&b)
	return b.Bytes(), err
}

type writer struct {
	doc *docx.RootDoc
	err error
}

func (w *writer) head(level uint, s string) {
	if _, err := w.doc.AddHeading(s, level); err != nil && w.err == nil {
		w.err = err
	}
}

func (w *writer) text(s string) { w.doc.AddParagraph(s) }

// textWide is how wide the text of a page is, in twentieths of a point.
const textWide = 8800

// table whose columns have shares of the page's width; without shares all are equal.
func (w *writer) table(rows [][]string, shares ...float64) {
	t := w.doc.AddTable()
	t.Style("TableGrid")
	total := 0.0
	for _, s := range shares {
		total += s
	}
	for _, r := range rows {
		row := t.AddRow()
		for i, c := range r {
			cell := row.AddCell()
			if i < len(shares) {
				cell.Width(int(textWide*shares[i]/total), stypes.TableWidthDxa)
			}
			cell.AddParagraph(c)
		}
	}
	w.doc.AddParagraph("")
}
