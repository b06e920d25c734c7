package web_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/listing"
)

var errCancelled = errors.New("cancelled")

// crowd makes so many ended agreements at Home, of one person.
func crowd(t *testing.T, h *apptest.House, n int) {
	t.Helper()
	h.Hold(0, "王秀英", "", "2024-12-01", "2024-12-31")
	var one struct{ PostID, PersonID int64 }
	home := h.Region(apptest.Home)
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		if _, err := tx.One(&one, "SELECT post_id, person_id FROM placement"); err != nil {
			return err
		}
		return tx.InsertMany("placement", []string{"post_id", "person_id", "village_id", "path", "basis", "start_on",
			"agreement_no", "agreement_kind", "agreement_from", "agreement_until", "hours_month", "rate_fen", "insurance_no",
			"end_on", "state"}, n-1, func(i int, v []any) {
			copy(v, []any{one.PostID, one.PersonID, home.ID, home.Path, "older", "2024-01-01", "a", "service", "2024-01-01",
				"2024-12-31", 40, 80_000 + i, "", "2024-12-31", "ended"})
		})
	}))
}

// job that a list is written by: its address.
func (v *visitor) listJob(address string) string {
	v.t.Helper()
	code, _, head := v.ask(http.MethodGet, address)
	if to := head.Get("Location"); code != http.StatusSeeOther || !strings.HasPrefix(to, "/jobs/") {
		v.t.Fatalf("%s: %d %q", address, code, to)
	}
	return head.Get("Location")
}

// jobOf an address, as it is kept.
func jobOf(t *testing.T, h *apptest.House, address string) (j jobs.Job) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		found, err := s.One(&j, "SELECT id, kind, state, params, region_path, reason FROM job WHERE id = ?",
			strings.TrimPrefix(address, "/jobs/"))
		if !found {
			t.Errorf("no job %s", address)
		}
		return err
	}))
	return j
}

// A workbook of over 5,000 rows is written in the background: as the page shows it, in its columns, filter and order;
// of 5,000 it is answered at once. Who asked for it has it, and is written down when asking and when fetching.
func TestList_of_many_rows_is_written_in_the_background(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		crowd(t, h, 5_001)
		base := h.Serve()
		login := apptest.Login("county_reviewer", apptest.County)
		v := visit(t, base).signIn(login)
		code, _, head := v.ask(http.MethodGet, "/placements?state=active&as=xlsx")
		if code != 200 || !strings.Contains(head.Get("Content-Disposition"), "xlsx") {
			t.Errorf("a short list: %d %v", code, head)
		}
		const asked = "/placements?state=ended&sort=-start&cols=name,start,rate&as="
		if code, body, _ := v.ask(http.MethodGet, asked+"print"); code != 200 || !strings.Contains(body, "后面的没有列出") {
			t.Errorf("the print: %d", code)
		}
		job := v.listJob(asked + "xlsx")
		v.until(job, "/download")
		code, body, head := v.ask(http.MethodGet, job+"/download")
		w := httptest.NewRecorder()
		w.Body.WriteString(body)
		rows := cells(t, w)
		if name, _ := url.QueryUnescape(head.Get("Content-Disposition")); code != 200 || len(rows) != 5_001 ||
			!strings.Contains(name, "在岗人员.xlsx") {
			t.Fatalf("%d, %d rows, %s", code, len(rows), name)
		}
		if got := rows[0][1:]; !slices.Equal(got, []string{"王秀英", "800", "2024-12-01"}) {
			t.Errorf("the latest is first: %q", got)
		}
		if got := entries(t, h, "export"); len(got) != 3 || !strings.Contains(got[2], "list=placements") {
			t.Errorf("asking: %q", got)
		}
		if got := entries(t, h, "job.fetch"); len(got) != 1 || !strings.Contains(got[0], login) ||
			!strings.Contains(got[0], "list=placements") {
			t.Errorf("fetching: %q", got)
		}
		if other := visit(t, base).signIn(login + "-2"); true {
			for _, address := range []string{job, job + "/download"} {
				if code, _ := other.get(address); code != 404 {
					t.Errorf("another's %s: %d", address, code)
				}
			}
			if code, _, _ := other.post(job+"/cancel", url.Values{"_csrf": {other.csrf()}}); code != 404 {
				t.Errorf("another cancels: %d", code)
			}
		}
		if code, _, _ := v.ask(http.MethodGet, asked+"xlsx&region="+apptest.Away); code != 404 {
			t.Errorf("a foreign region: %d", code)
		}
		if code, _, _ := visit(t, base).signIn(apptest.Login("finance_preparer", apptest.County)).
			ask(http.MethodGet, asked+"xlsx"); code != 403 {
			t.Errorf("who may only look: %d", code)
		}
		if got := entries(t, h, "export"); len(got) != 3 {
			t.Errorf("refused, and written down: %q", got)
		}
	})
}

