package screens

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/forms/target"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/unit"
)

type targetRow struct {
	Target  target.Target
	Reached *int64 // nil: no figure
	Over    bool
	Units   []unitShare
	At      civil.Month // of the figures; zero: of the whole time
}

// unitShare is what a unit has of a target; nil: no figure.
type unitShare struct {
	Name string
	N    *int64
}

// Of the target, in per cent.
func (t targetRow) Of(n *int64) string {
	if n == nil {
		return ""
	}
	return fmt.Sprintf("%.1f%%", float64(*n)*100/float64(t.Target.Value))
}

// Known reports whether any unit has a figure.
func (t targetRow) Known() bool {
	return slices.ContainsFunc(t.Units, func(u unitShare) bool { return u.N != nil })
}

// Chart of what each unit has of the target. Units stand in their own order, never by how they did.
func (t targetRow) Chart() figure.Figure {
	f := figure.Figure{Kind: figure.Bars, Title: words.Label("measure", t.Target.Measure) + "，各单位占全市目标",
		Series: []string{"人数"}}
	for _, u := range t.Units {
		b := figure.Bar{Name: u.Name, Values: []float64{0}, Text: "没有数据"}
		if u.N != nil {
			b.Values[0], b.Text = float64(*u.N), kit.FormatID(*u.N)+"（"+t.Of(u.N)+"）"
		}
		f.Bars = append(f.Bars, b)
	}
	return f
}

// Share reached, in per cent.
func (t targetRow) Share() string { return t.Of(t.Reached) }

// monitorTargets holds the targets against what is there: migrant work of the month shown, posts developed within the
// time.
func (p *Targets) monitorTargets(s *database.Snapshot, r *kit.Request, page *monitorPage, units []unit.Unit) error {
	targets, err := target.List(s)
	if err != nil {
		return err
	}
	for _, t := range targets {
		row := targetRow{Target: t, Over: t.Over(r.Today)}
		switch {
		case t.Measure == target.Posts:
			by, err := post.DevelopedBetween(s, authz.Under(r.Tree.Top().Path), t.FromDate, t.UntilDate)
			if err != nil {
				return err
			}
			row.develops(units, by)
		default:
			if row.At = page.Month; t.UntilDate.Month().Before(row.At) {
				row.At = t.UntilDate.Month()
			}
			if err := row.reaches(s, units); err != nil {
				return err
			}
		}
		page.Targets = append(page.Targets, row)
	}
	return nil
}

// develops adds up the posts developed in the villages of each unit.
func (t *targetRow) develops(units []unit.Unit, by map[string]int64) {
	var all int64
	for _, n := range by {
		all += n
	}
	t.Reached = &all
	for _, u := range units {
		var n int64
		for path, x := range by {
			if u.Holds(path) {
				n += x
			}
		}
		t.Units = append(t.Units, unitShare{u.Name, &n})
	}
}

// reaches holds the units' figures of the row's month; there is no sum unless every unit has answered.
func (t *targetRow) reaches(s *database.Snapshot, units []unit.Unit) error {
	var ids []int64
	for _, u := range units {
		ids = append(ids, u.ID)
	}
	rows, err := target.Months(s, ids, t.At, t.At)
	var sum int64
	whole := true
	for _, u := range units {
		share := unitShare{Name: u.Name}
		if i := slices.IndexFunc(rows, func(m target.Month) bool { return m.UnitID == u.ID }); i >= 0 {
			share.N = rows[i].Of(t.Target.Measure)
		}
		if whole = whole && share.N != nil; whole {
			sum += *share.N
		}
		t.Units = append(t.Units, share)
	}
	if whole {
		t.Reached = &sum
	}
	return err
}

func (p *Targets) targetSet(r *kit.Request) error {
	page, err := p.monitorPage(r)
	if err != nil {
		return err
	}
	t := target.Target{Measure: r.Text("measure"), Value: r.Int("value"), FromDate: r.Date("from"),
		UntilDate: r.Date("until"), Document: strings.TrimSpace(r.Text("document"))}
	if err = r.Faults(); err == nil {
		_, err = p.Targets.Set(r.Context.Request().Context(), r.Actor, r.Key(), r.Tree.Top().Path, t)
	}
	if err != nil {
		return r.RenderFormErrors(err, "monitor", page)
	}
	return r.SeeOther("/monitor", "已确定目标。")
}
