package listing

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gangwei/internal/platform/kit"
)

// View is a list as the template part "list" shows it.
type View struct {
	Code    string
	Title   string
	Heads   []Head
	Rows    []Row
	Orders  []Choice // for the choice of an order where no head is seen
	Columns []Choice // all that may be shown
	Pages   []Page   // numbered; a gap has no number
	Sizes   []Page
	Prev    string // addresses
	Next    string
	First   string // back to the numbered pages, where the page goes by key
	Last    int    // the last numbered page; 0 where there is but one
	Total   string // in words
	From    int64  // number of the first row on the page, 0 where it goes by key
	Picking
	Kept  []Pair // of the address, for the form of the filters
	Asked []Pair // of the address but the page, for the forms of the list itself
	Jump  []Pair // the same without the size
	Beyond
	Takeout
	Chosen []string // the filters that are chosen, in words, the region first
	Back   string   // the address itself, without its choice of columns
	NoRow  string
}

// Takeout is how the list is taken away.
type Takeout struct {
	Taken bool   // the visitor may take the list away
	XLSX  string // addresses
	Print string
	Whole []Choice // addresses of registers in full, and their words
}

// Picking is how rows are chosen, and what is done to those chosen.
type Picking struct {
	Picks  bool // rows can be chosen
	Bulk   []Bulk
	Here   string // path of the page, at which those chosen are taken away
	Whence string // the address's query, so that they are found again
}

// Beyond is what a list does not do, there are too many rows.
type Beyond struct {
	Refused string // head of the column that it cannot be sorted by
	Sorted  int    // over which rows that is so
	Cut     string // so many rows are shown and no more; empty: all are
}

// Leads reports whether what is done to several rows leads to a page about them: such a form carries no token, since
// it would stand in the address.
func (v *View) Leads() bool {
	return !slices.ContainsFunc(v.Bulk, func(b Bulk) bool { return !b.Get })
}

// Head of a column.
type Head struct {
	Key, Words string
	Kind       Kind
	Address    string // that sorts by it; empty: it cannot
	Sorted     string // ascending or descending, as ARIA has it; empty: by another
}

// Row of a page.
type Row struct {
	ID      int64
	Pick    string // value of its box; empty: it cannot be chosen
	Address string // of its own page
	Cells   []Shown
}

// Shown is a cell under its head.
type Shown struct {
	Cell
	Head  string
	Kind  Kind
	First bool
}

// shortText is how many characters a cell keeps in one line: a name of two to four characters broken in two is hard to
// read.
const shortText = 5

// coded is a number, a month or a code, which must not be broken where its parts are joined.
var coded = regexp.MustCompile(`^[0-9A-Za-z*.-]{1,24}$`)

// Class of the cell in the table.
func (s Shown) Class() string {
	class := string(s.Kind)
	if n := utf8.RuneCountInString(s.Text); s.Kind == Plain && n > 1 && (n <= shortText || coded.MatchString(s.Text)) {
		class = "short"
	}
	if s.First {
		class += " first"
	}
	return strings.TrimSpace(class)
}

// Label of the cell where rows are cards and no head is seen: a card begins with its first cell, and what is empty, a
// state or a place needs none.
func (s Shown) Label() string {
	if s.First || s.Tone != "" || s.Bare || s.Text == "" && s.Second == "" {
		return ""
	}
	return s.Head
}

// Choice of a form.
type Choice struct {
	Value, Words string
	Chosen       bool
	Always       bool
}

// Page of a list by its number.
type Page struct {
	Number  int
	Address string
	Here    bool
}

// Pair of an address's names and values.
type Pair struct{ Name, Value string }

// address of the list, with values set anew; "" takes one away. A change of what stands on the pages begins at the
// first.
func address(q url.Values, pairs ...string) string {
	out := url.Values{}
	for k, v := range q {
		if !slices.Contains(paging, k) {
			out[k] = v
		}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		if out.Del(pairs[i]); pairs[i+1] != "" {
			out.Set(pairs[i], pairs[i+1])
		}
	}
	return "?" + out.Encode()
}

var paging = []string{"page", "after", "before", "as", "ids", "whence"}

// pairs of an address, without some names.
func pairs(q url.Values, without ...string) (out []Pair) {
	for _, k := range sortedKeys(q) {
		if slices.Contains(paging, k) || slices.Contains(without, k) {
			continue
		}
		for _, v := range q[k] {
			out = append(out, Pair{k, v})
		}
	}
	return out
}

func sortedKeys(q url.Values) []string {
	var out []string
	for k := range q {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// own are the names of an address that belong to the list and not to its filters.
var own = []string{"sort", "size", "cols"}

func signed(key string, desc bool) string {
	if desc {
		return "-" + key
	}
	return key
}

// addresses of sorting, paging and choosing.
func (v *View) addresses(q url.Values, a ask, w *Window, offered []Order) {
	for i := range v.Heads {
		h := &v.Heads[i]
		if !slices.ContainsFunc(offered, func(x Order) bool { return x.Key == h.Key }) {
			continue
		}
		turned := h.Key == w.Sort && !w.Desc
		h.Address = address(q, "sort", signed(h.Key, turned))
		switch {
		case h.Key == w.Sort && w.Desc:
			h.Sorted = "descending"
		case h.Key == w.Sort:
			h.Sorted = "ascending"
		}
	}
	for _, k := range sortedKeys(q) {
		if slices.Contains(own, k) {
			for _, x := range q[k] {
				v.Kept = append(v.Kept, Pair{k, x})
			}
		}
	}
	v.Asked, v.Jump = pairs(q, "sort"), pairs(q)
	for _, n := range Sizes {
		v.Sizes = append(v.Sizes, Page{n, address(q, "size", strconv.Itoa(n)), n == a.size})
	}
	v.XLSX, v.Print, v.Back = address(q, "as", "xlsx"), address(q, "as", "print"), address(q, "cols", "")
}

// number the pages: the first, the last, and those around the one shown.
func (v *View) number(q url.Values, here, last int) {
	if last < 2 {
		return
	}
	v.Last = last
	for n := 1; n <= last; n++ {
		near := n >= here-2 && n <= here+2
		if n != 1 && n != last && !near {
			if v.Pages[len(v.Pages)-1].Number != 0 {
				v.Pages = append(v.Pages, Page{})
			}
			continue
		}
		v.Pages = append(v.Pages, Page{n, address(q, "page", strconv.Itoa(n)), n == here})
	}
}

// many writes a limit as people say it: 1万.
func many(n int) string {
	if n >= 10_000 && n%10_000 == 0 {
		return fmt.Sprintf("%d万", n/10_000)
	}
	return grouped(int64(n))
}

// grouped by thousands.
func grouped(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// pickOf is the value of a row's box.
func pickOf[T any](l *List[T], x T) string {
	if l.Pick != nil {
		return l.Pick(x)
	}
	return kit.FormatID(l.ID(x))
}

// cells of a row in some columns.
func cells[T any](r *kit.Request, columns []Column[T], x T) []Shown {
	out := make([]Shown, len(columns))
	for i, c := range columns {
		out[i] = Shown{c.Cell(r, x), c.Head, c.Kind, i == 0}
	}
	return out
}

// lines are the rows of a page in its columns.
func lines[T any](r *kit.Request, l *List[T], columns []Column[T], rows []T) []Row {
	out := make([]Row, len(rows))
	for i, x := range rows {
		row := Row{ID: l.ID(x), Cells: cells(r, columns, x)}
		row.Address = row.Cells[0].Address
		row.Pick = pickOf(l, x)
		out[i] = row
	}
	return out
}
