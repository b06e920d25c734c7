package exchange_test

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/sheet"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func write(t *testing.T, h *apptest.House, who authz.Actor, w exchange.Request) ([]sheet.Row, error) {
	t.Helper()
	if err := h.Exports.Ask(apptest.Ctx, who, w); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	apptest.Must(t, h.Exports.Write(apptest.Ctx, who, w, &b, nil))
	name := "x.xlsx"
	if w.CSV {
		name = "x.csv"
	}
	sheets, err := sheet.Open(name, b.Bytes())
	apptest.Must(t, err)
	return sheets[0].Rows, nil
}

func TestEvery_list_is_written_with_its_heads(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	e := h.Entry("王三")
	e.Account = "6217000000000000018"
	_, err := h.Residents.Register(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home), e)
	apptest.Must(t, err)
	who := h.Actor("county_reviewer", apptest.County)
	for _, l := range h.Exports.Lists {
		who := who
		if l.Permission == "inspect.view" {
			who = h.Actor("discipline_inspector", apptest.County)
		}
		for _, csv := range []bool{false, true} {
			rows, err := write(t, h, who, exchange.Request{Kind: l.Code, Path: h.Region(apptest.County).Path, CSV: csv})
			apptest.Must(t, err)
			head := rows[0].Texts()
			if l.Template { // nothing of ours: the columns as the other system takes them in
				if len(head) != len(l.Columns) || head[0] != l.Columns[0].Head {
					t.Errorf("%s: %v", l.Code, head)
				}
				continue
			}
			if !csv {
				if rows[0].Text(0) != "市中区"+l.Title || !strings.HasPrefix(rows[1].Text(0), "截止2025-03-03") {
					t.Errorf("%s: %v", l.Code, rows[:2])
				}
				head = rows[2].Texts()
			}
			if len(head) != len(l.Columns)+1 || head[1] != "区（市）" && l.Columns[0].Head != head[1] {
				t.Errorf("%s: %v", l.Code, head)
			}
		}
	}
	rows, err := write(t, h, who, exchange.Request{Kind: "people", Path: h.Region(apptest.Home).Path})
	apptest.Must(t, err)
	if got := strings.Join(rows[3].Texts(), "|"); !strings.HasPrefix(got,
		"1|市中区|中心街街道|新风里居委会|王三|男|1972-05-06|"+e.IDNumber[14:]+"|") || !strings.Contains(got, "|0018|") ||
		strings.Contains(got, e.IDNumber) {
		t.Error(got)
	}
	// no reader takes four digits for a number
	if got := strings.Join(rows[2].Texts(), "|"); strings.Contains(got, "身份证号码") || strings.Contains(got, "账号") ||
		!strings.Contains(got, "证件尾号（后四位）|") || !strings.Contains(got, "卡尾号（后四位）|") {
		t.Error(got)
	}
	rows, err = write(t, h, who,
		exchange.Request{Kind: "people", Path: h.Region(apptest.Home).Path, Full: true, Why: "与民政部门比对", CSV: true})
	apptest.Must(t, err)
	if got := strings.Join(rows[1].Texts(), "|"); !strings.Contains(got, e.IDNumber) ||
		!strings.Contains(got, e.Account) {
		t.Error(got)
	}
	if rows, err := write(t, h, who, exchange.Request{Kind: "people", Path: h.Region(apptest.Beside).Path}); err != nil ||
		len(rows) != 3 {
		t.Errorf("an empty list is its heads: %v %v", rows, err)
	}
}

func TestInsurance_lists_who_starts_and_who_leaves(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		h.Hold(0, "王三", "", "2025-03-01", "")
		h.Hold(1, "李四", "", "2024-03-01", "2025-03-02")
		h.Hold(2, "赵五", "", "2024-03-01", "")
		apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET end_reason = 'own_wish' WHERE state = 'ended'")
			return err
		}))
		who, path := h.Actor("county_reviewer", apptest.County), h.Region(apptest.County).Path
		rows, err := write(t, h, who, exchange.Request{Kind: "insurance", Path: path, State: "2025-03", CSV: true})
		apptest.Must(t, err)
		if len(rows) != 3 || rows[1].Text(4) != "李四" && rows[2].Text(4) != "李四" {
			t.Fatalf("%+v", rows)
		}
		for _, r := range rows[1:] {
			if got, want := r.Text(8), map[string]string{"王三": "增", "李四": "减"}[r.Text(4)]; got != want {
				t.Errorf("%v", r.Cells)
			}
		}
		if rows, err := write(t, h, who,
			exchange.Request{Kind: "insurance", Path: path, State: "2025-01", CSV: true}); err != nil ||
			len(rows) != 1 {
			t.Errorf("%v %v", rows, err)
		}
	})
}

