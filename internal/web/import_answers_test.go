package web_test

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/dbtest"
)

var answerField = regexp.MustCompile(`name="(answer-[0-9a-f]+-idno)" value="2"`)
var seenField = regexp.MustCompile(`name="seen-answer-[0-9a-f]+-idno" value="([0-9]+)"`)

func twoNumbersCSV(name string, n int) []byte {
	b := "姓名,身份证号,身份证号码,户号,与户主关系\n"
	for i := range n {
		b += fmt.Sprintf("%s%c,%s,%s,%d%d,户主\n", name, []rune("明华强芳丽")[i%5],
			idno.Make("370499", civil.MustDate("1950-01-01"), 7),
			idno.Make("370499", civil.MustDate("1960-01-01").AddDays(i+100*len(name)), 7), len(name), i)
	}
	return []byte(b)
}

// A workbook in which two columns fit is asked about on its page: five rows of each side by side, nothing chosen
// before; answered, it is read, shown again and confirmed, and the next one is not asked about.
func TestImport_asks_on_its_page(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	v := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
	code, _, to := v.upload("people", apptest.Home, "名册.csv", twoNumbersCSV("王", 6))
	_, page := v.get(to)
	if code != 303 || strings.Count(page, "<tr>") != 6 || !strings.Contains(page, "“身份证号码”是哪一列？") ||
		!strings.Contains(page, `data-head="C列 身份证号码"`) || strings.Contains(page, " checked") ||
		!strings.Contains(page, "还没有读取") ||
		strings.Contains(page, string(idno.Make("370499", civil.MustDate("1950-01-01"), 7))) {
		t.Fatalf("%d %s", code, page)
	}
	name := answerField.FindStringSubmatch(page)[1]
	form := func(page string, more ...string) url.Values {
		f := url.Values{
			"_csrf":   {token(page)},
			"version": {regexp.MustCompile(`name="version" value="([0-9]+)"`).FindStringSubmatch(page)[1]},
		}
		for i := 0; i+1 < len(more); i += 2 {
			f.Set(more[i], more[i+1])
		}
		return f
	}
	seen := "seen-" + name
	for _, c := range []struct {
		more []string
		code int
		says string
	}{
		{nil, 422, "请选择“身份证号码”是哪一列"}, {[]string{name, "7", seen, "0"}, 422, "没有这一列"},
		{[]string{name, "x", seen, "0"}, 422, "请从所列选项中选择"}, {[]string{name, "2", seen, "99"}, 409, "已有人对同一种表作了答复"},
		{[]string{name, "2", seen, "0", "version", "77"}, 409, "别人已修改过"},
	} {
		if code, body, _ := v.post(to+"/answers", form(page, c.more...)); code != c.code || !strings.Contains(body, c.says) ||
			!strings.Contains(body, "是哪一列？") {
			t.Errorf("%v: %d, %q is missing: %s", c.more, code, c.says, body)
		}
	}
	if code, body, _ := v.post(to+"/accept", form(page)); code != 409 {
		t.Errorf("accepted before it was read: %d %s", code, body)
	}
	if code, body, _ := v.post(to+"/answers", form(page, name, "2", seen, "0")); code != 303 {
		t.Fatalf("%d %s", code, body)
	}
	_, page = v.get(to)
	if !strings.Contains(page, "C列“身份证号码”") || !strings.Contains(page, "导入可用的6行") || !strings.Contains(page, "已经核对") ||
		strings.Count(page, "3704**********") != 3 {
		t.Fatalf("%s", page)
	}
	if code, body, _ := v.post(to+"/accept", form(page)); code != 422 || !strings.Contains(body, "打勾") ||
		strings.Count(body, "3704**********") != 3 {
		t.Errorf("without a tick: %d %s", code, body)
	}
	// answered anew from the page: what holds is marked
	_, again := v.get(to + "?again=1")
	if strings.Count(again, " checked") != 1 || seenField.FindStringSubmatch(again)[1] == "0" {
		t.Errorf("%s", again)
	}
	if code, body, _ := v.post(to+"/accept", form(page, "confirmed", "1")); code != 303 {
		t.Fatalf("%d %s", code, body)
	}
	_, _, to = v.upload("people", apptest.Home, "名册2.csv", twoNumbersCSV("李李", 2))
	if _, page = v.get(to); !strings.Contains(page, "导入可用的2行") || !strings.Contains(page, "已经核对") {
		t.Errorf("%s", page)
	}
	// the list of answers, and its end
	_, list := v.get("/imports/answers")
	if !strings.Contains(list, "C列“身份证号码”") || !strings.Contains(list, "有效") {
		t.Fatalf("%s", list)
	}
	one := regexp.MustCompile(`/imports/answers/[0-9]+`).FindString(list)
	_, answer := v.get(one)
	revoke := regexp.MustCompile(`/imports/answers/[0-9]+/revoke`).FindString(answer)
	if revoke == "" {
		t.Fatalf("%s: %s", one, answer)
	}
	other := visit(t, v.base).signIn(apptest.Login("village_registrar", apptest.Beside))
	if code, _ := other.get(one); code != 404 {
		t.Errorf("a neighbour sees it: %d", code)
	}
	if code, _, _ := other.post(revoke, url.Values{"_csrf": {other.csrf()}}); code != 404 {
		t.Errorf("a neighbour revokes: %d", code)
	}
	if _, body := other.get("/imports/answers"); !strings.Contains(body, "还没有答复") {
		t.Errorf("%s", body)
	}
	if code, _, _ := v.post(revoke, url.Values{"_csrf": {token(answer)}}); code != 303 {
		t.Errorf("%d", code)
	}
	if code, _, _ := v.post(revoke, url.Values{"_csrf": {token(answer)}}); code != 409 {
		t.Errorf("twice: %d", code)
	}
	if code, body, _ := v.post(to+"/accept", form(page, "confirmed", "1")); code != 409 || !strings.Contains(body, "撤回") {
		t.Errorf("read by a revoked answer: %d %s", code, body)
	}
	if _, list = v.get("/imports/answers"); !strings.Contains(list, "已撤回") {
		t.Errorf("%s", list)
	}
}

// A large workbook is read and taken in the background, with the confirmation.
func TestImport_of_many_rows_is_asked_about_too(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	v := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
	_, _, to := v.upload("people", apptest.Home, "大名册.csv", twoNumbersCSV("赵", 2100))
	_, page := v.get(to)
	name := answerField.FindStringSubmatch(page)[1]
	if code, body, _ := v.post(to+"/answers", url.Values{"_csrf": {token(page)}, "version": {"1"}, name: {"2"},
		"seen-" + name: {"0"}}); code != 303 {
		t.Fatalf("%d %s", code, body)
	}
	page = v.until(to, "导入可用的2100行")
	if code, _, _ := v.post(to+"/accept", url.Values{"_csrf": {token(page)}, "version": {"3"}}); code != 422 {
		t.Errorf("without a tick: %d", code)
	}
	if code, body, _ := v.post(to+"/accept",
		url.Values{"_csrf": {token(page)}, "version": {"3"}, "confirmed": {"1"}}); code != 303 {
		t.Fatalf("%d %s", code, body)
	}
	v.until(to, "已导入")
}
