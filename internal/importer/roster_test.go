package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/importer"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
	"gangwei/internal/sheettest"
)

var rosterHead = []any{"序号", "镇", "村", "姓名", "身份证", "人员类别", "岗位", "补贴", "上岗", "协议起止", "卡号", "电话"}

// rosterRow as a county keeps one; account 0: none.
func rosterRow(village, name, number, post string, account int) []any {
	card := ""
	if account > 0 {
		card = fmt.Sprintf("62170000000000%05d", account)
	}
	return []any{"", "", village, name, number, "脱贫户", post, "800", "2024.3.1", "2025.1.1-2025.12.31", card,
		"1990000" + fmt.Sprintf("%04d", account)}
}

func rosterBook(t *testing.T, rows ...[]any) []byte {
	t.Helper()
	return sheettest.XLSX(t, sheettest.Page{Name: "花名册", Rows: append([][]any{{"市中区乡村公益性岗位人员花名册"}, rosterHead}, rows...)})
}

// hands of a county: who hands a roster in, and who takes it.
func hands(h *apptest.House) (one, other authz.Actor) {
	return h.Actor("county_reviewer", apptest.County), h.Actor("county_reviewer", apptest.County, "-2")
}

// counted rows of tables that a roster writes.
func counted(t *testing.T, h *apptest.House) map[string]int64 {
	t.Helper()
	out := map[string]int64{}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		for name, query := range map[string]string{"people": "SELECT COUNT(*) FROM person WHERE outside = 0",
			"outside":          "SELECT COUNT(*) FROM person WHERE outside = 1",
			"homes":            "SELECT COUNT(*) FROM household WHERE not_known = 0",
			"open homes":       "SELECT COUNT(*) FROM household WHERE not_known = 1",
			"posts":            "SELECT COUNT(*) FROM post WHERE state <> 'void'",
			"untold":           "SELECT COUNT(*) FROM post WHERE untold = 1 AND state <> 'void'",
			"on post":          "SELECT COUNT(*) FROM placement WHERE state <> 'ended'",
			"accounts":         "SELECT COUNT(*) FROM person WHERE account_index IS NOT NULL",
			"outside the plan": "SELECT COUNT(*) FROM post WHERE quota_id IS NULL AND state <> 'void'"} {
			var n int64
			if _, err := s.One(&n, query); err != nil {
				return err
			}
			out[name] = n
		}
		return nil
	}))
	return out
}

func lefts(t *testing.T, h *apptest.House) (n int64) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		_, n, _, err = quota.LeftFor(s, h.Region(apptest.Home).Path, quota.Line{Period: quota.First.Code, Kind: "cleaning"})
		return err
	}))
	return n
}

