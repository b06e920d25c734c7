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
	Finding   *screens.Finding
}

// seldom do they work with what stands behind the city's form: it is on the page of all entries.
var seldom = feature.Roles("discipline_inspector", "chief_inspector", "county_reviewer", "city_manager")

// Feature of the wing.
func (w Wing) Feature() feature.Feature {
	f := feature.Feature{
		Wing:   "forms",
		Guides: guides,
		Undo:   w.Help.Undo(),
		Pages: map[string]string{"help_case": "/help/:id", "project": "/projects/:id", "list_entry": "/registers/:id",
			"migrant_alert": "/monitor/alerts/:id"},
		Texts:        words.Under("forms"),
		Parameters:   rulebook.TypesOf("forms"),
		Tables:       Tables,
		Descriptions: schema.Under("forms"),
		Papers:       Papers,
		Nav: []feature.Link{
			{Order: 20, Permission: "placement.view", Words: "概况", Group: kit.Settings, Address: "/overview",
				Not: feature.Roles("finance_releaser"),
				Rare: feature.Roles("village_registrar", "township_supervisor", "township_reviewer", "finance_preparer",
					"discipline_inspector", "chief_inspector")},
			{Order: 90, Permission: "help.view", Words: "就业援助", Group: kit.People, Address: "/help",
				Rare: feature.Roles("township_supervisor", "county_reviewer", "discipline_inspector", "chief_inspector",
					"city_manager")},
			{Order: 130, Permission: "progress.view", Words: "推进情况表", Group: kit.Settings, Address: "/progress",
				Rare: feature.Roles("discipline_inspector", "chief_inspector")},
			{Order: 132, Permission: "register.view", Words: "清单", Group: kit.Settings, Address: "/registers",
				Rare: seldom},
			{Order: 134, Permission: "project.view", Words: "项目", Group: kit.Settings, Address: "/projects",
				Rare: seldom},
			{Order: 136, Permission: "target.view", Words: "务工监测", Group: kit.Settings, Address: "/monitor",
				Rare: seldom},
			{Order: 170, Permission: "region.view", Words: "区划", Group: kit.Settings, Address: "/divisions",
				Not: feature.Roles("village_registrar", "township_supervisor", "township_reviewer", "finance_preparer",
					"finance_releaser", "department_clerk", "unit_reporter", "telephone_clerk", "discipline_inspector",
					"chief_inspector", "security_admin", "audit_admin"),
				Rare: feature.Roles("county_reviewer", "city_manager")},
		},
		Links: []feature.Link{
			{Order: 210, Permission: "progress.fill", Words: "填报推进情况表", Group: kit.Settings, Address: "/progress",
				Start: true, Not: feature.Roles("county_reviewer")},
			{Order: 220, Permission: "register.enter", Words: "登记清单", Group: kit.Settings, Address: "/registers",
				Start: true, Not: feature.Roles("county_reviewer")},
			{Order: 230, Permission: "project.enter", Words: "登记就业帮扶项目", Group: kit.Settings, Address: "/projects",
				Start: true, Not: feature.Roles("county_reviewer")},
			{Order: 240, Permission: "target.enter", Words: "登记务工监测", Group: kit.Settings, Address: "/monitor",
				Start: true, Not: feature.Roles("county_reviewer")},
			{Order: 245, Permission: "help.enter", Words: "就业援助台账", Group: kit.People, Address: "/help",
				Start: true},
			{Order: 246, Permission: "help.view", Words: "还没有援助的困难人员", Group: kit.People, Address: "/help/without"},
			{Order: 247, Permission: "project.view", Words: "项目库", Group: kit.Settings, Address: "/projects/library"},
			{Order: 248, Permission: "progress.view", Words: "填报单位和部门填报员", Group: kit.Settings,
				Address: "/progress/clerks"},
		},
	}
	f.Routes = feature.RoutesOf(w.Help, w.Lists, w.Projects, w.Targets, w.Progress, w.Overview, w.Units, w.Divisions)
	f.Find = w.Finding.Finders()
	f.Queues = append(w.Targets.Queues(), w.Progress.Queues()...)
	f.Todo = feature.TodoOf(w.Help, w.Progress, w.Targets)
	return f
}
