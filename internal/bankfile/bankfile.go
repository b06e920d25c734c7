package bankfile

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"gangwei/internal/errs"
	"gangwei/internal/money"
)

// Line of a payment.
type Line struct {
	Seq     int64
	Name    string
	IDNo    string
	Account string
	Amount  money.Fen
	Remark  string // says what the money is: month and post subsidy
}

// Encode the plain format: head "count|total", then "seq|name|identity no.|account|amount|remark". Line ends CRLF.
func Encode(lines []Line) []byte {
	var total money.Fen
	for _, l := range lines {
		total += l.Amount
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d|%s\r\n", len(lines), total)
	for _, l := range lines {
		fmt.Fprintf(&b, "%d|%s|%s|%s|%s|%s\r\n", l.Seq, clean(l.Name), l.IDNo, l.Account, l.Amount, clean(l.Remark))
	}
	return []byte(b.String())
}

func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '|' || r < 32 {
			return ' '
		}
		return r
	}, s)
}

// Result of one line: paid, or returned with the bank's reason (户名不符, 账号不存在, 已销户, 挂失, 睡眠户, 限额 …).
type Result struct {
	Seq    int64
	Amount money.Fen
	Paid   bool
	Reason string
}

// MaxLines of one answer.
const MaxLines = 50_000

// Decode the bank's answer: head "count|total", then "seq|amount|成功" or "seq|amount|失败|reason". Every fault is named by its line;
// count and total of the head must agree with the lines.
func Decode(body []byte) ([]Result, error) {
	count, total, out, sum, err := parse(body)
	if err == nil && (int64(len(out)) != count || sum != total) {
		err = errs.New(errs.Invalid, "bankfile.totals").On("file").At(1, "")
	}
	return out, err
}

// Failures is an answer that names only what was not paid: the head is "count|total" of what was paid, the lines as in Decode, all of them
// failed.
type Failures struct {
	Paid   int64
	Total  money.Fen // of what was paid
	Failed []Result
}

// DecodeFailures of a bank that answers with its failures and a total. Refusals: those of Decode, bankfile.only_failures (a line says that
// it was paid).
func DecodeFailures(body []byte) (Failures, error) {
	count, total, out, _, err := parse(body)
	if err != nil {
		return Failures{}, err
	}
	var faults errs.Faults
	for i, r := range out {
		if r.Paid {
			faults.Add(errs.New(errs.Invalid, "bankfile.only_failures").On("file").At(i+2, ""))
		}
	}
	return Failures{count, total, out}, faults.OrNil()
}

// parse reads the head and the lines; sum is of the lines.
func parse(body []byte) (count int64, total money.Fen, out []Result, sum money.Fen, err error) {
	if len(body) > 8<<20 || !utf8.Valid(body) {
		return 0, 0, nil, 0, errs.New(errs.Invalid, "bankfile.encoding").On("file")
	}
	rows := strings.Split(strings.TrimRight(strings.TrimPrefix(strings.ReplaceAll(string(body), "\r\n", "\n"), "\ufeff"), "\n"), "\n")
	if len(rows) > MaxLines+1 {
		return 0, 0, nil, 0, errs.New(errs.TooLarge, "sheet.too_large").On("file").With("limit", fmt.Sprintf("%d 行", MaxLines))
	}
	var faults errs.Faults
	bad := func(row int, code string) { faults.Add(errs.New(errs.Invalid, code).On("file").At(row, "")) }
	head := strings.Split(rows[0], "|")
	total, headErr := money.Parse(last(head))
	if len(head) != 2 || headErr != nil || !number(head[0], &count) {
		bad(1, "bankfile.head")
		return 0, 0, nil, 0, faults
	}
	seen := map[int64]bool{}
	for i, row := range rows[1:] {
		f := strings.Split(row, "|")
		var r Result
		amount, err := money.Parse(at(f, 1))
		switch {
		case len(f) < 3 || len(f) > 4 || !number(f[0], &r.Seq) || err != nil || amount <= 0:
			bad(i+2, "bankfile.line")
		case seen[r.Seq]:
			bad(i+2, "bankfile.twice")
		case f[2] != "成功" && f[2] != "失败":
			bad(i+2, "bankfile.status")
		default:
			r.Amount, r.Paid, r.Reason = amount, f[2] == "成功", strings.TrimSpace(at(f, 3))
			if utf8.RuneCountInString(r.Reason) > 40 {
				r.Reason = string([]rune(r.Reason)[:40])
			}
			if !r.Paid && r.Reason == "" {
				r.Reason = "银行未说明"
			}
			seen[r.Seq] = true
			sum += amount
			out = append(out, r)
		}
		if len(faults) >= 50 {
			return 0, 0, nil, 0, faults
		}
	}
	return count, total, out, sum, faults.OrNil()
}

func at(f []string, i int) string {
	if i < len(f) {
		return f[i]
	}
	return ""
}

func last(f []string) string { return f[len(f)-1] }

func number(s string, n *int64) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 9 {
		return false
	}
	*n = 0
	for _, c := range s {
		if c < '0' || c > '9' {
			return false
		}
		*n = *n*10 + int64(c-'0')
	}
	return true
}
