package complaint_test

import (
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/resident"
	"gangwei/migrations"
)

func TestOfficeAgainst_never_gives_it_to_the_office_complained_of(t *testing.T) {
	for _, x := range []struct{ kind, about, office string }{
		{"unpaid", "village", "township"}, {"unpaid", "township", "county"}, {"unpaid", "county", "inspector"},
		{"conduct", "village", "county"}, {"conduct", "township", "county"}, {"conduct", "county", "inspector"},
		{"kin_favour", "village", "inspector"},
		{"kin_favour", "county", "inspector"},
		{"unpaid", "moon", ""},
		{"gossip", "village", ""},
	} {
		if got := complaint.OfficeAgainst(x.kind, x.about); got != x.office {
			t.Errorf("%s about the %s goes to %q, want %q", x.kind, x.about, got, x.office)
		}
	}
}

// house with a complaint about unpaid money.
func unpaid(t *testing.T, db *database.DB, change func(*complaint.Said)) (*apptest.House, int64, func() complaint.Complaint) {
	t.Helper()
	h := apptest.New(t, db)
	s := said("unpaid")
	if change != nil {
		change(&s)
	}
	r, err := h.Complaints.Register(ctx, h.Actor("telephone_clerk", apptest.County), "", h.Region(home), s)
	apptest.Must(t, err)
	return h, r.ID, func() (c complaint.Complaint) {
		t.Helper()
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
			c, err = complaint.ByID(s, r.ID)
			return err
		}))
		return c
	}
}

func refuse(t *testing.T, what, code string, err error) {
	t.Helper()
	if got := errs.CodeOf(err); got != code {
		t.Errorf("%s: %q (%v), want %q", what, got, err, code)
	}
}

func TestAnswer_is_put_off_once_told_and_appealed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, id, now := unpaid(t, db, nil)
		town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
		move := func(what string) complaint.Move {
			return complaint.Move{ID: id, Version: now().Version, Remark: what}
		}
		first := now().AnswerBy
		_, err := h.Complaints.Tell(ctx, town, "", move("电话告知"))
		refuse(t, "told before it was answered", "complaint.state", err)
		_, err = h.Complaints.Extend(ctx, h.Actor("telephone_clerk", apptest.County), "", move("还在核实"))
		refuse(t, "put off by the clerk", "authz.forbidden", err)
		_, err = h.Complaints.Extend(ctx, town, "", move(""))
		refuse(t, "without a reason", "complaint.text", err)
		_, err = h.Complaints.Extend(ctx, town, "", move("银行还没有回单"))
		apptest.Must(t, err)
		if c := now(); !c.AnswerBy.After(first) || c.Extended != 1 {
			t.Errorf("%s, was %s", c.AnswerBy, first)
		}
		_, err = h.Complaints.Extend(ctx, town, "", move("再等一等"))
		refuse(t, "twice", "complaint.extended", err)
		_, err = h.Complaints.Appeal(ctx, now().Number, "没有人来问过我")
		refuse(t, "appealed before it was answered", "complaint.state", err)
		_, err = h.Complaints.Answer(ctx, town, "", move("已补发到卡上"))
		apptest.Must(t, err)
		_, err = h.Complaints.Tell(ctx, town, "", move("电话告知"))
		apptest.Must(t, err)
		_, err = h.Complaints.Tell(ctx, town, "", move("电话告知"))
		refuse(t, "told twice", "complaint.told", err)
		_, err = h.Complaints.Appeal(ctx, "AAAAAAAAAA", "没有人来问过我")
		refuse(t, "no such receipt", "authz.not_found", err)
		_, err = h.Complaints.Appeal(ctx, now().Number, "不")
		refuse(t, "no reason", "complaint.text", err)
		if got := apptest.AtOnce(3, func() (int, error) {
			_, err := h.Complaints.Appeal(ctx, now().Number, "卡上还是没有钱")
			return 1, err
		}); got != 1 {
			t.Errorf("appealed %d times at once", got)
		}
		if c := now(); c.Office != complaint.County || c.State != complaint.Open || !c.ToldOn.IsZero() || c.Extended != 0 {
			t.Errorf("%+v", c)
		}
		_, err = h.Complaints.Answer(ctx, county, "", move("已查清，三月补发"))
		apptest.Must(t, err)
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			_, err := trail.Verify(s, app.Witnessed(), "")
			return err
		}))
	})
}

