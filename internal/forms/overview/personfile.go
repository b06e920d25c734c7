package overview

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/resident"
)

// Happening is one line of a person's file (一人一档): what was when, by which record.
type Happening struct {
	On     civil.Date
	What   string
	Detail string
	Link   string // page of the record
	Bad    bool   // recorded as irregular, or money that came back
}

// May tells which parts of a file the reader may see.
type May struct {
	Applications, Placements, Pay, History, Checks bool
	Actor                                          authz.Actor // whose complaints are shown
}

// link to a record in a path; empty where the reader may not open it: a person moves to another village, and what was
// is still where it was.
func (m May) link(permission authz.Permission, path, address string) string {
	if !m.Actor.Scope(permission).Covers(path) {
		return ""
	}
	return address
}

// FileOf a person in the order of time, from the first application to the last payment. It writes nothing and shows no
// full number.
func FileOf(r database.Reader, p resident.Person, may May) ([]Happening, error) {
	var out []Happening
	add := func(on civil.Date, what, detail, link string, bad bool) {
		if !on.IsZero() {
			out = append(out, Happening{on, what, detail, link, bad})
		}
	}
	if may.History {
		rows, err := history.List(r, authz.Everywhere(), history.Filter{PersonID: p.ID, Limit: 200})
		if err != nil {
			return nil, err
		}
		for _, h := range rows {
			on := h.Begun()
			if on.IsZero() {
				on = h.Ended()
			}
			paid, err := history.PaidOf(r, h.ID)
			if err != nil {
				return nil, err
			}
			detail := h.Post
			if len(paid) > 0 {
				detail += fmt.Sprintf("；系统外已发%d个月，凭证%s", len(paid), orNone(h.Slip))
			}
			add(on, "历史名册", detail, may.link("history.view", h.Path, fmt.Sprintf("/history/%d", h.ID)), h.Odd != "")
		}
	}
	declarations, err := resident.DeclarationsOf(r, p.ID)
	if err != nil {
		return nil, err
	}
	for _, d := range declarations {
		add(d.OnDate, "亲属关系申报", fmt.Sprintf("%s，申报亲属%d人", d.Source, d.Ties), "", false)
	}
	slips, err := resident.CorrectionsOf(r, p.ID)
	if err != nil {
		return nil, err
	}
	for _, s := range slips {
		if s.State == resident.Applied || s.State == resident.Approved {
			var fields []string
			for _, l := range s.Lines() {
				fields = append(fields, words.Label("field", l[0]))
			}
			add(s.ProposedUs.Date(), "更正登记", strings.Join(fields, "、")+"："+s.Why, "", false)
		}
	}
	if may.Applications {
		if err := applicationsInto(r, p, may, add); err != nil {
			return nil, err
		}
	}
	if may.Placements {
		if err := placementsInto(r, p, may, add); err != nil {
			return nil, err
		}
	}
	if may.Checks {
		if err := checksInto(r, p, may.Actor, add); err != nil {
			return nil, err
		}
	}
	if may.Pay {
		items, err := payment.OfPerson(r, p.ID)
		if err != nil {
			return nil, err
		}
		for _, i := range items {
			what, detail := "补贴到账", fmt.Sprintf("%s，%s元", i.Month.Chinese(), i.AmountFen.Grouped())
			if i.Kind == "returned" {
				what, detail = "银行退回", detail+"："+i.Reason
			}
			add(i.OnDate, what, detail, "", i.Kind == "returned")
		}
	}
	if !p.DiedOn.IsZero() {
		add(p.DiedOn, "死亡", "", "", false)
	}
	slices.SortStableFunc(out, func(a, b Happening) int { return a.On.DaysSince(b.On) })
	return out, nil
}

func orNone(s string) string {
	if s == "" {
		return "没有"
	}
	return s
}

