package authz

import (
	"sort"
	"strings"
)

// Scope is a set of regions, each with everything under it. The zero value matches nothing.
type Scope struct {
	paths []string // none a prefix of another; "" means everywhere
}

// Everywhere matches all regions.
func Everywhere() Scope { return Scope{[]string{""}} }

// Under is one region and everything under it.
func Under(path string) Scope {
	if path == "" {
		return Scope{}
	}
	return Scope{[]string{path}}
}

func scopeOf(paths []string) Scope {
	sort.Strings(paths)
	var out []string
	for _, p := range paths {
		if p == "" {
			continue // a grant without a region grants nothing
		}
		if len(out) > 0 && strings.HasPrefix(p, out[len(out)-1]) {
			continue
		}
		out = append(out, p)
	}
	return Scope{out}
}

// Empty matches nothing.
func (s Scope) Empty() bool { return len(s.paths) == 0 }

// Paths of the regions.
func (s Scope) Paths() []string { return append([]string(nil), s.paths...) }

// Covers reports whether the region at path lies inside.
func (s Scope) Covers(path string) bool {
	for _, p := range s.paths {
		if p == "" || path != "" && strings.HasPrefix(path, p) {
			return true
		}
	}
	return false
}

// Wider is the scope of the regions that those of the scope lie in, as at tells.
func (s Scope) Wider(at func(path string) string) Scope {
	if s.Covers("") {
		return s
	}
	var out []string
	for _, p := range s.paths {
		out = append(out, at(p))
	}
	return scopeOf(out)
}

// Within narrows the scope to a region: what is common to both.
func (s Scope) Within(path string) Scope {
	if path == "" || s.Empty() {
		return s
	}
	if s.Covers(path) {
		return Under(path)
	}
	var out []string
	for _, p := range s.paths {
		if strings.HasPrefix(p, path) {
			out = append(out, p)
		}
	}
	return Scope{out}
}

// ByNumber is the condition of a list of an alias (empty: none) that goes by its number, ready for AND, with its
// arguments. One region is named by the column of its level (county, township, the village's path), so that the index
// of that column and the number has the list's own order; a whole city is read by the number. Of several regions it is
// their ranges.
func (s Scope) ByNumber(alias string) (string, []any) {
	if alias != "" {
		alias += "."
	}
	if len(s.paths) == 1 {
		p := s.paths[0]
		switch len(p) {
		case 4:
			return "SUBSTR(" + alias + "path, 1, 4) = ?", []any{p}
		case 8:
			return alias + "county = ?", []any{p}
		case 12:
			return alias + "township = ?", []any{p}
		case 16:
			return alias + "path = ?", []any{p}
		}
	}
	return s.SQL(alias + "path")
}

// SQL is the condition on a path column, ready for AND, with its arguments. Ranges, so that an index serves it.
func (s Scope) SQL(column string) (string, []any) {
	if len(s.paths) == 0 {
		return "1 = 0", nil
	}
	var parts []string
	var args []any
	for _, p := range s.paths {
		if p == "" {
			return "1 = 1", nil
		}
		parts = append(parts, "("+column+" >= ? AND "+column+" < ?)")
		args = append(args, p, p+"~")
	}
	return "(" + strings.Join(parts, " OR ") + ")", args
}
