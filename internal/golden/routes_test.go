//go:build long

package golden

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"gangwei/internal/app"
	"gangwei/internal/platform/database"
)

// tables of the objects that routes are about, by the beginning of their paths; the longest that fits counts.
var tables = map[string]string{
	"/accidents/:id":            "accident",
	"/applications/:id":         "application",
	"/complaints/:id":           "complaint",
	"/duty/photos/:id":          "duty_evidence",
	"/duty/sheets/:id":          "duty_sheet",
	"/files/:id":                "file",
	"/help/:id":                 "help_case",
	"/history/:id":              "history_row",
	"/imports/:id":              "import_batch",
	"/imports/answers/:id":      "column_answer",
	"/inspect/findings/:id":     "finding",
	"/inspect/people/:id":       "person",
	"/jobs/:id":                 "job",
	"/matching/:id":             "register_hit",
	"/meetings/:id":             "review_meeting",
	"/monitor/alerts/:id":       "migrant_alert",
	"/pay/batches/:id":          "pay_batch",
	"/pay/cards/:id":            "card_list",
	"/pay/hung/:id":             "village_notice",
	"/pay/missing/:id":          "placement",
	"/pay/people/:id":           "person",
	"/pay/recoveries/:id":       "placement",
	"/pay/runs/:id":             "pay_run",
	"/people/:id":               "person",
	"/placements/:id":           "placement",
	"/posts/:id":                "post",
	"/progress/submissions/:id": "progress_submission",
	"/projects/:id":             "project",
	"/projects/lists/:id":       "project_list",
	"/rectify/:id":              "rectify_task",
	"/registers/:id":            "list_entry",
	"/rulebook/:id":             "rule_parameter",
	"/rulebook/holidays/:id":    "holiday_notice",
	"/undo/:id":                 "trail_entry",
	"/users/:id":                "user_account",
}

// route that is looked at, with the addresses to begin with.
type route struct {
	path      string
	addresses []string
}

// routesOf a running server that answer GET, in the order of their paths: those whose pages show what was looked
// at before come first, so that they are the same however much is looked at after.
func routesOf(t testing.TB, a *app.App, e *echo.Echo) (first, rest []route) {
	t.Helper()
	for _, x := range e.Routes() {
		r := route{path: x.Path}
		if x.Method != "GET" || strings.HasPrefix(x.Path, "/static/") {
			continue
		}
		r.addresses = addressesOf(t, a, x.Path)
		if strings.HasSuffix(x.Path, "/trail") {
			first = append(first, r)
		} else {
			rest = append(rest, r)
		}
	}
	byPath := func(x, y route) int { return strings.Compare(x.path, y.path) }
	slices.SortFunc(first, byPath)
	slices.SortFunc(rest, byPath)
	return first, rest
}

// addressesOf a route: of what has a number the first, the last and the one in the middle, and one that is not there.
func addressesOf(t testing.TB, a *app.App, path string) []string {
	t.Helper()
	if !strings.Contains(path, ":") {
		return []string{path}
	}
	var ids []string
	if strings.Contains(path, ":code") {
		ids = append(codes(t, a), "000000000000")
	} else {
		table, longest := "", ""
		for p, name := range tables {
			if (path == p || strings.HasPrefix(path, p+"/")) && len(p) > len(longest) {
				table, longest = name, p
			}
		}
		ids = append(numbers(t, a, table), "999999999")
	}
	var out []string
	for _, id := range ids {
		at := strings.Replace(strings.Replace(path, ":id", id, 1), ":code", id, 1)
		at = strings.Replace(at, ":file", "1", 1)
		if !slices.Contains(out, at) {
			out = append(out, at)
		}
	}
	return out
}

// numbers of a table's rows; of no table, the first ones there may be.
func numbers(t testing.TB, a *app.App, table string) (out []string) {
	t.Helper()
	if table == "" {
		return []string{"1", "2"}
	}
	must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		for _, q := range []string{
			"SELECT MIN(id) FROM " + table,
			"SELECT id FROM " + table + " ORDER BY id LIMIT 1 OFFSET (SELECT COUNT(*) / 2 FROM " + table + ")",
			"SELECT MAX(id) FROM " + table,
		} {
			var id sql.NullInt64
			if _, err := s.One(&id, q); err != nil {
				return err
			}
			if id.Valid {
				out = append(out, fmt.Sprint(id.Int64))
			}
		}
		return nil
	}))
	return out
}

// codes of divisions of each level in which there are posts.
func codes(t testing.TB, a *app.App) (out []string) {
	t.Helper()
	const ofPosts = "SELECT n.code FROM region_name n " +
		"JOIN region r ON r.id = n.region_id JOIN post p ON p.path = r.path"
	must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		for _, q := range []string{
			ofPosts + " ORDER BY p.id LIMIT 1",
			ofPosts + " ORDER BY p.id DESC LIMIT 1",
			"SELECT MIN(n.code) FROM region_name n JOIN region r ON r.id = n.region_id WHERE r.level = 'township'",
			"SELECT MIN(n.code) FROM region_name n JOIN region r ON r.id = n.region_id WHERE r.level = 'county'",
		} {
			var code string
			if ok, err := s.One(&code, q); err != nil {
				return err
			} else if ok {
				out = append(out, code)
			}
		}
		return nil
	}))
	return out
}
