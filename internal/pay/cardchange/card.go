package cardchange

import (
	"context"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/resident"
)

// States of a list.
const (
	Entered   = "entered"
	Cooling   = "cooling" // approved, not in force yet
	Applied   = "applied"
	Cancelled = "cancelled"
)

// Verdicts on a line: what it is beside what is registered, and what became of it.
const (
	Change  = "change"  // another account than the registered one: to be put in force
	Same    = "same"    // the registered one already
	Unknown = "unknown" // nobody with this number is registered in the county
	Name    = "name"    // the number is registered under another name
	Taken   = "taken"   // somebody else has this account
	Twice   = "twice"   // the person, or the account, stands on the list more than once
	Struck  = "struck"  // taken off before it was put in force
	Done    = "applied"
	Moved   = "moved" // the account was changed by another way in the meantime
)

// Verdicts in the order of the report.
var Verdicts = []string{Change, Done, Moved, Struck, Unknown, Name, Taken, Twice, Same}

// maxRows of a bank's list.
const maxRows = 20_000

// List of new accounts that a bank sent.
type List struct {
	ID          int64
	RegionID    int64
	Path        string
	Document    string // the bank's letter
	FileDigest  []byte
	State       string
	EnteredBy   int64
	EnteredKey  string
	EnteredUs   clock.Moment
	ApprovedBy  int64
	ApprovedKey string
	ApprovedUs  clock.Moment
	CoolsUntil  civil.Date // last day on which it is not in force yet
	AppliedUs   clock.Moment
	Why         string // it was cancelled
	Version     int64
}

func (List) TableName() string { return "card_list" }

// Line of a list.
type Line struct {
	Seq       int64
	Name      string
	IDTail    string
	PersonID  *int64
	Path      string // of the person's village; the county's while unknown
	OldIndex  []byte
	OldTail   string
	NewSealed []byte
	NewIndex  []byte
	NewTail   string
	Verdict   string
}

// Service of card lists.
type Service struct {
	Desk      *desk.Desk
	Ring      *seal.Ring
	Residents *resident.Service
}

// row of the file that could be read.
type row struct {
	name, tail, account string
	index               []byte
}

// listHeads of a bank's list. What is headed by 账号 alone is the new one only where none is called so: lists name the
// old one beside it.
var listHeads = []sheet.Head{
	{Name: "姓名", Also: []string{"户名"}},
	{Name: "身份证号", Also: []string{"身份证号码", "身份证", "公民身份号码", "证件号码", "证件号"}, Alike: true},
	{Name: "新账号", Also: []string{"新卡号", "新银行账号", "新社保卡账号", "新银行卡号", "换卡后账号", "换卡后卡号", "变更后账号", "变更后卡号"},
		Weak: []string{"账号", "卡号"}, Alike: true},
}

// read the bank's list: name, identity number, new account. Refusals: those of sheet.ReadList, and for each row
// payroll.parallel_id or resident.account.
func (r *Service) read(name string, body []byte) ([]row, error) {
	list, err := sheet.ReadList(name, body, maxRows, listHeads...)
	if err != nil {
		return nil, err
	}
	var out []row
	var faults errs.Faults
	for _, x := range list.Rows {
		if len(x.Bad) > 0 {
			faults = append(faults, x.Bad...)
			continue
		}
		if x.Cells[1] == "" && (x.Cells[0] == "" || x.Cells[2] == "") { // a row of sums, a remark
			continue
		}
		number, err := idno.Parse(x.Cells[1])
		account, fault := resident.CleanAccount(x.Cells[2])
		switch {
		case err != nil:
			faults.Add(errs.New(errs.Invalid, "payroll.parallel_id").On("file").At(x.N, list.Heads[1]))
		case fault != nil || account == "":
			faults.Add(errs.New(errs.Invalid, "resident.account").On("file").At(x.N, list.Heads[2]))
		default:
			out = append(out,
				row{resident.CleanName(x.Cells[0]), number.Tail(), account, r.Ring.Index(seal.IDNumber, string(number))})
		}
		if len(faults) >= 50 {
			break
		}
	}
	return out, faults.OrNil()
}

