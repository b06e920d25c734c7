package views_test

import (
	"io/fs"
	"slices"
	"strings"
	"testing"

	"gangwei/views"
)

// ownTables are the tables that are not made by the part "list", in the order of their templates, each with why its
// rows do not grow without an end, or what it still waits for. A new table over rows that grow is a list
// (internal/platform/listing), with sorting, pages, columns, choosing, workbook and print.
var ownTables = map[string][]string{
	"attendance/assessment":    {"the holders of one village", "the holders of one village"},
	"attendance/coverage":      {"one row a region", "at most 50, and says so"},
	"attendance/draw":          {"one month's draws of one township"},
	"attendance/duty_town":     {"a grid"},
	"attendance/sheet_correct": {"the holders of one village"},
	"attendance/sheet": {
		"a grid",
		"one village's month",
		"one village's month",
		"one village's month",
		"one village's month",
	},
	"forms/library": {"one row a project list's line"},
	"forms/monitor": {"one row a target", "one row a unit", "a few alerts of a month", "a form's rows"},
	"forms/overview": {
		"one row a region",
		"one row a region",
		"one row a cause",
		"one row a region",
		"one row a family",
	},
	"forms/progress":              {"one row a unit", "one row a unit"},
	"forms/progress_form":         {"the form's figures", "a quarter's submissions"},
	"forms/progress_submission":   {"the form's figures"},
	"forms/project_list":          {"the paper's lines"},
	"forms/projects":              {"one unit's projects", "a quarter's lists"},
	"forms/register_entry":        {"one entry's months", "a form's rows", "one entry's people"},
	"forms/registers":             {"one unit's entries of a kind, whose columns go by the kind"},
	"hiring/application":          {"one applicant's", "one applicant's", "one applicant's"},
	"hiring/application_new":      {"who was found, at most a few"},
	"hiring/insurance":            {"a form's rows, at most 60 or those that were chosen, and says so"},
	"hiring/meeting":              {"one meeting's candidates", "one meeting's candidates"},
	"hiring/post":                 {"one post's applications"},
	"hiring/quota":                {"one row a region below and kind", "the moves of one region and period"},
	"hiring/renewals":             {"one row a region", "a form's rows, at most 500, and says so"},
	"layout/grid":                 {"a grid"},
	"layout/list":                 {"the list itself"},
	"oversight/complaint":         {"one complaint's", "one complaint's", "one complaint's"},
	"oversight/complaint_figures": {"one row a kind", "one row a way"},
	"oversight/finding":           {"one finding's", "one finding's", "one finding's", "one finding's"},
	"oversight/inspect": {
		"one row a unit",
		"one row a family",
		"the first matters",
		"the next matters",
		"reports given",
	},
	"oversight/inspect_people": {"who was found, and says if there are more"},
	"oversight/inspect_person": {"one human's", "one human's", "one human's", "one human's", "one human's"},
	"pay/arrears":              {"one row a region", "one row a step"},
	"pay/card_list":            {"one row a verdict", "a form's rows"},
	"pay/cards":                {"a form's rows"},
	"pay/confirm":              {"one row a month and county"},
	"pay/confirm_answers":      {"a sample's answers"},
	"pay/formats":              {"one row a bank"},
	"pay/fund_card":            {"a card's entries of a year"},
	"pay/fund_trial":           {"one row an account"},
	"pay/funds":                {"one row a fund"},
	"pay/hold":                 {"what happened to one line"},
	"pay/hung":                 {"at most 100"},
	"pay/hung_one":             {"one paper's lines"},
	"pay/missing":              {"one row a region"},
	"pay/no_pay":               {"one holder's months"},
	"pay/parallel":             {"the differences of a file that is not kept"},
	"pay/pay":                  {"one row a month and county"},
	"pay/pay_lookup":           {"who was found, and says if there are more"},
	"pay/pay_statement":        {"one human's", "one human's", "one human's", "one human's"},
	"pay/sheet_correction":     {"the holders of one village", "the holders of one village"},
	"pay/run_concerns":         {"at most 20 of a kind, and says how many there are"},
	"pay/run": {
		"at most 100, and says so", "a form's rows, at most 100, and says so",
		"the answers of one run",
		"the first of each change, and says so", "at most 100, and says so",
		"at most 100, and says so", "one run's notices", "one run's people without an account",
		"one run's overpaid people", "one run's batches", "one row a township", "the lines that differ from what hung",
	},
	"registry/clerks":      {"one township's clerks", "one township's resets", "one township's stand-ins"},
	"registry/divisions":   {"one row a division below", "one row a division ended", "one row a unit"},
	"registry/elected":     {"a year's new officials"},
	"registry/history_row": {"one row's months", "one row's cells"},
	"registry/household":   {"a form's rows"},
	"registry/kin":         {"one human's"},
	"registry/matching":    {"the last 20 registers"},
	"registry/members":     {"one household's"},
	"registry/person":      slices.Repeat([]string{"one human's"}, 8),
	"registry/units":       {"one unit's clerks", "one unit's owners"},
	"registry/user":        {"one user's roles"},
	"registry/users":       {"the resets that wait"},
	"web/asked":            {"the first rows of a file"},
	"web/board":            {"what hangs on one village's board", "one village's months"},
	"web/bulk":             {"at most 200"},
	"web/explained":        {"the columns of a file"},
	"web/holidays":         {"one year's"},
	"web/home":             {"one row a region"},
	"web/import": {
		"four figures",
		"one row a kind of fault",
		"one row a kind of what was left",
		"the first rows skipped",
	},
	"web/import_new":     {"one row a column"},
	"web/imports":        {"one row a kind"},
	"web/keys":           {"keys", "keys"},
	"web/list_print":     {"the list on paper"},
	"web/nightly":        {"one row a duty"},
	"web/rulebook":       {"one row a parameter", "one row a parameter"},
	"web/rulebook_parts": {"one year's holidays"},
	"web/rulebook_new":   {"a form's rows"},
	"web/typing":         {"one row a role and human"},
}

func TestTables_over_rows_that_grow_are_lists(t *testing.T) {
	found := map[string]int{}
	err := fs.WalkDir(views.Files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(name, ".html") {
			return err
		}
		body, err := fs.ReadFile(views.Files, name)
		if n := strings.Count(string(body), "<table"); n > 0 {
			found[strings.TrimSuffix(name, ".html")] = n
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range found {
		if n > len(ownTables[name]) {
			t.Errorf("%s has %d tables, %d are known: rows that grow are shown by the part \"list\"", name, n,
				len(ownTables[name]))
		}
	}
	for name, why := range ownTables {
		if found[name] < len(why) {
			t.Errorf("%s has %d tables, %d are known: take those away that are gone", name, found[name], len(why))
		}
	}
}
