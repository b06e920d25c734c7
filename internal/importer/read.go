package importer

import (
	"path/filepath"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/sheet"
)

// Reading is what was understood of a workbook before its rows are judged.
type Reading struct {
	Sheets   []SheetRead
	Skipped  []Skip
	People   int       // whose identity numbers stand in the file, wherever
	Taken    int       // of them those of whom no number was left unread
	Left     []LeftOut // where numbers stand that were not read
	Answered []Taken   `json:",omitempty"` // the answers by which columns were taken
}

// LeftOut are rows of a sheet that hold identity numbers and were not read, and why: hidden (the sheet), heads (it has
// none that are needed), outside (of what stands under the heads).
type LeftOut struct {
	sheet.Left
	Why string
}

// Whole reports whether every identity number of the file was read.
func (r Reading) Whole() bool { return len(r.Left) == 0 }

// SheetRead is one sheet: where its heads stand and which column each was taken for.
type SheetRead struct {
	Name    string
	HeadRow int // 0: no heads found, the sheet is left alone
	Matched []Match
	Unused  []string // heads that fit no column; their cells stay in the original
	Rows    int
	Hidden  bool `json:",omitempty"` // the sheet is, and was left alone
	// Titled is what no column says and was taken from the title, or from the name of the sheet or file.
	Titled  []string       `json:",omitempty"`
	Notes   []Note         `json:",omitempty"`
	Outline *sheet.Outline `json:",omitempty"` // how its columns are read
	columns []int
}

// Note is something about rows that are taken which whoever hands them in should know: hidden (by a filter), unseen
// (characters that nobody sees were dropped from a number or a name), nohome (no household is told).
type Note struct {
	Why   string
	Rows  int
	First []int // the first of them
}

// firstNoted is how many rows a note names.
const firstNoted = 10

func (s *SheetRead) note(why string, row int) {
	i := slices.IndexFunc(s.Notes, func(n Note) bool { return n.Why == why })
	if i < 0 {
		i = len(s.Notes)
		s.Notes = append(s.Notes, Note{Why: why})
	}
	n := &s.Notes[i]
	if n.Rows++; len(n.First) < firstNoted {
		n.First = append(n.First, row)
	}
}

// Renamed are the matches whose head is written otherwise than in the template.
func (s SheetRead) Renamed() []Match {
	return slices.DeleteFunc(slices.Clone(s.Matched),
		func(m Match) bool { return sheet.HeadWord(m.Head) == sheet.HeadWord(m.Column) })
}

// Match of a head with a column.
type Match struct{ Head, Column string }

// Skip is a row that was passed over, and why: title, total, repeat (the heads again), note.
type Skip struct {
	Sheet string
	Row   int
	Why   string
	Text  string
}

// maxSkips that are kept to be shown; a village's file has a handful.
const maxSkips = 200

// line is a row that says something about somebody.
type line struct {
	sheet   string
	n       int
	cells   []string      // by position in Kind.Columns
	unread  []*errs.Error // by position in Kind.Columns: why a cell cannot be read
	raw     []string
	heads   []string // of the sheet, by position in raw
	of      *table
	given   []int // columns that the table has
	village *region.Region
	faults  errs.Faults
	same    bool // says nothing new
	entry   any  // what the kind made of it
}

func (l *line) good() bool { return len(l.faults) == 0 && !l.same }

// table is what stands over the rows of one table: its titles, the nearest first, and the names of sheet and file.
type table struct {
	titles []string
	names  []string
	own    sheet.Place // that its titles name, without the names
	month  civil.Month // that titles or names say
}

func (t *table) place() sheet.Place { return sheet.PlaceOf(t.titles, t.names...) }

// plan is a workbook on its way into the rooms.
type plan struct {
	kind    *Kind
	file    string // its name
	tree    *region.Tree
	at      *region.Region // for whom it was handed in
	today   civil.Date
	batchID int64
	lines   []*line
	passed  []*line // rows about somebody that stand where none is expected; each is a fault
	answers answerSet
	asked   []*Asked                           // heads that several columns fit
	spoken  lexicon.Answers                    // words that somebody explained for this office
	alike   map[string][]string                // of words that are not known, by list and word
	legends map[string]map[string]lexicon.Mark // of month sheets: what their marks mean, by sheet
	Reading
}

