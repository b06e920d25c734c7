package overview

import (
	"cmp"
	"fmt"
	"slices"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/forms/progress"
	"gangwei/internal/forms/target"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/unit"
)

// Board is what stands on one page about a region: plan and posts, people on post by month, pay that is late, checks,
// complaints, findings for those allowed, orders to put right. The same figures are told on the page, on paper and in
// the brief.
type Board struct {
	At         *region.Region
	CutOff     clock.Moment
	Figures    []Figures // of the region, then of those below it
	Months     []civil.Month
	OnPost     []int64   // at the end of each month
	Monthly    []ByMonth // of the regions below, in their order; of a village, of itself
	Covered    []Covered // the quarter's checks of the regions below
	Late       []Late
	LateOf     int64 // months of people that are late
	LateFen    money.Fen
	LateAt     clock.Moment // of the count, which is made once a day; zero: not counted yet
	Missing    payment.MissingSum
	Lacking    []Lacking // of the divisions below
	PayShown   bool      // whether the reader sees what is said of pay
	Quarter    civil.Quarter
	Coverage   duty.Coverage
	Complaints complaint.Statistic // of the twelve months to the cut-off
	Families   []Family
	// state of the records that the latest inspection of the whole region looked at; zero: none did
	FoundAt  clock.Moment
	Open     int64 // orders to put right that are open, and of them late
	OpenLate int64
	Forms    *Forms // of the city's board
}

// Forms that units owe the city, and falls of migrant work that wait.
type Forms struct {
	Due                  civil.Date
	Units                int
	Lacking              []string // have not sent their progress form in
	Waiting              int      // sent in, the city has not said its word
	Unanswered, Unclosed int      // alerts
}

// Late pay of one cause, by class of age.
type Late struct {
	Desk   string
	N      int64
	Fen    money.Fen
	ByAge  [4]int64 // classes 1 to 4
	Oldest civil.Month
}

// Family of findings: those that wait, that are being worked on, and that are done with.
type Family struct {
	Family              string
	Open, Working, Done int64
}

// May tells which parts of a board the reader sees.
type BoardMay struct {
	Pay, Checks, Complaints, Findings, Rectify, Forms bool
	Actor                                             authz.Actor
}

// monthsShown of people on post.
const monthsShown = 12

// Lacking is a division with months on post of which nothing is here, and in how many of its villages.
type Lacking struct {
	Name     string
	Villages int
	Months   int64
}

// lackingOf villages, by the divisions of a level, in their order. Pure.
func lackingOf(villages []payment.MissingAt, name func(path string) string, by region.Level) (out []Lacking) {
	last, village := "", ""
	for _, v := range villages {
		path := region.PathAt(v.Path, by)
		if path != last {
			last, out = path, append(out, Lacking{Name: name(path)})
		}
		x := &out[len(out)-1]
		if v.Path != village {
			village, x.Villages = v.Path, x.Villages+1
		}
		x.Months += v.Months
	}
	return out
}

// BoardOf a region. Its queries are some twenty, however many regions are shown.
func BoardOf(r database.Reader, t *region.Tree, at *region.Region, cutOff clock.Moment, may BoardMay) (*Board, error) {
	today := cutOff.Date()
	b := &Board{At: at, CutOff: cutOff, Quarter: civil.QuarterOf(today)}
	scope := authz.Under(at.Path)
	var err error
	if b.Figures, err = regionsAt(r, t, at, today); err != nil {
		return nil, err
	}
	last := today.Month()
	for m := last.Add(1 - monthsShown); !last.Before(m); m = m.Add(1) {
		b.Months = append(b.Months, m)
	}
	if err := b.byMonth(r, last); err != nil {
		return nil, err
	}
	if may.Pay {
		if err := b.late(r, scope); err != nil {
			return nil, err
		}
		b.PayShown = true
		if err := b.missing(r, t, scope); err != nil {
			return nil, err
		}
	}
	if may.Checks {
		below := at.Level.Below()
		if below == "" {
			below = at.Level
		}
		many, err := duty.Coverages(r, scope, b.Quarter, below)
		if err != nil {
			return nil, err
		}
		b.Coverage, b.Covered = duty.Sum(many), pooled(t.Name, many)
	}
	if may.Complaints {
		if b.Complaints, err = complaint.StatisticOf(r, may.Actor, at.Path, today.AddMonths(-12), today, today); err != nil {
			return nil, err
		}
	}
	if may.Findings {
		counts, err := inspect.Counts(r, scope)
		if err != nil {
			return nil, err
		}
		b.families(counts)
		run, _, err := inspect.LatestRun(r, at.Path)
		if err != nil {
			return nil, err
		}
		b.FoundAt = run.CutOffUs
	}
	if may.Rectify {
		open, err := rectify.Waiting(r, scope, rectify.Open, today)
		if b.Open, b.OpenLate = open.N, open.Late; err != nil {
			return nil, err
		}
	}
	if may.Forms && at.Level == region.City {
		b.Forms, err = formsOf(r, t, b.Quarter, today)
	}
	return b, err
}

