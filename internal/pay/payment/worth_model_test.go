package payment_test

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// worthModel is what pay should come to, told once more and in another way: day by day, in fractions, from the facts
// that the test itself made up.
type worthModel struct {
	t       *testing.T
	h       *apptest.House
	rng     *rand.Rand
	holders []*modelHolder
	rules   map[string]map[string]string // kind and month → parameter → value
	from    map[civil.Month]int          // first day of the period
	sent    map[civil.Month]civil.Date
	cases   int
	kinds   map[string]int // bases that were paid
	late    int            // corrections and overpayments that came out
	holds   map[string]int // months that a sheet has absent on all days, blank or not at all: what became of them
}

type modelHolder struct {
	placement, person int64
	kind              string
	rate              int64
	days, hours       int
	start, end        civil.Date
	marks             map[civil.Date]byte
	worked            map[civil.Month]int64
	takes             map[civil.Month]int64
	points            map[civil.Month]int64
	paid              map[civil.Month]int64
	held              map[civil.Month]string // of a month absent on all days: what was done
	shown             map[civil.Month]int64  // days at work that were decided on
	named             map[civil.Month]bool   // on the month's sheet
	stands            bool                   // what was paid is looked at: by the last day on post
}

var signs = []rune("甲乙丙丁戊己庚辛壬癸")

var modelKinds = []string{"cleaning", "roads"}

// set a parameter from a month on, for one kind of post or all.
func (m *worthModel) set(param, kind string, month civil.Month, value string) {
	m.t.Helper()
	m.setFrom(param, kind, month.First(), value)
}

func (m *worthModel) setFrom(param, kind string, from civil.Date, value string) {
	m.t.Helper()
	id, err := rulebook.Propose(ctx, m.h.Desk, m.h.Actor("county_reviewer", apptest.County), "", rulebook.Change{
		Param: param, RegionPath: m.h.Region(apptest.County).Path, Fund: kind, FromDate: from, Value: value,
		Reason: "按办法", Document: "区文件1号", PastReason: "文件从这一天起执行"})
	apptest.Must(m.t, err)
	_, err = rulebook.Decide(ctx, m.h.Desk, m.h.Actor("county_reviewer", apptest.County, "-2"), "", id, true)
	apptest.Must(m.t, err)
}

// newRules of a month for each kind of post, and its period.
func (m *worthModel) newRules(month civil.Month) {
	pick := func(of ...string) string { return of[m.rng.IntN(len(of))] }
	for _, kind := range modelKinds {
		r := map[string]string{
			"pay.basis":       pick("calendar", "whole", "whole", "days", "days", "hours", ""),
			"pay.absent_day":  pick("", "100", "35.5"),
			"pay.absent_from": pick("1", "3"), "pay.leave_days": pick("0", "2", "31"),
			"pay.counts": pick("W,L,O", "W,L", "L", ""), "pay.agreed_days": pick("", "", "18"),
			"pay.grades": pick("", "60=200、80=50"), "pay.hour_rate": pick("", "21.5"),
			"pay.rounding": pick("fen", "jiao", "yuan")}
		m.rules[kind+month.String()] = r
		for param, value := range r {
			m.set(param, kind, month, value)
		}
	}
	m.from[month] = m.from[month.Add(-1)]
	if m.rng.IntN(3) == 0 {
		m.from[month] = []int{1, 26, 21}[m.rng.IntN(3)]
	}
	m.set("pay.period_from", "", month, fmt.Sprint(m.from[month]))
}

func (m *worthModel) until(month civil.Month) civil.Date {
	if n := m.from[month]; n > 1 {
		return month.Date(n - 1)
	}
	return month.Last()
}