type cell = sheet.Cell

// withPassed puts the rows that were passed over behind the others, each with its fault, once those were judged.
func (p *plan) withPassed() {
	for _, l := range p.passed {
		l.faults = nil
		l.faults.Add(errs.New(errs.Invalid, "import.passed_over").At(l.n, ""))
	}
	p.lines = append(p.lines, p.passed...)
}

// withoutPassed takes them out again.
func (p *plan) withoutPassed() {
	p.lines = slices.DeleteFunc(p.lines, func(l *line) bool { return slices.Contains(p.passed, l) })
}

// get the cell of a column, trimmed.
func (p *plan) get(l *line, code string) string {
	for i, c := range p.kind.Columns {
		if c.Code == code {
			return strings.TrimSpace(plain.Visible(l.cells[i]))
		}
	}
	panic("importer: no column " + code)
}

// column gives the cells of a column that say something, without spaces.
func (p *plan) column(code string) []string {
	var out []string
	for _, l := range p.lines {
		if c := sheet.Plain(p.get(l, code)); c != "" {
			out = append(out, c)
		}
	}
	return out
}

// maybe is the cell of a column that not every kind has; empty where it has not.
func (p *plan) maybe(l *line, code string) string {
	if p.kind.column(code) >= 0 {
		return p.get(l, code)
	}
	return ""
}

// fault of a column's cell.
func (p *plan) fault(l *line, code string, e *errs.Error) {
	if e == nil {
		return
	}
	head := code
	for i, c := range p.kind.Columns {
		if c.Code == code {
			head = p.kind.Columns[i].Head
			if l.unread[i] != nil {
				return // that it cannot be read is said already
			}
		}
	}
	l.faults.Add(e.At(l.n, head))
}

// faulted reports whether a fault of the column's cell is known already.
func (p *plan) faulted(l *line, code string) bool {
	for _, c := range p.kind.Columns {
		if c.Code == code {
			return slices.ContainsFunc(l.faults, func(e *errs.Error) bool { return e.Column == c.Head })
		}
	}
	return false
}

// lay a workbook out by the columns of a kind, table by table, and by what was answered where two columns fit.
// Refusals: import.heads (no sheet has the needed columns; names those of the nearest), import.hidden (people stand on
// a hidden sheet alone), import.answered_none.
func lay(kind *Kind, file string, sheets []sheet.Sheet, answers answerSet) (*plan, error) {
	p := &plan{kind: kind, file: strings.TrimSuffix(file, filepath.Ext(file)), answers: answers}
	people := sheet.IdentitiesIn(sheets)
	words := sheet.NewVocabulary(kind.heads())
	var near nearest
	for n, s := range sheets {
		if s.Hidden {
			p.Sheets = append(p.Sheets, SheetRead{Name: s.Name, Hidden: true})
			continue
		}
		before := len(p.Sheets)
		for _, part := range words.Parts(s) {
			found := words.Scan(part.Rows).Find(0)
			missing := kind.missing(found)
			if found.At >= 0 && len(missing) == 0 {
				found = p.settle(part, found)
				missing = kind.missing(found)
			}
			if found.At < 0 || len(missing) > 0 {
				near.lacks(missing, len(kind.Columns))
				continue
			}
			p.take(part, found, func(row int) { people.Read(n, row, found) })
		}
		if len(p.Sheets) == before {
			p.Sheets = append(p.Sheets, SheetRead{Name: s.Name})
		}
	}
	if !slices.ContainsFunc(p.Sheets, func(s SheetRead) bool { return s.HeadRow > 0 }) {
		for _, l := range people.Left() {
			if l.Hidden {
				return nil, errs.New(errs.Invalid, "import.hidden").On("file").With("sheet", l.Sheet).With("count",
					l.People)
			}
		}
		if near.lacking == nil {
			near.lacking = kind.missing(sheet.Layout{})
		}
		if err := p.none(near.lacking); err != nil {
			return p, err
		}
		return nil, errs.New(errs.Invalid, "import.heads").On("file").With("heads", strings.Join(near.lacking, "、"))
	}
	p.left(people)
	return p, nil
}

// nearest is what the table lacks that lacks least.
type nearest struct {
	best    int
	lacking []string
}

func (n *nearest) lacks(missing []string, columns int) {
	if has := columns - len(missing); n.lacking == nil || has > n.best {
		n.best, n.lacking = has, missing
	}
}

