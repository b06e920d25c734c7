package complaint

import (
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// Around a complaint about a month: what the village's sheet, the pay lists and the checks say of it, of the one it is
// about and, where that is nobody by name or somebody who is on no list (干了活没上名单), of those who worked beside them and
// can be asked.
type Around struct {
	Sheet  string // state of the month's sheet, empty if there is none
	Rows   []Neighbour
	Checks []Seen
}

// Neighbour is somebody who was on post in the village in the month.
type Neighbour struct {
	PlacementID int64
	Name        string
	Title       string
	StartOn     civil.Date
	EndOn       civil.Date
	OnSheet     bool
	Present     int // days
	Hours       int64
	ListedFen   money.Fen // on approved lists
	PaidFen     money.Fen // confirmed by the bank
	About       bool      // the complaint is about this one
	Items       []PayItem // of the month, of the one it is about
}

// PayItem that a complaint is about, and the bank's last word on it.
type PayItem struct {
	ItemID    int64
	RunID     int64
	Kind      string // regular, supplement, arrears, correction
	AmountFen money.Fen
	Word      string // paid, returned, reversed; empty while the bank has not said anything
	Reason    string
	OnDate    civil.Date
}

// Seen is a check of duty in the village in the month.
type Seen struct {
	OnDate  civil.Date
	Name    string
	Method  string
	Finding string
}

// AroundOf a complaint that names a month; empty for the others.
func AroundOf(r database.Reader, c Complaint) (Around, error) {
	var out Around
	if c.Month.IsZero() {
		return out, nil
	}
	if _, err := r.One(&out.Sheet, "SELECT state FROM duty_sheet WHERE village_id = ? AND month = ?", c.VillageID,
		c.Month); err != nil {
		return out, err
	}
	var rows []struct {
		PlacementID        int64
		Name, Title        string
		StartOn, EndOn     civil.Date
		ListedFen, PaidFen money.Fen
	}
	one, about := "", []any(nil)
	if c.PlacementID != nil && c.Kind != NotListed {
		one, about = " AND l.id = ?", []any{*c.PlacementID}
	}
	if err := r.Select(&rows, `SELECT l.id AS placement_id, p.name, q.title, l.start_on, l.end_on,
COALESCE((SELECT SUM(x.amount_fen) FROM pay_line x WHERE x.placement_id = l.id AND x.month = ? AND NOT EXISTS (SELECT 1
FROM pay_reversal v WHERE v.item_id = x.item_id)), 0) AS listed_fen,
COALESCE((SELECT SUM(x.amount_fen) FROM pay_line x WHERE x.placement_id = l.id AND x.month = ? AND EXISTS (SELECT 1
FROM payment_event e WHERE e.paid_item = x.item_id)), 0) AS paid_fen
FROM placement l JOIN person p ON p.id = l.person_id JOIN post q ON q.id = l.post_id
WHERE l.village_id = ? AND l.start_on <= ? AND (l.end_on IS NULL OR l.end_on >= ?)
AND COALESCE(l.end_reason, '') <> ?`+one+` ORDER BY p.name_sort, l.id`,
		append([]any{c.Month, c.Month, c.VillageID, c.Month.Last(), c.Month.First(), placement.Void},
			about...)...); err != nil {
		return out, err
	}
	ids := make([]any, len(rows))
	for i, x := range rows {
		ids[i] = x.PlacementID
	}
	says, err := duty.WorkedQuery{County: region.CountyPath(c.Path), Month: c.Month, Only: ids,
		AnyState: true}.Read(r) // as corrected
	if err != nil {
		return out, err
	}
	for _, x := range rows {
		n := Neighbour{PlacementID: x.PlacementID, Name: x.Name, Title: x.Title, StartOn: x.StartOn, EndOn: x.EndOn,
			ListedFen: x.ListedFen, PaidFen: x.PaidFen, About: c.PlacementID != nil && *c.PlacementID == x.PlacementID}
		if w, named := says[x.PlacementID]; named {
			n.OnSheet, n.Present, n.Hours = true, int(w.Present()), w.Hours
		}
		if n.About {
			if err := r.Select(&n.Items, `SELECT i.id AS item_id, i.run_id, i.kind, g.amount_fen, CASE WHEN v.item_id IS NOT NULL
THEN 'reversed' ELSE COALESCE(e.kind, '') END AS word, COALESCE(v.reason, e.reason, '') AS reason, e.on_date
FROM pay_line g JOIN pay_item i ON i.id = g.item_id LEFT JOIN payment_event e ON e.id = (SELECT MAX(z.id)
FROM payment_event z WHERE z.item_id = i.id) LEFT JOIN pay_reversal v ON v.item_id = i.id
WHERE g.placement_id = ? AND g.month = ? ORDER BY i.id`, x.PlacementID, c.Month); err != nil {
				return out, err
			}
		}
		out.Rows = append(out.Rows, n)
	}
	err = r.Select(&out.Checks, `SELECT k.on_date, p.name, k.method, k.finding FROM duty_check k JOIN placement l
ON l.id = k.placement_id JOIN person p ON p.id = l.person_id
WHERE k.village_id = ? AND k.on_date >= ? AND k.on_date <= ?
ORDER BY k.on_date, k.id`, c.VillageID, c.Month.First(), c.Month.Last())
	return out, err
}
