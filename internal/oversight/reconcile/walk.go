package reconcile

import (
	"database/sql"
	"fmt"
	"math"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
)

// item is one frozen pay item with all that hangs on it.
type item struct {
	ID, RunID, PlacementID, PersonID, Days, Fen int64
	Path, Month, Kind, Fund                     string
	Adds, Reversed                              bool  // to another item
	sentFen                                     int64 // of its line in a batch
	Lines                                       []line
	Slots                                       []slot
	lines, slots                                part
	bankState
}

// part of a window's slice.
type part struct{ from, to int }

type line struct {
	PlacementID, VillageID, Days, OfDays, Fen int64
	Path, Month, Fund                         string
}

type slot struct {
	PlacementID int64
	Month       string
}

// told is what batches and the bank say of an item, gathered before the items are gone over: both lie in the order in
// which they were written, and are read in it.
type bankState struct {
	fen                         int64 // of the bank's word, and of the line where walk.sent has no other
	county                      uint8 // of the bank's word that it was paid
	Paid, Answered, Sent, Waits bool
	otherWord, otherSent        bool // two words, or two lines, differ
}

type count struct{ Items, Fen int64 }

type head struct {
	ID, Items, TotalFen int64
	Path, State, Month  string
}

// yearOf a person or a placement. Items are told apart by their months in it: there are millions of items, and twelve
// times fewer years.
type yearOf struct {
	id   int64
	year uint16
}

// spent is what was paid for a placement and a month.
type spent struct {
	item      uint32 // the first that has a line of it, counted from the first of all
	days      int16
	of, lines uint8
}

// slab is how many years are laid out at a time.
const chunkSize = 4096

// fundKey is one fund of one county.
type fundKey struct{ Path, Fund string }

// walk goes over all items once, in the order in which they lie, and adds up what the laws of sums ask for.
type walk struct {
	runs, batches      map[int64]head
	township           map[int64]int64 // of each village
	reversed           map[int64]bool
	audited, parts     map[[2]int64]bool // run, township
	ofRun, ofBatch     map[int64]count
	counted, open      map[int64]bool  // runs of which all that is open is written down, and the items that are
	answered           map[int64]int64 // words of the bank in each batch
	confirmed, pending map[fundKey]int64
	balance            map[string]map[fundKey]int64 // of each account, all years
	villages           int64
	persons            map[yearOf]uint16       // months with a regular item, a bit each
	doubled            []uint32                // items that are a person's second of a month
	placed             map[yearOf]uint32       // where the year of a placement lies in years
	years              []*[chunkSize][12]spent // in slabs, so that what is there is never copied
	held               uint32                  // years that are used
	sent               map[int64]int64         // amount of an item's line where the bank's word has another
	first              int64                   // item of which told begins
	told               []bankState
	window             []item // of the step, used again
	lines              []line
	slots              []slot
	counties           []string

	broken map[string][]int64      // items by law
	name   func(item int64) string // of the person paid
	words  map[string]string       // each code once: a month, a fund and a path come up a million times
}

// window of item numbers read at a time.
const window = 10_000

