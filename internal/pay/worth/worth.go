package worth

import (
	"cmp"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/lexicon"
)

// Bases (计发办法).
const (
	// Calendar: the rate by calendar days on post, whatever the sheet says, less what the assessment takes. What every
	// office had before bases were set (沿用原办法).
	Calendar = "calendar"
	// Whole: the month in full, less what the written rule takes for each absent day or by the month's points.
	Whole = "whole"
	// Days: days at work against the days agreed.
	Days = "days"
	// Hours: hours at the hourly rate, or the hourly minimum where it is higher.
	Hours = "hours"
)

// Bases in the order in which they are offered.
var Bases = []string{Calendar, Whole, Days, Hours}

// Roundings (尾数): to the fen, the jiao, the yuan, half up.
const (
	ToFen  = "fen"
	ToJiao = "jiao"
	ToYuan = "yuan"
)

// MayCount are the marks that a rule may count as days beside those at work: weather, leave up to the days with pay,
// and agreed days off.
const MayCount = "WLO"

// Grade takes an amount from whose points of the month are below a mark, or adds one to whose points reach it.
type Grade struct {
	Below int64     // points of 100
	Less  money.Fen // taken below the mark
	More  money.Fen // added from the mark on; then nothing is taken
}

// Rule is what a county's document says for a kind of post in a month. Zero: calendar days.
type Rule struct {
	Basis      string
	AbsentFen  money.Fen // for each absent day; 0: a day's share of the rate
	AbsentFrom int       // the first absent day of the month that takes something, 1 at least
	LeaveDays  int       // days of leave with pay in a month
	Counts     string    // of MayCount
	AgreedDays int       // for all posts of the kind; 0: as the post says
	Grades     []Grade
	HourFen    money.Fen // an hour's rate; 0: the hourly minimum
	Rounding   string
}

// Day is a day on post and its mark; lexicon.NoMark: nothing is said.
type Day struct {
	On   civil.Date
	Mark byte
}

// Sheet is what a village's sheet of a calendar month says of the days on post that a period has of it.
type Sheet struct {
	Days    []Day
	SentOn  civil.Date // what is blank after it is expected, not missed; zero: nothing is expected
	Minutes int        // of these days, as the sheet tells its hours; 0: not told
}

// expects reports whether a day had not come when the sheet was sent, and nobody has said since what it was.
func (s Sheet) expects(d Day) bool {
	return d.Mark == byte(lexicon.NoMark) && !s.SentOn.IsZero() && d.On.After(s.SentOn)
}

// DaysOf sheets, one after the other.
func DaysOf(sheets []Sheet) (out []Day) {
	for _, s := range sheets {
		out = append(out, s.Days...)
	}
	return out
}

// MinutesOf sheets, as they tell them.
func MinutesOf(sheets []Sheet) (sum int) {
	for _, s := range sheets {
		sum += s.Minutes
	}
	return sum
}

// Month is what the records say of a holder's month.
type Month struct {
	RateFen     money.Fen
	OnPost      int       // calendar days on post in the period, neither suspended nor out of season
	Of          int       // days by which the rate is spread: those of the month or period
	Sheets      []Sheet   // that have days of the period, the earlier first
	Ahead       bool      // paid before it is over: worth what the agreement says
	AgreedDays  int       // of a whole month; 0: not told
	AgreedHours int       // of a whole month; 0: not told
	Assessed    money.Fen // what the month's assessment takes
	Points      *int64    // of the assessment, of 100
	// Undecided is set of a month whose marks count for nothing, since nobody was told of them or nobody decided in time:
	// worth what the agreement says. It is the code of the step that says so.
	Undecided string
	Shown     int // days at work that an office decided on against the marks, which Days already say
	// Minimum is the hourly minimum of a day at the place of work; 0: not known
	Minimum func(civil.Date) money.Fen
}

func (m Month) minimum(d civil.Date) money.Fen {
	if m.Minimum == nil {
		return 0
	}
	return m.Minimum(d)
}

// Sum is what a month is worth. The amounts of its steps add up to AmountFen.
type Sum struct {
	Basis     string
	AmountFen money.Fen
	TakenFen  money.Fen // by the written rule, for absence or by the assessment; it stays in its fund
	Counted   int       // days that count by the basis; of calendar days those at work
	Agreed    int       // days agreed on for a whole month
	Steps     Steps
}

