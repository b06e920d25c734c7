package inspect

import (
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"sort"
)

// Answer is one line of an answer sheet: a planted fault that a rule must find, or an innocent look-alike that it must
// not accuse.
type Answer struct {
	Rule   string `json:"rule"`
	Table  string `json:"table"`
	ID     int64  `json:"id"`
	Period string `json:"period,omitempty"` // empty: any
	Region string `json:"region"`
	Guilty bool   `json:"guilty"`
	What   string `json:"what"` // the disguise, or why it is innocent
}

// ReadAnswers of a sheet: a JSON array.
func ReadAnswers(r io.Reader) ([]Answer, error) {
	var out []Answer
	d := json.NewDecoder(r)
	d.DisallowUnknownFields()
	if err := d.Decode(&out); err != nil {
		return nil,
			fmt.Errorf("the answer sheet is no JSON array of {rule, table, id, period, region, guilty, what}: %w", err)
	}
	return out, nil
}

// Score of one rule: of what was planted, how much was found (recall); of what accuses, how much was planted
// (precision). Findings that only inform accuse nobody and count for recall alone where they were planted as such.
type Score struct {
	Rule                 string
	Planted, Found       int
	Accused, True        int
	LookAlikes, Wrongful int // innocent look-alikes of the sheet, and how many of them are accused
}

// Recall from 0 to 1; 1 if nothing was planted.
func (s Score) Recall() float64 { return ratio(s.Found, s.Planted) }

// Precision from 0 to 1; 1 if nobody is accused.
func (s Score) Precision() float64 { return ratio(s.True, s.Accused) }

func ratio(a, b int) float64 {
	if b == 0 {
		return 1
	}
	return float64(a) / float64(b)
}

type mark struct {
	rule, table string
	id          int64
	period      string
}

// Grade findings against answers, by rule.
func Grade(rules []*Rule, fs iter.Seq[*Finding], answers []Answer) []Score {
	by := map[string]*Score{}
	for _, r := range rules {
		by[r.Code] = &Score{Rule: r.Code}
	}
	guilty, innocent := map[mark]bool{}, map[mark]bool{}
	accused, any := map[mark]bool{}, map[mark]bool{}
	for _, a := range answers {
		m := mark{a.Rule, a.Table, a.ID, a.Period}
		if a.Guilty {
			guilty[m] = true
		} else {
			innocent[m] = true
		}
	}
	for f := range fs {
		s := by[f.Rule.Code]
		exact := mark{f.Rule.Code, f.Subject.Table, f.Subject.ID, f.Period()}
		whole := mark{f.Rule.Code, f.Subject.Table, f.Subject.ID, ""}
		any[exact], any[whole] = true, true
		if f.Certainty == Information {
			continue
		}
		accused[exact], accused[whole] = true, true
		s.Accused++
		if guilty[exact] || guilty[whole] {
			s.True++
		}
	}
	for m := range guilty {
		if s := by[m.rule]; s != nil {
			s.Planted++
			if any[m] {
				s.Found++
			}
		}
	}
	for m := range innocent {
		if s := by[m.rule]; s != nil {
			s.LookAlikes++
			if accused[m] {
				s.Wrongful++
			}
		}
	}
	var out []Score
	for _, s := range by {
		out = append(out, *s)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Rule < out[j].Rule })
	return out
}
