package errs

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Kind sorts refusals by what the person can do about them.
type Kind int

const (
	Internal        Kind = iota // our fault: a reference number is shown, nothing else
	Invalid                     // the input is wrong: change it
	NotFound                    // it does not exist, or it lies outside one's region (never told apart)
	Forbidden                   // inside one's region, but another role does this
	Conflict                    // somebody else was first, or a limit of the plan is reached
	Stale                       // the form was opened before somebody else changed the record
	State                       // the record is not at the step where this can be done
	Unauthenticated             // sign in first
	Busy                        // try again shortly
	TooLarge                    // beyond a stated limit
	TooMany                     // too often: another way is named
	Malformed                   // the request itself cannot be read: send it again
)

// Arg is one value that a sentence may mention, for example the limit that was passed.
type Arg struct {
	Name  string
	Value any
}

// Error is one refusal.
type Error struct {
	Kind   Kind
	Code   string // stable, dotted: "person.age.over"
	Field  string // form field or flag, empty if none
	Row    int    // 1-based row in a file, 0 if none
	Column string // column heading in a file, empty if none
	Args   []Arg
	cause  error
}

// New makes an error of a kind with a stable code.
func New(kind Kind, code string) *Error { return &Error{Kind: kind, Code: code} }

// On names the form field.
func (e *Error) On(field string) *Error { e.Field = field; return e }

// At names the place in a file.
func (e *Error) At(row int, column string) *Error { e.Row, e.Column = row, column; return e }

// With adds a value for the sentence.
func (e *Error) With(name string, value any) *Error {
	e.Args = append(e.Args, Arg{name, value})
	return e
}

// Because keeps the cause for the log; it is never shown to people.
func (e *Error) Because(err error) *Error { e.cause = err; return e }

func (e *Error) Unwrap() error { return e.cause }

func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString(e.Code)
	if e.Field != "" {
		b.WriteString(" field=" + e.Field)
	}
	if e.Row > 0 {
		fmt.Fprintf(&b, " row=%d", e.Row)
	}
	if e.Column != "" {
		b.WriteString(" column=" + e.Column)
	}
	for _, a := range e.Args {
		fmt.Fprintf(&b, " %s=%v", a.Name, a.Value)
	}
	if e.cause != nil {
		b.WriteString(": " + e.cause.Error())
	}
	return b.String()
}

// Length refuses a text of fewer than least or more than most characters by the code; nil if it fits.
func Length(text string, least, most int, code, field string) *Error {
	if n := utf8.RuneCountInString(text); n < least || n > most {
		return New(Invalid, code).On(field)
	}
	return nil
}

// Long refuses a text of more than most characters: form.long. An empty one fits.
func Long(text string, most int, field string) *Error {
	if utf8.RuneCountInString(text) > most {
		return New(Invalid, "form.long").On(field).With("limit", most)
	}
	return nil
}

// Text trims what somebody wrote and refuses it if it has fewer than least (form.required) or more than most characters
// (form.long); nil if it fits.
func Text(text *string, least, most int, field string) *Error {
	*text = strings.TrimSpace(*text)
	if utf8.RuneCountInString(*text) < least {
		return New(Invalid, "form.required").On(field)
	}
	return Long(*text, most, field)
}

// Is lets errors.Is compare by code.
func (e *Error) Is(target error) bool {
	t, ok := target.(*Error)
	return ok && t.Code == e.Code && (t.Field == "" || t.Field == e.Field)
}

// Faults are all faults of one form or file at once.
type Faults []*Error

func (f Faults) Error() string {
	parts := make([]string, len(f))
	for i, e := range f {
		parts[i] = e.Error()
	}
	return strings.Join(parts, "; ")
}

// Unwrap exposes each fault to errors.Is and errors.As.
func (f Faults) Unwrap() []error {
	out := make([]error, len(f))
	for i, e := range f {
		out[i] = e
	}
	return out
}

// Add appends a fault unless it is nil.
func (f *Faults) Add(e *Error) {
	if e != nil {
		*f = append(*f, e)
	}
}

// OrNil is nil when there is no fault, so that a typed nil never escapes.
func (f Faults) OrNil() error {
	if len(f) == 0 {
		return nil
	}
	return f
}

// KindOf is the kind of the first refusal inside err, Internal if there is none.
func KindOf(err error) Kind {
	var e *Error
	if errors.As(err, &e) {
		return e.Kind
	}
	return Internal
}

// CodeOf is the stable code of the first refusal inside err, empty if there is none.
func CodeOf(err error) string {
	var e *Error
	if errors.As(err, &e) {
		return e.Code
	}
	return ""
}

// All lists every refusal inside err.
func All(err error) []*Error {
	var f Faults
	if errors.As(err, &f) {
		return f
	}
	var e *Error
	if errors.As(err, &e) {
		return []*Error{e}
	}
	return nil
}
