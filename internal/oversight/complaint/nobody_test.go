package complaint_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/platform/database"
	"gangwei/migrations"
)

// An office that already runs: who complained before the upgrade is kept, sealed, and the index by which a register's
// number would find them is gone from the file too.
func TestUpgrade_takes_the_reporters_index_out_of_the_file(t *testing.T) {
	path := filepath.Join(t.TempDir(), "old.db")
	db, err := database.Open(ctx, "sqlite:"+path)
	apptest.Must(t, err)
	all, err := database.LoadMigrations(migrations.Files, db.Kind())
	apptest.Must(t, err)
	before := slices.IndexFunc(all, func(m database.Migration) bool { return m.Name == "0053_nobody_named" })
	apptest.Must(t, db.Migrate(ctx, all[:before], nil))
	index := []byte("blind index of a reporter's phone")[:32]
	apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
		if _, err := tx.Exec(
			"INSERT INTO region (id, level, path, from_date) VALUES (1, 'village', '0001', '2021-01-01')"); err != nil {
			return err
		}
		for i := range 300 { // some pages of them
			id, err := tx.Create(
				"INSERT INTO complaint (number, kind, village_id, path, office, came_by, received_on, answer_by, state) VALUES "+
					"(?, 'unpaid', 1, '0001', 'township', 'telephone', '2025-01-02', '2025-01-20', 'open')",
				fmt.Sprintf("A%09d", i))
			if err != nil {
				return err
			}
			if _, err := tx.Exec(
				"INSERT INTO complaint_reporter (complaint_id, name_sealed, phone_sealed, phone_index) VALUES (?, ?, ?, ?)", id,
				[]byte("sealed name"), []byte("sealed phone"), index); err != nil {
				return err
			}
		}
		return nil
	}))
	apptest.Must(t, db.Optimize(ctx))
	holds := func(what []byte) bool {
		body, err := os.ReadFile(path)
		apptest.Must(t, err)
		return bytes.Contains(body, what)
	}
	if !holds(index) {
		t.Fatal("the index is not in the file of the old office: nothing is tried")
	}
	apptest.Must(t, db.Migrate(ctx, all, nil))
	apptest.Must(t, db.Optimize(ctx))
	apptest.Must(t, db.Close())
	if holds(index) {
		t.Error("the index still lies in the file")
	}
	if !holds([]byte("sealed phone")) {
		t.Error("what was sealed is gone")
	}
}
