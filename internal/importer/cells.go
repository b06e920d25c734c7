package importer

import (
	"strconv"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/errs"
	"gangwei/internal/lexicon"
	"gangwei/internal/money"
	"gangwei/internal/plain"
	"gangwei/internal/sheet"
	"gangwei/internal/words"
)

// yes understands 是, 否, √ and what else is written for them; an empty cell is no.
func (p *plan) yes(cell string) (bool, *errs.Error) {
	code, ok := lexicon.YesNo.With(p.spoken).Read(cell)
	if !ok {
		return false, errs.New(errs.Invalid, "import.yes").With("word", cell)
	}
	return code == "yes", nil
}

func day(cell string) (civil.Date, *errs.Error) {
	if strings.TrimSpace(cell) == "" {
		return civil.Date{}, nil
	}
	c := civil.Claim(cell)
	if c.Date.IsZero() {
		return c.Date, errs.New(errs.Invalid, "import.day")
	}
	return c.Date, nil
}

func amount(cell string) (money.Fen, *errs.Error) {
	s := strings.TrimSuffix(strings.TrimLeft(sheet.Plain(cell), "￥¥"), "元")
	f, err := money.Parse(strings.ReplaceAll(s, ",", ""))
	if err != nil || f < 0 {
		return 0, errs.New(errs.Invalid, "import.amount")
	}
	return f, nil
}

func whole(cell string) (int64, bool) {
	n, err := strconv.ParseInt(strings.TrimSuffix(sheet.Plain(cell), ".0"), 10, 64)
	return n, err == nil && n >= 0 && n < 1_000_000_000
}

// ruined refuses a number that the spreadsheet turned into 3.70402E+17.
func ruined(cell string) *errs.Error {
	if sheet.Ruined(cell) {
		return errs.New(errs.Invalid, "import.ruined")
	}
	return nil
}

// word of a column's cell by a list. A word that the list does not know, or that means none of its codes, is a fault
// that names the nearest: nothing is guessed. false where the cell is empty or at fault.
func (p *plan) word(l *line, column string, list *lexicon.List) (string, bool) {
	code, ok := p.said(l, column, list, p.get(l, column))
	if ok && code == lexicon.Nothing {
		p.unknown(l, column, p.get(l, column), list.Near(p.get(l, column)))
		return "", false
	}
	return code, ok
}

// said is the same of a part of a cell, which may also mean none of the codes (lexicon.Nothing).
func (p *plan) said(l *line, column string, list *lexicon.List, text string) (string, bool) {
	code, ok := list.With(p.spoken).Read(text)
	if !ok {
		p.unknown(l, column, text, list.Near(text))
	}
	return code, ok && code != ""
}

// unknown faults a word with those that come nearest.
func (p *plan) unknown(l *line, column, text string, near []string) {
	p.fault(l, column, errs.New(errs.Invalid, "import.word").With("word", text).With("near", strings.Join(near, "、")))
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
	p.fault(l, column, errs.New(errs.Invalid, "import.relation").With("word", text).
		With("near", strings.Join(lexicon.Kinship.Near(text), "、")))
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
