package quota

import (
	"fmt"

	"gangwei/internal/platform/database"
	"gangwei/internal/platform/exchange"
)

// Lists that can be written: the plan.
func Lists() []exchange.List {
	return []exchange.List{exchange.NewList("quota", "quota.view", quotaRows)}
}

// KindNames of posts by code; the empty code is any kind.
func KindNames(r database.Reader) (map[string]string, error) {
	kinds, err := Kinds(r)
	names := map[string]string{"": "不限"}
	for _, k := range kinds {
		names[k.Code] = k.Name
	}
	return names, err
}

func quotaRows(x *exchange.Run, yield func(exchange.Row) error) error {
	names, err := KindNames(x.Snapshot)
	if err != nil {
		return err
	}
	periods, err := Periods(x.Snapshot)
	if err != nil {
		return err
	}
	for _, p := range periods {
		if x.State != "" && x.State != p.Code {
			continue
		}
		all, err := List(x.Snapshot, x.Scope, p.Code)
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