func TestRoster_opens_an_office_in_one_go(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, other := hands(h)
		before, places := counted(t, h), lefts(t, h)
		wang, li, zhao := h.Number("1970-02-03", false), h.Number("1975-02-03", true), h.Number("1980-02-03", false)
		body := rosterBook(t, rosterRow("新风里", "示例甲", wang, "保洁", 11), rosterRow("新风里", "示例乙", li, "护林员", 12),
			rosterRow("铁西居委会", "示例丙", zhao, "巡河员", 0))
		b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", body)
		if got := faults(t, h, b.ID); b.RowsGood != 3 || len(got) > 0 {
			t.Fatalf("%+v %v", b, got)
		}
		reading, err := b.Read()
		apptest.Must(t, err)
		if n := reading.Sheets[0].Notes; len(n) != 1 || n[0].Why != "nohome" || n[0].Rows != 3 {
			t.Errorf("%+v", n)
		}
		want(t, accept(h, one, b), "import.same_hand")
		apptest.Must(t, accept(h, other, b))
		after := counted(t, h)
		for what, more := range map[string]int64{"people": 3, "open homes": 3, "homes": 0, "posts": 3, "untold": 3,
			"on post": 3, "accounts": 2, "outside the plan": 0} {
			if after[what]-before[what] != more {
				t.Errorf("%s: %d more, want %d", what, after[what]-before[what], more)
			}
		}
		if lefts(t, h) != places-3 { // all three of the township's
			t.Errorf("%d of %d places are left", lefts(t, h), places)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			live, err := placement.Live(s, h.Region(apptest.Home).ID)
			if err != nil {
				return err
			}
			if len(live) != 2 || live[0].AgreementNo != "" || live[0].AgreementUntil.String() != "2025-12-31" ||
				live[0].HoursMonth != 0 || live[0].RateFen != 80000 || live[0].Basis != "poverty_out" {
				t.Errorf("%+v", live)
			}
			p, err := post.ByID(s, live[1].PostID)
			if err != nil {
				return err
			}
			if got := strings.Join(p.Lacks(), " "); p.Kind != "forest" || p.Title != "护林员" ||
				got != "place tasks days hours fund officer" || p.OpensOn.String() != "2024-03-01" {
				t.Errorf("%+v %s", p, got)
			}
			if _, err := trail.Verify(s, app.Witnessed(), ""); err != nil {
				t.Error(err)
			}
			doubts, err := resident.Doubts(s, h.Ring)
			if len(doubts) > 0 {
				t.Errorf("%+v", doubts)
			}
			return err
		}))
		ps := people(t, h)
		if ps["示例甲"].HouseholdID == ps["示例乙"].HouseholdID || ps["示例甲"].Relation != "" {
			t.Errorf("%+v", ps)
		}
		// the same file once; another file that says the same says nothing new
		_, err = h.Imports.HandIn(ctx, one, "", "roster", h.Region(apptest.County), "又一次.xlsx", body)
		want(t, err, "import.taken")
		again := handIn(t, h, one, "roster", apptest.County, "改名.xlsx", sheettest.With(t, body, "docProps/x.bin", 1))
		if again.RowsGood != 0 || again.RowsSame != 3 || again.RowsBad != 0 {
			t.Errorf("%+v %v", again, faults(t, h, again.ID))
		}
	})
}

func TestRoster_takes_households_where_it_tells_them(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, other := hands(h)
		head := append(append([]any{}, rosterHead...), "户号", "与户主关系")
		row := func(name, number, home, relation string, account int) []any {
			return append(rosterRow("新风里", name, number, "保洁", account), home, relation)
		}
		body := sheettest.XLSX(t, sheettest.Page{Name: "花名册", Rows: [][]any{head,
			row("示例甲", h.Number("1970-02-03", false), "001", "户主", 21), row("示例乙", h.Number("1971-02-03", true), "001", "配偶",
				22), row("示例丙", h.Number("1972-02-03", false), "", "", 23),
			row("示例庚", h.Number("1976-02-03", false), "无", "", 26), row("示例辛", h.Number("1977-02-03", false), "/", "/", 27),
			row("示例丁", h.Number("1973-02-03", false), "002", "", 24), row("示例戊", h.Number("1974-02-03", false), "~1", "户主",
				25)}})
		b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", body)
		if got := strings.Join(faults(t, h, b.ID), "; "); b.RowsGood != 5 ||
			got != "7 与户主关系: import.required; 8 户号: resident.household_mark" {
			t.Fatalf("%+v %s", b, got)
		}
		apptest.Must(t, accept(h, other, b))
		ps := people(t, h)
		if ps["示例甲"].HouseholdID != ps["示例乙"].HouseholdID || ps["示例丙"].HouseholdID == ps["示例甲"].HouseholdID ||
			ps["示例乙"].Relation != "10" {
			t.Errorf("%+v", ps)
		}
		if n := counted(t, h)["open homes"]; n != 3 {
			t.Errorf("%d households are not known", n)
		}
	})
}

