package application_test

import (
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

const document = "镇审〔2025〕1号"

// batchWorld is an office with a recruit notice, and a scan that any step may bring.
type batchWorld struct {
	*apptest.House
	t    *testing.T
	scan int64
}

func newBatchWorld(t *testing.T, db *database.DB) *batchWorld {
	h := apptest.New(t, db)
	who, home := h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home)
	_, err := h.Applications.PostRecruit(apptest.Ctx, who, "", home, application.RecruitNotice{Kind: "cleaning", Posts: 3,
		Conditions: "本村常住，能胜任", RateFen: 80000, HoursMonth: 40, FromDate: civil.MustDate("2025-02-20"),
		UntilDate: civil.MustDate("2025-02-28"), Boards: "村公示栏"})
	apptest.Must(t, err)
	stored, err := h.Files.Put("x.png", strings.NewReader("\x89PNG\r\n\x1a\nx"))
	apptest.Must(t, err)
	scan, err := desk.Do(apptest.Ctx, h.Desk, who, "", func(v *desk.Visit) (int64, error) {
		v.Record("file.keep", "file", 0)
		if err := v.Allow("application.view", home.Path); err != nil {
			return 0, err
		}
		return files.Keep(v, stored, home.Path, files.OfApplication)
	})
	apptest.Must(t, err)
	return &batchWorld{h, t, scan}
}

// way of an application: what is not in order with it.
type way struct {
	kin, noScan bool
	until       string // last day of the notice, if not 10 March
	remark      string // that the village wrote at its review
}

// noticed brings an application of a post up to its notice; the kin of its applicant are declared, to be none.
func (w *batchWorld) noticed(name string, post int, x way) application.Move {
	w.t.Helper()
	who, day := w.Actor("village_registrar", apptest.Home), civil.MustDate(apptest.Day)
	person := w.Person(apptest.Home, name)
	if !x.kin {
		_, err := w.Residents.DeclareKin(apptest.Ctx, who, "", person, day, "本人声明", nil, true, nil)
		apptest.Must(w.t, err)
	}
	id := checkedApplication(w.t, w.House, person, post)
	m := application.Move{ID: id, Version: 2, Remark: x.remark}
	if !x.noScan {
		m.FileID = &w.scan
	}
	_, err := w.Applications.Review(apptest.Ctx, who, "", m,
		application.ReviewRecord{On: day, Present: 20, Entitled: 21, VotesFor: 20})
	apptest.Must(w.t, err)
	until := "2025-03-10"
	if x.until != "" {
		until = x.until
	}
	_, err = w.Applications.Notice(apptest.Ctx, who, "", application.Move{ID: id, Version: 3},
		application.NoticeRecord{From: day, Until: civil.MustDate(until), Boards: "村公示栏"})
	apptest.Must(w.t, err)
	return application.Move{ID: id, Version: 4}
}

// look as somebody at what waits for a step.
func (w *batchWorld) look(actor authz.Actor, step string, at func(*application.Look) error) error {
	return w.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		l, err := application.NewLook(w.Applications, s, actor, step, w.Clock.Now().Date())
		if err != nil {
			return err
		}
		return at(l)
	})
}

// why an application is kept out of a batch of somebody, in words; empty: it is not.
func (w *batchWorld) why(actor authz.Actor, step string, id int64) string {
	w.t.Helper()
	var view application.BatchView
	apptest.Must(w.t, w.look(actor, step, func(l *application.Look) (err error) {
		view, err = l.Chosen([]int64{id})
		return err
	}))
	var out []string
	for _, x := range view.Out {
		for _, e := range x.Why {
			out = append(out, words.Sentences(e)...)
		}
	}
	if len(view.In)+len(view.Out) != 1 {
		w.t.Errorf("%+v", view)
	}
	return strings.Join(out, "")
}

func (w *batchWorld) pass(actor authz.Actor, key string, b application.Batch) (application.BatchDone, error) {
	return w.Applications.PassBatch(apptest.Ctx, actor, key, b)
}

func (w *batchWorld) audits(moves ...application.Move) application.Batch {
	return application.Batch{Step: application.StepAudit, Path: w.Region(apptest.Town).Path, Moves: moves,
		Document: document, By: "按条件：区域＝中心街街道"}
}

