package demo

import (
	"fmt"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/region"
)

// sheet of a village's month: submitted by the clerk and reviewed in the township on its last evening, but for the last
// month, which is still being filled in.
func (b *builder) sheet(v *village, m civil.Month, held []*hire, last civil.Date) *duty.Bulk {
	s := duty.Sheet{ID: next(&b.ids.sheet), VillageID: v.region.ID, Path: v.region.Path, Month: m, State: duty.Reviewed,
		SubmittedBy: v.actors.enter.id, SubmittedKey: v.actors.enter.key, SubmittedUs: clock.On(m.Last(), 17, 30),
		ReviewedBy: v.actors.audit.id, ReviewedKey: v.actors.audit.key, ReviewedUs: clock.On(m.Last(), 18, 0)}
	if m == Until.Month() {
		s = duty.Sheet{ID: s.ID, VillageID: s.VillageID, Path: s.Path, Month: m, State: duty.Draft}
	}
	out, blank := &duty.Bulk{Sheet: s}, s.State == duty.Draft && keepsPaper(b) == v
	for _, h := range held {
		days, how := civil.NoDays(), civil.NoDays()
		present := int64(0)
		for d := 1; d <= m.Days(); d++ {
			on := m.Date(d)
			if h.offPost(on) || s.State == duty.Draft && on.After(last) {
				continue
			}
			days[d-1] = markOf(v.rng.IntN(1000), h.job.days)
			if h.pausedOn(on) {
				days[d-1] = 'L'
			}
			if days[d-1] == 'P' {
				present++
			}
			how[d-1] = duty.HowTyped
		}
		present -= h.mistaken(m, days[:m.Days()])
		if blank || !h.job.byTask.IsZero() && !m.Before(h.job.byTask) {
			days, how, present = civil.NoDays(), civil.NoDays(), 0 // its tasks, or its township, will say
		}
		h.worked[m] = int(present)
		l := duty.Line{SheetID: s.ID, PlacementID: h.placementID, Days: days.String(), How: how.String(),
			Hours: min(h.job.hours, present*h.job.hours/h.job.days)}
		if s.State != duty.Draft {
			l.FirstDays = l.Days
		}
		out.Lines = append(out.Lines, l)
	}
	return out
}

// misreadDays are as many days at work as a sheet has absent by mistake.
const misreadDays = 5

// mistaken marks the days of a month absent that an episode wants so: all of them, or some that were at work. It counts
// those at work that are none now.
func (h *hire) mistaken(m civil.Month, days []byte) (n int64) {
	if h.odd.absent != m && h.odd.misread != m {
		return 0
	}
	for i, mark := range days {
		switch {
		case mark == '-', h.odd.absent != m && (mark != 'P' || n == misreadDays):
		case mark == 'P':
			days[i], n = 'A', n+1
		default:
			days[i] = 'A'
		}
	}
	return n
}

// sent is a village's sheet of a month; nil where it sends nothing.
func sent(v *village, m civil.Month, sheet *duty.Bulk) *duty.Bulk {
	if v.silent == m {
		return nil
	}
	return sheet
}

// known holders of a month: of a village that sent no sheet nobody knows what is owed.
func known(v *village, m civil.Month) []*hire {
	if v.silent == m {
		return nil
	}
	return v.held
}

// pausedOn reports whether a hire was suspended on a day.
func (h *hire) pausedOn(on civil.Date) bool {
	return !h.pausedFrom.IsZero() && !on.Before(h.pausedFrom) && !on.After(h.pausedUntil)
}

