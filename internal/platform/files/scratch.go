package files

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync/atomic"
)

var errLocked = errors.New("another process holds the lock")

// Scratch is a process's own folder for what a request is too large to hold in memory. It lies in the data folder,
// never in the system's. What a process that died left there is swept by the next one to open a folder beside it: only
// folders whose lock is free.
type Scratch struct {
	Dir  string
	lock *os.File
	open atomic.Int64

	giveBack []func() error // what Adopt took
}

// OpenScratch sweeps parent of the folders that no process holds, and makes a new one there. One process at a time does
// either, so that none sweeps a folder between its making and its lock.
func OpenScratch(parent string) (*Scratch, error) {
	if err := os.MkdirAll(parent, 0o700); err != nil {
		return nil, err
	}
	gate, err := lockFile(filepath.Join(parent, "lock"), true)
	if err != nil {
		return nil, err
	}
	defer gate.Close()
	found, err := os.ReadDir(parent)
	if err != nil {
		return nil, err
	}
	for _, d := range found {
		if d.IsDir() {
			if err := sweep(filepath.Join(parent, d.Name())); err != nil {
				return nil, err
			}
		}
	}
	dir, err := os.MkdirTemp(parent, "p")
	if err != nil {
		return nil, err
	}
	s := &Scratch{Dir: dir}
	s.lock, err = lockFile(filepath.Join(dir, "lock"), true)
	return s, err
}

// sweep removes a folder unless a living process holds its lock.
func sweep(dir string) error {
	lock, err := lockFile(filepath.Join(dir, "lock"), false)
	if errors.Is(err, errLocked) {
		return nil
	}
	if err != nil {
		return err
	}
	defer lock.Close()
	return os.RemoveAll(dir)
}

// Adopt makes the folder the process's own for whatever a library puts down for a while, a large workbook's sheets for
// one.
func (s *Scratch) Adopt() error {
	for _, name := range []string{"TMPDIR", "TMP"} {
		before, set := os.LookupEnv(name)
		if err := os.Setenv(name, s.Dir); err != nil {
			return err
		}
		s.giveBack = append(s.giveBack, func() error {
			switch {
			case os.Getenv(name) != s.Dir: // another folder was adopted since
				return nil
			case set:
				return os.Setenv(name, before)
			}
			return os.Unsetenv(name)
		})
	}
	return nil
}

// Close gives the folder up and removes it; the process has the place for temporary files again that it had before.
func (s *Scratch) Close() error {
	var err error
	for _, back := range s.giveBack {
		err = errors.Join(err, back())
	}
	return errors.Join(err, os.RemoveAll(s.Dir), s.lock.Close())
}

// Open tells how many of its files are in use.
func (s *Scratch) Open() int64 { return s.open.Load() }

// Spill is a file without a name: it is removed as soon as it is made, where the system allows that, and goes with its
// process however that ends. What is written is enciphered with a key that is nowhere but in memory, so that the disk's
// free blocks tell nothing either.
type Spill struct {
	s    *Scratch
	f    *os.File
	key  [32]byte
	out  io.Writer
	size int64

	named bool // its name is still to be removed
}

// Spill makes one. Close it.
func (s *Scratch) Spill() (*Spill, error) {
	f, err := os.CreateTemp(s.Dir, "spill-*")
	if err != nil {
		return nil, err
	}
	p := &Spill{s: s, f: f}
	if _, err := rand.Read(p.key[:]); err != nil {
		panic(err)
	}
	s.open.Add(1)
	p.out = &cipher.StreamWriter{S: p.stream(), W: f}
	p.named = os.Remove(f.Name()) != nil // some systems keep a file's name while it is open
	return p, nil
}

// stream begins the key's stream anew; a key serves one file, so its counter begins at nought.
func (p *Spill) stream() cipher.Stream {
	block, err := aes.NewCipher(p.key[:])
	if err != nil {
		panic(err)
	}
	return cipher.NewCTR(block, make([]byte, block.BlockSize()))
}

// Write adds to the end.
func (p *Spill) Write(b []byte) (int, error) {
	n, err := p.out.Write(b)
	p.size += int64(n)
	return n, err
}

// Reader reads from the beginning what was written.
func (p *Spill) Reader() io.Reader {
	return cipher.StreamReader{S: p.stream(), R: io.NewSectionReader(p.f, 0, p.size)}
}

// Close gives the space back.
func (p *Spill) Close() error {
	p.s.open.Add(-1)
	err := p.f.Close()
	if p.named {
		err = errors.Join(err, os.Remove(p.f.Name()))
	}
	return err
}
