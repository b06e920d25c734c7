package web_test

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/dbtest"
)

// upload a file to the form of a kind; gives the status, the body and where it leads.
func (v *visitor) upload(kind, region, name string, body []byte) (int, string, string) {
	v.t.Helper()
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	for k, x := range map[string]string{"_csrf": v.csrf(), "kind": kind, "region": region} {
		apptest.Must(v.t, w.WriteField(k, x))
	}
	f, err := w.CreateFormFile("file", name)
	apptest.Must(v.t, err)
	_, err = f.Write(body)
	apptest.Must(v.t, err)
	apptest.Must(v.t, w.Close())
	req, err := http.NewRequest("POST", v.base+"/imports/new", &b)
	apptest.Must(v.t, err)
	req.Header.Set("Content-Type", w.FormDataContentType())
	code, page, header := v.do(req)
	return code, page, header.Get("Location")
}

// until the page says a text.
func (v *visitor) until(path, text string) string {
	v.t.Helper()
	body := ""
	for range 300 {
		if _, body = v.get(path); strings.Contains(body, text) {
			return body
		}
		time.Sleep(100 * time.Millisecond)
	}
	v.t.Fatalf("%s never says %q: %s", path, text, body)
	return ""
}

func TestImport_of_many_rows_goes_to_a_job(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	v := visit(t, h.Serve()).signIn(apptest.Login("village_registrar", apptest.Home))
	var csv strings.Builder
	csv.WriteString("姓名,身份证号,户号,与户主关系\n")
	for i := range 2100 {
		fmt.Fprintf(&csv, "王%c,%s,%d,户主\n", []rune("明华强芳丽")[i%5],
			idno.Make("370499", civil.MustDate("1960-01-01").AddDays(i), 7), i)
	}
	code, _, to := v.upload("people", apptest.Home, "大名册.csv", []byte(csv.String()))
	if code != 303 {
		t.Fatal(code)
	}
	page := v.until(to, "导入可用的2100行")
	form := map[string][]string{"_csrf": {token(page)}, "version": {"2"}}
	if code, _, _ := v.post(to+"/accept", form); code != 303 {
		t.Fatalf("accept: %d", code)
	}
	v.until(to, "已导入")
	if _, body := v.get("/people?q=王明"); !strings.Contains(body, "王明") {
		t.Error("nobody was registered")
	}
	req, err := http.NewRequest("GET", v.base+to+"/original", nil)
	apptest.Must(t, err)
	code, body, header := v.do(req)
	if code != 200 || body != csv.String() || !strings.Contains(header.Get("Content-Disposition"), "attachment") {
		t.Errorf("the original: %d, %d bytes", code, len(body))
	}
}

func TestImport_refuses_what_is_no_workbook_on_the_form(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	v := visit(t, base).signIn(apptest.Login("village_registrar", apptest.Home))
	for _, c := range []struct {
		kind, region, name, body, says string
		code                           int
	}{
		{"people", apptest.Home, "a.xlsx", "MZ\x90\x00", "不是表格文件", 422},
		{"people", apptest.Home, "a.et", "x", "另存为", 422},
		{"people", apptest.Home, "a.csv", "", "请选择要导入的文件", 422},
		{"people", apptest.Home, "a.csv", "天气,日期\n晴,今天\n", "没有找到表头", 422},
		{"people", apptest.Away, "a.csv", "姓名\n", "", 404},
		{"history", apptest.Home, "a.csv", "姓名\n", "", 403},
		{"nonsense", apptest.Home, "a.csv", "姓名\n", "", 404},
	} {
		code, body, _ := v.upload(c.kind, c.region, c.name, []byte(c.body))
		if code != c.code || !strings.Contains(body, c.says) {
			t.Errorf("%s %s: %d, %q is missing", c.kind, c.name, code, c.says)
		}
	}
	// an interrupted upload: half a form is no form
	req, err := http.NewRequest("POST", base+"/imports/new",
		strings.NewReader("--x\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\npeo"))
	apptest.Must(t, err)
	req.Header.Set("Content-Type", "multipart/form-data; boundary=x")
	if code, _, _ := v.do(req); code < 400 || code >= 500 {
		t.Errorf("half a form: %d", code)
	}
	// beyond the limit
	if code, body, _ := v.upload("people", apptest.Home, "a.csv", bytes.Repeat([]byte("x"), 35<<20)); code != 413 {
		t.Errorf("35 MB: %d %.200s", code, body)
	}
}
