package placement_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// A policy covers many at once, all or none, and never the same day twice; what ends within 60 days is told of.
func TestInsure_many_once_and_tells_what_ends(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a := h.Hold(0, "投保人甲", "999000000000000", "2025-01-01", "")
		b := h.Hold(1, "投保人乙", "999000000000001", "2025-01-01", "")
		county, today := h.Actor("county_reviewer", apptest.County), h.Set.Now().Date()
		path := h.Region(apptest.Town).Path
		insure := func(who authz.Actor, change func(*placement.Insuring)) (int, error) {
			x := placement.Insuring{Path: path, Placements: []int64{a, b}, PolicyNo: "PICC-2025-1", From: today,
				Until: today.AddDays(50)}
			if change != nil {
				change(&x)
			}
			return placement.Insure(ctx, h.Desk, who, "", x)
		}
		for what, c := range map[string]struct {
			who    authz.Actor
			change func(*placement.Insuring)
			code   string
		}{
			"the township":   {h.Actor("township_reviewer", apptest.Town), nil, "authz.forbidden"},
			"another county": {h.Actor("county_reviewer", "370481"), nil, "authz.not_found"},
			"another township": {county, func(x *placement.Insuring) { x.Path = h.Region(apptest.Away).Path },
				"authz.not_found"},
			"nobody": {county, func(x *placement.Insuring) { x.Placements = nil }, "placement.insure_none"},
			"too many": {county, func(x *placement.Insuring) {
				x.Placements = make([]int64, placement.MostAtOnce+1)
			}, "placement.insure_none"},
			"no policy": {county, func(x *placement.Insuring) { x.PolicyNo = " " }, "form.required"},
			"no day":    {county, func(x *placement.Insuring) { x.Until = x.From }, "placement.insure_days"},
			"years":     {county, func(x *placement.Insuring) { x.Until = x.From.AddMonths(24) }, "placement.insure_days"},
		} {
			_, err := insure(c.who, c.change)
			apptest.Want(t, what, c.code, err)
		}
		if n := apptest.AtOnce(3, func() (int, error) { return insure(county, nil) }); n != 2 {
			t.Errorf("%d covered at once, want 2 people once", n)
		}
		_, err := insure(county, func(x *placement.Insuring) {
			x.Placements, x.From, x.Until = []int64{b}, today.AddDays(50), today.AddDays(300)
		})
		if errs.CodeOf(err) != "placement.insured" || !strings.Contains(err.Error(), "投保人乙") {
			t.Error(err)
		}
		rows := func() (out []placement.CoverRow) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				q, err := placement.CoverEnding(s, authz.Under(path), today, today.AddDays(placement.ForecastDays))
				if err != nil {
					return err
				}
				if out, err = placement.CoverRows(s, authz.Under(path), today.AddDays(60), nil, 10); int(q.N) != len(out) {
					t.Errorf("%d counted, %d listed", q.N, len(out))
				}
				return err
			}))
			return out
		}
		if got := rows(); len(got) != 2 || got[0].UntilDate != today.AddDays(50) {
			t.Errorf("%+v", got)
		}
		_, err = insure(county, func(x *placement.Insuring) {
			x.Placements, x.From, x.Until = []int64{b}, today.AddDays(51), today.AddDays(400)
		})
		apptest.Must(t, err)
		if got := rows(); len(got) != 1 || got[0].ID != a {
			t.Errorf("whose policy goes on is not told of: %+v", got)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			p, err := placement.ByID(s, b)
			apptest.Must(t, err)
			held, err := placement.HeldBy(s, []int64{p.PersonID})
			if got := held[p.PersonID]; err != nil || len(got) != 1 || got[0].InsuranceNo != "PICC-2025-1" ||
				got[0].InsuredFrom != today {
				t.Errorf("the export knows no policy that was entered for many: %+v %v", got, err)
			}
			return nil
		}))
		n, err := h.Placements.ReportAccident(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "", b,
			placement.Story{On: today, Place: "村口", What: "扫地时被车碰了一下腿", Injury: "右腿擦伤，已送医"})
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			x, err := placement.AccidentByID(s, n)
			if err != nil || x.Uninsured() || x.InsuranceNo != "PICC-2025-1" {
				t.Errorf("who was insured with many had an accident without a policy: %+v %v", x, err)
			}
			return nil
		}))
	})
}

// A renewal that was entered before is refused with the day until which it goes, and one under the same number too.
func TestRenew_twice_is_refused_with_its_sentence(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := h.Hold(0, "续聘人甲", "999000000000000", "2025-01-01", "")
		county := h.Actor("county_reviewer", apptest.County)
		now := func() (p placement.Placement) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) { p, err = placement.ByID(s, id); return err }))
			return p
		}
		renew := func(until civil.Date) error {
			p := now()
			_, err := h.Placements.RenewBatch(ctx, county, "", p.Path,
				[]placement.Renewal{{ID: id, Version: p.Version, AgreementNo: "X-2"}}, until, "")
			return err
		}
		end := now().AgreementUntil
		apptest.Must(t, renew(end.AddDays(300)))
		err := renew(end.AddDays(300))
		if errs.CodeOf(err) != "placement.renewed" || !strings.Contains(err.Error(), "续聘人甲") {
			t.Error(err)
		}
		apptest.Must(t, renew(end.AddDays(310))) // an agreement may keep its number
	})
}

