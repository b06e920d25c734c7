package web_test

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

// crowded makes villages in the township, each with some people and the sheet of March; none has a post of its own.
func crowded(t *testing.T, h *apptest.House, villages, people int) {
	t.Helper()
	person := h.Person(apptest.Home, "王秀英")
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		for i := range villages {
			code := fmt.Sprintf("%s%03d", apptest.Town, 400+i)
			path := h.Region(apptest.Town).Path + fmt.Sprintf("%03d", 400+i)
			village, err := tx.Create("INSERT INTO region (parent_id, level, path, from_date) VALUES (?, 'village', ?, "+
				"'2020-01-01')", h.Region(apptest.Town).ID, path)
			if err != nil {
				return err
			}
			if _, err := tx.Exec("INSERT INTO region_name (region_id, code, name, from_date, source) VALUES (?, ?, ?, "+
				"'2020-01-01', '')", village, code, fmt.Sprintf("东南西北%d村", i)); err != nil {
				return err
			}
			sheet, err := tx.Create("INSERT INTO duty_sheet (village_id, path, month, state, remark) VALUES (?, ?, '2025-03', "+
				"'draft', '')", village, path)
			if err != nil {
				return err
			}
			for range people {
				placement, err := tx.Create("INSERT INTO placement (post_id, person_id, village_id, path, basis, start_on, "+
					"agreement_no, agreement_kind, agreement_from, agreement_until, hours_month, rate_fen, insurance_no, end_on, "+
					"state) VALUES (?, ?, ?, ?, 'older', '2025-01-01', 'a', 'service', '2025-01-01', '2025-12-31', 40, 80000, "+
					"'', '2025-12-30', 'ended')", h.Posts[0], person, village, path)
				if err != nil {
					return err
				}
				if _, err := tx.Exec("INSERT INTO duty_line (sheet_id, placement_id, days, how, first_days, hours, remark) "+
					"VALUES (?, ?, ?, ?, '', 0, '')", sheet, placement, strings.Repeat("P", 31),
					strings.Repeat("i", 31)); err != nil {
					return err
				}
			}
		}
		return nil
	}))
}

// A township of sixty villages stays a light page, whichever villages it shows; every village is named and can be
// reached by links alone.
func TestTownship_of_sixty_villages_is_a_light_page(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	crowded(t, h, 60, 7)
	town := visit(t, h.Serve()).signIn(apptest.Login("township_reviewer", apptest.Town))
	seen, at := map[string]bool{}, "/duty/township?month=2025-03&region="+apptest.Town
	for pages := 0; at != ""; pages++ {
		code, body := town.get(at)
		if code != 200 || len(body) > 60<<10 || pages > 60 {
			t.Fatalf("%s: %d, %d bytes, page %d", at, code, len(body), pages)
		}
		if n := strings.Count(body, "东南西北"); n < 60 {
			t.Fatalf("%s names %d villages", at, n)
		}
		for _, m := range regexp.MustCompile(`<th colspan="\d+">\s*<a href="([^"]+)"`).FindAllStringSubmatch(body, -1) {
			seen[m[1]] = true
		}
		at = ""
		if m := regexp.MustCompile(`rel="next" href="([^"]+)"`).FindStringSubmatch(body); m != nil {
			at = "/duty/township" + html.UnescapeString(m[1])
		}
	}
	if len(seen) != 60 {
		t.Errorf("%d sheets are reached", len(seen))
	}
	// straight to the last one
	_, body := town.get("/duty/township?month=2025-03&region=" + apptest.Town + "&from=" + apptest.Town + "459")
	if strings.Count(body, `data-sum`) != 7 || !strings.Contains(body, "东南西北59村</a>") ||
		strings.Contains(body, `rel="next"`) {
		t.Error("the last village is not reached by its link")
	}
}