// Row faults are named; nothing of a faulty row is taken.
func TestRoster_names_the_faults_of_rows(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, _ := hands(h)
		clerk := h.Actor("village_registrar", apptest.Home)
		register := func(name, account string) string {
			e := h.Entry(name)
			e.Account = account
			_, err := h.Residents.Register(ctx, clerk, "", h.Region(apptest.Home), e)
			apptest.Must(t, err)
			return e.IDNumber
		}
		h.Hold(0, "在岗甲", "", "2024-01-01", "")
		var placed string
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			var sealed []byte
			_, err := s.One(&sealed, "SELECT id_sealed FROM person WHERE name = '在岗甲'")
			if err == nil {
				placed, err = h.Ring.Open("person", "id", sealed)
			}
			return err
		}))
		dead := register("已故乙", "")
		_, err := h.Residents.RecordDeath(ctx, clerk, "", people(t, h)["已故乙"].ID, 1, h.Clock.Now().Date())
		apptest.Must(t, err)
		register("有卡丙", "6217000000000000055")
		fresh := func() string { return h.Number("1970-02-03", false) }
		twin := fresh()
		set := func(row []any, at int, to string) []any { row[at] = to; return row }
		rows := [][]any{
			rosterRow("新风里", "在岗甲", placed, "保洁", 0),
			rosterRow("新风里", "已故乙", dead, "保洁", 0),
			set(rosterRow("新风里", "示例子", fresh(), "保洁", 1), 10, "6217000000000000055"),
			rosterRow("新风里", "示例丑", twin, "保洁", 31),
			rosterRow("新风里", "示例丑", twin, "保洁", 32),
			rosterRow("新风里", "示例寅", fresh(), "保洁", 31),
			rosterRow("马河村", "示例卯", fresh(), "保洁", 33),
			rosterRow("新风里", "示例辰", fresh(), "综合岗", 34),
			set(rosterRow("新风里", "示例巳", fresh(), "保洁", 35), 8, "2024年3月"),
			set(rosterRow("新风里", "示例午", fresh(), "保洁", 36), 9, "一年"),
			set(rosterRow("新风里", "示例未", fresh(), "保洁", 37), 9, ""),
			set(rosterRow("新风里", "示例申", fresh(), "保洁", 38), 7, "八百"),
			set(rosterRow("新风里", "示例酉", fresh(), "保洁", 39), 5, "一般户"),
			set(rosterRow("新风里", "示例戌", fresh(), "保洁", 40), 9, "2025.12.31-2025.1.1"),
			set(rosterRow("新风里", "示例亥", fresh(), "保洁", 41), 8, "2030.1.1"),
			rosterRow("铁西居委会", "有卡丙", people(t, h)["有卡丙"].IDTail, "保洁", 0),
		}
		b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", rosterBook(t, rows...))
		got := strings.Join(faults(t, h, b.ID), "\n")
		for _, w := range []string{"3 身份证号码: import.placed", "4 身份证号码: person.dead", "5 社保卡账号: resident.account_taken",
			"7 身份证号码: import.twice", "8 社保卡账号: import.account_twice", "9 村（社区）: import.village",
			"10 岗位: import.post_kind", "11 上岗日期: import.month_only", "12 协议起始日: import.period", "13 协议起始日: import.required",
			"13 协议截止日: import.required", "14 月补贴（元）: import.amount", "15 人员类别: import.word",
			"16 协议起始日: import.period", "17 上岗日期: placement.opening_start", "18 身份证号码: idno."} {
			if !strings.Contains(got, w) {
				t.Errorf("no %q", w)
			}
		}
		if b.RowsGood != 1 {
			t.Errorf("%+v\n%s", b, got)
		}
	})
}

