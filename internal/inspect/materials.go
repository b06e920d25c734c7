package inspect

import (
	"fmt"
	"strings"
)

// Materials is the page 材料情况 of a look: on what it rested, what of that could not be read, what was guessed, what
// files say differently, who and what cannot be judged for it, and what is lacking and whom to ask. Papers, pages and
// exports all show this one.
type Materials struct {
	Tables   []MaterialTable
	Unread   int // rows, sheets and files that could not be read
	Withheld int // matters that cannot be judged
}

// MaterialTable is one table of it. Paths are those of the rows' places, where the rows are of places; Left is how many
// further rows there were.
type MaterialTable struct {
	Title, Note string
	Heads       []string
	Widths      []int // in shares of the page
	Rows        [][]string
	Paths       []string `json:",omitempty"`
	Left        int      `json:",omitempty"`
}

// Add a table that has rows.
func (m *Materials) Add(t MaterialTable) {
	if len(t.Rows) > 0 {
		m.Tables = append(m.Tables, t)
	}
}

// Within a path: the rows of its places and those that are of none.
func (m *Materials) Within(path string) *Materials {
	if m == nil || path == "" {
		return m
	}
	out := &Materials{Unread: m.Unread, Withheld: m.Withheld}
	for _, t := range m.Tables {
		if t.Paths == nil {
			out.Add(t)
			continue
		}
		some := t
		some.Rows, some.Paths = nil, nil
		for i, r := range t.Rows {
			if at := t.Paths[i]; strings.HasPrefix(at, path) || strings.HasPrefix(path, at) {
				some.Rows, some.Paths = append(some.Rows, r), append(some.Paths, at)
			}
		}
		out.Add(some)
	}
	return out
}

// Shortened to so many rows a table, saying how many are left.
func (m *Materials) Shortened(most int) *Materials {
	if m == nil {
		return nil
	}
	out := *m
	out.Tables = nil
	for _, t := range m.Tables {
		if n := len(t.Rows) - most; n > 0 {
			t.Rows, t.Left = t.Rows[:most], t.Left+n
			if t.Paths != nil {
				t.Paths = t.Paths[:most]
			}
		}
		out.Tables = append(out.Tables, t)
	}
	return &out
}

// More says how many rows a table has that are not shown.
func (t MaterialTable) More() string {
	if t.Left == 0 {
		return ""
	}
	return fmt.Sprintf("另有%d项，没有在此列出。", t.Left)
}
