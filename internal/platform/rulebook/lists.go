package rulebook

import (
	"strings"

	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/words"
)

// Lists that can be written: the parameters.
func Lists() []exchange.List {
	return []exchange.List{exchange.NewList("parameters", "rulebook.view", parameterRows)}
}

// parameterRows are the region's own parameters, those below it, and those above that hold for it.
func parameterRows(x *exchange.Run, yield func(exchange.Row) error) error {
	all, err := List(x.Snapshot)
	if err != nil {
		return err
	}
	for _, p := range all {
		if !strings.HasPrefix(p.RegionPath, x.Path) && !strings.HasPrefix(x.Path, p.RegionPath) {
			continue
		}
		name, value := p.Param, p.Value
		if t := TypeOf(p.Param); t != nil {
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
