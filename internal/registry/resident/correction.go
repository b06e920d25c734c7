package resident

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
)

// Stands is what this room needs to know of what hangs on a person, which lives upstairs.
type Stands interface {
	// Of a person: whether an application was ever submitted or a post held, and whether one is live now.
	Of(r database.Reader, personID int64) (ever, live bool, err error)
	// OnlyVoid reports whether the person was placed, and every placement was taken back with the import that made it.
	OnlyVoid(r database.Reader, personID int64) (bool, error)
}

// Kinds of correction.
const (
	Edited   = "edit"
	Numbered = "number" // a wrong identity number
	Merged   = "merge"  // two records of one human
)

// States of a correction.
const (
	Applied  = "applied"
	Proposed = "proposed"
	Approved = "approved"
	Rejected = "rejected"
)

// Correction slip (更正单): both values, why, by what document. Changes are lines of field, before, after, tab between;
// numbers masked.
type Correction struct {
	ID          int64
	PersonID    int64
	Path        string
	Kind        string
	Changes     string
	NewSealed   []byte
	NewIndex    []byte
	NewTail     string
	IntoID      *int64
	Why         string
	Document    string
	State       string
	ProposedBy  int64
	ProposedKey string
	ProposedUs  clock.Moment
	DecidedBy   *int64
	DecidedKey  *string
	DecidedUs   *clock.Moment
	Version     int64
}

func (Correction) TableName() string { return "person_correction" }

// Lines of the slip: field, before, after.
func (c Correction) Lines() [][3]string {
	var out [][3]string
	for _, l := range strings.Split(c.Changes, "\n") {
		if p := strings.Split(l, "\t"); len(p) == 3 {
			out = append(out, [3]string{p[0], p[1], p[2]})
		}
	}
	return out
}

// Edit of what is registered. A field that is nil stays.
type Edit struct {
	Name, Phone, Account, Relation, Address *string
	ResidentSince                           *civil.Date
	Group                                   *string // of the household
}

func reason(why, document string, needDocument bool) error {
	var faults errs.Faults
	faults.Add(errs.Length(why, 4, 100, "resident.why", "why"))
	if n := utf8.RuneCountInString(document); n > 50 || needDocument && n < 2 {
		faults.Add(errs.New(errs.Invalid, "form.required").On("document"))
	}
	return faults.OrNil()
}

// Correct what is registered of a person. Until something was submitted the village edits freely; after that it is the
// township's, with a document, and the slip keeps both values. A new account keeps the old one as an earlier card.
// Refusals: form.stale, resident.correct (something was submitted: the township's), resident.nothing,
// resident.account_taken, resident.why, those of the fields.
func (r *Service) Correct(ctx context.Context, actor authz.Actor, key string, personID, version int64, e Edit,
	why, document string) (int64, error) {
	why, document = strings.TrimSpace(why), strings.TrimSpace(document)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, personID)
		if err != nil {
			return 0, err
		}
		ever, _, err := r.Stands.Of(v.Tx, personID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("resident.register", p.Path); err != nil {
			return 0, err
		}
		if ever && v.Actor.Check("resident.correct", p.Path) != nil {
			return 0, errs.New(errs.Forbidden, "resident.correct")
		}
		if p.Version != version {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		if err := Recuse(v.Tx, actor, p); err != nil {
			return 0, err
		}
		if err := reason(why, document, ever); err != nil {
			return 0, err
		}
		changes, err := r.apply(v, &p, e, why, ever)
		if err != nil {
			return 0, err
		}
		if len(changes) == 0 {
			return 0, errs.New(errs.Invalid, "resident.nothing")
		}
		c := Correction{PersonID: personID, Path: p.Path, Kind: Edited, Changes: strings.Join(changes, "\n"), Why: why,
			Document: document, State: Applied, ProposedBy: actor.UserID, ProposedKey: actor.PersonKey, ProposedUs: v.Now(),
			Version: 1}
		if err := v.Tx.Insert(&c); err != nil {
			return 0, err
		}
		v.Record("resident.correct", "person", personID,
			desk.F("changes", strings.ReplaceAll(strings.Join(changes, "；"), "\t", " → ")), desk.F("why", why),
			desk.F("document", document))
		return c.ID, nil
	})
}

