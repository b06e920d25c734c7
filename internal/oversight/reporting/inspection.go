package reporting

import (
	"cmp"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/words"
)

// Title of the inspection paper unless another is set.
const Title = "乡村公益性岗位监督检查报告（疑点清单）"

// Renderer makes the bytes of a paper. The same document gives the same bytes.
type Renderer interface {
	Inspection(*Inspection) ([]byte, error)
}

// Inspection is 监督检查报告（疑点清单）.
type Inspection struct {
	Title    string
	Region   string
	From, To civil.Month
	RuleSet  string
	Villages int64
	Holders  int64
	NoKin    int64
	Demo     bool
	Outside  *Outside `json:",omitempty"` // of a period: what is not closed and holds at another time; nil: nothing
	Families []Sum
	Towns    []Sum
	Sections []Section
	Charts   []figure.Figure `json:",omitempty"`
	Bare     bool            `json:",omitempty"` // a list of files and nothing else
	Person   *Person         `json:",omitempty"` // of a person's file: what is known besides findings
	Notes    []Note          // findings that only inform, one line each
	Files    []File          `json:",omitempty"` // of a folder: what was looked at
	// on what it rests: what was read, what could not be read, what cannot be judged for it, what is lacking
	Materials *inspect.Materials `json:",omitempty"`

	Unjudged []string `json:",omitempty"` // rules that did not judge since the value of a parameter does not fit

	// Fixed by the first issue; not part of the content.
	Number string       `json:"-"`
	CutOff clock.Moment `json:"-"`
	Root   []byte       `json:"-"`
	Digest []byte       `json:"-"`
}

// File that was looked at, fixed by its digest (电子数据提取固定清单).
type File struct {
	Name   string
	Bytes  int64
	Digest string // SM3
	What   string // tables and rows
}

// mostMaterial rows of each table of the page 材料情况 stand in a paper; the lists have all.
const mostMaterial = 200

// Outside are findings that are not closed and do not hold in a paper's period: the paper counts them and does not list
// them.
type Outside struct {
	Before, After       int
	Records, Suspicions int
	Amount              money.Fen
	Oldest              civil.Month
}

// Said is what the first page tells of them.
func (o *Outside) Said() string {
	s := fmt.Sprintf("检查期间以外还有%d条疑点没有办结（记录显示%d条，疑点%d条", o.Before+o.After, o.Records, o.Suspicions)
	if o.Amount > 0 {
		s += "，涉及金额" + o.Amount.Grouped() + "元"
	}
	return s + fmt.Sprintf("），其中检查期间以前的%d条，以后的%d条，最早的在%s。本报告只计数，不列出；需要时另选期间出具。", o.Before, o.After, o.Oldest.Chinese())
}

// Clean is what a paper without a finding says: no more than that, and of material that was not read nothing.
func (doc *Inspection) Clean() string {
	if doc.Outside != nil {
		return "没有在检查期间内的疑点；检查期间以外没有办结的见上。"
	}
	var gaps []string
	if m := doc.Materials; m != nil {
		if m.Unread > 0 {
			gaps = append(gaps, "有材料没有读出")
		}
		if m.Withheld > 0 {
			gaps = append(gaps, fmt.Sprintf("另有%d项不能判断", m.Withheld))
		}
	}
	if len(gaps) > 0 {
		return "在读出的材料中没有发现疑点；" + strings.Join(gaps, "，") + "，见“材料情况”。"
	}
	return "检查期间没有发现疑点。"
}

// Sum of a family or a township.
type Sum struct {
	Name                         string
	Records, Suspicions, Informs int
	Amount                       money.Fen
}

func (s *Sum) add(k entry) {
	switch k.certainty {
	case inspect.Record:
		s.Records++
	case inspect.Suspicion:
		s.Suspicions++
	default:
		s.Informs++
		return // what only informs accuses nobody of any amount
	}
	s.Amount += k.amount
}

// Section of a family, its findings by rule.
type Section struct {
	Name  string
	Rules []RulePart
}

