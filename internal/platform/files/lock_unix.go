//go:build unix

package files

import (
	"errors"
	"os"
	"syscall"
)

// lockFile opens a file and takes its lock, which ends with the process or when the file is closed. Without wait a lock
// that another holds is errLocked.
func lockFile(path string, wait bool) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	how := syscall.LOCK_EX
	if !wait {
		how |= syscall.LOCK_NB
	}
	if err = syscall.Flock(int(f.Fd()), how); err == nil {
		return f, nil
	}
	if errors.Is(err, syscall.EWOULDBLOCK) {
		err = errLocked
	}
	return nil, errors.Join(err, f.Close())
}
