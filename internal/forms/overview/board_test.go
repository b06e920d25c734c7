package overview_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/overview"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func TestBoard_counts_each_thing_as_it_is(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "张一", "", "2024-06-01", "")
		h.Hold(1, "张二", "", "2025-01-10", "2025-02-20")
		h.Hold(1, "张三", "", "2025-03-01", "")
		county := h.Actor("county_reviewer", apptest.County)
		_, err := h.Complaints.Register(ctx, h.Actor("telephone_clerk", apptest.County), "", h.Region(apptest.Home),
			complaint.Said{About: complaint.Village, Kind: "unpaid", CameBy: "visit", Text: "补贴没有发到"})
		apptest.Must(t, err)
		_, err = h.Rectify.Issue(ctx, county, "", h.Region(apptest.Home),
			rectify.Task{Source: "other", Title: "公示栏没有张贴", What: "张贴本月名单", DueOn: civil.MustDate("2025-03-10")})
		apptest.Must(t, err)
		board := func(code string, may overview.BoardMay) (b *overview.Board) {
			t.Helper()
			may.Actor = county
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
				b, err = overview.BoardOf(s, h.Tree, h.Region(code), h.Clock.Now(), may)
				return err
			}))
			return b
		}
		b := board(apptest.County, overview.BoardMay{Pay: true, Checks: true, Complaints: true, Rectify: true})
		if got := b.Figures[0]; got.Developed != 3 || got.OnPost != 2 || got.Placed != 3 || got.Vacant != 1 {
			t.Errorf("%+v", got)
		}
		if n := len(b.Months); n != 12 || b.Months[11] != civil.MustMonth("2025-03") {
			t.Fatalf("%v", b.Months)
		}
		for m, n := range map[string]int64{"2024-05": 0, "2024-06": 1, "2025-01": 2, "2025-02": 1, "2025-03": 2} {
			if got := b.OnPost[civil.MustMonth(m).Since(b.Months[0])]; got != n {
				t.Errorf("at the end of %s %d, want %d", m, got, n)
			}
		}
		var started, developed int64
		for i := range b.Months {
			var on int64
			for _, m := range b.Monthly {
				on, started, developed = on+m.OnPost[i], started+m.Started[i], developed+m.Developed[i]
			}
			if on != b.OnPost[i] {
				t.Errorf("%s: the regions below add up to %d, the whole is %d", b.Months[i], on, b.OnPost[i])
			}
		}
		if started != 3 || developed > 3 || len(b.Monthly) != len(b.Figures)-1 {
			t.Errorf("%d started, %d developed: %+v", started, developed, b.Monthly)
		}
		if len(b.Covered) != 1 || b.Covered[0].Holders != 3 {
			t.Errorf("%+v", b.Covered)
		}
		if b.Open != 1 || b.OpenLate != 0 || b.Complaints.All.N != 1 || b.Coverage.Holders != 3 || b.Families != nil {
			t.Errorf("%+v", b)
		}
		if got := board("370481", overview.BoardMay{}); got.Figures[0].OnPost != 0 || got.OnPost[11] != 0 || got.Open != 0 {
			t.Errorf("another county: %+v", got)
		}
		if f := board("3704", overview.BoardMay{Forms: true}).Forms; f == nil || f.Units != 3 || len(f.Lacking) != 3 ||
			f.Due != civil.MustDate("2025-03-05") {
			t.Errorf("forms %+v", f)
		}
		// an urban post that shares the database is not among the rural ones
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE post SET stream = 'urban' WHERE id = ?", h.Posts[1])
			return err
		}))
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			county := h.Region(apptest.County).Path
			moves, err := placement.MovesByMonth(s, county, len(county), civil.MustMonth("2025-01"), civil.MustMonth("2025-03"))
			n := moves[county].OnPost
			for i, want := range []int64{1, 1, 1} {
				if n[i] != want {
					t.Errorf("rural on post %v", n)
				}
			}
			return err
		}))
		// the brief tells a small number of complaints as few
		for _, block := range overview.BriefSheet(b, "月").Blocks {
			if block.Para == "四、信访举报。近12个月收到1件，按期办理1件（100%）。" {
				t.Error("one complaint is told as one")
			}
		}
	})
}

func TestTyping_tells_of_roles_and_not_of_people(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		typing := func() (out map[string]overview.Typing) {
			t.Helper()
			out = map[string]overview.Typing{}
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
				rows, err := overview.TypingOf(s, authz.Everywhere(), civil.MustMonth("2025-03"))
				for _, x := range rows {
					out[x.Role] = x
				}
				return err
			}))
			return out
		}
		for _, login := range []string{"", "-2"} {
			a := h.Actor("village_registrar", apptest.Home, login)
			_, err := h.Residents.Register(ctx, a, "", h.Region(apptest.Home),
				h.Entry("赵"+map[string]string{"": "一", "-2": "二"}[login]))
			apptest.Must(t, err)
		}
		if got := typing(); len(got) != 0 {
			t.Errorf("two people are told: %+v", got)
		}
		for _, name := range []string{"赵三", "赵四"} {
			_, err := h.Residents.Register(ctx, h.Actor("village_registrar", apptest.Away), "", h.Region(apptest.Away),
				h.Entry(name))
			apptest.Must(t, err)
		}
		got := typing()["village_registrar"]
		if got.People != 3 || got.Acts != 4 || got.PerPerson() != 2 || len(got.Top) != 1 ||
			got.Top[0].Act != "resident.register" {
			t.Errorf("%+v", got)
		}
	})
}
