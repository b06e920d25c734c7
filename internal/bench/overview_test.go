package bench

import (
	"context"
	"database/sql"
	"fmt"
	"testing"
	"time"

	"gangwei/internal/authz"
	"gangwei/internal/database"
	"gangwei/internal/overview"
	"gangwei/internal/region"
)

// The city's overview over 60 months against its own queries run bare: the same statements, recorded and sent through database/sql.
func BenchmarkOverview(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { cityOverview(b, onSQLite(b), 60) })
	b.Run("mariadb", func(b *testing.B) { cityOverview(b, onMariaDB(b), 12) })
}

// asked is a statement with its values.
type asked struct {
	query string
	args  []any
}

// recorder keeps what is asked of a reader.
type recorder struct {
	database.Reader
	log *[]asked
}

func (r recorder) Select(dest any, query string, args ...any) error {
	*r.log = append(*r.log, asked{query, args})
	return r.Reader.Select(dest, query, args...)
}

func (r recorder) One(dest any, query string, args ...any) (bool, error) {
	*r.log = append(*r.log, asked{query, args})
	return r.Reader.One(dest, query, args...)
}

func (r recorder) Rows(query string, args []any, each func(*sql.Rows) error) error {
	*r.log = append(*r.log, asked{query, args})
	return r.Reader.Rows(query, args, each)
}

func cityOverview(b *testing.B, on store, months int) {
	a := buildAt(b, b.TempDir(), on.address, posts(b), months)
	defer a.Close()
	conn := on.read(b)
	defer conn.Close()
	may := overview.BoardMay{Pay: true, Checks: true, Complaints: true, Findings: true, Rectify: true, Actor: authz.System("bench")}
	var tree *region.Tree
	must(b, a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		tree, err = region.Load(s, a.Clock.Now().Date())
		return err
	}))
	b.ResetTimer()
	var ours, bare []time.Duration
	var log []asked
	for range 2*runs + 1 {
		log = log[:0]
		var begun time.Time
		must(b, a.DB.Read(ctx, func(s *database.Snapshot) error {
			begun = time.Now()
			_, err := overview.BoardOf(recorder{s, &log}, tree, tree.Top(), a.Clock.Now(), may)
			return err
		}))
		ours = append(ours, time.Since(begun))
		begun = time.Now()
		for _, q := range log {
			must(b, drain(ctx, conn, q))
		}
		bare = append(bare, time.Since(begun))
	}
	report(b, fmt.Sprintf("%s: overview of the city over %d months, %d queries", on.name, months, len(log)), ours, bare)
}

func drain(ctx context.Context, conn *sql.DB, q asked) error {
	rows, err := conn.QueryContext(ctx, q.query, q.args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	names, err := rows.Columns()
	if err != nil {
		return err
	}
	values, into := make([]any, len(names)), make([]any, len(names))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
	}
	return rows.Err()
}
