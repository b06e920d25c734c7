package inspect

import (
	"database/sql"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// PaidAllTheSame stands before a township's reason for a line that no day at work stands behind, where a list of pay
// carries it among its remarks.
const PaidAllTheSame = "没有出勤照发："

// PaidToMinimum stands there of a line that the rate is not the most of: see Reckoned.
const PaidToMinimum = "补足到小时最低工资，或者按考核加发。"

// PayNotice of a list of pay that was approved: when it hung, beside the days that bound it.
type PayNotice struct {
	ID          int64
	Path        string
	Month       civil.Month
	Kind        string // of the list: regular, supplement, arrears, correction; empty: not said
	From, Until civil.Date
	Drafted     civil.Date // zero: not known, or the villages' own lists hung before it
	Approved    civil.Date // zero: not known
	Ahead       bool       // a document pays the month before it is over
}

func (c *City) loadNotices(r database.Reader, path string) (err error) {
	c.Notices, err = LoadNotices(r, path)
	return err
}

// LoadNotices reads when the approved lists of pay hung: those of the counties that bear on a path.
func LoadNotices(r database.Reader, path string) (out []PayNotice, err error) {
	if county := region.CountyPath(path); county != "" {
		path = county
	}
	which, args := narrow("path", path)
	return out, r.Rows("SELECT id, path, month, kind, notice_from, notice_until, drafted_us, approved_us, "+
		"ahead_document, hung FROM pay_run WHERE state = 'approved' AND "+which+" ORDER BY id", args,
		func(rows *sql.Rows) error {
			var n PayNotice
			var drafted, hung int64
			var approved sql.NullInt64
			var document string
			err := rows.Scan(&n.ID, &n.Path, &n.Month, &n.Kind, &n.From, &n.Until, &drafted, &approved, &document, &hung)
			n.Ahead = document != ""
			if hung == 0 { // what the villages hung before the draft was held against it, line by line
				n.Drafted = clock.Moment(drafted).Date()
			}
			if approved.Valid {
				n.Approved = clock.Moment(approved.Int64).Date()
			}
			out = append(out, n)
			return err
		})
}

// LineOf an item of pay.
type LineOf struct{ ItemID, PlacementID int64 }

// Reckoned is what was kept of how a line of pay was reckoned.
type Reckoned struct {
	Counted *int64 // days that counted by the sheet; nil: not kept
	Early   bool   // before the sheet was whole
	Why     string // it is paid without a day at work, as the township says
	// brought up to the hourly minimum, paid by hours, or with more by the assessment: the rate is not the most
	ToMinimum bool
}

// toMinimum is that of a line of pay.
const toMinimum = `CASE WHEN l.pay_basis = 'hours' OR l.steps LIKE '%minimum:%' OR l.steps LIKE '%bonus:%' THEN 1
ELSE 0 END`

// LoadReckoned reads how the lines of pay under a path were reckoned, where an extract tells of it.
func LoadReckoned(r database.Reader, path string) (map[LineOf]Reckoned, error) {
	which, args := narrow("l.path", path)
	out := map[LineOf]Reckoned{}
	return out, r.Rows(`SELECT l.item_id, l.placement_id, l.counted_days,
CASE WHEN l.steps LIKE '%ahead:%' OR l.steps LIKE '%expected:%' THEN 1 ELSE 0 END,
`+toMinimum+`, COALESCE((SELECT a.why FROM pay_answer a WHERE a.run_id = i.run_id AND a.placement_id = l.placement_id
AND a.verdict = 'paid'), (SELECT CASE WHEN v.kind = 'told' THEN '`+heldAndDue+`' WHEN v.how = 'pay' THEN v.remark END
FROM pay_hold_event v WHERE v.placement_id = l.placement_id AND v.month = l.month AND v.kind IN ('told', 'decided')
ORDER BY v.id DESC LIMIT 1), '') FROM pay_line l JOIN pay_item i ON i.id = l.item_id WHERE `+which, args,
		func(rows *sql.Rows) error {
			var k LineOf
			var x Reckoned
			err := rows.Scan(&k.ItemID, &k.PlacementID, &x.Counted, &x.Early, &x.ToMinimum, &x.Why)
			out[k] = x
			return err
		})
}

// MonthOf a placement.
type MonthOf struct {
	PlacementID int64
	Month       civil.Month
}

// LoadCorrected reads what the county corrected of month sheets under a path after they were locked: the days as they
// should have been.
func LoadCorrected(r database.Reader, path string) (map[MonthOf]string, error) {
	which, args := narrow("k.path", path)
	out := map[MonthOf]string{}
	return out, r.Rows("SELECT c.placement_id, k.month, c.days FROM duty_correction k JOIN duty_correction_line c ON "+
		"c.correction_id = k.id WHERE k.state = 'approved' AND "+which+" ORDER BY k.id", args, func(rows *sql.Rows) error {
		var k MonthOf
		var days string
		err := rows.Scan(&k.PlacementID, &k.Month, &days)
		out[k] = days
		return err
	})
}

// LoadHours reads the hours of the month sheets under a path, where they are told.
func LoadHours(r database.Reader, path string) (map[MonthOf]int64, error) {
	which, args := narrow("s.path", path)
	out := map[MonthOf]int64{}
	return out, r.Rows("SELECT d.placement_id, s.month, d.hours FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id "+
		"WHERE d.hours > 0 AND "+which, args, func(rows *sql.Rows) error {
		var k MonthOf
		var n int64
		err := rows.Scan(&k.PlacementID, &k.Month, &n)
		out[k] = n
		return err
	})
}

// LoadAgreed reads the last days of the agreements of the placements under a path.
func LoadAgreed(r database.Reader, path string) (map[int64]civil.Date, error) {
	which, args := narrow("l.path", path)
	out := map[int64]civil.Date{}
	return out, r.Rows("SELECT l.id, l.agreement_until FROM placement l WHERE "+which, args, func(rows *sql.Rows) error {
		var id int64
		var until civil.Date
		err := rows.Scan(&id, &until)
		out[id] = until
		return err
	})
}
