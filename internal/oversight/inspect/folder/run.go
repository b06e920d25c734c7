package folder

import (
	"cmp"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/mapping"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
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

	Differences []Difference // between files that tell of the same
	Copies      []Copy
	NotJudged   []NotJudged // people and months of which something could not be read
}

// Lack is a table that was not collected: whom to ask for it, and what cannot be judged without it.
type Lack struct {
	Table *Table
	Rules []*inspect.Rule
}

// Run reads the files of a folder and judges it as of a day. progress, if not nil, is told the villages judged.
// Refusal: folder.empty (no spreadsheet in it).
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
		return cmp.Or(cmp.Compare(slices.Index(inspect.Families, x.Rule.Family),
			slices.Index(inspect.Families, y.Rule.Family)),
			cmp.Compare(slices.Index(inspect.Severities, x.Severity), slices.Index(inspect.Severities, y.Severity)),
			cmp.Compare(slices.Index(inspect.Certainties, x.Certainty), slices.Index(inspect.Certainties, y.Certainty)),
			cmp.Compare(x.Rule.Code, y.Rule.Code), cmp.Compare(x.Region.Path, y.Region.Path),
			cmp.Compare(x.Subject.Name, y.Subject.Name), cmp.Compare(x.Period(), y.Period()))
	})
	r := &Result{Outcome: out, Findings: found, City: b.city, Dossiers: j.ds, Reads: g.reads, Files: g.files,
		Faults: g.faults, Lacks: lacks(b.city, rules), Withheld: b.city.Withheld, Questions: g.asked(),
		People: g.counted(), Missed: g.missed, Differences: b.differences, Copies: b.copies, NotJudged: b.notJudged()}
	out.Material = r.Materials()
	return r, nil
}

// judgement of a reading: what is found however it is understood where it may be understood in several ways.
type judgement struct {
	b     *builder
	ds    []*inspect.Dossier
	out   *inspect.Outcome
	found []inspect.Finding
}

func judged(g *reading, asOf civil.Date, rules []*inspect.Rule, progress func(done, total int) error) (*judgement,
	error) {
	spare := g.again()
	b, err := build(g, asOf, look{how: byFirst})
	if err != nil {
		return nil, err
	}
	j := &judgement{b: b, ds: b.villagesTold()}
	if j.out, err = inspect.JudgeDossiers(j.ds, b.city, rules, progress); err != nil {
		return nil, err
	}
	j.found = j.out.Finds.List()
	for _, other := range b.otherLooks() {
		if j.found, err = b.foundToo(j.found, spare.again(), rules, other); err != nil {
			return nil, err
		}
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

// look at the material in another way that it may be meant: what is accused must be found in each.
type look struct {
	late  bool
	how   version
	stays bool        // who is paid after the end of an agreement stayed on
	why   inspect.Gap // for which it cannot be judged
}

// otherLooks that the material may be meant in: a month without a day as its last day; where files that tell of the
// same differ, the other of them, or both as payments of their own.
func (b *builder) otherLooks() (out []look) {
	if b.monthly > 0 {
		out = append(out, look{late: true, why: inspect.Gap{Source: "日期只写到月的材料", Why: "只写了年月，不知道是哪一天"}})
	}
	if b.outlived > 0 {
		out = append(out, look{how: byFirst, stays: true, why: inspect.Gap{Source: "上岗记录里的协议（合同、聘用）期限",
			Why: "协议到期不等于退出，到期后仍发放的，可能是续签没有登记；请调取续签的协议或退出登记，在“退出日期”里写明"}})
	}
	if len(b.differences) == 0 {
		return out
	}
	gap := inspect.Gap{Source: "说同一件事、写得不一样的两份材料（见“材料不一致”）", Why: "不知道哪一份对"}
	out = append(out, look{how: byLast, why: gap})
	if slices.ContainsFunc(b.differences, func(d Difference) bool { return d.Money }) {
		gap.Why = "不知道哪一份对，是一笔还是两笔"
		out = append(out, look{how: eachOwn, why: gap})
	}
	return out
}

// matter of a finding, by which it is known in another look: numbers there may differ.
func matterOf(f *inspect.Finding) string {
	return strings.Join([]string{f.Rule.Code, f.Region.Path, f.Subject.Table, f.Subject.Name, f.Period()}, "\x1f")
}

// foundToo leaves the findings that are found in another look at the same material too. The others are told as what
// cannot be judged.
func (b *builder) foundToo(found []inspect.Finding, again *reading, rules []*inspect.Rule,
	other look) ([]inspect.Finding,
	error) {
	o, err := build(again, b.asOf, other)
	if err != nil {
		return nil, err
	}
	out, err := inspect.JudgeDossiers(o.villagesTold(), o.city, rules, nil)
	if err != nil {
		return nil, err
	}
	both, told := map[string]bool{}, map[string]bool{}
	for i := range found {
		told[matterOf(&found[i])] = true
	}
	for i := range b.city.Withheld {
		told[matterOf(&b.city.Withheld[i].Finding)] = true
	}
	withhold := func(f inspect.Finding) {
		b.city.Withheld = append(b.city.Withheld, inspect.Withheld{Finding: f, Gaps: []inspect.Gap{other.why}})
	}
	for f := range out.Finds.All() {
		if f.Certainty == inspect.Information {
			continue
		}
		both[matterOf(f)] = true
		if !told[matterOf(f)] {
			withhold(*f) // found in that look alone
		}
	}
	for i := range o.city.Withheld { // what is withheld there for what could not be read is so here
		both[matterOf(&o.city.Withheld[i].Finding)] = true
	}
	return slices.DeleteFunc(found, func(f inspect.Finding) bool {
		gone := f.Certainty != inspect.Information && !both[matterOf(&f)]
		if gone {
			withhold(f)
		}
		return gone
	}), nil
}

// stray reports whether a village that nobody named holds nothing but people whom other rows mention.
func stray(d *inspect.Dossier) bool {
	return len(d.Posts)+len(d.Applications)+len(d.Placements)+len(d.Loose)+len(d.Complaints)+len(d.Objections)+len(d.Acts)+
		len(d.OddDates) == 0
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
	return len(d.People) == 0 && len(d.Posts) == 0 && len(d.Applications) == 0 && len(d.Placements) == 0 &&
		len(d.Loose) == 0 && len(d.Complaints) == 0 && len(d.Objections) == 0 && len(d.Contracts) == 0 &&
		len(d.Quotas) == 0 && len(d.Acts) == 0 && len(d.OddDates) == 0
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
			out = append(out,
				inspect.Hit{ID: id, Name: p.Name, IDTail: p.IDTail, Born: p.Birth.Year(), Path: d.Region.Path,
					Place: r.City.Tree.Full(d.Region.Path)})
		}
	}
	return out
}
