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
	Expire     feature.Task // of drafts that nobody saved
	Statistics feature.Task // the database's look at its own tables
	Root       feature.Task // over the heads of the trail, last of all
}

// Feature of what is nobody's.
func (w Nobodys) Feature() feature.Feature {
	f := feature.Feature{
		Wing:  "web",
		Texts: words.Under("platform", "importer", "exporter", "demo"),
		Nav: []feature.Link{
			{Order: 10, Words: "首页", Group: kit.Today, Address: "/"},
			{Order: 110, Permission: "import.view", Words: "导入", Group: kit.Settings, Address: "/imports"},
			{Order: 180, Permission: "rulebook.view", Words: "参数", Group: kit.Settings, Address: "/rulebook"},
			{Order: 210, Permission: "job.view", Words: "任务", Group: kit.Today, Address: "/jobs"},
		},
		Links: []feature.Link{
			{Order: 270, Permission: "import.view", Words: "导入Excel", Address: "/imports"},
			{Order: 285, Permission: "nightly.view", Words: "夜间任务", Address: "/nightly"},
			{Order: 290, Permission: "placement.export", Words: "导出名册", Address: "/exports?kind=holders"},
		},
		Jobs:         slices.Concat(w.Exports.Work(), w.Imports.Work()),
		Todo:         slices.Concat(w.Home.Todo(), w.Rulebook.Todo(), w.Nightly.Todo()),
		Lists:        rulebook.Lists(),
		Descriptions: schema.Under("web"),
		Nightly:      []feature.Task{w.Statistics, w.Expire, w.Root},
	}
	f.Routes = feature.RoutesOf(w.Home, w.Files, w.Exports, w.Imports, w.Rulebook, w.PersonFile, w.Regions, w.Nightly,
		w.Drafts)
	return f
}
