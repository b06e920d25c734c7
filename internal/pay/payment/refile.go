package payment

import (
	"bytes"
	"database/sql"
	"fmt"

	"gangwei/internal/platform/database"
	"gangwei/internal/platform/seal"
)

// Refile makes the file of every batch again from its lines and names the batches whose file is not what it was. A line
// goes to the number and account that were kept with it; batches from before these were kept are passed over, and so
// are Excel files' own bytes (their digest is over the plain lines).
func Refile(r database.Reader, ring *seal.Ring) (broken []string, err error) {
	var batches []Batch
	if err := r.Select(&batches, "SELECT "+batchColumns+" FROM pay_batch ORDER BY id"); err != nil {
		return nil, err
	}
	room := Service{Ring: ring}
	for _, b := range batches {
		lines := make([]Line, 0, b.Items)
		if err := r.Rows(
			`SELECT l.seq, l.item_id, l.amount_fen, i.month, `+sentName+
				`, l.id_sealed, l.account_sealed, l.account_index FROM pay_batch_line l JOIN pay_item i ON i.id = l.item_id
WHERE l.batch_id = ? ORDER BY l.seq`,
			[]any{b.ID}, func(rows *sql.Rows) error {
				var l Line
				err := rows.Scan(&l.Seq, &l.ItemID, &l.AmountFen, &l.Month, &l.Name, &l.IDSealed, &l.AccountSealed, &l.AccountIndex)
				lines = append(lines, l)
				return err
			}); err != nil {
			return nil, err
		}
		if len(lines) > 0 && lines[0].AccountSealed == nil {
			continue
		}
		format, err := b.Mapping()
		var repeatable []byte
		if err == nil {
			_, repeatable, err = room.encode(format, lines)
		}
		if err != nil || !bytes.Equal(seal.Digest(repeatable), b.FileDigest) {
			broken = append(broken, fmt.Sprintf("%s %d", b.Path, b.ID))
		}
	}
	return broken, nil
}
