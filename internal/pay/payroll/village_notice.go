package payroll

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// A village hangs its list as soon as it has it, often before the county drafts the month. What hung first (张贴在先) is
// taken as the notice of the village's list, with its scan, and is held against the run: it covers the lines that are
// equal by name, days and amount. Lines that differ need a notice of their own, or go to a list of their own.

// VillageNotice of a village's list of a month, as it hung. Insert-only.
type VillageNotice struct {
	ID         int64
	VillageID  int64
	Path       string
	Month      civil.Month
	FromDate   civil.Date
	UntilDate  civil.Date
	Place      string // where it hung
	Objections string
	Irregular  string // what keeps it from counting; empty: nothing
	FileID     int64  // its scan
	AtUs       clock.Moment
	Lines      []HungLine `gorm:"-"`
}

// HungLine as it stood on a list that hung.
type HungLine struct {
	Name      string
	Days      int64
	AmountFen money.Fen
}

// mostHung lines of one list.
const mostHung = 500

// ReadHung reads what is pasted of a village's list, a line each: name, days, amount, with tabs, commas or spaces
// between. A line of heads and one of sums are left out. Refusals: payroll.hung_line (with the line's number and text),
// payroll.hung_none. Pure.
func ReadHung(text string) (out []HungLine, err error) {
	var faults errs.Faults
	for n, line := range strings.Split(text, "\n") {
		cells := strings.FieldsFunc(line, func(r rune) bool { return strings.ContainsRune("\t\r ,，、　", r) })
		if len(cells) == 0 || strings.Contains(cells[0], "姓名") || strings.HasPrefix(cells[0], "合计") {
			continue
		}
		x, ok := hungLine(cells)
		if !ok {
			faults.Add(errs.New(errs.Invalid, "payroll.hung_line").On("lines").With("n", n+1).With("line",
				strings.Join(cells, " ")))
			continue
		}
		out = append(out, x)
	}
	if len(out) == 0 && faults.OrNil() == nil || len(out) > mostHung {
		faults.Add(errs.New(errs.Invalid, "payroll.hung_none").On("lines").With("most", mostHung))
	}
	return out, faults.OrNil()
}

func hungLine(cells []string) (x HungLine, ok bool) {
	if len(cells) != 3 || len([]rune(cells[0])) > 20 {
		return x, false
	}
	days, err := strconv.ParseInt(strings.TrimSuffix(cells[1], "天"), 10, 64)
	fen, wrong := money.Parse(strings.TrimSuffix(cells[2], "元"))
	if err != nil || wrong != nil || days < 0 || days > 31 || fen <= 0 {
		return x, false
	}
	return HungLine{cells[0], days, fen}, true
}

// irregularHung names what keeps a village's notice from counting: it began while the month was still worked, or hung
// too short. Pure but for the rulebook.
func irregularHung(book *rulebook.Book, n VillageNotice) string {
	least := book.Int("notice.min_calendar_days", n.Path, n.FromDate, 3)
	switch {
	case !n.FromDate.After(PeriodOf(book, n.Path, n.Month).Until):
		return NoticeEarly
	case n.UntilDate.DaysSince(n.FromDate) < least:
		return NoticeShort
	}
	return ""
}

// HangVillage records that a village's list hung before the county drafted the month. What cannot count is kept as it
// happened, and marked. Refusals: payroll.hung_village (no village), form.choice (month), form.future (from),
// notice.until, form.required (place), payroll.hung_scan, payroll.hung_none, payroll.hung_after (the list was drafted
// by then: its own notice counts), payroll.hung_twice.
func (r *Service) HangVillage(ctx context.Context, actor authz.Actor, key string, village *region.Region,
	n VillageNotice, scan *files.Stored) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		if village == nil || village.Level != region.Village {
			return 0, errs.New(errs.Invalid, "payroll.hung_village").On("region")
		}
		if err := v.Allow("payroll.hang", village.Path); err != nil {
			return 0, err
		}
		if err := n.check(v.Today(), scan); err != nil {
			return 0, err
		}
		n.VillageID, n.Path, n.AtUs = village.ID, village.Path, v.Now()
		if err := beforeDraft(v, n); err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		n.Irregular = irregularHung(book, n)
		if n.FileID, err = files.Keep(v, *scan, village.Path, files.OfApplication); err != nil {
			return 0, err
		}
		id, err := insertHung(v, n)
		if database.Duplicate(err, "") {
			return 0, errs.New(errs.Conflict, "payroll.hung_twice").On("from").With("from", n.FromDate)
		}
		v.Record("payroll.hang", "village_notice", id, desk.F("village", village.Code), desk.F("month", n.Month),
			desk.F("from", n.FromDate), desk.F("until", n.UntilDate), desk.F("lines", len(n.Lines)),
			desk.F("irregular", n.Irregular))
		return id, err
	})
}

