package reconcile

import (
	"fmt"
	"slices"
)

// itemLaws hold for each item by itself.
var itemLaws = []struct {
	Name   string
	broken func(i *item) bool
}{
	{"every regular item has its slots, a reversed one none", func(i *item) bool {
		if i.Kind == "correction" {
			return false
		}
		for _, l := range i.Lines {
			if slices.Contains(i.Slots, slot{l.PlacementID, l.Month}) == i.Reversed {
				return true
			}
		}
		return false
	}},
	{"an item is the sum of its lines", func(i *item) bool {
		var fen, days int64
		last := ""
		for _, l := range i.Lines {
			fen, days, last = fen+l.Fen, days+l.Days, max(last, l.Month)
		}
		return fen != i.Fen || days != i.Days || last != i.Month
	}},
	{"an item's placement and fund are a line of it", func(i *item) bool {
		return !slices.ContainsFunc(i.Lines,
			func(l line) bool { return l.PlacementID == i.PlacementID && l.Fund == i.Fund && l.Path == i.Path })
	}},
	{"what was taken back was not paid", func(i *item) bool { return i.Reversed && i.Paid }},
	{"a line has no more days than its month", func(i *item) bool {
		return !i.Reversed && slices.ContainsFunc(i.Lines, func(l line) bool { return l.Days > l.OfDays })
	}},
	{"a line's amount is its item's", func(i *item) bool {
		return i.otherSent || i.Sent && i.sentFen != i.Fen
	}},
	{"the bank's word is on the item's amount", func(i *item) bool {
		return i.otherWord || i.Answered && i.bankState.fen != i.Fen
	}},
}

// writtenDown at night is what the bank had not confirmed: the pages look for what is owed nowhere else.
const writtenDown = "what is open of a counted run is written down"

// sumLaws hold for what the items add up to; each names what does not agree.
var sumLaws = []struct {
	Name  string
	named func(w *walk) []string
}{
	{"one regular item per person and month", func(w *walk) []string {
		return w.namesOf(w.doubled)
	}},
	{"the days paid for a placement and month fit the month", func(w *walk) []string {
		var over []uint32
		for y := range w.held {
			for m := range 12 {
				if s := &w.years[y/chunkSize][y%chunkSize][m]; s.lines > 1 && int(s.days) > int(s.of) {
					over = append(over, s.item)
				}
			}
		}
		return w.namesOf(over)
	}},
	{"a run's items and total equal its rows", func(w *walk) (out []string) {
		for _, r := range w.runs {
			if got := w.ofRun[r.ID]; r.State == "approved" && got != (count{r.Items, r.TotalFen}) {
				out = append(out, r.Path+" "+r.Month)
			}
		}
		return out
	}},
	{writtenDown, func(w *walk) (rows []string) {
		for _, id := range w.broken[writtenDown] {
			rows = append(rows, w.name(id))
		}
		return rows
	}},
	{"a batch's items and total equal its lines", func(w *walk) (out []string) {
		for _, b := range w.batches {
			if w.ofBatch[b.ID] != (count{b.Items, b.TotalFen}) {
				out = append(out, fmt.Sprint(b.Path, " ", b.ID))
			}
		}
		return out
	}},
	{"a settled batch has the bank's word on every line", func(w *walk) (out []string) {
		for _, b := range w.batches {
			if b.State == "settled" && w.answered[b.ID] != b.Items {
				out = append(out, fmt.Sprint(b.Path, " ", b.ID))
			}
		}
		return out
	}},
	{"every township audited its part", func(w *walk) (out []string) {
		for p := range w.parts {
			if r := w.runs[p[0]]; r.State == "approved" && !w.audited[p] {
				out = append(out, fmt.Sprint(r.Path, " ", p[1], " ", r.Month))
			}
		}
		return out
	}},
	{"what the ledger paid equals what the bank confirmed",
		func(w *walk) []string { return w.differs("paid", w.confirmed) }},
	{"what is committed equals what is approved and not answered",
		func(w *walk) []string { return w.differs("committed", w.pending) }},
	{"what hangs in the villages adds up to the city", func(w *walk) []string {
		total := int64(0)
		for _, r := range w.runs {
			if r.State == "approved" {
				total += r.TotalFen
			}
		}
		if total != w.villages {
			return []string{"city"}
		}
		return nil
	}},
}
