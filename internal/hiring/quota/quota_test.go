package quota_test

import (
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestAllot_and_open_stay_within_the_plan_under_fifty_tries(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		city := h.Actor("city_manager", "3704")
		try := func(f func() error) map[string]int {
			codes := map[string]int{}
			var mu sync.Mutex
			var wg sync.WaitGroup
			for range 50 {
				wg.Add(1)
				go func() {
					defer wg.Done()
					err := f()
					mu.Lock()
					codes[errs.CodeOf(err)]++
					if err != nil && errs.CodeOf(err) == "" {
						t.Error(err)
					}
					mu.Unlock()
				}()
			}
			wg.Wait()
			return codes
		}
		// 60 of 100 are left in the city: 20 × 3 pass
		got := try(func() error {
			_, err := quota.Allot(apptest.Ctx, h.Desk, city, "",
				quota.Allotment{From: h.Tree.Top(), To: h.Region("370402"), Amount: 3, Document: "枣人社〔2025〕1号"})
			return err
		})
		if got[""] != 20 || got["quota.over"] != 30 {
			t.Errorf("allotted: %v", got)
		}
		// 17 of 20 are left in the township
		town := h.Actor("township_reviewer", apptest.Town)
		got = try(func() error {
			_, err := post.OpenPosts(apptest.Ctx, h.Desk, town, "", h.Region(apptest.Home), apptest.Draft(), 1)
			return err
		})
		if got[""] != 17 || got["quota.over"] != 33 {
			t.Errorf("opened: %v", got)
		}
	})
}

func TestRefusals(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		city, county, town := h.Actor("city_manager", "3704"), h.Actor("county_reviewer", "370402"),
			h.Actor("township_reviewer", apptest.Town)
		want := func(code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code {
				t.Errorf("%q (%v), want %q", got, err, code)
			}
		}
		_, err := quota.Allot(apptest.Ctx, h.Desk, city, "",
			quota.Allotment{From: h.Tree.Top(), To: h.Region(apptest.Town), Amount: 1, Document: "文1号"})
		want("quota.not_below", err)
		_, err = quota.Allot(apptest.Ctx, h.Desk, city, "",
			quota.Allotment{From: h.Tree.Top(), To: h.Region("370402"), Amount: 0, Document: "文1号"})
		want("quota.amount", err)
		_, err = quota.Allot(apptest.Ctx, h.Desk, county, "",
			quota.Allotment{From: h.Region("370481"), To: h.Region("370481116"), Amount: 1, Document: "文1号"})
		want("authz.not_found", err)
		_, err = quota.Allot(apptest.Ctx, h.Desk, town, "",
			quota.Allotment{From: h.Region(apptest.Town), To: h.Region(apptest.Home), Amount: 1, Document: "文1号"})
		want("authz.forbidden", err)
		_, err = quota.Allot(apptest.Ctx, h.Desk, county, "",
			quota.Allotment{From: h.Region("370402101"), To: h.Region("370402101201"), Amount: 1, Document: "文1号"})
		want("quota.none", err)
		_, err = quota.Set(apptest.Ctx, h.Desk, city, "", h.Tree.Top(), quota.Line{}, 10, "文1号")
		want("quota.below_used", err)

		d := apptest.Draft()
		d.RateFen = money.Fen(79999) // 40 hours at 20 yuan are 800
		_, err = post.OpenPosts(apptest.Ctx, h.Desk, town, "", h.Region(apptest.Home), d, 1)
		want("post.below_minimum", err)
		_, err = post.OpenPosts(apptest.Ctx, h.Desk, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home),
			apptest.Draft(), 1)
		want("authz.forbidden", err)
		_, err = post.OpenPosts(apptest.Ctx, h.Desk, town, "", h.Region("370402101201"), apptest.Draft(), 1)
		want("authz.not_found", err)
		d = apptest.Draft()
		d.Kind = "juggling"
		_, err = post.OpenPosts(apptest.Ctx, h.Desk, town, "", h.Region(apptest.Home), d, 1)
		want("form.choice", err)
		c := rulebook.Change{Param: "subsidy.monthly", RegionPath: h.Region("370402").Path,
			FromDate: civil.MustDate(apptest.Day), Value: "750", Reason: "区标准", Document: "市中人社〔2025〕2号"}
		one, two := h.Actor("county_reviewer", "370402"), h.Actor("county_reviewer", "370402", "-2")
		id, err := rulebook.Propose(apptest.Ctx, h.Desk, one, "", c)
		want("", err)
		_, err = rulebook.Decide(apptest.Ctx, h.Desk, two, "", id, true)
		want("", err)
		d = apptest.Draft()
		d.RateFen, d.HoursMonth = money.Fen(75001), 37
		_, err = post.OpenPosts(apptest.Ctx, h.Desk, town, "", h.Region(apptest.Home), d, 1)
		want("post.above_standard", err)
		_, err = post.Change(apptest.Ctx, h.Desk, town, "", h.Posts[0], 1, post.Closed, "不再需要")
		want("", err)
		_, err = post.Change(apptest.Ctx, h.Desk, town, "", h.Posts[0], 2, post.Open, "又要了")
		want("post.arrow", err)
		_, err = post.Change(apptest.Ctx, h.Desk, town, "", h.Posts[1], 9, post.Closed, "不再需要")
		want("form.stale", err)
	})
}
