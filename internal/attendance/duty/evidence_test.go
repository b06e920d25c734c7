package duty_test

import (
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/trail"
)

// turnOn lets a county's checks keep something, as two people would.
func turnOn(t *testing.T, h *apptest.House, param string) { t.Helper(); set(t, h, param, "true") }

// set a parameter in the county of the tests, by two people.
func set(t *testing.T, h *apptest.House, param, value string) {
	t.Helper()
	n, err := rulebook.Propose(ctx, h.Desk, h.Actor("county_reviewer", apptest.County), "",
		rulebook.Change{Param: param, RegionPath: h.Region(apptest.County).Path, FromDate: civil.MustDate("2025-01-01"),
			PastReason: "文件从一月起执行", Value: value, Reason: "核实顶岗", Document: "试1号"})
	apptest.Must(t, err)
	_, err = rulebook.Decide(ctx, h.Desk, h.Actor("county_reviewer", apptest.County, "-2"), "", n, true)
	apptest.Must(t, err)
}

func TestLogVisit_keeps_place_and_only_what_the_rulebook_takes_of_an_adverse_finding(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := hold(t, h, 0, "2025-02-10", ""), hold(t, h, 1, "2025-01-01", "")
		sup := h.Actor("township_supervisor", apptest.Town)
		photo, err := h.Files.Put("a.png", strings.NewReader("\x89PNG\r\n\x1a\n"+strings.Repeat("x", 100)))
		apptest.Must(t, err)
		at := &duty.Position{LatitudeE6: 34_810_000, LongitudeE6: 117_320_000, AccuracyM: 20}
		day := civil.MustDate(apptest.Day)
		log := func(actor authz.Actor, v duty.Visit) error {
			v.On, v.Method = day, "video"
			_, err := h.Duty.LogVisit(ctx, actor, "", h.Region(home), v)
			return err
		}
		with := func(s duty.Seen, n int) duty.Seen {
			for range n {
				s.Photos = append(s.Photos, photo)
			}
			return s
		}
		refused := func(code string, err error) {
			t.Helper()
			if got := errs.CodeOf(err); got != code {
				t.Errorf("%q (%v), want %q", got, err, code)
			}
		}
		refused("duty.photo_off", log(sup, duty.Visit{Seen: []duty.Seen{with(seen(a, "substitute"), 1)}}))
		refused("duty.position_off", log(sup, duty.Visit{At: at, Seen: []duty.Seen{seen(a, "substitute")}}))
		refused("form.long", log(sup, duty.Visit{Place: strings.Repeat("地", 51), Seen: []duty.Seen{seen(a, "substitute")}}))
		turnOn(t, h, "check.photo_adverse")
		turnOn(t, h, "check.position_adverse")
		refused("duty.photo_adverse", log(sup, duty.Visit{Seen: []duty.Seen{with(seen(b, "on_duty"), 1)}}))
		refused("duty.photo_count", log(sup, duty.Visit{Seen: []duty.Seen{with(seen(a, "substitute"), 4)}}))
		refused("duty.position",
			log(sup, duty.Visit{At: &duty.Position{LatitudeE6: 91_000_000}, Seen: []duty.Seen{seen(a, "substitute")}}))
		refused("authz.forbidden",
			log(h.Actor("village_registrar", home), duty.Visit{Seen: []duty.Seen{with(seen(a, "substitute"), 1)}}))
		v := duty.Visit{Place: "村东河堤", At: at, Seen: []duty.Seen{with(seen(a, "substitute"), 1), seen(b, "on_duty")}}
		apptest.Must(t, log(sup, v))
		apptest.Must(t, log(sup, v)) // arrives again: nothing doubled
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := duty.Checks(s, sup.Scope("duty.view"), duty.CheckFilter{Limit: 10})
			apptest.Must(t, err)
			if len(rows) != 2 {
				t.Fatalf("%d checks", len(rows))
			}
			ids := []int64{rows[0].ID, rows[1].ID}
			ev, err := duty.EvidenceOf(s, ids)
			apptest.Must(t, err)
			for _, c := range rows {
				photos, places, positions := 0, 0, 0
				for _, e := range ev[c.ID] {
					switch {
					case e.Kind == duty.Photo:
						photos++
						f, err := files.ByID(s, *e.FileID)
						if err != nil || f.Purpose != files.OfDuty {
							t.Errorf("%+v %v", f, err)
						}
					case e.Place == "村东河堤":
						places++
						if e.LatitudeE6 != nil {
							positions++
						}
					}
				}
				want := map[string][3]int{"substitute": {1, 1, 1}, "on_duty": {0, 1, 0}}[c.Finding]
				if got := [3]int{photos, places, positions}; got != want || c.Method != "video" {
					t.Errorf("%s: photos, places, positions %v, want %v", c.Finding, got, want)
				}
			}
			_, err = trail.Verify(s, app.Witnessed(), "")
			return err
		}))
		// The same photo again on another day shows; twice on one visit would not.
		_, err = h.Duty.LogVisit(ctx, sup, "", h.Region(home),
			duty.Visit{On: day.AddDays(-1), Method: "video",
				Seen: []duty.Seen{
					{ClientID: "client-again-1", PlacementID: a, Finding: "substitute", Photos: []files.Stored{photo}}}})
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			rows, err := duty.Checks(s, sup.Scope("duty.view"), duty.CheckFilter{Finding: "substitute", Limit: 10})
			apptest.Must(t, err)
			var ids []int64
			for _, x := range rows {
				ids = append(ids, x.ID)
			}
			ev, err := duty.EvidenceOf(s, ids)
			photos := 0
			for _, es := range ev {
				for _, e := range es {
					if e.Kind == duty.Photo {
						photos++
						if e.Elsewhere != 1 {
							t.Errorf("a photo used on two days is shown with %d others", e.Elsewhere)
						}
					} else if e.Elsewhere != 0 {
						t.Errorf("a place counts as a photo: %d", e.Elsewhere)
					}
				}
			}
			if photos != 2 {
				t.Errorf("%d photos", photos)
			}
			return err
		}))
		if err := db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE duty_evidence SET place = '村西'")
			return err
		}); err == nil {
			t.Error("evidence was changed")
		}
	})
}

// Where the phone page is off, a round on the spot is entered from paper; the telephone counts as before.
func TestLogVisit_without_the_phone_page(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	a := hold(t, h, 0, "2025-01-01", "")
	sup, day := h.Actor("township_supervisor", apptest.Town), civil.MustDate(apptest.Day)
	log := func(client, method string) string {
		_, err := h.Duty.LogVisit(ctx, sup, "", h.Region(home),
			duty.Visit{On: day, Method: method, Seen: []duty.Seen{{ClientID: client, PlacementID: a, Finding: "on_duty"}}})
		return errs.CodeOf(err)
	}
	if code := log("client-0001", "site"); code != "" {
		t.Errorf("while it is on: %s", code)
	}
	set(t, h, "app.phone_page", "false")
	for method, want := range map[string]string{"site": "duty.phone_off", "paper": "", "phone": "",
		"carrier pigeon": "form.choice"} {
		if code := log("client-"+method+"-2", method); code != want {
			t.Errorf("%s: %q, want %q", method, code, want)
		}
	}
	if m := duty.MethodsIn(h.Book(), h.Region(home).Path, day); len(m) != len(duty.Methods)-1 ||
		len(duty.MethodsIn(h.Book(), h.Region(apptest.Away).Path, day)) != len(duty.Methods) {
		t.Errorf("%v", m)
	}
}
