package folder

import (
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/sheet"
)

// dayIn understands a date, with or without a time of day, and a month as its first day (or last, for an end). odd: it
// is written like a date and no calendar has it.
func dayIn(raw string, end bool) (d civil.Date, odd bool) {
	raw = strings.TrimSpace(raw)
	if raw == "" || strings.Trim(raw, "-—/无至今 ") == "" {
		return civil.Date{}, false
	}
	head := raw
	if i := strings.IndexAny(raw, " T\t"); i >= 8 {
		head = raw[:i]
	}
	if c := civil.Claim(head); !c.Date.IsZero() {
		return c.Date, false
	}
	if m, ok := civil.ClaimMonth(head); ok {
		if end {
			return m.Last(), false
		}
		return m.First(), false
	}
	n := civil.Numbers(head)
	switch {
	case len(n) >= 3 && n[0] >= 1900 && n[0] <= 2100:
		return civil.Date{}, true
	case len(n) == 1 && n[0] >= 19_000_101 && n[0] <= 21_001_231:
		return civil.Date{}, true
	}
	return civil.Date{}, false
}

// momentIn understands a date with a time of day; timed is false where there is none.
func momentIn(raw string) (at clock.Moment, timed, odd bool) {
	d, odd := dayIn(raw, false)
	if d.IsZero() {
		return 0, false, odd
	}
	i := strings.IndexAny(strings.TrimSpace(raw), " T\t")
	if i < 0 {
		return clock.On(d, 0, 0), false, false
	}
	n := civil.Numbers(strings.TrimSpace(raw)[i:])
	if len(n) < 2 || n[0] > 23 || n[1] > 59 {
		return clock.On(d, 0, 0), false, false
	}
	at = clock.On(d, n[0], n[1])
	if len(n) > 2 && n[2] < 60 {
		at += clock.Moment(n[2]) * 1_000_000
	}
	return at, true, false
}

// fenIn understands 800, 800.00, 1,200元, ￥800.
func fenIn(raw string) (money.Fen, bool) {
	s := strings.TrimSuffix(strings.TrimLeft(sheet.Plain(raw), "￥¥"), "元")
	if s == "" {
		return 0, false
	}
	if i := strings.IndexByte(s, '.'); i >= 0 {
		s = strings.TrimRight(s, "0")
		s = strings.TrimSuffix(s, ".")
	}
	f, err := money.Parse(strings.ReplaceAll(s, ",", ""))
	return f, err == nil
}

// nearFen is the amount nearest to one that was computed and has a fraction of a fen, as 8000/11 is 727.2727; false
// for anything else.
func nearFen(raw string) (money.Fen, bool) {
	s := strings.ReplaceAll(strings.TrimSuffix(strings.TrimLeft(sheet.Plain(raw), "￥¥"), "元"), ",", "")
	whole, part, found := strings.Cut(s, ".")
	if !found || len(part) < 3 || len(whole) > 10 || strings.Trim(whole+part, "0123456789") != "" {
		return 0, false
	}
	f, err := money.Parse(whole + "." + part[:2])
	if part[2] >= '5' {
		f++
	}
	return f, err == nil
}

func wholeIn(raw string) (int64, bool) {
	n := civil.Numbers(strings.SplitN(sheet.Plain(raw), ".", 2)[0])
	if len(n) != 1 {
		return 0, false
	}
	return int64(n[0]), true
}