// missing are the needed columns that a table does not have.
func (k *Kind) missing(found sheet.Layout) (out []string) {
	for i, c := range k.Columns {
		if c.Required && !found.Has(i) && !k.stands(c, found) && !k.spans(found, c.Code) {
			out = append(out, c.Head)
		}
	}
	return out
}

// left says whose numbers were not read, where and why.
func (p *plan) left(people *sheet.Identities) {
	p.People, p.Taken = people.People()
	for _, l := range people.Left() {
		why := "heads"
		if slices.ContainsFunc(p.Sheets, func(s SheetRead) bool { return s.Name == l.Sheet && s.HeadRow > 0 }) {
			why = "outside"
		}
		if why == "outside" && !slices.ContainsFunc(l.First, func(row int) bool { return !p.misnumbered(l.Sheet, row) }) {
			why = "number"
		}
		if l.Hidden {
			why = "hidden"
		}
		p.Left = append(p.Left, LeftOut{l, why})
	}
}

// misnumbered reports whether a row is read whose own identity number cannot be.
func (p *plan) misnumbered(sheet string, row int) bool {
	idnos := p.kind.column("idno")
	return idnos >= 0 && slices.ContainsFunc(p.lines, func(l *line) bool {
		if l.sheet != sheet || l.n != row || l.cells[idnos] == "" {
			return false
		}
		_, err := idno.Parse(l.cells[idnos])
		return err != nil
	})
}

// ofOne are types of cells that are one person's: where one is merged over several rows, nobody knows whether each has
// it or all together.
var ofOne = map[Type]bool{Amount: true, Digits: true, Phone: true}

// take the rows of a table under its heads; taken is told each.
func (p *plan) take(s sheet.Sheet, found sheet.Layout, taken func(row int)) {
	p.legend(s, found)
	known := p.kind.heads()
	t := &table{titles: s.Titles(found), names: []string{s.Name, p.file}}
	t.own = sheet.PlaceOf(t.titles)
	t.month, _ = s.Month(found, t.names...)
	for _, r := range s.Rows[:found.At] {
		p.skip(s.Name, r, "title")
	}
	read := p.read(s, found, t)
	if o := sheet.OutlineOf(s, found, known, p.kind.ofMoney); read.Outline == nil {
		read.Outline = o
	} else {
		read.Outline.Join(o)
	}
	units := map[int]sheet.Unit{}
	for i, c := range found.Columns {
		if c >= 0 && c < len(p.kind.Columns) && p.kind.Columns[c].Type == Amount {
			if u, other := s.UnitAt(found, i); other {
				units[i] = u
			}
		}
	}
	sums := found.Sums(known, s.Rows)
	for i := found.From(); i < len(s.Rows); i++ {
		r := s.Rows[i]
		why := sheet.PassOver(known, found.Texts, r, found.Columns)
		if why == "" && sums[i] {
			why = "total"
		}
		if why != "" {
			p.skip(s.Name, r, why)
			continue
		}
		l := p.line(s.Name, r, found, units)
		l.of, l.given = t, found.Columns
		taken(r.N)
		p.lines = append(p.lines, l)
		read.Rows++
		if r.Hidden {
			read.note("hidden", r.N)
		}
		if p.kind.column("household") >= 0 && p.household(l) == "" {
			read.note("nohome", r.N)
		}
		if slices.ContainsFunc(l.cells, func(c string) bool { return plain.Visible(c) != c }) {
			read.note("unseen", r.N)
		}
	}
}

// line of a row by the columns of the kind.
func (p *plan) line(name string, r sheet.Row, found sheet.Layout, units map[int]sheet.Unit) *line {
	l := &line{sheet: name, n: r.N, raw: r.Texts(), heads: found.Texts, cells: make([]string, len(p.kind.Columns)),
		unread: make([]*errs.Error, len(p.kind.Columns))}
	for i, c := range found.Columns {
		if c < 0 || i >= len(r.Cells) {
			continue
		}
		if c >= len(p.kind.Columns) {
			p.span(l, p.kind.Periods[c-len(p.kind.Columns)], r.Cells[i])
			continue
		}
		l.cells[c], l.unread[c] = r.Cells[i].Text, r.Cells[i].Fault()
		if u, other := units[i]; other {
			l.cells[c] = u.Scale(l.cells[c])
		}
		if r.Cells[i].Merged && ofOne[p.kind.Columns[c].Type] {
			l.unread[c] = errs.New(errs.Invalid, "sheet.merged").With("raw", r.Cells[i].Text)
		}
	}
	p.spanned(l)
	return l
}

