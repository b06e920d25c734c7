package layouts

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write docs/layouts.md anew")

const doc = "../../docs/layouts.md"

const docHead = `# Layouts that are read

Lists as Chinese offices keep them, each written by a test from one set of made-up people, as .xlsx, .xls, CSV in UTF-8 and GBK and text with tabs,
and compared with the truth row by row: by the inspection of folders, and where a kind of import takes such a list by that as well. What they look
like is known from forms that are public; no data are copied. The code of each is in internal/layouts, the tests are TestLayouts_are_read_right
(internal/oversight/inspect/folder) and TestLayouts_are_taken_right (internal/importer).

<!-- made by: go test ./internal/layouts -args -update -->
`

func table() string {
	var b strings.Builder
	b.WriteString(docHead)
	n := 0
	for _, sort := range Sorts {
		fmt.Fprintf(&b, "\n## %s\n\n| | code | 表 | peculiar | import |\n|---|---|---|---|---|\n", sort[1])
		for _, l := range All() {
			if l.Sort == sort[0] {
				n++
				kind := ""
				if l.Kind != "" {
					kind = "`" + l.Kind + "`"
				}
				fmt.Fprintf(&b, "| %d | `%s` | %s | %s | %s |\n", n, l.Code, l.Name, l.What, kind)
			}
		}
	}
	return b.String()
}

func TestDocs_name_every_layout(t *testing.T) {
	want := table()
	if *update {
		if err := os.WriteFile(doc, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(doc)
	if err != nil || string(got) != want {
		t.Errorf("docs/layouts.md is behind the table; run this test with -args -update (%v)", err)
	}
	seen := map[string]bool{}
	for _, l := range All() {
		if seen[l.Code] || l.What == "" || l.Facts == (Facts{}) || !strings.Contains(want, "`"+l.Code+"`") {
			t.Errorf("%s: twice, or says nothing", l.Code)
		}
		seen[l.Code] = true
	}
	if len(seen) < 30 {
		t.Errorf("only %d layouts", len(seen))
	}
}