// hire somebody: a post of their own, a rate and days of their own; some go on at another post in the same month.
func (m *worthModel) hire(n int) {
	id := m.h.Person(apptest.Home, "领款人"+string(signs[n%10])+string(signs[n/10]))
	start := civil.MustDate("2025-01-01").AddDays(m.rng.IntN(2) * m.rng.IntN(200))
	for part := range 1 + m.rng.IntN(2) {
		x := &modelHolder{person: id, kind: modelKinds[m.rng.IntN(2)], rate: int64(50000 + m.rng.IntN(40000)),
			days: []int{0, 10, 15, 22}[m.rng.IntN(4)], hours: 20 + m.rng.IntN(40), start: start,
			marks: map[civil.Date]byte{}, worked: map[civil.Month]int64{}, takes: map[civil.Month]int64{},
			points: map[civil.Month]int64{}, paid: map[civil.Month]int64{}, held: map[civil.Month]string{},
			shown: map[civil.Month]int64{}, named: map[civil.Month]bool{}}
		if m.rng.IntN(2) == 0 {
			x.end = start.AddDays(20 + m.rng.IntN(200))
		}
		m.place(x, n, part)
		m.holders = append(m.holders, x)
		if x.end.IsZero() {
			return
		}
		start = x.end.AddDays(1)
	}
}

func (m *worthModel) place(x *modelHolder, n, part int) {
	apptest.Must(m.t, m.h.DB.Write(ctx, func(tx *database.Tx) (err error) {
		r := m.h.Region(apptest.Home)
		if _, err = tx.Exec("UPDATE person SET account_index = ?, account_sealed = ?, account_tail = '0000', "+
			"account_version = 1 WHERE id = ?", []byte(fmt.Sprintf("%032d", n)), []byte("x"), x.person); err != nil {
			return err
		}
		post, err := tx.Create("INSERT INTO post (code, village_id, path, quota_id, kind, title, place, tasks, "+
			"days_month, hours_month, rate_fen, fund, officer, opens_on, state, untold) SELECT ?, village_id, path, "+
			"quota_id, ?, title, place, tasks, ?, hours_month, ?, fund, officer, opens_on, 'open', 1 FROM post WHERE id = ?",
			fmt.Sprintf("M%d-%d", n, part), x.kind, x.days, x.rate, m.h.Posts[0])
		if err != nil {
			return err
		}
		state, end, why := "active", any(nil), any(nil)
		if !x.end.IsZero() {
			state, end, why = "ended", x.end, "own_wish"
		}
		x.placement, err = tx.Create("INSERT INTO placement (post_id, person_id, village_id, path, basis, start_on, "+
			"agreement_no, agreement_kind, agreement_from, agreement_until, hours_month, rate_fen, insurance_no, end_on, "+
			"end_reason, state) VALUES (?, ?, ?, ?, 'older', ?, 'a', 'service', ?, '2026-12-31', ?, ?, '', ?, ?, ?)",
			post, x.person, r.ID, r.Path, x.start, x.start, x.hours, x.rate, end, why, state)
		return err
	}))
}

// on post on a day or, while it is not paid, after a last day that was written down later at work on it by the sheets.
func (x *modelHolder) on(d civil.Date) bool {
	return !d.Before(x.start) && (x.end.IsZero() || !d.After(x.end) || !x.stands && atWork(x.marks[d]))
}

// sheet of a month, sent on its last day or early; what is later is blank then.
func (m *worthModel) sheet(month civil.Month) {
	m.sent[month] = month.Last()
	if m.rng.IntN(2) == 0 {
		m.sent[month] = month.Date(18 + m.rng.IntN(10))
	}
	apptest.Must(m.t, m.h.DB.Write(ctx, func(tx *database.Tx) error {
		r := m.h.Region(apptest.Home)
		id, err := tx.Create("INSERT INTO duty_sheet (village_id, path, month, state, submitted_by, submitted_key, "+
			"submitted_us, reviewed_by, reviewed_key, reviewed_us, remark) VALUES "+
			"(?, ?, ?, 'reviewed', 1, 'a', ?, 2, 'b', ?, '')",
			r.ID, r.Path,
			month, int64(clock.On(m.sent[month], 10, 0)), int64(clock.On(m.sent[month], 11, 0)))
		if err != nil {
			return err
		}
		for _, x := range m.holders {
			days := []byte(strings.Repeat("-", 31))
			style, any := m.rng.IntN(10), false
			for n := 1; n <= month.Days(); n++ {
				d := month.Date(n)
				if !x.on(d) {
					continue
				}
				any = true
				if d.After(m.sent[month]) {
					continue
				}
				mark := "PPPPPPPHLLWOSATA--OO"[m.rng.IntN(20)]
				if style == 0 {
					mark = "AAAAO-"[m.rng.IntN(6)]
				} else if style == 9 {
					continue
				} else if style < 4 {
					mark = "PPO"[m.rng.IntN(3)]
				}
				days[n-1], x.marks[d] = mark, mark
			}
			if !any {
				continue
			}
			x.named[month] = true
			if style > 0 && style < 9 && m.rng.IntN(2) == 0 {
				x.worked[month] = int64(m.rng.IntN(50))
			}
			if _, err := tx.Exec("INSERT INTO duty_line (sheet_id, placement_id, days, how, first_days, hours, "+
				"remark) VALUES (?, ?, ?, ?, '', ?, '')", id, x.placement, string(days),
				strings.Repeat("t", 31), x.worked[month]); err != nil {
				return err
			}
			if m.rng.IntN(3) > 0 {
				continue
			}
			x.takes[month], x.points[month] = int64(m.rng.IntN(2)*m.rng.IntN(20000)), int64(40+m.rng.IntN(60))
			if _, err := tx.Exec("INSERT INTO assessment (sheet_id, placement_id, village_key, township_key, total, remark, "+
				"deduction_fen, deduction_rule, deduction_base, told_on, told_how, word) VALUES (?, ?, '', 'b', ?, '', "+
				"?, '', '', ?, 'face', '')", id, x.placement, x.points[month], x.takes[month], m.sent[month]); err != nil {
				return err
			}
		}
		return nil
	}))
}

