package folder

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// supposed says what a sheet is taken for, though nobody knows it; empty where it is known.
func (f *candidate) supposed() string {
	if !f.guessed() {
		return ""
	}
	var others []string
	for _, t := range f.rivals {
		others = append(others, t.Name)
	}
	if others == nil {
		others = []string{"别的表"}
	}
	return fmt.Sprintf("文件名、表名、标题都没有写明是什么表，按列认作“%s”，也可能是%s，待确认", f.t.Name, strings.Join(others, "、"))
}

// supposals are the guesses about a sheet, for people. What stands in for a column that the list does not have is said
// and withholds nothing: it is what the list says.
func (f *candidate) supposals() (out []string) {
	if s := f.supposed(); s != "" {
		out = append(out, s)
	}
	return append(out, f.unsure...)
}

// guess notes that a sheet's rows accuse nobody until somebody confirms what they are.
func (g *reading) guess(best *candidate, file, label, hint string) {
	x := guess{file: file, sheet: label, hint: hint, why: best.supposed(), tables: []*Table{best.t}}
	x.tables = append(x.tables, best.rivals...)
	if best.vague {
		x.tables = []*Table{nil} // it may be any
	}
	g.guesses = append(g.guesses, x)
}

// sure is the same reading without the sheets of which nobody knows what they are: each is a gap in the tables that it
// may be.
func (g *reading) sure() *reading {
	o := g.again()
	for _, x := range g.guesses {
		for code, all := range o.records {
			o.records[code] = slices.DeleteFunc(all, func(r *record) bool { return r.file == x.file && r.sheet == x.sheet })
		}
		for _, t := range x.tables {
			o.gaps = append(o.gaps, gap{table: t, month: monthNamed(x.hint), file: x.file, sheet: x.sheet, why: x.why,
				confirm: true})
		}
	}
	return o
}

// whateverTheGuess leaves the findings that hold without the sheets that were guessed; the others are told as what
// cannot be judged until somebody confirms what those are.
func (b *builder) whateverTheGuess(found []inspect.Finding, sure *reading, asOf civil.Date, rules []*inspect.Rule) (
	[]inspect.Finding, error) {
	j, err := judged(sure, asOf, rules, nil)
	if err != nil {
		return nil, err
	}
	held := map[string]inspect.Finding{}
	for _, f := range j.found {
		held[f.Fingerprint()] = f
	}
	var gaps []inspect.Gap
	for _, x := range b.guesses {
		gaps = append(gaps, inspect.Gap{Source: strings.TrimSuffix(Fault{File: x.file, Sheet: x.sheet}.String(), "："),
			Why: x.why, Confirm: true})
	}
	var out []inspect.Finding
	for _, f := range found {
		known, had := held[f.Fingerprint()]
		switch {
		case had:
			known.Region = f.Region  // of this reading's places
			out = append(out, known) // as far as it rests on what is known
		case f.Certainty == inspect.Information:
			out = append(out, f)
		default:
			b.city.Withheld = append(b.city.Withheld, inspect.Withheld{Finding: f, Gaps: gaps[:min(len(gaps), mostSources)]})
		}
	}
	return out, nil
}

// mostSources are named for one matter.
const mostSources = 5
