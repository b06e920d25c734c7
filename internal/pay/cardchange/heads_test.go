package cardchange_test

import (
	"fmt"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/cardchange"
	"gangwei/internal/platform/database"
	"gangwei/internal/sheettest"
)

// Banks name the old account beside the new one, in either order and under many words: wages go to the new one, or the
// list is not taken.
func TestEnter_takes_the_new_account_or_asks(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "换卡甲", "999000000000100", "2025-01-01", "")
		_, number := numberOf(t, h, "换卡甲")
		county, enter := h.Region(apptest.County), h.Actor("finance_preparer", apptest.County)
		tail := func(n int, heads, cells string) (string, error) {
			id, err := h.Cards.Enter(ctx, enter, "", county, fmt.Sprintf("农商行函%d号", n), "a.csv",
				[]byte(heads+"\n"+cells+"\n"))
			if err != nil {
				return "", err
			}
			var lines []cardchange.Line
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				lines, err = cardchange.Page(s, id, "", 0, 10)
				return err
			}))
			if len(lines) != 1 {
				t.Fatalf("%+v", lines)
			}
			return lines[0].NewTail, nil
		}
		for i, c := range []struct{ heads, old, new string }{
			{"姓名,身份证号,%s,%s", "原账号", "新账号"}, {"姓名,身份证号,%s,%s", "账号", "新账号"}, {"姓名,身份证号,%s,%s", "旧卡号",
				"卡号"}, {"姓名,身份证号,%s,%s", "原社保卡账号", "账号"},
			{"户名,证件号码,%s,%s", "换卡前账号", "换卡后账号"}, {"姓名,身份证号,%s,%s", "账号（旧）", "账号（新）"},
		} {
			for j, order := range [][2]string{{c.old, c.new}, {c.new, c.old}} {
				cells := "999000000000100,999000000000209"
				if j == 1 {
					cells = "999000000000209,999000000000100"
				}
				got, err := tail(2*i+j, fmt.Sprintf(c.heads, order[0], order[1]), "换卡甲,"+number+","+cells)
				if err != nil || got != "0209" {
					t.Errorf("%v: %s %v", order, got, err)
				}
			}
		}
		_, err := tail(90, "姓名,身份证号,卡号,账号", "换卡甲,"+number+",999000000000209,999000000000308")
		want(t, "sheet.two_columns", err)
		_, err = tail(91, "姓名,身份证号,原账号", "换卡甲,"+number+",999000000000100")
		want(t, "sheet.list_heads", err)
		_, err = tail(92, "姓名,身份证号,新账号", "换卡甲,,999000000000209")
		want(t, "payroll.parallel_id", err)
	})
}

// A number that the spreadsheet has cut is not a new account, nor is a formula that failed.
func TestEnter_refuses_accounts_that_cannot_be_read(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "换卡甲", "999000000000100", "2025-01-01", "")
		_, number := numberOf(t, h, "换卡甲")
		county, enter := h.Region(apptest.County), h.Actor("finance_preparer", apptest.County)
		for code, cell := range map[string]any{"sheet.lost": sheettest.Shown{Value: 6217000000000011111,
			Format: "0000 0000 0000 0000 000"}, "sheet.error": sheettest.Failed("#N/A"),
			"sheet.formula": sheettest.Uncomputed("A1")} {
			p := sheettest.Page{Name: "表", Rows: [][]any{{"姓名", "身份证号", "新账号"}, {"换卡甲", number, cell}}}
			for name, body := range map[string][]byte{"a.xlsx": sheettest.Bare(t, false, p),
				"a.xls": sheettest.XLS(p, 8000, false)} {
				_, err := h.Cards.Enter(ctx, enter, "", county, "农商行函1号", name, body)
				want(t, code, err)
			}
		}
	})
}