// Of a month what it is worth by a rule. Pure.
//
// One absence lowers the pay once: what the assessment takes counts only as far as it is more than what the absent days
// took already. By whatever rule but calendar days, nobody gets less than the hours worked at the hourly minimum of
// their days (最低工资规定第十二条; labour law of part-time work, article 72 of the Labour Contract Law). Where nobody told
// hours or the minimum, so that this cannot be reckoned, absent days leave the share of the days at work.
func Of(r Rule, m Month) Sum {
	if m.OnPost <= 0 || m.Of <= 0 {
		return Sum{Basis: cmp.Or(r.Basis, Calendar)}
	}
	c := count(r, m)
	s := Sum{Basis: cmp.Or(r.Basis, Calendar), Counted: c.counted, Agreed: c.agreed}
	switch {
	case s.Basis == Calendar:
		s.Counted = c.work
		s.calendar(m)
		return s
	case m.Ahead:
		s.add(OnPost, m.OnPost, m.Of, part(m.RateFen, m.OnPost, m.Of))
		s.add(AheadOf, 0, 0, 0)
		return s
	case m.Undecided != "":
		s.add(OnPost, m.OnPost, m.Of, part(m.RateFen, m.OnPost, m.Of))
		s.add(m.Undecided, 0, 0, 0)
		s.once(r, m, c, 0, nil)
	case s.Basis == Whole:
		s.whole(r, m, c)
	case s.Basis == Days:
		s.days(m, r, c)
	default:
		s.byHours(r, m, c)
	}
	s.bonus(r, m)
	if m.Shown > 0 {
		s.add(Decided, m.Shown, 0, 0)
	}
	s.round(r.Rounding)
	s.atLeast(m, c)
	return s
}

// calendar days on post: the sum of before, to the fen.
func (s *Sum) calendar(m Month) {
	amount := part(m.RateFen, m.OnPost, m.Of)
	s.add(OnPost, m.OnPost, m.Of, amount)
	s.take(Assessed, 0, 0, min(m.Assessed, amount))
}

// whole month, less the absent days by the written rule, and leave beyond the days with pay, a day's share each.
func (s *Sum) whole(r Rule, m Month, c counted) {
	base := part(m.RateFen, m.OnPost, m.Of)
	s.add(OnPost, m.OnPost, m.Of, base)
	if c.late > 0 {
		s.add(PostExpected, c.late, 0, 0)
	}
	each := cmp.Or(c.agreed, m.Of)
	n := max(c.absent-max(r.AbsentFrom, 1)+1, 0)
	absent := part(m.RateFen, n, each)
	if r.AbsentFen > 0 {
		absent = r.AbsentFen * money.Fen(n)
	}
	leave := part(m.RateFen, c.unpaid, each)
	if r.AbsentFen > 0 {
		leave = min(leave, r.AbsentFen*money.Fen(c.unpaid))
	}
	kept := money.Fen(0)
	if c.work > 0 && !c.floored(m) {
		kept = min(part(m.RateFen, c.work, each), base)
	}
	if leave = min(leave, base-kept); leave > 0 {
		s.take(Unpaid, c.unpaid, r.LeaveDays, leave)
	}
	if left := s.AmountFen - kept; absent > left {
		if absent = left; kept > 0 {
			s.add(Kept, c.work, each, 0)
		}
	}
	s.once(r, m, c, absent, func() { s.take(Absent, n, c.absent, absent) })
}

// days that count, of the days agreed; never more than the days on post bring.
func (s *Sum) days(m Month, r Rule, c counted) {
	most := part(m.RateFen, m.OnPost, m.Of)
	if c.agreed == 0 { // nobody told how many days were agreed: the office's lack is nobody's loss
		s.add(OnPost, m.OnPost, m.Of, most)
		s.add(Unagreed, 0, 0, 0)
		s.once(r, m, c, 0, nil)
		return
	}
	by := func(days int) money.Fen { return min(part(m.RateFen, days, c.agreed), most) }
	code := ByDays
	if part(m.RateFen, c.counted, c.agreed) > most {
		code = ByMost
	}
	s.add(code, c.counted, c.agreed, by(c.counted))
	if c.expected > 0 {
		s.add(Expected, c.expected, 0, 0)
	}
	s.once(r, m, c, by(c.counted+c.absent)-by(c.counted), nil)
}

