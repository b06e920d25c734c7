package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
)

// A household of five is one page: a button adds rows and keeps what was typed, a fault stands beside its row, and what
// was registered is shown with who holds a post.
func TestHousehold_of_five_on_one_page(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.Hold(0, "示例甲", "", "2025-01-01", "")
	v := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
	_, page := v.get("/people/household")
	form := url.Values{"_csrf": {token(page)}, "_key": {"k1"}, "region": {apptest.Home}, "rows": {"5"},
		"household": {"77"}, "name1": {"示例乙"}, "idno1": {h.Number("1960-01-02", true)}, "relation1": {"02"},
		"phone1": {"13800000000"}, "act": {"more"}}
	code, page, _ := v.post("/people/household", form)
	if code != http.StatusOK || !strings.Contains(page, `name="name8"`) || !strings.Contains(page, `value="示例乙"`) ||
		strings.Contains(page, `class="summary"`) || !strings.Contains(page, `<option value="02" selected>`) {
		t.Fatalf("more rows: %d %s", code, page)
	}
	form.Set("act", "save")
	form.Set("rows", "8")
	form.Set("name7", "示例丙")
	code, page, _ = v.post("/people/household", form)
	if code != http.StatusUnprocessableEntity || strings.Count(page, `第7行：`) != 4 ||
		!strings.Contains(page, `href="#f-idno7"`) ||
		!strings.Contains(page, `value="示例丙"`) {
		t.Errorf("a fault: %d %s", code, page)
	}
	form.Set("idno7", h.Number("1962-01-02", false))
	form.Set("relation7", "10")
	code, page, head := v.post("/people/household", form)
	if code != http.StatusSeeOther {
		t.Fatalf("%d %s", code, page)
	}
	if _, page = v.get(head.Get("Location")); !strings.Contains(page, "已登记2人") ||
		strings.Count(page, "/correct\"") != 2 || !strings.Contains(page, `name="home"`) {
		t.Errorf("what was registered: %s", page)
	}
	// the household of somebody who holds a post
	if _, page = v.get("/people/1"); !strings.Contains(page, "在岗：村内保洁员") || !strings.Contains(page, "登记同户的人") {
		t.Errorf("a person: %s", page)
	}
	// only who registers people, and only here
	other := visit(t, v.base).signIn(apptest.Login("finance_preparer", apptest.County))
	if code, _ = other.get("/people/household"); code != http.StatusForbidden {
		t.Errorf("who does not register: %d", code)
	}
	if code, _ = v.get("/people/household?region=" + apptest.Beside); code != http.StatusNotFound {
		t.Errorf("another village: %d", code)
	}
}
