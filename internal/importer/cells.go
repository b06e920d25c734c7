package importer

import (
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/money"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// yes understands 是, 否, √ and what else is written for them; an empty cell is no.
func (p *plan) yes(cell string) (bool, *errs.Error) {
	code, ok := lexicon.YesNo.With(p.spoken).Read(cell)
	if !ok {
		return false, errs.New(errs.Invalid, "import.yes").With("word", clipped(cell))
	}
	return code == "yes", nil
}

func day(cell string) (civil.Date, *errs.Error) {
	if strings.TrimSpace(cell) == "" {
		return civil.Date{}, nil
	}
	c := civil.Claim(cell)
	if c.Date.IsZero() {
		code := "import.day"
		if _, month := civil.ClaimMonth(cell); month {
			code = "import.month_only"
		}
		return c.Date, errs.New(errs.Invalid, code).With("word", clipped(cell))
	}
	return c.Date, nil
}

func amount(cell string) (money.Fen, *errs.Error) {
	s := strings.TrimSuffix(strings.TrimLeft(sheet.Plain(cell), "￥¥"), "元")
	f, err := money.Parse(strings.ReplaceAll(s, ",", ""))
	if err != nil || f < 0 {
		return 0, errs.New(errs.Invalid, "import.amount").With("word", clipped(cell))
	}
	return f, nil
}

// monthly are the ways in which people write behind an amount that it is paid each month.
var monthly = []string{"/人/月", "/月/人", "/人月", "/月", "每人每月", "每月"}

// monthlyRate is an amount that is paid each month, and may say so: 800元/月. One of a day or an hour is refused.
func monthlyRate(cell string) (money.Fen, *errs.Error) {
	s := sheet.Plain(cell)
	for _, end := range monthly {
		if rest, cut := strings.CutSuffix(s, end); cut {
			s = rest
			break
		}
	}
	f, fault := amount(s)
	if fault != nil {
		return 0, errs.New(errs.Invalid, fault.Code).With("word", clipped(cell))
	}
	return f, nil
}

func whole(cell string) (int64, bool) {
	n, err := strconv.ParseInt(strings.TrimSuffix(sheet.Plain(cell), ".0"), 10, 64)
	return n, err == nil && n >= 0 && n < 1_000_000_000
}

// ruined refuses a number that lost its end: the spreadsheet turned it into 3.70402E+17, or wrote zeros behind fifteen
// digits.
func ruined(cell string) *errs.Error {
	if sheet.Ruined(cell) || sheet.Cut(sheet.Plain(cell)) {
		return errs.New(errs.Invalid, "import.ruined")
	}
	return nil
}

// word of a column's cell by a list. A word that the list does not know, or that means none of its codes, is a fault
// that names the nearest: nothing is guessed. false where the cell is empty or at fault.
func (p *plan) word(l *line, column string, list *lexicon.List) (string, bool) {
	code, ok := p.said(l, column, list, p.get(l, column))
	if ok && code == lexicon.Nothing {
		p.unknown(l, column, p.get(l, column), p.nearest(list, p.get(l, column)))
		return "", false
	}
	return code, ok
}

// said is the same of a part of a cell, which may also mean none of the codes (lexicon.Nothing).
func (p *plan) said(l *line, column string, list *lexicon.List, text string) (string, bool) {
	code, ok := list.With(p.spoken).Read(text)
	if !ok {
		p.unknown(l, column, text, p.nearest(list, text))
	}
	return code, ok && code != ""
}

// nearest words of a list to one that it does not know: a column that is wrong is wrong in every row.
func (p *plan) nearest(list *lexicon.List, text string) []string {
	key := list.Name + "\x00" + text
	if p.alike == nil {
		p.alike = map[string][]string{}
	}
	if p.alike[key] == nil {
		p.alike[key] = list.Near(text)
	}
	return p.alike[key]
}

// mostShown characters of a cell are repeated in a fault.
const mostShown = 40

// clipped is a cell as a fault repeats it.
func clipped(cell string) string {
	if s := clip(cell, mostShown); s != cell {
		return s + "…"
	}
	return cell
}

// unknown faults a word with those that come nearest.
func (p *plan) unknown(l *line, column, text string, near []string) {
	e := errs.New(errs.Invalid, "import.word").With("word", clipped(text)).With("near", strings.Join(near, "、"))
	p.fault(l, column, e)
}

// relation is what somebody is to whom a row is about, of whose name the cell may speak: 王三之妻. false where the cell
// is empty or at fault.
func (p *plan) relation(l *line, column, whose string) (string, bool) {
	text := p.get(l, column)
	code, ok := lexicon.Kinship.With(p.spoken).Read(text)
	if of, _, _ := lexicon.KinOf(text); of != "" && whose != "" && !plain.SameName(of, whose) {
		ok = false // of somebody else
	}
	if ok && code != lexicon.Nothing {
		return code, code != ""
	}
	p.notRelated(l, column)
	return "", false
}

// notRelated faults a cell that says no relation that is known.
func (p *plan) notRelated(l *line, column string) {
	text := p.get(l, column)
	p.fault(l, column, errs.New(errs.Invalid, "import.relation").With("word", clipped(text)).
		With("near", strings.Join(p.nearest(lexicon.Kinship, text), "、")))
}

// pieces of a cell that names several things.
func pieces(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("、,，;；/ \n\t　", r) })
}

// labelsOf codes.
func labelsOf(list string, codes []string) []string {
	out := make([]string, len(codes))
	for i, c := range codes {
		out[i] = words.Label(list, c)
	}
	return out
}

// firstLine of each identity number; a second line about the same person is named with the first one's row.
func (p *plan) once(l *line, seen map[string]int, key string) {
	if at, twice := seen[key]; twice {
		p.fault(l, "idno", errs.New(errs.Invalid, "import.twice").With("row", at))
		return
	}
	seen[key] = l.n
}

func (p *plan) identityOf(l *line, code string) idno.Number {
	n, err := idno.Parse(p.get(l, code))
	for _, e := range errs.All(err) {
		p.fault(l, code, e)
	}
	return n
}

func clip(s string, limit int) string {
	if r := []rune(s); len(r) > limit {
		return string(r[:limit])
	}
	return s
}
