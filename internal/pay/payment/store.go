package payment

import (
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

const batchColumns = "id, run_id, path, number, state, prepared_by, prepared_key, seconded_by, seconded_key, " +
	"seconded_us, released_by, released_key, released_us, settled_us, withdrawn_us, why, items, total_fen, file_digest, " +
	"format, office, voucher, version"

func oneBatch(r database.Reader, suffix string, id int64) (Batch, error) {
	return database.Find[Batch](r, "SELECT "+batchColumns+" FROM pay_batch WHERE id = ?"+suffix, id)
}

// BatchByID finds a batch.
func BatchByID(r database.Reader, id int64) (Batch, error) { return oneBatch(r, "", id) }

func lockBatch(tx *database.Tx, id int64) (Batch, error) { return oneBatch(tx, tx.ForUpdate(), id) }

// BatchesOf a run in order.
func BatchesOf(r database.Reader, runID int64) ([]Batch, error) {
	var out []Batch
	err := r.Select(&out, "SELECT "+batchColumns+" FROM pay_batch WHERE run_id = ? ORDER BY number", runID)
	return out, err
}

// Queue of batches that wait for a step.
type Queue struct {
	N      int64
	Since  clock.Moment // since when the oldest waits
	Month  civil.Month  // the first month that they pay
	People int64        // payments in them
}

// ToRelease are the batches of a scope that wait for the second person, since the run was approved.
func ToRelease(r database.Reader, scope authz.Scope) (q Queue, err error) {
	where, args := scope.SQL("b.path")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, MIN(n.approved_us) AS since, MIN(n.month) AS month, "+
		"COALESCE(SUM(b.items), 0) AS people FROM pay_batch b JOIN pay_run n ON n.id = b.run_id WHERE "+where+
		" AND b.state = 'prepared'", args...)
	return q, err
}

// ToSettle are the batches of a scope that wait for the bank's word to be entered, since they were handed over; not
// those whose stamped slip waits for another person.
func ToSettle(r database.Reader, scope authz.Scope) (q Queue, err error) {
	where, args := scope.SQL("b.path")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, MIN(b.released_us) AS since, MIN(n.month) AS month, "+
		"COALESCE(SUM(b.items), 0) AS people FROM pay_batch b JOIN pay_run n ON n.id = b.run_id WHERE "+where+
		" AND b.state = 'released' AND b.id NOT IN (SELECT k.batch_id FROM pay_slip k)", args...)
	return q, err
}

// ReleaseQueue lists the batches of ToRelease, the one prepared first first.
func ReleaseQueue(r database.Reader, scope authz.Scope) ([]int64, error) {
	return queue(r, scope, Prepared)
}

// SettleQueue lists the batches of ToSettle, the one prepared first first.
func SettleQueue(r database.Reader, scope authz.Scope) ([]int64, error) {
	return queue(r, scope, Released)
}

func queue(r database.Reader, scope authz.Scope, state string) ([]int64, error) {
	where, args := scope.SQL("b.path")
	var out []int64
	err := r.Select(&out, "SELECT b.id FROM pay_batch b WHERE "+where+" AND b.state = ? AND b.id NOT IN (SELECT "+
		"k.batch_id FROM pay_slip k) ORDER BY b.id", append(args, state)...)
	return out, err
}

const lineSQL = `SELECT %seq% AS seq, i.id AS item_id, i.person_id, i.amount_fen, i.fund, i.month, i.path, %name% AS
name, p.name AS called, %sent%, p.account_index AS present,
(SELECT COUNT(*) FROM payment_event e WHERE e.item_id = i.id AND e.kind = 'returned') AS returns `

// stillUnpaid says of an item i that the bank has not confirmed it and that it was not taken back.
const stillUnpaid = "NOT EXISTS (SELECT 1 FROM payment_event e WHERE e.paid_item = i.id) AND NOT EXISTS (SELECT 1 " +
	"FROM pay_reversal v WHERE v.item_id = i.id)"

// batchUnderWay is the number of the batch in which an item i waits for a person or for the bank, of whatever office;
// NULL: of none.
const batchUnderWay = "(SELECT MAX(b.number) FROM pay_batch_line z JOIN pay_batch b ON b.id = z.batch_id WHERE " +
	"z.item_id = i.id AND " +
	onWay + ")"

// unpaid items of a run, those under way too: all, of a first batch; else those that the bank sent back and has not
// paid.
func unpaid(tx *database.Tx, runID int64) ([]Line, error) {
	var out []Line
	err := tx.Select(&out, strings.NewReplacer("%seq%", "0", "%name%", "i.name", "%sent%",
		"p.id_sealed, p.account_sealed, p.account_index, p.account_version, "+batchUnderWay+" AS under_way").Replace(lineSQL)+`FROM pay_item i JOIN person p ON p.id = i.person_id
WHERE i.run_id = ? AND `+stillUnpaid+` ORDER BY i.path, i.id`, runID)
	return out, err
}

