package payroll

import (
	"database/sql"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

const hungColumns = "n.id, n.village_id, n.path, n.month, n.from_date, n.until_date, n.place, n.objections, " +
	"n.irregular, n.file_id, n.at_us"

// draftedOn is the day on which a county's list of a month that is not approved yet was drafted; false if there is
// none.
func draftedOn(r database.Reader, county string, month civil.Month) (civil.Date, bool, error) {
	var at clock.Moment
	found, err := r.One(&at, "SELECT drafted_us FROM pay_run WHERE path = ? AND month = ? "+
		"AND state IN ('draft','noticed') ORDER BY id DESC LIMIT 1", county, month)
	return at.Date(), found, err
}

func insertHung(v *desk.Visit, n VillageNotice) (int64, error) {
	id, err := v.Tx.Create("INSERT INTO village_notice (village_id, path, month, from_date, until_date, place, "+
		"objections, irregular, file_id, actor_id, person_key, at_us) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		n.VillageID, n.Path, n.Month, n.FromDate, n.UntilDate, n.Place, n.Objections, n.Irregular, n.FileID, v.Actor.UserID,
		v.Actor.PersonKey, int64(n.AtUs))
	if err != nil {
		return 0, err
	}
	return id, v.Tx.InsertMany("village_notice_line", []string{"notice_id", "seq", "name", "days", "amount_fen"},
		len(n.Lines), func(i int, x []any) {
			l := &n.Lines[i]
			x[0], x[1], x[2], x[3], x[4] = id, i+1, l.Name, l.Days, int64(l.AmountFen)
		})
}

// hungBefore are the notices of a run's county and month that began before it was drafted, with their lines.
func hungBefore(r database.Reader, x Run) ([]VillageNotice, error) {
	where, args := authz.Under(x.Path).SQL("n.path")
	args = append(args, x.Month, x.DraftedUs.Date())
	var out []VillageNotice
	if err := r.Select(&out, "SELECT "+hungColumns+" FROM village_notice n WHERE "+where+
		" AND n.month = ? AND n.from_date < ? ORDER BY n.path, n.id", args...); err != nil || len(out) == 0 {
		return nil, err
	}
	at := map[int64]int{}
	for i, n := range out {
		at[n.ID] = i
	}
	return out, r.Rows("SELECT w.notice_id, w.name, w.days, w.amount_fen FROM village_notice n "+
		"JOIN village_notice_line w ON w.notice_id = n.id WHERE "+where+" AND n.month = ? AND n.from_date < ? "+
		"ORDER BY w.notice_id, w.seq", args,
		func(rows *sql.Rows) error {
			var id int64
			var l HungLine
			err := rows.Scan(&id, &l.Name, &l.Days, &l.AmountFen)
			if i, known := at[id]; known {
				out[i].Lines = append(out[i].Lines, l)
			}
			return err
		})
}

// VillageNotices of a scope, the latest first, without their lines.
func VillageNotices(r database.Reader, scope authz.Scope, limit int) ([]VillageNotice, error) {
	where, args := scope.SQL("n.path")
	var out []VillageNotice
	err := r.Select(&out, "SELECT "+hungColumns+" FROM village_notice n WHERE "+where+" ORDER BY n.id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}

// VillageNoticeByID finds a notice with its lines.
func VillageNoticeByID(r database.Reader, id int64) (VillageNotice, error) {
	n, err := database.Find[VillageNotice](r, "SELECT "+hungColumns+" FROM village_notice n WHERE n.id = ?", id)
	if err != nil {
		return n, err
	}
	return n, r.Select(&n.Lines, "SELECT w.name, w.days, w.amount_fen FROM village_notice_line w WHERE w.notice_id = ? "+
		"ORDER BY w.seq", id)
}
