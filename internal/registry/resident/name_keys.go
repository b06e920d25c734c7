package resident

import (
	"context"

	"gangwei/internal/base/plain"
	"gangwei/internal/platform/database"
)

// namesAtOnce is of how many people FillNameKeys makes the keys in one transaction.
const namesAtOnce = 500

// FillNameKeys makes the keys of names of people who were registered before there were such: a migration knows no
// pinyin, and until then a name is its own key. It goes on where it stopped, beside whoever registers and corrects
// meanwhile, and gives how many it made.
func FillNameKeys(ctx context.Context, db *database.DB) (made int, err error) {
	for after := int64(0); ; {
		var rows []Person
		if err := db.Read(ctx, func(s *database.Snapshot) (err error) {
			rows, err = unkeyed(s, after)
			return err
		}); err != nil {
			return made, err
		}
		if len(rows) == 0 {
			return made, nil
		}
		n := 0
		if err := db.Write(ctx, func(tx *database.Tx) error {
			n = 0
			for _, p := range rows {
				done, err := setNameKeys(tx, p.ID, p.Name, plain.Keys(p.Name))
				if err != nil {
					return err
				}
				n += int(done)
			}
			return nil
		}); err != nil {
			return made, err
		}
		made, after = made+n, rows[len(rows)-1].ID
	}
}
