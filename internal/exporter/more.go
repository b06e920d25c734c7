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
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/registry/matching"
)

// kindNames of posts by code; the empty code is any kind.
func kindNames(r database.Reader) (map[string]string, error) {
	kinds, err := quota.Kinds(r)
	names := map[string]string{"": "不限"}
	for _, k := range kinds {
		names[k.Code] = k.Name
	}
	return names, err
}

func quotaRows(x *exchange.Run, yield func(exchange.Row) error) error {
	names, err := kindNames(x.Snapshot)
	if err != nil {
		return err
	}
	periods, err := quota.Periods(x.Snapshot)
	if err != nil {
		return err
	}
	for _, p := range periods {
		if x.State != "" && x.State != p.Code {
			continue
		}
		all, err := quota.List(x.Snapshot, x.Scope, p.Code)
		if err != nil {
			return err
		}
		for _, q := range all {
			if err := yield(x.At(q.Path, exchange.Row{
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

func meetingRows(x *exchange.Run, yield func(exchange.Row) error) error {
	return exchange.Paged(func(before int64) ([]application.Meeting, error) {
		return application.Meetings(x.Snapshot, x.Scope, "", before, exchange.PageSize)
	}, func(m application.Meeting) (int64, error) {
		lead := "村（社区）"
		if m.LedBy == "township" {
			lead = "镇（街道）"
		}
		return m.ID, yield(x.At(m.Path, exchange.Row{
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

func recruitRows(x *exchange.Run, yield func(exchange.Row) error) error {
	names, err := kindNames(x.Snapshot)
	if err != nil {
		return err
	}
	return exchange.Paged(func(before int64) ([]application.RecruitNotice, error) {
		return application.Recruits(x.Snapshot, x.Scope, "", before, exchange.PageSize)
	}, func(n application.RecruitNotice) (int64, error) {
		irregular := ""
		if n.Irregular != "" {
			irregular = words.Text(n.Irregular)
		}
		return n.ID, yield(x.At(n.Path, exchange.Row{
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
func checkRows(x *exchange.Run, yield func(exchange.Row) error) error {
	shown := x.Actor.Scope("duty.checker")
	return exchange.Paged(func(before int64) ([]duty.CheckRow, error) {
		return duty.Checks(x.Snapshot, x.Scope,
			duty.CheckFilter{Finding: x.State, BeforeID: before, Limit: exchange.PageSize})
	}, func(c duty.CheckRow) (int64, error) {
		who := ""
		if shown.Covers(c.Path) {
			who = c.Checker
		}
		return c.ID, yield(x.At(c.Path, exchange.Row{
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

func arrearsRows(x *exchange.Run, yield func(exchange.Row) error) error {
	book, err := rulebook.Load(x.Snapshot)
	if err != nil {
		return err
	}
	rows, err := payment.Overdue(x.Snapshot, x.Scope, book, x.Today)
	if err != nil {
		return err
	}
	for _, a := range rows {
		if err := yield(exchange.Row{"county": x.Tree.Name(a.Path), "month": a.Month.Chinese(),
			"unpaid": fmt.Sprint(a.Unpaid),
			"amount": a.UnpaidFen.String(), "unfrozen": fmt.Sprint(a.Unfrozen)}); err != nil {
			return err
		}
	}
	return nil
}

// complaintRows are what the actor may see. Who complained and what was said stay out; what the inspectors have is for
// them alone, not for the operator of the machine.
func complaintRows(x *exchange.Run, yield func(exchange.Row) error) error {
	return exchange.Paged(func(before int64) ([]complaint.Complaint, error) {
		return complaint.List(x.Snapshot, x.Actor,
			complaint.Filter{Within: x.Path, State: x.State, Today: x.Today, BeforeID: before, Limit: exchange.PageSize})
	}, func(c complaint.Complaint) (int64, error) {
		if c.Office == complaint.Inspector && x.Actor.UserID == 0 {
			return c.ID, nil
		}
		late := ""
		if c.Late(x.Today) || c.Missed > 0 {
			late = "是"
		}
		return c.ID, yield(x.At(c.Path, exchange.Row{
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

func accidentRows(x *exchange.Run, yield func(exchange.Row) error) error {
	state := x.State
	if state == "" {
		state = "all"
	}
	return exchange.Paged(func(before int64) ([]placement.Accident, error) {
		return placement.Accidents(x.Snapshot, x.Scope, "", state, before, exchange.PageSize)
	}, func(a placement.Accident) (int64, error) {
		amount := ""
		if a.AmountFen > 0 {
			amount = a.AmountFen.String()
		}
		return a.ID, yield(x.At(a.Path, exchange.Row{
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

func hitRows(x *exchange.Run, yield func(exchange.Row) error) error {
	states := []string{x.State}
	if x.State == "" {
		states = []string{"", matching.Cleared, matching.Exit, matching.Recover}
	}
	for _, state := range states {
		if err := exchange.Paged(func(after int64) ([]matching.Hit, error) {
			return matching.Hits(x.Snapshot, x.Scope, "", state, after, exchange.PageSize)
		}, func(h matching.Hit) (int64, error) {
			return h.ID, yield(x.At(h.Path, exchange.Row{
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

func differenceRows(x *exchange.Run, yield func(exchange.Row) error) error {
	for _, system := range crosscheck.Systems {
		if x.State != "" && x.State != system {
			continue
		}
		l, all, err := crosscheck.Differences(x.Snapshot, system, x.Path)
		if err != nil {
			return err
		}
		for _, d := range all {
			if err := yield(x.At(d.Path, exchange.Row{
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

func findingRows(x *exchange.Run, yield func(exchange.Row) error) error {
	return exchange.Paged(func(after int64) ([]inspect.Kept, error) {
		return inspect.List(x.Snapshot, x.Scope, inspect.Filter{State: x.State, AfterID: after, Limit: exchange.PageSize})
	}, func(k inspect.Kept) (int64, error) {
		amount := ""
		if k.AmountFen > 0 {
			amount = k.AmountFen.String()
		}
		return k.ID, yield(x.At(k.Path, exchange.Row{
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
func parameterRows(x *exchange.Run, yield func(exchange.Row) error) error {
	all, err := rulebook.List(x.Snapshot)
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
		if err := yield(exchange.Row{"region": x.Tree.Name(p.RegionPath), "key": name, "value": value,
			"from":  p.FromDate.String(),
			"until": p.Until.String(), "document": p.Document, "reason": p.Reason, "state": words.Label("parameter",
				p.State)}); err != nil {
			return err
		}
	}
	return nil
}

// template of another system: the columns of the default mapping, until the office's own is read.
func template(system, title string) exchange.List {
	m, _, err := crosscheck.Default(system)
	if err != nil {
		panic(err)
	}
	l := exchange.List{Code: system, Title: title, Permission: "crosscheck.export", Template: true, Mapped: mapped}
	mapTo(&l, m)
	return l
}

// mapTo gives a template the columns and the rows of a mapping.
func mapTo(l *exchange.List, m crosscheck.Mapping) {
	l.Columns, l.Fixed = nil, nil
	for _, c := range m.Template {
		note := "固定填“" + c.Text + "”"
		if c.Field != "" {
			note = ""
		}
		code := c.Field
		if code == "" {
			code = "text"
		}
		l.Columns, l.Fixed = append(l.Columns, exchange.Column{Code: code, Head: c.Head, Width: 16, Note: note}),
			append(l.Fixed, c.Text)
	}
	l.Rows = func(x *exchange.Run, yield func(exchange.Row) error) error { return templateRows(x, m, yield) }
}

// mapped gives a template what the office's own mapping has.
func mapped(x *exchange.Run, l *exchange.List) error {
	m, _, err := crosscheck.MappingFor(x.Snapshot, l.Code, x.Path)
	if err == nil {
		mapTo(l, m)
	}
	return err
}

func templateRows(x *exchange.Run, m crosscheck.Mapping, yield func(exchange.Row) error) error {
	n := 0
	return crosscheck.Stream(x.Snapshot, x.Scope, m.System, x.Path, x.Today, func(r crosscheck.Row) error {
		n++
		number, err := x.Number("id", r.IDSealed, r.IDTail)
		if err != nil {
			return err
		}
		account, err := x.Number("account", r.AccountSealed, r.AccountTail)
		if err != nil {
			return err
		}
		fields := x.At(r.Path, exchange.Row{"seq": fmt.Sprint(n), "household": r.Household, "name": r.Name, "idno": number,
			"sex": words.Label("sex", fmt.Sprint(r.Sex)), "birth": r.Birth,
			"basis": words.Label("category", r.Basis), "kind": r.Kind, "post": r.Post, "post_code": r.PostCode,
			"start": r.StartOn.String(), "agreement_no": r.AgreementNo, "agreement_from": r.AgreementFrom.String(),
			"agreement_until": r.AgreementUntil.String(), "hours": exchange.Known(r.Hours), "rate": r.RateFen.String(),
			"account": account, "filing_no": r.FilingNo})
		return yield(fields)
	})
}
