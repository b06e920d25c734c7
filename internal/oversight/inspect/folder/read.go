package folder

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// Fault is something that could not be read: where, what, and what to do.
type Fault struct {
	File   string
	Sheet  string
	Row    int
	Column string
	Text   string
}

func (f Fault) String() string {
	at := f.File
	if f.Sheet != "" {
		at += "“" + f.Sheet + "”"
	}
	if f.Row > 0 {
		at += fmt.Sprintf("第%d行", f.Row)
	}
	if f.Column != "" {
		at += "“" + f.Column + "”"
	}
	return at + "：" + f.Text
}

// Read is what was understood of one sheet.
type Read struct {
	File, Sheet string
	Table       *Table // nil: not recognised
	Hidden      bool   // the sheet is, and was not read
	Rows        int
	Guessed     []string // what no column says and was taken from elsewhere
	Unconfirmed bool     // it accuses nobody until somebody confirms, in the mapping workbook, what it is
	Answered    []string // what was taken by somebody's answer in the mapping workbook
	Unread      int      // rows that are not used, since a cell that they rest on cannot be read
	Matched     []string // head as written = column
	Unused      []string // heads that fit no column: their cells stay in the file
	Outline     *sheet.Outline
	Passed      []Passed // rows that are about nobody
}

// Passed is a row that was passed over, and why: title, total, repeat (the heads again), note.
type Passed struct {
	Row  int
	Why  string
	Text string
}

// reading gathers records by table.
type reading struct {
	records map[string][]*record
	reads   []Read
	files   []File
	faults  []Fault
	twice   map[string]int // how often a row was there already
	told    map[string]int // how often something was found that is told once
	gaps    []gap
	people  People
	counts  []func() // of the people of each file
	missed  int      // sheets and files that are tables and were not read
	*asking
	spoken lexicon.Answers   // words that somebody explained for this folder
	others map[string]int    // files that are no spreadsheets, by their endings
	heard  map[string]string // what was said of words that are not known
}

// File that was read, fixed by its digest.
type File struct {
	Name   string
	Bytes  int64
	Digest []byte // SM3
	What   string // tables and rows that it was taken for
}

// again is the same reading for another look, whose faults nobody is told twice.
func (g *reading) again() *reading {
	o := *g
	o.records, o.told, o.faults, o.gaps = map[string][]*record{}, map[string]int{}, nil, slices.Clone(g.gaps)
	for code, all := range g.records {
		o.records[code] = slices.Clone(all)
	}
	return &o
}

// fault of the material: each is kept, however many there are; Grouped puts equal ones together.
func (g *reading) fault(f Fault) { g.faults = append(g.faults, f) }

// at names a fault of a record's cell, for which the row or the cell is not used.
func (g *reading) at(r *record, code, text string) {
	g.note(r, code, text)
	g.gaps = append(g.gaps, gap{table: r.table, r: r, bad: []string{code}, file: r.file, sheet: r.sheet, why: text})
}

// note names something about a record's cell, which is used all the same.
func (g *reading) note(r *record, code, text string) {
	head := ""
	if c := r.column(code); c != nil {
		head = c.Head
	}
	g.fault(Fault{r.file, r.sheet, r.n, head, text})
}

func newReading() *reading {
	return &reading{records: map[string][]*record{}, twice: map[string]int{}, told: map[string]int{},
		others: map[string]int{}, asking: &asking{}}
}

// readAll reads every spreadsheet under a folder, in the order of names; hidden files and those of other kinds are
// left alone.
func readAll(files fs.FS, answers []Answers) (*reading, error) {
	g := newReading()
	if err := g.readAnswers(files, answers); err != nil {
		return nil, err
	}
	found := 0
	err := fs.WalkDir(files, ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		base := d.Name()
		if strings.Contains(base, explained) || strings.HasPrefix(base, ".") && path != "." || strings.HasPrefix(base,
			"~$") {
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		}
		if d.IsDir() && path != "." && (base == OutName || base == DeskName) {
			return filepath.SkipDir // what an earlier run wrote
		}
		if isMapping(base) && !g.data[path] || d.IsDir() {
			return nil
		}
		switch ext := strings.ToLower(filepath.Ext(base)); ext {
		case ".xlsx", ".xls", ".csv", ".et", ".xlsm", ".txt":
		default:
			g.noSheet(path, ext)
			return nil
		}
		body, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		found++
		return g.file(path, body)
	})
	if err != nil {
		return nil, err
	}
	g.otherFiles()
	if found == 0 {
		return nil, errs.New(errs.Invalid, "folder.empty").On("from")
	}
	g.finish()
	g.unfit()
	return g, nil
}

