package project

import "gangwei/internal/platform/database"

// Named finds the projects of some units by a part of their name, the latest first, about as many as limit.
func Named(r database.Reader, units []int64, part string, limit int) (out []Project, err error) {
	err = database.InParts(units, func(marks string, ids []any) error {
		var some []Project
		err := r.Select(&some, "SELECT "+columns+" FROM project WHERE unit_id IN ("+marks+
			") AND INSTR(name, ?) > 0 ORDER BY id DESC LIMIT ?", append(ids, part, limit)...)
		out = append(out, some...)
		return err
	})
	return out[:min(len(out), limit)], err
}
