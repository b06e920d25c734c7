package resident

import (
	"fmt"
	"strings"

	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/words"
)

// Lists that can be written: the register, the declared kin and the officials.
func Lists() []exchange.List {
	return []exchange.List{
		exchange.NewList("people", "resident.export", peopleRows),
		exchange.NewList("kin", "resident.export", kinRows),
		exchange.NewList("officials", "official.view", officialRows),
	}
}

func peopleRows(x *exchange.Run, yield func(exchange.Row) error) error {
	f := Filter{Limit: exchange.PageSize}
	for {
		ps, err := List(x.Snapshot, x.Scope, f)
		if err != nil {
			return err
		}
		about, err := about(x, ps)
		if err != nil {
			return err
		}
		for i := range ps {
			cells, err := person(x, &ps[i], about)
			if err != nil {
				return err
			}
			if err := yield(x.At(ps[i].Path, cells)); err != nil {
				return err
			}
		}
		if len(ps) < exchange.PageSize {
			return nil
		}
		last := ps[exchange.PageSize-1]
		f.AfterPath, f.AfterSort, f.AfterID = last.Path, last.NameSort, last.ID
	}
}

// beside is what is kept beside many people.
type beside struct {
	categories, exclusions, proofs map[int64][]string
	households                     map[int64]Household
}

// about many people. What excludes them and what proves their categories is read only for a list in full.
func about(x *exchange.Run, ps []Person) (out beside, err error) {
	var ids, homes []int64
	for _, p := range ps {
		ids, homes = append(ids, p.ID), append(homes, p.HouseholdID)
	}
	if out.categories, err = CategoriesOn(x.Snapshot, ids, x.Today); err != nil {
		return out, err
	}
	if out.households, err = HouseholdsByID(x.Snapshot, homes); err != nil || !x.Full {
		return out, err
	}
	if out.exclusions, err = ExclusionsOn(x.Snapshot, ids, x.Today); err != nil {
		return out, err
	}
	out.proofs, err = ProofsOn(x.Snapshot, ids, x.Today)
	return out, err
}

func person(x *exchange.Run, p *Person, about beside) (exchange.Row, error) {
	home := about.households[p.HouseholdID]
	cells := exchange.Row{
		"name":         p.Name,
		"sex":          words.Label("sex", fmt.Sprint(p.Sex)),
		"birth":        p.Birth.String(),
		"household_no": home.Told(),
		"group":        exchange.Known(home.GroupNo),
		"relation":     words.Label("kin", p.Relation),
		"address":      home.Address,
		"since":        p.ResidentSince.String(),
		"died":         p.DiedOn.String(),
		"categories":   labels("category", about.categories[p.ID]),
		"exclusion":    labels("exclusion", about.exclusions[p.ID]),
		"proof":        strings.Join(about.proofs[p.ID], "；"),
	}
	var err error
	if cells["id_no"], err = x.Number("id", p.IDSealed, p.IDTail); err != nil {
		return nil, err
	}
	if cells["account"], err = x.Number("account", p.AccountSealed, p.AccountTail); err != nil {
		return nil, err
	}
	cells["phone"], err = x.Number("phone", p.PhoneSealed, "")
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

func officialRows(x *exchange.Run, yield func(exchange.Row) error) error {
	path, id := "", int64(0)
	for {
		rows, err := Roster(x.Snapshot, x.Scope, false, path, id, exchange.PageSize)
		if err != nil {
			return err
		}
		for _, o := range rows {
			path, id = o.Path, o.ID
			number, err := x.Number("id", o.IDSealed, o.IDTail)
			if err != nil {
				return err
			}
			if err := yield(x.At(o.Path, exchange.Row{
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
		if len(rows) < exchange.PageSize {
			return nil
		}
	}
}

// kinRows are the declared ties. The number of somebody who lives where the reader may see no numbers stays out.
func kinRows(x *exchange.Run, yield func(exchange.Row) error) error {
	shown := x.Actor.Scope("resident.unmask")
	path, id := "", int64(0)
	for {
		rows, err := Ties(x.Snapshot, x.Scope, path, id, exchange.PageSize)
		if err != nil {
			return err
		}
		for _, k := range rows {
			path, id = k.Path, k.ID
			cells := exchange.Row{"name": k.Name, "kin_name": k.KinName, "relation": words.Label("kin", k.Code),
				"on":     k.Since.String(),
				"source": k.Source}
			if cells["id_no"], err = x.Number("id", k.IDSealed, k.IDTail); err != nil {
				return err
			}
			if !x.Full || shown.Covers(k.KinPath) {
				if cells["kin_id_no"], err = x.Number("id", k.KinIDSealed, k.KinIDTail); err != nil {
					return err
				}
			}
			if err := yield(x.At(k.Path, cells)); err != nil {
				return err
			}
		}
		if len(rows) < exchange.PageSize {
			return nil
		}
	}
}