// finish takes the sheets that are guesses, and counts whose numbers were read once all are.
func (g *reading) finish() {
	for _, take := range g.later {
		take()
	}
	for _, count := range g.counts {
		count()
	}
}

// noSheets are kinds of files in which lists are handed over and which cannot be read as one.
var noSheets = []string{".pdf", ".doc", ".docx", ".wps", ".ods", ".xlsb", ".ett", ".dbf", ".mdb", ".accdb", ".numbers",
	".jpg", ".jpeg", ".png", ".bmp", ".tif", ".tiff", ".heic", ".zip", ".rar", ".7z", ".ofd"}

// noSheet names a file that is no spreadsheet. One that is called like a table is one that could not be read; a photo
// or a letter is only said to have been left alone, all of a kind together.
func (g *reading) noSheet(path, ext string) {
	if !slices.Contains(noSheets, ext) {
		return
	}
	stem := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	if slices.ContainsFunc(Tables, func(t Table) bool { return named(&t, stem) > 0 }) {
		text := "不是表格文件（" + ext + "），没有读。里面是名册、发放表的，请用表格软件录成或“另存为”.xlsx，再放进来"
		g.fault(Fault{File: path, Text: text})
		g.lost(nil, path, "", stem, text)
		return
	}
	g.others[ext]++
}

// otherFiles tells of the files that are no spreadsheets.
func (g *reading) otherFiles() {
	for _, ext := range slices.Sorted(maps.Keys(g.others)) {
		g.fault(Fault{File: "（其他文件）", Text: fmt.Sprintf("有%d个%s文件不是表格，没有读；里面有名册的，请“另存为”.xlsx再放进来", g.others[ext], ext)})
	}
}

func (g *reading) file(name string, body []byte) error {
	from := len(g.reads)
	defer func() {
		var what []string
		for _, r := range g.reads[from:] {
			if r.Table != nil {
				what = append(what, fmt.Sprintf("%s%d行", r.Table.Name, r.Rows))
			}
		}
		for _, x := range g.guesses {
			if x.file == name {
				what = append(what, x.why)
			}
		}
		if what == nil {
			what = []string{"没有认出"}
		}
		g.files = append(g.files, File{name, int64(len(body)), seal.Digest(body), strings.Join(what, "，")})
	}()
	sheets, err := sheet.Open(filepath.Base(name), body)
	if err != nil {
		text := "读不开这个文件"
		for _, e := range errs.All(err) {
			text = words.Sentence(e)
		}
		g.fault(Fault{File: name, Text: text})
		g.lost(nil, name, "", strings.TrimSuffix(filepath.Base(name), filepath.Ext(name)), text)
		g.missed++
		return nil
	}
	for i, s := range sheets {
		if s.Name == explained {
			sheets[i].Rows = nil
		}
	}
	people := sheet.IdentitiesIn(sheets)
	for i, s := range sheets {
		label := s.Name
		if len(sheets) == 1 && (label == "" || strings.EqualFold(label, "sheet1") || label == "工作表1") {
			label = ""
		}
		switch {
		case len(s.Rows) == 0:
		case s.Hidden:
			g.concealed(name, label, s, tally{people, i})
		default:
			g.sheet(name, label, s, tally{people, i})
		}
	}
	g.counts = append(g.counts, func() { g.left(name, people) }) // when what is read later was read
	return nil
}

// number names a thing by what it is, so that it is the same whenever the folder is read.
func number(of ...string) int64 {
	d := seal.Digest([]byte(strings.Join(of, "\x1f")))
	return int64(binary.BigEndian.Uint64(d) >> 12) // 52 bits: exact in any spreadsheet and browser
}