// apply an edit to the row and say what changed; ever: something was submitted, so the holder is told of another
// account.
func (r *Service) apply(v *desk.Visit, p *Person, e Edit, why string, ever bool) ([]string, error) {
	var faults errs.Faults
	var changes []string
	note := func(field, before, after string) { changes = append(changes, field+"\t"+before+"\t"+after) }
	if e.Name != nil {
		name := CleanName(*e.Name)
		faults.Add(CheckName(name))
		if name != p.Name {
			note("name", p.Name, name)
			p.Name, p.NameSort, p.NameKeys = name, SortKey(name), plain.Keys(name)
		}
	}
	if e.Relation != nil && *e.Relation != p.Relation {
		if len(*e.Relation) != 2 || strings.Trim(*e.Relation, "0123456789") != "" {
			faults.Add(errs.New(errs.Invalid, "resident.relation").On("relation"))
		}
		note("relation", p.Relation, *e.Relation)
		p.Relation = *e.Relation
	}
	if e.ResidentSince != nil && *e.ResidentSince != p.ResidentSince {
		if e.ResidentSince.After(v.Today()) {
			faults.Add(errs.New(errs.Invalid, "form.future").On("since"))
		}
		note("since", p.ResidentSince.String(), e.ResidentSince.String())
		p.ResidentSince = *e.ResidentSince
	}
	if e.Phone != nil {
		phone, fault := CleanPhone(*e.Phone)
		faults.Add(fault)
		index := []byte(nil)
		if phone != "" {
			index = r.Ring.Index(seal.Phone, phone)
		}
		if fault == nil && !slices.Equal(index, p.PhoneIndex) {
			note("phone", held(len(p.PhoneIndex) > 0), phoneWord(len(p.PhoneIndex) > 0, phone))
			p.setPhone(r.Ring, phone)
		}
	}
	if e.Account != nil {
		account, fault := CleanAccount(*e.Account)
		faults.Add(fault)
		doubted, err := r.inDoubt(v.Tx, p.ID)
		if err != nil {
			return nil, err
		}
		if a := r.SealAccount(account); fault == nil && !slices.Equal(a.Index, p.AccountIndex) {
			if err := ownAccount(v.Tx, a.Index, p.ID); err != nil {
				return nil, err
			}
			note("account", p.MaskedAccount(), masked(account))
			if err := r.swap(v, p, a, ByCorrection, why, ever); err != nil {
				return nil, err
			}
		} else if fault == nil &&
			(ever || doubted) { // looked at again and found right, as after the bank put its own record in order
			note("account", p.MaskedAccount(), masked(account)+"（重新核实）")
			p.AccountSealed, p.AccountTail = a.Sealed, a.Tail // as it is now known, whatever stood beside its index
			p.AccountVersion++
			if err := r.settled(v, p, ByCorrection); err != nil {
				return nil, err
			}
		}
	}
	if e.Group != nil {
		n, fault := ParseGroup(*e.Group)
		faults.Add(fault)
		homes, err := HouseholdsByID(v.Tx, []int64{p.HouseholdID})
		if err != nil {
			return nil, err
		}
		if was := homes[p.HouseholdID].GroupNo; fault == nil && n != was {
			note("group", groupWord(was), groupWord(n))
			if _, err := v.Tx.Exec("UPDATE household SET group_no = ? WHERE id = ?", n, p.HouseholdID); err != nil {
				return nil, err
			}
		}
	}
	if e.Address != nil {
		homes, err := HouseholdsByID(v.Tx, []int64{p.HouseholdID})
		if err != nil {
			return nil, err
		}
		if address := strings.TrimSpace(*e.Address); utf8.RuneCountInString(address) > 60 {
			faults.Add(errs.New(errs.Invalid, "form.long").On("address").With("limit", 60))
		} else if address != homes[p.HouseholdID].Address {
			note("address", homes[p.HouseholdID].Address, address)
			if _, err := v.Tx.Exec("UPDATE household SET address = ? WHERE id = ?", address, p.HouseholdID); err != nil {
				return nil, err
			}
		}
	}
	if err := faults.OrNil(); err != nil {
		return nil, err
	}
	return changes, v.Tx.Change(`UPDATE person SET name = ?, name_sort = COALESCE(?, name_sort), name_keys =
COALESCE(NULLIF(?, ''), name_keys), relation = ?, resident_since = ?, phone_sealed = ?, phone_index = ?,
phone_tail_index = ?, account_sealed = ?, account_index = ?, account_tail = ?, account_version = ?,
version = version + 1 WHERE id = ? AND version = ?`,
		p.Name, p.NameSort, p.NameKeys, p.Relation, p.ResidentSince, p.PhoneSealed, p.PhoneIndex, p.PhoneTailIndex,
		p.AccountSealed, p.AccountIndex, p.AccountTail, p.AccountVersion, p.ID, p.Version)
}