// Enter a bank's list for a county: nothing changes yet; each line is compared with what is registered. Refusals:
// fund.county, form.required (document), card.entered (the same file), card.empty (no line would change anything),
// those of read.
func (r *Service) Enter(ctx context.Context, actor authz.Actor, key string, county *region.Region,
	document, name string, body []byte) (int64, error) {
	rows, err := r.read(name, body)
	if err != nil {
		return 0, err
	}
	return desk.DoVia(ctx, r.Desk, actor, desk.Imported, key, func(v *desk.Visit) (int64, error) {
		if county.Level != region.County {
			return 0, errs.New(errs.Invalid, "fund.county").On("region")
		}
		if err := v.Allow("card.enter", county.Path); err != nil {
			return 0, err
		}
		document = strings.TrimSpace(document)
		if fault := errs.Length(document, 2, 50, "form.required", "document"); fault != nil {
			return 0, fault
		}
		l := List{RegionID: county.ID, Path: county.Path, Document: document, FileDigest: seal.Digest(body), State: Entered,
			EnteredBy: actor.UserID, EnteredKey: actor.PersonKey, EnteredUs: v.Now(), Version: 1}
		if id, had, err := sameFile(v.Tx, l); err != nil || had {
			if had {
				err = errs.New(errs.Conflict, "card.entered").On("file").With("list", id)
			}
			return 0, err
		}
		lines, err := r.compare(v, county, rows)
		if err != nil {
			return 0, err
		}
		count := map[string]int{}
		for _, x := range lines {
			count[x.Verdict]++
		}
		if count[Change] == 0 {
			return 0,
				errs.New(errs.Invalid, "card.empty").On("file").With("unknown", count[Unknown]).With("name", count[Name]).With(
					"taken", count[Taken]).With(
					"twice", count[Twice]).With(
					"same", count[Same])
		}
		if err := insert(v.Tx, &l, lines); err != nil {
			return 0, err
		}
		v.Record("card.enter", "card_list", l.ID, desk.F("document", document), desk.F("lines", len(lines)),
			desk.F("changes", count[Change]))
		return l.ID, nil
	})
}

// compare the rows with what is registered in a county.
func (r *Service) compare(v *desk.Visit, county *region.Region, rows []row) ([]Line, error) {
	var indexes, accounts [][]byte
	sealed := make([]resident.Account, len(rows))
	times := map[string]int{}
	for i, x := range rows {
		sealed[i] = r.Residents.SealAccount(x.account)
		indexes, accounts = append(indexes, x.index), append(accounts, sealed[i].Index)
		times["p"+string(x.index)]++
		times["a"+string(sealed[i].Index)]++
	}
	people, err := resident.ByIndexes(v.Tx, indexes)
	if err != nil {
		return nil, err
	}
	owners, err := resident.AccountOwners(v.Tx, accounts)
	if err != nil {
		return nil, err
	}
	out := make([]Line, len(rows))
	for i, x := range rows {
		l := Line{Seq: int64(i + 1), Name: x.name, IDTail: x.tail, Path: county.Path, NewSealed: sealed[i].Sealed,
			NewIndex: sealed[i].Index, NewTail: sealed[i].Tail}
		p, known := people[string(x.index)]
		if known = known && region.CountyPath(p.Path) == county.Path; known {
			id := p.ID
			l.PersonID, l.Path, l.OldIndex, l.OldTail = &id, p.Path, p.AccountIndex, p.AccountTail
		}
		owner, owned := owners[string(l.NewIndex)]
		switch {
		case times["p"+string(x.index)] > 1 || times["a"+string(l.NewIndex)] > 1:
			l.Verdict = Twice
		case !known:
			l.Verdict = Unknown
		case !plain.SameName(p.Name, x.name):
			l.Verdict = Name
		case owned && owner == p.ID:
			l.Verdict = Same
		case owned:
			l.Verdict = Taken
		default:
			l.Verdict = Change
		}
		out[i] = l
	}
	return out, nil
}

func (r *Service) at(v *desk.Visit, id, version int64, permission authz.Permission, states ...string) (List, error) {
	l, err := lock(v.Tx, id)
	if err != nil {
		return l, err
	}
	if err := v.Allow(permission, l.Path); err != nil {
		return l, err
	}
	for _, s := range states {
		if l.State == s {
			if l.Version != version {
				return l, errs.New(errs.Stale, "form.stale")
			}
			return l, nil
		}
	}
	return l, errs.New(errs.State, "card.state").With("state", l.State)
}

// MayApprove refuses who entered the list: card.same_hands.
func (l List) MayApprove(actor authz.Actor) error {
	if l.EnteredKey == actor.PersonKey {
		return errs.New(errs.Forbidden, "card.same_hands")
	}
	return nil
}

// MayApply refuses a list that has not cooled: card.cooling.
func (l List) MayApply(today civil.Date) error {
	if !today.After(l.CoolsUntil) {
		return errs.New(errs.State, "card.cooling").With("until", l.CoolsUntil)
	}
	return nil
}