func TestLate_goes_up_by_itself_and_stops_at_the_inspectors(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, _, now := unpaid(t, db, nil)
		by := now().AnswerBy
		night := func(d civil.Date) int {
			t.Helper()
			h.Set.Move(clock.On(d, 2, 0))
			n, err := h.Complaints.Escalate(ctx)
			apptest.Must(t, err)
			return n
		}
		if n := night(by.AddDays(1)); n != 0 {
			t.Errorf("%d a day after", n)
		}
		if n := night(by.AddDays(14)); n != 1 || now().Office != complaint.County || !now().AnswerBy.After(by.AddDays(14)) {
			t.Errorf("%d, %+v", n, now())
		}
		if n := night(by.AddDays(15)); n != 0 {
			t.Errorf("%d the next night", n)
		}
		if n := night(by.AddDays(80)); n != 1 || now().Office != complaint.Inspector {
			t.Errorf("%d, %+v", n, now())
		}
		if n := night(by.AddDays(300)); n != 0 || now().Office != complaint.Inspector {
			t.Errorf("%d beyond the inspectors", n)
		}
	})
}

func TestVillage_is_asked_in_other_words(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, id, now := unpaid(t, db, nil)
		town, village := h.Actor("township_reviewer", apptest.Town), h.Actor("village_registrar", home)
		put := func(a authz.Actor, words string) error {
			_, err := h.Complaints.Put(ctx, a, "", complaint.Move{ID: id, Version: now().Version, Remark: words})
			return err
		}
		refuse(t, "the villager's own words", "complaint.verbatim", put(town, "有人说：三月的补贴，没有发到卡上，是不是"))
		refuse(t, "by the village", "authz.not_found", put(village, "请说明本村上季度名单是怎样报的"))
		apptest.Must(t, put(town, "请说明本村上季度名单是怎样报的"))
		var asks []complaint.Ask
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
			if asks, err = complaint.Asks(s, village.Scope("complaint.explain"), 10); err != nil {
				return err
			}
			q, err := complaint.AsksWaiting(s, village.Scope("complaint.explain"), h.Set.Now().Date())
			if err != nil || q.N != 1 || q.Late != 0 || q.Since != h.Set.Now().Date() || !q.Deadline.After(q.Since) {
				t.Errorf("%+v: %v", q, err)
			}
			return err
		}))
		if len(asks) != 1 || asks[0].Wording != "请说明本村上季度名单是怎样报的" {
			t.Fatalf("%+v", asks)
		}
		explain := func(a authz.Actor, version int64, words string) error {
			_, err := h.Complaints.Explain(ctx, a, "", asks[0].ID, version, words)
			return err
		}
		refuse(t, "by another village", "authz.not_found", explain(h.Actor("village_registrar", apptest.Away), 1, "三月有两人漏报"))
		refuse(t, "by the township", "authz.forbidden", explain(town, 1, "三月有两人漏报"))
		refuse(t, "nothing said", "complaint.text", explain(village, 1, "无"))
		refuse(t, "stale", "form.stale", explain(village, 9, "三月有两人漏报"))
		apptest.Must(t, explain(village, 1, "三月有两人漏报，已补"))
		refuse(t, "twice", "complaint.explained", explain(village, 2, "三月有两人漏报"))
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			events, err := complaint.EventsOf(s, id)
			if len(events) != 3 || events[2].Kind != "explained" || events[2].Office != complaint.Township {
				t.Errorf("%+v", events)
			}
			return err
		}))
		// what the inspectors have is asked of nobody below
		for range 2 {
			_, err := h.Complaints.PassUp(ctx, h.Actor("county_reviewer", apptest.County), "",
				complaint.Move{ID: id, Version: now().Version, Remark: "涉及干部"})
			apptest.Must(t, err)
		}
		refuse(t, "by the inspectors", "complaint.secret", put(h.Actor("discipline_inspector", apptest.County), "请说明名单是怎样报的"))
	})
}

