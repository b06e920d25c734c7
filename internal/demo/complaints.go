package demo

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
)

var saidOf = map[string][]string{
	"unpaid":        {"上个月的补贴还没有到卡上", "比别人少发了钱，没有人说明原因", "银行说账号不对，退回后再没有消息"},
	"need_ignored":  {"家里两人有病，申请几次都没有安排岗位", "岗位空着不补，我家符合条件"},
	"not_working":   {"有人只领补贴，从来没见扫过街", "护林的那人常年在外打工"},
	"other":         {"想问岗位什么时候再招人", "协议没有给本人一份"},
	"unfair_hiring": {"没有贴公告，人就定了", "评议会没有通知我们"},
	"conduct":       {"去办事态度生硬，推来推去"},
	"kin_favour":    {"上岗的多是村干部的亲戚"},
	"taking_turns":  {"一个岗位几家轮着领，每家两个月"},
	"asked_back":    {"补贴到卡后让交回一半，说是村里用"},
}

var complaintKinds = []struct {
	kind   string
	weight int
}{
	{"unpaid", 30},
	{"not_working", 22},
	{"need_ignored", 16},
	{"other", 12},
	{"unfair_hiring", 8},
	{"conduct", 5},
	{"kin_favour", 3},
	{"taking_turns", 2},
	{"asked_back", 2},
}

// complaints of the whole history: one village in sixteen has one in a month. Most are answered within days, some on
// the last day; one in fifteen is answered late or left lying, and the last ones are not due yet.
func (b *builder) complaints(first civil.Month) error {
	cal := b.book.Calendar()
	for _, v := range b.villages {
		rng := rngFor(b.opt.Seed^0xc0a1, v.region.Code)
		bulk := complaint.Bulk{Reporters: map[int64]complaint.Reporter{}}
		for m := first; !Until.Month().Before(m); m = m.Add(1) {
			if v.merged && !m.Before(b.mergeOn) || rng.IntN(16) > 0 {
				continue
			}
			on := m.Date(1 + rng.IntN(28))
			if on.After(Until) {
				continue
			}
			c := complaint.Complaint{ID: next(&b.ids.complaint), Number: complaint.NumberFrom(rng.IntN), VillageID: v.region.ID,
				Path: v.region.Path, CameBy: complaint.CameBy[rng.IntN(3)], ReceivedOn: on, AnswerBy: cal.AddWorking(on, 15),
				State: complaint.Answered}
			at := rng.IntN(100)
			for _, k := range complaintKinds {
				if at -= k.weight; at < 0 {
					c.Kind, c.Office = k.kind, complaint.OfficeFor(k.kind)
					break
				}
			}
			if h := v.heldOn(on); h != nil && (c.Kind == "not_working" || c.Kind == "unpaid") {
				c.PlacementID = &h.placementID
			}
			switch x := rng.IntN(60); {
			case x < 2:
				c.State = complaint.Open
			case x < 4:
				c.AnsweredOn = c.AnswerBy.AddDays(3 + rng.IntN(25))
			case x < 10:
				c.AnsweredOn = c.AnswerBy
			case x < 12:
				c.State = complaint.Withdrawn
			default:
				c.AnsweredOn = cal.AddWorking(on, 1+rng.IntN(12))
			}
			if c.AnsweredOn.After(Until) {
				c.State, c.AnsweredOn = complaint.Open, civil.Date{}
			}
			said := saidOf[c.Kind]
			who := b.offices[region.CountyPath(v.region.Path)]["county_reviewer"]
			bulk.Events = append(bulk.Events,
				complaint.Event{ComplaintID: c.ID, Kind: "received", OnDate: on, Remark: said[rng.IntN(len(said))],
					Office: c.Office, ActorID: who.id, AtUs: clock.On(on, 10, 30)})
			answers := map[string]user{complaint.Township: v.actors.audit, complaint.County: who,
				complaint.Inspector: b.inspector}[c.Office]
			switch {
			case c.State == complaint.Answered:
				bulk.Events = append(bulk.Events,
					complaint.Event{ComplaintID: c.ID, Kind: "answered", OnDate: c.AnsweredOn, Remark: "已到村核实，向反映人说明情况",
						Office: c.Office, ActorID: answers.id, AtUs: clock.On(c.AnsweredOn, 16, 0)})
			case c.State == complaint.Withdrawn:
				bulk.Events = append(bulk.Events,
					complaint.Event{ComplaintID: c.ID, Kind: "withdrawn", OnDate: c.AnswerBy, Remark: "反映人说问题已解决，自愿撤回",
						Office: c.Office, ActorID: answers.id, AtUs: clock.On(c.AnswerBy, 16, 0)})
				if c.AnswerBy.After(Until) {
					c.State = complaint.Open
					bulk.Events = bulk.Events[:len(bulk.Events)-1]
				}
			}
			if p := v.people[rng.IntN(len(v.people))]; rng.IntN(5) > 1 {
				bulk.Reporters[c.ID] = complaint.Reporter{Name: p.name, Phone: p.phone}
			}
			late := c.Late(Until.AddDays(1))
			switch {
			case late:
				b.answer(v, true, "need.complaint_unanswered", "complaint", c.ID, "", "登记后没有人管，或过了期限才答复")
			case c.AnsweredOn == c.AnswerBy || c.State != complaint.Answered:
				b.answer(v, false, "need.complaint_unanswered", "complaint", c.ID, "", "最后一天答复、没有到期或已撤回")
			}
			bulk.Complaints = append(bulk.Complaints, c)
		}
		if len(bulk.Complaints) == 0 {
			continue
		}
		if err := b.visit(v, "demo.complaints", func(x *desk.Visit) error { return bulk.Store(x, b.app.Ring) }); err != nil {
			return err
		}
	}
	return nil
}

// heldOn is the first in the village's list who was on a post on a day, nil if nobody was.
func (v *village) heldOn(on civil.Date) *hire {
	for _, h := range v.hires {
		if h.placementID != 0 && !h.start.After(on) && (h.endOn.IsZero() || !h.endOn.Before(on)) {
			return h
		}
	}
	return nil
}
