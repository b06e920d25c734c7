package duty

import (
	"fmt"

	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
)

// Lists that can be written: checks in the field.
func Lists() []exchange.List {
	return []exchange.List{exchange.NewList("checks", "duty.view", checkRows)}
}

// checkRows leave the checker out where the reader may not see who checked.
func checkRows(x *exchange.Run, yield func(exchange.Row) error) error {
	shown := x.Actor.Scope("duty.checker")
	return listing.Back(func(w *listing.Window) ([]CheckRow, error) {
		return ChecksListed(x.Snapshot, x.Scope, CheckFilter{Finding: x.State}, w)
	}, func(c CheckRow) int64 { return c.ID }, func(c CheckRow) error {
		who := ""
		if shown.Covers(c.Path) {
			who = c.Checker
		}
		return yield(x.At(c.Path, exchange.Row{
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
