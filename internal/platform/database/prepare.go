package database

import (
	"context"
	"database/sql"
	"strings"

	"gorm.io/gorm/schema"
)

// Prepare lets the server read a query without running it: an error if it does not fit the schema.
func (db *DB) Prepare(ctx context.Context, query string) error {
	return db.dialect.prepare(ctx, db.writeSQL, query)
}

// prepare compiles: the driver keeps a prepared statement as text until it runs, so the program of it is asked for.
func (sqliteDialect) prepare(ctx context.Context, db *sql.DB, query string) error {
	rows, err := db.QueryContext(ctx, "EXPLAIN "+query, make([]any, strings.Count(query, "?"))...)
	if err != nil {
		return err
	}
	return rows.Close()
}

// prepare with values in place, as the driver sends it: two marks are never the same expression to GROUP BY.
func (mysqlDialect) prepare(ctx context.Context, db *sql.DB, query string) error {
	s, err := db.PrepareContext(ctx, strings.ReplaceAll(query, "?", "1"))
	if err != nil {
		return err
	}
	return s.Close()
}

// ColumnOf a struct's field, as Insert names it where the field does not.
func ColumnOf(field string) string { return schema.NamingStrategy{}.ColumnName("", field) }
