package progress

import (
	"maps"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/unit"
)

// Figure is a cell of a form as it stands: with who owns it, what stands behind it, and what was sent in before.
type Figure struct {
	Cell
	Column   Column
	Owner    string // department
	List     string // kind of the list that the figure is counted from; empty: it is typed
	Bare     int64  // entries counted whose people are not named
	Last     *int64 // last quarter, as sent in
	LastYear *int64 // the same quarter last year, as sent in
}

// Sheet is a unit's form of a quarter.
type Sheet struct {
	Unit       unit.Unit
	Quarter    civil.Quarter
	CutOff     civil.Date
	Through    civil.Date // day up to which it counts: the cut-off, or today while that is to come
	Form       Form
	Figures    []Figure
	Definition string
	Others     map[string]int64 // column 9 by its other definitions
	// people of column 9 and the placement that each is counted by; nil where it came by Excel or is frozen
	Counted map[int64]int64
	Faults  []Fault
	Latest  *Submission
	Word    *Decision // on the latest submission
}

// Missing lists the departments that have not answered, with the columns that wait for each.
func (s *Sheet) Missing() []Missing {
	by := map[string]*Missing{}
	for _, f := range s.Figures {
		if f.Value == nil {
			if by[f.Owner] == nil {
				by[f.Owner] = &Missing{Department: f.Owner}
			}
			by[f.Owner].Columns = append(by[f.Owner].Columns, f.Column)
		}
	}
	var out []Missing
	for _, d := range unit.Departments {
		if m := by[d]; m != nil {
			out = append(out, *m)
		}
	}
	return out
}

// Missing is a department that has not answered.
type Missing struct {
	Department string
	Columns    []Column
}

// Err of the sheet's faults and gaps, nil if it may be sent in.
func (s *Sheet) Err() error {
	var faults errs.Faults
	for _, f := range s.Figures {
		if f.Value == nil {
			faults.Add(errs.New(errs.Invalid, "progress.missing").On(Field(f.Column.N)).With("column", f.Column.N).With("name",
				f.Column.Name()))
		}
	}
	for _, f := range s.Faults {
		faults.Add(f.Err())
	}
	return faults.OrNil()
}

// counter reads once what the forms of a quarter stand on.
type counter struct {
	book    *rulebook.Book
	units   []unit.Unit
	quarter civil.Quarter
	through civil.Date
	tallies map[int64]*Tally
	all     *Tally
	lists   map[int64]map[int]formlists.Stand
}

func newCounter(r database.Reader, units []unit.Unit, under string, q civil.Quarter,
	today civil.Date) (*counter, error) {
	book, err := rulebook.Load(r)
	if err != nil {
		return nil, err
	}
	c := &counter{book: book, units: units, quarter: q, through: CutOff(q, book, under)}
	if today.Before(c.through) {
		c.through = today
	}
	if c.tallies, c.all, err = Count(r, units, under, YearOf(q), c.through); err != nil {
		return nil, err
	}
	c.lists, err = formlists.Counts(r, YearOf(q), c.through)
	return c, err
}

// sheet of a unit: open, as its departments and the lists say; sent in, as it was frozen. To the city, what it accepted
// counts while the unit corrects it.
func (c *counter) sheet(r database.Reader, u unit.Unit, toCity bool) (*Sheet, error) {
	s := &Sheet{Unit: u, Quarter: c.quarter, CutOff: CutOff(c.quarter, c.book, u.Path()), Through: c.through,
		Definition: DefinitionOn(c.book, u.Path(), c.through), Others: map[string]int64{}}
	var err error
	if s.Form, err = formOf(r, u.ID, c.quarter, ""); err != nil {
		return nil, err
	}
	cells, err := cellsOf(r, s.Form.ID)
	if err != nil {
		return nil, err
	}
	last, err := mailed(r, u.ID, c.quarter.Add(-1))
	if err != nil {
		return nil, err
	}
	year, err := mailed(r, u.ID, c.quarter.Add(-4))
	if err != nil {
		return nil, err
	}
	var frozen map[int64]Frozen
	if s.Form.SubmissionID != nil {
		subs, words, err := Submissions(r, s.Form.ID)
		if err != nil {
			return nil, err
		}
		s.Latest = &subs[len(subs)-1]
		if d, ok := words[s.Latest.ID]; ok {
			s.Word = &d
		}
		if s.Form.State != Open || toCity && s.Correcting() {
			if frozen, err = FrozenOf(r, s.Latest.ID); err != nil {
				return nil, err
			}
			s.Definition, s.Through = s.Latest.Definition, s.Latest.CutOff
			s.Unit.Name = s.Latest.UnitName
		}
	}
	tally := c.tallies[u.ID]
	for _, d := range Definitions {
		s.Others[d] = int64(len(tally.By(d)))
	}
	for _, col := range Columns {
		n := int64(col.N)
		f := Figure{Column: col, Cell: cells[n], Owner: unit.Owner(c.book, u, col.Owned(), c.through)}
		f.Col = n
		stand := c.lists[u.ID][col.N]
		switch k, _, ok := formlists.Behind(col.N); {
		case frozen != nil:
			z := frozen[n]
			f.Value, f.Source, f.Reason, f.Note, f.Province = &z.Value, z.Source, z.Reason, z.Note, z.Province
		case col.N == Counted && f.Source != FromExcel:
			counted := int64(len(tally.By(s.Definition)))
			f.Value, f.Source = &counted, ByCount
			s.Counted = tally.By(s.Definition)
		case ok && stand.Entries > 0 && f.Source != FromExcel:
			f.Value, f.Source, f.List, f.Bare = &stand.Value, ByList, k.Code, stand.Bare
		}
		if v, ok := last[n]; ok {
			f.Last = &v
		}
		if v, ok := year[n]; ok {
			f.LastYear = &v
		}
		s.Figures = append(s.Figures, f)
	}
	if c.quarter.N() == 1 {
		last = nil // a new year begins at nothing
	}
	s.Faults = Check(s.Figures, last)
	return s, nil
}