func (n *VillageNotice) check(today civil.Date, scan *files.Stored) error {
	faults := noticed("", n.FromDate, n.UntilDate, today, &n.Objections)
	if n.Month.IsZero() || today.Month().Before(n.Month) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("month"))
	}
	n.Place = strings.TrimSpace(n.Place)
	faults.Add(errs.Length(n.Place, 2, 20, "form.required", "place"))
	if scan == nil {
		faults.Add(errs.New(errs.Invalid, "payroll.hung_scan").On("scan"))
	}
	if len(n.Lines) == 0 || len(n.Lines) > mostHung {
		faults.Add(errs.New(errs.Invalid, "payroll.hung_none").On("lines").With("most", mostHung))
	}
	return faults.OrNil()
}

// beforeDraft refuses a notice that began when the list that waits was drafted already: payroll.hung_after. It locks
// the county as a draft does.
func beforeDraft(v *desk.Visit, n VillageNotice) error {
	if err := lockCountyOf(v, n.Path); err != nil {
		return err
	}
	drafted, waits, err := draftedOn(v.Tx, region.CountyPath(n.Path), n.Month)
	if err == nil && waits && !n.FromDate.Before(drafted) {
		err = errs.New(errs.State, "payroll.hung_after").On("from").With("drafted", drafted)
	}
	return err
}

// Why a line of a run is not covered by what hung.
const (
	HungDays   = "days"   // other days
	HungAmount = "amount" // another amount
	HungBoth   = "both"   // other days and another amount
	HungNone   = "none"   // the village hung no list that counts
	HungNot    = "not"    // the list that hung does not name them
	HungAlike  = "alike"  // several of one name, whose lines are not all equal
)

// HungDiffer is a line of a run that no notice covers.
type HungDiffer struct {
	PlacementID int64
	Path        string
	Name        string
	Days        int64
	AmountFen   money.Fen
	Hung        HungLine // as it hung, where it did
	Why         string
}

// Hung is a run held against what the villages hung before it was drafted.
type Hung struct {
	Equal   int // lines that are covered
	Differs []HungDiffer
	Without int        // of those, in villages that hung no list that counts
	Extra   []HungLine // that hung and are not on the run
	From    civil.Date // the first and the last day of the notices that cover
	Until   civil.Date
	Notices int // of the villages, that count
}

// Other is how many lines of villages that hung a list differ from it.
func (h Hung) Other() int { return len(h.Differs) - h.Without }

// Mostly reports whether most lines are covered, so that the rest may go to a list of their own.
func (h Hung) Mostly() bool { return h.Equal >= len(h.Differs) && h.Equal > 0 }

// Any reports whether a village hung anything that counts.
func (h Hung) Any() bool { return h.Notices > 0 }

// named is somebody of a village by name, as a list that hung has it.
type named struct{ path, name string }

// lists that hung: under each name the lines of the latest notice that has it.
type lists struct {
	lines    map[named][]HungLine
	from     map[named]VillageNotice
	villages map[string]bool
}

// listsOf the notices that count. Pure.
func listsOf(notices []VillageNotice) lists {
	out := lists{map[named][]HungLine{}, map[named]VillageNotice{}, map[string]bool{}}
	slices.SortStableFunc(notices, func(a, b VillageNotice) int { return b.FromDate.DaysSince(a.FromDate) })
	for _, n := range notices {
		out.villages[n.Path] = true
		for _, l := range n.Lines {
			k := named{n.Path, l.Name}
			if first, known := out.from[k]; known && first.ID != n.ID {
				continue // a later one names them
			}
			out.from[k], out.lines[k] = n, append(out.lines[k], l)
		}
	}
	return out
}

// hold the lines of a run against notices, of which each village's latest that names somebody counts for them. Pure.
func hold(notices []VillageNotice, rows []draftRow) (out Hung) {
	notices = slices.DeleteFunc(notices, func(n VillageNotice) bool { return n.Irregular != "" })
	out.Notices = len(notices)
	hung := listsOf(notices)
	byName := map[named][]draftRow{}
	var order []named
	for _, d := range rows {
		k := named{region.PathAt(d.Path, region.Village), d.Name}
		if byName[k] == nil {
			order = append(order, k)
		}
		byName[k] = append(byName[k], d)
	}
	for _, k := range order {
		if covers(hung.lines[k], byName[k]) {
			out.cover(hung.from[k], len(byName[k]))
			continue
		}
		out.differ(hung, k, byName[k])
	}
	for k, lines := range hung.lines {
		if byName[k] == nil {
			out.Extra = append(out.Extra, lines...)
		}
	}
	slices.SortFunc(out.Extra, func(a, b HungLine) int { return strings.Compare(a.Name, b.Name) })
	return out
}

// cover lines by a notice.
func (h *Hung) cover(n VillageNotice, lines int) {
	h.Equal += lines
	if h.From.IsZero() || n.FromDate.Before(h.From) {
		h.From = n.FromDate
	}
	if n.UntilDate.After(h.Until) {
		h.Until = n.UntilDate
	}
}

