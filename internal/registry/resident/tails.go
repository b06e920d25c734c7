package resident

import (
	"context"

	"gangwei/internal/platform/database"
	"gangwei/internal/platform/seal"
)

// tailLength is how many characters at the end of a number lists show, and can be looked up.
const tailLength = 4

// phoneTail is the index of the end of a telephone number.
func phoneTail(ring *seal.Ring, phone string) []byte {
	return ring.Index(seal.PhoneTail, phone[len(phone)-tailLength:])
}

// tailsAtOnce is how many rows FillTails writes in one transaction.
const tailsAtOnce = 500

// FillTails makes the indexes of tails of people who were registered before there were such: a migration has no keys.
// It goes on where it stopped, beside whoever registers and corrects meanwhile, and gives how many it made. A telephone
// that does not open keeps none; 'gangwei doctor' tells of it.
func FillTails(ctx context.Context, db *database.DB, ring *seal.Ring) (made int, err error) {
	for {
		n := 0
		err := db.Write(ctx, func(tx *database.Tx) (err error) {
			n, err = fillTails(tx, ring)
			return err
		})
		made += n
		if err != nil || n < tailsAtOnce {
			return made, err
		}
	}
}

func fillTails(tx *database.Tx, ring *seal.Ring) (int, error) {
	rows, err := untailed(tx)
	if err != nil {
		return 0, err
	}
	for _, p := range rows {
		if phone, err := ring.Open("person", "phone", p.PhoneSealed); err == nil && len(phone) >= tailLength {
			p.PhoneTailIndex = phoneTail(ring, phone)
		}
		if err := setTails(tx, p.ID, ring.Index(seal.IDTail, p.IDTail), p.PhoneTailIndex); err != nil {
			return 0, err
		}
	}
	return len(rows), nil
}