// half up, of a fraction of fen that is not negative.
func half(r *big.Rat) int64 {
	n := new(big.Int).Add(new(big.Int).Mul(r.Num(), big.NewInt(2)), r.Denom())
	return n.Div(n, new(big.Int).Mul(r.Denom(), big.NewInt(2))).Int64()
}

func frac(n, of int64) *big.Rat { return big.NewRat(n, of) }

// owed of a month by the model.
func (m *worthModel) owed(x *modelHolder, month civil.Month) int64 {
	return m.owedBy(x, month, m.absentAll(x, month))
}

// owedBy the marks, unless somebody absent on all days is to be heard first.
func (m *worthModel) owedBy(x *modelHolder, month civil.Month, absentAll bool) int64 {
	rule := m.rules[x.kind+month.String()]
	var days []civil.Date
	length := int64(0)
	for d := m.until(month.Add(-1)).AddDays(1); !d.After(m.until(month)); d = d.AddDays(1) {
		length++
		if x.on(d) {
			days = append(days, d)
		}
	}
	if len(days) == 0 {
		return 0
	}
	if m.from[month] != m.from[month.Add(-1)] {
		length = int64(month.Days())
	}
	full := half(frac(x.rate*int64(len(days)), length))
	if rule["pay.basis"] == "" || rule["pay.basis"] == "calendar" {
		return max(full-x.takes[month], 0)
	}
	agreed := int64(x.days)
	if rule["pay.agreed_days"] != "" {
		fmt.Sscan(rule["pay.agreed_days"], &agreed)
	}
	c := map[byte]int64{}
	blank, cut := int64(0), false
	if shown := x.shown[month]; absentAll && shown > 0 {
		c['P'] = min(shown, int64(len(days)))
		c['A'] = int64(len(days)) - c['P']
		if agreed > 0 {
			c['A'] = min(c['A'], max(agreed-shown, 0))
		}
		days, cut = nil, true
	}
	onPost := int64(0)
	for d := m.until(month.Add(-1)).AddDays(1); !d.After(m.until(month)); d = d.AddDays(1) {
		if x.on(d) {
			onPost++
		}
	}
	for _, d := range days {
		if mark, said := x.marks[d]; said && mark != '-' {
			c[mark]++
		} else if x.named[d.Month()] && d.After(m.sent[d.Month()]) {
			blank++
		}
	}
	work := c['P'] + c['S'] + c['T'] + (c['H']+1)/2
	leave := c['L']
	var limit int64
	fmt.Sscan(rule["pay.leave_days"], &limit)
	if !strings.Contains(rule["pay.counts"], "L") {
		limit = 0
	}
	count := work + min(leave, limit)
	unpaid := leave - min(leave, limit)
	for _, mark := range []byte{'W', 'O'} {
		if strings.IndexByte(rule["pay.counts"], mark) >= 0 {
			count += c[mark]
		}
	}
	expected := int64(0)
	if agreed > 0 {
		expected = max(min((blank*agreed+length-1)/length, (onPost*agreed+length-1)/length-count), 0)
	}
	count += expected
	minutes, told, unknown := m.worked(x, month, cut)
	hourly := int64(60 * x.hours)
	if by := m.hourDays(x, month); by > 0 {
		minutes += max(min(expected*hourly/by, hourly*onPost/length-minutes), 0)
	}
	var at []civil.Date
	for d := m.until(month.Add(-1)).AddDays(1); !d.After(m.until(month)); d = d.AddDays(1) {
		if x.on(d) && (cut && int64(len(at)) < c['P'] || !cut && atWork(x.marks[d])) {
			at = append(at, d)
		}
	}
	if len(at) == 0 {
		for d := m.until(month.Add(-1)).AddDays(1); !d.After(m.until(month)); d = d.AddDays(1) {
			if x.on(d) {
				at = append(at, d)
			}
		}
	}
	assessed := x.takes[month]
	if p, given := x.points[month]; given && rule["pay.grades"] != "" {
		switch {
		case p < 60:
			assessed = max(assessed, 20000)
		case p < 80:
			assessed = max(assessed, 5000)
		}
	}
	got, lost := int64(0), int64(0)
	switch {
	case absentAll && x.shown[month] == 0: // nobody was told, or nobody decided in time
		got = full - min(full, assessed)
	case rule["pay.basis"] == "whole":
		each := agreed
		if each == 0 {
			each = length
		}
		price, first := int64(0), int64(1)
		if rule["pay.absent_day"] != "" {
			f, _ := money.Parse(rule["pay.absent_day"])
			price = int64(f)
		}
		fmt.Sscan(rule["pay.absent_from"], &first)
		late := max(c['A']-first+1, 0)
		absent, missed := half(frac(x.rate*late, each)), half(frac(x.rate*unpaid, each))
		if price > 0 {
			absent, missed = price*late, min(missed, price*unpaid)
		}
		kept := int64(0)
		if unknown {
			kept = min(half(frac(x.rate*work, each)), full)
		}
		got = max(full-missed, kept)
		got -= min(got, max(min(absent, got-kept), assessed))
	case rule["pay.basis"] == "days" && agreed > 0:
		got = min(half(frac(x.rate*count, agreed)), full)
		lost = min(half(frac(x.rate*(count+c['A']), agreed)), full) - got
		got -= min(got, max(assessed-lost, 0))
	case rule["pay.basis"] == "hours" && !unknown && !(minutes == 0 && count > 0):
		least := int64(0)
		if rule["pay.hour_rate"] != "" {
			least = 2150
		}
		got = spreadOver(minutes, at, least, 0)
		if by := m.hourDays(x, month); by > 0 {
			gone := min(c['A']*hourly/by, max(hourly-minutes, 0))
			lost = spreadOver(minutes+gone, at, least, 0) - got
		}
		got -= min(got, max(assessed-lost, 0))
	default:
		got = full - min(full, assessed)
	}
	unit := map[string]int64{"fen": 1, "jiao": 10, "yuan": 100}[rule["pay.rounding"]]
	got = half(frac(got, unit)) * unit
	up := int64(0)
	if told > 0 {
		up = 29
	}
	return max(got, spreadOver(minutes, at, 0, up))
}

