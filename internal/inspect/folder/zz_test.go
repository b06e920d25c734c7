package folder_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/inspect"
	"gangwei/internal/inspect/folder"
)

func TestZZ(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txtar")
	for _, f := range files {
		_, cases := unpack(t, f)
		for name, dir := range cases {
			r, err := folder.Run(dir, asOf, app.Rules(), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range r.Findings {
				own := x.Rule.Code+".txtar" == filepath.Base(f)
				if x.Certainty != inspect.Information && !(own && strings.HasPrefix(name, "guilty")) {
					fmt.Println(filepath.Base(f), name, x.Rule.Code, x.Certainty, x.Sentence)
				}
			}
		}
	}
}
