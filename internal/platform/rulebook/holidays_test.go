package rulebook_test

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
)

// breaks of a made-up year, each "name from until worked worked".
func breaks(t *testing.T, year string, lines ...string) (out []rulebook.Break) {
	t.Helper()
	for _, l := range lines {
		f := strings.Fields(l)
		b := rulebook.Break{Name: f[0], From: civil.MustDate(year + "-" + f[1]), Until: civil.MustDate(year + "-" + f[2])}
		for _, on := range f[3:] {
			b.Worked = append(b.Worked, civil.MustDate(year+"-"+on))
		}
		out = append(out, b)
	}
	return out
}

var year2027 = []string{"元旦 01-01 01-03", "春节 02-05 02-11 01-31 02-13", "清明节 04-03 04-05", "劳动节 05-01 05-05 05-08",
	"端午节 06-07 06-09", "中秋节 09-15 09-15", "国庆节 10-01 10-07 09-26 10-09"}

func TestHolidays_are_entered_by_one_and_confirmed_by_another(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Set.Move(h.Set.Now() + 660*24*3600*1_000_000) // December 2026
		one, two, county := h.Actor("city_manager", "3704"), h.Actor("city_manager", "3704", "-2"),
			h.Actor("county_reviewer", "370402")
		top := h.Tree.Top().Path
		propose := func(a authz.Actor, year int, number string, b []rulebook.Break) (int64, error) {
			return rulebook.ProposeHolidays(apptest.Ctx, h.Desk, a, "", top, year, number, b)
		}
		decide := func(a authz.Actor, id int64, yes bool) error {
			_, err := rulebook.DecideHolidays(apptest.Ctx, h.Desk, a, "", top, id, yes)
			return err
		}
		good := breaks(t, "2027", year2027...)
		due := func() string { return h.Book().Calendar().AddWorking(civil.MustDate("2027-09-27"), 15).String() }
		if got := h.Book().Calendar().Wanted(h.Set.Now().Date()); !slices.Equal(got, []int{2027}) || due() != "2027-10-18" {
			t.Errorf("in December %v are wanted; due %s", got, due())
		}

		for what, x := range map[string]struct {
			code string
			year int
			b    []rulebook.Break
		}{
			"a festival is missing": {"rulebook.festival", 2027, good[1:]},
			"turned round":          {"rulebook.break", 2027, append(breaks(t, "2027", "元旦 01-03 01-01"), good[1:]...)},
			"of another year":       {"rulebook.break", 2027, append(breaks(t, "2026", "元旦 01-01 01-03"), good[1:]...)},
			"three weeks":           {"rulebook.break", 2027, append(breaks(t, "2027", "元旦 01-01 01-21"), good[1:]...)},
			"a Wednesday worked":    {"rulebook.worked", 2027, append(breaks(t, "2027", "元旦 01-01 01-03 01-06"), good[1:]...)},
			"free and worked": {"rulebook.holiday_twice", 2027,
				append(breaks(t, "2027", "元旦 01-01 01-03 01-02"), good[1:]...)},
			"two years ahead":         {"rulebook.year", 2028, breaks(t, "2028", year2027...)},
			"before there were posts": {"rulebook.year", 2014, breaks(t, "2014", year2027...)},
		} {
			_, err := propose(one, x.year, "国办发明电〔2026〕9号", x.b)
			codes := ""
			for _, e := range errs.All(err) {
				codes += e.Code + " "
			}
			if !strings.Contains(codes, x.code) {
				t.Errorf("%s: %v, want %s", what, err, x.code)
			}
		}
		_, err := propose(one, 2027, "无", good)
		wants(t, "no number", "rulebook.number", err)
		_, err = propose(county, 2027, "国办发明电〔2026〕9号", good)
		wants(t, "of a county", "authz.not_found", err)
		_, err = propose(h.Actor("township_reviewer", apptest.Town), 2027, "国办发明电〔2026〕9号", good)
		if errs.KindOf(err) != errs.NotFound && errs.KindOf(err) != errs.Forbidden {
			t.Errorf("of a township: %v", err)
		}

		id, err := propose(one, 2027, "国办发明电〔2026〕9号", good)
		apptest.Must(t, err)
		if due() != "2027-10-18" {
			t.Error("a notice holds before it is confirmed")
		}
		wants(t, "the same person", "rulebook.same_person", decide(one, id, true))
		wants(t, "a county", "authz.not_found", decide(county, id, true))
		wants(t, "one that is none", "authz.not_found", decide(two, 99999, true))
		// twice at the same moment: one confirms, the other is told that it is done
		var said [2]error
		var both sync.WaitGroup
		for i := range said {
			both.Add(1)
			go func() {
				defer both.Done()
				said[i] = decide(two, id, i == 0)
			}()
		}
		both.Wait()
		if (said[0] == nil) == (said[1] == nil) || errs.CodeOf(said[0])+errs.CodeOf(said[1]) != "rulebook.decided" {
			t.Errorf("both at once: %v, %v", said[0], said[1])
		}
		if said[0] != nil { // the refusal was first: enter it anew
			id, err = propose(one, 2027, "国办发明电〔2026〕9号", good)
			apptest.Must(t, err)
			wants(t, "entered anew", "", decide(two, id, true))
		}
		c := h.Book().Calendar()
		// The notice moves two weekend days; 27 September + 15 working days lies behind the holiday of October.
		if due() != "2027-10-22" || len(c.Wanted(h.Set.Now().Date())) != 0 || !c.Knows(2026) ||
			!c.Working(civil.MustDate("2027-09-26")) || c.Working(civil.MustDate("2027-02-05")) {
			t.Errorf("confirmed: due %s, wanted %v", due(), c.Wanted(h.Set.Now().Date()))
		}
		// A later notice of the same year stands in its place whole.
		good[6] = breaks(t, "2027", "国庆节 10-01 10-08")[0]
		id, err = propose(one, 2027, "国办发明电〔2027〕1号", good)
		apptest.Must(t, err)
		wants(t, "the second notice", "", decide(two, id, true))
		if c := h.Book().Calendar(); c.Working(civil.MustDate("2027-09-26")) || c.Working(civil.MustDate("2027-10-08")) ||
			c.Working(civil.MustDate("2026-10-01")) {
			t.Error("the second notice does not stand in the first one's place")
		}
	})
}
