package folder

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// candidate is a table that a sheet may be, and where its heads stand.
type candidate struct {
	t *Table
	sheet.Layout
	titled  civil.Month    // of the title, where no column has it
	periods map[int]period // columns that hold both ends of a period
	score   int
	noticed bool // a notice whose sentences say from when until when it hung
	from    string
	until   string
	failed  bool     // a list of what the bank sent back, as its name or title says, without a column for it
	lack    []string // heads without which it is not that table

	rivals   []*Table // that its heads fit as well, where neither a name nor a title says which it is
	vague    bool     // so far as its heads say it, they do so by parts of words, or there are but people
	unsure   []string // columns that were taken for what another thing stands in for
	answered []string // what a person said about it
}

// byName is the score from which on the sheet's or the file's name says which table it is, and not its heads alone.
const byName = 100

// answerable is the other way out where two columns fit.
const answerable = "也可以在“对应关系”里回答是哪一列。"

const unrecognised = "没有认出是哪一种表；请对照模板的表头，或者把文件名改成表名（如“发放明细”）"

// choose the table that a sheet is, by its columns, its own name and the file's; nil where none comes near. One that
// lacks columns says so.
func choose(s sheet.Sheet, label, stem string) *candidate {
	var best, monthless *candidate
	scan := headsKnown().Scan(s.Rows)
	var fits []*candidate
	for i := range Tables {
		f := candidateOf(&Tables[i], scan.Find(i), s, label, stem)
		if f == nil {
			continue
		}
		if f.score < byName && (len(f.lack) > 0 || !tells(f.t, f.Columns)) {
			if len(f.lack) == 1 && f.lack[0] == month.Head && (monthless == nil || f.score > monthless.score) {
				monthless = f
			}
			continue
		}
		if len(f.lack) == 0 {
			fits = append(fits, f)
		}
		if best == nil || len(best.lack) > len(f.lack) && best.score < byName || f.score > best.score {
			best = f
		}
	}
	if best != nil && best.score < byName && best.t.Code == "people" && monthless != nil {
		return monthless // people with what they got or worked are a list of a month that nobody knows, no roster
	}
	if best != nil && best.score < byName {
		return byTitle(best, fits, s)
	}
	return best
}

// byTitle is the table that a title above the heads names among those that the heads fit; its last word counts, as in
// 公益岗人员工资发放表. Without one it is the best, beside which those stand that explain as many columns.
func byTitle(best *candidate, fits []*candidate, s sheet.Sheet) *candidate {
	var titled *candidate
	last := 0
	for _, f := range fits {
		titles := s.Titles(f.Layout)
		slices.Reverse(titles) // the nearest to the heads last
		if at := namedLast(f.t, strings.Join(titles, " ")); at > last || at == last && at > 0 &&
			f.score > titled.score {
			titled, last = f, at
		}
	}
	if titled != nil && titled.t.Code == "people" && best.t.Code == "placements" {
		return best // 岗位人员信息表 with the day on which each began is more than a list of people
	}
	if titled != nil {
		titled.score += byName
		return titled
	}
	whole := best.whole()
	best.vague = !best.plain()
	for _, f := range fits {
		if f.t != best.t && f.score >= best.score-2 && f.whole() >= whole { // a column that only one knows makes three
			best.rivals = append(best.rivals, f.t)
		}
	}
	return best
}

// plain reports whether each needed column is headed by a word of its own (上岗日期 is not the 日期 of a visit), and a
// list of people says more of them than who they are.
func (f *candidate) plain() bool {
	heads := f.t.heads()
	for i, k := range f.Columns {
		if k >= 0 && f.t.Columns[k].Required && !own(heads[k], f.Texts[i]) {
			return false
		}
	}
	return f.t.Code != "people" || slices.ContainsFunc(f.Columns, func(k int) bool {
		return k >= 0 && slices.Contains(ofPeople, f.t.Columns[k].Code)
	})
}

// ofPeople are the columns of a roster of people.
var ofPeople = []string{"household_no", "relation", "birth", "died", "phone", "address", "categories"}

// own reports whether a column is headed by one of a head's own words, and not by a longer one that holds it.
func own(h sheet.Head, text string) bool {
	return slices.ContainsFunc(append(append([]string{h.Name}, h.Also...), h.Exact...),
		func(w string) bool { return sheet.HeadWord(w) == sheet.HeadWord(text) })
}

// whole counts the columns that are headed by a table's own words, and not by longer ones that hold them.
func (f *candidate) whole() int {
	n := 0
	heads := f.t.heads()
	for i, k := range f.Columns {
		if k >= 0 && own(heads[k], f.Texts[i]) {
			n++
		}
	}
	return n
}

// namedLast is where in a title the last of a table's names ends; 0: none is there.
func namedLast(t *Table, title string) int {
	title = sheet.HeadWord(title)
	last := 0
	for _, a := range append([]string{t.Name}, t.Also...) {
		a = sheet.HeadWord(a)
		if i := strings.LastIndex(title, a); i >= 0 && a != "" && a[0] > 127 {
			last = max(last, i+len(a))
		}
	}
	return last
}

// answered reports whether a sheet has the heads of the bank's answers and their days.
func answered(l sheet.Layout) bool {
	t := TableOf("bank_results")
	has := func(code string) bool {
		c := t.Columns[slices.IndexFunc(t.Columns, func(c Column) bool { return c.Code == code })]
		return slices.ContainsFunc(l.Texts, func(text string) bool {
			text = sheet.Plain(text)
			return text == c.Head || slices.Contains(c.Also, text)
		})
	}
	return has("result") && has("on")
}

