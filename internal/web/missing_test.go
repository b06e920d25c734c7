package web_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/overview"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// told is what a page says of people without confirmed pay; home tells it as a line of its list.
var (
	told     = regexp.MustCompile(`没有发放资料，待核：<b>(\d+)</b>人，(\d+)个人月（([0-9-]+)夜间统计）`)
	toldHome = regexp.MustCompile(`(?s)<b class="many">(\d+)</b>人　(?:<a [^>]*>)?没有发放资料，待核（([0-9-]+)夜间统计）`)
)

// One number for a region, whichever page is asked and whoever asks; it is called 待核, never 拖欠.
func TestMissing_is_the_same_number_on_every_page_of_every_level(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "王秀英", "999000000000001", "2025-01-01", "")
		h.Hold(1, "李桂兰", "999000000000002", "2025-02-15", "")
		beside := h.Hold(2, "张玉芝", "999000000000003", "2025-02-01", "")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error { // works in the village beside
			r := h.Region(apptest.Beside)
			_, err := tx.Exec("UPDATE placement SET village_id = ?, path = ? WHERE id = ?", r.ID, r.Path, beside)
			return err
		}))
		h.Set.Move(clock.On(civil.MustDate("2025-03-25"), 9, 0))
		base := h.Serve()
		readers := []struct{ role, code string }{{"village_registrar", apptest.Home}, {"township_reviewer", apptest.Town},
			{"county_reviewer", apptest.County},
			{"finance_preparer", apptest.County},
			{"discipline_inspector", apptest.County},
			{"city_manager", h.Tree.Top().Code}}
		v := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
		if _, body := v.get("/pay/missing"); !strings.Contains(body, "还没有统计") || told.MatchString(body) {
			t.Error("a number is told before anybody counted")
		}
		_, err := h.Payments.CountMissing(ctx)
		apptest.Must(t, err)
		seen := map[string]bool{}
		for _, x := range readers {
			region := h.Region(x.code)
			var want payment.MissingSum
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				want, err = payment.MissingOf(s, authz.Under(region.Path))
				return err
			}))
			seen[fmt.Sprint(want.People)] = true
			v := visit(t, base).signIn(apptest.Login(authz.Role(x.role), x.code))
			for _, page := range []string{"/pay", "/pay/missing", "/pay/missing?region=" + x.code,
				"/overview?region=" + x.code} {
				code, body := v.get(page)
				said := told.FindStringSubmatch(body)
				if said == nil || said[1] != fmt.Sprint(want.People) || said[2] != fmt.Sprint(want.Months) ||
					said[3] != "2025-03-25" {
					t.Errorf("%s %s, %d: %q, want %+v", x.role, page, code, said, want)
				}
			}
			_, body := v.get("/")
			if said := toldHome.FindStringSubmatch(body); said == nil || said[1] != fmt.Sprint(want.People) {
				t.Errorf("%s at home: %q, want %d", x.role, said, want.People)
			}
			var brief string
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				b, err := overview.BoardOf(s, h.Tree, region, h.Set.Now(), overview.BoardMay{Pay: true})
				if err == nil {
					brief = fmt.Sprintf("%+v", overview.BriefSheet(b, "周"))
				}
				return err
			}))
			if said := fmt.Sprintf("没有发放资料，待核%d人、%d个人月（2025年3月25日夜间统计）", want.People,
				want.Months); !strings.Contains(brief, said) {
				t.Errorf("the brief of %s does not say %s: %s", x.code, said, brief)
			}
		}
		if len(seen) < 2 {
			t.Errorf("all regions have the same number, so that nothing is shown: %v", seen)
		}
	})
}
