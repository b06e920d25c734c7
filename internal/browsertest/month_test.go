package browsertest_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// A month by hand: the village's sheet by keyboard, the township's review, the supervisor's check on a phone in four
// taps from the list, then pay from the draft to the bank's word, one line of which comes back and is sent again.
func TestMonth_from_the_sheet_to_the_bank_in_the_browser(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	first := h.Hold(0, "王秀英", "999000000000001", "2025-01-01", "")
	second := h.Hold(1, "李桂兰", "999000000000002", "2025-02-15", "")
	base := h.Serve()
	ctx := browsertest.Browser(t)
	home, county := h.Region(apptest.Home).Code, h.Region(apptest.County).Code
	clerk, town := apptest.Login("village_registrar", home),
		apptest.Login("township_reviewer", h.Region(apptest.Town).Code)
	prepare, release, approve := apptest.Login("finance_preparer", county), apptest.Login("finance_releaser", county),
		apptest.Login("county_reviewer", county)
	cell := func(day int) string { return fmt.Sprintf(`input[name="d%d_%d"]`, first, day) }
	var sheet, run, batch string

	as(t, ctx, base, clerk, browsertest.Size(1280, 900), chromedp.Navigate(base+
		"/duty?month=2025-02"), click(`form[action="/duty/sheets"] button`), appears(cell(3)),
		chromedp.SendKeys(cell(3), "勤\t勤\t假"), chromedp.SetValue(fmt.Sprintf(`input[name="h%d"]`, first),
			"16"), browsertest.Shot("month-sheet-1280"),
		// the second holder has nothing: named, and nothing is lost
		click(`button[value=submit]`), appears(`.summary`),
		chromedp.SetValue(fmt.Sprintf(`input[name="d%d_20"]`, second), "勤"),
		click(`button[value=submit]`), notice("已报送"), chromedp.Location(&sheet))
	as(t, ctx, base, town, chromedp.Navigate(sheet), decide("0"), appears(`.summary`),
		decide("1"), notice("已审核"))

	taps := 0
	tap := func(sel string) chromedp.Action {
		return chromedp.ActionFunc(func(c context.Context) error { taps++; return click(sel).Do(c) })
	}
	as(t, ctx, base, apptest.Login("township_supervisor", h.Region(apptest.Town).Code), browsertest.Size(360, 740),
		chromedp.Navigate(base+"/duty"), browsertest.Shot("month-duty-360"),
		tap(`main td a[href^="/duty/checks/new"][href$="`+home+`"]`), appears(`.choices`),
		browsertest.Shot("month-check-360"),
		tap(`input[value=not_seen] + span`),
		chromedp.SetValue(`#f-method`, "site"), tap(`.stick button`), notice("已登记1人"), browsertest.Shot("month-checks-360"))
	if taps > 4 {
		t.Errorf("%d taps for a check", taps)
	}

	_, err := fund.Register(apptest.Ctx, h.Desk, h.Actor("finance_releaser", apptest.County), "", h.Region(apptest.County),
		fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city", Number: "市财〔2025〕1号",
			AmountFen: 50, OnDate: civil.MustDate("2025-01-02")})
	apptest.Must(t, err)
	as(t, ctx, base, prepare, browsertest.Size(1280, 900), chromedp.Navigate(base+"/pay"),
		chromedp.SetValue(`#f-month`, "2025-02"), chromedp.SetValue(`#f-kind`, "regular"),
		click(`form[action="/pay/runs"] button`),
		appears(`#f-until`), chromedp.Location(&run), browsertest.Shot("month-draft-1280"),
		chromedp.SetValue(`#f-until`, "2025-03-03"), click(`form[action$="/notice"] button`),
		appears(`.summary`),
		chromedp.SetValue(`#f-until`, "2025-03-06"), click(`form[action$="/notice"] button`), notice("公示"))
	// the notice still hangs
	as(t, ctx, base, town, chromedp.Navigate(run), says("公示到2025-03-06为止"),
		appears(`form[action$="/audit"] button[disabled]`))
	h.Set.Move(clock.On(civil.MustDate("2025-03-07"), 9, 0))
	as(t, ctx, base, town, chromedp.Navigate(run), click(`form[action$="/audit"] button`), notice("审核"))
	// the fund does not cover it
	as(t, ctx, base, approve, chromedp.Navigate(run), click(`form[action$="/approve"] button`),
		appears(`.summary`), appears(`#f-year`), chromedp.SetValue(`#f-year`, "2025"),
		click(`form[action$="/approve"] button`), says("资金"), browsertest.Shot("month-short-1280"))
	as(t, ctx, base, release, chromedp.Navigate(base+"/pay/funds"), chromedp.SetValue(`#f-amount`, "5000"),
		chromedp.SetValue(`#f-number`, "市财〔2025〕2号"), chromedp.SetValue(`#f-kind`, "in"),
		chromedp.SetValue(`#f-fund`, "employment_subsidy"), chromedp.SetValue(`#f-level`, "city"),
		click(`form[method="post"][action="/pay/funds"] button`),
		notice("已登记"))
	as(t, ctx, base, approve, chromedp.Navigate(run), chromedp.SetValue(`#f-year`, "2025"),
		click(`form[action$="/approve"] button`), notice("批准"))
	as(t, ctx, base, prepare, chromedp.Navigate(run), click(`form[action$="/batches"] button`),
		appears(`a[href$="/file"]`), chromedp.Location(&batch), browsertest.Shot("month-batch-1280"))
	as(t, ctx, base, release, chromedp.Navigate(batch), chromedp.SetValue(`#f-voucher`, "支2025-1"),
		click(`form[action$="/release"] button`), notice("复核"))
	answer := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		apptest.Must(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	settle := func(file string) chromedp.Tasks {
		return chromedp.Tasks{chromedp.SetUploadFiles(`#f-file`, []string{file}),
			click(`form[action$="/settle"] button`)}
	}
	as(t, ctx, base, prepare, chromedp.Navigate(batch), click(`input[name="only"][value="all"]`),
		settle(answer("half.txt", "1|800.00\r\n1|800.00|成功\r\n")),
		appears(`.summary`), browsertest.Shot("month-settle-refused-1280"),
		settle(answer("all.txt", "2|1200.00\r\n1|800.00|成功\r\n2|400.00|失败|户名不符\r\n")), notice("已登记回盘"))

	// The account is mended by the township, its holder is told by somebody who had no hand in it, and the money goes
	// there.
	var holder, accounts int64
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		_, err := s.One(&holder, "SELECT person_id FROM placement WHERE id = ?", second)
		return err
	}))
	as(t, ctx, base, town, chromedp.Navigate(fmt.Sprintf("%s/people/%d/correct", base, holder)),
		chromedp.SetValue(`#f-account`, "999000000000022"), chromedp.SetValue(`#f-why`, "银行退回，核对存折"),
		chromedp.SetValue(`#f-document`, "退票通知"), browsertest.Shot("month-mend-1280"),
		click(`form[action$="/correct"] button`), notice("已更正"))
	as(t, ctx, base, apptest.Login("telephone_clerk", county), browsertest.Size(360, 800),
		chromedp.Navigate(base+"/pay/cards/tell"), click(`details summary`),
		click(`input[name=how] + span`), click(`input[name=said] + span`),
		browsertest.Shot("month-told-360"), click(`details form button`),
		notice("已登记告知"))
	as(t, ctx, base, prepare, browsertest.Size(1280, 900), chromedp.Navigate(run),
		click(`form[action$="/batches"] button`), appears(`a[href$="/file"]`),
		chromedp.Location(&batch))
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		_, err := s.One(&accounts,
			"SELECT COUNT(*) FROM pay_batch_line l JOIN pay_item i ON i.id = l.item_id JOIN person p ON p.id = i.person_id "+
				"WHERE p.id = ? AND l.account_index = p.account_index AND l.account_index <> i.account_index",
			holder)
		return err
	}))
	if accounts != 1 {
		t.Error("the reissue does not go to the mended account")
	}
	as(t, ctx, base, release, chromedp.Navigate(batch), chromedp.SetValue(`#f-voucher`, "支2025-1"),
		browsertest.Shot("month-release-1280"), click(`form[action$="/release"] button`), notice("复核"))
	as(t, ctx, base, prepare, chromedp.Navigate(batch), click(`input[name="only"][value="failures"]`),
		settle(answer("again.txt", "1|400.00\r\n")), notice("已登记回盘"), chromedp.Navigate(run),
		appears(`main table`), chromedp.WaitNotPresent(`form[action$="/batches"]`),
		browsertest.Shot("month-paid-1280"), browsertest.Size(360, 800), browsertest.Shot("month-paid-360"))
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		owed, err := payment.ArrearsOf(s, authz.Everywhere(), civil.MustMonth("2025-03"))
		if len(owed) != 0 {
			t.Errorf("still owed: %+v", owed)
		}
		return err
	}))

	// The year ends: what is left goes into the next.
	h.Set.Move(clock.On(civil.MustDate("2026-01-05"), 9, 0))
	as(t, ctx, base, release, browsertest.Size(1280, 900), chromedp.Navigate(base+"/pay/funds?year=2025"),
		follow(`main td a`), appears(`a[href$="as=xlsx"]`), browsertest.Shot("fund-card-1280"),
		browsertest.Size(360, 800), browsertest.Shot("fund-card-360"), browsertest.Size(1280, 900),
		chromedp.Navigate(base+"/pay/funds?year=2025"),
		click(`details:has(form[action="/pay/funds/close"]) > summary`), browsertest.Shot("funds-1280"),
		click(`form[action="/pay/funds/close"] button`), notice("已结转"),
		chromedp.Navigate(base+"/pay/funds/trial?year=2025"), appears(`main table`),
		browsertest.Shot("fund-trial-1280"), chromedp.Navigate(base+"/pay/funds?year=2026"),
		appears(`main table`), browsertest.Shot("funds-next-1280"))
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		b, err := fund.Balances(s, authz.Everywhere(), "2026")
		if len(b) != 1 || b[0].Carried != b[0].Available || b[0].Available != 500_050-120_000 {
			t.Errorf("carried into 2026: %+v", b)
		}
		breaks, _ := h.Counter.Run(s)
		if len(breaks) != 0 {
			t.Errorf("%+v", breaks)
		}
		return err
	}))
}

