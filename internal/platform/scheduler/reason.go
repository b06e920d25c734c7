package scheduler

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"gangwei/internal/platform/database"
)

// reasonLength is how much of a reason is kept, in characters.
const reasonLength = 200

var (
	errLost   = errors.New("another process has taken the task over")
	errBusy   = errors.New("still runs though its limit has passed, not begun again")
	errExited = errors.New("the task ended its goroutine")
)

// panicked is what a task panicked with.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

// howFailed is the kind of a failure. own is the context that the task had.
func howFailed(own context.Context, err error) string {
	var p *panicked
	switch {
	case errors.As(err, &p):
		return Panicked
	case errors.Is(own.Err(), context.DeadlineExceeded):
		return TimedOut
	case database.ClassifyOutage(err) != nil:
		return Outage
	}
	return Failed
}

// telling is what may tell of a person in the text of an error: what is quoted, Chinese text, addresses, and numbers
// that are longer than a count of rows or a code of the database. A quote that is never closed runs to the end; an
// apostrophe inside a word closes nothing.
var telling = []*regexp.Regexp{
	regexp.MustCompile(`"(?:[^"\\]|\\.)*(?:"|$)`),
	regexp.MustCompile("`[^`]*(?:`|$)"),
	regexp.MustCompile(`(^|[^\pL\pN])'(?:[^'\\]|\\.|'[\pL\pN])*(?:'|$)`),
	regexp.MustCompile(`\S+@\S+`),
	regexp.MustCompile(`\p{Han}(?:[\p{Han}·，。、：；（）\s]*\p{Han})?`),
	regexp.MustCompile(`[0-9][0-9 -]{5,}[0-9][0-9Xx]*`),
}

// plain is the text of an error for the table: in one line, cut, and without what could tell of a person. The log has
// the whole.
func plain(err error) string {
	text := strings.ToValidUTF8(err.Error(), "")
	for _, what := range telling {
		text = what.ReplaceAllString(text, "${1}…")
	}
	text = strings.Join(strings.FieldsFunc(text, func(c rune) bool { return unicode.IsSpace(c) || unicode.IsControl(c) }),
		" ")
	if runes := []rune(text); len(runes) > reasonLength {
		text = string(runes[:reasonLength-1]) + "…"
	}
	return text
}
