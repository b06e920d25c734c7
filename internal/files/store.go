package files

import (
	"gangwei/internal/database"
)

func insert(tx *database.Tx, f *File) error { return tx.Insert(f) }

func byID(r database.Reader, id int64) (File, error) {
	return database.Find[File](r, "SELECT id, digest, size, media, name, region_path, uploaded_by, at_us, purpose FROM file WHERE id = ?", id)
}
