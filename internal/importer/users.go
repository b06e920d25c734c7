package importer

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/resident"
)

// users is the workbook of accounts (账号): the system administrator hands it in, the security administrator grants the
// roles and gets the password slips.
func (room *Rooms) users() *Kind {
	return &Kind{Code: "users", Permission: "user.create", Columns: columns("users"), Judge: room.judgeUsers,
		Write: room.writeUsers, Undo: undoUsers}
}

func (room *Rooms) judgeUsers(r database.Reader, p *plan) error {
	var keys []string
	keyOf := map[*line]string{}
	for _, l := range p.lines {
		if p.get(l, "idno") == "" {
			continue
		}
		if n := p.identityOf(l, "idno"); n != "" {
			keyOf[l] = account.PersonKey(room.Ring, idno.Number(n))
			keys = append(keys, keyOf[l])
		}
	}
	known, err := account.ByKeys(r, keys)
	if err != nil {
		return err
	}
	seen, logins, numbered := map[string]int{}, map[string]bool{}, map[string]int{}
	for _, l := range p.lines {
		a := account.Applicant{Name: resident.CleanName(p.get(l, "name")),
			Login: strings.ToLower(sheet.Plain(p.get(l, "login"))), Key: keyOf[l]}
		if e := resident.CheckName(a.Name); e != nil && p.get(l, "name") != "" {
			p.fault(l, "name", e)
		}
		role, ok := p.word(l, "role", lexicon.Role)
		info, there := room.Accounts.Gate.Info(authz.Role(role))
		if ok && !there {
			p.unknown(l, "role", p.get(l, "role"), lexicon.Role.Near(""))
		}
		a.Role = authz.Role(role)
		at, err := p.tree.ByCode(sheet.Plain(p.get(l, "region")))
		if err != nil && p.get(l, "region") != "" {
			p.fault(l, "region", errs.New(errs.Invalid, "region.code").With("code", p.get(l, "region")))
		}
		if err == nil && there && info.Level != "any" && region.Level(info.Level) != at.Level {
			p.fault(l, "region", errs.New(errs.Invalid, "account.role_level").With("role", info.Name).With("level", info.Level))
		}
		if len(l.faults) > 0 || a.Key == "" || at == nil {
			continue
		}
		a.Region = at
		if first, twice := seen[a.Key+role+at.Path]; twice {
			p.fault(l, "idno", errs.New(errs.Invalid, "import.twice").With("row", first))
			continue
		}
		seen[a.Key+role+at.Path] = l.n
		if u, has := known[a.Key]; has {
			a.UserID, a.Login = u.ID, u.Login
			granted, err := account.HasOrAsked(r, u.ID, a.Role, at.ID, p.today)
			if err != nil {
				return err
			}
			l.same = granted
		} else {
			if err := room.login(r, p, l, &a, logins, numbered); err != nil {
				return err
			}
			known[a.Key] = account.User{} // a second role of the same new person waits for the account
		}
		if a.UserID == 0 && known[a.Key].ID == 0 &&
			slices.ContainsFunc(p.lines,
				func(o *line) bool { x, ok := o.entry.(account.Applicant); return ok && x.Key == a.Key && x.UserID == 0 }) {
			p.fault(l, "idno", errs.New(errs.Invalid, "import.second_role"))
			continue
		}
		l.entry = a
	}
	return nil
}

// login of a new account: the one wished for if it is free, else one by the code of the place.
func (room *Rooms) login(r database.Reader, p *plan, l *line, a *account.Applicant, logins map[string]bool,
	numbered map[string]int) error {
	free := func(login string) (bool, error) {
		if logins[login] {
			return false, nil
		}
		_, err := account.ByLogin(r, login)
		if errs.KindOf(err) == errs.NotFound {
			return true, nil
		}
		return false, err
	}
	if a.Login != "" {
		if e := account.CheckLogin(a.Login); e != nil {
			p.fault(l, "login", e)
			return nil
		}
		ok, err := free(a.Login)
		if err != nil {
			return err
		}
		if !ok {
			p.fault(l, "login", errs.New(errs.Invalid, "account.login_taken"))
		}
		logins[a.Login] = true
		return nil
	}
	stem := strings.TrimRight(a.Region.Code, "0")
	for {
		numbered[stem]++
		login := fmt.Sprintf("u%s-%d", stem, numbered[stem])
		ok, err := free(login)
		if err != nil {
			return err
		}
		if ok {
			a.Login, logins[login] = login, true
			return nil
		}
	}
}

func (room *Rooms) writeUsers(v *desk.Visit, p *plan) error {
	var many []account.Applicant
	for _, l := range p.lines {
		if a, ok := l.entry.(account.Applicant); ok && l.good() {
			many = append(many, a)
		}
	}
	accounts, requests, err := account.AskMany(v, many)
	if err != nil {
		return err
	}
	return recordMade(v, p, map[string][]int64{"user_account": accounts, "grant_request": requests})
}

func undoUsers(v *desk.Visit, of Undoing) error {
	return account.Forget(v.Tx, of.Made["user_account"], of.Made["grant_request"])
}
