package duty

import (
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/region"
)

// Claim is what a workbook says of one holder's month.
type Claim struct {
	Row          int
	PlacementIDs []int64 // of one person in the village and month, the earliest first
	Days         [31]string
	Legend       map[string]lexicon.Mark // of the sheet, where it has one
	Hours        int64
	Remark       string
	For          bool // another office brings it for the village
}

// how the marks of the claim come in, and whether they may take the place of marks that came so.
func (c Claim) how() byte {
	if c.For {
		return HowImportAnother
	}
	return HowImport
}

func (c Claim) replaces(how byte) bool { return how == c.how() || !c.For && how == HowImportAnother }

// Impossible is a day that a workbook claims and that cannot have been: before the start, after the exit, while
// suspended, out of season, not yet come, or not in the month at all. It is kept as evidence and never counted.
type Impossible struct {
	PlacementID int64
	Day         int
	Said        string
	Why         string // duty.impossible_*
}

// whyClosed says why a day cannot be marked, empty if it can.
func (l Line) whyClosed(month civil.Month, day int, today civil.Date) string {
	switch {
	case day > month.Days():
		return "duty.impossible_no_day"
	case month.Date(day).After(today):
		return "duty.impossible_future"
	case month.Date(day).Before(l.StartOn):
		return "duty.impossible_before"
	case !l.EndOn.IsZero() && month.Date(day).After(l.EndOn):
		return "duty.impossible_after"
	case l.paused(month.Date(day)):
		return "duty.impossible_paused"
	case !l.In(month):
		return "duty.impossible_season"
	}
	return ""
}

// Judge a claim against the lines of its person, as they stand: the lines after it, and the days that cannot have been.
// A blank cell says nothing; a day that was typed otherwise is a fault, never overwritten. Faults: duty.mark,
// duty.typed_otherwise, form.range, form.long. Pure.
func (c Claim) Judge(lines []Line, month civil.Month, today civil.Date) (after []Line, impossible []Impossible, err error) {
	var faults errs.Faults
	for _, id := range c.PlacementIDs {
		for _, l := range lines {
			if l.PlacementID != id {
				continue
			}
			if len(l.Days) != 31 {
				l.Days, l.How = noShifts, noShifts
			}
			after = append(after, l)
		}
	}
	if len(after) == 0 {
		return nil, nil, errs.New(errs.Invalid, "duty.not_holder")
	}
	for i, said := range c.Days {
		m, ok := markOf(said, c.Legend)
		day, n, why := i+1, -1, ""
		for k := range after {
			if why = after[k].whyClosed(month, day, today); why == "" {
				n = k
				break
			}
		}
		switch {
		case !ok:
			faults.Add(unfit(after[0].Name, day, said, m))
		case m == '-':
		case n < 0:
			impossible = append(impossible, Impossible{after[len(after)-1].PlacementID, day, strings.TrimSpace(said), why})
		case after[n].Days[i] == m:
		case m == 'T' || after[n].Days[i] == 'T' || after[n].ByTask() && (m == 'P' || m == 'H' || m == 'S'):
			faults.Add(errs.New(errs.Invalid, "duty.task_day").With("name", after[n].Name).With("day", day))
		case after[n].Days[i] != '-' && !c.replaces(after[n].How[i]):
			faults.Add(errs.New(errs.Conflict, "duty.typed_otherwise").With("name", after[n].Name).With("day", day).With("typed",
				Word(after[n].Days[i])).With(
				"said", Word(m)))
		default:
			days, how := []byte(after[n].Days), []byte(after[n].How)
			days[i], how[i] = m, c.how()
			after[n].Days, after[n].How = string(days), string(how)
		}
	}
	if c.Hours < 0 || c.Hours > 744 {
		faults.Add(errs.New(errs.Invalid, "form.range").On("hours").With("min", 0).With("max", 744))
	}
	if len([]rune(c.Remark)) > 100 {
		faults.Add(errs.New(errs.Invalid, "form.long").On("remark").With("limit", 100))
	}
	if after[0].ByTask() && c.Hours > 0 {
		faults.Add(errs.New(errs.Invalid, "duty.task_hours").On("hours").With("name", after[0].Name))
	}
	if c.Hours > 0 {
		after[0].Hours = c.Hours
	}
	if c.Remark != "" {
		after[0].Remark = c.Remark
	}
	return after, impossible, faults.OrNil()
}