func TestBatch_leaves_out_whatever_wants_a_look(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		w := newBatchWorld(t, db)
		good, remarked, short := w.noticed("王三", 0, way{}), w.noticed("李四", 1, way{remark: "会上有人问起工时"}),
			w.noticed("赵五", 2, way{until: "2025-03-04", kin: true, noScan: true})
		town := w.Actor("township_reviewer", apptest.Town)
		if got := w.why(town, application.StepAudit, good.ID); !strings.Contains(got, "公示到2025-03-10为止") {
			t.Errorf("while the notice runs: %q", got)
		}
		w.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
		if got := w.why(town, application.StepAudit, good.ID); got != "" {
			t.Errorf("one in order is kept out: %s", got)
		}
		for _, c := range []struct {
			id   int64
			want string
		}{{remarked.ID, "民主评议时写有意见"}, {short.ID, "公示不合规"}, {short.ID, "已收集亲属关系申报"}, {short.ID, "已上传签字原件"}} {
			if got := w.why(town, application.StepAudit, c.id); !strings.Contains(got, c.want) {
				t.Errorf("%q is not said: %q", c.want, got)
			}
		}
		done, err := w.pass(town, "", w.audits(good, remarked, short))
		if err != nil || done.Passed != 1 || !slices.Equal(done.Left, []int64{remarked.ID, short.ID}) {
			t.Errorf("forged into the list: %+v %v", done, err)
		}
		for _, m := range []application.Move{remarked, short} {
			if x, _ := state(t, w.House, m.ID); x.State != application.Noticed {
				t.Errorf("%s was passed with others", x.Number)
			}
		}
		_, err = w.pass(town, "", w.audits(remarked, short))
		apptest.Want(t, "nobody is left", "application.left", err)
		// the entry says how they were chosen, which passed and which not
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			list, err := apptest.Acts(s, "application.audit_batch")
			if err != nil || len(list) != 1 || list[0].Act != "application.audit_batch" || list[0].Channel != "batch" {
				t.Fatalf("%+v %v", list, err)
			}
			for _, want := range []string{"chosen=按条件：区域＝中心街街道", "document=" + document, "applications=1",
				"passed=370402001016-", "left=370402001016-", "seen="} {
				if !strings.Contains(list[0].Detail, want) {
					t.Errorf("%q is not in the record: %s", want, list[0].Detail)
				}
			}
			return nil
		}))
	})
}

func TestBatch_leaves_out_objections_kin_in_office_and_own_hands(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		w := newBatchWorld(t, db)
		a, b := w.noticed("王三", 0, way{}), w.noticed("李四", 1, way{})
		w.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
		town, county := w.Actor("township_reviewer", apptest.Town), w.Actor("county_reviewer", apptest.County)
		done, err := w.pass(town, "", w.audits(a, b))
		if err != nil || done.Passed != 2 {
			t.Fatalf("%+v %v", done, err)
		}
		x, steps := state(t, w.House, b.ID)
		if last := steps[len(steps)-1]; x.State != application.Audited || last.Channel != "batch" ||
			last.Remark != "文号："+document {
			t.Errorf("%+v %+v", x, last)
		}
		if got := w.why(county, application.StepFile, a.ID); got != "" {
			t.Errorf("the document of a batch is no remark: %s", got)
		}
		// the same human under another role
		both := county
		both.PersonKey = town.PersonKey
		if got := w.why(both, application.StepFile, a.ID); !strings.Contains(got, "您已办理过这份申请的另一步") {
			t.Errorf("one's own: %q", got)
		}
		// a brother in office, told of since
		var person int64
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			x, err := application.ByID(s, a.ID)
			person = x.PersonID
			return err
		}))
		_, err = w.Residents.Appoint(apptest.Ctx, town, "", person, resident.Appointment{Kind: "village_cadre",
			Title: "村委会委员", Region: w.Region(apptest.Home), From: civil.MustDate("2025-01-01"), Source: "换届名册"})
		apptest.Must(t, err)
		if got := w.why(county, application.StepFile, a.ID); got == "" {
			t.Error("a village cadre is filed in a batch")
		}
		a.Version, b.Version = 5, 5
		files := application.Batch{Step: application.StepFile, Path: w.Region(apptest.County).Path, Document: "区备〔2025〕1号",
			By: "逐份勾选", Moves: []application.Move{a, b}}
		done, err = w.pass(county, "", files)
		if err != nil || done.Passed != 1 || !slices.Equal(done.Left, []int64{a.ID}) {
			t.Errorf("%+v %v", done, err)
		}
	})
}

