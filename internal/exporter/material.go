package exporter

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/sheet"
)

// material is the page 材料情况 behind a list of findings: on what the latest look rested.
func material(x *exchange.Run) ([]sheet.Extra, error) {
	last, found, err := inspect.LatestRun(x.Snapshot, x.Path)
	if err != nil || !found {
		return nil, err
	}
	kept, err := inspect.MaterialOf(x.Snapshot, last.ID)
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
