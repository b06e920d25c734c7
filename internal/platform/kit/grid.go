package kit

import (
	"strconv"

	"gangwei/internal/platform/drafts"
)

// Grid is what a page says of a table that is filled in as a grid (views/layout/grid.html, views/static/grid.js).
type Grid struct {
	Name string // of its element, among the page's
	Keys []GridKey
	Days bool // rows are people and columns days: whole days and days of the week are filled
	Plan bool // there is a shift plan to fill from
	Last bool // there is a last month to fill from

	Kind    string // of its drafts; empty: none are kept
	Item    string
	Version int64  // of what is shown
	Seen    int64  // number of the draft that is there, 0 for none
	DraftAt string // when it was kept, empty for none
	drafted int64  // version from which the draft was made
}

// GridKey is a mark that one key gives; an empty one clears.
type GridKey struct{ Key, Mark, Means string }

// Draft that was found goes onto the page.
func (g *Grid) Draft(d drafts.Draft, found bool) {
	if found {
		g.Seen, g.DraftAt, g.drafted = d.Seq, d.AtUs.Short(), d.Version
	}
}

// Stale tells whether what is shown changed after the draft, so that it cannot just be restored.
func (g Grid) Stale() bool { return g.DraftAt != "" && g.drafted != g.Version }

// Of an item that has a number.
func (g *Grid) Of(kind string, id, version int64) {
	g.Kind, g.Item, g.Version = kind, strconv.FormatInt(id, 10), version
}
