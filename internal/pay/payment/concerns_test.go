package payment_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// What an auditor looks at first: few days, a check that saw nobody and that none has looked at again, an agreement
// that ended, an account in doubt. All of them stay on the list.
func TestConcerned_names_whom_to_look_at_first_and_stops_nobody(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := office(t, db) // one day of work each, of fifteen
		a := actors(h)
		var placements, people []int64
		var names []string
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			if err := tx.Select(&placements, "SELECT id FROM placement ORDER BY id"); err != nil {
				return err
			}
			if err := tx.Select(&people, "SELECT person_id FROM placement ORDER BY id"); err != nil {
				return err
			}
			if err := tx.Select(&names, "SELECT p.name FROM placement l JOIN person p ON p.id = l.person_id "+
				"ORDER BY l.id"); err != nil {
				return err
			}
			if _, err := tx.Exec("UPDATE placement SET agreement_until = '2025-02-10' WHERE id = ?",
				placements[0]); err != nil {
				return err
			}
			_, err := tx.Exec("INSERT INTO account_doubt (person_id, path, what, account_version, found_us) SELECT id, path, "+
				"'origin', account_version, 1 FROM person WHERE id = ?", people[1])
			return err
		}))
		check := func(placement, about int64, day, finding string) (id int64) {
			apptest.Must(t, db.Write(ctx, func(tx *database.Tx) (err error) {
				id, err = tx.Create("INSERT INTO duty_check (client_id, village_id, path, placement_id, about_id, method, "+
					"on_date, finding, checker_id, checker_key, second, statement, remark, irregular, channel, at_us, "+
					"trail_id, row_digest) SELECT ?, village_id, path, id, ?, 'site', ?, ?, 1, 'k', '', '', '', '', 'web', "+
					"1, 1, ? FROM placement WHERE id = ?", day+finding, nullable(about), day, finding,
					[]byte(strings.Repeat("x", 32)), placement)
				return err
			}))
			return id
		}
		d, err := h.Payroll.DraftRun(ctx, a.prepare, h.Region(apptest.County), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		concerns := func(scope authz.Scope) (rows []payroll.Concerned, count map[string]int) {
			run := runOf(t, h, d.RunID)
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				rows, count, err = payroll.ConcernedBy(s, h.Book(), run, scope, 1)
				return err
			}))
			return rows, count
		}
		seen := check(placements[1], 0, "2025-02-11", "not_seen")
		check(placements[0], 0, "2025-01-11", "not_seen") // of another month
		rows, count := concerns(authz.Under(h.Region(apptest.Town).Path))
		if count[payroll.ConcernFew] != 2 || count[payroll.ConcernUnseen] != 1 || count[payroll.ConcernPaper] != 1 ||
			count[payroll.ConcernAccount] != 1 || len(rows) != 4 {
			t.Errorf("%v: %+v", count, rows)
		}
		for i, want := range []struct {
			kind      string
			placement int64
			on, name  string
		}{{payroll.ConcernFew, placements[0], "", names[0]}, {payroll.ConcernUnseen, placements[1], "2025-02-11", names[1]},
			{payroll.ConcernPaper, placements[0], "2025-02-10", names[0]},
			{payroll.ConcernAccount, placements[1], "", names[1]}} {
			if x := rows[i]; x.Kind != want.kind || x.PlacementID != want.placement || x.On.String() != want.on ||
				x.Name != want.name {
				t.Errorf("%d: %+v, want %+v", i, x, want)
			}
		}
		if _, count := concerns(authz.Under(h.Region(apptest.Zone).Path)); len(count) != 0 {
			t.Errorf("the township beside: %v", count)
		}
		check(placements[1], seen, "2025-02-12", "on_duty")
		if _, count := concerns(authz.Everywhere()); count[payroll.ConcernUnseen] != 0 {
			t.Errorf("somebody looked again: %v", count)
		}
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error { // as three hundred hours typed would make it
			_, err := tx.Exec("UPDATE pay_draft SET amount_fen = 600000 WHERE placement_id = ?", placements[0])
			return err
		}))
		if rows, count := concerns(authz.Everywhere()); count[payroll.ConcernAbove] != 1 ||
			rows[0].Kind != payroll.ConcernAbove || rows[0].PlacementID != placements[0] {
			t.Errorf("paid above the rate: %v %+v", count, rows)
		}
		if run := runOf(t, h, d.RunID); run.Items != 2 {
			t.Errorf("%d people are on the list", run.Items)
		}
	})
}

// nullable is nil for none.
func nullable(id int64) any {
	if id == 0 {
		return nil
	}
	return id
}
