package querytest

import (
	"go/types"
	"reflect"
	"regexp"
	"strings"

	"golang.org/x/tools/go/ssa"

	"gangwei/internal/platform/database"
)

// insert statement of a row of columns.
func insert(table string, columns []string) string {
	if len(columns) == 0 {
		panic(unknown{"no columns of " + table})
	}
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES (" +
		strings.Repeat("?,", len(columns)-1) + "?)"
}

// inserted is the statement that writes a struct.
func (r *run) inserted(v ssa.Value, f *frame) string {
	if m, ok := v.(*ssa.MakeInterface); ok {
		v = m.X
	}
	t := v.Type()
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	if s, ok := t.Underlying().(*types.Slice); ok {
		t = s.Elem()
	}
	s, ok := t.Underlying().(*types.Struct)
	named := r.h.prog.LookupMethod(t, nil, "TableName")
	if !ok || named == nil {
		r.unknown(v, "a row without its table's name")
	}
	table, g := r.result(named, 0, &frame{fn: named})
	return insert(r.str(table, g), columnsOf(s))
}

var column = regexp.MustCompile(`column:(\w+)`)

// columnsOf a struct that is a row.
func columnsOf(s *types.Struct) (out []string) {
	for i := range s.NumFields() {
		x := s.Field(i)
		tag := reflect.StructTag(s.Tag(i)).Get("gorm")
		if in, ok := x.Type().Underlying().(*types.Struct); ok && (x.Anonymous() || strings.Contains(tag, "embedded")) {
			out = append(out, columnsOf(in)...)
		} else if c := column.FindStringSubmatch(tag); c != nil {
			out = append(out, c[1])
		} else if x.Exported() && tag != "-" && !strings.HasPrefix(tag, "->") {
			out = append(out, database.ColumnOf(x.Name()))
		}
	}
	return out
}