func linesOf(r database.Reader, batchID int64) ([]Line, error) {
	var out []Line
	err := r.Select(&out,
		strings.NewReplacer("%seq%", "l.seq", "%name%", sentName, "%sent%",
			"COALESCE(l.id_sealed, p.id_sealed) AS id_sealed, COALESCE(l.account_sealed, p.account_sealed) AS account_sealed, "+
				"COALESCE(l.account_index, p.account_index) AS account_index").Replace(lineSQL)+
			`FROM pay_batch_line l JOIN pay_item i ON i.id = l.item_id JOIN person p ON p.id = i.person_id WHERE l.batch_id = ?
ORDER BY l.seq`,
		batchID)
	return out, err
}

// share of an item that has more than one line: what a fund bears of it.
type share struct {
	ItemID    int64
	Fund      string
	AmountFen money.Fen
}

// sharesOf a run's items that have more than one line.
func sharesOf(r database.Reader, runID int64) (map[int64][]share, error) {
	var rows []share
	out := map[int64][]share{}
	err := r.Select(&rows,
		"SELECT l.item_id, l.fund, l.amount_fen FROM pay_item i JOIN pay_line l ON l.item_id = i.id WHERE i.run_id = ? AND "+
			"i.shares <> ''",
		runID)
	for _, x := range rows {
		out[x.ItemID] = append(out[x.ItemID], x)
	}
	return out, err
}

// bear adds a line to what each fund bears.
func bear(sum map[string]money.Fen, l Line, split map[int64][]share) {
	if len(split[l.ItemID]) == 0 {
		sum[l.Fund] += l.AmountFen
	}
	for _, x := range split[l.ItemID] {
		sum[x.Fund] += x.AmountFen
	}
}

func insertBatch(tx *database.Tx, b *Batch, lines []Line) (err error) {
	if b.ID, err = tx.Create("INSERT INTO pay_batch (run_id, path, number, state, prepared_by, prepared_key, items, "+
		"total_fen, file_digest, format, office) VALUES (?, ?, ?, 'prepared', ?, ?, ?, ?, ?, ?, ?)",
		b.RunID, b.Path, b.Number, b.PreparedBy, b.PreparedKey, b.Items, int64(b.TotalFen), b.FileDigest, b.Format,
		b.Office); err != nil {
		return err
	}
	return insertLines(tx, b.ID, lines)
}

// insertLines keeps with each line the name, number and account to which it goes, so that the file can be made again
// from them.
func insertLines(tx *database.Tx, batchID int64, lines []Line) error {
	return tx.InsertMany("pay_batch_line",
		[]string{"batch_id", "seq", "item_id", "amount_fen", "id_sealed", "account_sealed", "account_index", "name",
			"account_version"},
		len(lines), func(i int, x []any) {
			l := &lines[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8] = batchID, l.Seq, l.ItemID, int64(l.AmountFen), l.IDSealed,
				l.AccountSealed, l.AccountIndex, l.Renamed, l.AccountVersion
		})
}

func move(tx *database.Tx, b Batch, set string, args ...any) error {
	return tx.Change("UPDATE pay_batch SET "+set+", version = version + 1 WHERE id = ? AND version = ?",
		append(args, b.ID, b.Version)...)
}

// StoreEvents writes the bank's word and adds it to the visit's witness. Refusal: payment.paid_twice.
func StoreEvents(v *desk.Visit, es []Event) error {
	err := v.Tx.InsertMany("payment_event", append(Witness.All(), "trail_id", "row_digest"), len(es),
		func(i int, x []any) {
			e := &es[i]
			d := e.digest()
			v.Witness("payment_event", d)
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10] = e.ItemID, e.BatchID, e.Kind, e.Reason,
				int64(e.AmountFen), e.OnDate, e.Path, e.ActorID, int64(e.AtUs), v.TrailID(), d
		})
	if database.Duplicate(err, "") {
		return errs.New(errs.Conflict, "payment.paid_twice")
	}
	return err
}

// Arrears of one county and month: frozen but not confirmed by the bank, and due but not frozen.
type Arrears struct {
	Path      string
	Month     civil.Month
	Unpaid    int64
	UnpaidFen money.Fen
	Unfrozen  int64
}

// Overdue months of a scope are those whose due day (pay.due_day of the next month) has passed.
func Overdue(r database.Reader, scope authz.Scope, book *rulebook.Book, today civil.Date) ([]Arrears, error) {
	all, err := ArrearsOf(r, scope, today.Month().Add(-1))
	return slices.DeleteFunc(all, func(a Arrears) bool { return !today.After(payroll.DueOn(book, a.Path, a.Month)) }), err
}

// DueMonth is the last month whose pay.due_day has passed somewhere in a scope; a document may have put it off there.
func DueMonth(scope authz.Scope, book *rulebook.Book, today civil.Date) civil.Month {
	path := ""
	if paths := scope.Paths(); len(paths) > 0 {
		path = paths[0]
	}
	last := today.Month().Add(-1)
	if !today.After(payroll.DueOn(book, path, last)) {
		if _, off := payroll.PutOff(book, path, last); !off {
			last = last.Add(-1)
		}
	}
	return last
}

