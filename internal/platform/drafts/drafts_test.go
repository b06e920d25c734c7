package drafts_test

import (
	"strings"
	"testing"
	"time"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/drafts"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

const some = `{"d1_1":["","勤"]}`

func office(db *database.DB) (*drafts.Service, *clock.Set) {
	set := clock.NewSet(clock.On(civil.MustDate("2025-03-03"), 9, 0))
	return &drafts.Service{DB: db, Clock: set}, set
}

func of(t *testing.T, s *drafts.Service, user int64) (d drafts.Draft, found bool) {
	t.Helper()
	apptest.Must(t, s.DB.Read(ctx, func(r *database.Snapshot) (err error) {
		d, found, err = s.Of(r, user, drafts.DutySheet, "7")
		return err
	}))
	return d, found
}

func draft(seen int64, content string) drafts.Draft {
	return drafts.Draft{Kind: drafts.DutySheet, Item: "7", Version: 3, Seq: seen, Content: content}
}

func TestDrafts_are_their_owners_alone_and_go_when_dropped(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		s, _ := office(db)
		first, err := s.Keep(ctx, 1, draft(0, some))
		apptest.Must(t, err)
		if got, found := of(t, s, 1); !found || got.Content != some || got.Version != 3 || got.Seq != first.Seq {
			t.Errorf("%+v %t", got, found)
		}
		if _, found := of(t, s, 2); found {
			t.Error("another user sees it")
		}
		apptest.Must(t, s.Drop(ctx, 2, drafts.DutySheet, "7"))
		if _, found := of(t, s, 1); !found {
			t.Error("another user dropped it")
		}
		apptest.Must(t, s.Drop(ctx, 1, drafts.DutySheet, "7"))
		apptest.Must(t, s.Drop(ctx, 1, drafts.DutySheet, "7")) // twice
		if _, found := of(t, s, 1); found {
			t.Error("it was dropped")
		}
	})
}

func TestDrafts_of_two_windows_do_not_write_over_each_other(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		s, _ := office(db)
		first, err := s.Keep(ctx, 1, draft(-1, some)) // no window has seen such a number
		apptest.Must(t, err)
		_, err = s.Keep(ctx, 1, draft(0, `{"d1_1":["","假"]}`)) // a window that was opened before
		apptest.Want(t, "the second window", "drafts.other_window", err)
		second, err := s.Keep(ctx, 1, draft(first.Seq, `{"d1_1":["","雨"]}`))
		apptest.Must(t, err)
		_, err = s.Keep(ctx, 1, draft(first.Seq, some))
		apptest.Want(t, "an answer that came late", "drafts.other_window", err)
		_, err = s.Keep(ctx, 1, draft(second.Seq, `{}`)) // everything was undone
		apptest.Must(t, err)
		if _, found := of(t, s, 1); found {
			t.Error("nothing is changed, but a draft is kept")
		}
		done := apptest.AtOnce(6, func() (int, error) {
			_, err := s.Keep(ctx, 1, draft(0, some))
			return 1, err
		})
		if done != 1 {
			t.Errorf("%d windows kept the first draft at the same moment", done)
		}
	})
}

func TestDrafts_are_refused_when_too_large_or_unreadable_or_of_no_known_form(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		s, _ := office(db)
		large := `{"r1":["","` + strings.Repeat("字", drafts.MostBytes/3) + `"]}`
		for _, c := range []struct {
			name, code string
			d          drafts.Draft
		}{
			{"too large", "drafts.too_large", draft(0, large)},
			{"no JSON", "drafts.content", draft(0, "甲")},
			{"a list", "drafts.content", draft(0, "[1]")},
			{"no object", "drafts.content", draft(0, "null")},
			{"broken text", "drafts.content", draft(0, "{\"a\":\"\xff\"}")},
			{"no such form", "authz.not_found", drafts.Draft{Kind: "person", Item: "7", Content: some}},
			{"no item", "authz.not_found", drafts.Draft{Kind: drafts.DutySheet, Content: some}},
			{"an item that is none", "authz.not_found", drafts.Draft{Kind: drafts.DutySheet, Item: "七", Content: some}},
		} {
			_, err := s.Keep(ctx, 1, c.d)
			apptest.Want(t, c.name, c.code, err)
		}
		if _, found := of(t, s, 1); found {
			t.Error("something was kept")
		}
	})
}

func TestDrafts_go_after_thirty_days_and_beyond_fifty(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		s, set := office(db)
		_, err := s.Keep(ctx, 1, draft(0, some))
		apptest.Must(t, err)
		set.Move(clock.On(civil.MustDate("2025-04-02"), 23, 0))
		apptest.Must(t, s.Expire(ctx))
		if _, found := of(t, s, 1); !found {
			t.Error("gone on the thirtieth day")
		}
		set.Move(clock.On(civil.MustDate("2025-04-03"), 0, 1))
		if _, found := of(t, s, 1); found {
			t.Error("shown after thirty days, before the night has come")
		}
		_, err = s.Keep(ctx, 1, draft(0, some)) // a new one in its place
		apptest.Must(t, err)
		set.Move(clock.On(civil.MustDate("2025-06-01"), 0, 1))
		apptest.Must(t, s.Expire(ctx))
		count := func() (n int64) {
			apptest.Must(t, db.Read(ctx, func(r *database.Snapshot) error {
				_, err := r.One(&n, "SELECT COUNT(*) AS n FROM draft")
				return err
			}))
			return n
		}
		if n := count(); n != 0 {
			t.Errorf("%d are left after the night", n)
		}
		for i := range drafts.MostItems + 3 {
			set.Move(clock.On(civil.MustDate("2025-06-01"), 8, 0).Add(time.Duration(i) * time.Second))
			d := draft(0, some)
			d.Item = strings.Repeat("1", i+1)
			_, err := s.Keep(ctx, 1, d)
			apptest.Must(t, err)
		}
		if n := count(); n != drafts.MostItems {
			t.Errorf("%d drafts of one user", n)
		}
	})
}
