package app_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gangwei/internal/platform/database"
)

// structure is what migrations leave in an empty database: their own statements put together, so that it reads as they
// do, needs no server, and says nothing that only one kind of server says.
type structure struct {
	tables []*table
	seeds  []string // rows that a migration brings, in order
}

// table as it is after all migrations.
type table struct {
	name     string
	columns  []column
	keys     []string // and checks, as they are written
	suffix   string   // engine and character set
	indexes  []named
	triggers []named
}

type column struct{ name, what string }

type named struct{ name, text string }

var (
	makesTable   = regexp.MustCompile(`(?s)^CREATE TABLE (\w+) \((.*)\)([^)]*)$`)
	addsColumn   = regexp.MustCompile(`(?s)^ALTER TABLE (\w+) ADD COLUMN (.*)$`)
	renamesTable = regexp.MustCompile(`^ALTER TABLE (\w+) RENAME TO (\w+)$`)
	dropsTable   = regexp.MustCompile(`^DROP TABLE (?:IF EXISTS )?(\w+)$`)
	makesIndex   = regexp.MustCompile(`(?s)^CREATE (UNIQUE )?INDEX (\w+) ON (\w+) (\(.*\))$`)
	dropsIndex   = regexp.MustCompile(`^DROP INDEX (\w+)(?: ON \w+)?$`)
	makesTrigger = regexp.MustCompile(`(?s)^CREATE TRIGGER (\w+) (?:BEFORE|AFTER) (?:INSERT|UPDATE|DELETE) ON (\w+)\s.*$`)
	movesRows    = regexp.MustCompile(`(?s)^(?:INSERT INTO|UPDATE) (\w+)\s`)
	bringsRows   = regexp.MustCompile(`(?s)^INSERT INTO (\w+) \([^)]*\)\s+VALUES`)
	wipesRows    = regexp.MustCompile(`^PRAGMA secure_delete = (?:ON|OFF)$`) // what is deleted is overwritten
	isKey        = regexp.MustCompile(`^(PRIMARY KEY|FOREIGN KEY|CHECK|UNIQUE|CONSTRAINT)\b`)
	refersTo     = regexp.MustCompile(`\bREFERENCES (\w+)`)
	lineComment  = regexp.MustCompile(`(?m)^\s*--.*\n`)
)

// fold puts the statements of migrations together. It refuses a statement that it does not know: whoever writes a new
// kind of statement teaches it.
func fold(all []database.Migration) (*structure, error) {
	s := &structure{}
	for _, m := range all {
		for i, step := range m.Steps {
			if err := s.apply(strings.TrimSpace(lineComment.ReplaceAllString(step, ""))); err != nil {
				return nil, fmt.Errorf("%s step %d: %w", m.Name, i+1, err)
			}
		}
	}
	return s, s.inOrder()
}

func (s *structure) apply(step string) error {
	if x := makesTable.FindStringSubmatch(step); x != nil {
		return s.makeTable(x[1], x[2], x[3])
	}
	if x := addsColumn.FindStringSubmatch(step); x != nil {
		return s.onTable(x[1], func(t *table) error { return t.add(split(x[2])) })
	}
	if x := makesIndex.FindStringSubmatch(step); x != nil {
		return s.onTable(x[3], func(t *table) error { return t.index(x[2], x[1]+"INDEX "+x[2]+" "+x[4]) })
	}
	if x := makesTrigger.FindStringSubmatch(step); x != nil {
		return s.onTable(x[2], func(t *table) error {
			t.triggers = append(t.triggers, named{x[1], step})
			return nil
		})
	}
	if x := dropsIndex.FindStringSubmatch(step); x != nil {
		return s.dropIndex(x[1])
	}
	if x := dropsTable.FindStringSubmatch(step); x != nil {
		return s.dropTable(x[1])
	}
	if x := renamesTable.FindStringSubmatch(step); x != nil {
		return s.renameTable(x[1], x[2])
	}
	if x := bringsRows.FindStringSubmatch(step); x != nil {
		s.seeds = append(s.seeds, step)
		return s.onTable(x[1], func(*table) error { return nil })
	}
	if x := movesRows.FindStringSubmatch(step); x != nil {
		for _, seed := range s.seeds {
			if bringsRows.FindStringSubmatch(seed)[1] == x[1] {
				return fmt.Errorf("%s has rows that a migration brought, and this one changes them", x[1])
			}
		}
		return s.onTable(x[1], func(*table) error { return nil }) // in an empty database there is none to move
	}
	if wipesRows.MatchString(step) {
		return nil
	}
	return fmt.Errorf("not a statement that is known: %.80s", step)
}

func (s *structure) find(name string) int {
	return slices.IndexFunc(s.tables, func(t *table) bool { return t.name == name })
}

func (s *structure) onTable(name string, f func(*table) error) error {
	i := s.find(name)
	if i < 0 {
		return fmt.Errorf("there is no table %s", name)
	}
	return f(s.tables[i])
}

func (s *structure) makeTable(name, body, suffix string) error {
	if s.find(name) >= 0 {
		return fmt.Errorf("table %s is there already", name)
	}
	t := &table{name: name, suffix: suffix}
	s.tables = append(s.tables, t)
	return t.add(split(body))
}

