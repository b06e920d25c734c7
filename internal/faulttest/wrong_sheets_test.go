//go:build long

package faulttest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/demo"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/region"
)

// In each county one village's sheets of the months to be paid are wrong: two people are marked absent on all days, the
// sheet was sent on the 25th, so that the days after it were expected, and some days at work were marked as days off.
// The county is paid by days, and everybody else of it was at work for two.

const sentDay = 25

// spoil a sheet of each county and month so, and scan a signed one.
func spoil(t *testing.T, a *app.App) {
	t.Helper()
	var tree *region.Tree
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		tree, err = region.Load(s, demo.Until)
		return err
	}))
	apptest.Must(t, a.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec(`INSERT INTO rule_parameter (param, region_path, fund, from_date, value, reason, document, state,
proposed_by, proposed_key, proposed_us, decided_by, decided_key, decided_us)
VALUES ('pay.basis', ?, '', '2025-10-01', 'days', '试', '试1号', 'approved', 1, 'one', 1, 2, 'two', 2)`, tree.Top().Path)
		return err
	}))
	for _, c := range tree.At(region.County) {
		for _, m := range months {
			spoilOne(t, a, tree, c, m)
		}
	}
}

func spoilOne(t *testing.T, a *app.App, tree *region.Tree, c *region.Region, m civil.Month) {
	t.Helper()
	var sheet duty.Sheet
	var lines []duty.Line
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		var ids []int64
		where, args := authz.Under(c.Path).SQL("s.path")
		if err := s.Select(&ids, "SELECT s.id FROM duty_sheet s WHERE s.month = ? AND s.state = 'reviewed' AND "+where+
			" ORDER BY s.id", append([]any{m}, args...)...); err != nil {
			return err
		}
		for _, id := range ids {
			var err error
			if sheet, err = duty.SheetByID(s, id); err != nil {
				return err
			}
			all, err := duty.LinesOf(s, id)
			if err != nil {
				return err
			}
			lines = slices.DeleteFunc(all, func(l duty.Line) bool {
				return l.StartOn.After(m.First()) || !l.EndOn.IsZero() || l.ByTask()
			})
			if len(lines) >= 4 {
				return nil
			}
		}
		return fmt.Errorf("no village of %s has four holders", c.Name)
	}))
	apptest.Must(t, a.DB.Write(ctx, func(tx *database.Tx) error {
		if _, err := tx.Exec("UPDATE duty_sheet SET submitted_us = ? WHERE id = ?", int64(clock.On(m.Date(sentDay), 9, 0)),
			sheet.ID); err != nil {
			return err
		}
		for i, l := range lines {
			days := strings.Repeat("P", 2) + strings.Repeat("O", sentDay-2) + strings.Repeat("-", 31-sentDay)
			if i < 2 {
				days = strings.Repeat("A", sentDay) + strings.Repeat("-", 31-sentDay)
			}
			if _, err := tx.Exec("UPDATE duty_line SET days = ?, how = ?, first_days = ?, hours = 0 WHERE id = ?", days,
				typed(days), days, l.ID); err != nil {
				return err
			}
		}
		return nil
	}))
	village, _ := tree.ByPath(sheet.Path)
	_, pack, err := a.Papers.Print(ctx, authz.System("paper"), villagepapers.Order{Village: village, Month: m,
		Parts: []string{villagepapers.SignIn}})
	apptest.Must(t, err)
	_, err = a.Papers.Attach(ctx, authz.System("paper"), "", pack.Sheets[0].Number, scanned(t, a, sheet.ID))
	apptest.Must(t, err)
}

// typed marks.
func typed(days string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' {
			return r
		}
		return duty.HowTyped
	}, days)
}

func scanned(t *testing.T, a *app.App, n int64) files.Stored {
	t.Helper()
	stored, err := scan(a, n)
	apptest.Must(t, err)
	return stored
}

func scan(a *app.App, n int64) (files.Stored, error) {
	return a.Files.Put("x.png", strings.NewReader(fmt.Sprint("\x89PNG\r\n\x1a\n", n)))
}

