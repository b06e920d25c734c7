package database_test

import (
	"context"
	"database/sql"
	"errors"
	"io"
	"log/slog"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/attendance/sampling"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

func TestGrants_of_an_embedded_database(t *testing.T) {
	db := dbtest.SQLite(t)
	all, err := app.Migrations(db)
	apptest.Must(t, err)
	if _, err := db.Grants(context.Background(), all, "gangwei@localhost"); !errors.Is(err, database.ErrNoAccounts) {
		t.Error(err)
	}
	if may, err := db.MayChange(context.Background(), all); len(may) > 0 || err != nil {
		t.Error(may, err)
	}
}

// The program runs under an account that can only read and insert where nothing is ever changed: a month of duty and
// pay goes through, and with the triggers gone the rows still cannot be changed.
func TestGrants_make_an_account_that_the_program_can_run_under(t *testing.T) {
	ctx := context.Background()
	dsn := dbtest.Schema(t)
	admin, err := database.Open(ctx, "mysql:"+dsn)
	apptest.Must(t, err)
	defer admin.Close()
	all, err := app.Migrations(admin)
	apptest.Must(t, err)
	only := database.AppendOnly(all)
	for _, want := range []string{"pay_item", "payment_event", "ledger_entry", "duty_check", "trail_entry", "draw",
		"duty_impossible"} {
		if !slices.Contains(only, want) {
			t.Errorf("%s is not among the append-only tables %v", want, only)
		}
	}
	for _, bad := range []string{"", "gangwei", "a'b@localhost", "a@lo'calhost", "a@b`c", "a b@c", "@x", "x@"} {
		if _, err := admin.Grants(ctx, all, bad); !errors.Is(err, database.ErrAccount) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if may, err := admin.MayChange(ctx, all); err != nil || !slices.Equal(may, only) {
		t.Errorf("an account that may do everything: %v %v", may, err)
	}
	grants, err := admin.Grants(ctx, all, "gwapp@127.0.0.1")
	apptest.Must(t, err)
	raw, err := sql.Open("mysql", dsn)
	apptest.Must(t, err)
	defer raw.Close()
	for _, g := range grants {
		_, err := raw.Exec(strings.TrimSuffix(g, ";"))
		apptest.Must(t, err)
	}
	_, rest, _ := strings.Cut(dsn, "@")
	db, err := database.Open(ctx, "mysql:gwapp:gwapp@"+rest)
	apptest.Must(t, err)
	defer db.Close()
	if may, err := db.MayChange(ctx, all); len(may) > 0 || err != nil {
		t.Errorf("%v %v", may, err)
	}

	h := apptest.New(t, admin) // an office is made, and its schema kept up, by the administrator's account
	apptest.Must(t, app.UpToDate(ctx, db))
	joined, err := app.Join(ctx, app.Config{Data: t.TempDir()}, db, h.Ring, h.Set,
		slog.New(slog.NewTextHandler(io.Discard, nil)))
	apptest.Must(t, err)
	h.App = joined
	a := h.Hold(0, "王秀英", "999000000000001", "2025-01-01", "")
	clerk, town, sup := h.Actor("village_registrar", apptest.Home), h.Actor("township_reviewer", apptest.Town),
		h.Actor("township_supervisor", apptest.Town)
	feb := civil.MustMonth("2025-02")
	id, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), feb)
	apptest.Must(t, err)
	line := duty.Typed{PlacementID: a}
	line.Days[4] = "勤"
	_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: id, Version: 1, Lines: []duty.Typed{line}})
	apptest.Must(t, err)
	_, err = h.Duty.Review(ctx, town, "", id, 2, true, "")
	apptest.Must(t, err)
	_, err = h.Duty.LogVisit(ctx, sup, "", h.Region(apptest.Home),
		duty.Visit{On: h.Set.Now().Date(), Method: "site",
			Seen: []duty.Seen{{ClientID: "client-0001", PlacementID: a, Finding: "on_duty"}}})
	apptest.Must(t, err)
	apptest.Must(t, h.Draws.Commit(ctx))
	h.Set.Move(clock.On(h.Set.Now().Date(), 11, 0))
	_, err = h.WriteRoot(ctx)
	apptest.Must(t, err)
	_, err = h.Draws.Make(ctx, sup, "", h.Region(apptest.Town), sampling.Capacity{Rides: 1, PerRide: 1, Persons: 1})
	apptest.Must(t, err)
	d, err := h.Payroll.DraftRun(ctx, h.Actor("finance_preparer", apptest.County), h.Region(apptest.County), feb)
	apptest.Must(t, err)
	_, err = h.Payroll.Cancel(ctx, h.Actor("finance_preparer", apptest.County), "", d.RunID, 1, "试一试")
	apptest.Must(t, err)

	// an administrator takes the triggers away: the account still cannot change what was written
	_, err = raw.Exec("DROP TRIGGER duty_check_no_update")
	apptest.Must(t, err)
	defer func() {
		_, err := raw.Exec("CREATE TRIGGER duty_check_no_update BEFORE UPDATE ON duty_check FOR EACH ROW SIGNAL SQLSTATE " +
			"'45000' SET MESSAGE_TEXT = 'duty_check is append-only'")
		apptest.Must(t, err)
	}()
	if err := db.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE duty_check SET finding = 'not_seen'")
		return err
	}); err == nil || !strings.Contains(err.Error(), "1142") {
		t.Errorf("a check was changed without its trigger: %v", err)
	}
}
