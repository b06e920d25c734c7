package unit_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// A county's officer serves the county's unit and not the zone inside it; the zone's serves the zone; whoever was
// granted on both serves both; the city serves all.
func TestServes_units_that_one_was_granted_on(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	county, zone := h.Actor("unit_reporter", apptest.County), h.Actor("unit_reporter", apptest.Zone)
	both := county
	both.Grants = append(both.Grants, zone.Grants...)
	for _, x := range []struct {
		name       string
		county, zn bool
		got        [2]bool
	}{
		{"county", true, false,
			[2]bool{h.Unit("370402").Serves(county, "progress.fill"), h.Unit("gaoxin").Serves(county, "progress.fill")}},
		{"zone", false, true,
			[2]bool{h.Unit("370402").Serves(zone, "progress.fill"), h.Unit("gaoxin").Serves(zone, "progress.fill")}},
		{"both", true, true,
			[2]bool{h.Unit("370402").Serves(both, "progress.fill"), h.Unit("gaoxin").Serves(both, "progress.fill")}},
		{"nothing", false, false,
			[2]bool{h.Unit("370402").Serves(county, "progress.accept"), h.Unit("gaoxin").Serves(zone, "progress.accept")}},
	} {
		if x.got != [2]bool{x.county, x.zn} {
			t.Errorf("%s: %v", x.name, x.got)
		}
	}
	city := h.Actor("city_manager", "3704")
	for _, code := range []string{"370402", "gaoxin"} {
		if !h.Unit(code).Serves(city, "progress.accept") {
			t.Errorf("the city does not serve %s", code)
		}
	}
}
