package web_test

import (
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
)

var optionValues = regexp.MustCompile(`<option value="([^"]+)"`)

// A filter that there is not is refused by name, on the page and in its file: it would show nothing, or everything, as
// what it is not. Those that the page offers, and those that home leads to, are answered.
func TestLists_refuse_a_filter_that_there_is_not(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	things(t, h, apptest.Home, h.Posts[0])
	v := visit(t, h.Serve()).signIn(apptest.Login("county_reviewer", h.Region(apptest.County).Code))
	for _, at := range []string{"/placements?state=", "/applications?state=", "/accidents?state=", "/posts?state=",
		"/rectify?state=", "/complaints?state=", "/complaints?kind=", "/matching?state=", "/duty/checks?finding="} {
		for _, as := range []string{"", "&as=xlsx", "&as=print"} {
			code, body := v.get(at + "zz" + as)
			if code != 422 || !strings.Contains(body, "没有“zz”这一项筛选条件") {
				t.Errorf("%szz%s: %d %s", at, as, code, visible(body))
			}
		}
		code, body := v.get(at)
		if code != 200 {
			t.Errorf("%s: %d", at, code)
		}
		_, list, _ := strings.Cut(body, `<select name="`+strings.TrimSuffix(at[strings.Index(at, "?")+1:], "=")+`"`)
		list, _, _ = strings.Cut(list, "</select>")
		values := optionValues.FindAllStringSubmatch(list, -1)
		if len(values) < 2 {
			t.Errorf("%s offers nothing", at)
		}
		for _, m := range values {
			if code, _ := v.get(at + m[1]); code != 200 {
				t.Errorf("%s offers %s, which answers %d", at, m[1], code)
			}
		}
	}
}
