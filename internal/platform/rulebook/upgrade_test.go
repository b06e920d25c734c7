package rulebook_test

import (
	"path/filepath"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/migrations"
)

// upgraded is a database of the schema before a migration, in which before writes, and then of the present one.
func upgraded(t *testing.T, address, until string, before func(tx *database.Tx) error) *database.DB {
	t.Helper()
	db, err := database.Open(apptest.Ctx, address)
	apptest.Must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	all, err := database.LoadMigrations(migrations.Files, db.Kind())
	apptest.Must(t, err)
	n := 0
	for i, m := range all {
		if m.Name == until {
			n = i
		}
	}
	if n == 0 {
		t.Fatalf("no migration %s", until)
	}
	apptest.Must(t, db.Migrate(apptest.Ctx, all[:n], nil))
	apptest.Must(t, db.Write(apptest.Ctx, before))
	apptest.Must(t, db.Migrate(apptest.Ctx, all, nil))
	return db
}

// An office that holds the first value gets two thirds; what an office set itself stays as it is, whatever it is.
func TestUpgrade_gives_two_thirds_for_the_first_value_only(t *testing.T) {
	for name, address := range map[string]string{"sqlite": "sqlite:" + filepath.Join(t.TempDir(), "old.db"),
		"mariadb": "mysql:" + dbtest.Empty(t)} {
		t.Run(name, func(t *testing.T) {
			db := upgraded(t, address, "0057_typed_parameters", func(tx *database.Tx) error {
				for _, x := range []struct{ param, path, value, by, document string }{
					{"review.quorum_percent", "0001", "67", "system:seed", "村民委员会组织法（M）"},
					{"review.quorum_percent", "00010001", "70", "hash", "区文件"},
					{"review.quorum_percent", "00010002", "67", "hash", "区文件（M）"},
					{"term.max_months", "0001", "67", "system:seed", "待确认（M）"},
					{"age.min", "0001", "16", "system:seed", "公告（F）"},
				} {
					if _, err := tx.Exec(`INSERT INTO rule_parameter (param, region_path, fund, from_date, value, reason, document,
state, proposed_by, proposed_key, proposed_us, decided_by, decided_key, decided_us)
VALUES (?, ?, '', '2021-01-01', ?, '', ?, 'approved', 0, ?, 1, 0, 'other',
1)`, x.param, x.path, x.value, x.document, x.by); err != nil {
						return err
					}
				}
				return nil
			})
			var rows []struct{ Param, RegionPath, Value, Document string }
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
				return s.Select(&rows, "SELECT param, region_path, value, document FROM rule_parameter ORDER BY id")
			}))
			want := [][2]string{{"2/3", "村民委员会组织法（待确认）"}, {"70", "区文件"}, {"67", "区文件（M）"}, {"67", "待确认"}, {"16", "公告"}}
			for i, r := range rows {
				if r.Value != want[i][0] || r.Document != want[i][1] {
					t.Errorf("%s of %s: %q, %q; want %v", r.Param, r.RegionPath, r.Value, r.Document, want[i])
				}
			}
			if len(rows) != len(want) {
				t.Errorf("%d rows", len(rows))
			}
		})
	}
}
