package views

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
)

// joined are the files that every page loads, each put together out of the parts of a folder in the order of their
// names.
var joined = map[string]string{"gangwei.css": "static/css/*.css", "gangwei.js": "static/js/*.js"}

// Assets are the joined files by name.
func Assets() (map[string][]byte, error) {
	out := map[string][]byte{}
	for name, parts := range joined {
		names, err := fs.Glob(Files, parts)
		if err != nil || len(names) == 0 {
			return nil, fmt.Errorf("no parts of %s: %w", name, err)
		}
		var b bytes.Buffer
		for _, n := range names {
			part, err := fs.ReadFile(Files, n)
			if err != nil {
				return nil, err
			}
			b.Write(part)
			b.WriteByte('\n')
		}
		out[name] = b.Bytes()
	}
	return out, nil
}

// Version of a file's content, to stand in its address: what is kept under an address never changes.
func Version(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:6])
}
