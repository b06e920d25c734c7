package screens

import (
	"fmt"
	"net/http"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/forms/target"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/unit"
)

type monitorPage struct {
	kit.Page
	Month    civil.Month
	Months   []civil.Month // to choose from
	Units    []monitorUnit
	Whole    bool
	Sums     map[string]*int64 // of the whole, by measure; nil while a unit has not answered
	Targets  []targetRow
	Alerts   []target.Alert
	Charts   []figure.Figure
	Names    map[int64]string
	Enters   []unit.Unit // whose months the visitor enters
	Lacking  []string
	Today    civil.Date
	Sets     bool
	Measures []string
}

// monitorUnit is a unit's month with what it is held against.
type monitorUnit struct {
	Unit  unit.Unit
	Now   *target.Month
	Cells []monitorCell
	Head  payment.PerHead // pay of posts for the month
}

type monitorCell struct {
	Measure    string
	Value      *int64
	Year       *int64 // same month last year
	Before     *int64 // month before
	FellYear   bool
	FellBefore bool
}

// Said is a figure as it is shown: income in yuan.
func (c monitorCell) Said(n *int64) string {
	if n == nil {
		return ""
	}
	if c.Measure == target.Income {
		return money.Fen(*n).Grouped()
	}
	return kit.FormatID(*n)
}

// Change against a base, in per cent; empty without one.
func (c monitorCell) Change(base *int64) string {
	if c.Value == nil || base == nil || *base == 0 {
		return "没有基数"
	}
	return fmt.Sprintf("%+.1f%%", float64(*c.Value-*base)*100/float64(*base))
}

// Average pay of posts per head.
func (u monitorUnit) Average() string {
	if u.Head.People == 0 {
		return "没有发放"
	}
	return (u.Head.Fen / money.Fen(u.Head.People)).Grouped()
}

// chooseMonth that is shown: the one asked for, or the last one.
func (x *monitorPage) chooseMonth(r *kit.Request) error {
	x.Month = r.Today.Month().Add(-1)
	if text := r.Text("month"); text != "" && !r.Has("away") {
		m, err := civil.ParseMonth(text)
		if err != nil || r.Today.Month().Before(m) {
			return errs.New(errs.NotFound, "authz.not_found")
		}
		x.Month = m
	}
	for i := range 13 {
		x.Months = append(x.Months, r.Today.Month().Add(-i))
	}
	return nil
}

func (p *Targets) monitorPage(r *kit.Request) (*monitorPage, error) {
	page := &monitorPage{Page: kit.Page{Title: "务工监测和目标"}, Names: map[int64]string{}, Sums: map[string]*int64{},
		Today: r.Today, Sets: r.Can("target.set"), Measures: target.Targets}
	if err := page.chooseMonth(r); err != nil {
		return nil, err
	}
	return page, r.Read(func(s *database.Snapshot) error {
		units, err := unitsOf(s, r, "target.view")
		if err != nil || len(units) == 0 {
			return err
		}
		all, err := unit.All(s, r.Tree, r.Today)
		if err != nil {
			return err
		}
		page.Whole = len(units) == len(all)
		page.Enters = unit.Served(units, r.Actor, "target.enter")
		var ids []int64
		var takes []string
		for _, u := range units {
			ids, takes = append(ids, u.ID), append(takes, u.Takes...)
			page.Names[u.ID] = u.Name
		}
		rows, err := target.Months(s, ids, page.Month.Add(-12), page.Month)
		if err != nil {
			return err
		}
		heads, err := payment.PaidFor(s, region.CommonPath(takes), page.Month)
		if err != nil {
			return err
		}
		page.lay(units, rows, heads)
		if page.Alerts, err = target.Alerts(s, ids, 100, target.Open, target.Answered); err != nil {
			return err
		}
		if page.Whole {
			return p.monitorTargets(s, r, page, units)
		}
		return nil
	})
}

