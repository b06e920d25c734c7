package demo

import (
	"fmt"
	"math/rand/v2"

	"gangwei/internal/importer"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/resident"
)

// peopleEpisodes are those of the registry: declarations of kin, corrections with both hands, a person entered twice,
// somebody who may not be placed, a list whose columns had to be asked about, accounts.
func (b *builder) peopleEpisodes() []episode {
	before := last().Add(-1)
	return []episode{
		{"kin are declared", last().Add(-2).Date(14), 10, (*telling).declarations},
		{"kin are declared", before.Date(14), 10, (*telling).declarations},
		{"a person is entered twice", last().Add(-2).Date(16), 15, (*telling).enteredTwice},
		{"a list has two numbers", before.Date(12), 10, (*telling).twoNumbers},
		{"somebody may not be placed", before.Date(20), 14, (*telling).excluded},
		{"a telephone is corrected", before.Date(21), 9, (*telling).corrected},
		{"two records become one", before.Date(24), 10, (*telling).merged},
		{"a clerk stands in", last().Date(9), 10, (*telling).delegated},
		{"accounts by workbook", last().Date(3), 9, (*telling).accounts},
		{"a password is set anew", last().Date(5), 9, func(t *telling) { t.reset("fagai-"+t.units[0].Code, true) }},
		{"a number is put right", last().Date(16), 10, (*telling).renumbered},
		{"a password is asked for", last().Date(18), 9,
			func(t *telling) { t.reset("nongye-"+t.units[len(t.units)-1].Code, false) }},
	}
}

// declarations of two people of a village that they have no kin among those who decide, and of one that names a child.
func (t *telling) declarations() {
	for _, v := range t.near() {
		found := 0
		for _, p := range v.people {
			if p.taken || p.title != "" || !p.diedOn.IsZero() || p.relation != "02" || len(p.kin) > 1 ||
				v.kinOfCadre(p) || declared(p) {
				continue
			}
			var ties []resident.Tie
			for _, q := range v.people {
				if found == 2 && q.household == p.household && (q.relation == "20" || q.relation == "30") {
					ties = append(ties, resident.Tie{KinID: q.id, Code: q.relation})
				}
			}
			if found == 2 && len(ties) == 0 {
				continue
			}
			p.taken, v.touched = true, true
			t.by(v.clerk(), func(who authz.Actor) error {
				_, err := t.app.Residents.DeclareKin(t.ctx, who, "", p.id, t.moment.Date().AddDays(-2), "亲属关系申报表",
					ties, len(ties) == 0, nil)
				return err
			})
			if found++; found == 3 {
				return
			}
		}
		if found > 0 {
			return
		}
	}
}

// enteredTwice is a person whom the clerk enters once more, under a number with a slip in it.
func (t *telling) enteredTwice() {
	for _, v := range t.near() {
		for _, p := range v.bystanders(1) {
			e := resident.Entry{Name: p.name, IDNumber: string(t.people.number(p.birth(), p.number.Female())),
				HouseholdNumber: fmt.Sprintf("%04d", p.household+1), Relation: p.relation, Namesake: true}
			t.by(v.clerk(), func(who authz.Actor) (err error) {
				t.twice.v, t.twice.real = v, p
				t.twice.slip, err = t.app.Residents.Register(t.ctx, who, "", v.region, e)
				return err
			})
			return
		}
	}
}

// merged: the township says that the two are one human, the county confirms it.
func (t *telling) merged() {
	x := t.twice
	if x.v == nil {
		return
	}
	var id int64
	t.by(x.v.township("township_reviewer"), func(who authz.Actor) (err error) {
		id, err = t.app.Residents.ProposeMerge(t.ctx, who, "", x.slip, x.real.id, "同一人登记了两次，证件号码抄错一位", "户口簿复印件")
		return err
	})
	t.moment += 3 * 3_600_000_000
	t.by(x.v.county("county_reviewer"), func(who authz.Actor) error {
		_, err := t.app.Residents.Decide(t.ctx, who, "", id, 1, true)
		return err
	})
}

// twoNumbers is a list with two columns that both look like the person's number: the clerk is asked which, and answers.
func (t *telling) twoNumbers() {
	v := t.near()[0]
	rng := rngFor(t.opt.Seed^0x2c01, v.region.Code)
	head := v.cadres[1]
	text := "姓名,身份证号,身份证号码,户号,与户主关系\n"
	for i := range 6 {
		own := t.people.number(last().First().AddMonths(-12*(40+3*i)), i%2 == 0)
		text += fmt.Sprintf("%s,%s,%s,9%03d,户主\n", someName(rng, i%2 == 0), head.number, own, i+1)
	}
	v.touched = true
	t.by(v.clerk(), func(who authz.Actor) error {
		id, err := t.app.Imports.HandIn(t.ctx, who, "", "people", v.region, "本村新迁入人员.csv", []byte(text))
		if err != nil {
			return err
		}
		batch := func() (x importer.Batch, err error) {
			err = t.app.DB.Read(t.ctx, func(s *database.Snapshot) (err error) {
				x, err = importer.ByID(s, id)
				return err
			})
			return x, err
		}
		x, err := batch()
		if err != nil {
			return err
		}
		asked, err := t.app.Imports.Questions(t.ctx, x)
		if err != nil {
			return err
		}
		var choices []importer.ColumnChoice
		for _, q := range asked {
			choices = append(choices, importer.ColumnChoice{Layout: q.Layout, Code: q.Code, Column: 2, Seen: q.Seen()})
		}
		if _, err := t.app.Imports.Answer(t.ctx, who, "", id, x.Version, choices); err != nil {
			return err
		}
		if err := t.app.Imports.Judge(t.ctx, who, id, nil); err != nil {
			return err
		}
		if x, err = batch(); err != nil {
			return err
		}
		_, err = t.app.Imports.AcceptConfirmed(t.ctx, who, "", id, x.Version, nil)
		return err
	})
}

