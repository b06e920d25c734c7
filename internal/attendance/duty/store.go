package duty

import (
	"cmp"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/listing"
	"gangwei/internal/registry/resident"
)

const sheetColumns = "id, village_id, path, month, state, submitted_by, submitted_key, submitted_us, reviewed_by, " +
	"reviewed_key, reviewed_us, remark, version, scan_id"

func oneSheet(r database.Reader, suffix string, id int64) (Sheet, error) {
	s, err := database.Find[Sheet](r, "SELECT "+sheetColumns+" FROM duty_sheet WHERE id = ?"+suffix, id)
	if err != nil {
		return s, err
	}
	return s, r.Select(&s.Enterers, "SELECT person_key FROM duty_enterer WHERE sheet_id = ? ORDER BY user_id", id)
}

// SheetByID finds a sheet.
func SheetByID(r database.Reader, id int64) (Sheet, error) { return oneSheet(r, "", id) }

func lockSheet(tx *database.Tx, id int64) (Sheet, error) { return oneSheet(tx, tx.ForUpdate(), id) }

// SheetOf a village and month; false if nobody has begun it.
func SheetOf(r database.Reader, villageID int64, month civil.Month) (Sheet, bool, error) {
	var s Sheet
	found, err := r.One(&s, "SELECT "+sheetColumns+" FROM duty_sheet WHERE village_id = ? AND month = ?", villageID, month)
	return s, found, err
}

const holderColumns = "l.person_id, p.name, q.title, l.hours_month, l.start_on, l.end_on, q.season_from, " +
	"q.season_until, q.work, l.rate_fen"

// LinesOf a sheet with their holders, by post.
func LinesOf(r database.Reader, sheetID int64) ([]Line, error) {
	var out []Line
	err := r.Select(&out, `SELECT d.id, d.sheet_id, d.placement_id, d.days, d.how, d.first_days, d.shifts, d.hours,
d.first_hours, d.points, d.remark, d.checked_on, d.checked, d.check_note, `+holderColumns+`
FROM duty_line d JOIN placement l ON l.id = d.placement_id JOIN person p ON p.id = l.person_id JOIN post q
ON q.id = l.post_id WHERE d.sheet_id = ? ORDER BY q.code, l.start_on, l.id`, sheetID)
	if err != nil || len(out) == 0 {
		return out, err
	}
	var village int64
	if _, err := r.One(&village, "SELECT village_id FROM duty_sheet WHERE id = ?", sheetID); err != nil {
		return nil, err
	}
	pauses, err := placement.Pauses(r, village)
	for i := range out {
		out[i].Pauses = pauses[out[i].PlacementID]
	}
	return out, err
}

// holdersOf a village who were on post on any day of a month.
func holdersOf(r database.Reader, villageID int64, month civil.Month) ([]Line, error) {
	var out []Line
	err := r.Select(&out, `SELECT l.id AS placement_id, `+holderColumns+`
FROM placement l JOIN person p ON p.id = l.person_id JOIN post q ON q.id = l.post_id WHERE l.village_id = ?
AND l.start_on <= ? AND (l.end_on IS NULL OR l.end_on >= ? AND COALESCE(l.end_reason, '') <> 'void')
ORDER BY q.code, l.start_on, l.id`,
		villageID, month.Last(), month.First())
	if err != nil {
		return nil, err
	}
	pauses, err := placement.Pauses(r, villageID)
	for i := range out {
		out[i].Pauses = pauses[out[i].PlacementID]
	}
	return out, err
}

func insertSheet(tx *database.Tx, s *Sheet) (err error) {
	s.ID, err = tx.Create("INSERT INTO duty_sheet (village_id, path, month, state, remark) VALUES (?, ?, ?, ?, '')",
		s.VillageID, s.Path, s.Month, s.State)
	s.Version = 1
	return err
}

// insertLines of sheets that begin with them.
func insertLines(tx *database.Tx, lines []Line) error {
	return tx.InsertMany("duty_line",
		[]string{"sheet_id", "placement_id", "days", "how", "first_days", "hours", "points", "remark", "shifts"}, len(lines),
		func(i int, x []any) {
			l := &lines[i]
			x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8] = l.SheetID, l.PlacementID, l.Days, l.How, l.FirstDays, l.Hours,
				nil, l.Remark, cmp.Or(l.Shifts, noShifts)
			if l.Points != nil {
				x[6] = *l.Points
			}
		})
}

