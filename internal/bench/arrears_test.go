package bench

import (
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/demo"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/divisions"
)

// The page of arrears of the largest county, in a city of 24 months of which 10,000 months of people are owed in that
// county: half of them by sheets that nobody has reviewed, half sent back by the bank. Against a bare read of as many
// items with their people. 100 ms are what it may take.
func BenchmarkArrears(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { arrears(b, onSQLite(b)) })
	b.Run("mariadb", func(b *testing.B) { arrears(b, onMariaDB(b)) })
}

func arrears(b *testing.B, on store) {
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	a, err := app.Init(ctx, app.Config{Data: b.TempDir(), Database: on.address}, divisions.Zaozhuang,
		divisions.ZaozhuangUnits, true, set, slog.New(slog.NewTextHandler(io.Discard, nil)))
	must(b, err)
	defer a.Close()
	month := civil.MustMonth("2025-11")
	_, err = demo.Build(ctx, a, set,
		demo.Options{Posts: posts(b), Months: months(b, 24), Seed: 1, PayUntil: month.Add(-1)})
	must(b, err)
	county := largest(b, a).county
	owed := leaveUnpaid(b, a, set, county, month)
	must(b, a.DB.Statistics(ctx))
	s, jobs, err := a.Server(ctx)
	must(b, err)
	defer jobs.Close()
	plain := on.read(b)
	defer plain.Close()
	bare := fmt.Sprintf("SELECT i.id, i.amount_fen, p.name, l.path FROM pay_item i JOIN person p ON p.id = i.person_id "+
		"JOIN placement l ON l.id = i.placement_id "+
		"WHERE i.path >= '%[1]s' AND i.path < '%[1]s~' AND i.month = '%s' LIMIT %d",
		county.Path, month.Add(-1), owed)
	b.ResetTimer()
	v := visit(b, s.Echo, "zhidan-"+county.Code[:6])
	for _, at := range []string{"/pay/arrears?region=" + county.Code, "/pay/missing?region=" + county.Code,
		"/pay/arrears?size=200&page=20&region=" + county.Code} {
		var ours, theirs []spent
		for range 2 * runs {
			begun := start()
			code, body := v.get(at)
			ours = append(ours, since(begun))
			if code != http.StatusOK || strings.Contains(at, "arrears") && !strings.Contains(body, fmt.Sprint(owed)) {
				b.Fatalf("%s answers %d and does not say %d", at, code, owed)
			}
			begun = start()
			scanAll(b, plain, bare)
			theirs = append(theirs, since(begun))
		}
		report(b, fmt.Sprintf("%s: %s with %d months owed", on.name, at, owed), ours, theirs)
	}
}

// leaveUnpaid months of a county, about 10,000: of half the township has not reviewed the sheet, the others the bank
// sends back. All that is left of the month is paid. It returns how many are owed.
func leaveUnpaid(b *testing.B, a *app.App, set *clock.Set, county *region.Region, month civil.Month) int64 {
	b.Helper()
	half := int64(posts(b) * 10_000 / 39_000 / 2)
	drafter, auditor, approver := authz.System("drafter"), authz.System("auditor"), authz.System("bench")
	var towns []*region.Region
	must(b, a.DB.Read(ctx, func(s *database.Snapshot) error {
		tree, err := region.Load(s, set.Now().Date())
		if err == nil {
			towns = tree.Children(county.ID)
		}
		return err
	}))
	must(b, a.DB.Write(ctx, func(tx *database.Tx) error { // the townships took a part of the sheets back
		_, err := tx.Exec("UPDATE duty_sheet SET state = 'submitted' WHERE month = ? AND path >= ? AND path < ? "+
			"AND (SELECT COUNT(*) FROM placement l WHERE l.path >= ? AND l.path < duty_sheet.path "+
			"AND l.state = 'active') < ?",
			month, county.Path, county.Path+"~", county.Path, half)
		return err
	}))
	d, err := a.Payroll.DraftRun(ctx, drafter, county, month)
	must(b, err)
	today := set.Now().Date()
	_, err = a.Payroll.Notice(ctx, drafter, "", d.RunID, 1, today, today.AddDays(3), "")
	must(b, err)
	set.Move(clock.On(today.AddDays(4), 9, 0))
	for _, t := range towns {
		must(b, apptest.AnswerQuestions(ctx, a, auditor, d.RunID, t))
		if _, err = a.Payroll.Audit(ctx, auditor, "", d.RunID, t); errs.CodeOf(err) != "payroll.no_part" {
			must(b, err)
		}
	}
	_, err = a.Payroll.Approve(ctx, approver, "", d.RunID, 2, fund.Year(month.Add(1).First()))
	must(b, err)
	batch, err := a.Payments.Prepare(ctx, drafter, "", d.RunID, payment.Payer{})
	must(b, err)
	_, err = a.Payments.Release(ctx, approver, "", batch, 1, "支1号")
	must(b, err)
	var results []bankfile.Result
	must(b, a.DB.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&results, "SELECT l.seq, i.amount_fen AS amount, CASE WHEN l.seq > ? THEN 1 ELSE 0 END AS paid, "+
			"CASE WHEN l.seq > ? THEN '' ELSE '卡片过期' END AS reason "+
			"FROM pay_batch_line l JOIN pay_item i ON i.id = l.item_id "+
			"WHERE l.batch_id = ?", half, half, batch)
	}))
	_, err = a.Payments.Settle(ctx, drafter, "", batch, 2, set.Now().Date(), results)
	must(b, err)
	set.Move(clock.On(set.Now().Date().AddDays(1), 9, 0))
	_, err = a.Payments.CountWaits(ctx)
	must(b, err)
	_, err = a.Payments.CountMissing(ctx)
	must(b, err)
	var owed int64
	must(b, a.DB.Read(ctx, func(s *database.Snapshot) error {
		rows, err := payment.WaitsOf(s, authz.Under(county.Path))
		for _, w := range rows {
			owed += w.N
		}
		return err
	}))
	return owed
}
