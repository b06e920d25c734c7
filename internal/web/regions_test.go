package web_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
)

// While somebody types a place, those of the own regions are offered, and no others; of the ones that a page is about,
// if it names some.
func TestRegions_are_offered_within_ones_own(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	county := visit(t, base).signIn(apptest.Login("county_reviewer", h.Region(apptest.County).Code))
	village := visit(t, base).signIn(apptest.Login("village_registrar", h.Region(apptest.Home).Code))
	city := visit(t, base).signIn(apptest.Login("city_manager", h.Region("3704").Code))
	offered := func(v *visitor, q, under string) string {
		code, body := v.get("/api/regions?q=" + url.QueryEscape(q) + "&under=" + url.QueryEscape(under))
		var items []struct{ Code, Name string }
		if err := json.Unmarshal([]byte(body), &items); code != 200 || err != nil {
			t.Errorf("%q: %d %v", q, code, err)
		}
		var names []string
		for _, x := range items {
			names = append(names, x.Name)
		}
		return strings.Join(names, " ")
	}
	const home, beside, away = "新风里居委会", "铁西居委会", "马河村委会"
	for _, c := range []struct {
		who            *visitor
		q, under, want string
	}{
		{county, "新风", "", home}, {county, "居委会", "", beside + " " + home}, {county, "马河", "", ""},
		{county, apptest.Away, "", ""},
		{county, apptest.Home, "", home}, {county, "３７０４０２００１０１６", "", home}, {county, "中心街 新风", "", home},
		{county, "市中区中心街街道新风里居委会", "", home}, {county, "中心街", "", "中心街街道"}, {county, "", "", ""}, {county, "%", "", ""},
		{village, "铁西", "", ""}, {village, "新风", "", home}, {village, "枣庄", "", ""},
		{city, "马河", "", away}, {city, "居委会", "370402001016", home}, {city, "居委会", "370481", ""},
		{city, "村委会", "370481", away},
		{city, "马河", "370402 370481", away}, {city, "马河", "x", ""},
	} {
		if got := offered(c.who, c.q, c.under); got != c.want {
			t.Errorf("%q under %q offers %q, want %q", c.q, c.under, got, c.want)
		}
	}
	if code, _ := visit(t, base).get("/api/regions?q=x"); code != 401 {
		t.Errorf("a stranger: %d", code)
	}
}
