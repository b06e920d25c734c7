package payroll

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// PeriodOf a month's pay at a path.
func PeriodOf(book *rulebook.Book, path string, month civil.Month) worth.Period {
	if month.IsZero() {
		return worth.Period{}
	}
	county := region.CountyPath(path)
	from := func(m civil.Month) int { return book.Int("pay.period_from", county, m.First(), 1) }
	return worth.PeriodOf(month, from(month), from(month.Add(-1)))
}

// periodRegions are the regions of which a document ever had a month's pay begin in the month before, each with the
// days of a month that all such periods have: 25 of the 26th.
func periodRegions(book *rulebook.Book) map[string]int {
	out := map[string]int{}
	for _, p := range book.Every("pay.period_from") {
		from, err := strconv.Atoi(p.Value)
		if err == nil && from > 1 && (out[p.RegionPath] == 0 || from-1 < out[p.RegionPath]) {
			out[p.RegionPath] = from - 1
		}
	}
	return out
}

// AnyPeriod reports whether there is such in a scope.
func AnyPeriod(book *rulebook.Book, scope authz.Scope) bool {
	for path := range periodRegions(book) {
		if !scope.Within(path).Empty() {
			return true
		}
	}
	return false
}

// RuleOf a month's pay at a path for a kind of post.
func RuleOf(book *rulebook.Book, path, kind string, month civil.Month) worth.Rule {
	county := region.CountyPath(path)
	text := func(key string) string {
		s, _ := book.Text(key, county, kind, month.First())
		return s
	}
	whole := func(key string) int {
		n, _ := strconv.Atoi(text(key))
		return n
	}
	fen := func(key string) money.Fen {
		f, _ := money.Parse(text(key))
		return f
	}
	grades, _ := gradesOf(text("pay.grades"))
	return worth.Rule{Basis: cmp.Or(text("pay.basis"), worth.Calendar), AbsentFen: fen("pay.absent_day"),
		AbsentFrom: whole("pay.absent_from"), LeaveDays: whole("pay.leave_days"), Counts: text("pay.counts"),
		AgreedDays: whole("pay.agreed_days"), Grades: grades, HourFen: fen("pay.hour_rate"), Rounding: text("pay.rounding")}
}

// gradesOf what is typed (duty.ParseGrades); false where it is none. Pure.
func gradesOf(text string) (out []worth.Grade, ok bool) {
	grades, ok := duty.ParseGrades(text)
	for _, g := range grades {
		out = append(out, worth.Grade{Below: g.Mark, Less: g.Less, More: g.More})
	}
	return out, ok
}

// Worth of a placement's month.
type Worth struct {
	worth.Sum
	Days, Of int // calendar days on post in the period, and of the period
}

// WorthQuery is what Worths are asked for.
type WorthQuery struct {
	County   string // path
	Month    civil.Month
	Ahead    bool       // before the month is over: as the agreements say
	Only     []any      // placements; nil: all of the county
	Today    civil.Date // on which it is asked who is held; zero: nobody is
	AnyState bool       // by sheets of whatever state, not by those that are reviewed or locked
	Agreed   bool       // whom no sheet names is owed what the agreement says: asked of what was paid
	byDues   bool       // what is agreed on is read with who is owed (dues)
}

// CountyMonth names a county, by its path, and a month.
type CountyMonth struct {
	County string
	Month  civil.Month
}

// ManyWorths loads what months of placements of several counties are worth, each county and month once.
type ManyWorths struct {
	Book     *rulebook.Book
	Only     map[CountyMonth][]any // placements
	AnyState bool
	Agreed   bool
	loaded   map[CountyMonth]*Worths
}

// At a county and month; nil where it is paid by calendar days of a calendar month, which Owed tells.
func (m *ManyWorths) At(r database.Reader, k CountyMonth) (*Worths, error) {
	w, known := m.loaded[k]
	if known {
		return w, nil
	}
	if !IsPlain(m.Book, k.County, k.Month) {
		var err error
		if w, err = LoadWorths(r, m.Book, WorthQuery{County: k.County, Month: k.Month, Only: m.Only[k],
			AnyState: m.AnyState, Agreed: m.Agreed}); err != nil {
			return nil, err
		}
	}
	if m.loaded == nil {
		m.loaded = map[CountyMonth]*Worths{}
	}
	m.loaded[k] = w
	return w, nil
}

