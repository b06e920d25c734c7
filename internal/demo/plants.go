package demo

import (
	"math/rand/v2"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/desk"
	"gangwei/internal/registry/resident"
)

// plants of a village: wrongs done by people who hide them, and innocent matters that look alike. They are drawn by a
// generator of their own.
type plants struct {
	rng        *rand.Rand
	rotated    *job        // handed round every two months; each goes "by own wish"
	seasonal   *job        // the same spells, since the task ends: innocent
	neglected  *job        // not filled again though people wait
	namesake   *person     // has the chairman's name and no tie to him: innocent
	sharers    [2]*person  // paid into one account that is the first one's
	late       *person     // registered as poor only after being placed
	skipMonth  civil.Month // a month in which the village was left out of the pay run, its sheets correct
	passedOver []*hire     // lost to somebody registered by age only, no reason written down
	preferred  []*hire     // who won over them: with a cadre for kin, that is favour too
	excused    []*hire     // lost likewise, the reason on record: innocent
	spells     map[*job]int
	couple     [2]*person // spouses; the second applies while the first holds a post
	reasoned   bool       // and the application says why: lawful
	burst      bool       // the township passed the first month's files seconds apart
	lenient    bool       // the supervisor wrote down as at work somebody whom the county found unable to
	confirmed  bool       // the county looked again and found the same: innocent
	sitting    bool       // a meeting decided on them at once, entered as a batch: innocent
}

// plant chooses a village's wrongs and look-alikes before anything happens: about one village in five has some.
func (v *village) plant(seed uint64, first civil.Month, g *identities) {
	x := &plants{rng: rngFor(seed^0x9a17, v.region.Code), spells: map[*job]int{}}
	v.plants = x
	if len(v.jobs) < 6 || len(v.reserve) < 12 {
		return
	}
	reserve := func() *person { return v.reserve[x.rng.IntN(len(v.jobs))] }
	switch x.rng.IntN(100) {
	case 0, 17, 18:
		x.rotated = v.jobs[x.rng.IntN(len(v.jobs))]
	case 1, 19:
		x.seasonal = v.jobs[x.rng.IntN(len(v.jobs))]
		x.seasonal.kind, x.seasonal.title = "forest", "森林防火季节巡护员"
	case 2, 3:
		x.neglected = v.jobs[x.rng.IntN(len(v.jobs))]
	case 4:
		x.namesake = reserve()
		x.namesake.name = v.cadres[0].name
	case 5, 6:
		a, b := reserve(), reserve()
		if a.household != b.household {
			b.account, x.sharers = a.account, [2]*person{a, b}
		}
	case 7:
		if p := reserve(); p.categories[0] != "older" {
			x.late = p
		}
	case 8:
		x.skipMonth = first.Add(x.rng.IntN(12))
	case 9, 10:
		x.burst = true
	case 11, 12:
		x.sitting = true
	case 20:
		x.lenient = true
	case 21:
		x.confirmed = true
	case 13, 14, 15, 16:
		x.reasoned = x.rng.IntN(2) == 0
		v.marryReserve(g)
	}
}

// marryReserve puts the spouse of somebody who will hold a post on the list too, registered alike.
func (v *village) marryReserve(g *identities) {
	for i, p := range v.reserve[:len(v.jobs)/2] {
		for _, k := range p.kin {
			s := k.of
			if s.household != p.household || k.code != "11" && k.code != "12" || s.title != "" || p == v.plants.namesake {
				continue
			}
			if age := s.birth().AgeOn(v.firstMonth.First()); age < 46 || age > 62 {
				continue
			}
			s.categories, s.phone, s.account, s.since = p.categories, g.nextPhone(), g.nextAccount(), p.since
			v.plants.couple = [2]*person{p, s}
			v.reserve = append(v.reserve[:i+1], append([]*person{s}, v.reserve[i+1:]...)...)
			return
		}
	}
}

// couple marks the second of a couple, with the reason that the office asks for where it is lawful.
func (v *village) couple(h *hire) {
	if h.who != v.plants.couple[1] || !v.holds(v.plants.couple[0]) {
		return
	}
	h.second = true
	if v.plants.reasoned {
		h.reason = "夫妻均为登记对象，一人残疾，家庭无其他收入，评议同意"
	}
}

// ruled is since when the rules hold: what happened before is judged by none.
var ruled = civil.MustDate("2021-01-01")

