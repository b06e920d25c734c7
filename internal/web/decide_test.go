package web_test

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/database"
)

var versionField = regexp.MustCompile(`name="version" value="(\d+)"`)

// boxOf is the decision at the end of a page; empty if it has none.
func boxOf(body string) string {
	if i := strings.Index(body, `data-decide`); i >= 0 {
		return body[i:]
	}
	return ""
}

// What a page says stands in the way of a decision is what the server says to who sends it all the same: the clock, two
// hands. Nothing is chosen beforehand, and the box stands below all that it rests on.
func TestDecision_page_and_server_say_the_same(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		own := things(t, h, apptest.Home, h.Posts[0])
		base := h.Serve()
		town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
		release, prepare := h.Actor("finance_releaser", apptest.County), h.Actor("finance_preparer", apptest.County)
		noticed := noticedUntil(t, h, "公示甲", "2025-03-10")
		apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
			for _, x := range []struct {
				query string
				args  []any
			}{
				{"INSERT INTO application_hand (application_id, round, step, person_key) VALUES (?, 1, 'file', ?)",
					[]any{own["application"], h.Actor("village_registrar", apptest.Home, "-2").PersonKey}},
				{"UPDATE duty_sheet SET state = 'submitted', submitted_key = ?, submitted_us = 1 WHERE id = ?",
					[]any{town.PersonKey, own["sheet"]}},
				{"UPDATE register_hit SET state = 'told', told_key = 'k', told_on = '2025-03-01', answer_by = '2025-03-08' " +
					"WHERE id = ?", []any{own["hit"]}},
				{"UPDATE person_correction SET proposed_key = ? WHERE id = ?", []any{county.PersonKey, own["correction"]}},
				{"UPDATE pay_batch SET prepared_key = ? WHERE id = ?", []any{release.PersonKey, own["batch"]}},
				{"UPDATE card_list SET state = 'cooling', cools_until = '2025-03-05' WHERE id = ?", []any{own["card"]}},
			} {
				if _, err := tx.Exec(x.query, x.args...); err != nil {
					return fmt.Errorf("%s: %w", x.query, err)
				}
			}
			return nil
		}))
		_ = prepare
		for _, c := range []struct {
			name, login, page, post, why string
			form                         url.Values
		}{
			{"a notice runs", apptest.Login("township_reviewer", apptest.Town), "/applications/" + noticed, "/audit",
				"公示到2025-03-10为止，次日起可以审核。", url.Values{"pass": {"1"}}},
			{"another of the four steps was one's own", apptest.Login("village_registrar", apptest.Home) + "-2",
				fmt.Sprintf("/applications/%d", own["application"]), "/check", "您已办理过这份申请的另一步。", url.Values{"pass": {"1"}}},
			{"one's own sheet", apptest.Login("township_reviewer", apptest.Town), fmt.Sprintf("/duty/sheets/%d", own["sheet"]),
				"/review", "报送与审核应为两人。", url.Values{"pass": {"1"}}},
			{"the time to answer runs", apptest.Login("county_reviewer", apptest.County),
				fmt.Sprintf("/matching/%d", own["hit"]), "/decide", "2025-03-08", url.Values{"outcome": {"cleared"},
					"why": {"已经注销"}}},
			{"one's own correction", apptest.Login("county_reviewer", apptest.County),
				fmt.Sprintf("/corrections/%d", own["correction"]), "/decide", "", url.Values{"approve": {"1"}}},
			{"one's own batch", apptest.Login("finance_releaser", apptest.County), fmt.Sprintf("/pay/batches/%d", own["batch"]),
				"/release", "", url.Values{"voucher": {"支1号"}}},
			{"cards that cool", apptest.Login("finance_preparer", apptest.County), fmt.Sprintf("/pay/cards/%d", own["card"]),
				"/apply", "2025-03-05", url.Values{}},
		} {
			v := visit(t, base).signIn(c.login)
			code, body := v.get(c.page)
			box := boxOf(body)
			if code != 200 || box == "" {
				t.Errorf("%s: %d, no decision: %.300s", c.name, code, body)
				continue
			}
			if strings.Contains(box, " checked") || strings.Contains(box, " selected") {
				t.Errorf("%s: something is chosen beforehand", c.name)
			}
			if strings.LastIndex(body, "<h2") > strings.Index(body, "data-decide")+400 {
				t.Errorf("%s: something stands below the decision", c.name)
			}
			if !strings.Contains(box, "disabled") || !strings.Contains(box, c.why) {
				t.Errorf("%s: it is not off for %q: %.900s", c.name, c.why, box)
			}
			c.form.Set("_csrf", token(body))
			if m := versionField.FindStringSubmatch(box); m != nil {
				c.form.Set("version", m[1])
			}
			code, body, _ = v.post(c.page+c.post, c.form)
			said := faultOf(body)
			if code != http.StatusConflict && code != http.StatusForbidden || said == "" || !strings.Contains(box, said) {
				t.Errorf("%s: %d, the server says %q, the page %.600s", c.name, code, said, box)
			}
		}
	})
}

