package idno

import (
	"regexp"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/plain"
)

// Number is a valid number in canonical form: 18 characters, upper-case X.
type Number string

var weights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const checks = "10X98765432"

// Parse accepts what people type and programs leave behind (lower-case x, full-width digits, spaces, quotes,
// characters that nobody sees), and the numbers of 15 digits that ended in 2013, which it makes 18. It refuses the
// rest by name: idno.ruined (a spreadsheet turned it into 3.70402E+17), idno.length, idno.characters (with the first
// sign that is none of a number), idno.birth, idno.check.
func Parse(raw string) (Number, error) {
	if len(raw) > longest {
		return "", errs.New(errs.Invalid, "idno.length").With("length", len([]rune(raw)))
	}
	s := typed(raw)
	if scientific.MatchString(s) {
		return "", errs.New(errs.Invalid, "idno.ruined")
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != 'X' }); i >= 0 {
		return "", errs.New(errs.Invalid, "idno.characters").With("sign", string([]rune(s[i:])[:1]))
	}
	if len(s) == 15 {
		s = lengthened(s)
	}
	if len(s) != 18 {
		return "", errs.New(errs.Invalid, "idno.length").With("length", len(s))
	}
	if i := strings.IndexByte(s, 'X'); i >= 0 && i < 17 {
		return "", errs.New(errs.Invalid, "idno.characters").With("sign", "X")
	}
	if s[0] == '0' {
		return "", errs.New(errs.Invalid, "idno.characters").With("sign", "0")
	}
	if c := civil.Claim(s[6:14]); c.Date.IsZero() {
		return "", errs.New(errs.Invalid, "idno.birth").With("birth", s[6:14])
	}
	if Check(s[:17]) != s[17] {
		return "", errs.New(errs.Invalid, "idno.check")
	}
	return Number(s), nil
}

// longest text that is looked at: a number with whatever programs leave around it.
const longest = 200

// scientific is how a spreadsheet shows a number that it has cut.
var scientific = regexp.MustCompile(`^[0-9](?:\.[0-9]+)?[Ee]\+[0-9]+$`)

// typed number without what stands around it.
func typed(raw string) string {
	s := plain.Text(raw)
	s = strings.Trim(s, `'"‘’“”`+"`")
	return strings.Map(func(r rune) rune {
		if r == 'x' || r == '×' {
			return 'X'
		}
		return r
	}, s)
}

// lengthened number of 15 digits: the century is put in and the check character behind. Those numbers were given to
// people born up to 1999; one that begins like a year of this century is a number of 18 that somebody has cut.
func lengthened(s string) string {
	if strings.Contains(s, "X") || s[6:8] < "21" {
		return s
	}
	s = s[:6] + "19" + s[6:]
	if civil.Claim(s[6:14]).Date.IsZero() {
		return s
	}
	return s + string(Check(s))
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
	s := place + strings.ReplaceAll(birth.String(), "-", "") +
		string([]byte{byte('0' + sequence/100%10), byte('0' + sequence/10%10), byte('0' + sequence%10)})
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