func held(is bool) string {
	if is {
		return "已登记"
	}
	return "未登记"
}

// phoneWord of a slip that changes a telephone number. No end of one is kept or shown in plain text: it is found by its
// keyed index alone, and read by who may unmask it.
func phoneWord(had bool, phone string) string {
	if had && phone != "" {
		return "已登记（新号码）"
	}
	return held(phone != "")
}

func masked(digits string) string {
	if len(digits) < 4 {
		return held(false)
	}
	return "****" + digits[len(digits)-4:]
}

// ownAccount refuses an account that is another person's: pay goes to one's own account only (domain 5.3).
// resident.account_taken.
func ownAccount(r database.Reader, index []byte, personID int64) error {
	if index == nil {
		return nil
	}
	var other int64
	taken, err := r.One(&other, "SELECT id FROM person WHERE account_index = ? AND id <> ? LIMIT 1", index, personID)
	if err == nil && taken {
		err = errs.New(errs.Conflict, "resident.account_taken").On("account")
	}
	return err
}

// ProposeNumber is the township's word that an identity number was registered wrongly, also after money was paid under
// it. Refusals: idno.*, resident.known, resident.other_name, resident.pending (a correction waits already),
// resident.why, form.required.
func (r *Service) ProposeNumber(ctx context.Context, actor authz.Actor, key string, personID int64,
	number, why, document string) (int64, error) {
	return r.propose(ctx, actor, key, personID, why, document, func(v *desk.Visit, p Person, c *Correction) error {
		n, err := idno.Parse(number)
		if err != nil {
			for _, e := range errs.All(err) {
				e.Field = "number"
			}
			return err
		}
		index := r.Ring.Index(seal.IDNumber, string(n))
		if slices.Equal(index, p.IDIndex) {
			return errs.New(errs.Invalid, "resident.nothing").On("number")
		}
		other, known, err := byIndex(v.Tx, index)
		switch {
		case err != nil:
			return err
		case known && other.Outside == 0:
			return errs.New(errs.Conflict, "resident.known").On("number")
		case known && !plain.SameName(other.Name, p.Name):
			return errs.New(errs.Conflict, "resident.other_name").On("number")
		}
		c.Kind, c.Changes = Numbered, "idno\t"+p.MaskedID()+"\t**************"+n.Tail()
		c.NewSealed, c.NewIndex, c.NewTail = r.Ring.Seal("person", "id", string(n)), index, n.Tail()
		return nil
	})
}

// ProposeMerge is the township's word that two records are of one human. The first one ends; what hangs on it stays and
// is shown with the second. Refusals: resident.self, resident.live (the first has an open application or a post),
// resident.pending.
func (r *Service) ProposeMerge(ctx context.Context, actor authz.Actor, key string, personID, intoID int64,
	why, document string) (int64, error) {
	return r.propose(ctx, actor, key, personID, why, document, func(v *desk.Visit, p Person, c *Correction) error {
		into, err := ByID(v.Tx, intoID)
		if err != nil {
			return err
		}
		if err := v.Actor.Check("resident.correct", into.Path); err != nil {
			return err
		}
		if intoID == personID {
			return errs.New(errs.Invalid, "resident.self").On("into")
		}
		if p.Outside == 1 || into.Outside == 1 { // these go over into the register by their number
			return errs.New(errs.State, "resident.outside").On("into")
		}
		if err := r.mergeable(v.Tx, personID, intoID); err != nil {
			return err
		}
		c.Kind, c.IntoID = Merged, &intoID
		c.Changes = "merge\t" + p.Name + " 尾号" + p.IDTail + "\t" + into.Name + " 尾号" + into.IDTail
		return nil
	})
}