func TestRoster_refusals(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	one, other := hands(h)
	body := rosterBook(t, rosterRow("新风里", "示例甲", h.Number("1970-02-03", false), "保洁", 51))
	for _, c := range []struct {
		name, code, at string
		who            authz.Actor
	}{
		{"a village", "authz.forbidden", apptest.Home, h.Actor("village_registrar", apptest.Home)},
		{"a township", "authz.forbidden", apptest.Town, h.Actor("township_reviewer", apptest.Town)},
		{"finance", "authz.forbidden", apptest.County, h.Actor("finance_preparer", apptest.County)},
		{"another county", "authz.not_found", apptest.County, h.Actor("county_reviewer", "370481")},
	} {
		_, err := h.Imports.HandIn(ctx, c.who, "", "roster", h.Region(c.at), "花名册.xlsx", body)
		apptest.Want(t, c.name, c.code, err)
	}
	b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", body)
	for _, who := range []authz.Actor{h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", "370481"),
		h.Actor("finance_releaser", apptest.County)} {
		if accept(h, who, b) == nil {
			t.Errorf("%v takes it", who.Grants)
		}
	}
	// somebody opens the office's only free posts in between: what was shown is not what would be taken
	entry := h.Entry("示例甲")
	entry.IDNumber = idOfRow(t, body)
	_, err := h.Residents.Register(ctx, h.Actor("village_registrar", apptest.Beside), "", h.Region(apptest.Beside), entry)
	apptest.Must(t, err)
	want(t, accept(h, other, b), "import.changed")
	if n := counted(t, h); n["on post"] != 0 {
		t.Errorf("%+v", n)
	}
}

func idOfRow(t *testing.T, body []byte) string { return idOf2(t, body, 4) }

func TestRoster_taken_twice_at_the_same_time_is_taken_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, other := hands(h)
		var rows [][]any
		for i := range 5 {
			rows = append(rows, rosterRow("新风里", "示例"+string(rune('甲'+i)), h.Number("1970-02-03", false), "保洁", 60+i))
		}
		body := rosterBook(t, rows...)
		a := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", body)
		b := handIn(t, h, one, "roster", apptest.County, "副本.xlsx", sheettest.With(t, body, "docProps/x.bin", 1))
		var wg sync.WaitGroup
		var mu sync.Mutex
		done := 0
		for i := range 6 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				x := a
				if i%2 == 1 {
					x = b
				}
				err := accept(h, other, x)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					done++
				case errs.CodeOf(err) == "":
					t.Errorf("not a refusal in words: %v", err)
				}
			}()
		}
		wg.Wait()
		if n := counted(t, h); done != 1 || n["on post"] != 5 || n["people"] != 5 {
			t.Errorf("%d were taken: %+v", done, n)
		}
	})
}

func undoRoster(h *apptest.House, who authz.Actor, b importer.Batch) error {
	_, err := h.Imports.Undo(ctx, who, "", b.ID, b.Version, "传错了文件")
	return err
}

