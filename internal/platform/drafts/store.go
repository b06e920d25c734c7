package drafts

import (
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
)

const selectOne = "SELECT kind, item, version, seq, content, at_us FROM draft WHERE user_id = ? AND kind = ? AND " +
	"item = ?"

func one(r database.Reader, userID int64, kind, item string) (Draft, bool, error) {
	var d Draft
	found, err := r.One(&d, selectOne, userID, kind, item)
	return d, found, err
}

func lock(tx *database.Tx, userID int64, kind, item string) (Draft, bool, error) {
	var d Draft
	found, err := tx.One(&d, selectOne+tx.ForUpdate(), userID, kind, item)
	return d, found, err
}

func insert(tx *database.Tx, userID int64, d Draft) error {
	_, err := tx.Exec("INSERT INTO draft (user_id, kind, item, version, seq, content, at_us) VALUES (?, ?, ?, ?, ?, ?, ?)",
		userID, d.Kind, d.Item, d.Version, d.Seq, d.Content, d.AtUs)
	return err
}

func update(tx *database.Tx, userID int64, d Draft) error {
	_, err := tx.Exec("UPDATE draft SET version = ?, seq = ?, content = ?, at_us = ? WHERE user_id = ? AND kind = ? AND "+
		"item = ?", d.Version, d.Seq, d.Content, d.AtUs, userID, d.Kind, d.Item)
	return err
}

func drop(tx *database.Tx, userID int64, kind, item string) error {
	_, err := tx.Exec("DELETE FROM draft WHERE user_id = ? AND kind = ? AND item = ?", userID, kind, item)
	return err
}

// dropBeyond the newest drafts of a user.
func dropBeyond(tx *database.Tx, userID int64, most int) error {
	var old []Draft
	if err := tx.Select(&old, "SELECT kind, item, version, seq, '' AS content, at_us FROM draft WHERE user_id = ? "+
		"ORDER BY at_us DESC, kind, item LIMIT ? OFFSET ?", userID, MostItems, most); err != nil {
		return err
	}
	for _, d := range old {
		if err := drop(tx, userID, d.Kind, d.Item); err != nil {
			return err
		}
	}
	return nil
}

func dropBefore(tx *database.Tx, at clock.Moment) error {
	_, err := tx.Exec("DELETE FROM draft WHERE at_us < ?", at)
	return err
}
