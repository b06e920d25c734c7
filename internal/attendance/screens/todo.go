package screens

import (
	"fmt"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
)

// Todo of sheets and checks.
func (p *Duty) Todo() []feature.Todo {
	return []feature.Todo{
		feature.Queued(90, reviewQueue, "/duty", duty.Waiting).AsWork(),
		{Order: 100, Permission: "duty.sheet", Work: true,
			Items: unsent("duty.sheet", "待报送的上月考勤表", "待报送的本月考勤表（%d日前）")},
		{Order: 101, Permission: "duty.review", Work: true,
			Items: unsent("duty.review", "没有报送上月考勤表的村", "没有报送本月考勤表的村（%d日前）")},
		{Order: 110, Permission: "duty.check", Work: true,
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				open, _, err := duty.OpenCounts(s, r.Actor.Scope("duty.check"), r.Today)
				return []feature.Item{{Words: "待复查的检查", Address: "/duty/checks?open=1", Count: open}}, err
			}},
	}
}

// unsent counts the villages without a sheet for the last month, and for this one when its day is near.
func unsent(permission authz.Permission, last, now string) func(*kit.Request,
	*database.Snapshot) ([]feature.Item, error) {
	return func(r *kit.Request, s *database.Snapshot) (out []feature.Item, err error) {
		scope := r.Actor.Scope(permission)
		book, err := rulebook.Load(s)
		if err != nil {
			return nil, err
		}
		for _, path := range scope.Paths() {
			due, reminded := duty.Due(book, path, r.Today)
			for _, m := range []struct {
				month civil.Month
				words string
				tell  bool
			}{{r.Today.Month().Add(-1), last, true}, {r.Today.Month(), fmt.Sprintf(now, due), reminded}} {
				if !m.tell {
					continue
				}
				n, err := duty.Unsent(s, scope.Within(path), m.month)
				if err != nil {
					return nil, err
				}
				out = append(out, feature.Item{Words: m.words, Address: "/duty?month=" + m.month.String(), Count: n})
			}
		}
		return out, nil
	}
}