// someName is made as all names of the city are.
func someName(rng *rand.Rand, female bool) string {
	given := maleNames
	if female {
		given = womenName
	}
	return surnames[rng.IntN(len(surnames))] + given[rng.IntN(len(given))] + given[rng.IntN(len(given))]
}

// excluded is a bystander who runs a shop and may not be placed therefore.
func (t *telling) excluded() {
	for _, v := range t.near() {
		for i, p := range v.bystanders(2) {
			s := resident.Standing{Exclusion: true, Code: []string{"business_owner", "student"}[i],
				From: t.moment.Date().AddDays(-200), Proof: []string{"区市场监管局名单", "学校证明"}[i]}
			t.by(v.township("township_reviewer"), func(who authz.Actor) error {
				_, err := t.app.Residents.SetStanding(t.ctx, who, "", p.id, s)
				return err
			})
			if i == 1 {
				return
			}
		}
	}
}

// corrected: a holder's new telephone and house number, by the township, since something was submitted already.
func (t *telling) corrected() {
	for _, x := range t.plainHolders(1, last().Add(-2).First()) {
		phone, address := t.people.nextPhone(), fmt.Sprintf("%d号（东院）", x.h.who.household+1)
		x.h.who.phone = phone
		t.by(x.v.township("township_reviewer"), func(who authz.Actor) error {
			_, err := t.app.Residents.Correct(t.ctx, who, "", x.h.who.id, 1,
				resident.Edit{Phone: &phone, Address: &address}, "本人换了手机号，门牌重编", "本人申请书")
			return err
		})
	}
}

// renumbered is a wrong number that the township wants put right; the county has not decided yet.
func (t *telling) renumbered() {
	for _, v := range t.near() {
		for _, p := range v.bystanders(1) {
			t.by(v.township("township_reviewer"), func(who authz.Actor) error {
				_, err := t.app.Residents.ProposeNumber(t.ctx, who, "", p.id,
					string(t.people.number(p.birth().AddDays(1), p.number.Female())), "登记时出生日期抄错一天", "户口簿复印件")
				return err
			})
			return
		}
	}
}

// accounts of two new clerks by workbook, from the system administrator; the security administrator has granted the
// first.
func (t *telling) accounts() {
	v, town, _ := t.home()
	rng := rngFor(t.opt.Seed^0xacc0, v.region.Code)
	rows := [][]string{{"姓名", "身份证号码", "角色", "区划代码"}}
	for i, role := range []string{"督查员", "镇街审核员"} {
		number := t.people.number(last().First().AddMonths(-12*(29+4*i)), i == 0)
		rows = append(rows, []string{someName(rng, i == 0), string(number), role, town.Code[:9]})
	}
	t.by(short["system_admin"], func(who authz.Actor) error {
		return t.take(who, "users", t.tree.Top(), "新任经办人员账号.csv", rows)
	})
	t.moment += 5 * 3_600_000_000
	var open []account.Request
	t.read(func(s *database.Snapshot) (err error) {
		open, err = account.Requests(s, 10)
		return err
	})
	if len(open) == 0 {
		return
	}
	t.by(short["security_admin"], func(who authz.Actor) error {
		_, err := t.app.Accounts.Fulfil(t.ctx, who, open[0].ID, town, "")
		return err
	})
}

// delegated: a clerk of another village stands in for the home village's for some weeks.
func (t *telling) delegated() {
	v, town, _ := t.home()
	for _, other := range t.near() {
		if other == v || region.ParentPath(other.region.Path) != town.Path {
			continue
		}
		t.by(v.township("township_reviewer"), func(who authz.Actor) error {
			u, err := t.user(other.second())
			if err != nil {
				return err
			}
			_, err = t.app.Accounts.Delegate(t.ctx, who, "", account.Target{ID: u.ID, Version: u.Version}, v.region,
				Until.AddDays(30), "本村文书住院，由邻村文书代办")
			return err
		})
		return
	}
}

// user with a login.
func (b *builder) user(login string) (u account.User, err error) {
	err = b.app.DB.Read(b.ctx, func(s *database.Snapshot) (err error) {
		u, err = account.ByLogin(s, login)
		return err
	})
	return u, err
}

// reset of a login's password, asked for by the system administrator; released by the security administrator, or
// waiting for that.
func (t *telling) reset(login string, released bool) {
	var id int64
	t.by(short["system_admin"], func(who authz.Actor) error {
		u, err := t.user(login)
		if err != nil {
			return err
		}
		id, err = t.app.Accounts.AskReset(t.ctx, who, "", account.Target{ID: u.ID, Version: u.Version}, "忘记密码，本人持工作证申请")
		return err
	})
	if !released {
		return
	}
	t.by(short["security_admin"], func(who authz.Actor) error {
		_, err := t.app.Accounts.ReleaseReset(t.ctx, who, "", id, Password)
		return err
	})
}