// Worths say what a month of a county's placements is worth. One is loaded for a month, and every list, paper and
// figure asks it.
type Worths struct {
	WorthQuery
	Period   worth.Period
	book     *rulebook.Book
	rules    map[string]worth.Rule // by kind of post
	plain    bool                  // calendar days of a calendar month for all kinds of post: no sheet is asked
	deducted map[int64]money.Fen
	work     map[int64]duty.Worked // of the month's sheets
	before   map[int64]duty.Worked // of the month before's, where the period begins there
	assessed map[int64]duty.Assessed
	agreed   map[int64]placement.WorkAgreed
	holds    map[int64]Hold // of the month

	corrected map[int64]bool // whose sheet was corrected after pay
	silent    map[int64]Due  // on which days they were on post whose sheets tell absence and no work, but not on all days
}

// LoadWorths reads what they hang on.
func LoadWorths(r database.Reader, book *rulebook.Book, q WorthQuery) (*Worths, error) {
	w := &Worths{WorthQuery: q, Period: PeriodOf(book, q.County, q.Month), book: book, rules: map[string]worth.Rule{}}
	w.plain = IsPlain(book, q.County, q.Month)
	var err error
	if w.plain {
		w.deducted, err = duty.Deductions(r, q.County, q.Month)
		return w, err
	}
	ask := duty.WorkedQuery{County: q.County, Month: q.Month, Only: q.Only, AnyState: q.AnyState}
	if w.work, err = ask.Read(r); err != nil {
		return nil, err
	}
	if !q.byDues {
		if w.agreed, err = placement.AgreedUnder(r, q.County, q.Only); err != nil {
			return nil, err
		}
	}
	if w.holds, err = holdsIn(r, q.County, q.Month); err != nil {
		return nil, err
	}
	if w.corrected, err = correctedIn(r, q.County, q.Month); err != nil {
		return nil, err
	}
	if w.assessed, err = ask.Assessed(r); err != nil {
		return nil, err
	}
	if w.Period.From.Before(q.Month.First()) {
		ask.Month = q.Month.Add(-1)
		if w.before, err = ask.Read(r); err != nil {
			return nil, err
		}
	}
	return w, w.readSilent(r)
}

// IsPlain reports whether a county's month is paid by calendar days of the calendar month for all kinds of post.
func IsPlain(book *rulebook.Book, county string, month civil.Month) bool {
	return PeriodOf(book, county, month).Is(month) && !paysWork(book, county, month)
}

// paysWork reports whether a county pays any kind of post by what was worked.
func paysWork(book *rulebook.Book, county string, month civil.Month) bool {
	for _, p := range book.All("pay.basis", county, month.First()) {
		if p.Value != "" && p.Value != worth.Calendar {
			return true
		}
	}
	return false
}

// withWork reads sheets and agreements where they are not read yet, so that the days at work can be told.
func (w *Worths) withWork(r database.Reader) (err error) {
	if w.work != nil {
		return nil
	}
	if w.work, err = (duty.WorkedQuery{County: w.County, Month: w.Month, Only: w.Only}).Read(r); err != nil {
		return err
	}
	if !w.byDues {
		if w.agreed, err = placement.AgreedUnder(r, w.County, w.Only); err != nil {
			return err
		}
	}
	if w.holds, err = holdsIn(r, w.County, w.Month); err != nil {
		return err
	}
	return w.readSilent(r)
}

// attended are the days at work in the period by the sheets; nil: no sheet names the placement.
func (w *Worths) attended(placementID int64) *int64 {
	if d := w.holds[placementID].Decided; d.How == HoldPay && w.absentAll(placementID) {
		return &d.Days
	}
	at, named := w.work[placementID]
	_, was := w.before[placementID]
	if !named && !was {
		return nil
	}
	n := at.Present()
	if !w.Period.Is(w.Month) {
		n = int64(worth.AtWork(worth.DaysOf(w.sheets(placementID, nil))))
	}
	return &n
}

// saying of the sheets of a period that tell no work in it: absent on all days, or nothing.
func (w *Worths) saying(placementID int64) string {
	if !w.someAbsent(placementID) {
		return worth.SaySomething
	}
	var open func(civil.Date) bool
	if d, read := w.silent[placementID]; read {
		open = d.open
	}
	agreed := w.agreed[placementID]
	return worth.Saying(w.sheets(placementID, open), cmp.Or(w.ruleOf(agreed.Kind).AgreedDays, agreed.Days), w.Period.Of)
}

