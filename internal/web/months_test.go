package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/platform/database"
)

// The months of a project's pay are filled in many at once: each is kept or refused by itself, beside its own cell.
func TestRegister_months_are_filled_in_many_at_once(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	office := apptest.Login("unit_reporter", apptest.County)
	entry, err := h.Registers.Enter(ctx, h.Actor("unit_reporter", apptest.County), "",
		formlists.Entry{UnitID: h.Unit(apptest.County).ID, Kind: "work_relief", Name: "村道修整",
			FromOn: civil.MustDate("2025-01-05"), Place: "村东", People: 9})
	apptest.Must(t, err)
	months := func() (out []formlists.Month) {
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
			out, err = formlists.Months(s, entry)
			return err
		}))
		return out
	}
	v := visit(t, h.Serve()).signIn(office)
	page := fmt.Sprintf("/registers/%d", entry)
	if code, body := v.get(page); code != 200 || !strings.Contains(body, `name="due_2025-03"`) ||
		strings.Contains(body, `name="due_2024-12"`) {
		t.Fatalf("%d: the months since the project began", code)
	}
	form := url.Values{"_csrf": {v.csrf()}, "_key": {"once"}, "workers_2025-01": {"8"}, "due_2025-01": {"6400"},
		"paid_2025-01": {"6400"}, "paid_on_2025-01": {"2025-02-20"}, "workers_2025-02": {"9"}, "due_2025-02": {"-5"},
		"version_2025-01": {"0"}, "version_2025-02": {"0"}, "version_2025-03": {"0"}}
	code, body, _ := v.post(page+"/year", form)
	if got := months(); code != 422 || len(got) != 1 || !strings.Contains(body, `href="#f-due_2025-02"`) ||
		!strings.Contains(body, `value="-5"`) || !strings.Contains(body, `name="version_2025-01" value="1"`) {
		t.Errorf("%d: %+v", code, got)
	}
	form.Set("_key", "again")
	form.Set("version_2025-01", "1")
	form.Set("due_2025-02", "7200")
	if code, _, _ = v.post(page+"/year", form); code != 303 || len(months()) != 2 || months()[0].Version != 1 {
		t.Errorf("%d: %+v", code, months())
	}
	form.Set("_key", "stale")
	form.Set("due_2025-02", "7300")
	if code, _, _ = v.post(page+"/year", form); code != 409 && code != 422 {
		t.Errorf("a form made before: %d", code)
	}
	other := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
	form.Set("_csrf", other.csrf())
	if code, _, _ = other.post(page+"/year", form); code != 403 {
		t.Errorf("a village filled it in: %d", code)
	}
}
