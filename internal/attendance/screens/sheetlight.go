package screens

import (
	"bytes"
	"net/http"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/platform/words"
)

// fewLines of a month sheet are typed in fields that the page brings. A larger village's page would weigh 5 KiB a
// person: its days travel as characters, and the grid's script makes the fields. Without scripts the page with all
// fields is behind a link.
const fewLines = 6

// manyLines of a sheet are looked at on a page of their own.
const manyLines = 30

// lightLine is a holder's month as characters, each of as many as the month has days.
type lightLine struct {
	Days    string // marks, '-' for none
	Open    string // '1' where the visitor types
	How     string // how a mark came, '-' where nothing is said; empty if it is nowhere
	Changed string // '1' where a submitted mark was corrected; empty if it is nowhere
}

// sheetLight is how the days of a sheet travel.
type sheetLight struct {
	page *sheetPage
	On   bool // as characters
}

// weigh decides whether the page brings fields or characters.
func (g *sheetLight) weigh(page *sheetPage) {
	g.page = page
	r := g.page.R
	g.On = g.page.CanType && len(g.page.Lines) > fewLines && r.Context.Request().Method == http.MethodGet &&
		r.Text("plain") != "1"
}

// Line is a line as characters; nil where the page brings its fields.
func (g *sheetLight) Line(l duty.Line) *lightLine {
	if !g.On {
		return nil
	}
	cells := g.page.Cells(l)
	n := len(cells)
	open, how, changed := bytes.Repeat([]byte("0"), n), bytes.Repeat([]byte("-"), n), bytes.Repeat([]byte("0"), n)
	for i, c := range cells {
		if c.Open {
			open[i] = '1'
		}
		if c.How != "" {
			how[i] = l.HowOf(g.page.Days[i])
		}
		if c.Changed {
			changed[i] = '1'
		}
	}
	out := &lightLine{Days: marked(l.Days, n), Open: string(open)}
	if strings.Trim(string(how), "-") != "" {
		out.How = string(how)
	}
	if strings.Contains(string(changed), "1") {
		out.Changed = string(changed)
	}
	return out
}

// marked is a month's marks, cut to its days; a line without any has none.
func marked(days string, n int) string {
	if len(days) != 31 {
		return strings.Repeat("-", n)
	}
	return days[:n]
}

// Plan of a line's shifts, empty if there is none.
func (g *sheetLight) Plan(l duty.Line) string { return said(l.Shifts) }

// said is a month of characters, empty where it says nothing.
func said(month string) string {
	if strings.Trim(month, "-") == "" {
		return ""
	}
	return month
}

// Hows are the ways in which a mark can have come, with their codes: p照排班填 ….
func (g *sheetLight) Hows() string {
	var out []string
	for _, h := range duty.Hows {
		out = append(out, string(h)+words.Label("how", string(h)))
	}
	return strings.Join(out, " ")
}

// LooksApart reports whether the village's own looks are typed on a page of their own.
func (g *sheetLight) LooksApart() bool {
	return g.On && len(g.page.Lines) > manyLines && !g.OnlyLooks()
}

// OnlyLooks reports whether the page is the one of the looks.
func (g *sheetLight) OnlyLooks() bool { return g.On && g.page.R.Text("looks") == "1" }

// First reports whether a line is the sheet's first.
func (g *sheetLight) First(l duty.Line) bool { return l.PlacementID == g.page.Lines[0].PlacementID }
