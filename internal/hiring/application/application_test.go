package application_test

import (
	"errors"
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/resident"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

const home = apptest.Home

// road walks one application; each step may be stopped at and refused.
type road struct {
	*apptest.House
	t       *testing.T
	id      int64
	version int64
}

func begin(t *testing.T, h *apptest.House, name string) *road {
	t.Helper()
	person := h.Person(home, name)
	id, err := h.Applications.Submit(ctx, h.Actor("village_registrar", home), "", h.Region(home),
		application.Proposal{PostID: h.Posts[0], PersonID: person, Basis: "poverty_out"})
	apptest.Must(t, err)
	return &road{House: h, t: t, id: id, version: 1}
}

func (r *road) move(pass bool, remark string) application.Move {
	return application.Move{ID: r.id, Version: r.version, Pass: pass, Remark: remark}
}

func (r *road) done(_ int64, err error) {
	r.t.Helper()
	apptest.Must(r.t, err)
	r.version++
}

func (r *road) refused(code string, _ int64, err error) {
	r.t.Helper()
	if got := errs.CodeOf(err); got != code {
		r.t.Errorf("refused with %q (%v), want %q", got, err, code)
	}
}

func (r *road) state() string {
	r.t.Helper()
	var a application.Application
	apptest.Must(r.t,
		r.DB.Read(ctx, func(s *database.Snapshot) (err error) { a, err = application.ByID(s, r.id); return err }))
	return a.State
}

func review(present, entitled, yes int64) application.ReviewRecord {
	return application.ReviewRecord{On: civil.MustDate(apptest.Day), Present: present, Entitled: entitled, VotesFor: yes,
		VotesAgainst: present - yes}
}

func notice(from, until string) application.NoticeRecord {
	return application.NoticeRecord{From: civil.MustDate(from), Until: civil.MustDate(until), Boards: "村公示栏"}
}

func terms(on string) placement.Terms {
	d := civil.MustDate(on)
	return placement.Terms{StartOn: d, AgreementNo: "A-1", AgreementFrom: d, AgreementUntil: d.AddMonths(12).AddDays(-1),
		InsuranceNo: "B1", InsuredFrom: d, TrainedOn: d}
}

// toFiled carries an application to the county's file, moving the clock over the notice.
func (r *road) toFiled() {
	first, second := r.Actor("village_registrar", home), r.Actor("village_registrar", home, "-2")
	r.done(r.Applications.Check(ctx, second, "", r.move(true, "")))
	r.done(r.Applications.Review(ctx, first, "", r.move(true, ""), review(30, 40, 25)))
	r.done(r.Applications.Notice(ctx, first, "", r.move(true, ""), notice("2025-03-03", "2025-03-10")))
	r.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
	r.done(r.Applications.Audit(ctx, r.Actor("township_reviewer", apptest.Town), "", r.move(true, "")))
	r.done(r.Applications.File(ctx, r.Actor("county_reviewer", apptest.County), "", r.move(true, "")))
}

func TestRoad_from_proposal_to_post_and_exit(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		r := begin(t, h, "王秀英")
		r.toFiled()
		county := h.Actor("county_reviewer", apptest.County)
		p, err := h.Placements.Start(ctx, county, "", r.id, r.version, terms("2025-03-12"))
		apptest.Must(t, err)
		if s := r.state(); s != application.Placed {
			t.Fatal(s)
		}
		h.Set.Move(clock.On(civil.MustDate("2026-03-01"), 9, 0))
		until := civil.MustDate("2027-03-11") // twelve months from 2026-03-12, the day after the first agreement's last
		_, err = h.Placements.Renew(ctx, county, "", p, 1, "A-2", until.AddDays(1), "")
		r.refused("placement.agreement_until", 0, err)
		_, err = h.Placements.Renew(ctx, h.Actor("township_reviewer", apptest.Town), "", p, 1, "A-2", until, "")
		r.refused("authz.forbidden", 0, err)
		_, err = h.Placements.Renew(ctx, county, "", p, 1, "A-2", until, "")
		apptest.Must(t, err)
		_, err = h.Placements.Renew(ctx, county, "", p, 1, "A-3", until, "")
		r.refused("placement.renewed", 0, err)
		_, err = h.Placements.End(ctx, county, "", p, 2, civil.MustDate("2026-03-02"), "own_wish", "")
		r.refused("placement.end_on", 0, err)
		_, err = h.Placements.End(ctx, county, "", p, 2, civil.MustDate("2026-02-28"), "own_wish", "")
		apptest.Must(t, err)
		_, err = h.Placements.Renew(ctx, county, "", p, 3, "A-3", until, "")
		r.refused("placement.ended", 0, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			steps, err := application.StepsOf(s, r.id)
			if err != nil || len(steps) != 6 {
				t.Fatalf("%d steps, %v", len(steps), err)
			}
			rep, err := trail.Verify(s,
				[]trail.Table{application.Witness, placement.Witness, resident.OriginWitness, resident.BaselineWitness}, "")
			if err != nil || rep.Rows != 10 {
				t.Fatalf("%+v %v", rep, err)
			}
			return nil
		}))
	})
}

