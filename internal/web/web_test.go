package web_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/account"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

// visitor is a browser without scripts.
type visitor struct {
	t    *testing.T
	base string
	c    *http.Client
}

func visit(t *testing.T, base string) *visitor {
	jar, err := cookiejar.New(nil)
	apptest.Must(t, err)
	return &visitor{t, base,
		&http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

func (v *visitor) do(req *http.Request) (int, string, http.Header) {
	v.t.Helper()
	res, err := v.c.Do(req)
	apptest.Must(v.t, err)
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	apptest.Must(v.t, err)
	return res.StatusCode, string(b), res.Header
}

func (v *visitor) get(path string) (int, string) {
	v.t.Helper()
	req, err := http.NewRequest("GET", v.base+path, nil)
	apptest.Must(v.t, err)
	code, body, _ := v.do(req)
	return code, body
}

func (v *visitor) post(path string, form url.Values) (int, string, http.Header) {
	v.t.Helper()
	req, err := http.NewRequest("POST", v.base+path, strings.NewReader(form.Encode()))
	apptest.Must(v.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.do(req)
}

var csrfField = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

func token(body string) string {
	if m := csrfField.FindStringSubmatch(body); m != nil {
		return m[1]
	}
	return ""
}

func (v *visitor) signIn(login string) *visitor {
	v.t.Helper()
	_, body := v.get("/signin")
	code, body, _ := v.post("/signin", url.Values{"_csrf": {token(body)}, "login": {login}, "password": {apptest.Pass}})
	if code != http.StatusSeeOther {
		v.t.Fatalf("%s: %d %s", login, code, body)
	}
	return v
}

// cookie of the session.
func (v *visitor) cookie() string {
	v.t.Helper()
	at, err := url.Parse(v.base)
	apptest.Must(v.t, err)
	for _, c := range v.c.Jar.Cookies(at) {
		if c.Name == "gw" {
			return c.Value
		}
	}
	return ""
}

// keep a session's cookie that another browser got.
func (v *visitor) keep(token string) {
	v.t.Helper()
	at, err := url.Parse(v.base)
	apptest.Must(v.t, err)
	v.c.Jar.SetCookies(at, []*http.Cookie{{Name: "gw", Value: token, Path: "/"}})
}

func (v *visitor) csrf() string {
	v.t.Helper()
	_, body := v.get("/password")
	return token(body)
}

// things is one object of each kind in a village, by the name that routes use.
func things(t *testing.T, h *apptest.House, code string, postID int64) map[string]int64 {
	t.Helper()
	out := map[string]int64{"post": postID}
	name := "藏名" + map[bool]string{true: "本", false: "外"}[code == apptest.Home]
	out["person"] = h.Person(code, name)
	who := h.Actor("village_registrar", code)
	id, err := h.Applications.Submit(ctx, who, "", h.Region(code),
		application.Proposal{PostID: postID, PersonID: out["person"], Basis: "poverty_out"})
	apptest.Must(t, err)
	out["application"] = id
	kept, err := h.Files.Put("x.png", strings.NewReader("\x89PNG\r\n\x1a\n"+code))
	apptest.Must(t, err)
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		r := h.Region(code)
		file, err := tx.Create(
			"INSERT INTO file (digest, size, media, name, region_path, uploaded_by, at_us) VALUES (?, ?, 'image/png', 'x', ?, "+
				"1, 1)",
			kept.Digest, kept.Size, r.Path)
		if err != nil {
			return err
		}
		out["file"] = file
		place, err := tx.Create(
			"INSERT INTO placement (post_id, person_id, village_id, path, basis, start_on, agreement_no, agreement_kind, "+
				"agreement_from, agreement_until, hours_month, rate_fen, insurance_no, end_on, state) VALUES (?, ?, ?, ?, "+
				"'older', '2024-01-01', 'a', 'service', '2024-01-01', '2024-12-31', 40, 80000, '', '2024-12-31', 'ended')",
			postID, out["person"], r.ID, r.Path)
		out["placement"] = place
		if err != nil {
			return err
		}
		out["sheet"], err = tx.Create(
			"INSERT INTO duty_sheet (village_id, path, month, state, remark) VALUES (?, ?, '2024-12', 'draft', '')", r.ID,
			r.Path)
		if err != nil {
			return err
		}
		if out["complaint"], err = tx.Create(
			"INSERT INTO complaint (number, kind, village_id, path, office, came_by, received_on, answer_by, state) VALUES "+
				"(?, 'unpaid', ?, ?, 'township', 'visit', '2025-01-01', '2025-01-20', 'open')",
			code, r.ID, r.Path); err != nil {
			return err
		}
		if out["ask"], err = tx.Create(
			"INSERT INTO complaint_ask (complaint_id, village_id, path, wording, asked_on, asked_by, answer_by, answer) "+
				"VALUES (?, ?, ?, ?, '2025-01-02', 1, '2025-01-06', '')",
			out["complaint"], r.ID, r.Path, name); err != nil {
			return err
		}
		check, err := tx.Create(
			"INSERT INTO duty_check (client_id, village_id, path, placement_id, method, on_date, finding, checker_id, "+
				"checker_key, second, statement, remark, irregular, channel, at_us, trail_id, row_digest) VALUES (?, ?, ?, ?, "+
				"'site', '2024-12-01', 'not_seen', 1, 'k', '', '', '', '', 'typed', 1, 1, ?)",
			"things-"+code, r.ID, r.Path, place, make([]byte, 32))
		if err != nil {
			return err
		}
		if out["photo"], err = tx.Create(
			"INSERT INTO duty_evidence (check_id, kind, file_id, place, at_us, trail_id, row_digest) VALUES (?, 'photo', ?, "+
				"'', 1, 1, ?)",
			check, file, make([]byte, 32)); err != nil {
			return err
		}
		if out["correction"], err = tx.Create(
			"INSERT INTO person_correction (person_id, path, kind, changes, new_tail, into_id, why, document, state, "+
				"proposed_by, proposed_key, proposed_us) VALUES (?, ?, 'merge', '', '', ?, '藏名', '', 'proposed', 1, 'k', 1)",
			out["person"], r.Path, out["person"]); err != nil {
			return err
		}
		if out["meeting"], err = tx.Create(
			"INSERT INTO review_meeting (village_id, path, on_date, place, chair, led_by, entitled, present, state, remark, "+
				"created_by, created_us) VALUES (?, ?, '2025-01-01', '藏名', '', 'village', 3, 0, 'planned', '', 1, 1)",
			r.ID, r.Path); err != nil {
			return err
		}
		clerk, err := tx.Create(
			"INSERT INTO user_account (login, name, person_key, password_hash, must_change, created_us) VALUES (?, '藏名', ?, "+
				"'', 1, 1)",
			"c"+code, "k"+code)
		if err != nil {
			return err
		}
		out["clerk"] = clerk
		if _, err := tx.Exec(
			"INSERT INTO user_grant (user_id, role, region_id, path, from_date, granted_by, granted_us) VALUES (?, "+
				"'village_registrar', ?, ?, '2024-01-01', 1, 1)",
			clerk, r.ID, r.Path); err != nil {
			return err
		}
		if out["delegate"], err = tx.Create(
			"INSERT INTO user_grant (user_id, role, region_id, path, from_date, until, granted_by, granted_us, delegate) "+
				"VALUES (1, 'village_registrar', ?, ?, '2024-01-01', '2030-01-01', 1, 1, 1)",
			r.ID, r.Path); err != nil {
			return err
		}
		if out["clerk_reset"], err = tx.Create(
			"INSERT INTO reset_request (user_id, path, why, state, asked_by, asked_key, asked_us) VALUES (?, ?, '', 'open', "+
				"1, 'x', 1)",
			clerk, r.Path); err != nil {
			return err
		}
		if out["request"], err = tx.Create(
			"INSERT INTO grant_request (user_id, role, region_id, path, state, requested_by, requested_us) VALUES (?, "+
				"'village_registrar', ?, ?, 'open', 1, 1)",
			clerk, r.ID, r.Path); err != nil {
			return err
		}
		if out["official"], err = tx.Create(
			"INSERT INTO official (person_id, kind, title, region_id, path, from_date, source) VALUES (?, 'village_cadre', "+
				"'藏名', ?, ?, '2024-01-01', 'x')",
			out["person"], r.ID, r.Path); err != nil {
			return err
		}
		if out["import"], err = tx.Create(
			"INSERT INTO import_batch (kind, region_id, path, file_id, file_digest, state, reading, created_by, created_us) "+
				"VALUES ('history', ?, ?, ?, ?, 'accepted', '{}', 1, 1)",
			r.ID, r.Path, file, []byte(fmt.Sprintf("%-32s", code))); err != nil {
			return err
		}
		if out["answer"], err = tx.Create(
			"INSERT INTO column_answer (path, kind, layout, asked, sheet, column_no, head, among, batch_id, answered_by, "+
				"answered_name, answered_us) VALUES (?, 'history', 'x', 'idno', ?, 1, ?, '', ?, 1, ?, 1)",
			r.Path, name, name, out["import"], name); err != nil {
			return err
		}
		if out["accident"], err = tx.Create(
			"INSERT INTO accident (placement_id, path, happened_on, place, story, injury, state, claim_by, claim_no, "+
				"amount_fen, remark, reported_by, reported_us) VALUES (?, ?, '2025-01-01', '藏名', '', '', 'reported', "+
				"'2025-01-11', '', 0, '', 1, 1)",
			out["placement"], r.Path); err != nil {
			return err
		}
		list, err := tx.Create(
			"INSERT INTO register_list (kind, as_of, path, source, batch_id, entries, hits, created_us) VALUES ('deceased', "+
				"'2025-01-01', ?, '藏名', ?, 1, 1, 1)",
			r.Path, out["import"])
		if err != nil {
			return err
		}
		entry, err := tx.Create("INSERT INTO register_entry (list_id, id_index, detail) VALUES (?, ?, '藏名')", list,
			[]byte(fmt.Sprintf("%-32s", code)))
		if err != nil {
			return err
		}
		if out["hit"], err = tx.Create(
			"INSERT INTO register_hit (entry_id, person_id, path, kind, state, statement, decision, told_key, decided_key, "+
				"created_us) VALUES (?, ?, ?, 'deceased', 'open', '', '', '', '', 1)",
			entry, out["person"], r.Path); err != nil {
			return err
		}
		if out["history"], err = tx.Create(
			"INSERT INTO history_row (batch_id, path, sheet, row_no, raw_digest, year, name, id_tail, basis, post, start_raw, "+
				"end_raw, review_raw, notice_raw, audit_raw, slip, handler, remark, odd, trail_id, row_digest) VALUES (?, ?, '', "+
				"4, ?, 2023, '藏名', '', '', '', '', '', '', '', '', '', '', '', '', 1, ?)",
			out["import"], r.Path, make([]byte, 32), make([]byte, 32)); err != nil {
			return err
		}
		c := h.Region(code[:6])
		var of int64
		if _, err := tx.One(&of, "SELECT id FROM reporting_unit WHERE code = ?", code[:6]); err != nil {
			return err
		}
		if out["entry"], err = tx.Create(
			"INSERT INTO list_entry (unit_id, kind, name, place, level, document, owner, contractor, from_on, people, "+
				"poverty_out, changed, note, channel, actor_id, at_us) VALUES (?, 'work_relief', '藏名', '', '', '', '', '', "+
				"'2024-01-01', 1, 1, '', '', 'typed', 1, 1)",
			of); err != nil {
			return err
		}
		if out["unitclerk"], err = tx.Create("INSERT INTO unit_clerk (unit_id, user_id, department) VALUES (?, ?, 'civil')",
			of, clerk); err != nil {
			return err
		}
		form, err := tx.Create("INSERT INTO progress_form (unit_id, quarter, state) VALUES (?, '2024Q4', 'submitted')", of)
		if err != nil {
			return err
		}
		if out["submission"], err = tx.Create(
			"INSERT INTO progress_submission (form_id, round, unit_name, cut_off, filled_on, filler, reviewer, leader, phone, "+
				"definition, why, file_id, digest, actor_id, person_key, at_us, trail_id, row_digest) VALUES (?, 1, '藏名', "+
				"'2024-12-05', '2024-12-05', '藏名', '', '', '', '', '', ?, ?, 1, 'k', 1, 1, ?)",
			form, file, make([]byte, 32), make([]byte, 32)); err != nil {
			return err
		}
		if out["project"], err = tx.Create(
			"INSERT INTO project (unit_id, name, summary, jobs, jobs_poverty_out, sites, contact_name, contact_phone, remark, "+
				"reached, reached_poverty_out, channel, actor_id, at_us) VALUES (?, ?, '', 1, 1, '', '', '', '', 0, 0, 'typed', "+
				"1, 1)",
			of, name); err != nil {
			return err
		}
		if out["projectlist"], err = tx.Create(
			"INSERT INTO project_list (unit_id, quarter, round, unit_name, filled_on, filler, phone, actor_id, person_key, "+
				"at_us, trail_id, row_digest) VALUES (?, '2024Q4', 1, ?, '2024-12-05', '', '', 1, 'k', 1, 1, ?)",
			of, name, make([]byte, 32)); err != nil {
			return err
		}
		if out["alert"], err = tx.Create(
			"INSERT INTO migrant_alert (unit_id, month, measure, against, base, value, state, answer_by, raised_on) VALUES "+
				"(?, '2024-12', 'away', 'month', 2, 1, 'open', '2025-01-10', '2025-01-03')",
			of); err != nil {
			return err
		}
		if out["help"], err = tx.Create(
			"INSERT INTO help_case (person_id, village_id, path, need, opened_on, result, youth, school, degree, plan, "+
				"source) VALUES (?, ?, ?, ?, '2025-01-02', '', 0, '', '', '', 'typed')",
			out["person"], r.ID, r.Path, name); err != nil {
			return err
		}
		if out["rectify"], err = tx.Create(
			"INSERT INTO rectify_task (number, path, issuer_path, source, title, what, due_on, state, issued_by, issued_on) "+
				"VALUES (?, ?, ?, 'other', ?, '', '2025-04-01', 'open', 1, '2025-01-01')",
			"ZG-"+code[:12], r.Path, r.Path, name); err != nil {
			return err
		}
		if out["run"], err = tx.Create(
			"INSERT INTO pay_run (region_id, path, month, number, state, objections, drafted_by, drafted_key, drafted_us, "+
				"approved_key) VALUES (?, ?, '2024-12', 1, 'approved', '', 1, 'k', 1, 'l')",
			c.ID, c.Path); err != nil {
			return err
		}
		if out["batch"], err = tx.Create(
			"INSERT INTO pay_batch (run_id, path, number, state, prepared_by, prepared_key, items, total_fen, file_digest) "+
				"VALUES (?, ?, 1, 'prepared', 1, 'k', 0, 0, ?)",
			out["run"], c.Path, make([]byte, 32)); err != nil {
			return err
		}
		if out["card"], err = tx.Create(
			"INSERT INTO card_list (region_id, path, document, file_digest, state, entered_by, entered_key, entered_us) "+
				"VALUES (?, ?, '藏名', ?, 'entered', 1, 'k', 1)",
			c.ID, c.Path, make([]byte, 32)); err != nil {
			return err
		}
		if out["notice"], err = tx.Create(
			"INSERT INTO card_notice (person_id, path, account_version, old_tail, new_tail, on_date, changed_key) VALUES (?, "+
				"?, 2, '0001', '0002', '2025-01-02', 'k')",
			out["person"], r.Path); err != nil {
			return err
		}
		pass, err := tx.Create(
			"INSERT INTO inspect_run (path, rule_set, cut_off_us, ended_us, villages, holders, no_kin, findings, actor_id, "+
				"trail_id) VALUES (?, 'x', 1, 1, 1, 1, 0, 1, 0, 0)",
			c.Path)
		if err != nil {
			return err
		}
		if out["finding"], err = tx.Create("INSERT INTO finding (fingerprint, rule, rule_version, family, severity, "+
			"certainty, village_id, path, subject_table, subject_id, subject, period_from, period_to, amount_fen, sentence, "+
			"params, innocent, next_step, evidence_digest, first_run, last_run, seen_us, state) VALUES (?, 'x', '1', 'need', "+
			"'low', 'suspicion', ?, ?, 'post', 1, '藏名', '2024-12', '2024-12', 0, '藏名', '', '', '', ?, ?, ?, 1, 'open')",
			code, r.ID, r.Path, make([]byte, 32), pass, pass); err != nil {
			return err
		}
		out["line"], err = tx.Create(
			"INSERT INTO duty_line (sheet_id, placement_id, days, how, first_days, hours, remark) "+
				"VALUES (?, ?, ?, ?, '', 0, '')",
			out["sheet"], place, strings.Repeat("-", 31), strings.Repeat("-", 31))
		if err != nil {
			return err
		}
		if out["hung"], err = tx.Create(
			"INSERT INTO village_notice (village_id, path, month, from_date, until_date, place, objections, irregular, "+
				"file_id, actor_id, person_key, at_us) VALUES (?, ?, '2024-12', '2025-01-02', '2025-01-06', '藏名', '', '', ?, 1, 'k', 1)",
			r.ID, r.Path, file); err != nil {
			return err
		}
		form, err = tx.Create("INSERT INTO paper_form (kind, number, village_id, path, subject, subject_id, month, "+
			"created_by, created_us) VALUES ('x', ?, ?, ?, '', 0, '2024-12', 1, 1)", "things-"+code, r.ID, r.Path)
		if err != nil {
			return err
		}
		scan, err := tx.Create("INSERT INTO paper_scan (form_id, file_id, created_by, created_us) VALUES (?, ?, 1, 1)", form,
			file)
		if err != nil {
			return err
		}
		out["sheetcorrection"], err = tx.Create(
			"INSERT INTO duty_correction (sheet_id, path, month, state, reason, scan_id, entered_by, entered_key, entered_us) "+
				"VALUES (?, ?, '2024-12', 'entered', '藏名', ?, 1, 'k', 1)",
			out["sheet"], r.Path, scan)
		return err
	}))
	county := h.Region(code[:6])
	p, err := rulebook.Propose(ctx, h.Desk, authz.System("test"), "",
		rulebook.Change{Param: "age.max_new", RegionPath: county.Path, FromDate: civil.MustDate("2026-01-01"), Value: "64",
			Reason: "试", Document: "试1号"})
	apptest.Must(t, err)
	out["parameter"] = p
	var act int64
	apptest.Must(t, h.DB.Read(ctx, func(x *database.Snapshot) error {
		_, err := x.One(&act, "SELECT MAX(id) AS id FROM trail_entry WHERE region_path = ?", county.Path)
		return err
	}))
	out["act"] = act
	return out
}

