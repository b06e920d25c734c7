package importer

import (
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// kindFiles hold the kinds and what they need of the rooms; every other file is of the engine.
var kindFiles = map[string]bool{"attendance.go": true, "earlier.go": true, "help.go": true, "insured.go": true,
	"officials.go": true, "people.go": true, "posts.go": true, "registers.go": true, "rooms.go": true, "roster.go": true,
	"systems.go": true, "ties.go": true, "users.go": true}

// The engine knows no room: what it needs of one a kind brings, or People answers.
func TestEngine_imports_no_room(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, name := range files {
		if kindFiles[name] || strings.HasSuffix(name, "_test.go") {
			continue
		}
		seen++
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			t.Fatal(err)
		}
		for _, im := range f.Imports {
			p, err := strconv.Unquote(im.Path.Value)
			if err != nil {
				t.Fatal(err)
			}
			own, ours := strings.CutPrefix(p, "gangwei/internal/")
			if ours && !strings.HasPrefix(own, "base/") && !strings.HasPrefix(own, "platform/") {
				t.Errorf("%s imports %s", name, p)
			}
		}
	}
	if seen < 10 {
		t.Errorf("only %d files of the engine", seen)
	}
}
