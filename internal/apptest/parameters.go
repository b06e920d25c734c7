package apptest

import (
	"gangwei/internal/platform/database"
)

// OldParameter puts a value into the rulebook as an office may hold it that wrote before values were checked, approved
// or only proposed.
func (h *House) OldParameter(param, path, from, value, state string) (id int64) {
	h.T.Helper()
	var by, key, at any
	if state == "approved" {
		by, key, at = 2, "old:two", 2
	}
	Must(h.T, h.DB.Write(Ctx, func(tx *database.Tx) (err error) {
		id, err = tx.Create(`INSERT INTO rule_parameter (param, region_path, fund, from_date, value, reason, document, state, proposed_by, proposed_key, proposed_us, decided_by, decided_key, decided_us)
VALUES (?, ?, '', ?, ?, '以前写的', '试1号', ?, 1, 'old:one', 1, ?, ?, ?)`, param, path, from, value, state, by, key, at)
		return err
	}))
	return id
}