// items walks over all items and names, law by law, what does not agree.
func (c Counter) items(r database.Reader) (out []Break, err error) {
	w := &walk{
		runs:      map[int64]head{},
		batches:   map[int64]head{},
		township:  map[int64]int64{},
		reversed:  map[int64]bool{},
		audited:   map[[2]int64]bool{},
		parts:     map[[2]int64]bool{},
		ofRun:     map[int64]count{},
		ofBatch:   map[int64]count{},
		counted:   map[int64]bool{},
		open:      map[int64]bool{},
		answered:  map[int64]int64{},
		confirmed: map[fundKey]int64{},
		pending:   map[fundKey]int64{},
		balance:   map[string]map[fundKey]int64{},
		broken:    map[string][]int64{},
		words:     map[string]string{},
		sent:      map[int64]int64{}}
	if err := w.begin(r); err != nil {
		return nil, err
	}
	var ends struct{ First, Last int64 }
	if _, err := r.One(&ends,
		"SELECT COALESCE(MIN(id), 0) AS first, COALESCE(MAX(id), -1) AS last FROM pay_item"); err != nil {
		return nil, err
	}
	w.first, w.told = ends.First, make([]bankState, ends.Last-ends.First+1)
	var placements int64 // at least so many years come
	if _, err := r.One(&placements, "SELECT COUNT(*) FROM placement"); err != nil {
		return nil, err
	}
	w.persons, w.placed = make(map[yearOf]uint16, placements), make(map[yearOf]uint32, placements)
	if err := w.loadBankResults(r); err != nil {
		return nil, err
	}
	for from := ends.First; from <= ends.Last; from += window {
		if err := w.step(r, from, from+window-1); err != nil {
			return nil, err
		}
	}
	w.name = func(id int64) (name string) {
		if _, failed := r.One(&name, "SELECT name FROM pay_item WHERE id = ?", id); failed != nil {
			err = failed
		}
		return name
	}
	for _, l := range itemLaws {
		var names []string
		for _, id := range w.broken[l.Name] {
			names = append(names, w.name(id))
		}
		out = append(out, breaks(l.Name, names)...)
	}
	for _, l := range sumLaws {
		rows := l.named(w)
		slices.Sort(rows)
		out = append(out, breaks(l.Name, rows)...)
	}
	return out, err
}

// begin reads what is small: runs, batches, audits, townships, reversals and balances.
func (w *walk) begin(r database.Reader) error {
	heads := func(into map[int64]head, query string) error {
		var all []head
		err := r.Select(&all, query)
		for _, h := range all {
			into[h.ID] = h
		}
		return err
	}
	if err := heads(w.runs, "SELECT id, path, state, month, items, total_fen FROM pay_run"); err != nil {
		return err
	}
	if err := heads(w.batches, "SELECT id, path, state, '' AS month, items, total_fen FROM pay_batch"); err != nil {
		return err
	}
	pairs := func(query string, each func(a, b int64)) error {
		return r.Rows(query, nil, func(rows *sql.Rows) error {
			var a, b int64
			err := rows.Scan(&a, &b)
			each(a, b)
			return err
		})
	}
	if err := pairs("SELECT run_id, township_id FROM pay_audit",
		func(run, town int64) { w.audited[[2]int64{run, town}] = true }); err != nil {
		return err
	}
	if err := pairs("SELECT id, parent_id FROM region WHERE parent_id IS NOT NULL",
		func(id, parent int64) { w.township[id] = parent }); err != nil {
		return err
	}
	if err := pairs("SELECT item_id, id FROM pay_reversal", func(item, _ int64) { w.reversed[item] = true }); err != nil {
		return err
	}
	if err := pairs("SELECT id, id FROM pay_run WHERE counted = 1",
		func(run, _ int64) { w.counted[run] = true }); err != nil {
		return err
	}
	if err := pairs("SELECT item_id, item_id FROM pay_open", func(item, _ int64) { w.open[item] = true }); err != nil {
		return err
	}
	return r.Rows(
		"SELECT account, path, fund, SUM(balance_fen) FROM fund_account WHERE account IN ('paid','committed') GROUP BY "+
			"account, path, fund",
		nil, func(rows *sql.Rows) error {
			var account string
			var p fundKey
			var n int64
			if err := rows.Scan(&account, &p.Path, &p.Fund, &n); err != nil {
				return err
			}
			if w.balance[account] == nil {
				w.balance[account] = map[fundKey]int64{}
			}
			w.balance[account][p] = n
			return nil
		})
}

