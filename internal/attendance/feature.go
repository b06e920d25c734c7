// Package attendance is the wing of the work itself: month sheets, checks in the field, drawn samples, assessment, and
// the sheets for checks on paper.
package attendance

import (
	"gangwei/internal/attendance/duty"
	"gangwei/internal/attendance/screens"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/words"
)

// Wing is what the program joins here.
type Wing struct {
	Duty     *screens.Duty
	Entered  *screens.Entered
	Correct  *screens.Correct
	Signing  *screens.Signing
	Reviews  *screens.Reviews
	Town     *screens.Town
	Checks   *screens.Checks
	Phone    *screens.Phone
	Sampling *screens.Sampling
	Papers   *screens.Papers
	Seeds    feature.Task // committing the seeds of the draws
	Photos   feature.Task // purging photos whose time is over
}

// Feature of the wing.
func (w Wing) Feature() feature.Feature {
	f := feature.Feature{
		Wing:         "attendance",
		Guides:       guides,
		Undo:         w.Duty.Undo(),
		Pages:        map[string]string{"duty_sheet": "/duty/sheets/:id"},
		Texts:        words.Under("attendance"),
		Parameters:   rulebook.TypesOf("attendance"),
		Tables:       Tables,
		Descriptions: schema.Under("attendance"),
		Papers:       Papers,
		Nav: []feature.Link{
			{Order: 50, Permission: "duty.view", Words: "履职", Group: kit.Work, Address: "/duty",
				Not: feature.Roles("city_manager")},
			{Order: 52, Permission: "duty.view", Words: "检查", Group: kit.Work, Address: "/duty/checks",
				Not:  feature.Roles("village_registrar", "finance_preparer", "city_manager"),
				Rare: feature.Roles("county_reviewer")},
			{Order: 54, Permission: "draw.view", Words: "抽查名单", Group: kit.Work, Address: "/duty/draw",
				Rare: feature.Roles("township_reviewer", "county_reviewer", "discipline_inspector", "chief_inspector",
					"city_manager")},
			{Order: 56, Permission: "duty.coverage", Words: "检查覆盖", Group: kit.Work, Address: "/duty/coverage",
				Rare: feature.Roles("township_reviewer", "county_reviewer", "discipline_inspector", "chief_inspector")},
			{Order: 100, Permission: "paper.view", Words: "表册", Group: kit.Work, Address: "/papers",
				Rare: feature.Roles("county_reviewer")},
		},
		Links: []feature.Link{
			{Order: 110, Permission: "duty.check", Words: "登记检查", Group: kit.Work, Address: "/duty/checks/new",
				Start: true, Not: feature.Roles("city_manager")},
			{Order: 120, Permission: "duty.check", Words: "下村检查（没有信号也能用）", Group: kit.Work,
				Address: "/duty/phone", Start: true, When: screens.PhonePageOn, Not: feature.Roles("city_manager")},
			{Order: 130, Permission: "duty.sheet", Words: "填报月考勤表", Group: kit.Work, Address: "/duty", Start: true},
		},
		Lists:   Exports(),
		Todo:    w.Duty.Todo(),
		Queues:  w.Duty.Queues(),
		Find:    w.Papers.Finders(),
		Nightly: []feature.Task{w.Seeds, w.Photos},
	}
	f.Routes = feature.RoutesOf(w.Duty, w.Entered, w.Correct, w.Signing, w.Reviews, w.Town, w.Checks,
		w.Phone, w.Sampling, w.Papers)
	return f
}

// Exports are the lists that the wing's rooms write.
func Exports() []exchange.List { return duty.Lists() }
