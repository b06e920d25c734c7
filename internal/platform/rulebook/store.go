package rulebook

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
)

const columns = `id, param, region_path, fund, from_date, until, value, reason, document, past_reason, state, proposed_by, proposed_key, proposed_us, decided_by, decided_key, decided_us, replaced_by, version`

func (Parameter) TableName() string { return "rule_parameter" }

// Load reads all approved parameters and the holidays.
func Load(r database.Reader) (*Book, error) {
	var rows []Parameter
	if err := r.Select(&rows,
		"SELECT "+columns+
			" FROM rule_parameter WHERE state = 'approved' AND replaced_by = 0 ORDER BY param, from_date"); err != nil {
		return nil, err
	}
	var days []struct {
		Day    civil.Date
		Worked int
		Year   int
	}
	if err := r.Select(&days, "SELECT day, worked, year FROM holiday"); err != nil {
		return nil, err
	}
	var off, on []civil.Date
	var years []int
	for _, d := range days {
		years = append(years, d.Year)
		if d.Worked == 1 {
			on = append(on, d.Day)
		} else {
			off = append(off, d.Day)
		}
	}
	return NewBook(rows, civil.NewCalendar(off, on).Knowing(years)), nil
}

// List is every row of every state, for the page: by key, region, date.
func List(r database.Reader) ([]Parameter, error) {
	var rows []Parameter
	err := r.Select(&rows, "SELECT "+columns+" FROM rule_parameter ORDER BY param, region_path, from_date, id")
	return rows, err
}

func lock(tx *database.Tx, id int64) (Parameter, bool, error) {
	var p Parameter
	found, err := tx.One(&p, "SELECT "+columns+" FROM rule_parameter WHERE id = ?"+tx.ForUpdate(), id)
	return p, found, err
}

func insert(tx *database.Tx, p *Parameter) (err error) {
	p.ID, err = tx.Create(`INSERT INTO rule_parameter (param, region_path, fund, from_date, until, value, reason, document,
past_reason, state, proposed_by, proposed_key, proposed_us, decided_by, decided_key, decided_us)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
?)`, p.Param, p.RegionPath, p.Fund, p.FromDate, p.Until, p.Value, p.Reason, p.Document, p.PastReason, p.State, p.ProposedBy, p.ProposedKey, p.ProposedUs,
		orNil(p.DecidedBy), orNilText(p.DecidedKey), orNil(int64(p.DecidedUs)))
	return err
}

func decide(tx *database.Tx, p Parameter, state string, by int64, key string, at clock.Moment) (int64, error) {
	return tx.Exec(
		"UPDATE rule_parameter SET state = ?, decided_by = ?, decided_key = ?, decided_us = ?, version = version + 1 WHERE "+
			"id = ? AND state = 'proposed'",
		state, by, key, at, p.ID)
}

// standing is the approved value of the same parameter, region, fund and day that nothing replaced.
func standing(tx *database.Tx, p Parameter) (Parameter, bool, error) {
	var q Parameter
	found, err := tx.One(&q, "SELECT "+columns+` FROM rule_parameter
WHERE param = ? AND region_path = ? AND fund = ? AND from_date = ? AND state = 'approved'
AND replaced_by = 0`+tx.ForUpdate(), p.Param, p.RegionPath, p.Fund, p.FromDate)
	return q, found, err
}

func replace(tx *database.Tx, q Parameter, by int64) error {
	_, err := tx.Exec("UPDATE rule_parameter SET replaced_by = ?, version = version + 1 WHERE id = ? AND replaced_by = 0",
		by, q.ID)
	return err
}

func insertHoliday(tx *database.Tx, day civil.Date, worked int, name, source string) error {
	_, err := tx.Exec("INSERT INTO holiday (day, worked, name, source, year) VALUES (?, ?, ?, ?, ?)", day, worked, name,
		source, day.Year())
	return err
}

const noticeColumns = `id, year, number, state, proposed_by, proposed_key, proposed_us, decided_by, decided_key, decided_us`

func (Notice) TableName() string { return "holiday_notice" }

func insertNotice(tx *database.Tx, n *Notice, days []noticeDay) (err error) {
	n.ID, err = tx.Create("INSERT INTO holiday_notice (year, number, state, proposed_by, proposed_key, proposed_us) "+
		"VALUES (?, ?, ?, ?, ?, ?)",
		n.Year, n.Number, n.State, n.ProposedBy, n.ProposedKey, n.ProposedUs)
	if err != nil {
		return err
	}
	return tx.InsertMany("holiday_notice_day", []string{"notice_id", "day", "worked", "name"}, len(days),
		func(i int, x []any) {
			x[0], x[1], x[2], x[3] = n.ID, days[i].Day, days[i].Worked, days[i].Name
		})
}

func lockNotice(tx *database.Tx, id int64) (Notice, bool, error) {
	var n Notice
	found, err := tx.One(&n, "SELECT "+noticeColumns+" FROM holiday_notice WHERE id = ?"+tx.ForUpdate(), id)
	return n, found, err
}

func decideNotice(tx *database.Tx, n Notice, state string, by int64, key string, at clock.Moment) (int64, error) {
	return tx.Exec(
		"UPDATE holiday_notice SET state = ?, decided_by = ?, decided_key = ?, decided_us = ? WHERE id = ? AND state = "+
			"'proposed'",
		state, by, key, at, n.ID)
}

// takeYear puts a notice's days in place of those that the year had.
func takeYear(tx *database.Tx, n Notice) error {
	if _, err := tx.Exec(
		"DELETE FROM holiday WHERE year = ? OR day IN (SELECT day FROM holiday_notice_day WHERE notice_id = ?)", n.Year,
		n.ID); err != nil {
		return err
	}
	_, err := tx.Exec(
		"INSERT INTO holiday (day, worked, name, source, year) SELECT d.day, d.worked, d.name, ?, ? FROM "+
			"holiday_notice_day d WHERE d.notice_id = ?",
		n.Number, n.Year, n.ID)
	return err
}

// notices with their days, the latest year first.
func notices(r database.Reader) (heads []Notice, days map[int64][]noticeDay, err error) {
	if err := r.Select(&heads, "SELECT "+noticeColumns+" FROM holiday_notice ORDER BY year DESC, id DESC"); err != nil {
		return nil, nil, err
	}
	var all []noticeDay
	if err := r.Select(&all,
		"SELECT notice_id, day, worked, name FROM holiday_notice_day ORDER BY notice_id, day"); err != nil {
		return nil, nil, err
	}
	days = map[int64][]noticeDay{}
	for _, d := range all {
		days[d.NoticeID] = append(days[d.NoticeID], d)
	}
	return heads, days, nil
}

// KnownYears are the years whose days off and on are known.
func KnownYears(r database.Reader) (years []int, err error) {
	err = r.Select(&years, "SELECT DISTINCT year FROM holiday")
	return years, err
}

func orNil(n int64) any {
	if n == 0 {
		return nil
	}
	return n
}

func orNilText(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// knownDays of the calendar, with where they come from.
func knownDays(r database.Reader) (map[civil.Date]string, error) {
	var rows []struct {
		Day    civil.Date
		Source string
	}
	err := r.Select(&rows, "SELECT day, source FROM holiday")
	out := map[civil.Date]string{}
	for _, x := range rows {
		out[x.Day] = x.Source
	}
	return out, err
}
