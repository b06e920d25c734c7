package web_test

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/overview"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

// An office of twelve villages with 25 holders each, made from nothing: a county's roster says that they have been on
// post for a year. It opens in June 2025 and lives four months.
//
//	0 to 3   do nothing: no sheet at all
//	4        begins its sheets and never sends them
//	5        sends them, the township does not review them
//	6        June and July come so late that only a further list has them
//	7 to 11  do all that is asked
//	12       in another county, which opens in August, and does nothing
//
// Some of those who are marked absent are held, some hold-ups lapsed, one ended without pay; two sheets are corrected
// after pay; agreements and a policy lapse.
//
// Of what is reviewed, June is paid but for who has no account and whom the bank sends back; July is with the bank;
// August hangs; of September there is no list. The further list of June is approved and not ordered, that of July
// ordered and not released.
type fourMonths struct {
	*apptest.House
	t        *testing.T
	villages []string
	holders  []*monthly
}

// monthly is a holder of it.
type monthly struct {
	village           int
	name              string
	placement, person int64
	rate              money.Fen
	until             civil.Date  // left after that day
	bare              bool        // no account
	missed            map[int]int // of which months how many days are marked absent
}

// Holders of villages that do all that is asked, to whom something happened.
const (
	sentBack   = 19  // by the bank, in June
	heldNow    = 67  // marked absent all September, told, not decided yet
	heldLong   = 68  // the same of June, and nobody decided in time
	endedJune  = 70  // marked absent all June, told, decided, told of that
	untoldJune = 71  // marked absent all June and not told: on the list in full
	uninsured  = 55  // the policy ran out in July
	moreOfJune = 79  // three days of June were marked absent by mistake, found out in September
	lessOfJune = 91  // two days of June were marked at work by mistake
	moreOfJuly = 103 // a day of July was marked absent by mistake
)

// absentDay is what the county's written rule takes for a day of absence.
const absentDay money.Fen = 5_000

// wholeMonth are so many days absent that the sheet says nothing else.
const wholeMonth = 31

// state is where a month of a holder is, as the test reckons it: due is the desk, or lack what is missing.
type state struct {
	due, lack string
	fen       money.Fen
}

var fourMonthsOf = []civil.Month{civil.MustMonth("2025-06"), civil.MustMonth("2025-07"), civil.MustMonth("2025-08"),
	civil.MustMonth("2025-09")}

func newFourMonths(t *testing.T, db *database.DB) *fourMonths {
	t.Helper()
	more, codes := "", []string{apptest.Beside, apptest.Home, "370402101201"}
	for n := range 9 {
		town := []string{"370402001", "370402101"}[n%2]
		code := fmt.Sprintf("%s%03d", town, 301+n)
		more += fmt.Sprintf("%s,%s000,village,试点%s村\n", code, town, string([]rune("甲乙丙丁戊己庚辛壬")[n]))
		codes = append(codes, code)
	}
	codes = append(codes, apptest.Away)
	x := &fourMonths{House: apptest.Nothing(t, db, more), t: t, villages: codes}
	x.at("2025-06-02")
	return x
}

func (x *fourMonths) at(day string) { x.Set.Move(clock.On(civil.MustDate(day), 9, 0)) }

// open imports the rosters of all holders as the two counties hand them in, and says from which month on pay is kept
// here and by what it is reckoned.
func (x *fourMonths) open(base string) {
	x.t.Helper()
	heads := "村,姓名,身份证,人员类别,岗位,补贴,上岗,协议起止,卡号,电话,资金来源\n"
	csv, other := heads, heads
	for n := range 300 + 8 {
		h := &monthly{village: n % 12, name: "岗上" + ordinal(n), rate: money.Fen(60_000 + 100*n), bare: n%100 == 43}
		if n >= 300 {
			h.village = 12
		}
		x.holders = append(x.holders, h)
		card, agreed := fmt.Sprintf("62170000000000%05d", n+1), "2025-01-01至2025-12-31"
		if h.bare {
			card = ""
		}
		if n%50 == 7 { // the agreement lapses in the middle of it all: the office's lack, and nobody's loss
			agreed = "2024-08-01至2025-07-31"
		}
		row := fmt.Sprintf("%s,%s,%s,脱贫户,保洁,%s,2024-06-01,%s,%s,,就业补助资金\n", x.Region(x.villages[h.village]).Name,
			h.name, x.Number("1972-05-06", false), h.rate, agreed, card)
		if h.village == 12 {
			other += row
		} else {
			csv += row
		}
	}
	for n, missed := range map[int]map[int]int{heldNow: {3: wholeMonth}, heldLong: {0: wholeMonth},
		endedJune: {0: wholeMonth}, untoldJune: {0: wholeMonth}, moreOfJune: {0: 3}, moreOfJuly: {1: 1}} {
		x.holders[n].missed = missed
	}
	x.roster(base, apptest.County, csv, 300)
	x.roster(base, "370481", other, 8)
	x.rule(apptest.County, "pay.kept_from", "2025-06")
	x.rule("370481", "pay.kept_from", "2025-08")
	x.rule(apptest.County, "pay.absent_day", absentDay.String())
	x.rule(apptest.County, "pay.basis", "whole")
	by := map[string]*monthly{}
	for _, h := range x.holders {
		by[h.name] = h
	}
	apptest.Must(x.t, x.DB.Read(ctx, func(s *database.Snapshot) error {
		var rows []struct {
			ID, PersonID int64
			Name         string
		}
		err := s.Select(&rows, "SELECT l.id, l.person_id, p.name FROM placement l JOIN person p ON p.id = l.person_id")
		for _, r := range rows {
			by[r.Name].placement, by[r.Name].person = r.ID, r.PersonID
		}
		return err
	}))
}

