package reporting

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

// Person is what a person's file says besides findings.
type Person struct {
	Facts [][2]string
	Posts [][]string // place, post, from, until, reason, months, amount
	Kin   [][]string // name, tie, offices
	Lived [][]string // day, what, detail, place
	Time  figure.Figure
}

// entryOf a kept finding with all that hangs on it.
func entryOf(r database.Reader, k inspect.Kept) (entry, error) {
	e := entry{k.Rule, inspect.Family(k.Family), inspect.Severity(k.Severity), inspect.Certainty(k.Certainty), k.Path,
		k.Sentence, k.When(), k.PeriodFrom, words.Label("findingstate", k.State), k.Params, k.Fingerprint, k.AmountFen, nil,
		nil, nil}
	rows, err := inspect.EvidenceOf(r, k.ID)
	if err != nil {
		return e, err
	}
	for _, x := range rows {
		e.evidence = append(e.evidence, fmt.Sprintf("%s%d号：%s", words.Label("table", x.Tbl), x.RowID, x.What))
	}
	if e.figures, err = inspect.FiguresOf(r, k.ID); err != nil {
		return e, err
	}
	written, err := inspect.EntriesOf(r, k.ID)
	for _, w := range written {
		if w.Kind == inspect.Note {
			continue // the inspector's own
		}
		line := words.Label("findingentry", w.Kind)
		if w.Office != "" {
			line += "（" + w.Office + "）"
		}
		line += "：" + w.Said
		if !w.OnDate.IsZero() {
			line += "，" + w.OnDate.String()
		}
		if w.AmountFen > 0 {
			line += "，" + w.AmountFen.Grouped() + "元"
		}
		e.entries = append(e.entries, line)
	}
	return e, err
}

// OfFinding is the sheet of one finding, with how it is judged and what to ask.
func OfFinding(r database.Reader, t *region.Tree, rules []*inspect.Rule, id int64, demo bool) (*Inspection, error) {
	k, err := inspect.ByID(r, id)
	if err != nil {
		return nil, err
	}
	e, err := entryOf(r, k)
	if err != nil {
		return nil, err
	}
	doc := &Inspection{Title: "乡村公益性岗位疑点核查单", Region: t.Full(k.Path), From: k.PeriodFrom, To: k.PeriodTo, Demo: demo,
		CutOff: k.SeenUs, RuleSet: k.Rule + " 第" + k.RuleVersion + "版"}
	doc.lay(t, rules, []entry{e})
	doc.Families, doc.Towns, doc.Charts = nil, nil, nil
	for i := range doc.Sections {
		for j := range doc.Sections[i].Rules {
			part := &doc.Sections[i].Rules[j]
			for _, x := range rules {
				if x.Code == part.Code {
					part.Method, part.Ask = x.Method, x.Ask
				}
			}
		}
	}
	return doc, doc.seal()
}

// FixedList is 电子数据提取固定清单 of an extract: what was taken, when, by whom, the digests, and places for two signatures.
func FixedList(region, number string, cutOff clock.Moment, files []File) (*Inspection, error) {
	doc := &Inspection{Title: "电子数据提取固定清单", Region: region, From: cutOff.Date().Month(), To: cutOff.Date().Month(),
		CutOff: cutOff, Number: number, Files: files, Bare: true}
	return doc, doc.seal()
}

// OfPerson is the file of one person: posts, kin, time and the findings of a scope that are not dismissed.
func OfPerson(r database.Reader, t *region.Tree, rules []*inspect.Rule, p *inspect.Profile, scope authz.Scope,
	demo bool, now clock.Moment) (*Inspection, error) {
	kept, err := inspect.OfPerson(r, scope, p)
	if err != nil {
		return nil, err
	}
	doc := &Inspection{Title: p.Person.Name + "专项检查材料", Region: p.Place, Demo: demo, CutOff: now, From: now.Date().Month(),
		To: now.Date().Month(), RuleSet: inspect.RuleSet(rules)}
	about := &Person{Time: p.Time}
	about.Facts = append(about.Facts, [2]string{"身份证尾号", p.Person.IDTail})
	if !p.Person.Birth.IsZero() {
		about.Facts = append(about.Facts, [2]string{"出生日期", p.Person.Birth.String()})
	}
	for _, o := range p.Offices {
		about.Facts = append(about.Facts, [2]string{"任职", o.Place + o.Title + "，" + span(o.From, o.Until)})
	}
	for _, c := range p.Person.Categories {
		about.Facts = append(about.Facts, [2]string{"类别登记", words.Label("category", c.Code) + "，" + span(c.From, c.Until)})
	}
	for _, x := range p.Person.Registered {
		about.Facts = append(about.Facts, [2]string{"部门名册", words.Label("exclusion", x.Kind) + "，" + span(x.From, x.Until)})
	}
	for _, l := range p.Posts {
		reason := ""
		if l.Reason != "" {
			reason = words.Label("exit", l.Reason)
		}
		about.Posts = append(about.Posts,
			[]string{l.Place + l.Title, span(l.From, l.Until), reason, fmt.Sprint(l.Months), l.Amount.Grouped()})
	}
	for _, x := range p.Kin {
		offices := ""
		for _, o := range x.Offices {
			offices += o.Place + o.Title + "，" + span(o.From, o.Until) + "。"
		}
		about.Kin = append(about.Kin, []string{x.Name, x.Told, offices})
	}
	for _, h := range p.Happened {
		about.Lived = append(about.Lived, []string{h.On.String(), h.What, h.Detail, h.Place})
		if doc.From.IsZero() || h.On.Month().Before(doc.From) {
			doc.From = h.On.Month()
		}
	}
	doc.Person = about
	var all []entry
	for _, k := range kept {
		if k.State == inspect.Dismissed {
			continue
		}
		e, err := entryOf(r, k)
		if err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	doc.lay(t, rules, all)
	doc.Families, doc.Towns, doc.Charts = nil, nil, nil
	return doc, doc.seal()
}

func span(from, until civil.Date) string {
	if until.IsZero() {
		return from.String() + "起"
	}
	return from.String() + "至" + until.String()
}