// Asked for twice while it waits, a list is written once; what is cancelled makes no file; and what its page refuses by
// then, since the role or the region is gone, fails.
func TestList_in_the_background_is_joined_cancelled_and_refused(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	crowd(t, h, 5_001)
	s, running, err := h.Server(ctx)
	apptest.Must(t, err)
	server := httptest.NewServer(s.Echo)
	defer server.Close()
	running.Close() // what is started waits
	v := visit(t, server.URL).signIn(apptest.Login("county_reviewer", apptest.County))
	job := v.listJob("/placements?as=xlsx")
	if again := v.listJob("/placements?as=xlsx"); again != job {
		t.Errorf("twice: %s and %s", job, again)
	}
	other := v.listJob("/placements?as=xlsx&sort=-start")
	if other == job {
		t.Error("another order is another file")
	}
	if code, _, _ := v.post(other+"/cancel", url.Values{"_csrf": {v.csrf()}}); code != 303 {
		t.Errorf("cancel: %d", code)
	}
	kinds := map[string]jobs.Work{}
	for _, k := range h.Program.Jobs {
		kinds[k.Name] = k.Run
	}
	write := kinds[listing.Job]
	params := jobOf(t, h, job).Params
	n, halt := 0, false
	ran := func(role, code string, change func(*listing.Later)) (string, error) {
		var x listing.Later
		apptest.Must(t, json.Unmarshal([]byte(params), &x))
		if change != nil {
			change(&x)
		}
		body, err := json.Marshal(x)
		apptest.Must(t, err)
		return write(ctx, h.Actor(authz.Role(role), code), body, func(done, total int64) error {
			if n++; halt && n > 3 {
				return errCancelled
			}
			return nil
		})
	}
	file, err := ran("county_reviewer", apptest.County, nil)
	if apptest.Must(t, err); file == "" || n < 5_000 {
		t.Errorf("file %q, told %d times how far it is", file, n)
	}
	halt, n = true, 0
	if file, err := ran("county_reviewer", apptest.County, nil); err != errCancelled || file != "" {
		t.Errorf("cancelled in the middle: %q %v", file, err)
	}
	halt = false
	_, err = ran("finance_preparer", apptest.County, nil)
	apptest.Want(t, "who may only look", "authz.forbidden", err)
	_, err = ran("security_admin", "3704", nil)
	apptest.Want(t, "who may not look", "authz.forbidden", err)
	_, err = ran("county_reviewer", apptest.County, func(x *listing.Later) { x.Asked += "&region=" + apptest.Away })
	apptest.Want(t, "a foreign region", "authz.not_found", err)
	_, err = ran("county_reviewer", apptest.County, func(x *listing.Later) { x.List = "nothing" })
	apptest.Want(t, "no such list", "authz.not_found", err)
	_, err = ran("county_reviewer", apptest.County, func(x *listing.Later) { x.Page = "/people" })
	apptest.Want(t, "another page", "authz.not_found", err)
	if code, _, _ := v.ask(http.MethodGet, "/placements?as=xlsx&x="+strings.Repeat("a", 5_000)); code != 404 {
		t.Errorf("an endless address: %d", code)
	}
}
