package web_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
)

// A relation that a form does not offer, as an import brings it, is shown by its word and stays chosen when the person
// is corrected: saving the form must not make a wife the head of the household.
func TestCorrection_keeps_a_relation_that_the_form_does_not_offer(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	clerk := h.Actor("village_registrar", apptest.Home)
	e := h.Entry("王三")
	e.Relation = "12"
	id, err := h.Residents.Register(apptest.Ctx, clerk, "", h.Region(apptest.Home), e)
	apptest.Must(t, err)
	v := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
	for path, want := range map[string]string{"/people/%d/correct": `<option value="12" selected>妻</option>`,
		"/people/%d": "<dd>妻</dd>"} {
		if code, body := v.get(fmt.Sprintf(path, id)); code != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d, no %s", path, code, want)
		}
	}
}