func (r *Service) mergeable(rd database.Reader, from, into int64) error {
	_, live, err := r.Stands.Of(rd, from)
	if err != nil {
		return err
	}
	if live {
		return errs.New(errs.State, "resident.live").On("into")
	}
	for _, id := range []int64{from, into} {
		other, merged, err := MergedInto(rd, id)
		if err != nil {
			return err
		}
		if merged {
			return errs.New(errs.State, "resident.merged").On("into").With("id", other)
		}
	}
	return nil
}

func (r *Service) propose(ctx context.Context, actor authz.Actor, key string, personID int64, why, document string,
	fill func(*desk.Visit, Person, *Correction) error) (int64, error) {
	why, document = strings.TrimSpace(why), strings.TrimSpace(document)
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		p, err := Lock(v.Tx, personID)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("resident.correct", p.Path); err != nil {
			return 0, err
		}
		if err := Recuse(v.Tx, actor, p); err != nil {
			return 0, err
		}
		if err := reason(why, document, true); err != nil {
			return 0, err
		}
		c := Correction{PersonID: personID, Path: p.Path, Why: why, Document: document, State: Proposed,
			ProposedBy: actor.UserID, ProposedKey: actor.PersonKey, ProposedUs: v.Now(), Version: 1}
		if err := fill(v, p, &c); err != nil {
			return 0, err
		}
		if err := v.Tx.Insert(&c); err != nil {
			if database.Duplicate(err, "") {
				return 0, errs.New(errs.Conflict, "resident.pending")
			}
			return 0, err
		}
		v.Record("resident.propose", "person", personID, desk.F("kind", c.Kind),
			desk.F("changes", strings.ReplaceAll(c.Changes, "\t", " → ")), desk.F("why", why), desk.F("document", document))
		return c.ID, nil
	})
}

// MayDecide names what keeps somebody from deciding a correction of a person: resident.decided, resident.same_hand,
// resident.recuse_self, resident.recuse_kin.
func (c Correction) MayDecide(r database.Reader, actor authz.Actor, p Person) error {
	switch {
	case c.State != Proposed:
		return errs.New(errs.State, "resident.decided")
	case c.ProposedKey == actor.PersonKey:
		return errs.New(errs.Forbidden, "resident.same_hand")
	}
	return Recuse(r, actor, p)
}

// Decide is the county's word on a proposed correction, by another human than who proposed it. Refusals: form.stale,
// resident.decided, resident.same_hand, resident.known, resident.live.
func (r *Service) Decide(ctx context.Context, actor authz.Actor, key string, id, version int64,
	approve bool) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		c, err := CorrectionByID(v.Tx, id)
		if err != nil {
			return 0, err
		}
		p, err := Lock(v.Tx, c.PersonID)
		if err != nil {
			return 0, err
		}
		if c, err = lockCorrection(v.Tx, id); err != nil {
			return 0, err
		}
		if err := v.Allow("resident.confirm", c.Path); err != nil {
			return 0, err
		}
		if c.State == Proposed && c.Version != version {
			return 0, errs.New(errs.Stale, "form.stale")
		}
		if err := c.MayDecide(v.Tx, actor, p); err != nil {
			return 0, err
		}
		state := Rejected
		if approve {
			state = Approved
			if err := r.carryOut(v, p, c); err != nil {
				return 0, err
			}
		}
		if err := v.Tx.Change(
			"UPDATE person_correction SET state = ?, decided_by = ?, decided_key = ?, decided_us = ?, version = version + 1 "+
				"WHERE id = ? AND version = ?",
			state, actor.UserID, actor.PersonKey, v.Now(), id, version); err != nil {
			return 0, err
		}
		v.Record("resident."+state, "person", c.PersonID, desk.F("kind", c.Kind),
			desk.F("changes", strings.ReplaceAll(c.Changes, "\t", " → ")))
		return c.PersonID, nil
	})
}