func TestRoad_refuses_at_each_gate(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		first, second := h.Actor("village_registrar", home), h.Actor("village_registrar", home, "-2")
		town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
		r := begin(t, h, "李桂芳")
		a := h.Applications

		r.refusedBy("application.same_hand", func() (int64, error) { return a.Check(ctx, first, "", r.move(true, "")) })
		r.refusedBy("authz.forbidden", func() (int64, error) { return a.Check(ctx, town, "", r.move(true, "")) })
		r.refusedBy("authz.not_found", func() (int64, error) {
			return a.Check(ctx, h.Actor("village_registrar", apptest.Beside), "", r.move(true, ""))
		})
		r.refusedBy("authz.not_found", func() (int64, error) {
			return a.Audit(ctx, h.Actor("township_reviewer", "370481116"), "", r.move(true, ""))
		})
		r.refusedBy("application.state", func() (int64, error) {
			return a.Review(ctx, first, "", r.move(true, ""), review(30, 40, 25))
		})
		r.refusedBy("application.remark", func() (int64, error) { return a.Check(ctx, second, "", r.move(false, "")) })
		r.done(a.Check(ctx, second, "", r.move(true, "")))
		stale := r.move(true, "")
		stale.Version--
		r.refusedBy("form.stale", func() (int64, error) { return a.Review(ctx, first, "", stale, review(30, 40, 25)) })
		r.refusedBy("review.votes", func() (int64, error) {
			return a.Review(ctx, first, "", r.move(true, ""),
				application.ReviewRecord{On: civil.MustDate(apptest.Day), Present: 30, Entitled: 40, VotesFor: 31})
		})
		// too few present: recorded as it happened, and it blocks the audit, not the record
		r.done(a.Review(ctx, first, "", r.move(true, ""), review(20, 40, 19)))
		r.done(a.Notice(ctx, first, "", r.move(true, ""), notice("2025-03-03", "2025-03-05")))
		h.Set.Move(clock.On(civil.MustDate("2025-03-20"), 9, 0))
		r.refusedBy("application.review_irregular", func() (int64, error) { return a.Audit(ctx, town, "", r.move(true, "")) })

		r = begin2(t, h, "赵玉兰", h.Posts[1])
		r.done(a.Check(ctx, second, "", r.move(true, "")))
		r.done(a.Review(ctx, first, "", r.move(true, ""),
			application.ReviewRecord{On: civil.MustDate("2025-03-20"), Present: 30, Entitled: 40, VotesFor: 30}))
		// a notice of three days is kept, marked, and must hang again
		r.done(a.Notice(ctx, first, "", r.move(true, ""), notice("2025-03-20", "2025-03-23")))
		h.Set.Move(clock.On(civil.MustDate("2025-03-24"), 9, 0))
		r.refusedBy("application.notice_irregular", func() (int64, error) { return a.Audit(ctx, town, "", r.move(true, "")) })
		r.done(a.Notice(ctx, first, "", r.move(true, ""), notice("2025-03-24", "2025-03-31")))
		h.Set.Move(clock.On(civil.MustDate("2025-03-31"), 23, 0))
		r.refusedBy("application.notice_running", func() (int64, error) { return a.Audit(ctx, town, "", r.move(true, "")) })
		h.Set.Move(clock.On(civil.MustDate("2025-04-01"), 0, 1))
		r.done(a.Audit(ctx, town, "", r.move(true, "")))
		r.refusedBy("application.not_filed", func() (int64, error) {
			return h.Placements.Start(ctx, county, "", r.id, r.version, terms("2025-04-01"))
		})
		r.done(a.File(ctx, county, "", r.move(true, "")))
		late := terms("2025-04-02")
		late.InsuredFrom, late.TrainedOn = civil.MustDate("2025-04-03"), civil.Date{}
		_, err := h.Placements.Start(ctx, county, "", r.id, r.version, late)
		if !errors.Is(err, errs.New(errs.Invalid, "placement.insurance")) ||
			!errors.Is(err, errs.New(errs.Invalid, "placement.training")) {
			t.Errorf("both faults at once, not %v", err)
		}
		r.refusedBy("authz.forbidden", func() (int64, error) {
			return h.Placements.Start(ctx, town, "", r.id, r.version, terms("2025-04-02"))
		})
		_, err = h.Placements.Start(ctx, county, "", r.id, r.version, terms("2025-04-02"))
		apptest.Must(t, err)
		r.refusedBy("form.stale", func() (int64, error) {
			return h.Placements.Start(ctx, county, "", r.id, r.version, terms("2025-04-02"))
		})
	})
}

