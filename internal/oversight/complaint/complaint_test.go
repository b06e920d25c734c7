package complaint_test

import (
	"strings"
	"sync"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

const home = apptest.Home

func TestOfficeFor_routes_every_kind_above_the_village(t *testing.T) {
	for kind, want := range map[string]string{"unpaid": "township", "need_ignored": "township", "not_working": "township",
		"other": "township", "unfair_hiring": "county", "conduct": "county",
		"kin_favour": "inspector", "taking_turns": "inspector", "asked_back": "inspector", "nonsense": ""} {
		if got := complaint.OfficeFor(kind); got != want {
			t.Errorf("%s goes to %q, want %q", kind, got, want)
		}
	}
	if complaint.Above("township") != "county" || complaint.Above("county") != "inspector" ||
		complaint.Above("inspector") != "" {
		t.Error("the way up")
	}
}

func said(kind string) complaint.Said {
	return complaint.Said{About: complaint.Village,
		Kind: kind, CameBy: "telephone", Text: "三月的补贴没有发到卡上", Name: "反映人甲", Phone: "10000000001"}
}

func TestComplaint_from_receipt_to_answer_and_refused_at_each_gate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		clerk, town, county := h.Actor("telephone_clerk", apptest.County), h.Actor("township_reviewer", apptest.Town),
			h.Actor("county_reviewer", apptest.County)
		inspector := h.Actor("discipline_inspector", apptest.County)
		refused := func(code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code {
				t.Errorf("%q (%v), want %q", got, err, code)
			}
		}
		register := func(a authz.Actor, s complaint.Said) (complaint.Receipt, error) {
			return h.Complaints.Register(ctx, a, "", h.Region(home), s)
		}
		for _, x := range []struct {
			code string
			a    authz.Actor
			s    complaint.Said
		}{
			{"authz.forbidden", h.Actor("village_registrar", home), said("unpaid")},
			{"authz.forbidden", town, said("unpaid")},
			{"authz.not_found", h.Actor("telephone_clerk", "370481"), said("unpaid")},
			{"form.choice", clerk, said("gossip")},
			{"complaint.office", clerk,
				complaint.Said{About: complaint.Village,
					Kind: "kin_favour", Office: "township", CameBy: "visit", Text: "主任的堂弟没有评议就上岗"}},
			{"complaint.text", clerk, complaint.Said{About: complaint.Village, Kind: "unpaid", CameBy: "visit", Text: "没"}},
			{"complaint.text", clerk, complaint.Said{About: complaint.Village,
				Kind: "unpaid", CameBy: "visit", Text: strings.Repeat("长", 501)}},
			{"form.choice", clerk, complaint.Said{About: complaint.Village, Kind: "unpaid", CameBy: "dream", Text: "补贴没有发到"}},
			{"complaint.placement", clerk, complaint.Said{About: complaint.Village,
				Kind: "unpaid", CameBy: "visit", Text: "补贴没有发到", PlacementID: 999}},
			{"resident.phone", clerk, complaint.Said{About: complaint.Village,
				Kind: "unpaid", CameBy: "visit", Text: "补贴没有发到", Phone: "x"}},
		} {
			_, err := register(x.a, x.s)
			refused(x.code, err)
		}
		_, err := h.Complaints.Register(ctx, clerk, "", h.Region(apptest.Town), said("unpaid"))
		refused("region.not_village", err)

		// the same form sent twice is one complaint
		first, err := h.Complaints.Register(ctx, clerk, "key-1", h.Region(home), said("unpaid"))
		apptest.Must(t, err)
		again, err := h.Complaints.Register(ctx, clerk, "key-1", h.Region(home), said("unpaid"))
		if err != nil || again != first || len(first.Number) != 10 || first.AnswerBy != "2025-03-24" {
			t.Fatalf("%+v %+v %v: 15 working days after %s", first, again, err, apptest.Day)
		}
		move := func(version int64, remark string) complaint.Move {
			return complaint.Move{ID: first.ID, Version: version, Remark: remark}
		}
		done := "查明银行退回，已更正账号重发"
		_, err = h.Complaints.Answer(ctx, h.Actor("village_registrar", home), "", move(1, done))
		refused("authz.not_found", err) // to the village it does not exist
		_, err = h.Complaints.Answer(ctx, clerk, "", move(1, done))
		refused("authz.forbidden", err)
		_, err = h.Complaints.Answer(ctx, inspector, "", move(1, done))
		refused("authz.forbidden", err)
		_, err = h.Complaints.Answer(ctx, town, "", move(1, "好"))
		refused("complaint.text", err)
		_, err = h.Complaints.Answer(ctx, town, "", move(7, done))
		refused("form.stale", err)
		_, err = h.Complaints.Reopen(ctx, town, "", move(1, "还没有答复过"))
		refused("complaint.state", err)

		// two answers at once: one
		var wg sync.WaitGroup
		errors := make([]error, 4)
		for i := range errors {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_, errors[i] = h.Complaints.Answer(ctx, town, "", move(1, done))
			}()
		}
		wg.Wait()
		answered := 0
		for _, err := range errors {
			if err == nil {
				answered++
			} else {
				refused("form.stale", err)
			}
		}
		if answered != 1 {
			t.Fatalf("%d answers", answered)
		}
		_, err = h.Complaints.Reopen(ctx, town, "", move(2, "反映人说仍没有收到"))
		apptest.Must(t, err)
		_, err = h.Complaints.Answer(ctx, town, "", move(3, done))
		refused("authz.not_found", err) // it is the county's now
		_, err = h.Complaints.PassUp(ctx, county, "", move(3, "疑似有人代领，转纪检"))
		apptest.Must(t, err)
		_, err = h.Complaints.Answer(ctx, county, "", move(4, done))
		refused("authz.not_found", err)
		_, err = h.Complaints.PassUp(ctx, inspector, "", move(4, "再转上级办理"))
		refused("complaint.top", err)
		_, err = h.Complaints.Unseal(ctx, county, first.ID, "想知道是谁")
		refused("authz.not_found", err)
		_, err = h.Complaints.Unseal(ctx, inspector, first.ID, "看")
		refused("resident.why", err)
		who, err := h.Complaints.Unseal(ctx, inspector, first.ID, "约谈反映人")
		if err != nil || who.Name != "反映人甲" || who.Phone != "10000000001" {
			t.Fatalf("%+v %v", who, err)
		}
		_, err = h.Complaints.Answer(ctx, inspector, "", move(4, "核实后予以了结，款已到账"))
		apptest.Must(t, err)

		nameless, err := register(clerk, complaint.Said{About: complaint.Village,
			Kind: "kin_favour", CameBy: "letter", Text: "主任的堂弟没有评议就上岗"})
		apptest.Must(t, err)
		_, err = h.Complaints.Unseal(ctx, inspector, nameless.ID, "约谈反映人")
		refused("complaint.nameless", err)

		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			count := func(a authz.Actor, f complaint.Filter) int {
				f.Limit = 50
				rows, err := complaint.List(s, a, f)
				apptest.Must(t, err)
				return len(rows)
			}
			for who, n := range map[string]int{"village_registrar": 0, "telephone_clerk": 0, "township_reviewer": 0,
				"county_reviewer": 0, "discipline_inspector": 2, "finance_preparer": 0} {
				info, _ := h.Gate.Info(authz.Role(who))
				if got := count(h.Actor(authz.Role(who), apptest.CodeOf(info)), complaint.Filter{}); got != n {
					t.Errorf("%s sees %d complaints of the inspectors, want %d", who, got, n)
				}
			}
			if n := count(h.Actor("discipline_inspector", "370481"), complaint.Filter{}); n != 0 {
				t.Errorf("another county's inspector sees %d", n)
			}
			if n := count(inspector, complaint.Filter{Number: strings.ToLower(first.Number)}); n != 1 {
				t.Errorf("by its number: %d", n)
			}
			// what the inspectors have is in their chain only, and never says who
			var lines []string
			apptest.Must(t,
				s.Select(&lines, "SELECT detail FROM trail_entry WHERE chain <> 'inspect' AND subject = 'complaint'"))
			if all := strings.Join(lines, ""); strings.Contains(all, nameless.Number) || strings.Contains(all, "反映人甲") ||
				!strings.Contains(all, first.Number) {
				t.Errorf("the county's trail says %q", all)
			}
			_, err := trail.Verify(s, app.Witnessed(), "")
			return err
		}))
	})
}

