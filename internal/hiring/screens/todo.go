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
	state, words, act string
	permission        authz.Permission
	role              authz.Role // whose own it is: who may do it for another is not asked to; empty: whoever may
}{
	{application.Submitted, "待初审的申请", "去初审", "application.check", "village_registrar"},
	{application.Checked, "待登记民主评议的申请", "去登记", "application.review", "village_registrar"},
	{application.Reviewed, "待登记公示的申请", "去登记", "application.notice", "village_registrar"},
	{application.Noticed, "待审核的申请", "去审核", "application.audit", "township_reviewer"},
	{application.Audited, "待备案的申请", "去备案", "application.file", ""},
	{application.Filed, "已备案、待办理上岗的申请", "去办理上岗", "placement.start", ""},
}

// Todo of applications: each step to those whose it is.
func (p *Applications) Todo() []feature.Todo {
	return []feature.Todo{{Order: 20, Permission: "application.view",
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			queues, err := application.QueueByState(s, r.Actor.Scope("application.view"))
			var out []feature.Item
			for _, w := range steps {
				if r.Can(string(w.permission)) && (w.role == "" || r.Actor.HasRole(w.role)) {
					out = append(out, feature.Item{Words: w.words, Address: "/applications?state=" + w.state, Act: w.act,
						Who: "{n}名申请人", Unit: "份", Work: true}.Of(queues[w.state]))
				}
			}
			return out, err
		}}}
}

// Todo of posts that were taken over with gaps.
func (p *Posts) Todo() []feature.Todo {
	return []feature.Todo{
		feature.Counted(71, "post.change", "接转的岗位，待补填工时、资金来源等", "/posts?untold=1", post.Standing).In("个", "去补填")}
}

// Todo of accidents that the insurer does not know of.
func (p *Placements) Todo() []feature.Todo {
	return []feature.Todo{{Order: 150, Permission: "accident.settle", Work: true,
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			q, err := placement.UnclaimedAccidents(s, r.Actor.Scope("accident.settle"), r.Today)
			return []feature.Item{feature.Item{Words: "待向保险公司报案的意外事故", Address: "/accidents?state=reported",
				Act: "去报案", Who: "{n}名受伤的在岗人员：过了期限保险可能不赔"}.Of(q)}, err
		}}}
}
