package progress_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/formlists"
	"gangwei/internal/forms/progress"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/unit"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var (
	ctx = apptest.Ctx
	q1  = civil.QuarterOf(civil.MustDate("2025-03-03")) // due on 5 March 2025; the tests begin on 3 March
)

func sheetOf(t *testing.T, h *apptest.House, u unit.Unit, q civil.Quarter) (s *progress.Sheet) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(r *database.Snapshot) (err error) {
		s, err = progress.SheetOf(r, u, q, h.Clock.Now().Date())
		return err
	}))
	return s
}

// say is what a page sends for a column that was not filled in before.
func say(col int64, value string) progress.Said { return progress.Said{Col: col, Value: value} }

// all twelve but the counted one.
func all(value string) (out []progress.Said) {
	for _, c := range progress.Columns {
		if c.N != progress.Counted {
			out = append(out, say(int64(c.N), value))
		}
	}
	return out
}

func scan(t *testing.T, h *apptest.House) *files.Stored {
	t.Helper()
	s, err := h.Files.Put("盖章.pdf", bytes.NewReader([]byte("%PDF-1.4 stamped")))
	apptest.Must(t, err)
	return &s
}

func signed(version int64) progress.Signed {
	return progress.Signed{Filler: "张一", Reviewer: "李二", Leader: "王三", Phone: "0632-0000000", Version: version}
}

// poor makes somebody poverty-out for a time.
func poor(t *testing.T, h *apptest.House, placement int64, from, until string) {
	t.Helper()
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		var end any
		if until != "" {
			end = until
		}
		_, err := tx.Exec(
			"INSERT INTO person_category (person_id, code, from_date, until, register, proof) SELECT person_id, "+
				"'poverty_out', ?, ?, '名册', '' FROM placement WHERE id = ?",
			from, end, placement)
		return err
	}))
}

func TestColumn9_counts_each_once_by_its_definition(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u := h.Unit("370402")
		var people []int64
		for i, x := range []struct{ from, until, poor, poorUntil string }{
			{"2024-01-01", "", "2021-01-01", ""},                     // all year
			{"2025-02-01", "", "2021-01-01", ""},                     // new this year
			{"2024-01-01", "2025-01-15", "2021-01-01", ""},           // left this year
			{"2023-01-01", "2024-12-31", "2021-01-01", ""},           // left before
			{"2024-01-01", "2025-02-10", "2021-01-01", "2024-06-01"}, // no longer poverty-out this year
			{"2024-01-01", "2025-01-31", "2025-02-01", ""},           // poverty-out after the last day on post
			{"2025-03-06", "", "2021-01-01", ""},                     // begins after the cut-off
		} {
			p := h.Hold(map[int]int{1: 1, 6: 2}[i], fmt.Sprintf("赵%s", string(rune('一'+i*7))), "", x.from, x.until)
			poor(t, h, p, x.poor, x.poorUntil)
			people = append(people, p)
		}
		h.Set.Move(clock.On(civil.MustDate("2025-03-20"), 9, 0))
		s := sheetOf(t, h, u, q1)
		if got := *s.Figures[progress.Counted-1].Value; got != 3 || s.Others[progress.PlacedInYear] != 1 ||
			s.Others[progress.OnPostAtCutOff] != 2 {
			t.Errorf("in the year %d, placed %d, at the cut-off %d", got, s.Others[progress.PlacedInYear],
				s.Others[progress.OnPostAtCutOff])
		}
		if s.Through != civil.MustDate("2025-03-05") {
			t.Errorf("counts through %s", s.Through)
		}
		// the same person again in another placement counts once
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec(
				"UPDATE placement SET person_id = (SELECT person_id FROM (SELECT person_id FROM placement WHERE id = ?) x) WHERE "+
					"id = ?",
				people[0], people[2])
			return err
		}))
		if got := *sheetOf(t, h, u, q1).Figures[progress.Counted-1].Value; got != 2 {
			t.Errorf("one person in two placements: %d", got)
		}
		// the zone's people are not the county's
		if got := *sheetOf(t, h, h.Unit("gaoxin"), q1).Figures[progress.Counted-1].Value; got != 0 {
			t.Errorf("the zone counts %d", got)
		}
	})
}