// wrongSheet is how far it is with the wrong sheet of a county and month.
type wrongSheet struct {
	held        []payroll.HeldLine
	told        []payroll.NoPay // that the months of the held end without pay
	sheet       duty.Sheet
	lines       []duty.Line
	corrections []duty.Correction
	listed      bool // a list of the month is there
	hung        bool
	owed        money.Fen // by corrections, on no list
	scan        int64
}

func wrongSheetOf(s *database.Snapshot, c *region.Region, m civil.Month) (x wrongSheet, err error) {
	scope := authz.Under(c.Path)
	absent, err := duty.AbsentLines(s, scope, duty.AbsentFilter{Month: m})
	if err != nil || len(absent) == 0 {
		return x, err
	}
	for _, l := range absent {
		if l.SheetID != absent[0].SheetID {
			continue
		}
		h, err := payroll.HeldByLine(s, l.ID)
		if err != nil {
			return x, err
		}
		events, err := payroll.NoPayEvents(s, l.PlacementID, m)
		if err != nil {
			return x, err
		}
		x.held, x.told = append(x.held, h), append(x.told, payroll.NoPayOf(events))
	}
	if x.sheet, err = duty.SheetByID(s, absent[0].SheetID); err != nil {
		return x, err
	}
	if x.lines, err = duty.LinesThatCount(s, x.sheet); err != nil {
		return x, err
	}
	if err := s.Select(&x.corrections, "SELECT id, sheet_id, state, version FROM duty_correction "+
		"WHERE sheet_id = ? ORDER BY id", x.sheet.ID); err != nil {
		return x, err
	}
	var n int64
	if x.listed, err = s.One(&n, "SELECT id FROM pay_run WHERE path = ? AND month = ? AND state <> 'cancelled' LIMIT 1",
		c.Path, m); err != nil {
		return x, err
	}
	if x.hung, err = s.One(&n, "SELECT id FROM village_notice WHERE path = ? AND month = ?", x.sheet.Path, m); err != nil {
		return x, err
	}
	scans, err := villagepapers.SignedIn(s, x.sheet.Path, m)
	if err == nil && len(scans) > 0 {
		x.scan = scans[0].ID
	}
	effects, wrong := payroll.OwedEffects(s, scope, m, m)
	for _, e := range effects {
		x.owed += e.Difference()
	}
	return x, errors.Join(err, wrong)
}

// step does the next thing of a county's month, whatever was done before: who was absent is told before the first list
// is drafted; the rest follows when no list is under way. False: nothing is left.
func step(ctx context.Context, a *app.App, set *clock.Set, tree *region.Tree, c *region.Region,
	m civil.Month) (more bool, err error) {
	var x wrongSheet
	look := func() error {
		return a.DB.Read(ctx, func(s *database.Snapshot) (err error) { x, err = wrongSheetOf(s, c, m); return err })
	}
	if err := look(); err != nil {
		return true, err
	}
	for _, h := range x.held {
		if !x.listed && h.Hold.Told.Kind == "" {
			_, err := a.Payroll.TellAbsent(ctx, authz.System("tell"), "", payroll.AbsentTold{LineID: h.LineID(),
				OnDate: set.Now().Date(), How: "visit", Who: "镇劳保所"})
			return true, err
		}
	}
	more, err = advance(ctx, a, set, tree, c, m)
	if more && errs.CodeOf(err) != "payroll.nothing" || err != nil && errs.CodeOf(err) != "payroll.nothing" {
		return true, err
	}
	if err := look(); err != nil || len(x.held) == 0 {
		return false, err
	}
	if done, err := x.hold(ctx, a, set, c, m); done || err != nil {
		return true, err
	}
	return x.correct(ctx, a, c, m)
}