// hear reads the bank's words and the lines of batches, each in the order in which it lies.
func (w *walk) loadBankResults(r database.Reader) error {
	at := func(item int64) *bankState {
		if n := item - w.first; n >= 0 && n < int64(len(w.told)) {
			return &w.told[n]
		}
		return &bankState{}
	}
	var item, batch, fen int64
	var path, kind sql.RawBytes
	counties := map[string]uint8{}
	if err := r.Rows("SELECT item_id, batch_id, amount_fen, path, kind FROM payment_event ORDER BY id", nil,
		func(rows *sql.Rows) error {
			if err := rows.Scan(&item, &batch, &fen, &path, &kind); err != nil {
				return err
			}
			w.answered[batch]++
			t := at(item)
			t.otherWord = t.otherWord || t.Answered && t.fen != fen
			t.Answered, t.fen = true, fen
			if string(kind) == "paid" {
				county := path[:min(len(path), 8)]
				n, known := counties[string(county)]
				if !known {
					n = uint8(len(w.counties))
					counties[string(county)] = n
					w.counties = append(w.counties, string(county))
				}
				t.Paid, t.county = true, n
			}
			return nil
		}); err != nil {
		return err
	}
	return r.Rows("SELECT batch_id, item_id, amount_fen FROM pay_batch_line ORDER BY batch_id, seq", nil,
		func(rows *sql.Rows) error {
			if err := rows.Scan(&batch, &item, &fen); err != nil {
				return err
			}
			c := w.ofBatch[batch]
			w.ofBatch[batch] = count{c.Items + 1, c.Fen + fen}
			t := at(item)
			before, apart := w.sent[item]
			if !apart {
				before = t.fen
			}
			t.otherSent = t.otherSent || t.Sent && before != fen
			if t.Sent = true; !t.Answered {
				t.fen = fen
			} else if apart || t.fen != fen {
				w.sent[item] = fen
			}
			state := w.batches[batch].State
			t.Waits = t.Waits || state == "prepared" || state == "released"
			return nil
		})
}

// step reads one window of items with all that hangs on them, one table after the other (one connection holds one open
// result), and judges it.
func (w *walk) step(r database.Reader, from, to int64) error {
	all := w.window[:0]
	defer func() { w.window = all }()
	var a, b, c, d sql.RawBytes
	between := func(query string, row func(rows *sql.Rows) error) error {
		return r.Rows(fmt.Sprintf(query, from, to), nil, row)
	}
	if err := between(
		"SELECT id, run_id, placement_id, person_id, CASE WHEN of_item_id IS NULL THEN 0 ELSE 1 END, days, amount_fen, "+
			"path, month, kind, fund FROM pay_item WHERE id BETWEEN %d AND %d ORDER BY id",
		func(rows *sql.Rows) error {
			var i item
			err := rows.Scan(&i.ID, &i.RunID, &i.PlacementID, &i.PersonID, &i.Adds, &i.Days, &i.Fen, &a, &b, &c, &d)
			i.Path, i.Month, i.Kind, i.Fund, i.Reversed = w.word(a), w.word(b), w.word(c), w.word(d), w.reversed[i.ID]
			i.bankState = w.told[i.ID-w.first]
			if i.sentFen = i.bankState.fen; len(w.sent) > 0 {
				if fen, apart := w.sent[i.ID]; apart {
					i.sentFen = fen
				}
			}
			all = append(all, i)
			return err
		}); err != nil {
		return err
	}
	// at the item of a row: rows come in the order of items, so it is this one or one further on
	var at int
	var none item
	find := func(id int64) *item {
		for at < len(all) && all[at].ID < id {
			at++
		}
		if at < len(all) && all[at].ID == id {
			return &all[at]
		}
		return &none
	}
	// what hangs on items lies in two slices for the whole window; each item has its part of them
	w.lines, w.slots = w.lines[:0], w.slots[:0]
	var id int64
	if err := between(
		"SELECT item_id, placement_id, village_id, days, of_days, amount_fen, path, month, fund FROM pay_line WHERE "+
			"item_id BETWEEN %d AND %d ORDER BY item_id, seq",
		func(rows *sql.Rows) error {
			var l line
			err := rows.Scan(&id, &l.PlacementID, &l.VillageID, &l.Days, &l.OfDays, &l.Fen, &a, &b, &c)
			l.Path, l.Month, l.Fund = w.word(a), w.word(b), w.word(c)
			i := find(id)
			if i.lines == (part{}) {
				i.lines.from = len(w.lines)
			}
			w.lines = append(w.lines, l)
			i.lines.to = len(w.lines)
			return err
		}); err != nil {
		return err
	}
	at = 0
	if err := between("SELECT item_id, placement_id, month FROM pay_slot WHERE item_id BETWEEN %d AND %d ORDER BY item_id",
		func(rows *sql.Rows) error {
			var s slot
			err := rows.Scan(&id, &s.PlacementID, &a)
			s.Month = w.word(a)
			i := find(id)
			if i.slots == (part{}) {
				i.slots.from = len(w.slots)
			}
			w.slots = append(w.slots, s)
			i.slots.to = len(w.slots)
			return err
		}); err != nil {
		return err
	}
	for n := range all {
		i := &all[n]
		i.Lines, i.Slots = w.lines[i.lines.from:i.lines.to], w.slots[i.slots.from:i.slots.to]
		w.judge(i)
	}
	return nil
}