func TestLate_counts_from_the_last_day(t *testing.T) {
	day := civil.MustDate
	c := complaint.Complaint{State: complaint.Open, AnswerBy: day("2025-03-24")}
	for _, x := range []struct {
		today string
		late  bool
	}{{"2025-03-24", false}, {"2025-03-25", true}} {
		if c.Late(day(x.today)) != x.late {
			t.Errorf("open on %s", x.today)
		}
	}
	c.State, c.AnsweredOn = complaint.Answered, day("2025-03-24")
	if c.Late(day("2025-12-31")) {
		t.Error("answered on the last day is in time")
	}
	c.AnsweredOn = day("2025-03-25")
	if !c.Late(day("2025-12-31")) {
		t.Error("answered a day after")
	}
}

func TestWaiting_counts_what_an_office_must_answer(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	_, err := h.Complaints.Register(ctx, h.Actor("telephone_clerk", apptest.County), "", h.Region(home), said("unpaid"))
	apptest.Must(t, err)
	h.Set.Move(clock.On(civil.MustDate("2025-03-25"), 9, 0))
	for who, want := range map[authz.Role]int64{"township_reviewer": 1, "county_reviewer": 1, "discipline_inspector": 0} {
		info, _ := h.Gate.Info(who)
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			q, err := complaint.Waiting(s, h.Actor(who, apptest.CodeOf(info)), h.Set.Now().Date())
			if q.N != want || q.Late != want || (want > 0) == q.Deadline.IsZero() || q.Since.After(q.Deadline) {
				t.Errorf("%s: %+v", who, q)
			}
			return err
		}))
	}
}
