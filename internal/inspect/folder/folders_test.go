package folder_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/inspect"
	"gangwei/internal/inspect/folder"
)

// Three folders as an inspector might hold them: perfect papers over cash collected back, everything that only looks like it, and next to nothing.
func TestFolders_guilty_alike_and_incomplete(t *testing.T) {
	for name, want := range map[string][]string{
		"guilty":     {"diversion.asked_back", "diversion.card_kept", "diversion.card_kept", "diversion.card_kept", "diversion.drawn_together", "diversion.paid_after_end", "need.outsourced", "nepotism.kin_of_decider", "nepotism.kin_voted"},
		"alike":      nil,
		"incomplete": {"diversion.paid_after_end"},
	} {
		t.Run(name, func(t *testing.T) {
			_, cases := unpack(t, filepath.Join("testdata", "folders", name+".txtar"))
			r, err := folder.Run(os.DirFS(cases["folder"]), asOf, app.Rules(), nil)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range r.Findings {
				t.Log(f.Rule.Code, f.Certainty, f.Sentence)
				if f.Certainty != inspect.Information {
					got = append(got, f.Rule.Code)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("accused by %q, want %q", got, want)
			}
			if len(r.Faults) > 0 {
				t.Errorf("not read: %v", r.Faults)
			}
			if name == "incomplete" && len(r.Lacks) < 20 {
				t.Errorf("only %d tables are said to be lacking", len(r.Lacks))
			}
		})
	}
}
