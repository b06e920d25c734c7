package importer

import (
	"slices"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/errs"
	"gangwei/internal/idno"
	"gangwei/internal/plain"
	"gangwei/internal/region"
	"gangwei/internal/sheet"
)

// Reading is what was understood of a workbook before its rows are judged.
type Reading struct {
	Sheets  []SheetRead
	Skipped []Skip
}

// SheetRead is one sheet: where its heads stand and which column each was taken for.
type SheetRead struct {
	Name    string
	HeadRow int // 0: no heads found, the sheet is left alone
	Matched []Match
	Unused  []string // heads that fit no column; their cells stay in the original
	Rows    int
	Notes   []Note `json:",omitempty"`
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
	return slices.DeleteFunc(slices.Clone(s.Matched), func(m Match) bool { return sheet.HeadWord(m.Head) == sheet.HeadWord(m.Column) })
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
	village *region.Region
	faults  errs.Faults
	same    bool // says nothing new
	entry   any  // what the kind made of it
}

func (l *line) good() bool { return len(l.faults) == 0 && !l.same }

// plan is a workbook on its way into the rooms.
type plan struct {
	kind    *Kind
	tree    *region.Tree
	at      *region.Region // for whom it was handed in
	today   civil.Date
	batchID int64
	lines   []*line
	passed  []*line // rows about somebody that stand where none is expected; each is a fault
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

// maybe is the cell of a column that not every kind has; empty where it has not.
func (p *plan) maybe(l *line, code string) string {
	if slices.ContainsFunc(p.kind.Columns, func(c Column) bool { return c.Code == code }) {
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

// lay a workbook out by the columns of a kind. Refusals: import.heads (no sheet has the needed columns; names those of
// the nearest), sheet.two_columns.
func lay(kind *Kind, sheets []sheet.Sheet) (*plan, error) {
	p := &plan{kind: kind}
	var lacking []string
	var tied errs.Faults
	best := -1
	for _, s := range sheets {
		if s.Hidden {
			p.Sheets = append(p.Sheets, SheetRead{Name: s.Name})
			continue
		}
		found := sheet.FindHeads(kind.heads(), s.Rows)
		var missing []string
		for i, c := range kind.Columns {
			if c.Required && !found.Has(i) {
				missing = append(missing, c.Head)
			}
		}
		if found.At < 0 || len(missing) > 0 {
			if n := len(kind.Columns) - len(missing); best < n {
				best, lacking = n, missing
			}
			p.Sheets = append(p.Sheets, SheetRead{Name: s.Name})
			continue
		}
		tied = append(tied, errs.All(found.Tied(s, kind.heads()))...)
		p.take(s, found)
	}
	if !slices.ContainsFunc(p.Sheets, func(s SheetRead) bool { return s.HeadRow > 0 }) {
		if lacking == nil {
			for _, c := range kind.Columns {
				if c.Required {
					lacking = append(lacking, c.Head)
				}
			}
		}
		return nil, errs.New(errs.Invalid, "import.heads").On("file").With("heads", strings.Join(lacking, "、"))
	}
	for _, e := range tied {
		e.Field = "file"
	}
	if err := tied.OrNil(); err != nil {
		return nil, err
	}
	return p, nil
}

// ofOne are types of cells that are one person's: where one is merged over several rows, nobody knows whether each has
// it or all together.
var ofOne = map[Type]bool{Amount: true, Digits: true}

// take the rows of a sheet under its heads.
func (p *plan) take(s sheet.Sheet, found sheet.Layout) {
	at, columns, heads := found.At, found.Columns, found.Texts
	known := p.kind.heads()
	read := SheetRead{Name: s.Name, HeadRow: s.Rows[at].N}
	for i, c := range columns {
		if c >= 0 {
			read.Matched = append(read.Matched, Match{strings.TrimSpace(heads[i]), p.kind.Columns[c].Head})
		} else if h := strings.TrimSpace(heads[i]); h != "" {
			read.Unused = append(read.Unused, h)
		}
	}
	title := ""
	for _, r := range s.Rows[:at] {
		p.skip(s.Name, r, "title")
		title += strings.Join(r.Texts(), " ")
	}
	for _, r := range s.Rows[found.From():] {
		if why := sheet.PassOver(known, heads, r, columns); why != "" {
			p.skip(s.Name, r, why)
			continue
		}
		l := &line{sheet: s.Name, n: r.N, raw: r.Texts(), heads: heads, cells: make([]string, len(p.kind.Columns)),
			unread: make([]*errs.Error, len(p.kind.Columns))}
		for i, c := range columns {
			if c >= 0 && i < len(r.Cells) {
				l.cells[c], l.unread[c] = r.Cells[i].Text, r.Cells[i].Fault()
				if u, other := sheet.UnitOf(heads[i], title); other && p.kind.Columns[c].Type == Amount {
					l.cells[c] = u.Scale(l.cells[c])
				}
				if r.Cells[i].Merged && ofOne[p.kind.Columns[c].Type] {
					l.unread[c] = errs.New(errs.Invalid, "sheet.merged").With("raw", r.Cells[i].Text)
				}
			}
		}
		p.lines = append(p.lines, l)
		read.Rows++
		if r.Hidden {
			read.note("hidden", r.N)
		}
		if slices.ContainsFunc(p.kind.Columns, func(c Column) bool { return c.Code == "household" }) && p.get(l, "household") == "" {
			read.note("nohome", r.N)
		}
		if slices.ContainsFunc(l.cells, func(c string) bool { return plain.Visible(c) != c }) {
			read.note("unseen", r.N)
		}
	}
	p.Sheets = append(p.Sheets, read)
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
		for _, l := range p.lines {
			l.village = p.at
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
		if name == "" && p.kind.Wide {
			l.village = p.at
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
		if town := villageWord(p.get(l, "township")); town != "" && len(found) > 1 {
			found = slices.DeleteFunc(slices.Clone(found), func(v *region.Region) bool { return villageWord(p.tree.Name(region.ParentPath(v.Path))) != town })
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

// villageWord is a division's name without what people add or leave out.
func villageWord(s string) string {
	s = sheet.Plain(s)
	for _, end := range []string{"社区居民委员会", "村民委员会", "居民委员会", "村委会", "居委会", "街道办事处", "人民政府", "办事处", "社区", "村", "街道", "镇", "乡"} {
		if t := strings.TrimSuffix(s, end); t != s && t != "" {
			return t
		}
	}
	return s
}

// required faults the empty cells of needed columns; run before the kind looks.
func (p *plan) required() {
	for _, l := range p.lines {
		for i, c := range p.kind.Columns {
			if l.unread[i] != nil {
				one := *l.unread[i]
				l.faults.Add(one.At(l.n, c.Head))
			} else if c.Required && sheet.Plain(l.cells[i]) == "" {
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
