package procedure

import (
	"fmt"
	"slices"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// One hand passed several applications of a village one by one, seconds apart: nobody reads a file in that time. A
// meeting that decides on all of them at once is entered as a batch and is no such thing.
var auditBurst = &inspect.Rule{
	Code: "procedure.audit_burst", Version: "1", Family: inspect.Procedure, Title: "逐份审核间隔仅数秒",
	Citation: "镇街审核、区市备案应逐份审查（省庄镇2022、岷县2025）", From: since,
	Severity: inspect.Low, Certainty: inspect.Suspicion, Params: []string{"audit.burst_seconds", "audit.burst_count"},
	Needs:    []string{"application_step"},
	Method:   "同一人接连五次以上审核，平均每次不到规定的秒数；批量会审的不算。",
	Innocent: "集体会审后一次批量登记的，标为批量，不在此列；先看完纸质材料、再集中录入的。",
	Next:     "调取这些申请的审核材料和会审记录；没有审查材料的，重新审核。",
	Ask:      []string{"这批材料是怎么审的？有没有逐份看？"},
	Holds:    inspect.Once,
	Judge: func(d *inspect.Dossier, c *inspect.City, report func(inspect.Finding)) {
		type act struct {
			s inspect.Step
			a *inspect.Application
		}
		by := map[string][]act{}
		var keys []string
		for _, a := range d.Applications {
			for _, s := range a.Steps {
				if s.At != 0 && s.PersonKey != "" && s.Channel == "typed" && s.Outcome == "pass" &&
					(s.Step == "audit" || s.Step == "file") {
					k := s.Step + s.PersonKey
					if by[k] == nil {
						keys = append(keys, k)
					}
					by[k] = append(by[k], act{s, a})
				}
			}
		}
		slices.Sort(keys)
		for _, k := range keys {
			acts := by[k]
			slices.SortStableFunc(acts, func(x, y act) int { return int(min(1, max(-1, x.s.At-y.s.At))) })
			run := []act{acts[0]}
			flush := func() {
				first := run[0]
				least := c.Book.Int("audit.burst_count", d.Region.Path, first.s.On, 5)
				if len(run) >= least {
					f := inspect.Finding{
						Subject: inspect.Subject{Table: "application", ID: first.a.ID,
							Name: fmt.Sprintf("申请%s等%d份", first.a.Number, len(run))},
						Day: first.s.On,
						Params: inspect.Value("audit.burst_seconds", c.Book.Int("audit.burst_seconds", d.Region.Path, first.s.On, 20)) +
							inspect.Value("audit.burst_count", least),
						Sentence: fmt.Sprintf("%s的%d份申请由同一人逐份%s，从第一份到最后一份共%d秒。", first.s.On.Chinese(), len(run),
							words.Label("step", first.s.Step), int64(run[len(run)-1].s.At-first.s.At)/1_000_000)}
					for _, x := range run {
						f.Held = f.Held.Covering(inspect.Days(x.s.On))
						f.Evidence = append(f.Evidence, inspect.Row("application_step", x.s.ID, "申请%s，%s", x.a.Number, x.s.At))
					}
					report(f)
				}
				run = run[:0:0]
			}
			for _, x := range acts[1:] {
				last := run[len(run)-1]
				if int64(x.s.At-last.s.At) > int64(c.Book.Int("audit.burst_seconds", d.Region.Path, x.s.On, 20))*1_000_000 {
					flush()
				}
				run = append(run, x)
			}
			flush()
		}
	},
}