// roster of a county, handed in by one reviewer and accepted by the other.
func (x *fourMonths) roster(base, county, csv string, rows int) {
	x.t.Helper()
	login := apptest.Login("county_reviewer", county)
	one, other := visit(x.t, base).signIn(login), visit(x.t, base).signIn(login+"-2")
	code, page, to := one.upload("roster", county, "花名册.csv", []byte(csv))
	if code != 303 {
		x.t.Fatal(code, page)
	}
	_, page = other.get(to)
	if !strings.Contains(page, fmt.Sprintf("导入可用的%d行", rows)) {
		x.t.Fatal(page)
	}
	form := map[string][]string{"_csrf": {token(page)}, "version": {"2"}}
	if code, body, _ := other.post(to+"/accept", form); code != 303 {
		x.t.Fatal(code, body)
	}
}

// rule of a county from June or its own opening on, proposed by one reviewer and approved by the other.
func (x *fourMonths) rule(county, param, value string) {
	x.t.Helper()
	from := "2025-06-01"
	if param == "pay.kept_from" {
		from = value + "-02"
	}
	id, err := rulebook.Propose(ctx, x.Desk, x.Actor("county_reviewer", county), "", rulebook.Change{
		Param: param, RegionPath: x.Region(county).Path, FromDate: civil.MustDate(from),
		Value: value, Reason: "从这个月起在本系统发放", Document: "区文件1号", PastReason: "这个月还没有发放"})
	apptest.Must(x.t, err)
	_, err = rulebook.Decide(ctx, x.Desk, x.Actor("county_reviewer", county, "-2"), "", id, true)
	apptest.Must(x.t, err)
}

// leave makes two holders leave, one of a silent village and one of another.
func (x *fourMonths) leave() {
	x.t.Helper()
	for n, day := range map[int]string{24: "2025-08-10", 32: "2025-08-31"} {
		h := x.holders[n]
		h.until = civil.MustDate(day)
		apptest.Must(x.t, x.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET state = 'ended', end_on = ?, end_reason = 'own_wish' WHERE id = ?",
				h.until, h.placement)
			return err
		}))
	}
}

// on post in a month, by the days.
func (h *monthly) days(m civil.Month) (n int) {
	for day := m.First(); !day.After(m.Last()); day = day.AddDays(1) {
		if h.until.IsZero() || !day.After(h.until) {
			n++
		}
	}
	return n
}

// sheet of a village's month: begun, then sent and reviewed as far as is said.
func (x *fourMonths) sheet(village int, m civil.Month, sent, reviewed bool) {
	x.t.Helper()
	code := x.villages[village]
	clerk, r := x.Actor("village_registrar", code), x.Region(code)
	id, err := x.Duty.Begin(ctx, clerk, r, m)
	apptest.Must(x.t, err)
	f := duty.Form{ID: id, Version: 1}
	for _, h := range x.holders {
		if h.village != village || h.days(m) == 0 {
			continue
		}
		line := duty.Typed{PlacementID: h.placement}
		if x.blank(h) {
			line.Remark = "外出"
		} else {
			line.Days[4], line.Days[8] = "勤", "勤"
		}
		for d := range min(h.missed[slices.Index(fourMonthsOf, m)], m.Days()) {
			line.Days[m.Days()-1-d] = "缺"
		}
		f.Lines = append(f.Lines, line)
	}
	if !sent {
		_, err = x.Duty.Save(ctx, clerk, "", f)
		apptest.Must(x.t, err)
		return
	}
	_, err = x.Duty.Submit(ctx, clerk, "", f)
	apptest.Must(x.t, err)
	if reviewed {
		_, err = x.Duty.Review(ctx, x.Actor("township_reviewer", code[:9]), "", id, 2, true, "")
		apptest.Must(x.t, err)
	}
}

