package files_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/files"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestPut_sniffs_seals_and_limits(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	png := "\x89PNG\r\n\x1a\n" + strings.Repeat("x", 100)
	s, err := h.Files.Put(`C:\照片\会议<1>.png`, strings.NewReader(png))
	if err != nil || s.Media != "image/png" || s.Name != "会议_1_.png" {
		t.Fatal(s, err)
	}
	f := files.File{Digest: s.Digest}
	if b, err := h.Files.Open(f); err != nil || string(b) != png {
		t.Fatal(err)
	}
	for name, body := range map[string]string{"files.kind a.png": "<html><script>", "files.kind b.pdf": "MZ\x90\x00",
		"files.kind c.txt": "hello", "files.empty d.png": "", "files.kind e.zip": "PK\x03\x04xxxxxxxx",
		"files.too_large f.png": png + strings.Repeat("x", files.MaxBytes)} {
		code, file, _ := strings.Cut(name, " ")
		if _, err := h.Files.Put(file, strings.NewReader(body)); errs.CodeOf(err) != code {
			t.Errorf("%s: %v", name, err)
		}
	}
	var stored string
	apptest.Must(t, filepath.Walk(h.Files.Dir, func(p string, i os.FileInfo, err error) error {
		if err == nil && !i.IsDir() {
			if stored != "" {
				t.Errorf("more than one file: %s, %s", stored, p)
			}
			stored = p
		}
		return err
	}))
	b, err := os.ReadFile(stored)
	apptest.Must(t, err)
	if bytes.Contains(b, []byte("PNG")) {
		t.Error("readable on disk")
	}
	b[len(b)/2] ^= 1
	apptest.Must(t, os.WriteFile(stored, b, 0o600))
	if _, err := h.Files.Open(f); err == nil {
		t.Error("a changed file opens")
	}
	apptest.Must(t, os.Remove(stored))
	if _, err := h.Files.Open(f); errs.CodeOf(err) != "files.gone" {
		t.Error(err)
	}
}