// LinesFor are a village's lines of a month: those of its sheet, else one blank line for each holder. state is empty
// where nobody has begun the sheet.
func LinesFor(r database.Reader, villageID int64, month civil.Month) (lines []Line, state string, err error) {
	s, found, err := SheetOf(r, villageID, month)
	if err != nil {
		return nil, "", err
	}
	if found {
		if lines, err = LinesOf(r, s.ID); err != nil {
			return nil, "", err
		}
		state = s.State
	}
	holders, err := holdersOf(r, villageID, month)
	if err != nil {
		return nil, "", err
	}
	have := map[int64]bool{}
	for _, l := range lines {
		have[l.PlacementID] = true
	}
	for _, h := range holders {
		if !have[h.PlacementID] {
			h.Days, h.How, h.Shifts = noShifts, noShifts, noShifts
			lines = append(lines, h)
		}
	}
	return lines, state, nil
}

// sheetToFill is a village's sheet of a month, begun where nobody has. Refusal: duty.state.
func sheetToFill(v *desk.Visit, village *region.Region, month civil.Month) (Sheet, error) {
	s, found, err := SheetOf(v.Tx, village.ID, month)
	if err != nil {
		return s, err
	}
	if !found {
		s = Sheet{VillageID: village.ID, Path: village.Path, Month: month, State: Draft}
		return s, insertSheet(v.Tx, &s)
	}
	if s, err = lockSheet(v.Tx, s.ID); err != nil {
		return s, err
	}
	if s.State != Draft {
		return s, errs.New(errs.State, "duty.state").With("sheet", s.State)
	}
	return s, nil
}

// ApplyImport puts a workbook's claims onto a village's sheet inside an import's visit, beginning the sheet where
// nobody has, and keeps what was impossible. It returns the ids of the lines. Refusals: duty.state, those of Judge.
func ApplyImport(v *desk.Visit, batchID int64, village *region.Region, month civil.Month,
	claims []Claim) ([]int64, error) {
	s, err := sheetToFill(v, village, month)
	if err != nil {
		return nil, err
	}
	lines, _, err := LinesFor(v.Tx, village.ID, month)
	if err != nil {
		return nil, err
	}
	var fresh []Line
	for i := range lines {
		if lines[i].SheetID == 0 {
			lines[i].SheetID = s.ID
			fresh = append(fresh, lines[i])
		}
	}
	if err := insertLines(v.Tx, fresh); err != nil {
		return nil, err
	}
	if lines, err = LinesOf(v.Tx, s.ID); err != nil {
		return nil, err
	}
	var ids []int64
	var rows []Impossible
	var from []int
	forIt, err := lends(v, s)
	if err != nil {
		return nil, err
	}
	for _, c := range claims {
		c.For = forIt
		after, impossible, err := c.Judge(lines, month, v.Today())
		if err != nil {
			return nil, err
		}
		for _, l := range after {
			if err := updateLine(v.Tx, l); err != nil {
				return nil, err
			}
			ids = append(ids, l.ID)
			for i := range lines {
				if lines[i].ID == l.ID {
					lines[i] = l
				}
			}
		}
		for _, x := range impossible {
			rows, from = append(rows, x), append(from, c.Row)
		}
	}
	if err := insertImpossible(v.Tx, s.ID, batchID, rows, from, v.Now()); err != nil {
		return nil, err
	}
	return ids, touch(v.Tx, s, "state = state")
}

// RevertImport blanks the days that an import brought onto lines. Refusal: import.built_upon (a sheet was sent since).
func RevertImport(v *desk.Visit, lineIDs []int64) error {
	for _, id := range lineIDs {
		l, s, err := lineByID(v.Tx, id)
		if err != nil {
			return err
		}
		if s.State != Draft {
			return errs.New(errs.State, "import.built_upon")
		}
		days, how := []byte(l.Days), []byte(l.How)
		for i := range how {
			if how[i] == HowImport || how[i] == HowImportAnother {
				days[i], how[i] = '-', '-'
			}
		}
		l.Days, l.How = string(days), string(how)
		if strings.Trim(l.Days, "-") == "" { // nothing but what was taken stood there
			l.Hours, l.Remark = 0, ""
		}
		if err := updateLine(v.Tx, l); err != nil {
			return err
		}
	}
	return nil
}
