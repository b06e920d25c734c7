package inspect

import (
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
)

// Materials is the page 材料情况 of a look: on what it rested, what of that could not be read, what was guessed, what
// files say differently, who and what cannot be judged for it, and what is lacking and whom to ask. Papers, pages and
// exports all show this one.
type Materials struct {
	Tables   []MaterialTable
	Unread   int // rows, sheets and files that could not be read
	Withheld int // matters that cannot be judged

	Bare []Bare `json:",omitempty"` // months of which an office's books have nothing
}

// Bare are months in which a village has holders and the books have no attendance, or no pay.
type Bare struct {
	Path, Place       string
	Unsheeted, Unpaid []civil.Month
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

// Of a place and a period: the rows of its places and those that are of none, the months that lie in it. A zero first
// month: of all time.
func (m *Materials) Of(path string, from, to civil.Month) *Materials {
	if m == nil {
		return nil
	}
	out := &Materials{Unread: m.Unread, Withheld: m.Withheld}
	near := func(at string) bool { return strings.HasPrefix(at, path) || strings.HasPrefix(path, at) }
	for _, t := range m.Tables {
		if t.Paths != nil {
			all := t
			t.Rows, t.Paths = nil, nil
			for i, r := range all.Rows {
				if near(all.Paths[i]) {
					t.Rows, t.Paths = append(t.Rows, r), append(t.Paths, all.Paths[i])
				}
			}
		}
		out.Add(t)
	}
	t := MaterialTable{Title: "缺的月份", Note: "有人在岗，而账里没有考勤或者没有发放的月份。没有疑点不等于没有问题；请所在村、镇街补交或说明。",
		Heads: []string{"村（社区）", "没有考勤的月份", "没有发放的月份"}, Widths: []int{40, 58, 58}}
	outside := func(x civil.Month) bool { return !from.IsZero() && (x.Before(from) || to.Before(x)) }
	for _, b := range m.Bare {
		sheets := slices.DeleteFunc(slices.Clone(b.Unsheeted), outside)
		paid := slices.DeleteFunc(slices.Clone(b.Unpaid), outside)
		if near(b.Path) && len(sheets)+len(paid) > 0 {
			t.Rows = append(t.Rows, []string{b.Place, MonthSpans(sheets), MonthSpans(paid)})
		}
	}
	out.Add(t)
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