// A complaint told by telephone, answered by the township, and one about kin that only the inspectors see.
func TestComplaint_told_and_answered_in_the_browser(t *testing.T) {
	t.Parallel()
	h := apptest.New(t, dbtest.SQLite(t))
	h.Hold(0, "王秀英", "", "2025-01-01", "")
	base := h.Serve()
	ctx := browsertest.Browser(t)
	home, county := h.Region(apptest.Home).Code, h.Region(apptest.County).Code
	tell := func(kind, text string) chromedp.Tasks {
		return chromedp.Tasks{chromedp.Navigate(base + "/complaints/new?region=" + home), chromedp.SetValue(`#f-kind`, kind),
			chromedp.SetValue(`#f-about`, "village"), chromedp.SetValue(`#f-came_by`, "telephone"),
			chromedp.SetValue(`#f-text`, text), chromedp.SetValue(`#f-name`, "反映人"),
			click(`form[method=post][action="/complaints/new"] button`)}
	}
	var rows int
	count := chromedp.Evaluate(`document.querySelectorAll('main table tbody tr').length`, &rows)
	as(t, ctx, base, apptest.Login("telephone_clerk", county), browsertest.Size(1280, 900), tell("unpaid", "短"),
		appears(`.summary`), browsertest.Shot("complaint-refused-1280"),
		tell("unpaid", "三月的补贴没有发到卡上"), notice("回执编号"), tell("kin_favour", "主任的堂弟没有评议就上岗"), notice("回执编号"), count,
		browsertest.Shot("complaints-1280"))
	if rows != 1 {
		t.Errorf("the clerk sees %d complaints, want the one that is not the inspectors'", rows)
	}
	as(t, ctx, base, apptest.Login("township_reviewer", h.Region(apptest.Town).Code), browsertest.Size(360, 800),
		chromedp.Navigate(base+"/complaints"), follow(`main td a`), appears(`#f-remark`),
		browsertest.Shot("complaint-360"),
		chromedp.SetValue(`#f-remark`, "查明银行退回，已更正账号重发"), click(`.decide form button`), notice("已登记答复"))
	as(t, ctx, base, apptest.Login("discipline_inspector", county), browsertest.Size(1280, 900),
		chromedp.Navigate(base+"/complaints"), count, follow(`main td a`), click(`details:has(form) summary`),
		chromedp.SetValue(`#f-why`, "约谈反映人"), click(`form[action$="/reporter"] button`),
		appears(`//dt[text()="反映人"]`, chromedp.BySearch), browsertest.Shot("complaint-reporter-1280"))
	if rows != 2 {
		t.Errorf("the inspector sees %d complaints", rows)
	}
}
