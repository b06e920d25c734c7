package money

import (
	"fmt"
	"math"
	"strings"
)

// Fen is an amount of money in fen (1 yuan = 100 fen). Amounts of this program lie far below Max.
type Fen int64

// Max bounds any single amount and any total: 100 billion yuan.
const Max Fen = 10_000_000_000_000

// Parse reads yuan as people write them: "800", "800.5", "1,234.56", "￥800元", full-width digits. At most two decimals.
func Parse(s string) (Fen, error) {
	raw := s
	s = strings.TrimSpace(strings.Map(func(r rune) rune {
		switch {
		case r >= '０' && r <= '９':
			return r - '０' + '0'
		case r == '．' || r == '。':
			return '.'
		case r == '，':
			return ','
		case r == '－':
			return '-'
		}
		return r
	}, s))
	s = strings.TrimSuffix(s, "元")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "￥"), "¥")
	s = strings.TrimSpace(s)
	neg := strings.HasPrefix(s, "-")
	s = strings.TrimPrefix(s, "-")
	whole, frac, dotted := strings.Cut(s, ".")
	if strings.Contains(whole, ",") {
		groups := strings.Split(whole, ",")
		for i, g := range groups {
			if i > 0 && len(g) != 3 || g == "" || i == 0 && len(g) > 3 {
				return 0, fmt.Errorf("not an amount: %.30q", raw)
			}
		}
		whole = strings.Join(groups, "")
	}
	if whole == "" || len(whole) > 12 || dotted && (frac == "" || len(frac) > 2) {
		return 0, fmt.Errorf("not an amount: %.30q", raw)
	}
	for len(frac) < 2 {
		frac += "0"
	}
	var n Fen
	for _, c := range whole + frac {
		if c < '0' || c > '9' {
			return 0, fmt.Errorf("not an amount: %.30q", raw)
		}
		n = n*10 + Fen(c-'0')
	}
	if n > Max {
		return 0, fmt.Errorf("amount too large: %.30q", raw)
	}
	if neg {
		n = -n
	}
	return n, nil
}

// String is yuan with two decimals and no grouping: 1234.50.
func (f Fen) String() string {
	sign := ""
	if f < 0 {
		sign, f = "-", -f
	}
	return fmt.Sprintf("%s%d.%02d", sign, f/100, f%100)
}

// Grouped is yuan for people: 1,234.50.
func (f Fen) Grouped() string {
	s := f.String()
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	whole, frac, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	return sign + whole + "." + frac
}

// Sum adds and reports overflow beyond Max instead of wrapping.
func Sum(amounts ...Fen) (Fen, error) {
	var total Fen
	for _, a := range amounts {
		total += a
		if a > Max || a < -Max || total > Max || total < -Max {
			return 0, fmt.Errorf("sum beyond %s yuan", Max)
		}
	}
	return total, nil
}

// Prorate is f × part ÷ whole, rounded half away from zero. 0 ≤ part ≤ whole, whole > 0, else it panics: the caller
// promised days of a month.
func (f Fen) Prorate(part, whole int) Fen {
	if whole <= 0 || part < 0 || part > whole {
		panic(fmt.Sprintf("money: prorate %d of %d", part, whole))
	}
	n := int64(f) * int64(part)
	w := int64(whole)
	if n < 0 {
		return Fen(-((-n + w/2) / w))
	}
	return Fen((n + w/2) / w)
}

// Allocate splits f by weights without losing a fen: largest remainders first, ties to the earlier. f ≥ 0, at least one
// positive weight, none negative, else it panics.
func (f Fen) Allocate(weights ...int64) []Fen {
	var sum int64
	for _, w := range weights {
		if w < 0 || w > math.MaxInt32 {
			panic("money: weight out of range")
		}
		sum += w
	}
	if sum == 0 || f < 0 {
		panic("money: nothing to allocate by")
	}
	out := make([]Fen, len(weights))
	rest := make([]int64, len(weights))
	left := f
	for i, w := range weights {
		// f / sum * w + f % sum * w / sum keeps each product below 2^63.
		q, r := int64(f)/sum, int64(f)%sum
		out[i] = Fen(q*w + r*w/sum)
		rest[i] = r * w % sum
		left -= out[i]
	}
	for ; left > 0; left-- {
		best := 0
		for i := range rest {
			if rest[i] > rest[best] {
				best = i
			}
		}
		out[best]++
		rest[best] = -1
	}
	return out
}

// Capital writes the amount in the capital characters of receipts and vouchers (《支付结算办法》 annex 1: 正确填写票据和结算凭证的
// 基本规定): 壹仟贰佰叁拾肆元伍角整.
func (f Fen) Capital() string {
	if f == 0 {
		return "零元整"
	}
	sign := ""
	if f < 0 {
		sign, f = "负", -f
	}
	const digit = "零壹贰叁肆伍陆柒捌玖"
	d := []rune(digit)
	yuan, jiao, fen := int64(f/100), int64(f/10%10), int64(f%10)
	out := ""
	if yuan > 0 {
		out = capitalInt(yuan, d) + "元"
	}
	if jiao > 0 {
		out += string(d[jiao]) + "角"
	} else if fen > 0 && yuan > 0 {
		out += "零"
	}
	if fen > 0 {
		out += string(d[fen]) + "分"
	} else {
		out += "整"
	}
	return sign + out
}

func capitalInt(n int64, d []rune) string {
	sections := []string{"", "万", "亿", "万亿"}
	units := []string{"", "拾", "佰", "仟"}
	out, zero := "", false
	for s := 3; s >= 0; s-- {
		part := n / pow10(4*s) % 10000
		if part == 0 {
			zero = zero || out != ""
			continue
		}
		for u := 3; u >= 0; u-- {
			c := part / pow10(u) % 10
			if c == 0 {
				zero = zero || out != ""
				continue
			}
			if zero {
				out += "零"
				zero = false
			}
			out += string(d[c]) + units[u]
		}
		zero = false
		out += sections[s]
	}
	return out
}

func pow10(n int) int64 {
	p := int64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}
