package folder

import (
	"slices"
	"strings"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
)

// markOf an account: its digits; empty where it is masked or too short to be compared.
func markOf(raw string) string {
	s := strings.ToUpper(sheet.Plain(raw))
	if strings.ContainsAny(s, "*＊…") || sheet.Ruined(raw) {
		return ""
	}
	d := digitsIn(s)
	if sheet.Cut(d) {
		return "" // nearly right: somebody else's
	}
	if len(d) < 8 && len(s) < 4 {
		return ""
	}
	if len(d) < 8 {
		return s
	}
	return d
}

// mark of a row's account. One that lost its end is named and not compared.
func (b *builder) mark(r *record) string {
	raw := r.get("account")
	mark := markOf(raw)
	if mark == "" && (sheet.Ruined(raw) || sheet.Cut(digitsIn(raw))) {
		b.note(r, "account", "账号“"+raw+"”从第16位起全是0，是被表格软件丢掉的末尾，不是真的号码，没有用来比对；请按原件以文本重新填写")
	}
	return mark
}

func tailOf(mark string) string {
	k := []rune(mark)
	return string(k[max(0, len(k)-4):])
}

// account of a mark; made if no list told of it.
func (b *builder) accountOf(mark string, r *record) *inspect.Account {
	a := b.city.Accounts[mark]
	if a == nil {
		a = &inspect.Account{ID: b.from(number("account", mark), r), Mark: mark, Tail: tailOf(mark)}
		b.city.Accounts[mark] = a
	}
	return a
}

// uses remembers that a person is paid into an account, or owns it.
func (b *builder) uses(person int64, mark string) {
	if mark != "" && !slices.Contains(b.marks[person], mark) {
		b.marks[person] = append(b.marks[person], mark)
	}
}

// accounts: whose each is by the bank's list, and who keeps the card.
func (b *builder) accounts() {
	b.marks = map[int64][]string{}
	for _, r := range b.records["accounts"] {
		mark := markOf(r.get("account"))
		if mark == "" {
			b.at(r, "account", "账号“"+r.get("account")+"”不完整，或者末尾被表格软件改成了0、改成了科学计数法，不能比对；请按原件以文本填写完整账号")
			continue
		}
		a := b.accountOf(mark, r)
		b.rows[a.ID] = r
		a.HolderName = r.get("name")
		if r.get("id_no") != "" || r.get("name") != "" {
			if p := b.person(r.get("id_no"), r.get("name"), r); p != nil {
				if r.get("id_no") != "" || b.rows[p.ID] != r { // somebody known, not just a name
					a.Holder, a.ByName = p.ID, r.get("id_no") == ""
				}
				b.uses(p.ID, mark)
			}
		}
		if r.get("payee_id") != "" {
			if p := b.person(r.get("payee_id"), "", r); p != nil {
				b.uses(p.ID, mark)
			}
		}
		a.KeeperName = r.get("keeper")
		if keeper := r.get("keeper"); keeper != "" && !b.keepsOwn(keeper) || r.get("keeper_id") != "" {
			if o := b.officialIn(keeper, r); r.get("keeper_id") == "" && o != nil {
				a.Keeper, a.KeeperName = o.ID, o.Name // 会计周某, 公公孙某
			} else {
				a.Keeper, _ = b.actor(r.get("keeper_id"), keeper, r)
			}
			_, kin := lexicon.KinIn(keeper)
			a.Family = r.get("keeper_id") == "" && kin
		} else {
			a.KeeperName = ""
		}
		guardian, known := b.must(r, "guardian", lexicon.Guardian, notAsked)
		a.Guardian = guardian == "yes" || !known // nobody is accused by a word that nobody knows
	}
}

// keepsOwn reports whether a card is with its owner.
func (b *builder) keepsOwn(keeper string) bool {
	code, told := b.list(lexicon.Keeper).Find(keeper)
	return told && code == "self"
}

// officialIn is the only official of the row's village whose whole name stands in a text.
func (b *builder) officialIn(text string, r *record) (found *inspect.Person) {
	path := b.atlas.path(b.spots[r])
	for id, offices := range b.city.Offices {
		p := b.byID(id)
		if p == nil || len([]rune(p.Name)) < 2 || !strings.Contains(text, p.Name) ||
			!slices.ContainsFunc(offices,
				func(o inspect.Office) bool { return strings.HasPrefix(path, o.Path) || strings.HasPrefix(o.Path, path) }) {
			continue
		}
		if found != nil {
			return nil
		}
		found = p
	}
	return found
}

// drawn from accounts, by those who are paid into them.
func (b *builder) drawn(onAccount map[string]*inspect.Person) {
	points := map[string]map[string]bool{}
	for _, r := range b.records["withdrawals"] {
		at, timed, odd := momentIn(r.get("at"))
		f, ok := b.fen(r, "amount")
		mark := markOf(r.get("account"))
		if mark == "" {
			if p := b.rowPerson(r); p != nil && len(b.marks[p.ID]) > 0 {
				mark = b.marks[p.ID][0]
			}
		}
		var owner *inspect.Person
		if p := onAccount[mark]; p != nil && p.ID != 0 {
			owner = p
		}
		d := b.placeOf(r, owner)
		b.odd(r, d, "", b.asOf)
		if at == 0 || !ok || mark == "" {
			if !odd {
				b.at(r, "account", "看不出账号、时间或金额，这一行没有使用；请补上完整账号、取款时间和金额")
			}
			continue
		}
		a := b.accountOf(mark, r)
		a.Drawn = append(a.Drawn,
			inspect.Withdrawal{ID: b.from(r.number, r), At: at, Timed: timed, Place: r.get("place"), Amount: f, By: r.get("by")})
		if p := b.rowPerson(r); p != nil {
			b.uses(p.ID, mark)
			owner = p
		}
		if owner != nil && r.get("place") != "" {
			town := region.ParentPath(b.home[owner.ID])
			if points[town] == nil {
				points[town] = map[string]bool{}
			}
			points[town][r.get("place")] = true
		}
	}
	for town, places := range points {
		b.city.Points[town] = len(places)
	}
	for _, p := range b.people {
		for _, mark := range b.marks[p.ID] {
			if a := b.city.Accounts[mark]; a != nil {
				p.Accounts = append(p.Accounts, *a)
			}
		}
	}
}
