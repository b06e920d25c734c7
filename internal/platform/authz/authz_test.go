package authz

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/base/errs"
)

var update = flag.Bool("update", false, "write the golden matrix anew")

// What each role may do with each permission at, below, above and beside its own region: o own, b below, a above, s
// beside; '.' not found, 'f' forbidden, 'Y' allowed.
func TestMatrix_is_golden(t *testing.T) {
	g, err := NewGate()
	if err != nil {
		t.Fatal(err)
	}
	own := map[string]string{"village": "0001000200030004", "township": "000100020003", "county": "00010002",
		"city": "0001", "any": "00010002"}
	var b strings.Builder
	for _, r := range g.Roles() {
		path := own[r.Level]
		a := NewActor(g, 1, "x", "x", "k", []Grant{{Role: r.Role, RegionID: 1, Path: path}})
		for _, p := range g.Permissions() {
			line := ""
			beside := path[:len(path)-1] + "9"
			for _, where := range []string{path, path + "0007", path[:len(path)-4], beside} {
				switch errs.KindOf(a.Check(p, where)) {
				case errs.NotFound:
					line += "."
				case errs.Forbidden:
					line += "f"
				default:
					line += "Y"
				}
			}
			fmt.Fprintf(&b, "%-22s %-20s %s\n", r.Role, p, line)
		}
	}
	const file = "testdata/matrix.txt"
	if *update {
		if err := os.WriteFile(file, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != b.String() {
		t.Fatalf("the matrix of rights changed (%v): look at it, then run with -update\n%s", err, b.String())
	}
}

func TestZeroScope_matches_nothing(t *testing.T) {
	var s Scope
	if sql, args := s.SQL("path"); sql != "1 = 0" || args != nil || s.Covers("0001") || s.Covers("") ||
		!s.Within("0001").Empty() {
		t.Fatal("the zero scope matches something")
	}
	if !(Actor{}).Scope("post.view").Empty() || !Public().Region().Empty() {
		t.Fatal("nobody has a scope")
	}
	g, _ := NewGate()
	if a := NewActor(g, 1, "x", "x", "k", []Grant{{Role: "county_reviewer"}}); !a.Scope("post.view").Empty() {
		t.Fatal("a grant without a region grants something")
	}
}

func TestScope_covers_and_narrows(t *testing.T) {
	s := scopeOf([]string{"00010002", "000100020003", "00010005"})
	if !slices.Equal(s.Paths(), []string{"00010002", "00010005"}) {
		t.Fatal(s.Paths())
	}
	for path, want := range map[string]bool{"00010002": true, "0001000200030004": true, "00010003": false, "0001": false,
		"": false} {
		if s.Covers(path) != want {
			t.Errorf("%q: %v", path, !want)
		}
	}
	if w := s.Within("000100020003"); !slices.Equal(w.Paths(), []string{"000100020003"}) {
		t.Error(w.Paths())
	}
	if w := s.Within("0001"); len(w.Paths()) != 2 {
		t.Error(w.Paths())
	}
	if w := s.Within("00010009"); !w.Empty() {
		t.Error(w.Paths())
	}
	if sql, args := s.SQL("p.path"); strings.Count(sql, "p.path >=") != 2 || len(args) != 4 || args[1] != "00010002~" {
		t.Error(sql, args)
	}
}

func TestIncompatible_pairs_hold_both_ways(t *testing.T) {
	g, _ := NewGate()
	if !g.Incompatible("finance_preparer", "finance_releaser") ||
		!g.Incompatible("finance_releaser", "finance_preparer") || g.Incompatible("village_registrar", "village_registrar") {
		t.Fatal("pairs")
	}
	if _, ok := g.Info("nobody"); ok || g.Can("nobody", "post.view") || g.Can("village_registrar", "nothing") {
		t.Fatal("unknown roles and permissions are refused")
	}
}