func TestOneQuarter_from_departments_to_the_city(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u := h.Unit("370402")
		clerk, office, city := h.Actor("department_clerk", apptest.County), h.Actor("unit_reporter", apptest.County),
			h.Actor("city_manager", "3704")
		other, zone := h.Actor("unit_reporter", "370481"), h.Actor("unit_reporter", apptest.Zone)
		fill := func(a authz.Actor, said ...progress.Said) error {
			_, err := h.Progress.Fill(ctx, a, "", u.ID, q1, said)
			return err
		}
		// a clerk of no department, another county, the zone inside the county, the city
		apptest.Want(t, "no department", "unit.not_department", fill(clerk, say(5, "3")))
		apptest.Want(t, "another county", "authz.not_found", fill(other, say(5, "3")))
		apptest.Want(t, "the zone", "authz.not_found", fill(zone, say(5, "3")))
		apptest.Want(t, "the city", "authz.forbidden", fill(city, say(5, "3")))
		apptest.Want(t, "a village", "authz.not_found", fill(h.Actor("village_registrar", apptest.Away), say(5, "3")))
		for _, bad := range []struct{ what, login, department, code string }{
			{"nobody of that login", "nobody", "agriculture", "unit.no_clerk"},
			{"no department", clerk.Login, "army", "form.choice"},
			{"the zone's clerk", h.Actor("department_clerk", apptest.Zone).Login, "agriculture", "unit.no_clerk"},
		} {
			_, err := unit.Assign(ctx, h.Desk, office, "", u.ID, bad.login, bad.department)
			apptest.Want(t, bad.what, bad.code, err)
		}
		_, err := unit.Assign(ctx, h.Desk, clerk, "", u.ID, clerk.Login, "agriculture")
		apptest.Want(t, "by a clerk", "authz.forbidden", err)
		_, err = unit.Assign(ctx, h.Desk, office, "", u.ID, clerk.Login, "agriculture")
		apptest.Must(t, err)
		_, err = unit.Assign(ctx, h.Desk, office, "", u.ID, clerk.Login, "agriculture")
		apptest.Want(t, "twice", "unit.assigned", err)

		apptest.Want(t, "another's column", "unit.not_department", fill(clerk, say(7, "30")))
		apptest.Want(t, "an estimate", "progress.number", fill(clerk, say(5, "约100")))
		apptest.Want(t, "below nothing", "progress.number", fill(clerk, say(5, "-1")))
		apptest.Want(t, "the counted column", "progress.counted", fill(office, say(9, "5")))
		_, err = h.Progress.Fill(ctx, clerk, "", u.ID, q1.Add(4), []progress.Said{say(5, "1")})
		apptest.Want(t, "to come", "progress.future", err)
		// two departments at once: each its own cells
		done := make(chan error, 2)
		go func() { done <- fill(clerk, say(5, "1,234"), say(6, "５０")) }()
		go func() { done <- fill(office, say(1, "2个"), say(7, "40")) }()
		for range 2 {
			apptest.Must(t, <-done)
		}
		s := sheetOf(t, h, u, q1)
		for col, n := range map[int]int64{1: 2, 5: 1234, 6: 50, 7: 40} {
			if v := s.Figures[col-1].Value; v == nil || *v != n {
				t.Errorf("column %d: %v, want %d", col, v, n)
			}
		}
		if s.Figures[6].Channel != "for_another" || s.Figures[4].Channel != "typed" {
			t.Errorf("channels %q, %q", s.Figures[6].Channel, s.Figures[4].Channel)
		}
		// the same cell at the same time: one is told
		apptest.Want(t, "stale", "progress.stale", fill(office, progress.Said{Col: 5, Value: "7"}))
		if got := apptest.AtOnce(4, func() (int, error) {
			return h.Progress.Fill(ctx, clerk, "", u.ID, q1,
				[]progress.Said{{Col: 5, Value: fmt.Sprint(1300), Version: s.Figures[4].Version}})
		}); got != 1 {
			t.Errorf("%d of four changed the same cell", got)
		}

		submit := func(a authz.Actor, x progress.Signed, f *files.Stored) (int64, error) {
			return h.Progress.Submit(ctx, a, "", u.ID, q1, x, f)
		}
		_, err = submit(office, signed(0), scan(t, h))
		apptest.Want(t, "gaps", "progress.missing", err)
		for _, x := range all("3") {
			if s := sheetOf(t, h, u, q1).Figures[x.Col-1]; s.Value == nil {
				apptest.Must(t, fill(office, x))
			}
		}
		s = sheetOf(t, h, u, q1)
		apptest.Must(t, fill(office, progress.Said{Col: 8, Value: "41", Version: s.Figures[7].Version}))
		_, err = submit(office, signed(0), scan(t, h))
		apptest.Want(t, "more poverty-out than people", "progress.more_than", err)
		s = sheetOf(t, h, u, q1)
		apptest.Must(t,
			fill(office, progress.Said{Col: 8, Value: "20", Note: "按监测系统口径", Version: s.Figures[7].Version},
				progress.Said{Col: 9, Note: "含监测户", Province: "9"}))
		_, err = submit(clerk, signed(0), scan(t, h))
		apptest.Want(t, "by a clerk", "authz.forbidden", err)
		_, err = submit(office, progress.Signed{Filler: "张一", Reviewer: "张一", Leader: "王三", Phone: "0632-0000000"},
			scan(t, h))
		apptest.Want(t, "one signer", "progress.one_signer", err)
		_, err = submit(office, signed(0), nil)
		apptest.Want(t, "no scan", "progress.scan", err)
		f := scan(t, h)
		if got := apptest.AtOnce(3, func() (int, error) {
			_, err := submit(office, signed(0), f)
			return 1, err
		}); got != 1 {
			t.Errorf("sent in %d times at once", got)
		}
		apptest.Want(t, "closed", "progress.closed", fill(clerk, say(5, "9")))
		_, err = submit(office, signed(0), f)
		apptest.Want(t, "twice", "progress.closed", err)

		s = sheetOf(t, h, u, q1)
		first := s.Latest.ID
		decide := func(a authz.Actor, id int64, outcome, remark string) error {
			_, err := h.Progress.Decide(ctx, a, "", id, outcome, remark)
			return err
		}
		apptest.Want(t, "by the unit", "authz.forbidden", decide(office, first, "accepted", ""))
		apptest.Want(t, "no remark", "progress.remark", decide(city, first, "returned", ""))
		apptest.Want(t, "no such word", "form.choice", decide(city, first, "lost", ""))
		apptest.Must(t, decide(city, first, "returned", "第10列请核对"))
		apptest.Want(t, "decided", "progress.state", decide(city, first, "accepted", ""))
		apptest.Must(t, fill(office, progress.Said{Col: 10, Value: "4", Version: sheetOf(t, h, u, q1).Figures[9].Version}))
		second, err := submit(office, signed(0), f)
		apptest.Must(t, err)
		apptest.Want(t, "an earlier round", "progress.state", decide(city, first, "accepted", ""))
		apptest.Must(t, decide(city, second, "accepted", ""))
		if s = sheetOf(t, h, u, q1); s.Form.State != progress.Accepted || s.Word.Number != "TJ-2025-1-001" {
			t.Errorf("%+v %+v", s.Form, s.Word)
		}
		// a late correction: what was accepted stays, the new round says why and what changed
		_, err = h.Progress.Reopen(ctx, office, "", u.ID, q1, s.Form.Version, "")
		apptest.Want(t, "no reason", "progress.why", err)
		_, err = h.Progress.Reopen(ctx, city, "", u.ID, q1, s.Form.Version, "更正第2列")
		apptest.Want(t, "by the city", "authz.forbidden", err)
		_, err = h.Progress.Reopen(ctx, office, "", u.ID, q1, s.Form.Version, "更正第2列")
		apptest.Must(t, err)
		apptest.Must(t, fill(office, progress.Said{Col: 2, Value: "5", Version: sheetOf(t, h, u, q1).Figures[1].Version}))
		apptest.Must(t, h.DB.Read(ctx, func(r *database.Snapshot) error {
			c, err := progress.CityOf(r, []unit.Unit{u}, q1, h.Clock.Now().Date())
			if err == nil && *c.Values(2) != 3 {
				t.Errorf("while it is corrected the city has %d, want what it accepted", *c.Values(2))
			}
			return err
		}))
		_, err = submit(office, signed(0), f)
		apptest.Want(t, "a correction without a reason", "progress.why", err)
		x := signed(0)
		x.Why = "第2列漏报2个"
		third, err := submit(office, x, f)
		apptest.Must(t, err)
		apptest.Must(t, decide(city, third, "accepted", ""))
		apptest.Must(t, h.DB.Read(ctx, func(r *database.Snapshot) error {
			was, err := progress.FrozenOf(r, second)
			if err != nil {
				return err
			}
			is, err := progress.FrozenOf(r, third)
			if was[2].Value != 3 || is[2].Value != 5 || is[9].Province == nil || *is[9].Province != 9 {
				t.Errorf("%+v → %+v", was[2], is[2])
			}
			return err
		}))
		// next quarter sees what was sent in; a fall within the year needs its reason
		h.Set.Move(clock.On(civil.MustDate("2025-06-03"), 9, 0))
		q2 := q1.Add(1)
		_, err = h.Progress.Fill(ctx, office, "", u.ID, q2, []progress.Said{say(2, "4")})
		apptest.Must(t, err)
		s = sheetOf(t, h, u, q2)
		if len(s.Faults) != 1 || s.Faults[0].Code != "progress.fell" || *s.Figures[1].Last != 5 {
			t.Errorf("%+v", s.Faults)
		}
		_, err = h.Progress.Fill(ctx, office, "", u.ID, q2,
			[]progress.Said{{Col: 2, Value: "4", Reason: "1个到期未续", Version: s.Figures[1].Version}})
		apptest.Must(t, err)
		if s = sheetOf(t, h, u, q2); len(s.Faults) != 0 {
			t.Errorf("%+v", s.Faults)
		}
		sound(t, h)
	})
}