// differ names the lines of somebody that no notice covers, and why.
func (h *Hung) differ(hung lists, k named, of []draftRow) {
	lines := hung.lines[k]
	for _, d := range of {
		x := HungDiffer{PlacementID: d.PlacementID, Path: d.Path, Name: d.Name, Days: d.Days, AmountFen: d.AmountFen}
		if d.CountedDays != nil {
			x.Days = *d.CountedDays
		}
		switch {
		case !hung.villages[k.path]:
			x.Why = HungNone
			h.Without++
		case len(lines) == 0:
			x.Why = HungNot
		case len(lines) > 1 || len(of) > 1:
			x.Why = HungAlike
		default:
			x.Hung, x.Why = lines[0], differs(lines[0], d)
		}
		h.Differs = append(h.Differs, x)
	}
}

func differs(l HungLine, d draftRow) string {
	switch {
	case !l.sameDays(d) && l.AmountFen != d.AmountFen:
		return HungBoth
	case !l.sameDays(d):
		return HungDays
	}
	return HungAmount
}

// sameDays reports whether a list that hung tells the days of a line: those that pay counts, as a county's printed list
// has them where it pays by days or hours, or the calendar days on post.
func (l HungLine) sameDays(d draftRow) bool {
	return l.Days == d.Days || d.CountedDays != nil && l.Days == *d.CountedDays
}

// covers reports whether the lines that hung under a name are those of the run.
func covers(lines []HungLine, rows []draftRow) bool {
	if len(lines) != len(rows) || len(rows) == 0 {
		return false
	}
	left := slices.Clone(lines)
	for _, d := range rows {
		i := slices.IndexFunc(left, func(l HungLine) bool { return l.sameDays(d) && l.AmountFen == d.AmountFen })
		if i < 0 {
			return false
		}
		left = slices.Delete(left, i, i+1)
	}
	return true
}

// HungOf holds a run that is not approved against what the villages in a scope hung before it was drafted. Zero where
// none did.
func HungOf(r database.Reader, x Run, scope authz.Scope) (out Hung, err error) {
	if x.State == Approved || x.State == Cancelled || x.Kind == Correction {
		return out, nil
	}
	notices, err := hungBefore(r, x)
	if err != nil || len(notices) == 0 {
		return out, err
	}
	rows, err := drafts(r, x)
	if err != nil {
		return out, err
	}
	return hold(slices.DeleteFunc(notices, func(n VillageNotice) bool { return !scope.Covers(n.Path) }),
		slices.DeleteFunc(rows, func(d draftRow) bool { return !scope.Covers(d.Path) })), nil
}

// TakeHung takes what the villages hung as the notice of a run, once all its lines are covered: the clock runs from
// there. Refusals: payroll.state, form.stale, payroll.hung_differs.
func (r *Service) TakeHung(ctx context.Context, actor authz.Actor, key string, id, version int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := r.at(v, id, version, "payroll.draft", Draft)
		if err != nil {
			return 0, err
		}
		h, err := HungOf(v.Tx, x, authz.Under(x.Path))
		if err != nil {
			return 0, err
		}
		if len(h.Differs) > 0 || h.Equal == 0 {
			return 0, errs.New(errs.State, "payroll.hung_differs").With("equal", h.Equal).With("differs", len(h.Differs))
		}
		v.Record("payroll.hung", "pay_run", id, desk.F("from", h.From), desk.F("until", h.Until), desk.F("lines", h.Equal))
		return id, move(v.Tx, x, "state = 'noticed', hung = 1, notice_from = ?, notice_until = ?", h.From, h.Until)
	})
}

// SplitHung takes the lines of a run that what the villages hung does not cover off it; a list of their own takes them
// once this one is approved. Refusals: payroll.state, form.stale, payroll.hung_equal (there are none), payroll.hung_all
// (nobody would be left).
func (r *Service) SplitHung(ctx context.Context, actor authz.Actor, key string, id, version int64) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		x, err := r.at(v, id, version, "payroll.draft", Draft)
		if err != nil {
			return 0, err
		}
		h, err := HungOf(v.Tx, x, authz.Under(x.Path))
		switch {
		case err != nil:
			return 0, err
		case h.Equal == 0:
			return 0, errs.New(errs.State, "payroll.hung_all")
		case len(h.Differs) == 0:
			return 0, errs.New(errs.State, "payroll.hung_equal")
		}
		var off []Asked
		var sum money.Fen
		for _, d := range h.Differs {
			off, sum = append(off, Asked{PlacementID: d.PlacementID}), sum+d.AmountFen
		}
		v.Record("payroll.hung_split", "pay_run", id, desk.F("lines", len(off)), desk.F("total", sum),
			desk.F("left", h.Equal))
		return id, takeOff(v.Tx, x, off)
	})
}

// hungStill refuses what moves a run forward that stands on the villages' notices where a line is not covered by them:
// payroll.hung_differs. A row of a draft may be written by whoever reaches the database.
func (x Run) hungStill(r database.Reader, scope authz.Scope) error {
	if x.Hung == 0 {
		return nil
	}
	h, err := HungOf(r, x, scope)
	if err == nil && len(h.Differs) > 0 {
		err = errs.New(errs.State, "payroll.hung_differs").With("equal", h.Equal).With("differs", len(h.Differs))
	}
	return err
}
