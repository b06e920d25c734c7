package folder

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/inspect"
	"gangwei/internal/mapping"
	"gangwei/internal/region"
	"gangwei/internal/sheet"
)

// OutName is the folder, inside the one that is inspected, into which results are written unless told otherwise.
const OutName = "检查结果"

// DeskName is the folder, inside the one that is inspected, in which the inspector's desk keeps its work.
const DeskName = "检查台"

// Result of looking at a folder.
type Result struct {
	*inspect.Outcome
	Findings []inspect.Finding // by family and weight
	City     *inspect.City
	Dossiers []*inspect.Dossier
	Reads    []Read
	Files    []File
	Faults   []Fault
	Lacks    []Lack
	Withheld []inspect.Withheld // what cannot be judged, since something could not be read
	People   People             // whose numbers stand in the files, and of whom they were read
	Missed   int                // files and sheets of tables of which nothing was read
	// Questions are what a person is to say before all can be judged, those too that were answered.
	Questions []mapping.Question
}

// Lack is a table that was not collected: whom to ask for it, and what cannot be judged without it.
type Lack struct {
	Table *Table
	Rules []*inspect.Rule
}

// Run reads the files of a folder and judges it as of a day. progress, if not nil, is told the villages judged. Refusal: folder.empty (no spreadsheet in it).
func Run(files fs.FS, asOf civil.Date, rules []*inspect.Rule, progress func(done, total int) error) (*Result, error) {
	return RunWith(files, nil, asOf, rules, progress)
}

