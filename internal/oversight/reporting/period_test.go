package reporting_test

import (
	"archive/zip"
	"bytes"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/reporting"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/reports/docx"
)

// returned is the pay of a month that the bank sent back.
func returned(t *testing.T, h *apptest.House, placement int64, month, on string) {
	t.Helper()
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		c := h.Region(apptest.County)
		run, err := tx.Create("INSERT INTO pay_run (region_id, path, month, number, state, objections, drafted_by, "+
			"drafted_key, drafted_us, approved_key) "+
			"VALUES (?, ?, ?, 1, 'approved', '', 1, 'k', 1, 'l')", c.ID, c.Path, month)
		if err != nil {
			return err
		}
		batch, err := tx.Create("INSERT INTO pay_batch (run_id, path, number, state, prepared_by, prepared_key, items, "+
			"total_fen, file_digest) "+
			"VALUES (?, ?, 1, 'settled', 1, 'k', 1, 80000, ?)", run, c.Path, make([]byte, 32))
		if err != nil {
			return err
		}
		item, err := tx.Create("INSERT INTO pay_item (run_id, placement_id, person_id, village_id, path, month, fund, "+
			"days, of_days, amount_fen, name, basis, "+
			"account_tail, at_us, trail_id, row_digest) SELECT ?, id, person_id, village_id, path, ?, 'employment_subsidy', "+
			"30, 30, 80000, 'x', 'older', "+
			"'0001', 1, 1, ? FROM placement WHERE id = ?", run, month, make([]byte, 32), placement)
		if err != nil {
			return err
		}
		if _, err := tx.Exec("INSERT INTO pay_line (item_id, seq, placement_id, village_id, path, month, fund, days, "+
			"of_days, amount_fen) "+
			"SELECT id, 1, placement_id, village_id, path, month, fund, days, of_days, amount_fen FROM pay_item WHERE id = ?",
			item); err != nil {
			return err
		}
		_, err = tx.Exec("INSERT INTO payment_event (item_id, batch_id, kind, reason, amount_fen, on_date, path, actor_id, "+
			"at_us, trail_id, row_digest) "+
			"VALUES (?, ?, 'returned', '已销户', 80000, ?, ?, 1, 1, 1, ?)", item, batch, on, h.Region(apptest.Home).Path,
			make([]byte, 32))
		return err
	}))
}

// plain text of a paper and of its editable text.
func plain(t *testing.T, h *apptest.House, doc *reporting.Inspection) (paper, text string) {
	t.Helper()
	b, err := h.Reports.Render.Inspection(doc)
	apptest.Must(t, err)
	file := filepath.Join(t.TempDir(), "p.pdf")
	apptest.Must(t, os.WriteFile(file, b, 0o600))
	out, err := exec.Command("pdftotext", "-l", "1", file, "-").Output() // the first page
	apptest.Must(t, err)
	b, err = docx.Inspection(doc)
	apptest.Must(t, err)
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	apptest.Must(t, err)
	f, err := z.Open("word/document.xml")
	apptest.Must(t, err)
	x, err := io.ReadAll(f)
	apptest.Must(t, err)
	return strings.Join(strings.Fields(string(out)), ""), string(x)
}

