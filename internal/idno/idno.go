package idno

import (
	"strings"
	"unicode"

	"gangwei/internal/civil"
	"gangwei/internal/errs"
)

// Number is a valid number in canonical form: 18 characters, upper-case X.
type Number string

var weights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const checks = "10X98765432"

// Parse accepts what people type (lower-case x, full-width digits, inner spaces) and refuses the rest by name:
// idno.ruined (a spreadsheet turned it into 3.70402E+17), idno.length (also for the 15-digit numbers that ended in 2013),
// idno.characters, idno.birth, idno.check.
func Parse(raw string) (Number, error) {
	var b strings.Builder
	ruined := false
	for _, r := range raw {
		switch {
		case unicode.IsSpace(r) || r == '\'' || r == '\u200b' || r == '\ufeff':
		case r >= '０' && r <= '９':
			b.WriteRune(r - '０' + '0')
		case r == 'x' || r == 'Ｘ' || r == 'ｘ':
			b.WriteByte('X')
		case r == 'E' || r == 'e' || r == '+' || r == '.':
			ruined = true
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		if b.Len() > 64 {
			return "", errs.New(errs.Invalid, "idno.length")
		}
	}
	s := b.String()
	if ruined {
		return "", errs.New(errs.Invalid, "idno.ruined")
	}
	if len(s) != 18 {
		return "", errs.New(errs.Invalid, "idno.length").With("length", len([]rune(s)))
	}
	for i := 0; i < 18; i++ {
		if (s[i] < '0' || s[i] > '9') && (i != 17 || s[i] != 'X') {
			return "", errs.New(errs.Invalid, "idno.characters")
		}
	}
	if s[0] == '0' {
		return "", errs.New(errs.Invalid, "idno.characters")
	}
	if c := civil.Claim(s[6:14]); c.Date.IsZero() {
		return "", errs.New(errs.Invalid, "idno.birth").With("birth", s[6:14])
	}
	if Check(s[:17]) != s[17] {
		return "", errs.New(errs.Invalid, "idno.check")
	}
	return Number(s), nil
}

// Check is the check character of 17 digits.
func Check(seventeen string) byte {
	sum := 0
	for i := range weights {
		sum += int(seventeen[i]-'0') * weights[i]
	}
	return checks[sum%11]
}

// Make builds a valid number; sequence is 0 to 999. It is for synthetic people: use the unassigned place 370499.
func Make(place string, birth civil.Date, sequence int) Number {
	s := place + strings.ReplaceAll(birth.String(), "-", "") + string([]byte{byte('0' + sequence/100%10), byte('0' + sequence/10%10), byte('0' + sequence%10)})
	return Number(s + string(Check(s)))
}

// Birth date in the number.
func (n Number) Birth() civil.Date { return civil.Claim(string(n[6:14])).Date }

// Female reports the sex by the 17th digit: even for women.
func (n Number) Female() bool { return (n[16]-'0')%2 == 0 }

// Tail is the last four characters.
func (n Number) Tail() string { return string(n[14:]) }

// Masked shows the first four and last four: 3704**********1234 (the form of public lists, domain section 9.6).
func (n Number) Masked() string { return string(n[:4]) + "**********" + string(n[14:]) }
