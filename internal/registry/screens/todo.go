package screens

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
)

// Todo of hits in other departments' registers.
func (p *Matching) Todo() []feature.Todo {
	waiting := func(state string) func(database.Reader, authz.Scope) (int64, error) {
		return func(r database.Reader, scope authz.Scope) (int64, error) {
			ids, err := matching.Queue(r, scope, state)
			return int64(len(ids)), err
		}
	}
	return []feature.Todo{
		feature.Queued(50, tellQueue, "/matching?state="+matching.Open, waiting(matching.Open)),
		feature.Queued(51, hitQueue, "/matching?state="+matching.Answered, waiting(matching.Answered)),
	}
}

// Todo of resets that others asked for.
func (p *Accounts) Todo() []feature.Todo {
	waiting := func(permission authz.Permission, address string) func(*kit.Request,
		*database.Snapshot) ([]feature.Item, error) {
		return func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			open, err := account.OpenResets(s, r.Actor.Scope(permission), p.Clock.Now(), 200)
			n := int64(0)
			for _, x := range open {
				if x.AskedKey != r.Actor.PersonKey {
					n++
				}
			}
			return []feature.Item{{Words: "等待复核的密码重置", Address: address, Count: n}}, err
		}
	}
	return []feature.Todo{
		{Order: 60, Permission: "user.reset", Items: waiting("user.reset", "/users")},
		{Order: 61, Permission: "user.reset_clerk", Items: waiting("user.reset_clerk", "/clerks")},
	}
}

// Job that makes the accounts asked for and their slips.
func (p *Accounts) Job() jobs.Kind {
	return jobs.Kind{Name: "user.fulfil", Run: p.FulfilRequests, Parcel: slipsParcel, Once: true}
}

// Todo of what was left open about people.
func (p *People) Todo() []feature.Todo {
	return []feature.Todo{
		feature.Counted(70, "resident.register", "户情况未知、待补登所在户的人员", "/people?home=open",
			resident.HomesOpen).OwnOf("village_registrar"),
		feature.Queued(80, CorrectionQueue, "/corrections", resident.CountPending),
	}
}
