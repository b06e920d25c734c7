package web_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// A month was paid in full, and the holder turns out to have left in its middle: the page says how much is to be
// recovered, and the county prints the letter that hears the person first.
func TestRecovery_is_said_and_its_letter_printed(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	p := h.Hold(0, "王秀英", "999000000000001", "2025-01-01", "")
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		run, err := tx.Create(
			"INSERT INTO pay_run (region_id, path, month, number, state, objections, drafted_by, drafted_key, drafted_us, "+
				"approved_by, approved_key, approved_us, items, total_fen) VALUES (?, ?, '2025-02', 1, 'approved', '', 1, 'a', "+
				"1, 2, 'b', 1, 1, 80000)",
			h.Region(apptest.County).ID, h.Region(apptest.County).Path)
		if err != nil {
			return err
		}
		batch, err := tx.Create(
			"INSERT INTO pay_batch (run_id, path, number, state, prepared_by, prepared_key, items, total_fen, file_digest) "+
				"VALUES (?, ?, 1, 'settled', 1, 'k', 1, 80000, ?)",
			run, h.Region(apptest.County).Path, make([]byte, 32))
		if err != nil {
			return err
		}
		item, err := tx.Create(
			"INSERT INTO pay_item (run_id, placement_id, person_id, village_id, path, month, fund, days, of_days, amount_fen, "+
				"name, basis, account_tail, at_us, trail_id, row_digest) SELECT ?, id, person_id, village_id, path, '2025-02', "+
				"'employment_subsidy', 28, 28, 80000, 'x', 'older', '0001', 1, 1, ? FROM placement WHERE id = ?",
			run, make([]byte, 32), p)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(
			"INSERT INTO pay_line (item_id, seq, placement_id, village_id, path, month, fund, days, of_days, amount_fen) "+
				"SELECT id, 1, placement_id, village_id, path, month, fund, days, of_days, amount_fen FROM pay_item WHERE id = ?",
			item); err != nil {
			return err
		}
		_, err = tx.Exec(
			"INSERT INTO payment_event (item_id, batch_id, kind, reason, amount_fen, on_date, path, actor_id, at_us, "+
				"trail_id, row_digest) VALUES (?, ?, 'paid', '', 80000, '2025-03-01', ?, 1, 1, 1, ?)",
			item, batch, h.Region(apptest.Home).Path, make([]byte, 32))
		return err
	}))
	base := h.Serve()
	page, letter := fmt.Sprintf("/placements/%d", p), fmt.Sprintf("/placements/%d/recovery.pdf", p)
	county := visit(t, base).signIn(apptest.Login("county_reviewer", apptest.County))
	if code, _ := county.get(letter); code != 409 {
		t.Errorf("nothing to recover: %d", code)
	}
	_, err := h.Placements.End(ctx, h.Actor("county_reviewer", apptest.County), "", p, 1, civil.MustDate("2025-02-14"),
		"health", "")
	apptest.Must(t, err)
	if _, body := county.get(page); !strings.Contains(body, "已发到账400.00元，应予追缴") || !strings.Contains(body, letter) {
		t.Error("the page does not say it")
	}
	code, body := county.get(letter)
	if code != 200 || !strings.HasPrefix(body, "%PDF") {
		t.Errorf("%d", code)
	}
	if dir := os.Getenv("GANGWEI_SHOTS"); dir != "" {
		apptest.Must(t, os.WriteFile(dir+"/recovery.pdf", []byte(body), 0o600))
	}
	for role, want := range map[string]int{"village_registrar": 403, "finance_preparer": 403} {
		at := map[string]string{"village_registrar": apptest.Home, "finance_preparer": apptest.County}[role]
		v := visit(t, base).signIn(apptest.Login(authz.Role(role), at))
		if code, _ := v.get(letter); code != want {
			t.Errorf("%s: %d, want %d", role, code, want)
		}
	}
}
