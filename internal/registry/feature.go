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
	Accounts   *screens.Accounts
	People     *screens.People
	Matching   *screens.Matching
	Crosscheck *screens.Crosscheck
	History    *screens.History
	Adopt      feature.Task // taking accounts as they stand, once
	Tails      feature.Task // making the indexes of tails of who has none yet
}

// Feature of the wing.
func (w Wing) Feature() feature.Feature {
	f := feature.Feature{
		Wing:         "registry",
		Texts:        words.Under("registry"),
		Parameters:   rulebook.TypesOf("registry"),
		Tables:       Tables,
		Descriptions: schema.Under("registry"),
		Papers:       Papers,
		Nav: []feature.Link{
			{Order: 80, Permission: "resident.view", Words: "人员", Group: kit.People, Address: "/people"},
			{Order: 190, Permission: "user.view", Words: "用户", Group: kit.Settings, Address: "/users"},
		},
		Links: []feature.Link{
			{Order: 20, Permission: "resident.register", Words: "登记人员", Address: "/people/new"},
			{Order: 50, Permission: "user.create", Words: "新增用户", Address: "/users/new"},
			{Order: 60, Permission: "user.grant", Words: "用户授权", Address: "/users"},
			{Order: 70, Permission: "user.grant", Words: "待授权的账号", Address: "/users/requests"},
			{Order: 80, Permission: "user.reset_clerk", Words: "村级经办人：密码、代办", Address: "/clerks"},
		},
		Lists:   Exports(),
		Jobs:    []jobs.Kind{w.Accounts.Job()},
		Nightly: []feature.Task{w.Adopt, w.Tails},
	}
	f.Routes = feature.RoutesOf(w.Accounts, w.People, w.Matching, w.Crosscheck, w.History)
	f.Find = feature.FindersOf(w.People, w.Accounts)
	f.Todo = feature.TodoOf(w.Matching, w.Accounts, w.People)
	return f
}

// Exports are the lists that the wing's rooms write.
func Exports() []exchange.List {
	return slices.Concat(resident.Lists(), history.Lists(), matching.Exports(), crosscheck.Lists())
}
