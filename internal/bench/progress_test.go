package bench

import (
	"context"
	"database/sql"
	"fmt"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/forms/progress"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/unit"
)

// Column 9 of the progress form for all units, by all its definitions, against one bare scan of the placements through
// database/sql.
func BenchmarkProgressColumn(b *testing.B) {
	b.Run("sqlite", func(b *testing.B) { progressColumn(b, onSQLite(b)) })
	b.Run("mariadb", func(b *testing.B) { progressColumn(b, onMariaDB(b)) })
}

func progressColumn(b *testing.B, on store) {
	a := buildAt(b, b.TempDir(), on.address, posts(b), 12)
	defer a.Close()
	conn := on.read(b)
	defer conn.Close()
	today := a.Clock.Now().Date()
	q := civil.QuarterOf(today)
	b.ResetTimer()
	var ours, bare []spent
	for range 2*runs + 1 {
		var people int
		begun := start()
		must(b, a.DB.Read(ctx, func(s *database.Snapshot) error {
			tree, err := region.Load(s, today)
			must(b, err)
			units, err := unit.All(s, tree, today)
			must(b, err)
			begun = start() // the tree is in memory where the office runs
			_, all, err := progress.Count(s, units, tree.Top().Path, progress.YearOf(q), today)
			people = len(all.InYear)
			return err
		}))
		ours = append(ours, since(begun))
		if people == 0 {
			b.Fatal("nobody was counted")
		}
		begun = start()
		must(b, scanPlacements(ctx, conn))
		bare = append(bare, since(begun))
	}
	report(b, fmt.Sprintf("%s: column 9 of all units", on.name), ours, bare)
}

func scanPlacements(ctx context.Context, conn *sql.DB) error {
	rows, err := conn.QueryContext(ctx,
		"SELECT id, person_id, post_id, path, start_on, end_on, end_reason, continues_id FROM placement ORDER BY path, id")
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, person, post int64
		var path, start string
		var end, reason sql.NullString
		var continues sql.NullInt64
		if err := rows.Scan(&id, &person, &post, &path, &start, &end, &reason, &continues); err != nil {
			return err
		}
	}
	return rows.Err()
}