// cityWide objects have no village of their own: users belong to the city's administrators, jobs to who started them.
var cityWide = map[string]bool{"request": true, "reset": true, "user": true, "job": true, "holidays": true}

// Every route with every role on a foreign village: nothing of it may be shown, counted, searched, exported, completed
// or changed. The table is the program's own, so a new route is tested the day it is added.
func TestEveryRoute_with_every_role_shows_nothing_of_a_foreign_village(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		base := h.Serve()
		foreign := things(t, h, apptest.Away, h.Posts[3])
		own := things(t, h, apptest.Home, h.Posts[0])
		away := h.Region(apptest.Away)
		secrets := []string{"藏名外", away.Name, "滕州市", "界河镇"}
		tried, allowed := 0, 0
		for _, info := range h.Gate.Roles() {
			code := apptest.CodeOf(info)
			v := visit(t, base).signIn(apptest.Login(info.Role, h.Region(code).Code))
			csrf := v.csrf()
			everywhere := info.Level == "city"
			check := func(method, path string, object string, permission authz.Permission) {
				tried++
				var status int
				var body string
				if method == "GET" {
					status, body = v.get(path)
				} else {
					status, body, _ = v.post(path,
						url.Values{
							"_csrf":    {csrf},
							"region":   {apptest.Away},
							"from":     {apptest.Away[:6]},
							"to":       {apptest.Away[:9]},
							"amount":   {"1"},
							"document": {"试1号"},
							"person":   {fmt.Sprint(foreign["person"])},
							"post":     {fmt.Sprint(foreign["post"])},
							"basis":    {"poverty_out"},
							"version":  {"1"},
							"pass":     {"1"},
							"why":      {"试一试看"},
							"reason":   {"own_wish"},
							"on":       {apptest.Day},
							"q":        {"藏"},
							"month":    {"2024-12"},
							"remark":   {"试"},
							"approve":  {"1"},
							"how":      {"phone"},
							"said":     {"own"},
							"method":   {"site"}})
				}
				holds := permission == "" || h.Gate.Can(info.Role, permission)
				if !holds && status != http.StatusForbidden {
					t.Errorf("%s %s %s without %s: %d", info.Role, method, path, permission, status)
				}
				if holds {
					allowed++
				}
				if everywhere || cityWide[object] {
					return
				}
				if holds && object != "" && status != http.StatusNotFound {
					t.Errorf("%s %s %s on a foreign %s: %d", info.Role, method, path, object, status)
				}
				for _, s := range secrets {
					if strings.Contains(body, s) {
						t.Errorf("%s %s %s shows %q", info.Role, method, path, s)
					}
				}
			}
			for _, r := range h.Program.SignedIn() {
				if r.Path == "/signout" || r.Path == "/password" {
					continue
				}
				path := r.Path
				if r.Object != "" {
					id := foreign[r.Object]
					if cityWide[r.Object] {
						id = 999999
					} else if id == 0 {
						t.Fatalf("%s: make a foreign %s for this test", r.Path, r.Object)
					}
					path = strings.Replace(path, ":id", fmt.Sprint(id), 1)
				}
				check(r.Method, path, r.Object, r.Permission)
				if r.Method == "GET" && r.Object == "" {
					for _, q := range []string{"?region=" + apptest.Away, "?region=370481", "?q=藏",
						"?q=" + string(idno.Make("370499", civil.MustDate("1972-05-06"), 1)), "?person=" + fmt.Sprint(foreign["person"]),
						"?post=" + fmt.Sprint(foreign["post"]), "?after=0,0", "?vacant=1", "?month=2024-12", "?open=1", "?about=1"} {
						check("GET", path+q, "", r.Permission)
					}
				}
			}
			for _, r := range apiRoutes(h) {
				check(r.Method, r.Path+"?q=马河", "", r.Permission)
				check(r.Method, r.Path+"?q=370481", "", r.Permission)
			}
		}
		if tried < 1000 || allowed < 200 {
			t.Fatalf("only %d tries, %d of them with the permission", tried, allowed)
		}
		// The test can fail: at home the same pages do show.
		v := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
		if code, body := v.get("/people/" + fmt.Sprint(own["person"])); code != 200 || !strings.Contains(body, "藏名本") {
			t.Fatalf("own person: %d", code)
		}
		// And nothing was changed over there.
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			var n int
			_, err := s.One(&n,
				"SELECT COUNT(*) FROM trail_entry WHERE region_path LIKE ? AND actor NOT IN ('system', 'city-manager-3704', "+
					"'city-manager-3704-2') AND act NOT IN ('resident.register', 'application.submit')",
				away.Path[:8]+"%")
			if n != 0 {
				t.Errorf("%d acts on the foreign county", n)
			}
			return err
		}))
	})
}

