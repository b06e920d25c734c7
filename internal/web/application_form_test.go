package web_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// Somebody who cannot apply, and a village without a vacant post, are told so, and no form is shown that could only be
// refused.
func TestApplication_form_stands_only_where_one_can_be_registered(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	free, held := h.Person(apptest.Home, "待岗人"), int64(0)
	placement := h.Hold(0, "岗上人", "", "2025-02-10", "")
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&held, "SELECT person_id FROM placement WHERE id = ?", placement)
		return err
	}))
	clerk := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", h.Region(apptest.Home).Code))
	const form = `action="/applications/new"`
	at := "/applications/new?person=%d"
	if code, page := clerk.get(fmt.Sprintf(at, free)); code != 200 || !strings.Contains(page, form) {
		t.Fatalf("%d %s", code, page)
	}
	if code, page := clerk.get(fmt.Sprintf(at, held)); code != 200 || strings.Contains(page, form) ||
		!strings.Contains(page, "不能申请：") {
		t.Errorf("a holder's form: %d %s", code, page)
	}
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE post SET state = 'closed' WHERE state = 'open'")
		return err
	}))
	if code, page := clerk.get(fmt.Sprintf(at, free)); code != 200 || strings.Contains(page, form) ||
		!strings.Contains(page, "本村没有空岗") {
		t.Errorf("without a post: %d %s", code, page)
	}
}
