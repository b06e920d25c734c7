package exporter

import (
	"fmt"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/registry/matching"
)

// kindNames of posts by code; the empty code is any kind.
func (x *run) kindNames() (map[string]string, error) {
	kinds, err := quota.Kinds(x.s)
	names := map[string]string{"": "不限"}
	for _, k := range kinds {
		names[k.Code] = k.Name
	}
	return names, err
}

func quotaRows(x *run, yield func(row) error) error {
	names, err := x.kindNames()
	if err != nil {
		return err
	}
	periods, err := quota.Periods(x.s)
	if err != nil {
		return err
	}
	for _, p := range periods {
		if x.State != "" && x.State != p.Code {
			continue
		}
		all, err := quota.List(x.s, x.scope, p.Code)
		if err != nil {
			return err
		}
		for _, q := range all {
			if err := yield(x.at(q.Path, row{
				"period":     q.Period,
				"kind":       names[q.Kind],
				"total":      fmt.Sprint(q.Total),
				"given_down": fmt.Sprint(q.GivenDown),
				"opened":     fmt.Sprint(q.Opened),
				"left":       fmt.Sprint(q.Left()),
				"document":   q.Document,
			})); err != nil {
				return err
			}
		}
	}
	return nil
}

func meetingRows(x *run, yield func(row) error) error {
	return paged(func(before int64) ([]application.Meeting, error) {
		return application.Meetings(x.s, x.scope, "", before, page)
	}, func(m application.Meeting) (int64, error) {
		lead := "村（社区）"
		if m.LedBy == "township" {
			lead = "镇（街道）"
		}
		return m.ID, yield(x.at(m.Path, row{
			"on":       m.OnDate.String(),
			"place":    m.Place,
			"chair":    m.Chair,
			"led_by":   lead,
			"entitled": fmt.Sprint(m.Entitled),
			"present":  fmt.Sprint(m.Present),
			"state":    words.Label("meeting", m.State),
		}))
	})
}

func recruitRows(x *run, yield func(row) error) error {
	names, err := x.kindNames()
	if err != nil {
		return err
	}
	return paged(func(before int64) ([]application.RecruitNotice, error) {
		return application.Recruits(x.s, x.scope, "", before, page)
	}, func(n application.RecruitNotice) (int64, error) {
		irregular := ""
		if n.Irregular != "" {
			irregular = words.Text(n.Irregular)
		}
		return n.ID, yield(x.at(n.Path, row{
			"number":    n.Number,
			"kind":      names[n.Kind],
			"posts":     fmt.Sprint(n.Posts),
			"rate":      n.RateFen.String(),
			"from":      n.FromDate.String(),
			"until":     n.UntilDate.String(),
			"boards":    n.Boards,
			"irregular": irregular,
		}))
	})
}

// checkRows leave the checker out where the reader may not see who checked.
func checkRows(x *run, yield func(row) error) error {
	shown := x.actor.Scope("duty.checker")
	return paged(func(before int64) ([]duty.CheckRow, error) {
		return duty.Checks(x.s, x.scope, duty.CheckFilter{Finding: x.State, BeforeID: before, Limit: page})
	}, func(c duty.CheckRow) (int64, error) {
		who := ""
		if shown.Covers(c.Path) {
			who = c.Checker
		}
		return c.ID, yield(x.at(c.Path, row{
			"on":         c.OnDate.String(),
			"name":       c.Name,
			"post_title": c.Title,
			"method":     words.Label("method", c.Method),
			"finding":    words.Label("finding", c.Finding),
			"statement":  c.Statement,
			"remark":     c.Remark,
			"answer_by":  c.AnswerBy.String(),
			"rechecks":   fmt.Sprint(c.Rechecks),
			"checker":    who,
		}))
	})
}

func arrearsRows(x *run, yield func(row) error) error {
	book, err := rulebook.Load(x.s)
	if err != nil {
		return err
	}
	rows, err := payment.Overdue(x.s, x.scope, book, x.today)
	if err != nil {
		return err
	}
	for _, a := range rows {
		if err := yield(row{"county": x.tree.Name(a.Path), "month": a.Month.Chinese(), "unpaid": fmt.Sprint(a.Unpaid),
			"amount": a.UnpaidFen.String(), "unfrozen": fmt.Sprint(a.Unfrozen)}); err != nil {
			return err
		}
	}
	return nil
}

