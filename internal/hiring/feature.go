// Package hiring is the wing from plan to person: quota, posts, applications with their meetings, placements, and the
// sheets that villages sign.
package hiring

import (
	"slices"

	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/hiring/screens"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/words"
)

// Wing is what the program joins here.
type Wing struct {
	Quota        *screens.Quota
	Posts        *screens.Posts
	Applications *screens.Applications
	Batches      *screens.Batches
	Recruits     *screens.Recruits
	Meetings     *screens.Meetings
	Placements   *screens.Placements
	Insurance    *screens.Insurance
	Finding      *screens.Finding
}

// Feature of the wing.
func (w Wing) Feature() feature.Feature {
	f := feature.Feature{
		Wing:   "hiring",
		Guides: guides,
		Undo:   w.Applications.Undo(),
		Pages: map[string]string{"application": "/applications/:id", "post": "/posts/:id", "placement": "/placements/:id",
			"accident": "/accidents/:id", "review_meeting": "/meetings/:id"},
		Texts:        words.Under("hiring"),
		Parameters:   rulebook.TypesOf("hiring"),
		Tables:       Tables,
		Descriptions: schema.Under("hiring"),
		Papers:       Papers,
		Nav: []feature.Link{
			{Order: 30, Permission: "application.view", Words: "申请", Group: kit.People, Address: "/applications",
				Also: []string{"/meetings", "/recruits"}, Not: feature.Roles("city_manager"),
				Rare: feature.Roles("discipline_inspector", "chief_inspector")},
			{Order: 40, Permission: "placement.view", Words: "在岗人员", Group: kit.People, Address: "/placements",
				Also: []string{"/accidents"}, Not: feature.Roles("finance_releaser")},
			{Order: 70, Permission: "post.view", Words: "岗位", Group: kit.People, Address: "/posts",
				Rare: feature.Roles("village_registrar", "township_supervisor", "finance_preparer", "finance_releaser",
					"discipline_inspector", "chief_inspector", "city_manager")},
			{Order: 120, Permission: "quota.view", Words: "计划", Group: kit.People, Address: "/quota",
				Not: feature.Roles("village_registrar", "township_supervisor", "township_reviewer", "discipline_inspector",
					"chief_inspector"),
				Rare: feature.Roles("county_reviewer")},
		},
		Links: []feature.Link{
			{Order: 10, Permission: "application.submit", Words: "登记申请", Group: kit.People, Address: "/applications/new",
				Start: true},
			{Order: 12, Permission: "application.view", Words: "招用公告", Group: kit.People, Address: "/recruits",
				Not: feature.Roles("city_manager")},
			{Order: 14, Permission: "application.view", Words: "民主评议会", Group: kit.People, Address: "/meetings",
				Not: feature.Roles("city_manager")},
			{Order: 30, Permission: "post.open", Words: "开发岗位", Group: kit.People, Address: "/posts/new", Start: true},
			{Order: 40, Permission: "quota.allot", Words: "下达计划", Group: kit.People, Address: "/quota", Start: true},
			{Order: 275, Permission: "placement.view", Words: "到期预测和续聘", Group: kit.People,
				Address: "/placements/renewals", Not: feature.Roles("finance_preparer", "finance_releaser")},
			{Order: 277, Permission: "placement.view", Words: "意外险到期和续保", Group: kit.People,
				Address: "/placements/insurance", Not: feature.Roles("finance_preparer", "finance_releaser")},
			{Order: 280, Permission: "accident.view", Words: "意外事故", Group: kit.People, Address: "/accidents",
				Start: true, Not: feature.Roles("city_manager", "discipline_inspector", "chief_inspector")},
		},
		Lists: Exports(),
	}
	f.Routes = feature.RoutesOf(w.Quota, w.Posts, w.Applications, w.Batches, w.Recruits, w.Meetings, w.Placements,
		w.Insurance)
	f.Queues = append(screens.ApplicationQueues(), w.Placements.Queues()...)
	f.Find = w.Finding.Finders()
	f.Todo = feature.TodoOf(w.Applications, w.Posts, w.Placements, w.Insurance)
	return f
}

// Exports are the lists that the wing's rooms write.
func Exports() []exchange.List {
	return slices.Concat(quota.Lists(), post.Lists(), application.Lists(), placement.Lists())
}