func TestOfficial_complained_of_and_kin_do_not_act(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	town := h.Actor("township_reviewer", apptest.Town)
	person := h.PersonOfUser(town, "镇里某")
	office, err := h.Residents.Appoint(ctx, h.Actor("county_reviewer", apptest.County), "", person,
		resident.Appointment{Kind: "public_employee", Title: "办事员", Region: h.Region(apptest.Town),
			From: civil.MustDate("2024-01-01"), Source: "任职文件"})
	apptest.Must(t, err)
	clerk := h.Actor("telephone_clerk", apptest.County)
	register := func(s complaint.Said) (complaint.Receipt, error) {
		return h.Complaints.Register(ctx, clerk, "", h.Region(home), s)
	}
	s := said("unpaid")
	s.About, s.Office = "township", "township"
	_, err = register(s)
	refuse(t, "to the office complained of", "complaint.office", err)
	s.Office, s.Official = "", 999
	_, err = register(s)
	refuse(t, "no such official", "complaint.official", err)
	s.Official = office
	r, err := register(s)
	apptest.Must(t, err)
	apptest.Must(t, h.DB.Read(ctx, func(x *database.Snapshot) error {
		c, err := complaint.ByID(x, r.ID)
		if c.Office != complaint.County || c.OfficialID == nil {
			t.Errorf("%+v", c)
		}
		return err
	}))
	// about the village by its kind, but naming the township's official: the official does not act on it
	s.About = "village"
	r, err = register(s)
	apptest.Must(t, err)
	_, err = h.Complaints.Answer(ctx, town, "", complaint.Move{ID: r.ID, Version: 1, Remark: "查过了没有问题"})
	refuse(t, "answered by the one it is about", "resident.recuse_self", err)
	_, err = h.Complaints.Answer(ctx, h.Actor("township_reviewer", apptest.Town, "-2"), "",
		complaint.Move{ID: r.ID, Version: 1, Remark: "查过了，已补发"})
	apptest.Must(t, err)
}

func TestAfterComplaint_shows_what_befell_who_complained(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h, id, now := unpaid(t, db, nil)
		var who int64
		e := h.Entry("刘某某")
		e.Phone = "10000000001"
		who, err := h.Residents.Register(ctx, h.Actor("village_registrar", home), "", h.Region(home), e)
		apptest.Must(t, err)
		place := h.Hold(0, "旁人", "", "2024-01-01", "")
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			if _, err := tx.Exec("UPDATE placement SET person_id = ? WHERE id = ?", who, place); err != nil {
				return err
			}
			_, err := tx.Exec(
				"INSERT INTO placement_event (placement_id, kind, on_date, reason, remark, actor_id, channel, at_us, trail_id, "+
					"row_digest) VALUES (?, 'suspended', '2025-03-20', '', '', 1, 'typed', 1, 1, ?), (?, 'resumed', '2025-03-25', "+
					"'', '', 1, 'typed', 1, 1, ?), (?, 'suspended', '2024-02-01', '', '', 1, 'typed', 1, 1, ?)",
				place, make([]byte, 32), place, make([]byte, 32), place, make([]byte, 32))
			return err
		}))
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			after, err := h.Complaints.AfterComplaint(s, now())
			if len(after) != 1 || after[0].What != "suspended" || after[0].Name != "刘某某" || after[0].Kin ||
				after[0].OnDate != civil.MustDate("2025-03-20") {
				t.Errorf("%d: %+v", id, after)
			}
			return err
		}))
	})
}