func sound(t *testing.T, h *apptest.House) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		breaks, err := h.Counter.Run(s)
		for _, b := range breaks {
			t.Errorf("%s: %s", b.Check, b.Row)
		}
		return err
	}))
}

func TestUnit_renamed_in_mid_year(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	city := h.Actor("city_manager", "3704")
	u := h.Unit("gaoxin")
	for what, x := range map[string]struct {
		a              authz.Actor
		name, document string
		code           string
	}{
		"by the unit":    {h.Actor("unit_reporter", apptest.Zone), "高新区人社服务中心", "枣编〔2025〕1号", "authz.forbidden"},
		"the same name":  {city, u.Name, "枣编〔2025〕1号", "unit.name"},
		"no document":    {city, "高新区人社服务中心", "", "form.required"},
		"another county": {h.Actor("unit_reporter", "370481"), "高新区人社服务中心", "枣编〔2025〕1号", "authz.not_found"},
	} {
		_, err := unit.Rename(ctx, h.Desk, x.a, "", u.ID, x.name, x.document)
		apptest.Want(t, what, x.code, err)
	}
	zone := h.Actor("unit_reporter", apptest.Zone)
	_, err := h.Progress.Fill(ctx, zone, "", u.ID, q1, all("0"))
	apptest.Must(t, err)
	_, err = h.Progress.Submit(ctx, zone, "", u.ID, q1, signed(0), scan(t, h))
	apptest.Must(t, err)
	h.Set.Move(clock.On(civil.MustDate("2025-05-06"), 9, 0))
	_, err = unit.Rename(ctx, h.Desk, city, "", u.ID, "高新区人社服务中心", "枣编〔2025〕1号")
	apptest.Must(t, err)
	_, err = unit.Rename(ctx, h.Desk, city, "", u.ID, "高新区人力中心", "枣编〔2025〕2号")
	apptest.Want(t, "twice a day", "unit.renamed", err)
	if got := h.Unit("gaoxin").Name; got != "高新区人社服务中心" {
		t.Error(got)
	}
	if got := sheetOf(t, h, h.Unit("gaoxin"), q1).Unit.Name; got != u.Name {
		t.Errorf("what was sent in is called %s, want the name of its day", got)
	}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		was, err := unit.All(s, h.Tree, civil.MustDate("2025-05-05"))
		if was[2].Name != u.Name {
			t.Errorf("the day before it was %s", was[2].Name)
		}
		return err
	}))
}

