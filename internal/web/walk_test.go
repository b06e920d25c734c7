package web_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gangwei/internal/platform/words"
)

func known(code string) bool { return words.Known(code) }

func walkGo(root string, f func(path, body string)) error {
	return filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		f(path, string(b))
		return err
	})
}
