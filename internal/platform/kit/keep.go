package kit

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
)

// What all files of one form may be together.
const (
	MaxFiles    = 12 << 20 // a scan of 10 MB, or a handful of photos
	MaxWorkbook = 34 << 20 // a workbook of 32 MB
	MaxList     = 9 << 20  // of a bank's file or an Excel list that is read
)

// Seal keeps the files that came in a field, sealed, for the use case to take. Refusals name the field.
func (r *Request) Seal(field string) ([]files.Stored, error) {
	var out []files.Stored
	for _, u := range r.Uploads(field) {
		stored, err := r.Kit.Files.Put(u.Filename, u.Open())
		if err != nil {
			for _, e := range errs.All(err) {
				e.Field = field
			}
			return nil, err
		}
		out = append(out, stored)
	}
	return out, nil
}

// SealScan keeps the file that came with a form in its field scan; nil if none did.
func (r *Request) SealScan() (*files.Stored, error) {
	all, err := r.Seal("scan")
	if err != nil || len(all) == 0 {
		return nil, err
	}
	return &all[0], nil
}

// HandedIn is the file in the field file, of at most limit bytes. Refusals: files.empty, files.too_large.
func (r *Request) HandedIn(limit int64) (name string, body []byte, err error) {
	u, ok := r.Upload("file")
	if !ok {
		return "", nil, errs.New(errs.Invalid, "files.empty").On("file")
	}
	if u.Size > limit {
		return "", nil, errs.New(errs.TooLarge, "files.too_large").On("file").With("limit", fmt.Sprintf("%d MB", limit>>20))
	}
	body, err = u.Bytes()
	return u.Filename, body, err
}

// ShowFile unseals the file that find allows the visitor to see; a photo of a check is shown without the position in
// it.
func (r *Request) ShowFile(find func(*database.Snapshot) (files.File, error)) error {
	var f files.File
	if err := r.Read(func(s *database.Snapshot) (err error) {
		f, err = find(s)
		return err
	}); err != nil {
		return err
	}
	body, err := r.Kit.Files.Open(f)
	if err != nil {
		return err
	}
	if f.Purpose == files.OfDuty && strings.HasPrefix(f.Media, "image/") {
		if body, err = files.Bare(f.Media, body); err != nil {
			return err
		}
	}
	r.Response().Header().Set(echo.HeaderContentDisposition, "inline")
	return r.Blob(http.StatusOK, f.Media, body)
}
