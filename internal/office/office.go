package office

import (
	"gangwei/internal/database"
	"gangwei/internal/desk"
)

// Facts of the office.
type Facts struct {
	Demo   bool
	MadeOn string
}

// Load reads the facts; made is false before `gangwei init`.
func Load(r database.Reader) (f Facts, made bool, err error) {
	var rows []struct{ Name, Value string }
	if err := r.Select(&rows, "SELECT name, value FROM setting"); err != nil {
		return f, false, err
	}
	for _, row := range rows {
		switch row.Name {
		case "demo":
			f.Demo = row.Value == "1"
		case "made_on":
			f.MadeOn, made = row.Value, true
		}
	}
	return f, made, nil
}

// Write sets the facts, once, in the visit that makes the office.
func Write(v *desk.Visit, demo bool) error {
	kind := "0"
	if demo {
		kind = "1"
	}
	return v.Tx.InsertMany("setting", []string{"name", "value"}, 2, func(i int, x []any) {
		if i == 0 {
			x[0], x[1] = "demo", kind
		} else {
			x[0], x[1] = "made_on", v.Today().String()
		}
	})
}