// hours at the rate of their days.
func (s *Sum) byHours(r Rule, m Month, c counted) {
	days := c.daysAtWork(m)
	rate := func(d civil.Date) money.Fen { return max(r.HourFen, m.minimum(d)) }
	worth := func(minutes int) money.Fen { return worthOf(spread(minutes, days, rate), false) }
	if c.unknown || c.minutes == 0 && c.counted > 0 || worth(60) == 0 { // the office's lack is nobody's loss
		s.add(OnPost, m.OnPost, m.Of, part(m.RateFen, m.OnPost, m.Of))
		s.add(Unagreed, 0, 0, 0)
		s.once(r, m, c, 0, nil)
		return
	}
	for _, p := range spread(c.minutes, days, rate) {
		s.add(ByTime, p.minutes, int(p.hourFen), p.worth(false))
	}
	s.assumed(c)
	switch {
	case c.ahead > 0:
		s.add(TimeExpected, c.expected, c.ahead, 0)
	case c.late > 0: // nothing is expected beyond what was agreed, but hours that come are paid
		s.add(LateExpected, c.late, 0, 0)
	}
	lost := 0
	if c.hourDays > 0 {
		lost = min(c.absent*60*m.AgreedHours/c.hourDays, max(60*m.AgreedHours-c.minutes, 0))
	}
	s.once(r, m, c, worth(c.minutes+lost)-worth(c.minutes), nil)
}

// assumed says how hours came about that no sheet tells.
func (s *Sum) assumed(c counted) {
	switch {
	case c.assumed > 0 && c.capped:
		s.add(AssumedMost, c.told+c.assumed, c.untold, 0)
	case c.assumed > 0:
		s.add(Assumed, c.assumed, c.untold, 0)
	}
}

// once takes what the assessment does, as far as the absent days did not take it already; lost is what they took or
// would have brought, and byAbsence writes it down where the basis takes it from a full month.
func (s *Sum) once(r Rule, m Month, c counted, lost money.Fen, byAbsence func()) {
	assessed, below := m.Assessed, int64(0)
	for _, g := range r.Grades {
		if m.Points != nil && *m.Points < g.Below && g.Less > assessed {
			assessed, below = g.Less, g.Below
		}
	}
	switch {
	case byAbsence != nil && lost >= assessed:
		if lost > 0 {
			byAbsence()
		}
	case byAbsence != nil:
		s.assessed(below, min(assessed, s.AmountFen))
		if lost > 0 {
			s.add(Once, c.absent, 0, 0)
		}
		return
	case assessed > lost:
		s.assessed(below, min(assessed-lost, s.AmountFen))
	}
	if assessed > 0 && lost > 0 {
		s.add(Once, c.absent, 0, 0)
	}
}

// bonus by the highest mark that the points reach, for whoever is paid anything.
func (s *Sum) bonus(r Rule, m Month) {
	var best Grade
	for _, g := range r.Grades {
		if m.Points != nil && *m.Points >= g.Below && g.More > best.More {
			best = g
		}
	}
	if best.More > 0 && s.AmountFen > 0 {
		s.add(Bonus, int(best.Below), 0, best.More)
	}
}

func (s *Sum) assessed(below int64, fen money.Fen) {
	if below > 0 {
		s.take(Graded, int(below), 0, fen)
		return
	}
	s.take(Assessed, 0, 0, fen)
}

// round the amount, half up.
func (s *Sum) round(to string) {
	unit := money.Fen(1)
	switch to {
	case ToJiao:
		unit = 10
	case ToYuan:
		unit = 100
	}
	if by := (s.AmountFen+unit/2)/unit*unit - s.AmountFen; by != 0 {
		s.add(Rounded, int(unit), 0, by)
	}
}

