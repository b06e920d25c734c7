package pdf

import (
	"fmt"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/reporting"
)

// Renderer of papers. Font is the office's own font file; empty: the first that is found.
type Renderer struct{ Font string }

var chinese = []string{"一", "二", "三", "四", "五", "六", "七", "八", "九", "十"}

// Inspection renders 监督检查报告（疑点清单）.
func (r Renderer) Inspection(d *reporting.Inspection) ([]byte, error) {
	path, err := FindFont(r.Font)
	if err != nil {
		return nil, err
	}
	f, err := loadFace(path)
	if err != nil {
		return nil, err
	}
	w := newWriter(f, "内部资料　编号 "+d.Number, demoMark(d.Demo), d.CutOff.Time())
	if err := inspection(w, d); err != nil {
		return nil, err
	}
	w.feet()
	return w.bytes()
}

func demoMark(demo bool) string {
	if demo {
		return "演示数据"
	}
	return ""
}

func inspection(w *writer, d *reporting.Inspection) error {
	w.centred(22, d.Region)
	w.centred(22, d.Title)
	w.y += 4
	if d.Bare {
		return fixedList(w, d)
	}
	w.centred(12, fmt.Sprintf("检查期间：%s至%s　数据截止：%s", d.From.Chinese(), d.To.Chinese(), d.CutOff.Short()))
	w.y += 3
	w.para(12, 0, true, "本报告所列均为疑点，是按规则从数据中发现、需要核查的情形，不是结论；在有权机关作出决定之前，不得据此认定任何人违纪违规。每条疑点写明所依据的记录、可能的合理解释和下一步核查建议。")
	if d.Holders > 0 {
		w.para(12, 0, true,
			fmt.Sprintf("本次检查覆盖%d个村（社区）、上岗人员%d人。其中%d人没有收集到亲属关系申报：未收集不等于没有亲属关系，本报告对这部分人的亲属情况不作判断。", d.Villages, d.Holders,
				d.NoKin))
	}
	if d.Outside != nil {
		w.para(12, 0, true, d.Outside.Said())
	}
	n := 0
	head := func(s string) {
		w.y += 3
		w.need(60) // a heading stays with what follows it
		w.para(15, 0, false, number(n+1)+"、"+s)
		n++
	}
	for _, l := range d.Unjudged {
		w.para(12, 0, true, l)
	}
	if d.Person != nil {
		person(w, d.Person, head)
	} else if len(d.Families) > 0 || len(d.Sections) == 0 {
		summary(w, d, head)
	}
	for _, s := range d.Sections {
		head(s.Name)
		for i, rule := range s.Rules {
			part(w, i, rule)
		}
	}
	if len(d.Notes) > 0 {
		head("情况提示（不构成疑点）")
		w.para(12, 0, true, fmt.Sprintf("以下%d条只供了解，例如亲属关系本身；没有发现与之相伴的不当照顾，不指控任何人。", len(d.Notes)))
		for i, note := range d.Notes {
			w.para(10, 0, false, fmt.Sprintf("%d．%s：%s", i+1, note.Place, note.Sentence))
		}
	}
	if d.Materials != nil && len(d.Materials.Tables) > 0 {
		head("材料情况")
		materials(w, d.Materials)
	}
	if len(d.Files) > 0 {
		head("电子数据提取固定清单")
		files(w, d)
	}
	w.need(110)
	head("签署")
	w.y += 4
	for _, l := range []string{"检 查 人：________________　________________", "负 责 人：________________",
		"日　　期：________年____月____日"} {
		w.para(13, 6, false, l)
		w.y += 4
	}
	w.y += 4
	w.need(30)
	w.para(9, 0, false, "附：核对信息")
	w.para(9, 0, false, "规则集："+d.RuleSet)
	w.para(9, 0, false, fmt.Sprintf("内容摘要（SM3）：%x", d.Digest))
	if len(d.Files) > 0 {
		w.para(9, 0, false, "本件由检查人在本机对上列文件检查后生成，没有编号；内容可用同一规则集对同一批文件重新检查核对。")
		return nil
	}
	w.para(9, 0, false, fmt.Sprintf("办理记录总摘要（出具时）：%x", d.Root))
	w.para(9, 0, false, "真伪核对：在本单位系统上运行 gangwei report check 文件名。二维码为编号和内容摘要。")
	w.need(26)
	w.y += 2
	err := w.code(fmt.Sprintf("%s %x", d.Number, d.Digest), w.y, 22)
	w.y += 24
	return err
}

// summary of the families and townships, as tables and charts.
func summary(w *writer, d *reporting.Inspection, head func(string)) {
	head("汇总")
	widths := []float64{52, 22, 22, 22, 38}
	top := []string{"类别", "记录显示", "疑点", "情况提示", "涉及金额（元）"}
	if len(d.Families) == 0 {
		w.para(12, 0, true, d.Clean())
	} else {
		w.table(widths, top, sums(d.Families, true))
		top[0] = "镇（街道）"
		w.table(widths, top, sums(d.Towns, false))
	}
	for _, g := range d.Charts {
		w.draw(g)
	}
}

