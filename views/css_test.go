package views_test

import (
	"io/fs"
	"strings"
	"testing"

	"gangwei/views"
)

// The link to a page's guide floats at the right: the frame of the faults begins below it, not behind it.
func TestFaults_stand_below_the_link_to_the_guide(t *testing.T) {
	shell, err := fs.ReadFile(views.Files, "static/css/30-shell.css")
	if err != nil {
		t.Fatal(err)
	}
	parts, err := fs.ReadFile(views.Files, "static/css/40-parts.css")
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(shell), ".about { float: right") &&
		!strings.Contains(string(parts), ".summary { clear: both;") {
		t.Error("the link lies over the frame")
	}
}