// ArrearsOf a scope for the months up to one: what OwingOf lists, by county and month. The clock runs until the bank
// confirms: released is not paid.
func ArrearsOf(r database.Reader, scope authz.Scope, until civil.Month) ([]Arrears, error) {
	rows, err := OwingOf(r, scope, OwingFilter{Until: until})
	if err != nil {
		return nil, err
	}
	type key struct {
		path  string
		month civil.Month
	}
	at := map[key]int{}
	var out []Arrears
	for _, o := range rows {
		k := key{region.CountyPath(o.Path), o.Month}
		i, known := at[k]
		if !known {
			i, at[k] = len(out), len(out)
			out = append(out, Arrears{Path: k.path, Month: k.month})
		}
		if o.IsFrozen() {
			out[i].Unpaid, out[i].UnpaidFen = out[i].Unpaid+1, out[i].UnpaidFen+o.AmountFen
		} else {
			out[i].Unfrozen++
		}
	}
	return out, nil
}

// Bulk is a settled batch made at once, ids given by the caller.
type Bulk struct {
	Batch  Batch
	Lines  []Line
	Events []Event
}

// Store writes a bulk inside a visit.
func (b *Bulk) Store(v *desk.Visit) error {
	x := &b.Batch
	if _, err := v.Tx.Exec("INSERT INTO pay_batch (id, run_id, path, number, state, prepared_by, prepared_key, "+
		"released_by, released_key, released_us, settled_us, items, total_fen, file_digest, voucher) VALUES (?, ?, ?, ?, "+
		"?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		x.ID, x.RunID, x.Path, x.Number, x.State, x.PreparedBy, x.PreparedKey, x.ReleasedBy, x.ReleasedKey,
		int64(x.ReleasedUs), int64(x.SettledUs), x.Items, int64(x.TotalFen), x.FileDigest, x.Voucher); err != nil {
		return err
	}
	if err := insertLines(v.Tx, x.ID, b.Lines); err != nil {
		return err
	}
	return StoreEvents(v, b.Events)
}

// Said is what the bank said of a person's pay of a month.
type Said struct {
	Month     civil.Month
	AmountFen money.Fen
	Kind      string // paid or returned
	Reason    string
	OnDate    civil.Date
	Worth     string // how the item was reckoned, as it is kept; empty: by calendar days, before that was kept
}

// Reckoning is how the item was reckoned, in words; empty where that was not kept.
func (s Said) Reckoning() string { return payroll.WordsOfWorth(s.Worth) }

// OfPerson lists what the bank said of a person's pay, by month.
func OfPerson(r database.Reader, personID int64) ([]Said, error) {
	var out []Said
	err := r.Select(&out,
		"SELECT i.month, i.amount_fen, e.kind, e.reason, e.on_date, i.worth FROM pay_item i "+
			"JOIN payment_event e ON e.item_id = i.id WHERE i.person_id = ? ORDER BY i.month, e.id",
		personID)
	return out, err
}

// PaidBeyond is what the bank paid for a placement beyond its last day, to be recovered: later months in full, and of
// the last month the days paid beyond it.
func PaidBeyond(r database.Reader, placementID int64, start, end civil.Date) (money.Fen, error) {
	var rows []struct {
		Path      string
		Month     civil.Month
		Days      int64
		AmountFen money.Fen
	}
	if err := r.Select(&rows,
		"SELECT l.path, l.month, l.days, l.amount_fen FROM pay_line l WHERE l.placement_id = ? "+
			"AND l.month >= ? AND EXISTS (SELECT 1 FROM payment_event e WHERE e.paid_item = l.item_id)",
		placementID, end.Month()); err != nil {
		return 0, err
	}
	if len(rows) == 0 {
		return 0, nil
	}
	book, err := rulebook.Load(r)
	if err != nil {
		return 0, err
	}
	var sum money.Fen
	seen := map[civil.Month]bool{}
	for _, x := range rows {
		if !payroll.IsPlain(book, region.CountyPath(x.Path), x.Month) {
			if seen[x.Month] {
				continue // all lines of a month at once
			}
			seen[x.Month] = true
			had := money.Fen(0)
			for _, y := range rows {
				if y.Month == x.Month {
					had += y.AmountFen
				}
			}
			now, err := payroll.WorthUntil(r, book, payroll.CountyMonth{County: region.CountyPath(x.Path), Month: x.Month},
				placementID, end)
			if err != nil {
				return 0, err
			}
			sum += max(had-now, 0)
			continue
		}
		over := payroll.Beyond(x.Days, payroll.PeriodOf(book, x.Path, x.Month), start, end)
		sum += x.AmountFen.Prorate(int(over), int(max(x.Days, 1)))
	}
	return sum, nil
}