func TestStatistic_tells_no_small_cell(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	clerk := h.Actor("telephone_clerk", apptest.County)
	for i := range 7 {
		kind := "unpaid"
		if i > 4 {
			kind = "conduct"
		}
		_, err := h.Complaints.Register(ctx, clerk, "", h.Region(home), said(kind))
		apptest.Must(t, err)
	}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		day := civil.MustDate(apptest.Day)
		x, err := complaint.StatisticOf(s, h.Actor("county_reviewer", apptest.County), "", day, day, day)
		if n, few := x.ByKind["unpaid"].Told(); n != 5 || few {
			t.Errorf("unpaid %d %v", n, few)
		}
		if n, few := x.ByKind["conduct"].Told(); n != 0 || !few {
			t.Errorf("conduct %d %v", n, few)
		}
		// a township sees what it may see and nothing of the county's
		y, err2 := complaint.StatisticOf(s, h.Actor("township_reviewer", apptest.Town), "", day, day, day)
		if y.All.N != 5 {
			t.Errorf("the township counts %d", y.All.N)
		}
		if err == nil {
			err = err2
		}
		return err
	}))
}

// What an office let lie is late there, whoever answers it in the end, and by whatever way another office got a new
// day; an extension counts where it was granted before the day had passed.
func TestMissed_day_stays_missed_whoever_has_it_now(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		town, county, inspector := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County),
			h.Actor("discipline_inspector", apptest.County)
		clerk := h.Actor("telephone_clerk", apptest.County)
		first := h.Set.Now().Date()
		register := func() int64 {
			t.Helper()
			r, err := h.Complaints.Register(ctx, clerk, "", h.Region(home), said("unpaid"))
			apptest.Must(t, err)
			return r.ID
		}
		now := func(id int64) (c complaint.Complaint) {
			t.Helper()
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
				c, err = complaint.ByID(s, id)
				return err
			}))
			return c
		}
		move := func(id int64) complaint.Move {
			return complaint.Move{ID: id, Version: now(id).Version, Remark: "已经核实清楚"}
		}
		count := func(a authz.Actor) complaint.Cell {
			t.Helper()
			var out complaint.Statistic
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
				today := h.Set.Now().Date()
				out, err = complaint.StatisticOf(s, a, "", first, today, today)
				return err
			}))
			return out.All
		}
		counts := func(what string, a authz.Actor, n, inTime int64) {
			t.Helper()
			if got := count(a); got.N != n || got.InTime != inTime {
				t.Errorf("%s: %d of %d in time, want %d of %d", what, got.InTime, got.N, inTime, n)
			}
		}
		escalated, answered, passedLate, withdrawn := register(), register(), register(), register()
		put, passedInTime := register(), register()
		by := now(put).AnswerBy
		h.Set.Move(clock.On(by, 9, 0)) // the last day
		_, err := h.Complaints.Extend(ctx, town, "", move(put))
		apptest.Must(t, err)
		_, err = h.Complaints.PassUp(ctx, town, "", move(passedInTime))
		apptest.Must(t, err)
		if c := now(passedInTime); c.AnswerBy != by {
			t.Errorf("passed up in time, the day moved to %s", c.AnswerBy)
		}
		counts("on the last day", town, 6, 6)
		h.Set.Move(clock.On(by.AddDays(1), 9, 0))
		counts("the day after", town, 6, 2) // the one put off, and the one that it passed up in time
		counts("the day after, at the county", county, 6, 1)
		_, err = h.Complaints.Extend(ctx, town, "", move(escalated))
		refuse(t, "put off when the day had passed", "complaint.extend_late", err)
		_, err = h.Complaints.Answer(ctx, town, "", move(answered))
		apptest.Must(t, err)
		_, err = h.Complaints.Withdraw(ctx, town, "", move(withdrawn))
		apptest.Must(t, err)
		_, err = h.Complaints.PassUp(ctx, town, "", move(passedLate))
		apptest.Must(t, err)
		if c := now(passedLate); !c.AnswerBy.After(h.Set.Now().Date()) || c.Missed != 1 || c.Late(h.Set.Now().Date()) {
			t.Errorf("passed up late: %+v", c)
		}
		_, err = h.Complaints.Appeal(ctx, now(answered).Number, "卡上还是没有钱")
		apptest.Must(t, err)
		h.Set.Move(clock.On(by.AddDays(14), 2, 0))
		n, err := h.Complaints.Escalate(ctx)
		apptest.Must(t, err)
		if n != 2 { // the one left lying, and the one that the county got with the day that passed
			t.Errorf("%d went up", n)
		}
		for id, a := range map[int64]authz.Actor{escalated: county, answered: county, passedLate: county, put: town,
			passedInTime: inspector} {
			_, err := h.Complaints.Answer(ctx, a, "", move(id))
			apptest.Must(t, err)
		}
		counts("all done, at the township", town, 6, 2)
		counts("all done, at the county", county, 6, 1)
		counts("all done, for the leader", h.Actor("city_manager", "3704"), 6, 1)
		var turns []complaint.Turn
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
			turns, err = complaint.TurnsOf(s, escalated)
			return err
		}))
		today := h.Set.Now().Date()
		if len(turns) != 2 || turns[0].Office != complaint.Township || turns[0].DueOn != by ||
			turns[0].Ended != "escalated" || !turns[0].Missed(today) ||
			turns[1].Office != complaint.County || turns[1].Ended != "answered" || turns[1].Missed(today) {
			t.Errorf("%+v", turns)
		}
		// the inspectors' rule says so too, and of nobody else
		_, err = h.Inspect.Run(ctx, inspector, h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			found, err := inspect.List(s, authz.Everywhere(), inspect.Filter{Rule: "need.complaint_unanswered", Limit: 100})
			told := map[int64]string{}
			for _, f := range found {
				told[f.SubjectID] = f.Sentence
			}
			if len(told) != 4 || told[put] != "" || told[withdrawn] != "" {
				t.Errorf("%v", told)
			}
			for _, id := range []int64{escalated, passedLate, answered} {
				if !strings.Contains(told[id], "应在"+by.Chinese()+"前答复") {
					t.Errorf("%d: %q does not go by the first day", id, told[id])
				}
			}
			if !strings.Contains(told[escalated], "镇（街道）") {
				t.Errorf("%q does not say who let it lie", told[escalated])
			}
			if err == nil {
				_, err = trail.Verify(s, app.Witnessed(), "")
			}
			return err
		}))
		// passed up late with a new day: nobody was before
		retold(t, h, []int64{escalated, answered, withdrawn, put, passedInTime})
	})
}

