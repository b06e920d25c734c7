package kit

import (
	"slices"

	"gangwei/internal/platform/words"
)

// Decision is the box in which somebody decides. It stands at the end of a page, below all that it rests on, and has
// nothing chosen. What the use case would refuse now is said in it, with the use case's own words.
type Decision struct {
	ID       string // in the page, where it has more than one
	Title    string
	Lead     string // what it brings with it, or what to hold it against
	Action   string // address of the form
	Version  int64  // of what is decided on, as it was shown
	Stops    []string
	Field    string // of the outcome
	Legend   string // over the outcomes; empty: that one decides
	Hint     string // how to choose among them
	Outcomes []Outcome
	Fields   []Field // asked besides
	Hidden   []Sent  // along with it
	Button   string
	Others   []Other // than the decision: what can be done instead, with the same fields
	Queue    *Spot
}

// Other than the decision that can be done in its box: to pass it on, to put it off.
type Other struct{ Words, At string }

// Deciding is what a page has on which somebody decides: the box, nil where the visitor has nothing to decide, and
// where it stands in a queue, nil where it stands in none.
type Deciding struct {
	Decision *Decision
	Queue    *Spot
}

// Outcome that can be chosen. Off says why not now.
type Outcome struct {
	Value, Words string
	Off          []string
}

// Field of a decision besides its outcome.
type Field struct {
	Name, Label, Hint, Value string
	Kind                     FieldKind
	Options                  []Option // of a FieldChoice
}

// FieldKind is how a field is filled in.
type FieldKind string

// Kinds of fields: a line, a short line (a day, a number), a text, one of several, a scan or photo.
const (
	FieldLine   FieldKind = "line"
	FieldShort  FieldKind = "short"
	FieldText   FieldKind = "text"
	FieldChoice FieldKind = "choice"
	FieldScan   FieldKind = "scan"
)

// Sent along with a decision: a field that nobody fills in.
type Sent struct{ Name, Value string }

// Option of a field.
type Option struct{ Value, Words string }

// Stop takes what the use case would refuse an outcome with now, of all outcomes if none is named. Anything else than a
// refusal is returned.
func (d *Decision) Stop(value string, err error) error {
	if err == nil {
		return nil
	}
	if !IsFormError(err) {
		return err
	}
	why := words.Sentences(err)
	if value == "" {
		d.Stops = append(d.Stops, why...)
		return nil
	}
	for i := range d.Outcomes {
		if d.Outcomes[i].Value == value {
			d.Outcomes[i].Off = append(d.Outcomes[i].Off, why...)
		}
	}
	return nil
}

// Name of the box in the page.
func (d *Decision) Name() string {
	if d.ID != "" {
		return d.ID
	}
	return "decide"
}

// Stopped reports whether there is nothing that could be decided now.
func (d *Decision) Stopped() bool {
	if len(d.Stops) > 0 {
		return true
	}
	return len(d.Outcomes) > 0 && !slices.ContainsFunc(d.Outcomes, func(o Outcome) bool { return len(o.Off) == 0 })
}

// Scans reports whether the form brings a file.
func (d *Decision) Scans() bool {
	return slices.ContainsFunc(d.Fields, func(f Field) bool { return f.Kind == FieldScan })
}
