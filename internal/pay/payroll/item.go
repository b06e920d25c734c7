package payroll

import (
	"fmt"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/trail"
)

// Line of an item: what one placement brings, from one fund.
type Line struct {
	PlacementID int64
	VillageID   int64
	Path        string
	Fund        string
	Days        int64
	OfDays      int64
	AmountFen   money.Fen
	DeductedFen money.Fen // by the written rule, for absence or by the assessment; stays in the fund
	PayBasis    string    // by which it was reckoned (worth.Bases); empty of lines from before there were bases
	CountedDays *int64    // that count by it; nil: no sheet said so
	AgreedDays  int64
	Steps       string // of the sum, worth.ParseSteps reads them
}

// Item is what a person is paid by a run: frozen, insert-only and witnessed. Placement, village and fund are those of
// its latest placement, days and amount are of all its lines.
type Item struct {
	ID             int64
	RunID          int64
	PlacementID    int64
	PersonID       int64
	VillageID      int64
	Path           string
	Month          civil.Month
	Fund           string
	Days           int64
	OfDays         int64
	AmountFen      money.Fen
	Name           string
	Basis          string
	AccountTail    string
	AccountIndex   []byte
	AtUs           clock.Moment
	Kind           string
	OfItemID       *int64 // what it supplements or corrects
	AccountVersion *int64 // which of the person's accounts it is
	Lines          []Line `gorm:"-"`
}

// Witness of the items. The lines of an item that has one are its own columns; those of an item that has more enter as
// shares.
var Witness = trail.Table{Name: "pay_item",
	Columns: []string{"run_id", "placement_id", "person_id", "village_id", "path", "month", "fund", "days", "of_days",
		"amount_fen", "name", "basis",
		"account_tail", "account_index", "at_us"}, Added: []string{"kind", "of_item_id", "shares", "account_version",
		"worth"}}

func (i *Item) digest() []byte {
	return Witness.Digest(i.RunID, i.PlacementID, i.PersonID, i.VillageID, i.Path, i.Month, i.Fund, i.Days, i.OfDays,
		i.AmountFen, i.Name, i.Basis, i.AccountTail, i.AccountIndex, i.AtUs, i.Kind, i.OfItemID, i.Shares(), i.AccountVersion,
		i.Worth())
}

// Worth is the canonical text of how the lines of an item were reckoned: basis, days that count, days agreed, steps;
// empty of an item from before that was kept.
func (i *Item) Worth() string {
	parts, some := make([]string, len(i.Lines)), false
	for n, l := range i.Lines {
		counted := "-"
		if l.CountedDays != nil {
			counted = strconv.FormatInt(*l.CountedDays, 10)
		}
		parts[n] = l.PayBasis + "/" + counted + "/" + strconv.FormatInt(l.AgreedDays, 10) + "/" + l.Steps
		some = some || l.PayBasis != ""
	}
	if !some {
		return ""
	}
	return strings.Join(parts, "|")
}

// Shares is the canonical text of the lines of an item that has more than one.
func (i *Item) Shares() string {
	if len(i.Lines) < 2 {
		return ""
	}
	parts := make([]string, len(i.Lines))
	for n, l := range i.Lines {
		parts[n] = fmt.Sprintf("%d:%s:%d:%d", l.PlacementID, l.Fund, l.Days, int64(l.AmountFen))
	}
	return strings.Join(parts, ";")
}

// gather makes of the rows of a draft one item for each person, in the order of the latest placement's village. Pure.
func gather(x Run, rows []draftRow, at clock.Moment) []Item {
	var out []Item
	byPerson := map[int64]int{}
	for _, d := range rows {
		l := Line{PlacementID: d.PlacementID, VillageID: d.VillageID, Path: d.Path, Fund: d.Fund, Days: d.Days,
			OfDays: d.OfDays, AmountFen: d.AmountFen, DeductedFen: d.DeductedFen, PayBasis: d.PayBasis,
			CountedDays: d.CountedDays, AgreedDays: d.AgreedDays, Steps: d.Steps}
		n, had := byPerson[d.PersonID]
		if !had {
			n = len(out)
			byPerson[d.PersonID] = n
			out = append(out,
				Item{RunID: x.ID, PersonID: d.PersonID, Month: x.Month, OfDays: d.OfDays, Name: d.Name, AccountTail: d.AccountTail,
					AccountIndex: d.AccountIndex, AtUs: at, Kind: x.Kind, OfItemID: d.OfItemID, AccountVersion: d.AccountVersion})
		}
		i := &out[n]
		i.Lines = append(i.Lines, l)
		i.Days, i.AmountFen = i.Days+d.Days, i.AmountFen+d.AmountFen
		if d.PlacementID > i.PlacementID {
			i.PlacementID, i.VillageID, i.Path, i.Fund, i.Basis = d.PlacementID, d.VillageID, d.Path, d.Fund, d.Basis
		}
	}
	return out
}
