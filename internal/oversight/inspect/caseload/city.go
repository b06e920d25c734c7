package caseload

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io/fs"
	"slices"
	"testing/fstest"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
)

// Plant is a wrong of one rule, hidden in one way or another, or a matter that looks alike.
type Plant struct {
	Rule   string
	Guilty bool
	What   string
	Also   []string // rules that may speak of it too
	Town   bool     // it lies with the township and not with a village
	make   func(v *village)
}

// Answer tells what was planted where.
type Answer struct {
	Plant *Plant
	Place string // full name of the village, or of the township
	Or    string // another place that it may be told of as well; empty: none
}

// Case is a city on paper.
type Case struct {
	Files   fs.FS
	Answers []Answer
	Holders int
}

// Make a city of a seed with each plant so many times; with nothing planted if each is 0, of clean villages.
func Make(seed uint64, each, clean int) *Case {
	c := &city{seed: seed, towns: map[string]*town{}, rows: map[string][]row{}}
	out := &Case{}
	n := 0
	next := func() *village {
		v := c.build(n, fmt.Sprintf("甲%03d镇", n/12))
		n++
		c.all = append(c.all, v)
		out.Holders += len(v.holders)
		return v
	}
	for range clean {
		next()
	}
	for range each {
		for i := range plants {
			p := &plants[i]
			var v *village
			if p.Town { // a township of its own
				v = c.build(n, fmt.Sprintf("丙%04d镇", n))
				n++
				c.all = append(c.all, v)
				out.Holders += len(v.holders)
			} else {
				v = next()
			}
			v.planted = true
			p.make(v)
			place := v.county + v.town + v.name
			if p.Town {
				place = v.county + v.town
			}
			or := ""
			if o := v.borrowed; o != nil {
				or = o.county + o.town + o.name
			}
			out.Answers = append(out.Answers, Answer{p, place, or})
		}
	}
	files := fstest.MapFS{}
	for _, t := range folder.Tables {
		all := slices.Clone(c.rows[t.Code])
		for _, v := range c.all {
			all = append(all, v.rows[t.Code]...)
		}
		if len(all) == 0 {
			continue
		}
		for part := 0; len(all) > 0; part++ {
			some := all[:min(len(all), rowsOfFile)]
			all = all[len(some):]
			files[fmt.Sprintf("%s%d.csv", t.Name, part+1)] = &fstest.MapFile{Data: table(&t, some)}
		}
		for _, v := range c.all {
			if rows := v.second[t.Code]; rows != nil {
				files[t.Name+"（"+v.name+"上报）.csv"] = &fstest.MapFile{Data: table(&t, rows)}
			}
		}
	}
	out.Files = files
	return out
}

// rowsOfFile at most, so that a spreadsheet program opens it.
const rowsOfFile = 100_000

// table of rows as a file.
func table(t *folder.Table, rows []row) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	line := make([]string, len(t.Columns))
	for i, col := range t.Columns {
		line[i] = col.Head
	}
	_ = w.Write(line)
	for _, r := range rows {
		used := 0
		for i, col := range t.Columns {
			line[i] = r[col.Code]
			if _, has := r[col.Code]; has {
				used++
			}
		}
		if used != len(r) {
			panic("caseload: " + t.Code + " has not all the columns of a row")
		}
		_ = w.Write(line)
	}
	w.Flush()
	return b.Bytes()
}

// Grade what was found against the answers, by rule and place. Findings that only inform count for recall where they
// are what was planted, and accuse nobody.
func (c *Case) Grade(rules []*inspect.Rule, r *folder.Result) (scores []inspect.Score, wrong []string) {
	type at struct{ rule, place string }
	guilty, alike, free := map[at]bool{}, map[at]bool{}, map[at]bool{}
	instead := map[at]string{} // a place of which it may be told as well
	for _, a := range c.Answers {
		k := at{a.Plant.Rule, a.Place}
		if a.Or != "" {
			instead[at{a.Plant.Rule, a.Or}] = a.Place
			for _, x := range a.Plant.Also {
				free[at{x, a.Or}] = true
			}
		}
		if a.Plant.Guilty {
			guilty[k] = true
		} else {
			alike[k] = true
		}
		for _, x := range a.Plant.Also {
			free[at{x, a.Place}] = true
		}
	}
	any, accused := map[at]bool{}, map[at]*inspect.Finding{}
	for i := range r.Findings {
		f := &r.Findings[i]
		k := at{f.Rule.Code, r.City.Tree.Full(f.Region.Path)}
		if to := instead[k]; to != "" {
			k.place = to
		}
		any[k] = true
		if f.Certainty != inspect.Information {
			accused[k] = f
		}
	}
	for _, rule := range rules {
		s := inspect.Score{Rule: rule.Code}
		for k := range guilty {
			if k.rule == rule.Code {
				s.Planted++
				if any[k] {
					s.Found++
				} else {
					wrong = append(wrong, "missed: "+k.rule+" "+k.place+" "+c.what(k.rule, k.place))
				}
			}
		}
		for k := range alike {
			if k.rule == rule.Code {
				s.LookAlikes++
				if accused[k] != nil {
					s.Wrongful++
				}
			}
		}
		for k, f := range accused {
			if k.rule != rule.Code || free[k] && !guilty[k] {
				continue
			}
			s.Accused++
			if guilty[k] {
				s.True++
			} else {
				wrong = append(wrong, "wrongly: "+k.rule+" "+k.place+" "+c.what("", k.place)+" | "+f.Sentence)
			}
		}
		scores = append(scores, s)
	}
	slices.Sort(wrong)
	return scores, wrong
}

// what was planted at a place.
func (c *Case) what(rule, place string) (out string) {
	for _, a := range c.Answers {
		if a.Place == place && (rule == "" || a.Plant.Rule == rule) {
			out += "[" + a.Plant.Rule + ": " + a.Plant.What + "]"
		}
	}
	return out
}
