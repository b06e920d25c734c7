package web_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/account"
)

func TestStaleForm_shows_the_refusal_and_the_latest(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	v := visit(t, h.Serve()).signIn(apptest.Login("township_reviewer", apptest.Town))
	csrf := v.csrf()
	path := fmt.Sprintf("/posts/%d", h.Posts[0])
	if code, _, _ := v.post(path+"/state",
		url.Values{"_csrf": {csrf}, "version": {"1"}, "to": {"suspended"}, "reason": {"雨季停工"}}); code != 303 {
		t.Fatal(code)
	}
	code, body, _ := v.post(path+"/state",
		url.Values{"_csrf": {csrf}, "version": {"1"}, "to": {"closed"}, "reason": {"不再需要"}})
	if code != 409 || !strings.Contains(body, "别人已修改") || !strings.Contains(body, "暂停") ||
		!strings.Contains(body, "不再需要") {
		t.Fatalf("%d: both what is and what was typed must show", code)
	}
}

func TestStaleForms_of_users_and_quota_are_refused_with_the_latest(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	sec := visit(t, base).signIn(apptest.Login("security_admin", "3704"))
	var id, version int64
	login := apptest.Login("township_reviewer", apptest.Town)
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		u, err := account.ByLogin(s, login)
		id, version = u.ID, u.Version
		return err
	}))
	_, err := h.Accounts.SetDisabled(ctx, h.Actor("system_admin", "3704"), "", account.Target{ID: id, Version: version},
		true)
	apptest.Must(t, err)
	stale := fmt.Sprint(version)
	for _, x := range []struct {
		act  string
		form url.Values
	}{
		{"grant", url.Values{"role": {"township_supervisor"}, "region": {apptest.Town}, "until": {"2025-12-31"}}},
		{"revoke", url.Values{"role": {"township_reviewer"}, "region": {apptest.Town}}},
		{"reset", url.Values{}},
		{"disable", url.Values{"disabled": {"1"}}},
	} {
		x.form.Set("_csrf", sec.csrf())
		x.form.Set("version", stale)
		code, body, _ := sec.post(fmt.Sprintf("/users/%d/%s", id, x.act), x.form)
		if code != 409 || !strings.Contains(body, "别人已修改") || !strings.Contains(body, "已停用") ||
			!strings.Contains(body, x.form.Get("until")) {
			t.Errorf("%s: %d, both what is and what was typed must show", x.act, code)
		}
	}
	county := visit(t, base).signIn(apptest.Login("county_reviewer", "370402"))
	form := func(amount, version string) url.Values {
		return url.Values{
			"_csrf":    {county.csrf()},
			"from":     {"370402"},
			"to":       {apptest.Town},
			"amount":   {amount},
			"kind":     {"any"},
			"document": {"文〔2025〕7号"},
			"version":  {version},
		}
	}
	_, body := county.get("/quota?region=370402")
	was := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(body)[1]
	_, err = quota.Set(ctx, h.Desk, authz.System("test"), "", h.Tree.Top(), quota.Line{}, 120, "文2号")
	apptest.Must(t, err)
	_, err = quota.Allot(ctx, h.Desk, authz.System("test"), "",
		quota.Allotment{From: h.Tree.Top(), To: h.Region("370402"), Amount: 10, Document: "文3号"})
	apptest.Must(t, err)
	code, body, _ := county.post("/quota", form("5", was))
	if code != 409 || !strings.Contains(body, "别人已修改") || !strings.Contains(body, "文3号") ||
		!strings.Contains(body, "文〔2025〕7号") {
		t.Errorf("quota: %d", code)
	}
	now := regexp.MustCompile(`name="version" value="(\d+)"`).FindStringSubmatch(body)[1]
	if code, _, _ := county.post("/quota", form("5", now)); code != 303 {
		t.Errorf("with the latest version: %d", code)
	}
}
