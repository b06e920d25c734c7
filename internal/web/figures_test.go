package web_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/progress"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/sheet"
)

// again places whoever holds a placement a second time in a village, going on from the first or not.
func again(t *testing.T, h *apptest.House, placement int64, code, from string, goesOn bool) {
	t.Helper()
	r := h.Region(code)
	var before any
	if goesOn {
		before = placement
	}
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("INSERT INTO placement (continues_id, post_id, person_id, village_id, path, basis, start_on, "+
			"agreement_no, agreement_kind, agreement_from, "+
			"agreement_until, hours_month, rate_fen, insurance_no, state) SELECT ?, post_id, person_id, ?, ?, basis, ?, "+
			"agreement_no, agreement_kind, agreement_from, "+
			"agreement_until, hours_month, rate_fen, insurance_no, 'active' FROM placement WHERE id = ?", before, r.ID, r.Path,
			from, placement)
		return err
	}))
}

func ended(t *testing.T, h *apptest.House, placement int64, on, reason string) {
	t.Helper()
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE placement SET state = 'ended', end_on = ?, end_reason = ? WHERE id = ?", on, reason,
			placement)
		return err
	}))
}

// opened is the text of what a page answers: a PDF, a spreadsheet, an editable text or the page itself, without spaces
// and marks.
func opened(t *testing.T, body string) string {
	t.Helper()
	switch {
	case strings.HasPrefix(body, "%PDF"):
		file := filepath.Join(t.TempDir(), "x.pdf")
		apptest.Must(t, os.WriteFile(file, []byte(body), 0o600))
		out, err := exec.Command("pdftotext", "-layout", file, "-").Output()
		apptest.Must(t, err)
		body = string(out)
	case strings.HasPrefix(body, "PK"):
		z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
		apptest.Must(t, err)
		var b bytes.Buffer
		for _, f := range z.File {
			if strings.HasSuffix(f.Name, ".xml") {
				r, err := f.Open()
				apptest.Must(t, err)
				_, err = io.Copy(&b, r)
				apptest.Must(t, err)
			}
		}
		body = b.String()
	}
	body = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(body, " ")
	return strings.Join(strings.Fields(body), " ")
}

// People ever placed (累计安置) are one figure, whoever is asked for it: somebody whose village was merged, somebody placed
// twice and somebody who moved to another county are three people of the county, wherever it is told.
func TestPlaced_is_one_figure_on_every_page_paper_and_form(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		merged, twice, moved := h.Hold(0, "并入者", "", "2025-01-06", ""), h.Hold(1, "再上岗者", "", "2025-01-06", ""),
			h.Hold(2, "迁出者", "", "2025-01-06", "")
		ended(t, h, merged, "2025-03-31", "merged")
		again(t, h, merged, apptest.Beside, "2025-04-01", true)
		ended(t, h, twice, "2025-02-28", "own_wish")
		again(t, h, twice, apptest.Beside, "2025-03-10", false)
		ended(t, h, moved, "2025-03-31", "own_wish")
		again(t, h, moved, apptest.Away, "2025-04-10", false)
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("INSERT INTO person_category (person_id, code, from_date, until, register, proof) SELECT " +
				"DISTINCT person_id, 'poverty_out', '2021-01-01', NULL, '名册', '' FROM placement")
			return err
		}))
		h.Set.Move(clock.On(civil.MustDate("2025-06-20"), 9, 0))
		base := h.Serve()
		as := func(role authz.Role, code string) *visitor { return visit(t, base).signIn(apptest.Login(role, code)) }
		county, city := as("county_reviewer", apptest.County), as("city_manager", "3704")
		ask := func(v *visitor, path string) string {
			t.Helper()
			code, body := v.get(path)
			if code != 200 {
				t.Fatalf("%s: %d %.200s", path, code, body)
			}
			return opened(t, body)
		}
		name := h.Region(apptest.County).Name
		// the row of a region: name, plan, developed, open, vacant, placed, on post
		row := func(region string, placed int) *regexp.Regexp {
			return regexp.MustCompile(regexp.QuoteMeta(region) + ` (\d+|未下达) \d+ \d+ \d+ ` + fmt.Sprint(placed) + ` \d+`)
		}
		for _, x := range []struct {
			who    *visitor
			path   string
			region string
			placed int
		}{
			{county, "/", name, 3},
			{county, "/overview?region=" + apptest.County, name, 3},
			{county, "/overview?as=pdf&region=" + apptest.County, name, 3},
			{city, "/", h.Tree.Top().Name, 3}, {city, "/overview", name, 3}, {city, "/overview", h.Region("370481").Name, 1},
			{county, "/overview?region=" + apptest.Town, h.Region(apptest.Town).Name, 3},
			{county, "/overview?region=" + apptest.Town, h.Region(apptest.Home).Name, 3},
			{county, "/overview?region=" + apptest.Town, h.Region(apptest.Beside).Name, 2},
		} {
			if text := ask(x.who, x.path); !row(x.region, x.placed).MatchString(text) {
				t.Errorf("%s does not tell %d of %s: %.900s", x.path, x.placed, x.region, text)
			}
		}
		for _, path := range []string{"/overview?as=pdf", "/overview?as=week", "/overview?as=month",
			"/overview?as=month&format=docx"} {
			if text := ask(county, path+"&region="+apptest.County); !strings.Contains(text, "历来安置3人，") {
				t.Errorf("%s: %.600s", path, text)
			}
		}
		// who goes on in the village that took another in does not begin a post there
		text := ask(county, "/overview?region="+apptest.County)
		started := strings.Split(text, "当月上岗（人）")[1]
		if !regexp.MustCompile(regexp.QuoteMeta(h.Region(apptest.Town).Name) + `( 0){6} 3 0 1 0 0 0 `).MatchString(started) {
			t.Errorf("started: %.400s", started)
		}
		// annex 1 as a page, as it is sent in, as its own spreadsheet, of the county and of the city
		q := "&quarter=" + civil.QuarterOf(h.Set.Now().Date()).String()
		unit, form := as("unit_reporter", apptest.County), "/progress/form?unit=370402"
		if text := ask(unit, form+q); !regexp.MustCompile(`9 乡村公益性岗位安置脱贫人口数 [^9]* 3 看名单 系统统计`).MatchString(text) {
			t.Errorf("annex 1: %.2000s", text)
		}
		if text := ask(unit, form+"&as=pdf"+q); !strings.Contains(text, name+" 3 ") {
			t.Errorf("annex 1 on paper: %s", text)
		}
		for path, who := range map[string]*visitor{form + "&as=xlsx" + q: unit, "/progress?as=xlsx" + q: city} {
			_, body := who.get(path)
			for _, line := range rowsOf(t, body) {
				want, known := map[string]string{h.Tree.Top().Name: "3", name: "3", h.Region("370481").Name: "1"}[line[0]]
				if known && (len(line) <= progress.Counted || line[progress.Counted] != want) {
					t.Errorf("%s: %q, want %s", path, line, want)
				}
			}
		}
	})
}

