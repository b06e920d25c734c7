package rulebook

import (
	"fmt"

	"gangwei/internal/platform/database"
)

// guards of parameters by key.
var guards = map[string]func(*database.Tx, Parameter) error{}

// Guard lets a room refuse changes of its parameters by what the office has done already: it is asked when a change is
// proposed and once more, in the same transaction, when it is approved. Called while the room's package is initialised;
// it panics where a parameter has a guard.
func Guard(ask func(*database.Tx, Parameter) error, keys ...string) bool {
	for _, key := range keys {
		if guards[key] != nil {
			panic(fmt.Sprintf("rulebook: %s has a guard", key))
		}
		guards[key] = ask
	}
	return true
}

func guard(tx *database.Tx, p Parameter) error {
	if ask := guards[p.Param]; ask != nil {
		return ask(tx, p)
	}
	return nil
}
