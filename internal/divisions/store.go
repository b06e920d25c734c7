package divisions

import (
	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/region"
)

func nextID(tx *database.Tx) (int64, error) {
	var n struct{ N int64 }
	_, err := tx.One(&n, "SELECT COALESCE(MAX(id), 0) + 1 AS n FROM region")
	return n.N, err
}

func insertRegions(tx *database.Tx, rs []region.Region, source string) error {
	// Level by level: a parent's row comes before its children's (foreign key, and MySQL checks row by row).
	for _, l := range region.Levels {
		var part []region.Region
		for _, r := range rs {
			if r.Level == l {
				part = append(part, r)
			}
		}
		err := tx.InsertMany("region", []string{"id", "parent_id", "level", "path", "from_date"}, len(part), func(i int, x []any) {
			r := part[i]
			x[0], x[1], x[2], x[3], x[4] = r.ID, nil, string(r.Level), r.Path, r.FromDate
			if r.ParentID != 0 {
				x[1] = r.ParentID
			}
		})
		if err != nil {
			return err
		}
	}
	return tx.InsertMany("region_name", []string{"region_id", "code", "name", "from_date", "source"}, len(rs), func(i int, x []any) {
		r := rs[i]
		x[0], x[1], x[2], x[3], x[4] = r.ID, r.Code, r.Name, r.FromDate, source
	})
}

func rename(tx *database.Tx, id int64, code, name string, from civil.Date, source string) error {
	if _, err := tx.Exec("UPDATE region_name SET until = ? WHERE region_id = ? AND until IS NULL", from, id); err != nil {
		return err
	}
	_, err := tx.Exec("INSERT INTO region_name (region_id, code, name, from_date, source) VALUES (?, ?, ?, ?, ?)", id, code, name, from, source)
	return err
}

func insertUnit(tx *database.Tx, code, name string, order int) (int64, error) {
	return tx.Create("INSERT INTO reporting_unit (code, name, sort_order) VALUES (?, ?, ?)", code, name, order)
}

func insertUnitRegion(tx *database.Tx, unit, regionID int64, takes string, from civil.Date) error {
	_, err := tx.Exec("INSERT INTO reporting_unit_region (unit_id, region_id, takes, from_date) VALUES (?, ?, ?, ?)", unit, regionID, takes == "1", from)
	return err
}
