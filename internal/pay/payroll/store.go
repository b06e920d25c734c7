package payroll

import (
	"database/sql"
	"slices"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

const runColumns = "id, region_id, path, month, kind, number, state, year, notice_from, notice_until, objections, " +
	"drafted_by, drafted_key, drafted_us, approved_by, approved_key, approved_us, items, total_fen, version, " +
	"ahead_document, ahead_on, hung"

func oneRun(r database.Reader, suffix string, id int64) (Run, error) {
	return database.Find[Run](r, "SELECT "+runColumns+" FROM pay_run WHERE id = ?"+suffix, id)
}

// RunByID finds a run.
func RunByID(r database.Reader, id int64) (Run, error) { return oneRun(r, "", id) }

// LockRun reads a run that the visit intends to move.
func LockRun(tx *database.Tx, id int64) (Run, error) { return oneRun(tx, tx.ForUpdate(), id) }

// Runs that concern a scope: of its counties, or of the counties that its townships and villages lie in. Newest month
// first.
func Runs(r database.Reader, scope authz.Scope, limit int) ([]Run, error) {
	where, args := scope.SQL("path")
	for _, p := range scope.Paths() {
		if len(p) > 8 {
			where, args = "("+where+" OR path = ?)", append(args, p[:8])
		}
	}
	var out []Run
	err := r.Select(&out, "SELECT "+runColumns+" FROM pay_run WHERE "+where+" ORDER BY month DESC, path, id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}

// ItemByID finds a frozen item, without its lines.
func ItemByID(r database.Reader, id int64) (Item, error) {
	return database.Find[Item](r,
		"SELECT id, run_id, placement_id, person_id, village_id, path, month, fund, days, of_days, amount_fen, name, "+
			"basis, account_tail, account_index, at_us, kind, of_item_id, account_version FROM pay_item WHERE id = ?",
		id)
}

// WholePay of a county's month by placement, of who was paid all its days by a basis that does not hang on the days or
// hours worked; what a rule deducted counts.
func WholePay(r database.Reader, countyPath string, month civil.Month) (map[int64]money.Fen, error) {
	out := map[int64]money.Fen{}
	return out, r.Rows(`SELECT l.placement_id, l.amount_fen + l.deducted_fen
FROM pay_run n JOIN pay_item i ON i.run_id = n.id JOIN pay_line l ON l.item_id = i.id
WHERE n.path = ? AND n.month = ? AND n.state = 'approved' AND n.kind = 'regular' AND l.days = l.of_days
AND l.pay_basis IN ('', 'calendar', 'whole')`,
		[]any{countyPath, month}, func(rows *sql.Rows) error {
			var holder int64
			var f money.Fen
			err := rows.Scan(&holder, &f)
			out[holder] += f
			return err
		})
}

// lockCounty for what may not happen to its lists of pay at once.
func lockCounty(tx *database.Tx, id int64) error {
	_, err := tx.One(&id, "SELECT id FROM region WHERE id = ?"+tx.ForUpdate(), id)
	return err
}

// EverListed reports whether a county ever had a list of pay that was not given up. One that had none is new here, and
// chooses by which basis it pays; another goes on as it did.
func EverListed(r database.Reader, regionID int64) (bool, error) {
	var id int64
	return r.One(&id, "SELECT id FROM pay_run WHERE region_id = ? AND state <> 'cancelled' LIMIT 1", regionID)
}

// lastListed is the last month of a county of which there is a list that was not given up; zero: none.
func lastListed(tx *database.Tx, regionID int64) (civil.Month, error) {
	var x struct{ Month civil.Month }
	_, err := tx.One(&x, "SELECT month FROM pay_run WHERE region_id = ? AND state <> 'cancelled' "+
		"ORDER BY month DESC LIMIT 1", regionID)
	return x.Month, err
}

// firstListed is the first month of a county of which there is a list that was not given up; zero: none.
func firstListed(tx *database.Tx, regionID int64) (civil.Month, error) {
	var x struct{ Month civil.Month }
	_, err := tx.One(&x, "SELECT month FROM pay_run WHERE region_id = ? AND state <> 'cancelled' "+
		"ORDER BY month LIMIT 1", regionID)
	return x.Month, err
}

// FirstHere is the first month of which a county, by its path, has a list that was not given up or a sheet that was
// sent; zero: none.
func FirstHere(r database.Reader, county string) (civil.Month, error) {
	first, err := duty.FirstSent(r, authz.Under(county), civil.EarliestMonth())
	if err != nil {
		return first, err
	}
	var x struct{ Month civil.Month }
	_, err = r.One(&x, "SELECT month FROM pay_run WHERE path = ? AND state <> 'cancelled' ORDER BY month LIMIT 1", county)
	if !x.Month.IsZero() && (first.IsZero() || x.Month.Before(first)) {
		first = x.Month
	}
	return first, err
}

func liveRuns(tx *database.Tx, regionID int64, month civil.Month) ([]Run, error) {
	var out []Run
	err := tx.Select(&out,
		"SELECT "+runColumns+" FROM pay_run WHERE region_id = ? AND month = ? AND state <> 'cancelled' ORDER BY id", regionID,
		month)
	return out, err
}

// dues of a county's month, as duesOf, each day once.
func dues(tx database.Reader, w *Worths, all bool) ([]Due, leftOut, error) {
	out, left, err := duesOf(tx, w, all)
	if err == nil {
		out, err = shownOnce(tx, w, out)
	}
	return out, left, err
}

// duesOf a county's month, of which the sheets are read: who was on post in a village whose sheet is locked and, unless
// all are asked for, has no slot for the month yet; bare are those who have no account of their own. Who was suspended,
// or whose post was out of season, all month is in neither, but for days that a sheet shows to be worked: they are
// paid. A month that is paid ahead needs no sheet.
//
// CROSS JOIN keeps SQLite from beginning with the people: the county's placements come first.
func duesOf(tx database.Reader, w *Worths, all bool) (out []Due, left leftOut, err error) {
	countyPath, month := w.County, w.Month
	ready, err := lockedVillages(tx, countyPath, month)
	if err != nil {
		return nil, left, err
	}
	pauses, err := placement.PausesUnder(tx, countyPath)
	if err != nil {
		return nil, left, err
	}
	where, args := authz.Under(countyPath).SQL("l.path")
	args = append(append([]any{month}, args...), w.Period.Until)
	fresh := ""
	if !all { // nor that the month ends without pay, as the payee was told
		fresh, args = " AND NOT EXISTS (SELECT 1 FROM pay_slot x WHERE x.placement_id = l.id AND x.month = ?) "+
			"AND COALESCE((SELECT v.kind FROM no_pay_event v WHERE v.placement_id = l.id AND v.month = ? "+
			"ORDER BY v.id DESC LIMIT 1), '') <> 'told'",
			append(args, month, month)
	}
	if w.byDues {
		w.agreed = map[int64]placement.WorkAgreed{}
	}
	err = tx.Rows(`SELECT l.id, l.person_id, l.village_id, l.path, q.fund, l.rate_fen, l.start_on, l.end_on, q.season_from,
q.season_until, CASE WHEN p.account_index IS NULL THEN 0 ELSE 1 END, y.item_id, q.kind, q.days_month, l.hours_month
FROM placement l CROSS JOIN post q ON q.id = l.post_id CROSS JOIN person p ON p.id = l.person_id LEFT JOIN pay_slot y
ON y.person_id = l.person_id AND y.month = ?
WHERE `+where+` AND l.start_on <= ? AND COALESCE(l.end_reason, '') <> 'void'`+fresh+`
ORDER BY l.path, l.id`, args, func(rows *sql.Rows) error {
		var d Due
		var agreed placement.WorkAgreed
		var account int
		if err := rows.Scan(&d.PlacementID, &d.PersonID, &d.VillageID, &d.Path, &d.Fund, &d.RateFen, &d.StartOn, &d.EndOn,
			&d.Season.SeasonFrom, &d.Season.SeasonUntil, &account, &d.OfItem, &agreed.Kind, &agreed.Days,
			&agreed.Hours); err != nil {
			return err
		}
		if w.byDues {
			w.agreed[d.PlacementID] = agreed
		}
		if !w.Ahead && !ready[region.PathAt(d.Path, region.Village)] {
			return nil
		}
		d.Pauses = pauses[d.PlacementID]
		w.showWork(&d)
		if OnPost(d, w.Period, month) == 0 {
			return nil // suspended or out of season all month
		}
		if d.Fund == "" { // a post that was taken over: nobody told yet who pays
			left.unfunded++
			return nil
		}
		if d.Bare = account == 0; d.Bare {
			left.bare++
		}
		if all || !d.Bare {
			out = append(out, d)
		}
		return nil
	})
	return out, left, err
}

// shownOnce leaves out the days off the post that a placement shows as worked where its holder was on another post:
// they are paid there.
func shownOnce(r database.Reader, w *Worths, dues []Due) ([]Due, error) {
	var ids []any
	for _, d := range dues {
		if len(d.Shown) > 0 {
			ids = append(ids, d.PlacementID)
		}
	}
	if len(ids) == 0 {
		return dues, nil
	}
	others, err := placement.OthersOf(r, ids)
	if err != nil {
		return nil, err
	}
	for i := range dues {
		dues[i].elsewhere(others[dues[i].PlacementID])
	}
	return slices.DeleteFunc(dues, func(d Due) bool { return OnPost(d, w.Period, w.Month) == 0 }), nil
}

// ShownWork tells of sheets of a county's month, in whatever state, also of those of the month before where its pay
// begins there, which of some placements were at work on days off the post: it puts them onto what is due.
func ShownWork(r database.Reader, book *rulebook.Book, at CountyMonth, only []any) (func(*Due), error) {
	w := Worths{WorthQuery: WorthQuery{Month: at.Month}, Period: PeriodOf(book, at.County, at.Month)}
	q := duty.WorkedQuery{County: at.County, Month: at.Month, Only: only, AnyState: true}
	var err error
	if w.work, err = q.Read(r); err == nil && w.Period.From.Before(at.Month.First()) {
		q.Month = at.Month.Add(-1)
		w.before, err = q.Read(r)
	}
	if err != nil {
		return nil, err
	}
	others, err := placement.OthersOf(r, only)
	return func(d *Due) {
		w.showWork(d)
		d.elsewhere(others[d.PlacementID])
	}, err
}

// showWork puts onto what is due the days at work off the post that the sheets show.
func (w *Worths) showWork(d *Due) {
	d.showWork(w.Month, w.work[d.PlacementID].Days)
	d.showWork(w.Month.Add(-1), w.before[d.PlacementID].Days)
}

// leftOut counts who is owed and can be put on no list yet.
type leftOut struct {
	bare     int64 // without an account of their own
	unfunded int64 // on a post of which nobody told the fund
}

// lockedVillages are the paths of the villages whose sheet of a month is locked.
func lockedVillages(tx database.Reader, countyPath string, month civil.Month) (map[string]bool, error) {
	where, args := authz.Under(countyPath).SQL("path")
	var locked []string
	err := tx.Select(&locked, "SELECT path FROM duty_sheet WHERE "+where+" AND month = ? AND state = 'locked'",
		append(args, month)...)
	out := make(map[string]bool, len(locked))
	for _, path := range locked {
		out[path] = true
	}
	return out, err
}

func insertRun(tx *database.Tx, x *Run) (err error) {
	x.ID, err = tx.Create("INSERT INTO pay_run (region_id, path, month, kind, number, state, objections, drafted_by, "+
		"drafted_key, drafted_us, items, total_fen, ahead_document, ahead_on) VALUES (?, ?, ?, ?, ?, 'draft', '', ?, ?, ?, "+
		"?, ?, ?, ?)",
		x.RegionID, x.Path, x.Month, x.Kind, x.Number, x.DraftedBy, x.DraftedKey, int64(x.DraftedUs), x.Items,
		int64(x.TotalFen), x.AheadDocument, x.AheadOn)
	return err
}

func move(tx *database.Tx, x Run, set string, args ...any) error {
	return tx.Change("UPDATE pay_run SET "+set+", version = version + 1 WHERE id = ? AND version = ?",
		append(args, x.ID, x.Version)...)
}

func insertNotice(tx *database.Tx, runID, actorID int64, p PastNotice) error {
	_, err := tx.Exec("INSERT INTO pay_notice (run_id, from_date, until_date, objections, irregular, why, actor_id, "+
		"at_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		runID, p.FromDate, p.UntilDate, p.Objections, p.Irregular, p.Why, actorID, int64(p.AtUs))
	return err
}

// PastNotices of a run that cannot count, in the order in which they were entered.
func PastNotices(r database.Reader, runID int64) ([]PastNotice, error) {
	var out []PastNotice
	err := r.Select(&out,
		"SELECT id, from_date, until_date, objections, irregular, why, at_us FROM pay_notice WHERE run_id = ? ORDER BY id",
		runID)
	return out, err
}

// Queue of runs that wait for a step.
type Queue struct {
	N      int64
	Since  clock.Moment // when the oldest was drafted
	Month  civil.Month  // the first of their months
	People int64        // whose pay they are, each counted once for a run
}

// WaitingForAudit are the runs of which a scope's townships have a part that they have not audited.
func WaitingForAudit(r database.Reader, scope authz.Scope) (q Queue, err error) {
	where, args := scope.SQL("d.path")
	_, err = r.One(&q, `SELECT COUNT(DISTINCT d.run_id) AS n, MIN(x.drafted_us) AS since, MIN(x.month) AS month,
COUNT(*) AS people FROM pay_draft d JOIN pay_run x ON x.id = d.run_id
JOIN region v ON v.id = d.village_id
WHERE `+where+` AND x.state = 'noticed' AND NOT EXISTS (SELECT 1 FROM pay_audit a WHERE a.run_id = d.run_id
AND a.township_id = v.parent_id)`, args...)
	return q, err
}

// AuditQueue lists the runs of WaitingForAudit, those whose notice ended first first.
func AuditQueue(r database.Reader, scope authz.Scope) ([]int64, error) {
	where, args := scope.SQL("w.path")
	var out []int64
	err := r.Select(&out, `SELECT n.id FROM pay_run n WHERE n.state = 'noticed' AND EXISTS (SELECT 1 FROM pay_draft w
WHERE w.run_id = n.id AND `+where+` AND NOT EXISTS (SELECT 1 FROM pay_audit a
WHERE a.run_id = w.run_id AND a.path = SUBSTR(w.path, 1, 12))) ORDER BY n.notice_until, n.id`, args...)
	return out, err
}

// ApprovalQueue lists the noticed runs of a scope, those whose notice ended first first.
func ApprovalQueue(r database.Reader, scope authz.Scope) ([]int64, error) {
	where, args := scope.SQL("n.path")
	var out []int64
	err := r.Select(&out,
		"SELECT n.id FROM pay_run n WHERE "+where+" AND n.state = 'noticed' ORDER BY n.notice_until, n.id", args...)
	return out, err
}

// WaitingForApproval are the noticed runs of a scope.
func WaitingForApproval(r database.Reader, scope authz.Scope) (q Queue, err error) {
	where, args := scope.SQL("n.path")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, MIN(n.drafted_us) AS since, MIN(n.month) AS month, COALESCE(SUM((SELECT "+
		"COUNT(*) FROM pay_draft w WHERE w.run_id = n.id)), 0) AS people FROM pay_run n WHERE "+where+
		" AND n.state = 'noticed'", args...)
	return q, err
}

type draftRow struct {
	PlacementID, PersonID, VillageID int64
	Path, Fund                       string
	Days, OfDays                     int64
	AmountFen, DeductedFen           money.Fen
	Question                         string
	Name, Basis, AccountTail         string
	AccountIndex                     []byte
	OfItemID, AccountVersion         *int64
	PayBasis, Steps                  string
	CountedDays                      *int64
	AgreedDays, HoursMonth           int64
}

func insertDrafts(tx *database.Tx, runID int64, rows []draftRow) error {
	return tx.InsertMany("pay_draft",
		[]string{"run_id", "placement_id", "person_id", "village_id", "path", "fund", "days", "of_days", "amount_fen",
			"deducted_fen", "question", "pay_basis", "counted_days", "agreed_days", "steps"},
		len(rows), func(i int, x []any) {
			d := &rows[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9] = runID, d.PlacementID, d.PersonID, d.VillageID, d.Path,
				d.Fund, d.Days, d.OfDays, int64(d.AmountFen), int64(d.DeductedFen)
			x[10], x[11], x[12], x[13], x[14] = d.Question, d.PayBasis, d.CountedDays, d.AgreedDays, d.Steps
		})
}

// drafts of a run with what is frozen beside them: name, basis, account, and the item that they add to.
func drafts(tx database.Reader, x Run) ([]draftRow, error) {
	of := "(SELECT s.item_id FROM pay_slot s WHERE s.person_id = d.person_id AND s.month = ?)"
	if x.Kind == Correction {
		of = "(SELECT s.item_id FROM pay_slot s WHERE s.placement_id = d.placement_id AND s.month = ?)"
	}
	out := make([]draftRow, 0, x.Items)
	err := tx.Rows(`SELECT d.placement_id, d.person_id, d.village_id, d.path, d.fund, d.days, d.of_days,
d.amount_fen, d.deducted_fen, d.pay_basis, d.counted_days, d.agreed_days, d.steps, p.name,
l.basis, l.hours_month, p.account_tail, p.account_index, p.account_version, `+of+` AS of_item_id
FROM pay_draft d JOIN person p ON p.id = d.person_id JOIN placement l ON l.id = d.placement_id WHERE d.run_id = ?
AND d.amount_fen > 0 ORDER BY d.path, d.placement_id`, []any{x.Month, x.ID}, func(rows *sql.Rows) error {
		out = append(out, draftRow{})
		d := &out[len(out)-1]
		return rows.Scan(&d.PlacementID, &d.PersonID, &d.VillageID, &d.Path, &d.Fund, &d.Days, &d.OfDays, &d.AmountFen,
			&d.DeductedFen, &d.PayBasis, &d.CountedDays, &d.AgreedDays, &d.Steps, &d.Name, &d.Basis, &d.HoursMonth,
			&d.AccountTail, &d.AccountIndex, &d.AccountVersion, &d.OfItemID)
	})
	return out, err
}

func deleteDrafts(tx *database.Tx, runID int64) error {
	_, err := tx.Exec("DELETE FROM pay_draft WHERE run_id = ?", runID)
	return err
}

// StoreItems writes frozen items with their lines, adds them to the visit's witness, and takes their slots: of a person
// and month once. Refusal: payroll.slot.
func StoreItems(v *desk.Visit, run Run, items []Item) error {
	if err := insertItems(v, items); err != nil {
		return err
	}
	if err := number(v.Tx, run.ID, items); err != nil {
		return err
	}
	if err := insertLines(v.Tx, items); err != nil {
		return err
	}
	return takeSlots(v.Tx, run)
}

// freeze the drafts of a run as items that were gathered of them in the same visit, like StoreItems. The line of who
// has one is copied where it stands. Refusals: payroll.slot, payroll.totals.
func freeze(v *desk.Visit, run Run, items []Item) error {
	if err := insertItems(v, items); err != nil {
		return err
	}
	several := make([]Item, 0, len(items)/8)
	for _, i := range items {
		if len(i.Lines) > 1 {
			several = append(several, i)
		}
	}
	if err := number(v.Tx, run.ID, several); err != nil {
		return err
	}
	copied, err := v.Tx.Exec(`INSERT INTO pay_line (item_id, seq, placement_id, village_id, path, month, fund,
days, of_days, amount_fen, deducted_fen, pay_basis, counted_days, agreed_days, steps)
SELECT i.id, 1, w.placement_id, w.village_id, w.path, i.month, w.fund, w.days, w.of_days, w.amount_fen, w.deducted_fen,
w.pay_basis, w.counted_days, w.agreed_days, w.steps
FROM pay_draft w CROSS JOIN pay_item i ON i.run_id = w.run_id AND i.placement_id = w.placement_id
WHERE w.run_id = ? AND w.amount_fen > 0 AND i.shares = '' ORDER BY w.path, w.placement_id`, run.ID)
	if err != nil {
		return err
	}
	if copied != int64(len(items)-len(several)) {
		return errs.New(errs.Conflict, "payroll.totals").With("was", run.TotalFen).With("now", run.TotalFen)
	}
	if err := insertLines(v.Tx, several); err != nil {
		return err
	}
	return takeSlots(v.Tx, run)
}

func insertItems(v *desk.Visit, items []Item) error {
	return v.Tx.InsertMany("pay_item", append(Witness.All(), "trail_id", "row_digest",
		"id"), len(items), func(i int, x []any) {
		m := &items[i]
		d := m.digest()
		v.Witness("pay_item", d)
		x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9] = m.RunID, m.PlacementID, m.PersonID, m.VillageID, m.Path,
			m.Month, m.Fund, m.Days, m.OfDays, int64(m.AmountFen)
		x[10], x[11], x[12], x[13], x[14], x[15], x[16], x[17], x[18], x[19] = m.Name, m.Basis, m.AccountTail,
			m.AccountIndex, int64(m.AtUs), m.Kind, m.OfItemID, m.Shares(), m.AccountVersion, m.Worth()
		x[20], x[21], x[22] = v.TrailID(), d, nil
		if m.ID != 0 {
			x[22] = m.ID // given by the caller; else the database numbers it
		}
	})
}

func insertLines(tx *database.Tx, items []Item) error {
	type at struct{ item, line int }
	var lines []at
	for i := range items {
		for n := range items[i].Lines {
			lines = append(lines, at{i, n})
		}
	}
	return tx.InsertMany("pay_line",
		[]string{"item_id", "seq", "placement_id", "village_id", "path", "month", "fund", "days", "of_days", "amount_fen",
			"deducted_fen", "pay_basis", "counted_days", "agreed_days", "steps"},
		len(lines), func(i int, x []any) {
			m := &items[lines[i].item]
			l := &m.Lines[lines[i].line]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10] = m.ID, lines[i].line+1, l.PlacementID,
				l.VillageID,
				l.Path, m.Month, l.Fund, l.Days, l.OfDays, int64(l.AmountFen), int64(l.DeductedFen)
			x[11], x[12], x[13], x[14] = l.PayBasis, l.CountedDays, l.AgreedDays, l.Steps
		})
}

// takeSlots for the items of a run, and write down what is above rate and first day. Refusal: payroll.slot.
func takeSlots(tx *database.Tx, run Run) error {
	if err := writeOver(tx, run.ID); err != nil || run.Kind == Correction {
		return err // a correction adds to what has its slot
	}
	_, err := tx.Exec(`INSERT INTO pay_slot (placement_id, month, item_id, person_id) SELECT l.placement_id, l.month,
i.id, CASE WHEN l.seq = 1 AND i.of_item_id IS NULL THEN i.person_id END
FROM pay_item i JOIN pay_line l ON l.item_id = i.id WHERE i.run_id = ?`, run.ID)
	if database.Duplicate(err, "") {
		return errs.New(errs.Conflict, "payroll.slot")
	}
	return err
}

// number gives the items of a run the ids that the database gave them.
func number(tx *database.Tx, runID int64, items []Item) error {
	if len(items) == 0 || items[0].ID != 0 {
		return nil
	}
	ids := map[int64]int64{}
	if err := tx.Rows("SELECT person_id, id FROM pay_item WHERE run_id = ?", []any{runID}, func(rows *sql.Rows) error {
		var person, id int64
		err := rows.Scan(&person, &id)
		ids[person] = id
		return err
	}); err != nil {
		return err
	}
	for i := range items {
		items[i].ID = ids[items[i].PersonID]
	}
	return nil
}

// StoreRun writes an approved run, its id given by the caller, with the audits of its townships, inside a visit.
func StoreRun(tx *database.Tx, x Run, audits []Audited) error {
	if _, err := tx.Exec("INSERT INTO pay_run (id, region_id, path, month, kind, number, state, year, notice_from, "+
		"notice_until, objections, drafted_by, drafted_key, drafted_us, approved_by, approved_key, approved_us, items, "+
		"total_fen) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?, ?, ?, ?, ?, ?)",
		x.ID, x.RegionID, x.Path, x.Month, x.Kind, x.Number, x.State, x.Year, x.NoticeFrom, x.NoticeUntil, x.DraftedBy,
		x.DraftedKey, int64(x.DraftedUs), x.ApprovedBy, x.ApprovedKey, int64(x.ApprovedUs), x.Items,
		int64(x.TotalFen)); err != nil {
		return err
	}
	return tx.InsertMany("pay_audit", []string{"run_id", "township_id", "path", "actor_id", "person_key", "at_us"},
		len(audits), func(i int, y []any) {
			a := &audits[i]
			y[0], y[1], y[2], y[3], y[4], y[5] = x.ID, a.TownshipID, a.Path, a.ActorID, a.PersonKey, int64(x.ApprovedUs)
		})
}

// auditedBy tells whether a person audited a part of a run, or spoke for a line of it.
func auditedBy(r database.Reader, runID int64, personKey string) (bool, error) {
	var id int64
	return r.One(&id, "SELECT township_id AS id FROM pay_audit WHERE run_id = ? AND person_key = ? "+
		"UNION ALL SELECT placement_id AS id FROM pay_answer WHERE run_id = ? AND person_key = ? LIMIT 1", runID, personKey,
		runID, personKey)
}

// Audited is a township's word on its part.
type Audited struct {
	TownshipID int64
	Path       string
	ActorID    int64
	PersonKey  string
}

// onSheet joins the month's sheet of its village to lines d of a list, whose placements and posts are l and q; its one
// value is the month.
const onSheet = `LEFT JOIN duty_sheet h ON h.village_id = d.village_id AND h.month = ? LEFT JOIN duty_line w
ON w.sheet_id = h.id AND w.placement_id = d.placement_id`

// sheetSays are the columns of Attendance, as the sheet says it.
const sheetSays = "COALESCE(h.state, '') AS sheet, COALESCE(w.days, '') AS marks, q.days_month AS agreed"

// asCorrected puts what approved corrections say of a run's month in the place of what locked sheets say, and where the
// month's pay is of other days than the month, what sheets say of those.
func asCorrected(r database.Reader, x Run, rows int, at func(int) (placementID int64, a *Attendance)) error {
	if rows == 0 {
		return nil
	}
	book, err := rulebook.Load(r)
	if err != nil {
		return err
	}
	if period := PeriodOf(book, x.Path, x.Month); !period.Is(x.Month) {
		return inPeriod(r, x, period, rows, at)
	}
	says, err := duty.CorrectedDays(r, x.Path, x.Month)
	for i := 0; i < rows && len(says) > 0; i++ {
		id, a := at(i)
		if days, ok := says[id]; ok && a.Sheet == duty.Locked {
			a.Marks = days
		}
	}
	return err
}

// inPeriod puts what reviewed sheets say of the days of a period in the place of what one of a month says.
func inPeriod(r database.Reader, x Run, period worth.Period, rows int, at func(int) (int64, *Attendance)) (err error) {
	ids := make([]any, rows)
	for i := range rows {
		ids[i], _ = at(i)
	}
	ask := duty.WorkedQuery{County: x.Path, Month: x.Month, Only: ids}
	w := Worths{WorthQuery: WorthQuery{County: x.Path, Month: x.Month}, Period: period}
	if w.work, err = ask.Read(r); err != nil {
		return err
	}
	ask.Month = x.Month.Add(-1)
	if w.before, err = ask.Read(r); err != nil {
		return err
	}
	for i := range rows {
		id, a := at(i)
		_, named := w.work[id]
		if _, was := w.before[id]; !named && !(was && period.From.Before(x.Month.First())) {
			continue
		}
		if !named && a.Sheet == "" { // gone in the month before: its sheet has the last days
			a.Sheet = duty.Locked
		}
		marks := make([]byte, 0, period.Days())
		for _, d := range worth.DaysOf(w.sheets(id, nil)) {
			marks = append(marks, d.Mark)
		}
		a.Marks = string(marks)
	}
	return nil
}

// stillAsked says of a line d of a draft that it is questioned and its township has not spoken.
const stillAsked = "d.question > '' AND NOT EXISTS (SELECT 1 FROM pay_answer a WHERE a.run_id = d.run_id AND " +
	"a.placement_id = d.placement_id)"

// openQuestions of a run in a scope, by village; no limit: all.
func openQuestions(r database.Reader, x Run, scope authz.Scope, limit int) ([]Asked, error) {
	where, args := scope.SQL("d.path")
	args = append([]any{x.Month, x.ID}, args...)
	only := ""
	if limit > 0 {
		only, args = " LIMIT ?", append(args, limit)
	}
	var out []Asked
	err := r.Select(&out, `SELECT d.placement_id, d.path, p.name, q.title, d.question, d.days, d.of_days, d.amount_fen,
`+sheetSays+`
FROM pay_draft d JOIN person p ON p.id = d.person_id JOIN placement l ON l.id = d.placement_id JOIN post q
ON q.id = l.post_id `+onSheet+`
WHERE d.run_id = ? AND `+where+` AND `+stillAsked+` ORDER BY d.path, d.placement_id`+only, args...)
	if err != nil {
		return nil, err
	}
	return out, asCorrected(r, x, len(out), func(i int) (int64, *Attendance) {
		return out[i].PlacementID, &out[i].Attendance
	})
}

func countQuestions(r database.Reader, x Run, scope authz.Scope) (int64, error) {
	where, args := scope.SQL("d.path")
	var n struct{ N int64 }
	_, err := r.One(&n, "SELECT COUNT(*) AS n FROM pay_draft d WHERE d.run_id = ? AND "+where+" AND "+stillAsked,
		append([]any{x.ID}, args...)...)
	return n.N, err
}

// unquestioned lines of a run in a scope, of which no township spoke either: whose.
func unquestioned(r database.Reader, x Run, scope authz.Scope) (out []int64, err error) {
	where, args := scope.SQL("d.path")
	out = make([]int64, 0, x.Items)
	return out, r.Rows(`SELECT d.placement_id FROM pay_draft d WHERE d.run_id = ? AND d.question = '' AND `+where+`
AND NOT EXISTS (SELECT 1 FROM pay_answer a WHERE a.run_id = d.run_id AND a.placement_id = d.placement_id)
ORDER BY d.path, d.placement_id`, append([]any{x.ID}, args...), func(rows *sql.Rows) error {
		var id int64
		err := rows.Scan(&id)
		out = append(out, id)
		return err
	})
}

// Questions of a run in a scope: those that wait for the township's word, by village, and how many there are; and those
// of which it has spoken, the latest first. At most limit of each.
func Questions(r database.Reader, x Run, scope authz.Scope, limit int) (open []Asked, waiting int64, answered []Asked, err error) {
	if x.State == Draft || x.State == Noticed {
		if waiting, err = countQuestions(r, x, scope); err == nil && waiting > 0 {
			open, err = openQuestions(r, x, scope, limit)
		}
		if err != nil {
			return nil, 0, nil, err
		}
	}
	where, args := scope.SQL("d.path")
	err = r.Select(&answered, `SELECT d.placement_id, d.path, p.name, q.title, d.question, d.days, d.of_days, d.amount_fen,
d.verdict, d.why, d.at_us,
'locked' AS sheet, '' AS marks, q.days_month AS agreed
FROM pay_answer d JOIN placement l ON l.id = d.placement_id JOIN person p ON p.id = l.person_id JOIN post q
ON q.id = l.post_id
WHERE d.run_id = ? AND
`+where+` ORDER BY d.at_us DESC, d.path, d.placement_id LIMIT
?`, append(append([]any{x.ID}, args...), limit)...)
	return open, waiting, answered, err
}

func insertAnswers(v *desk.Visit, x Run, a Answer, lines []Asked) error {
	columns := []string{"run_id", "placement_id", "path", "month", "question", "verdict", "why", "days", "of_days",
		"attended", "amount_fen",
		"actor_id", "person_key", "at_us"}
	err := v.Tx.InsertMany("pay_answer", columns, len(lines), func(i int, y []any) {
		l := &lines[i]
		y[0], y[1], y[2], y[3], y[4], y[5], y[6], y[7], y[8] = x.ID, l.PlacementID, l.Path, x.Month, l.Question, a.Verdict,
			a.Why, l.Days, l.OfDays
		y[9], y[10], y[11], y[12], y[13] = l.Attended(), int64(l.AmountFen), v.Actor.UserID, v.Actor.PersonKey, int64(v.Now())
	})
	if database.Duplicate(err, "") {
		return errs.New(errs.Conflict, "payroll.answered")
	}
	return err
}

// takeOff lines from a run that is not approved, and count it again. Refusal: payroll.answer_last.
func takeOff(tx *database.Tx, x Run, lines []Asked) error {
	ids := make([]any, len(lines))
	for i, l := range lines {
		ids[i] = l.PlacementID
	}
	if err := database.InParts(ids, func(marks string, ids []any) error {
		_, err := tx.Exec("DELETE FROM pay_draft WHERE run_id = ? AND placement_id IN ("+marks+")",
			append([]any{x.ID}, ids...)...)
		return err
	}); err != nil {
		return err
	}
	var left struct{ Items, TotalFen int64 }
	if _, err := tx.One(&left,
		"SELECT COUNT(DISTINCT person_id) AS items, COALESCE(SUM(amount_fen), 0) AS total_fen FROM pay_draft WHERE run_id = ?",
		x.ID); err != nil {
		return err
	}
	if left.Items == 0 {
		return errs.New(errs.State, "payroll.answer_last")
	}
	return move(tx, x, "items = ?, total_fen = ?", left.Items, left.TotalFen)
}
