package reporting

import (
	"encoding/json"
	"strings"

	"gangwei/internal/authz"
	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/database"
	"gangwei/internal/errs"
	"gangwei/internal/inspect"
	"gangwei/internal/money"
	"gangwei/internal/region"
	"gangwei/internal/seal"
	"gangwei/internal/words"
)

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
	Families []Sum
	Towns    []Sum
	Sections []Section
	Notes    []Note // findings that only inform, one line each

	// Fixed by the first issue; not part of the content.
	Number string       `json:"-"`
	CutOff clock.Moment `json:"-"`
	Root   []byte       `json:"-"`
	Digest []byte       `json:"-"`
}

// Sum of a family or a township.
type Sum struct {
	Name                         string
	Records, Suspicions, Informs int
	Amount                       money.Fen
}

func (s *Sum) add(k inspect.Kept) {
	switch inspect.Certainty(k.Certainty) {
	case inspect.Record:
		s.Records++
	case inspect.Suspicion:
		s.Suspicions++
	default:
		s.Informs++
		return // what only informs accuses nobody of any amount
	}
	s.Amount += k.AmountFen
}

// Section of a family, its findings by rule.
type Section struct {
	Name  string
	Rules []RulePart
}

// RulePart is a rule with its findings.
type RulePart struct {
	Code, Version, Title, Citation, Innocent, Next string
	Items                                          []Item
}

// Item is one finding.
type Item struct {
	Place, Sentence, Period, Severity, Certainty, State, Params, Fingerprint string
	Amount                                                                   money.Fen
	Evidence                                                                 []string
}

// Note is a finding that only informs.
type Note struct{ Place, Sentence string }

// Compose the document of a region and period from the findings that the latest run there saw. Dismissed ones stay out.
// Refusals: inspect.no_run, inspect.period.
func Compose(r database.Reader, t *region.Tree, rules []*inspect.Rule, at *region.Region, from, to civil.Month, demo bool) (*Inspection, error) {
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
	doc := &Inspection{Title: "乡村公益性岗位监督检查报告（疑点清单）", Region: t.Full(at.Path), From: from, To: to, RuleSet: run.RuleSet, Villages: run.Villages, Holders: run.Holders, NoKin: run.NoKin, Demo: demo, CutOff: run.CutOffUs}
	if run.Path != at.Path {
		if doc.Villages, doc.Holders, doc.NoKin, err = inspect.CountUnder(r, run.ID, at.Path); err != nil {
			return nil, err
		}
	}
	kept, err := inspect.List(r, authz.Under(at.Path), inspect.Filter{From: from, To: to, Informing: true, Limit: 1_000_000})
	if err != nil {
		return nil, err
	}
	current, err := inspect.RunsSince(r, run.ID)
	if err != nil {
		return nil, err
	}
	evidence, err := inspect.EvidenceUnder(r, at.Path)
	if err != nil {
		return nil, err
	}
	byRule := map[string][]inspect.Kept{}
	families, towns := map[string]*Sum{}, map[string]*Sum{}
	for _, k := range kept {
		if !current.Saw(k) || k.State == inspect.Dismissed {
			continue
		}
		byRule[k.Rule] = append(byRule[k.Rule], k)
		town := region.ParentPath(k.Path)
		if families[k.Family] == nil {
			families[k.Family] = &Sum{Name: words.Label("family", k.Family)}
		}
		if towns[town] == nil {
			towns[town] = &Sum{Name: t.Full(town)}
		}
		families[k.Family].add(k)
		towns[town].add(k)
	}
	for _, f := range inspect.Families {
		if s := families[string(f)]; s != nil {
			doc.Families = append(doc.Families, *s)
		}
	}
	for _, r := range t.At(region.Township) {
		if s := towns[r.Path]; s != nil {
			doc.Towns = append(doc.Towns, *s)
		}
	}
	for _, f := range inspect.Families {
		s := Section{Name: words.Label("family", string(f))}
		for _, rule := range rules {
			if rule.Family != f || len(byRule[rule.Code]) == 0 {
				continue
			}
			part := RulePart{Code: rule.Code, Version: rule.Version, Title: rule.Title, Citation: rule.Citation, Innocent: rule.Innocent, Next: rule.Next}
			for _, k := range byRule[rule.Code] {
				if k.Certainty == string(inspect.Information) {
					doc.Notes = append(doc.Notes, Note{t.Full(k.Path), k.Sentence})
					continue
				}
				part.Items = append(part.Items, Item{Place: t.Full(k.Path), Sentence: k.Sentence, Period: k.Period(), Severity: words.Label("severity", k.Severity), Certainty: words.Label("certainty", k.Certainty), State: words.Label("findingstate", k.State),
					Params: strings.Join(strings.Fields(k.Params), "，"), Fingerprint: k.Fingerprint, Amount: k.AmountFen, Evidence: evidence[k.ID]})
			}
			if len(part.Items) > 0 {
				s.Rules = append(s.Rules, part)
			}
		}
		if len(s.Rules) > 0 {
			doc.Sections = append(doc.Sections, s)
		}
	}
	b, err := json.Marshal(doc)
	doc.Digest = seal.Digest(b)
	return doc, err
}
