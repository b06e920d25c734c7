package duty

import (
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/words"
)

const correctionColumns = "id, sheet_id, path, month, state, reason, scan_id, entered_by, entered_key, entered_us, " +
	"decided_by, decided_key, decided_us, remark, version"

// CorrectionByID finds a correction.
func CorrectionByID(r database.Reader, id int64) (Correction, error) {
	return database.Find[Correction](r, "SELECT "+correctionColumns+" FROM duty_correction WHERE id = ?", id)
}

func lockCorrection(tx *database.Tx, id int64) (Correction, error) {
	return database.Find[Correction](tx, "SELECT "+correctionColumns+" FROM duty_correction WHERE id = ?"+tx.ForUpdate(),
		id)
}

// correctionWaits reports whether a sheet has a correction that is not decided.
func correctionWaits(r database.Reader, sheetID int64) (bool, error) {
	var id int64
	return r.One(&id, "SELECT id FROM duty_correction WHERE open_sheet = ?", sheetID)
}

func insertCorrection(tx *database.Tx, c *Correction, lines []CorrectedLine) (err error) {
	c.ID, err = tx.Create("INSERT INTO duty_correction (sheet_id, path, month, state, reason, scan_id, entered_by, "+
		"entered_key, entered_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", c.SheetID, c.Path, c.Month, c.State, c.Reason,
		c.ScanID, c.EnteredBy, c.EnteredKey, c.EnteredUs)
	if database.Duplicate(err, "") {
		return errs.New(errs.Conflict, "duty.correct_open")
	}
	if err != nil {
		return err
	}
	return tx.InsertMany("duty_correction_line", []string{"correction_id", "placement_id", "was_days", "was_hours", "days",
		"hours", "was_less_fen", "less_fen", "added"}, len(lines), func(i int, x []any) {
		l := &lines[i]
		x[0], x[1], x[2], x[3], x[4], x[5] = c.ID, l.PlacementID, l.WasDays, l.WasHours, l.Days, l.Hours
		x[6], x[7], x[8] = int64(l.WasLessFen), int64(l.LessFen), l.Added
	})
}

// decideCorrection writes the decision down; by an approved one somebody may have worked whom no list has, so the sheet
// is looked at again.
func decideCorrection(tx *database.Tx, c Correction) error {
	if c.State == CorrectionApproved {
		if err := tx.UpdateMany("duty_sheet", "listed = ?", []any{0}, []int64{c.SheetID}); err != nil {
			return err
		}
		if err := markCorrected(tx, c); err != nil {
			return err
		}
	}
	return tx.Change("UPDATE duty_correction SET state = ?, decided_by = ?, decided_key = ?, decided_us = ?, remark = ?, "+
		"version = version + 1 WHERE id = ? AND version = ?", c.State, c.DecidedBy, c.DecidedKey, c.DecidedUs, c.Remark,
		c.ID, c.Version)
}

// markCorrected gives who was left off the sheet a blank line of it, so that whoever reads the sheet finds them, and
// marks the lines of which the correction speaks.
func markCorrected(tx *database.Tx, c Correction) error {
	lines, err := CorrectedLines(tx, c)
	if err != nil {
		return err
	}
	var fresh []Line
	for _, l := range lines {
		if l.Added {
			fresh = append(fresh, Line{SheetID: c.SheetID, PlacementID: l.PlacementID, Days: noShifts, How: noShifts,
				FirstDays: noShifts, Remark: words.Text("duty.correct_added")})
		}
	}
	if err := insertLines(tx, fresh); err != nil {
		return err
	}
	_, err = tx.Exec("UPDATE duty_line SET corrected = 1 WHERE sheet_id = ? AND placement_id IN "+
		"(SELECT c.placement_id FROM duty_correction_line c WHERE c.correction_id = ?)", c.SheetID, c.ID)
	return err
}

// CorrectedLines of a correction, in the order of its sheet; who was left off it comes last.
func CorrectedLines(r database.Reader, c Correction) (out []CorrectedLine, err error) {
	var rows []CorrectedLine
	if err := r.Select(&rows, "SELECT correction_id, placement_id, was_days, was_hours, days, hours, was_less_fen, "+
		"less_fen, added FROM duty_correction_line WHERE correction_id = ?", c.ID); err != nil {
		return nil, err
	}
	lines, err := LinesOf(r, c.SheetID)
	if err == nil && slices.ContainsFunc(rows, func(x CorrectedLine) bool { return x.Added }) {
		var s Sheet
		if s, err = SheetByID(r, c.SheetID); err == nil {
			var left []Line
			left, err = LeftOff(r, s, lines)
			lines = append(lines, left...)
		}
	}
	for _, l := range lines {
		for _, x := range rows {
			if x.PlacementID == l.PlacementID {
				x.Name, x.Title = l.Name, l.Title
				out = append(out, x)
			}
		}
	}
	return out, err
}

