package history

import (
	"slices"

	"gangwei/internal/base/plain"
	"gangwei/internal/platform/database"
)

// keepNames keeps the keys of names that have none yet. A name that somebody else keeps at the same moment makes the
// transaction begin anew.
func keepNames(tx *database.Tx, names []string) (made int, err error) {
	slices.Sort(names)
	names = slices.DeleteFunc(slices.Compact(names), func(n string) bool { return n == "" })
	known := map[string]bool{}
	if err := database.InParts(names, func(marks string, args []any) error {
		var have []string
		err := tx.Select(&have, "SELECT n.name FROM history_name n WHERE n.name IN ("+marks+")", args...)
		for _, name := range have {
			known[name] = true
		}
		return err
	}); err != nil {
		return 0, err
	}
	fresh := slices.DeleteFunc(names, func(n string) bool { return known[n] })
	err = tx.InsertMany("history_name", []string{"name", "name_keys"}, len(fresh), func(i int, x []any) {
		x[0], x[1] = fresh[i], plain.Keys(fresh[i])
	})
	if database.Duplicate(err, "") {
		err = database.ErrAgain
	}
	return len(fresh), err
}

// unkeyed are names in rows of earlier years that have no keys yet.
func unkeyed(r database.Reader) (names []string, err error) {
	err = r.Select(&names, "SELECT DISTINCT h.name FROM history_row h WHERE h.name <> '' AND NOT EXISTS (SELECT 1 "+
		"FROM history_name n WHERE n.name = h.name) ORDER BY h.name LIMIT ?", namesAtOnce)
	return names, err
}
