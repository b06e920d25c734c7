package files

import (
	"gangwei/internal/database"
	"gangwei/internal/errs"
)

func insert(tx *database.Tx, f *File) error { return tx.Insert(f) }

func byID(r database.Reader, id int64) (File, error) {
	var f File
	found, err := r.One(&f, "SELECT id, digest, size, media, name, region_path, uploaded_by, at_us FROM file WHERE id = ?", id)
	if err == nil && !found {
		err = errs.New(errs.NotFound, "authz.not_found")
	}
	return f, err
}