func TestRoster_is_undone_as_a_whole_and_can_be_taken_again(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, other := hands(h)
		clerk := h.Actor("village_registrar", apptest.Home)
		known := h.Entry("已登丙")
		_, err := h.Residents.Register(ctx, clerk, "", h.Region(apptest.Home), known)
		apptest.Must(t, err)
		before, places := counted(t, h), lefts(t, h)
		body := rosterBook(t, rosterRow("新风里", "示例甲", h.Number("1970-02-03", false), "保洁", 71), rosterRow("新风里", "示例乙",
			h.Number("1971-02-03", false), "护林员", 72), rosterRow("新风里", "已登丙", known.IDNumber, "保洁", 73))
		b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", body)
		if b.RowsGood != 3 {
			t.Fatalf("%+v %v", b, faults(t, h, b.ID))
		}
		apptest.Must(t, accept(h, other, b))
		if people(t, h)["已登丙"].AccountIndex == nil {
			t.Error("an account that was told of a known person is not registered")
		}
		taken := batch(t, h, b.ID)
		want(t, undoRoster(h, h.Actor("township_reviewer", apptest.Town), taken), "authz.not_found")
		apptest.Must(t, undoRoster(h, one, taken))
		after := counted(t, h)
		for _, what := range []string{"people", "homes", "posts", "on post", "accounts", "untold"} {
			if before[what] != after[what] {
				t.Errorf("%s: %d before, %d after the undoing", what, before[what], after[what])
			}
		}
		if lefts(t, h) != places {
			t.Errorf("%d of %d places came back", lefts(t, h), places)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			c, err := post.Count(s, authz.Everywhere())
			if err != nil {
				return err
			}
			if c.Developed != int64(len(h.Posts)) {
				t.Errorf("%+v", c)
			}
			if _, err := trail.Verify(s, app.Witnessed(), ""); err != nil {
				t.Error(err)
			}
			doubts, err := resident.Doubts(s, h.Ring)
			if len(doubts) > 0 {
				t.Errorf("%+v", doubts)
			}
			return err
		}))
		want(t, undoRoster(h, one, batch(t, h, b.ID)), "import.state")
		// taken again: the same humans, not others
		again := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", body)
		if again.RowsGood != 3 {
			t.Fatalf("%+v %v", again, faults(t, h, again.ID))
		}
		apptest.Must(t, accept(h, other, again))
		if n := counted(t, h); n["people"] != before["people"]+2 || n["outside"] != 0 || n["on post"] != 3 ||
			n["accounts"] != before["accounts"]+3 {
			t.Errorf("%+v", n)
		}
		// once somebody's household was told, it is built upon
		p := people(t, h)["示例甲"]
		_, err = h.Residents.TellHome(ctx, clerk, "", p.ID, p.Version, resident.Home{Number: "9", Relation: "02"})
		apptest.Must(t, err)
		want(t, undoRoster(h, one, batch(t, h, again.ID)), "resident.built_upon")
		if n := counted(t, h); n["on post"] != 3 {
			t.Error("a refused undoing must leave everybody")
		}
	})
}

// An office that has no plan yet takes over what is there; once there is a plan, a post that is completed takes its
// place.
func TestRoster_of_an_office_without_a_plan(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		_, err := desk.Do(ctx, h.Desk, authz.System("test"), "", func(v *desk.Visit) (int, error) {
			if err := v.Allow("test", h.Tree.Top().Path); err != nil {
				return 0, err
			}
			v.Record("test.plan", "quota", 1)
			for _, q := range []string{"DELETE FROM post", "DELETE FROM quota"} {
				if _, err := v.Tx.Exec(q); err != nil {
					return 0, err
				}
			}
			return 0, nil
		})
		apptest.Must(t, err)
		one, other := hands(h)
		b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", rosterBook(t, rosterRow("新风里", "示例甲",
			h.Number("1970-02-03", false), "保洁", 81)))
		apptest.Must(t, accept(h, other, b))
		if n := counted(t, h); n["outside the plan"] != 1 || n["on post"] != 1 {
			t.Fatalf("%+v", n)
		}
		top := h.Tree.Top()
		_, err = quota.Set(ctx, h.Desk, authz.System("test"), "", top, quota.Line{}, 5, "测试〔2021〕1号")
		apptest.Must(t, err)
		var p post.Post
		read := func() {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				rows, err := post.List(s, authz.Everywhere(), post.Filter{Untold: p.ID == 0, Limit: 5})
				if len(rows) > 0 {
					p = rows[0].Post
				}
				return err
			}))
		}
		read()
		told := post.Amendment{Place: "东街", Tasks: "清扫", Officer: "示例主任", DaysMonth: 15, HoursMonth: 40,
			Fund: "employment_subsidy"}
		amend := func(a post.Amendment) error {
			_, err := post.Amend(ctx, h.Desk, one, "", p.ID, p.Version, a, "补填接转岗位")
			return err
		}
		low := told
		low.HoursMonth = 90
		want(t, amend(low), "post.below_minimum")
		apptest.Must(t, amend(told))
		read()
		if p.Untold != 0 || p.QuotaID == 0 || p.DaysMonth != 15 || p.Fund != "employment_subsidy" || len(p.Lacks()) > 0 {
			t.Errorf("%+v", p)
		}
		want(t, amend(post.Amendment{HoursMonth: 30}), "post.told")
		want(t, amend(post.Amendment{Fund: "county_finance"}), "post.told")
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			live, err := placement.Live(s, h.Region(apptest.Home).ID)
			if len(live) != 1 || live[0].HoursMonth != 40 {
				t.Errorf("%+v", live)
			}
			return err
		}))
		want(t, undoRoster(h, one, batch(t, h, b.ID)), "import.built_upon")
	})
}