// atLeast the hours worked at the hourly minimum of their days.
func (s *Sum) atLeast(m Month, c counted) {
	portions := spread(c.minutes, c.daysAtWork(m), m.minimum)
	least := worthOf(portions, c.told > 0)
	if least <= s.AmountFen {
		return
	}
	s.TakenFen -= min(s.TakenFen, least-s.AmountFen) // what comes back does not stay in the fund
	if s.Basis != Hours {
		s.assumed(c)
		if c.ahead > 0 {
			s.add(TimeExpected, c.expected, c.ahead, 0)
		}
	}
	if len(portions) == 1 {
		s.add(ToMinimum, c.minutes, int(portions[0].hourFen), least-s.AmountFen)
		return
	}
	for _, p := range portions {
		s.add(AtMinimum, p.minutes, int(p.hourFen), 0)
	}
	s.add(SumMinimum, 0, 0, least-s.AmountFen)
}

func (s *Sum) add(code string, a, b int, fen money.Fen) {
	s.Steps = append(s.Steps, Step{code, a, b, fen})
	s.AmountFen += fen
}

func (s *Sum) take(code string, a, b int, fen money.Fen) {
	if fen > 0 {
		s.add(code, a, b, -fen)
		s.TakenFen += fen
	}
}

// What sheets say of a period that tell no work in it.
const (
	SaySomething = ""       // something else: work, leave, weather, hours, or days off alone
	SayAbsent    = "absent" // absent on every day on which something was expected
	SayNothing   = "blank"  // nothing of days that had come, of the others nothing but absent and days off
	SayAway      = "away"   // absent on some days, and on others leave or weather
)

// Saying tells which it is, by the days on post and the days agreed of so many. A blank is a blank: days that had come
// when their sheet was sent and of which it says nothing leave a holder absent on all days only where as many are
// marked absent as were agreed on. Days after an early sheet say nothing yet. Pure.
func Saying(sheets []Sheet, agreed, of int) string {
	absent, blank, off, away, onPost := 0, 0, 0, 0, 0
	for _, s := range sheets {
		if s.Minutes > 0 {
			return SaySomething
		}
		for _, d := range s.Days {
			onPost++
			switch {
			case d.Mark == 'A':
				absent++
			case d.Mark == 'O':
				off++
			case d.Mark == 'L' || d.Mark == 'W':
				away++
			case d.Mark != byte(lexicon.NoMark):
				return SaySomething
			case !s.expects(d):
				blank++
			}
		}
	}
	asked := 0 // days that are worked as agreed
	if of > 0 {
		asked = agreed * onPost / of
	}
	switch {
	case absent > 0 && away > 0:
		return SayAway
	case absent == 0 && (blank == 0 || off > 0), away > 0:
		return SaySomething
	case absent > 0 && (blank == 0 || asked > 0 && absent >= asked):
		return SayAbsent
	}
	return SayNothing
}

// ShownDays are days as an office decided against the marks: the first n at work, and as many absent as are agreed on
// beyond them; where nothing is agreed on, all that are left. Pure.
func ShownDays(days []Day, n, agreed int) []Day {
	out := make([]Day, len(days))
	absent := len(days) - n
	if agreed > 0 {
		absent = min(absent, max(agreed-n, 0))
	}
	for i, d := range days {
		switch d.Mark = byte(lexicon.NoMark); {
		case i < n:
			d.Mark = 'P'
		case i < n+absent:
			d.Mark = 'A'
		}
		out[i] = d
	}
	return out
}

// AtWork counts the days at work among days.
func AtWork(days []Day) int {
	marks := make([]byte, len(days))
	for i, d := range days {
		marks[i] = d.Mark
	}
	return lexicon.DaysAtWork(string(marks))
}

// counted is what the marks of a month come to.
type counted struct {
	work     int // days at work
	counted  int // days that count
	absent   int // days marked absent
	unpaid   int // days of leave beyond those with pay
	late     int // days that had not come when their sheet was sent
	expected int // of these as many as are agreed of so many, and no more than are left of what is agreed
	agreed   int
	hourDays int  // days of the agreed hours
	told     int  // minutes, as sheets say
	untold   int  // days at work on sheets that tell no hours
	assumed  int  // minutes that these have by the agreement
	capped   bool // they would have more, but not more is agreed
	unknown  bool // nobody told their hours
	ahead    int  // minutes of the expected days by the agreement
	minutes  int  // all of them
}

