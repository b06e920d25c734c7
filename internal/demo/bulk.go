package demo

import (
	"fmt"
	"time"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/registry/resident"
)

// ids hands out the rows' numbers.
type ids struct{ household, person, post, application, placement, sheet, check, run, item, batch, complaint int64 }

func next(n *int64) int64 { *n++; return *n }

// storeRegistry writes a village's people.
func (b *builder) storeRegistry(v *village) error {
	first := b.ids.household + 1
	b.ids.household += int64(v.households)
	var bulk resident.Bulk
	for i := range v.households {
		bulk.Households = append(bulk.Households,
			resident.Household{ID: first + int64(i), VillageID: v.region.ID, Path: v.region.Path,
				Number: fmt.Sprintf("%04d", i+1), Address: fmt.Sprintf("%d号", i+1)})
	}
	for _, p := range v.people {
		p.id = next(&b.ids.person)
	}
	for _, p := range v.people {
		bulk.People = append(bulk.People, p.row(v, b.app.Residents, first+int64(p.household)))
		for _, c := range p.categories {
			bulk.Categories = append(bulk.Categories,
				resident.PersonDated{PersonID: p.id,
					Dated: resident.Dated{Code: c, FromDate: registeredFrom(v, p), Source: registers[c]}})
		}
		for _, k := range p.kin {
			bulk.Kin = append(bulk.Kin,
				resident.Kin{PersonID: p.id, KinID: k.of.id, Code: k.code, Source: "亲属关系申报表", Since: civil.MustDate("2021-01-01")})
		}
		if p.title != "" {
			bulk.Officials = append(bulk.Officials,
				resident.Official{PersonID: p.id, Kind: p.kind, Title: p.title, RegionID: v.region.ID, Path: v.region.Path,
					FromDate: p.since, Source: "村干部名册"})
		}
	}
	return b.visit(v, "demo.registry", func(x *desk.Visit) error { return bulk.Store(x, b.app.Ring) })
}

// registeredFrom is the day since when a person is in a register.
func registeredFrom(v *village, p *person) civil.Date {
	if p == v.plants.late {
		return civil.MustDate("2025-12-01")
	}
	return civil.MustDate("2021-01-01")
}

var registers = map[string]string{"poverty_out": "乡村振兴部门", "low_income": "民政部门", "disabled": "残联", "older": "身份证"}

// storePosts opens a village's posts on a day.
func (b *builder) storePosts(v *village, quotaID int64, opens civil.Date) error {
	posts := make([]post.Post, len(v.jobs))
	for i, j := range v.jobs {
		j.id = next(&b.ids.post)
		posts[i] = post.Post{ID: j.id, Code: j.code, VillageID: v.region.ID, Path: v.region.Path, QuotaID: quotaID,
			Kind: j.kind, Title: j.title, Place: j.place, Tasks: j.tasks,
			DaysMonth: j.days, HoursMonth: j.hours, RateFen: j.rate, Fund: j.fund, Officer: v.cadres[1].name, OpensOn: opens,
			State: post.Open}
	}
	return b.visit(v, "demo.posts", func(x *desk.Visit) error { return post.StoreMany(x.Tx, posts) })
}

// steps of a hire that had happened by a day, and the state that they leave it in.
func (v *village) steps(h *hire, by civil.Date) ([]application.Step, string) {
	var out []application.Step
	state := application.Submitted
	add := func(step, outcome string, on civil.Date, hour int, who user) *application.Step {
		out = append(out,
			application.Step{ApplicationID: h.id, Round: 1, Step: step, Outcome: outcome, ActorID: who.id, PersonKey: who.key,
				Channel: v.channel(h, who), OnDate: on, AtUs: h.at(on, hour), Device: v.deviceOf(who)})
		return &out[len(out)-1]
	}
	due := func(d civil.Date) bool { return !d.IsZero() && !d.After(by) }
	add(application.StepSubmit, application.Pass, h.submit, 9, v.actors.enter).Remark = h.reason
	if !due(h.check) {
		return out, state
	}
	s := add(application.StepCheck, application.Pass, h.check, 10, v.actors.check)
	if h.oneDevice {
		s.AtUs, s.Device = out[0].AtUs.Add(2*time.Minute), out[0].Device
	}
	state = application.Checked
	if !due(h.review) {
		return out, state
	}
	s = add(application.StepReview, application.Pass, h.review, 16, v.actors.enter)
	s.Present, s.Entitled, s.VotesFor, s.VotesAgainst = h.present, h.entitled, h.yes, h.present-h.yes
	if h.fault == "procedure.quorum" {
		s.Irregular = "review.quorum"
	}
	if h.start.IsZero() {
		s.Outcome, s.Remark = application.OnList, h.remark
		return out, application.Waiting
	}
	state = application.Reviewed
	if !due(h.from) {
		return out, state
	}
	if h.fault != "procedure.step_missing" {
		s = add(application.StepNotice, application.Pass, h.from, 9, v.actors.enter)
		s.NoticeFrom, s.NoticeUntil, s.Boards = h.from, h.until, "村公示栏、镇街公示栏"
	}
	if h.fault == "procedure.notice_short" {
		s.Irregular = "notice.short"
	}
	state = application.Noticed
	if !due(h.audit) {
		return out, state
	}
	s = add(application.StepAudit, application.Pass, h.audit, 11, v.actors.audit)
	if v.plants.burst {
		s.AtUs = clock.On(h.audit, 11, 0).Add(time.Duration(3*h.slot) * time.Second)
	}
	if v.plants.sitting {
		s.AtUs, s.Channel = clock.On(h.audit, 11, 0), string(desk.Batch)
	}
	state = application.Audited
	if !due(h.file) {
		return out, state
	}
	add(application.StepFile, application.Pass, h.file, 15, v.actors.file)
	state = application.Filed
	if due(h.start) {
		state = application.Placed
	}
	return out, state
}

