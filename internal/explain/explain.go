package explain

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"gangwei/internal/importer"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// Folder is the reading of a file as a folder of an inspector's has it; the other readings are the kinds of import.
const Folder = "folder"

// Explanation of how a file would be read.
type Explanation struct {
	File     string    `json:"file"`
	Bytes    int       `json:"bytes"`
	Refused  []string  `json:"refused,omitempty"` // why it cannot be opened, and what to do
	Sheets   []Facts   `json:"sheets,omitempty"`
	People   int       `json:"people"` // different identity numbers in the file, wherever they stand
	Readings []Reading `json:"readings,omitempty"`
}

// Facts of a sheet that hold whatever it is read as.
type Facts struct {
	Name   string            `json:"name"`
	Hidden bool              `json:"hidden,omitempty"`
	Rows   int               `json:"rows"`
	Unseen int               `json:"hidden_rows,omitempty"`
	Merged int               `json:"merged_cells,omitempty"`
	Cells  []sheet.KindCount `json:"cells,omitempty"`
	People int               `json:"people"`
}

// Reading of a file as one kind of list.
type Reading struct {
	As      string   `json:"as"`   // folder, or the kind of import
	Name    string   `json:"name"` // in words
	Refused []string `json:"refused,omitempty"`
	Tables  []Table  `json:"tables,omitempty"`
	Passed  []Passed `json:"passed,omitempty"`
	Asked   []string `json:"asked,omitempty"`  // which column it is, where several fit
	Doubts  []string `json:"doubts,omitempty"` // each with its place, what is wrong and what to do
	Left    []string `json:"left,omitempty"`   // where identity numbers stand that are not read
	Taken   int      `json:"people_taken"`     // different identity numbers in the rows that are taken
}

// Table that was found on a sheet.
type Table struct {
	Sheet   string         `json:"sheet"`
	Table   string         `json:"table,omitempty"` // of the folder's; empty: no table was recognised
	Name    string         `json:"name,omitempty"`
	Rows    int            `json:"rows"`
	Unread  int            `json:"unread,omitempty"`
	Titled  []string       `json:"titled,omitempty"` // what no column says and was taken from elsewhere
	Notes   []string       `json:"notes,omitempty"`
	Outline *sheet.Outline `json:"outline,omitempty"`
}

// Passed is a row that is about nobody.
type Passed struct {
	Sheet string `json:"sheet"`
	Row   int    `json:"row"`
	Why   string `json:"why"`
	Text  string `json:"text"`
}

// File as one kind of list, or, where as is empty, as those of which it has the needed heads; those of which it has
// not are refused in a line each. Refusal: import.kind.
func File(name string, body []byte, as string) (Explanation, error) {
	e := Explanation{File: filepath.Base(name), Bytes: len(body)}
	kinds := (&importer.Rooms{}).Kinds()
	if as != "" && as != Folder {
		k, err := importer.Find(kinds, as)
		if err != nil {
			return e, err
		}
		kinds = []*importer.Kind{k}
	}
	sheets, err := sheet.Open(e.File, body)
	if err != nil {
		e.Refused = words.Sentences(err)
		return e, nil
	}
	e.facts(sheets)
	if as == "" || as == Folder {
		r, err := inFolder(e.File, body)
		if err != nil {
			return e, err
		}
		e.Readings = append(e.Readings, r)
	}
	if as != Folder {
		for _, k := range kinds {
			e.Readings = append(e.Readings, asKind(k, e.File, sheets))
		}
	}
	return e, nil
}

// facts of the sheets.
func (e *Explanation) facts(sheets []sheet.Sheet) {
	e.People, _ = sheet.IdentitiesIn(sheets).People()
	for _, s := range sheets {
		f := Facts{Name: s.Name, Hidden: s.Hidden, Rows: len(s.Rows)}
		kinds := map[sheet.Kind]int{}
		for _, r := range s.Rows {
			if r.Hidden {
				f.Unseen++
			}
			for _, c := range r.Cells {
				if c.Kind == sheet.Blank {
					continue
				}
				kinds[c.Kind]++
				if c.Merged {
					f.Merged++
				}
			}
		}
		for _, k := range slices.Sorted(maps.Keys(kinds)) {
			f.Cells = append(f.Cells, sheet.KindCount{Kind: k.String(), N: kinds[k]})
		}
		f.People, _ = sheet.IdentitiesIn([]sheet.Sheet{s}).People()
		e.Sheets = append(e.Sheets, f)
	}
}

