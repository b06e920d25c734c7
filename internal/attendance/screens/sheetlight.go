package screens

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/words"
)

// fewLines of a month sheet are typed in fields that the page brings. A larger village's page would weigh 5 KiB a
// person: its days travel as characters, and the grid's script makes the fields. Without scripts the pages with fields
// are behind a link, each of plainLines people.
const (
	fewLines   = 6
	plainLines = 8
)

// manyLines of a sheet are looked at on a page of their own.
const manyLines = 30

// lightLine is a holder's month as characters, each of as many as the month has days.
type lightLine struct {
	Days    string // marks, '-' for none
	Open    string // '1' where the visitor types
	How     string // how a mark came, '-' where nothing is said; empty if it is nowhere
	Changed string // '1' where a submitted mark was corrected; empty if it is nowhere
	Typed   string // what a refused form said, ' ' where it said what is kept, '?' where it is among Odd; or empty
	Odd     string // JSON: day → what was typed and what is wrong with it; or empty
}

// sheetLight is how the days of a sheet travel.
type sheetLight struct {
	page  *sheetPage
	On    bool // as characters
	Plain bool // as fields, a part of the people on a page
	From  int  // the first of them, from 0
	looks bool // a form of looks is answered
}

// weigh decides whether the page brings fields or characters, and whose.
func (g *sheetLight) weigh(page *sheetPage) {
	g.page = page
	large := page.CanType && len(page.Lines) > fewLines
	g.Plain = large && page.R.Text("plain") == "1"
	g.On = large && !g.Plain
	if from, err := strconv.Atoi(page.R.Text("from")); g.Plain && err == nil && from > 0 && from < len(page.Lines) {
		g.From = from - from%plainLines
	}
}

// Lines that the page shows.
func (g *sheetLight) Lines() []duty.Line {
	if !g.Plain {
		return g.page.Lines
	}
	return g.page.Lines[g.From:g.until()]
}

func (g *sheetLight) until() int { return min(g.From+plainLines, len(g.page.Lines)) }

// First and last of the people shown, from 1.
func (g *sheetLight) FirstShown() int { return g.From + 1 }
func (g *sheetLight) LastShown() int  { return g.until() }

// Next is where the page with the next people begins; 0 if they are all shown.
func (g *sheetLight) Next() int {
	if g.until() == len(g.page.Lines) {
		return 0
	}
	return g.until()
}

// Before is where the page with the people before begins.
func (g *sheetLight) Before() int { return g.From - plainLines }

// Page of fields that begins with a person.
func (g *sheetLight) Page(from int) string {
	at := "/duty/sheets/" + kit.FormatID(g.page.Sheet.ID) + "?plain=1"
	if g.page.R.Text("for") == "1" {
		at += "&for=1"
	}
	return at + "&from=" + strconv.Itoa(from)
}

// back is where a saved form leads: to the page of the people that it showed, or of those after them.
func (g *sheetLight) back(next bool) string {
	switch {
	case !g.Plain:
		return "/duty/sheets/" + kit.FormatID(g.page.Sheet.ID)
	case next && g.Next() > 0:
		return g.Page(g.Next())
	}
	return g.Page(g.From)
}

// Line is a line as characters; nil where the page brings its fields.
func (g *sheetLight) Line(l duty.Line) *lightLine {
	if !g.On {
		return nil
	}
	cells := g.page.Cells(l)
	n := len(cells)
	open, how, changed := bytes.Repeat([]byte("0"), n), bytes.Repeat([]byte("-"), n), bytes.Repeat([]byte("0"), n)
	typed, odd := bytes.Repeat([]byte(" "), n), map[int][2]string{}
	for i, c := range cells {
		if mark, known := duty.MarkOf(c.Value); c.Fault != "" || c.Kept != nil && !known {
			typed[i], odd[i+1] = '?', [2]string{c.Value, c.Fault}
		} else if c.Kept != nil {
			typed[i] = mark
		}
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
	if strings.Trim(string(typed), " ") != "" {
		out.Typed = string(typed)
	}
	if len(odd) > 0 {
		b, _ := json.Marshal(odd) // a map of texts
		out.Odd = string(b)
	}
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
	return (g.On && len(g.page.Lines) > manyLines || g.Plain) && !g.OnlyLooks()
}

// OnlyLooks reports whether the page is the one of the looks.
func (g *sheetLight) OnlyLooks() bool {
	return g.looks || (g.On || g.Plain) && g.page.R.Text("looks") == "1"
}

// First reports whether a line is the sheet's first.
func (g *sheetLight) First(l duty.Line) bool { return l.PlacementID == g.page.Lines[0].PlacementID }
