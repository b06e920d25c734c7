package exporter

import (
	"fmt"
	"strings"

	"gangwei/internal/application"
	"gangwei/internal/civil"
	"gangwei/internal/errs"
	"gangwei/internal/history"
	"gangwei/internal/money"
	"gangwei/internal/placement"
	"gangwei/internal/post"
	"gangwei/internal/quota"
	"gangwei/internal/resident"
	"gangwei/internal/words"
)

// page size of the lists read by key
const page = 500

// at fills in the place of a path.
func (x *run) at(path string, cells row) row {
	for depth, code := range []string{"county", "township", "village"} {
		if n := 4 * (depth + 2); len(path) >= n {
			cells[code] = x.tree.Name(path[:n])
		}
	}
	return cells
}

func peopleRows(x *run, yield func(row) error) error {
	f := resident.Filter{Limit: page}
	for {
		ps, err := resident.List(x.s, x.scope, f)
		if err != nil {
			return err
		}
		var ids, homes []int64
		for _, p := range ps {
			ids, homes = append(ids, p.ID), append(homes, p.HouseholdID)
		}
		categories, err := resident.CategoriesOn(x.s, ids, x.today)
		if err != nil {
			return err
		}
		households, err := resident.HouseholdsByID(x.s, homes)
		if err != nil {
			return err
		}
		for _, p := range ps {
			number, account := p.IDTail, p.AccountTail
			if x.Full {
				if number, err = x.ring.Open("person", "id", p.IDSealed); err != nil {
					return err
				}
				if account, err = x.ring.Open("person", "account", p.AccountSealed); err != nil {
					return err
				}
			}
			var cats []string
			for _, c := range categories[p.ID] {
				cats = append(cats, words.Label("category", c))
			}
			relation := words.Label("kin", p.Relation)
			if p.Relation == "02" || p.Relation == "99" {
				relation = words.Label("relation", p.Relation)
			}
			if err := yield(x.at(p.Path, row{
				"name":         p.Name,
				"sex":          words.Label("sex", fmt.Sprint(p.Sex)),
				"birth":        p.Birth.String(),
				"id_no":        number,
				"household_no": households[p.HouseholdID].Number,
				"group":        group(households[p.HouseholdID].GroupNo),
				"relation":     relation,
				"categories":   strings.Join(cats, "、"),
				"account":      account,
			})); err != nil {
				return err
			}
		}
		if len(ps) < page {
			return nil
		}
		last := ps[page-1]
		f.AfterPath, f.AfterSort, f.AfterID = last.Path, last.NameSort, last.ID
	}
}