// Pay of June that came back and was never sent again stands in the paper of October to December, and in none of before
// June; what ended before a paper's time is counted on its first page while nobody closed it.
func TestCompose_shows_what_still_holds_and_counts_what_lies_outside(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		placement := h.Hold(0, "某领款", "", "2025-05-01", "")
		returned(t, h, placement, "2025-06", "2025-07-08")
		inspector, county := h.Actor("discipline_inspector", apptest.County), h.Region(apptest.County)
		h.Set.Move(clock.On(civil.MustDate("2026-01-06"), 9, 0))
		run := func() {
			t.Helper()
			_, err := h.Inspect.Run(ctx, inspector, county.Path, nil)
			apptest.Must(t, err)
		}
		draft := func(from, to string) *reporting.Inspection {
			t.Helper()
			doc, err := h.Reports.Draft(ctx, inspector, county, civil.MustMonth(from), civil.MustMonth(to), "")
			apptest.Must(t, err)
			return doc
		}
		codes := func(doc *reporting.Inspection) (out []string) {
			for _, s := range doc.Sections {
				for _, r := range s.Rules {
					for range r.Items {
						out = append(out, r.Code)
					}
				}
			}
			return out
		}
		run()
		autumn := draft("2025-10", "2025-12")
		if got := codes(autumn); len(got) != 1 || got[0] != "arrears.returned" {
			t.Fatalf("October to December: %v", got)
		}
		if when := autumn.Sections[0].Rules[0].Items[0].Period; when != "2025-06起，至今" {
			t.Errorf("it holds %q", when)
		}
		// the hiring of May without an application holds in May: counted, not listed
		if o := autumn.Outside; o == nil || o.Before != 1 || o.After != 0 || o.Records != 1 ||
			o.Oldest != civil.MustMonth("2025-05") {
			t.Errorf("outside: %+v", o)
		}
		paper, text := plain(t, h, autumn)
		for what, s := range map[string]string{"paper": paper, "text": text} {
			if !strings.Contains(s, "检查期间以外还有1条疑点没有办结") {
				t.Errorf("the %s does not count what lies outside: %.300s", what, s)
			}
		}
		if !strings.Contains(text, "2025-06起，至今") {
			t.Error("the text does not say since when")
		}
		spring := draft("2025-01", "2025-04")
		if got := codes(spring); len(got) != 0 || spring.Outside == nil || spring.Outside.After != 2 {
			t.Errorf("January to April: %v, outside %+v", got, spring.Outside)
		}
		paper, text = plain(t, h, spring)
		for what, s := range map[string]string{"paper": paper, "text": text} {
			if strings.Contains(s, "检查期间没有发现疑点") || !strings.Contains(s, "没有在检查期间内的疑点") {
				t.Errorf("the %s of a clean time beside an unclean one: %.300s", what, s)
			}
		}
		// a reprint months later is the same paper, whatever the day
		first, body, err := h.Reports.Issue(ctx, inspector, county, civil.MustMonth("2025-10"), civil.MustMonth("2025-12"),
			"")
		apptest.Must(t, err)
		h.Set.Move(clock.On(civil.MustDate("2026-03-06"), 9, 0))
		run()
		again, same, err := h.Reports.Issue(ctx, inspector, county, civil.MustMonth("2025-10"), civil.MustMonth("2025-12"),
			"")
		apptest.Must(t, err)
		if first.Number != again.Number || !bytes.Equal(body, same) {
			t.Errorf("the reprint is %s, was %s", again.Number, first.Number)
		}
		kept := func() (out []inspect.Kept) {
			t.Helper()
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
				out, err = inspect.List(s, authz.Everywhere(), inspect.Filter{Informing: true, Limit: 100})
				return err
			}))
			return out
		}
		// of findings kept before this was known, nothing is lost until the next run tells
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE finding SET held_from = NULL, held_until = NULL")
			return err
		}))
		if got, doc := codes(draft("2025-01", "2025-04")), draft("2025-01", "2025-04"); len(got) != 2 || doc.Outside != nil {
			t.Errorf("after an upgrade: %v, outside %+v", got, doc.Outside)
		}
		versions := map[int64]int64{}
		for _, k := range kept() {
			versions[k.ID] = k.Version
			if k.Held().Known() || k.When() == "" {
				t.Errorf("%+v", k)
			}
		}
		run()
		for _, k := range kept() {
			if !k.Held().Known() || k.Version != versions[k.ID] {
				t.Errorf("after the next run: %s, version %d of %d", k.Held(), k.Version, versions[k.ID])
			}
		}
		if got := codes(draft("2025-01", "2025-04")); len(got) != 0 {
			t.Errorf("after the next run: %v", got)
		}
		// closed by the inspectors, it is no longer counted
		for _, k := range kept() {
			if k.Rule == "procedure.step_missing" {
				_, err := h.Inspect.Move(ctx, inspector, "", k.ID, k.Version, inspect.Dismissed, "历史人员，材料已核对")
				apptest.Must(t, err)
			}
		}
		if doc := draft("2025-10", "2025-12"); doc.Outside != nil {
			t.Errorf("still counted: %+v", doc.Outside)
		}
		if _, err := h.Reports.Draft(ctx, h.Actor("discipline_inspector", "370481"), county, civil.MustMonth("2025-10"),
			civil.MustMonth("2025-12"), ""); errs.CodeOf(err) != "authz.not_found" {
			t.Errorf("another county's inspector: %v", err)
		}
	})
}