func TestAsk_refuses(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	home, away := h.Region(apptest.Home).Path, h.Region(apptest.Away).Path
	registrar, county := h.Actor("village_registrar", apptest.Home), h.Actor("county_reviewer", apptest.County)
	for _, c := range []struct {
		name, code string
		who        authz.Actor
		w          exchange.Request
	}{
		{"no such list", "export.kind", county, exchange.Request{Kind: "secrets", Path: home}},
		{"another county", "authz.not_found", county, exchange.Request{Kind: "people", Path: away}},
		{"another role", "authz.forbidden", h.Actor("finance_preparer", apptest.County),
			exchange.Request{Kind: "people", Path: home}},
		{"full numbers without a reason", "resident.why", county,
			exchange.Request{Kind: "people", Path: home, Full: true, Why: "看看"}},
		{"full numbers for a village", "authz.forbidden", registrar,
			exchange.Request{Kind: "people", Path: home, Full: true, Why: "核对号码用"}},
	} {
		if err := h.Exports.Ask(apptest.Ctx, c.who, c.w); errs.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
	}
	w := exchange.Request{Kind: "people", Path: home, Full: true, Why: "核对号码用"}
	err := h.Exports.Write(apptest.Ctx, registrar, w, &bytes.Buffer{}, nil)
	if errs.CodeOf(err) != "authz.forbidden" {
		t.Errorf("a role taken back since: %v", err)
	}
}

// What a list in full holds beside numbers needs the same permission and reason; without them it has the last four
// digits and nothing else.
func TestFull_is_for_those_who_may_see_numbers(t *testing.T) {
	h := filled(t, dbtest.SQLite(t))
	town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
	numbers := func(w exchange.Request, who authz.Actor) (text string) {
		t.Helper()
		w.CSV = true
		rows, err := write(t, h, who, w)
		apptest.Must(t, err)
		for _, r := range rows {
			text += strings.Join(r.Texts(), "|") + "\n"
		}
		return text
	}
	whole := regexp.MustCompile(`[0-9]{17}[0-9X]`)
	for _, list := range bothWays {
		if list == "posts" {
			continue
		}
		w := exchange.Request{Kind: list, Path: h.Region(apptest.County).Path}
		if got := numbers(w, county); whole.MatchString(got) || strings.Contains(got, "5550101") ||
			strings.Contains(got, "长期外出") ||
			strings.Contains(got, "乡振") || !strings.Contains(got, "证件尾号（后四位）") {
			t.Errorf("%s: %s", list, got)
		}
		w.Full, w.Why = true, "与民政部门比对"
		if got := numbers(w, county); !whole.MatchString(got) || strings.Contains(got, "尾号") {
			t.Errorf("%s: %s", list, got)
		}
		// a place above that of the role, another county, no reason, no permission
		for name, c := range map[string]struct {
			who  authz.Actor
			at   string
			why  string
			code string
		}{
			"a county for a township": {town, apptest.County, w.Why, "authz.not_found"},
			"another county":          {county, apptest.Away, w.Why, "authz.not_found"},
			"no reason":               {county, apptest.County, "看看", "resident.why"},
			"a village's registrar": {h.Actor("village_registrar", apptest.Home), apptest.Home, w.Why,
				"authz.forbidden"},
			"the city's manager": {h.Actor("city_manager", "3704"), "3704", w.Why, "authz.forbidden"},
			"the finance office": {h.Actor("finance_preparer", apptest.County), apptest.County, w.Why,
				"authz.forbidden"},
		} {
			x := exchange.Request{Kind: list, Path: h.Region(c.at).Path, Full: true, Why: c.why}
			if err := h.Exports.Ask(apptest.Ctx, c.who, x); errs.CodeOf(err) != c.code {
				t.Errorf("%s, %s: %v, want %s", list, name, err, c.code)
			}
		}
	}
	// each list in full stands in the trail with its reason
	var n int
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		_, err := s.One(&n, "SELECT COUNT(*) FROM trail_entry WHERE act = 'export' AND detail LIKE '%与民政部门比对%'")
		return err
	}))
	if n != 4 {
		t.Errorf("%d entries in the trail", n)
	}
	// 示例庚 lives in another county, whose numbers the county may not see; the township's own people's are there
	got := numbers(exchange.Request{Kind: "kin", Path: h.Region(apptest.Town).Path, Full: true, Why: "核对亲属申报"}, town)
	rows := strings.Split(strings.TrimSpace(got), "\n")
	if len(rows) != 3 || !strings.Contains(rows[1], "示例丁|370499") && !strings.Contains(rows[1], "|示例丁|") {
		t.Fatal(got)
	}
	for _, r := range rows[1:] {
		if n := len(whole.FindAllString(r, -1)); strings.Contains(r, "示例庚") && n != 1 || !strings.Contains(r,
			"示例庚") && n != 2 {
			t.Error(r)
		}
	}
}
