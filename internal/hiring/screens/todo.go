package screens

import (
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
)

// steps that an application waits for: the state, the permission that moves it on, and its words
var steps = []struct {
	state, words string
	permission   authz.Permission
	role         authz.Role // whose own it is: who may do it for another is not asked to; empty: whoever may
}{
	{application.Submitted, "待初审的申请", "application.check", "village_registrar"},
	{application.Checked, "待登记民主评议的申请", "application.review", "village_registrar"},
	{application.Reviewed, "待登记公示的申请", "application.notice", "village_registrar"},
	{application.Noticed, "待审核的申请", "application.audit", "township_reviewer"},
	{application.Audited, "待备案的申请", "application.file", ""},
	{application.Filed, "已备案、待办理上岗的申请", "placement.start", ""},
}

// Todo of applications: each step to those whose it is.
func (p *Applications) Todo() []feature.Todo {
	return []feature.Todo{{Order: 20, Permission: "application.view",
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			counts, err := application.CountByState(s, r.Actor.Scope("application.view"))
			var out []feature.Item
			for _, w := range steps {
				if r.Can(string(w.permission)) && (w.role == "" || r.Actor.HasRole(w.role)) {
					out = append(out, feature.Item{Words: w.words, Address: "/applications?state=" + w.state,
						Count: counts[w.state], Work: true})
				}
			}
			return out, err
		}}}
}

// Todo of posts that were taken over with gaps.
func (p *Posts) Todo() []feature.Todo {
	return []feature.Todo{
		feature.Counted(71, "post.change", "接转的岗位，待补填工时、资金来源等", "/posts?untold=1", post.Standing)}
}

// Todo of accidents that the insurer does not know of.
func (p *Placements) Todo() []feature.Todo {
	return []feature.Todo{{Order: 150, Permission: "accident.settle", Work: true,
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			open, late, err := placement.UnclaimedAccidents(s, r.Actor.Scope("accident.settle"), r.Today)
			return []feature.Item{
				{Words: "待向保险公司报案的意外事故", Address: "/accidents?state=reported", Count: open},
				{Words: "报案逾期的意外事故", Address: "/accidents?state=reported", Count: late},
			}, err
		}}}
}
