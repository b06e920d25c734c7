package demo

import (
	"database/sql"
	"fmt"
	"sort"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/resident"
)

// facts of a village, row by row, without inner numbers.
func facts(t *testing.T, a *app.App, path string) string {
	t.Helper()
	var out []string
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		for name, q := range map[string]string{
			"person": "SELECT name, sex, birth, relation, id_tail, account_tail, resident_since, died_on, (SELECT number " +
				"FROM household h WHERE h.id = p.household_id) FROM person p WHERE path = ?",
			"category": "SELECT p.name, p.id_tail, c.code FROM person_category c JOIN person p ON p.id = c.person_id WHERE " +
				"p.path = ?",
			"post": "SELECT code, kind, title, place, tasks, days_month, hours_month, rate_fen, fund, officer, " +
				"opens_on, state FROM post WHERE path = ?",
			"application": "SELECT number, p.name, basis, state, round, submitted_on, irregular FROM application a JOIN " +
				"person p ON p.id = a.person_id WHERE a.path = ?",
			"step": "SELECT a.number, s.step, s.outcome, s.person_key, s.channel, s.on_date, s.present, s.entitled, " +
				"s.votes_for, s.votes_against, s.votes_abstain, s.notice_from, s.notice_until, s.boards, s.irregular, s.at_us " +
				"FROM application_step s JOIN application a ON a.id = s.application_id WHERE a.path = ?",
			"hand": "SELECT a.number, s.step, s.person_key FROM application_hand s JOIN application a ON a.id = " +
				"s.application_id WHERE a.path = ?",
			"placement": "SELECT p.name, l.basis, l.start_on, l.agreement_no, l.agreement_kind, l.hours_month, l.rate_fen, " +
				"l.insurance_no, l.insured_from, l.trained_on, l.end_on, l.end_reason, l.state FROM placement l JOIN person p ON " +
				"p.id = l.person_id WHERE l.path = ?",
			"event": "SELECT p.name, e.kind, e.on_date, e.until, e.reason FROM placement_event e JOIN placement l ON " +
				"l.id = e.placement_id JOIN person p ON p.id = l.person_id WHERE l.path = ?",
			"complaint": "SELECT c.kind, c.office, c.came_by, c.received_on, c.answer_by, c.state, c.answered_on, (SELECT " +
				"p.name FROM placement l JOIN person p ON p.id = l.person_id WHERE l.id = c.placement_id), (SELECT COUNT(*) FROM " +
				"complaint_reporter r WHERE r.complaint_id = c.id) FROM complaint c WHERE c.path = ?",
			"said": "SELECT c.kind, c.received_on, e.kind, e.on_date, e.remark, e.office, e.at_us FROM complaint_event " +
				"e JOIN complaint c ON c.id = e.complaint_id WHERE c.path = ?",
			"sheet": "SELECT month, state, submitted_key, submitted_us, reviewed_key, reviewed_us FROM duty_sheet WHERE " +
				"path = ?",
			"line": "SELECT s.month, p.name, p.id_tail, d.days, d.how, d.first_days, d.hours, d.remark FROM duty_line " +
				"d JOIN duty_sheet s ON s.id = d.sheet_id JOIN placement l ON l.id = d.placement_id JOIN person p ON p.id = " +
				"l.person_id WHERE s.path = ?",
			"duty_check": "SELECT p.name, p.id_tail, c.client_id, c.method, c.on_date, c.finding, c.checker_key, c.second, " +
				"c.statement, c.remark, c.answer_by, c.irregular, c.channel, c.at_us, (SELECT a.client_id FROM duty_check a " +
				"WHERE a.id = c.about_id), (SELECT e.place FROM duty_evidence e WHERE e.check_id = c.id) FROM duty_check c JOIN " +
				"placement l ON l.id = c.placement_id JOIN person p ON p.id = l.person_id WHERE c.path = ?",
			"item": "SELECT i.month, i.name, p.id_tail, i.fund, i.days, i.of_days, i.amount_fen, i.basis, " +
				"i.account_tail, i.at_us, r.number, r.state, r.drafted_key, r.approved_key, r.approved_us FROM pay_item i JOIN " +
				"pay_run r ON r.id = i.run_id JOIN person p ON p.id = i.person_id WHERE i.path = ?",
			"bank": "SELECT i.month, i.name, p.id_tail, e.kind, e.reason, e.amount_fen, e.on_date, e.at_us, b.number, " +
				"b.state, b.prepared_key, b.released_key, b.released_us, b.settled_us FROM payment_event e JOIN pay_item i ON " +
				"i.id = e.item_id JOIN pay_batch b ON b.id = e.batch_id JOIN person p ON p.id = i.person_id WHERE e.path = ?",
		} {
			if err := s.Rows(q, []any{path}, func(rows *sql.Rows) error {
				cols, err := rows.Columns()
				if err != nil {
					return err
				}
				vals := make([]any, len(cols))
				ptrs := make([]any, len(cols))
				for i := range vals {
					ptrs[i] = &vals[i]
				}
				if err := rows.Scan(ptrs...); err != nil {
					return err
				}
				line := name
				for _, v := range vals {
					if b, ok := v.([]byte); ok {
						v = string(b)
					}
					if v == nil {
						v = ""
					}
					line += fmt.Sprintf("|%v", v)
				}
				out = append(out, line)
				return nil
			}); err != nil {
				return fmt.Errorf("%s: %w", name, err)
			}
		}
		return nil
	}))
	sort.Strings(out)
	return strings.Join(out, "\n")
}