// complaintRows are what the actor may see. Who complained and what was said stay out; what the inspectors have is for
// them alone, not for the operator of the machine.
func complaintRows(x *run, yield func(row) error) error {
	return paged(func(before int64) ([]complaint.Complaint, error) {
		return complaint.List(x.s, x.actor,
			complaint.Filter{Within: x.Path, State: x.State, Today: x.today, BeforeID: before, Limit: page})
	}, func(c complaint.Complaint) (int64, error) {
		if c.Office == complaint.Inspector && x.actor.UserID == 0 {
			return c.ID, nil
		}
		late := ""
		if c.Late(x.today) || c.Missed > 0 {
			late = "是"
		}
		return c.ID, yield(x.at(c.Path, row{
			"number":   c.Number,
			"kind":     words.Label("complaint", c.Kind),
			"office":   words.Label("complaintoffice", c.Office),
			"came_by":  words.Label("cameby", c.CameBy),
			"received": c.ReceivedOn.String(),
			"due":      c.AnswerBy.String(),
			"state":    words.Label("complaintstate", c.State),
			"answered": c.AnsweredOn.String(),
			"late":     late,
		}))
	})
}

func accidentRows(x *run, yield func(row) error) error {
	state := x.State
	if state == "" {
		state = "all"
	}
	return paged(func(before int64) ([]placement.Accident, error) {
		return placement.Accidents(x.s, x.scope, "", state, before, page)
	}, func(a placement.Accident) (int64, error) {
		amount := ""
		if a.AmountFen > 0 {
			amount = a.AmountFen.String()
		}
		return a.ID, yield(x.at(a.Path, row{
			"name":       a.Name,
			"post_title": a.Title,
			"on":         a.HappenedOn.String(),
			"place":      a.Place,
			"story":      a.Story,
			"injury":     a.Injury,
			"claim_by":   a.ClaimBy.String(),
			"claimed":    a.ClaimedOn.String(),
			"state":      words.Label("accident", a.State),
			"amount":     amount,
		}))
	})
}

func hitRows(x *run, yield func(row) error) error {
	states := []string{x.State}
	if x.State == "" {
		states = []string{"", matching.Cleared, matching.Exit, matching.Recover}
	}
	for _, state := range states {
		if err := paged(func(after int64) ([]matching.Hit, error) {
			return matching.Hits(x.s, x.scope, "", state, after, page)
		}, func(h matching.Hit) (int64, error) {
			return h.ID, yield(x.at(h.Path, row{
				"name":      h.Name,
				"id_no":     h.IDTail,
				"register":  words.Label("register", h.Kind),
				"detail":    h.Detail,
				"as_of":     h.AsOf.String(),
				"told":      h.ToldOn.String(),
				"answer_by": h.AnswerBy.String(),
				"statement": h.Statement,
				"state":     words.Label("hit", h.State),
				"decision":  h.Decision,
			}))
		}); err != nil {
			return err
		}
	}
	return nil
}

func differenceRows(x *run, yield func(row) error) error {
	for _, system := range crosscheck.Systems {
		if x.State != "" && x.State != system {
			continue
		}
		l, all, err := crosscheck.Differences(x.s, system, x.Path)
		if err != nil {
			return err
		}
		for _, d := range all {
			if err := yield(x.at(d.Path, row{
				"system":     words.Label("system", system),
				"as_of":      l.AsOf.String(),
				"name":       d.Name,
				"id_no":      d.IDTail,
				"filing_no":  d.FilingNo,
				"difference": words.Label("difference", d.Kind),
				"ours":       d.Ours,
				"theirs":     d.Theirs,
				"explained":  d.Explained,
			})); err != nil {
				return err
			}
		}
	}
	return nil
}

