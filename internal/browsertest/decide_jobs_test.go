package browsertest_test

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/browsertest"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/database"
)

// noticedRun is a list of February that hung until 6 March and waits for the township's audit.
func noticedRun(t *testing.T, h *apptest.House) int64 {
	t.Helper()
	first := h.Hold(2, "领款人甲", "999000000000001", "2025-01-01", "")
	clerk, prepare := h.Actor("village_registrar", apptest.Home), h.Actor("finance_preparer", apptest.County)
	id, err := h.Duty.Begin(apptest.Ctx, clerk, h.Region(apptest.Home), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	f := duty.Form{ID: id, Version: 1, Lines: []duty.Typed{{PlacementID: first}}}
	f.Lines[0].Days[19] = "勤"
	_, err = h.Duty.Submit(apptest.Ctx, clerk, "", f)
	apptest.Must(t, err)
	_, err = h.Duty.Review(apptest.Ctx, h.Actor("township_reviewer", apptest.Town, "-2"), "", id, 2, true, "")
	apptest.Must(t, err)
	_, err = fund.Register(apptest.Ctx, h.Desk, h.Actor("finance_releaser", apptest.County), "", h.Region(apptest.County),
		fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city", Number: "市财〔2025〕1号",
			AmountFen: 500_000, OnDate: civil.MustDate("2025-01-02")})
	apptest.Must(t, err)
	d, err := h.Payroll.DraftRun(apptest.Ctx, prepare, h.Region(apptest.County), civil.MustMonth("2025-02"))
	apptest.Must(t, err)
	_, err = h.Payroll.Notice(apptest.Ctx, prepare, "", d.RunID, 1, civil.MustDate("2025-03-03"),
		civil.MustDate("2025-03-06"), "")
	apptest.Must(t, err)
	return d.RunID
}

// What others wait for is decided from the home page, each kind to its end, with nothing but keys and in a browser
// without scripts: applications one after another, a township's part of a list of pay, a batch for the bank.
func TestDecisions_from_the_home_page_by_keyboard_and_without_scripts(t *testing.T) {
	t.Parallel()
	ctx := browsertest.Browser(t)
	for _, keys := range []bool{true, false} {
		t.Run(map[bool]string{true: "by keyboard", false: "without scripts"}[keys], func(t *testing.T) {
			h := apptest.New(t, dbtest.SQLite(t))
			toAudit(t, h, 2)
			h.Set.Move(clock.On(civil.MustDate(apptest.Day), 9, 0))
			run := noticedRun(t, h)
			h.Set.Move(clock.On(civil.MustDate("2025-03-11"), 9, 0))
			at := handOf(t, ctx, h.Serve(), keys)
			at.pass = apptest.Pass

			at.signIn(apptest.Login("township_reviewer", apptest.Town))
			at.open(`.todos a[href="/queue/application.audit"]`)
			at.says("第1件，共2件", "待审甲的申请")
			at.tick(`.decide input[name=pass][value="1"]`)
			at.open(`.decide button`)
			at.says("待审甲的申请：已登记审核", "待审乙的申请")
			at.tick(`.decide input[name=pass][value="0"]`)
			at.open(`.decide button`)
			at.says("不通过或撤回时，请写明理由")
			at.fill(`.decide #f-remark`, "材料与实际不符")
			at.open(`.decide button`)
			at.says("都办完了")
			if at.is(`document.querySelector('a[href="/queue/application.audit"]')`) {
				t.Error("what was decided still waits")
			}

			at.home()
			at.open(`.todos a[href="/queue/payroll.audit"]`)
			at.says("请与村公示名单核对人数", "第1件，共1件")
			at.open(`.decide form[action$="/audit"] button`)
			at.says("都办完了")

			_, err := h.Payroll.Approve(apptest.Ctx, h.Actor("county_reviewer", apptest.County), "", run, 2, "")
			apptest.Must(t, err)
			_, err = h.Payments.Prepare(apptest.Ctx, h.Actor("finance_preparer", apptest.County), "", run, payment.Payer{})
			apptest.Must(t, err)
			at.signIn(apptest.Login("finance_releaser", apptest.County))
			at.open(`.todos a[href="/queue/payment.release"]`)
			at.says("核对笔数、金额和文件摘要后复核")
			at.open(`.decide button`)
			at.says("凭证")
			at.fill(`#f-voucher`, "支2025-1")
			at.open(`.decide button`)
			at.says("都办完了")
			var released string
			apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
				_, err := s.One(&released, "SELECT state FROM pay_batch WHERE run_id = ?", run)
				return err
			}))
			if released != payment.Released {
				t.Errorf("the batch is %s", released)
			}
			for _, width := range []int64{1280, 360} {
				at.run(browsertest.Size(width, 900), chromedp.Navigate(at.base+fmt.Sprintf("/pay/runs/%d", run)),
					browsertest.Shot(fmt.Sprintf("decisions-run-%d", width)))
			}
			t.Logf("%d screens, %d keys or clicks, %d fields", at.screens, at.strokes, at.fields)
		})
	}
}
