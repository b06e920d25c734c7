package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// A photo of a check is not shown to the village, neither under its own address nor as a file of the village.
func TestPhoto_of_a_check_is_shown_above_the_village_only(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	own := things(t, h, apptest.Home, h.Posts[0])
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE file SET purpose = 'duty' WHERE id = ?", own["file"])
		return err
	}))
	base := h.Serve()
	clerk := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
	if code, _ := clerk.get(fmt.Sprintf("/files/%d", own["file"])); code != 404 {
		t.Errorf("the village reads it as a file: %d", code)
	}
	if code, _ := clerk.get(fmt.Sprintf("/duty/photos/%d", own["photo"])); code != 403 {
		t.Errorf("the village reads it as a photo: %d", code)
	}
}

// What an inspector looks at is in the inspectors' chain and nowhere else; numbers searched for are masked.
func TestReads_of_an_inspector_are_in_their_own_chain_only(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	own := things(t, h, apptest.Home, h.Posts[0])
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("discipline_inspector", apptest.County))
	for _, path := range []string{fmt.Sprintf("/people/%d", own["person"]),
		"/people?region=" + apptest.Home + "&q=370499197205060011", "/placements", "/", "/divisions"} {
		if code, _ := v.get(path); code != 200 {
			t.Fatalf("%s: %d", path, code)
		}
	}
	clerk := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
	clerk.get("/people")
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		var details []string
		apptest.Must(t,
			s.Select(&details, "SELECT detail FROM trail_entry WHERE act = 'inspect.read' AND chain = 'inspect' ORDER BY seq"))
		all := strings.Join(details, "|")
		if len(details) != 3 || !strings.Contains(all, "/people/:id") || !strings.Contains(all, "region="+apptest.Home) ||
			!strings.Contains(all, "**************0011") || strings.Contains(all, "370499") {
			t.Errorf("%q", details)
		}
		var elsewhere int
		_, err := s.One(&elsewhere, "SELECT COUNT(*) FROM trail_entry WHERE act = 'inspect.read' AND chain <> 'inspect'")
		if elsewhere != 0 {
			t.Errorf("%d reads outside the chain", elsewhere)
		}
		return err
	}))
}

func TestExport_is_a_job_whose_file_is_masked_and_the_owners_own(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	own := things(t, h, apptest.Home, h.Posts[0])
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("county_reviewer", "370402"))
	for _, format := range []string{"xlsx", "csv"} {
		code, _, header := v.post("/exports", url.Values{"_csrf": {v.csrf()}, "kind": {"holders"}, "format": {format}})
		if code != 303 {
			t.Fatal(code)
		}
		job := header.Get("Location")
		body := ""
		for range 100 {
			if code, body = v.get(job + "/download"); code == 200 {
				break
			}
			time.Sleep(50 * time.Millisecond)
		}
		if format == "csv" && (!strings.Contains(body, "藏名本") || strings.Contains(body, "370499")) ||
			format == "xlsx" && !strings.HasPrefix(body, "PK") {
			t.Errorf("%s: %d %.200q", format, code, body)
		}
		other := visit(t, base).signIn(apptest.Login("county_reviewer", "370402") + "-2")
		for _, path := range []string{job, job + "/download"} {
			if code, _ := other.get(path); code != 404 {
				t.Errorf("another reviewer gets %s: %d", path, code)
			}
		}
	}
	// every look at a full number is recorded, and a reason is asked
	path := fmt.Sprintf("/people/%d/unmask", own["person"])
	if code, _, _ := v.post(path, url.Values{"_csrf": {v.csrf()}, "why": {"看"}}); code != 422 {
		t.Errorf("without a reason: %d", code)
	}
	code, body, _ := v.post(path, url.Values{"_csrf": {v.csrf()}, "why": {"核对申请材料"}})
	if code != 200 || !strings.Contains(body, "370499") {
		t.Errorf("unmasked: %d", code)
	}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		var n int
		_, err := s.One(&n, "SELECT COUNT(*) FROM trail_entry WHERE act = 'resident.unmask' AND detail LIKE '%核对申请材料%'")
		if n != 1 {
			t.Errorf("%d looks recorded", n)
		}
		return err
	}))
}

func TestScan_of_a_check_record_is_opened_by_those_who_check_only(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.Hold(0, "周八", "", "2024-05-01", "")
	rider := h.Actor("township_supervisor", apptest.Town)
	_, pack, err := h.CheckPapers.Print(ctx, rider, h.Region(apptest.Home), villagepapers.CheckRecord)
	apptest.Must(t, err)
	stored, err := h.Files.Put("x.png", strings.NewReader("\x89PNG\r\n\x1a\n\x00\x00\x00\x00IEND\xae\x42\x60\x82"))
	apptest.Must(t, err)
	_, err = h.Papers.Attach(ctx, rider, "", pack.Sheets[0].Number, stored)
	apptest.Must(t, err)
	base := h.Serve()
	login := map[string]string{"township_supervisor": apptest.Town, "village_registrar": apptest.Home}
	var file string
	for _, role := range []string{"township_supervisor", "village_registrar"} {
		v := visit(t, base).signIn(apptest.Login(authz.Role(role), h.Region(login[role]).Code))
		code, body := v.get("/papers?region=" + h.Region(apptest.Home).Code)
		if role == "township_supervisor" {
			_, rest, _ := strings.Cut(body, `href="/files/`)
			file, _, _ = strings.Cut(rest, `"`)
			if code != 200 || file == "" || !strings.Contains(body, pack.Sheets[0].Number) {
				t.Fatalf("%s: %d, file %q", role, code, file)
			}
		} else if strings.Contains(body, pack.Sheets[0].Number) {
			t.Error("the village sees the number of a check record")
		}
		want := map[string]int{"township_supervisor": 200, "village_registrar": 404}[role]
		if code, _ := v.get("/files/" + file); code != want {
			t.Errorf("%s opens the scan: %d, want %d", role, code, want)
		}
	}
}