// judge holds one item against the laws and adds it to the sums.
func (w *walk) judge(i *item) {
	for _, l := range itemLaws {
		if l.broken(i) && len(w.broken[l.Name]) < named {
			w.broken[l.Name] = append(w.broken[l.Name], i.ID)
		}
	}
	add := func(c map[int64]count, id, fen int64) { c[id] = count{c[id].Items + 1, c[id].Fen + fen} }
	add(w.ofRun, i.RunID, i.Fen)
	if !i.Paid && !i.Reversed && w.counted[i.RunID] && !w.open[i.ID] && len(w.broken[writtenDown]) < named {
		w.broken[writtenDown] = append(w.broken[writtenDown], i.ID)
	}
	waits := !i.Reversed && (!i.Answered || i.Waits) && !i.Paid
	if i.Kind != "correction" && !i.Adds && !i.Reversed {
		n := number(i.Month)
		of, bit := yearOf{i.PersonID, n / 12}, uint16(1)<<(n%12)
		if w.persons[of]&bit != 0 {
			w.doubled = append(w.doubled, uint32(i.ID-w.first))
		}
		w.persons[of] |= bit
	}
	for _, l := range i.Lines {
		if !i.Reversed {
			w.spend(l, uint32(i.ID-w.first))
		}
		w.villages += l.Fen
		w.parts[[2]int64{i.RunID, w.township[l.VillageID]}] = true
		if waits {
			w.pending[fundKey{w.runs[i.RunID].Path, l.Fund}] += l.Fen
		}
		if i.Paid {
			w.confirmed[fundKey{w.counties[i.county], l.Fund}] += l.Fen
		}
	}
}

// number of a month YYYY-MM: months since the year 0; 0 for what is no month.
func number(m string) uint16 {
	if x, err := civil.ParseMonth(m); err == nil {
		return uint16(12*x.Year() + x.Number())
	}
	return 0
}

// spend adds a line to the days of its placement and month.
func (w *walk) spend(l line, item uint32) {
	n := number(l.Month)
	of := yearOf{l.PlacementID, n / 12}
	at, known := w.placed[of]
	if !known {
		at = w.held
		if at%chunkSize == 0 {
			w.years = append(w.years, new([chunkSize][12]spent))
		}
		w.placed[of] = at
		w.held++
	}
	s := &w.years[at/chunkSize][at%chunkSize][n%12]
	if s.lines == 0 {
		s.item = item
	}
	s.lines += min(1, math.MaxUint8-s.lines)
	s.days = int16(max(math.MinInt16, min(math.MaxInt16, int64(s.days)+l.Days)))
	s.of = uint8(max(int64(s.of), min(math.MaxUint8, l.OfDays)))
}

// namesOf items, each counted from the first, as many as a break names.
func (w *walk) namesOf(items []uint32) (out []string) {
	slices.Sort(items)
	for _, i := range items[:min(len(items), named)] {
		out = append(out, w.name(w.first+int64(i)))
	}
	return out
}

// differs names the funds whose balance on an account is not what the items add up to.
func (w *walk) differs(account string, want map[fundKey]int64) (out []string) {
	for p, n := range w.balance[account] {
		if n != want[p] {
			out = append(out, p.Path+" "+p.Fund)
		}
	}
	for p, n := range want {
		if _, kept := w.balance[account][p]; !kept && n != 0 {
			out = append(out, p.Path+" "+p.Fund)
		}
	}
	return out
}

// word keeps each code once: months, funds and paths come up a million times.
func (w *walk) word(raw sql.RawBytes) string {
	if s, ok := w.words[string(raw)]; ok {
		return s
	}
	s := string(raw)
	w.words[s] = s
	return s
}
