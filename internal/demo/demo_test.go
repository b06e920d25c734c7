package demo

import (
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"sort"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/application"
	"gangwei/internal/apptest"
	"gangwei/internal/authz"
	"gangwei/internal/civil"
	"gangwei/internal/clock"
	"gangwei/internal/database"
	"gangwei/internal/dbtest"
	"gangwei/internal/desk"
	"gangwei/internal/divisions"
	"gangwei/internal/placement"
	"gangwei/internal/post"
	"gangwei/internal/quota"
	"gangwei/internal/region"
	"gangwei/internal/resident"
	"gangwei/internal/trail"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func office(t *testing.T, db *database.DB) (*app.App, *clock.Set) {
	t.Helper()
	h := apptest.New(t, dbtest.SQLite(t)) // for its key ring: both offices must seal alike
	set := clock.NewSet(clock.On(app.Start, 8, 0))
	a, err := app.InitOn(ctx, app.Config{Data: t.TempDir()}, db, h.Ring, divisions.Zaozhuang, divisions.ZaozhuangUnits, true, set, slog.New(slog.NewTextHandler(io.Discard, nil)))
	apptest.Must(t, err)
	return a, set
}

// facts of a village, row by row, without inner numbers.
func facts(t *testing.T, a *app.App, path string) string {
	t.Helper()
	var out []string
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		for name, q := range map[string]string{
			"person":      "SELECT name, sex, birth, relation, id_tail, account_tail, resident_since, died_on, (SELECT number FROM household h WHERE h.id = p.household_id) FROM person p WHERE path = ?",
			"category":    "SELECT p.name, p.id_tail, c.code FROM person_category c JOIN person p ON p.id = c.person_id WHERE p.path = ?",
			"post":        "SELECT code, kind, title, place, tasks, days_month, hours_month, rate_fen, fund, officer, opens_on, state FROM post WHERE path = ?",
			"application": "SELECT number, p.name, basis, state, round, submitted_on, irregular FROM application a JOIN person p ON p.id = a.person_id WHERE a.path = ?",
			"step":        "SELECT a.number, s.step, s.outcome, s.person_key, s.channel, s.on_date, s.present, s.entitled, s.votes_for, s.votes_against, s.votes_abstain, s.notice_from, s.notice_until, s.boards, s.irregular, s.at_us FROM application_step s JOIN application a ON a.id = s.application_id WHERE a.path = ?",
			"hand":        "SELECT a.number, s.step, s.person_key FROM application_hand s JOIN application a ON a.id = s.application_id WHERE a.path = ?",
			"placement":   "SELECT p.name, l.basis, l.start_on, l.agreement_no, l.agreement_kind, l.hours_month, l.rate_fen, l.insurance_no, l.insured_from, l.trained_on, l.end_on, l.end_reason, l.state FROM placement l JOIN person p ON p.id = l.person_id WHERE l.path = ?",
			"event":       "SELECT p.name, e.kind, e.on_date, e.until, e.reason FROM placement_event e JOIN placement l ON l.id = e.placement_id JOIN person p ON p.id = l.person_id WHERE e.kind <> 'renewed' AND l.path = ?",
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
	if x.rotated != nil || x.seasonal != nil || x.neglected != nil || x.namesake != nil || x.sharers[0] != nil || x.late != nil || x.burst || x.sitting || v.merged || v.tookIn || !x.skipMonth.IsZero() || len(x.passedOver) > 0 {
		return false
	}
	for _, h := range v.hires {
		if h.fault != "" || h.hands != "" || h.office != 0 || h.cousin || h.substitute || h.hiddenDeath || h.oneDevice || h.second || h.overpaid || h.stays {
			return false
		}
	}
	return true
}

// One village made in bulk equals the same village made through the use cases, on every server.
func TestVillage_in_bulk_equals_the_same_through_the_use_cases(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
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
			if (v == nil || len(x.hires) > len(v.hires)) && x.honest() {
				v = x
			}
		}
		a, clk := office(t, db)
		c := newBuilder(ctx, a, clk, b.opt)
		apptest.Must(t, c.load())
		c.plan(first)
		apptest.Must(t, c.users(first))
		replay(t, a, clk, b, v, first)
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
		if n := strings.Count(want, "step|"); n < 20 {
			t.Fatalf("only %d steps compared", n)
		}
	})
}

