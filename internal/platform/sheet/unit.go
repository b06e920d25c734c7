package sheet

import (
	"math/big"
	"strings"
)

// Unit of amounts in terms of yuan: 万元 is 10000, 分 a hundredth.
type Unit struct{ times, by int64 }

var (
	tenThousand = Unit{10_000, 1}
	hundred     = Unit{1, 100}
)

// String names a unit: 万元, 分.
func (u Unit) String() string {
	switch u {
	case tenThousand:
		return "万元"
	case hundred:
		return "分"
	}
	return "元"
}

// UnitOf a column of amounts, by its head or, where that says none, by a title like 单位：万元. false where it is yuan.
func UnitOf(head, title string) (Unit, bool) {
	head, title = Plain(head), Plain(title)
	switch {
	case strings.Contains(head, "万元") || strings.HasSuffix(head, "(万)"):
		return tenThousand, true
	case strings.Contains(head, "(分)") || strings.Contains(head, "（分）") || strings.Contains(head, "单位:分"):
		return hundred, true
	case strings.Contains(head, "元"):
		return Unit{}, false
	case strings.Contains(title, "单位:万元"):
		return tenThousand, true
	case strings.Contains(title, "单位:分"):
		return hundred, true
	}
	return Unit{}, false
}

// UnitAt is the unit of a column of amounts of a table, by its head with what stands over it, else by the nearest title
// that says one. false where it is yuan.
func (s Sheet) UnitAt(l Layout, column int) (Unit, bool) {
	head := l.Head(column)
	for _, t := range s.Titles(l) {
		if strings.Contains(Plain(t), "单位:") {
			if u, ok := UnitOf(head, t); ok {
				return u, true
			}
			if strings.Contains(Plain(t), "单位:元") {
				break
			}
		}
	}
	return UnitOf(head, "")
}

// Scale an amount to yuan, exactly. What is no plain number, or names its own unit, is left as it is.
func (u Unit) Scale(text string) string {
	s := strings.ReplaceAll(strings.TrimLeft(Plain(text), "￥¥"), ",", "")
	if s == "" || strings.Trim(s, "-.0123456789") != "" || strings.Count(s, ".") > 1 {
		return text
	}
	r, ok := new(big.Rat).SetString(s)
	if !ok {
		return text
	}
	r.Mul(r, big.NewRat(u.times, u.by))
	if r.IsInt() {
		return r.Num().String()
	}
	return strings.TrimRight(r.FloatString(20), "0")
}