func TestBatch_refuses_wrong_role_region_state_number_and_document(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		w := newBatchWorld(t, db)
		a := w.noticed("王三", 0, way{})
		w.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
		town, county := w.Actor("township_reviewer", apptest.Town), w.Actor("county_reviewer", apptest.County)
		stale, path := a, w.Region(apptest.Town).Path
		stale.Version = 3
		many := make([]application.Move, application.MaxBatch+1)
		for _, c := range []struct {
			name, code, step, path, document string
			who                              authz.Actor
			moves                            []application.Move
		}{
			{"an old form", "application.left", "audit", path, document, town, []application.Move{stale}},
			{"no document", "form.required", "audit", path, " ", town, []application.Move{a}},
			{"nothing chosen", "application.none", "audit", path, document, town, nil},
			{"201", "application.none", "audit", path, document, town, many},
			{"no such step", "form.choice", "review", path, document, town, []application.Move{a}},
			{"a county without the rulebook's word", "application.left", "audit", path, document, county,
				[]application.Move{a}},
			{"a village", "authz.forbidden", "audit", w.Region(apptest.Home).Path, document,
				w.Actor("village_registrar", apptest.Home), []application.Move{a}},
			{"another township", "authz.not_found", "audit", w.Region("370481116").Path, document,
				w.Actor("township_reviewer", "370481116"), []application.Move{a}},
			{"not at this step", "application.left", "file", w.Region(apptest.County).Path, document, county,
				[]application.Move{a}},
		} {
			_, err := w.pass(c.who, "", application.Batch{Step: c.step, Path: c.path, Moves: c.moves, Document: c.document})
			apptest.Want(t, c.name, c.code, err)
		}
		if x, _ := state(t, w.House, a.ID); x.State != application.Noticed {
			t.Error("a refused batch must move nobody")
		}
		look := func(who authz.Actor, step string, ids []int64) error {
			return w.look(who, step, func(l *application.Look) error {
				_, err := l.Chosen(ids)
				return err
			})
		}
		apptest.Want(t, "a look from another township", "authz.not_found",
			look(w.Actor("township_reviewer", "370481116"), "audit", []int64{a.ID}))
		apptest.Want(t, "a look at 201", "application.none", look(town, "audit", make([]int64, application.MaxBatch+1)))
		apptest.Want(t, "a look for another step", "form.choice", look(town, "review", []int64{a.ID}))
	})
}

func TestBatch_twice_and_at_the_same_time(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		w := newBatchWorld(t, db)
		a, b := w.noticed("王三", 0, way{}), w.noticed("李四", 1, way{})
		c := w.noticed("赵五", 2, way{until: "2025-03-12"})
		w.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
		one, two := w.Actor("township_reviewer", apptest.Town), w.Actor("township_reviewer", apptest.Town, "-2")
		var n atomic.Int64
		passed := apptest.AtOnce(6, func() (int, error) {
			who := one
			if n.Add(1)%2 == 0 {
				who = two
			}
			done, err := w.pass(who, "", w.audits(a, b))
			return done.Passed, err
		})
		if passed != 2 {
			t.Errorf("%d passed of two", passed)
		}
		w.Set.Move(clock.On(civil.MustDate("2025-03-13"), 9, 0))
		first, err := w.pass(one, "key-1", w.audits(c, a))
		if err != nil || first.Passed != 1 || !slices.Equal(first.Left, []int64{a.ID}) {
			t.Fatalf("%+v %v", first, err)
		}
		again, err := w.pass(one, "key-1", w.audits(c, a))
		if err != nil || again.Passed != 1 || !slices.Equal(again.Left, first.Left) {
			t.Errorf("the same form again: %+v %v", again, err)
		}
	})
}

func TestBatch_by_a_filter_takes_the_longest_waiting_first(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		w := newBatchWorld(t, db)
		late, early := w.noticed("王三", 0, way{until: "2025-03-12"}), w.noticed("李四", 1, way{})
		w.Set.Move(clock.On(civil.MustDate("2025-03-14"), 9, 0))
		town := w.Actor("township_reviewer", apptest.Town)
		look := func(f application.BatchFilter) (out []int64) {
			apptest.Must(t, w.look(town, application.StepAudit, func(l *application.Look) error {
				view, err := l.Filtered(f)
				for _, x := range view.In {
					out = append(out, x.ID)
				}
				return err
			}))
			return out
		}
		for _, c := range []struct {
			name string
			f    application.BatchFilter
			want []int64
		}{
			{"all", application.BatchFilter{}, []int64{early.ID, late.ID}},
			{"a month", application.BatchFilter{Month: civil.MustMonth("2025-03"), Basis: "poverty_out"},
				[]int64{early.ID, late.ID}},
			{"another month", application.BatchFilter{Month: civil.MustMonth("2025-02")}, nil},
			{"another basis", application.BatchFilter{Basis: "disabled"}, nil},
			{"another village", application.BatchFilter{Within: w.Region(apptest.Beside).Path}, nil},
			{"another county", application.BatchFilter{Within: w.Region(apptest.Away).Path}, nil},
		} {
			if got := look(c.f); !slices.Equal(got, c.want) {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
			}
		}
	})
}