// read is what is said of a table: the sections and pages of one list are one.
func (p *plan) read(s sheet.Sheet, found sheet.Layout, t *table) *SheetRead {
	read := SheetRead{Name: s.Name, HeadRow: s.Rows[found.At].N, columns: found.Columns}
	for i, c := range found.Columns {
		h := strings.TrimSpace(found.Texts[i])
		switch {
		case c >= len(p.kind.Columns):
			x := p.kind.Periods[c-len(p.kind.Columns)]
			read.Matched = append(read.Matched, Match{h, p.kind.head(x.from)}, Match{h, p.kind.head(x.until)})
		case c >= 0:
			read.Matched = append(read.Matched, Match{h, p.kind.Columns[c].Head})
		case h != "":
			read.Unused = append(read.Unused, h)
		}
	}
	if k := p.kind.column("village"); k >= 0 && !found.Has(k) {
		if v := t.place().Village; v != "" {
			read.Titled = append(read.Titled, v)
		}
	}
	if k := p.kind.column("month"); k >= 0 && !found.Has(k) && !t.month.IsZero() {
		read.Titled = append(read.Titled, t.month.Chinese())
	}
	if i := len(p.Sheets) - 1; i >= 0 && p.Sheets[i].Name == read.Name && slices.Equal(p.Sheets[i].columns,
		read.columns) {
		if p.Sheets[i].HeadRow < read.HeadRow {
			p.skip(s.Name, s.Rows[found.At], "repeat")
		}
		for _, x := range read.Titled {
			if !slices.Contains(p.Sheets[i].Titled, x) {
				p.Sheets[i].Titled = append(p.Sheets[i].Titled, x)
			}
		}
		return &p.Sheets[i]
	}
	p.Sheets = append(p.Sheets, read)
	return &p.Sheets[len(p.Sheets)-1]
}

// skip a row that is about nobody. One that holds an identity number is about somebody, whatever it looks like: it is
// a fault and never passed over in silence.
func (p *plan) skip(sheet string, r sheet.Row, why string) {
	if slices.ContainsFunc(r.Cells, func(c cell) bool { _, err := idno.Parse(c.Text); return err == nil }) {
		l := &line{sheet: sheet, n: r.N, raw: r.Texts(), cells: make([]string, len(p.kind.Columns)),
			unread: make([]*errs.Error, len(p.kind.Columns))}
		p.passed = append(p.passed, l)
		return
	}
	if len(p.Skipped) >= maxSkips {
		return
	}
	text := strings.Join(strings.Fields(strings.Join(r.Texts(), " ")), " ")
	if t := []rune(text); len(t) > 40 {
		text = string(t[:40]) + "…"
	}
	p.Skipped = append(p.Skipped, Skip{sheet, r.N, why, text})
}

// villages finds the village of each line: the one for which the file was handed in, or by township and name.
func (p *plan) villages() {
	if p.at.Level == region.Village {
		others := p.neighbours()
		for _, l := range p.lines {
			l.village = p.at
			if p.get(l, "village") == "" && l.of != nil && others[villageWord(l.of.own.Village)] {
				p.fault(l, "village", errs.New(errs.Invalid, "import.other_village").With("village", p.at.Name))
			}
			if name := p.get(l, "village"); name != "" && villageWord(name) != villageWord(p.at.Name) && name != p.at.Code {
				p.fault(l, "village", errs.New(errs.Invalid, "import.other_village").With("village", p.at.Name))
			}
		}
		return
	}
	byName := map[string][]*region.Region{}
	byCode := map[string]*region.Region{}
	for _, v := range p.tree.At(region.Village) {
		if strings.HasPrefix(v.Path, p.at.Path) {
			byName[villageWord(v.Name)] = append(byName[villageWord(v.Name)], v)
			byCode[v.Code] = v
		}
	}
	for _, l := range p.lines {
		name := sheet.Plain(p.get(l, "village"))
		if l.village = p.titled(l, name, byName); l.village != nil {
			continue
		}
		if name == "" && p.kind.Wide {
			p.wide(l)
			continue
		}
		if name == "" {
			p.fault(l, "village", errs.New(errs.Invalid, "import.required"))
			continue
		}
		if l.village = byCode[name]; l.village != nil {
			continue
		}
		found := byName[villageWord(name)]
		if len(found) > 1 {
			found = p.inCounty(l, found)
		}
		if town := villageWord(p.get(l, "township")); town != "" && len(found) > 1 {
			found = slices.DeleteFunc(slices.Clone(found),
				func(v *region.Region) bool { return villageWord(p.tree.Name(region.ParentPath(v.Path))) != town })
		}
		switch len(found) {
		case 1:
			l.village = found[0]
		case 0:
			p.fault(l, "village", errs.New(errs.Invalid, "import.village").With("place", p.at.Name))
		default:
			p.fault(l, "village", errs.New(errs.Invalid, "import.villages").With("count", len(found)))
		}
	}
}

