package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Draft is the dialect of the machine-readable schema.
const Draft = "https://json-schema.org/draft/2020-12/schema"

// member of a JSON object; an object keeps the order in which its members are told.
type member struct {
	key   string
	value any
}

type object []member

// MarshalJSON keeps the order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		for k, part := range []any{m.key, m.value} {
			if k > 0 {
				b.WriteByte(':')
			}
			text, err := plainJSON(part)
			if err != nil {
				return nil, err
			}
			b.Write(text)
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// plainJSON writes a value without marks for HTML.
func plainJSON(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

// with another member, where it says anything.
func (o object) with(key string, value any) object {
	switch v := value.(type) {
	case string:
		if v == "" {
			return o
		}
	case []string:
		if len(v) == 0 {
			return o
		}
	}
	return append(o, member{key, value})
}

// cell is what JSON Schema says of cells of a type, as they are written; readers understand more.
func (t Type) cell() object {
	switch t {
	case Identity:
		return object{{"type", "string"}, {"pattern", "^[0-9]{17}[0-9X]$"}}
	case Day:
		return object{{"type", "string"}, {"format", "date"}}
	case Month:
		return object{{"type", "string"}, {"pattern", "^[0-9]{4}-(0[1-9]|1[0-2])$"}}
	case Yes:
		return object{{"type", "string"}, {"enum", []string{"是", "否", ""}}}
	case Amount:
		return object{{"type", "string"}, {"pattern", `^-?[0-9]+(\.[0-9]{1,2})?$`}}
	case Number:
		return object{{"type", "string"}, {"pattern", "^[0-9]+$"}}
	}
	return object{{"type", "string"}}
}

// schema of a column's cells.
func (t *Table) cells(f *Field) object {
	o := object{}.with("title", f.Head).with("description", f.said(t))
	o = append(o, f.Type.cell()...)
	if f.Limit > 0 {
		o = o.with("maxLength", f.Limit)
	}
	if f.Example != "" {
		o = o.with("examples", []string{f.Example})
	}
	o = o.with("x-type", string(f.Type)).with("x-unit", f.Unit).with("x-uses", f.In.within(t).Names()).
		with("x-needed", f.Needed.within(t).Names()).with("x-or", f.Or).with("x-import-code", f.Named)
	o = o.with("x-heads", slices.Concat([]string{f.Head}, f.Also)).with("x-whole-heads", f.Exact).with("x-stand-ins",
		f.Weak)
	for _, u := range uses {
		if f.In.within(t)&u.use != 0 {
			o = o.with("x-heads-"+u.name, f.AlsoIn[u.use])
		}
	}
	if f.Past {
		o = o.with("x-past", true)
	}
	return o.with("x-masked-head", f.Masked)
}

// within are the uses of a column that its table has.
func (u Use) within(t *Table) Use { return u & t.Use }

// said of a column: its note, and those of single uses.
func (f *Field) said(t *Table) string {
	parts := []string{}
	if f.Note != "" {
		parts = append(parts, f.Note)
	}
	for _, u := range uses {
		if note := f.NoteIn[u.use]; note != "" && f.In.within(t)&u.use != 0 && note != f.Note {
			parts = append(parts, fmt.Sprintf("%s：%s", useNames[u.use], note))
		}
	}
	return strings.Join(parts, "；")
}

// useNames for people.
var useNames = map[Use]string{Import: "导入", Folder: "检查", Export: "导出", Extract: "提取"}

// row is the schema of one row of a table: an object of its columns by code.
func (t *Table) row() object {
	properties := object{}
	needed := []string{}
	for i := range t.Fields {
		f := &t.Fields[i]
		properties = append(properties, member{f.Code, t.cells(f)})
		if readers := f.In.within(t) & (Import | Folder); readers != 0 && f.Needed&readers == t.Use&(Import|Folder) {
			needed = append(needed, f.Code)
		}
	}
	o := object{{"type", "object"}, {"properties", properties}}
	return o.with("required", needed)
}

// described is the schema of a table.
func (t *Table) described() object {
	o := object{}.with("title", t.Name).with("description", t.What).with("type", "array").with("x-uses", t.Use.Names())
	if t.Use&Import != 0 {
		o = o.with("x-import-kind", t.Kind())
	}
	if t.Use&Export != 0 {
		o = o.with("x-export-list", t.List())
	}
	return o.with("x-names", slices.Concat([]string{t.Code, t.Name}, t.Also)).with("x-from", t.From).with("items",
		t.row())
}

// JSON is the machine-readable schema of tables (JSON Schema, draft 2020-12): an object of the tables by code, each
// an array of rows, each an object of cells by the column's code, as they are written. What a spreadsheet needs
// beside, such as the heads, stands in members that begin with x-, which the dialect lets pass. The order is that of
// the descriptions.
func JSON(tables []*Table) ([]byte, error) {
	properties := object{}
	for _, t := range tables {
		properties = append(properties, member{t.Code, t.described()})
	}
	b, err := plainJSON(object{
		{"$schema", Draft},
		{"$id", "urn:gangwei:tables"},
		{"title", "乡村公益性岗位：导入、检查、导出、提取的表"},
		{"type", "object"},
		{"properties", properties},
	})
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	if err := json.Indent(&out, b, "", "  "); err != nil {
		return nil, err
	}
	out.WriteByte('\n')
	return out.Bytes(), nil
}