// blank on every sheet is one holder of the village that does not get its sheets ready.
func (x *fourMonths) blank(h *monthly) bool { return h == x.holders[4] }

// line of a holder on the sheet of a month.
func (x *fourMonths) line(n int, m civil.Month) (lineID, sheetID, version int64) {
	x.t.Helper()
	var row struct{ ID, SheetID, Version int64 }
	apptest.Must(x.t, x.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&row, "SELECT d.id, d.sheet_id, s.version FROM duty_line d JOIN duty_sheet s ON s.id = d.sheet_id "+
			"WHERE d.placement_id = ? AND s.month = ?", x.holders[n].placement, m)
		return err
	}))
	return row.ID, row.SheetID, row.Version
}

// tell a holder today of being marked absent on all days of a month.
func (x *fourMonths) tell(n int, m civil.Month) {
	x.t.Helper()
	line, _, _ := x.line(n, m)
	town := x.villages[x.holders[n].village][:9]
	_, err := x.Payroll.TellAbsent(ctx, x.Actor("township_reviewer", town), "", payroll.AbsentTold{LineID: line,
		OnDate: x.Set.Now().Date(), How: "visit", Who: "镇里的经办人"})
	apptest.Must(x.t, err)
}

// endWithoutPay decides that a held month ends without pay, by another than who told of the absence, and tells the
// holder.
func (x *fourMonths) endWithoutPay(n int, m civil.Month) {
	x.t.Helper()
	line, _, _ := x.line(n, m)
	town := x.Actor("township_reviewer", x.villages[x.holders[n].village][:9], "-2")
	_, err := x.Payroll.DecideHold(ctx, town, "", payroll.HoldVerdict{LineID: line, Why: "村民组长和本人核实没有到岗"})
	apptest.Must(x.t, err)
	_, err = x.Payroll.TellNoPay(ctx, town, "", payroll.NoPayTelling{PlacementID: x.holders[n].placement, Month: m,
		OnDate: x.Set.Now().Date(), How: "visit"})
	apptest.Must(x.t, err)
}

// correct the sheet of a month after pay, from the signed paper: so many days of each holder were at work.
func (x *fourMonths) correct(m civil.Month, worked map[int]int) {
	x.t.Helper()
	one, two := x.Actor("county_reviewer", apptest.County), x.Actor("county_reviewer", apptest.County, "-2")
	fix := duty.Correcting{Reason: "村里核对底册，登记有误"}
	for _, n := range slices.Sorted(maps.Keys(worked)) {
		line := duty.Typed{PlacementID: x.holders[n].placement}
		line.Days[4], line.Days[8] = "勤", "勤"
		for d := range 3 {
			if line.Days[m.Days()-1-d] = "缺"; d < worked[n] {
				line.Days[m.Days()-1-d] = "勤"
			}
		}
		_, fix.SheetID, fix.Version = x.line(n, m)
		fix.Lines = append(fix.Lines, line)
		_, pack, err := x.Papers.Print(ctx, one, villagepapers.Order{Village: x.Region(x.villages[x.holders[n].village]),
			Month: m, Parts: []string{villagepapers.SignIn}})
		apptest.Must(x.t, err)
		stored, err := x.Files.Put("x.png", strings.NewReader("\x89PNG\r\n\x1a\n"+m.String()))
		apptest.Must(x.t, err)
		_, err = x.Papers.Attach(ctx, one, "", pack.Sheets[0].Number, stored)
		apptest.Must(x.t, err)
	}
	apptest.Must(x.t, x.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&fix.Scan, "SELECT MAX(id) FROM paper_scan")
		return err
	}))
	id, err := duty.Correct(ctx, x.Desk, one, "", fix)
	apptest.Must(x.t, err)
	_, err = x.Payroll.DecideCorrection(ctx, two, "", duty.CorrectionDecision{ID: id, Version: 1, Approve: true})
	apptest.Must(x.t, err)
}

// insure somebody by a policy that runs out in the middle of it all.
func (x *fourMonths) insure(n int) {
	x.t.Helper()
	h := x.holders[n]
	_, err := placement.Insure(ctx, x.Desk, x.Actor("county_reviewer", apptest.County), "", placement.Insuring{
		Path: x.Region(x.villages[h.village]).Path, Placements: []int64{h.placement}, PolicyNo: "意外险2024-8",
		From: civil.MustDate("2024-08-01"), Until: civil.MustDate("2025-07-31")})
	apptest.Must(x.t, err)
}

