package inspect

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// Lists that can be written: findings, and behind them on what the latest look rested.
func Lists() []exchange.List {
	l := exchange.NewList("findings", "inspect.view", findingRows)
	l.Behind = material
	return []exchange.List{l}
}

func findingRows(x *exchange.Run, yield func(exchange.Row) error) error {
	return exchange.Paged(func(after int64) ([]Kept, error) {
		return List(x.Snapshot, x.Scope, Filter{State: x.State, AfterID: after, Limit: exchange.PageSize})
	}, func(k Kept) (int64, error) {
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

// material is the page 材料情况 behind a list of findings: on what the latest look rested.
func material(x *exchange.Run) ([]sheet.Extra, error) {
	last, found, err := LatestRun(x.Snapshot, x.Path)
	if err != nil || !found {
		return nil, err
	}
	kept, err := MaterialOf(x.Snapshot, last.ID)
	m := kept.Of(x.Path, civil.Month{}, civil.Month{})
	if err != nil || m == nil || len(m.Tables) == 0 {
		return nil, err
	}
	page := sheet.Extra{Name: "材料情况"}
	for _, t := range m.Tables {
		page.Tables = append(page.Tables, sheet.ExtraTable{Title: t.Title, Note: t.Note, Heads: t.Heads, Rows: t.Rows})
	}
	return []sheet.Extra{page}, nil
}
