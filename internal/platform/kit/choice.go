package kit

import (
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/region"
)

// A form chooses nothing for the person: a list of answers begins with an empty one, and what came without an answer is
// refused beside the field. What is absent is never taken for the first of the answers.

// Choice is the answer in a field; a fault of the field where there is none: form.choice.
func Choice(r *Request, name string) string {
	v := r.Text(name)
	if v == "" {
		r.faults.Add(unchosen(name))
	}
	return v
}

// Either is the answer to a question of two answers, written 1 and 0; a fault of the field where it is neither.
func Either(r *Request, name string) bool {
	switch r.Text(name) {
	case "1":
		return true
	case "0":
	default:
		r.faults.Add(unchosen(name))
	}
	return false
}

// Division that was chosen in a field; nil with a fault of the field where none was (form.choice) or there is none of
// this code (not found).
func Division(r *Request, name string) *region.Region {
	code := Choice(r, name)
	if code == "" {
		return nil
	}
	at, err := r.Tree.ByCode(code)
	for _, e := range errs.All(err) {
		r.faults.Add(e)
	}
	return at
}

func unchosen(name string) *errs.Error { return errs.New(errs.Invalid, "form.choice").On(name) }

// Filter is what a list is narrowed to: one of the values, or empty for all. Anything else becomes a fault, since it
// would show nothing, or everything, under a name that there is not.
func Filter(r *Request, name string, values []string) string {
	v := r.Text(name)
	if v != "" && !slices.Contains(values, v) {
		r.faults.Add(errs.New(errs.Invalid, "form.filter").On(name).With("value", v))
	}
	return v
}
