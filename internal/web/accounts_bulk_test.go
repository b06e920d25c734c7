package web_test

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/kit"
	"gangwei/internal/registry/account"
)

// rolesAsked makes n accounts and asks for their role; the first id of the requests is given.
func rolesAsked(t *testing.T, h *apptest.House, name string, n int, role authz.Role, key func(i int) string) []int64 {
	t.Helper()
	var many []account.Applicant
	for i := range n {
		many = append(many, account.Applicant{Login: fmt.Sprintf("%s-%d", name, i), Name: fmt.Sprintf("%s%d", name, i),
			Key: key(i), Role: role, Region: h.Region(apptest.Home)})
	}
	var ids []int64
	_, err := desk.Do(apptest.Ctx, h.Desk, h.Actor("system_admin", "3704"), "", func(v *desk.Visit) (_ int64, err error) {
		if err := v.Allow("user.create", h.Region("3704").Path); err != nil {
			return 0, err
		}
		_, ids, err = account.AskMany(v, many)
		v.Record("user.create", "user_account", 1)
		return 0, err
	})
	apptest.Must(t, err)
	return ids
}

func fresh(i int) string { return fmt.Sprintf("%064x", 1000+i) }

var digestField = regexp.MustCompile(`name="digest" value="([0-9a-f]+)"`)

// Accounts that were asked for at once are granted at once: chosen one by one or by a filter, seen first, none that
// collides with what its person holds already, and the record names how they were chosen.
func TestRequests_are_granted_in_bulk_without_those_that_collide(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		good := rolesAsked(t, h, "xin", 3, "village_registrar", fresh)
		holder := h.Actor("discipline_inspector", apptest.County)
		bad := rolesAsked(t, h, "chong", 1, "village_registrar", func(int) string { return holder.PersonKey })
		rolesAsked(t, h, "dianhua", 1, "telephone_clerk", func(int) string { return fresh(90) })
		v := visit(t, h.Serve()).signIn(apptest.Login("security_admin", "3704"))
		_, home := v.get("/")
		if !strings.Contains(home, "/queue/user.grant") {
			t.Error("the to-do does not lead into its queue")
		}
		code, body := v.get("/users/requests")
		if code != 200 || strings.Contains(body, " checked") || !strings.Contains(body, "不列入的1个") ||
			!strings.Contains(body, "chong0") {
			t.Fatalf("%d %s", code, visible(body))
		}
		preview := "/users/requests/preview?by=filter&role=village_registrar"
		_, body = v.get(preview)
		if !strings.Contains(body, "授权这3个") || strings.Contains(body, "dianhua0") || !strings.Contains(body, "角色＝村级经办人") {
			t.Fatalf("the preview: %s", visible(body))
		}
		digest := digestField.FindStringSubmatch(body)[1]
		form := url.Values{"_csrf": {token(body)}, "role": {"village_registrar"}, "region": {"370400000000"},
			"by": {"filter"}, "digest": {digest}}
		for _, id := range good {
			form.Add("seen", fmt.Sprintf("%d,0", id))
		}
		forged := url.Values{}
		for k, x := range form {
			forged[k] = append([]string{}, x...)
		}
		forged.Add("seen", fmt.Sprintf("%d,0", bad[0]))
		if code, body, _ := v.post("/users/requests", forged); code != http.StatusUnprocessableEntity ||
			!strings.Contains(body, "和刚才看到的不一样") {
			t.Errorf("one that was not shown: %d %s", code, faultOf(body))
		}
		code, body, res := v.post("/users/requests", form)
		if code != http.StatusSeeOther || !strings.HasPrefix(res.Get("Location"), "/jobs/") {
			t.Fatalf("granted: %d %s", code, visible(body))
		}
		fulfil(t, h, res.Get("Location"))
		granted, by := requestStates(t, h, good), 0
		if granted != 3 || requestStates(t, h, bad) != 0 {
			t.Errorf("%d were granted", granted)
		}
		lines, err := acts(h, "user.grant")
		apptest.Must(t, err)
		for _, l := range lines {
			if strings.Contains(l, "by=按条件：区域＝") && strings.Contains(l, "角色＝村级经办人") {
				by++
			}
		}
		if by != 3 {
			t.Errorf("the record names the filter %d times: %s", by, lines)
		}
		// sent twice: nobody is granted a second time, and the slips say so
		if code, _, res := v.post("/users/requests", form); code == http.StatusSeeOther {
			fulfil(t, h, res.Get("Location"))
		}
		if n := len(must(acts(h, "user.grant"))); n != len(lines) {
			t.Errorf("%d grants after a second sending, not %d", n, len(lines))
		}
	})
}

// fulfil runs the job that grants, as the worker would.
func fulfil(t *testing.T, h *apptest.House, address string) {
	t.Helper()
	for _, k := range h.Program.Jobs {
		if k.Name == "user.fulfil" {
			_, err := k.Run(ctx, h.Actor("security_admin", "3704"), []byte(jobOf(t, h, address).Params),
				func(int64, int64) error { return nil })
			apptest.Must(t, err)
		}
	}
}

func must[T any](x T, err error) T {
	if err != nil {
		panic(err)
	}
	return x
}

// acts of a kind, as the record has them.
func acts(h *apptest.House, act string) (out []string, err error) {
	return out, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		lines, err := apptest.Acts(s, act)
		for _, l := range lines {
			out = append(out, fmt.Sprint(l))
		}
		return err
	})
}

func requestStates(t *testing.T, h *apptest.House, ids []int64) (granted int) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		for _, id := range ids {
			q, err := account.RequestByID(s, id)
			if err != nil {
				return err
			}
			if q.State == account.RequestGranted {
				granted++
			}
		}
		return nil
	}))
	return granted
}

