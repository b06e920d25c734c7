package importer_test

import (
	"strings"
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/account"
	"gangwei/internal/sheettest"
)

// Accounts by workbook: one administrator makes them, another grants the roles and gets the first passwords, and they
// work.
func TestUsers_are_made_by_one_administrator_and_granted_by_another(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		system, security := h.Actor("system_admin", "3704"), h.Actor("security_admin", "3704")
		one, two, three := h.Number("1980-02-02", true), h.Number("1981-02-02", true), h.Number("1982-02-02", true)
		body := sheettest.XLSX(t, sheettest.Page{Name: "账号", Rows: [][]any{
			{"姓名", "身份证号", "登录名", "角色", "区划代码"},
			{"王经办", one, "xinfengli.wang", "村级经办人", "370402001016"},
			{"李经办", two, nil, "村级经办人", "370402001016"},
			{"张审核", three, nil, "镇街审核员", "370402001016"},
			{"张审核", three, "XX", "镇街审核员", "370402001"},
			{"赵某", h.Number("1983-02-02", true), nil, "国王", "370402001"},
			{"王经办", one, nil, "村级经办人", "370402001016"},
		}})
		if _, err := h.Imports.HandIn(ctx, security, "", "users", h.Region("3704"), "账号.xlsx", body); errs.CodeOf(err) != "authz.forbidden" {
			t.Errorf("the security administrator makes accounts: %v", err)
		}
		b := handIn(t, h, system, "users", "3704", "账号.xlsx", body)
		if got := strings.Join(faults(t, h, b.ID), "; "); b.RowsGood != 2 ||
			got != "4 区划代码: account.role_level; 5 登录名: account.login; 6 角色: import.word; 7 身份证号码: import.twice" {
			t.Fatalf("%+v %s", b, got)
		}
		apptest.Must(t, accept(h, system, b))
		var open []account.Request
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
			open, err = account.Requests(s, 10)
			return err
		}))
		if len(open) != 2 || open[0].Login != "xinfengli.wang" || open[1].Login != "u370402001016-1" {
			t.Fatalf("%+v", open)
		}
		if _, err := h.Accounts.SignIn(ctx, "xinfengli.wang", "whatever-1A"); errs.CodeOf(err) != "account.wrong" {
			t.Errorf("an account without a password: %v", err)
		}
		home := h.Region(apptest.Home)
		_, err := h.Accounts.Fulfil(ctx, system, open[0].ID, home, "")
		want(t, err, "authz.forbidden")
		// granted many times at once: once
		var wg sync.WaitGroup
		var mu sync.Mutex
		var slips []account.Slip
		for range 4 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				if s, err := h.Accounts.Fulfil(ctx, security, open[0].ID, home, ""); err == nil {
					mu.Lock()
					slips = append(slips, s)
					mu.Unlock()
				}
			}()
		}
		wg.Wait()
		if len(slips) != 1 || slips[0].Password == "" {
			t.Fatalf("%+v", slips)
		}
		if _, err := h.Accounts.SignIn(ctx, "xinfengli.wang", slips[0].Password); err != nil {
			t.Error(err)
		}
		who, err := h.Accounts.Actor(ctx, "xinfengli.wang")
		if err != nil || !who.Has("application.submit") {
			t.Errorf("%+v %v", who, err)
		}
		_, err = h.Accounts.Decline(ctx, security, "", open[1].ID, "错")
		want(t, err, "resident.why")
		_, err = h.Accounts.Decline(ctx, system, "", open[1].ID, "不是本村的人")
		want(t, err, "authz.forbidden")
		_, err = h.Accounts.Decline(ctx, security, "", open[1].ID, "不是本村的人")
		apptest.Must(t, err)
		_, err = h.Accounts.Fulfil(ctx, security, open[1].ID, home, "")
		want(t, err, "account.decided")
		b = batch(t, h, b.ID)
		_, err = h.Imports.Undo(ctx, system, "", b.ID, b.Version, "传错了文件")
		want(t, err, "import.built_upon")

	})
}
