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
				q, err := application.WaitingAt(s, r.Actor.Scope(w.queue.Permission), w.state,
					application.Hand{Step: w.step, PersonKey: r.Actor.PersonKey})
				if err != nil {
					return nil, err
				}
				out = append(out, feature.Item{Words: w.queue.Words, Address: "/applications?state=" + w.state, Unit: "份",
					Queue: w.queue.Code, Who: "{n}名申请人", Work: true}.Of(q))
			}
			return out, nil
		}}}
}

// Todo of posts that were taken over with gaps.
func (p *Posts) Todo() []feature.Todo {
	return []feature.Todo{
		feature.Counted(71, "post.change", "接转的岗位，待补填工时、资金来源等", "/posts?untold=1", post.Standing).In("个", "去补填")}
}

// Todo of accidents that the insurer does not know of, or has not answered.
func (p *Placements) Todo() []feature.Todo {
	return []feature.Todo{{Order: 150, Permission: "accident.settle", Work: true,
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			q, err := placement.UnclaimedAccidents(s, r.Actor.Scope("accident.settle"), r.Today)
			if err != nil {
				return nil, err
			}
			claimed, err := placement.ClaimedAccidents(s, r.Actor.Scope("accident.settle"))
			return []feature.Item{feature.Item{Words: claimQueue.Words, Address: "/accidents?state=reported", Act: "去报案",
				Queue: claimQueue.Code, Who: "{n}名受伤的在岗人员：过了期限保险可能不赔"}.Of(q),
				feature.Item{Words: payoutQueue.Words, Address: "/accidents?state=claimed", Act: "去登记",
					Queue: payoutQueue.Code, Who: "{n}名已经报案的受伤人员"}.Of(claimed)}, err
		}}}
}