func count(r Rule, m Month) counted {
	c := counted{agreed: cmp.Or(r.AgreedDays, m.AgreedDays), hourDays: cmp.Or(m.AgreedDays, r.AgreedDays),
		told: MinutesOf(m.Sheets)}
	var all, untold []byte
	for _, s := range m.Sheets {
		for _, d := range s.Days {
			all = append(all, d.Mark)
			if s.Minutes == 0 {
				untold = append(untold, d.Mark)
			}
			if s.expects(d) {
				c.late++
			}
		}
	}
	marks := string(all)
	c.work, c.untold = lexicon.DaysAtWork(marks), lexicon.DaysAtWork(string(untold))
	leave := strings.Count(marks, "L")
	paid := 0
	if strings.Contains(r.Counts, "L") {
		paid = min(leave, r.LeaveDays)
	}
	c.absent, c.unpaid, c.counted = strings.Count(marks, "A"), leave-paid, c.work+paid
	for _, mark := range []string{"W", "O"} {
		if strings.Contains(r.Counts, mark) {
			c.counted += strings.Count(marks, mark)
		}
	}
	pace := func(days int) int { return (days*c.agreed + m.Of - 1) / m.Of }
	c.expected = max(min(pace(c.late), pace(m.OnPost)-c.counted), 0)
	c.counted += c.expected
	c.time(m, r.Basis == Hours)
	return c
}

// time of the days at work: as told; of sheets that tell none, as agreed of so many days, with what is told no more
// than was agreed for the days on post or, where hours are what is paid, for a month; and of expected days as far as it
// is left of what was agreed for the days on post.
func (c *counted) time(m Month, paid bool) {
	month := 60 * m.AgreedHours
	each := func(days int) int {
		if c.hourDays == 0 {
			return 0
		}
		return days * month / c.hourDays
	}
	if c.untold > 0 {
		by, of := each(c.untold), m.OnPost
		if paid {
			of = max(of, m.Of)
		}
		c.assumed = max(min(by, month*of/m.Of-c.told), 0)
		c.capped, c.unknown = by > c.assumed, by == 0
	}
	c.minutes = c.told + c.assumed
	c.ahead = max(min(each(c.expected), month*m.OnPost/m.Of-c.minutes), 0)
	c.minutes += c.ahead
}

// floored reports whether the hours worked at the hourly minimum can be said.
func (c counted) floored(m Month) bool {
	for _, d := range c.daysAtWork(m) {
		if m.minimum(d) == 0 {
			return false
		}
	}
	return !c.unknown
}

// daysAtWork over which the hours are spread: those at work and, where no day is marked, all on post.
func (c counted) daysAtWork(m Month) (out []civil.Date) {
	days := DaysOf(m.Sheets)
	for _, d := range days {
		if strings.IndexByte("PSTH", d.Mark) >= 0 {
			out = append(out, d.On)
		}
	}
	if len(out) == 0 {
		for _, d := range days {
			out = append(out, d.On)
		}
	}
	return out
}

// portion of the minutes of a month, on days of one hourly rate.
type portion struct {
	minutes int
	hourFen money.Fen
}

// worth of a portion, half up, or up where the law says at least.
func (p portion) worth(up bool) money.Fen {
	sum := p.hourFen * money.Fen(p.minutes)
	if up {
		return (sum + 59) / 60
	}
	return (sum + 30) / 60
}

func worthOf(portions []portion, up bool) (sum money.Fen) {
	for _, p := range portions {
		sum += p.worth(up)
	}
	return sum
}

// spread minutes of work evenly over days: one portion for each hourly rate that follows another, whole minutes each,
// so that whoever reads them can multiply. There is one at least, where there are days.
func spread(minutes int, days []civil.Date, rate func(civil.Date) money.Fen) (out []portion) {
	given, before := 0, 0
	for i, d := range days {
		fen := rate(d)
		if n := len(out); n == 0 || out[n-1].hourFen != fen {
			out, before = append(out, portion{hourFen: fen}), given
		}
		given = minutes * (i + 1) / len(days)
		out[len(out)-1].minutes = given - before
	}
	return out
}

// part of a rate, half up; more parts than the whole has bring more.
func part(rate money.Fen, n, of int) money.Fen {
	if of <= 0 || n <= 0 {
		return 0
	}
	return (2*rate*money.Fen(n) + money.Fen(of)) / (2 * money.Fen(of))
}