// spoil a hire when it is planned: the step is recorded as it happened, with its mark.
func (v *village) spoil(h *hire, cal civil.Calendar) {
	if h.start.IsZero() || v.merged || v.tookIn || h.submit.Before(ruled) {
		return
	}
	switch v.plants.rng.IntN(800) {
	case 0:
		h.fault = "procedure.notice_short"
		h.until = h.from.AddDays(2)
	case 1, 2:
		h.fault = "procedure.quorum"
		h.present = h.entitled * 58 / 100
		h.yes = h.present * 4 / 5
		h.favour = v.plants.rng.IntN(2) == 0 // and the holder is kin of the chairman, which nobody declared then
	case 3:
		h.fault = "procedure.started_early"
	case 4:
		h.hands = "kin" // the clerk who enters is the holder's cousin
	case 5:
		h.hands = "for_another" // the same, but the entries are marked as made for somebody else: innocent
	case 6:
		h.office = -200 // in office when placed
	case 7:
		h.office = 75 // elected after being placed: information
	case 8:
		h.cousin = true // a cousin was elected after the holder was placed: innocent
	case 9:
		h.substitute = true // somebody else does the work; the sheet is perfect and the pay full
	case 11, 12:
		h.oneDevice = true
		h.check = h.submit
	case 13:
		h.fault = "procedure.step_missing" // no notice was ever hung
	case 14:
		h.overpaid = true // a little more than agreed, every month
	case 15, 16, 17:
		h.stays = true // past seventy
	case 10:
		h.hiddenDeath = true // died two months before the exit that was written down as own wish
	}
}

// answerBurst notes the files that were passed in one go: seconds apart one by one, or as a batch of a meeting.
func (b *builder) answerBurst(v *village, hires []*hire) {
	if !v.plants.burst && !v.plants.sitting {
		return
	}
	byDay := map[civil.Date][]*hire{}
	var days []civil.Date
	for _, h := range hires {
		if !h.audit.IsZero() && h.state != "submitted" && h.state != "checked" && h.state != "reviewed" &&
			h.state != "noticed" {
			if byDay[h.audit] == nil {
				days = append(days, h.audit)
			}
			byDay[h.audit] = append(byDay[h.audit], h)
		}
	}
	for _, day := range days {
		if hs := byDay[day]; len(hs) >= 5 {
			b.answer(v, v.plants.burst, "procedure.audit_burst", "application", hs[0].id, "",
				map[bool]string{true: "逐份点过，每份几秒", false: "会审一次通过，批量登记"}[v.plants.burst])
		}
	}
}

// answer adds one line of the answer sheet.
func (b *builder) answer(v *village, guilty bool, rule, table string, id int64, period, what string) {
	b.answers = append(b.answers,
		inspect.Answer{Rule: rule, Table: table, ID: id, Period: period, Region: v.region.Code, Guilty: guilty, What: what})
}

