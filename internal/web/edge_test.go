package web_test

import (
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// behind a proxy, which says for whom it asks.
func behind(t *testing.T, base, forwarded string, header ...string) *visitor {
	v := visit(t, base)
	v.c.Transport = asked{"X-Forwarded-For", forwarded, header}
	return v
}

type asked struct {
	name, value string
	more        []string
}

func (a asked) RoundTrip(req *http.Request) (*http.Response, error) {
	req.Header.Set(a.name, a.value)
	for i := 0; i+1 < len(a.more); i += 2 {
		req.Header.Set(a.more[i], a.more[i+1])
	}
	return http.DefaultTransport.RoundTrip(req)
}

// say something on a village's page.
func (v *visitor) say(text string) (int, string) {
	v.t.Helper()
	path := "/board/" + apptest.Home + "/say"
	_, page := v.get(path)
	code, body, _ := v.post(path,
		url.Values{"_csrf": {token(page)}, "kind": {"unpaid"}, "about": {"village"}, "text": {text}})
	return code, body
}

func saidSoFar(t *testing.T, h *apptest.House) (n int) {
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&n, "SELECT COUNT(*) FROM complaint")
		return err
	}))
	return n
}

func network(t *testing.T, text string) *net.IPNet {
	_, n, err := net.ParseCIDR(text)
	apptest.Must(t, err)
	return n
}

// One device that sends without end is stopped, in plain words and with what was typed; the village hall around it is
// not, nor another village behind the same proxy.
func TestSay_one_device_is_stopped_and_its_village_hall_is_not(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Config.Proxies = []*net.IPNet{network(t, "127.0.0.1/32")}
		base := h.Serve()
		rude, code, body := behind(t, base, "203.0.113.7"), 0, ""
		for i := range 12 {
			if code, body = rude.say(fmt.Sprintf("没有发到，第%d次", i)); code == http.StatusTooManyRequests {
				break
			}
		}
		if code != http.StatusTooManyRequests || !strings.Contains(body, "12345") || !strings.Contains(body, "写在纸上") ||
			!strings.Contains(body, "没有发到") || saidSoFar(t, h) != 10 {
			t.Fatalf("%d, %d kept", code, saidSoFar(t, h))
		}
		for range 40 {
			rude.say("没有发到，再说一次")
		}
		for i := range 60 { // neighbours in the hall, each with a telephone of their own
			if code, _ := behind(t, base, "203.0.113.7").say(fmt.Sprintf("工资没有发到%d", i)); code != 200 {
				t.Fatalf("neighbour %d: %d", i, code)
			}
		}
		// a script that forgets its mark uses up what the address has, for this village; elsewhere people are heard
		stopped := 0
		for i := range 60 {
			if code, _ := behind(t, base, "203.0.113.7").say(fmt.Sprintf("刷第%d条", i)); code == http.StatusTooManyRequests {
				stopped++
			}
		}
		if n := saidSoFar(t, h); n != 100 || stopped != 30 {
			t.Errorf("%d kept, %d stopped", n, stopped)
		}
		if code, _ := behind(t, base, "203.0.113.8").say("另一个村的人"); code != 200 {
			t.Errorf("from another address: %d", code)
		}
		h.Set.Move(h.Set.Now() + 60*1e6)
		if code, _ := behind(t, base, "203.0.113.7").say("一分钟以后"); code != 200 {
			t.Errorf("a minute later: %d", code)
		}
	})
}

// What a visitor writes into a header is not believed: without a named proxy, and further back than the named ones
// wrote.
func TestProxy_is_believed_only_where_it_was_named(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	login := url.Values{"login": {apptest.Login("village_registrar", apptest.Home)}, "password": {apptest.Pass}}
	signIn := func(v *visitor) (int, http.Header) {
		_, page := v.get("/signin")
		login.Set("_csrf", token(page))
		code, _, header := v.post("/signin", login)
		return code, header
	}
	// a demonstration is signed in to from this machine alone: the address decides
	direct := h.Serve()
	if code, header := signIn(behind(t, direct, "203.0.113.7", "X-Forwarded-Proto", "https")); code != 303 ||
		strings.Contains(fmt.Sprint(header["Set-Cookie"]), "Secure") {
		t.Errorf("without a proxy: %d %v", code, header["Set-Cookie"])
	}
	h.Config.Proxies = []*net.IPNet{network(t, "127.0.0.1/32"), network(t, "192.0.2.0/24")}
	named := h.Serve()
	for forwarded, want := range map[string]int{"203.0.113.7": 403, "127.0.0.1, 203.0.113.7": 403,
		"203.0.113.7, 192.0.2.9": 403, "127.0.0.1": 303} {
		if code, _ := signIn(behind(t, named, forwarded)); code != want {
			t.Errorf("forwarded for %s: %d, want %d", forwarded, code, want)
		}
	}
	code, header := signIn(behind(t, named, "127.0.0.1", "X-Forwarded-Proto", "https"))
	if code != 303 || !strings.Contains(fmt.Sprint(header["Set-Cookie"]), "__Host-gw=") ||
		header.Get("Strict-Transport-Security") == "" {
		t.Errorf("by HTTPS: %d %v", code, header)
	}
	for _, c := range header["Set-Cookie"] {
		if !strings.Contains(c, "Secure") {
			t.Errorf("cookie %q", c)
		}
	}
}

// A form that cannot be read is 400 and told so; a token in the address is none.
func TestForm_that_is_broken_is_400_and_a_token_in_the_address_is_none(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
	public := visit(t, base)
	_, page := public.get("/signin")
	csrf, pre := v.csrf(), token(page)
	const encoded, parts = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
	for _, x := range []struct {
		who              *visitor
		path, kind, body string
		want             int
	}{
		{v, "/people/new", encoded, "_csrf=" + csrf + "&name=%zz", 400},
		{v, "/people/new", encoded, "_csrf=" + csrf + ";name=a", 400},
		{v, "/people/new", parts, "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + csrf, 400},
		{v, "/people/new", parts, "", 400},
		{v, "/people/new", parts, "--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n" + csrf + "\r\n--x\r\n",
			400},
		{v, "/people/new", "multipart/form-data", "--x--", 400},
		{v, "/people/new", "a form", "_csrf=" + csrf, 400},
		{v, "/people/new", "", "_csrf=" + csrf, 400},
		{v, "/people/new", "application/json", `{"_csrf":"` + csrf + `"}`, 403},
		{v, "/people/new", encoded, "", 403},
		{v, "/people/new?_csrf=" + csrf, encoded, "region=" + apptest.Home, 403},
		{v, "/people/new?_csrf=" + csrf, encoded, "_csrf=" + csrf + "&region=" + apptest.Home, 422},
		{v, "/api/duty/checks", parts, "--x\r\n", 403}, // another's work: refused before it is read
		{public, "/signin", encoded, "_csrf=%zz", 400},
		{public, "/signin?_csrf=" + pre, encoded, "login=a&password=b", 403},
		{public, "/board/" + apptest.Home + "/say?_csrf=" + pre, encoded, "kind=unpaid", 403},
		{public, "/receipt/appeal?_csrf=" + pre, encoded, "number=1", 403},
	} {
		req, err := http.NewRequest("POST", base+x.path, strings.NewReader(x.body))
		apptest.Must(t, err)
		req.Header.Set("Content-Type", x.kind)
		code, page, _ := x.who.do(req)
		if code != x.want || code == 400 && !strings.Contains(page, "没有保存") {
			t.Errorf("%s %.40s as %q: %d, want %d", x.path, x.body, x.kind, code, x.want)
		}
	}
}
