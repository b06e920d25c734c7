package app_test

import (
	"fmt"
	"regexp"
	"strings"

	"gangwei/internal/app"
	"gangwei/internal/platform/feature"
)

const docHead = `# Tables

Made by ` + "`make schema`" + ` out of the migrations, never by hand. %d tables. Each has one owner, the room that alone
writes to it; others read it by the owner's functions, or by a query that names what it reads.

- *witnessed*: rows are only added, and the trail answers for each of them by a digest.
- *sealed*: ciphertext of the office's keys, which lie outside the database.
- Moments (` + "`_us`" + `) are microseconds since 1970 UTC, days and months are text, money (` + "`_fen`" + `) is
  whole fen, ` + "`path`" + ` is four characters per level of the division that a row belongs to, ` + "`_index`" + ` is
  a blind index.
- A text's length binds on MySQL and MariaDB; the rooms hold it everywhere.
`

// manual of the tables, by wing.
func manual(lite, my *structure) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, docHead, len(lite.tables)+1) // and the bookkeeping's own
	for _, w := range app.Tables() {
		fmt.Fprintf(&b, "\n## %s\n", w.Wing)
		for _, t := range w.Tables {
			about(&b, t)
			if t.Name == bookkeeping {
				continue
			}
			i, j := lite.find(t.Name), my.find(t.Name)
			if i < 0 || j < 0 {
				return "", fmt.Errorf("internal/%s/tables.go names %s, which no migration leaves behind", w.Wing, t.Name)
			}
			if err := writeColumns(&b, lite.tables[i], my.tables[j]); err != nil {
				return "", err
			}
			writeKeys(&b, lite.tables[i])
		}
	}
	return b.String(), nil
}

// about a table: what it holds, whose it is.
func about(b *strings.Builder, t feature.Table) {
	fmt.Fprintf(b, "\n### %s\n\n%s%s. Owner: %s.", t.Name, strings.ToUpper(t.Holds[:1]), t.Holds[1:], t.Owner)
	if t.Witness != nil {
		b.WriteString(" Witnessed.")
	}
	if len(t.Sealed) > 0 {
		fmt.Fprintf(b, " Sealed: %s.", code(t.Sealed...))
	}
	if t.Retention != "" {
		fmt.Fprintf(b, " Kept: %s.", t.Retention)
	}
	b.WriteString("\n")
}

var (
	typeOf     = regexp.MustCompile(`^[A-Z]+(?:\(\d+\))?`)
	defaultOf  = regexp.MustCompile(` DEFAULT ('[^']*'|-?\d+)`)
	computedOf = regexp.MustCompile(` GENERATED ALWAYS AS \((.*)\) (?:VIRTUAL|STORED)`)
	checkOf    = regexp.MustCompile(` CHECK (\(.*\))`)
)

// writeColumns of a table with their types of both kinds.
func writeColumns(b *strings.Builder, lite, my *table) error {
	b.WriteString("\n| column | SQLite | MySQL | absent | besides |\n|---|---|---|---|---|\n")
	for i, c := range lite.columns {
		if i >= len(my.columns) || my.columns[i].name != c.name {
			return fmt.Errorf("%s.%s is not the same column in both kinds", lite.name, c.name)
		}
		other := my.columns[i].what
		ours := typeOf.FindString(other)
		if strings.Contains(other, "ascii_bin") {
			ours += " ascii"
		}
		var besides []string
		if x := defaultOf.FindStringSubmatch(c.what); x != nil {
			besides = append(besides, "default "+code(x[1]))
		}
		if x := computedOf.FindStringSubmatch(c.what); x != nil {
			besides = append(besides, "computed: "+code(x[1]))
		}
		if x := checkOf.FindStringSubmatch(c.what); x != nil {
			besides = append(besides, "check "+code(x[1]))
		}
		absent := "may be"
		if strings.Contains(c.what, "NOT NULL") {
			absent = ""
		}
		fmt.Fprintf(b, "| %s | %s | %s | %s | %s |\n",
			c.name, typeOf.FindString(c.what), ours, absent, strings.ReplaceAll(strings.Join(besides, ", "), "|", `\|`))
	}
	return nil
}

var (
	foreignKey  = regexp.MustCompile(`^FOREIGN KEY \((.*?)\) REFERENCES (\w+) \((.*?)\)`)
	inlineRefer = regexp.MustCompile(` REFERENCES (\w+) \((.*?)\)`)
)

// writeKeys of a table: keys, references, checks, indexes, triggers.
func writeKeys(b *strings.Builder, t *table) {
	list := map[string][]string{}
	for _, c := range t.columns {
		if strings.Contains(c.what, "PRIMARY KEY") {
			list["key"] = append(list["key"], code(c.name))
		}
		if x := inlineRefer.FindStringSubmatch(c.what); x != nil {
			list["refers"] = append(list["refers"], fmt.Sprintf("`%s` to `%s.%s`", c.name, x[1], x[2]))
		}
	}
	for _, k := range t.keys {
		if x := foreignKey.FindStringSubmatch(k); x != nil {
			list["refers"] = append(list["refers"], fmt.Sprintf("`%s` to `%s.%s`", x[1], x[2], x[3]))
		} else if rest, ok := strings.CutPrefix(k, "PRIMARY KEY "); ok {
			list["key"] = append(list["key"], code(rest))
		} else {
			list["checks"] = append(list["checks"], code(strings.TrimPrefix(k, "CHECK ")))
		}
	}
	for _, x := range t.indexes {
		kind := "indexes"
		if strings.HasPrefix(x.text, "UNIQUE") {
			kind = "unique"
		}
		list[kind] = append(list[kind], code(x.text[strings.Index(x.text, "("):]))
	}
	for _, x := range t.triggers {
		list["triggers"] = append(list["triggers"], code(x.name))
	}
	b.WriteString("\n")
	for _, kind := range []string{"key", "refers", "unique", "indexes", "checks", "triggers"} {
		if len(list[kind]) > 0 {
			fmt.Fprintf(b, "- %s: %s\n", kind, strings.Join(list[kind], ", "))
		}
	}
}

func code(words ...string) string { return "`" + strings.Join(words, "`, `") + "`" }