// What is counted at night says when, on the page and on paper: the minute at which somebody looks is not when it was
// counted. That nobody is late was counted too.
func TestCounted_at_night_says_when(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		p := h.Hold(0, "王秀英", "999000000000001", "2025-01-01", "")
		base := h.Serve()
		as := func(role authz.Role, code string) *visitor { return visit(t, base).signIn(apptest.Login(role, code)) }
		county := as("county_reviewer", apptest.County)
		ask := func(v *visitor, path string) string {
			t.Helper()
			code, body := v.get(path)
			if code != 200 {
				t.Fatalf("%s: %d", path, code)
			}
			return opened(t, body)
		}
		if text := ask(county, "/overview"); strings.Contains(text, "统计（每天一次）") {
			t.Errorf("before any count: %.400s", text)
		}
		night := func(on string) (counted bool) {
			t.Helper()
			h.Set.Move(clock.On(civil.MustDate(on), 3, 20))
			counted, err := h.Payments.CountWaits(ctx)
			apptest.Must(t, err)
			if again, err := h.Payments.CountWaits(ctx); err != nil || again {
				t.Errorf("counted twice on %s: %v", on, err)
			}
			_, err = h.Inspect.OwnCheck(ctx, h.Tree.Top().Path)
			apptest.Must(t, err)
			h.Set.Move(clock.On(civil.MustDate(on), 15, 45))
			return counted
		}
		if !night("2025-03-10") {
			t.Error("not counted, though nobody is late")
		}
		county = as("county_reviewer", apptest.County)
		if text := ask(county, "/overview"); !strings.Contains(text, "2025-03-10 03:20统计（每天一次），共0人月") ||
			!strings.Contains(text, "数据截至2025-03-10 15:45") {
			t.Errorf("nobody is late: %.900s", text)
		}
		clerk := h.Actor("village_registrar", apptest.Home)
		id, err := h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		line := duty.Typed{PlacementID: p}
		line.Days[19] = "勤"
		_, err = h.Duty.Submit(ctx, clerk, "", duty.Form{ID: id, Version: 1, Lines: []duty.Typed{line}})
		apptest.Must(t, err)
		_, err = h.Duty.Review(ctx, h.Actor("township_reviewer", apptest.Town), "", id, 2, true, "")
		apptest.Must(t, err)
		night("2025-03-25")
		_, err = h.Inspect.Run(ctx, h.Actor("discipline_inspector", apptest.County), h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		h.Set.Move(clock.On(civil.MustDate("2025-03-25"), 16, 30))
		county = as("county_reviewer", apptest.County)
		city, inspector := as("city_manager", "3704"), as("discipline_inspector", apptest.County)
		for _, x := range []struct {
			who        *visitor
			path, want string
		}{
			{county, "/overview", "2025-03-25 03:20统计（每天一次），共1人月"},
			{county, "/overview?as=pdf", "（2025-03-25 03:20统计）"},
			{county, "/overview?as=pdf", "其中超过30日，2025-03-25 03:20统计"},
			{county, "/overview?as=pdf", "注明时间的，以注明的为准"},
			{county, "/overview?as=week", "（2025-03-25 03:20统计）"},
			{county, "/overview?as=month&format=docx", "（2025-03-25 03:20统计）"},
			{city, "/pay/arrears", "每天统计一次，这是2025-03-25 03:20的"},
			{inspector, "/overview", "最近一次检查数据截止2025-03-25 15:45"},
			{as("township_reviewer", apptest.Town), "/own", "最近一次核对： 2025-03-25 03:20的记录"},
		} {
			text := ask(x.who, x.path)
			if plain := strings.ReplaceAll(text, " ", ""); !strings.Contains(plain, strings.ReplaceAll(x.want, " ", "")) {
				t.Errorf("%s does not say %q: %.1500s", x.path, x.want, plain)
			}
		}
	})
}

// rowsOf the first sheet of a workbook.
func rowsOf(t *testing.T, body string) [][]string {
	t.Helper()
	sheets, err := sheet.Open("表.xlsx", []byte(body))
	apptest.Must(t, err)
	var out [][]string
	for _, r := range sheets[0].Rows {
		if len(r.Cells) > 0 {
			out = append(out, r.Texts())
		}
	}
	return out
}
