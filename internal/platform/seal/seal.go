package seal

import (
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/emmansun/gmsm/sm3"
	"github.com/emmansun/gmsm/sm4"
)

// Ring holds the keys in memory.
type Ring struct {
	current uint32
	seals   map[uint32]cipher.AEAD
	prints  map[uint32]string // of the keys that seal
	index   []byte
}

type ringFile struct {
	Format int       `json:"format"`
	Seal   []ringKey `json:"seal"` // the last one seals; all open
	Index  string    `json:"index"`
}

type ringKey struct {
	ID  uint32 `json:"id"`
	Key string `json:"key"`
}

const format = 1

// Create writes a new ring file (mode 0600). An existing file is never overwritten: without its keys the data is lost.
func Create(path string) error {
	key := func(n int) string {
		b := make([]byte, n)
		if _, err := rand.Read(b); err != nil {
			panic(err)
		}
		return base64.StdEncoding.EncodeToString(b)
	}
	body, err := json.MarshalIndent(ringFile{format, []ringKey{{1, key(16)}}, key(32)}, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	if _, err := f.Write(append(body, '\n')); err != nil {
		return err
	}
	if err := f.Sync(); err != nil {
		return err
	}
	return f.Close()
}

// Load reads a ring. A missing file, or one that group or others may read, is refused with the remedy.
func Load(path string) (*Ring, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil,
			fmt.Errorf(
				"key file %s is missing: run 'gangwei key init' for a new office, or copy the office's own key file there", path)
	}
	if err != nil {
		return nil, err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return nil,
			fmt.Errorf("key file %s may be read by others (mode %04o): run 'chmod 600 %s'", path, info.Mode().Perm(), path)
	}
	body, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	var f ringFile
	if err := json.Unmarshal(body, &f); err != nil || f.Format != format || len(f.Seal) == 0 {
		return nil, fmt.Errorf("key file %s is damaged or of another version: restore it from the backup", path)
	}
	r := &Ring{seals: map[uint32]cipher.AEAD{}, prints: map[uint32]string{}}
	for _, k := range f.Seal {
		raw, err := base64.StdEncoding.DecodeString(k.Key)
		if err != nil || len(raw) != 16 {
			return nil, fmt.Errorf("key file %s: key %d is damaged: restore it from the backup", path, k.ID)
		}
		if err := r.add(k.ID, raw); err != nil {
			return nil, err
		}
	}
	if r.index, err = base64.StdEncoding.DecodeString(f.Index); err != nil || len(r.index) != 32 {
		return nil, fmt.Errorf("key file %s: the index key is damaged: restore it from the backup", path)
	}
	return r, nil
}

func (r *Ring) add(id uint32, raw []byte) error {
	block, err := sm4.NewCipher(raw)
	if err != nil {
		return err
	}
	if r.seals[id], err = cipher.NewGCM(block); err != nil {
		return err
	}
	m := hmac.New(sm3.New, raw)
	m.Write([]byte("gangwei print"))
	r.current, r.prints[id] = id, hex.EncodeToString(m.Sum(nil)[:16])
	return nil
}

// ErrDamaged says that a sealed value was not sealed here, or was changed or moved since.
var ErrDamaged = errors.New("seal: value is damaged, moved to another column, or of another key ring")

// Seal encrypts plain for one table and column; moved elsewhere it no longer opens. Empty text stays empty (nil).
func (r *Ring) Seal(table, column, plain string) []byte {
	if plain == "" {
		return nil
	}
	aead := r.seals[r.current]
	out := make([]byte, 4+aead.NonceSize(), 4+aead.NonceSize()+len(plain)+aead.Overhead())
	binary.BigEndian.PutUint32(out, r.current)
	if _, err := rand.Read(out[4:]); err != nil {
		panic(err) // the kernel's random source is gone: nothing may be sealed
	}
	return aead.Seal(out, out[4:4+aead.NonceSize()], []byte(plain), []byte(table+"."+column))
}

// Open decrypts what Seal made for the same table and column.
func (r *Ring) Open(table, column string, sealed []byte) (string, error) {
	if len(sealed) == 0 {
		return "", nil
	}
	if len(sealed) < 4 {
		return "", ErrDamaged
	}
	aead, ok := r.seals[binary.BigEndian.Uint32(sealed)]
	if !ok || len(sealed) < 4+aead.NonceSize() {
		return "", ErrDamaged
	}
	plain, err := aead.Open(nil, sealed[4:4+aead.NonceSize()], sealed[4+aead.NonceSize():], []byte(table+"."+column))
	if err != nil {
		return "", ErrDamaged
	}
	return string(plain), nil
}

// Index is the blind index of a normalised value for equality search; kind keeps a phone from matching an account, and
// is one of the kinds that IndexColumns gives to columns. 32 bytes.
func (r *Ring) Index(kind Kind, plain string) []byte {
	if !kinds[kind] {
		panic("seal: no column has indexes of kind " + string(kind))
	}
	m := hmac.New(sm3.New, r.index)
	m.Write([]byte(kind))
	m.Write([]byte{0})
	m.Write([]byte(plain))
	return m.Sum(nil)
}

// Digest is the SM3 of bytes.
func Digest(b []byte) []byte {
	d := sm3.Sum(b)
	return d[:]
}
