package office

import (
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
)

// Facts of the office.
type Facts struct {
	Demo   bool
	MadeOn string
	Keys   string // prints of the keys that seal here (seal.Ring.Prints); empty in an office older than that
}

// Load reads the facts; made is false before `gangwei init`.
func Load(r database.Reader) (f Facts, made bool, err error) {
	rows, err := settings(r)
	if err != nil {
		return f, false, err
	}
	for _, row := range rows {
		switch row.Name {
		case "demo":
			f.Demo = row.Value == "1"
		case "made_on":
			f.MadeOn, made = row.Value, true
		case "keys":
			f.Keys = row.Value
		}
	}
	return f, made, nil
}

// Write sets the facts, once, in the visit that makes the office.
func Write(v *desk.Visit, demo bool, ring *seal.Ring) error {
	kind := "0"
	if demo {
		kind = "1"
	}
	return insert(v.Tx, setting{"demo", kind}, setting{"made_on", v.Today().String()}, setting{"keys", ring.Prints()})
}
