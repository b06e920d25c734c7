package villagepapers

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
)

const formColumns = "f.id, f.number, f.kind, f.village_id, f.path, f.subject, f.subject_id, f.month, f.created_by, " +
	"f.created_us"

func formBy(r database.Reader, number string) (Form, bool, error) {
	var f Form
	found, err := r.One(&f, "SELECT "+formColumns+" FROM paper_form f WHERE f.number = ?", number)
	return f, found, err
}

// Number gives each draft its number: the one it was printed under before, or the village's next. The village is
// locked, so two who print at once number apart.
func Number(v *desk.Visit, village *region.Region, drafts []Draft) ([]string, error) {
	var lock int64
	if _, err := v.Tx.One(&lock, "SELECT id FROM region WHERE id = ?"+v.Tx.ForUpdate(), village.ID); err != nil {
		return nil, err
	}
	var n struct{ N int64 }
	if _, err := v.Tx.One(&n, "SELECT COUNT(*) AS n FROM paper_form WHERE village_id = ?", village.ID); err != nil {
		return nil, err
	}
	var out []string
	for _, d := range drafts {
		kind := d.Kind
		var f Form
		found, err := v.Tx.One(&f,
			"SELECT "+formColumns+
				" FROM paper_form f WHERE f.path = ? AND f.kind = ? AND f.subject_id = ? AND f.month = ? AND f.subject = ?",
			village.Path, kind, d.ID, d.Month, d.Subject)
		if err != nil {
			return nil, err
		}
		if !found {
			n.N++
			f = Form{Number: fmt.Sprintf("%s%s%04d", village.Code, letters[kind], n.N), Kind: kind, VillageID: village.ID,
				Path: village.Path, Subject: d.Subject, SubjectID: d.ID, Month: d.Month, CreatedBy: v.Actor.UserID,
				CreatedUs: v.Now()}
			if err := v.Tx.Insert(&f); err != nil {
				return nil, err
			}
		}
		out = append(out, f.Number)
	}
	return out, nil
}

// CheckParts are the sheets of those who check (履职检查记录表, 电话检查登记表): a round on paper or by telephone counts as one with
// the phone page. Their scans are not for the village, which is not told who checked.
var CheckParts = []string{CheckRecord, CallSheet}

// ScansOf what sheets are about, latest first.
func ScansOf(r database.Reader, subject string, subjectID int64) ([]Scan, error) {
	var out []Scan
	err := r.Select(&out,
		"SELECT s.id, s.form_id, s.file_id, s.created_us, f.number, f.kind FROM paper_form f JOIN paper_scan s ON "+
			"s.form_id = f.id WHERE f.subject = ? AND f.subject_id = ? ORDER BY s.id DESC",
		subject, subjectID)
	return out, err
}

// Scans are what the room of applications asks.
type Scans struct{}

// Of counts the scans of an application's signed sheets.
func (Scans) Of(r database.Reader, applicationID int64) (int, error) {
	all, err := ScansOf(r, "application", applicationID)
	return len(all), err
}

// NumberOf a scan's sheet, as it stands on the paper.
func NumberOf(r database.Reader, scanID int64) (string, error) {
	numbers, err := NumbersOf(r, []int64{scanID})
	return numbers[scanID], err
}

// NumbersOf the sheets of scans.
func NumbersOf(r database.Reader, scanIDs []int64) (map[int64]string, error) {
	out := map[int64]string{}
	if len(scanIDs) == 0 {
		return out, nil
	}
	args := make([]any, len(scanIDs))
	for i, id := range scanIDs {
		args[i] = id
	}
	var rows []struct {
		ID     int64
		Number string
	}
	err := r.Select(&rows,
		"SELECT s.id, f.number FROM paper_form f JOIN paper_scan s ON s.form_id = f.id WHERE s.id IN (?"+
			strings.Repeat(",?", len(args)-1)+")", args...)
	for _, x := range rows {
		out[x.ID] = x.Number
	}
	return out, err
}

// SignedIn lists the scans of a village's sign-in sheets of a month, latest first.
func SignedIn(r database.Reader, path string, month civil.Month) ([]Scan, error) {
	var out []Scan
	err := r.Select(&out,
		"SELECT s.id, s.form_id, s.file_id, s.created_us, f.number, f.kind FROM paper_form f JOIN paper_scan s ON "+
			"s.form_id = f.id WHERE f.path = ? AND f.kind = ? AND f.month = ? ORDER BY s.id DESC",
		path, SignIn, month)
	return out, err
}

// Row of the list of printed sheets.
type Row struct {
	Form
	Scans  int64
	FileID *int64 // the latest scan
}

// Forms of a scope and of some kinds, latest first; a page by key.
func Forms(r database.Reader, scope authz.Scope, within string, kinds []string, unsigned bool, beforeID int64,
	limit int) ([]Row, error) {
	if len(kinds) == 0 {
		return nil, nil
	}
	where, args := scope.Within(within).ByNumber("f")
	where += " AND f.kind IN (?" + strings.Repeat(",?", len(kinds)-1) + ")"
	for _, k := range kinds {
		args = append(args, k)
	}
	if unsigned {
		where += " AND NOT EXISTS (SELECT 1 FROM paper_scan s WHERE s.form_id = f.id)"
	}
	if beforeID > 0 {
		where, args = where+" AND f.id < ?", append(args, beforeID)
	}
	var out []Row
	err := r.Select(&out,
		"SELECT "+formColumns+
			", (SELECT COUNT(*) FROM paper_scan s WHERE s.form_id = f.id) AS scans, (SELECT MAX(s.file_id) FROM paper_scan s "+
			"WHERE s.form_id = f.id) AS file_id FROM paper_form f WHERE "+
			where+" ORDER BY f.id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}
