package payment

import (
	"cmp"
	"database/sql"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// OwingFilter of the list.
type OwingFilter struct {
	From     civil.Month    // the first month; none: all
	Until    civil.Month    // the last month
	PersonID int64          // of one person, whatever the village
	Today    civil.Date     // on which the counties' opening months are read; none: the day after the last month
	Book     *rulebook.Book // as the caller read it; nil: it is read
}

// sql of a filter on the columns that hold the village's path and the month of a row.
func (f OwingFilter) sql(scope authz.Scope, path, month, person string) (string, []any) {
	where, args := scope.SQL(path)
	where, args = where+" AND "+month+" <= ?", append(args, f.Until)
	if !f.From.IsZero() {
		where, args = where+" AND "+month+" >= ?", append(args, f.From)
	}
	if f.PersonID > 0 {
		where, args = where+" AND "+person+" = ?", append(args, f.PersonID)
	}
	return where, args
}

// personSays is what a holder and placement, named p and l by the caller, say of a month.
const personSays = `CASE WHEN p.account_index IS NULL THEN 1 ELSE 0 END AS no_account,
CASE WHEN l.end_on IS NULL THEN 0 ELSE 1 END AS gone`

// OwingOf a scope: month by month what a sheet or a list of pay says is due and the bank has not confirmed, by village,
// month and holder. Of months before a county opened here, only what stands on a list of pay is owed here: no opening
// month makes that go away, while a sheet of such a month alone is of a time paid elsewhere. It follows a person after
// an exit. A month that
// was paid and then corrected upward stands here with what is still to come.
func OwingOf(r database.Reader, scope authz.Scope, f OwingFilter) ([]Unpaid, error) {
	if f.Book == nil {
		book, err := rulebook.Load(r)
		if err != nil {
			return nil, err
		}
		f.Book = book
	}
	var out []Unpaid
	for _, read := range []func(database.Reader, authz.Scope, OwingFilter) ([]Unpaid, error){
		frozenUnpaid, draftedUnpaid, workedUnpaid,
		correctedUnpaid} {
		rows, err := read(r, scope, f)
		if err != nil {
			return nil, err
		}
		out = append(out, rows...)
	}
	out = merged(out)
	if err := markPaid(r, out); err != nil {
		return nil, err
	}
	if err := markHeld(r, scope, f, out); err != nil {
		return nil, err
	}
	if err := markUntold(r, f.Book, out); err != nil {
		return nil, err
	}
	opened := opening(f.Book, f)
	return slices.DeleteFunc(out, func(o Unpaid) bool {
		return !o.IsFrozen() && !o.Rest && o.Run == "" && o.Month.Before(opened(o.Path))
	}), nil
}

// markHeld months that wait for a township's decision on the day of the question.
func markHeld(r database.Reader, scope authz.Scope, f OwingFilter, rows []Unpaid) error {
	if len(rows) == 0 {
		return nil
	}
	holds, err := payroll.HoldsUnder(r, scope)
	if err != nil || len(holds) == 0 {
		return err
	}
	for i, o := range rows {
		h := holds[payroll.PlacementMonth{PlacementID: o.PlacementID, Month: o.Month}]
		if o.ItemID == nil && o.Run == "" && h.Running(f.today()) {
			rows[i].HeldUntil = h.Told.DecideBy
		}
	}
	return nil
}

// markUntold months of locked sheets that no list has since their holders were not told of the month's assessment.
func markUntold(r database.Reader, book *rulebook.Book, rows []Unpaid) error {
	untold := map[payroll.CountyMonth]map[int64]bool{}
	for i, o := range rows {
		if o.ItemID != nil || o.Run != "" || o.Rest || o.Sheet != "locked" {
			continue
		}
		k := payroll.CountyMonth{County: region.CountyPath(o.Path), Month: o.Month}
		if _, read := untold[k]; !read {
			var err error
			if untold[k], err = duty.Untold(r, k.County, k.Month,
				book.Bool("assess.required", k.County, k.Month.First(), false)); err != nil {
				return err
			}
		}
		rows[i].Untold = untold[k][o.PlacementID]
	}
	return nil
}

// today of the question.
func (f OwingFilter) today() civil.Date {
	if f.Today.IsZero() {
		return f.Until.Last().AddDays(1)
	}
	return f.Today
}

// opening tells from which month on the county of a path keeps its pay here.
func opening(book *rulebook.Book, f OwingFilter) func(path string) civil.Month {
	today := f.today()
	known := map[string]civil.Month{}
	return func(path string) civil.Month {
		county := region.CountyPath(path)
		m, ok := known[county]
		if !ok {
			m = KeptFrom(book, county, today)
			known[county] = m
		}
		return m
	}
}

// lineOf an item on a list of pay, or of a sheet.
type lineOf struct{ of, seq int64 }

// frozenUnpaid are the items of lists that were approved, corrections of paid months too: one row for each placement
// that an item pays. Orders to the bank and its answers are joined and not asked item by item: an item that has several
// of them comes several times, and is put together here. Who else has the account is asked only of what nothing else
// stops.
//
// CROSS JOIN keeps SQLite from beginning elsewhere: what is open is little.
func frozenUnpaid(r database.Reader, scope authz.Scope, f OwingFilter) ([]Unpaid, error) {
	// of who has a second post in another village, the item stands in one of the two
	open, args := openItems(scope.Wider(region.CountyPath))
	if f.PersonID > 0 {
		open, args = "(SELECT i.id AS item_id FROM pay_item i WHERE i.person_id = ?)", []any{f.PersonID}
	}
	batches, err := openBatches(r, scope.Wider(region.CountyPath))
	if err != nil {
		return nil, err
	}
	where, more := f.sql(scope, "g.path", "g.month", "l.person_id")
	var out []Unpaid
	at, answers := map[lineOf]int{}, []int64{}
	err = r.Rows(`SELECT i.id, g.seq, g.placement_id, l.person_id, g.path, p.name, g.month, g.amount_fen,
CASE WHEN i.kind = 'correction' THEN COALESCE((SELECT SUM(k.amount_fen)
FROM pay_line k WHERE k.placement_id = g.placement_id AND k.month = g.month
AND EXISTS (SELECT 1 FROM payment_event e WHERE e.paid_item = k.item_id)), 0) ELSE 0 END AS paid_fen,
COALESCE(z.batch_id, 0) AS batch, COALESCE(e.id, 0) AS answer,
CASE WHEN `+sentBack+` THEN e.reason ELSE '' END AS returned,
CASE WHEN `+sentBack+` THEN 0 WHEN EXISTS (SELECT 1 FROM card_notice n WHERE n.person_id = p.id
AND n.account_version = p.account_version AND n.denied = 1) THEN 1
WHEN EXISTS (SELECT 1 FROM person o WHERE o.account_index = p.account_index AND o.id <> p.id AND `+notMerged+`) THEN 1
ELSE 0 END AS shared,
`+personSays+`
FROM `+open+` c CROSS JOIN pay_item i ON i.id = c.item_id CROSS JOIN pay_line g ON g.item_id = i.id
CROSS JOIN placement l ON l.id = g.placement_id CROSS JOIN person p ON p.id = l.person_id
LEFT JOIN payment_event y ON y.paid_item = i.id LEFT JOIN pay_reversal v ON v.item_id = i.id
LEFT JOIN pay_batch_line z ON z.item_id = i.id
LEFT JOIN payment_event e ON e.batch_id = z.batch_id AND e.item_id = z.item_id AND e.kind = 'returned'
WHERE `+where+` AND y.id IS NULL AND v.id IS NULL`, append(args, more...), func(rows *sql.Rows) error {
		o, line, batch, answer := Unpaid{Sheet: "locked"}, lineOf{}, int64(0), int64(0)
		if err := rows.Scan(&line.of, &line.seq, &o.PlacementID, &o.PersonID, &o.Path, &o.Name, &o.Month, &o.AmountFen,
			&o.PaidFen, &batch, &answer, &o.Returned, &o.Shared, &o.NoAccount, &o.Gone); err != nil {
			return err
		}
		o.Batch = batches[batch]
		i, known := at[line]
		if !known {
			at[line] = len(out)
			o.ItemID = &line.of
			out, answers = append(out, o), append(answers, answer)
			return nil
		}
		have := &out[i]
		have.Batch, have.Shared = max(have.Batch, o.Batch), have.Shared || o.Shared
		if answer > answers[i] { // the last time that it came back
			answers[i], have.Returned = answer, o.Returned
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b Unpaid) int { return cmp.Compare(*a.ItemID, *b.ItemID) })
	return out, err
}

// sentBack says of an answer e to a line z of a batch that the bank sent it back, and that nothing was mended since.
var sentBack = "e.id IS NOT NULL AND (z.account_index IS NULL OR " + strings.ReplaceAll(unmended, "l.", "z.") + ")"

// openBatches are the states of the batches of a scope that the bank has not answered.
func openBatches(r database.Reader, scope authz.Scope) (map[int64]string, error) {
	out := map[int64]string{}
	where, args := scope.SQL("path")
	return out, r.Rows("SELECT id, state FROM pay_batch WHERE "+where+" AND state IN ('prepared','released')", args,
		func(rows *sql.Rows) error {
			var id int64
			var state string
			err := rows.Scan(&id, &state)
			out[id] = state
			return err
		})
}

// draftedUnpaid are the lines of lists that are not approved yet, whether or not a sheet names them.
func draftedUnpaid(r database.Reader, scope authz.Scope, f OwingFilter) ([]Unpaid, error) {
	where, args := f.sql(scope, "w.path", "n.month", "w.person_id")
	var out []Unpaid
	err := r.Rows(`SELECT w.placement_id, w.person_id, w.path, p.name, n.month, w.amount_fen, n.state AS run,
CASE WHEN n.kind = 'correction' THEN 1 ELSE 0 END AS rest, `+personSays+`
FROM pay_run n CROSS JOIN pay_draft w ON w.run_id = n.id CROSS JOIN placement l ON l.id = w.placement_id
CROSS JOIN person p ON p.id = w.person_id
LEFT JOIN pay_slot x ON x.placement_id = w.placement_id AND x.month = n.month
WHERE n.state IN ('draft','noticed') AND w.amount_fen > 0 AND `+where+`
AND (x.placement_id IS NULL OR n.kind = 'correction')`, args,
		func(rows *sql.Rows) error {
			o := Unpaid{Sheet: "locked"}
			err := rows.Scan(&o.PlacementID, &o.PersonID, &o.Path, &o.Name, &o.Month, &o.AmountFen, &o.Run, &o.Rest,
				&o.NoAccount, &o.Gone)
			out = append(out, o)
			return err
		})
	return out, err
}

// workedUnpaid are the lines of sheets by which somebody worked and that no list has yet, with what the agreement says
// of the month, less what the assessment takes. Where a month's pay begins in the month before, the last days of who
// left then stand on that month's sheet, and are owed with the month that pays them.
func workedUnpaid(r database.Reader, scope authz.Scope, f OwingFilter) ([]Unpaid, error) {
	rows, err := workedRows(r, scope, f, false)
	if err != nil {
		return nil, err
	}
	if payroll.AnyPeriod(f.Book, scope) {
		left, err := workedRows(r, scope, f, true)
		if err != nil {
			return nil, err
		}
		if left, err = tails(r, f.Book, f, left); err != nil {
			return nil, err
		}
		rows = append(rows, left...)
	}
	return reckonedRows(r, f.Book, rows)
}

// workedRows are the lines of sheets that no list has, of months for which nobody decided that they end without pay
// (or took that back) and of whom no township took off a list; or those of who left in the sheet's month, whether a
// list has it or not.
func workedRows(r database.Reader, scope authz.Scope, f OwingFilter, left bool) ([]workedRow, error) {
	from, cond, last := "duty_sheet s JOIN duty_line d ON d.sheet_id = s.id JOIN placement l ON l.id = d.placement_id",
		"s.listed = 0 AND ", " AND x.placement_id IS NULL"
	if f.PersonID > 0 {
		from, cond = "placement l JOIN duty_line d ON d.placement_id = l.id JOIN duty_sheet s ON s.id = d.sheet_id", ""
	}
	if left {
		cond, last = "", " AND SUBSTR(l.end_on, 1, 7) = s.month"
	}
	where, args := f.sql(scope, "s.path", "s.month", "l.person_id")
	var out []workedRow
	at, lowered := map[lineOf]int{}, map[int64][]int64{}
	if err := r.Rows(`SELECT s.id, d.placement_id, l.person_id, s.path, p.name, s.month, s.state AS sheet,
`+personSays+`, l.rate_fen, l.start_on, l.end_on, q.season_from, q.season_until,
COALESCE(a.deduction_fen, 0) AS less_fen, d.corrected
FROM `+from+` JOIN person p ON p.id = l.person_id JOIN post q ON q.id = l.post_id
LEFT JOIN assessment a ON a.sheet_id = s.id AND a.placement_id = d.placement_id
LEFT JOIN pay_slot x ON x.placement_id = d.placement_id AND x.month = s.month
WHERE `+cond+where+` AND `+atWork+` AND (x.placement_id IS NOT NULL OR NOT EXISTS (SELECT 1 FROM pay_answer k
WHERE k.placement_id = d.placement_id AND k.month = s.month AND k.verdict = 'off'))`+last,
		append(args, noMarks), func(list *sql.Rows) error {
			x, sheet, corrected := workedRow{}, int64(0), false
			err := list.Scan(&sheet, &x.PlacementID, &x.PersonID, &x.Path, &x.Name, &x.Month, &x.Sheet, &x.NoAccount, &x.Gone,
				&x.RateFen, &x.StartOn, &x.EndOn, &x.SeasonFrom, &x.SeasonUntil, &x.LessFen, &corrected)
			if corrected && x.LessFen > 0 {
				lowered[sheet] = append(lowered[sheet], x.PlacementID)
				at[lineOf{sheet, x.PlacementID}] = len(out)
			}
			out = append(out, x)
			return err
		}); err != nil {
		return nil, err
	}
	for sheet, ids := range lowered {
		takes, err := duty.TakenBy(r, sheet)
		if err != nil {
			return nil, err
		}
		for _, id := range ids {
			out[at[lineOf{sheet, id}]].LessFen = takes[id]
		}
	}
	ended, err := endedWithoutPay(r, scope, f, out)
	return slices.DeleteFunc(out, func(x workedRow) bool { return ended[monthOf{x.PlacementID, x.Month}] }), err
}

// endedWithoutPay are the months of rows in a scope of which the last that was decided is that they end without pay.
func endedWithoutPay(r database.Reader, scope authz.Scope, f OwingFilter, rows []workedRow) (map[monthOf]bool, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	out := map[monthOf]bool{}
	scan := func(rows *sql.Rows) error {
		var m monthOf
		var kind string
		err := rows.Scan(&m.id, &m.month, &kind)
		out[m] = kind != payroll.NoPayWithdrawn
		return err
	}
	if f.PersonID == 0 {
		where, args := scope.Wider(region.CountyPath).SQL("v.path")
		return out, r.Rows("SELECT v.placement_id, v.month, v.kind FROM no_pay_event v WHERE "+where+
			" AND v.month <= ? ORDER BY v.id", append(args, f.Until), scan)
	}
	ids := make([]any, len(rows))
	for i, x := range rows {
		ids[i] = x.PlacementID
	}
	return out, database.InParts(ids, func(marks string, ids []any) error {
		return r.Rows("SELECT v.placement_id, v.month, v.kind FROM no_pay_event v WHERE v.placement_id IN ("+marks+
			") ORDER BY v.id", ids, scan)
	})
}

// reckonedRows are the rows with what they are worth; last days that are worth nothing are left out, and so are months
// after an exit in which nobody worked.
func reckonedRows(r database.Reader, book *rulebook.Book, rows []workedRow) ([]Unpaid, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	amounts, err := worthOfRows(r, book, rows)
	if err != nil {
		return nil, err
	}
	out := make([]Unpaid, 0, len(rows))
	for i, x := range rows {
		if x.AmountFen = amounts[i]; x.AmountFen > 0 || !x.tail && (x.EndOn.IsZero() || !x.EndOn.Before(x.Month.First())) {
			out = append(out, x.Unpaid)
		}
	}
	return out, nil
}

// workedRow is a line of a sheet that no list has, with its agreement and post.
type workedRow struct {
	Unpaid
	RateFen, LessFen        money.Fen
	StartOn, EndOn          civil.Date
	SeasonFrom, SeasonUntil int64
	tail                    bool // days that the next month's pay has
}

func (x workedRow) due(pauses map[int64][]placement.Pause) payroll.Due {
	return payroll.Due{PlacementID: x.PlacementID, Path: x.Path, RateFen: x.RateFen, StartOn: x.StartOn, EndOn: x.EndOn,
		Season: post.Season{SeasonFrom: x.SeasonFrom, SeasonUntil: x.SeasonUntil},
		Pauses: pauses[x.PlacementID]}
}

// worthOfRows is what each of the rows is worth, by the sheets as they stand.
func worthOfRows(r database.Reader, book *rulebook.Book, rows []workedRow) ([]money.Fen, error) {
	pauses, seen := map[int64][]placement.Pause{}, map[string]bool{}
	ids := map[payroll.CountyMonth][]any{}
	at := func(x workedRow) payroll.CountyMonth {
		return payroll.CountyMonth{County: region.CountyPath(x.Path), Month: x.Month}
	}
	for _, x := range rows {
		k := at(x)
		ids[k] = append(ids[k], x.PlacementID)
		if seen[k.County] {
			continue
		}
		seen[k.County] = true
		some, err := placement.PausesUnder(r, k.County)
		if err != nil {
			return nil, err
		}
		maps.Copy(pauses, some)
	}
	worths := payroll.ManyWorths{Book: book, Only: ids, AnyState: true}
	off, err := offPost(r, book, rows, pauses)
	if err != nil {
		return nil, err
	}
	out := make([]money.Fen, len(rows))
	for i, x := range rows {
		due := x.due(pauses)
		if show := off[at(x)]; show != nil {
			show(&due)
		}
		w, err := worths.At(r, at(x))
		if err != nil {
			return nil, err
		}
		if w != nil {
			out[i] = w.Of(due).AmountFen
			continue
		}
		_, _, amount := payroll.Owed(due, x.Month)
		out[i] = amount - min(x.LessFen, amount)
	}
	return out, nil
}

// offPost tells of the months of which a row's holder left before the last day or was ever suspended what their sheets
// show to be worked off the post; nil of the others.
func offPost(r database.Reader, book *rulebook.Book, rows []workedRow,
	pauses map[int64][]placement.Pause) (map[payroll.CountyMonth]func(*payroll.Due), error) {
	ids := map[payroll.CountyMonth][]any{}
	for _, x := range rows {
		if pauses[x.PlacementID] != nil || !x.EndOn.IsZero() && x.EndOn.Before(x.Month.Last()) {
			k := payroll.CountyMonth{County: region.CountyPath(x.Path), Month: x.Month}
			ids[k] = append(ids[k], x.PlacementID)
		}
	}
	out := map[payroll.CountyMonth]func(*payroll.Due){}
	for k, some := range ids {
		show, err := payroll.ShownWork(r, book, k, some)
		if err != nil {
			return nil, err
		}
		out[k] = show
	}
	return out, nil
}

// merged months and corrections of them in the order of the list; a month of which both are owed stands once, and so
// does one that a list has beside its sheet: as the list says.
func merged(all []Unpaid) []Unpaid {
	slices.SortStableFunc(all, func(a, b Unpaid) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), a.Month.Since(b.Month), cmp.Compare(a.PlacementID, b.PlacementID))
	})
	out := all[:0]
	for _, o := range all {
		n := len(out) - 1
		switch {
		case n < 0 || out[n].PlacementID != o.PlacementID || out[n].Month != o.Month:
			out = append(out, o)
		case o.IsFrozen() || o.Rest && out[n].IsFrozen():
			out[n].AmountFen += o.AmountFen
		}
	}
	return out
}