// lay the units' months beside what they are held against, and draw the year.
func (x *monitorPage) lay(units []unit.Unit, rows []target.Month, heads []payment.PerHead) {
	months := monthsOf(rows)
	whole := map[string]bool{target.Away: true, target.TakenIn: true}
	sums := map[string]int64{}
	for _, u := range units {
		row := monitorUnit{Unit: u, Now: months.find(u.ID, x.Month)}
		for _, measure := range target.Watched {
			c := months.cell(u.ID, x.Month, measure)
			if c.Value == nil {
				whole[measure] = false
			} else {
				sums[measure] += *c.Value
			}
			row.Cells = append(row.Cells, c)
		}
		if row.Now == nil {
			x.Lacking = append(x.Lacking, u.Name)
		}
		for _, h := range heads {
			if u.Holds(h.Path) {
				row.Head.People, row.Head.Fen = row.Head.People+h.People, row.Head.Fen+h.Fen
			}
		}
		x.Units = append(x.Units, row)
	}
	for _, measure := range []string{target.Away, target.TakenIn} {
		if n := sums[measure]; whole[measure] {
			x.Sums[measure] = &n
		}
		x.Charts = append(x.Charts, months.chart(units, measure, x.Month))
	}
}

// monthsOf units, as they were entered.
type monthsOf []target.Month

// find a unit's month; nil if none was entered.
func (rows monthsOf) find(unitID int64, m civil.Month) *target.Month {
	i := slices.IndexFunc(rows, func(t target.Month) bool { return t.UnitID == unitID && t.Month == m })
	if i < 0 {
		return nil
	}
	return &rows[i]
}

// value of a unit's month; nil if there is no answer.
func (rows monthsOf) value(unitID int64, m civil.Month, measure string) *int64 {
	if x := rows.find(unitID, m); x != nil {
		return x.Of(measure)
	}
	return nil
}

// cell with the month before and the same month of the year before.
func (rows monthsOf) cell(unitID int64, m civil.Month, measure string) monitorCell {
	c := monitorCell{Measure: measure, Value: rows.value(unitID, m, measure),
		Year: rows.value(unitID, m.Add(-12), measure), Before: rows.value(unitID, m.Add(-1), measure)}
	c.FellYear = c.Value != nil && c.Year != nil && *c.Value < *c.Year
	c.FellBefore = c.Value != nil && c.Before != nil && *c.Value < *c.Before
	return c
}

// chart of a measure over the last twelve months since anybody answered: the bars differ little, so each says by how
// much from the month before, and how many units did not answer.
func (rows monthsOf) chart(units []unit.Unit, measure string, last civil.Month) figure.Figure {
	chart := figure.Figure{Kind: figure.Bars, Title: words.Label("measure", measure) + "（人），近12个月",
		Series: []string{"人数"}}
	before := int64(-1)
	for m := last.Add(-11); !last.Before(m); m = m.Add(1) {
		sum, answered := int64(0), 0
		for _, u := range units {
			if v := rows.value(u.ID, m, measure); v != nil {
				sum += *v
				answered++
			}
		}
		text, was := kit.FormatID(sum), before
		before = -1
		switch {
		case answered == 0 && len(chart.Bars) == 0:
			continue
		case answered == 0:
			text = "没有数据"
		case answered < len(units):
			text += fmt.Sprintf("（%d个单位没有报）", len(units)-answered)
		default:
			if before = sum; was >= 0 {
				text += fmt.Sprintf("（比上月%+d）", sum-was)
			}
		}
		chart.Bars = append(chart.Bars, figure.Bar{Name: m.Chinese(), Values: []float64{float64(sum)}, Text: text})
	}
	return chart
}

func (p *Targets) monitor(r *kit.Request) error {
	page, err := p.monitorPage(r)
	if err != nil {
		return err
	}
	if as := r.Text("as"); as != "" {
		return r.ShowForm(as, "务工监测-"+page.Month.String(), page.printed(r))
	}
	return r.Show(http.StatusOK, "monitor", page)
}

