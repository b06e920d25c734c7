package web_test

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

// A county opens with its one list: two people take it, the village tells the households, the township what the list
// did not say of the posts.
func TestOpening_by_the_pages(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	county := apptest.Login("county_reviewer", apptest.County)
	one, other := visit(t, base).signIn(county), visit(t, base).signIn(county+"-2")
	csv := "村,姓名,身份证,人员类别,岗位,补贴,上岗,协议起止,卡号,电话\n"
	for i, name := range []string{"示例甲", "示例乙"} {
		csv += fmt.Sprintf("新风里,%s,%s,脱贫户,保洁,800,2024-03-01,2025-01-01至2025-12-31,62170000000000%05d,\n", name,
			h.Number("1970-02-03", false), i+1)
	}
	code, page, to := one.upload("roster", apptest.County, "花名册.csv", []byte(csv))
	if code != 303 {
		t.Fatal(code, page)
	}
	_, page = one.get(to)
	if !strings.Contains(page, "不能由您确认") || !strings.Contains(boxOf(page), "disabled") {
		t.Errorf("who handed it in is not told who confirms it: %s", page)
	}
	if _, home := one.get("/"); strings.Contains(home, "/queue/import.accept") {
		t.Error("what one handed in waits for oneself")
	}
	if _, home := other.get("/"); !strings.Contains(home, "/queue/import.accept") {
		t.Error("what another handed in does not wait for the second")
	}
	_, page = other.get(to)
	for _, says := range []string{"导入可用的2行", "同级另一人核对后确认", "没有户号，记为户情况未知"} {
		if !strings.Contains(page, says) {
			t.Errorf("the preview does not say %q", says)
		}
	}
	take := func(v *visitor) (int, string) {
		_, page := v.get(to)
		code, body, _ := v.post(to+"/accept", url.Values{"_csrf": {token(page)}, "version": {"2"}})
		return code, body
	}
	if code, body := take(one); code == 303 || !strings.Contains(body, "上传、答复过的人不能确认") {
		t.Errorf("who handed it in takes it: %d %s", code, body)
	}
	if code, body := take(other); code != 303 {
		t.Fatal(code, body)
	}

	village := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
	if _, home := village.get("/"); !strings.Contains(home, "户情况未知、待补登所在户的人员") {
		t.Error("the village is not asked for the households")
	}
	if _, list := village.get("/people?home=open"); !strings.Contains(list, "示例甲") || !strings.Contains(list, "示例乙") {
		t.Error(list)
	}
	var ids []int64
	var where post.Post
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		people, err := resident.List(s, authz.Everywhere(), resident.Filter{HomeOpen: true, Limit: 5})
		for _, p := range people {
			ids = append(ids, p.ID)
		}
		if err != nil {
			return err
		}
		posts, err := post.List(s, authz.Everywhere(), post.Filter{Untold: true, Limit: 5})
		where = posts[0].Post
		return err
	}))
	tell := func(id int64, more url.Values) (int, string) {
		path := fmt.Sprint("/people/", id)
		_, page := village.get(path)
		if more.Get("joins") == "" && (!strings.Contains(page, "户情况未知") || !strings.Contains(page, "不等于独自一户") ||
			strings.Contains(page, "~")) { // a number that nobody gave is not shown
			t.Errorf("the page does not say that the household is not known")
		}
		form := url.Values{"_csrf": {token(page)}, "version": {"1"}, "household": {"8"}, "relation": {"10"}}
		for k, x := range more {
			form[k] = x
		}
		code, body, _ := village.post(path+"/home", form)
		return code, body
	}
	if code, body := tell(ids[0], url.Values{"relation": {"02"}}); code != 303 {
		t.Error(code, body)
	}
	if code, body := tell(ids[1], nil); code == 303 || !strings.Contains(body, "户8里已登记：示例") ||
		!strings.Contains(body, `name="joins"`) {
		t.Errorf("%d %s", code, body)
	}
	if code, body := tell(ids[1], url.Values{"joins": {"1"}}); code != 303 {
		t.Error(code, body)
	}
	if _, home := village.get("/"); strings.Contains(home, "户情况未知、待补登所在户的人员") {
		t.Error("the village is asked still")
	}

	town := visit(t, base).signIn(apptest.Login("township_reviewer", apptest.Town))
	if _, home := town.get("/"); !strings.Contains(home, "接转的岗位，待补填") {
		t.Error("nobody is asked for what the posts lack")
	}
	path := fmt.Sprint("/posts/", where.ID)
	_, page = town.get(path)
	if !strings.Contains(page, "未填，不能造发放") || !strings.Contains(page, `name="hours"`) ||
		strings.Contains(page, "登记申请</a>") {
		t.Error(page)
	}
	form := url.Values{"_csrf": {token(page)}, "version": {fmt.Sprint(where.Version)}, "place": {"东街"}, "tasks": {"清扫"},
		"officer": {"示例主任"}, "work": {"hours"}, "days": {"15"}, "hours": {"90"}, "fund": {"employment_subsidy"},
		"reason": {"补填接转岗位"}}
	if code, body, _ := town.post(path+"/amend", form); code == 303 || !strings.Contains(body, "低于当地小时最低工资") {
		t.Errorf("%d %s", code, body)
	}
	form.Set("hours", "40")
	if code, body, _ := town.post(path+"/amend", form); code != 303 {
		t.Error(code, body)
	}
	if _, page = town.get(path); strings.Contains(page, "未填") || strings.Contains(page, `name="hours"`) {
		t.Error(page)
	}
	_, page = town.get("/officials?region=" + apptest.Town)
	office := url.Values{"_csrf": {token(page)}, "region": {apptest.Town}, "name": {"示例官"}, "idno": {"1"},
		"kind": {"public_employee"}, "title": {"副镇长"}, "from": {"2023-01-01"}, "source": {"任命文件"}}
	if code, body, _ := town.post("/officials", office); code == 303 || !strings.Contains(body, "示例官") {
		t.Errorf("%d %s", code, body)
	}
	office.Set("idno", h.Number("1968-05-06", false))
	code, body, header := town.post("/officials", office)
	if code != 303 {
		t.Fatal(code, body)
	}
	if _, page = town.get(header.Get("Location")); !strings.Contains(page, "不在人员登记中") || !strings.Contains(page, "副镇长") {
		t.Error(page)
	}
}
