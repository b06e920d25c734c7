package formlists

import "gangwei/internal/platform/database"

// Named finds the entries of some units by a part of their name, the latest first, about as many as limit.
func Named(r database.Reader, units []int64, part string, limit int) (out []Entry, err error) {
	err = database.InParts(units, func(marks string, ids []any) error {
		var some []Entry
		err := r.Select(&some, "SELECT "+columns+" FROM list_entry WHERE struck = 0 AND unit_id IN ("+marks+
			") AND INSTR(name, ?) > 0 ORDER BY id DESC LIMIT ?", append(ids, part, limit)...)
		out = append(out, some...)
		return err
	})
	return out[:min(len(out), limit)], err
}
