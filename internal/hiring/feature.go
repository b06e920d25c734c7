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
	Recruits     *screens.Recruits
	Meetings     *screens.Meetings
	Placements   *screens.Placements
	Finding      *screens.Finding
}

// Feature of the wing.
func (w Wing) Feature() feature.Feature {
	f := feature.Feature{
		Wing:         "hiring",
		Texts:        words.Under("hiring"),
		Parameters:   rulebook.TypesOf("hiring"),
		Tables:       Tables,
		Descriptions: schema.Under("hiring"),
		Papers:       Papers,
		Nav: []feature.Link{
			{Order: 30, Permission: "application.view", Words: "申请", Group: kit.People, Address: "/applications"},
			{Order: 40, Permission: "placement.view", Words: "在岗人员", Group: kit.People, Address: "/placements"},
			{Order: 70, Permission: "post.view", Words: "岗位", Group: kit.People, Address: "/posts"},
			{Order: 120, Permission: "quota.view", Words: "计划", Group: kit.People, Address: "/quota"},
		},
		Links: []feature.Link{
			{Order: 10, Permission: "application.submit", Words: "登记申请", Address: "/applications/new"},
			{Order: 30, Permission: "post.open", Words: "开发岗位", Address: "/posts/new"},
			{Order: 40, Permission: "quota.allot", Words: "下达计划", Address: "/quota"},
			{Order: 280, Permission: "accident.view", Words: "意外事故", Address: "/accidents"},
		},
		Lists: Exports(),
	}
	f.Routes = feature.RoutesOf(w.Quota, w.Posts, w.Applications, w.Recruits, w.Meetings, w.Placements)
	f.Find = w.Finding.Finders()
	f.Todo = feature.TodoOf(w.Applications, w.Posts, w.Placements)
	return f
}

// Exports are the lists that the wing's rooms write.
func Exports() []exchange.List {
	return slices.Concat(quota.Lists(), post.Lists(), application.Lists(), placement.Lists())
}