func begin2(t *testing.T, h *apptest.House, name string, postID int64) *road {
	t.Helper()
	person := h.Person(home, name)
	id, err := h.Applications.Submit(ctx, h.Actor("village_registrar", home), "", h.Region(home),
		application.Proposal{PostID: postID, PersonID: person, Basis: "poverty_out"})
	apptest.Must(t, err)
	return &road{House: h, t: t, id: id, version: 1}
}

func (r *road) refusedBy(code string, f func() (int64, error)) {
	r.t.Helper()
	_, err := f()
	r.refused(code, 0, err)
}

func TestSubmit_names_all_that_blocks_at_once_and_wants_reasons(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", home)
		e := h.Entry("孙小学")
		e.IDNumber, e.Categories, e.Exclusions = h.Number("2012-01-01", true), nil, []string{"student", "business_owner"}
		child, err := h.Residents.Register(ctx, who, "", h.Region(home), e)
		apptest.Must(t, err)
		submit := func(person int64, reason string) error {
			_, err := h.Applications.Submit(ctx, who, "", h.Region(home),
				application.Proposal{PostID: h.Posts[0], PersonID: person, Basis: "poverty_out", Reason: reason})
			return err
		}
		err = submit(child, "")
		for _, code := range []string{"person.age_under", "person.no_basis", "exclude.student", "exclude.business_owner"} {
			if !errors.Is(err, errs.New(errs.Invalid, code)) {
				t.Errorf("%s is not among %v", code, err)
			}
		}
		e = h.Entry("钱老汉")
		e.IDNumber = h.Number("1957-01-01", false)
		old, err := h.Residents.Register(ctx, who, "", h.Region(home), e)
		apptest.Must(t, err)
		if code := errs.CodeOf(submit(old, " ")); code != "application.reason" {
			t.Errorf("without a reason: %s", code)
		}
		apptest.Must(t, submit(old, "身体好，能胜任"))
		if code := errs.CodeOf(submit(old, "再报一次")); code != "application.live" {
			t.Errorf("twice: %s", code)
		}
	})
}

