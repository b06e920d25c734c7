package browsertest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"gangwei/internal/apptest"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
	"gangwei/internal/sheettest"
)

// A clerk whose list has two columns of numbers is shown both, answers by keyboard, confirms what was taken, and finds
// the answer in the list of answers.
func TestImport_asks_which_column_it_is(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	ctx := browsertest.Browser(t)
	head := h.Number("1950-01-02", false)
	rows := [][]any{{"姓名", "身份证号", "身份证号码", "户号", "与户主关系", "银行卡号", "社保卡账号"}}
	for i, n := range strings.Fields("示例甲 示例乙 示例丙 示例丁 示例戊 示例己") {
		rows = append(rows, []any{n, head, h.Number("1970-02-03", false), "00" + string(rune('1'+i)), "户主",
			"62170000000000" + string(rune('1'+i)) + "12", "62288800000000" + string(rune('1'+i)) + "34"})
	}
	file := filepath.Join(t.TempDir(), "3月名册.xlsx")
	apptest.Must(t, os.WriteFile(file, sheettest.XLSX(t, sheettest.Page{Name: "3月", Rows: rows}), 0o600))
	second := `fieldset:nth-of-type(2) label:nth-of-type(2) input`
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home),
		chromedp.Navigate(base+"/imports/answers"), both(t, "answers-none"),
		chromedp.Navigate(base+"/imports/new?kind=people"), chromedp.SetUploadFiles(`#f-file`, []string{file}),
		click(`form[enctype] button`), appears(`form[action$="/answers"]`), both(t, "import-asking"),
		click(`form[action$="/answers"] > button`), appears(`.summary`), both(t, "import-asking-fault"),
		chromedp.Focus(`fieldset:nth-of-type(1) input[type=radio]`), chromedp.KeyEvent(kb.ArrowDown),
		click(second), chromedp.Focus(`form[action$="/answers"] > button`), chromedp.KeyEvent(kb.Enter),
		appears(`form[action$="/accept"]`), both(t, "import-taken"),
		click(`form[action$="/accept"] button`), appears(`.summary`),
		chromedp.Focus(`input[name=confirmed]`), chromedp.KeyEvent(" "),
		click(`form[action$="/accept"] button`), notice("已导入6行"),
		chromedp.Navigate(base+"/imports/answers"), both(t, "answers"),
		chromedp.Evaluate(`location.href = document.querySelector('main a[href^="/imports/answers/"]').href`, nil),
		click(`form[action$="/revoke"] button`), notice("已撤回"), both(t, "answers-revoked"))
}

// A county's reviewer who hands a roster in is told who confirms it; the other one confirms it.
func TestImport_of_a_roster_is_confirmed_by_another(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	ctx := browsertest.Browser(t)
	rows := [][]any{{"市中区公益性岗位在岗人员花名册"}, {"镇", "村", "姓名", "身份证", "人员类别", "岗位", "补贴", "上岗", "协议起止", "卡号", "电话"}}
	for i, n := range []string{"示例甲", "示例乙", "示例丙"} {
		rows = append(rows, []any{"", "新风里", n, h.Number("1970-02-03", false), "脱贫户", "保洁员", "800元/月", "2024.3.1",
			"2025.1.1-2025.12.31", "62170000000000" + string(rune('1'+i)) + "12", ""})
	}
	rows[4][7] = "2024年3月"
	file := filepath.Join(t.TempDir(), "花名册.xlsx")
	apptest.Must(t, os.WriteFile(file, sheettest.XLSX(t, sheettest.Page{Name: "在岗", Rows: rows}), 0o600))
	one, other := apptest.Login("county_reviewer", apptest.County), apptest.Login("county_reviewer", apptest.County)+"-2"
	as(t, ctx, base, one,
		chromedp.Navigate(base+"/imports/new?kind=roster"), chromedp.SetUploadFiles(`#f-file`, []string{file}),
		click(`form[enctype] button`), appears(`//p[contains(., "不能由您确认")]`),
		appears(`form[action$="/accept"] button[disabled]`), both(t, "roster-awaits"))
	as(t, ctx, base, other,
		chromedp.Navigate(base+"/imports/1"), appears(`form[action$="/accept"]`), both(t, "roster-other"),
		click(`form[action$="/accept"] button`), notice("已导入2行"), both(t, "roster-taken"),
		chromedp.Navigate(base+"/"), both(t, "county-home"),
		chromedp.Navigate(base+"/people?q=示例甲"), follow(`main td a`),
		appears(`h1`), both(t, "roster-person"))
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home), both(t, "village-home"))
}
