package resident

import (
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
)

// Category codes (安置对象类别), domain section 3.1.
var Categories = []string{"poverty_out", "low_income", "disabled", "older", "single_parent", "young_unemployed",
	"two_child_mother"}

// Exclusion codes kept per person (domain section 3.2); other_post, village_cadre and cadre_family follow from other
// tables.
var Exclusions = []string{"employee_pension_paying", "employee_pension_drawing", "business_owner", "public_employee",
	"student", "cannot_work", "elsewhere", "in_custody"}

// Person of the registry.
type Person struct {
	ID             int64
	HouseholdID    int64
	VillageID      int64
	Path           string
	Name           string
	NameSort       []byte
	NameKeys       string // by which it is found in pinyin and in other characters: plain.Keys
	Sex            int64  // 1 male, 2 female (GB/T 2261.1)
	Birth          civil.Date
	Relation       string // to the head of household, GB/T 4761
	IDSealed       []byte
	IDIndex        []byte
	IDTail         string
	IDTailIndex    []byte // of its own kind; nil until the office has made it
	PhoneSealed    []byte
	PhoneIndex     []byte
	PhoneTailIndex []byte
	AccountSealed  []byte
	AccountIndex   []byte
	AccountTail    string
	AccountVersion int64 // which of the person's accounts this is, from 1
	ResidentSince  civil.Date
	DiedOn         civil.Date
	Outside        int64 // 1: known as an official, or from a roster that was taken back; on no register of villagers
	Version        int64
}

func (Person) TableName() string { return "person" }

// MaskedID is the identity number as lists show it. The first four digits are the place's, which the tail does not
// hold, so the mask shows the last four only.
func (p Person) MaskedID() string { return "**************" + p.IDTail }

// MaskedAccount shows the last four digits.
func (p Person) MaskedAccount() string {
	if p.AccountTail == "" {
		return ""
	}
	return "****" + p.AccountTail
}

// Dated is a category or exclusion in force from a day until (not including) another.
type Dated struct {
	Code     string
	FromDate civil.Date
	Until    civil.Date
	Source   string
}

// On reports whether it was in force on a day.
func (d Dated) On(day civil.Date) bool {
	return !day.Before(d.FromDate) && (d.Until.IsZero() || day.Before(d.Until))
}

// KinOfOfficial is somebody related to a cadre or public employee, or living with one.
type KinOfOfficial struct {
	OfficialID int64
	Name       string
	Title      string
	Code       string // GB/T 4761, or "" for the same household
	Source     string
	FromDate   civil.Date
	Until      civil.Date
}

// Household of a village.
type Household struct {
	ID        int64
	VillageID int64
	Path      string
	Number    string
	Address   string
	GroupNo   int64 // villagers' group (村民小组); 0: not known
	// 1: nobody told which household it is; it stands for one person and says nothing of who lives there (户情况未知)
	NotKnown int64
}

// Known reports whether somebody told that this is the person's household.
func (h Household) Known() bool { return h.NotKnown == 0 }

// ParseGroup reads the number of a villagers' group: 3, 三组, 第三村民小组, 第3组; empty is not known. Refusal: resident.group.
func ParseGroup(s string) (int64, *errs.Error) {
	s = strings.TrimSpace(s)
	for _, part := range []string{"第", "村民小组", "小组", "组", "队"} {
		s = strings.ReplaceAll(s, part, "")
	}
	if s == "" {
		return 0, nil
	}
	if n, err := strconv.ParseInt(s, 10, 64); err == nil && n >= 0 && n < 100 {
		return n, nil
	}
	const digits = "一二三四五六七八九"
	digit := func(s string) int64 {
		if i := strings.Index(digits, s); i >= 0 {
			return int64(i/len("一") + 1)
		}
		return 0
	}
	tens, ones, ten := strings.Cut(s, "十")
	var n int64
	switch {
	case !ten && digit(s) > 0 && len(s) == len("一"):
		n = digit(s)
	case ten && (tens == "" || len(tens) == len("一") && digit(tens) > 0) &&
		(ones == "" || len(ones) == len("一") && digit(ones) > 0):
		n = 10
		if tens != "" {
			n = 10 * digit(tens)
		}
		if ones != "" {
			n += digit(ones)
		}
	default:
		return 0, errs.New(errs.Invalid, "resident.group").On("group")
	}
	return n, nil
}

// Told is the number of a household that somebody told, else empty.
func (h Household) Told() string {
	if !h.Known() {
		return ""
	}
	return h.Number
}

func (Household) TableName() string { return "household" }

// a collator is not safe for use by two at once
var collators = sync.Pool{New: func() any { return collate.New(language.Chinese) }}

// SortKey orders names by pinyin; it is stored, so that every database sorts alike.
func SortKey(name string) []byte {
	c := collators.Get().(*collate.Collator)
	defer collators.Put(c)
	var buf collate.Buffer
	k := c.KeyFromString(&buf, name)
	if len(k) > 120 {
		k = k[:120]
	}
	return append([]byte(nil), k...)
}

// CleanName removes the inner spaces of "王  三" and what nobody sees, and unifies the middle dot of minority names.
func CleanName(s string) string { return plain.Name(s) }

// Names have at least one character (there are families who register one) and at most mostName.
const mostName = 30

// CheckName refuses what cannot be a name: resident.name, resident.name_remark (words in brackets behind it),
// resident.name_sign.
func CheckName(name string) *errs.Error {
	n := utf8.RuneCountInString(name)
	if n < 1 || n > mostName || !utf8.ValidString(name) {
		return errs.New(errs.Invalid, "resident.name").On("name")
	}
	if _, remark := plain.Remark(name); remark != "" {
		return errs.New(errs.Invalid, "resident.name_remark").On("name").With("remark", remark)
	}
	for _, r := range name {
		if !unicode.Is(unicode.Han, r) && !unicode.IsLetter(r) && r != '·' {
			return errs.New(errs.Invalid, "resident.name_sign").On("name").With("sign", string(r))
		}
	}
	return nil
}

// CleanPhone keeps the digits of a mobile or fixed number; refuses resident.phone.
func CleanPhone(s string) (string, *errs.Error) {
	d := digits(s)
	if d == "" && strings.TrimSpace(s) == "" {
		return "", nil
	}
	if len(d) < 7 || len(d) > 12 {
		return "", errs.New(errs.Invalid, "resident.phone").On("phone")
	}
	return d, nil
}

// CleanAccount keeps the digits of a bank account; refuses resident.account. A failing Luhn check is only a warning
// elsewhere.
func CleanAccount(s string) (string, *errs.Error) {
	d := digits(s)
	if d == "" && strings.TrimSpace(s) == "" {
		return "", nil
	}
	if len(d) < 10 || len(d) > 30 {
		return "", errs.New(errs.Invalid, "resident.account").On("account")
	}
	return d, nil
}

func digits(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(r)
		case r >= '０' && r <= '９':
			b.WriteRune(r - '０' + '0')
		case unicode.IsSpace(r) || r == '-':
		default:
			return "x" // something that is no digit: too short for anything
		}
	}
	return b.String()
}

// SexOf a number: 1 male, 2 female.
func SexOf(n idno.Number) int64 {
	if n.Female() {
		return 2
	}
	return 1
}
