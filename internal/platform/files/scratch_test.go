package files_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/sheet"
)

func TestScratch_sweeps_only_what_no_process_holds(t *testing.T) {
	parent := filepath.Join(t.TempDir(), "tmp")
	mine, err := files.OpenScratch(parent)
	apptest.Must(t, err)
	dead := filepath.Join(parent, "p-of-a-process-that-died")
	apptest.Must(t, os.MkdirAll(dead, 0o700))
	apptest.Must(t, os.WriteFile(filepath.Join(dead, "excelize-1"), []byte("姓名"), 0o600))
	apptest.Must(t, os.WriteFile(filepath.Join(mine.Dir, "excelize-2"), []byte("姓名"), 0o600))
	other, err := files.OpenScratch(parent)
	apptest.Must(t, err)
	if _, err := os.Stat(dead); !os.IsNotExist(err) {
		t.Errorf("what the dead left is there: %v", err)
	}
	if _, err := os.Stat(filepath.Join(mine.Dir, "excelize-2")); err != nil {
		t.Errorf("a living process's file was swept: %v", err)
	}
	apptest.Must(t, mine.Close())
	apptest.Must(t, other.Close())
	found, err := os.ReadDir(parent)
	apptest.Must(t, err)
	if len(found) != 1 || found[0].Name() != "lock" {
		t.Errorf("left: %v", found)
	}
}

func TestScratch_takes_what_a_library_puts_down(t *testing.T) {
	system := t.TempDir()
	t.Setenv("TMPDIR", system)
	t.Setenv("TMP", system)
	s, err := files.OpenScratch(filepath.Join(t.TempDir(), "tmp"))
	apptest.Must(t, err)
	apptest.Must(t, s.Adopt())
	cell := []string{strings.Repeat("藏", 20_000)}
	seen := 0
	apptest.Must(t, sheet.WriteXLSX(io.Discard, "名单", "", []sheet.Column{{Head: "姓名", Width: 9}}, func(yield func([]string) error) error {
		for range 400 { // 24 MB
			if err := yield(cell); err != nil {
				return err
			}
			found, err := os.ReadDir(s.Dir)
			apptest.Must(t, err)
			seen = max(seen, len(found))
		}
		return nil
	}))
	if found, err := os.ReadDir(system); err != nil || len(found) > 0 || seen < 2 {
		t.Errorf("in the system's folder %v, %v; in the own one %d", found, err, seen)
	}
	apptest.Must(t, s.Close())
}

func TestSpill_is_read_again_and_has_no_name(t *testing.T) {
	s, err := files.OpenScratch(t.TempDir())
	apptest.Must(t, err)
	defer s.Close()
	p, err := s.Spill()
	apptest.Must(t, err)
	said := bytes.Repeat([]byte("藏名本370499197205060011"), 10_000)
	for part := range slices.Chunk(said, 777) {
		_, err := p.Write(part)
		apptest.Must(t, err)
	}
	for range 2 {
		got, err := io.ReadAll(p.Reader())
		if err != nil || !bytes.Equal(got, said) {
			t.Errorf("%d of %d bytes, %v", len(got), len(said), err)
		}
	}
	found, err := os.ReadDir(s.Dir)
	apptest.Must(t, err)
	if len(found) != 1 || found[0].Name() != "lock" || s.Open() != 1 {
		t.Errorf("in the folder: %v, %d open", found, s.Open())
	}
	apptest.Must(t, p.Close())
	if s.Open() != 0 {
		t.Error("counted as open")
	}
}