// Two people renew the same agreement at the same time, one alone and one with others, to different days: one of the
// two stands, and the other is told by whom and until when it goes, or that the page is old; nothing of the other's is
// kept.
func TestRenew_at_once_leaves_one(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id, other := h.Hold(0, "续聘人甲", "999000000000001", "2025-01-01", ""), h.Hold(1, "续聘人乙", "999000000000002",
			"2025-01-01", "")
		one, two := h.Actor("county_reviewer", apptest.County), h.Actor("county_reviewer", apptest.County, "-2")
		read := func(id int64) (p placement.Placement) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) { p, err = placement.ByID(s, id); return err }))
			return p
		}
		seen, beside := read(id), read(other)
		short, long := seen.AgreementUntil.AddDays(200), seen.AgreementUntil.AddDays(300)
		var wait sync.WaitGroup
		results := make([]error, 2)
		wait.Add(2)
		go func() {
			defer wait.Done()
			_, results[0] = h.Placements.Renew(ctx, one, "", id, seen.Version, "X-1", short, "")
		}()
		go func() {
			defer wait.Done()
			_, results[1] = h.Placements.RenewBatch(ctx, two, "", seen.Path, []placement.Renewal{
				{ID: other, Version: beside.Version, AgreementNo: "X-3"}, {ID: id, Version: seen.Version, AgreementNo: "X-2"}},
				long, "")
		}()
		wait.Wait()
		p, b := read(id), read(other)
		switch {
		case results[0] == nil && errs.CodeOf(results[1]) == "form.stale":
			if p.AgreementUntil != short || p.AgreementNo != "X-1" || b.Version != beside.Version {
				t.Errorf("%+v %+v", p, b)
			}
		case results[1] == nil && errs.CodeOf(results[0]) == "placement.renewed":
			if p.AgreementUntil != long || p.AgreementNo != "X-2" || b.AgreementUntil != long {
				t.Errorf("%+v %+v", p, b)
			}
		default:
			t.Errorf("%v", results)
		}
		if _, err := h.Placements.Renew(ctx, one, "", id, seen.Version, "X-4", short, ""); errs.CodeOf(err) !=
			"placement.renewed" || !strings.Contains(err.Error(), "续聘人甲") {
			t.Errorf("an old page: %v", err)
		}
	})
}

// An exit for a substitute needs a check that a re-check confirmed.
func TestEnd_for_a_substitute_needs_a_recheck(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := h.Hold(0, "顶岗人甲", "999000000000000", "2025-01-01", "")
		county := h.Actor("county_reviewer", apptest.County)
		end := func(reason string) error {
			_, err := h.Placements.End(ctx, county, "", id, 1, h.Set.Now().Date(), reason, "")
			return err
		}
		apptest.Want(t, "without a check", "placement.no_recheck", end("substitute"))
		apptest.Must(t, end("own_wish"))
	})
}

// A finding that nobody looked at again does not let the exit pass, nor does a re-check that saw the holder at work;
// one that confirmed the finding does.
func TestEnd_for_a_substitute_passes_after_a_recheck_confirmed_it(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		id := h.Hold(0, "顶岗人甲", "999000000000000", "2025-01-01", "")
		county := h.Actor("county_reviewer", apptest.County)
		end := func() error {
			_, err := h.Placements.End(ctx, county, "", id, 1, h.Set.Now().Date(), "substitute", "")
			return err
		}
		look := func(client, finding string, about int64) (check int64) {
			_, err := h.Duty.LogVisit(ctx, h.Actor("township_supervisor", apptest.Town), "", h.Region(apptest.Home),
				duty.Visit{Method: "site", On: h.Set.Now().Date(), Seen: []duty.Seen{{ClientID: client, PlacementID: id,
					Finding: finding, AboutID: about}}})
			apptest.Must(t, err)
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				_, err := s.One(&check, "SELECT MAX(id) FROM duty_check")
				return err
			}))
			h.Set.Move(h.Set.Now().Add(24 * time.Hour))
			return check
		}
		first := look("client-look-1", "substitute", 0)
		apptest.Want(t, "not looked at again", "placement.no_recheck", end())
		look("client-look-2", "on_duty", first)
		apptest.Want(t, "seen at work", "placement.no_recheck", end())
		look("client-look-3", "substitute", look("client-look-4", "substitute", 0))
		apptest.Must(t, end())
	})
}