// at is a day's hour, some minutes later for each application of the village that day.
func (h *hire) at(on civil.Date, hour int) clock.Moment {
	return clock.On(on, hour, 0).Add(time.Duration(4*h.slot) * time.Minute)
}

// deviceOf a hand: the village's, or the office's own.
func (v *village) deviceOf(who user) string {
	switch who {
	case v.actors.enter:
		return v.devices[0]
	case v.actors.check:
		return v.devices[1]
	}
	return fmt.Sprintf("pc-%d", who.id)
}

// channel of a hand's steps: a clerk who enters for somebody else says so.
func (v *village) channel(h *hire, who user) string {
	if h.hands == "for_another" && who == v.actors.enter {
		return string(desk.ForAnother)
	}
	return string(desk.Typed)
}

// storeHires writes applications as they stood by a day, and the placements of those that had started.
func (b *builder) storeHires(v *village, hires []*hire, by civil.Date) error {
	var apps []application.Application
	var steps []application.Step
	var places []placement.Placement
	var events []placement.Event
	v.hires = append(v.hires, hires...)
	for _, h := range hires {
		h.id = next(&b.ids.application)
		s, state := v.steps(h, by)
		h.state = state
		steps = append(steps, s...)
		apps = append(apps,
			application.Application{ID: h.id, Number: h.number, PostID: h.job.id, PersonID: h.who.id, VillageID: v.region.ID,
				Path: v.region.Path, Basis: h.basis,
				State: state, Round: 1, SubmittedOn: h.submit, Reason: h.reason,
				Warnings: map[bool]string{true: "household.max_posts"}[h.second]})
		if state != application.Placed {
			continue
		}
		h.placementID = next(&b.ids.placement)
		h.agreementFrom, h.agreementUntil = h.start, h.start.AddMonths(12).AddDays(-1)
		appID := h.id
		trained := h.file
		if h.fault == "procedure.started_early" {
			trained = h.start.AddDays(20)
		}
		places = append(places,
			placement.Placement{ID: h.placementID, ApplicationID: &appID, PostID: h.job.id, PersonID: h.who.id,
				VillageID: v.region.ID, Path: v.region.Path, Basis: h.basis,
				StartOn: h.start, AgreementNo: h.number, AgreementKind: "service", AgreementFrom: h.agreementFrom,
				AgreementUntil: h.agreementUntil, HoursMonth: h.job.hours, RateFen: h.job.rate,
				InsuranceNo: "YW" + h.number, InsuredFrom: h.start, TrainedOn: trained, State: placement.Active})
		events = append(events, v.event(h, placement.EventStarted, h.start, h.agreementUntil, ""))
	}
	b.answerBurst(v, hires)
	recruit := v.recruit(hires)
	return b.visit(v, "demo.hiring", func(x *desk.Visit) error {
		if err := application.StoreRecruit(x.Tx, recruit); err != nil {
			return err
		}
		if err := application.StoreMany(x.Tx, apps); err != nil {
			return err
		}
		if err := attach(x, b.app.Files, v, hires, steps); err != nil {
			return err
		}
		if err := application.StoreSteps(x, steps); err != nil {
			return err
		}
		if err := placement.StoreMany(x.Tx, places); err != nil {
			return err
		}
		return placement.StoreEvents(x, events)
	})
}

