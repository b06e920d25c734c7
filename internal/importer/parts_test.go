package importer_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/importer"
	"gangwei/internal/sheettest"
)

// Halves side by side, sections of villages and two tables on one sheet are taken; villages come from where they stand.
func TestPeople_takes_every_table_of_a_sheet(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	village, town := h.Actor("village_registrar", apptest.Home), h.Actor("township_reviewer", apptest.Town)
	home, beside := h.Region(apptest.Home).Name, h.Region(apptest.Beside).Name
	n := 0
	who := func() string {
		n++
		return fmt.Sprintf("冯%c,%s,9%02d,户主", rune(0x4e00+n), h.Number("1970-02-03", false), n)
	}
	heads := "姓名,身份证号码,户号,与户主关系"
	for what, c := range map[string]struct {
		at, name, body string
		want           []string // people by village
	}{
		"halves": {apptest.Home, "名册.csv", heads + "," + heads + "\n" + who() + "," + who() + "\n" + who() + "\n", []string{home + " 3"}},
		"two tables": {apptest.Home, "名册.csv", heads + "\n" + who() + "\n\n外来人员\n" + heads + ",住址\n" + who() + ",前街\n",
			[]string{home + " 2"}},
		"sections": {apptest.Town, "名册.csv", heads + "\n" + home + "（村）\n" + who() + "\n" + who() + "\n小计,2人\n" + beside + "\n" + who() + "\n",
			[]string{beside + " 1", home + " 2"}},
		"sections with heads": {apptest.Town, "名册.csv", home + "人员名册\n" + heads + "\n" + who() + "\n合计：1人\n" + beside + "人员名册\n" + heads + "\n" + who() + "\n",
			[]string{beside + " 1", home + " 1"}},
		"the file's name": {apptest.Town, beside + "人员名册.csv", heads + "\n" + who() + "\n", []string{beside + " 1"}},
	} {
		actor := village
		if c.at == apptest.Town {
			actor = town
		}
		b := handIn(t, h, actor, "people", c.at, c.name, []byte(c.body))
		before := map[string]bool{}
		for name := range people(t, h) {
			before[name] = true
		}
		read, err := b.Read()
		if err != nil || !read.Whole() || read.People != read.Taken || b.RowsBad > 0 {
			t.Errorf("%s: %+v %v %v", what, read, faults(t, h, b.ID), err)
			continue
		}
		apptest.Must(t, accept(h, actor, b))
		count := map[string]int{}
		for name, p := range people(t, h) {
			if !before[name] {
				for _, code := range []string{apptest.Home, apptest.Beside} {
					if r := h.Region(code); p.VillageID == r.ID {
						count[r.Name]++
					}
				}
			}
		}
		var got []string
		for v, k := range count {
			got = append(got, fmt.Sprintf("%s %d", v, k))
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", what, got, c.want)
		}
	}
	// the title names another village than the one for which the file is handed in
	b := handIn(t, h, village, "people", apptest.Home, "名册.csv", []byte(beside+"人员名册\n"+heads+"\n"+who()+"\n"))
	if got := faults(t, h, b.ID); !slices.Equal(got, []string{"3 村（社区）: import.other_village"}) || b.RowsGood != 0 {
		t.Errorf("another village's list: %v %+v", got, b)
	}
}

// People in hidden sheets, in sheets without heads and beside the heads are counted and told with sheet, rows and why.
func TestImport_tells_people_seen_and_people_read(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	no := func() string { return h.Number("1970-02-03", false) }
	head := []any{"姓名", "身份证号码", "户号", "与户主关系"}
	pages := []sheettest.Page{
		{Name: "名册", Rows: [][]any{head, {"冯甲", no(), "901", "户主"}, {"冯乙", no(), "902", "户主", no()}}},
		{Name: "旧表", Hidden: true, Rows: [][]any{head, {"冯丙", no(), "903", "户主"}, {"冯丁", no(), "904", "户主"}}},
		{Name: "参考", Rows: [][]any{{"车牌", "司机"}, {"鲁D1", no()}}},
		{Name: "填表说明", Rows: [][]any{{"一、按身份证填写"}}},
	}
	b := handIn(t, h, who, "people", apptest.Home, "名册.xlsx", sheettest.Bare(t, false, pages...))
	read, err := b.Read()
	apptest.Must(t, err)
	var got []string
	for _, l := range read.Left {
		got = append(got, fmt.Sprint(l.Sheet, " ", l.Why, " ", l.Rows, " ", l.People, " ", l.First))
	}
	if want := []string{"名册 outside 1 1 [3]", "旧表 hidden 2 2 [2 3]", "参考 heads 1 1 [2]"}; !slices.Equal(got, want) || read.People != 6 ||
		read.Taken != 2 || read.Whole() {
		t.Errorf("%q of %d, %d read", got, read.People, read.Taken)
	}
	if !slices.ContainsFunc(read.Sheets, func(s importer.SheetRead) bool { return s.Name == "旧表" && s.Hidden }) {
		t.Errorf("%+v", read.Sheets)
	}
}

// A period in one cell gives both ends of an agreement; what cannot be parted is named.
func TestHolders_part_a_period_in_one_cell(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("county_reviewer", apptest.County)
	for raw, want := range map[string]string{"2025.1.1-2025.12.31": "", "自2025年1月1日起至2025年12月31日止": "", "2025-01-01至2025-12-31": "",
		"2025.1-12": "协议起始日: import.period", "一年": "协议起始日: import.period", "2025.12.31-2025.1.1": "协议起始日: import.period"} {
		for _, head := range []string{"协议起止时间", "合同期限", "聘用期限"} {
			b := handIn(t, h, who, "holders", apptest.County, "在岗.csv", []byte("村,姓名,身份证号码,岗位,安置依据,上岗日期,协议编号,"+head+
				"\n"+h.Region(apptest.Home).Name+",冯甲,"+h.Number("1970-02-03", false)+",保洁,脱贫人口,2025-01-01,LW-1,"+raw+"\n"))
			got := strings.Join(faults(t, h, b.ID), "; ")
			if want != "" && !strings.Contains(got, want) || strings.Contains(got, "协议") != (want != "") {
				t.Errorf("%s %s: %s", head, raw, got)
			}
		}
	}
}
