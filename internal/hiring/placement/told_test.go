package placement_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestTellAgreement_once_and_its_refusals(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	county := h.Actor("county_reviewer", apptest.County)
	a, b, gone := h.Hold(0, "示例甲", "", "2024-01-01", ""), h.Hold(1, "示例乙", "", "2024-01-01", ""), h.Hold(2, "示例丙", "",
		"2024-01-01", "2024-06-30")
	apptest.Must(t, h.DB.Write(apptest.Ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE placement SET agreement_no = '' WHERE id <> ?", b)
		return err
	}))
	for _, x := range []struct {
		name, code string
		who        authz.Actor
		id         int64
		version    int64
		number     string
	}{
		{"a village", "authz.forbidden", h.Actor("village_registrar", apptest.Home), a, 1, "LW-1"},
		{"another county", "authz.not_found", h.Actor("county_reviewer", "370481"), a, 1, "LW-1"},
		{"an old form", "form.stale", county, a, 2, "LW-1"},
		{"known already", "placement.agreement_known", county, b, 1, "LW-1"},
		{"who left", "placement.ended", county, gone, 1, "LW-1"},
		{"no number", "placement.agreement_no", county, a, 1, "协议"},
		{"", "", county, a, 1, "LW-1"},
		{"twice", "placement.agreement_known", county, a, 2, "LW-2"},
	} {
		_, err := h.Placements.TellAgreement(apptest.Ctx, x.who, "", x.id, x.version, x.number)
		apptest.Want(t, x.name, x.code, err)
	}
}
