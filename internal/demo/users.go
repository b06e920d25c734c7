package demo

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/account"
)

// users makes two registrars for each village, the offices above, and one login per role to try the program with.
func (b *builder) users(first civil.Month) error {
	hash, err := account.Hash(Password)
	if err != nil {
		return err
	}
	from := first.Add(-13).First()
	b.at(from, 7)
	var all []account.Bulk
	add := func(login, name, key string, role authz.Role, r *region.Region) user {
		u := account.Bulk{
			User: account.User{ID: int64(len(all) + 1), Login: login, Name: name, PersonKey: key, PasswordHash: hash},
			Role: role, RegionID: r.ID, Path: r.Path, From: from}
		all = append(all, u)
		return user{u.User.ID, key}
	}
	n := 0
	synthetic := func() string {
		n++
		return account.PersonKey(b.app.Ring, b.people.number(civil.MustDate("1980-01-01").AddDays(n%3650), n%2 == 0))
	}
	byPath := map[string]map[authz.Role]user{}
	b.offices = byPath
	office := func(role authz.Role, login string, r *region.Region) user {
		info, _ := b.app.Gate.Info(role)
		u := add(login, info.Name, synthetic(), role, r)
		if byPath[r.Path] == nil {
			byPath[r.Path] = map[authz.Role]user{}
		}
		byPath[r.Path][role] = u
		return u
	}
	home := b.villages[0].region
	town, _ := b.tree.ByPath(region.ParentPath(home.Path))
	county, _ := b.tree.ByPath(region.CountyPath(home.Path))
	city := b.tree.Top()
	print := func(login string, role authz.Role, r *region.Region) {
		info, _ := b.app.Gate.Info(role)
		b.logins = append(b.logins, Login{login, info.Name, b.tree.Full(r.Path)})
	}
	for _, c := range b.tree.At(region.County) {
		for _, role := range []authz.Role{"county_reviewer", "finance_preparer", "finance_releaser"} {
			office(role, short[role]+"-"+c.Code[:6], c)
		}
	}
	for _, t := range b.tree.At(region.Township) {
		for _, role := range []authz.Role{"township_reviewer", "township_supervisor"} {
			office(role, short[role]+"-"+t.Code[:9], t)
		}
	}
	for _, v := range b.villages {
		for i, suffix := range []string{"a", "b"} {
			c := v.cadres[2+i]
			u := add("cun-"+v.region.Code+suffix, c.name, account.PersonKey(b.app.Ring, c.number), "village_registrar", v.region)
			if i == 0 {
				v.actors.enter = u
			} else {
				v.actors.check = u
			}
		}
		v.actors.audit = byPath[region.ParentPath(v.region.Path)]["township_reviewer"]
		v.actors.see = byPath[region.ParentPath(v.region.Path)]["township_supervisor"]
		v.actors.file = byPath[region.CountyPath(v.region.Path)]["county_reviewer"]
	}
	print("cun-"+home.Code+"a", "village_registrar", home)
	print("cun-"+home.Code+"b", "village_registrar", home)
	for _, x := range []struct {
		role authz.Role
		r    *region.Region
	}{
		{"township_supervisor", town},
		{"township_reviewer", town},
		{"county_reviewer", county},
		{"finance_preparer", county},
		{"finance_releaser", county},
	} {
		code := x.r.Code[:6]
		if x.r.Level == region.Township {
			code = x.r.Code[:9]
		}
		print(short[x.role]+"-"+code, x.role, x.r)
	}
	for _, x := range []struct {
		role authz.Role
		r    *region.Region
	}{
		{"department_clerk", county},
		{"telephone_clerk", county},
		{"discipline_inspector", city},
		{"chief_inspector", city},
		{"city_manager", city},
		{"system_admin", city},
		{"security_admin", city},
		{"audit_admin", city},
	} {
		if u := office(x.role, short[x.role], x.r); x.role == "discipline_inspector" {
			b.inspector = u
		}
		print(short[x.role], x.role, x.r)
	}
	office("city_manager", short["city_manager"]+"2", city)
	for _, u := range b.units { // who sends the forms in, and who fills in for two departments
		for _, x := range []struct {
			role       authz.Role
			login, key string
		}{
			{"unit_reporter", short["unit_reporter"] + "-" + u.Code, synthetic()},
			{"department_clerk", "nongye-" + u.Code, synthetic()},
			{"department_clerk", "fagai-" + u.Code, synthetic()},
		} {
			id := int64(len(all) + 1)
			for i, take := range u.Takes {
				at, _ := b.tree.ByPath(take)
				info, _ := b.app.Gate.Info(x.role)
				g := account.Bulk{User: account.User{ID: id}, Role: x.role, RegionID: at.ID, Path: take, From: from}
				if i == 0 {
					g.User = account.User{ID: id, Login: x.login, Name: info.Name, PersonKey: x.key, PasswordHash: hash}
				}
				all = append(all, g)
			}
		}
	}
	for _, x := range []struct {
		login string
		role  authz.Role
	}{
		{short["unit_reporter"] + "-" + b.units[0].Code, "unit_reporter"},
		{"nongye-" + b.units[0].Code, "department_clerk"},
	} {
		print(x.login, x.role, county)
	}
	_, err = desk.DoVia(b.ctx, b.app.Desk, authz.System("demo"), desk.Batch, "", func(x *desk.Visit) (int64, error) {
		if err := x.Allow("demo.build", city.Path); err != nil {
			return 0, err
		}
		x.Record("demo.users", "region", city.ID)
		return 0, account.StoreMany(x, all)
	})
	return err
}

var short = map[authz.Role]string{"county_reviewer": "quxian", "finance_preparer": "zhidan", "finance_releaser": "fuhe",
	"township_reviewer": "zhen", "township_supervisor": "ducha",
	"department_clerk": "bumen", "telephone_clerk": "dianhua", "discipline_inspector": "jijian",
	"chief_inspector": "jijian-fuze", "city_manager": "shiji", "system_admin": "xitong",
	"unit_reporter": "baosong", "security_admin": "anquan", "audit_admin": "shenji"}