// list of a month, as far as it goes: to the notice, the approval, the order, the release.
func (x *fourMonths) list(m civil.Month, steps ...string) (run, batch int64) {
	x.t.Helper()
	county, prepare := x.Region(apptest.County), x.Actor("finance_preparer", apptest.County)
	d, err := x.Payroll.DraftRun(ctx, prepare, county, m)
	apptest.Must(x.t, err)
	for _, step := range steps {
		day := x.Set.Now().Date()
		switch step {
		case "notice":
			_, err = x.Payroll.Notice(ctx, prepare, "", d.RunID, 1, day, day.AddDays(3), "")
		case "approve":
			x.Set.Move(clock.On(day.AddDays(4), 9, 0))
			for _, town := range []string{apptest.Town, apptest.Zone} {
				reviewer := x.Actor("township_reviewer", town)
				apptest.Must(x.t, apptest.AnswerQuestions(ctx, x.App, reviewer, d.RunID, x.Region(town)))
				if _, err := x.Payroll.Audit(ctx, reviewer, "", d.RunID, x.Region(town)); err != nil &&
					!strings.Contains(err.Error(), "payroll.no_part") {
					x.t.Fatal(err)
				}
			}
			var version int64
			apptest.Must(x.t, x.DB.Read(ctx, func(s *database.Snapshot) error {
				r, err := payroll.RunByID(s, d.RunID)
				version = r.Version
				return err
			}))
			_, err = x.Payroll.Approve(ctx, x.Actor("county_reviewer", apptest.County), "", d.RunID, version, "")
		case "order":
			batch, err = x.Payments.Prepare(ctx, prepare, "", d.RunID, payment.Payer{})
		case "release":
			_, err = x.Payments.Release(ctx, x.Actor("finance_releaser", apptest.County), "", batch, 1, "支1号")
		}
		apptest.Must(x.t, err)
	}
	return d.RunID, batch
}

// paid enters the bank's answer to a batch: all but one came, whom it names by a wrong name.
func (x *fourMonths) paid(batch int64, but *monthly) {
	x.t.Helper()
	var lines []struct {
		Seq, PersonID int64
		AmountFen     money.Fen
	}
	apptest.Must(x.t, x.DB.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&lines, "SELECT l.seq, i.person_id, i.amount_fen FROM pay_batch_line l JOIN pay_item i "+
			"ON i.id = l.item_id WHERE l.batch_id = ?", batch)
	}))
	var out []bankfile.Result
	for _, l := range lines {
		r := bankfile.Result{Seq: l.Seq, Amount: l.AmountFen, Paid: l.PersonID != but.person}
		if !r.Paid {
			r.Reason = "户名不符"
		}
		out = append(out, r)
	}
	_, err := x.Payments.Settle(ctx, x.Actor("finance_preparer", apptest.County), "", batch, 2, x.Set.Now().Date(), out)
	apptest.Must(x.t, err)
}

// live the four months.
func (x *fourMonths) live(base string) {
	x.t.Helper()
	x.open(base)
	_, err := fund.Register(ctx, x.Desk, x.Actor("finance_releaser", apptest.County), "", x.Region(apptest.County),
		fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city", Number: "市财〔2025〕1号",
			AmountFen: 200_000_000, OnDate: civil.MustDate("2025-01-02")})
	apptest.Must(x.t, err)
	x.insure(uninsured)
	for i, m := range fourMonthsOf {
		if i == 2 {
			x.leave()
		}
		x.Set.Move(clock.On(m.Last().AddDays(2), 9, 0))
		if i == 2 {
			x.correct(fourMonthsOf[0], map[int]int{moreOfJune: 3, lessOfJune: 1})
			x.correct(fourMonthsOf[1], map[int]int{moreOfJuly: 3})
		}
		for v := range 12 {
			switch {
			case v < 4 || v == 6 && i < 2:
			case v == 4:
				x.sheet(v, m, false, false)
			case v == 5:
				x.sheet(v, m, true, false)
			default:
				x.sheet(v, m, true, true)
			}
		}
		switch i {
		case 0:
			x.tell(heldLong, m)
			x.tell(endedJune, m)
			_, batch := x.list(m, "notice", "approve", "order", "release")
			x.paid(batch, x.holders[sentBack])
			x.sheet(6, m, true, true)
			x.list(m, "notice", "approve")
			x.endWithoutPay(endedJune, m)
		case 1:
			x.list(m, "notice", "approve", "order", "release")
			x.sheet(6, m, true, true)
			x.list(m, "notice", "approve", "order")
		case 2:
			x.list(m, "notice")
		}
	}
	x.at("2025-10-10")
	x.tell(heldNow, fourMonthsOf[3])
	x.at("2025-10-16")
	// in a silent village one month of one is decided to end without pay and told, of another decided only
	for n, told := range map[int]bool{0: true, 12: false} {
		town := x.Actor("township_reviewer", x.villages[0][:9])
		_, err := x.Payroll.DecideNoPay(ctx, town, "", payroll.NoPayDecision{PlacementID: x.holders[n].placement,
			Month: fourMonthsOf[0], Reason: "no_work", Remark: "当月没有安排工作"})
		apptest.Must(x.t, err)
		if told {
			_, err = x.Payroll.TellNoPay(ctx, town, "", payroll.NoPayTelling{PlacementID: x.holders[n].placement,
				Month: fourMonthsOf[0], OnDate: x.Set.Now().Date(), How: "visit"})
			apptest.Must(x.t, err)
		}
	}
	_, err = x.Payments.CountWaits(ctx)
	apptest.Must(x.t, err)
	_, err = x.Payments.CountMissing(ctx)
	apptest.Must(x.t, err)
	// one silent village says why of one month
	_, err = x.Payments.Explain(ctx, x.Actor("village_registrar", x.villages[1]), "", x.Region(x.villages[1]),
		payment.Delay{Month: fourMonthsOf[1], Desk: payment.AtSheet, Reason: "other", Remark: "会计生病"})
	apptest.Must(x.t, err)
}

