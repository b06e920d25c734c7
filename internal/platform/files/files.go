package files

import (
	"bytes"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
)

// MaxBytes of one upload.
const MaxBytes = 10 << 20

// Stored is a file that lies sealed on disk.
type Stored struct {
	Digest []byte
	Size   int64
	Media  string
	Name   string
}

// File is a stored file's row.
type File struct {
	ID         int64
	Digest     []byte
	Size       int64
	Media      string
	Name       string
	RegionPath string
	UploadedBy int64
	AtUs       clock.Moment
	Purpose    string       // what it was kept for, which decides who may see it
	PurgedUs   clock.Moment `gorm:"<-:false"` // when its keeping time was over; 0: it is there
}

// Purposes.
const (
	OfApplication   = "application"
	OfDuty          = "duty"
	OfImport        = "import"
	OfBank          = "bank"
	OfInspection    = "inspection"
	OfForm          = "form"
	OfRectification = "rectification"
)

func (File) TableName() string { return "file" }

// Service is the folder and the keys.
type Service struct {
	Dir  string
	Ring *seal.Ring
}

var media = map[string]string{
	"image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf", "application/zip": "xlsx",
}

// Put seals an upload on disk. Allowed are JPEG, PNG, PDF and .xlsx by content, and plain text for .csv; refusals:
// files.empty, files.too_large, files.kind.
func (r *Service) Put(name string, body io.Reader) (Stored, error) {
	b, err := io.ReadAll(io.LimitReader(body, MaxBytes+1))
	if err != nil {
		return Stored{}, err
	}
	if len(b) == 0 {
		return Stored{}, errs.New(errs.Invalid, "files.empty")
	}
	if len(b) > MaxBytes {
		return Stored{}, errs.New(errs.TooLarge, "files.too_large").With("limit", "10 MB")
	}
	name = cleanName(name)
	kind := http.DetectContentType(b)
	kind, _, _ = strings.Cut(kind, ";")
	ext := strings.ToLower(strings.TrimPrefix(filepath.Ext(name), "."))
	switch {
	case kind == "text/plain" && ext == "csv":
		kind = "text/csv"
	case kind == "application/zip" && ext != "xlsx", media[kind] == "":
		return Stored{}, errs.New(errs.Invalid, "files.kind")
	}
	return r.put(name, kind, b)
}

// PutSheet seals a workbook that was read as one, of up to 32 MB: .xlsx, .xls or CSV.
func (r *Service) PutSheet(name string, body []byte) (Stored, error) {
	kind := "text/csv"
	switch {
	case bytes.HasPrefix(body, []byte("PK")):
		kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
	case bytes.HasPrefix(body, []byte{0xd0, 0xcf}):
		kind = "application/vnd.ms-excel"
	}
	return r.put(cleanName(name), kind, body)
}

func (r *Service) put(name, kind string, b []byte) (Stored, error) {
	s := Stored{Digest: seal.Digest(b), Size: int64(len(b)), Media: kind, Name: name}
	path := r.path(s.Digest)
	if _, err := os.Stat(path); err == nil {
		return s, nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return Stored{}, err
	}
	tmp, err := os.CreateTemp(filepath.Dir(path), "put-*")
	if err != nil {
		return Stored{}, err
	}
	defer os.Remove(tmp.Name())
	if _, err := tmp.Write(r.Ring.Seal("file", hex.EncodeToString(s.Digest), string(b))); err != nil {
		return Stored{}, err
	}
	if err := errors.Join(tmp.Sync(), tmp.Close()); err != nil {
		return Stored{}, err
	}
	return s, os.Rename(tmp.Name(), path)
}

func (r *Service) path(digest []byte) string {
	h := hex.EncodeToString(digest)
	return filepath.Join(r.Dir, h[:2], h)
}

func cleanName(name string) string {
	name = filepath.Base(strings.ReplaceAll(name, "\\", "/"))
	name = strings.Map(func(c rune) rune {
		if c < 32 || c == utf8.RuneError || strings.ContainsRune(`<>:"/\|?*`, c) {
			return '_'
		}
		return c
	}, name)
	if r := []rune(name); len(r) > 100 {
		name = string(r[len(r)-100:])
	}
	return name
}

// Keep writes the row of a stored file inside a visit.
func Keep(v *desk.Visit, s Stored, regionPath, purpose string) (int64, error) {
	f := File{Digest: s.Digest, Size: s.Size, Media: s.Media, Name: s.Name, RegionPath: regionPath,
		UploadedBy: v.Actor.UserID, AtUs: v.Now(), Purpose: purpose}
	err := insert(v.Tx, &f)
	return f.ID, err
}

// ByID finds a file's row.
func ByID(r database.Reader, id int64) (File, error) { return byID(r, id) }

// HeldBy finds the row of a file that came with a matter: a row of the table names both, the matter in the column
// owner. Table and column are the room's own words, never a visitor's. Refusal: authz.not_found.
func HeldBy(r database.Reader, table, owner string, ownerID, id int64) (File, error) {
	held, err := heldBy(r, table, owner, ownerID, id)
	if err == nil && !held {
		err = errs.New(errs.NotFound, "authz.not_found")
	}
	if err != nil {
		return File{}, err
	}
	return byID(r, id)
}

// Purge marks files as removed inside a visit; the bytes go with Remove, after the visit is committed.
func Purge(v *desk.Visit, ids []int64) error { return purge(v.Tx, ids, v.Now()) }

// Remove takes the bytes of purged files off the disk; what another row still needs stays, and what is gone already is
// no error.
func (r *Service) Remove(rd database.Reader, digests [][]byte) error {
	for _, d := range digests {
		needed, err := stillNeeded(rd, d)
		if err != nil {
			return err
		}
		if needed {
			continue
		}
		if err := os.Remove(r.path(d)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// Open unseals a file and checks its digest. Refusals: files.purged.
func (r *Service) Open(f File) ([]byte, error) {
	if f.PurgedUs != 0 {
		return nil,
			errs.New(errs.State, "files.purged").With("on", f.PurgedUs.Date()).With("digest", hex.EncodeToString(f.Digest[:6]))
	}
	sealed, err := os.ReadFile(r.path(f.Digest))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, errs.New(errs.Internal, "files.gone").Because(err)
	}
	if err != nil {
		return nil, err
	}
	plain, err := r.Ring.Open("file", hex.EncodeToString(f.Digest), sealed)
	if err != nil {
		return nil, err
	}
	if !bytes.Equal(seal.Digest([]byte(plain)), f.Digest) {
		return nil, seal.ErrDamaged
	}
	return []byte(plain), nil
}

// Opening counts which of the first few uploads the room's keys open; what is gone from the disk is not counted.
func (r *Service) Opening(rd database.Reader) (opened, total int, err error) {
	all, err := some(rd, 20)
	for _, f := range all {
		_, err := r.Open(f)
		if errs.CodeOf(err) == "files.gone" {
			continue
		}
		if total++; err == nil {
			opened++
		}
	}
	return opened, total, err
}
