package divisions

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
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
		err := tx.InsertMany("region", []string{"id", "parent_id", "level", "path", "from_date"}, len(part),
			func(i int, x []any) {
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
	return tx.InsertMany("region_name", []string{"region_id", "code", "name", "from_date", "source"}, len(rs),
		func(i int, x []any) {
			r := rs[i]
			x[0], x[1], x[2], x[3], x[4] = r.ID, r.Code, r.Name, r.FromDate, source
		})
}

func rename(tx *database.Tx, id int64, code, name string, from civil.Date, source string) error {
	if _, err := tx.Exec("UPDATE region_name SET until = ? WHERE region_id = ? AND until IS NULL", from, id); err != nil {
		return err
	}
	_, err := tx.Exec("INSERT INTO region_name (region_id, code, name, from_date, source) VALUES (?, ?, ?, ?, ?)", id,
		code, name, from, source)
	return err
}

func insertUnit(tx *database.Tx, code, name string, order int) (int64, error) {
	return tx.Create("INSERT INTO reporting_unit (code, name, sort_order) VALUES (?, ?, ?)", code, name, order)
}

func insertUnitRegion(tx *database.Tx, unit, regionID int64, takes string, from civil.Date) error {
	_, err := tx.Exec("INSERT INTO reporting_unit_region (unit_id, region_id, takes, from_date) VALUES (?, ?, ?, ?)", unit,
		regionID, takes == "1", from)
	return err
}

// End a region from a day on: another took it in. Called by the room of changeovers in its visit. Refusal: form.stale
// if it has ended.
func End(tx *database.Tx, id, intoID int64, on civil.Date, document string) error {
	if err := tx.Change("UPDATE region SET until = ? WHERE id = ? AND until IS NULL", on, id); err != nil {
		return err
	}
	if _, err := tx.Exec("INSERT INTO region_merger (from_id, into_id, on_date, document) VALUES (?, ?, ?, ?)", id, intoID,
		on, document); err != nil {
		return err
	}
	_, err := tx.Exec("UPDATE region_name SET until = ? WHERE region_id = ? AND until IS NULL", on, id)
	return err
}

// Lock two regions that the visit intends to change, in the order of their ids. Refusal: form.stale if one of them has
// ended.
func Lock(tx *database.Tx, a, b int64) error {
	var ids []int64
	err := tx.Select(&ids, "SELECT id FROM region WHERE id IN (?, ?) AND until IS NULL ORDER BY id"+tx.ForUpdate(), a, b)
	if err == nil && len(ids) != 2 {
		err = errs.New(errs.Stale, "form.stale")
	}
	return err
}

// Unit is a reporting unit (填报单位) with the regions that it takes in or leaves out on a day.
type Unit struct {
	ID   int64
	Code string
	Name string
}

// UnitRegion is a region that a unit takes in, or leaves to another.
type UnitRegion struct {
	UnitID   int64
	RegionID int64
	Takes    int64
}

// Units lists the reporting units in their order, and their regions on a day.
func Units(r database.Reader, day civil.Date) ([]Unit, []UnitRegion, error) {
	var units []Unit
	if err := r.Select(&units, "SELECT id, code, name FROM reporting_unit ORDER BY sort_order"); err != nil {
		return nil, nil, err
	}
	var regions []UnitRegion
	err := r.Select(&regions,
		"SELECT unit_id, region_id, takes FROM reporting_unit_region WHERE from_date <= ? AND (until IS NULL OR until > ?) "+
			"ORDER BY unit_id, takes DESC, region_id",
		day, day)
	return units, regions, err
}

// Mergers tells into which region each ended one was merged.
func Mergers(r database.Reader) (map[int64]int64, error) {
	var rows []struct{ FromID, IntoID int64 }
	err := r.Select(&rows, "SELECT from_id, into_id FROM region_merger")
	out := map[int64]int64{}
	for _, x := range rows {
		out[x.FromID] = x.IntoID
	}
	return out, err
}

// namedSince is the day from which a division has its present name.
func namedSince(r database.Reader, id int64) (civil.Date, error) {
	var d struct{ FromDate civil.Date }
	_, err := r.One(&d, "SELECT from_date FROM region_name WHERE region_id = ? AND until IS NULL", id)
	return d.FromDate, err
}

func lockOne(tx *database.Tx, id int64) error {
	var n int64
	_, err := tx.One(&n, "SELECT id FROM region WHERE id = ?"+tx.ForUpdate(), id)
	return err
}