// replay makes a village's people, posts, applications, placements and exits as clerks would, in the order of time.
func replay(t *testing.T, a *app.App, clk *clock.Set, b *builder, v *village, first civil.Month) {
	t.Helper()
	sys := authz.System("test")
	opens := first.Add(-13).First()
	clk.Move(clock.On(opens, 9, 0))
	var tree *region.Tree
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) (err error) { tree, err = region.Load(s, Until); return err }))
	town, _ := tree.ByPath(region.ParentPath(v.region.Path))
	_, err := desk.Do(ctx, a.Desk, sys, "", func(x *desk.Visit) (int, error) {
		apptest.Must(t, x.Allow("test", town.Path))
		x.Record("test.quota", "quota", 1)
		return 0, quota.StoreMany(x.Tx, []quota.Quota{{ID: 1, RegionID: town.ID, Path: town.Path, Total: 1000, Document: "测试"}})
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
		id, err := a.Residents.Register(ctx, enter, "", v.region, resident.Entry{Name: p.name, IDNumber: string(p.number), Phone: p.phone, Account: p.account, HouseholdNumber: fmt.Sprintf("%04d", p.household+1),
			Address: fmt.Sprintf("%d号", p.household+1), Relation: p.relation, ResidentSince: since, Categories: p.categories})
		apptest.Must(t, err)
		people[p] = id
	}
	posts := map[*job]int64{}
	for _, j := range v.jobs {
		ids, err := post.OpenPosts(ctx, a.Desk, sys, "", v.region, post.Draft{Kind: j.kind, Title: j.title, Place: j.place, Tasks: j.tasks, DaysMonth: j.days, HoursMonth: j.hours, RateFen: j.rate, Fund: j.fund, Officer: v.cadres[1].name, OpensOn: opens}, 1)
		apptest.Must(t, err)
		posts[j] = ids[0]
	}
	type act struct {
		at clock.Moment
		do func() error
	}
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
		var app, place int64
		version := int64(0)
		move := func() application.Move { version++; return application.Move{ID: app, Version: version, Pass: true} }
		on(h.submit, 9, func() (err error) {
			app, err = a.Applications.Submit(ctx, enter, "", v.region, application.Proposal{PostID: posts[h.job], PersonID: people[h.who], Basis: h.basis})
			return err
		})
		on(h.check, 10, func() error { _, err := a.Applications.Check(ctx, check, "", move()); return err })
		on(h.review, 16, func() error {
			_, err := a.Applications.Review(ctx, enter, "", move(), application.ReviewRecord{On: h.review, Present: h.present, Entitled: h.entitled, VotesFor: h.yes, VotesAgainst: h.present - h.yes})
			return err
		})
		on(h.from, 9, func() error {
			_, err := a.Applications.Notice(ctx, enter, "", move(), application.NoticeRecord{From: h.from, Until: h.until, Boards: "村公示栏、镇街公示栏"})
			return err
		})
		on(h.audit, 11, func() error { _, err := a.Applications.Audit(ctx, audit, "", move()); return err })
		on(h.file, 15, func() error { _, err := a.Applications.File(ctx, file, "", move()); return err })
		on(h.start, 10, func() (err error) {
			version++
			place, err = a.Placements.Start(ctx, file, "", app, version, placement.Terms{StartOn: h.start, AgreementNo: h.number, AgreementFrom: h.start, AgreementUntil: h.start.AddMonths(12).AddDays(-1), InsuranceNo: "YW" + h.number, InsuredFrom: h.start, TrainedOn: h.file})
			return err
		})
		on(h.endOn, 17, func() error {
			if h.endReason == "deceased" {
				if _, err := a.Residents.RecordDeath(ctx, enter, "", people[h.who], 1, h.endOn); err != nil {
					return err
				}
			}
			_, err := a.Placements.End(ctx, file, "", place, 1, h.endOn, h.endReason, "")
			return err
		})
	}
	sort.SliceStable(acts, func(i, j int) bool { return acts[i].at < acts[j].at })
	for _, x := range acts {
		clk.Move(x.at)
		apptest.Must(t, x.do())
	}
}

