package querytest

import (
	"regexp"
	"slices"
	"strings"
)

// schema is the columns of each table.
type schema map[string][]string

var (
	quoted = regexp.MustCompile(`'[^']*'`)
	source = regexp.MustCompile(`(?i)\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)(?:\s+(?:AS\s+)?(\w+))?`)
	comma  = regexp.MustCompile(`,\s*([a-z_]+)\s+([a-z]\w?)\b`)
	wordOf = regexp.MustCompile(`(?:\b([a-z]\w*)\.)?\b([a-z]\w*)\b`)
)

// reads of a text: each table that stands in it, with the columns of it that are named.
func (s schema) reads(text string) map[string][]string {
	text = quoted.ReplaceAllString(text, "''")
	by := map[string][]string{} // table by alias; one alias may be of two tables in different brackets
	out := map[string][]string{}
	meet := func(table, alias string) {
		if s[table] == nil {
			return
		}
		if out[table] == nil {
			out[table] = []string{}
		}
		by[table] = append(by[table], table)
		if alias != "" && strings.ToLower(alias) == alias {
			by[alias] = append(by[alias], table)
		}
	}
	for _, x := range source.FindAllStringSubmatch(text, -1) {
		meet(x[1], x[2])
	}
	for _, x := range comma.FindAllStringSubmatch(text, -1) {
		meet(x[1], x[2])
	}
	for _, x := range wordOf.FindAllStringSubmatch(text, -1) {
		tables := by[x[1]]
		if x[1] == "" {
			tables = nil
			for t := range out {
				tables = append(tables, t)
			}
		}
		var have []string
		for _, t := range tables {
			if slices.Contains(s[t], x[2]) {
				have = append(have, t)
			}
		}
		if x[1] == "" && len(have) > 1 {
			continue // said without an alias, where several have it
		}
		for _, t := range have {
			if !slices.Contains(out[t], x[2]) {
				out[t] = append(out[t], x[2])
			}
		}
	}
	return out
}

// aliases of a text: each table's short names.
func (s schema) aliases(text string) map[string][]string {
	text = quoted.ReplaceAllString(text, "''")
	out := map[string][]string{}
	for _, x := range slices.Concat(source.FindAllStringSubmatch(text, -1), comma.FindAllStringSubmatch(text, -1)) {
		alias := x[2]
		if s[x[1]] == nil || alias == "" || strings.ToLower(alias) != alias || !strings.Contains(text, alias+".") ||
			slices.Contains(out[x[1]], alias) {
			continue
		}
		out[x[1]] = append(out[x[1]], alias)
	}
	return out
}
