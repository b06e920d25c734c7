package demo

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/rulebook"
)

// holdEpisodes: three sheets of a month have somebody absent on all days. One was told, did not object, and the month
// ended without pay, of which the payee was told too. Of one a fellow worker says that the work was done; one said
// nothing. Both wait for the township, whose days to decide run: the county's document gives it ten.
func holdEpisodes(m civil.Month) []episode {
	next := m.Add(1)
	return []episode{
		{"who does not come", m.Date(9), 6, stayAway},
		{"the county gives the township ten days", next.Date(3), 9, tenDays},
		{"one is told of being absent", next.Date(1), 8, func(t *telling) { tellsAbsent(t, 0, m) }},
		{"it ends without pay", next.Date(5), 10, func(t *telling) { endsUnpaid(t, 0, m) }},
		{"two are told", next.Date(8), 8, func(t *telling) {
			tellsAbsent(t, 1, m)
			tellsAbsent(t, 2, m)
		}},
		{"a fellow worker objects", next.Date(9), 9, func(t *telling) { objects(t, 1, m) }},
	}
}

// stayAway are three holders whom their village marks absent on all days.
func stayAway(t *telling) {
	m := t.moment.Date().Month()
	t.away = t.plainHolders(3, m.First())
	for _, x := range t.away {
		x.h.keeps, x.h.odd.absent = true, m
	}
}

func tenDays(t *telling) {
	_, _, county := t.home()
	changed(t, rulebook.Change{Param: "pay.hold_decide_days", RegionPath: county.Path,
		FromDate: t.moment.Date().AddDays(1), Value: "10", Reason: "村里走访核实需要时间", Document: "演示人社〔2025〕12号第十五条"})
}

// heldLine is the line of one of them on the month's sheet.
func heldLine(t *telling, n int, m civil.Month) (x held, line int64) {
	if n >= len(t.away) || t.err != nil {
		return x, 0
	}
	x = t.away[n]
	s, lines, err := t.sheetOf(x.v, m)
	t.err = err
	for _, l := range lines {
		if s.ID > 0 && l.PlacementID == x.h.placementID {
			line = l.ID
		}
	}
	return x, line
}

func tellsAbsent(t *telling, n int, m civil.Month) {
	x, line := heldLine(t, n, m)
	if line == 0 {
		return
	}
	t.by(x.v.township("township_reviewer"), func(who authz.Actor) error {
		_, err := t.app.Payroll.TellAbsent(t.ctx, who, "", payroll.AbsentTold{LineID: line, OnDate: t.moment.Date(),
			How: payroll.HoldWays[n%2], Who: "镇劳保所", Remark: "告知可以在期限内申诉"})
		return err
	})
}

func objects(t *telling, n int, m civil.Month) {
	x, line := heldLine(t, n, m)
	if line == 0 {
		return
	}
	t.by(x.v.township("township_reviewer"), func(who authz.Actor) error {
		_, err := t.app.Payroll.Object(t.ctx, who, "", payroll.HoldObjection{LineID: line, Party: "fellow", Who: "同组邻居",
			OnDate: t.moment.Date(), How: "visit", Words: "上旬一起清过河道，记考勤的没有到场"})
		return err
	})
}

// endsUnpaid: the county ends a month without pay, since the township's only reviewer told of the absence; the township
// tells the payee.
func endsUnpaid(t *telling, n int, m civil.Month) {
	x, line := heldLine(t, n, m)
	if line == 0 {
		return
	}
	t.by(x.v.county("county_reviewer"), func(who authz.Actor) error {
		_, err := t.app.Payroll.DecideHold(t.ctx, who, "", payroll.HoldVerdict{LineID: line,
			Why: "本人承认去外地看病住院，整月没有出工"})
		return err
	})
	t.by(x.v.township("township_reviewer"), func(who authz.Actor) error {
		_, err := t.app.Payroll.TellNoPay(t.ctx, who, "", payroll.NoPayTelling{PlacementID: x.h.placementID, Month: m,
			OnDate: t.moment.Date(), How: "visit"})
		return err
	})
}
