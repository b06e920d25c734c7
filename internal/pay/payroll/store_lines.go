package payroll

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/listing"
	"gangwei/internal/registry/resident"
)

// DraftLines is the list of a run's lines while it is a draft: by village. A line is known by its placement, which has
// one in each run.
var DraftLines = listing.Source{ID: "w.placement_id", From: "pay_draft w", Orders: []listing.Order{
	{Key: "place", By: "w.path", Indexed: true},
	{Key: "name", By: "p.name_sort", Join: "JOIN person p ON p.id = w.person_id"},
	{Key: "fund", By: "w.fund"},
	{Key: "amount", By: "w.amount_fen", Indexed: true},
}}

// FrozenLines is the same list of a run that was approved. The lines of a month lie in the order of the list.
var FrozenLines = listing.Source{ID: "l.placement_id", From: "pay_line l CROSS JOIN pay_item i ON i.id = l.item_id",
	Orders: []listing.Order{
		{Key: "place", By: "l.path", Indexed: true},
		{Key: "name", By: "p.name_sort", Join: "JOIN person p ON p.id = i.person_id"},
		{Key: "fund", By: "l.fund"},
		{Key: "amount", By: "l.amount_fen"},
	}}

// Results of a line, as the list of a run is narrowed to them.
var Results = []string{"paid", "returned", "reversed", "waiting"}

// LineFilter of a run's list.
type LineFilter struct {
	Sought resident.Seek // whose lines
	Result string        // one of Results; empty: all
	Only   int64         // the line of one placement
}

const (
	lastEvent = "COALESCE((SELECT e.kind FROM payment_event e WHERE e.item_id = l.item_id ORDER BY e.id DESC LIMIT 1), '')"
	takenBack = "EXISTS (SELECT 1 FROM pay_reversal v WHERE v.item_id = l.item_id)"
)

func (f LineFilter) where(r database.Reader, x Run, scope authz.Scope) (string, []any, error) {
	if x.State != Approved {
		where, args := scope.SQL("w.path")
		where, args = "w.run_id = ? AND "+where, append([]any{x.ID}, args...)
		if f.Only > 0 {
			where, args = where+" AND w.placement_id = ?", append(args, f.Only)
		}
		person, more, err := f.Sought.Among(r, "w.person_id")
		return where + person, append(args, more...), err
	}
	where, args := scope.SQL("l.path")
	where, args = "l.month = ? AND i.run_id = ? AND "+where, append([]any{x.Month, x.ID}, args...)
	if f.Only > 0 {
		where, args = where+" AND l.placement_id = ?", append(args, f.Only)
	}
	switch f.Result {
	case "reversed":
		where += " AND " + takenBack
	case "paid", "returned":
		where, args = where+" AND NOT "+takenBack+" AND "+lastEvent+" = ?", append(args, f.Result)
	case "waiting":
		where += " AND NOT " + takenBack + " AND " + lastEvent + " NOT IN ('paid', 'returned')"
	}
	person, more, err := f.Sought.Among(r, "i.person_id")
	return where + person, append(args, more...), err
}

// sourceOf a run's lines.
func sourceOf(x Run) listing.Source {
	if x.State == Approved {
		return FrozenLines
	}
	return DraftLines
}

// Lines of a run inside a scope: a window of its list.
func Lines(r database.Reader, x Run, scope authz.Scope, f LineFilter, w *listing.Window) (rows []Row, err error) {
	where, args, err := f.where(r, x, scope)
	if err != nil {
		return nil, err
	}
	list := sourceOf(x)
	if _, err := r.One(&w.Total, list.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	var ids []int64
	if err := r.Select(&ids, list.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	result, join := "'' AS result, '' AS reason", ""
	if x.State == Approved {
		const last = " FROM payment_event e WHERE e.item_id = d.item_id ORDER BY e.id DESC LIMIT 1)"
		result = "CASE WHEN v.item_id IS NOT NULL THEN 'reversed' ELSE COALESCE((SELECT e.kind" + last +
			", '') END AS result, COALESCE(v.reason, (SELECT e.reason" + last + ", '') AS reason"
		join = "LEFT JOIN pay_reversal v ON v.item_id = d.item_id"
	}
	query := "SELECT d.placement_id, d.item_id, d.path, d.name, d.fund, d.days, d.of_days, d.amount_fen, " +
		"d.deducted_fen AS deducted, d.account_tail, " + reckonedSays + sheetSays + ", " + result + " FROM " + linesOf(x) +
		" d JOIN placement l ON l.id = d.placement_id JOIN post q ON q.id = l.post_id " + onSheet + " " + join +
		" WHERE d.run_id = ? AND d.placement_id IN ("
	err = database.InParts(ids, func(marks string, args []any) error {
		var part []Row
		err := r.Select(&part, query+marks+")", append([]any{x.Month, x.ID}, args...)...)
		rows = append(rows, part...)
		return err
	})
	if err == nil {
		err = asCorrected(r, x, len(rows), func(i int) (int64, *Attendance) {
			return rows[i].PlacementID, &rows[i].Attendance
		})
	}
	return listing.Turn(rows, ids, w, func(x Row) int64 { return x.PlacementID }), err
}
