package caseload

import (
	"fmt"
	"strings"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
)

// Statistical rules weigh a group against chance; the others read what rows say.
var Statistical = map[string]bool{"nepotism.over_represented": true, "need.dense": true}

// Unplanted rules look at what a folder cannot hold: registers of earlier years and openings are of an office. They are
// planted in the demonstration city.
var Unplanted = map[string]bool{"diversion.earlier_double": true, "procedure.earlier_unproved": true,
	"procedure.opening": true}

// Quality of rules over one or more cities.
type Quality struct {
	Scores  []inspect.Score
	Holders int
	Wrong   []string
}

// Measure the rules on a city and add it to what was measured before.
func (q *Quality) Measure(rules []*inspect.Rule, c *Case) error {
	r, err := folder.Run(c.Files, AsOf, rules, nil)
	if err != nil {
		return err
	}
	if len(r.Faults) > 0 {
		return fmt.Errorf("the city is not understood: %s", r.Faults[0])
	}
	scores, wrong := c.Grade(rules, r)
	if q.Scores == nil {
		q.Scores = scores
	} else {
		for i, s := range scores {
			t := &q.Scores[i]
			t.Planted, t.Found, t.Accused, t.True, t.LookAlikes, t.Wrongful = t.Planted+s.Planted, t.Found+s.Found,
				t.Accused+s.Accused, t.True+s.True, t.LookAlikes+s.LookAlikes, t.Wrongful+s.Wrongful
		}
	}
	q.Holders += c.Holders
	q.Wrong = append(q.Wrong, wrong...)
	return nil
}

// Below lists the rules that miss their aim: recall and precision of 0.98 for what rows say, 0.80 and 0.90 for
// statistics, no look-alike accused beyond that.
func (q *Quality) Below() (out []string) {
	for _, s := range q.Scores {
		recall, precision := 0.98, 0.98
		if Statistical[s.Rule] {
			recall, precision = 0.80, 0.90
		}
		if s.Recall() < recall || s.Precision() < precision || float64(s.Wrongful) > (1-precision)*float64(s.LookAlikes) {
			out = append(out,
				fmt.Sprintf("%s: recall %.3f of %d, precision %.3f of %d, %d of %d look-alikes accused", s.Rule, s.Recall(),
					s.Planted, s.Precision(), s.Accused, s.Wrongful, s.LookAlikes))
		}
	}
	return out
}

// Table of the scores in Markdown.
func (q *Quality) Table() string {
	var b strings.Builder
	b.WriteString("| Rule | Planted | Recall | Accused | Precision | Look-alikes | Accused of them " +
		"|\n|---|---:|---:|---:|---:|---:|---:|\n")
	for _, s := range q.Scores {
		if Unplanted[s.Rule] {
			continue
		}
		fmt.Fprintf(&b, "| %s | %d | %.3f | %d | %.3f | %d | %d |\n", s.Rule, s.Planted, s.Recall(), s.Accused, s.Precision(),
			s.LookAlikes, s.Wrongful)
	}
	return b.String()
}

// Disguises of all plants, in Markdown.
func Disguises() string {
	var b strings.Builder
	for _, p := range plants {
		kind := "无辜"
		if p.Guilty {
			kind = "有问题"
		}
		fmt.Fprintf(&b, "- %s（%s）：%s\n", p.Rule, kind, p.What)
	}
	return b.String()
}
