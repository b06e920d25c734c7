package duty

import (
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
)

// Grade of a month's points by which the pay changes (pay.grades): below a mark something is taken, or from it on
// something is added.
type Grade struct {
	Mark int64     // points of 100
	Less money.Fen // taken below the mark
	More money.Fen // added from the mark on; then nothing is taken
}

// ParseGrades reads what is typed: 60=200、80=50 takes below a mark, 90=+50 adds from it on; false where it is none.
// Pure.
func ParseGrades(text string) (out []Grade, ok bool) {
	for _, piece := range rulebook.Pieces(text) {
		mark, by, cut := strings.Cut(strings.NewReplacer("＝", "=", "＋", "+").Replace(piece), "=")
		n, err := strconv.ParseInt(strings.TrimSpace(mark), 10, 64)
		by, more := strings.CutPrefix(strings.TrimSpace(by), "+")
		f, wrong := money.Parse(strings.TrimSpace(by))
		if !cut || err != nil || wrong != nil || n < 1 || n > 100 || f <= 0 {
			return nil, false
		}
		g := Grade{Mark: n, Less: f}
		if more {
			g = Grade{Mark: n, More: f}
		}
		out = append(out, g)
	}
	return out, true
}

// byDays of the calendar nobody's pay hangs on points (worth.Calendar, held by a test).
const byDays = "calendar"

// GradesIn are the grades that hold in a village's month for a kind of post, and the document that sets them; none
// where pay does not hang on points.
func GradesIn(book *rulebook.Book, path, kind string, month civil.Month) ([]Grade, string) {
	county := region.CountyPath(path)
	basis, _ := book.Text("pay.basis", county, kind, month.First())
	p, held := book.Held("pay.grades", county, kind, month.First())
	if !held || p.Value == "" || basis == "" || basis == byDays {
		return nil, ""
	}
	grades, _ := ParseGrades(p.Value)
	return grades, p.Document
}

// Graded is what the points of a month take from the pay, and add to it.
type Graded struct {
	Less, More Grade // zero: nothing
	Document   string
}

// Words of it for pages and papers, before pay is reckoned; empty where the points change nothing.
func (g Graded) Words() string {
	var parts []string
	say := func(code string, mark int64, f money.Fen) {
		if f > 0 {
			parts = append(parts, words.Text(code, errs.Arg{Name: "mark", Value: mark}, errs.Arg{Name: "fen", Value: f}))
		}
	}
	say("duty.graded_less", g.Less.Mark, g.Less.Less)
	say("duty.graded_more", g.More.Mark, g.More.More)
	return strings.Join(parts, "；")
}

// Grading is what the points of a sheet's holders take and add, by the kinds of their posts.
type Grading struct {
	book  *rulebook.Book
	sheet Sheet
	kinds map[int64]placement.WorkAgreed
}

// LoadGrading of a sheet with its lines.
func LoadGrading(r database.Reader, book *rulebook.Book, s Sheet, lines []Line) (Grading, error) {
	ids := make([]any, len(lines))
	for i, l := range lines {
		ids[i] = l.PlacementID
	}
	kinds, err := placement.AgreedUnder(r, s.Path, ids)
	return Grading{book, s, kinds}, err
}

// Documents that set grades for the sheet's holders, each once in the order of the lines.
func (g Grading) Documents(lines []Line) (out []string) {
	seen := map[string]bool{}
	for _, l := range lines {
		grades, document := GradesIn(g.book, g.sheet.Path, g.kinds[l.PlacementID].Kind, g.sheet.Month)
		if len(grades) > 0 && !seen[document] {
			seen[document] = true
			out = append(out, document)
		}
	}
	return out
}

// Of a holder's assessment. What a deduction takes already is not taken again: the higher of the two counts.
func (g Grading) Of(a Assessment) Graded {
	n := Assessed{Total: a.Total, Verdict: a.Verdict}.counts()
	if n == nil {
		return Graded{}
	}
	grades, document := GradesIn(g.book, g.sheet.Path, g.kinds[a.PlacementID].Kind, g.sheet.Month)
	out := Graded{Document: document}
	for _, x := range grades {
		if *n < x.Mark && x.Less > max(out.Less.Less, a.DeductionFen) {
			out.Less = x
		}
		if *n >= x.Mark && x.More > out.More.More {
			out.More = x
		}
	}
	return out
}
