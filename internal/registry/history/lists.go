package history

import (
	"fmt"
	"strings"

	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/words"
)

// Lists that can be written: rows of earlier years.
func Lists() []exchange.List {
	return []exchange.List{exchange.NewList("history", "history.view", historyRows)}
}

func historyRows(x *exchange.Run, yield func(exchange.Row) error) error {
	f := Filter{OddOnly: x.State == "odd", Limit: exchange.PageSize}
	for {
		rows, err := List(x.Snapshot, x.Scope, f)
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
			if err := yield(x.At(h.Path, exchange.Row{
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
		if len(rows) < exchange.PageSize {
			return nil
		}
	}
}
