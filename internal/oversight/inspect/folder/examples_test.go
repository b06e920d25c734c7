package folder_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
)

var asOf = civil.MustDate("2025-06-30")

// unpack an example's files into a folder for each of its cases.
func unpack(t testing.TB, file string) (about string, cases map[string]string) {
	t.Helper()
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse(body)
	cases = map[string]string{}
	root := t.TempDir()
	for _, f := range a.Files {
		path := filepath.Join(root, f.Name)
		cases[filepath.Dir(f.Name)] = filepath.Dir(path)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, f.Data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return string(a.Comment), cases
}

// Every rule has an example that is guilty and one that looks alike, read from tables as an inspector has them: the
// first is found, with its rows, the second accuses nobody by that rule.
func TestExamples_find_the_guilty_and_leave_the_look_alike_alone(t *testing.T) {
	for _, rule := range oversight.Rules() {
		if rule.Code == "diversion.earlier_double" || rule.Code == "procedure.earlier_unproved" ||
			rule.Code == "procedure.opening" {
			continue // of rosters taken over into the program: no folder has them
		}
		t.Run(rule.Code, func(t *testing.T) {
			file := filepath.Join("testdata", rule.Code+".txtar")
			if _, err := os.Stat(file); err != nil {
				t.Fatalf("no example: %v", err)
			}
			_, cases := unpack(t, file)
			guilty, innocent := 0, 0
			for name, dir := range cases {
				r, err := folder.Run(os.DirFS(dir), asOf, oversight.Rules(), nil)
				if err != nil {
					t.Fatal(err)
				}
				if len(r.Faults) > 0 {
					t.Errorf("%s: not read: %v", name, r.Faults)
				}
				var of []string
				for _, f := range r.Findings {
					if f.Rule.Code != rule.Code ||
						strings.HasPrefix(name, "innocent") && f.Certainty == inspect.Information &&
							rule.Certainty != inspect.Information {
						continue
					}
					if rule.Code == "nepotism.kin_of_decider" && f.Certainty == inspect.Information {
						continue
					}
					of = append(of, f.Sentence)
					for _, e := range f.Evidence {
						if e.Source == "" && e.Table != "region" {
							t.Errorf("%s: no source of %s %q", name, e.Table, e.What)
						}
					}
				}
				switch {
				case strings.HasPrefix(name, "guilty"):
					guilty++
					if len(of) != 1 {
						var all []string
						for _, f := range r.Findings {
							all = append(all, f.Rule.Code+" "+f.Sentence)
						}
						t.Errorf("%s: found %q; all: %q", name, of, all)
					}
					t.Logf("%s: %q", name, of)
				case strings.HasPrefix(name, "innocent"):
					innocent++
					if len(of) > 0 {
						t.Errorf("%s: accused: %q", name, of)
					}
				}
			}
			if guilty == 0 || innocent == 0 {
				t.Errorf("%d guilty and %d innocent cases", guilty, innocent)
			}
		})
	}
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		code := strings.TrimSuffix(filepath.Base(f), ".txtar")
		if !slices.ContainsFunc(oversight.Rules(), func(r *inspect.Rule) bool { return r.Code == code }) {
			t.Errorf("%s is of no rule", f)
		}
	}
}

// Every rule says of its guilty examples when they hold: over the months of their facts, no later than the material,
// and what goes on until it is put right begins with its facts. What happened once has an end.
func TestExamples_say_when_they_hold(t *testing.T) {
	for _, rule := range oversight.Rules() {
		file := filepath.Join("testdata", rule.Code+".txtar")
		if _, err := os.Stat(file); err != nil {
			continue // held to the same by the rules' own test
		}
		_, cases := unpack(t, file)
		told := 0
		for name, dir := range cases {
			r, err := folder.Run(os.DirFS(dir), asOf, oversight.Rules(), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range r.Findings {
				if f.Rule.Code == rule.Code {
					told++
				}
				h, last := f.Held, asOf.Month()
				switch {
				case !h.Known():
					t.Errorf("%s %s: not known when it holds: %s", f.Rule.Code, name, f.Sentence)
				// which holds when the term is over
				case last.Before(h.From) || f.From.Before(h.From) && f.Rule.Code != "procedure.over_term":
					t.Errorf("%s %s: begins with %s, its facts with %s", f.Rule.Code, name, h.From, f.From)
				case h.Until.IsZero() && f.Rule.Holds != inspect.Lasting:
					t.Errorf("%s %s: happened once and holds still: %s", f.Rule.Code, name, f.Sentence)
				case !h.Until.IsZero() && (h.Until.Before(f.To) || last.Before(h.Until)):
					t.Errorf("%s %s: holds %s, its facts %s", f.Rule.Code, name, h, f.Period())
				}
				t.Logf("%s %s: %s %s", f.Rule.Code, name, h, f.Sentence)
			}
		}
		if told == 0 {
			t.Errorf("%s: no finding", rule.Code)
		}
	}
}
