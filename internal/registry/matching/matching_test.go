package matching_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/importer"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
	"gangwei/internal/sheettest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

// take a register for the county: who is in business, as of a day.
func take(t *testing.T, h *apptest.House, asOf string, rows ...[]any) {
	t.Helper()
	all := [][]any{{"登记类型", "姓名", "身份证号", "说明", "数据截止日", "提供部门"}}
	for _, r := range rows {
		all = append(all, append(r, asOf, "区市场监管局"))
	}
	who := h.Actor("county_reviewer", apptest.County)
	id, err := h.Imports.HandIn(ctx, who, "", "register", h.Region(apptest.County), "工商"+asOf+".xlsx",
		sheettest.XLSX(t, sheettest.Page{Name: "名册", Rows: all}))
	apptest.Must(t, err)
	apptest.Must(t, h.Imports.Judge(ctx, who, id, nil))
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		b, err := importer.ByID(s, id)
		if b.RowsBad > 0 {
			t.Fatalf("%+v", b)
		}
		return err
	}))
	_, err = h.Imports.Accept(ctx, who, "", id, 2, nil)
	apptest.Must(t, err)
}

func hits(t *testing.T, h *apptest.House, state string) (out []matching.Hit) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		out, err = matching.Hits(s, authz.Everywhere(), "", state, 0, 100)
		return err
	}))
	return out
}

func want(t *testing.T, name string, err error, code string) {
	t.Helper()
	if errs.CodeOf(err) != code {
		t.Errorf("%s: %v, want %s", name, err, code)
	}
}

// A hit decides nothing: told, heard, and then decided by somebody else.
func TestHit_is_told_heard_and_decided_by_another(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		e, idle := h.Entry("王三"), h.Entry("闲人")
		h.Hold(0, "李四", "", "2025-01-01", "")
		person, err := h.Residents.Register(ctx, who, "", h.Region(apptest.Home), e)
		apptest.Must(t, err)
		_, err = h.Residents.Register(ctx, who, "", h.Region(apptest.Home), idle)
		apptest.Must(t, err)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET person_id = ?", person)
			return err
		}))
		checked := func() (m map[string]matching.Standing) {
			m = map[string]matching.Standing{}
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				p, err := resident.ByID(s, person)
				apptest.Must(t, err)
				all, err := matching.Checked(s, p)
				for _, x := range all {
					m[x.Kind] = x
				}
				return err
			}))
			return m
		}
		if s := checked()["business_owner"]; !s.AsOf.IsZero() || s.Hit != nil {
			t.Errorf("not checked is not the same as clean: %+v", s)
		}
		shop := []any{"办有营业执照", "王三", e.IDNumber, "某某小卖部，负责人"}
		take(t, h, "2025-02-28", shop, []any{"办有营业执照", "闲人", idle.IDNumber, "饭店"},
			[]any{"办有营业执照", "外人", h.Number("1966-01-01", true), "旅店"}, []any{"死亡", "外人", h.Number("1930-01-01", true), ""})
		all := hits(t, h, "")
		if len(all) != 1 || all[0].PersonID != person || all[0].Detail != "某某小卖部，负责人" {
			t.Fatalf("only who holds a post or applies is a hit: %+v", all)
		}
		m := checked()
		if m["business_owner"].Hit == nil || m["deceased"].AsOf.String() != "2025-02-28" || m["deceased"].Hit != nil ||
			!m["in_custody"].AsOf.IsZero() {
			t.Errorf("%+v", m)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			kind, err := matching.Registers{}.Against(s, person)
			if kind != "business_owner" {
				t.Errorf("an undecided hit keeps from filing: %q", kind)
			}
			return err
		}))
		take(t, h, "2025-03-01", shop) // the next register does not raise what is not decided yet
		if n := len(hits(t, h, "")); n != 1 {
			t.Errorf("%d hits", n)
		}
		id := all[0].ID
		town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
		day := civil.MustDate(apptest.Day)
		tell := func(who authz.Actor, version int64, on civil.Date) error {
			_, err := h.Matching.Tell(ctx, who, "", id, version, on)
			return err
		}
		decide := func(who authz.Actor, version int64, outcome, why string) error {
			_, err := h.Matching.Decide(ctx, who, "", id, version, outcome, why)
			return err
		}
		want(t, "the village", tell(who, 1, day), "authz.forbidden")
		want(t, "another township", tell(h.Actor("township_reviewer", "370481116"), 1, day), "authz.not_found")
		want(t, "an old form", tell(town, 2, day), "form.stale")
		want(t, "tomorrow", tell(town, 1, day.AddDays(1)), "form.future")
		want(t, "decided before being told", decide(county, 1, matching.Exit, "确有营业执照"), "hit.state")
		apptest.Must(t, tell(town, 1, day))
		want(t, "told twice", tell(town, 2, day), "hit.state")
		want(t, "while the time runs", decide(county, 2, matching.Exit, "确有营业执照"), "hit.early")
		_, err = h.Matching.Hear(ctx, town, "", id, 2, "无")
		want(t, "nothing said", err, "hit.statement")
		_, err = h.Matching.Hear(ctx, town, "", id, 2, "执照2019年已停业，附注销证明")
		apptest.Must(t, err)
		want(t, "another role", decide(town, 3, matching.Cleared, "已注销"), "authz.forbidden")
		want(t, "no outcome", decide(county, 3, "", "已注销停业"), "form.choice")
		want(t, "no reason", decide(county, 3, matching.Cleared, "好"), "hit.statement")
		done := apptest.AtOnce(6, func() (int, error) { return 1, decide(county, 3, matching.Cleared, "已注销停业") })
		if got := hits(t, h, matching.Cleared); done != 1 || len(got) != 1 || got[0].Decision != "已注销停业" {
			t.Errorf("%d %+v", done, got)
		}
		take(t, h, "2025-03-02", shop) // cleared once: the same fact is not raised again, another one is
		if n := len(hits(t, h, "")); n != 0 {
			t.Errorf("%d hits after it was cleared", n)
		}
		take(t, h, "2025-03-03", []any{"办有营业执照", "王三", e.IDNumber, "新开超市，负责人"})
		all = hits(t, h, "")
		if len(all) != 1 {
			t.Fatalf("%+v", all)
		}
		// no statement: decided when the time is over
		id = all[0].ID
		apptest.Must(t, tell(town, 1, day))
		h.Set.Move(clock.On(civil.MustDate("2025-03-18"), 9, 0))
		apptest.Must(t, decide(county, 2, matching.Exit, "确有营业执照，本人未说明"))
	})
}

