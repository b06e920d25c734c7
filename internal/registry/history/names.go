package history

import (
	"context"

	"gangwei/internal/platform/database"
)

// namesAtOnce are kept in one transaction.
const namesAtOnce = 500

// FillNameKeys keeps the keys of names in rows that were taken in before there were such. It goes on where it stopped,
// and gives how many it made.
func FillNameKeys(ctx context.Context, db *database.DB) (made int, err error) {
	for {
		n := 0
		if err := db.Write(ctx, func(tx *database.Tx) error {
			names, err := unkeyed(tx)
			if err != nil || len(names) == 0 {
				return err
			}
			n, err = keepNames(tx, names)
			return err
		}); err != nil || n == 0 {
			return made, err
		}
		made += n
	}
}