func TestPost_without_csrf_or_from_another_origin_is_refused(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
	if code, _, _ := v.post("/people/new", url.Values{"region": {apptest.Home}}); code != http.StatusForbidden {
		t.Errorf("without a token: %d", code)
	}
	req, _ := http.NewRequest("POST", base+"/people/new", strings.NewReader(url.Values{"_csrf": {v.csrf()}}.Encode()))
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Origin", "http://elsewhere.example")
	if code, _, _ := v.do(req); code != http.StatusForbidden {
		t.Errorf("from elsewhere: %d", code)
	}
}

func TestHeaders_and_cookies(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	v := visit(t, h.Serve())
	_, body := v.get("/signin")
	code, _, header := v.post("/signin",
		url.Values{
			"_csrf":    {token(body)},
			"login":    {apptest.Login("village_registrar", apptest.Home)},
			"password": {apptest.Pass},
		})
	if code != 303 || !strings.Contains(header.Get("Content-Security-Policy"), "default-src 'none'") ||
		strings.Contains(header.Get("Content-Security-Policy"), "unsafe") {
		t.Errorf("%d %v", code, header)
	}
	for _, c := range header.Values("Set-Cookie") {
		if !strings.Contains(c, "HttpOnly") || !strings.Contains(c, "SameSite=Strict") {
			t.Errorf("cookie %q", c)
		}
	}
}

