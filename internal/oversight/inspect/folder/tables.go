package folder

import (
	"slices"

	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/sheet"
)

// Table is one kind of list that an inspector may have collected, as its description has it for the folder.
type Table struct {
	Code    string // in English: the file's name in the template, and the name under which rules ask for it
	Name    string // in Chinese
	Also    []string
	What    string // what it is, and what a row is
	From    string // whom to ask for it
	Columns []Column
	known   []sheet.Head // heads of its columns, as a sheet is searched for them
}

// Column of a table.
type Column = schema.Column

// Tables in the order in which they are explained and asked for.
var Tables = tablesOf(schema.For(schema.Folder))

// month is the column that a list of a month has, as far as its title does not say it.
var month = schema.Of("pay_items").Column("month", schema.Folder)

func tablesOf(described []*schema.Table) []Table {
	out := make([]Table, len(described))
	for i, t := range described {
		columns := t.Columns(schema.Folder)
		out[i] = Table{t.Code, t.Name, t.Also, t.What, t.From, columns, schema.Heads(columns)}
	}
	return out
}

// column reports whether a table has a column.
func (t *Table) column(code string) bool {
	return slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Code == code })
}

// headOf a column by its code.
func (t *Table) headOf(code string) string {
	for _, c := range t.Columns {
		if c.Code == code {
			return c.Head
		}
	}
	return ""
}

// heads of a table's columns, as a sheet is searched for them; a needed column may be waived by a file that says it
// otherwise.
func (t *Table) heads() []sheet.Head { return t.known }

// TableOf a code; nil if there is none.
func TableOf(code string) *Table {
	for i := range Tables {
		if Tables[i].Code == code {
			return &Tables[i]
		}
	}
	return nil
}
