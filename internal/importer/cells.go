package importer

import (
	"strconv"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/errs"
	"gangwei/internal/money"
	"gangwei/internal/sheet"
	"gangwei/internal/words"
)

// yes understands 是/否/√ and what else is written for them.
func yes(cell string) (bool, *errs.Error) {
	switch strings.ToUpper(sheet.Plain(cell)) {
	case "是", "√", "✓", "✔", "☑", "有", "1", "Y", "YES", "TRUE", "对", "V":
		return true, nil
	case "", "否", "×", "X", "✗", "无", "0", "N", "NO", "FALSE", "不是", "没有", "-", "/":
		return false, nil
	}
	return false, errs.New(errs.Invalid, "import.yes")
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

// ruined refuses a number that lost its end: the spreadsheet turned it into 3.70402E+17, or wrote zeros behind fifteen digits.
func ruined(cell string) *errs.Error {
	if sheet.Ruined(cell) || sheet.Cut(sheet.Plain(cell)) {
		return errs.New(errs.Invalid, "import.ruined")
	}
	return nil
}

// choice of a code by its label or another word for it.
func choice(list string, also map[string]string, cell string) (string, bool) {
	s := sheet.Plain(cell)
	if c, ok := also[s]; ok {
		return c, true
	}
	return words.CodeOf(list, s)
}

// pieces of a cell that names several things.
func pieces(cell string) []string {
	return strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune("、,，;；/ \n\t　", r) })
}
