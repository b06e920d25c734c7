package web_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
)

// The page of all parts is there in the demonstration, and in no office.
func TestDesign_is_shown_in_the_demonstration_only(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.Office.Demo = false
	v := visit(t, h.Serve()).signIn(apptest.Login("county_reviewer", "370402000000"))
	if code, page := v.get("/design"); code != 404 || strings.Contains(page, "设计样张") {
		t.Errorf("an office is shown the parts: %d", code)
	}
}