// printed is the month as a table to hand out; the empty one to fill in has the same heads.
func (x *monitorPage) printed(r *kit.Request) *sheet.Form {
	f := &sheet.Form{Title: x.Month.Chinese() + "外出务工监测表", Head: []string{r.Tree.Top().Name, "打印日期：" + r.Today.Chinese()},
		Plain: true}
	heads := []string{"填报单位", "外出务工（人）", "同比", "环比", "吸纳中西部（人）", "同比", "环比", "月人均收入（元）", "同比", "环比", "岗位补贴人均（元）"}
	for i, h := range heads {
		f.Widths = append(f.Widths, 2)
		f.Heads = append(f.Heads, sheet.FormHead{Text: h, Column: i, Columns: 1, Rows: 1})
	}
	for _, u := range x.Units {
		row := []string{u.Unit.Name}
		for _, c := range u.Cells {
			row = append(row, c.Said(c.Value), c.Change(c.Year), c.Change(c.Before))
		}
		f.Rows = append(f.Rows, append(row, u.Average()))
	}
	return f
}

// readMeasures of the form into m, out of fields whose names end in a suffix; an empty field is no answer.
func readMeasures(r *kit.Request, m *target.Month, suffix string) error {
	var faults errs.Faults
	for _, x := range []struct {
		field string
		into  **int64
	}{{"away" + suffix, &m.Away}, {"taken_in" + suffix, &m.TakenIn}} {
		if text := r.Text(x.field); text != "" {
			n, err := sheet.Whole(text, 10_000_000)
			for _, e := range errs.All(err) {
				faults.Add(e.On(x.field))
			}
			*x.into = &n
		}
	}
	if income := "income" + suffix; r.Text(income) != "" {
		f := int64(r.Fen(income))
		m.IncomeFen = &f
	}
	return faults.OrNil()
}

func (p *Targets) monitorEnter(r *kit.Request) error {
	page, err := p.monitorPage(r)
	if err != nil {
		return err
	}
	m := target.Month{Note: r.Text("note"), Version: r.Int("version"), ID: r.Int("row")}
	m.Month, _ = civil.ClaimMonth(r.Text("month"))
	err = p.monitorUnit(r, page, &m.UnitID)
	if err == nil {
		err = readMeasures(r, &m, "")
	}
	if err == nil {
		err = r.Faults()
	}
	if err == nil && m.Version == 0 { // the same form changes a month that is there
		err = r.Read(func(s *database.Snapshot) error {
			rows, err := target.Months(s, []int64{m.UnitID}, m.Month, m.Month)
			if len(rows) == 1 {
				m.ID, m.Version = rows[0].ID, rows[0].Version
			}
			return err
		})
	}
	if err == nil {
		_, err = p.Targets.Enter(r.Context.Request().Context(), r.Actor, r.Key(), m)
	}
	if err != nil {
		return r.RenderFormErrors(err, "monitor", page)
	}
	return r.SeeOther("/monitor?month="+m.Month.String(), "已登记。下降的指标已自动预警。")
}

// monitorUnit is the unit that the form names, among those that the visitor enters for.
func (p *Targets) monitorUnit(r *kit.Request, page *monitorPage, id *int64) error {
	code := kit.Choice(r, "unit")
	if err := r.Faults(); err != nil {
		return err
	}
	for _, u := range page.Enters {
		if u.Code == code {
			*id = u.ID
			return nil
		}
	}
	return errs.New(errs.NotFound, "authz.not_found")
}

func (p *Targets) monitorTake(r *kit.Request) error {
	page, err := p.monitorPage(r)
	if err != nil {
		return err
	}
	var of int64
	n := 0
	err = p.monitorUnit(r, page, &of)
	if err == nil {
		var name string
		var body []byte
		if name, body, err = r.HandedIn(kit.MaxList); err == nil {
			n, err = p.Targets.ImportWorkbook(r.Context.Request().Context(), r.Actor, r.Key(), of, name, body)
		}
	}
	if err != nil {
		return r.RenderFormErrors(err, "monitor", page)
	}
	return r.SeeOther("/monitor", fmt.Sprintf("已导入%d个月。下降的指标已自动预警。", n))
}
