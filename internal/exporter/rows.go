package exporter

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/resident"
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

// number is a sealed one in full, or its last digits.
func (x *run) number(column string, sealed []byte, tail string) (string, error) {
	if !x.Full {
		return tail, nil
	}
	return x.ring.Open("person", column, sealed)
}

func peopleRows(x *run, yield func(row) error) error {
	f := resident.Filter{Limit: page}
	for {
		ps, err := resident.List(x.s, x.scope, f)
		if err != nil {
			return err
		}
		about, err := x.about(ps)
		if err != nil {
			return err
		}
		for i := range ps {
			cells, err := x.person(&ps[i], about)
			if err != nil {
				return err
			}
			if err := yield(x.at(ps[i].Path, cells)); err != nil {
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

// beside is what is kept beside many people.
type beside struct {
	categories, exclusions, proofs map[int64][]string
	households                     map[int64]resident.Household
}

// about many people. What excludes them and what proves their categories is read only for a list in full.
func (x *run) about(ps []resident.Person) (out beside, err error) {
	var ids, homes []int64
	for _, p := range ps {
		ids, homes = append(ids, p.ID), append(homes, p.HouseholdID)
	}
	if out.categories, err = resident.CategoriesOn(x.s, ids, x.today); err != nil {
		return out, err
	}
	if out.households, err = resident.HouseholdsByID(x.s, homes); err != nil || !x.Full {
		return out, err
	}
	if out.exclusions, err = resident.ExclusionsOn(x.s, ids, x.today); err != nil {
		return out, err
	}
	out.proofs, err = resident.ProofsOn(x.s, ids, x.today)
	return out, err
}

func (x *run) person(p *resident.Person, about beside) (row, error) {
	home := about.households[p.HouseholdID]
	relation := words.Label("kin", p.Relation)
	if p.Relation == "02" || p.Relation == "99" {
		relation = p.Relation
	}
	cells := row{
		"name":         p.Name,
		"sex":          words.Label("sex", fmt.Sprint(p.Sex)),
		"birth":        p.Birth.String(),
		"household_no": home.Told(),
		"group":        told(home.GroupNo),
		"relation":     relation,
		"address":      home.Address,
		"since":        p.ResidentSince.String(),
		"died":         p.DiedOn.String(),
		"categories":   labels("category", about.categories[p.ID]),
		"exclusion":    labels("exclusion", about.exclusions[p.ID]),
		"proof":        strings.Join(about.proofs[p.ID], "；"),
	}
	var err error
	if cells["id_no"], err = x.number("id", p.IDSealed, p.IDTail); err != nil {
		return nil, err
	}
	if cells["account"], err = x.number("account", p.AccountSealed, p.AccountTail); err != nil {
		return nil, err
	}
	cells["phone"], err = x.number("phone", p.PhoneSealed, "")
	return cells, err
}

// labels of codes, as one cell.
func labels(list string, codes []string) string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = words.Label(list, c)
	}
	return strings.Join(out, "、")
}

// told is a number that may not be known: 0 is empty.
func told(n int64) string {
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
			number, err := x.number("id", o.IDSealed, o.IDTail)
			if err != nil {
				return err
			}
			if err := yield(x.at(o.Path, row{
				"name":   o.Name,
				"id_no":  number,
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
				"post_code":    p.Code,
				"kind":         names[p.Kind],
				"title":        p.Title,
				"place":        p.Place,
				"tasks":        p.Tasks,
				"days":         told(p.DaysMonth),
				"hours":        told(p.HoursMonth),
				"rate":         p.RateFen.String(),
				"fund":         words.Label("fund", p.Fund),
				"officer":      p.Officer,
				"opens":        p.OpensOn.String(),
				"closes":       p.ClosesOn.String(),
				"season_from":  season(p.Season, p.SeasonFrom),
				"season_until": season(p.Season, p.SeasonUntil),
				"stream":       words.Label("stream", p.Stream),
				"work":         words.Label("work", p.Work),
				"state":        words.Label("post", p.State),
				"holder":       p.Holder,
			})); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

// season is a month of one that is not the whole year.
func season(of post.Season, month int64) string {
	if of.Whole() {
		return ""
	}
	return fmt.Sprint(month)
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
	return placement.StreamHeld(x.s, x.scope, placement.Filter{State: x.State}, func(p placement.Held) error {
		number, err := x.number("id", p.IDSealed, p.IDTail)
		if err != nil {
			return err
		}
		return yield(x.at(p.Path, row{
			"name":            p.Name,
			"sex":             words.Label("sex", fmt.Sprint(p.Sex)),
			"id_no":           number,
			"basis":           words.Label("category", p.Basis),
			"post_code":       p.Code,
			"post_title":      p.Title,
			"rate":            money.Fen(p.RateFen).String(),
			"hours":           told(p.HoursMonth),
			"start":           p.StartOn.String(),
			"agreement_no":    p.AgreementNo,
			"agreement_from":  p.AgreementFrom.String(),
			"agreement_until": p.AgreementUntil.String(),
			"insurance_no":    p.InsuranceNo,
			"insured_from":    p.InsuredFrom.String(),
			"trained":         p.TrainedOn.String(),
			"state":           words.Label("placement", p.State),
			"end":             p.EndOn.String(),
			"end_reason":      words.Label("exit", p.EndReason),
		}))
	})
}

// kinRows are the declared ties. The number of somebody who lives where the reader may see no numbers stays out.
func kinRows(x *run, yield func(row) error) error {
	shown := x.actor.Scope("resident.unmask")
	path, id := "", int64(0)
	for {
		rows, err := resident.Ties(x.s, x.scope, path, id, page)
		if err != nil {
			return err
		}
		for _, k := range rows {
			path, id = k.Path, k.ID
			cells := row{"name": k.Name, "kin_name": k.KinName, "relation": words.Label("kin", k.Code),
				"on":     k.Since.String(),
				"source": k.Source}
			if cells["id_no"], err = x.number("id", k.IDSealed, k.IDTail); err != nil {
				return err
			}
			if !x.Full || shown.Covers(k.KinPath) {
				if cells["kin_id_no"], err = x.number("id", k.KinIDSealed, k.KinIDTail); err != nil {
					return err
				}
			}
			if err := yield(x.at(k.Path, cells)); err != nil {
				return err
			}
		}
		if len(rows) < page {
			return nil
		}
	}
}

// insuranceRows are the changes of a month for the group policy (批改): who starts and who leaves. The month is the state
// YYYY-MM, else the present one.
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
		number, err := x.number("id", c.IDSealed, c.IDTail)
		if err != nil {
			return err
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
