package demo

import (
	"os"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/reports/pdf"
)

// leftEmpty are the tables that no use case of an office at rest fills, each with the reason.
var leftEmpty = map[string]string{
	"account_doubt": "names accounts that were changed past the program, which nobody did here",
	"act_seen":      "who opened what another did a moment ago; nobody opens pages here",
	"desk_key":      "remembers forms that were sent, to answer a second sending alike; none was yet",
	"draft":         "what somebody types into a grid and has not saved; nobody types here",
	"job":           "work under way in the running server, and its files that are kept for some days",
	"list_choice":   "the columns of a list that somebody chose to see; nobody did",
	"nightly_task":  "how the duties of the night stand; the running server does them as soon as it opens",
	"reconcile_run": "the count of all ledgers costs an eighth of the build; the office counts as soon as it opens",
	"session":       "who is signed in; nobody is",
}

// onPaper are the tables that are filled when a paper is made, which needs a Chinese font on the machine.
var onPaper = map[string]bool{"paper": true, "paper_print": true, "paper_form": true, "paper_scan": true,
	"duty_enterer": true, "duty_word": true, "duty_correction": true, "duty_correction_line": true,
	"pay_correction": true}

// tablesCity is large enough for villages that merge and one that is split, and long enough for a figure that falls.
var tablesCity = Options{Posts: 1_200, Months: 5, Seed: 1}

func TestBuild_fills_every_table_that_an_office_fills(t *testing.T) {
	each := func(t *testing.T, f func(t *testing.T, db *database.DB)) { f(t, dbtest.SQLite(t)) }
	if tablesEverywhere {
		each = dbtest.Each
	}
	each(t, func(t *testing.T, db *database.DB) {
		a, set := office(t, db)
		_, err := Build(ctx, a, set, tablesCity)
		apptest.Must(t, err)
		names := tableNames(t)
		for name, why := range leftEmpty {
			if !names[name] {
				t.Errorf("%s is listed as empty (%s) and is no table", name, why)
			}
		}
		_, noFont := pdf.FindFont(os.Getenv("GANGWEI_FONT"))
		for name := range names {
			filled := hasRows(t, a, name)
			why, listed := leftEmpty[name]
			switch {
			case filled && listed:
				t.Errorf("%s is filled; it is listed as empty: %s", name, why)
			case !filled && !listed && !(noFont != nil && onPaper[name]):
				t.Errorf("%s is empty: nothing of the demonstration comes to it, and no reason is given", name)
			}
		}
	})
}

// tableNames of the program, as a new SQLite file has them; every server has the same.
func tableNames(t *testing.T) map[string]bool {
	t.Helper()
	var all []string
	apptest.Must(t, dbtest.SQLite(t).Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&all, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	}))
	if len(all) < 100 {
		t.Fatalf("%d tables", len(all))
	}
	out := map[string]bool{}
	for _, name := range all {
		out[name] = true
	}
	return out
}

func hasRows(t *testing.T, a *app.App, table string) (filled bool) {
	t.Helper()
	apptest.Must(t, a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		var n int64
		filled, err = s.One(&n, "SELECT 1 AS n FROM "+table+" LIMIT 1")
		return err
	}))
	return filled
}
