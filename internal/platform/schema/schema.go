package schema

import (
	"slices"
)

// Use of a table or column: who reads or writes it. Several are or-ed together.
type Use uint8

// The uses.
const (
	Import  Use = 1 << iota // workbooks that are taken into the office
	Folder                  // sheets of an inspector's folder
	Export                  // lists that are written for people
	Extract                 // what is written for an inspector's own machine, as the folder reads it
)

const (
	look = Folder | Extract
	all  = Import | Folder | Export | Extract
)

// uses by name, in the order in which they are told.
var uses = []struct {
	use  Use
	name string
}{{Import, "import"}, {Folder, "inspect"}, {Export, "export"}, {Extract, "extract"}}

// Names of the uses.
func (u Use) Names() []string {
	out := []string{}
	for _, x := range uses {
		if u&x.use != 0 {
			out = append(out, x.name)
		}
	}
	return out
}

// Type of a column's cells.
type Type string

// The types.
const (
	Text     Type = "text"     // 文字
	Identity Type = "identity" // 身份证号码, 18 characters
	Digits   Type = "digits"   // 号码: an account
	Phone    Type = "phone"    // 电话
	Day      Type = "day"      // 日期, in any usual style
	Month    Type = "month"    // 月份
	Moment   Type = "moment"   // 日期和时刻
	Yes      Type = "yes"      // 是/否/√
	Amount   Type = "amount"   // 元
	Number   Type = "number"   // whole number
	Choice   Type = "choice"   // one of a list of words
)

// Column of a table as one use has it.
type Column struct {
	Code     string   // name in English
	Head     string   // head in templates and lists
	Also     []string // other heads that are written for it, Chinese and English
	Exact    []string // words that are the whole head or none
	Weak     []string // heads of what stands in for it where nothing better is there
	Type     Type
	Required bool     // without it the table is not that table
	Or       []string // codes of columns either of which does where a needed one is lacking
	Past     bool     // a date that must have come already: one that does not exist, or is still to come, is a finding
	Limit    int      // characters of a text
	Unit     string
	Example  string
	Note     string  // what it means, for the template and the manual
	Width    float64 // in a list that is written, in characters
	Masked   string  // head in a list where only the last four digits are written; no reader takes them for the number
	Tail     bool    // they alone ever are
}

// Alike reports whether a column's heads are equally good: of two such columns neither is taken before the other.
func (c Column) Alike() bool { return c.Type == Identity || c.Type == Digits || c.Type == Amount }

// IsFigure reports whether a column's cells are added up or compared by size.
func (c Column) IsFigure() bool { return c.Type == Amount || c.Type == Number }

// Field is a column as its table describes it, for all uses.
type Field struct {
	Column
	In     Use              // the uses that have it
	Needed Use              // the uses that cannot do without it
	Named  string           // what the importers' rooms and the offices' mappings call it, where that is not Code
	AlsoIn map[Use][]string // heads that only one use may understand, since they are something else in another
	NoteIn map[Use]string   // notes of one use
}

// Table is one kind of list.
type Table struct {
	Wing   string // whose it is
	Code   string // in English: the file's name in the folder's template, and the name under which rules ask for it
	Name   string // in Chinese
	Also   []string
	What   string // what it is, and what a row is
	From   string // whom to ask for it
	Use    Use
	Taken  string // code of the kind of import, where that is not Code
	Listed string // code of the list that is written, where that is not Code
	Title  string // of the list that is written
	Fields []Field
}

// Columns of a table for one use, in order.
func (t *Table) Columns(u Use) []Column {
	var out []Column
	for i := range t.Fields {
		if t.Fields[i].In&t.Use&u != 0 {
			out = append(out, t.Fields[i].of(u))
		}
	}
	return out
}

// Column of a code for one use; it panics where there is none, since codes are the program's own.
func (t *Table) Column(code string, u Use) Column {
	for i := range t.Fields {
		if f := &t.Fields[i]; f.In&u != 0 && f.Code == code {
			return f.of(u)
		}
	}
	panic("schema: table " + t.Code + " has no column " + code)
}

// of is the column as one use has it.
func (f *Field) of(u Use) Column {
	c := f.Column
	words := []string{f.Code}
	if f.Named != "" {
		words = append(words, f.Named)
		if u == Import {
			c.Code = f.Named
		}
	}
	c.Also = nil
	for _, w := range slices.Concat(words, f.Also, f.AlsoIn[u]) {
		if w != c.Head && !slices.Contains(c.Also, w) && !slices.Contains(c.Exact, w) && !slices.Contains(c.Weak, w) {
			c.Also = append(c.Also, w)
		}
	}
	c.Required = f.Needed&u != 0
	if note, ok := f.NoteIn[u]; ok {
		c.Note = note
	}
	return c
}

// Has reports whether a table has a column for a use.
func (t *Table) Has(code string, u Use) bool {
	return slices.ContainsFunc(t.Fields, func(f Field) bool {
		return f.In&t.Use&u != 0 && (f.Code == code ||
			f.Named == code)
	})
}

// With is a table that has more columns.
func (t *Table) With(more ...Field) *Table {
	out := *t
	out.Fields = append(slices.Clone(t.Fields), more...)
	return &out
}

// Under a wing: its tables, which it brings to the program.
func Under(wing string) (out []*Table) {
	for _, t := range Tables {
		if t.Wing == wing {
			out = append(out, t)
		}
	}
	return out
}

// For lists the tables that have a use, in order.
func For(u Use) []*Table {
	var out []*Table
	for _, t := range Tables {
		if t.Use&u != 0 {
			out = append(out, t)
		}
	}
	return out
}

// Of is the table of a code; nil if there is none.
func Of(code string) *Table {
	for _, t := range Tables {
		if t.Code == code {
			return t
		}
	}
	return nil
}

// TakenAs is the table that a kind of import takes; it panics where there is none, since kinds are the program's own.
func TakenAs(kind string) *Table {
	for _, t := range For(Import) {
		if t.Kind() == kind {
			return t
		}
	}
	panic("schema: nothing is imported as " + kind)
}

// ListedAs is the table that a list writes; it panics where there is none, since lists are the program's own.
func ListedAs(list string) *Table {
	for _, t := range For(Export) {
		if t.List() == list {
			return t
		}
	}
	panic("schema: nothing is exported as " + list)
}

// Kind is the code of the kind of import.
func (t *Table) Kind() string {
	if t.Taken != "" {
		return t.Taken
	}
	return t.Code
}

// List is the code of the list that is written.
func (t *Table) List() string {
	if t.Listed != "" {
		return t.Listed
	}
	return t.Code
}