func atWork(mark byte) bool { return mark != 0 && strings.IndexByte("PSTH", mark) >= 0 }

// dearer is the day from which the hourly minimum is higher in the model.
var dearer = civil.MustDate("2025-06-16")

// spreadOver days at work, evenly, what minutes bring at the minimum of each day or more: whole minutes on the days of
// one minimum; up to the fen with 29 sixtieths more.
func spreadOver(minutes int64, days []civil.Date, atLeast, up int64) (sum int64) {
	n := 0
	for n < len(days) && days[n].Before(dearer) {
		n++
	}
	first := minutes * int64(n) / int64(len(days))
	return (first*max(2000, atLeast)+30+up)/60 + ((minutes-first)*max(2090, atLeast)+30+up)/60
}

// hourDays are the days of the hours agreed on, by the agreement or else by the county's document; 0: nobody told.
func (m *worthModel) hourDays(x *modelHolder, month civil.Month) int64 {
	days := int64(x.days)
	if days == 0 && m.rules[x.kind+month.String()]["pay.agreed_days"] != "" {
		days = 18
	}
	return days
}

// worked minutes of a month, those that sheets tell among them, and whether nobody knows those of some days: a sheet
// that tells none has those agreed for its days at work, in sum with the others no more than a month's.
func (m *worthModel) worked(x *modelHolder, month civil.Month, decided bool) (all, told int64, unknown bool) {
	from, until := m.until(month.Add(-1)).AddDays(1), m.until(month)
	halves := int64(0)
	for k := from.Month(); !until.Month().Before(k) && !decided; k = k.Add(1) {
		part := m.share(x, month, k)
		told += part
		for d := k.First(); !d.After(k.Last()) && part == 0; d = d.AddDays(1) {
			switch mark := x.marks[d]; {
			case d.Before(from) || d.After(until) || !x.on(d):
			case mark == 'H':
				halves++
			case atWork(mark):
				halves += 2
			}
		}
	}
	if decided {
		halves = 2 * min(x.shown[month], m.onPost(x, month))
	}
	if halves == 0 {
		return told, told, false
	}
	by := m.hourDays(x, month)
	if by == 0 {
		return told, told, true
	}
	length := int64(until.DaysSince(from) + 1)
	if m.from[month] != m.from[month.Add(-1)] {
		length = int64(month.Days())
	}
	on := m.onPost(x, month)
	if m.rules[x.kind+month.String()]["pay.basis"] == "hours" {
		on = max(on, length)
	}
	most := 60 * int64(x.hours) * on / length
	return told + max(min((halves+1)/2*60*int64(x.hours)/by, most-told), 0), told, false
}