// TakenBy the assessments of a sheet, by placement, as approved corrections say; who is not in it, nothing is taken of.
func TakenBy(r database.Reader, sheetID int64) (map[int64]money.Fen, error) {
	have, err := AssessmentsOf(r, sheetID)
	if err != nil {
		return nil, err
	}
	out := map[int64]money.Fen{}
	for id, a := range have {
		if a.DeductionFen > 0 {
			out[id] = a.DeductionFen
		}
	}
	var rows []lessRow
	err = r.Select(&rows, lessLowered+"k.sheet_id = ? ORDER BY k.id", sheetID)
	for _, x := range rows {
		out[x.PlacementID] = x.LessFen
	}
	return out, err
}

// lowerLess tells what assessments of a month take by approved corrections, the latest last.
func lowerLess(r database.Reader, scope authz.Scope, month civil.Month, see func(int64, money.Fen)) error {
	where, args := scope.SQL("k.path")
	var rows []lessRow
	err := r.Select(&rows, lessLowered+where+" AND k.month = ? ORDER BY k.id", append(args, month)...)
	for _, x := range rows {
		see(x.PlacementID, x.LessFen)
	}
	return err
}

// lessRow is what an assessment takes by an approved correction.
type lessRow struct {
	PlacementID int64
	LessFen     money.Fen
}

const lessLowered = `SELECT c.placement_id, c.less_fen FROM duty_correction k JOIN duty_correction_line c
ON c.correction_id = k.id WHERE k.state = 'approved' AND c.less_fen <> c.was_less_fen AND `

// CorrectionsOf a sheet, the first entered first.
func CorrectionsOf(r database.Reader, sheetID int64) (out []Correction, err error) {
	return out, r.Select(&out, "SELECT "+correctionColumns+" FROM duty_correction WHERE sheet_id = ? ORDER BY id", sheetID)
}

// approvedOf a sheet: what corrections say by placement, the latest where there are more.
func approvedOf(r database.Reader, sheetID int64) (map[int64]CorrectedLine, error) {
	var rows []CorrectedLine
	err := r.Select(&rows, `SELECT c.placement_id, c.days, c.hours FROM duty_correction k JOIN duty_correction_line c
ON c.correction_id = k.id WHERE k.sheet_id = ? AND k.state = 'approved' ORDER BY k.id`, sheetID)
	out := map[int64]CorrectedLine{}
	for _, x := range rows {
		out[x.PlacementID] = x
	}
	return out, err
}

// TookWork are the placements under a path of a month whose sheet had them at work before an approved correction.
func TookWork(r database.Reader, path string, month civil.Month) (map[int64]bool, error) {
	where, args := authz.Under(path).SQL("k.path")
	var rows []CorrectedLine
	err := r.Select(&rows, `SELECT c.placement_id, c.was_days, c.was_hours FROM duty_correction k
JOIN duty_correction_line c ON c.correction_id = k.id WHERE `+where+" AND k.month = ? AND k.state = 'approved'",
		append(args, month)...)
	out := map[int64]bool{}
	for _, x := range rows {
		if x.HadWork() {
			out[x.PlacementID] = true
		}
	}
	return out, err
}

// correctWorked puts what approved corrections of a county's month say in the place of what its sheets say. Nothing is
// expected of a day that a correction leaves blank.
func (q WorkedQuery) correctWorked(r database.Reader, out map[int64]Worked) error {
	where, args := authz.Under(q.County).SQL("k.path")
	var rows []struct {
		PlacementID int64
		Days        string
		Hours       int64
		DecidedUs   clock.Moment
	}
	err := r.Select(&rows, `SELECT c.placement_id, c.days, c.hours, k.decided_us FROM duty_correction k
JOIN duty_correction_line c ON c.correction_id = k.id WHERE `+where+
		" AND k.month = ? AND k.state = 'approved' ORDER BY k.id", append(args, q.Month)...)
	for _, x := range rows {
		if _, named := out[x.PlacementID]; named || q.Only == nil || slices.Contains(q.Only, any(x.PlacementID)) {
			out[x.PlacementID] = Worked{Days: x.Days, Hours: x.Hours, SentOn: x.DecidedUs.Date()}
		}
	}
	return err
}

