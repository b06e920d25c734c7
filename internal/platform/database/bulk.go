package database

import (
	"fmt"
	"strings"
)

// BulkRows is how many rows one statement of InsertMany carries at most.
const BulkRows = 500

// InsertMany writes rows in statements of up to 500, fewer where the driver takes long to bind many values. Row i is
// filled by row(i, values), one value per column.
func (tx *Tx) InsertMany(table string, columns []string, n int, row func(i int, values []any)) error {
	per := max(1, min(BulkRows, tx.dialect.bulkValues()/len(columns)))
	head := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES "
	one := "(" + strings.Repeat("?,", len(columns)-1) + "?)"
	args := make([]any, 0, per*len(columns))
	full := ""
	for from := 0; from < n; from += per {
		to := min(from+per, n)
		args = args[:(to-from)*len(columns)]
		for i := from; i < to; i++ {
			row(i, args[(i-from)*len(columns):(i-from+1)*len(columns)])
		}
		query := full
		if query == "" || to-from != per {
			query = head + strings.Repeat(one+",", to-from-1) + one
			if to-from == per {
				full = query
			}
		}
		if _, err := tx.sql.ExecContext(tx.ctx, query, args...); err != nil {
			return fmt.Errorf("insert into %s: %w", table, err)
		}
	}
	return nil
}

// UpdateMany sets the same values on the rows with the given ids.
func (tx *Tx) UpdateMany(table, set string, values []any, ids []int64) error {
	for len(ids) > 0 {
		n := min(BulkRows, len(ids))
		args := append([]any{}, values...)
		for _, id := range ids[:n] {
			args = append(args, id)
		}
		if _, err := tx.sql.ExecContext(tx.ctx, "UPDATE "+table+" SET "+set+" WHERE id IN ("+strings.Repeat("?,", n-1)+"?)",
			args...); err != nil {
			return fmt.Errorf("update %s: %w", table, err)
		}
		ids = ids[n:]
	}
	return nil
}

// inPart is how many values InParts gives to one question.
const inPart = 200

// InParts calls with some of the values at a time, and the marks that stand for them between the brackets of IN.
func InParts[V any](values []V, call func(marks string, args []any) error) error {
	for len(values) > 0 {
		n := min(inPart, len(values))
		args := make([]any, n)
		for i, v := range values[:n] {
			args[i] = v
		}
		if err := call("?"+strings.Repeat(",?", n-1), args); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}
