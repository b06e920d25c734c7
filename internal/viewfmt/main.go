package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	root := "views"
	if len(os.Args) > 1 {
		root = os.Args[1]
	}
	if err := run(root); err != nil {
		fmt.Fprintln(os.Stderr, "viewfmt:", err)
		os.Exit(1)
	}
}

// run formats the templates of a folder and names those that it changed.
func run(root string) error {
	files, err := read(os.DirFS(root))
	if err != nil {
		return err
	}
	done, err := format(files)
	if err != nil {
		return err
	}
	for _, path := range sorted(files) {
		if done[path] == files[path] {
			continue
		}
		fmt.Println(filepath.Join(root, path))
		if err := os.WriteFile(filepath.Join(root, path), []byte(done[path]), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// read the templates of a folder. What has no action in it is none: the phone's page is sent as it is, and its bytes
// make its version.
func read(root fs.FS) (map[string]string, error) {
	names, err := fs.Glob(root, "*/*.html")
	files := map[string]string{}
	for _, path := range names {
		b, err := fs.ReadFile(root, path)
		if err != nil {
			return nil, err
		}
		if strings.Contains(string(b), "{{") {
			files[path] = string(b)
		}
	}
	return files, err
}

// format templates that call each other, by path.
func format(files map[string]string) (map[string]string, error) {
	h := newHouse()
	for _, path := range sorted(files) {
		if err := h.add(path, files[path]); err != nil {
			return nil, err
		}
	}
	h.judge()
	out := map[string]string{}
	for _, f := range h.files {
		out[f.path] = f.layout()
	}
	return out, nil
}

func sorted(files map[string]string) []string {
	var out []string
	for path := range files {
		out = append(out, path)
	}
	slices.Sort(out)
	return out
}
