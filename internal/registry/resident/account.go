package resident

import (
	"bytes"
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
)

// Account of a person, sealed.
type Account struct {
	Sealed []byte
	Index  []byte
	Tail   string
}

// SealAccount of the digits; empty stays empty.
func (r *Service) SealAccount(digits string) Account {
	if digits == "" {
		return Account{}
	}
	return Account{r.Ring.Seal("person", "account", digits), r.Ring.Index(seal.Account, digits), digits[len(digits)-4:]}
}

// swap a person's account for another: the old one is kept as an earlier card, the version rises, how it came is
// written down, and, once anything was submitted for the person, the holder is to be told. The caller writes the
// person.
func (r *Service) swap(v *desk.Visit, p *Person, a Account, how, why string, tell bool) error {
	if p.AccountIndex != nil {
		if _, err := v.Tx.Exec(
			"INSERT INTO benefit_card (person_id, account_sealed, account_index, account_tail, until_date, why, version) "+
				"VALUES (?, ?, ?, ?, ?, ?, ?)",
			p.ID, p.AccountSealed, p.AccountIndex, p.AccountTail, v.Today(), why, p.AccountVersion); err != nil {
			return err
		}
	}
	was := p.AccountTail
	p.AccountSealed, p.AccountIndex, p.AccountTail = a.Sealed, a.Index, a.Tail
	p.AccountVersion++
	if err := r.settled(v, p, how); err != nil {
		return err
	}
	if !tell {
		return nil
	}
	_, err := v.Tx.Exec(
		"INSERT INTO card_notice (person_id, path, account_version, old_tail, new_tail, on_date, changed_key) VALUES (?, "+
			"?, ?, ?, ?, ?, ?)",
		p.ID, p.Path, p.AccountVersion, was, p.AccountTail, v.Today(), v.Actor.PersonKey)
	return err
}

// settled writes how the account that a person has now came, and ends a doubt about the one before.
func (r *Service) settled(v *desk.Visit, p *Person, how string) error {
	if err := recordAccounts(v, r.Ring, how, []Person{*p}); err != nil {
		return err
	}
	_, err := v.Tx.Exec("DELETE FROM account_doubt WHERE person_id = ?", p.ID)
	return err
}

// Outcomes of a change of account from a list.
const (
	AccountChanged = "applied"
	AccountMoved   = "moved" // the person has another account by now than the list was compared with
	AccountTaken   = "taken" // somebody else has it by now
)

// ChangeAccount puts a new account in force for a person who still has the one that the list was compared with; the
// holder is to be told. The caller has the permission.
func (r *Service) ChangeAccount(v *desk.Visit, personID int64, was []byte, a Account,
	why string) (outcome string, err error) {
	p, err := Lock(v.Tx, personID)
	if err != nil {
		return "", err
	}
	if !bytes.Equal(p.AccountIndex, was) {
		return AccountMoved, nil
	}
	if err := ownAccount(v.Tx, a.Index, p.ID); err != nil {
		if errs.CodeOf(err) == "resident.account_taken" {
			return AccountTaken, nil
		}
		return "", err
	}
	if err := r.swap(v, &p, a, ByCardList, why, true); err != nil {
		return "", err
	}
	return AccountChanged,
		v.Tx.Change("UPDATE person SET account_sealed = ?, account_index = ?, account_tail = ?, account_version = ?, "+
			"version = version + 1 WHERE id = ? AND version = ?",
			p.AccountSealed, p.AccountIndex, p.AccountTail, p.AccountVersion, p.ID, p.Version)
}

// Notice of a change of account, of which the holder is told (换卡告知).
type Notice struct {
	ID             int64
	PersonID       int64
	Path           string
	Name           string
	AccountVersion int64
	OldTail        string
	NewTail        string
	OnDate         civil.Date
	ChangedKey     string
	How            string // phone, visit, letter; empty: not told yet
	ToldOn         civil.Date
	Denied         int64 // the holder says that it was not so: nothing is paid to the account until it is changed again
	Remark         string
	PhoneSealed    []byte
}