func group(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func officialRows(x *run, yield func(row) error) error {
	path, id := "", int64(0)
	for {
		rows, err := resident.Roster(x.s, x.scope, false, path, id, page)
		if err != nil {
			return err
		}
		for _, o := range rows {
			path, id = o.Path, o.ID
			if err := yield(x.at(o.Path, row{
				"name":   o.Name,
				"id_no":  o.IDTail,
				"kind":   words.Label("office", o.Kind),
				"title":  o.Title,
				"from":   o.FromDate.String(),
				"until":  o.Until.String(),
				"source": o.Source,
			})); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

func postRows(x *run, yield func(row) error) error {
	kinds, err := quota.Kinds(x.s)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, k := range kinds {
		names[k.Code] = k.Name
	}
	f := post.Filter{State: x.State, Limit: page}
	for {
		rows, err := post.List(x.s, x.scope, f)
		if err != nil {
			return err
		}
		for _, p := range rows {
			f.AfterPath, f.AfterID = p.Path, p.ID
			if err := yield(x.at(p.Path, row{
				"post_code": p.Code,
				"kind":      names[p.Kind],
				"title":     p.Title,
				"place":     p.Place,
				"days":      fmt.Sprint(p.DaysMonth),
				"hours":     fmt.Sprint(p.HoursMonth),
				"rate":      p.RateFen.String(),
				"fund":      words.Label("fund", p.Fund),
				"officer":   p.Officer,
				"opens":     p.OpensOn.String(),
				"season":    p.Season.String(),
				"stream":    words.Label("stream", p.Stream),
				"work":      words.Label("work", p.Work),
				"state":     words.Label("post", p.State),
				"holder":    p.Holder,
			})); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

func applicationRows(x *run, yield func(row) error) error {
	f := application.Filter{State: x.State, Limit: page}
	for {
		rows, err := application.List(x.s, x.scope, f)
		if err != nil {
			return err
		}
		for _, a := range rows {
			f.BeforeID = a.ID
			irregular := ""
			if a.Irregular > 0 {
				irregular = "有"
			}
			if err := yield(x.at(a.Path, row{
				"application_no": a.Number,
				"name":           a.Person,
				"id_no":          a.IDTail,
				"post_title":     a.Title,
				"basis":          words.Label("category", a.Basis),
				"submitted":      a.SubmittedOn.String(),
				"state":          words.Label("application", a.State),
				"irregular":      irregular,
			})); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

func holderRows(x *run, yield func(row) error) error {
	return placement.Stream(x.s, x.scope, placement.Filter{State: x.State}, func(p placement.Row) error {
		return yield(x.at(p.Path, row{
			"name":            p.Name,
			"sex":             words.Label("sex", fmt.Sprint(p.Sex)),
			"id_no":           p.IDTail,
			"basis":           words.Label("category", p.Basis),
			"post_code":       p.Code,
			"post_title":      p.Title,
			"rate":            money.Fen(p.RateFen).String(),
			"hours":           fmt.Sprint(p.HoursMonth),
			"start":           p.StartOn.String(),
			"agreement_until": p.AgreementUntil.String(),
			"state":           words.Label("placement", p.State),
			"end":             p.EndOn.String(),
			"end_reason":      words.Label("exit", p.EndReason),
		}))
	})
}

// insuranceRows are the changes of a month for the group policy (批改): who starts and who leaves. The month is the state YYYY-MM, else the
// present one.
func insuranceRows(x *run, yield func(row) error) error {
	month := x.today.Month()
	if x.State != "" {
		m, err := civil.ParseMonth(x.State)
		if err != nil {
			return errs.New(errs.Invalid, "form.month").On("state")
		}
		month = m
	}
	rows, err := placement.Changes(x.s, x.scope, month)
	if err != nil {
		return err
	}
	for _, c := range rows {
		number := c.IDTail
		if x.Full {
			if number, err = x.ring.Open("person", "id", c.IDSealed); err != nil {
				return err
			}
		}
		change, on := "增", c.StartOn
		if c.Leaves == 1 {
			change, on = "减", c.EndOn
		}
		if err := yield(x.at(c.Path, row{
			"name":       c.Name,
			"id_no":      number,
			"sex":        words.Label("sex", fmt.Sprint(c.Sex)),
			"post_title": c.Title,
			"change":     change,
			"on":         on.String(),
			"policy":     c.InsuranceNo,
		})); err != nil {
			return err
		}
	}
	return nil
}

func historyRows(x *run, yield func(row) error) error {
	f := history.Filter{OddOnly: x.State == "odd", Limit: page}
	for {
		rows, err := history.List(x.s, x.scope, f)
		if err != nil {
			return err
		}
		for _, h := range rows {
			f.AfterID = h.ID
			year := ""
			if h.Year > 0 {
				year = fmt.Sprint(h.Year)
			}
			var odd []string
			for _, code := range strings.Fields(h.Odd) {
				odd = append(odd, words.Text(code))
			}
			if err := yield(x.at(h.Path, row{
				"year":   year,
				"name":   h.Name,
				"id_no":  h.IDTail,
				"basis":  h.Basis,
				"post":   h.Post,
				"start":  h.StartRaw,
				"end":    h.EndRaw,
				"review": h.ReviewRaw,
				"notice": h.NoticeRaw,
				"audit":  h.AuditRaw,
				"slip":   h.Slip,
				"odd":    strings.Join(odd, ""),
			})); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}