// inFolder is the file as an inspector's folder has it.
func inFolder(name string, body []byte) (Reading, error) {
	r := Reading{As: Folder, Name: "检查文件夹"}
	x, err := folder.Explain(name, body)
	if err != nil {
		return r, err
	}
	recognised := false
	for _, read := range x.Reads {
		t := Table{Sheet: read.Sheet, Rows: read.Rows, Unread: read.Unread, Titled: read.Guessed, Outline: read.Outline}
		if read.Table != nil {
			t.Table, t.Name, recognised = read.Table.Code, read.Table.Name, true
		}
		r.Tables = append(r.Tables, t)
		for _, p := range read.Passed {
			r.Passed = append(r.Passed, Passed{read.Sheet, p.Row, p.Why, p.Text})
		}
	}
	for _, f := range x.Faults {
		f.File = ""
		if text := strings.TrimPrefix(f.String(), "："); recognised {
			r.Doubts = append(r.Doubts, text)
		} else {
			r.Refused = append(r.Refused, text)
		}
	}
	r.Taken = x.People.Read
	return r, nil
}

// asKind is the file as a kind of import.
func asKind(k *importer.Kind, name string, sheets []sheet.Sheet) Reading {
	read, asked, doubts, err := importer.Explain(k, name, sheets)
	if err != nil {
		return Reading{As: k.Code, Name: words.Label("importkind", k.Code), Refused: words.Sentences(err)}
	}
	r := Import(k.Code, read)
	for _, d := range doubts {
		text := words.Sentence(d.Error)
		if d.Sheet != "" {
			text = "“" + d.Sheet + "”" + text
		}
		r.Doubts = append(r.Doubts, text)
	}
	for _, a := range asked {
		if a.Open() {
			r.Asked = append(r.Asked, question(a))
		}
	}
	return r
}

// Import is what a batch of imports keeps of how its file was read.
func Import(kind string, read importer.Reading) Reading {
	r := Reading{As: kind, Name: words.Label("importkind", kind), Taken: read.Taken}
	for _, l := range read.Left {
		r.Left = append(r.Left, fmt.Sprintf("%s%d人（第%s行%s）：%s", quoted(l.Sheet), l.People, joined(l.First),
			map[bool]string{true: "等"}[len(l.First) < l.Rows], words.Label("leftout", l.Why)))
	}
	for _, s := range read.Sheets {
		t := Table{Sheet: s.Name, Rows: s.Rows, Titled: s.Titled, Outline: s.Outline}
		if s.HeadRow > 0 {
			t.Table, t.Name = kind, r.Name
		}
		for _, n := range s.Notes {
			t.Notes = append(t.Notes, fmt.Sprintf("其中%d行（第%s行%s）：%s", n.Rows, joined(n.First),
				map[bool]string{true: "等"}[len(n.First) < n.Rows], words.Label("readnote", n.Why)))
		}
		r.Tables = append(r.Tables, t)
	}
	for _, s := range read.Skipped {
		r.Passed = append(r.Passed, Passed{s.Sheet, s.Row, s.Why, s.Text})
	}
	return r
}

// question of a head that several columns fit.
func question(a *importer.Asked) string {
	var columns []string
	for _, c := range a.Columns {
		columns = append(columns, c.Letter+"列“"+c.Head+"”")
	}
	return fmt.Sprintf("%s“%s”是哪一列：%s", quoted(a.Sheets[0]), a.Head, strings.Join(columns, "、"))
}

func joined(numbers []int) string {
	var out []string
	for _, n := range numbers {
		out = append(out, fmt.Sprint(n))
	}
	return strings.Join(out, "、")
}

// Fits reports whether a reading takes any row.
func (r Reading) Fits() bool {
	return len(r.Refused)+len(r.Asked) == 0 && slices.ContainsFunc(r.Tables, func(t Table) bool { return t.Rows > 0 })
}

// Whole reports whether one of the readings takes everybody whose identity number stands in the file, without a doubt.
func (e Explanation) Whole() bool {
	return slices.ContainsFunc(e.Readings, func(r Reading) bool {
		return r.Fits() && r.Taken >= e.People &&
			len(r.Doubts)+len(r.Left) == 0
	})
}
