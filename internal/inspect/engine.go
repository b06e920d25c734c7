package inspect

import (
	"context"
	"database/sql"
	"strings"

	"gangwei/internal/clock"
	"gangwei/internal/database"
	"gangwei/internal/region"
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

	under string // what lies above this path is none of the pass's findings
	seen  map[[16]byte]bool
}

// Part of an outcome: one village.
type Part struct {
	Path           string
	Holders, NoKin int
}

// groupOf is how many people are read at once, if a village has not more: as many as an ordinary township registers.
const groupOf = 2_000

// Pass reads the dossiers under a path, some villages at a time, on one snapshot connection, and judges them on the other core.
// progress, if not nil, is told the villages read; its error ends the pass. Memory is bounded by two groups of villages and what is found.
func Pass(r database.Reader, c *City, rules []*Rule, path string, progress func(done, total int) error) (*Outcome, error) {
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

// JudgeDossiers is the pass over dossiers that are at hand already. progress, if not nil, is told the villages judged; its error ends the pass.
func JudgeDossiers(ds []*Dossier, c *City, rules []*Rule, progress func(done, total int) error) (*Outcome, error) {
	out := &Outcome{RuleSet: RuleSet(rules)}
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
	c.Tallies = append(c.Tallies, tally(d, c))
	o.take(Judge(d, c, rules))
}

// end a pass with what the villages add up to.
func (o *Outcome) end(c *City, rules []*Rule) {
	o.take(JudgeAll(c, rules))
	o.Blind = Blind(c, rules)
}

// take findings, but those of regions above the pass's, and those of a matter that was seen from another village already.
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

// Blind lists the rules that see nothing, since tables that they need were not collected. That is no clean bill.
func Blind(c *City, rules []*Rule) (out []Blindness) {
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
	if err := r.Rows("SELECT path, COUNT(*) FROM person WHERE path >= ? AND path < ? GROUP BY path", []any{path, path + "~"}, func(rows *sql.Rows) error {
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
		if len(p.Person.Kin) == 0 && len(c.KinOf[p.PersonID]) == 0 { // neither declared any, nor was named by somebody's declaration
			part.NoKin++
		}
	}
	o.Villages++
	o.Holders += part.Holders
	o.NoKin += part.NoKin
	o.Parts = append(o.Parts, part)
}

// Judge one dossier. Pure.
func Judge(d *Dossier, c *City, rules []*Rule) []Finding {
	var out []Finding
	for _, rule := range rules {
		if rule.Judge != nil && len(lacking(c, rule)) == 0 {
			rule.Judge(d, c, func(f Finding) {
				f.Region = d.Region
				out = c.judged(d, c.complete(out, rule, f), len(out))
			})
		}
	}
	return out
}

// JudgeAll judges what the villages add up to, after each was judged. Each finding names its region.
func JudgeAll(c *City, rules []*Rule) []Finding {
	var out []Finding
	for _, rule := range rules {
		if rule.Over != nil && len(lacking(c, rule)) == 0 {
			rule.Over(c, func(f Finding) { out = c.judged(nil, c.complete(out, rule, f), len(out)) })
		}
	}
	return out
}

// judged takes the finding that was added last, if one was, off again where it cannot be judged.
func (c *City) judged(d *Dossier, out []Finding, before int) []Finding {
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
	if c.Where != nil {
		for i := range f.Evidence {
			e := &f.Evidence[i]
			e.Source, e.Digest = c.Where(e.Table, e.ID)
		}
	}
	return append(out, f)
}

// narrowed is the path to read the city for: all of it where the path is a county's or more, since most of it is needed.
func narrowed(path string) string {
	if region.PathAt(path, region.County) == path {
		return ""
	}
	return path
}

// Look makes one pass over a path on a snapshot of its own.
func Look(ctx context.Context, db *database.DB, now func() clock.Moment, rules []*Rule, path string, progress func(done, total int) error) (out *Outcome, cutOff clock.Moment, err error) {
	err = db.Read(ctx, func(s *database.Snapshot) error {
		cutOff = now()
		c, err := LoadCity(s, cutOff, narrowed(path))
		if err != nil {
			return err
		}
		out, err = Pass(s, c, rules, path, progress)
		return err
	})
	return out, cutOff, err
}