// retold makes the turns of complaints anew as an upgrade does, of the events, and compares them: all but the days
// before the last new one.
func retold(t *testing.T, h *apptest.House, ids []int64) {
	t.Helper()
	all, err := database.LoadMigrations(migrations.Files, h.DB.Kind())
	apptest.Must(t, err)
	fill := all[slices.IndexFunc(all,
		func(m database.Migration) bool { return strings.HasSuffix(m.Name, "complaint_turns") })].Steps[1]
	turns := func() map[int64][]complaint.Turn {
		out := map[int64][]complaint.Turn{}
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			for _, id := range ids {
				var err error
				if out[id], err = complaint.TurnsOf(s, id); err != nil {
					return err
				}
			}
			return nil
		}))
		return out
	}
	was := turns()
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		// twice, as when it is not known whether it came through
		for _, q := range []string{"DELETE FROM complaint_turn", fill, fill} {
			if _, err := tx.Exec(q); err != nil {
				return err
			}
		}
		return nil
	}))
	for id, now := range turns() {
		if len(now) != len(was[id]) {
			t.Fatalf("%d turns of %d: %+v", len(now), len(was[id]), now)
		}
		for i, x := range now {
			if x.DueOn.IsZero() && i+1 < len(now) {
				x.DueOn = was[id][i].DueOn // not known
			}
			if x != was[id][i] {
				t.Errorf("%+v, was %+v", x, was[id][i])
			}
		}
	}
}