func updateLine(tx *database.Tx, l Line) error {
	_, err := tx.Exec("UPDATE duty_line SET days = ?, how = ?, hours = ?, remark = ? WHERE id = ?", l.Days, l.How, l.Hours,
		l.Remark, l.ID)
	return err
}

func touch(tx *database.Tx, s Sheet, set string, args ...any) error {
	return tx.Change("UPDATE duty_sheet SET "+set+", listed = 0, version = version + 1 WHERE id = ? AND version = ?",
		append(args, s.ID, s.Version)...)
}

func keepFirst(tx *database.Tx, sheetID int64) error {
	if _, err := tx.Exec(
		"UPDATE duty_line SET first_days = days, first_hours = hours WHERE sheet_id = ? AND first_days = ''",
		sheetID); err != nil {
		return err
	}
	_, err := tx.Exec("UPDATE duty_task SET first_result = result WHERE sheet_id = ? AND first_result = ''", sheetID)
	return err
}

// Standing of a village's sheet, for the list.
type Standing struct {
	VillageID int64
	Path      string
	SheetID   int64
	State     string // empty: nobody has begun it
	Holders   int64
}

// Standings of a month inside a scope: every village with holders in that month.
func Standings(r database.Reader, scope authz.Scope, month civil.Month, afterPath string,
	limit int) ([]Standing, error) {
	where, args := scope.SQL("l.path")
	args = append(args, month.Last(), month.First(), afterPath, limit, month)
	var out []Standing
	// The villages come in the order of their paths, so that the index of placements ends where the page does; their
	// sheets are looked up after.
	err := r.Select(&out, `SELECT v.village_id, v.path, COALESCE(s.id, 0) AS sheet_id, COALESCE(s.state, '') AS state,
v.holders
FROM (SELECT l.path, MAX(l.village_id) AS village_id, COUNT(*) AS holders FROM placement l
WHERE `+where+` AND l.start_on <= ? AND (l.end_on IS NULL OR l.end_on >= ?) AND l.path > ? GROUP BY l.path
ORDER BY l.path LIMIT ?) v
LEFT JOIN duty_sheet s ON s.village_id = v.village_id AND s.month = ? ORDER BY v.path`, args...)
	return out, err
}

// Unsent counts the villages of a scope with holders in a month whose sheet has not been sent to the township.
func Unsent(r database.Reader, scope authz.Scope, month civil.Month) (int64, error) {
	where, args := scope.SQL("l.path")
	args = append(append(args, month.Last(), month.First()), month)
	var n int64
	_, err := r.One(&n, "SELECT COUNT(DISTINCT l.village_id) AS n FROM placement l WHERE "+where+` AND l.start_on <= ? AND
(l.end_on IS NULL OR l.end_on >= ? AND COALESCE(l.end_reason, '') <> 'void')
AND NOT EXISTS (SELECT 1 FROM duty_sheet s WHERE s.village_id = l.village_id AND s.month = ?
AND s.state <> 'draft')`, args...)
	return n, err
}

// notMine leaves out sheets s that a person sent or entered for their village: another one reviews them. Its values are
// the person's key, twice.
const notMine = " AND s.submitted_key <> ? AND NOT EXISTS (SELECT 1 FROM duty_enterer e WHERE e.sheet_id = s.id " +
	"AND e.person_key = ?)"

// Waiting are the sheets of a scope that wait for a township's review by a person: not those of their own hand.
func Waiting(r database.Reader, scope authz.Scope, key string) (civil.Queue, error) {
	where, args := scope.SQL("s.path")
	var n struct {
		N       int64
		SinceUs clock.Moment
	}
	_, err := r.One(&n, "SELECT COUNT(*) AS n, MIN(s.submitted_us) AS since_us FROM duty_sheet s WHERE "+where+
		" AND s.state = 'submitted'"+notMine, append(args, key, key)...)
	return clock.Queue(n.N, n.SinceUs), err
}

// ReviewQueue lists the sheets of Waiting: the oldest month first, and in it the one that was sent first.
func ReviewQueue(r database.Reader, scope authz.Scope, key string) ([]int64, error) {
	where, args := scope.SQL("s.path")
	var out []int64
	err := r.Select(&out, "SELECT s.id FROM duty_sheet s WHERE "+where+" AND s.state = 'submitted'"+notMine+
		" ORDER BY s.month, s.submitted_us, s.id", append(args, key, key)...)
	return out, err
}