// onPost are the calendar days on post in a month's period.
func (m *worthModel) onPost(x *modelHolder, month civil.Month) (n int64) {
	for d := m.until(month.Add(-1)).AddDays(1); !d.After(m.until(month)); d = d.AddDays(1) {
		if x.on(d) {
			n++
		}
	}
	return n
}

// quiet tells what is said of a period that tells no work: "absent" of somebody absent on every day on which something
// was expected, "blank" where days that had come are blank, "away" where there is leave or weather beside absence;
// empty: something else is said.
func (m *worthModel) quiet(x *modelHolder, month civil.Month) string {
	absent, off, blank, away := int64(0), 0, 0, 0
	for d := m.until(month.Add(-1)).AddDays(1); !d.After(m.until(month)); d = d.AddDays(1) {
		if !x.on(d) {
			continue
		}
		switch x.marks[d] {
		case 'A':
			absent++
		case 'O':
			off++
		case 'L', 'W':
			away++
		case 0, '-':
			if !x.named[d.Month()] || !d.After(m.sent[d.Month()]) {
				blank++
			}
		default:
			return ""
		}
	}
	rule, agreed := m.rules[x.kind+month.String()], int64(x.days)
	if rule["pay.agreed_days"] != "" {
		agreed = 18
	}
	length := int64(m.until(month).DaysSince(m.until(month.Add(-1))))
	if m.from[month] != m.from[month.Add(-1)] {
		length = int64(month.Days())
	}
	asked := agreed * m.onPost(x, month) / length
	switch {
	case m.minutes(x, month) > 0 || away > 0 && absent == 0:
		return ""
	case away > 0:
		return "away"
	case absent > 0 && (blank == 0 || asked > 0 && absent >= asked):
		return "absent"
	case absent > 0 || blank > 0 && off == 0:
		return "blank"
	}
	return ""
}

func (m *worthModel) absentAll(x *modelHolder, month civil.Month) bool {
	said := m.quiet(x, month)
	return said == "absent" || said == "away" && m.owedBy(x, month, false) == 0
}

// blank tells whether the month's sheet names somebody and leaves days of the period blank that had come.
func (m *worthModel) blank(x *modelHolder, month civil.Month) bool {
	return x.named[month] && m.quiet(x, month) == "blank"
}

