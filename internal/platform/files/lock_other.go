//go:build !unix

package files

import "os"

// lockFile opens a file. Without locks between processes no folder can be told from one in use, so none is swept: what
// lies there is enciphered with a key that nobody has any more.
func lockFile(path string, wait bool) (*os.File, error) {
	if !wait {
		return nil, errLocked
	}
	return os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
}
