package folder

import (
	"cmp"
	"fmt"
	"regexp"
	"strings"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// FaultGroup is what is wrong in the same way with several rows of a sheet.
type FaultGroup struct {
	Fault       // the first of them
	Rows  []int // the first of the rows; none where it is of the whole sheet or file
	N     int
}

// firstRows of a group are named.
const firstRows = 5

// quoted and counted are what differs between equal faults.
var quoted, counted = regexp.MustCompile(`“[^”]*”`), regexp.MustCompile(`[0-9]+`)

// Grouped puts the faults together that say the same of a sheet's column, in the order of the first of each.
func Grouped(faults []Fault) (out []FaultGroup) {
	at := map[string]int{}
	for _, f := range faults {
		k := strings.Join([]string{f.File, f.Sheet, f.Column, counted.ReplaceAllString(quoted.ReplaceAllString(f.Text, "“”"),
			"0"), fmt.Sprint(f.Row > 0)}, "\x00")
		i, known := at[k]
		if !known {
			i = len(out)
			at[k] = i
			out = append(out, FaultGroup{Fault: f})
		}
		g := &out[i]
		if g.N++; f.Row > 0 && len(g.Rows) < firstRows {
			g.Rows = append(g.Rows, f.Row)
		}
	}
	return out
}

// Which rows, in words: 第4、5、6行等23行.
func (g FaultGroup) Which() string { return words.Rows(g.Rows, int64(g.N)) }

func (g FaultGroup) String() string {
	if g.N == 1 {
		return g.Fault.String()
	}
	at := placeOfFault(g.File, g.Sheet) + g.Which()
	if g.Column != "" {
		at += "“" + g.Column + "”"
	}
	if len(g.Rows) > 0 {
		return at + "：" + g.Text + "（这是第" + fmt.Sprint(g.Row) + "行的）"
	}
	return at + "：" + g.Text + fmt.Sprintf("（共%d处）", g.N)
}

func placeOfFault(file, sheet string) string {
	if sheet != "" {
		return file + "“" + sheet + "”"
	}
	return file
}

// Materials is the page 材料情况 of a folder.
func (r *Result) Materials() *inspect.Materials {
	m := &inspect.Materials{Withheld: len(r.Withheld)}
	m.Add(r.sheetsRead(m))
	m.Add(r.faultTable())
	m.Add(r.differTable())
	m.Add(r.notJudgedTable())
	m.Add(r.withheldTable())
	m.Add(r.lackTable())
	return m
}

func (r *Result) sheetsRead(m *inspect.Materials) inspect.MaterialTable {
	t := inspect.MaterialTable{Title: "看了哪些材料", Heads: []string{"文件", "读作", "已读行", "未读行", "推定的、重复的"},
		Widths: []int{50, 26, 14, 14, 52}}
	read := map[string]bool{}
	for _, x := range r.Reads {
		as := "没有认出，没有使用"
		if x.Table != nil {
			as = x.Table.Name
		}
		notes := x.Guessed
		for _, c := range r.Copies {
			if c.File == x.File && c.Sheet == x.Sheet {
				notes = append(notes[:len(notes):len(notes)], fmt.Sprintf("%d行与%s说的是同一件事，只算一次", c.Rows,
					placeOfFault(c.OfFile, c.OfSheet)))
			}
		}
		read[x.File] = true
		if m.Unread += x.Unread; x.Table == nil {
			m.Unread++
		}
		t.Rows = append(t.Rows, []string{placeOfFault(x.File, x.Sheet), as, fmt.Sprint(x.Rows), fmt.Sprint(x.Unread),
			strings.Join(notes, "；")})
	}
	for _, f := range r.Files {
		if !read[f.Name] {
			m.Unread++
			t.Rows = append(t.Rows, []string{f.Name, "读不开，没有使用", "", "", ""})
		}
	}
	return t
}

func (r *Result) faultTable() inspect.MaterialTable {
	t := inspect.MaterialTable{Title: "没有读懂、没有使用或需要核对的",
		Note:  "同样的情况合在一起，列出前五行；每一处都在“读入情况”表里。",
		Heads: []string{"文件", "行", "列", "处数", "情况和改法（多行的，写的是第一行）"}, Widths: []int{36, 24, 20, 12, 64}}
	for _, g := range Grouped(r.Faults) {
		t.Rows = append(t.Rows, []string{placeOfFault(g.File, g.Sheet), g.Which(), g.Column, fmt.Sprint(g.N), g.Text})
	}
	return t
}

func (r *Result) differTable() inspect.MaterialTable {
	t := inspect.MaterialTable{Title: "材料不一致",
		Note:  "不同的文件说同一件事，写得不一样。涉及钱的另列为疑点；其余只供核对，不是疑点，据此不能确定的也不判断。",
		Heads: []string{"表", "哪一件", "列", "一份写", "另一份写", "涉及钱"}, Widths: []int{20, 40, 18, 34, 34, 10}}
	for _, d := range r.Differences {
		t.Rows = append(t.Rows, []string{d.Table.Name, d.About, d.What, "“" + d.Says[0] + "”，" + d.At[0],
			"“" + d.Says[1] + "”，" + d.At[1], map[bool]string{true: "是"}[d.Money]})
	}
	return t
}

func (r *Result) notJudgedTable() inspect.MaterialTable {
	t := inspect.MaterialTable{Title: "不能判断的人和月份",
		Note:  "这些人、这些月份有材料没有读出，或者没有收全，没有疑点不等于没有问题，也不等于有问题；补正材料后重新检查。",
		Heads: []string{"村（社区）", "姓名", "月份", "表", "没有读出的材料"}, Widths: []int{30, 28, 24, 22, 52}}
	for _, n := range r.NotJudged {
		t.Rows = append(t.Rows, []string{n.Place, n.Name, n.When(), strings.Join(n.Tables, "、"), n.Sources() + "：" + n.Why})
	}
	return t
}

func (r *Result) withheldTable() inspect.MaterialTable {
	t := inspect.MaterialTable{Title: "不能判断的事项",
		Note:  "因为有材料没有读出、写得不清楚或者互相不一致，下列事项不能判断，不是疑点；补正材料后重新检查。",
		Heads: []string{"规则", "村（社区）", "对象", "期间", "补正什么"}, Widths: []int{32, 26, 32, 18, 48}}
	for i := range r.Withheld {
		w := &r.Withheld[i]
		var gaps []string
		for _, g := range w.Gaps {
			gaps = append(gaps, strings.TrimSuffix(g.Source, "：")+"："+g.Why)
		}
		t.Rows = append(t.Rows, []string{w.Rule.Title, r.City.Tree.Full(w.Region.Path), w.Subject.Name, w.Period(),
			strings.Join(gaps, "；")})
	}
	return t
}

func (r *Result) lackTable() inspect.MaterialTable {
	t := inspect.MaterialTable{Title: "还缺的材料", Note: "没有收集到的材料不等于没有问题。缺少下列材料，相应的规则不能判断。",
		Heads: []string{"材料", "内容", "向谁调取", "缺它不能判断"}, Widths: []int{22, 34, 40, 60}}
	for _, l := range r.Lacks {
		var titles []string
		for _, x := range l.Rules {
			titles = append(titles, x.Title)
		}
		t.Rows = append(t.Rows, []string{l.Table.Name, l.Table.What, l.Table.From, cmp.Or(strings.Join(titles, "；"), "可作旁证")})
	}
	return t
}
