// Package forms is the wing of what the city must report and see: the aid ledger, the lists of the form, projects,
// targets and alerts, the progress form, changes of divisions, and the overview of all rooms.
package forms

import (
	"gangwei/internal/forms/screens"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/words"
)

// Wing is what the program joins here.
type Wing struct {
	Help      *screens.Help
	Lists     *screens.Lists
	Projects  *screens.Projects
	Targets   *screens.Targets
	Progress  *screens.Progress
	Overview  *screens.Overview
	Units     *screens.Units
	Divisions *screens.Divisions
}

// Feature of the wing.
func (w Wing) Feature() feature.Feature {
	f := feature.Feature{
		Wing:         "forms",
		Texts:        words.Under("forms"),
		Parameters:   rulebook.TypesOf("forms"),
		Tables:       Tables,
		Descriptions: schema.Under("forms"),
		Papers:       Papers,
		Nav: []feature.Link{
			{Order: 20, Permission: "placement.view", Words: "概况", Group: kit.Settings, Address: "/overview"},
			{Order: 90, Permission: "help.view", Words: "援助", Group: kit.People, Address: "/help"},
			{Order: 130, Permission: "progress.view", Words: "报表", Group: kit.Settings, Address: "/progress",
				Also: []string{"/registers", "/projects", "/monitor"}},
			{Order: 170, Permission: "region.view", Words: "区划", Group: kit.Settings, Address: "/divisions"},
		},
		Links: []feature.Link{
			{Order: 210, Permission: "progress.fill", Words: "填报推进情况表", Address: "/progress"},
			{Order: 220, Permission: "register.enter", Words: "登记清单", Address: "/registers"},
			{Order: 230, Permission: "project.enter", Words: "登记就业帮扶项目", Address: "/projects"},
			{Order: 240, Permission: "target.enter", Words: "登记务工监测", Address: "/monitor"},
			{Order: 245, Permission: "help.enter", Words: "就业援助台账", Address: "/help"},
		},
	}
	f.Routes = feature.RoutesOf(w.Help, w.Lists, w.Projects, w.Targets, w.Progress, w.Overview, w.Units, w.Divisions)
	f.Todo = feature.TodoOf(w.Help, w.Progress, w.Targets)
	return f
}