// What a register says keeps an application from being filed until it is decided that it does no harm (联审).
func TestHit_keeps_an_application_from_being_filed(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	e := h.Entry("王三")
	person, err := h.Residents.Register(ctx, who, "", h.Region(apptest.Home), e)
	apptest.Must(t, err)
	id, err := h.Applications.Submit(ctx, who, "", h.Region(apptest.Home),
		application.Proposal{PostID: h.Posts[0], PersonID: person, Basis: "poverty_out"})
	apptest.Must(t, err)
	move := func(v int64) application.Move { return application.Move{ID: id, Version: v, Pass: true} }
	_, err = h.Applications.Check(ctx, h.Actor("village_registrar", apptest.Home, "-2"), "", move(1))
	apptest.Must(t, err)
	_, err = h.Applications.Review(ctx, who, "", move(2),
		application.ReviewRecord{On: civil.MustDate(apptest.Day), Present: 20, Entitled: 21, VotesFor: 20})
	apptest.Must(t, err)
	_, err = h.Applications.Notice(ctx, who, "", move(3),
		application.NoticeRecord{From: civil.MustDate(apptest.Day), Until: civil.MustDate("2025-03-10"), Boards: "村公示栏"})
	apptest.Must(t, err)
	h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
	town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
	_, err = h.Applications.Audit(ctx, town, "", move(4))
	apptest.Must(t, err)
	take(t, h, "2025-03-10", []any{"公职人员", "王三", e.IDNumber, "某局"})
	_, err = h.Applications.File(ctx, county, "", move(5))
	want(t, "an open hit", err, "application.register")
	hit := hits(t, h, "")[0].ID
	_, err = h.Matching.Tell(ctx, town, "", hit, 1, civil.MustDate("2025-03-11"))
	apptest.Must(t, err)
	_, err = h.Matching.Hear(ctx, town, "", hit, 2, "同名同号录错，单位已出证明")
	apptest.Must(t, err)
	_, err = h.Applications.File(ctx, county, "", move(5))
	want(t, "a hit that waits for the decision", err, "application.register")
	_, err = h.Matching.Decide(ctx, county, "", hit, 3, matching.Cleared, "单位证明录入有误")
	apptest.Must(t, err)
	_, err = h.Applications.File(ctx, county, "", move(5))
	apptest.Must(t, err)
}