// neighbours are the other villages of a village's township, by the word of their names.
func (p *plan) neighbours() map[string]bool {
	out := map[string]bool{}
	for _, v := range p.tree.At(region.Village) {
		if v.ID != p.at.ID && region.ParentPath(v.Path) == region.ParentPath(p.at.Path) &&
			villageWord(v.Name) != villageWord(p.at.Name) {
			out[villageWord(v.Name)] = true
		}
	}
	return out
}

// titled is the village that the title, the sheet's name or the file's says, where the table has no column of villages;
// nil if it is none of those of the place, or one of several.
func (p *plan) titled(l *line, name string, byName map[string][]*region.Region) *region.Region {
	k := p.kind.column("village")
	if name != "" || l.of == nil || slices.Contains(l.given, k) {
		return nil
	}
	place := l.of.place()
	found := byName[villageWord(place.Village)]
	if len(found) == 0 { // a sheet is often called like its village, without 村
		found = byName[villageWord(l.sheet)]
	}
	if len(found) > 1 && place.Township != "" {
		found = slices.DeleteFunc(slices.Clone(found), func(v *region.Region) bool {
			return villageWord(p.tree.Name(region.ParentPath(v.Path))) != villageWord(place.Township)
		})
	}
	if len(found) != 1 {
		return nil
	}
	return found[0]
}

// villageWord is a division's name without what people add or leave out: 东村村委会 is 东村.
func villageWord(s string) string {
	s = sheet.Plain(s)
	for i := 0; i < len(divisionEnds); i++ {
		if t := strings.TrimSuffix(s, divisionEnds[i]); t != s && t != "" {
			s, i = t, -1
		}
	}
	return s
}

var divisionEnds = []string{"社区居民委员会", "村民委员会", "居民委员会", "村委会", "居委会", "街道办事处", "人民政府", "办事处", "社区", "村",
	"街道", "镇", "乡"}

// required faults the empty cells of needed columns; run before the kind looks.
func (p *plan) required() {
	for _, l := range p.lines {
		for i, c := range p.kind.Columns {
			if l.unread[i] != nil {
				one := *l.unread[i]
				l.faults.Add(one.At(l.n, c.Head))
			} else if c.Required && sheet.Plain(l.cells[i]) == "" && !p.stands(l, c) && !p.unparted(l, c.Code) {
				l.faults.Add(errs.New(errs.Invalid, "import.required").At(l.n, c.Head))
			} else if c.Limit > 0 && len([]rune(strings.TrimSpace(l.cells[i]))) > c.Limit {
				l.faults.Add(errs.New(errs.Invalid, "form.long").With("limit", c.Limit).At(l.n, c.Head))
			}
		}
	}
}

// Lines counts the rows of a workbook that are about somebody.
func (r Reading) Lines() int {
	n := 0
	for _, s := range r.Sheets {
		n += s.Rows
	}
	return n
}

// legend keeps what a month sheet says of its own marks, above the heads or at its foot.
func (p *plan) legend(s sheet.Sheet, found sheet.Layout) {
	if !p.kind.Marked {
		return
	}
	if legend := lexicon.Legends(sheet.Beside(s, found)); legend != nil {
		if p.legends == nil {
			p.legends = map[string]map[string]lexicon.Mark{}
		}
		p.legends[s.Name] = legend
	}
}