// More rows than the plan has places: the last ones are named, as with posts.
func TestRoster_stays_within_the_plan(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	one, _ := hands(h)
	left := int(lefts(t, h)) + 3 // and three vacant posts of the same kind, title and pay
	var rows [][]any
	for i := range left + 2 {
		rows = append(rows, rosterRow("新风里", "示例"+string(rune(0x4e00+i)), h.Number("1970-02-03", false), "保洁", 100+i))
		if i < 3 {
			rows[i][6] = "村内保洁员"
		}
	}
	b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", rosterBook(t, rows...))
	got := strings.Join(faults(t, h, b.ID), "; ")
	if last := len(rows) + 2; int(b.RowsGood) != left ||
		got != fmt.Sprintf("%d 村（社区）: import.quota; %d 村（社区）: import.quota", last-1, last) {
		t.Errorf("%+v %s", b, got)
	}
}

// Rosters as offices keep them: the kind of post alone, the agreement under one head in two columns, village and
// township written once for
// several rows, full-width digits, a total at the foot.
func TestRoster_of_other_layouts(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	one, _ := hands(h)
	no := func() string { return h.Number("1970-02-03", false) }
	wide := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, no())
	layouts := map[string]sheettest.Page{
		"two rows of heads": {Name: "Sheet1", Merge: [][2]string{{"A1", "K1"}, {"H2", "I2"}},
			Rows: [][]any{{"2025年乡村公益性岗位人员信息统计表"},
				{"乡镇", "村居", "姓名", "公民身份号码", "人员类别", "岗位类别", "补贴标准（元/月）", "劳务协议", nil, "上岗时间", "银行卡号"}, {nil, nil, nil, nil, nil,
					nil, nil, "协议起始日期", "协议截止日期", nil, nil},
				{"中心街街道", "新风里", "示例 甲", no(), "脱贫人口、残疾人", "保洁", 800.0, "2025-01-01", "2025-12-31", "2024年3月1日",
					"6217000000000000901"},
				{"中心街街道", "新风里", "示例乙", wide, "低保", "护林绿化", "800元", "2025.1.1", "2025.12.31", "20240301", nil}, {"合计", "2人"}}},
		"one cell with a dash": {Name: "名册", Rows: [][]any{{"村", "姓名", "身份证号", "类别", "岗位名称", "月补贴", "到岗时间", "协议起止时间",
			"一卡通账号"},
			{"新风里居委会", "示例丙", no(), "农村大龄", "保洁员", "800", "2024/3/1", "20250101-20251231", ""}, {"370402001016", "示例丁", no(),
				"监测户", "巡河员", "800.00", "2024-03-01", "2025年1月1日—2025年12月31日", ""}}},
		"merged places": {Name: "表1", Merge: [][2]string{{"A2", "A3"}, {"B2", "B3"}}, Rows: [][]any{{"镇街", "村", "姓名", "身份证号码",
			"人员类别", "工种", "补贴", "上岗日期", "协议起", "协议止", "联系方式"},
			{"中心街街道", "铁西居委会", "示例戊", no(), "脱贫户", "保洁员", 800.0, "2024-03-01", "2025-01-01", "2025-12-31", "19900000001"}, {nil,
				nil, "示例己", no(), "脱贫户", "治安巡逻员", 800.0, "2024-03-01", "2025-01-01", "2025-12-31", "19900000002"}}},
	}
	for name, page := range layouts {
		b := handIn(t, h, one, "roster", apptest.County, name+".xlsx", sheettest.XLSX(t, page))
		if got := faults(t, h, b.ID); b.RowsGood != 2 || len(got) > 0 {
			t.Errorf("%s: %+v %v", name, b, got)
		}
	}
}

