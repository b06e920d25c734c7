package web_test

import (
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

func TestPhone_the_shell_holds_no_data_and_the_list_only_ones_own(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.Hold(0, "王秀英", "", "2025-01-01", "")
	base := h.Serve()
	v := visit(t, base)
	for _, path := range []string{"/duty/phone", "/duty/phone-worker.js", "/static/phone.js", "/static/phone-queue.js",
		"/static/phone.webmanifest", "/static/icon-192.png"} {
		if code, body := v.get(path); code != 200 || strings.Contains(body, "王秀英") || strings.Contains(body, "{version}") {
			t.Errorf("%s: %d", path, code)
		}
	}
	if code, body := v.get("/api/duty/phone"); code != http.StatusUnauthorized || !strings.HasPrefix(body, "{") {
		t.Errorf("without a session: %d %s", code, body)
	}
	own := visit(t, base).signIn(apptest.Login("township_supervisor", apptest.Town))
	_, body := own.get("/api/duty/phone?carry=" + apptest.Home + "," + apptest.Away + ",nonsense")
	if !strings.Contains(body, "王秀英") || strings.Contains(body, h.Region(apptest.Away).Name) ||
		strings.Contains(body, "3704991") {
		t.Error(body)
	}
	if _, body := own.get("/api/duty/phone"); strings.Contains(body, "王秀英") {
		t.Error("holders go along unasked")
	}
	away := visit(t, base).signIn(apptest.Login("township_supervisor", apptest.Away[:9]))
	if _, body := away.get("/api/duty/phone?carry=" + apptest.Home); strings.Contains(body, "王秀英") {
		t.Error("another township's holders go along")
	}
	// a village may be written by its name too, as whoever has hundreds of them does
	_, named := visit(t, base).signIn(apptest.Login("county_reviewer", apptest.County)).get(
		"/api/duty/phone?carry=" + url.QueryEscape(h.Region(apptest.Home).Name))
	if !strings.Contains(named, "王秀英") {
		t.Error(named)
	}
	if code, _ := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home)).get("/api/duty/phone"); code != http.StatusForbidden {
		t.Errorf("a village's clerk: %d", code)
	}
}

func TestPhone_takes_only_what_its_own_user_wrote_down(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	a := h.Hold(0, "王秀英", "", "2025-01-01", "")
	v := visit(t, h.Serve()).signIn(apptest.Login("township_supervisor", apptest.Town))
	me := h.Actor("township_supervisor", apptest.Town).UserID
	csrf := v.csrf()
	now := int64(h.Set.Now()) / 1000
	send := func(csrf, queue string) (int, string) {
		code, body, _ := v.post("/api/duty/checks", url.Values{"_csrf": {csrf}, "queue": {queue}})
		return code, body
	}
	one := fmt.Sprintf(
		`{"owner":%d,"sent_ms":%d,"checks":[{"client_id":"phone-check-1","placement_id":%d,"method":"site","finding":"on_duty","seen_ms":%d,"offset_ms":0}]}`,
		me, now, a, now-60000)
	for _, x := range []struct {
		name, csrf, queue string
		want              int
	}{
		{"no token", "", one, 403},
		{"not JSON", csrf, `{"owner":`, 422},
		{"broken text", csrf, "\xff", 422},
		{"a zero byte", csrf, fmt.Sprintf(`{"owner":%d,"checks":[{"client_id":"phone-check-0","remark":"\u0000"}]}`, me),
			422},
		{"somebody else's", csrf, strings.Replace(one, fmt.Sprintf(`"owner":%d`, me), `"owner":1`, 1), 409},
		{"no owner", csrf, `{"checks":[]}`, 409},
	} {
		if code, body := send(x.csrf, x.queue); code != x.want || !strings.HasPrefix(body, "{") {
			t.Errorf("%s: %d %s", x.name, code, body)
		}
	}
	for range 2 {
		code, body := send(csrf, one)
		var got struct {
			Results []struct {
				ClientID string `json:"client_id"`
				Kept     bool   `json:"kept"`
			} `json:"results"`
		}
		if code != 200 || json.Unmarshal([]byte(body), &got) != nil || len(got.Results) != 1 || !got.Results[0].Kept {
			t.Errorf("%d %s", code, body)
		}
	}
	if code, body := send(csrf,
		strings.Replace(strings.Replace(one, "phone-check-1", "phone-check-2", 1), "on_duty", "no_such", 1)); code != 200 ||
		!strings.Contains(body, `"kept":false,"says":["`) {
		t.Errorf("a finding that does not exist: %d %s", code, body)
	}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		rows, err := duty.Checks(s, authz.Everywhere(), duty.CheckFilter{Limit: 10})
		if len(rows) != 1 || rows[0].Irregular != "" {
			t.Errorf("%+v", rows)
		}
		return err
	}))
}

// What holds no secret goes out compressed; a page, which repeats its form's token, never does.
func TestCompressed_are_files_and_the_phones_data_and_no_page(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	for i, name := range []string{"王秀英", "李桂兰", "王建国", "周平"} {
		h.Hold(i, name, "", "2025-01-01", "")
	}
	v := visit(t, h.Serve()).signIn(apptest.Login("township_supervisor", h.Region(apptest.Town).Code))
	csrf := v.csrf()
	for path, want := range map[string]string{"/static/gangwei.css": "gzip", "/static/phone.js": "gzip",
		"/api/duty/phone?carry=" + apptest.Home: "gzip", "/duty/phone-worker.js": "gzip", "/static/icon-192.png": "",
		"/": "", "/password": "", "/signin": "", "/duty/checks/new": "", "/people": ""} {
		req, err := http.NewRequest("GET", v.base+path, nil)
		apptest.Must(t, err)
		req.Header.Set("Accept-Encoding", "gzip")
		_, body, head := v.do(req)
		if head.Get("Content-Encoding") != want {
			t.Errorf("%s goes out as %q", path, head.Get("Content-Encoding"))
		}
		if want == "" {
			continue
		}
		unpacked, err := gzip.NewReader(strings.NewReader(body))
		apptest.Must(t, err)
		b, err := io.ReadAll(unpacked)
		if err != nil || len(b) < len(body) || strings.Contains(string(b), csrf) {
			t.Errorf("%s: %d of %d bytes, %v", path, len(body), len(b), err)
		}
		if strings.HasPrefix(path, "/api/") && head.Get("Gangwei-Form-Token") != csrf {
			t.Errorf("the phone is told another token: %q", head.Get("Gangwei-Form-Token"))
		}
	}
	one := fmt.Sprintf(`{"owner":%d,"checks":[{"client_id":"phone-check-0",
		"method":"site","placement_id":1,
		"finding":"on_duty","seen_ms":%d,"place":"%s"}],"sent_ms":%d}`,
		h.Actor("township_supervisor", apptest.Town).UserID, int64(h.Set.Now())/1000, strings.Repeat("长", 51),
		int64(h.Set.Now())/1000)
	if _, body, _ := v.post("/api/duty/checks", url.Values{"_csrf": {csrf}, "queue": {one}}); !strings.Contains(body,
		"地点：内容过长，最多50个字") {
		t.Errorf("a fault names no field: %s", body)
	}
}