// hold goes on with who is held: one is paid for five days, on a list that the village hangs first, the other's month
// ends without pay. What nobody decided in time is due.
func (x *wrongSheet) hold(ctx context.Context, a *app.App, set *clock.Set, c *region.Region,
	m civil.Month) (bool, error) {
	who := authz.System("decide")
	for i, h := range x.held {
		if at := clock.On(h.Hold.Told.OnDate, 10, 0); set.Now() < at {
			set.Move(at) // a program that starts anew begins earlier
		}
		today := set.Now().Date()
		switch state := h.Hold.State(today); {
		case h.Hold.Running(today) && len(h.Hold.Objections) == 0:
			_, err := a.Payroll.Object(ctx, who, "", payroll.HoldObjection{LineID: h.LineID(), Party: "fellow", Who: "邻居",
				OnDate: today, How: "visit", Words: "一起干过几天"})
			return true, err
		case state == payroll.HoldWaiting:
			if after := clock.On(h.Hold.Told.ObjectUntil.AddDays(1), 9, 0); set.Now() < after {
				set.Move(after) // nobody decides before the days to object are over
			}
			_, err := a.Payroll.DecideHold(ctx, who, "", payroll.HoldVerdict{LineID: h.LineID(), Pay: i == 0, Days: 5,
				Why: "走访核实"})
			return true, err
		case state == payroll.HoldFinished && x.told[i].Kind == payroll.NoPayDecided:
			_, err := a.Payroll.TellNoPay(ctx, who, "", payroll.NoPayTelling{PlacementID: h.PlacementID, Month: m,
				OnDate: today, How: "visit"})
			return true, err
		case state != payroll.HoldFinished && !h.Listed && !x.hung:
			return true, x.hang(ctx, a, set, m)
		case state != payroll.HoldFinished && !h.Listed:
			_, err := a.Payroll.DraftRun(ctx, authz.System("prepare"), c, m)
			return true, err
		}
	}
	return false, nil
}

// hang what the village hung of who is owed a month, before the list is drafted.
func (x *wrongSheet) hang(ctx context.Context, a *app.App, set *clock.Set, m civil.Month) error {
	var owed []payment.Unpaid
	var village *region.Region
	today := set.Now().Date()
	if err := a.DB.Read(ctx, func(s *database.Snapshot) error {
		tree, err := region.Load(s, today)
		if err != nil {
			return err
		}
		village, _ = tree.ByPath(x.sheet.Path)
		owed, err = payment.OwingOf(s, authz.Under(x.sheet.Path), payment.OwingFilter{From: m, Until: m, Today: today})
		return err
	}); err != nil {
		return err
	}
	n := payroll.VillageNotice{Month: m, FromDate: today.AddDays(-6), UntilDate: today.AddDays(-1), Place: "公开栏"}
	for _, o := range owed {
		if !o.IsFrozen() {
			n.Lines = append(n.Lines, payroll.HungLine{Name: o.Name, Days: int64(m.Days()), AmountFen: o.AmountFen})
		}
	}
	stored, err := scan(a, x.sheet.ID+1_000_000)
	if err != nil {
		return err
	}
	_, err = a.Payroll.HangVillage(ctx, authz.System("village"), "", village, n, &stored)
	return err
}

// correct the sheet twice, once everything else is paid: what the expected days were, and days off that were at work;
// and pay what that brings.
func (x *wrongSheet) correct(ctx context.Context, a *app.App, c *region.Region, m civil.Month) (bool, error) {
	n := len(x.corrections)
	switch {
	case x.sheet.State != duty.Locked:
		return false, nil
	case n > 0 && x.corrections[n-1].State == duty.CorrectionEntered:
		_, err := a.Payroll.DecideCorrection(ctx, authz.System("decide"), "", duty.CorrectionDecision{
			ID: x.corrections[n-1].ID, Version: x.corrections[n-1].Version, Approve: true})
		return true, err
	case n < 2:
		fix := duty.Correcting{SheetID: x.sheet.ID, Version: x.sheet.Version, Scan: x.scan, Settle: n == 0,
			Reason: "与签到底册核对"}
		for _, l := range x.lines {
			if slices.ContainsFunc(x.held, func(h payroll.HeldLine) bool { return h.PlacementID == l.PlacementID }) ||
				!l.EndOn.IsZero() && l.EndOn.Before(m.Last()) || l.StartOn.After(m.First()) || l.ByTask() {
				continue
			}
			fix.Lines = append(fix.Lines, truly(l, m, n == 0))
		}
		_, err := duty.Correct(ctx, a.Desk, authz.System("correct"), "", fix)
		return true, err
	case x.owed > 0:
		_, err := a.Payroll.DraftCorrection(ctx, authz.System("prepare"), c, m)
		return true, err
	}
	return false, nil
}