func TestBadInput_is_named_and_nothing_is_done(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
	csrf := v.csrf()
	good := func() url.Values {
		return url.Values{
			"_csrf":     {csrf},
			"region":    {apptest.Home},
			"name":      {"王小明"},
			"idno":      {h.Number("1970-01-01", false)},
			"household": {"1"},
			"relation":  {"02"},
			"category":  {"poverty_out"},
		}
	}
	cases := []struct {
		field, value, says string
		status             int
	}{
		{"name", "王\x00明", "不可用的字符", 422},
		{"name", "王\xff明", "不可用的字符", 422},
		{"name", strings.Repeat("王", 11000), "内容过长，最多10000个字", 422},
		{"name", "王1", "不是姓名的一部分", 422},
		{"idno", "3.70402E+17", "科学计数", 422},
		{"idno", "370499197001010012", "校验位", 422},
		{"idno", "370499197002310011", "出生日期", 422},
		{"idno", "123", "应为18位", 422},
		{"since", "2025-02-30", "请填写日期", 422},
		{"since", "2030-01-01", "今天或以前", 422},
		{"relation", "xx", "与户主关系", 422},
		{"category", "rich", "请从所列选项", 422},
		{"region", "999999999999", "没有区划代码", 422},
		{"region", "370402", "没有找到", 404}, // above one's own
		{"name", strings.Repeat("x", 2<<20), "提交的内容过大", 413},
	}
	town := visit(t, base).signIn(apptest.Login("township_reviewer", apptest.Town))
	f := good()
	f.Set("_csrf", town.csrf())
	f.Set("region", apptest.Town)
	if code, body, _ := town.post("/people/new", f); code != 422 || !strings.Contains(body, "请选择到村") {
		t.Errorf("a township where a village is wanted: %d", code)
	}
	for _, c := range cases {
		f := good()
		f.Set(c.field, c.value)
		code, body, _ := v.post("/people/new", f)
		if code != c.status || !strings.Contains(body, c.says) {
			t.Errorf("%s=%.20q: %d, wants %q", c.field, c.value, code, c.says)
		}
		if strings.Contains(body, "goroutine") || strings.Contains(body, ".go:") {
			t.Errorf("%s=%.20q shows a stack", c.field, c.value)
		}
	}
	f = good()
	full := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, f.Get("idno"))
	f.Set("idno", " "+full+" ")
	if code, body, _ := v.post("/people/new", f); code != 303 {
		t.Errorf("full-width digits are fine: %d %s", code, body)
	}
	var n int
	apptest.Must(t,
		h.DB.Read(ctx, func(s *database.Snapshot) error { _, err := s.One(&n, "SELECT COUNT(*) FROM person"); return err }))
	if n != 1 {
		t.Fatalf("%d people", n)
	}
	for _, path := range []string{"/people/0", "/people/abc", "/people/99999999999999999999", "/posts?after=x,y",
		"/trail?after=-1", "/nowhere", "/people?after=a;b"} {
		if code, _ := v.get(path); code >= 500 {
			t.Errorf("%s: %d", path, code)
		}
	}
}