func (r *Service) carryOut(v *desk.Visit, p Person, c Correction) error {
	if c.Kind == Merged {
		if err := r.mergeable(v.Tx, p.ID, *c.IntoID); err != nil {
			return err
		}
		_, err := v.Tx.Exec("INSERT INTO person_merger (from_id, into_id, on_date, correction_id) VALUES (?, ?, ?, ?)", p.ID,
			*c.IntoID, v.Today(), c.ID)
		return err
	}
	number, err := r.Ring.Open("person", "id", c.NewSealed)
	if err != nil {
		return err
	}
	n := idno.Number(number)
	if err := absorb(v.Tx, c.NewIndex, p); err != nil {
		return err
	}
	_, err = v.Tx.Exec(
		"UPDATE person SET id_sealed = ?, id_index = ?, id_tail = ?, id_tail_index = ?, birth = ?, sex = ?, "+
			"version = version + 1 WHERE id = ?",
		c.NewSealed, c.NewIndex, c.NewTail, r.Ring.Index(seal.IDTail, c.NewTail), n.Birth(), SexOf(n), p.ID)
	if database.Duplicate(err, "id_index") {
		return errs.New(errs.Conflict, "resident.known").On("number")
	}
	return err
}

const correctionColumns = "id, person_id, path, kind, changes, new_sealed, new_index, new_tail, into_id, why, " +
	"document, state, proposed_by, proposed_key, proposed_us, decided_by, decided_key, decided_us, version"

// CorrectionByID finds a slip.
func CorrectionByID(r database.Reader, id int64) (Correction, error) {
	return database.Find[Correction](r, "SELECT "+correctionColumns+" FROM person_correction WHERE id = ?", id)
}

func lockCorrection(tx *database.Tx, id int64) (Correction, error) {
	return database.Find[Correction](tx, "SELECT "+correctionColumns+" FROM person_correction WHERE id = ?"+tx.ForUpdate(),
		id)
}

// CorrectionsOf a person, latest first.
func CorrectionsOf(r database.Reader, personID int64) ([]Correction, error) {
	var out []Correction
	err := r.Select(&out, "SELECT "+correctionColumns+" FROM person_correction WHERE person_id = ? ORDER BY id DESC",
		personID)
	return out, err
}

// Pending counts the corrections of a scope that wait for the second person.
func Pending(r database.Reader, scope authz.Scope) ([]Correction, error) {
	where, args := scope.ByNumber("")
	var out []Correction
	err := r.Select(&out,
		"SELECT "+correctionColumns+" FROM person_correction WHERE "+where+" AND state = 'proposed' ORDER BY id LIMIT 200",
		args...)
	return out, err
}

// PendingQueue lists the corrections of a scope that wait for the county, the one proposed first first.
func PendingQueue(r database.Reader, scope authz.Scope) ([]int64, error) {
	where, args := scope.ByNumber("")
	var out []int64
	err := r.Select(&out, "SELECT id FROM person_correction WHERE "+where+" AND state = 'proposed' ORDER BY id", args...)
	return out, err
}

// MergedInto is the record that a merged one went into.
func MergedInto(r database.Reader, personID int64) (int64, bool, error) {
	var into int64
	found, err := r.One(&into, "SELECT into_id FROM person_merger WHERE from_id = ?", personID)
	return into, found, err
}

// Mergers are the records that merged ones of many went into, by the merged one.
func Mergers(r database.Reader, personIDs []int64) (map[int64]int64, error) {
	rows, err := in[struct{ FromID, IntoID int64 }](r,
		"SELECT from_id, into_id FROM person_merger WHERE from_id IN (%in%)", personIDs)
	out := map[int64]int64{}
	for _, x := range rows {
		out[x.FromID] = x.IntoID
	}
	return out, err
}

// MergedFrom are the records that went into one.
func MergedFrom(r database.Reader, personID int64) ([]Person, error) {
	var out []Person
	err := r.Select(&out,
		"SELECT "+columns+" FROM person WHERE id IN (SELECT from_id FROM person_merger WHERE into_id = ?) ORDER BY id",
		personID)
	return out, err
}

// Card that a person had before the present one.
type Card struct {
	Version     int64
	AccountTail string
	UntilDate   civil.Date
	Why         string
}

// CardsOf a person: earlier ones, latest first.
func CardsOf(r database.Reader, personID int64) ([]Card, error) {
	var out []Card
	err := r.Select(&out,
		"SELECT version, account_tail, until_date, why FROM benefit_card WHERE person_id = ? ORDER BY id DESC", personID)
	return out, err
}

func groupWord(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("%d组", n)
}