// hold tells, hears and, after the days to object, decides on some of who is absent on all days; it says on which day
// a list may be drafted then.
func (m *worthModel) hold(month civil.Month) (drafted civil.Date) {
	t, h, town := m.t, m.h, actors(m.h).town
	first := month.Add(1).First()
	h.Set.Move(clock.On(first, 9, 0))
	lines, last := map[*modelHolder]int64{}, first
	for _, x := range m.holders {
		if !x.named[month] || !m.absentAll(x, month) {
			continue
		}
		x.held[month] = []string{"", "told", "told", "pay", "none"}[m.rng.IntN(5)]
		if x.held[month] == "" {
			continue
		}
		var line int64
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&line, "SELECT d.id FROM duty_line d JOIN duty_sheet s ON s.id = d.sheet_id "+
				"WHERE d.placement_id = ? AND s.month = ?", x.placement, month)
			return err
		}))
		_, err := h.Payroll.TellAbsent(ctx, town, "",
			payroll.AbsentTold{LineID: line, OnDate: first, How: "phone", Who: "镇里的经办人"})
		apptest.Must(t, err)
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			events, err := payroll.HoldEvents(s, x.placement, month)
			last = events[0].ObjectUntil
			return err
		}))
		if x.held[month] == "told" {
			continue
		}
		_, err = h.Payroll.Object(ctx, town, "", payroll.HoldObjection{LineID: line, Party: "self", Who: "本人",
			OnDate: first, How: "visit", Words: "去干了活"})
		apptest.Must(t, err)
		lines[x] = line
	}
	h.Set.Move(clock.On(last.AddDays(1), 8, 0))
	for _, x := range m.holders {
		line, decides := lines[x]
		if !decides {
			continue
		}
		v := payroll.HoldVerdict{LineID: line, Why: "核实过"}
		if x.held[month] == "pay" {
			v.Pay, v.Days = true, int64(1+m.rng.IntN(20))
			x.shown[month] = v.Days
		}
		_, err := h.Payroll.DecideHold(ctx, h.Actor("township_reviewer", apptest.Town, "-2"), "", v)
		apptest.Must(t, err)
	}
	return last.AddDays(1)
}

// waits tells whether a month may be on no list: held, ended, or blank.
func (m *worthModel) waits(x *modelHolder, month civil.Month, late bool) (why string) {
	switch {
	case m.absentAll(x, month) && x.held[month] == "told" && !late, m.absentAll(x, month) && x.held[month] == "none":
		return x.held[month]
	case m.blank(x, month):
		return "blank"
	}
	return ""
}

// minutes of a month as its sheets tell them.
func (m *worthModel) minutes(x *modelHolder, month civil.Month) (sum int64) {
	for k := m.until(month.Add(-1)).AddDays(1).Month(); !m.until(month).Month().Before(k); k = k.Add(1) {
		sum += m.share(x, month, k)
	}
	return sum
}

// share of a sheet's hours in a month's period, in minutes: by its days at work or, where it has none, by its days on
// post.
func (m *worthModel) share(x *modelHolder, month, k civil.Month) int64 {
	from, until := m.until(month.Add(-1)).AddDays(1), m.until(month)
	in, all, on, of := int64(0), int64(0), int64(0), int64(0)
	for d := k.First(); !d.After(k.Last()); d = d.AddDays(1) {
		had := !d.Before(from) && !d.After(until)
		if atWork(x.marks[d]) {
			if all++; had && x.on(d) {
				in++
			}
		}
		if x.on(d) {
			if of++; had {
				on++
			}
		}
	}
	minutes := 60 * x.worked[k]
	switch {
	case minutes == 0:
		return 0
	case all > 0:
		return half(frac(minutes*in, all))
	case of > 0:
		return half(frac(minutes*on, of))
	}
	return 0
}

