package listing

import (
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
)

// ChosenBy are the columns that a user chose for a list, by commas; empty if none were.
func ChosenBy(r database.Reader, userID int64, list string) (columns string, err error) {
	_, err = r.One(&columns, "SELECT shown FROM list_choice WHERE user_id = ? AND list = ?", userID, list)
	return columns, err
}

// Choose keeps the columns that a user chose for a list, by commas; none takes the choice back. It is housekeeping: no
// business is changed, so nothing is recorded.
func Choose(tx *database.Tx, userID int64, list, columns string, at clock.Moment) error {
	if _, err := tx.Exec("DELETE FROM list_choice WHERE user_id = ? AND list = ?", userID, list); err != nil ||
		columns == "" {
		return err
	}
	_, err := tx.Exec("INSERT INTO list_choice (user_id, list, shown, at_us) VALUES (?, ?, ?, ?)", userID, list, columns,
		at)
	return err
}
