package app_test

import (
	"compress/bzip2"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
)

// kept are the offices in testdata, which the programs of earlier commits made: by the number of their schema.
const kept = "testdata/offices"

// unpack an office of an earlier program into a folder of the test's own.
func unpack(t *testing.T, schema string) app.Config {
	t.Helper()
	cfg := app.Config{Data: t.TempDir()}
	packed, err := os.Open(filepath.Join(kept, schema, "gangwei.db.bz2"))
	apptest.Must(t, err)
	defer packed.Close()
	body, err := io.ReadAll(bzip2.NewReader(packed))
	apptest.Must(t, err)
	apptest.Must(t, os.WriteFile(filepath.Join(cfg.Data, "gangwei.db"), body, 0o600))
	keys, err := os.ReadFile(filepath.Join(kept, schema, "ring.json"))
	apptest.Must(t, err)
	apptest.Must(t, os.MkdirAll(filepath.Dir(cfg.KeyFile()), 0o700))
	apptest.Must(t, os.WriteFile(cfg.KeyFile(), keys, 0o600))
	return cfg
}

// An office that an earlier program made comes up under this one: migrated, with all that a new office has, its trail
// and its books in order, its sealed values readable, and its people at their pages.
func TestOffices_of_earlier_programs_come_up(t *testing.T) {
	schemas, err := os.ReadDir(kept)
	apptest.Must(t, err)
	fresh, err := database.Open(ctx, "sqlite:"+filepath.Join(t.TempDir(), "new.db"))
	apptest.Must(t, err)
	defer fresh.Close()
	apptest.Must(t, app.SchemaUp(ctx, fresh, nil))
	want := structureOf(t, fresh)
	came := 0
	for _, dir := range schemas {
		if !dir.IsDir() {
			continue
		}
		came++
		t.Run(dir.Name(), func(t *testing.T) {
			cfg := unpack(t, dir.Name())
			db, err := database.Open(ctx, cfg.Address())
			apptest.Must(t, err)
			if err := app.UpToDate(ctx, db); err != app.ErrPending {
				t.Fatalf("not an earlier office: %v", err)
			}
			apptest.Must(t, app.SchemaUp(ctx, db, nil))
			_, err = app.Bring(ctx, db)
			apptest.Must(t, err)
			same(t, "structure", structureOf(t, db), want)
			apptest.Must(t, db.Close())
			a, err := app.Open(ctx, cfg, clock.NewSet(clock.On(civil.MustDate("2025-03-10"), 9, 0)), silent)
			apptest.Must(t, err)
			defer a.Close()
			if lacks, err := app.Lacks(ctx, a.DB); err != nil || !lacks.Nothing() {
				t.Errorf("it lacks %+v %v", lacks, err)
			}
			inOrder(t, a)
			asItWas(t, a)
			atTheirPages(t, a)
		})
	}
	if came != 3 {
		t.Errorf("%d offices", came)
	}
}

// inOrder are the trail and the books, counted again from the rows.
func inOrder(t *testing.T, a *app.App) {
	t.Helper()
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := trail.Verify(s, app.Witnessed(), "")
		return err
	}))
	breaks, err := a.Counter.Count(ctx, a.DB)
	if err != nil || len(breaks) > 0 {
		t.Errorf("%v %+v", err, breaks)
	}
}

// asItWas is what the office had: people whose sealed numbers open, and a month of which one was paid and one came
// back.
func asItWas(t *testing.T, a *app.App) {
	t.Helper()
	var people []struct {
		Name, IDTail string
		IDSealed     []byte
	}
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&people, "SELECT name, id_tail, id_sealed FROM person ORDER BY id")
	}))
	if len(people) != 3 || people[0].Name != "领款人甲" {
		t.Errorf("%d people", len(people))
	}
	for _, p := range people {
		if n, err := a.Ring.Open("person", "id", p.IDSealed); err != nil || !strings.HasSuffix(n, p.IDTail) {
			t.Errorf("%s: %v", p.Name, err)
		}
	}
	for query, want := range map[string]int{
		"SELECT COUNT(*) FROM pay_item":                              2,
		"SELECT SUM(amount_fen) FROM pay_item":                       120_000,
		"SELECT COUNT(*) FROM payment_event WHERE kind = 'paid'":     1,
		"SELECT COUNT(*) FROM payment_event WHERE kind = 'returned'": 1,
		"SELECT COUNT(*) FROM region":                                10,
		"SELECT COUNT(*) FROM duty_sheet WHERE month = '2025-02'":    1,
		"SELECT COUNT(*) FROM setting WHERE name = 'keys'":           1,
	} {
		if n := count(t, a.DB, query); n != want {
			t.Errorf("%s: %d, want %d", query, n, want)
		}
	}
}

var csrf = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

// atTheirPages are those who had an account: one signs in with the old password and sees what came back from the bank.
func atTheirPages(t *testing.T, a *app.App) {
	t.Helper()
	s, jobs, err := a.Server(ctx)
	apptest.Must(t, err)
	defer jobs.Close()
	srv := httptest.NewServer(s.Echo)
	defer srv.Close()
	jar, err := cookiejar.New(nil)
	apptest.Must(t, err)
	visitor := &http.Client{Jar: jar}
	read := func(res *http.Response, err error) string {
		t.Helper()
		apptest.Must(t, err)
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		if err != nil || res.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %v", res.Request.URL, res.StatusCode, err)
		}
		return string(b)
	}
	form := csrf.FindStringSubmatch(read(visitor.Get(srv.URL + "/signin")))
	if form == nil {
		t.Fatal("no form to sign in")
	}
	home := read(visitor.PostForm(srv.URL+"/signin", url.Values{"_csrf": {form[1]},
		"login": {apptest.Login(authz.Role("finance_preparer"), apptest.County)}, "password": {apptest.Pass}}))
	if !strings.Contains(home, "退出") {
		t.Errorf("not signed in: %.300s", home)
	}
	if page := read(visitor.Get(srv.URL + "/pay/runs/1")); !strings.Contains(page, "市中区2025年2月发放") ||
		!strings.Contains(page, "400.00") {
		t.Errorf("what came back is not on the page of the month: %.300s", page)
	}
}