// candidateOf a table: how much of a sheet it fits; nil where the sheet has no heads of it.
func candidateOf(t *Table, l sheet.Layout, s sheet.Sheet, label, stem string) *candidate {
	if l.At < 0 {
		return nil
	}
	hint := stem + " " + label
	if t.Code == "pay_items" && len(monthsIn(s, l, hint)) > 1 {
		l = withoutMonths(l, hint, s)
	}
	periods := t.periodsIn(&l)
	f := &candidate{t: t, Layout: l, periods: periods, score: named(t, label) * 2}
	if f.score == 0 {
		f.score = named(t, stem)
	}
	if t.Code == "registers" && f.score == 0 && saysRegister(hint) {
		f.score = 2 // the file's name says which register it is
	}
	if t.Code == "payments" && answered(l) {
		f.score = 0 // 银行代发明细 with what became of each: the bank's answer
	}
	f.score *= byName
	sides := t.Code == "funds" && len(sidesIn(l.Texts)) > 1
	wide := t.Code == "pay_items" && len(monthsIn(s, l, hint)) > 1
	f.failed = t.Code == "bank_results" && !slices.ContainsFunc(l.Columns, t.at("result")) &&
		saysFailed(append(s.Titles(l), label, stem))
	if t.Code == "notices" && !slices.ContainsFunc(l.Columns, t.at("from")) && !spanned(periods, "from") {
		f.from, f.until, f.noticed = noticedIn(s, l)
	}
	titled, hasTitled := s.Month(l, label, stem)
	f.titled = titled
	for k, c := range t.Columns {
		has := c.Code == "month" && hasTitled || slices.Contains(l.Columns, k) || wide &&
			(c.Code == "month" || c.Code == "amount") || sides && (c.Code == "kind" || c.Code == "amount") ||
			spanned(periods, c.Code) || f.failed && c.Code == "result" ||
			f.noticed && (c.Code == "from" || c.Code == "until")
		if has {
			f.score += 2
		}
		if c.Required && !has && !waived(t, c, l.Columns, hint) {
			f.lack = append(f.lack, c.Head)
		}
	}
	for k, h := range l.Texts {
		day, _ := dayAt(l, k)
		if _, period := periods[k]; strings.TrimSpace(h) != "" && l.Columns[k] < 0 && !period && day == 0 {
			f.score--
		}
	}
	if t.Code == "sheets" && !saysWork(t, l) {
		f.lack = append(f.lack, "出勤天数")
	}
	return f
}

// at tells whether a position is that of a column of the table.
func (t *Table) at(code string) func(k int) bool {
	return func(k int) bool { return k >= 0 && k < len(t.Columns) && t.Columns[k].Code == code }
}

// saysFailed reports whether a list's names or titles say that the bank sent back what stands in it.
func saysFailed(texts []string) bool {
	return slices.ContainsFunc(texts, func(t string) bool {
		return slices.ContainsFunc([]string{"失败", "退票", "退回", "退汇"}, func(w string) bool {
			return strings.Contains(t,
				w)
		})
	})
}

// indexOf a table among all, by which a scan finds its heads.
func indexOf(t *Table) int {
	return slices.IndexFunc(Tables, func(o Table) bool { return o.Code == t.Code })
}

// headsKnown are the heads of all tables, made once.
var headsKnown = sync.OnceValue(vocabulary)

func vocabulary() *sheet.Vocabulary {
	heads := make([][]sheet.Head, len(Tables))
	for i := range Tables {
		heads[i] = Tables[i].searched()
	}
	return sheet.NewVocabulary(heads...)
}

// settled names why a sheet cannot be taken as what it looks like, and what is lost with it; false then.
func (g *reading) settled(best *candidate, s sheet.Sheet, file, label, hint string) bool {
	if best == nil || len(best.lack) > 0 {
		text := unrecognised
		if best != nil {
			text = fmt.Sprintf("像是“%s”表，但是缺少列：%s", best.t.Name, strings.Join(best.lack, "、"))
		}
		g.reads = append(g.reads, Read{File: file, Sheet: label})
		g.fault(Fault{File: file, Sheet: label, Text: text})
		switch {
		case best != nil:
			g.lost(best.t, file, label, hint, text)
		case namesPeople(s):
			g.lost(nil, file, label, hint, text)
		}
		return false
	}
	tied := errs.All(best.Tied(s, best.t.searched()))
	if len(tied) == 0 {
		return true
	}
	g.reads = append(g.reads, Read{File: file, Sheet: label})
	if best.score < byName { // told by its heads alone, and they fit twice: nobody knows what it is
		g.fault(Fault{File: file, Sheet: label, Text: unrecognised})
		if namesPeople(s) {
			g.lost(nil, file, label, hint, unrecognised)
		}
		return false
	}
	for _, e := range tied {
		g.fault(Fault{File: file, Sheet: label, Text: words.Sentence(e) + answerable})
	}
	g.lost(best.t, file, label, hint, words.Sentence(tied[0]))
	return false
}

// saysRegister reports whether the names of file and sheet say which register it is.
func saysRegister(hint string) bool {
	_, told := lexicon.Exclusion.Find(hint)
	return told
}
