package screens

import (
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
)

// Todo of applications: each step to those whose it is.
func (p *Applications) Todo() []feature.Todo {
	return []feature.Todo{{Order: 20, Permission: "application.view",
		Items: func(r *kit.Request, s *database.Snapshot) (out []feature.Item, err error) {
			for _, w := range steps {
				if !r.Can(string(w.queue.Permission)) || w.role != "" && !r.Actor.HasRole(w.role) {
					continue
				}
				n, err := application.CountAt(s, r.Actor.Scope(w.queue.Permission), w.state)
				if err != nil {
					return nil, err
				}
				out = append(out, feature.Item{Words: w.queue.Words, Address: "/applications?state=" + w.state, Count: n,
					Queue: w.queue.Code, Work: true})
			}
			return out, nil
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