// Whoever says which column is the account decides who is paid: another confirms it.
func TestRoster_is_not_taken_by_who_said_which_column_it_is(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, other := hands(h)
		rows := [][]any{append(slices.Clone(rosterHead), "银行卡号")}
		rows[0][10] = "社保卡账号"
		for i, n := range []string{"示例甲", "示例乙"} {
			row := rosterRow("新风里", n, h.Number("1970-02-03", false), "保洁", 91+i)
			rows = append(rows, append(row, fmt.Sprintf("62288800000000%05d", i+1)))
		}
		body := sheettest.XLSX(t, sheettest.Page{Name: "花名册", Rows: rows})
		id, err := h.Imports.HandIn(ctx, one, "", "roster", h.Region(apptest.County), "花名册.xlsx", body)
		apptest.Must(t, err)
		b := batch(t, h, id)
		q := questions(t, h, b)
		if len(q) != 1 || q[0].Code != "account" {
			t.Fatalf("%+v", q)
		}
		apptest.Must(t, choose(t, h, other, b, 12)) // the other one answers
		b = judge(t, h, other, id)
		if b.RowsGood != 2 {
			t.Fatalf("%+v %v", b, faults(t, h, b.ID))
		}
		want(t, confirm(h, other, b), "import.same_hand")
		want(t, confirm(h, one, b), "import.same_hand")
		if n := counted(t, h); n["on post"] != 0 {
			t.Errorf("%+v", n)
		}
		_, err = h.Imports.Discard(ctx, one, "", b.ID, b.Version)
		apptest.Must(t, err)
		// nor by handing it in anew, as long as nobody else has taken a list by that answer
		b = handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", body)
		want(t, confirm(h, other, b), "import.same_hand")
		_, err = h.Imports.Discard(ctx, one, "", b.ID, b.Version)
		apptest.Must(t, err)
		b = handIn(t, h, other, "roster", apptest.County, "花名册.xlsx", body)
		apptest.Must(t, confirm(h, one, b))
		// an answer of a list that another has taken holds for the next one, and two are enough
		book := func(name string, account int) []byte {
			return sheettest.XLSX(t, sheettest.Page{Name: "在岗人员", Rows: [][]any{rows[0], append(rosterRow("新风里", name,
				h.Number("1970-02-03", false), "保洁", account), fmt.Sprintf("62288800000000%05d", account))}})
		}
		id, err = h.Imports.HandIn(ctx, one, "", "roster", h.Region(apptest.County), "在岗.xlsx", book("示例丙", 93))
		apptest.Must(t, err)
		apptest.Must(t, choose(t, h, one, batch(t, h, id), 12))
		apptest.Must(t, confirm(h, other, judge(t, h, one, id)))
		apptest.Must(t, confirm(h, one, handIn(t, h, other, "roster", apptest.County, "在岗二.xlsx", book("示例丁", 94))))
	})
}

