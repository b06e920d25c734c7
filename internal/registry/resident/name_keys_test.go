package resident_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/plain"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

// keysHold reports whether everybody has the keys of the name that stands there now.
func keysHold(t *testing.T, h *apptest.House, when string) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		var rows []resident.Person
		err := s.Select(&rows, "SELECT id, name, name_keys FROM person")
		for _, p := range rows {
			if p.NameKeys != plain.Keys(p.Name) {
				t.Errorf("%s: the keys of %s are %q", when, p.Name, p.NameKeys)
			}
		}
		return err
	}))
}

// Whoever comes in, by whatever way, is found by pinyin and in other characters, by the name that stands there now;
// nobody outside one's scope is.
func TestNames_are_found_by_pinyin_and_in_other_characters(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		village := h.Actor("village_registrar", apptest.Home)
		county := h.Actor("county_reviewer", apptest.County)
		home := authz.Under(h.Region(apptest.Home).Path)
		id, err := h.Residents.Register(apptest.Ctx, village, "", h.Region(apptest.Home), resident.Entry{Name: "張三豐",
			IDNumber: h.Number("1970-01-01", false), Phone: "13800007654", HouseholdNumber: "1", Relation: "02"})
		apptest.Must(t, err)
		h.Person(apptest.Away, "张远")
		keysHold(t, h, "registered")
		for q, want := range map[string]string{"zhangsanfeng": "張三豐", "zsf": "張三豐", "ZHANG SAN": "張三豐", "sf": "張三豐",
			"ｚｓｆ": "張三豐", "张三丰": "張三豐", "張": "張三豐", "丰": "張三豐", "三豐": "張三豐", "feng": "張三豐", "hang": "", "zy": "",
			"张远": "", "%": "", "_": "", "z%": "", "张三_": "", strings.Repeat("z", 200): "", strings.Repeat("張", 200): "",
			"張 三": "張三豐"} {
			if got := found(t, h, home, q); got != want {
				t.Errorf("%.20q finds %q, want %q", q, got, want)
			}
		}
		name := "王秀英"
		_, err = h.Residents.Correct(apptest.Ctx, village, "", id, 1, resident.Edit{Name: &name}, "同音字录错", "户口簿")
		apptest.Must(t, err)
		keysHold(t, h, "corrected")
		if was, is := found(t, h, home, "zsf"), found(t, h, home, "wxy"); was != "" || is != name {
			t.Errorf("after a correction: %q and %q", was, is)
		}
		_, err = h.Residents.AppointOutside(apptest.Ctx, county, "", "赵六", h.Number("1980-01-01", true),
			resident.Appointment{Kind: "village_cadre", Title: "村主任", Region: h.Region(apptest.Home),
				From: civil.MustDate("2024-01-01"), Source: "任命文件"})
		apptest.Must(t, err)
		keysHold(t, h, "outside the register")
	})
}

// An office that is older than the keys finds by the names as they stand, until the duty has made them; it does nothing
// twice, and leaves a name alone that changed meanwhile.
func TestFillNameKeys_makes_what_is_missing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		home := authz.Under(h.Region(apptest.Home).Path)
		for i := range 3 {
			h.Person(apptest.Home, "单"+string([]rune("甲乙丙")[i]))
		}
		apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE person SET name_keys = CASE WHEN name = '单甲' THEN '' ELSE name END")
			return err
		}))
		if got := found(t, h, home, "乙"); got != "单乙" {
			t.Errorf("before: %q", got)
		}
		version := person(t, h, 1).Version
		made, err := resident.FillNameKeys(apptest.Ctx, db)
		apptest.Must(t, err)
		if made < 3 || person(t, h, 1).Version != version {
			t.Errorf("made %d, version %d", made, person(t, h, 1).Version)
		}
		keysHold(t, h, "filled")
		if got := found(t, h, home, "shanyi"); got != "单乙" {
			t.Errorf("shanyi finds %q", got)
		}
		if made, err := resident.FillNameKeys(apptest.Ctx, db); err != nil || made != 0 {
			t.Errorf("again: %d, %v", made, err)
		}
	})
}
