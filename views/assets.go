package views

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/js"
)

// joined are the files that pages load, each put together out of parts in the order of their names: two of every page,
// and the script of tables that are filled in as grids.
var joined = map[string]string{"gangwei.css": "static/css/*.css", "gangwei.js": "static/js/*.js",
	"grid.js": "static/grid.js"}

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
		if strings.HasSuffix(name, ".js") {
			if out[name], err = minified(out[name]); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
		}
	}
	return out, nil
}

// yearOfScripts is the last edition of JavaScript that all browsers know which the offices have.
const yearOfScripts = 2019

// minified is a script without what only people read: a sixth less travels.
func minified(script []byte) ([]byte, error) {
	var b bytes.Buffer
	err := (&js.Minifier{Version: yearOfScripts}).Minify(minify.New(), &b, bytes.NewReader(script), nil)
	return b.Bytes(), err
}

// Zipped is a file as it travels to whoever takes it so.
func Zipped(content []byte) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err) // memory does not fail
	}
	return b.Bytes()
}

// Version of a file's content, to stand in its address: what is kept under an address never changes.
func Version(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:6])
}