// waitingOf a month, of all months if none is named, in the order of ReviewQueue.
func waitingOf(r database.Reader, scope authz.Scope, month civil.Month) ([]int64, error) {
	where, args := scope.SQL("s.path")
	if !month.IsZero() {
		where, args = where+" AND s.month = ?", append(args, month)
	}
	var out []int64
	err := r.Select(&out, "SELECT s.id FROM duty_sheet s WHERE "+where+
		" AND s.state = 'submitted' ORDER BY s.month, s.submitted_us, s.id", args...)
	return out, err
}

// StoreChecks writes checks and adds them to the visit's witness.
func StoreChecks(v *desk.Visit, cs []Check) error {
	return v.Tx.InsertMany("duty_check", append(Witness.All(), "trail_id", "row_digest",
		"id"), len(cs), func(i int, x []any) {
		c := &cs[i]
		d := c.digest()
		v.Witness("duty_check", d)
		x[0], x[1], x[2], x[3], x[4], x[5], x[6], x[7], x[8], x[9], x[10] = c.ClientID, c.VillageID, c.Path, c.PlacementID,
			nil, c.Method, c.OnDate, c.seen(), c.Finding, c.CheckerID, c.CheckerKey
		x[11], x[12], x[13], x[14], x[15], x[16], x[17], x[18], x[19] = c.Second, c.Statement, c.Remark, c.AnswerBy,
			c.Irregular, c.Channel, int64(c.AtUs), v.TrailID(), d
		if c.AboutID != nil {
			x[4] = *c.AboutID
		}
		if c.ID != 0 {
			x[20] = c.ID // given by the caller; else the database numbers it
		} else {
			x[20] = nil
		}
	})
}

// keptBy finds the checks that are there under a checker's client ids, with what they say.
func keptBy(r database.Reader, checkerID int64, clients []string) (map[string]keptCheck, error) {
	out := map[string]keptCheck{}
	if len(clients) == 0 {
		return out, nil
	}
	args := []any{checkerID}
	for _, id := range clients {
		args = append(args, id)
	}
	var rows []keptCheck
	err := r.Select(&rows, `SELECT c.id, c.client_id, c.village_id, c.path, c.placement_id, c.about_id, c.method,
c.on_date, c.seen_us, c.finding, c.second, c.statement, c.remark, l.person_id
FROM duty_check c JOIN placement l ON l.id = c.placement_id WHERE c.checker_id = ?
AND c.client_id IN (?`+strings.Repeat(",?", len(clients)-1)+")", args...)
	if err != nil {
		return nil, err
	}
	ids := make([]int64, len(rows))
	for i, k := range rows {
		ids[i] = k.ID
	}
	evidence, err := EvidenceOf(r, ids)
	for _, k := range rows {
		seen := Seen{Finding: k.Finding, Statement: k.Statement, Remark: k.Remark}
		if k.AboutID != nil {
			seen.AboutID = *k.AboutID
		}
		place := ""
		for _, e := range evidence[k.ID] {
			switch {
			case e.Kind == Place:
				place = e.Place
			case e.Place != GroupPhoto:
				seen.Photos = append(seen.Photos, files.Stored{Digest: e.FileDigest})
			}
		}
		k.said = contentOf(k.PersonID, k.Method, k.Second, place, seen)
		out[k.ClientID] = k
	}
	return out, err
}

// personsOf placements.
func personsOf(r database.Reader, placementIDs []int64) (map[int64]int64, error) {
	out := map[int64]int64{}
	if len(placementIDs) == 0 {
		return out, nil
	}
	args := make([]any, len(placementIDs))
	for i, id := range placementIDs {
		args[i] = id
	}
	var rows []struct{ ID, PersonID int64 }
	err := r.Select(&rows, "SELECT id, person_id FROM placement WHERE id IN (?"+strings.Repeat(",?", len(args)-1)+")",
		args...)
	for _, x := range rows {
		out[x.ID] = x.PersonID
	}
	return out, err
}

func nameOf(r database.Reader, personID int64) (string, error) {
	names, err := resident.NamesOf(r, []int64{personID})
	return names[personID], err
}

func hasAside(r database.Reader, checkID int64, content []byte) (bool, error) {
	var n int64
	return r.One(&n, "SELECT id FROM duty_aside WHERE check_id = ? AND content = ?", checkID, content)
}

