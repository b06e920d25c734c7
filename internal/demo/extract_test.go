package demo

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/extract"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// What an inspector finds in the sealed extract, on a machine of her own, is what the office's own rows say. Rules on
// registers of earlier years need the office: an extract has no such table. Extracts are of whole townships, sealed,
// and whole or refused.
func TestExtract_says_what_the_office_says(t *testing.T) {
	a, set := office(t, dbtest.SQLite(t))
	if _, err := Build(ctx, a, set, extractCity); err != nil {
		t.Fatal(err)
	}
	var tree *region.Tree
	if err := a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		tree, err = region.Load(s, a.Clock.Now().Date())
		return err
	}); err != nil {
		t.Fatal(err)
	}
	const word = "示例口令-示例口令-1234"
	told := func(fs []inspect.Finding, name func(f *inspect.Finding) string) (out []string) {
		for i := range fs {
			f := &fs[i]
			if strings.Contains(f.Rule.Code, ".earlier_") {
				continue
			}
			out = append(out,
				fmt.Sprintf("%s %s %s %s %s %s %d", f.Rule.Code, name(f), f.Subject.Name, f.Period()+" "+f.Held.String(),
					f.Certainty, f.Severity, f.Amount))
		}
		slices.Sort(out)
		return out
	}
	found := 0
	for _, county := range tree.At(region.County)[:3] {
		var body bytes.Buffer
		if _, err := a.Extract(ctx, authz.System("test"), county, &body, word); err != nil {
			t.Fatal(err)
		}
		files, list, err := extract.Open(body.Bytes(), word)
		if err != nil {
			t.Fatal(err)
		}
		r, err := folder.Run(files, list.AsOf, oversight.Rules(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Faults {
			t.Errorf("%s: %s", county.Name, f)
		}
		for _, read := range r.Reads { // nothing is left over, guessed or unread
			if read.Table == nil || len(read.Unused)+len(read.Guessed)+read.Unread > 0 ||
				len(read.Matched) != len(read.Table.Columns) &&
					read.Table.Code != "people" {
				t.Errorf("%s: %+v", county.Name, read)
			}
		}
		out, _, err := inspect.Look(ctx, a.DB, a.Clock.Now, oversight.Rules(), county.Path, nil)
		if err != nil {
			t.Fatal(err)
		}
		ours := told(out.Finds.List(), func(f *inspect.Finding) string { return tree.Full(f.Region.Path) })
		theirs := told(r.Findings, func(f *inspect.Finding) string { return r.City.Tree.Full(f.Region.Path) })
		found += len(ours)
		for _, x := range ours {
			if !slices.Contains(theirs, x) {
				t.Errorf("the extract does not say: %s", x)
			}
		}
		for _, x := range theirs {
			if !slices.Contains(ours, x) {
				t.Errorf("only the extract says: %s", x)
			}
		}
		if county.Path == tree.At(region.County)[0].Path {
			if _, _, err := extract.Open(body.Bytes(), word+"5"); !refused(err, "extract.wrong_password") {
				t.Errorf("another password: %v", err)
			}
			for _, at := range []int{body.Len() / 2, body.Len() - 20} {
				bent := slices.Clone(body.Bytes())
				bent[at] ^= 1
				if _, _, err := extract.Open(bent, word); !refused(err, "extract.broken") {
					t.Errorf("bent at %d: %v", at, err)
				}
			}
			if _, _, err := extract.Open(body.Bytes()[:body.Len()/2], word); !refused(err, "extract.broken") {
				t.Errorf("half of it: %v", err)
			}
		}
	}
	if found < 200 {
		t.Errorf("only %d findings to compare", found)
	}
	var body bytes.Buffer
	if _, err := a.Extract(ctx, authz.System("test"), tree.At(region.Village)[0], &body,
		word); !refused(err, "extract.village") ||
		body.Len() > 0 {
		t.Errorf("a village: %v", err)
	}
	if _, err := a.Extract(ctx, authz.System("test"), tree.At(region.County)[0], &body,
		"kurz"); !refused(err, "extract.password") {
		t.Errorf("a short password: %v", err)
	}
	clerk, err := a.Accounts.Actor(ctx, "quxian-370402")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Extract(ctx, clerk, tree.At(region.County)[0], &body, word); !refused(err, "authz.forbidden") {
		t.Errorf("a county reviewer: %v", err)
	}
	if err := a.DB.Read(ctx, func(s *database.Snapshot) error {
		var n int
		if _, err := s.One(&n,
			"SELECT COUNT(*) FROM trail_entry WHERE act = 'inspect.extract' AND chain = 'inspect'"); err != nil ||
			n != 3 {
			t.Errorf("%d entries in the inspectors' chain: %v", n, err)
		}
		_, err := s.One(&n, "SELECT COUNT(*) FROM trail_entry WHERE act = 'inspect.extract' AND chain <> 'inspect'")
		if n != 0 {
			t.Errorf("%d entries elsewhere", n)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func refused(err error, code string) bool {
	e := (*errs.Error)(nil)
	return errors.As(err, &e) && e.Code == code
}