func TestRoster_names_what_a_cell_holds_and_reads_a_monthly_rate(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	one, _ := hands(h)
	var rows [][]any
	for i, x := range []struct{ rate, start string }{{"800元/月", "2024.3.1"}, {"每月800", "2024.3.1"},
		{"８００元／人／月", "2024.3.1"},
		{"800元每月", "2024.3.1"}, {"80元/天", "2024.3.1"}, {"800元/月", "2024年3月"}, {"800", "2024.13"}, {"800", "2024.2.30"}} {
		row := rosterRow("新风里", "示例"+string(rune('甲'+i)), h.Number("1970-02-03", false), "保洁", 100+i)
		row[7], row[8] = x.rate, x.start
		rows = append(rows, row)
	}
	b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", rosterBook(t, rows...))
	var said []string
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		groups, err := importer.FaultsOf(s, b.ID, 0, 100)
		for _, g := range groups {
			said = append(said, words.Sentence(&g.Error))
		}
		return err
	}))
	want := []string{"第4行“月补贴（元）”列：“每月800”看不出是多少元。", "第7行“月补贴（元）”列：“80元/天”看不出是多少元。",
		"第8行“上岗日期”列：“2024年3月”只写到月，这里要写到日", "第9行“上岗日期”列：“2024.13”不是存在的日期", "第10行“上岗日期”列：“2024.2.30”不是存在的日期"}
	if len(said) != len(want) || b.RowsGood != 3 {
		t.Fatalf("%d good, %s", b.RowsGood, strings.Join(said, "\n"))
	}
	for i := range want {
		if !strings.HasPrefix(said[i], want[i]) {
			t.Errorf("%s\nwant %s", said[i], want[i])
		}
	}
}

// A period that cannot be parted is one fault, not one and a missing end.
func TestRoster_faults_a_period_once(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	one, _ := hands(h)
	var rows [][]any
	for i, period := range []string{"一年", "2025.3.1-2024.2.28", ""} {
		row := rosterRow("新风里", "示例"+string(rune('甲'+i)), h.Number("1970-02-03", false), "保洁", 110+i)
		row[9] = period
		rows = append(rows, row)
	}
	b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", rosterBook(t, rows...))
	if got := strings.Join(faults(t, h, b.ID), "; "); got != "3 协议起始日: import.period; 4 协议起始日: import.period; "+
		"5 协议起始日: import.required; 5 协议截止日: import.required" {
		t.Error(got)
	}
}

// A roster that tells the days and hours of a month opens posts and agreements with them: pay by days or hours needs
// them. What is no number, or more than the month or the rulebook has, is named; none is not known yet.
func TestRoster_tells_days_and_hours(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, other := hands(h)
		book := func(days, hours any) []byte {
			head := append(slices.Clone(rosterHead), "月工作天数", "月工时")
			rows := [][]any{{"市中区乡村公益性岗位人员花名册"}, head,
				append(rosterRow("新风里", "示例甲", h.Number("1970-02-03", false), "保洁员", 1), days, hours),
				append(rosterRow("新风里", "示例乙", h.Number("1971-02-03", true), "保洁员", 2), "", "")}
			return sheettest.XLSX(t, sheettest.Page{Name: "花名册", Rows: rows})
		}
		for fault, x := range map[string][2]any{"月工作天数: form.number": {"十五", 40}, "月工作天数: form.range": {32, 40},
			"月工时: form.range": {20, 300}} {
			b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", book(x[0], x[1]))
			if got := strings.Join(faults(t, h, b.ID), "; "); !strings.Contains(got, fault) || b.RowsGood != 1 {
				t.Errorf("%v: %s", x, got)
			}
		}
		b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", book(20, 40))
		if b.RowsGood != 2 {
			t.Fatal(faults(t, h, b.ID))
		}
		apptest.Must(t, accept(h, other, b))
		var rows []struct{ DaysMonth, HoursMonth, Agreed int64 }
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			return s.Select(&rows, "SELECT q.days_month, q.hours_month, l.hours_month AS agreed FROM placement l "+
				"JOIN post q ON q.id = l.post_id ORDER BY l.id")
		}))
		if len(rows) != 2 || rows[0].DaysMonth != 20 || rows[0].HoursMonth != 40 || rows[0].Agreed != 40 ||
			rows[1].DaysMonth+rows[1].HoursMonth+rows[1].Agreed != 0 {
			t.Errorf("%+v", rows)
		}
	})
}