// SheetOf a unit and quarter as it stands today.
func SheetOf(r database.Reader, u unit.Unit, q civil.Quarter, today civil.Date) (*Sheet, error) {
	c, err := newCounter(r, []unit.Unit{u}, region.CommonPath(u.Takes), q, today)
	if err != nil {
		return nil, err
	}
	return c.sheet(r, u, false)
}

// City is the form of all units of a quarter with the city's row.
type City struct {
	Quarter civil.Quarter
	CutOff  civil.Date
	Sheets  []*Sheet
	Sums    []Sum // by column
	Twice   int64 // people of column 9 who are counted in more than one unit, and once in the city's row
	Lacking []string
}

// Sum of a column over the units: nil while a unit has not answered.
type Sum struct {
	Column Column
	Value  *int64
}

// CityOf a quarter as it stands today, of some units: their rows and the sum. Column 9 counts people once for the city;
// a unit whose figure came by Excel is added as it is.
func CityOf(r database.Reader, units []unit.Unit, q civil.Quarter, today civil.Date) (*City, error) {
	var takes []string
	for _, u := range units {
		takes = append(takes, u.Takes...)
	}
	c, err := newCounter(r, units, region.CommonPath(takes), q, today)
	if err != nil {
		return nil, err
	}
	out := &City{Quarter: q, CutOff: CutOff(q, c.book, units[0].Path()[:4])}
	counted := map[int64]bool{}
	var double int64
	for _, u := range units {
		s, err := c.sheet(r, u, true)
		if err != nil {
			return nil, err
		}
		out.Sheets = append(out.Sheets, s)
		if s.Form.State == Open && !s.Correcting() {
			out.Lacking = append(out.Lacking, s.Unit.Name)
		}
		people := slices.Collect(maps.Keys(s.Counted))
		if s.Counted == nil && s.Latest != nil && s.Figures[Counted-1].Source == ByCount {
			if err := r.Select(&people, "SELECT person_id FROM progress_person WHERE submission_id = ?",
				s.Latest.ID); err != nil {
				return nil, err
			}
		}
		for _, p := range people {
			if counted[p] {
				double++
			}
			counted[p] = true
		}
	}
	out.Twice = double
	for i, col := range Columns {
		sum, whole := int64(0), true
		for _, s := range out.Sheets {
			if v := s.Figures[i].Value; v != nil {
				sum += *v
			} else {
				whole = false
			}
		}
		if col.N == Counted {
			sum -= double
		}
		x := Sum{Column: col}
		if whole {
			x.Value = &sum
		}
		out.Sums = append(out.Sums, x)
	}
	return out, nil
}

// Behind column 9 of a unit: the placements that it counts, in order, with the day and the definition. What was sent in
// is told as it was frozen, unless another definition is asked for.
func Behind(r database.Reader, u unit.Unit, q civil.Quarter, definition string, today civil.Date) (placements []int64, on civil.Date, by string, err error) {
	s, err := SheetOf(r, u, q, today)
	if err != nil {
		return nil, on, "", err
	}
	if !slices.Contains(Definitions, definition) {
		definition = s.Definition
	}
	if s.Form.State != Open && definition == s.Definition {
		placements, err = PeopleFrozen(r, s.Latest.ID)
		return placements, s.Through, definition, err
	}
	c, err := newCounter(r, []unit.Unit{u}, region.CommonPath(u.Takes), q, today)
	if err != nil {
		return nil, on, "", err
	}
	return slices.Sorted(maps.Values(c.tallies[u.ID].By(definition))), c.through, definition, nil
}

// Unanswered counts the columns of a unit's form that wait for some departments; none once it was sent in. It looks at
// no placement.
func Unanswered(r database.Reader, book *rulebook.Book, u unit.Unit, q civil.Quarter, departments []string,
	today civil.Date) (int64, error) {
	f, err := formOf(r, u.ID, q, "")
	if err != nil || f.State != Open {
		return 0, err
	}
	cells, err := cellsOf(r, f.ID)
	if err != nil {
		return 0, err
	}
	lists, err := formlists.Counts(r, YearOf(q), today)
	if err != nil {
		return 0, err
	}
	var n int64
	for _, c := range Columns {
		if c.N != Counted && cells[int64(c.N)].Value == nil && lists[u.ID][c.N].Entries == 0 &&
			slices.Contains(departments, unit.Owner(book, u, c.Owned(), today)) {
			n++
		}
	}
	return n, nil
}
