package screens

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
)

// most that a to-do counts by reading rows.
const most = 1000

// Todo of hits in other departments' registers.
func (p *Matching) Todo() []feature.Todo {
	waiting := func(state string) func(database.Reader, authz.Scope) (civil.Queue, error) {
		return func(r database.Reader, scope authz.Scope) (civil.Queue, error) {
			rows, err := matching.Hits(r, scope, "", state, 0, most)
			if len(rows) == 0 {
				return civil.Queue{}, err
			}
			return clock.Queue(int64(len(rows)), rows[0].CreatedUs), err
		}
	}
	return []feature.Todo{
		feature.Waits(50, "matching.tell", feature.Item{Words: tellQueue.Words, Act: "去告知", Queue: tellQueue.Code,
			Who:     "{n}名被比对出的人",
			Address: "/matching?state=" + matching.Open}, waiting(matching.Open)),
		feature.Waits(51, "matching.decide", feature.Item{Words: hitQueue.Words, Act: "去决定", Queue: hitQueue.Code,
			Who:     "{n}名已作说明的人",
			Address: "/matching?state=" + matching.Answered}, waiting(matching.Answered)),
	}
}

// Todo of resets that others asked for.
func (p *Accounts) Todo() []feature.Todo {
	waiting := func(of *kit.Queue, address string) func(*kit.Request,
		*database.Snapshot) ([]feature.Item, error) {
		return func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			open, err := account.OpenResets(s, r.Actor.Scope(of.Permission), r.Now, kit.LookedBulk)
			q := civil.Queue{}
			for _, x := range open {
				if x.MayRelease(r.Actor, r.Now) != nil {
					continue
				}
				if q.N++; q.N == 1 {
					q.Since = x.AskedUs.Date()
				}
			}
			return []feature.Item{feature.Item{Words: of.Words, Address: address, Act: "去复核", Queue: of.Code,
				Who: "{n}名登不上系统的同事"}.Of(q)}, err
		}
	}
	return []feature.Todo{
		{Order: 60, Permission: "user.reset", Items: waiting(resetQueue, "/users")},
		{Order: 61, Permission: "user.reset_clerk", Items: waiting(clerkResetQueue, "/clerks")},
		feature.Waits(62, "user.grant", feature.Item{Words: requestQueue.Words, Address: "/users/requests", Act: "去授权",
			Queue: requestQueue.Code, Unit: "个", Who: "{n}名等着用系统的同事"}, account.RequestQueue),
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
			resident.HomesOpen).OwnOf("village_registrar").In("人", "去补登"),
		feature.Waits(80, "resident.confirm", feature.Item{Words: CorrectionQueue.Words, Address: "/corrections", Act: "去核准",
			Queue: CorrectionQueue.Code,
			Who:   "{n}名写错了信息的人"},
			func(r database.Reader, scope authz.Scope) (civil.Queue, error) {
				rows, err := resident.Pending(r, scope)
				if len(rows) == 0 {
					return civil.Queue{}, err
				}
				return clock.Queue(int64(len(rows)), rows[0].ProposedUs), err
			}),
	}
}