func TestSession_ends_with_a_change_of_role_or_password_and_first_password_must_change(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		base := h.Serve()
		login := apptest.Login("township_reviewer", apptest.Town)
		v := visit(t, base).signIn(login)
		var id int64
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&id, "SELECT id FROM user_account WHERE login = ?", login)
			return err
		}))
		_, err := h.Accounts.RevokeRole(ctx, h.Actor("security_admin", "3704"), "", account.Target{ID: id},
			"township_reviewer", h.Region(apptest.Town))
		apptest.Must(t, err)
		if code, _ := v.get("/"); code != 303 {
			t.Errorf("after a revoked role: %d", code)
		}
		_, err = h.Accounts.ResetPassword(ctx, h.Actor("security_admin", "3704"), "", account.Target{ID: id},
			"Another-Pass-2")
		apptest.Must(t, err)
		w := visit(t, base)
		_, body := w.get("/signin")
		w.post("/signin", url.Values{"_csrf": {token(body)}, "login": {login}, "password": {"Another-Pass-2"}})
		if code, _ := w.get("/people"); code != 303 {
			t.Errorf("before the first password is changed: %d", code)
		}
		own := func(password, again string) url.Values {
			return url.Values{"_csrf": {w.csrf()}, "password": {password}, "again": {again}}
		}
		if code, page, _ := w.post("/password", own("short", "shart")); code != 422 || strings.Contains(page, "原密码") ||
			!strings.Contains(page, "两次输入的新密码不一样") || !strings.Contains(page, `<span class="fault">密码至少10位`) {
			t.Errorf("a weak password: %d %s", code, page)
		}
		if code, page, _ := w.post("/password", own("Another-Pass-2", "Another-Pass-2")); code != 422 ||
			!strings.Contains(page, "不能与原密码相同") {
			t.Errorf("the first password once more: %d", code)
		}
		before := w.cookie()
		stays := visit(t, base)
		stays.keep(before)
		code, _, head := w.post("/password", own("Third-Pass-33", "Third-Pass-33"))
		if code != 303 || head.Get("Location") != "/" {
			t.Errorf("a good password: %d %v", code, head)
		}
		if code, page := w.get("/"); code != 200 || w.cookie() == before || !strings.Contains(page, "密码已修改") {
			t.Errorf("not straight in: %d", code)
		}
		if code, _ := stays.get("/"); code != 303 {
			t.Errorf("the token from before lives on: %d", code)
		}
		// a password of one's own is asked for by the old one, and so is a first one that was typed long ago
		if code, page, _ := w.post("/password", own("Fourth-Pass-44", "Fourth-Pass-44")); code != 422 ||
			!strings.Contains(page, "原密码不对") {
			t.Errorf("changed without the old password: %d", code)
		}
		_, err = h.Accounts.ResetPassword(ctx, h.Actor("security_admin", "3704"), "", account.Target{ID: id},
			"Another-Pass-5")
		apptest.Must(t, err)
		_, body = w.get("/signin")
		w.post("/signin", url.Values{"_csrf": {token(body)}, "login": {login}, "password": {"Another-Pass-5"}})
		h.Set.Move(h.Set.Now().Add(11 * time.Minute))
		if code, page, _ := w.post("/password", own("Fourth-Pass-44", "Fourth-Pass-44")); code != 422 ||
			!strings.Contains(page, "初始密码") {
			t.Errorf("a first password that lay open: %d", code)
		}
	})
}

