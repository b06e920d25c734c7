package office

import (
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/seal"
)

type setting struct{ Name, Value string }

func settings(r database.Reader) (rows []setting, err error) {
	err = r.Select(&rows, "SELECT name, value FROM setting")
	return rows, err
}

func insert(tx *database.Tx, rows ...setting) error {
	return tx.InsertMany("setting", []string{"name", "value"}, len(rows), func(i int, x []any) {
		x[0], x[1] = rows[i].Name, rows[i].Value
	})
}

// Lock the office's facts until the visit ends, so that two programs do not upgrade it at once.
func Lock(tx *database.Tx) error {
	var at string
	_, err := tx.One(&at, "SELECT value FROM setting WHERE name = 'made_on'"+tx.ForUpdate())
	return err
}

// setKeys writes the prints in place of was; empty: there are none yet.
func setKeys(tx *database.Tx, was, prints string) error {
	if was == "" {
		return insert(tx, setting{"keys", prints})
	}
	return tx.Change("UPDATE setting SET value = ? WHERE name = 'keys' AND value = ?", prints, was)
}

// city's name and path.
func city(r database.Reader) (c struct{ Name, Path string }, err error) {
	_, err = r.One(&c, `SELECT n.name, r.path FROM region r JOIN region_name n ON n.region_id = r.id
WHERE r.level = 'city' ORDER BY r.id, n.from_date DESC LIMIT 1`)
	return c, err
}

// indexed tells whether the index key made anything yet: without it, accounts of one human are no longer known as such.
func indexed(r database.Reader) (bool, error) {
	var n int64
	return r.One(&n, "SELECT id FROM user_account WHERE person_key NOT LIKE '%:%' LIMIT 1")
}

// Sealed is a column that holds sealed values.
type Sealed struct {
	Table, Column string
	Key           string    // column by which its first and last rows are found
	AsTable, As   string    // for which table and column its values were sealed: they move between tables
	Index         string    // column with the index of the same value; empty: none
	Kind          seal.Kind // of that index
}

// SealedColumns are all of them; a test holds the list against the schema.
var SealedColumns = []Sealed{
	{"person", "id_sealed", "id", "person", "id", "id_index", seal.IDNumber},
	{"person", "phone_sealed", "id", "person", "phone", "", ""},
	{"person", "account_sealed", "id", "person", "account", "account_index", seal.Account},
	{"person_correction", "new_sealed", "id", "person", "id", "", ""},
	{"benefit_card", "account_sealed", "id", "person", "account", "", ""},
	{"card_line", "new_sealed", "list_id", "person", "account", "", ""},
	{"pay_batch_line", "id_sealed", "batch_id", "person", "id", "", ""},
	{"pay_batch_line", "account_sealed", "batch_id", "person", "account", "", ""},
	{"history_raw", "raw_sealed", "row_id", "history_raw", "raw", "", ""},
	{"complaint_reporter", "name_sealed", "complaint_id", "complaint_reporter", "name", "", ""},
	{"complaint_reporter", "phone_sealed", "complaint_id", "complaint_reporter", "phone", "", ""},
	{"draw_seed", "seed_sealed", "period", "draw_seed", "seed", "", ""},
}

// looked is how many of the first and how many of the last rows of a column are looked at.
const looked = 500

type sealedRow struct {
	Sealed []byte
	Ix     []byte
}

// ends of a column: its first and its last values. What is empty proves nothing, since every ring opens it.
func ends(r database.Reader, c Sealed) (out []sealedRow, err error) {
	index := "NULL"
	if c.Index != "" {
		index = c.Index
	}
	q := "SELECT " + c.Column + " AS sealed, " + index + " AS ix FROM " + c.Table +
		" WHERE LENGTH(" + c.Column + ") > 0 ORDER BY " + c.Key
	var last []sealedRow
	if err := r.Select(&out, q+" LIMIT ?", looked); err != nil || len(out) < looked {
		return out, err
	}
	err = r.Select(&last, q+" DESC LIMIT ?", looked)
	return append(out, last...), err
}
