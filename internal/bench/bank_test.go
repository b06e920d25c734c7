package bench

import (
	"database/sql"
	"fmt"
	"runtime/debug"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
)

// paid are the times of a month's way through the bank: of all counties together, a sample per month.
type paid struct {
	nowFile, nowSettle spent
	file, settle       []spent
	bareFile           []spent
	bareSettle         []spent
}

// pay a run: the file that goes to the bank is made, and the bank pays every line. Preparing and releasing are not
// measured.
func (p *paid) pay(b *testing.B, a *app.App, run int64, prepare, release authz.Actor) {
	b.Helper()
	batch, err := a.Payments.Prepare(ctx, prepare, "", run, payment.Payer{})
	must(b, err)
	begun := start()
	file, err := a.Payments.File(ctx, prepare, batch)
	must(b, err)
	p.nowFile = p.nowFile.plus(since(begun))
	_, err = a.Payments.Release(ctx, release, "", batch, 1, "支1号")
	must(b, err)
	var results []bankfile.Result
	for i, row := range strings.Split(strings.TrimSpace(string(file)), "\r\n") {
		if f := strings.Split(row, "|"); i > 0 {
			amount, err := money.Parse(f[4])
			must(b, err)
			results = append(results, bankfile.Result{Seq: int64(i), Amount: amount, Paid: true})
		}
	}
	begun = start()
	_, err = a.Payments.Settle(ctx, prepare, "", batch, 2, a.Clock.Now().Date(), results)
	must(b, err)
	p.nowSettle = p.nowSettle.plus(since(begun))
}

// bare reads of what a file and a settlement need, the seals opened and the lines written by the same encoder, the
// events written bare.
func (p *paid) bare(b *testing.B, a *app.App, on store, plain *sql.DB, month civil.Month) {
	b.Helper()
	p.file, p.settle = append(p.file, p.nowFile), append(p.settle, p.nowSettle)
	p.nowFile, p.nowSettle = spent{}, spent{}
	begun := start()
	rows, err := plain.Query(
		"SELECT i.id, i.name, p.id_sealed, p.account_sealed, i.amount_fen, i.fund, i.path FROM pay_item i JOIN person p ON "+
			"p.id = i.person_id WHERE i.month = ? ORDER BY i.path, i.id",
		month.String())
	must(b, err)
	type got struct {
		id         int64
		name       string
		no, acc    []byte
		amount     int64
		fund, path string
	}
	var all []got
	for rows.Next() {
		var g got
		must(b, rows.Scan(&g.id, &g.name, &g.no, &g.acc, &g.amount, &g.fund, &g.path))
		all = append(all, g)
	}
	must(b, rows.Close())
	read := since(begun)
	lines := make([]bankfile.Line, len(all))
	for i, g := range all {
		no, err := a.Ring.Open("person", "id", g.no)
		must(b, err)
		account, err := a.Ring.Open("person", "account", g.acc)
		must(b, err)
		lines[i] = bankfile.Line{Seq: int64(i + 1), Name: g.name, IDNo: no, Account: account, Amount: money.Fen(g.amount),
			Remark: payment.Remark(month)}
	}
	bankfile.Canonical(lines)
	p.bareFile = append(p.bareFile, since(begun))

	db := on.empty(b)
	defer db.Close()
	events := table{name: "payment_event",
		cols: []string{"item_id", "batch_id", "kind", "reason", "amount_fen", "on_date", "path", "actor_id", "at_us",
			"trail_id", "row_digest"}}
	digest := make([]byte, 32)
	for _, g := range all {
		events.rows = append(events.rows, []any{g.id, 1, "paid", "", g.amount, "2025-01-10", g.path, 1, 1, 1, digest})
	}
	begun = start()
	insertAll(b, db, []table{events})
	p.bareSettle = append(p.bareSettle, read.plus(since(begun)))
}

// Reconcile five years of the whole city against a bare scan of the tables that it reads.
func BenchmarkReconcileOfSixtyMonths(b *testing.B) {
	run := func(b *testing.B, on store) {
		a := buildAt(b, b.TempDir(), on.address, posts(b), 60)
		defer a.Close()
		plain := on.read(b)
		defer plain.Close()
		benchReconcile(b, a, plain, on.name+": reconcile of 60 months")
	}
	b.Run("sqlite", func(b *testing.B) { run(b, onSQLite(b)) })
	b.Run("mariadb", func(b *testing.B) { run(b, onMariaDB(b)) })
}

// benchReconcile adds everything up against a bare scan of the tables that it reads.
func benchReconcile(b *testing.B, a *app.App, plain *sql.DB, what string) {
	b.Helper()
	var ours, bare []spent
	peak := uint64(0)
	for range 3 {
		debug.FreeOSMemory() // what came before is not the program's
		stop, done := make(chan struct{}), make(chan uint64)
		go watch(stop, done)
		begun := start()
		breaks, err := a.Counter.Count(ctx, a.DB)
		must(b, err)
		close(stop)
		peak = max(peak, <-done)
		if len(breaks) > 0 {
			b.Errorf("%+v", breaks)
		}
		ours = append(ours, since(begun))
		begun = start()
		for _, t := range []string{"quota", "post", "application", "application_step", "placement", "placement_event",
			"duty_sheet", "duty_line", "person", "pay_run", "pay_item", "pay_line", "pay_slot", "pay_audit", "pay_batch",
			"pay_batch_line", "payment_event", "ledger_entry", "fund_account", "duty_check", "complaint_event", "trail_entry"} {
			rows, err := plain.Query("SELECT * FROM " + t)
			must(b, err)
			cols, err := rows.Columns()
			must(b, err)
			v, at := make([]any, len(cols)), make([]any, len(cols))
			for i := range v {
				at[i] = &v[i]
			}
			for rows.Next() {
				must(b, rows.Scan(at...))
			}
			must(b, rows.Close())
		}
		bare = append(bare, since(begun))
	}
	report(b, what, ours, bare)
	fmt.Printf("%s: peak of heap and stacks %d MiB\n", what, peak>>20)
}
