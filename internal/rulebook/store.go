package rulebook

import (
	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/database"
)

const columns = `id, param, region_path, fund, from_date, until, value, reason, document, past_reason, state, proposed_by, proposed_key, proposed_us, decided_by, decided_key, decided_us, replaced_by, version`

func (Parameter) TableName() string { return "rule_parameter" }

// Load reads all approved parameters and the holidays.
func Load(r database.Reader) (*Book, error) {
	var rows []Parameter
	if err := r.Select(&rows, "SELECT "+columns+" FROM rule_parameter WHERE state = 'approved' AND replaced_by = 0 ORDER BY param, from_date"); err != nil {
		return nil, err
	}
	var days []struct {
		Day    civil.Date
		Worked int
	}
	if err := r.Select(&days, "SELECT day, worked FROM holiday"); err != nil {
		return nil, err
	}
	var off, on []civil.Date
	for _, d := range days {
		if d.Worked == 1 {
			on = append(on, d.Day)
		} else {
			off = append(off, d.Day)
		}
	}
	return NewBook(rows, civil.NewCalendar(off, on)), nil
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
	p.ID, err = tx.Create(`INSERT INTO rule_parameter (param, region_path, fund, from_date, until, value, reason, document, past_reason, state, proposed_by, proposed_key, proposed_us, decided_by, decided_key, decided_us)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, p.Param, p.RegionPath, p.Fund, p.FromDate, p.Until, p.Value, p.Reason, p.Document, p.PastReason, p.State, p.ProposedBy, p.ProposedKey, p.ProposedUs,
		orNil(p.DecidedBy), orNilText(p.DecidedKey), orNil(int64(p.DecidedUs)))
	return err
}

func decide(tx *database.Tx, p Parameter, state string, by int64, key string, at clock.Moment) (int64, error) {
	return tx.Exec("UPDATE rule_parameter SET state = ?, decided_by = ?, decided_key = ?, decided_us = ?, version = version + 1 WHERE id = ? AND state = 'proposed'", state, by, key, at, p.ID)
}

// standing is the approved value of the same parameter, region, fund and day that nothing replaced.
func standing(tx *database.Tx, p Parameter) (Parameter, bool, error) {
	var q Parameter
	found, err := tx.One(&q, "SELECT "+columns+` FROM rule_parameter
WHERE param = ? AND region_path = ? AND fund = ? AND from_date = ? AND state = 'approved' AND replaced_by = 0`+tx.ForUpdate(), p.Param, p.RegionPath, p.Fund, p.FromDate)
	return q, found, err
}

func replace(tx *database.Tx, q Parameter, by int64) error {
	_, err := tx.Exec("UPDATE rule_parameter SET replaced_by = ?, version = version + 1 WHERE id = ? AND replaced_by = 0", by, q.ID)
	return err
}

func insertHoliday(tx *database.Tx, day civil.Date, worked int, name, source string) error {
	_, err := tx.Exec("INSERT INTO holiday (day, worked, name, source) VALUES (?, ?, ?, ?)", day, worked, name, source)
	return err
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