func TestBuild_is_the_same_for_a_seed_and_its_trail_and_rules_hold(t *testing.T) {
	build := func(seed uint64) (string, *app.App) {
		a, set := office(t, dbtest.SQLite(t))
		city, err := Build(ctx, a, set, Options{Posts: 300, Months: 4, Seed: seed})
		apptest.Must(t, err)
		var all []string
		var tree *region.Tree
		apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) (err error) { tree, err = region.Load(s, Until); return err }))
		for _, r := range tree.At(region.Village) {
			if f := facts(t, a, r.Path); f != "" {
				all = append(all, f)
			}
		}
		if len(city.Logins) != 15 {
			t.Errorf("%d logins", len(city.Logins))
		}
		return strings.Join(all, "\n"), a
	}
	one, a := build(1)
	again, _ := build(1)
	other, _ := build(2)
	if one != again || one == other {
		t.Fatal("the seed does not decide the city")
	}
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		if _, err := trail.Verify(s, app.Witnessed(), ""); err != nil {
			t.Error(err)
		}
		var bad []string
		for what, q := range map[string]string{
			"identity numbers outside the reserved place": "SELECT name FROM person WHERE id_tail = ''",
			"holders before their filing":                 "SELECT a.number FROM placement l JOIN application a ON a.id = l.application_id JOIN application_step f ON f.application_id = a.id AND f.step = 'file' WHERE f.on_date > l.start_on",
			"posts opened beyond the quota":               "SELECT path FROM quota WHERE opened + given_down > total",
			"applications before the post was free":       "SELECT a.number FROM application a JOIN placement l ON l.post_id = a.post_id WHERE l.application_id <> a.id AND l.end_on IS NOT NULL AND a.submitted_on <= l.end_on AND a.submitted_on > l.start_on",
		} {
			var hit []string
			if err := s.Select(&hit, q); err != nil {
				return err
			}
			if len(hit) > 0 {
				bad = append(bad, fmt.Sprintf("%s: %d", what, len(hit)))
			}
		}
		if len(bad) > 0 {
			t.Error(bad)
		}
		return nil
	}))
}

// The smallest cities are made too, and whatever is planted in them stays in balance.
func TestBuild_makes_the_smallest_cities(t *testing.T) {
	for _, posts := range []int{1, 40} {
		a, set := office(t, dbtest.SQLite(t))
		last := 0
		_, err := Build(ctx, a, set, Options{Posts: posts, Months: 3, Seed: 3, Progress: func(_ string, done, total int) {
			if done > total || done < last {
				t.Errorf("%d of %d after %d", done, total, last)
			}
			last = done
		}})
		apptest.Must(t, err)
	}
}

// The bank's file of a batch made in bulk is the file that the program makes for it.
func TestBatch_of_the_demo_has_its_real_file(t *testing.T) {
	a, set := office(t, dbtest.SQLite(t))
	_, err := Build(ctx, a, set, Options{Posts: 200, Months: 3, Seed: 1})
	apptest.Must(t, err)
	var ids []int64
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error { return s.Select(&ids, "SELECT id FROM pay_batch WHERE items > 0") }))
	if len(ids) < 6 {
		t.Fatalf("%d batches", len(ids))
	}
	for _, id := range ids {
		if _, err := a.Payments.File(ctx, authz.System("test"), id); err != nil {
			t.Errorf("batch %d: %v", id, err)
		}
	}
}
