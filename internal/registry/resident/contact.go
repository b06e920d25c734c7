package resident

import "gangwei/internal/platform/desk"

// Contact that a list tells of a registered person of whom none was known; empty fields stay as they are.
type Contact struct {
	PersonID       int64
	Phone, Account string // digits
}

// Give registers telephones and accounts of people who had none. Called by the room of imports. Refusals:
// resident.account_taken, form.stale
// (there is one by now).
func (r *Service) Give(v *desk.Visit, many []Contact) error {
	for _, c := range many {
		p, err := Lock(v.Tx, c.PersonID)
		if err != nil {
			return err
		}
		if c.Phone != "" {
			var told Person
			told.setPhone(r.Ring, c.Phone)
			if err := v.Tx.Change("UPDATE person SET phone_sealed = ?, phone_index = ?, phone_tail_index = ? WHERE id = ? AND "+
				"phone_index IS NULL", told.PhoneSealed, told.PhoneIndex, told.PhoneTailIndex, p.ID); err != nil {
				return err
			}
		}
		if c.Account == "" {
			continue
		}
		a := r.SealAccount(c.Account)
		if err := ownAccount(v.Tx, a.Index, p.ID); err != nil {
			return err
		}
		if err := r.swap(v, &p, a, ByImport, "导入", false); err != nil {
			return err
		}
		if err := v.Tx.Change(
			"UPDATE person SET account_sealed = ?, account_index = ?, account_tail = ?, account_version = ? WHERE id = ? AND "+
				"account_index IS NULL",
			p.AccountSealed, p.AccountIndex, p.AccountTail, p.AccountVersion, p.ID); err != nil {
			return err
		}
	}
	return nil
}

// TakeBack takes accounts that Give registered away again, for the undoing of an import: who has none is paid nothing
// until one is told.
func (r *Service) TakeBack(v *desk.Visit, people []int64) error {
	for _, id := range people {
		p, err := Lock(v.Tx, id)
		if err != nil {
			return err
		}
		if p.AccountIndex == nil {
			continue
		}
		if err := r.swap(v, &p, Account{}, ByCorrection, "撤销导入", false); err != nil {
			return err
		}
		if err := v.Tx.Change(
			"UPDATE person SET account_sealed = NULL, account_index = NULL, account_tail = '', account_version = ? WHERE id = ?",
			p.AccountVersion, id); err != nil {
			return err
		}
	}
	return nil
}