func TestSignIn_locks_after_five_wrong_passwords(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	login := apptest.Login("township_reviewer", apptest.Town)
	v := visit(t, base)
	try := func(password string) (int, string) {
		_, body := v.get("/signin")
		code, body, _ := v.post("/signin", url.Values{"_csrf": {token(body)}, "login": {login}, "password": {password}})
		return code, body
	}
	for range 5 {
		if code, body := try("wrong"); code != 401 || !strings.Contains(body, "不对") {
			t.Fatal(code)
		}
	}
	if code, body := try(apptest.Pass); code != 401 || !strings.Contains(body, "锁定") {
		t.Fatalf("the right password while locked: %d", code)
	}
	h.Set.Move(h.Set.Now().Add(16 * 60 * 1e9))
	if code, _ := try(apptest.Pass); code != 303 {
		t.Fatalf("after the lock: %d", code)
	}
}

// Every error code in the program has its sentence.
func TestEveryCode_has_its_sentence(t *testing.T) {
	code := regexp.MustCompile(`errs\.(?:New\(errs\.\w+|Length\([^"\n]*), "([a-z_.]+)"[,)]`)
	seen := 0
	err := walkGo("..", func(path, body string) {
		for _, m := range code.FindAllStringSubmatch(body, -1) {
			seen++
			if !known(m[1]) {
				t.Errorf("%s: %s has no sentence in package words", path, m[1])
			}
		}
	})
	if err != nil || seen < 80 {
		t.Fatalf("%d codes seen, %v", seen, err)
	}
}

// apiRoutes are what pages ask for while somebody types.
func apiRoutes(h *apptest.House) (out []feature.Route) {
	for _, r := range h.Program.SignedIn() {
		if r.Method == http.MethodGet && r.Path == "/api/regions" {
			out = append(out, r)
		}
	}
	return out
}