func formsOf(r database.Reader, t *region.Tree, q civil.Quarter, today civil.Date) (*Forms, error) {
	units, err := unit.All(r, t, today)
	if err != nil || len(units) == 0 {
		return nil, err
	}
	book, err := rulebook.Load(r)
	if err != nil {
		return nil, err
	}
	sent, err := progress.Forms(r, q)
	if err != nil {
		return nil, err
	}
	out := &Forms{Due: progress.CutOff(q, book, units[0].Path()), Units: len(units)}
	var ids []int64
	for _, u := range units {
		ids = append(ids, u.ID)
		switch f := sent[u.ID]; {
		case f.ID == 0 || f.State == progress.Open:
			out.Lacking = append(out.Lacking, u.Name)
		case f.State == progress.Submitted:
			out.Waiting++
		}
	}
	alerts, err := target.Alerts(r, ids, 1000, target.Open, target.Answered)
	for _, a := range alerts {
		if a.State == target.Open {
			out.Unanswered++
		} else {
			out.Unclosed++
		}
	}
	return out, err
}

func (b *Board) late(r database.Reader, scope authz.Scope) error {
	waits, err := payment.WaitsOf(r, scope)
	if err != nil {
		return err
	}
	if b.LateAt, err = payment.CountedAt(r); err != nil {
		return err
	}
	by := map[string]*Late{}
	for _, w := range waits {
		x := by[w.Desk]
		if x == nil {
			x = &Late{Desk: w.Desk, Oldest: w.Month}
			by[w.Desk] = x
		}
		x.N, x.Fen = x.N+w.N, x.Fen+w.AmountFen
		if w.Class >= 1 && w.Class <= len(x.ByAge) {
			x.ByAge[w.Class-1] += w.N
		}
		if w.Month.Before(x.Oldest) {
			x.Oldest = w.Month
		}
		b.LateOf, b.LateFen = b.LateOf+w.N, b.LateFen+w.AmountFen
	}
	for _, x := range by {
		b.Late = append(b.Late, *x)
	}
	slices.SortFunc(b.Late, func(x, y Late) int { return cmp.Or(cmp.Compare(y.N, x.N), cmp.Compare(x.Desk, y.Desk)) })
	return nil
}

// missing of the region, and in which divisions below it.
func (b *Board) missing(r database.Reader, t *region.Tree, scope authz.Scope) (err error) {
	if b.Missing, err = payment.MissingOf(r, scope); err != nil {
		return err
	}
	below := b.At.Level.Below()
	if below == "" {
		below = b.At.Level
	}
	villages, err := payment.MissingBy(r, scope, region.Village)
	b.Lacking = lackingOf(villages, t.Name, below)
	return err
}

func (b *Board) families(counts []inspect.Count) {
	by := map[string]*Family{}
	for _, c := range counts {
		if c.Certainty == string(inspect.Information) {
			continue // accuses nobody
		}
		x := by[c.Family]
		if x == nil {
			x = &Family{Family: c.Family}
			by[c.Family] = x
		}
		switch c.State {
		case inspect.Open:
			x.Open += c.N
		case inspect.Dismissed, inspect.Closed:
			x.Done += c.N
		default:
			x.Working += c.N
		}
	}
	for _, f := range inspect.Families {
		if x := by[string(f)]; x != nil {
			b.Families = append(b.Families, *x)
		}
	}
}