var summaryItem = regexp.MustCompile(`(?s)class="summary".*?<li>\s*(?:<a[^>]*>)?([^<]+)`)

// faultOf is the first refusal that a form is shown with.
func faultOf(body string) string {
	if m := summaryItem.FindStringSubmatch(body); m != nil {
		return strings.TrimSpace(m[1])
	}
	return ""
}

// noticedUntil is the id of an application that waits for its audit until a notice is over.
func noticedUntil(t *testing.T, h *apptest.House, name, until string) string {
	t.Helper()
	first, second := h.Actor("village_registrar", apptest.Home), h.Actor("village_registrar", apptest.Home, "-2")
	id, err := h.Applications.Submit(ctx, first, "", h.Region(apptest.Home),
		application.Proposal{PostID: h.Posts[1], PersonID: h.Person(apptest.Home, name), Basis: "poverty_out"})
	apptest.Must(t, err)
	_, err = h.Applications.Check(ctx, second, "", application.Move{ID: id, Version: 1, Pass: true})
	apptest.Must(t, err)
	day := civil.MustDate(apptest.Day)
	_, err = h.Applications.Review(ctx, first, "", application.Move{ID: id, Version: 2, Pass: true},
		application.ReviewRecord{On: day, Present: 20, Entitled: 21, VotesFor: 20})
	apptest.Must(t, err)
	_, err = h.Applications.Notice(ctx, first, "", application.Move{ID: id, Version: 3, Pass: true},
		application.NoticeRecord{From: day, Until: civil.MustDate(until), Boards: "村公示栏"})
	apptest.Must(t, err)
	return strconv.FormatInt(id, 10)
}

