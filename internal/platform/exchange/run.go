package exchange

import (
	"fmt"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
)

// Run is the writing of one list: what its rows are read with.
type Run struct {
	Request
	Actor    authz.Actor
	Scope    authz.Scope // of the list's permission, within the region
	Tree     *region.Tree
	Today    civil.Date
	Snapshot *database.Snapshot
	ring     *seal.Ring
}

// PageSize of the lists read by key.
const PageSize = 500

// At fills in the place of a path.
func (x *Run) At(path string, cells Row) Row {
	for depth, code := range []string{"county", "township", "village"} {
		if n := 4 * (depth + 2); len(path) >= n {
			cells[code] = x.Tree.Name(path[:n])
		}
	}
	return cells
}

// Number is a sealed one of a person in full, or its last digits.
func (x *Run) Number(column string, sealed []byte, tail string) (string, error) {
	if !x.Full {
		return tail, nil
	}
	return x.ring.Open("person", column, sealed)
}

// Known is a number that may not be known: 0 is empty.
func Known(n int64) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// Paged reads a list by key until its last page.
func Paged[T any](read func(key int64) ([]T, error), each func(T) (key int64, err error)) error {
	var key int64
	for {
		rows, err := read(key)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if key, err = each(row); err != nil {
				return err
			}
		}
		if len(rows) < PageSize {
			return nil
		}
	}
}
