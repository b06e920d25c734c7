package seal

import (
	"bytes"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func ring(t *testing.T) (*Ring, string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "keys", "ring.json")
	if err := Create(path); err != nil {
		t.Fatal(err)
	}
	r, err := Load(path)
	if err != nil {
		t.Fatal(err)
	}
	return r, path
}

func TestSeal_opens_only_where_it_was_sealed(t *testing.T) {
	r, _ := ring(t)
	s := r.Seal("person", "id", "370499197001010018")
	if bytes.Contains(s, []byte("3704")) {
		t.Fatal("readable")
	}
	if p, err := r.Open("person", "id", s); err != nil || p != "370499197001010018" {
		t.Fatal(p, err)
	}
	if _, err := r.Open("person", "phone", s); err == nil {
		t.Error("moved to another column and still opens")
	}
	for i := range s {
		bad := bytes.Clone(s)
		bad[i] ^= 1
		if _, err := r.Open("person", "id", bad); err == nil {
			t.Fatalf("byte %d changed and still opens", i)
		}
	}
	other, _ := ring(t)
	if _, err := other.Open("person", "id", s); err == nil {
		t.Error("another office's ring opens it")
	}
	if bytes.Equal(s, r.Seal("person", "id", "370499197001010018")) {
		t.Error("equal values look equal")
	}
	if r.Seal("a", "b", "") != nil {
		t.Error("nothing is sealed")
	}
	if _, err := r.Open("a", "b", []byte{1}); err == nil {
		t.Error("a cut value opens")
	}
}

func TestIndex_finds_equal_values_of_one_kind(t *testing.T) {
	r, _ := ring(t)
	if !bytes.Equal(r.Index("idno", "1"), r.Index("idno", "1")) ||
		bytes.Equal(r.Index("idno", "1"), r.Index("phone", "1")) || len(r.Index("phone", "b")) != 32 {
		t.Fatal("index")
	}
}

// The example of GB/T 32905-2016 A.1.
func TestDigest_is_SM3(t *testing.T) {
	if got := hex.EncodeToString(Digest([]byte("abc"))); got != "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0" {
		t.Fatal(got)
	}
}

func TestLoad_refuses_with_the_remedy(t *testing.T) {
	_, path := ring(t)
	if err := Create(path); err == nil {
		t.Error("a key file was overwritten")
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path); err == nil || !strings.Contains(err.Error(), "chmod 600") {
		t.Errorf("world-readable: %v", err)
	}
	if _, err := Load(path + "x"); err == nil || !strings.Contains(err.Error(), "key init") {
		t.Errorf("missing: %v", err)
	}
	if err := os.Chmod(path, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("{}"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path); err == nil || !strings.Contains(err.Error(), "backup") {
		t.Errorf("damaged: %v", err)
	}
}
