package inspect

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Outcome of a pass.
type Outcome struct {
	RuleSet  string
	Villages int
	Holders  int // people who hold or held a post
	NoKin    int // of these, without any declared kin: not collected, which is not the same as none
	Parts    []Part
	Finds    Finds
	Blind    []Blindness
	Material *Materials // on what it rested; nil where that is not told
	Unjudged []string   // what was not judged since the value of a parameter does not fit, a sentence for each value

	bares []bare      // villages of which the books lack months
	first civil.Month // of which the books have anything

	gaps  map[gap]int // villages that a rule did not judge, by what kept it from judging
	under string      // what lies above this path is none of the pass's findings
	seen  map[[16]byte]bool
}

// Part of an outcome: one village.
type Part struct {
	Path           string
	Holders, NoKin int
}

// groupOf is how many people are read at once, if a village has not more: as many as an ordinary township registers.
const groupOf = 2_000

// Pass reads the dossiers under a path, some villages at a time, on one snapshot connection, and judges them on the
// other core. progress, if not nil, is told the villages read; its error ends the pass. Memory is bounded by two groups
// of villages and what is found.
func Pass(r database.Reader, c *City, rules []*Rule, path string,
	progress func(done, total int) error) (*Outcome, error) {
	c.Within = path
	groups, total, err := c.groups(r, path)
	if err != nil {
		return nil, err
	}
	out := &Outcome{RuleSet: RuleSet(rules), under: path}
	work := make(chan []*Dossier)
	judged := make(chan struct{})
	go func() {
		defer close(judged)
		for ds := range work {
			for _, d := range ds {
				out.judge(d, c, rules)
			}
		}
	}()
	done := 0
	for _, g := range groups {
		var ds []*Dossier
		if ds, err = load(r, c, g); err != nil {
			break
		}
		work <- ds
		done += len(ds)
		if progress != nil {
			if err = progress(done, total); err != nil {
				break
			}
		}
	}
	close(work)
	<-judged
	if err != nil {
		return nil, err
	}
	out.end(c, rules)
	return out, nil
}

// JudgeDossiers is the pass over dossiers that are at hand already. progress, if not nil, is told the villages judged;
// its error ends the pass.
func JudgeDossiers(ds []*Dossier, c *City, rules []*Rule, progress func(done, total int) error) (*Outcome, error) {
	out := &Outcome{RuleSet: RuleSet(rules)}
	c.Rises = risesIn(ds)
	for i, d := range ds {
		out.judge(d, c, rules)
		if progress != nil {
			if err := progress(i+1, len(ds)); err != nil {
				return nil, err
			}
		}
	}
	out.end(c, rules)
	return out, nil
}

// judge one village.
func (o *Outcome) judge(d *Dossier, c *City, rules []*Rule) {
	o.count(d, c)
	if c.Where == nil {
		o.lookForMonths(d, c)
	}
	c.Tallies = append(c.Tallies, tally(d, c))
	o.take(judged(c, d, rules, o.miss, at(d)))
}

// end a pass with what the villages add up to.
func (o *Outcome) end(c *City, rules []*Rule) {
	o.take(judged(c, nil, rules, o.miss, over))
	o.Blind = RulesWithoutInput(c, rules)
	o.Unjudged = o.unjudged(c.Tree)
}

// take findings, but those of regions above the pass's, and those of a matter that was seen from another village
// already.
func (o *Outcome) take(fs []Finding) {
	if o.seen == nil {
		o.seen = map[[16]byte]bool{}
	}
	for _, f := range fs {
		print := [16]byte(f.print())
		if strings.HasPrefix(f.Region.Path, o.under) && !o.seen[print] {
			o.seen[print] = true
			o.Finds.Add(f)
		}
	}
}

// Blindness of a rule: the tables that were not collected.
type Blindness struct {
	Rule *Rule
	Lack []string
}

// RulesWithoutInput lists the rules that see nothing, since tables that they need were not collected. That is no clean
// bill.
func RulesWithoutInput(c *City, rules []*Rule) (out []Blindness) {
	for _, r := range rules {
		if lack := lacking(c, r); len(lack) > 0 {
			out = append(out, Blindness{r, lack})
		}
	}
	return out
}

func lacking(c *City, r *Rule) (out []string) {
	for _, t := range r.Needs {
		if !c.Has(t) {
			out = append(out, t)
		}
	}
	return out
}

// groups of neighbouring villages under a path that register at most groupOf people together, or one village.
func (c *City) groups(r database.Reader, path string) (groups [][]*region.Region, total int, err error) {
	all := c.villages(path)
	if len(all) <= 1 {
		return [][]*region.Region{all}, len(all), nil
	}
	people := map[string]int{}
	if err := r.Rows("SELECT path, COUNT(*) FROM person WHERE path >= ? AND path < ? GROUP BY path",
		[]any{path, path + "~"}, func(rows *sql.Rows) error {
			var at string
			var n int
			err := rows.Scan(&at, &n)
			people[at] = n
			return err
		}); err != nil {
		return nil, 0, err
	}
	from, sum := 0, 0
	for i, v := range all {
		if n := people[v.Path]; i > from && sum+n > groupOf {
			groups, from, sum = append(groups, all[from:i]), i, 0
		}
		sum += people[v.Path]
	}
	if from < len(all) {
		groups = append(groups, all[from:])
	}
	return groups, len(all), nil
}