// want is where the month of a holder is, reckoned from what the test did; false: paid, or ended without pay.
func (x *fourMonths) want(n int, m civil.Month) (state, bool) {
	h, i := x.holders[n], slices.Index(fourMonthsOf, m)
	days := h.days(m)
	if days == 0 {
		return state{}, false
	}
	// the rate by the days on post of the month's days, to the nearest fen
	fen := (2*h.rate*money.Fen(days) + money.Fen(m.Days())) / money.Fen(2*m.Days())
	due := func(desk string) (state, bool) { return state{due: desk, fen: fen}, true }
	switch v := h.village; {
	case v == 12 && i < 2: // before its county opened
		return state{}, false
	case v == 12:
		return state{lack: payment.LackSheet}, true
	case v < 4 && n == 0 && i == 0:
		return state{}, false
	case v < 4 && n == 12 && i == 0:
		return state{lack: payment.LackTold}, true
	case v < 4:
		return state{lack: payment.LackSheet}, true
	case x.blank(h):
		return state{lack: payment.LackBlank}, true
	case v == 4:
		return due(payment.AtSheet)
	case v == 5:
		return due(payment.AtReview)
	case h.bare:
		return due(payment.AtAccount)
	case n == heldNow && i == 3:
		return due(payment.AtHeld)
	case n == heldLong && i == 0:
		return due(payment.AtDraft)
	case n == endedJune && i == 0:
		return state{}, false
	case n == moreOfJune && i == 0: // the rest was paid
		return state{due: payment.AtDraft, fen: 3 * absentDay}, true
	case i == 3:
		return due(payment.AtDraft)
	case i == 2:
		return due(payment.AtAudit)
	case v == 6 && i == 1:
		return due(payment.AtRelease)
	case v == 6:
		return due(payment.AtPrepare)
	case i == 1:
		return due(payment.AtBank)
	case n == sentBack:
		return due(payment.AtAccount)
	}
	return state{}, false
}

// sums of a scope: the first figure's months and fen, the second's people and months.
type twoFigures struct {
	due, months, people int
	fen                 money.Fen
}

func (x *fourMonths) sums(under string) (s twoFigures) {
	path := x.Region(under).Path
	for n, h := range x.holders {
		if !strings.HasPrefix(x.Region(x.villages[h.village]).Path, path) {
			continue
		}
		lacks := 0
		for _, m := range fourMonthsOf {
			st, unpaid := x.want(n, m)
			switch {
			case !unpaid:
			case st.lack != "":
				lacks++
			default:
				s.due, s.fen = s.due+1, s.fen+st.fen
			}
		}
		s.months += lacks
		if lacks > 0 {
			s.people++
		}
	}
	return s
}

// Every unpaid person of an office made from nothing is named everywhere, to the fen, under the right one of the two
// figures, and nobody else.
func TestOffice_from_nothing_names_everybody_unpaid_for_four_months(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		x := newFourMonths(t, db)
		base := x.Serve()
		x.live(base)
		all := x.sums("3704")
		if all.due < 600 || all.people < 105 || all.months < 400 {
			t.Fatalf("the office is not in trouble: %+v", all)
		}
		x.tellsByRead()
		x.tellsAtHome(base)
		x.tellsByName(base)
		x.tellsThePayee(base)
		x.tellsTheVillage(base)
		x.tellsTheBrief()
		x.tellsTheInspector()
		x.paysWhoeverWorked()
	})
}