func applicationsInto(r database.Reader, p resident.Person, may May,
	add func(civil.Date, string, string, string, bool)) error {
	apps, err := application.List(r, authz.Everywhere(), application.Filter{PersonID: p.ID, Limit: 200})
	if err != nil {
		return err
	}
	for _, a := range apps {
		link := may.link("application.view", a.Path, fmt.Sprintf("/applications/%d", a.ID))
		steps, err := application.StepsOf(r, a.ID)
		if err != nil {
			return err
		}
		for _, s := range steps {
			detail := a.Title + "，" + words.Label("outcome", s.Outcome)
			switch s.Step {
			case application.StepReview:
				detail = fmt.Sprintf("应到%d人，表决%d人；同意%d，反对%d，弃权%d", s.Entitled, s.Present, s.VotesFor, s.VotesAgainst,
					s.VotesAbstain)
			case application.StepNotice:
				detail = fmt.Sprintf("%s至%s，%s；异议：%s", s.NoticeFrom, s.NoticeUntil, s.Boards, orNone(s.Objections))
			}
			if s.Irregular != "" {
				detail += "；不合规：" + words.Text(s.Irregular)
			}
			add(s.OnDate, words.Label("step", s.Step), detail, link, s.Irregular != "")
		}
	}
	return nil
}

// checksInto lists every check of the holder with the holder's word, never the checker, and the complaints about the
// holder's post that the reader may look into.
func checksInto(r database.Reader, p resident.Person, actor authz.Actor,
	add func(civil.Date, string, string, string, bool)) error {
	own, err := placement.OfPerson(r, p.ID)
	if err != nil {
		return err
	}
	for _, x := range own {
		checks, err := duty.Checks(r, authz.Everywhere(), duty.CheckFilter{PlacementID: x.ID, Limit: 500})
		if err != nil {
			return err
		}
		for _, c := range checks {
			what, detail := "履职检查", words.Label("method", c.Method)+"："+words.Label("finding", c.Finding)
			if c.AboutID != nil {
				what = "复查"
			}
			if c.Statement != "" {
				detail += "；本人说明：" + c.Statement
			}
			if !c.AnswerBy.IsZero() && c.Rechecks == 0 {
				detail += "；待核实，" + c.AnswerBy.String() + "前申辩、复查"
			}
			add(c.OnDate, what, detail, fmt.Sprintf("/duty/checks?placement=%d", x.ID), duty.Adverse(c.Finding))
		}
		told, err := complaint.OfPlacement(r, actor, x.ID)
		if err != nil {
			return err
		}
		for _, c := range told {
			add(c.ReceivedOn, "信访举报", words.Label("complaint", c.Kind)+"；"+words.Label("complaintstate", c.State),
				fmt.Sprintf("/complaints/%d", c.ID), false)
		}
	}
	return nil
}

func placementsInto(r database.Reader, p resident.Person, may May,
	add func(civil.Date, string, string, string, bool)) error {
	own, err := placement.OfPerson(r, p.ID)
	if err != nil {
		return err
	}
	for _, x := range own {
		link := may.link("placement.view", x.Path, fmt.Sprintf("/placements/%d", x.ID))
		add(x.TrainedOn, "岗前培训", "", link, false)
		add(x.InsuredFrom, "意外伤害保险", x.InsuranceNo, link, false)
		covers, err := placement.CoversOf(r, x.ID)
		if err != nil {
			return err
		}
		for _, c := range covers {
			add(c.FromDate, "意外伤害保险", c.PolicyNo+"，至"+c.UntilDate.String(), link, false)
		}
		events, err := placement.EventsOf(r, x.ID)
		if err != nil {
			return err
		}
		for _, e := range events {
			detail := e.Remark
			if e.Reason != "" {
				detail = strings.Trim(words.Label("exit", e.Reason)+"；"+detail, "；")
			}
			if !e.Until.IsZero() {
				detail = strings.TrimSuffix("至"+e.Until.String()+"；"+detail, "；")
			}
			add(e.OnDate, words.Label("event", e.Kind), detail, link, false)
		}
	}
	return nil
}
