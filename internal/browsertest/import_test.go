package browsertest_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
	"gangwei/internal/sheettest"
)

// both shows the page at the width of a desk and of a phone, and fails where it scrolls sideways.
func both(t *testing.T, name string) chromedp.Tasks {
	var wide, narrow int
	return chromedp.Tasks{browsertest.Size(1280, 900), browsertest.Overflow(&wide), browsertest.Shot(name + "-1280"),
		browsertest.Size(360, 740), browsertest.Overflow(&narrow), browsertest.Shot(name + "-360"),
		browsertest.Size(1280, 900),
		chromedp.ActionFunc(func(context.Context) error {
			if wide > 0 || narrow > 0 {
				t.Errorf("%s scrolls sideways by %d and %d", name, wide, narrow)
			}
			return nil
		})}
}

// A village clerk hands in a workbook with faults, takes the good rows, and undoes it; the township takes earlier years
// as found.
func TestImport_by_a_village_clerk(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	base := h.Serve()
	ctx := browsertest.Browser(t)
	one, two := h.Number("1970-02-03", false), h.Number("1962-07-01", true)
	file := filepath.Join(t.TempDir(), "人员名册.xlsx")
	apptest.Must(t, os.WriteFile(file, sheettest.Bare(t, false, sheettest.Page{Name: "名册", Rows: [][]any{
		{"新风里居委会人员名册"},
		{"序号", "姓名", "身份证号码", "户号", "与户主关系", "是否脱贫户", "居住起始日期", "备注"},
		{1.0, "王  三", one, "001", "户主", "√", "1998.3.2", nil},
		{2.0, "李四", two, "001", "配偶", "是", nil, nil},
		{3.0, "赵五", 370499197002030017.0, "002", "户主", "可能", "1998-02-31", nil},
		{"合计", "3人"},
	}, Merge: [][2]string{{"A1", "H1"}}}, sheettest.Page{Name: "去年的旧名册", Hidden: true,
		Rows: [][]any{{"姓名", "身份证号码"}, {"钱六", h.Number("1962-07-01", false)}}}), 0o600))
	as(t, ctx, base, apptest.Login("village_registrar", apptest.Home),
		chromedp.Navigate(base+"/imports"), both(t, "imports"),
		chromedp.Navigate(base+"/imports/new?kind=people"), both(t, "import-new"),
		chromedp.SetUploadFiles(`#f-file`, []string{file}), click(`form[enctype] button`),
		appears(`form[action$="/accept"]`), both(t, "import-ready"),
		appears(`//p[contains(., "文件里有3人的身份证号码，读入2人")]`),
		appears(`//tr[contains(., "去年的旧名册") and contains(., "取消隐藏")]`),
		click(`details.explained summary`), appears(`details.explained table`),
		both(t, "import-explained"),
		click(`form[action$="/accept"] button`), notice("已导入2行"), both(t, "import-accepted"),
		chromedp.Navigate(base+"/people?q=王三"), follow(`main td a`), appears(`a[href$="/kin"]`),
		both(t, "person"),
		click(`a[href$="/kin"]`), appears(`input[name=none]`), both(t, "kin"),
		click(`input[name=none]`), click(`main form button`), notice("已登记亲属关系申报"),
		chromedp.Navigate(base+"/imports"), follow(`main td a[href^="/imports/1"]`),
		appears(`form[action$="/undo"] summary, summary`),
		chromedp.Evaluate(`document.querySelector('form[action$="/undo"]').closest('details').open = true`, nil),
		chromedp.SetValue(`#f-why`, "传错了文件"), click(`form[action$="/undo"] button`),
		appears(`.summary`), both(t, "import-built-upon"),
		chromedp.Navigate(base+"/exports?kind=people"), both(t, "export"),
		click(`input[value=xlsx]`), click(`form[action="/exports"] button`),
		appears(`a[href$="/download"]`))

	old := filepath.Join(t.TempDir(), "2022.xlsx")
	apptest.Must(t, os.WriteFile(old, sheettest.XLSX(t, sheettest.Page{Name: "2022", Rows: [][]any{
		{"2022年岗位人员花名册"}, {"村", "姓名", "身份证号", "岗位", "上岗时间", "退出时间", "补贴标准", "1月", "2月", "凭证号"},
		{"新风里", "王三", one, "保洁-03", "2022.1.1", nil, 800.0, "√", 800.0, "记-018"},
		{"新风里", "赵五", nil, "保洁-03", "2022.2.30", nil, nil, "√", nil, nil},
	}}), 0o600))
	as(t, ctx, base, apptest.Login("township_reviewer", apptest.Town),
		chromedp.Navigate(base+"/imports/new?kind=history"), chromedp.SetUploadFiles(`#f-file`, []string{old}),
		click(`form[enctype] button`),
		appears(`form[action$="/accept"]`), both(t, "history-ready"),
		click(`form[action$="/accept"] button`), notice("已导入2行"),
		chromedp.Navigate(base+"/history"), both(t, "history"), follow(`main td a`), appears(`dl.facts`),
		both(t, "history-row"),
		chromedp.Navigate(base+"/people?q=王三"), follow(`main td a`), chromedp.WaitReady(`form[action$="/offices"]`),
		both(t, "person-town"),
		chromedp.Navigate(base+"/officials"), both(t, "officials"))
}
