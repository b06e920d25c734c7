package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/post"
	"gangwei/internal/layouts"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// officeTruth is the layouts' truth in two villages of the tests' office, of the months that are over there.
func officeTruth() layouts.Truth {
	t := layouts.Made("市中区", "中心街街道", [2]string{"新风里居委会", "铁西居委会"})
	t.Months = t.Months[:2]
	return t
}

var officeVillages = map[string]string{"新风里居委会": apptest.Home, "铁西居委会": apptest.Beside}

// Every layout that a kind of import takes is taken whole, in every format that can hold it: each row compared with
// the truth, no fault.
func TestLayouts_are_taken_right(t *testing.T) {
	truth := officeTruth()
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		holders(t, h, truth)
		for _, l := range layouts.All() {
			for _, format := range layouts.Formats {
				if l.Kind == "attendance" {
					taken(t, h, l, format, truth, sheetsRead)
				}
			}
		}
	})
	for _, l := range layouts.All() { // people are registered once, so that each of these needs an office of its own
		if l.Kind != "people" {
			continue
		}
		dbtest.Each(t, func(t *testing.T, db *database.DB) {
			h := apptest.New(t, db)
			for i, format := range layouts.Formats {
				taken(t, h, l, format, truth, map[bool]reader{true: peopleRead, false: nil}[i == 0])
			}
		})
	}
}

// reader compares what an office holds with the truth.
type reader func(t *testing.T, h *apptest.House, l layouts.Layout, truth layouts.Truth) []string

// taken hands a layout's files in, and takes them; where nothing is to be compared they must say what is known already.
func taken(t *testing.T, h *apptest.House, l layouts.Layout, format string, truth layouts.Truth, read reader) {
	t.Helper()
	if l.Kind == "attendance" {
		blank(t, h)
	}
	for _, f := range l.Files(truth) {
		name, body, ok := f.In(t, format)
		if !ok {
			return
		}
		who := h.Actor("township_reviewer", apptest.Town)
		if l.Kind == "attendance" {
			who = authz.System("test")
		}
		id, err := h.Imports.HandIn(ctx, who, "", l.Kind, h.Region(apptest.Town), name, body)
		if err != nil {
			var said []string
			for _, e := range errs.All(err) {
				said = append(said, words.Sentence(e))
			}
			t.Errorf("%s%s: %v %q", l.Code, format, err, said)
			return
		}
		apptest.Must(t, h.Imports.Judge(ctx, who, id, nil))
		b := batch(t, h, id)
		bad := slices.DeleteFunc(faults(t, h, id), func(f string) bool {
			return strings.Contains(f,
				"duty.impossible")
		})
		if len(bad) > 0 || read == nil && b.RowsGood > 0 || read != nil && b.RowsGood == 0 {
			t.Errorf("%s%s: %d good, %d same, %q", l.Code, format, b.RowsGood, b.RowsSame, bad)
			return
		}
		if read != nil {
			apptest.Must(t, accept(h, who, b))
		}
	}
	if read != nil {
		for _, d := range read(t, h, l, truth) {
			t.Errorf("%s%s: %s", l.Code, format, d)
		}
	}
}

// blank month sheets, so that each layout fills them anew.
func blank(t *testing.T, h *apptest.House) {
	t.Helper()
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE duty_line SET days = ?", strings.Repeat("-", 31))
		return err
	}))
}

// holders of the truth, registered and on their posts.
func holders(t *testing.T, h *apptest.House, truth layouts.Truth) {
	t.Helper()
	sys := authz.System("test")
	for i, p := range truth.People {
		at := h.Region(officeVillages[p.Village])
		person, err := h.Residents.Register(ctx, sys, "", at, resident.Entry{Name: p.Name, IDNumber: p.IDNo,
			Relation:        "02",
			HouseholdNumber: fmt.Sprint(i + 1), Categories: []string{"poverty_out"},
			ResidentSince: civil.MustDate("2010-01-01")})
		apptest.Must(t, err)
		posts, err := post.OpenPosts(ctx, h.Desk, sys, "", at, apptest.Draft(), 1)
		apptest.Must(t, err)
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			end, state := any(nil), "active"
			if !p.End.IsZero() {
				end, state = p.End.String(), "ended"
			}
			_, err := tx.Create(`INSERT INTO placement (post_id, person_id, village_id, path, basis, start_on, agreement_no,
agreement_kind,
agreement_from, agreement_until, hours_month, rate_fen, insurance_no, end_on, state)
VALUES (?, ?, ?, ?, 'older', ?, 'a', 'service', ?, '2025-12-31', 40, 80000, '', ?, ?)`,
				posts[0], person, at.ID, at.Path, p.Start.String(), p.Start.String(), end, state)
			return err
		}))
	}
}

// sheetsRead compares the month sheets: half days are kept as the program keeps them.
func sheetsRead(t *testing.T, h *apptest.House, l layouts.Layout, truth layouts.Truth) (out []string) {
	got := map[string]string{}
	for _, code := range officeVillages {
		for _, m := range truth.Months {
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
				lines, _, err := duty.LinesFor(s, h.Region(code).ID, m)
				for _, x := range lines {
					got[x.Name+m.String()] = x.Days
				}
				return err
			}))
		}
	}
	for _, p := range truth.People {
		for _, m := range truth.Months {
			marks := []byte(p.Marks[m])
			for d := range marks { // a day before the start is none that can have been
				if on := m.First().AddDays(d); on.Before(p.Start) {
					marks[d] = '-'
				}
			}
			if len(marks) > 0 && got[p.Name+m.String()] != string(marks) {
				out = append(out, fmt.Sprintf("%s %s: %s, read %s", p.Name, m, marks, got[p.Name+m.String()]))
			}
		}
	}
	return out
}

// peopleRead compares who is registered.
func peopleRead(t *testing.T, h *apptest.House, _ layouts.Layout, truth layouts.Truth) (out []string) {
	got := people(t, h)
	for _, p := range truth.People {
		x := got[p.Name]
		want := fmt.Sprint(h.Region(officeVillages[p.Village]).ID, p.IDNo[14:], map[string]string{"户主": "02",
			"配偶": "10"}[p.Relation])
		if is := fmt.Sprint(x.VillageID, x.IDTail, x.Relation); is != want {
			out = append(out, fmt.Sprintf("%s is %s, read %s", p.Name, want, is))
		}
		for _, o := range truth.People {
			if (x.HouseholdID == got[o.Name].HouseholdID) != (p.Village == o.Village && p.Household == o.Household) {
				out = append(out, fmt.Sprintf("%s and %s: one household or two", p.Name, o.Name))
			}
		}
	}
	return out
}