// RunWith is Run with workbooks of answers that do not lie in the folder; they go before those that do.
func RunWith(files fs.FS, answers []Answers, asOf civil.Date, rules []*inspect.Rule,
	progress func(done, total int) error) (*Result, error) {
	g, err := readAll(files, answers)
	if err != nil {
		return nil, err
	}
	var sure *reading // before building, which changes records
	if len(g.guesses) > 0 {
		sure = g.sure()
	}
	j, err := judged(g, asOf, rules, progress)
	if err != nil {
		return nil, err
	}
	b, out, found := j.b, j.out, j.found
	if len(g.guesses) > 0 {
		if found, err = b.whateverTheGuess(found, sure, asOf, rules); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(found, func(x, y inspect.Finding) int {
		return cmp.Or(cmp.Compare(slices.Index(inspect.Families, x.Rule.Family), slices.Index(inspect.Families, y.Rule.Family)),
			cmp.Compare(slices.Index(inspect.Severities, x.Severity), slices.Index(inspect.Severities, y.Severity)), cmp.Compare(slices.Index(inspect.Certainties, x.Certainty), slices.Index(inspect.Certainties, y.Certainty)),
			cmp.Compare(x.Rule.Code, y.Rule.Code), cmp.Compare(x.Region.Path, y.Region.Path), cmp.Compare(x.Subject.Name, y.Subject.Name), cmp.Compare(x.Period(), y.Period()))
	})
	return &Result{Outcome: out, Findings: found, City: b.city, Dossiers: j.ds, Reads: g.reads, Files: g.files,
		Faults: g.faults, Lacks: lacks(b.city, rules), Withheld: b.city.Withheld, Questions: g.asked(),
		People: g.counted(), Missed: g.missed}, nil
}

// judgement of a reading: what is found whatever the days are of which only the month is known.
type judgement struct {
	b     *builder
	ds    []*inspect.Dossier
	out   *inspect.Outcome
	found []inspect.Finding
}

func judged(g *reading, asOf civil.Date, rules []*inspect.Rule, progress func(done, total int) error) (*judgement,
	error) {
	again := g.again()
	b, err := build(g, asOf, false)
	if err != nil {
		return nil, err
	}
	j := &judgement{b: b, ds: b.villagesTold()}
	if j.out, err = inspect.JudgeDossiers(j.ds, b.city, rules, progress); err != nil {
		return nil, err
	}
	j.found = j.out.Finds.List()
	if b.monthly > 0 {
		j.found, err = b.whateverTheDay(j.found, again, rules)
	}
	for i := range j.found {
		if s := &j.found[i].Subject; s.Table == "region" { // by its name: its number shifts when more places come in
			s.ID = number("region", b.full(j.found[i].Region.Path))
		}
	}
	return j, err
}

// villagesTold are the dossiers of villages of which anything was collected.
func (b *builder) villagesTold() (ds []*inspect.Dossier) {
	for _, d := range b.order {
		if !empty(d) && !(d.Region.Name == unknown && stray(d)) {
			ds = append(ds, d)
		}
	}
	return ds
}

// whateverTheDay leaves the findings that hold whatever the day of a date is that says a month only: those that are
// found with its first day and with its last. The others are told as what cannot be judged.
func (b *builder) whateverTheDay(found []inspect.Finding, again *reading, rules []*inspect.Rule) ([]inspect.Finding,
	error) {
	other, err := build(again, b.asOf, true)
	if err != nil {
		return nil, err
	}
	out, err := inspect.JudgeDossiers(other.villagesTold(), other.city, rules, nil)
	if err != nil {
		return nil, err
	}
	both := map[string]bool{}
	for f := range out.Finds.All() {
		both[f.Fingerprint()] = true
	}
	vague := inspect.Gap{Source: "日期只写到月的材料", Why: "只写了年月，不知道是哪一天"}
	return slices.DeleteFunc(found, func(f inspect.Finding) bool {
		gone := f.Certainty != inspect.Information && !both[f.Fingerprint()]
		if gone {
			b.city.Withheld = append(b.city.Withheld, inspect.Withheld{Finding: f, Gaps: []inspect.Gap{vague}})
		}
		return gone
	}), nil
}

// stray reports whether a village that nobody named holds nothing but people whom other rows mention.
func stray(d *inspect.Dossier) bool {
	return len(d.Posts)+len(d.Applications)+len(d.Placements)+len(d.Loose)+len(d.Complaints)+len(d.Objections)+len(d.Acts)+len(d.OddDates) == 0
}

// About names what a folder is of: the smallest place that holds all its villages; empty where that is everything.
func (r *Result) About() string {
	common := ""
	for i, d := range r.Dossiers {
		path := d.Region.Path
		for i > 0 && !strings.HasPrefix(path, common) {
			common = region.ParentPath(common)
		}
		if i == 0 {
			common = path
		}
	}
	if len(common) <= len(region.PathAt(common, region.City)) {
		return ""
	}
	return r.City.Tree.Full(common)
}

// empty reports whether nothing was collected of a village.
func empty(d *inspect.Dossier) bool {
	return len(d.People) == 0 && len(d.Posts) == 0 && len(d.Applications) == 0 && len(d.Placements) == 0 && len(d.Loose) == 0 && len(d.Complaints) == 0 && len(d.Objections) == 0 && len(d.Contracts) == 0 && len(d.Quotas) == 0 && len(d.Acts) == 0 && len(d.OddDates) == 0
}

// lacks lists the tables that were not collected, in the order of Tables, with the rules that see nothing without them.
func lacks(c *inspect.City, rules []*inspect.Rule) (out []Lack) {
	for i := range Tables {
		t := &Tables[i]
		lack := Lack{Table: t}
		missing := false
		for _, name := range asks[t.Code] {
			missing = missing || !c.Has(name)
		}
		if !missing || t.Code == "parameters" {
			continue
		}
		for _, r := range rules {
			if slices.ContainsFunc(r.Needs, func(n string) bool { return !c.Has(n) && AskedAs(n) == t }) {
				lack.Rules = append(lack.Rules, r)
			}
		}
		out = append(out, lack)
	}
	return out
}

// Find people by the beginning of a name, or a whole identity number; at most limit, by place.
func (r *Result) Find(q string, limit int) (out []inspect.Hit) {
	name := strings.TrimSpace(q)
	if name == "" {
		return nil
	}
	whole := number("person", strings.ToUpper(sheet.Plain(name)))
	seen := map[int64]bool{}
	for _, d := range r.Dossiers {
		for _, id := range slices.Sorted(maps.Keys(d.People)) {
			p := d.People[id]
			if seen[id] || len(out) == limit || !strings.HasPrefix(p.Name, name) && id != whole {
				continue
			}
			seen[id] = true
			out = append(out, inspect.Hit{ID: id, Name: p.Name, IDTail: p.IDTail, Born: p.Birth.Year(), Path: d.Region.Path, Place: r.City.Tree.Full(d.Region.Path)})
		}
	}
	return out
}