func (v *village) honest() bool {
	x := v.plants
	if x.rotated != nil || x.seasonal != nil || x.neglected != nil || x.namesake != nil || x.sharers[0] != nil ||
		x.late != nil || x.burst || x.sitting || v.merged || v.tookIn || v.touched || !x.skipMonth.IsZero() ||
		len(x.passedOver) > 0 {
		return false
	}
	for _, h := range v.hires {
		if h.fault != "" || h.hands != "" || h.office != 0 || h.cousin || h.substitute || h.hiddenDeath || h.oneDevice ||
			h.second || h.overpaid || h.stays {
			return false
		}
	}
	return true
}

// One village made in bulk equals the same village made through the use cases, on every server.
func TestVillage_in_bulk_equals_the_same_through_the_use_cases(t *testing.T) {
	bulk, set := office(t, dbtest.SQLite(t))
	b := newBuilder(ctx, bulk, set, Options{Posts: 1500, Months: 12, Seed: 7, Progress: func(string, int, int) {}})
	apptest.Must(t, b.load())
	first := Until.Month().Add(-11)
	b.plan(first)
	for _, step := range []func(civil.Month) error{b.users, b.registryAndPosts, b.history} {
		apptest.Must(t, step(first))
	}
	// The largest village where nobody did wrong: what is planted elsewhere, the use cases refuse.
	var v *village
	for _, x := range b.villages {
		if (v == nil || len(x.hires) > len(v.hires)) && x.honest() && settled(t, bulk, x.region.Path) {
			v = x
		}
	}
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		a, clk := office(t, db)
		c := newBuilder(ctx, a, clk, b.opt)
		apptest.Must(t, c.load())
		c.plan(first)
		apptest.Must(t, c.users(first))
		replay(t, bulk, a, clk, b, v, first)
		want, got := facts(t, bulk, v.region.Path), facts(t, a, v.region.Path)
		if want != got {
			w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
			for i := range min(len(w), len(g)) {
				if w[i] != g[i] {
					t.Fatalf("row %d of %d/%d\nbulk     %s\nuse case %s", i, len(w), len(g), w[i], g[i])
				}
			}
			t.Fatalf("%d rows in bulk, %d through the use cases", len(w), len(g))
		}
		for _, kind := range []string{"step|", "line|", "duty_check|", "item|", "bank|", "sheet|", "event|"} {
			if n := strings.Count(want, kind); n < 5 || kind == "step|" && n < 20 {
				t.Errorf("only %d of %s compared", n, kind)
			}
		}
		if !strings.Contains(want, "said|") {
			t.Error("no complaint compared")
		}
		if !strings.Contains(want, "|renewed|") {
			t.Error("no renewal compared")
		}
	})
}

// settled reports whether everything that was owed in a village was paid in the end.
func settled(t *testing.T, a *app.App, path string) bool {
	t.Helper()
	var n int64
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&n,
			"SELECT COUNT(*) AS n FROM pay_item i WHERE i.path = ? AND NOT EXISTS (SELECT 1 FROM payment_event e WHERE "+
				"e.item_id = i.id AND e.kind = 'paid')",
			path)
		return err
	}))
	return n == 0
}

// act of somebody at a moment.
type act struct {
	at clock.Moment
	do func() error
}

