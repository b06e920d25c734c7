package web_test

import (
	"bytes"
	"fmt"
	"io"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/jobs"
)

// export a list with full numbers and wait until it is made; gives the job's address.
func (v *visitor) export(kind, region string) string {
	v.t.Helper()
	code, _, header := v.post("/exports",
		url.Values{
			"_csrf":  {v.csrf()},
			"kind":   {kind},
			"region": {region},
			"format": {"csv"},
			"full":   {"1"},
			"why":    {"与民政部门比对"},
		})
	if code != 303 {
		v.t.Fatalf("export: %d", code)
	}
	v.until(header.Get("Location"), "/download")
	return header.Get("Location")
}

// entries of an act in the trail, as chain: actor detail.
func entries(t *testing.T, h *apptest.House, act string) (out []string) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		var rows []struct{ Chain, Actor, Detail string }
		err := s.Select(&rows, "SELECT chain, actor, detail FROM trail_entry WHERE act = ? ORDER BY id", act)
		for _, r := range rows {
			out = append(out, r.Chain+": "+r.Actor+" "+r.Detail)
		}
		return err
	}))
	return out
}

func TestFetch_of_full_numbers_is_written_down_and_the_file_gone_soon(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		e := h.Entry("藏名本")
		_, err := h.Residents.Register(ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home), e)
		apptest.Must(t, err)
		base := h.Serve()
		login := apptest.Login("county_reviewer", apptest.County)
		v := visit(t, base).signIn(login)
		job := v.export("people", apptest.County)
		dir := filepath.Join(h.Config.Data, "exports")
		files := left(t, dir)
		if len(files) != 1 {
			t.Fatalf("%q", files)
		}
		if b, err := os.ReadFile(files[0]); err != nil || bytes.Contains(b, []byte(e.IDNumber)) ||
			bytes.Contains(b, []byte("藏名")) {
			t.Errorf("in clear: %v", err)
		}
		for n := 1; n <= 2; n++ {
			if code, body := v.get(job + "/download"); code != 200 || !strings.Contains(body, e.IDNumber) {
				t.Errorf("fetch %d: %d", n, code)
			}
			if got := entries(t, h, "job.fetch"); len(got) != n || !strings.Contains(got[n-1], login) ||
				!strings.Contains(got[n-1], "list=people") || !strings.Contains(got[n-1], "full=true") ||
				strings.HasPrefix(got[n-1], "inspect:") {
				t.Errorf("fetch %d: %q", n, got)
			}
		}
		// another's job is none of theirs, and nothing is written down of it
		if code, _ := visit(t, base).signIn(login + "-2").get(job + "/download"); code != 404 ||
			len(entries(t, h, "job.fetch")) != 2 {
			t.Errorf("another: %d", code)
		}
		if base2 := h.Serve(); len(left(t, dir)) != 1 { // a start does not take it away
			t.Errorf("after a start of %s: %q", base2, left(t, dir))
		}
		h.Set.Move(h.Set.Now().Add(jobs.AfterFetch))
		if code, body := v.get(job + "/download"); code != 409 || !strings.Contains(body, "文件已删除") ||
			len(entries(t, h, "job.fetch")) != 2 {
			t.Errorf("a quarter of an hour later: %d", code)
		}
		if _, body := v.get(job); strings.Contains(body, "/download") || !strings.Contains(body, "文件已删除") {
			t.Error("the job's page still offers it")
		}
		apptest.Must(t, h.SweepShelf(ctx))
		if files := left(t, dir); len(files) != 0 {
			t.Errorf("left %q", files)
		}
		// a role that was taken back since hands out nothing
		job = v.export("people", apptest.County)
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE job SET region_path = ? WHERE id = ?", h.Region(apptest.Away).Path,
				strings.TrimPrefix(job, "/jobs/"))
			return err
		}))
		if code, body := v.get(job + "/download"); code != 404 || strings.Contains(body, e.IDNumber) ||
			len(entries(t, h, "job.fetch")) != 2 {
			t.Errorf("out of the region: %d", code)
		}
	})
}

// What an inspector takes is in their own chain: asking, fetching, and looking at a full number.
func TestFetch_of_an_inspector_is_in_their_own_chain(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	person := h.Person(apptest.Home, "藏名本")
	for _, role := range []authz.Role{"discipline_inspector", "chief_inspector"} {
		v := visit(t, h.Serve()).signIn(apptest.Login(role, apptest.County))
		job := v.export("people", apptest.County)
		if code, _ := v.get(job + "/download"); code != 200 {
			t.Fatalf("%s: %d", role, code)
		}
		if code, _, _ := v.post(fmt.Sprintf("/people/%d/unmask", person),
			url.Values{"_csrf": {v.csrf()}, "why": {"核对线索材料"}}); code != 200 {
			t.Fatalf("%s: %d", role, code)
		}
	}
	for _, act := range []string{"export", "job.fetch", "resident.unmask"} {
		got := entries(t, h, act)
		for _, e := range got {
			if !strings.HasPrefix(e, "inspect: ") {
				t.Errorf("%s: %s", act, e)
			}
		}
		if len(got) != 2 {
			t.Errorf("%s: %q", act, got)
		}
	}
}

// A fetch that broke off is written down and does not begin the quarter of an hour.
func TestFetch_that_broke_off_is_none(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("county_reviewer", apptest.County))
	job := v.export("people", apptest.County)
	id := strings.TrimPrefix(job, "/jobs/")
	shelf := &jobs.Shelf{Dir: filepath.Join(h.Config.Data, "exports"), Ring: h.Ring, DB: h.DB, Clock: h.Set}
	name, err := shelf.Put(bytes.Repeat([]byte("370499"), 4<<20), "csv") // more than what lies between two sockets
	apptest.Must(t, err)
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE job SET result = ? WHERE id = ?", name, id)
		return err
	}))
	conn, err := net.Dial("tcp", strings.TrimPrefix(base, "http://"))
	apptest.Must(t, err)
	fmt.Fprintf(conn, "GET %s/download HTTP/1.1\r\nHost: x\r\nCookie: %s\r\n\r\n", job, v.cookies())
	_, err = io.ReadFull(conn, make([]byte, 64<<10))
	apptest.Must(t, err)
	apptest.Must(t, conn.Close())
	for range 200 {
		if len(entries(t, h, "job.fetch")) == 1 {
			break
		}
		time.Sleep(25 * time.Millisecond)
	}
	h.Set.Move(h.Set.Now().Add(jobs.AfterFetch))
	if code, body := v.get(job + "/download"); code != 200 || len(body) != 24<<20 || len(entries(t, h, "job.fetch")) != 2 {
		t.Errorf("after one that broke off: %d, %d bytes, %q", code, len(body), entries(t, h, "job.fetch"))
	}
}