func TestForm_goes_out_as_Excel_and_comes_in_again(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u, office, city := h.Unit("370481"), h.Actor("unit_reporter", "370481"), h.Actor("city_manager", "3704")
		figures := func(col int) *int64 { n := int64(col * 10); return &n }
		book := func(rows ...[]string) []byte {
			var b bytes.Buffer
			apptest.Must(t, sheet.WriteForm(&b, progress.Printed("滕州市", civil.MustDate("2025-03-03"), "", "", rows)))
			return b.Bytes()
		}
		whole := book(progress.Row("枣庄市", func(int) *int64 { n := int64(9999); return &n }),
			progress.Row("市中区", func(int) *int64 { n := int64(1); return &n }), progress.Row("滕州市", figures))
		take := func(a authz.Actor, body []byte) (int, error) {
			return h.Progress.ImportWorkbook(ctx, a, "", u.ID, q1, "附件1.xlsx", body)
		}
		_, err := take(h.Actor("unit_reporter", apptest.County), whole)
		apptest.Want(t, "another unit", "authz.not_found", err)
		_, err = take(office, book(progress.Row("市中区", figures)))
		apptest.Want(t, "no row", "progress.no_row", err)
		row := progress.Row("滕州市", figures)
		row[3] = "约100"
		_, err = take(office, book(row))
		apptest.Want(t, "an estimate", "sheet.whole", err)
		n, err := take(office, whole)
		apptest.Must(t, err)
		s := sheetOf(t, h, u, q1)
		if n != 11 || *s.Figures[8].Value != 0 || s.Figures[8].Source != progress.ByCount {
			t.Errorf("%d columns; column 9 is %d by %s", n, *s.Figures[8].Value, s.Figures[8].Source)
		}
		for _, f := range s.Figures {
			if f.Column.N != progress.Counted &&
				(f.Value == nil || *f.Value != int64(f.Column.N*10) || f.Source != progress.FromExcel) {
				t.Errorf("column %d: %v by %s", f.Column.N, f.Value, f.Source)
			}
		}
		if n, err = take(city, whole); err != nil || n != 12 {
			t.Fatalf("the city takes %d columns of a unit that does not use the program: %v", n, err)
		}
		if s = sheetOf(t, h, u, q1); *s.Figures[8].Value != 90 || s.Figures[8].Source != progress.FromExcel ||
			s.Counted != nil {
			t.Errorf("column 9 is %d by %s", *s.Figures[8].Value, s.Figures[8].Source)
		}
	})
}

