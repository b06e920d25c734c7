package rotation

import (
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/words"
)

// Rules of the family.
var Rules = []*inspect.Rule{equalSpells, householdSuccession, alternating, splitStandard, moreThanPosts, rehiredEarly}

var since = civil.MustDate("2021-01-01")

// hardEnds are reasons that nobody in the village chooses. Soft ones somebody may have, and may also be told to have.
var hardEnds = map[string]bool{"deceased": true, "in_custody": true, "over_age": true, "task_ended": true,
	"cannot_work": true, "not_eligible": true, "substitute": true, "refuses_management": true, "false_information": true,
	"fund_ended": true, "merged": true,
	inspect.Unread: true}
var softEnds = map[string]bool{"health": true, "found_work": true}

func orNone(s string) string {
	if s == "" {
		return "未填"
	}
	return words.Label("exit", s)
}

// chains of a post: placements that follow each other on one place; a post for several people has several. A gap of
// more than two months ends a chain.
func chains(post *inspect.Post) [][]*inspect.Placement {
	var out [][]*inspect.Placement
	for _, p := range post.Placements {
		if p.Person == nil {
			continue
		}
		best := -1
		for i, c := range out {
			last := c[len(c)-1]
			if last.End.IsZero() || !p.Start.After(last.End) || p.Start.DaysSince(last.End) > 62 {
				continue
			}
			if best < 0 || last.End.After(out[best][len(out[best])-1].End) {
				best = i
			}
		}
		if best < 0 {
			out = append(out, []*inspect.Placement{p})
		} else {
			out[best] = append(out[best], p)
		}
	}
	return out
}

// covers reports whether a placement runs through a whole month.
func covers(p *inspect.Placement, m civil.Month) bool {
	last := p.Last()
	return !p.Start.After(m.First()) && (last.IsZero() || !last.Before(m.Last()))
}

func monthsOf(m map[civil.Month]bool) []civil.Month {
	var out []civil.Month
	for x := range m {
		out = append(out, x)
	}
	slices.SortFunc(out, func(a, b civil.Month) int { return a.Since(b) })
	return out
}
