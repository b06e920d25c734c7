package main

import (
	"maps"
	"strings"
	"testing"

	"gangwei/views"
)

func TestViews_are_formatted(t *testing.T) {
	files, err := read(views.Files)
	if err != nil || len(files) < 100 {
		t.Fatalf("%d templates: %v", len(files), err)
	}
	done, err := format(files)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range sorted(files) {
		if done[path] != files[path] {
			t.Errorf("views/%s is not formatted: make fmt", path)
		}
	}
}

// However the templates' lines were broken before, they come out the same: no blank that shows is lost, and none is
// made.
func TestFormat_of_all_views_squeezed_is_the_same(t *testing.T) {
	files, err := read(views.Files)
	if err != nil {
		t.Fatal(err)
	}
	h := newHouse()
	for _, path := range sorted(files) {
		if err := h.add(path, files[path]); err != nil {
			t.Fatal(err)
		}
	}
	h.judge()
	squeezed := map[string]string{}
	for _, f := range h.files {
		var b strings.Builder
		for n, i := range f.items {
			if f.gaps[n] == spaced {
				b.WriteByte(' ')
			}
			b.WriteString(i.text)
		}
		squeezed[f.path] = b.String()
	}
	want, err := format(files)
	if err != nil {
		t.Fatal(err)
	}
	got, err := format(squeezed)
	if err != nil || !maps.Equal(got, want) {
		for path := range want {
			if got[path] != want[path] {
				t.Errorf("%s differs", path)
			}
		}
	}
}