// No more than 200 at once, and how many there are besides is said; whoever may not grant is refused.
func TestRequests_more_than_200_are_said_and_refused(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	ids := rolesAsked(t, h, "duo", kit.MaxBulk+5, "village_registrar", fresh)
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("security_admin", "3704"))
	_, body := v.get("/users/requests/preview?by=filter")
	if !strings.Contains(body, "授权这200个") || !strings.Contains(visible(body), "没有看到的") ||
		!regexp.MustCompile(`<dd>5个，办完这些再来`).MatchString(body) {
		t.Errorf("the preview of 205: %.600s", visible(body))
	}
	many := "/users/requests/preview?by=chosen"
	for _, id := range ids[:kit.MaxBulk+1] {
		many += fmt.Sprintf("&ids=%d", id)
	}
	if code, body := v.get(many); code != http.StatusUnprocessableEntity || !strings.Contains(body, "最多200个") {
		t.Errorf("201: %d %s", code, faultOf(body))
	}
	if code, body := v.get("/users/requests/preview?by=chosen"); code != http.StatusUnprocessableEntity {
		t.Errorf("nobody chosen: %d %s", code, faultOf(body))
	}
	w := visit(t, base).signIn(apptest.Login("county_reviewer", apptest.County))
	if code, _ := w.get("/users/requests"); code != http.StatusForbidden {
		t.Errorf("a reviewer sees them: %d", code)
	}
	if code, _, _ := w.post("/users/requests", url.Values{"_csrf": {w.csrf()}}); code != http.StatusForbidden {
		t.Errorf("a reviewer grants: %d", code)
	}
}

// One by one: the box is off where the role collides and says why, the password is shown once, and the next one is a
// key away.
func TestRequests_one_by_one_and_resets_lead_on(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	good := rolesAsked(t, h, "yi", 2, "village_registrar", fresh)
	holder := h.Actor("discipline_inspector", apptest.County)
	bad := rolesAsked(t, h, "chong", 1, "village_registrar", func(int) string { return holder.PersonKey })
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("security_admin", "3704"))
	page := fmt.Sprintf("/users/requests/%d", bad[0])
	if _, body := v.get(page); !strings.Contains(boxOf(body), `value="grant" disabled`) ||
		!strings.Contains(boxOf(body), "不能") {
		t.Errorf("a role that collides: %s", visible(body))
	}
	page = fmt.Sprintf("/users/requests/%d", good[0])
	code, body, _ := v.post(page+"/decide", url.Values{"_csrf": {v.csrf()}, "outcome": {"grant"}, "queue": {"user.grant"}})
	if code != 200 || !strings.Contains(body, "只显示这一次") || !strings.Contains(body, "rel=\"next\"") || boxOf(body) != "" {
		t.Errorf("granted: %d %s", code, visible(body))
	}
	if code, body, _ = v.post(page+"/decide", url.Values{"_csrf": {v.csrf()}, "outcome": {"grant"}}); code == 200 ||
		strings.Contains(body, "只显示这一次") {
		t.Errorf("granted twice: %d", code)
	}
	page = fmt.Sprintf("/users/requests/%d", good[1])
	if code, body, _ = v.post(page+"/decide", url.Values{"_csrf": {v.csrf()}, "outcome": {"decline"}}); code != 422 {
		t.Errorf("declined without a reason: %d %s", code, faultOf(body))
	}
	code, _, res := v.post(page+"/decide", url.Values{"_csrf": {v.csrf()}, "outcome": {"decline"}, "why": {"不是本村的人"},
		"queue": {"user.grant"}})
	if code != 303 || !strings.HasPrefix(res.Get("Location"), fmt.Sprintf("/users/requests/%d?", bad[0])) {
		t.Errorf("declined: %d, on to %s", code, res.Get("Location"))
	}
	// a reset of a clerk: whoever asked cannot release it, another reviewer can, and sees the password once
	town, clerk := h.Actor("township_reviewer", apptest.Town), h.Actor("village_registrar", apptest.Home)
	id, err := h.Accounts.AskReset(ctx, town, "", account.Target{ID: clerk.UserID}, "忘记密码了")
	apptest.Must(t, err)
	page = fmt.Sprintf("/clerks/resets/%d", id)
	one := visit(t, base).signIn(apptest.Login("township_reviewer", apptest.Town))
	_, body = one.get(page)
	if box := boxOf(body); !strings.Contains(box, "disabled") || !strings.Contains(box, "同一个人") {
		t.Errorf("who asked for it releases it: %s", visible(box))
	}
	if _, home := one.get("/"); strings.Contains(home, "/queue/user.reset_clerk") {
		t.Error("one's own reset waits for oneself")
	}
	two := visit(t, base).signIn(apptest.Login("township_reviewer", apptest.Town) + "-2")
	_, body = two.get(page)
	if box := boxOf(body); box == "" || strings.Contains(box, "disabled") || !strings.Contains(body, "第1件，共1件") {
		t.Errorf("another releases it: %s", visible(body))
	}
	code, body, _ = two.post(page+"/release", url.Values{"_csrf": {two.csrf()}, "queue": {"user.reset_clerk"}})
	if code != 200 || !strings.Contains(body, "只显示这一次") || !strings.Contains(body, "都办完了") {
		t.Errorf("released: %d %s", code, visible(body))
	}
	if _, body = two.get(page); strings.Contains(body, "只显示这一次") || boxOf(body) != "" {
		t.Errorf("it is shown a second time: %s", visible(body))
	}
	if code, _ := visit(t, base).signIn(apptest.Login("township_reviewer", "370481116")).get(page); code != 404 {
		t.Errorf("another township sees it: %d", code)
	}
}
