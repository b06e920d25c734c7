package bankfile

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/sheet"
)

// Result of one line: paid, or returned with the bank's reason (户名不符, 账号不存在, 已销户, 挂失, 睡眠户, 限额 …).
type Result struct {
	Seq    int64
	Amount money.Fen
	Paid   bool
	Reason string
}

// Answer of a bank. Notes say how the file differs from the format without doubt about what it says: saved again by a
// spreadsheet program.
type Answer struct {
	Results []Result
	Notes   []string
}

// Failures is an answer that names only what was not paid, with count and total of what was.
type Failures struct {
	Paid   int64
	Total  money.Fen // of what was paid
	Failed []Result
}

// MaxLines of one answer.
const MaxLines = 50_000

const maxBytes = 8 << 20

// Notes on an answer.
const (
	NoteEncoding  = "saved_encoding"  // in another encoding than the bank's
	NoteDelimiter = "saved_delimiter" // with tabs or commas
	NoteWorkbook  = "saved_workbook"  // as a workbook
)

// Decode a bank's whole answer. Every fault is named by its line; where the answer has a head, count and total must
// agree with the lines.
func (f Format) Decode(body []byte) (Answer, error) {
	a, head, err := f.read(body)
	if err != nil {
		return a, err
	}
	if head.there {
		var sum money.Fen
		for _, r := range a.Results {
			sum += r.Amount
		}
		if int64(len(a.Results)) != head.count || sum != head.total {
			err = errs.New(errs.Invalid, "bankfile.totals").On("file").At(1, "")
		}
	}
	return a, err
}

// DecodeFailures of a bank that answers with its failures; the head is count and total of what was paid. Refusals:
// those of Decode, bankfile.head (there is none), bankfile.only_failures (a line says that it was paid).
func (f Format) DecodeFailures(body []byte) (Failures, error) {
	f.Answer.Head, f.Answer.Skip = true, 0
	a, head, err := f.read(body)
	if err != nil {
		return Failures{}, err
	}
	var faults errs.Faults
	for i, r := range a.Results {
		if r.Paid {
			faults.Add(errs.New(errs.Invalid, "bankfile.only_failures").On("file").At(i+2, ""))
		}
	}
	return Failures{head.count, head.total, a.Results}, faults.OrNil()
}

type headLine struct {
	there bool
	count int64
	total money.Fen
}

// read the rows of an answer, and judge each.
func (f Format) read(body []byte) (a Answer, head headLine, err error) {
	if len(body) > maxBytes {
		return a, head, errs.New(errs.TooLarge, "sheet.too_large").On("file").With("limit", "8 MB")
	}
	rows, notes, err := f.rows(body)
	if err != nil {
		return a, head, err
	}
	a.Notes = notes
	first := f.Answer.Skip
	if f.Answer.Head {
		if len(rows) == 0 || len(rows[0]) < 2 || !number(rows[0][0], &head.count) || rest(rows[0][2:]) {
			return a, head, errs.New(errs.Invalid, "bankfile.head").On("file").At(1, "")
		}
		if head.total, err = f.parse(rows[0][1]); err != nil {
			return a, head, errs.New(errs.Invalid, "bankfile.head").On("file").At(1, "")
		}
		head.there, first = true, max(first, 1)
	}
	if len(rows)-first > MaxLines {
		return a, head, errs.New(errs.TooLarge, "sheet.too_large").On("file").With("limit", fmt.Sprintf("%d 行", MaxLines))
	}
	var faults errs.Faults
	seen := map[int64]bool{}
	for i, row := range rows[min(first, len(rows)):] {
		r, code := f.judge(row)
		if code == "" && seen[r.Seq] {
			code = "bankfile.twice"
		}
		if code != "" {
			faults.Add(errs.New(errs.Invalid, code).On("file").At(first+i+1, ""))
			if len(faults) >= 50 {
				break
			}
			continue
		}
		seen[r.Seq] = true
		a.Results = append(a.Results, r)
	}
	return a, head, faults.OrNil()
}

// judge one row; code says what is wrong with it.
func (f Format) judge(row []string) (r Result, code string) {
	get := func(field string) string {
		if i := slices.Index(f.Answer.Columns, field); i >= 0 && i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	amount, err := f.parse(get("amount"))
	if err != nil || amount <= 0 || !number(get("seq"), &r.Seq) ||
		len(row) > len(f.Answer.Columns) && rest(row[len(f.Answer.Columns):]) {
		return r, "bankfile.line"
	}
	status := get("status")
	r.Amount, r.Paid = amount, slices.Contains(f.Answer.Paid, status)
	if !r.Paid && !slices.Contains(f.Answer.Failed, status) {
		if status == "" {
			return r, "bankfile.line"
		}
		return r, "bankfile.status"
	}
	if r.Reason = get("reason"); utf8.RuneCountInString(r.Reason) > 40 {
		r.Reason = string([]rune(r.Reason)[:40])
	}
	if !r.Paid && r.Reason == "" {
		r.Reason = "银行未说明"
	}
	return r, ""
}

// rest reports whether anything stands in cells that nothing belongs in.
func rest(cells []string) bool { return strings.TrimSpace(strings.Join(cells, "")) != "" }

func (f Format) parse(text string) (money.Fen, error) {
	text = strings.TrimSpace(text)
	if f.Amount == "fen" {
		var n int64
		if !number(strings.TrimLeft(text, "0"), &n) {
			return 0, errs.New(errs.Invalid, "form.amount")
		}
		return money.Fen(n), nil
	}
	return money.Parse(text)
}

// rows of an answer, in whatever way it was saved on its way here.
func (f Format) rows(body []byte) (out [][]string, notes []string, err error) {
	if sheet.IsWorkbook(body) {
		if f.Kind != Excel {
			notes = append(notes, NoteWorkbook)
		}
		sheets, err := sheet.Open("answer.xlsx", body)
		if err != nil {
			return nil, nil, err
		}
		if len(sheets) > 0 {
			var faults errs.Faults
			for _, r := range sheets[0].Rows {
				faults = append(faults, r.Unread()...)
				out = append(out, r.Texts())
			}
			for _, e := range faults {
				e.Field = "file"
			}
			err = faults.OrNil()
		}
		return out, notes, err
	}
	text, as, err := f.text(body)
	if err != nil {
		return nil, nil, err
	}
	if as != f.Encoding && !isASCII(body) {
		notes = append(notes, NoteEncoding)
	}
	lines := strings.Split(strings.TrimRight(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), "\n")
	delimiter := f.Delimiter
	if f.Kind != Fixed {
		for _, other := range []string{"\t", ","} {
			if len(lines) > 0 && (delimiter == "" || !strings.Contains(lines[0], delimiter)) &&
				strings.Contains(lines[0], other) {
				delimiter, notes = other, append(notes, NoteDelimiter)
			}
		}
	}
	for _, l := range lines {
		if f.Kind == Fixed {
			out = append(out, f.cut(l))
			continue
		}
		out = append(out, strings.Split(l, delimiter))
	}
	return out, notes, nil
}

// cut a line of a fixed file at the widths, which are bytes of its encoding.
func (f Format) cut(line string) (out []string) {
	b, err := f.encoder()(line)
	if err != nil {
		b = []byte(line)
	}
	for _, w := range f.Answer.Widths {
		w = min(w, len(b))
		part, err := f.charset().NewDecoder().Bytes(b[:w])
		if err != nil {
			part = b[:w]
		}
		out, b = append(out, string(part)), b[w:]
	}
	return append(out, string(b))
}

func number(s string, n *int64) bool {
	s = strings.TrimSpace(s)
	if s == "" || len(s) > 15 {
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
