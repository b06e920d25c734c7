package screens

import (
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/forms/overview"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
)

// Todo of agreements that end.
func (p *Home) Todo() []feature.Todo {
	return []feature.Todo{feature.WaitsOn(30, "placement.start", feature.Item{Words: "60天内到期或已过期的协议", Work: true,
		Address: "/placements?soon=1", Unit: "份", Act: "去续聘或退出", Who: "{n}名在岗人员：过期的没有协议"},
		func(s database.Reader, scope authz.Scope, today civil.Date) (civil.Queue, error) {
			return placement.EndingSoon(s, scope, today, today.AddDays(placement.ForecastDays))
		})}
}

// Todo of the rulebook: what is wrong with it, for those who run the program and those who may mend it, and what waits
// for approval.
func (p *Rulebook) Todo() []feature.Todo {
	return []feature.Todo{
		{Order: 10, Items: attention},
		{Order: 260, Permission: "rulebook.approve", Work: true,
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				n, err := overview.PendingParameters(s, r.Actor)
				if err != nil {
					return nil, err
				}
				years, err := holidaysWaiting(r, s)
				return []feature.Item{{Words: parameterQueue.Words, Address: "/rulebook", Queue: parameterQueue.Code, Count: n,
					Act: "去核准"}, {Words: holidaysQueue.Words, Address: "/rulebook/holidays", Queue: holidaysQueue.Code,
					Count: int64(len(years)), Unit: "年", Act: "去确认"}}, err
			}},
	}
}

func attention(r *kit.Request, s *database.Snapshot) (out []feature.Item, err error) {
	admin := r.Actor.HasRole("system_admin")
	if !admin && !r.Can("rulebook.propose") {
		return nil, nil
	}
	a, err := rulebook.AttentionOn(s, r.Today)
	if err != nil {
		return nil, err
	}
	scope := r.Actor.Scope("rulebook.view")
	unfit := slices.DeleteFunc(a.Unfit, func(p rulebook.Parameter) bool { return !admin && !scope.Covers(p.RegionPath) })
	out = append(out, feature.Item{Words: "不合规格的参数（有关的审核、发放先停下）", Address: "/rulebook",
		Count: int64(len(unfit))})
	if admin || r.Actor.Scope("rulebook.propose").Covers(r.Tree.Top().Path) {
		out = append(out, feature.Item{Words: "没有登记放假安排的年份", Address: "/rulebook/holidays",
			Count: int64(len(a.Years))})
	}
	return out, nil
}

// Work that is done in the background.
func (p *Exports) Work() []jobs.Kind {
	return []jobs.Kind{{Name: "export", Run: p.Export, Parcel: p.parcelOf}}
}

// Work that is done in the background.
func (p *Imports) Work() []jobs.Kind {
	return []jobs.Kind{{Name: "import.judge", Run: p.JudgeImport}, {Name: "import.accept", Run: p.AcceptImport}}
}