func (s *structure) dropTable(name string) error {
	i := s.find(name)
	if i < 0 {
		return fmt.Errorf("there is no table %s", name)
	}
	s.tables = slices.Delete(s.tables, i, i+1)
	return nil
}

// renameTable renames the table and what its own statements say of it. Triggers of other tables that write into it
// go by the name that they say.
func (s *structure) renameTable(from, to string) error {
	return s.onTable(from, func(t *table) error {
		if len(t.triggers) > 0 || s.find(to) >= 0 {
			return fmt.Errorf("%s has triggers, or %s is there", from, to)
		}
		t.name = to
		self := regexp.MustCompile(`\bREFERENCES ` + from + `\b`)
		for i := range t.keys {
			t.keys[i] = self.ReplaceAllString(t.keys[i], "REFERENCES "+to)
		}
		return nil
	})
}

func (s *structure) dropIndex(name string) error {
	for _, t := range s.tables {
		for i, x := range t.indexes {
			if x.name == name {
				t.indexes = slices.Delete(t.indexes, i, i+1)
				return nil
			}
		}
	}
	return fmt.Errorf("there is no index %s", name)
}

func (t *table) index(name, text string) error {
	if slices.ContainsFunc(t.indexes, func(x named) bool { return x.name == name }) {
		return fmt.Errorf("index %s is there already", name)
	}
	t.indexes = append(t.indexes, named{name, text})
	return nil
}

// add columns and keys; a column that comes later stands after the earlier ones, as the servers put it.
func (t *table) add(parts []string) error {
	for _, p := range parts {
		p = strings.TrimPrefix(p, "ADD ") // the second part of one ALTER TABLE
		if isKey.MatchString(p) {
			t.keys = append(t.keys, p)
			continue
		}
		name, what, ok := strings.Cut(p, " ")
		if !ok || strings.ToLower(name) != name {
			return fmt.Errorf("not a column: %.60s", p)
		}
		t.columns = append(t.columns, column{name, what})
	}
	return nil
}

// refers to other tables, by its keys.
func (t *table) refers() (out []string) {
	texts := slices.Clone(t.keys)
	for _, c := range t.columns {
		texts = append(texts, c.what)
	}
	for _, k := range texts {
		if x := refersTo.FindStringSubmatch(k); x != nil && x[1] != t.name {
			out = append(out, x[1])
		}
	}
	return out
}

// inOrder puts each table behind those that it refers to, and otherwise leaves them in the order in which they came.
func (s *structure) inOrder() error {
	var out []*table
	placed := map[string]bool{}
	for len(out) < len(s.tables) {
		before := len(out)
		for _, t := range s.tables {
			ready := !slices.ContainsFunc(t.refers(), func(n string) bool { return !placed[n] })
			if !placed[t.name] && ready {
				out, placed[t.name] = append(out, t), true
			}
		}
		if len(out) == before {
			return fmt.Errorf("tables refer to each other in a circle, or to none that is there; %d are in order", before)
		}
	}
	s.tables = out
	return nil
}

// split a list at its commas, not at those in brackets or quotes.
func split(list string) (out []string) {
	depth, quoted, start := 0, false, 0
	for i, c := range list {
		switch {
		case c == '\'':
			quoted = !quoted
		case quoted:
		case c == '(':
			depth++
		case c == ')':
			depth--
		case c == ',' && depth == 0:
			out = append(out, strings.TrimSpace(list[start:i]))
			start = i + 1
		}
	}
	return append(out, strings.TrimSpace(list[start:]))
}

// wholeSQL is the text of schema.sql. Where statements commit by themselves and each costs a write to the disk, the
// indexes stand in their tables.
func (s *structure) wholeSQL(kind string, all []database.Migration, says func(table string) string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "-- What all migrations up to %s make together, of which a new database is made in one go.\n"+
		"-- Made by 'make schema' out of the migrations, never by hand. Statements stand apart by empty lines.\n\n",
		all[len(all)-1].Name)
	fmt.Fprintf(&b, "-- which migrations the database has run\n%s;\n\n", database.BookkeepingTable)
	for _, t := range s.tables {
		parts := []string{}
		for _, c := range t.columns {
			parts = append(parts, c.name+" "+c.what)
		}
		parts = append(parts, t.keys...)
		if kind == "mysql" {
			for _, x := range t.indexes {
				parts = append(parts, x.text)
			}
		}
		fmt.Fprintf(&b, "-- %s\nCREATE TABLE %s (\n  %s\n)%s;\n\n",
			says(t.name), t.name, strings.Join(parts, ",\n  "), t.suffix)
		if kind != "mysql" {
			for _, x := range t.indexes {
				at := strings.Index(x.text, "(")
				fmt.Fprintf(&b, "CREATE %sON %s %s;\n\n", x.text[:at], t.name, x.text[at:])
			}
		}
		for _, x := range t.triggers {
			b.WriteString(x.text + ";\n\n")
		}
	}
	for _, seed := range s.seeds {
		b.WriteString(seed + ";\n\n")
	}
	b.WriteString("-- the books: every step of every migration is done\n" + database.Bookkeeping(all) + ";\n")
	return b.String()
}