// TellBy are the ways in which a holder is told.
var TellBy = []string{"phone", "visit", "letter"}

const noticeSQL = `SELECT n.id, n.person_id, n.path, p.name, n.account_version, n.old_tail, n.new_tail, n.on_date,
n.changed_key, n.how, n.told_on, n.denied, n.remark, p.phone_sealed FROM card_notice n CROSS JOIN person p
ON p.id = n.person_id `

// Untold changes of a scope, the oldest first.
func Untold(r database.Reader, scope authz.Scope, after int64, limit int) ([]Notice, error) {
	where, args := scope.ByNumber("n")
	var out []Notice
	err := r.Select(&out, noticeSQL+"WHERE "+where+" AND n.told_on IS NULL AND n.id > ? ORDER BY n.id LIMIT ?",
		append(args, after, limit)...)
	return out, err
}

// DeniedIn a scope: holders who said that the change was not theirs, and have that account still.
func DeniedIn(r database.Reader, scope authz.Scope, limit int) ([]Notice, error) {
	where, args := scope.ByNumber("n")
	var out []Notice
	err := r.Select(&out,
		noticeSQL+"WHERE "+where+" AND n.denied = 1 AND n.account_version = p.account_version ORDER BY n.id DESC LIMIT ?",
		append(args, limit)...)
	return out, err
}

// NoticesOf a person, the latest first.
func NoticesOf(r database.Reader, personID int64) ([]Notice, error) {
	var out []Notice
	err := r.Select(&out, noticeSQL+"WHERE n.person_id = ? ORDER BY n.id DESC", personID)
	return out, err
}

// CountUntold are the changes of a scope of which the person was not told.
func CountUntold(r database.Reader, scope authz.Scope) (q civil.Queue, err error) {
	where, args := scope.SQL("path")
	_, err = r.One(&q, "SELECT COUNT(*) AS n, MIN(on_date) AS since FROM card_notice WHERE "+where+
		" AND told_on IS NULL", args...)
	return q, err
}

// Tell records that a holder was told of a change, and what the holder said: denied stops pay to the account. Somebody
// else than who changed it tells. Refusals: form.choice (how), form.long (remark), form.required (remark, with a
// denial), card.same_person, card.told.
func (r *Service) Tell(ctx context.Context, actor authz.Actor, key string, id int64, how string, denied bool,
	remark string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		n, err := database.Find[Notice](v.Tx, noticeSQL+"WHERE n.id = ?"+v.Tx.ForUpdate(), id)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("card.tell", n.Path); err != nil {
			return 0, err
		}
		if n.ChangedKey == actor.PersonKey {
			return 0, errs.New(errs.Forbidden, "card.same_person")
		}
		if n.How != "" {
			return 0, errs.New(errs.State, "card.told")
		}
		remark = strings.TrimSpace(remark)
		var faults errs.Faults
		if how != "phone" && how != "visit" && how != "letter" {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("how"))
		}
		faults.Add(errs.Long(remark, 200, "remark"))
		if denied && remark == "" {
			faults.Add(errs.New(errs.Invalid, "form.required").On("remark"))
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		no := 0
		if denied {
			no = 1
		}
		v.Record("card.tell", "person", n.PersonID, desk.F("how", how), desk.F("denied", no))
		return id,
			v.Tx.Change(
				"UPDATE card_notice SET how = ?, told_on = ?, told_by = ?, denied = ?, remark = ? WHERE id = ? AND told_on IS NULL",
				how, v.Today(), actor.UserID, no, remark, id)
	})
}

// AccountOwners of blind indexes of accounts: who has them, by index.
func AccountOwners(r database.Reader, indexes [][]byte) (map[string]int64, error) {
	type owner struct {
		ID           int64
		AccountIndex []byte
	}
	rows, err := in[owner](r, "SELECT id, account_index FROM person WHERE account_index IN (%in%)", indexes)
	out := make(map[string]int64, len(rows))
	for _, x := range rows {
		out[string(x.AccountIndex)] = x.ID
	}
	return out, err
}