// Nobody decides by leaving it open; a decision opens the next one, whoever decided others in between, and the last
// leads home. All of it without scripts.
func TestQueue_goes_on_and_survives_others(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	a, b, c := noticedUntil(t, h, "排队甲", "2025-03-10"), noticedUntil(t, h, "排队乙", "2025-03-10"),
		noticedUntil(t, h, "排队丙", "2025-03-11")
	h.Set.Move(clock.On(civil.MustDate("2025-03-12"), 9, 0))
	v := visit(t, h.Serve()).signIn(apptest.Login("township_reviewer", apptest.Town))
	_, home := v.get("/")
	if !strings.Contains(home, "/queue/application.audit") {
		t.Error("the to-do does not lead into its queue")
	}
	at := func(res http.Header, id, what string) string {
		t.Helper()
		to := res.Get("Location")
		if !strings.HasPrefix(to, "/applications/"+id+"?") {
			t.Fatalf("%s leads to %q, not to %s", what, to, id)
		}
		return to
	}
	_, _, res := v.ask("GET", "/queue/application.audit")
	_, body := v.get(at(res, a, "the queue"))
	if !strings.Contains(body, "第1件，共3件") || !strings.Contains(body, "rel=\"next\"") ||
		strings.Contains(body, "rel=\"prev\"") {
		t.Errorf("the first of three: %.900s", body)
	}
	send := func(id string, form url.Values) (int, string, http.Header) {
		_, page := v.get("/applications/" + id)
		form.Set("_csrf", token(page))
		form.Set("version", "4")
		form.Set("queue", "application.audit")
		return v.post("/applications/"+id+"/audit", form)
	}
	if code, body, _ := send(a, url.Values{}); code != http.StatusUnprocessableEntity || faultOf(body) == "" {
		t.Errorf("nothing chosen: %d %s", code, faultOf(body))
	}
	// somebody else decides the next one while this one is open
	other := h.Actor("township_reviewer", apptest.Town, "-2")
	n, _ := strconv.ParseInt(b, 10, 64)
	_, err := h.Applications.Audit(ctx, other, "", application.Move{ID: n, Version: 4, Pass: true})
	apptest.Must(t, err)
	code, _, res := send(a, url.Values{"pass": {"1"}})
	if code != http.StatusSeeOther {
		t.Fatal(code)
	}
	_, body = v.get(at(res, c, "the decision"))
	if !strings.Contains(body, "排队甲的申请：已登记审核。") || !strings.Contains(body, "第1件，共1件") {
		t.Errorf("the next one says what was done: %.900s", body)
	}
	_, body = v.get("/applications/" + b + "?queue=application.audit&n=2")
	if !strings.Contains(body, "这一件已经办过，还有1件") || !strings.Contains(html.UnescapeString(body), "/applications/"+c+"?") {
		t.Errorf("one that was decided leads on: %.900s", body)
	}
	if code, _, res = send(c, url.Values{"pass": {"0"}, "remark": {"材料不实"}}); code != 303 || res.Get("Location") != "/" {
		t.Errorf("the last one: %d %s", code, res.Get("Location"))
	}
	if _, body = v.get("/"); !strings.Contains(body, "“待审核的申请”都办完了") {
		t.Error("home does not say that nothing is left")
	}
	for _, x := range []struct {
		login, path string
		want        int
	}{{apptest.Login("village_registrar", apptest.Home), "/queue/application.audit", 403},
		{apptest.Login("township_reviewer", apptest.Town), "/queue/nothing", 404},
		{apptest.Login("township_reviewer", apptest.Town), "/queue/application.audit?within=370481", 404}} {
		if code, _ := visit(t, v.base).signIn(x.login).get(x.path); code != x.want {
			t.Errorf("%s as %s: %d, want %d", x.path, x.login, code, x.want)
		}
	}
}

// A batch that is sent with an id that was not on the preview is refused as a whole, and nobody moves.
func TestBatch_with_a_forged_id_is_refused(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	a, b := noticedUntil(t, h, "批量甲", "2025-03-10"), noticedUntil(t, h, "批量乙", "2025-03-10")
	h.Set.Move(clock.On(civil.MustDate("2025-03-12"), 9, 0))
	v := visit(t, h.Serve()).signIn(apptest.Login("township_reviewer", apptest.Town))
	code, body := v.get("/applications/batch?step=audit")
	if code != 200 || strings.Contains(body, " checked") {
		t.Errorf("%d; something is chosen beforehand", code)
	}
	_, body = v.get("/applications/batch/preview?step=audit&by=chosen&ids=" + a + "&ids=" + b)
	if !strings.Contains(body, "不列入的2份") || !strings.Contains(body, "已上传签字原件") {
		t.Errorf("what lacks its papers is not passed with others: %.600s", body)
	}
	form := url.Values{"_csrf": {token(body)}, "step": {"audit"}, "region": {apptest.Town + "000"}, "by": {"chosen"},
		"seen": {a + ",4", b + ",4"}, "digest": {"0123456789abcdef0123456789abcdef"}, "document": {"镇审1号"}}
	code, body, _ = v.post("/applications/batch", form)
	if code != http.StatusUnprocessableEntity || !strings.Contains(body, "和刚才看到的不一样") {
		t.Errorf("forged: %d %s", code, faultOf(body))
	}
	many := "/applications/batch/preview?step=audit&by=chosen"
	for i := range application.MaxBatch + 1 {
		many += fmt.Sprintf("&ids=%d", i+1)
	}
	if code, body = v.get(many); code != http.StatusUnprocessableEntity || !strings.Contains(body, "最多200份") {
		t.Errorf("201: %d %s", code, faultOf(body))
	}
}
