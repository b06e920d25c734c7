package web_test

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestPayLists_hang_in_the_village_without_numbers_or_accounts(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	feb := civil.MustMonth("2025-02")
	a, b := h.Hold(0, "王秀英", "999000000000001", "2025-01-01", ""), h.Hold(1, "李桂兰", "999000000000002", "2025-02-15", "")
	clerk := h.Actor("village_registrar", apptest.Home)
	id, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), feb)
	apptest.Must(t, err)
	f := duty.Form{ID: id, Version: 1}
	for _, p := range []int64{a, b} {
		line := duty.Typed{PlacementID: p}
		line.Days[19] = "勤"
		f.Lines = append(f.Lines, line)
	}
	_, err = h.Duty.Submit(ctx, clerk, "", f)
	apptest.Must(t, err)
	_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", id, 2, true, "")
	apptest.Must(t, err)
	d, err := h.Payroll.DraftRun(ctx, h.Actor("finance_preparer", apptest.County), h.Region(apptest.County), feb)
	apptest.Must(t, err)
	base := h.Serve()
	path := fmt.Sprintf("/pay/runs/%d/lists.pdf", d.RunID)
	for _, x := range []struct {
		role, code, region string
		want               int
	}{
		{"village_registrar", apptest.Home, "", 200},
		{"township_reviewer", apptest.Town, "", 200},
		{"finance_preparer", apptest.County, apptest.Town, 200},
		{"finance_preparer", apptest.County, apptest.Home, 200},
		{"finance_preparer", apptest.County, "", 422},
		{"finance_preparer", apptest.County, apptest.Beside, 409},
		{"village_registrar", apptest.Home, apptest.Beside, 404},
		{"village_registrar", apptest.Away, "", 404},
		{"telephone_clerk", apptest.County, apptest.Home, 403},
	} {
		v := visit(t, base).signIn(apptest.Login(authz.Role(x.role), h.Region(x.code).Code))
		code, body := v.get(path + "?region=" + x.region)
		if code != x.want || (code == http.StatusOK) != strings.HasPrefix(body, "%PDF") {
			t.Errorf("%s of %s asks for %q: %d, want %d", x.role, x.code, x.region, code, x.want)
		}
		if dir := os.Getenv("GANGWEI_SHOTS"); dir != "" && code == http.StatusOK {
			apptest.Must(t, os.WriteFile(dir+"/paylist.pdf", []byte(body), 0o600))
		}
	}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		run, err := payroll.RunByID(s, d.RunID)
		apptest.Must(t, err)
		rows, err := payroll.Lists(s, run, authz.Everywhere(), 10)
		if len(rows) != 2 || rows[0].AmountFen != 80_000 || rows[1].Days != 14 || len(rows[0].IDTail) != 4 {
			t.Errorf("%+v", rows)
		}
		return err
	}))
}