// Headline is a figure that a leader looks at first.
type Headline struct {
	Words string
	Value string
	Unit  string
	Note  string // what it is to be held against; empty if nothing
	Bad   bool
}

// Headlines of the board, what is late first: late pay, things not put right, then people on post against the month and
// the year before, posts without anybody.
func (b *Board) Headlines() (out []Headline) {
	if b.LateAt != 0 {
		h := Headline{Words: "应发未到账", Value: fmt.Sprint(b.LateOf), Unit: "人月", Bad: b.LateOf > 0}
		if len(b.Late) > 0 {
			oldest := slices.MinFunc(b.Late, func(x, y Late) int {
				return cmp.Compare(x.Oldest.String(), y.Oldest.String())
			}).Oldest
			h.Note = "最早的是" + oldest.Chinese() + "的补贴"
		}
		out = append(out, h)
	}
	if b.OpenLate > 0 || b.Open > 0 {
		h := Headline{Words: "没有改好的整改", Value: fmt.Sprint(b.Open), Unit: "件", Bad: b.OpenLate > 0}
		if b.OpenLate > 0 {
			h.Note = fmt.Sprintf("其中逾期%d件", b.OpenLate)
		}
		out = append(out, h)
	}
	n := len(b.OnPost)
	if n > 0 {
		h := Headline{Words: "在岗", Value: fmt.Sprint(b.OnPost[n-1]), Unit: "人"}
		if n > 1 {
			h.Note = against("比上月末", b.OnPost[n-1]-b.OnPost[n-2])
		}
		if n >= monthsShown {
			h.Note += "，" + against("比"+b.Months[0].Chinese(), b.OnPost[n-1]-b.OnPost[0])
		}
		out = append(out, h)
	}
	if len(b.Figures) > 0 {
		f := b.Figures[0]
		out = append(out, Headline{Words: "空岗", Value: fmt.Sprint(f.Vacant), Unit: "个",
			Note: fmt.Sprintf("开放岗位%d个", f.Open)})
	}
	return out
}

// against says by how much a number grew or fell.
func against(what string, by int64) string {
	switch {
	case by > 0:
		return fmt.Sprintf("%s多%d人", what, by)
	case by < 0:
		return fmt.Sprintf("%s少%d人", what, -by)
	}
	return what + "不变"
}

// Charts of the board: posts by region, late pay by cause and age. Each says its figures in
// words at the end of its bars, so that nothing depends on colour.
func (b *Board) Charts() (out []figure.Figure) {
	if len(b.Figures) > 1 {
		posts := figure.Figure{Kind: figure.Bars, Title: "各地开放岗位：在岗人数／开放岗位数", Series: []string{"在岗", "没有人在岗"}}
		for _, f := range b.Figures[1:min(len(b.Figures), 31)] {
			posts.Bars = append(posts.Bars,
				figure.Bar{Name: f.Name, Values: []float64{float64(f.OnPost), float64(max(0, f.Open-f.OnPost))},
					Text: fmt.Sprintf("%d／%d", f.OnPost, f.Open)})
		}
		out = append(out, posts)
	}
	if len(b.Late) > 0 {
		late := figure.Figure{Kind: figure.Bars, Title: "应发未到账（人月）：总数／其中超过30日，" + b.LateAt.Short() + "统计",
			Series: []string{"超过30日", "30日以内"}} // the oldest first, and darkest
		for _, x := range b.Late {
			late.Bars = append(late.Bars, figure.Bar{Name: words.Label("paydesk", x.Desk),
				Values: []float64{float64(x.ByAge[3]), float64(x.N - x.ByAge[3])},
				Text:   fmt.Sprintf("%d／%d", x.N, x.ByAge[3])})
		}
		out = append(out, late)
	}
	return out
}