// tellsByRead holds what the two reads say against the reckoning, month by month and fen by fen.
func (x *fourMonths) tellsByRead() {
	x.t.Helper()
	got := map[string]state{}
	key := func(placement int64, m civil.Month) string { return fmt.Sprint(placement, " ", m) }
	apptest.Must(x.t, x.DB.Read(ctx, func(s *database.Snapshot) error {
		due, err := payment.OwingOf(s, authz.Everywhere(), payment.OwingFilter{Until: fourMonthsOf[3]})
		apptest.Must(x.t, err)
		for _, o := range due {
			got[key(o.PlacementID, o.Month)] = state{due: o.Desk(), fen: o.AmountFen}
		}
		missing, err := payment.MissingHolders(s, authz.Everywhere())
		for _, h := range missing {
			for _, m := range h.Months {
				if was, twice := got[key(m.PlacementID, m.Month)]; twice {
					x.t.Errorf("%s %s stands in both figures: %+v", h.Name, m.Month, was)
				}
				got[key(m.PlacementID, m.Month)] = state{lack: m.Lack}
			}
		}
		return err
	}))
	for n, h := range x.holders {
		for _, m := range fourMonthsOf {
			want, unpaid := x.want(n, m)
			if have, told := got[key(h.placement, m)]; told != unpaid || have != want {
				x.t.Errorf("%s (village %d) %s: %+v %t, want %+v %t", h.name, h.village, m, have, told, want, unpaid)
			}
			delete(got, key(h.placement, m))
		}
	}
	for k := range got {
		x.t.Errorf("%s is told, and nobody knows why", k)
	}
}

var (
	homeDue  = regexp.MustCompile(`(?s)<b class="many">(\d+)</b>人月　应发未到账.*?共([0-9,.]+)元`)
	homeLack = regexp.MustCompile(`(?s)<b class="many">(\d+)</b>人　(?:<a [^>]*>)?没有发放资料，待核.*?共(\d+)个人月`)
)

// readers of a figure: a role and where it is.
func (x *fourMonths) readers() (out [][2]string) {
	for _, code := range x.villages {
		out = append(out, [2]string{"village_registrar", code})
	}
	return append(out, [2]string{"township_reviewer", apptest.Town}, [2]string{"township_reviewer", apptest.Zone},
		[2]string{"county_reviewer", apptest.County}, [2]string{"county_reviewer", "370481"},
		[2]string{"city_manager", "3704"})
}

// tellsAtHome holds the home pages of all offices, and the head of the arrears page, against the reckoning.
func (x *fourMonths) tellsAtHome(base string) {
	x.t.Helper()
	for _, r := range x.readers() {
		want := x.sums(r[1])
		v := visit(x.t, base).signIn(apptest.Login(authz.Role(r[0]), x.Region(r[1]).Code))
		_, body := v.get("/")
		if said := homeDue.FindStringSubmatch(body); want.due > 0 != (said != nil) || said != nil &&
			(said[1] != fmt.Sprint(want.due) || said[2] != want.fen.Grouped()) {
			x.t.Errorf("%v at home: due %q, want %+v", r, said, want)
		}
		if said := homeLack.FindStringSubmatch(body); want.people > 0 != (said != nil) || said != nil &&
			(said[1] != fmt.Sprint(want.people) || said[2] != fmt.Sprint(want.months)) {
			x.t.Errorf("%v at home: lacking %q, want %+v", r, said, want)
		}
		_, page := v.get("/pay/arrears")
		for _, says := range []string{fmt.Sprintf("<b>%d</b>人月", want.due), want.fen.Grouped() + "元",
			fmt.Sprintf("<b>%d</b>人", want.people), fmt.Sprintf("%d个人月", want.months)} {
			if !strings.Contains(page, says) {
				x.t.Errorf("%v: the page of arrears does not say %q", r, says)
			}
		}
		if strings.Contains(body+page, "拖欠") {
			x.t.Errorf("%v is told of a finding", r)
		}
	}
}

// tellsByName holds the two lists of each village against the reckoning: who, which month, how much, where.
func (x *fourMonths) tellsByName(base string) {
	x.t.Helper()
	here := visit(x.t, base).signIn(apptest.Login("county_reviewer", apptest.County))
	there := visit(x.t, base).signIn(apptest.Login("county_reviewer", "370481"))
	for village, code := range x.villages {
		v := here
		if village == 12 {
			v = there
		}
		var due, lacking []string
		for _, m := range fourMonthsOf {
			_, body := v.get("/pay/arrears?region=" + code + "&month=" + m.String())
			due = append(due, rowsNamed(body, "岗上")...)
		}
		_, body := v.get("/pay/missing?region=" + code)
		lacking = rowsNamed(body, "岗上")
		var wantDue, wantLacking int
		for n, h := range x.holders {
			if h.village != village {
				continue
			}
			lacks := 0
			for _, m := range fourMonthsOf {
				want, unpaid := x.want(n, m)
				switch {
				case !unpaid:
				case want.lack != "":
					lacks++
				default:
					wantDue++
					at := words.Label("paydesk", want.due)
					if want.due == payment.AtAccount {
						at = "" // what is wrong with the account is told instead
					}
					x.one(due, h.name, m.String(), want.fen.Grouped(), at)
				}
			}
			if lacks > 0 {
				wantLacking++
				first, _ := x.want(n, fourMonthsOf[3])
				x.one(lacking, h.name, fmt.Sprintf(" %d ", lacks), words.Label("paylack", first.lack))
			}
		}
		if len(due) != wantDue || len(lacking) != wantLacking {
			x.t.Errorf("village %d: %d and %d rows, want %d and %d", village, len(due), len(lacking), wantDue,
				wantLacking)
		}
	}
}