func findingRows(x *run, yield func(row) error) error {
	return paged(func(after int64) ([]inspect.Kept, error) {
		return inspect.List(x.s, x.scope, inspect.Filter{State: x.State, AfterID: after, Limit: page})
	}, func(k inspect.Kept) (int64, error) {
		amount := ""
		if k.AmountFen > 0 {
			amount = k.AmountFen.String()
		}
		return k.ID, yield(x.at(k.Path, row{
			"family":    words.Label("family", k.Family),
			"sentence":  k.Sentence,
			"period":    k.When(),
			"amount":    amount,
			"severity":  words.Label("severity", k.Severity),
			"certainty": words.Label("certainty", k.Certainty),
			"state":     words.Label("findingstate", k.State),
			"innocent":  k.Innocent,
			"next":      k.NextStep,
		}))
	})
}

// parameterRows are the region's own parameters, those below it, and those above that hold for it.
func parameterRows(x *run, yield func(row) error) error {
	all, err := rulebook.List(x.s)
	if err != nil {
		return err
	}
	for _, p := range all {
		if !strings.HasPrefix(p.RegionPath, x.Path) && !strings.HasPrefix(x.Path, p.RegionPath) {
			continue
		}
		name, value := p.Param, p.Value
		if t := rulebook.TypeOf(p.Param); t != nil {
			name, value = t.Name, t.Say(p.Value)
		}
		if p.Fund != "" {
			name += "（" + words.Label("fund", p.Fund) + "）"
		}
		if err := yield(row{"region": x.tree.Name(p.RegionPath), "key": name, "value": value,
			"from":  p.FromDate.String(),
			"until": p.Until.String(), "document": p.Document, "reason": p.Reason, "state": words.Label("parameter",
				p.State)}); err != nil {
			return err
		}
	}
	return nil
}

// paged reads a list by key until its last page.
func paged[T any](read func(key int64) ([]T, error), each func(T) (key int64, err error)) error {
	var key int64
	for {
		rows, err := read(key)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if key, err = each(row); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

// template of another system: the columns of the default mapping, until the office's own is read.
func template(system, title string) *List {
	m, _, err := crosscheck.Default(system)
	if err != nil {
		panic(err)
	}
	l := &List{Code: system, Title: title, Permission: "crosscheck.export", Template: true}
	l.with(m)
	return l
}

func (l *List) with(m crosscheck.Mapping) {
	l.Columns, l.fixed = nil, nil
	for _, c := range m.Template {
		note := "固定填“" + c.Text + "”"
		if c.Field != "" {
			note = ""
		}
		code := c.Field
		if code == "" {
			code = "text"
		}
		l.Columns, l.fixed = append(l.Columns, Column{Code: code, Head: c.Head, Width: 16, Note: note}),
			append(l.fixed, c.Text)
	}
	l.rows = func(x *run, yield func(row) error) error { return templateRows(x, m, yield) }
}

// mapped is a template as the office's own mapping has it.
func (x *run) mapped(l *List) (*List, error) {
	m, _, err := crosscheck.MappingFor(x.s, l.Code, x.Path)
	if err != nil {
		return nil, err
	}
	out := *l
	out.with(m)
	return &out, nil
}

func templateRows(x *run, m crosscheck.Mapping, yield func(row) error) error {
	n := 0
	return crosscheck.Stream(x.s, x.scope, m.System, x.Path, x.today, func(r crosscheck.Row) error {
		n++
		number, account := r.IDTail, r.AccountTail
		var err error
		if x.Full {
			if number, err = x.ring.Open("person", "id", r.IDSealed); err != nil {
				return err
			}
			if account, err = x.ring.Open("person", "account", r.AccountSealed); err != nil {
				return err
			}
		}
		fields := x.at(r.Path, row{"seq": fmt.Sprint(n), "household": r.Household, "name": r.Name, "idno": number,
			"sex": words.Label("sex", fmt.Sprint(r.Sex)), "birth": r.Birth,
			"basis": words.Label("category", r.Basis), "kind": r.Kind, "post": r.Post, "post_code": r.PostCode,
			"start": r.StartOn.String(), "agreement_no": r.AgreementNo, "agreement_from": r.AgreementFrom.String(),
			"agreement_until": r.AgreementUntil.String(), "hours": told(r.Hours), "rate": r.RateFen.String(),
			"account": account, "filing_no": r.FilingNo})
		return yield(fields)
	})
}
