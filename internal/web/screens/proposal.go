package screens

import (
	"cmp"
	"net/http"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
)

var (
	parameterQueue = &kit.Queue{Code: "rulebook.approve", Words: "待核准的参数", Permission: "rulebook.approve",
		Address: "/rulebook/%d", WaitingFor: parametersWaiting}
	holidaysQueue = &kit.Queue{Code: "rulebook.holidays", Words: "待确认的放假安排", Permission: "rulebook.approve",
		Address: "/rulebook/holidays/%d", WaitingFor: holidaysWaiting}
)

// Queues of what the second person decides in the rulebook.
func (p *Rulebook) Queues() []*kit.Queue { return []*kit.Queue{parameterQueue, holidaysQueue} }

// parametersWaiting are the proposals that the visitor may decide, the oldest first: not one's own.
func parametersWaiting(r *kit.Request, s *database.Snapshot) (out []int64, err error) {
	all, err := rulebook.List(s)
	scope := r.Actor.Scope("rulebook.approve")
	for _, x := range all {
		if x.State == rulebook.Proposed && x.MayDecide(r.Actor) == nil && scope.Covers(x.RegionPath) {
			out = append(out, x.ID)
		}
	}
	slices.Sort(out)
	return out, err
}

// holidaysWaiting are the notices that the visitor may hold against the printed one: not one's own.
func holidaysWaiting(r *kit.Request, s *database.Snapshot) (out []int64, err error) {
	if !r.Actor.Scope("rulebook.approve").Covers(r.Tree.Top().Path) {
		return nil, nil
	}
	all, err := rulebook.Notices(s)
	for _, n := range all {
		if n.State == rulebook.Proposed && n.MayDecide(r.Actor) == nil {
			out = append(out, n.ID)
		}
	}
	slices.Sort(out)
	return out, err
}

// proposalPage is one proposal, for the second person.
type proposalPage struct {
	rulebookPage
	kit.Deciding
	Value pendingValue
}

func (p *Rulebook) proposalPage(r *kit.Request) (*proposalPage, error) {
	id, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &proposalPage{}
	return page, r.Read(func(s *database.Snapshot) error {
		all, err := rulebook.List(s)
		if err != nil {
			return err
		}
		i := slices.IndexFunc(all, func(x rulebook.Parameter) bool { return x.ID == id })
		if i < 0 || !concerns(r.Actor, all[i]) {
			return errs.New(errs.NotFound, "authz.not_found")
		}
		x := all[i]
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		if page.Value, err = pendingOf(r, s, book, x); err != nil {
			return err
		}
		page.Title = nameOf(x.Param)
		return page.putToDecision(r, s)
	})
}

// putToDecision makes the box in which a proposal is approved or not.
func (page *proposalPage) putToDecision(r *kit.Request, s *database.Snapshot) (err error) {
	x := page.Value.Parameter
	decides := x.State == rulebook.Proposed && r.Actor.Scope("rulebook.approve").Covers(x.RegionPath)
	mine := map[*kit.Queue]bool{parameterQueue: decides && !page.Value.Own}
	if page.Queue, err = kit.Stand(r, s, x.ID, mine, parameterQueue); err != nil || !decides {
		return err
	}
	page.Decision = &kit.Decision{Title: "核准", Field: "approve", Version: x.Version, Queue: page.Queue,
		Lead:   "对照文件核对改动、范围、生效日期和涉及的月份后决定。",
		Action: "/rulebook/" + kit.FormatID(x.ID) + "/decide", Button: "提交决定",
		Outcomes: []kit.Outcome{{Value: "1", Words: "核准"}, {Value: "0", Words: "不核准"}}}
	if err := page.Decision.Stop("1", x.MayHold(r.Today)); err != nil {
		return err
	}
	return page.Decision.Stop("", x.MayDecide(r.Actor))
}

// concerns tells whether a value is in force for the actor's region, from above or inside it; another county's values
// are not his business.
func concerns(actor authz.Actor, x rulebook.Parameter) bool {
	own := actor.Scope("rulebook.view")
	return own.Covers(x.RegionPath) || slices.ContainsFunc(own.Paths(),
		func(path string) bool { return authz.Under(x.RegionPath).Covers(path) })
}

func (p *Rulebook) proposal(r *kit.Request) error {
	page, err := p.proposalPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "rulebook_value", page)
}

func (p *Rulebook) rulebookDecide(r *kit.Request) error {
	page, err := p.proposalPage(r)
	if err != nil {
		return err
	}
	id, approve := page.Value.ID, kit.Either(r, "approve")
	notice := page.Title + map[bool]string{true: "：已核准。", false: "：未核准，原来的值不变。"}[approve]
	return parameterQueue.Decide(r, id, "/rulebook", func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		if approve && r.Actor.Scope("rulebook.approve").Covers(page.Value.RegionPath) {
			if err := p.formatIsThere(page.Value.Param, page.Value.Value); err != nil {
				return "", err
			}
		}
		_, err := rulebook.Decide(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), id, approve)
		return notice, err
	}, func(err error) error { return r.RenderFormErrors(err, "rulebook_value", page) })
}

// noticePage is one year's days off, for the second person.
type noticePage struct {
	holidaysPage
	kit.Deciding
	Shown noticeLine // not Notice, which is what every page says above its heading
}

func (p *Rulebook) noticePage(r *kit.Request) (*noticePage, error) {
	id, err := r.ID()
	if err != nil {
		return nil, err
	}
	all, err := p.holidaysPage(r)
	if err != nil {
		return nil, err
	}
	page := &noticePage{holidaysPage: *all}
	i := slices.IndexFunc(all.Notices, func(n noticeLine) bool { return n.ID == id })
	if i < 0 {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	n := all.Notices[i]
	page.Shown, page.Title = n, cmp.Or(n.Number, "放假安排")
	return page, r.Read(func(s *database.Snapshot) (err error) {
		decides := n.State == rulebook.Proposed && page.MayOK
		own := n.MayDecide(r.Actor)
		page.Queue, err = kit.Stand(r, s, id, map[*kit.Queue]bool{holidaysQueue: decides && own == nil}, holidaysQueue)
		if err != nil || !decides {
			return err
		}
		page.Decision = &kit.Decision{Title: "确认", Field: "approve", Queue: page.Queue, Button: "提交决定",
			Lead:     "逐个节日对照国务院办公厅的通知，核对放假和上班的日期后决定。",
			Action:   "/rulebook/holidays/" + kit.FormatID(id) + "/decide",
			Outcomes: []kit.Outcome{{Value: "1", Words: "与通知一致，确认"}, {Value: "0", Words: "不一致，不确认"}}}
		return page.Decision.Stop("", own)
	})
}

func (p *Rulebook) notice(r *kit.Request) error {
	page, err := p.noticePage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "holiday_notice", page)
}

func (p *Rulebook) holidaysDecide(r *kit.Request) error {
	page, err := p.noticePage(r)
	if err != nil {
		return err
	}
	id, approve := page.Shown.ID, kit.Either(r, "approve")
	notice := page.Title + map[bool]string{true: "：已确认。", false: "：未确认。"}[approve]
	return holidaysQueue.Decide(r, id, "/rulebook/holidays", func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		_, err := rulebook.DecideHolidays(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), r.Tree.Top().Path, id,
			approve)
		return notice, err
	}, func(err error) error { return r.RenderFormErrors(err, "holiday_notice", page) })
}