// rowsNamed of a page's tables in which a name is.
func rowsNamed(body, name string) (out []string) {
	for _, row := range strings.Split(body, "<tr")[1:] {
		row, _, _ = strings.Cut(row, "</tr>")
		if text := strings.Join(strings.Fields(tags.ReplaceAllString(row, " ")), " "); strings.Contains(text, name) {
			out = append(out, text+" ")
		}
	}
	return out
}

var tags = regexp.MustCompile(`<[^>]*>|^[^>]*>`)

// one of the rows says all of what is wanted.
func (x *fourMonths) one(rows []string, says ...string) {
	x.t.Helper()
	n := 0
	for _, row := range rows {
		if !slices.ContainsFunc(says, func(s string) bool { return !strings.Contains(row, s) }) {
			n++
		}
	}
	if n != 1 {
		x.t.Errorf("%d rows say %q", n, says)
	}
}

// tellsThePayee holds what the telephone desk reads out against the reckoning, for everybody.
func (x *fourMonths) tellsThePayee(base string) {
	x.t.Helper()
	here := visit(x.t, base).signIn(apptest.Login("telephone_clerk", apptest.County))
	there := visit(x.t, base).signIn(apptest.Login("telephone_clerk", "370481"))
	for n, h := range x.holders {
		v := here
		if h.village == 12 {
			v = there
		}
		_, body := v.get(fmt.Sprintf("/pay/people/%d", h.person))
		owed, _, _ := strings.Cut(body, "<h2>银行的结果</h2>")
		owed, _, _ = strings.Cut(owed, "<h2>决定不发的月份</h2>")
		due, lacking, _ := strings.Cut(owed, "<h2>没有发放资料，待核</h2>")
		for _, m := range fourMonthsOf {
			want, unpaid := x.want(n, m)
			in := map[string]int{"due": len(rowsNamed(due, m.Chinese())), "lack": len(rowsNamed(lacking, m.Chinese()))}
			says := map[string]int{"due": 0, "lack": 0}
			if unpaid && want.lack != "" {
				says["lack"] = 1
				x.one(rowsNamed(lacking, m.Chinese()), words.Label("paylack", want.lack))
			} else if unpaid {
				says["due"] = 1
				x.one(rowsNamed(due, m.Chinese()), want.fen.Grouped())
			}
			if !maps.Equal(in, says) {
				x.t.Errorf("the telephone desk says of %s, %s: %v, want %v", h.name, m, in, says)
			}
		}
	}
}

// tellsTheVillage holds the public boards against the reckoning: numbers by month, desk and lack, and no name.
func (x *fourMonths) tellsTheVillage(base string) {
	x.t.Helper()
	v := visit(x.t, base)
	for village, code := range x.villages {
		_, body := v.get("/board/" + x.Region(code).Code)
		if strings.Contains(body, "岗上") || strings.Contains(body, "拖欠") {
			x.t.Errorf("the board of village %d names somebody", village)
		}
		for _, m := range fourMonthsOf {
			want := map[string]int{}
			for n, h := range x.holders {
				if st, unpaid := x.want(n, m); h.village == village && unpaid {
					if st.lack != "" {
						want["没有发放资料，待核。"+words.Label("paylack", st.lack)]++
					} else {
						want[words.Label("paydesk", st.due)]++
					}
				}
			}
			rows := rowsNamed(body, m.Chinese())
			if len(want) == 0 && len(rows) == 0 { // before its county opened
				continue
			}
			if len(rows) != 1 {
				x.t.Errorf("village %d, %s: %d rows", village, m, len(rows))
				continue
			}
			for says, n := range want {
				if !strings.Contains(rows[0], fmt.Sprintf("%d人，%s", n, says)) {
					x.t.Errorf("the board of village %d does not say of %s: %d人，%s", village, m, n, says)
				}
			}
			if got := len(boardKinds.FindAllString(rows[0], -1)); got != len(want) {
				x.t.Errorf("the board of village %d, %s: %d kinds, want %v", village, m, got, want)
			}
		}
	}
}

