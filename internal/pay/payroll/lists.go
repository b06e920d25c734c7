package payroll

import (
	"gangwei/internal/base/money"
	"gangwei/internal/pay/worth"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// linesOf is where a run's lines stand: in its drafts or, once approved, in its items; all columns of both are there.
func linesOf(x Run) string {
	if x.State == Approved {
		return "(SELECT i.run_id, i.id AS item_id, i.person_id, i.name, i.account_tail, i.account_index, l.placement_id, " +
			"l.village_id, l.path, l.fund, l.days, l.of_days, l.amount_fen, l.deducted_fen, l.pay_basis, " +
			"l.counted_days, l.agreed_days, l.steps FROM pay_item i JOIN pay_line l ON l.item_id = i.id)"
	}
	return "(SELECT w.run_id, NULL AS item_id, w.person_id, p.name, p.account_tail, p.account_index, w.placement_id, " +
		"w.village_id, w.path, w.fund, w.days, w.of_days, w.amount_fen, w.deducted_fen, w.pay_basis, " +
		"w.counted_days, w.agreed_days, w.steps FROM pay_draft w JOIN person p ON p.id = w.person_id)"
}

// Part of a run: one township, with its audit.
type Part struct {
	TownshipPath string
	Items        int64
	TotalFen     money.Fen
	Audited      int64 // 1 if it was
}

// Parts of a run by township.
func Parts(r database.Reader, x Run) ([]Part, error) {
	var out []Part
	err := r.Select(&out, `SELECT t.path AS township_path, SUM(b.items) AS items, SUM(b.total_fen) AS total_fen, CASE WHEN
MAX(a.at_us) IS NULL THEN 0 ELSE 1 END AS audited
FROM (SELECT d.village_id, COUNT(*) AS items, SUM(d.amount_fen) AS total_fen
FROM `+linesOf(x)+` d WHERE d.run_id = ?
GROUP BY d.village_id) b
JOIN region v ON v.id = b.village_id JOIN region t ON t.id = v.parent_id LEFT JOIN pay_audit a ON a.run_id = ?
AND a.township_id = t.id GROUP BY t.path ORDER BY t.path`, x.ID, x.ID)
	return out, err
}

// Reckoned is how a line was reckoned.
type Reckoned struct {
	PayBasis    string // empty of lines from before that was kept: calendar days
	CountedDays *int64 // that count by the basis; nil: no sheet said so
	AgreedDays  int64
	Steps       string
}

const reckonedSays = "d.pay_basis, d.counted_days, d.agreed_days, d.steps, "

// ByWork reports whether the pay hangs on what was worked, and not on calendar days alone.
func (x Reckoned) ByWork() bool { return x.PayBasis != "" && x.PayBasis != worth.Calendar }

// Said are the steps in words; empty where there is one only.
func (x Reckoned) Said() string {
	steps, err := worth.ParseSteps(x.Steps)
	if err == nil && len(steps) < 2 && !x.ByWork() {
		return ""
	}
	return worth.WordsOf(x.Steps)
}

// Public is what Said says as neighbours may read it.
func (x Reckoned) Public() string {
	if x.Said() == "" {
		return ""
	}
	return worth.Public(x.Steps)
}

// Row of a run's list.
type Row struct {
	PlacementID int64
	ItemID      *int64
	Path        string
	Name        string
	Fund        string
	Days        int64
	OfDays      int64
	AmountFen   money.Fen
	Deducted    money.Fen // by the written rule; stays in the fund
	AccountTail string
	Reckoned
	Attendance
	Result string // paid, returned, reversed, or empty
	Reason string
}

// Listed is a line of a village's list for the board.
type Listed struct {
	PlacementID int64
	VillageID   int64
	Path        string
	Name        string
	IDTail      string // last four of the identity number
	Title       string // of the post
	Days        int64
	OfDays      int64
	AmountFen   money.Fen
	Deducted    money.Fen
	Reckoned
	Attendance
}

// Lists of a run inside a scope, village after village, for the boards.
func Lists(r database.Reader, x Run, scope authz.Scope, limit int) ([]Listed, error) {
	where, args := scope.SQL("d.path")
	var out []Listed
	err := r.Select(&out,
		"SELECT d.placement_id, d.village_id, d.path, d.name, p.id_tail, q.title, d.days, d.of_days, d.amount_fen, "+
			"d.deducted_fen AS "+
			"deducted, "+reckonedSays+
			sheetSays+
			" FROM "+linesOf(x)+
			" d JOIN person p ON p.id = d.person_id JOIN placement l ON l.id = d.placement_id JOIN post q ON q.id = l.post_id "+
			onSheet+
			" WHERE d.run_id = ? AND "+where+" ORDER BY d.path, q.code, d.placement_id LIMIT ?",
		append(append([]any{x.Month, x.ID}, args...), limit)...)
	if err != nil {
		return nil, err
	}
	return out, asCorrected(r, x, len(out), func(i int) (int64, *Attendance) {
		return out[i].PlacementID, &out[i].Attendance
	})
}

// ByFund is what a run takes from a fund.
type ByFund struct {
	Fund      string
	Lines     int64
	AmountFen money.Fen
	Deducted  money.Fen // by assessments; stays in the fund
}

// Funds of a run, in the order of their names.
func Funds(r database.Reader, x Run) ([]ByFund, error) {
	var out []ByFund
	err := r.Select(&out,
		"SELECT d.fund, COUNT(*) AS `lines`, SUM(d.amount_fen) AS amount_fen, SUM(d.deducted_fen) AS deducted FROM "+
			linesOf(x)+" d WHERE d.run_id = ? GROUP BY d.fund ORDER BY d.fund",
		x.ID)
	return out, err
}

// Withheld is what was deducted from pay of a budget year under written rules, by fund: it was never paid out and stays
// where it was.
func Withheld(r database.Reader, scope authz.Scope, year string) (map[string]money.Fen, error) {
	where, args := scope.SQL("l.path")
	var rows []ByFund
	err := r.Select(&rows,
		"SELECT l.fund, SUM(l.deducted_fen) AS deducted FROM pay_line l JOIN pay_item i ON i.id = l.item_id JOIN pay_run x "+
			"ON x.id = i.run_id WHERE "+
			where+" AND x.year = ? AND l.deducted_fen > 0 GROUP BY l.fund",
		append(args, year)...)
	out := map[string]money.Fen{}
	for _, b := range rows {
		out[b.Fund] = b.Deducted
	}
	return out, err
}
