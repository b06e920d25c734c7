// Package registry is the wing of who there is: accounts, divisions, units, residents with their households and kin,
// rows of earlier years, and other departments' registers that they are matched with.
package registry

import (
	"slices"

	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
	"gangwei/internal/registry/screens"
)

// Wing is what the program joins here.
type Wing struct {
	Accounts    *screens.Accounts
	Households  *screens.Households
	People      *screens.People
	Matching    *screens.Matching
	Corrections *screens.Corrections
	Crosscheck  *screens.Crosscheck
	History     *screens.History
	Adopt       feature.Task // taking accounts as they stand, once
	Finding     *screens.Finding
	Tails       feature.Task // making the indexes of tails of who has none yet
	NameKeys    feature.Task // making the keys of the names of who has none yet
}

// Feature of the wing.
func (w Wing) Feature() feature.Feature {
	f := feature.Feature{
		Wing:   "registry",
		Guides: guides,
		Pages: map[string]string{"person": "/people/:id", "register_hit": "/matching/:id",
			"user_account": "/users/:id"},
		Texts:        words.Under("registry"),
		Parameters:   rulebook.TypesOf("registry"),
		Tables:       Tables,
		Descriptions: schema.Under("registry"),
		Papers:       Papers,
		Queues:       append(append(w.Matching.Queues(), screens.CorrectionQueue), w.Accounts.Queues()...),
		Nav: []feature.Link{
			{Order: 80, Permission: "resident.view", Words: "人员", Group: kit.People, Address: "/people",
				Also: []string{"/officials", "/history", "/corrections"},
				Not:  feature.Roles("city_manager"),
				Rare: feature.Roles("township_supervisor")},
			{Order: 84, Permission: "matching.view", Words: "部门比对", Group: kit.People, Address: "/matching",
				Not:  feature.Roles("city_manager"),
				Rare: feature.Roles("township_reviewer", "county_reviewer", "discipline_inspector", "chief_inspector")},
			{Order: 115, Permission: "crosscheck.view", Words: "双系统对账", Group: kit.Settings, Address: "/crosscheck",
				Not:  feature.Roles("city_manager"),
				Rare: feature.Roles("township_reviewer", "county_reviewer", "discipline_inspector", "chief_inspector")},
			{Order: 185, Permission: "user.reset_clerk", Words: "村级经办人", Group: kit.Settings, Address: "/clerks",
				Rare: feature.Roles("township_reviewer")},
			{Order: 190, Permission: "user.view", Words: "用户", Group: kit.Settings, Address: "/users"},
			{Order: 192, Permission: "user.grant", Words: "待授权的账号", Group: kit.Settings, Address: "/users/requests"},
		},
		Links: []feature.Link{
			{Order: 20, Permission: "resident.register", Words: "登记人员", Group: kit.People, Address: "/people/new",
				Start: true},
			{Order: 23, Permission: "resident.confirm", Words: "待核准的人员更正", Group: kit.People,
				Address: "/corrections"},
			{Order: 24, Permission: "official.view", Words: "村干部和公职人员", Group: kit.People, Address: "/officials",
				Not: feature.Roles("township_supervisor", "city_manager")},
			{Order: 26, Permission: "history.view", Words: "历史名册", Group: kit.People, Address: "/history",
				Not: feature.Roles("city_manager")},
			{Order: 50, Permission: "user.create", Words: "新增用户", Group: kit.Settings, Address: "/users/new", Start: true},
			{Order: 60, Permission: "user.grant", Words: "用户授权", Group: kit.Settings, Address: "/users", Start: true},
			{Order: 70, Permission: "user.grant", Words: "待授权的账号", Group: kit.Settings, Address: "/users/requests",
				Start: true},
			{Order: 80, Permission: "user.reset_clerk", Words: "村级经办人：密码、代办", Group: kit.Settings,
				Address: "/clerks", Start: true},
		},
		Lists:   Exports(),
		Jobs:    []jobs.Kind{w.Accounts.Job()},
		Nightly: []feature.Task{w.Adopt, w.Tails, w.NameKeys},
		Undo:    screens.AccountUndo(w.Accounts),
	}
	f.Routes = feature.RoutesOf(w.Accounts, w.Households, w.People, w.Corrections, w.Matching, w.Crosscheck, w.History)
	f.Find = w.Finding.Finders()
	f.Todo = feature.TodoOf(w.Matching, w.Accounts, w.People)
	return f
}

// Exports are the lists that the wing's rooms write.
func Exports() []exchange.List {
	return slices.Concat(resident.Lists(), history.Lists(), matching.Exports(), crosscheck.Lists())
}
