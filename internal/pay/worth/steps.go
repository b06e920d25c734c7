package worth

import (
	"fmt"
	"strconv"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/words"
)

// Codes of steps: what their two figures are stands with their words.
const (
	OnPost   = "post"     // days on post, of the period's
	ByDays   = "days"     // days that count, of the days agreed
	ByMost   = "daysmost" // the same, where the days on post bring no more
	ByTime   = "time"     // minutes, fen an hour
	Kept     = "kept"     // days at work of the days agreed or the period's: their share stays, since no floor is known
	Absent   = "absent"   // absent days that take something, of all
	Unpaid   = "leave"    // days of leave beyond those with pay, days with pay
	Assessed = "assessed" // by the month's assessment
	Graded   = "graded"   // points below a mark, the mark
	Bonus    = "bonus"    // points from a mark on, the mark
	Once     = "once"     // absent days that were not taken twice
	Expected = "expected" // days after an early sheet
	Assumed  = "assumed"  // minutes by the agreement, of so many days at work
	Unagreed = "unagreed" // the days agreed on are not told
	AheadOf  = "ahead"    // paid before the month was over
	Rounded  = "rounded"  // to so many fen
	Untold   = "untold"   // absent on all days, and nobody told the payee
	Lapsed   = "lapsed"   // absent on all days, and nobody decided in time
	Decided  = "decided"  // days at work that an office decided on
	Had      = "had"      // of a correction: what earlier lists had

	// The same in full from agreed hours on: minutes with those that sheets tell, of so many days at work.
	AssumedMost = "assumedmost"
	// Of days after an early sheet: they are paid as on post; as many days as agreed, with their minutes; nothing yet.
	PostExpected = "postexpected"
	TimeExpected = "timeexpected"
	LateExpected = "lateexpected"
	// Brought up to the hourly minimum: minutes, fen an hour. Where it changes, AtMinimum for each, and what they add.
	ToMinimum  = "tominimum"
	AtMinimum  = "atminimum"
	SumMinimum = "summinimum"
)

// Step of a sum: what it adds, and its figures.
type Step struct {
	Code string
	A, B int
	Fen  money.Fen
}

// Steps of a sum in their order; the first ones make the amount, the rest lower or raise it.
type Steps []Step

// String is the canonical text of steps, as it is kept and witnessed: code:a:b:fen, with semicolons between.
func (s Steps) String() string {
	parts := make([]string, len(s))
	for i, x := range s {
		parts[i] = x.Code + ":" + strconv.Itoa(x.A) + ":" + strconv.Itoa(x.B) + ":" + strconv.FormatInt(int64(x.Fen), 10)
	}
	return strings.Join(parts, ";")
}

// ParseSteps reads String's text; an error where it is none.
func ParseSteps(text string) (Steps, error) {
	var out Steps
	for _, piece := range strings.Split(text, ";") {
		if piece == "" {
			continue
		}
		f := strings.Split(piece, ":")
		if len(f) != 4 || f[0] == "" {
			return nil, fmt.Errorf("a step of pay: %q", piece)
		}
		a, errA := strconv.Atoi(f[1])
		b, errB := strconv.Atoi(f[2])
		fen, errFen := strconv.ParseInt(f[3], 10, 64)
		if errA != nil || errB != nil || errFen != nil {
			return nil, fmt.Errorf("a step of pay: %q", piece)
		}
		out = append(out, Step{f[0], a, b, money.Fen(fen)})
	}
	return out, nil
}

// Total of the steps.
func (s Steps) Total() (sum money.Fen) {
	for _, x := range s {
		sum += x.Fen
	}
	return sum
}

// sentence of a step, before its code.
const sentence = "paystep."

// Words of a step for pages and papers.
func (x Step) Words() string {
	fen := x.Fen
	if fen < 0 {
		fen = -fen
	}
	arg := func(name string, v any) errs.Arg { return errs.Arg{Name: name, Value: v} }
	return words.Text(sentence+x.Code, arg("a", x.A), arg("b", x.B), arg("hourly", money.Fen(x.B)),
		arg("unit", money.Fen(x.A)), arg("fen", fen.Grouped()), arg("time", timeWords(x.A)), arg("timeb", timeWords(x.B)))
}

// timeWords of minutes: hours and what is left of them, so that nothing is rounded away.
func timeWords(minutes int) string {
	hours, left := strconv.Itoa(minutes/60)+"小时", strconv.Itoa(minutes%60)+"分"
	switch {
	case minutes%60 == 0:
		return hours
	case minutes < 60:
		return left
	}
	return hours + left
}

// Words of steps in one line.
func (s Steps) Words() string {
	parts := make([]string, len(s))
	for i, x := range s {
		parts[i] = x.Words()
	}
	return strings.Join(parts, "；")
}

// WordsOf a kept text; the text itself where it is none.
func WordsOf(text string) string {
	s, err := ParseSteps(text)
	if err != nil {
		return text
	}
	return s.Words()
}
