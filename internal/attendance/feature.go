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
		Texts:        words.Under("attendance"),
		Parameters:   rulebook.TypesOf("attendance"),
		Tables:       Tables,
		Descriptions: schema.Under("attendance"),
		Papers:       Papers,
		Nav: []feature.Link{
			{Order: 50, Permission: "duty.view", Words: "履职", Group: kit.Work, Address: "/duty"},
			{Order: 100, Permission: "paper.view", Words: "表册", Group: kit.Work, Address: "/papers"},
		},
		Links: []feature.Link{
			{Order: 110, Permission: "duty.check", Words: "登记检查", Address: "/duty/checks/new"},
			{Order: 120, Permission: "duty.check", Words: "下村检查（没有信号也能用）", Address: "/duty/phone",
				When: screens.PhonePageOn},
			{Order: 130, Permission: "duty.sheet", Words: "填报月考勤表", Address: "/duty"},
		},
		Lists:   Exports(),
		Todo:    w.Duty.Todo(),
		Find:    w.Papers.Finders(),
		Nightly: []feature.Task{w.Seeds, w.Photos},
	}
	f.Routes = feature.RoutesOf(w.Duty, w.Checks, w.Phone, w.Sampling, w.Papers)
	return f
}

// Exports are the lists that the wing's rooms write.
func Exports() []exchange.List { return duty.Lists() }
