package bench

import (
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/demo"
	"gangwei/internal/pay/fund"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/divisions"
)

// Draft and approve a month of the whole city, against a bare read of what a draft reads (holders, sheets) and a bare
// write of all the rows that both write (drafts, frozen items, lines with their sums, slots); the bank's files, the
// bank's word, a count of everything.
// Five months, one sample each, by calendar days; then three months in full less absent days, and three by days worked
// against days agreed, whose sums read every sheet. Notice and audits, which people wait for, are not measured. On
// SQLite, and on a MariaDB that is as little durable as the SQLite then is.
func BenchmarkMonthOfPay(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { monthOfPay(b, onSQLite(b)) })
	b.Run("mariadb", func(b *testing.B) { monthOfPay(b, onMariaDB(b)) })
}

func monthOfPay(b *testing.B, on store) {
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	a, err := app.Init(ctx, app.Config{Data: b.TempDir(), Database: on.address}, divisions.Zaozhuang,
		divisions.ZaozhuangUnits, true, set, slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(b, err)
	defer a.Close()
	last := civil.MustMonth("2025-11")
	_, err = demo.Build(ctx, a, set, demo.Options{Posts: posts(b), Months: 12, Seed: 1,
		PayUntil: last.Add(-runs - 2*runsOfBasis)})
	must(b, err)
	must(b, a.DB.SetSynchronous(ctx, "OFF")) // as the bare writes are
	var tree *region.Tree
	must(b, a.DB.Read(ctx, func(s *database.Snapshot) (err error) { tree, err = region.Load(s, demo.Until); return err }))
	plain := on.read(b)
	defer plain.Close()
	var bank paid
	n, month := 0, last.Add(1-runs-2*runsOfBasis)
	for _, by := range []struct {
		basis string
		runs  int
	}{{"calendar", runs}, {"whole", runsOfBasis}, {"days", runsOfBasis}} {
		payBy(b, a, tree, month, by.basis)
		var ours, bare []spent
		for range by.runs {
			took := bank.month(b, a, set, tree, month)
			bank.bare(b, a, on, plain, month)
			ours = append(ours, took)
			rows, spent := bareMonth(b, on, plain, month)
			n = rows
			bare = append(bare, spent)
			month = month.Add(1)
		}
		report(b, fmt.Sprintf("%s: draft and approve a month by %s (%d holders)", on.name, by.basis, n), ours, bare)
	}
	report(b, fmt.Sprintf("%s: bank files of a month (%d lines)", on.name, n), bank.file, bank.bareFile)
	report(b, fmt.Sprintf("%s: settle a month (%d lines)", on.name, n), bank.settle, bank.bareSettle)
	benchReconcile(b, a, plain, on.name+": reconcile of 12 months")
}

// runsOfBasis are the months that are measured of each basis but calendar days.
const runsOfBasis = 3

// payBy a basis from a month on, in all counties.
func payBy(b *testing.B, a *app.App, tree *region.Tree, month civil.Month, basis string) {
	b.Helper()
	if basis == "calendar" {
		return
	}
	for _, x := range [][2]string{{"pay.basis", basis}, {"pay.absent_day", "100"}, {"pay.absent_from", "3"}} {
		id, err := rulebook.Propose(ctx, a.Desk, authz.System("bench"), "", rulebook.Change{Param: x[0],
			RegionPath: tree.Top().Path, FromDate: month.First(), Value: x[1], Reason: "测量", Document: "测量",
			PastReason: "从这个月起测量"})
		must(b, err)
		_, err = rulebook.Decide(ctx, a.Desk, authz.System("other"), "", id, true)
		must(b, err)
	}
}

// month of every county from the draft to the bank's word; it returns what draft and approval took.
func (p *paid) month(b *testing.B, a *app.App, set *clock.Set, tree *region.Tree, month civil.Month) (took spent) {
	b.Helper()
	approver, drafter, auditor := authz.System("bench"), authz.System("drafter"), authz.System("auditor")
	for _, c := range tree.At(region.County) {
		begun := start()
		d, err := a.Payroll.DraftRun(ctx, drafter, c, month)
		must(b, err)
		took = took.plus(since(begun))
		today := set.Now().Date()
		_, err = a.Payroll.Notice(ctx, drafter, "", d.RunID, 1, today, today.AddDays(3), "")
		must(b, err)
		set.Move(clock.On(today.AddDays(4), 9, 0))
		for _, t := range tree.Children(c.ID) {
			must(b, apptest.AnswerQuestions(ctx, a, auditor, d.RunID, t))
			if _, err = a.Payroll.Audit(ctx, auditor, "", d.RunID, t); errs.CodeOf(err) != "payroll.no_part" {
				must(b, err)
			}
		}
		begun = start()
		_, err = a.Payroll.Approve(ctx, approver, "", d.RunID, 2, fund.Year(month.Add(1).First()))
		must(b, err)
		took = took.plus(since(begun))
		p.pay(b, a, d.RunID, drafter, approver)
	}
	return took
}

func bareMonth(b *testing.B, on store, plain *sql.DB, month civil.Month) (int, spent) {
	b.Helper()
	db := on.empty(b)
	defer db.Close()
	items := table{name: "pay_item",
		cols: []string{"id", "run_id", "placement_id", "person_id", "village_id", "path", "month", "fund", "days", "of_days",
			"amount_fen", "name", "basis", "account_tail", "account_index", "at_us", "kind", "shares", "trail_id", "row_digest"}}
	begun := start()
	read(b, plain, 10, "SELECT l.id, l.person_id, l.village_id, l.path, q.fund, l.rate_fen, l.start_on, l.end_on, "+
		"q.kind, q.days_month FROM placement l JOIN post q ON q.id = l.post_id JOIN person p ON p.id = l.person_id "+
		"WHERE l.start_on <= ? AND (l.end_on IS NULL OR l.end_on >= ?) ORDER BY l.path, l.id",
		month.Last().String(), month.First().String())
	read(b, plain, 4, "SELECT d.placement_id, d.days, d.hours, s.state FROM duty_sheet s JOIN duty_line d "+
		"ON d.sheet_id = s.id WHERE s.month = ?", month.String())
	took := since(begun)
	items.rows = read(b, plain, len(items.cols), "SELECT "+strings.Join(items.cols, ", ")+" FROM pay_item WHERE month = ?",
		month.String())
	worth := map[int64][]any{} // how each item was reckoned
	for _, r := range read(b, plain, 6, "SELECT item_id, deducted_fen, pay_basis, counted_days, agreed_days, steps "+
		"FROM pay_line WHERE month = ?", month.String()) {
		worth[r[0].(int64)] = r[1:]
	}
	reckoned := []string{"deducted_fen", "pay_basis", "counted_days", "agreed_days", "steps"}
	lines := table{name: "pay_line",
		cols: append([]string{"item_id", "seq", "placement_id", "village_id", "path", "month", "fund", "days", "of_days",
			"amount_fen"}, reckoned...)}
	drafts := table{name: "pay_draft",
		cols: append([]string{"run_id", "placement_id", "person_id", "village_id", "path", "fund", "days", "of_days",
			"amount_fen"}, reckoned...)}
	slots := table{name: "pay_slot", cols: []string{"placement_id", "month", "item_id", "person_id"}}
	for _, r := range items.rows {
		w := worth[r[0].(int64)]
		drafts.rows = append(drafts.rows, append([]any{r[1], r[2], r[3], r[4], r[5], r[7], r[8], r[9], r[10]}, w...))
		slots.rows = append(slots.rows, []any{r[2], r[6], r[0], r[3]})
		lines.rows = append(lines.rows, append([]any{r[0], 1, r[2], r[4], r[5], r[6], r[7], r[8], r[9], r[10]}, w...))
	}
	begun = start()
	insertAll(b, db, []table{drafts, items, lines, slots})
	return len(items.rows), took.plus(since(begun))
}

// read rows of so many columns.
func read(b *testing.B, plain *sql.DB, columns int, query string, args ...any) (out [][]any) {
	b.Helper()
	rows, err := plain.Query(query, args...)
	must(b, err)
	defer rows.Close()
	for rows.Next() {
		v, p := make([]any, columns), make([]any, columns)
		for i := range v {
			p[i] = &v[i]
		}
		must(b, rows.Scan(p...))
		out = append(out, v)
	}
	must(b, rows.Err())
	return out
}