// month of the model: new rules, sheets, what is done about the absent, the list, and whether each line is what the
// model says. Sometimes the list is drafted so late that what was not decided is due.
func (m *worthModel) month(month civil.Month) {
	t, h, a := m.t, m.h, actors(m.h)
	m.newRules(month)
	if m.rng.IntN(10) == 0 {
		m.noSheet(month)
		return
	}
	m.sheet(month)
	drafted, late := m.hold(month), m.rng.IntN(3) == 0
	if late {
		drafted = month.Add(1).Date(24)
	}
	h.Set.Move(clock.On(drafted, 9, 0))
	d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region(apptest.County), month)
	apptest.Must(t, err)
	got := m.drafted(d.RunID)
	for _, x := range m.holders {
		want := m.owed(x, month)
		if why := m.waits(x, month, late); why != "" && m.isOn(x, month) {
			want = 0
			m.holds[why]++
		} else if m.absentAll(x, month) && m.isOn(x, month) {
			m.holds["due "+x.held[month]]++
		}
		m.cases++
		line, listed := got[x.placement]
		if int64(line.AmountFen) != want {
			t.Fatalf("%s, placement %d (%s, %v): %v, the model says %v\n%s\n%+v", month, x.placement, x.kind,
				m.rules[x.kind+month.String()], line.AmountFen, money.Fen(want), line.Steps, x)
		}
		if !listed {
			continue
		}
		m.kinds[line.PayBasis]++
		steps, err := worth.ParseSteps(line.Steps)
		if err != nil || steps.Total() != line.AmountFen {
			t.Fatalf("%s: steps %s come to %v", month, line.Steps, steps.Total())
		}
		x.paid[month] = want
	}
	apptest.Must(t, apptest.AnswerQuestions(ctx, h.App, a.town, d.RunID, h.Region(apptest.Town)))
	_, err = h.Payroll.Notice(ctx, a.prepare, "", d.RunID, 1, drafted, drafted.AddDays(4), "")
	apptest.Must(t, err)
	h.Set.Move(clock.On(drafted.AddDays(6), 9, 0))
	_, err = h.Payroll.Audit(ctx, a.town, "", d.RunID, h.Region(apptest.Town))
	apptest.Must(t, err)
	_, err = h.Payroll.Approve(ctx, a.approve, "", d.RunID, 2, "")
	apptest.Must(t, err)
	m.after(month)
}

// noSheet is a month of which the village files nothing: nobody is paid, and everybody who was on post is missing.
func (m *worthModel) noSheet(month civil.Month) {
	t, h := m.t, m.h
	h.Set.Move(clock.On(month.Add(1).Date(24), 9, 0))
	_, err := h.Payroll.DraftRun(ctx, actors(h).prepare, h.Region(apptest.County), month)
	want(t, "payroll.nothing", err)
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		book, err := rulebook.Load(s)
		apptest.Must(t, err)
		for _, x := range m.holders {
			missing, err := payment.MissingOfPerson(s, book, x.person, h.Set.Now().Date())
			apptest.Must(t, err)
			found := slices.ContainsFunc(missing, func(k payment.Missing) bool {
				return k.PlacementID == x.placement && k.Month == month && k.Lack == payment.LackSheet
			})
			if tail := !x.end.IsZero() && x.end.Before(month.First()); !tail && found != m.isOn(x, month) {
				t.Fatalf("%s, placement %d: missing %t", month, x.placement, found)
			}
			m.holds["no sheet"]++
		}
		return nil
	}))
}

// isOn tells whether somebody was on post on a day of the month's period.
func (m *worthModel) isOn(x *modelHolder, month civil.Month) bool {
	for d := m.until(month.Add(-1)).AddDays(1); !d.After(m.until(month)); d = d.AddDays(1) {
		if x.on(d) {
			return true
		}
	}
	return false
}

func (m *worthModel) drafted(run int64) map[int64]line {
	out := map[int64]line{}
	var rows []struct {
		PlacementID int64
		AmountFen   money.Fen
		PayBasis    string
		Steps       string
	}
	apptest.Must(m.t, m.h.DB.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&rows, "SELECT placement_id, amount_fen, pay_basis, steps FROM pay_draft WHERE run_id = ?", run)
	}))
	for _, x := range rows {
		out[x.PlacementID] = line{AmountFen: x.AmountFen, PayBasis: x.PayBasis, Steps: x.Steps}
	}
	return out
}