// attach the signed sheet of the review to those that wait for the township or the county, as a village does that
// keeps its papers; where a fault of procedure is planted, it is missing too.
func attach(x *desk.Visit, room *files.Service, v *village, hires []*hire, steps []application.Step) error {
	waits := map[int64]bool{}
	for _, h := range hires {
		if (h.state == application.Noticed || h.state == application.Audited) && h.fault == "" {
			waits[h.id] = true
		}
	}
	for i := range steps {
		s := &steps[i]
		if !waits[s.ApplicationID] || s.Step != application.StepReview {
			continue
		}
		scan, err := blankScan(room)
		if err != nil {
			return err
		}
		id, err := files.Keep(x, scan, v.region.Path, files.OfApplication)
		if err != nil {
			return err
		}
		s.FileID = &id
	}
	return nil
}

// recruit is the notice that hung before a group of applications.
func (v *village) recruit(hires []*hire) application.RecruitNotice {
	first, posts := hires[0], map[*job]bool{}
	for _, h := range hires {
		posts[h.job] = true
		if h.submit.Before(first.submit) {
			first = h
		}
	}
	from := first.submit.AddDays(-14)
	v.notices++
	return application.RecruitNotice{Number: fmt.Sprintf("%s-G%03d", v.region.Code, v.notices), VillageID: v.region.ID,
		Path: v.region.Path, Kind: first.job.kind, Posts: int64(len(posts)), Conditions: "本村常住一年以上，能胜任岗位工作，属于政策规定的安置对象。",
		RateFen: first.job.rate, HoursMonth: first.job.hours, FromDate: from, UntilDate: first.submit.AddDays(-1),
		Boards: "村公示栏、镇街公示栏", CreatedBy: v.actors.enter.id, CreatedUs: clock.On(from, 9, 0)}
}

func (v *village) event(h *hire, kind string, on, until civil.Date, reason string) placement.Event {
	return placement.Event{PlacementID: h.placementID, Kind: kind, OnDate: on, Until: until, Reason: reason,
		ActorID: v.actors.file.id, Channel: string(desk.Typed), AtUs: clock.On(on, 10, 0)}
}

// storeRenewals gives holders whose agreements ended another twelve months.
func (b *builder) storeRenewals(v *village, hires []*hire) error {
	var events []placement.Event
	byUntil := map[civil.Date][]int64{}
	var froms []civil.Date
	for _, h := range hires {
		h.agreementFrom = h.agreementUntil.AddDays(1)
		h.renewed = append(h.renewed, h.agreementFrom)
		h.agreementUntil = h.agreementFrom.AddMonths(12).AddDays(-1)
		if len(byUntil[h.agreementFrom]) == 0 {
			froms = append(froms, h.agreementFrom)
		}
		byUntil[h.agreementFrom] = append(byUntil[h.agreementFrom], h.placementID)
		events = append(events, v.event(h, placement.EventRenewed, h.agreementFrom, h.agreementUntil, ""))
	}
	return b.visit(v, "demo.renewal", func(x *desk.Visit) error {
		for _, from := range froms {
			if err := placement.RenewMany(x.Tx, byUntil[from], from, from.AddMonths(12).AddDays(-1)); err != nil {
				return err
			}
		}
		return placement.StoreEvents(x, events)
	})
}

// storeMonthEnd writes what a month ends with: exits (a death is marked on the person too), the month sheet, the
// checks.
func (b *builder) storeMonthEnd(v *village, exits []*hire, sheet *duty.Bulk, checks []duty.Check,
	evidence []duty.Evidence) error {
	var ends []placement.Exit
	var events []placement.Event
	for _, h := range exits {
		ends = append(ends, placement.Exit{ID: h.placementID, On: h.endOn, Reason: h.endReason})
		events = append(events, v.event(h, placement.EventEnded, h.endOn, civil.Date{}, h.endReason))
	}
	return b.visit(v, "demo.month", func(x *desk.Visit) error {
		for _, h := range exits {
			if h.endReason == "deceased" {
				if err := resident.MarkDied(x.Tx, h.who.id, h.endOn); err != nil {
					return err
				}
			}
		}
		if err := placement.EndMany(x.Tx, ends); err != nil {
			return err
		}
		if err := placement.StoreEvents(x, events); err != nil {
			return err
		}
		if sheet != nil {
			if err := sheet.Store(x.Tx); err != nil {
				return err
			}
		}
		if err := duty.StoreChecks(x, checks); err != nil {
			return err
		}
		return duty.StoreEvidence(x, evidence)
	})
}