func storeAside(v *desk.Visit, a *Aside) error {
	d := a.digest()
	v.Witness("duty_aside", d)
	return v.Tx.InsertMany("duty_aside", append(AsideWitness.All(), "trail_id", "row_digest"), 1, func(_ int, x []any) {
		copy(x,
			[]any{a.CheckID, a.Path, a.Content, a.Name, a.Method, int64(a.SeenUs), a.Finding, a.Second, a.Place, a.Statement,
				a.Remark, int64(a.AtUs), v.TrailID(), d})
	})
}

// AsideRow is a message kept aside, beside the check that is kept under its id.
type AsideRow struct {
	Aside
	OnDate      civil.Date
	KeptMethod  string
	KeptFinding string
	KeptName    string
	PlacementID int64
	CheckerID   int64
}

// Asides of a scope since a moment, newest first, at most limit.
func Asides(r database.Reader, scope authz.Scope, since clock.Moment, limit int) ([]AsideRow, error) {
	where, args := scope.SQL("a.path")
	var out []AsideRow
	err := r.Select(&out, `SELECT a.id, a.check_id, a.path, a.content, a.name, a.method, a.seen_us, a.finding, a.second,
a.place, a.statement, a.remark, a.at_us, c.on_date, c.method AS kept_method, c.finding AS kept_finding, c.placement_id,
c.checker_id, p.name AS kept_name
FROM duty_aside a JOIN duty_check c ON c.id = a.check_id JOIN placement l ON l.id = c.placement_id JOIN person p
ON p.id = l.person_id WHERE `+where+" AND a.at_us >= ? ORDER BY a.id DESC LIMIT ?", append(args, since, limit)...)
	return out, err
}

// CheckRow of the list.
type CheckRow struct {
	Check
	Name      string
	Title     string
	Checker   string
	Rechecks  int64
	Confirmed int64 // re-checks that found something adverse too
	Ended     bool  // the holder has left
	DiedOn    civil.Date
	Shift     string // P, O or - of that day's plan; empty where there is no sheet
}

// CheckFilter of the list.
type CheckFilter struct {
	Within      string
	Finding     string
	Open        bool // findings that wait for a re-check
	PlacementID int64
	Sought      resident.Seek // the holder
	Limit       int
}

const checkRowSQL = `SELECT c.id, c.client_id, c.village_id, c.path, c.placement_id, c.about_id, c.method, c.on_date,
c.seen_us, c.finding, c.checker_id, c.checker_key, c.second, c.statement, c.remark, c.answer_by, c.irregular, c.channel,
c.at_us,
p.name, q.title, u.name AS checker, (SELECT SUBSTR(d.shifts, SUBSTR(c.on_date, 9, 2) + 0, 1) FROM duty_sheet s
JOIN duty_line d ON d.sheet_id = s.id WHERE s.village_id = l.village_id AND s.month = SUBSTR(c.on_date, 1, 7)
AND d.placement_id = c.placement_id) AS shift, (SELECT COUNT(*) FROM duty_check r WHERE r.placement_id = c.placement_id
AND r.about_id = c.id) AS rechecks,
(SELECT COUNT(*) FROM duty_check r WHERE r.placement_id = c.placement_id AND r.about_id = c.id
AND r.finding IN ('not_seen','substitute','cannot_work')) AS confirmed, CASE WHEN l.end_on IS NULL THEN 0 ELSE 1 END AS
ended, p.died_on
FROM duty_check c JOIN placement l ON l.id = c.placement_id JOIN person p ON p.id = l.person_id JOIN post q
ON q.id = l.post_id LEFT JOIN user_account u ON u.id = c.checker_id`

// CheckList is the list of checks: the newest first.
var CheckList = listing.Source{ID: "c.id", From: "duty_check c", Orders: []listing.Order{
	{Key: "entered", Head: "登记先后", By: "c.id", Indexed: true},
	{Key: "on", By: "c.on_date"},
	{Key: "name", By: "p.name_sort",
		Join: "JOIN placement l ON l.id = c.placement_id JOIN person p ON p.id = l.person_id"},
	{Key: "place", By: "c.path"},
	{Key: "finding", By: "c.finding"},
	{Key: "method", By: "c.method"},
}}

