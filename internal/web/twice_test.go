package web_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
)

// A form that is sent twice is carried out once; one that is sent again with something else in it is refused in words,
// and what was typed stands in it to be sent once more.
func TestForm_sent_again_with_something_else_is_told_so(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		base := h.Serve()
		v := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
		form := func(home, name, number string) url.Values {
			return url.Values{"_csrf": {v.csrf()}, "_key": {"one-form"}, "region": {apptest.Home}, "rows": {"5"},
				"act": {"save"}, "household": {home}, "name1": {name}, "idno1": {number}, "relation1": {"02"},
				"phone1": {"13800000000"}}
		}
		people := func() (n int) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				_, err := s.One(&n, "SELECT COUNT(*) FROM person")
				return err
			}))
			return n
		}
		before, first, second := people(), h.Number("1960-01-02", true), h.Number("1961-01-02", true)
		for range 2 { // a double click
			if code, page, _ := v.post("/people/household", form("77", "示例乙", first)); code != http.StatusSeeOther {
				t.Fatalf("%d %s", code, page)
			}
		}
		if n := people(); n != before+1 {
			t.Errorf("%d people by a double click", n-before)
		}
		// back, another name, sent again
		code, page, _ := v.post("/people/household", form("78", "示例丙", second))
		if code != http.StatusConflict || !strings.Contains(page, "这份表已经提交过，内容与刚交的不同") ||
			!strings.Contains(page, `value="示例丙"`) || people() != before+1 {
			t.Errorf("with other data: %d, %d people: %s", code, people()-before, page)
		}
		if strings.Contains(page, `value="one-form"`) {
			t.Error("the form that is shown again could never be sent")
		}
		// sent from the page that was shown: done
		again := form("78", "示例丙", second)
		again.Set("_key", keyField.FindStringSubmatch(page)[1])
		if code, page, _ := v.post("/people/household", again); code != http.StatusSeeOther || people() != before+2 {
			t.Errorf("once more: %d, %d people: %s", code, people()-before, page)
		}
		// the first one still answers as it did; another user has keys of their own
		if code, _, _ := v.post("/people/household", form("77", "示例乙", first)); code != http.StatusSeeOther {
			t.Errorf("the first one again: %d", code)
		}
		var kept []string
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			return s.Select(&kept, "SELECT digest FROM desk_key WHERE digest <> ''")
		}))
		if len(kept) != 2 || len(kept[0]) != 22 {
			t.Errorf("%q is kept of what was sent", kept)
		}
	})
}

var keyField = regexp.MustCompile(`name="_key" value="([^"]+)"`)

// Each form of a page carries the page's key: one that goes to another address is another form, and one to the same
// address for another record is told apart by what it says.
func TestForm_of_another_address_is_another_form(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	first, second := h.Person(apptest.Home, "示例甲"), h.Person(apptest.Home, "示例乙")
	v := visit(t, h.Serve()).signIn(apptest.Login("township_reviewer", h.Region(apptest.Town).Code))
	for _, id := range []int64{first, second} {
		code, body, _ := v.post("/people/"+kit.FormatID(id)+"/correct", url.Values{"_csrf": {v.csrf()}, "_key": {"of-a-page"},
			"version": {"1"}, "address": {"村东" + kit.FormatID(id) + "号"}, "why": {"搬了家，按户口本"}})
		if code != http.StatusSeeOther {
			t.Errorf("%d: %d %s", id, code, body)
		}
	}
	var n int
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&n, "SELECT COUNT(*) FROM person_correction")
		return err
	}))
	if n != 2 {
		t.Errorf("%d corrections", n)
	}
}