func (w *Worths) someAbsent(placementID int64) bool {
	return strings.Contains(w.work[placementID].Days, "A") || strings.Contains(w.before[placementID].Days, "A")
}

// absentAll reports whether the sheets have a placement absent on all days of the period; or on some, and at work on
// none, where the month comes to nothing by it: a day of rain among them takes nobody's right to be heard.
func (w *Worths) absentAll(placementID int64) bool {
	switch w.saying(placementID) {
	case worth.SayAbsent:
		return true
	case worth.SayAway:
		d, read := w.silent[placementID]
		return read && !w.plain && w.reckon(d, false).AmountFen <= 0
	}
	return false
}

// readSilent reads on which days, and for how much, those were on post whose sheets tell no work, and leave days blank
// or have others of leave or weather.
func (w *Worths) readSilent(r database.Reader) (err error) {
	var ids []any
	for id := range both(maps.Keys(w.work), maps.Keys(w.before)) {
		if !w.someAbsent(id) {
			continue
		}
		if says := worth.Saying(w.sheets(id, nil), 0, 1); says == worth.SayNothing || says == worth.SayAway {
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 {
		w.silent, err = onPostOf(r, w.County, ids)
	}
	return err
}

// stopped reports whether a placement's line may be on no list on the day of the question.
func (w *Worths) stopped(placementID int64) bool {
	return w.holds[placementID].Stops(w.Today) && w.absentAll(placementID)
}

// blank reports whether a sheet names a placement and says nothing of the days on post of the period, or nothing but
// that it was absent on a few of them, though others had come when it was sent.
func (w *Worths) blank(d Due) bool {
	if _, named := w.work[d.PlacementID]; !named {
		return false
	}
	agreed := w.agreed[d.PlacementID]
	return worth.Saying(w.sheets(d.PlacementID, d.open), cmp.Or(w.ruleOf(agreed.Kind).AgreedDays, agreed.Days),
		w.Period.Of) == worth.SayNothing
}

// question of a line; none of one that nobody decided on in time: it is due.
func (w *Worths) question(placementID int64) string {
	q := Question(w.Ahead, w.attended(placementID))
	if q == AskAbsent && w.holds[placementID].Told.Kind != "" {
		return ""
	}
	return q
}

// Of a placement. Only days on post count, in what the sheets say too.
func (w *Worths) Of(d Due) Worth {
	if w.plain {
		days, of, amount := Owed(d, w.Month)
		x := Worth{Sum: worth.Sum{Basis: worth.Calendar, Agreed: w.agreed[d.PlacementID].Days}, Days: days, Of: of}
		x.Steps = worth.Steps{{Code: worth.OnPost, A: days, B: of, Fen: amount}}
		if less := min(w.deducted[d.PlacementID], amount); less > 0 {
			x.TakenFen, amount = less, amount-less
			x.Steps = append(x.Steps, worth.Step{Code: worth.Assessed, Fen: -less})
		}
		x.AmountFen = amount
		return x
	}
	return w.reckon(d, true)
}

// reckon a month that is not plain; heard: marks of absence alone take nothing.
func (w *Worths) reckon(d Due, heard bool) Worth {
	_, named := w.work[d.PlacementID]
	_, was := w.before[d.PlacementID]
	agreed := w.agreed[d.PlacementID]
	m := worth.Month{RateFen: d.RateFen, Of: w.Period.Of, Ahead: w.Ahead || w.Agreed && !named && !was,
		AgreedDays: agreed.Days, AgreedHours: agreed.Hours, Minimum: w.minimum, Sheets: w.sheets(d.PlacementID, d.open)}
	m.OnPost = len(worth.DaysOf(m.Sheets))
	open := m.OnPost
	if heard && !m.Ahead && !w.corrected[d.PlacementID] && w.absentAll(d.PlacementID) {
		w.overrule(&m, w.ruleOf(agreed.Kind), w.holds[d.PlacementID])
	}
	if a, ok := w.assessed[d.PlacementID]; ok {
		m.Assessed, m.Points = a.DeductionFen, a.Total
	}
	return Worth{Sum: worth.Of(w.ruleOf(agreed.Kind), m), Days: open, Of: max(w.Period.Of, w.Period.Days())}
}

// overrule the marks of a month that has its holder absent on all days: alone they take nothing.
func (w *Worths) overrule(m *worth.Month, rule worth.Rule, h Hold) {
	switch {
	case h.Decided.How == HoldPay:
		m.Shown = int(h.Decided.Days)
		m.Sheets = []worth.Sheet{{Days: worth.ShownDays(worth.DaysOf(m.Sheets), m.Shown,
			cmp.Or(rule.AgreedDays, m.AgreedDays))}}
	case h.Told.Kind != "":
		m.Undecided = worth.Lapsed
	default:
		m.Undecided = worth.Untold
	}
}

func (w *Worths) ruleOf(kind string) worth.Rule {
	rule, ok := w.rules[kind]
	if !ok {
		rule = RuleOf(w.book, w.County, kind, w.Month)
		w.rules[kind] = rule
	}
	return rule
}

func (w *Worths) minimum(day civil.Date) money.Fen {
	f, _ := w.book.Fen("wage.hourly_min", w.County, day)
	return f
}

// sheets of which the period has days, with what they say of those days for which open holds; nil: of all.
func (w *Worths) sheets(placementID int64, open func(civil.Date) bool) (out []worth.Sheet) {
	for m := w.Period.From.Month(); !w.Period.Until.Month().Before(m); m = m.Add(1) {
		says := w.work[placementID]
		if m != w.Month {
			says = w.before[placementID]
		}
		s := worth.Sheet{SentOn: says.SentOn, Minutes: w.minutes(says, m, open)}
		first, last := 1, m.Days()
		if m == w.Period.From.Month() {
			first = w.Period.From.Day()
		}
		if m == w.Period.Until.Month() {
			last = w.Period.Until.Day()
		}
		s.Days = make([]worth.Day, 0, last-first+1)
		for n := first; n <= last; n++ {
			if day := m.Date(n); open == nil || open(day) {
				s.Days = append(s.Days, worth.Day{On: day, Mark: says.Day(n)})
			}
		}
		out = append(out, s)
	}
	return out
}

// minutes of a month's sheet on days on post in the period. A sheet has its hours in one figure: of one of which the
// period has only some days they are these days' share of its days at work or, where it marks none, of its days on
// post.
func (w *Worths) minutes(says duty.Worked, m civil.Month, open func(civil.Date) bool) int {
	if says.Hours == 0 {
		return 0
	}
	in, all, on, of := 0, 0, 0, 0
	for n := 1; n <= m.Days(); n++ {
		day := m.Date(n)
		worked, had := strings.IndexByte("PSTH", says.Day(n)) >= 0, open == nil || open(day)
		if worked {
			all++
		}
		if had {
			of++
		}
		if w.Period.Has(day) && had {
			if on++; worked {
				in++
			}
		}
	}
	minutes := 60 * int(says.Hours)
	switch {
	case all > 0:
		return (2*minutes*in + all) / (2 * all)
	case of > 0:
		return (2*minutes*on + of) / (2 * of)
	}
	return 0
}

// open reports whether a day was on post, neither suspended nor out of season, or is shown to be worked all the same.
func (d Due) open(day civil.Date) bool {
	if slices.Contains(d.Shown, day) {
		return true
	}
	if day.Before(d.StartOn) || !d.EndOn.IsZero() && day.After(d.EndOn) || !d.Season.In(day.Month()) {
		return false
	}
	for _, p := range d.Pauses {
		if !day.Before(p.From) && (p.Until.IsZero() || !day.After(p.Until)) {
			return false
		}
	}
	return true
}

// OnPost counts the days of a placement in a period that were on post, neither suspended nor out of season.
func OnPost(d Due, p worth.Period, m civil.Month) int {
	if p.Is(m) {
		days, _, _ := Owed(d, m)
		return max(days, 0)
	}
	n := 0
	for day := p.From; !day.After(p.Until); day = day.AddDays(1) {
		if d.open(day) {
			n++
		}
	}
	return n
}

// onPostOf placements of a county: their days on post, the monthly rate, and nothing else of them.
func onPostOf(r database.Reader, county string, ids []any) (map[int64]Due, error) {
	stays, err := placement.StaysOf(r, county, ids)
	out := make(map[int64]Due, len(stays))
	for id, x := range stays {
		out[id] = Due{PlacementID: id, RateFen: x.RateFen, StartOn: x.StartOn, EndOn: x.EndOn, Season: x.Season,
			Pauses: x.Pauses}
	}
	return out, err
}
