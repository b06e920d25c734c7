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

func peopleRows(x *run, yield func([]string) error) error {
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
			if err := yield(append(x.place(p.Path), p.Name, words.Label("sex", fmt.Sprint(p.Sex)), p.Birth.String(), number, households[p.HouseholdID].Told(), told(households[p.HouseholdID].GroupNo), relation, strings.Join(cats, "、"), account)); err != nil {
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

// told is a number that may not be known: 0 is empty.
func told(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func officialRows(x *run, yield func([]string) error) error {
	path, id := "", int64(0)
	for {
		rows, err := resident.Roster(x.s, x.scope, false, path, id, page)
		if err != nil {
			return err
		}
		for _, o := range rows {
			path, id = o.Path, o.ID
			if err := yield(append(x.place(o.Path), o.Name, o.IDTail, words.Label("office", o.Kind), o.Title, o.FromDate.String(), o.Until.String(), o.Source)); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

func postRows(x *run, yield func([]string) error) error {
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
			if err := yield(append(x.place(p.Path), p.Code, names[p.Kind], p.Title, p.Place, told(p.DaysMonth), told(p.HoursMonth), p.RateFen.String(), words.Label("fund", p.Fund), p.Officer, p.OpensOn.String(), p.Season.String(), words.Label("stream", p.Stream), words.Label("work", p.Work), words.Label("post", p.State), p.Holder)); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

func applicationRows(x *run, yield func([]string) error) error {
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
			if err := yield(append(x.place(a.Path), a.Number, a.Person, a.IDTail, a.Title, words.Label("category", a.Basis), a.SubmittedOn.String(), words.Label("application", a.State), irregular)); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

func holderRows(x *run, yield func([]string) error) error {
	return placement.Stream(x.s, x.scope, placement.Filter{State: x.State}, func(p placement.Row) error {
		return yield(append(x.place(p.Path), p.Name, words.Label("sex", fmt.Sprint(p.Sex)), p.IDTail, words.Label("category", p.Basis), p.Code, p.Title, money.Fen(p.RateFen).String(), told(p.HoursMonth),
			p.StartOn.String(), p.AgreementUntil.String(), words.Label("placement", p.State), p.EndOn.String(), words.Label("exit", p.EndReason)))
	})
}

// insuranceRows are the changes of a month for the group policy (批改): who starts and who leaves. The month is the state YYYY-MM, else the
// present one.
func insuranceRows(x *run, yield func([]string) error) error {
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
		if err := yield(append(x.place(c.Path), c.Name, number, words.Label("sex", fmt.Sprint(c.Sex)), c.Title, change, on.String(), c.InsuranceNo)); err != nil {
			return err
		}
	}
	return nil
}

func historyRows(x *run, yield func([]string) error) error {
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
			if err := yield(append(x.place(h.Path), year, h.Name, h.IDTail, h.Basis, h.Post, h.StartRaw, h.EndRaw, h.ReviewRaw, h.NoticeRaw, h.AuditRaw, h.Slip, strings.Join(odd, ""))); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}