func TestSubmit_recuses_kin_and_self(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", home)
		// the registrar's own identity number, registered as a resident: the person key is the same blind index
		self := h.PersonOfUser(who, "自己人")
		brother := h.Person(home, "兄弟人")
		stranger := h.Person(home, "外姓人")
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec(
				"INSERT INTO kinship (person_id, kin_id, code, source, since) VALUES (?, ?, '71', '申报', '2024-01-01')", self,
				brother)
			return err
		}))
		for person, want := range map[int64]string{self: "resident.recuse_self", brother: "resident.recuse_kin",
			stranger: ""} {
			_, err := h.Applications.Submit(ctx, who, "", h.Region(home),
				application.Proposal{PostID: h.Posts[0], PersonID: person, Basis: "poverty_out"})
			if got := errs.CodeOf(err); got != want {
				t.Errorf("person %d: %q (%v), want %q", person, got, err, want)
			}
		}
	})
}

func TestStart_of_two_on_one_post_at_once_lets_one_in(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := begin(t, h, "周一一"), begin(t, h, "周二二")
		a.toFiled()
		h.Set.Move(clock.On(civil.MustDate(apptest.Day), 12, 0))
		b.toFiled()
		var wg sync.WaitGroup
		codes := make([]string, 2)
		for i, r := range []*road{a, b} {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_, err := h.Placements.Start(ctx, h.Actor("county_reviewer", apptest.County), "", r.id, r.version,
					terms("2025-03-12"))
				codes[i] = errs.CodeOf(err)
			}()
		}
		wg.Wait()
		if !(codes[0] == "" && codes[1] == "placement.post_taken" || codes[1] == "" && codes[0] == "placement.post_taken") {
			t.Fatalf("%q", codes)
		}
	})
}

func TestSubmit_twice_with_one_key_answers_the_first_result(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		person := h.Person(home, "吴双击")
		got := make([]int64, 8)
		var wg sync.WaitGroup
		for i := range got {
			wg.Add(1)
			go func() {
				defer wg.Done()
				id, err := h.Applications.Submit(ctx, h.Actor("village_registrar", home), "one-key", h.Region(home),
					application.Proposal{PostID: h.Posts[0], PersonID: person, Basis: "poverty_out"})
				if err != nil {
					t.Error(err)
				}
				got[i] = id
			}()
		}
		wg.Wait()
		for _, id := range got {
			if id == 0 || id != got[0] {
				t.Fatalf("%v", got)
			}
		}
	})
}