// The form as annex 1 prints it, cell by cell.
func TestExcel_is_the_printed_form(t *testing.T) {
	one := int64(1)
	row := progress.Row("市中区", func(int) *int64 { return &one })
	var b bytes.Buffer
	apptest.Must(t,
		sheet.WriteForm(&b, progress.Printed("市中区", civil.MustDate("2025-12-05"), "张一", "0632-0000000", [][]string{row})))
	sheets, err := sheet.Open("附件1.xlsx", b.Bytes())
	apptest.Must(t, err)
	ones := strings.Repeat("|1", 12)
	want := []string{
		"附件1",
		"防止返贫就业攻坚行动推进情况表",
		"单位（公章）：市中区||||||填表日期：2025年12月5日",
		"区（市）|劳务协作联盟个数|特色劳务品牌个数|乡村振兴劳务基地个数|劳务合作社个数|就业帮扶车间个数||以工代赈吸纳当地农村劳动力就业人数||乡村公益性岗位安置脱贫人口数|组织脱贫人口参加职业技能培训人数|易地搬迁安置区脱贫人口就业人数|举办“乐业搬迁（迁建）”专场招聘活动次数",
		"||||||吸纳脱贫人口数||吸纳脱贫人口数",
		"市中区" + ones,
		"注：相关数据填当年累计数。",
		"填表人：张一||||||电话：0632-0000000",
	}
	if len(sheets) != 1 || len(sheets[0].Rows) != len(want) {
		t.Fatalf("%+v", sheets)
	}
	for i, r := range sheets[0].Rows {
		if got := strings.TrimRight(strings.Join(written(r), "|"), "|"); got != want[i] {
			t.Errorf("row %d:\n%s\nwant\n%s", i+1, got, want[i])
		}
	}
}