// truly is what a line should have said: of expected days that the first two were at work, and of three days off
// that they were.
func truly(l duty.Line, m civil.Month, expected bool) duty.Typed {
	out := duty.Typed{PlacementID: l.PlacementID, Hours: l.Hours, Remark: l.Remark}
	changed := 0
	for d := 1; d <= m.Days(); d++ {
		mark := l.Day(d)
		switch {
		case expected && d > sentDay+2:
			mark = 'O'
		case expected && d > sentDay:
			mark = 'P'
		case !expected && mark == 'O' && changed < 3:
			mark, changed = 'P', changed+1
		}
		if mark != '-' {
			out.Days[d-1] = duty.Word(mark)
		}
	}
	return out
}

// once holds what was paid against what was decided: nobody has two lines of a month but by a correction, whose sum is
// what the last correction of the sheet made of it, and who gets nothing has none.
func once(t *testing.T, s *database.Snapshot, when string) {
	t.Helper()
	for what, q := range map[string]string{
		"is paid twice": `SELECT g.placement_id FROM pay_line g JOIN pay_item i ON i.id = g.item_id
WHERE i.kind <> 'correction' AND NOT EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = i.id)
GROUP BY g.placement_id, g.month HAVING COUNT(*) > 1`,
		"is paid more than a correction says": `SELECT e.placement_id FROM pay_correction e JOIN pay_line g
ON g.placement_id = e.placement_id AND g.month = e.month WHERE e.worth_fen > e.stood_fen
AND NOT EXISTS (SELECT 1 FROM pay_correction f WHERE f.placement_id = e.placement_id AND f.month = e.month
AND f.correction_id > e.correction_id) GROUP BY e.placement_id, e.month, e.worth_fen
HAVING SUM(g.amount_fen) > e.worth_fen`,
		"is paid though the month ended without pay": `SELECT h.placement_id FROM pay_hold_event h JOIN pay_line g
ON g.placement_id = h.placement_id AND g.month = h.month WHERE h.kind = 'decided' AND h.how = 'none'`,
		"was told twice": `SELECT h.placement_id FROM pay_hold_event h WHERE h.kind = 'told'
GROUP BY h.placement_id, h.month HAVING COUNT(*) > 1`,
		"was decided twice": `SELECT h.placement_id FROM pay_hold_event h WHERE h.kind = 'decided'
GROUP BY h.placement_id, h.month HAVING COUNT(*) > 1`,
	} {
		var hit []int64
		apptest.Must(t, s.Select(&hit, q))
		if len(hit) > 0 {
			t.Errorf("%s: placement %v %s", when, hit, what)
		}
	}
}

// cameToAnEnd holds that each county came to the end of all its steps in each month.
func cameToAnEnd(t *testing.T, s *database.Snapshot) {
	t.Helper()
	for what, q := range map[string]string{
		"people told":           "SELECT COUNT(*) FROM pay_hold_event WHERE kind = 'told'",
		"holds decided":         "SELECT COUNT(*) FROM pay_hold_event WHERE kind = 'decided'",
		"lists that hung first": "SELECT COUNT(*) FROM pay_run WHERE hung = 1 AND state = 'approved'",
		"corrections approved":  "SELECT COUNT(*) FROM duty_correction WHERE state = 'approved'",
		"correction runs":       "SELECT COUNT(*) FROM pay_run WHERE kind = 'correction' AND state = 'approved'",
	} {
		var n int64
		_, err := s.One(&n, q)
		apptest.Must(t, err)
		t.Logf("%s: %d", what, n)
		if n < 6 {
			t.Errorf("%s: %d", what, n)
		}
	}
	for _, m := range months {
		effects, err := payroll.OwedEffects(s, authz.Everywhere(), m, m)
		apptest.Must(t, err)
		if len(effects) > 0 {
			t.Errorf("%s: %d are owed more and on no list", m, len(effects))
		}
	}
}