// part is one rule with its findings.
func part(w *writer, i int, rule reporting.RulePart) {
	w.y += 1.5
	w.need(50)
	w.para(13, 0, false, fmt.Sprintf("（%s）%s（%d条）", number(i+1), rule.Title, len(rule.Items)))
	w.para(10.5, 0, true, fmt.Sprintf("规则%s，第%s版。依据：%s。", rule.Code, rule.Version, rule.Citation))
	if rule.Method != "" {
		w.para(10.5, 0, true, "怎么判断的："+rule.Method)
	}
	w.para(10.5, 0, true, "可能的合理解释："+rule.Innocent)
	w.para(10.5, 0, true, "核查建议："+rule.Next)
	for j, item := range rule.Items {
		w.y += 1
		w.need(min(40+6*float64(len(item.Evidence)), 130))
		w.para(12, 0, false, fmt.Sprintf("%d．%s", j+1, item.Sentence))
		line := fmt.Sprintf("%s；期间%s；严重程度%s；%s；状态：%s", item.Place, item.Period, item.Severity, item.Certainty, item.State)
		if item.Amount > 0 {
			line += "；涉及" + item.Amount.Grouped() + "元"
		}
		w.para(10, 6, false, line)
		for _, e := range item.Evidence {
			w.para(10, 6, false, "· "+e)
		}
		for _, e := range item.Entries {
			w.para(10, 6, false, "〇 "+e)
		}
		for _, g := range item.Figures {
			w.draw(g)
		}
		if item.Params != "" {
			w.para(10, 6, false, "所用参数："+item.Params)
		}
		w.para(8, 6, false, "指纹 "+item.Fingerprint)
	}
	if len(rule.Ask) > 0 {
		w.y += 1
		w.para(10.5, 0, true, "谈话提纲：")
		for i, q := range rule.Ask {
			w.para(10.5, 6, false, fmt.Sprintf("%d．%s", i+1, q))
		}
	}
}

// person is what is known of one person besides findings.
func person(w *writer, p *reporting.Person, head func(string)) {
	head("基本情况")
	for _, f := range p.Facts {
		w.para(12, 0, true, f[0]+"："+f[1])
	}
	if len(p.Posts) > 0 {
		head("岗位和发放")
		w.table([]float64{50, 48, 24, 12, 22}, []string{"岗位", "起止", "退出原因", "月数", "金额（元）"}, p.Posts)
		w.draw(p.Time)
	}
	head("亲属和同户")
	if len(p.Kin) == 0 {
		w.para(12, 0, true, "没有收集到亲属申报，不等于没有亲属。")
	} else {
		w.table([]float64{24, 62, 70}, []string{"姓名", "关系", "任职"}, p.Kin)
	}
	if len(p.Lived) > 0 {
		head("经过")
		w.table([]float64{24, 30, 66, 36}, []string{"日期", "事项", "内容", "村（社区）"}, p.Lived)
	}
}

// files that were looked at or taken, with places for two signatures.
func files(w *writer, d *reporting.Inspection) {
	var rows [][]string
	for i, f := range d.Files {
		rows = append(rows, []string{fmt.Sprint(i + 1), f.Name, fmt.Sprint(f.Bytes), f.What, f.Digest})
	}
	w.table([]float64{14, 36, 18, 28, 60}, []string{"序号", "文件", "字节", "内容", "摘要（SM3）"}, rows)
	w.y += 4
	w.need(24)
	w.para(12, 6, false, "提 取 人：________________　持 有 人：________________")
	w.y += 2
	w.para(12, 6, false, "日　　期：________年____月____日")
}

// fixedList is the list of an extract by itself.
func fixedList(w *writer, d *reporting.Inspection) error {
	w.centred(12, "数据截止："+d.CutOff.Short())
	w.y += 3
	w.para(12, 0, true, "下列文件由系统一次提取、加密封存。摘要（SM3）相同，即与提取时一字不差。")
	files(w, d)
	w.y += 6
	w.need(20)
	w.para(9, 0, false, "附：核对信息")
	w.para(9, 0, false, fmt.Sprintf("清单内容摘要（SM3）：%x", d.Digest))
	if len(d.Root) > 0 {
		w.para(9, 0, false, fmt.Sprintf("办理记录总摘要（提取时）：%x", d.Root))
	}
	return nil
}

func number(n int) string {
	switch {
	case n <= 10:
		return chinese[n-1]
	case n < 20:
		return "十" + chinese[n-11]
	}
	return fmt.Sprint(n)
}

func sums(in []reporting.Sum, total bool) [][]string {
	var out [][]string
	all := reporting.Sum{Name: "合计"}
	row := func(s reporting.Sum) []string {
		return []string{s.Name, fmt.Sprint(s.Records), fmt.Sprint(s.Suspicions), fmt.Sprint(s.Informs), s.Amount.Grouped()}
	}
	for _, s := range in {
		out = append(out, row(s))
		all.Records, all.Suspicions, all.Informs, all.Amount = all.Records+s.Records, all.Suspicions+s.Suspicions,
			all.Informs+s.Informs, all.Amount+s.Amount
	}
	if total {
		out = append(out, row(all))
	}
	return out
}

// wide is the width of the text of a page, in millimetres.
const wide = 156.0

// materials is the page 材料情况.
func materials(w *writer, m *inspect.Materials) {
	for i, t := range m.Tables {
		w.y += 1.5
		w.need(40)
		w.para(13, 0, false, fmt.Sprintf("（%s）%s", number(i+1), t.Title))
		if t.Note != "" {
			w.para(10.5, 0, true, t.Note)
		}
		total := 0
		for _, n := range t.Widths {
			total += n
		}
		widths := make([]float64, len(t.Widths))
		for k, n := range t.Widths {
			widths[k] = wide * float64(n) / float64(total)
		}
		w.table(widths, t.Heads, t.Rows)
		if more := t.More(); more != "" {
			w.para(10.5, 0, true, more)
		}
	}
}
