package screens

import (
	"slices"

	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/words"
)

// Nobodys are the pages that belong to no wing: home, files, lists in and out, background jobs, the rulebook, a
// person's file.
type Nobodys struct {
	Home       *Home
	Files      *Files
	Exports    *Exports
	Imports    *Imports
	Rulebook   *Rulebook
	PersonFile *PersonFile
	Regions    *Regions
	Nightly    *Nightly
	Drafts     *Drafts
	Queues     *Queues
	Undoing    *Undoing
	Search     *Search
	Lists      *Lists
	Expire     feature.Task // of drafts that nobody saved
	Statistics feature.Task // the database's look at its own tables
	Root       feature.Task // over the heads of the trail, last of all
}

// Feature of what is nobody's.
func (w Nobodys) Feature() feature.Feature {
	f := feature.Feature{
		Wing:   "web",
		Guides: guides,
		Pages:  map[string]string{"import_batch": "/imports/:id", "job": "/jobs/:id"},
		Texts:  words.Under("platform", "importer", "exporter", "demo", "web"),
		Nav: []feature.Link{
			{Order: 10, Words: "首页", Group: kit.Today, Address: "/"},
			{Order: 110, Permission: "import.view", Words: "导入", Group: kit.Settings, Address: "/imports",
				Rare: feature.Roles("village_registrar", "township_reviewer", "county_reviewer")},
			{Order: 180, Permission: "rulebook.view", Words: "参数", Group: kit.Settings, Address: "/rulebook",
				Not: feature.Roles("village_registrar", "township_supervisor", "township_reviewer", "finance_preparer",
					"finance_releaser", "security_admin", "audit_admin"),
				Rare: feature.Roles("county_reviewer", "discipline_inspector", "chief_inspector")},
			{Order: 195, Permission: "nightly.view", Words: "夜间任务", Group: kit.Settings, Address: "/nightly"},
		},
		Links: []feature.Link{
			{Order: 270, Permission: "import.view", Words: "导入Excel", Group: kit.Settings, Address: "/imports", Start: true},
			{Order: 282, Permission: "rulebook.view", Words: "放假安排", Group: kit.Settings, Address: "/rulebook/holidays",
				Not: feature.Roles("security_admin", "audit_admin")},
			{Order: 285, Permission: "nightly.view", Words: "夜间任务", Group: kit.Settings, Address: "/nightly", Start: true},
			{Order: 290, Permission: "placement.export", Words: "导出名册", Group: kit.People,
				Address: "/exports?kind=holders", Start: true},
			{Order: 300, Permission: "job.view", Words: "任务", Group: kit.Today, Address: "/jobs"},
			{Order: 310, Words: "快捷键", Group: kit.Today, Address: "/guide/keys"},
			{Order: 320, Words: "修改密码", Group: kit.Today, Address: "/password"},
		},
		Jobs:         slices.Concat(w.Exports.Work(), w.Imports.Work(), w.Lists.Work()),
		Todo:         slices.Concat(w.Home.Todo(), w.Rulebook.Todo(), importTodo(w.Imports), w.Nightly.Todo()),
		Queues:       append(w.Rulebook.Queues(), secondHand(w.Imports)),
		Lists:        rulebook.Lists(),
		Descriptions: schema.Under("web"),
		Nightly:      []feature.Task{w.Statistics, w.Expire, w.Root},
	}
	f.Routes = feature.RoutesOf(w.Home, w.Files, w.Exports, w.Imports, w.Rulebook, w.PersonFile, w.Regions, w.Nightly,
		w.Drafts, w.Queues, w.Undoing, Columns{w.Lists.Program}, w.Search, Design{})
	f.Find = Finding{w.Imports}.Finders()
	return f
}
