package web_test

import (
	"html"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
)

var differenceLink = regexp.MustCompile(`href="(/crosscheck/explain\?[^"]+)"`)

// A difference between two systems is a row of a list, taken away as others, and has a page on which it is explained;
// what is too short is refused there; another county sees nothing of it, an inspector explains nothing.
func TestCrosscheck_is_a_list_whose_rows_are_explained_on_their_page(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.Hold(0, "岗上人", "", "2025-02-10", "")
	place, county := h.Region(apptest.Home), h.Region(apptest.County)
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		file, err := tx.Create("INSERT INTO file (digest, size, media, name, region_path, uploaded_by, at_us) VALUES "+
			"(?, 1, 'x', 'x', ?, 1, 1)", make([]byte, 32), county.Path)
		if err != nil {
			return err
		}
		batch, err := tx.Create("INSERT INTO import_batch (kind, region_id, path, file_id, file_digest, state, reading, "+
			"created_by, created_us) VALUES ('employment', ?, ?, ?, ?, 'accepted', '{}', 1, 1)", county.ID, county.Path, file,
			make([]byte, 32))
		if err != nil {
			return err
		}
		list, err := tx.Create("INSERT INTO outside_list (system_kind, as_of, path, batch_id, entries, created_us) VALUES "+
			"('employment', '2025-03-01', ?, ?, 1, 1)", county.Path, batch)
		if err != nil {
			return err
		}
		_, err = tx.Exec("INSERT INTO outside_entry (list_id, path, id_index, id_tail, name, filing_no, state, state_raw, "+
			"post, start_on, account_tail) VALUES (?, ?, ?, '1234', '只在对方', 'B-1', 'active', '在岗', '保洁员', '2025-01-01', '')",
			list, place.Path, make([]byte, 32))
		return err
	}))
	base := h.Serve()
	town := visit(t, base).signIn(apptest.Login("township_reviewer", apptest.Town))
	code, body := town.get("/crosscheck?system=employment")
	links := differenceLink.FindAllStringSubmatch(body, -1)
	if code != 200 || len(links) != 2 || !strings.Contains(body, "只在对方") || !strings.Contains(body, "岗上人") {
		t.Fatalf("%d %v %s", code, links, visible(body))
	}
	at := html.UnescapeString(links[0][1])
	if code, _ := visit(t, base).signIn(apptest.Login("county_reviewer", "370481")).get(at); code != 404 {
		t.Errorf("another county: %d", code)
	}
	inspector := visit(t, base).signIn(apptest.Login("discipline_inspector", apptest.County))
	query, _ := url.ParseQuery(strings.TrimPrefix(at, "/crosscheck/explain?"))
	query.Set("remark", "已经核实无误")
	query.Set("_csrf", inspector.csrf())
	if code, _, _ := inspector.post("/crosscheck/explain", query); code != 403 {
		t.Errorf("an inspector explains: %d", code)
	}
	if code, body := town.get(at); code != 200 || !strings.Contains(body, "登记说明") {
		t.Fatalf("%d %s", code, visible(body))
	}
	query.Set("_csrf", town.csrf())
	query.Set("remark", "短")
	if code, body, _ := town.post("/crosscheck/explain", query); code != 422 || !strings.Contains(body, "短</textarea>") {
		t.Errorf("too short: %d %s", code, visible(body))
	}
	query.Set("remark", "对方系统尚未更新，下月一致")
	if code, body, _ := town.post("/crosscheck/explain", query); code != 303 {
		t.Errorf("%d %s", code, faultOf(body))
	}
	if _, body := town.get("/crosscheck?system=employment"); !strings.Contains(body, "下月一致") {
		t.Errorf("%s", visible(body))
	}
	if _, body := town.get("/crosscheck?system=employment&open=1"); len(differenceLink.FindAllString(body, -1)) != 1 {
		t.Errorf("what was explained still is open: %s", visible(body))
	}
	if code, _ := town.get("/crosscheck?system=employment&as=xlsx"); code != 200 {
		t.Errorf("the workbook: %d", code)
	}
}