// The gates in a table that a supervisor can read: who, which fact, which reaction.
func TestJudge(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	book := h.Book()
	day := civil.MustDate("2025-03-03")
	path := h.Region(home).Path
	ok := application.Facts{Person: resident.Person{Birth: civil.MustDate("1970-01-01")}, Day: day, Path: path,
		Basis: "poverty_out", KinKnown: true,
		Categories: []resident.Dated{{Code: "poverty_out", FromDate: civil.MustDate("2021-01-01")}}}
	since := func(code, from string) []resident.Dated {
		return []resident.Dated{{Code: code, FromDate: civil.MustDate(from)}}
	}
	office := func(code, from, until string) []resident.KinOfOfficial {
		k := resident.KinOfOfficial{Code: code, FromDate: civil.MustDate(from)}
		if until != "" {
			k.Until = civil.MustDate(until)
		}
		return []resident.KinOfOfficial{k}
	}
	cases := []struct {
		name   string
		change func(*application.Facts)
		want   string // code=reaction, empty for nothing
	}{
		{"nothing speaks against", func(*application.Facts) {}, ""},
		{"sixteen today", func(f *application.Facts) { f.Person.Birth = civil.MustDate("2009-03-03") }, ""},
		{"sixteen tomorrow", func(f *application.Facts) { f.Person.Birth = civil.MustDate("2009-03-04") },
			"person.age_under=block"},
		{"sixty-five and a day short of sixty-six",
			func(f *application.Facts) { f.Person.Birth = civil.MustDate("1959-03-04") }, ""},
		{"sixty-six", func(f *application.Facts) { f.Person.Birth = civil.MustDate("1959-03-03") }, "person.age_over=warn"},
		{"dead", func(f *application.Facts) { f.Person.DiedOn = civil.MustDate("2025-03-01") }, "person.dead=block"},
		{"category ended yesterday", func(f *application.Facts) { f.Categories[0].Until = day }, "person.no_basis=block"},
		{"older without a register: the identity number proves it",
			func(f *application.Facts) { f.Basis, f.Categories = "older", nil }, ""},
		{"older at forty-four", func(f *application.Facts) {
			f.Basis, f.Categories = "older", nil
			f.Person.Birth = civil.MustDate("1980-04-01")
		}, "person.no_basis=block"},
		{"pays employee pension",
			func(f *application.Facts) { f.Exclusions = since("employee_pension_paying", "2024-01-01") },
			"exclude.employee_pension_paying=block"},
		{"works elsewhere", func(f *application.Facts) { f.Exclusions = since("elsewhere", "2024-01-01") },
			"exclude.elsewhere=warn"},
		{"an exclusion that begins tomorrow", func(f *application.Facts) { f.Exclusions = since("student", "2025-03-04") },
			""},
		{"village cadre", func(f *application.Facts) { f.Offices = office("village_cadre", "2021-01-01", "") },
			"exclude.village_cadre=block"},
		{"former village cadre",
			func(f *application.Facts) { f.Offices = office("village_cadre", "2021-01-01", "2024-12-31") }, ""},
		{"brother of a cadre: information, not a refusal",
			func(f *application.Facts) { f.Kin = office("71", "2021-01-01", "") }, "kin.official=info"},
		{"lives with a cadre: declare", func(f *application.Facts) { f.Kin = office("", "2021-01-01", "") },
			"kin.official=declare"},
		{"no kin declared is not the same as none", func(f *application.Facts) { f.KinKnown = false },
			"kin.not_collected=info"},
		{"holds a post", func(f *application.Facts) { f.LivePosts = 1 }, "person.max_posts=block"},
		{"somebody of the household holds one", func(f *application.Facts) { f.HouseHolds = 1 }, "household.max_posts=warn"},
		{"thirty-five months", func(f *application.Facts) { f.MonthsHeld = 35 }, ""},
		{"thirty-six months", func(f *application.Facts) { f.MonthsHeld = 36 }, "term.max_months=warn"},
		{"moved here last month", func(f *application.Facts) { f.Person.ResidentSince = civil.MustDate("2025-02-01") },
			"person.residence=warn"},
		{"here for a year", func(f *application.Facts) { f.Person.ResidentSince = civil.MustDate("2024-03-03") }, ""},
	}
	for _, c := range cases {
		f := ok
		f.Categories = append([]resident.Dated{}, ok.Categories...)
		c.change(&f)
		got := ""
		for _, r := range application.Judge(f, book) {
			got += r.Code + "=" + r.Reaction
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

// While its notice hangs an application is nobody's to audit: it is counted from the day after.
func TestWaitingAt_counts_an_audit_once_the_notice_ended(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	r := begin(t, h, "王秀英")
	first, second := r.Actor("village_registrar", home), r.Actor("village_registrar", home, "-2")
	r.done(r.Applications.Check(ctx, second, "", r.move(true, "")))
	r.done(r.Applications.Review(ctx, first, "", r.move(true, ""), review(30, 40, 25)))
	r.done(r.Applications.Notice(ctx, first, "", r.move(true, ""), notice("2025-03-03", "2025-03-10")))
	for day, want := range map[string]int64{"2025-03-03": 0, "2025-03-10": 0, "2025-03-11": 1} {
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			q, err := application.WaitingAt(s, authz.Everywhere(), application.Noticed, application.Hand{
				Step: application.StepAudit, PersonKey: "town", On: civil.MustDate(day)})
			if q.N != want {
				t.Errorf("%s: %d wait for the township, want %d", day, q.N, want)
			}
			return err
		}))
	}
}