// Approve a list, by another person than who entered it; it cools for card.cooling_days calendar days. Refusals:
// card.state, form.stale, card.same_hands.
func (r *Service) Approve(ctx context.Context, actor authz.Actor, key string, id, version int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		l, err := r.at(v, id, version, "card.approve", Entered)
		if err != nil {
			return 0, err
		}
		if err := l.MayApprove(actor); err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		until := v.Today().AddDays(max(book.Int("card.cooling_days", l.Path, v.Today(), 3), 0))
		v.Record("card.approve", "card_list", id, desk.F("until", until))
		return id,
			move(v.Tx, l, "state = 'cooling', approved_by = ?, approved_key = ?, approved_us = ?, cools_until = ?", actor.UserID,
				actor.PersonKey, int64(v.Now()), until)
	})
}

// TakeBackApproval puts a list back to where it waits for approval: by who approved it, as long as nothing was done
// with it since. What is in force stays: another list changes the account again. Refusals: authz.*, undo.*, card.state,
// form.stale.
func (r *Service) TakeBackApproval(ctx context.Context, actor authz.Actor, key string, id int64,
	b desk.Back) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		l, err := lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := v.Allow("card.approve", l.Path); err != nil {
			return 0, err
		}
		act, err := v.TakeBack(&b, "card_list", id, "card.approve")
		if err != nil {
			return 0, err
		}
		if l, err = r.at(v, id, b.Version, "card.approve", Cooling); err != nil {
			return 0, err
		}
		v.Record("card.back", "card_list", id, b.Facts(act)...)
		return id,
			move(v.Tx, l, "state = 'entered', approved_by = NULL, approved_key = NULL, approved_us = NULL, cools_until = NULL")
	})
}

// Strike a line off before the list is in force: somebody objected. Refusals: card.state, form.stale, form.required
// (why), card.line.
func (r *Service) Strike(ctx context.Context, actor authz.Actor, key string, id, version, seq int64,
	why string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		l, err := r.at(v, id, version, "card.enter", Entered, Cooling)
		if err != nil {
			return 0, err
		}
		why = strings.TrimSpace(why)
		if fault := errs.Length(why, 2, 100, "form.required", "why"); fault != nil {
			return 0, fault
		}
		n, err := v.Tx.Exec("UPDATE card_line SET verdict = 'struck' WHERE list_id = ? AND seq = ? AND verdict = 'change'",
			id, seq)
		if err != nil {
			return 0, err
		}
		if n == 0 {
			return 0, errs.New(errs.State, "card.line")
		}
		v.Record("card.strike", "card_list", id, desk.F("line", seq), desk.F("why", why))
		return id, move(v.Tx, l, "state = state")
	})
}

// Cancel a list before it is in force. Refusals: card.state, form.stale, form.required (why).
func (r *Service) Cancel(ctx context.Context, actor authz.Actor, key string, id, version int64,
	why string) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		l, err := r.at(v, id, version, "card.enter", Entered, Cooling)
		if err != nil {
			return 0, err
		}
		why = strings.TrimSpace(why)
		if fault := errs.Length(why, 2, 100, "form.required", "why"); fault != nil {
			return 0, fault
		}
		v.Record("card.cancel", "card_list", id, desk.F("why", why))
		return id, move(v.Tx, l, "state = 'cancelled', why = ?", why)
	})
}

// Apply a list that has cooled: each person who still has the account that was compared gets the new one; the others
// are named. All or nothing. Refusals: card.state, form.stale, card.cooling.
func (r *Service) Apply(ctx context.Context, actor authz.Actor, key string, id, version int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		l, err := r.at(v, id, version, "card.enter", Cooling)
		if err != nil {
			return 0, err
		}
		if err := l.MayApply(v.Today()); err != nil {
			return 0, err
		}
		lines, err := linesOf(v.Tx, id, Change)
		if err != nil {
			return 0, err
		}
		count := map[string]int{}
		for _, x := range lines {
			outcome, err := r.Residents.ChangeAccount(v, *x.PersonID, x.OldIndex,
				resident.Account{Sealed: x.NewSealed, Index: x.NewIndex, Tail: x.NewTail}, l.Document)
			if err != nil {
				return 0, err
			}
			count[outcome]++
			if _, err := v.Tx.Exec("UPDATE card_line SET verdict = ? WHERE list_id = ? AND seq = ?", outcome, id,
				x.Seq); err != nil {
				return 0, err
			}
		}
		v.Record("card.apply", "card_list", id, desk.F("applied", count[Done]), desk.F("moved", count[Moved]),
			desk.F("taken", count[Taken]))
		return id, move(v.Tx, l, "state = 'applied', applied_us = ?", int64(v.Now()))
	})
}
