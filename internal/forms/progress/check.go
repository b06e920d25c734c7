package progress

import (
	"strconv"

	"gangwei/internal/base/errs"
)

// Fault of a figure, by column.
type Fault struct {
	Col  int
	Code string
	With []errs.Arg
}

// Err of the fault, beside a field.
func (f Fault) Err() *errs.Error {
	e := errs.New(errs.Invalid, f.Code).On(Field(f.Col))
	for _, a := range f.With {
		e = e.With(a.Name, a.Value)
	}
	return e
}

// Check the figures of a form (domain 8.1): a sub-column is not more than the people over it; without workshops nobody
// is taken in by one; what is cumulative for the year does not fall within it without a reason. before are the last
// quarter's figures of the same year, nil if there are none. Figures that are not there yet are not judged.
func Check(cells []Figure, before map[int64]int64) []Fault {
	var out []Fault
	value := func(col int) *int64 { return cells[col-1].Value }
	if a, b := value(8), value(7); a != nil && b != nil && *a > *b {
		out = append(out,
			Fault{8, "progress.more_than",
				[]errs.Arg{{Name: "part", Value: strconv.FormatInt(*a, 10)}, {Name: "whole", Value: strconv.FormatInt(*b, 10)}}})
	}
	if a, b := value(6), value(5); a != nil && b != nil && *b == 0 && *a > 0 {
		out = append(out, Fault{6, "progress.no_workshop", []errs.Arg{{Name: "part", Value: strconv.FormatInt(*a, 10)}}})
	}
	for _, c := range cells {
		if was, ok := before[int64(c.Column.N)]; ok && c.Value != nil && *c.Value < was && c.Reason == "" {
			out = append(out,
				Fault{c.Column.N, "progress.fell",
					[]errs.Arg{
						{Name: "was", Value: strconv.FormatInt(was, 10)},
						{Name: "is", Value: strconv.FormatInt(*c.Value, 10)},
					}})
		}
	}
	return out
}