// storePlants writes what shows only in the registers (offices, ties, a death), and the answers, when the history is
// over.
func (b *builder) storePlants() error {
	for _, v := range b.villages {
		var bulk resident.Bulk
		var died []*hire
		kinOf := func(h *hire, cadre *person, code, back string) {
			for _, k := range []resident.Kin{
				{PersonID: h.who.id, KinID: cadre.id, Code: code},
				{PersonID: cadre.id, KinID: h.who.id, Code: back},
			} {
				k.Source, k.Since = "户籍登记", civil.MustDate("2021-01-01")
				bulk.Kin = append(bulk.Kin, k)
			}
		}
		elected := func(p *person, title string, from civil.Date) {
			if slices.ContainsFunc(bulk.Officials,
				func(o resident.Official) bool { return o.PersonID == p.id && o.Title == title && o.FromDate == from }) {
				return // hired twice, elected once
			}
			bulk.Officials = append(bulk.Officials,
				resident.Official{PersonID: p.id, Kind: "village_cadre", Title: title, RegionID: v.region.ID, Path: v.region.Path,
					FromDate: from, Source: "村干部名册"})
		}
		for _, h := range v.hires {
			if h.placementID == 0 {
				continue
			}
			id := h.placementID
			if h.fault != "" {
				b.answer(v, true, h.fault, "placement", id, "", "材料齐全，只看日期和人数才能发现")
				if said := map[string]string{"procedure.quorum": "评议人数不足", "procedure.step_missing": "没有公示"}[h.fault]; said != "" &&
					v.kinOfCadre(h.who) {
					b.answer(v, true, "nepotism.kin_of_decider", "placement", id, "", "申报过的亲属，"+said)
				}
			}
			switch {
			case h.favour && !related(h.who, v.cadres[0]):
				kinOf(h, v.cadres[0], "91", "91")
				b.answer(v, true, "nepotism.kin_of_decider", "placement", id, "", "堂亲，不同户，申报表未写；评议人数不足")
			case h.hands != "" && !related(h.who, v.cadres[2]):
				kinOf(h, v.cadres[2], "92", "92")
				b.answer(v, h.hands == "kin", "nepotism.handled_by_kin", "application", h.id, "",
					map[string]string{"kin": "表亲经办，没有回避", "for_another": "文书代录，没有决定权"}[h.hands])
			case h.office != 0:
				from := h.start.AddDays(h.office)
				if h.office > 0 && from.After(Until.AddDays(-40)) {
					continue
				}
				elected(h.who, "村务监督委员会委员", from)
				b.answer(v, h.office < 0, "nepotism.cadre_on_post", "placement", id, "",
					map[bool]string{true: "任职在先，名册上有，上岗材料不提", false: "上岗以后才当选"}[h.office < 0])
			case h.cousin && !related(h.who, v.reserve[len(v.reserve)-1]) && v.reserve[len(v.reserve)-1] != h.who:
				late := v.reserve[len(v.reserve)-1]
				kinOf(h, late, "91", "91")
				elected(late, "村委会委员", h.start.AddDays(60))
				b.answer(v, false, "nepotism.kin_of_decider", "placement", id, "", "亲属在其上岗以后才当选")
			case h.hiddenDeath && h.endReason == "own_wish" && h.endOn.DaysSince(h.start) > 100:
				h.who.diedOn = h.endOn.AddDays(-60)
				died = append(died, h)
			case h.who == v.plants.namesake:
				b.answer(v, false, "nepotism.kin_of_decider", "placement", id, "", "与村主任同名同姓，没有亲属关系")
				b.answer(v, false, "nepotism.cadre_on_post", "placement", id, "", "与村主任同名同姓，不是同一人")
			case h.who == v.plants.late && h.basis != "older":
				b.answer(v, true, "procedure.not_registered", "placement", id, "", "上岗以后才补登记")
				if v.kinOfCadre(h.who) {
					b.answer(v, true, "nepotism.kin_of_decider", "placement", id, "", "申报过的亲属，上岗以后才补登记")
				}
			}
			if h.oneDevice {
				b.answer(v, true, "procedure.one_device", "placement", id, "", "登记与初审相隔两分钟，同一台电脑，两个账号")
			} else if h.slot == 0 && v.devices[0] == v.devices[1] {
				b.answer(v, false, "procedure.one_device", "placement", id, "", "村里只有一台电脑，两人隔日办理")
			}
			if h.stays && h.who.birth().AgeOn(v.lastDay(h)) >= 70 {
				b.answer(v, true, "procedure.over_age", "placement", id, "", "年满七十周岁仍在岗，名单上写的是旧年龄")
			}
			if h.second {
				b.answer(v, h.reason == "", "procedure.household_posts", "placement", id, "",
					map[bool]string{true: "同户第二人上岗，理由空着", false: "夫妻均符合条件，理由写明"}[h.reason == ""])
			}
			if h.endReason == "deceased" {
				b.answer(v, false, "diversion.paid_after_end", "placement", id, "", "死亡当日停发，继任者另行上岗")
			}
		}
		x := v.plants
		for _, h := range x.passedOver {
			b.answer(v, true, "need.passed_over", "application", h.id, "", "评议未通过，理由一栏空着")
		}
		for _, h := range x.preferred {
			if h.placementID != 0 && v.kinOfCadre(h.who) {
				b.answer(v, true, "nepotism.kin_of_decider", "placement", h.placementID, "", "申报过的亲属，更困难的人落选而没有理由")
			}
		}
		for _, h := range x.excused {
			b.answer(v, false, "need.passed_over", "application", h.id, "", "落选理由记录在案")
		}
		for j, n := range x.spells {
			if n >= 3 {
				b.answer(v, j == x.rotated, "rotation.equal_spells", "post", j.id, "",
					map[bool]string{true: "每人两个月，都写自愿退出", false: "季节性岗位，任务结束"}[j == x.rotated])
			}
		}
		if j := x.neglected; j != nil && j.holder == nil && !j.freed.IsZero() && Start.Date().DaysSince(j.freed) > 180 &&
			v.needyWaits() {
			b.answer(v, true, "need.vacancy_while_waiting", "post", j.id, "", "空岗不报，候补名单有人")
		}
		if p, q := x.sharers[0], x.sharers[1]; p != nil && b.paid[p] && b.paid[q] {
			b.answer(v, true, "diversion.shared_account", "person", min(p.id, q.id), "", "两户两姓，一张卡")
		}
		for _, h := range died {
			if b.paidAfter[h] {
				b.answer(v, true, "diversion.paid_after_end", "placement", h.placementID, "", "死亡两个月后才以自愿退出销岗")
			}
		}
		if len(bulk.Kin)+len(bulk.Officials)+len(died) == 0 {
			continue
		}
		if err := b.visit(v, "demo.registry", func(v *desk.Visit) error {
			for _, h := range died {
				if err := resident.MarkDied(v.Tx, h.who.id, h.who.diedOn); err != nil {
					return err
				}
			}
			return bulk.Store(v, b.app.Ring)
		}); err != nil {
			return err
		}
	}
	return nil
}

// lastDay of a hire on its post as far as the history goes.
func (v *village) lastDay(h *hire) civil.Date {
	if h.endOn.IsZero() {
		return Until
	}
	return h.endOn
}

// kinOfCadre reports whether a person declared a cadre of the village as kin.
func (v *village) kinOfCadre(p *person) bool {
	for _, c := range v.cadres {
		if related(p, c) {
			return true
		}
	}
	return false
}

// needyWaits reports whether somebody of more than mere age was voted down, has no post and may still start.
func (v *village) needyWaits() bool {
	for _, h := range v.hires {
		if h.state == "waiting" && !h.who.busy && h.who.categories[0] != "older" && h.who.diedOn.IsZero() &&
			h.who.birth().AgeOn(Start.Date()) <= 65 {
			return true
		}
	}
	return false
}
