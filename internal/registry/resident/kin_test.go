package resident_test

import (
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func TestDeclareKin_and_its_refusals(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		a, b, c := h.Person(apptest.Home, "王三"), h.Person(apptest.Beside, "王四"), h.Person(apptest.Away, "李六")
		on := civil.MustDate("2025-03-01")
		for _, x := range []struct {
			name, code string
			who        authz.Actor
			person     int64
			on         civil.Date
			source     string
			ties       []resident.Tie
			none       bool
		}{
			{"another role", "authz.forbidden", h.Actor("county_reviewer", apptest.County), a, on, "申报表",
				[]resident.Tie{{KinID: b, Code: "73"}}, false},
			{"another village", "authz.not_found", who, c, on, "申报表", []resident.Tie{{KinID: b, Code: "73"}}, false},
			{"a code that GB/T 4761 does not know", "kin.code", who, a, on, "申报表", []resident.Tie{{KinID: b, Code: "98"}},
				false},
			{"no kin at all", "kin.code", who, a, on, "申报表", []resident.Tie{{KinID: b, Code: "99"}}, false},
			{"oneself", "kin.self", who, a, on, "申报表", []resident.Tie{{KinID: a, Code: "73"}}, false},
			{"neither a tie nor none", "kin.none", who, a, on, "申报表", nil, false},
			{"a tie and none", "kin.none", who, a, on, "申报表", []resident.Tie{{KinID: b, Code: "73"}}, true},
			{"tomorrow", "form.future", who, a, civil.MustDate("2025-03-04"), "申报表", nil, true},
			{"without source", "form.required", who, a, on, " ", nil, true},
		} {
			if _, err := h.Residents.DeclareKin(apptest.Ctx, x.who, "", x.person, x.on, x.source, x.ties, x.none,
				nil); errs.CodeOf(err) != x.code {
				t.Errorf("%s: %v, want %s", x.name, err, x.code)
			}
		}
		known := func() (k bool) {
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
				k, err = resident.KinKnown(s, a)
				return err
			}))
			return k
		}
		if known() {
			t.Error("nothing was collected yet")
		}
		_, err := h.Residents.DeclareKin(apptest.Ctx, who, "", a, on, "亲属关系申报表", nil, true, nil)
		apptest.Must(t, err)
		if !known() {
			t.Error("a declaration that there is none is collected")
		}
		// the same tie declared eight times at once stands once
		var wg sync.WaitGroup
		var mu sync.Mutex
		done := 0
		for range 8 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_, err := h.Residents.DeclareKin(apptest.Ctx, who, "", a, on, "亲属关系申报表", []resident.Tie{{KinID: b, Code: "73"}},
					false, nil)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					done++
				} else if errs.CodeOf(err) != "kin.known" {
					t.Error(err)
				}
			}()
		}
		wg.Wait()
		if done != 1 {
			t.Errorf("declared %d times", done)
		}
		town := h.Actor("township_reviewer", apptest.Town)
		for _, x := range []struct {
			name, code string
			who        authz.Actor
			kin        int64
			why        string
		}{
			{"the village itself", "authz.forbidden", who, b, "写错了人"},
			{"another township", "authz.not_found", h.Actor("township_reviewer", "370481116"), b, "写错了人"},
			{"without a reason", "resident.why", town, b, "错"},
			{"never declared", "kin.unknown", town, c, "写错了人"},
		} {
			if _, err := h.Residents.RetractKin(apptest.Ctx, x.who, "", a, x.kin, x.why); errs.CodeOf(err) != x.code {
				t.Errorf("%s: %v, want %s", x.name, err, x.code)
			}
		}
		_, err = h.Residents.RetractKin(apptest.Ctx, town, "", a, b, "写错了人")
		apptest.Must(t, err)
		if _, err = h.Residents.RetractKin(apptest.Ctx, town, "", a, b, "写错了人"); errs.CodeOf(err) != "kin.unknown" {
			t.Error(err)
		}
	})
}

func TestAppoint_and_EndOffice_refuse(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	town := h.Actor("township_reviewer", apptest.Town)
	a := h.Person(apptest.Home, "王三")
	good := resident.Appointment{Kind: "village_cadre", Title: "居委会主任", Region: h.Region(apptest.Home),
		From: civil.MustDate("2021-03-15"), Source: "选举结果公告"}
	change := func(f func(*resident.Appointment)) resident.Appointment {
		x := good
		f(&x)
		return x
	}
	for _, x := range []struct {
		name, code string
		who        authz.Actor
		a          resident.Appointment
	}{
		{"the village itself", "authz.forbidden", h.Actor("village_registrar", apptest.Home), good},
		{"another township", "authz.not_found", h.Actor("township_reviewer", "370481116"), good},
		{"a kind that is none", "form.choice", town, change(func(x *resident.Appointment) { x.Kind = "king" })},
		{"no title", "form.required", town, change(func(x *resident.Appointment) { x.Title = " " })},
		{"from tomorrow", "form.future", town,
			change(func(x *resident.Appointment) { x.From = civil.MustDate("2025-03-04") })},
		{"ended before it began", "official.until", town,
			change(func(x *resident.Appointment) { x.Until = civil.MustDate("2021-03-14") })},
	} {
		if _, err := h.Residents.Appoint(apptest.Ctx, x.who, "", a, x.a); errs.CodeOf(err) != x.code {
			t.Errorf("%s: %v, want %s", x.name, err, x.code)
		}
	}
	id, err := h.Residents.Appoint(apptest.Ctx, town, "", a, good)
	apptest.Must(t, err)
	if _, err := h.Residents.Appoint(apptest.Ctx, town, "", a, good); errs.CodeOf(err) != "official.known" {
		t.Errorf("twice: %v", err)
	}
	end := func(who authz.Actor, until string) error {
		_, err := h.Residents.EndOffice(apptest.Ctx, who, "", id, civil.MustDate(until), "换届")
		return err
	}
	for _, x := range []struct {
		code  string
		who   authz.Actor
		until string
	}{
		{"authz.forbidden", h.Actor("village_registrar", apptest.Home), "2025-03-01"},
		{"official.until", town, "2021-03-14"},
		{"official.until", town, "2025-03-04"},
		{"", town, "2025-03-01"},
		{"official.over", town, "2025-03-01"},
	} {
		if err := end(x.who, x.until); errs.CodeOf(err) != x.code {
			t.Errorf("%s %s: %v", x.code, x.until, err)
		}
	}
}
