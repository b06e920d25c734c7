package database

import (
	"context"
	"database/sql"
)

// conn is a transaction on every server alike: bytes that are nil are NULL. The SQLite driver would write an empty
// blob, so that a person without an account "had" one, the same as everybody else without.
type conn struct{ *sql.Tx }

func absent(args []any) []any {
	for i, x := range args {
		if b, ok := x.([]byte); ok && b == nil {
			args[i] = nil
		}
	}
	return args
}

func (c conn) ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error) {
	return c.Tx.ExecContext(ctx, query, absent(args)...)
}

func (c conn) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return c.Tx.QueryContext(ctx, query, absent(args)...)
}

func (c conn) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	return c.Tx.QueryRowContext(ctx, query, absent(args)...)
}