// replay makes a village's people, posts, applications, placements, renewals, exits, sheets, checks and pay as their
// offices would, in the order of time.
func replay(t *testing.T, bulk, a *app.App, clk *clock.Set, b *builder, v *village, first civil.Month) {
	t.Helper()
	sys := authz.System("test")
	opens := first.Add(-13).First()
	clk.Move(clock.On(opens, 9, 0))
	var tree *region.Tree
	apptest.Must(t,
		a.DB.Read(ctx, func(s *database.Snapshot) (err error) { tree, err = region.Load(s, Until); return err }))
	town, _ := tree.ByPath(region.ParentPath(v.region.Path))
	_, err := desk.Do(ctx, a.Desk, sys, "", func(x *desk.Visit) (int, error) {
		apptest.Must(t, x.Allow("test", town.Path))
		x.Record("test.quota", "quota", 1)
		return 0,
			quota.StoreMany(x.Tx, []quota.Quota{{ID: 1, RegionID: town.ID, Path: town.Path, Total: 1000, Document: "测试"}})
	})
	apptest.Must(t, err)
	actor := func(login string) authz.Actor {
		x, err := a.Accounts.Actor(ctx, login)
		apptest.Must(t, err)
		return x
	}
	enter, check := actor("cun-"+v.region.Code+"a"), actor("cun-"+v.region.Code+"b")
	audit, file := actor("zhen-"+v.region.Code[:9]), actor("quxian-"+v.region.Code[:6])
	people := map[*person]int64{}
	for _, p := range v.people {
		since := p.since
		if p.title != "" {
			since = civil.MustDate("2021-01-15")
		}
		id, err := a.Residents.Register(ctx, enter, "", v.region,
			resident.Entry{Name: p.name, IDNumber: string(p.number), Phone: p.phone, Account: p.account,
				HouseholdNumber: fmt.Sprintf("%04d", p.household+1),
				Address:         fmt.Sprintf("%d号", p.household+1), Relation: p.relation, ResidentSince: since,
				Categories: p.categories})
		apptest.Must(t, err)
		people[p] = id
	}
	posts := map[*job]int64{}
	for _, j := range v.jobs {
		ids, err := post.OpenPosts(ctx, a.Desk, sys, "", v.region,
			post.Draft{Kind: j.kind, Stream: post.Rural, Work: post.ByHours, Title: j.title, Place: j.place,
				Tasks: j.tasks, DaysMonth: j.days, HoursMonth: j.hours, RateFen: j.rate, Fund: j.fund,
				Officer: v.cadres[1].name, OpensOn: opens},
			1)
		apptest.Must(t, err)
		posts[j] = ids[0]
	}
	places := map[int64]int64{} // placements of the bulk to those made here
	var acts []act
	for _, h := range v.hires {
		on := func(d civil.Date, hour int, f func() error) {
			if !d.IsZero() && !d.After(Until) {
				at := clock.On(d, hour, 0)
				if d != h.start && d != h.endOn {
					at = h.at(d, hour)
				}
				acts = append(acts, act{at, f})
			}
		}
		h := h
		var app int64
		version := int64(0)
		move := func() application.Move { version++; return application.Move{ID: app, Version: version, Pass: true} }
		on(h.submit, 9, func() (err error) {
			app, err = a.Applications.Submit(ctx, enter, "", v.region,
				application.Proposal{PostID: posts[h.job], PersonID: people[h.who], Basis: h.basis})
			return err
		})
		on(h.check, 10, func() error { _, err := a.Applications.Check(ctx, check, "", move()); return err })
		on(h.review, 16, func() error {
			_, err := a.Applications.Review(ctx, enter, "", move(),
				application.ReviewRecord{On: h.review, Present: h.present, Entitled: h.entitled, VotesFor: h.yes,
					VotesAgainst: h.present - h.yes})
			return err
		})
		on(h.from, 9, func() error {
			_, err := a.Applications.Notice(ctx, enter, "", move(),
				application.NoticeRecord{From: h.from, Until: h.until, Boards: "村公示栏、镇街公示栏"})
			return err
		})
		on(h.audit, 11, func() error { _, err := a.Applications.Audit(ctx, audit, "", move()); return err })
		on(h.file, 15, func() error { _, err := a.Applications.File(ctx, file, "", move()); return err })
		on(h.start, 10, func() (err error) {
			version++
			places[h.placementID], err = a.Placements.Start(ctx, file, "", app, version,
				placement.Terms{StartOn: h.start, AgreementNo: h.number, AgreementFrom: h.start,
					AgreementUntil: h.start.AddMonths(12).AddDays(-1), InsuranceNo: "YW" + h.number, InsuredFrom: h.start,
					TrainedOn: h.file})
			return err
		})
		for i, from := range h.renewed {
			acts = append(acts, act{clock.On(from, 10, 0), func() error {
				_, err := a.Placements.Renew(ctx, file, "", places[h.placementID], int64(1+i), h.number,
					from.AddMonths(12).AddDays(-1), "")
				return err
			}})
		}
		on(h.endOn, 17, func() error {
			if h.endReason == "deceased" {
				if _, err := a.Residents.RecordDeath(ctx, enter, "", people[h.who], 1, h.endOn); err != nil {
					return err
				}
			}
			_, err := a.Placements.End(ctx, file, "", places[h.placementID], int64(1+len(h.renewed)), h.endOn, h.endReason, "")
			return err
		})
	}
	acts = append(acts, replayDuty(t, bulk, a, v, places)...)
	acts = append(acts, replayComplaints(t, bulk, a, v, places)...)
	acts = append(acts, replayPay(t, bulk, a, b, v, first)...)
	sort.SliceStable(acts, func(i, j int) bool { return acts[i].at < acts[j].at })
	for _, x := range acts {
		clk.Move(x.at)
		apptest.Must(t, x.do())
	}
}
