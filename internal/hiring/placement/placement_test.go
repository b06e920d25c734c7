package placement_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func at(t *testing.T, h *apptest.House, id int64) (p placement.Placement) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		p, err = placement.ByID(s, id)
		return err
	}))
	return p
}

func want(t *testing.T, name string, err error, code string) {
	t.Helper()
	if errs.CodeOf(err) != code {
		t.Errorf("%s: %v, want %s", name, err, code)
	}
}

// A suspended holder keeps the post; no day of the pause can be marked, and a month spent away needs no word.
func TestSuspend_and_resume(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := h.Hold(0, "王三", "", "2024-05-01", "")
		county := h.Actor("county_reviewer", apptest.County)
		suspend := func(who authz.Actor, version int64, on, why string) error {
			_, err := h.Placements.Suspend(ctx, who, "", id, version, civil.MustDate(on), why)
			return err
		}
		resume := func(version int64, on string) error {
			_, err := h.Placements.Resume(ctx, county, "", id, version, civil.MustDate(on), "伤愈")
			return err
		}
		want(t, "another role", suspend(h.Actor("village_registrar", apptest.Home), 1, "2025-02-10", "工伤治疗"),
			"authz.forbidden")
		want(t, "another county", suspend(h.Actor("county_reviewer", "370481"), 1, "2025-02-10", "工伤治疗"), "authz.not_found")
		want(t, "an old form", suspend(county, 2, "2025-02-10", "工伤治疗"), "form.stale")
		want(t, "before the start", suspend(county, 1, "2024-04-30", "工伤治疗"), "placement.suspend_on")
		want(t, "without reason", suspend(county, 1, "2025-02-10", ""), "form.required")
		want(t, "not suspended", resume(1, "2025-02-20"), "placement.not_suspended")
		apptest.Must(t, suspend(county, 1, "2025-02-10", "工伤治疗"))
		want(t, "twice", suspend(county, 2, "2025-02-11", "工伤治疗"), "placement.not_active")
		want(t, "resumed before it began", resume(2, "2025-02-10"), "placement.suspend_on")
		apptest.Must(t, resume(2, "2025-02-20"))
		if p := at(t, h, id); p.State != placement.Active || p.Version != 3 {
			t.Errorf("%+v", p)
		}
		var pauses map[int64][]placement.Pause
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
			pauses, err = placement.Pauses(s, h.Region(apptest.Home).ID)
			return err
		}))
		line := duty.Line{StartOn: civil.MustDate("2024-05-01"), Pauses: pauses[id]}
		feb := civil.MustMonth("2025-02")
		for day, open := range map[int]bool{9: true, 10: false, 19: false, 20: true} {
			if line.Open(feb, day, feb.Last()) != open {
				t.Errorf("day %d may be marked: %v", day, !open)
			}
		}
		if line.Away(feb) {
			t.Error("half a month is not all of it")
		}
		line.Pauses = []placement.Pause{{From: civil.MustDate("2025-01-31")}}
		if !line.Away(feb) ||
			duty.Complete([]duty.Line{{Days: strings.Repeat("-", 31), StartOn: line.StartOn, Pauses: line.Pauses}}, feb,
				feb.Last()) != nil {
			t.Error("a month away needs no word")
		}
	})
}

func TestRenewBatch_all_or_none(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b, old := h.Hold(0, "王三", "", "2024-05-01", ""), h.Hold(1, "李四", "", "2024-06-01", ""),
			h.Hold(2, "周八", "", "2022-05-01", "")
		county := h.Actor("county_reviewer", apptest.County)
		path := h.Region(apptest.County).Path
		until := civil.MustDate("2026-12-31")
		do := func(who authz.Actor, path, why string, until civil.Date, ids ...int64) (int, error) {
			var many []placement.Renewal
			for _, id := range ids {
				many = append(many, placement.Renewal{ID: id, Version: 1, AgreementNo: "X-2026"})
			}
			return h.Placements.RenewBatch(ctx, who, "", path, many, until, why)
		}
		_, err := do(county, path, "", until, a, b, old)
		want(t, "one is beyond the longest term", err, "placement.term")
		if p := at(t, h, a); p.Version != 1 {
			t.Error("a refused batch must renew nobody")
		}
		_, err = do(county, path, "", civil.MustDate("2027-01-01"), a, b)
		if len(errs.All(err)) != 2 {
			t.Errorf("each is named: %v", err)
		}
		_, err = do(county, path, "", until)
		want(t, "nobody", err, "placement.none")
		_, err = do(h.Actor("township_reviewer", apptest.Town), h.Region(apptest.Town).Path, "", until, a)
		want(t, "another role", err, "authz.forbidden")
		_, err = do(county, h.Region(apptest.Beside).Path, "", until, a)
		want(t, "of another village", err, "authz.not_found")
		_, err = h.Placements.RenewBatch(ctx, county, "", path, []placement.Renewal{{ID: a, Version: 9, AgreementNo: "X"}},
			until, "")
		want(t, "an old form", err, "form.stale")
		done := apptest.AtOnce(6, func() (int, error) { return do(county, path, "临近退休", until, a, b, old) })
		if done != 3 {
			t.Errorf("%d renewals of three", done)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			f, err := placement.Forecast(s, authz.Under(path), 4, civil.MustMonth("2026-12"), civil.MustMonth("2026-12"))
			if len(f) != 1 || f[0].N != 3 || f[0].Path != h.Region(apptest.Home).Path {
				t.Errorf("%+v", f)
			}
			return err
		}))
	})
}