// after a month was paid: some agreements turn out to have said more, and some people to have left before its end. What
// is too little is drafted as a correction and given up again, what is too much is named, to the fen.
func (m *worthModel) after(month civil.Month) {
	t, h, a := m.t, m.h, actors(m.h)
	short := map[int64]int64{}
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		for _, x := range m.holders {
			if x.paid[month] == 0 || m.rng.IntN(8) > 0 {
				continue
			}
			if left := month.Date(5 + m.rng.IntN(15)); m.rng.IntN(2) == 0 && x.end.IsZero() && left.After(x.start) {
				x.end = left
				if _, err := tx.Exec("UPDATE placement SET end_on = ?, end_reason = 'deceased', state = 'ended' "+
					"WHERE id = ?", left, x.placement); err != nil {
					return err
				}
				continue
			}
			x.rate += 1500
			if _, err := tx.Exec("UPDATE placement SET rate_fen = ? WHERE id = ?", x.rate, x.placement); err != nil {
				return err
			}
		}
		return nil
	}))
	over := map[int64]int64{}
	for _, x := range m.holders {
		if by := m.owed(x, month) - x.paid[month]; by > 0 && x.paid[month] > 0 {
			short[x.placement] = by
		}
		x.stands = true
		if by := m.owed(x, month) - x.paid[month]; by < 0 {
			over[x.placement] = -by
		}
		x.stands = false
	}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		rows, err := payroll.OverpaidOf(s, h.Region(apptest.County).Path, month)
		for _, o := range rows {
			if over[o.PlacementID] != int64(o.Was-o.Owed) {
				t.Fatalf("%s, placement %d: %v too much (was %v), the model says %v", month, o.PlacementID, o.Was-o.Owed, o.Was,
					money.Fen(over[o.PlacementID]))
			}
			delete(over, o.PlacementID)
			m.late++
		}
		return err
	}))
	if len(over) > 0 {
		t.Fatalf("%s: nobody names what was paid too much to %v", month, over)
	}
	d, err := h.Payroll.DraftCorrection(ctx, a.prepare, h.Region(apptest.County), month)
	if len(short) == 0 && errs.CodeOf(err) == "payroll.nothing" {
		return
	}
	apptest.Must(t, err)
	for id, l := range m.drafted(d.RunID) {
		if short[id] != int64(l.AmountFen) {
			t.Fatalf("%s, placement %d: corrected by %v, the model says %v (%s)", month, id, l.AmountFen, money.Fen(short[id]),
				l.Steps)
		}
		delete(short, id)
		m.late++
	}
	if len(short) > 0 {
		t.Fatalf("%s: no correction of %v", month, short)
	}
	_, err = h.Payroll.Cancel(ctx, a.prepare, "", d.RunID, 1, "下一次一并更正")
	apptest.Must(t, err)
}

// The bases in random order, by kind of post and changing from month to month, periods apart from months, posts changed
// in the middle of a month, agreements and exits that turn out otherwise after pay: thousands of months of holders
// against a sum of the test's own.
func TestWorth_agrees_with_a_model(t *testing.T) {
	cases, late, bases, held := 0, 0, map[string]int{}, map[string]int{}
	for seed := range uint64(8) {
		m := &worthModel{t: t, h: apptest.New(t, dbtest.SQLite(t)), rng: rand.New(rand.NewPCG(seed, 25)),
			rules: map[string]map[string]string{}, from: map[civil.Month]int{}, sent: map[civil.Month]civil.Date{},
			kinds: bases, holds: held}
		_, err := fund.Register(ctx, m.h.Desk, actors(m.h).release, "", m.h.Region(apptest.County),
			fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city", Number: "市财〔2025〕1号",
				AmountFen: 500_000_000, OnDate: civil.MustDate("2025-01-02")})
		apptest.Must(t, err)
		for n := range 30 {
			m.hire(n)
		}
		first := civil.MustMonth("2025-03")
		m.from[first.Add(-1)] = 1
		m.setFrom("wage.hourly_min", "", dearer, "20.9")
		for n := range 8 {
			m.month(first.Add(n))
		}
		cases, late = cases+m.cases, late+m.late
	}
	t.Logf("%d months of holders, %d corrected or too much, lines by basis %v, absent, blank and without a sheet %v",
		cases, late, bases, held)
	for _, kind := range []string{"told", "none", "blank", "no sheet", "due ", "due told", "due pay"} {
		if held[kind] < 3 {
			t.Errorf("%q only %d times", kind, held[kind])
		}
	}
	if cases < 2000 || late < 50 || len(bases) != len(worth.Bases) {
		t.Errorf("%d cases, %d late, %v", cases, late, bases)
	}
}