func (o *Outcome) count(d *Dossier, c *City) {
	part := Part{Path: d.Region.Path}
	seen := map[int64]bool{}
	for _, p := range d.Placements {
		if p.Person == nil || seen[p.PersonID] || p.EndReason == "merged" { // counted where it goes on
			continue
		}
		seen[p.PersonID] = true
		part.Holders++
		// neither declared any, nor was named by somebody's declaration
		if len(p.Person.Kin) == 0 && len(c.KinOf[p.PersonID]) == 0 {
			part.NoKin++
		}
	}
	o.Villages++
	o.Holders += part.Holders
	o.NoKin += part.NoKin
	o.Parts = append(o.Parts, part)
}

// Judge one dossier. Pure.
func Judge(d *Dossier, c *City, rules []*Rule) []Finding { return judged(c, d, rules, nil, at(d)) }

// at a village is where a rule looks.
func at(d *Dossier) func(*Rule, *City, func(Finding)) {
	return func(r *Rule, c *City, report func(Finding)) {
		if r.Judge != nil {
			r.Judge(d, c, func(f Finding) {
				f.Region = d.Region
				report(f)
			})
		}
	}
}

func over(r *Rule, c *City, report func(Finding)) {
	if r.Over != nil {
		r.Over(c, report)
	}
}

// judged lets each rule look, if there is what it needs. Where a rule reads a parameter whose value does not fit,
// nobody is accused by it and nobody is clean by it: what it found there is left, and miss is told.
func judged(c *City, d *Dossier, rules []*Rule, miss func(*Rule, rulebook.Parameter),
	look func(*Rule, *City, func(Finding))) []Finding {
	var out []Finding
	for _, rule := range rules {
		if len(lacking(c, rule)) > 0 {
			continue
		}
		watching, before := *c, len(out)
		watching.Book = c.Book.Watch()
		look(rule, &watching, func(f Finding) { out = c.unlessWithheld(d, c.complete(out, rule, f), len(out)) })
		unfit := watching.Book.Met()
		if len(unfit) > 0 {
			out = out[:before]
		}
		for _, p := range unfit {
			if miss != nil {
				miss(rule, p)
			}
		}
	}
	return out
}

// gap is a rule and the value that does not fit, for which it did not judge.
type gap struct {
	rule  *Rule
	unfit rulebook.Parameter
}

func (o *Outcome) miss(rule *Rule, p rulebook.Parameter) {
	if o.gaps == nil {
		o.gaps = map[gap]int{}
	}
	o.gaps[gap{rule, p}]++
}

func (o *Outcome) unjudged(t *region.Tree) []string {
	of := map[rulebook.Parameter][]string{}
	for g, n := range o.gaps {
		of[g.unfit] = append(of[g.unfit], fmt.Sprintf("“%s”（%d个村、社区）", g.rule.Title, n))
	}
	var out []string
	for p, rules := range of {
		slices.Sort(rules)
		out = append(out, fmt.Sprintf("%s的参数“%s”%s起的值“%s”不合规格，下列规则没有据此判断，没有疑点不等于没有问题：%s。",
			t.Name(p.RegionPath), rulebook.TypeOf(p.Param).Name, p.FromDate, p.Value, strings.Join(rules, "、")))
	}
	slices.Sort(out)
	return out
}

// unlessWithheld takes the finding that was added last, if one was, off again where it cannot be judged.
func (c *City) unlessWithheld(d *Dossier, out []Finding, before int) []Finding {
	if len(out) > before && c.withhold(d, &out[before]) {
		return out[:before]
	}
	return out
}

// complete a finding by its rule, and keep it if the rule held on its day.
func (c *City) complete(out []Finding, rule *Rule, f Finding) []Finding {
	if !rule.In(f.Day) {
		return out
	}
	f.Rule = rule
	if f.Severity == "" {
		f.Severity = rule.Severity
	}
	if f.Certainty == "" {
		f.Certainty = rule.Certainty
	}
	if f.From.IsZero() {
		f.From = f.Day.Month()
	}
	if f.To.IsZero() {
		f.To = f.From
	}
	if rule.Holds == Once && !f.Held.Known() {
		f.Held = Held{f.From, f.To}
	}
	if c.Where != nil {
		for i := range f.Evidence {
			e := &f.Evidence[i]
			e.Source, e.Digest = c.Where(e.Table, e.ID)
		}
	}
	c.doubted(&f)
	return append(out, f)
}

// narrowed is the path to read the city for: all of it where the path is a county's or more, since most of it is
// needed.
func narrowed(path string) string {
	if region.PathAt(path, region.County) == path {
		return ""
	}
	return path
}

// Look makes one pass over a path on a snapshot of its own.
func Look(ctx context.Context, db *database.DB, now func() clock.Moment, rules []*Rule, path string,
	progress func(done, total int) error) (out *Outcome, cutOff clock.Moment, err error) {
	err = db.Read(ctx, func(s *database.Snapshot) error {
		cutOff = now()
		c, err := LoadCity(s, cutOff, narrowed(path))
		if err != nil {
			return err
		}
		if out, err = Pass(s, c, rules, path, progress); err != nil {
			return err
		}
		out.Material, err = officeMaterials(s, c, out, path)
		return err
	})
	return out, cutOff, err
}
