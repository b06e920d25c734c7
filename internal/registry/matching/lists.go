package matching

import (
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/words"
)

// Exports that can be written: hits in other departments' registers.
func Exports() []exchange.List {
	return []exchange.List{exchange.NewList("hits", "matching.view", hitRows)}
}

func hitRows(x *exchange.Run, yield func(exchange.Row) error) error {
	states := []string{x.State}
	if x.State == "" {
		states = []string{"", Cleared, Exit, Recover}
	}
	for _, state := range states {
		if err := exchange.Paged(func(after int64) ([]Hit, error) {
			return Hits(x.Snapshot, x.Scope, "", state, after, exchange.PageSize)
		}, func(h Hit) (int64, error) {
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