// ChecksListed are the checks of a window.
func ChecksListed(r database.Reader, scope authz.Scope, f CheckFilter, w *listing.Window) (rows []CheckRow, err error) {
	where, args := scope.Within(f.Within).ByNumber("c")
	add := func(cond string, v ...any) { where, args = where+" AND "+cond, append(args, v...) }
	if f.Finding != "" {
		add("c.finding = ?", f.Finding)
	}
	if f.Open {
		add("c.answer_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM duty_check WHERE duty_check.placement_id = " +
			"c.placement_id AND duty_check.about_id = c.id)")
	}
	if f.PlacementID > 0 {
		add("c.placement_id = ?", f.PlacementID)
	}
	person, more, err := f.Sought.Among(r, "l.person_id")
	if err != nil {
		return nil, err
	}
	if person != "" {
		add("EXISTS (SELECT 1 FROM placement l WHERE l.id = c.placement_id"+person+")", more...)
	}
	if _, err := r.One(&w.Total, CheckList.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	// The page's checks are found first, by themselves: joined at once, a server begins a whole city's with the
	// placements and sorts.
	var ids []int64
	if err := r.Select(&ids, CheckList.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	err = database.InParts(ids, func(marks string, args []any) error {
		var part []CheckRow
		err := r.Select(&part, checkRowSQL+" WHERE c.id IN ("+marks+")", args...)
		rows = append(rows, part...)
		return err
	})
	return listing.Turn(rows, ids, w, func(x CheckRow) int64 { return x.ID }), err
}

// Checks of a scope, newest first, at most as many as the filter says.
func Checks(r database.Reader, scope authz.Scope, f CheckFilter) ([]CheckRow, error) {
	return ChecksListed(r, scope, f, &listing.Window{Desc: true, Limit: f.Limit})
}

// CheckByID finds a check.
func CheckByID(r database.Reader, id int64) (CheckRow, error) {
	return database.Find[CheckRow](r, checkRowSQL+" WHERE c.id = ?", id)
}

// OpenCounts of a scope: findings that wait for a re-check; they are late when their day to answer has passed.
func OpenCounts(r database.Reader, scope authz.Scope, today civil.Date) (q civil.Queue, err error) {
	where, args := scope.SQL("c.path")
	_, err = r.One(&q, `SELECT COUNT(*) AS n, COALESCE(SUM(CASE WHEN c.answer_by < ? THEN 1 ELSE 0 END), 0) AS late,
MIN(c.on_date) AS since, MIN(c.answer_by) AS deadline
FROM duty_check c WHERE `+where+`
AND c.answer_by IS NOT NULL AND NOT EXISTS (SELECT 1 FROM duty_check r WHERE r.placement_id = c.placement_id
AND r.about_id = c.id)`, append([]any{today}, args...)...)
	return q, err
}

// OpenFindings of a scope that wait for a re-check, the newest of each placement.
func OpenFindings(r database.Reader, scope authz.Scope) (map[int64]Check, error) {
	where, args := scope.SQL("c.path")
	var rows []Check
	err := r.Select(&rows, "SELECT c.id, c.placement_id, c.on_date, c.finding FROM duty_check c WHERE "+where+` AND c.answer_by IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM duty_check r WHERE r.placement_id = c.placement_id AND r.about_id = c.id)
ORDER BY c.id`, args...)
	out := map[int64]Check{}
	for _, c := range rows {
		out[c.PlacementID] = c
	}
	return out, err
}

// Holder of a village on a day, for the check page.
type Holder struct {
	PlacementID int64
	PersonID    int64
	Name        string
	Title       string
	Place       string
	Tasks       string     // what the post is to do
	LeftOn      civil.Date // last day on the post, if that is over
	LastOn      civil.Date
	LastFinding string
	Shift       string // P, O or - of the day's plan; empty where there is no sheet
}

// HoldersOn lists who was on post in a village on a day, each with the last check.
func HoldersOn(r database.Reader, villageID int64, day civil.Date) ([]Holder, error) {
	return holdersSince(r, villageID, day, day)
}

// HoldersLately is HoldersOn with those who left in the month before: a check on paper or without signal may be older
// than their exit.
func HoldersLately(r database.Reader, villageID int64, day civil.Date) ([]Holder, error) {
	return holdersSince(r, villageID, day.AddDays(-31), day)
}

func holdersSince(r database.Reader, villageID int64, since, day civil.Date) ([]Holder, error) {
	var out []Holder
	err := r.Select(&out, `SELECT l.id AS placement_id, l.person_id, p.name, q.title, q.place, q.tasks, CASE WHEN l.end_on
< ? THEN l.end_on END AS left_on, c.on_date AS last_on, c.finding AS last_finding, COALESCE((SELECT SUBSTR(d.shifts, ?,
1) FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id WHERE s.village_id = l.village_id AND s.month = ?
AND d.placement_id = l.id), '') AS shift
FROM placement l JOIN person p ON p.id = l.person_id JOIN post q ON q.id = l.post_id LEFT JOIN duty_check c
ON c.id = (SELECT MAX(x.id) FROM duty_check x WHERE x.placement_id = l.id)
WHERE l.village_id = ? AND l.start_on <= ? AND (l.end_on IS NULL OR l.end_on >= ?
AND COALESCE(l.end_reason, '') <> 'void') ORDER BY CASE WHEN l.end_on < ? THEN 1 ELSE 0 END, q.code,
l.id`, day, day.Day(), day.Month(), villageID, day, since, day)
	return out, err
}

// Bulk is a village's month made at once, ids given by the caller.
type Bulk struct {
	Sheet Sheet
	Lines []Line
}

// Store writes a bulk inside a visit.
func (b *Bulk) Store(tx *database.Tx) error {
	s := &b.Sheet
	var submittedUs, reviewedUs any
	var submitted, reviewed, submittedBy, reviewedBy any
	if s.SubmittedKey != "" {
		submitted, submittedBy, submittedUs = s.SubmittedKey, s.SubmittedBy, int64(s.SubmittedUs)
	}
	if s.ReviewedKey != "" {
		reviewed, reviewedBy, reviewedUs = s.ReviewedKey, s.ReviewedBy, int64(s.ReviewedUs)
	}
	if _, err := tx.Exec("INSERT INTO duty_sheet (id, village_id, path, month, state, submitted_by, submitted_key, "+
		"submitted_us, reviewed_by, reviewed_key, reviewed_us, remark) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '')",
		s.ID, s.VillageID, s.Path, s.Month, s.State, submittedBy, submitted, submittedUs, reviewedBy, reviewed,
		reviewedUs); err != nil {
		return err
	}
	return insertLines(tx, b.Lines)
}

// LockForPay locks the reviewed sheets of a county's month, so that what is paid from stays; called by the room of
// payroll inside its visit. It returns the villages that had holders in the month up to the last day that is paid, and
// whose sheet is not reviewed. Who was not told of their assessment is left out alone: see Untold.
func LockForPay(tx *database.Tx, countyPath string, month civil.Month, until civil.Date) (missing []string, err error) {
	where, args := authz.Under(countyPath).SQL("path")
	if _, err := tx.Exec(
		"UPDATE duty_sheet SET state = 'locked', version = version + 1 WHERE "+where+
			" AND month = ? AND state = 'reviewed'", append(args, month)...); err != nil {
		return nil, err
	}
	where, args = authz.Under(countyPath).SQL("l.path")
	args = append(args, until, month.First(), month)
	err = tx.Select(&missing, `SELECT DISTINCT l.path FROM placement l WHERE
`+where+` AND l.start_on <= ? AND (l.end_on IS
NULL OR l.end_on >= ?)
AND NOT EXISTS (SELECT 1 FROM duty_sheet s WHERE s.village_id = l.village_id AND s.month = ? AND s.state = 'locked')
ORDER BY l.path`, args...)
	return missing, err
}

// Unlock gives the sheets of a county's month back that nothing was frozen from.
func Unlock(tx *database.Tx, countyPath string, month civil.Month) error {
	where, args := authz.Under(countyPath).SQL("path")
	_, err := tx.Exec("UPDATE duty_sheet SET state = 'reviewed', version = version + 1 WHERE "+where+` AND month = ? AND
state = 'locked'
AND NOT EXISTS (SELECT 1 FROM pay_line i WHERE i.path = duty_sheet.path
AND i.month = duty_sheet.month)`, append(args, month)...)
	return err
}

// Unfinished lists the months of a village, before a day, whose work is not recorded to the end: a sheet that is not
// reviewed, or holders in the month before without a sheet.
func Unfinished(r database.Reader, villageID int64, on civil.Date) ([]string, error) {
	var out []string
	last := on.Month().Add(-1)
	err := r.Select(&out, `SELECT month FROM duty_sheet WHERE village_id = ? AND month < ?
AND state NOT IN ('reviewed', 'locked')
UNION SELECT ? FROM placement l WHERE l.village_id = ? AND l.start_on <= ? AND (l.end_on IS NULL OR l.end_on >= ?)
AND NOT EXISTS (SELECT 1 FROM duty_sheet s WHERE s.village_id = ? AND s.month = ?) ORDER BY 1`,
		villageID, on.Month(), last, villageID, last.Last(), last.First(), villageID, last)
	return out, err
}

// BegunSince reports whether a village has a sheet of a month or a later one.
func BegunSince(r database.Reader, villageID int64, month civil.Month) (bool, error) {
	var n int64
	return r.One(&n, "SELECT id FROM duty_sheet WHERE village_id = ? AND month >= ?", villageID, month)
}

// photosBefore lists photos older than a month whose finding no longer waits, the oldest first.
func photosBefore(r database.Reader, today civil.Date, limit int) ([]oldPhoto, error) {
	var out []oldPhoto
	err := r.Select(&out, `SELECT f.id AS file_id, f.digest, c.path, c.on_date FROM duty_evidence e JOIN duty_check c
ON c.id = e.check_id JOIN file f ON f.id = e.file_id
WHERE e.kind = 'photo' AND f.purged_us IS NULL AND c.on_date < ? AND (c.answer_by IS NULL OR EXISTS (SELECT 1
FROM duty_check r WHERE r.placement_id = c.placement_id AND r.about_id = c.id))
ORDER BY c.on_date, f.id LIMIT ?`, today.AddMonths(-1), limit)
	return out, err
}

// purgedLately lists what was marked as removed since a day, in case the machine stopped before the bytes were gone.
func purgedLately(r database.Reader, since civil.Date) ([][]byte, error) {
	var out [][]byte
	err := r.Select(&out, "SELECT digest FROM file WHERE purged_us >= ?", clock.On(since, 0, 0))
	return out, err
}

func insertImpossible(tx *database.Tx, sheetID, batchID int64, rows []Impossible, from []int, now clock.Moment) error {
	return tx.InsertMany("duty_impossible",
		[]string{"sheet_id", "placement_id", "batch_id", "row_no", "day", "said", "why", "at_us"}, len(rows),
		func(i int, x []any) {
			r := rows[i]
			copy(x, []any{sheetID, r.PlacementID, batchID, from[i], r.Day, r.Said, r.Why, int64(now)})
		})
}

// ImpossibleOf a sheet: what imports claimed of its holders that cannot have been, with the workbook's row.
func ImpossibleOf(r database.Reader, sheetID int64) ([]ImpossibleRow, error) {
	var out []ImpossibleRow
	err := r.Select(&out,
		`SELECT x.placement_id, x.day, x.said, x.why, x.row_no, x.batch_id, p.name FROM duty_impossible x JOIN placement l
ON l.id = x.placement_id JOIN person p ON p.id = l.person_id WHERE x.sheet_id = ?
ORDER BY x.batch_id, x.row_no, x.day, x.id`,
		sheetID)
	return out, err
}

// ImpossibleRow for the page.
type ImpossibleRow struct {
	Impossible
	RowNo   int64
	BatchID int64
	Name    string
}

// lineByID finds a line and its sheet, locked.
func lineByID(tx *database.Tx, id int64) (Line, Sheet, error) {
	l, err := database.Find[Line](tx,
		"SELECT id, sheet_id, placement_id, days, how, first_days, hours, remark FROM duty_line WHERE id = ?"+tx.ForUpdate(),
		id)
	if err != nil {
		return l, Sheet{}, err
	}
	s, err := lockSheet(tx, l.SheetID)
	return l, s, err
}

const taskColumns = "id, sheet_id, placement_id, on_date, task, result, first_result, how"

// TasksOf a sheet, by holder and day.
func TasksOf(r database.Reader, sheetID int64) ([]Task, error) {
	var out []Task
	err := r.Select(&out, "SELECT "+taskColumns+" FROM duty_task WHERE sheet_id = ? ORDER BY placement_id, on_date, id",
		sheetID)
	return out, err
}

func taskByID(r database.Reader, id int64) (Task, error) {
	return database.Find[Task](r, "SELECT "+taskColumns+" FROM duty_task WHERE id = ?", id)
}

func insertTask(tx *database.Tx, t *Task) (err error) {
	t.ID, err = tx.Create(
		"INSERT INTO duty_task (sheet_id, placement_id, on_date, task, result, first_result, how) VALUES (?, ?, ?, ?, ?, "+
			"'', ?)",
		t.SheetID, t.PlacementID, t.OnDate, t.Task, t.Result, t.How)
	return err
}

func setTaskResult(tx *database.Tx, id int64, result string) error {
	_, err := tx.Exec("UPDATE duty_task SET result = ? WHERE id = ?", result, id)
	return err
}

const assessmentColumns = "sheet_id, placement_id, village_points, village_key, township_points, township_key, " +
	"villager_points, total, remark, deduction_fen, deduction_rule, deduction_base, told_on, told_how, word, agrees, " +
	"verdict, told_scan_id"

// AssessmentsOf a sheet, by placement.
func AssessmentsOf(r database.Reader, sheetID int64) (map[int64]Assessment, error) {
	var rows []Assessment
	err := r.Select(&rows, "SELECT "+assessmentColumns+" FROM assessment WHERE sheet_id = ?", sheetID)
	out := map[int64]Assessment{}
	for _, a := range rows {
		out[a.PlacementID] = a
	}
	return out, err
}

// AssessQueue are the sheets of a scope whose village gave its points and whose township has not, the oldest month
// first.
func AssessQueue(r database.Reader, scope authz.Scope) ([]int64, error) {
	where, args := scope.SQL("s.path")
	var out []int64
	err := r.Select(&out, "SELECT s.id FROM duty_sheet s WHERE "+where+" AND s.state IN ('submitted','reviewed') AND "+
		"EXISTS (SELECT 1 FROM assessment a WHERE a.sheet_id = s.id AND a.village_points IS NOT NULL "+
		"AND a.township_points IS NULL) ORDER BY s.month, s.id", args...)
	return out, err
}

func storeAssessment(tx *database.Tx, a Assessment, known bool) error {
	args := []any{nullable(a.VillagePoints), a.VillageKey, nullable(a.TownshipPoints), a.TownshipKey,
		nullable(a.VillagerPoints), nullable(a.Total), a.Remark, int64(a.DeductionFen), a.DeductionRule, a.DeductionBase,
		a.ToldOn, a.ToldHow, a.Word, nullable(a.Agrees), a.Verdict, nullable(a.ToldScanID), a.SheetID, a.PlacementID}
	if known {
		return tx.Change(
			"UPDATE assessment SET village_points = ?, village_key = ?, township_points = ?, township_key = ?, "+
				"villager_points = ?, total = ?, remark = ?, deduction_fen = ?, deduction_rule = ?, deduction_base = ?, told_on "+
				"= ?, told_how = ?, word = ?, agrees = ?, verdict = ?, told_scan_id = ? WHERE sheet_id = ? AND placement_id = ?",
			args...)
	}
	_, err := tx.Exec(
		"INSERT INTO assessment (village_points, village_key, township_points, township_key, villager_points, total, "+
			"remark, deduction_fen, deduction_rule, deduction_base, told_on, told_how, word, agrees, verdict, told_scan_id, "+
			"sheet_id, placement_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		args...)
	return err
}

func deductionsOf(r database.Reader, scope authz.Scope, month civil.Month) (map[int64]money.Fen, error) {
	where, args := scope.SQL("s.path")
	var rows []struct {
		PlacementID  int64
		DeductionFen money.Fen
	}
	err := r.Select(&rows,
		"SELECT a.placement_id, a.deduction_fen FROM duty_sheet s JOIN assessment a ON a.sheet_id = s.id WHERE "+where+
			" AND s.month = ? AND s.state = 'locked' AND a.deduction_fen > 0",
		append(args, month)...)
	if err != nil {
		return nil, err
	}
	out := map[int64]money.Fen{}
	for _, x := range rows {
		out[x.PlacementID] = x.DeductionFen
	}
	return out, lowerLess(r, scope, month, func(id int64, less money.Fen) { out[id] = less })
}

func setLook(tx *database.Tx, lineID int64, on civil.Date, checked, note string) error {
	_, err := tx.Exec("UPDATE duty_line SET checked_on = ?, checked = ?, check_note = ? WHERE id = ?", on, checked, note,
		lineID)
	return err
}

// FirstSent is the earliest month from one on of which a village of a scope sent a sheet; zero: none.
func FirstSent(r database.Reader, scope authz.Scope, from civil.Month) (first civil.Month, err error) {
	where, args := scope.SQL("s.path")
	_, err = r.One(&first, "SELECT s.month FROM duty_sheet s WHERE "+where+
		" AND s.month >= ? AND s.state <> 'draft' ORDER BY s.month LIMIT 1", append(args, from)...)
	return first, err
}