// RulePart is a rule with its findings.
type RulePart struct {
	Code, Version, Title, Citation, Innocent, Next string
	Method                                         string   `json:",omitempty"` // of one finding's sheet
	Ask                                            []string `json:",omitempty"`
	Items                                          []Item
}

// Item is one finding.
type Item struct {
	Place, Sentence, Period, Severity, Certainty, State, Params, Fingerprint string
	Amount                                                                   money.Fen
	Evidence                                                                 []string
	Figures                                                                  []figure.Figure `json:",omitempty"`
	// answers, orders, recoveries
	Entries []string `json:",omitempty"`
}

// Note is a finding that only informs.
type Note struct{ Place, Sentence string }

// Compose the document of a region and period from the findings that the latest run there saw: those that hold in one
// of its months, and those of which that is not known. Dismissed ones stay out; those of another time that nobody
// closed are counted. title, of at most 40 characters, is Title if it is empty. Refusals: inspect.no_run,
// inspect.period, report.title.
func Compose(r database.Reader, t *region.Tree, rules []*inspect.Rule, at *region.Region, from, to civil.Month,
	title string, demo bool) (*Inspection, error) {
	if from.IsZero() || to.IsZero() || to.Before(from) {
		return nil, errs.New(errs.Invalid, "inspect.period").On("from")
	}
	run, found, err := inspect.LatestRun(r, at.Path)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, errs.New(errs.State, "inspect.no_run").On("region")
	}
	if title = strings.TrimSpace(title); title == "" {
		title = Title
	}
	if fault := errs.Length(title, 0, 40, "report.title", "title"); fault != nil {
		return nil, fault
	}
	doc := &Inspection{Title: title, Region: t.Full(at.Path), From: from, To: to, RuleSet: run.RuleSet,
		Villages: run.Villages, Holders: run.Holders, NoKin: run.NoKin, Demo: demo, CutOff: run.CutOffUs,
		Unjudged: strings.FieldsFunc(run.Unjudged, func(r rune) bool { return r == '\n' })}
	if run.Path != at.Path {
		if doc.Villages, doc.Holders, doc.NoKin, err = inspect.CountUnder(r, run.ID, at.Path); err != nil {
			return nil, err
		}
	}
	material, err := inspect.MaterialOf(r, run.ID)
	if err != nil {
		return nil, err
	}
	doc.Materials = material.Of(at.Path, from, to).Shortened(mostMaterial)
	kept, err := inspect.List(r, authz.Under(at.Path),
		inspect.Filter{From: from, To: to, Informing: true, Limit: 1_000_000})
	if err != nil {
		return nil, err
	}
	current, err := inspect.RunsSince(r, run.ID)
	if err != nil {
		return nil, err
	}
	outside, err := inspect.OutsideOf(r, authz.Under(at.Path), from, to, current)
	if err != nil {
		return nil, err
	}
	if outside.Before+outside.After > 0 {
		doc.Outside = &Outside{outside.Before, outside.After, outside.Records, outside.Suspicions, outside.AmountFen,
			outside.Oldest}
	}
	evidence, err := inspect.EvidenceUnder(r, at.Path)
	if err != nil {
		return nil, err
	}
	figures, err := inspect.FiguresUnder(r, at.Path)
	if err != nil {
		return nil, err
	}
	var all []entry
	for _, k := range kept {
		if current.Saw(k) && k.State != inspect.Dismissed {
			all = append(all,
				entry{k.Rule, inspect.Family(k.Family), inspect.Severity(k.Severity), inspect.Certainty(k.Certainty), k.Path,
					k.Sentence, k.When(), k.PeriodFrom, words.Label("findingstate", k.State), k.Params, k.Fingerprint, k.AmountFen,
					evidence[k.ID], figures[k.ID], nil})
		}
	}
	doc.lay(t, rules, all)
	return doc, doc.seal()
}