// checks of a quarter's last month: the supervisor sees about two holders in five; who is not seen is mostly seen again
// within days.
func (b *builder) checks(v *village, m civil.Month, held []*hire, last civil.Date) (out []duty.Check, evidence []duty.Evidence) {
	if m.Number()%3 != 0 {
		return nil, nil
	}
	day := m.Date(8 + v.rng.IntN(8))
	answer := b.book.Calendar().AddWorking(day, 5)
	add := func(h *hire, on civil.Date, method, finding string, about *int64) int64 {
		n := next(&b.ids.check)
		c := duty.Check{ID: n, ClientID: fmt.Sprintf("demo-%s-%d", m, n), VillageID: v.region.ID, Path: v.region.Path,
			PlacementID: h.placementID, AboutID: about, Method: method, OnDate: on, Finding: finding,
			CheckerID: v.actors.see.id, CheckerKey: v.actors.see.key, Channel: "typed", AtUs: clock.On(on, 10, len(out)%60)}
		if finding == "not_seen" || finding == "work_bad" {
			c.AnswerBy = answer
		}
		if duty.Adverse(finding) {
			evidence = append(evidence, duty.Evidence{CheckID: n, Kind: duty.Place, Place: h.job.place, AtUs: c.AtUs})
		}
		out = append(out, c)
		return n
	}
	for _, h := range held {
		if v.rng.IntN(100) >= 42 || h.start.After(day) || !h.endOn.IsZero() && h.endOn.Before(day) {
			continue
		}
		if h.substitute && h.substituteIn.IsZero() {
			h.substituteIn = m
			add(h, day, "site", "substitute", nil)
			continue
		}
		switch x := v.rng.IntN(100); {
		case x < 60:
			add(h, day, "site", "on_duty", nil)
		case x < 86:
			add(h, day, "site", "work_good", nil)
		case x < 91:
			add(h, day, "site", "leave", nil)
		case x < 94:
			add(h, day, "site", "swapped", nil)
		case x < 96:
			add(h, day, "phone", "unreachable", nil)
		case x < 97:
			add(h, day, "site", "work_bad", nil)
		default:
			n := add(h, day, "site", "not_seen", nil)
			again := day.AddDays(3)
			if v.rng.IntN(100) < 75 && !again.After(last) && (h.endOn.IsZero() || !h.endOn.Before(again)) {
				add(h, again, "site", "on_duty", &n)
			}
		}
	}
	b.again(v, out, last, add)
	return out, evidence
}

// again is the county's look at one of the township's checks, once in a village: it says the opposite, or the same.
func (b *builder) again(v *village, checks []duty.Check, last civil.Date,
	add func(*hire, civil.Date, string, string, *int64) int64) {
	x := v.plants
	if !x.lenient && !x.confirmed {
		return
	}
	county := b.offices[region.CountyPath(v.region.Path)]["county_reviewer"]
	for i, c := range checks {
		on := c.OnDate.AddDays(4)
		h := v.hireOf(c.PlacementID)
		if c.Method != "site" || c.Finding != "on_duty" || c.AboutID != nil || on.After(last) || h == nil || h.substitute ||
			!h.endOn.IsZero() && h.endOn.Before(on) {
			continue
		}
		finding := "work_good"
		if x.lenient {
			finding = "cannot_work"
			b.answer(v, true, "procedure.check_contradicted", "placement", h.placementID, on.Month().String(),
				"督查员登记在岗，区市复查不能胜任")
		} else {
			b.answer(v, false, "procedure.check_contradicted", "placement", h.placementID, on.Month().String(), "区市复查与督查员一致")
		}
		seer := v.actors.see
		v.actors.see = county
		id := checks[i].ID
		add(h, on, "site", finding, &id)
		v.actors.see = seer
		x.lenient, x.confirmed = false, false
		return
	}
}

// hireOf a placement among those who hold a post.
func (v *village) hireOf(placementID int64) *hire {
	for _, h := range v.held {
		if h.placementID == placementID {
			return h
		}
	}
	return nil
}

// markOf a day by a number below 1000: so many days a month at work, now and then leave, weather or absence.
func markOf(x int, days int64) byte {
	switch {
	case x < int(days)*1000/31:
		return 'P'
	case x > 992:
		return 'L'
	case x > 986:
		return 'W'
	case x > 984:
		return 'A'
	}
	return 'O'
}

// offPost reports whether a day is before the hire's start or after its end.
func (h *hire) offPost(on civil.Date) bool {
	return on.Before(h.start) || !h.endOn.IsZero() && on.After(h.endOn)
}