var boardKinds = regexp.MustCompile(`\d人，`)

// tellsTheBrief: the first figure in months and yuan, the second as the offices that have not reported.
func (x *fourMonths) tellsTheBrief() {
	x.t.Helper()
	for _, code := range []string{apptest.Town, apptest.Zone, apptest.County, "370481", "3704"} {
		want := x.sums(code)
		var said string
		apptest.Must(x.t, x.DB.Read(ctx, func(s *database.Snapshot) error {
			b, err := overview.BoardOf(s, x.Tree, x.Region(code), x.Set.Now(), overview.BoardMay{Pay: true})
			said = fmt.Sprintf("%+v", overview.BriefSheet(b, "周"))
			return err
		}))
		says := []string{fmt.Sprintf("应发未到账%d人月、%s元", want.due, want.fen.Grouped()),
			fmt.Sprintf("没有发放资料，待核%d人、%d个人月", want.people, want.months)}
		if len(code) == 9 { // a township's villages, by name
			for _, village := range x.villages {
				if s := x.sums(village); strings.HasPrefix(village, code) && s.months > 0 {
					says = append(says, fmt.Sprintf("%s%d个人月", x.Region(village).Name, s.months))
				}
			}
		}
		for _, s := range says {
			if !strings.Contains(said, s) {
				x.t.Errorf("the brief of %s does not say %s: %s", code, s, said)
			}
		}
		if strings.Contains(said, "拖欠") {
			x.t.Errorf("the brief of %s speaks of a finding", code)
		}
	}
}

// tellsTheInspector: months that were worked or listed, and of the others those of which somebody said why. What the
// bank sent back is another rule's.
func (x *fourMonths) tellsTheInspector() {
	x.t.Helper()
	_, err := x.Inspect.Run(ctx, x.Actor("discipline_inspector", apptest.County), x.Region(apptest.County).Path, nil)
	apptest.Must(x.t, err)
	got := map[string]int{}
	apptest.Must(x.t, x.DB.Read(ctx, func(s *database.Snapshot) error {
		var rows []struct {
			SubjectID int64
			HeldFrom  civil.Month
		}
		err := s.Select(&rows, "SELECT subject_id, held_from FROM finding WHERE rule = 'arrears.unpaid' "+
			"AND state = 'open'")
		for _, r := range rows {
			got[fmt.Sprint(r.SubjectID, " ", r.HeldFrom)]++
		}
		return err
	}))
	for n, h := range x.holders {
		for _, m := range fourMonthsOf {
			want, unpaid := x.want(n, m)
			told := 0
			switch {
			case n == heldNow && want.due == payment.AtHeld: // the township's days to decide run
			case n == moreOfJune && m == fourMonthsOf[0]: // paid, and the rest is no whole month
			case !unpaid, want.due == payment.AtSheet, n == sentBack && want.due == payment.AtAccount && m == fourMonthsOf[0]:
			case want.lack != "":
				if h.village == 1 && m == fourMonthsOf[1] { // the village said why
					told = 1
				}
			default:
				told = 1
			}
			if k := fmt.Sprint(h.placement, " ", m); got[k] != told {
				x.t.Errorf("arrears.unpaid of %s (village %d), %s: %d, want %d", h.name, h.village, m, got[k], told)
			}
		}
	}
}

// paysWhoeverWorked: whose agreement or insurance lapsed in July is on each list of a village that does what is asked.
func (x *fourMonths) paysWhoeverWorked() {
	x.t.Helper()
	lapsed := 0
	for n, h := range x.holders {
		if n%50 != 7 && n != uninsured || h.village < 7 || h.village == 12 {
			continue
		}
		lapsed++
		for i, m := range fourMonthsOf[:3] {
			query := "SELECT COUNT(*) FROM pay_line WHERE placement_id = ? AND month = ? AND amount_fen = ?"
			if i == 2 {
				query = "SELECT COUNT(*) FROM pay_draft d JOIN pay_run n ON n.id = d.run_id WHERE d.placement_id = ? " +
					"AND n.month = ? AND d.amount_fen = ?"
			}
			var listed int64
			apptest.Must(x.t, x.DB.Read(ctx, func(s *database.Snapshot) error {
				_, err := s.One(&listed, query, h.placement, m, h.rate)
				return err
			}))
			if listed != 1 {
				x.t.Errorf("%s, whose agreement lapsed, is on %d lists of %s", h.name, listed, m)
			}
		}
	}
	if lapsed != 4 {
		x.t.Errorf("%d people with lapsed papers", lapsed)
	}
}