// FromFolder is the document of a folder of spreadsheets: no office, no number, what was looked at and what is lacking.
func FromFolder(r *folder.Result, rules []*inspect.Rule, title string) (*Inspection, error) {
	doc := &Inspection{Title: Title, Region: title, RuleSet: r.RuleSet, Villages: int64(r.Villages),
		Holders: int64(r.Holders), NoKin: int64(r.NoKin), CutOff: r.City.CutOff, Number: "工作底稿", Unjudged: r.Unjudged}
	var all []entry
	for i := range r.Findings {
		f := &r.Findings[i]
		var rows []string
		for _, e := range f.Evidence {
			at := e.Source
			if at == "" {
				at = words.Label("table", e.Table)
			}
			rows = append(rows, at+"："+e.What)
		}
		all = append(all,
			entry{f.Rule.Code, f.Rule.Family, f.Severity, f.Certainty, f.Region.Path, f.Sentence, f.When(), f.From,
				words.Label("findingstate", inspect.Open), f.Params, f.Fingerprint(), f.Amount, rows, f.Figures, nil})
		if from := cmp.Or(f.Held.From, f.From); doc.From.IsZero() || from.Before(doc.From) {
			doc.From = from
		}
	}
	doc.To = r.City.Today.Month()
	if doc.From.IsZero() {
		doc.From = doc.To
	}
	doc.lay(r.City.Tree, rules, all)
	for _, f := range r.Files {
		doc.Files = append(doc.Files, File{f.Name, f.Bytes, hex.EncodeToString(f.Digest), f.What})
	}
	doc.Materials = r.Material.Shortened(mostMaterial)
	return doc, doc.seal()
}

// entry is a finding on its way into the document, wherever it came from.
type entry struct {
	rule                   string
	family                 inspect.Family
	severity               inspect.Severity
	certainty              inspect.Certainty
	path, sentence, period string
	from                   civil.Month
	state, params          string
	fingerprint            string
	amount                 money.Fen
	evidence               []string
	figures                []figure.Figure
	entries                []string
}

// lay the findings out: sums, sections by rule, and apart from them what only informs.
func (doc *Inspection) lay(t *region.Tree, rules []*inspect.Rule, all []entry) {
	byRule := map[string][]entry{}
	families, towns := map[inspect.Family]*Sum{}, map[string]*Sum{}
	for _, k := range all {
		byRule[k.rule] = append(byRule[k.rule], k)
		town := region.PathAt(k.path, region.Township)
		if families[k.family] == nil {
			families[k.family] = &Sum{Name: words.Label("family", string(k.family))}
		}
		if towns[town] == nil {
			towns[town] = &Sum{Name: t.Full(town)}
		}
		families[k.family].add(k)
		towns[town].add(k)
	}
	for _, f := range inspect.Families {
		if s := families[f]; s != nil {
			doc.Families = append(doc.Families, *s)
		}
	}
	for _, r := range t.All() {
		if s := towns[r.Path]; s != nil {
			doc.Towns = append(doc.Towns, *s)
		}
	}
	doc.Charts = charts(t, doc, all)
	for _, f := range inspect.Families {
		s := Section{Name: words.Label("family", string(f))}
		for _, rule := range rules {
			if rule.Family != f || len(byRule[rule.Code]) == 0 {
				continue
			}
			part := RulePart{Code: rule.Code, Version: rule.Version, Title: rule.Title, Citation: rule.Citation,
				Innocent: rule.Innocent, Next: rule.Next}
			for _, k := range byRule[rule.Code] {
				if k.certainty == inspect.Information {
					doc.Notes = append(doc.Notes, Note{t.Full(k.path), k.sentence})
					continue
				}
				part.Items = append(part.Items,
					Item{Place: t.Full(k.path), Sentence: k.sentence, Period: k.period,
						Severity: words.Label("severity", string(k.severity)), Certainty: words.Label("certainty", string(k.certainty)),
						State:  k.state,
						Params: strings.Join(inspect.SayParams(k.params), "，"), Fingerprint: k.fingerprint, Amount: k.amount,
						Evidence: k.evidence, Figures: k.figures, Entries: k.entries})
			}
			if len(part.Items) > 0 {
				s.Rules = append(s.Rules, part)
			}
		}
		if len(s.Rules) > 0 {
			doc.Sections = append(doc.Sections, s)
		}
	}
}

// seal the content with its digest.
func (doc *Inspection) seal() error {
	b, err := json.Marshal(doc)
	doc.Digest = seal.Digest(b)
	return err
}
