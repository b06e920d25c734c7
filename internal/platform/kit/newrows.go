package kit

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
)

// MostNew rows are entered at once in a table of new rows.
const MostNew = 200

// fewNew rows stand there at first; with a script the table grows by itself.
const fewNew = 10

// NewRows is a table in which many rows are entered at once (views/layout/grid.html, "grid/rows"): field NAME_N is the
// column NAME of the row N, from 1.
type NewRows struct {
	Grid
	Title   string
	Columns []NewColumn
	Again   bool // what was typed is shown again
	rows    int
}

// NewColumn of a table of new rows.
type NewColumn struct {
	Name    string
	Title   string
	Kind    string // text, int, date, choice
	Max     int    // of a number; characters of a text; 0: not said
	Choices []NewChoice
}

// NewChoice is an answer of a column of kind choice.
type NewChoice struct{ Value, Text string }

// Fill the table's size out of a form that was sent, as far as rows were typed.
func (t *NewRows) Fill(r *Request) {
	t.rows, t.Again = fewNew, r.Context.Request().Method == http.MethodPost
	for _, n := range t.Typed(r) {
		t.rows = max(t.rows, n)
	}
}

// Most rows of the table.
func (t NewRows) Most() int { return MostNew }

// Numbers of the rows.
func (t NewRows) Numbers() (out []int) {
	for n := 1; n <= t.rows; n++ {
		out = append(out, n)
	}
	return out
}

// Typed are the numbers of the rows in which something was typed.
func (t NewRows) Typed(r *Request) (out []int) {
	for n := 1; n <= MostNew; n++ {
		for _, c := range t.Columns {
			if strings.TrimSpace(r.FormValue(c.Field(n))) != "" {
				out = append(out, n)
				break
			}
		}
	}
	return out
}

// Field of a row.
func (c NewColumn) Field(n int) string { return c.Name + "_" + strconv.Itoa(n) }

// Label of a row's field, for who does not see the table.
func (c NewColumn) Label(n int) string { return fmt.Sprintf("第%d行%s", n, c.Title) }
