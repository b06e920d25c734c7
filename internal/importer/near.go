package importer

import (
	"slices"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/database"
)

// near names, beside a number whose check fails, whoever of the row's village is registered under its name: most such
// numbers have one digit wrong. Two digits are named, and the year of birth, and never the number itself.
func (room *Service) near(r database.Reader, p *plan) error {
	has := func(code string) bool {
		return slices.ContainsFunc(p.kind.Columns, func(c Column) bool { return c.Code == code })
	}
	if !has("idno") || !has("name") {
		return nil
	}
	var lines []*line
	var names []any
	for _, l := range p.lines {
		if p.wrongNumber(l) && l.village != nil && p.get(l, "name") != "" {
			lines, names = append(lines, l), append(names, plain.Name(p.get(l, "name")))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	known := map[string][]Named{}
	if err := database.InParts(names, func(marks string, names []any) error {
		some, err := room.People.Named(r, p.at.Path, marks, names)
		for _, n := range some {
			known[n.Path+"\x00"+plain.Fold(n.Name)] = append(known[n.Path+"\x00"+plain.Fold(n.Name)], n)
		}
		return err
	}); err != nil {
		return err
	}
	for _, l := range lines {
		typed := strings.ToUpper(plain.Text(p.get(l, "idno")))
		for _, n := range known[l.village.Path+"\x00"+plain.Fold(p.get(l, "name"))] {
			if len(typed) == 18 && (typed[14:] == n.IDTail || typed[6:14] == strings.ReplaceAll(n.Birth.String(), "-", "")) {
				p.fault(l, "idno", errs.New(errs.Invalid, "import.near").With("tail", n.IDTail).With("born", n.Birth.Year()))
				break
			}
		}
	}
	return nil
}

// wrongNumber reports whether a row's own number is one whose check fails.
func (p *plan) wrongNumber(l *line) bool {
	for _, e := range l.faults {
		if e.Code == "idno.check" || e.Code == "idno.birth" {
			return true
		}
	}
	return false
}
