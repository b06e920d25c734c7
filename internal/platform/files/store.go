package files

import (
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
)

func insert(tx *database.Tx, f *File) error { return tx.Insert(f) }

func byID(r database.Reader, id int64) (File, error) {
	return database.Find[File](r,
		"SELECT id, digest, size, media, name, region_path, uploaded_by, at_us, purpose, COALESCE(purged_us, 0) AS "+
			"purged_us FROM file WHERE id = ?",
		id)
}

func purge(tx *database.Tx, ids []int64, now clock.Moment) error {
	if len(ids) == 0 {
		return nil
	}
	args := []any{now}
	for _, id := range ids {
		args = append(args, id)
	}
	_, err := tx.Exec(
		"UPDATE file SET purged_us = ? WHERE purged_us IS NULL AND id IN (?"+strings.Repeat(",?", len(ids)-1)+")", args...)
	return err
}

func stillNeeded(r database.Reader, digest []byte) (bool, error) {
	var n int64
	return r.One(&n, "SELECT id FROM file WHERE digest = ? AND purged_us IS NULL LIMIT 1", digest)
}

func heldBy(r database.Reader, table, owner string, ownerID, id int64) (bool, error) {
	var n int64
	return r.One(&n, "SELECT id FROM "+table+" WHERE "+owner+" = ? AND file_id = ? LIMIT 1", ownerID, id)
}

// some uploads that are still kept, the first ones.
func some(r database.Reader, limit int) (out []File, err error) {
	err = r.Select(&out,
		"SELECT id, digest, size, media, name, region_path, uploaded_by, at_us, purpose FROM file WHERE purged_us IS NULL "+
			"ORDER BY id LIMIT ?",
		limit)
	return out, err
}