// CorrectedDays of a month under a path: the marks by placement, as approved corrections say.
func CorrectedDays(r database.Reader, path string, month civil.Month) (map[int64]string, error) {
	out := map[int64]Worked{}
	if err := (WorkedQuery{County: path, Month: month}).correctWorked(r, out); err != nil {
		return nil, err
	}
	says := make(map[int64]string, len(out))
	for id, w := range out {
		says[id] = w.Days
	}
	return says, nil
}

// EarlyLine is a line of a locked sheet that was sent before the last day of its month, which is over.
type EarlyLine struct {
	SheetID, PlacementID int64
	Path                 string
	Days                 string // 31 marks
	SubmittedUs          clock.Moment
	Waits                bool // a correction of the sheet waits for its decision
}

// Blank reports whether nothing is said of a day after that on which the sheet was sent, from one day to another of its
// month.
func (l EarlyLine) Blank(from, until civil.Date) bool {
	for day := from; !day.After(until); day = day.AddDays(1) {
		if day.After(l.SubmittedUs.Date()) && (Line{Days: l.Days}).Day(day.Day()) == '-' {
			return true
		}
	}
	return false
}

// EarlyLines of a month that is over, by village, of which no correction that was approved since the month was over
// speaks: nothing was expected by then.
func EarlyLines(r database.Reader, scope authz.Scope, m civil.Month) (out []EarlyLine, err error) {
	where, args := scope.SQL("s.path")
	args = append(args, m, clock.On(m.Last(), 0, 0), clock.On(m.Add(1).First(), 0, 0))
	return out, r.Select(&out, `SELECT s.id AS sheet_id, d.placement_id, s.path, d.days, s.submitted_us,
CASE WHEN EXISTS (SELECT 1 FROM duty_correction k WHERE k.open_sheet = s.id) THEN 1 ELSE 0 END AS waits
FROM duty_sheet s JOIN duty_line d ON d.sheet_id = s.id WHERE `+where+` AND s.month = ? AND s.state = 'locked'
AND s.submitted_us < ? AND NOT EXISTS (SELECT 1 FROM duty_correction k JOIN duty_correction_line c
ON c.correction_id = k.id WHERE k.sheet_id = s.id AND k.state = 'approved' AND k.decided_us >= ?
AND c.placement_id = d.placement_id) ORDER BY s.path, d.placement_id`, args...)
}

// CorrectionFilter of the list.
type CorrectionFilter struct {
	Waits bool   // only those that wait for a decision
	Key   string // of the person who decides: not what they entered themselves
}

func (f CorrectionFilter) where() (string, []any) {
	if !f.Waits {
		return "", nil
	}
	return " AND k.state = 'entered' AND k.entered_key <> ?", []any{f.Key}
}

// Corrections of a scope, the latest first.
func Corrections(r database.Reader, scope authz.Scope, f CorrectionFilter, limit int) (out []Correction, err error) {
	where, args := scope.SQL("k.path")
	waits, more := f.where()
	return out, r.Select(&out, "SELECT k.id, k.sheet_id, k.path, k.month, k.state, k.reason, k.scan_id, k.entered_by, "+
		"k.entered_us, k.decided_by, k.decided_us, k.remark, k.version FROM duty_correction k WHERE "+where+waits+
		" ORDER BY k.id DESC LIMIT ?", append(append(args, more...), limit)...)
}

// CorrectionQueue lists those that wait for a person's decision, the first entered first.
func CorrectionQueue(r database.Reader, scope authz.Scope, key string) (out []int64, err error) {
	where, args := scope.SQL("k.path")
	waits, more := CorrectionFilter{Waits: true, Key: key}.where()
	return out, r.Select(&out, "SELECT k.id FROM duty_correction k WHERE "+where+waits+" ORDER BY k.id",
		append(args, more...)...)
}

// CorrectionsWaiting counts those of CorrectionQueue.
func CorrectionsWaiting(r database.Reader, scope authz.Scope, key string) (civil.Queue, error) {
	where, args := scope.SQL("k.path")
	waits, more := CorrectionFilter{Waits: true, Key: key}.where()
	var n struct {
		N       int64
		SinceUs clock.Moment
	}
	_, err := r.One(&n, "SELECT COUNT(*) AS n, MIN(k.entered_us) AS since_us FROM duty_correction k WHERE "+where+waits,
		append(args, more...)...)
	return clock.Queue(n.N, n.SinceUs), err
}