func TestList_behind_a_figure(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		u, office := h.Unit("370402"), h.Actor("unit_reporter", apptest.County)
		day := civil.MustDate
		enter := func(e formlists.Entry) int64 {
			t.Helper()
			e.UnitID = u.ID
			id, err := h.Registers.Enter(ctx, office, "", e)
			apptest.Must(t, err)
			return id
		}
		enter(formlists.Entry{Kind: "workshop", Name: "一号车间", FromOn: day("2022-05-01"), People: 30, PovertyOut: 10})
		enter(formlists.Entry{Kind: "workshop", Name: "二号车间", FromOn: day("2023-05-01"), UntilOn: day("2025-02-01"),
			People: 20, PovertyOut: 9})
		s := sheetOf(t, h, u, q1)
		if *s.Figures[4].Value != 1 || *s.Figures[5].Value != 10 || s.Figures[5].Source != progress.ByList ||
			s.Figures[5].Bare != 1 {
			t.Errorf("%d workshops, %d people, %s, %d without names", *s.Figures[4].Value, *s.Figures[5].Value,
				s.Figures[5].Source, s.Figures[5].Bare)
		}
		_, err := h.Progress.Fill(ctx, office, "", u.ID, q1, []progress.Said{say(5, "7")})
		apptest.Want(t, "typed over a list", "progress.listed", err)
		// people counted once, poverty-out by the registry
		first := enter(
			formlists.Entry{Kind: "training", Name: "家政培训班", FromOn: day("2025-02-01"), People: 50, PovertyOut: 50})
		second := enter(formlists.Entry{Kind: "training", Name: "电焊培训班", FromOn: day("2025-02-10"), People: 50,
			PovertyOut: 50})
		var rows [][]string
		for i, name := range []string{"钱一", "钱二", "钱三"} {
			e := h.Entry(name)
			if i == 0 {
				e.Categories = []string{"older"}
			}
			_, err := h.Residents.Register(ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home), e)
			apptest.Must(t, err)
			rows = append(rows, []string{name, e.IDNumber})
		}
		list := func(rows ...[]string) []byte {
			var b bytes.Buffer
			apptest.Must(t, sheet.WriteCSV(&b, func(yield func([]string) error) error {
				for _, r := range append([][]string{{"姓名", "身份证号"}}, rows...) {
					if err := yield(r); err != nil {
						return err
					}
				}
				return nil
			}))
			return b.Bytes()
		}
		name := func(id, version int64, rows ...[]string) error {
			_, err := h.Registers.Name(ctx, h.Ring, office, "", id, version, "名单.csv", list(rows...))
			return err
		}
		apptest.Want(t, "unknown", "register.unknown", name(first, 1, []string{"孙四", h.Number("1970-01-01", false)}))
		apptest.Want(t, "another name", "register.other_name", name(first, 1, []string{"孙四", rows[0][1]}))
		apptest.Want(t, "twice", "register.again", name(first, 1, rows[0], rows[0]))
		apptest.Want(t, "no number", "idno.length", name(first, 1, []string{"钱一", "123"}))
		apptest.Must(t, name(first, 1, rows[0], rows[1]))
		apptest.Want(t, "stale", "form.stale", name(first, 1, rows[0]))
		apptest.Must(t, name(second, 1, rows[1], rows[2]))
		if s = sheetOf(t, h, u, q1); *s.Figures[9].Value != 2 || s.Figures[9].Bare != 0 {
			t.Errorf("poverty-out trained: %d, want each once", *s.Figures[9].Value)
		}
		// a workshop's people who left are counted no more
		workshop := enter(formlists.Entry{Kind: "workshop", Name: "三号车间", FromOn: day("2024-05-01"), People: 5})
		dated := func(from, until string) []byte {
			return []byte("姓名,身份证号,进入日期,离开日期\n" + rows[1][0] + "," + rows[1][1] + ",2024-06-01," + until + "\n" + rows[2][0] +
				"," + rows[2][1] + "," + from + ",\n")
		}
		_, err = h.Registers.Name(ctx, h.Ring, office, "", workshop, 1, "名单.csv", dated("去年", ""))
		apptest.Want(t, "no day", "form.date", err)
		_, err = h.Registers.Name(ctx, h.Ring, office, "", workshop, 1, "名单.csv", dated("2024-06-01", "2024-05-01"))
		apptest.Want(t, "left before coming", "register.until", err)
		_, err = h.Registers.Name(ctx, h.Ring, office, "", workshop, 1, "名单.csv", dated("2024-06-01", "2025-02-01"))
		apptest.Must(t, err)
		if s = sheetOf(t, h, u, q1); *s.Figures[4].Value != 2 || *s.Figures[5].Value != 11 {
			t.Errorf("%d workshops with %d poverty-out, want 10 that were typed and one who stayed", *s.Figures[4].Value,
				*s.Figures[5].Value)
		}
	})
}

// written cells of a row: what a merged cell holds stands in its first row alone.
func written(r sheet.Row) []string {
	out := r.Texts()
	for i, c := range r.Cells {
		if c.Merged {
			out[i] = ""
		}
	}
	return out
}
