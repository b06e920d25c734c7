package web_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// Who entered an application is not told to check it: another must. The colleague is told.
func TestHome_shows_nobody_a_step_that_must_be_anothers(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		things(t, h, apptest.Home, h.Posts[0])
		base := h.Serve()
		for login, told := range map[string]bool{apptest.Login("village_registrar", apptest.Home): false,
			apptest.Login("village_registrar", apptest.Home) + "-2": true} {
			v := visit(t, base).signIn(login)
			if _, body := v.get("/"); strings.Contains(body, "待初审的申请") != told {
				t.Errorf("%s is told of it: %v", login, !told)
			}
			_, _, res := v.ask("GET", "/queue/application.check")
			if at := res.Get("Location"); strings.HasPrefix(at, "/applications/") != told {
				t.Errorf("%s is led to %s", login, at)
			}
		}
	})
}

// A person who moved with the village keeps what was there: it is told, and not led to by who may not open it.
func TestPerson_leads_to_no_record_of_another_place(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	of := things(t, h, apptest.Home, h.Posts[0])
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		away := h.Region(apptest.Beside)
		if _, err := tx.Exec("UPDATE placement SET path = ?, village_id = ? WHERE id = ?", away.Path, away.ID,
			of["placement"]); err != nil {
			return err
		}
		_, err := tx.Exec("UPDATE application SET path = ?, village_id = ? WHERE id = ?", away.Path, away.ID,
			of["application"])
		return err
	}))
	v := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
	for _, at := range []string{"/people/" + fmt.Sprint(of["person"]), "/people/" + fmt.Sprint(of["person"]) + "/file"} {
		code, body := v.get(at)
		if code != 200 || !strings.Contains(body, "2024-01-01") && !strings.Contains(at, "file") {
			t.Errorf("%s: %d, or what was is not told", at, code)
		}
		_, main, _ := strings.Cut(body, "<main")
		for _, m := range hrefs.FindAllStringSubmatch(main, -1) {
			if code, _ := v.get(m[1]); code != 200 && code != 303 {
				t.Errorf("%s leads to %s, which answers %d", at, m[1], code)
			}
		}
	}
}

// A receipt of a complaint is found by its letters, however few digits it has.
func TestSearch_finds_a_receipt_without_digits(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	of := things(t, h, apptest.Home, h.Posts[0])
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE complaint SET number = 'MQKAGWQWHX' WHERE id = ?", of["complaint"])
		return err
	}))
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("county_reviewer", h.Region(apptest.County).Code))
	for _, q := range []string{"MQKAGWQWHX", "mqkagwqwhx", wide("MQKAGWQWHX"), "mqka gwqwhx"} {
		if _, to := v.search(q); to != "/complaints/"+fmt.Sprint(of["complaint"]) {
			t.Errorf("%q leads to %q", q, to)
		}
	}
	away := visit(t, base).signIn(apptest.Login("county_reviewer", h.Region(apptest.Away).Code[:6]))
	if hits, to := away.search("MQKAGWQWHX"); len(hits) > 0 || to != "" {
		t.Errorf("another county finds %v %s", hits, to)
	}
}
