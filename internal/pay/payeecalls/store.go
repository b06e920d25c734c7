package payeecalls

import (
	"database/sql"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// paidItems of a county's month in order, and when the last of its batches was settled; none while a batch is on its
// way.
func paidItems(r database.Reader, countyPath string, month civil.Month) (out []int64, settled clock.Moment, err error) {
	var way int64
	onWay, err := r.One(&way,
		"SELECT b.id FROM pay_batch b JOIN pay_run x ON x.id = b.run_id WHERE x.path = ? AND x.month = ? AND b.state IN "+
			"('prepared','released') LIMIT 1",
		countyPath, month)
	if err != nil || onWay {
		return nil, 0, err
	}
	var at struct{ At clock.Moment }
	if _, err = r.One(&at,
		"SELECT COALESCE(MAX(b.settled_us), 0) AS at FROM pay_batch b JOIN pay_run x ON x.id = b.run_id WHERE x.path = ? "+
			"AND x.month = ?",
		countyPath, month); err != nil {
		return nil, 0, err
	}
	err = r.Select(&out,
		"SELECT i.id FROM pay_item i JOIN pay_run x ON x.id = i.run_id WHERE x.path = ? AND i.month = ? AND EXISTS (SELECT "+
			"1 FROM payment_event e WHERE e.paid_item = i.id) ORDER BY i.id",
		countyPath, month)
	return out, at.At, err
}

func rootAfter(r database.Reader, at clock.Moment) (digest []byte, found bool, err error) {
	var x struct{ Digest []byte }
	found, err = r.One(&x, "SELECT digest FROM trail_root WHERE at_us > ? ORDER BY at_us, id LIMIT 1", int64(at))
	return x.Digest, found, err
}

func store(tx *database.Tx, x *Sample, items []int64) (err error) {
	if x.ID, err = tx.Create(
		"INSERT INTO payee_sample (region_id, path, month, paid, seed, created_by, created_us) VALUES (?, ?, ?, ?, ?, ?, ?)",
		x.RegionID, x.Path, x.Month, x.Paid, x.Seed, x.CreatedBy, int64(x.CreatedUs)); err != nil {
		return err
	}
	return tx.InsertMany("payee_sampled", []string{"sample_id", "seq", "item_id"}, len(items),
		func(i int, v []any) { v[0], v[1], v[2] = x.ID, i+1, items[i] })
}

// sampled is the village path of an item that is in a sample.
func sampled(r database.Reader, itemID int64) (string, error) {
	var path string
	found, err := r.One(&path,
		"SELECT i.path FROM payee_sampled s JOIN pay_item i ON i.id = s.item_id WHERE s.item_id = ?", itemID)
	if err == nil && !found {
		err = errs.New(errs.NotFound, "authz.not_found")
	}
	return path, err
}

func answered(r database.Reader, itemID int64) (bool, error) {
	var id int64
	return r.One(&id, "SELECT id FROM payee_call WHERE answered = ?", itemID)
}

// Samples of a scope, latest month first.
func Samples(r database.Reader, scope authz.Scope, limit int) ([]Sample, error) {
	where, args := scope.SQL("path")
	var out []Sample
	err := r.Select(&out,
		"SELECT id, region_id, path, month, paid, seed, created_by, created_us FROM payee_sample WHERE "+where+
			" ORDER BY month DESC, path LIMIT ?",
		append(args, limit)...)
	return out, err
}

// ToCall is somebody who is still to be called: neither the amount nor an earlier answer is told to the caller.
type ToCall struct {
	ItemID      int64
	Seq         int64
	Path        string
	Name        string
	PhoneSealed []byte
	Month       civil.Month
	Tries       int64
	AgainAt     string // of the last try
}

// Waiting are those of a sample who are still to be called.
func Waiting(r database.Reader, scope authz.Scope, sampleID int64) ([]ToCall, error) {
	where, args := scope.SQL("i.path")
	var out []ToCall
	err := r.Select(&out, `SELECT s.item_id, s.seq, i.path, i.name, p.phone_sealed, i.month, (SELECT COUNT(*)
FROM payee_call c WHERE c.item_id = i.id) AS tries, COALESCE((SELECT c.again_at FROM payee_call c
WHERE c.id = (SELECT MAX(z.id) FROM payee_call z WHERE z.item_id = i.id)), '') AS again_at
FROM payee_sampled s JOIN pay_item i ON i.id = s.item_id JOIN person p ON p.id = i.person_id
WHERE s.sample_id = ? AND
`+where+` AND NOT EXISTS (SELECT 1 FROM payee_call c WHERE c.item_id = i.id
AND c.outcome IN ('answered','declined')) ORDER BY s.seq`, append([]any{sampleID}, args...)...)
	return out, err
}

// Told is what was answered, for the inspectors: beside it what the bank confirmed.
type Told struct {
	ItemID      int64
	PlacementID int64
	Path        string
	Name        string
	Month       civil.Month
	PaidFen     money.Fen
	Outcome     string
	Received    string
	SaidFen     *int64
	AskedBack   string
	Remark      string
	AtUs        clock.Moment
}

// Odd says that an answer does not go with what the bank confirmed, or that part of the money was asked back. It is a
// suspicion: an old person may not remember, another card may have been looked at.
func (t Told) Odd() bool {
	return t.AskedBack == "yes" || t.Received == "no" || t.SaidFen != nil && money.Fen(*t.SaidFen) != t.PaidFen
}

// Said is the amount that was told, empty if none was.
func (t Told) Said() string {
	if t.SaidFen == nil {
		return ""
	}
	return money.Fen(*t.SaidFen).Grouped()
}

// AskedBack counts the calls of a scope since a day in which somebody told that pay is to be given back.
func AskedBack(r database.Reader, scope authz.Scope, since civil.Date) (n int64, err error) {
	where, args := scope.SQL("path")
	_, err = r.One(&n, "SELECT COUNT(*) FROM payee_call WHERE "+where+" AND asked_back = 'yes' AND at_us >= ?",
		append(args, int64(clock.On(since, 0, 0)))...)
	return n, err
}

// Answers of a scope, what is odd first, then the latest.
func Answers(r database.Reader, scope authz.Scope, limit int) ([]Told, error) {
	where, args := scope.SQL("c.path")
	var out []Told
	err := r.Rows(`SELECT c.item_id, i.placement_id, c.path, i.name, i.month, i.amount_fen, c.outcome, c.received,
c.said_fen, c.asked_back, c.remark, c.at_us FROM payee_call c JOIN pay_item i ON i.id = c.item_id
WHERE `+where+` AND c.outcome IN ('answered','declined') ORDER BY CASE WHEN c.asked_back = 'yes' THEN 0 WHEN c.received
= 'no' THEN 1 WHEN c.said_fen <> i.amount_fen THEN 2 ELSE 3 END, c.id DESC LIMIT
?`, append(args, limit), func(rows *sql.Rows) error {
		var t Told
		err := rows.Scan(&t.ItemID, &t.PlacementID, &t.Path, &t.Name, &t.Month, &t.PaidFen, &t.Outcome, &t.Received,
			&t.SaidFen, &t.AskedBack, &t.Remark, &t.AtUs)
		out = append(out, t)
		return err
	})
	return out, err
}
