package importer_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/importer"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
	"gangwei/internal/sheettest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

// handIn a workbook and judge it.
func handIn(t *testing.T, h *apptest.House, who authz.Actor, kind, code, name string, body []byte) importer.Batch {
	t.Helper()
	id, err := h.Imports.HandIn(ctx, who, "", kind, h.Region(code), name, body)
	apptest.Must(t, err)
	apptest.Must(t, h.Imports.Judge(ctx, who, id, nil))
	return batch(t, h, id)
}

func batch(t *testing.T, h *apptest.House, id int64) (b importer.Batch) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		b, err = importer.ByID(s, id)
		return err
	}))
	return b
}

// faults of a batch as "row column: code".
func faults(t *testing.T, h *apptest.House, id int64) []string {
	t.Helper()
	var out []string
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		fs, err := importer.FaultsOf(s, id, 0, 1000)
		for _, f := range fs {
			out = append(out, fmt.Sprintf("%d %s: %s", f.Row, f.Column, f.Code))
			if !words.Known(f.Code) {
				t.Errorf("%s has no sentence", f.Code)
			}
		}
		return err
	}))
	return out
}

func people(t *testing.T, h *apptest.House) map[string]resident.Person {
	t.Helper()
	out := map[string]resident.Person{}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		ps, err := resident.List(s, authz.Everywhere(), resident.Filter{Limit: 500})
		for _, p := range ps {
			out[p.Name] = p
		}
		return err
	}))
	return out
}

func accept(h *apptest.House, who authz.Actor, b importer.Batch) error {
	_, err := h.Imports.Accept(ctx, who, "", b.ID, b.Version, nil)
	return err
}

func want(t *testing.T, err error, code string) {
	t.Helper()
	if errs.CodeOf(err) != code {
		t.Errorf("got %v, want %s", err, code)
	}
}

// horrid is a village's workbook with whatever villages do to it: a merged title, heads on two rows, a total, heads
// again on the next page, notes at the foot, blank rows, ruined numbers, inner spaces, full-width digits, dates in five
// styles, √ and 是/否.
func horrid(t *testing.T, h *apptest.House) []byte {
	no := map[string]string{}
	for _, n := range []string{"王三", "李四", "赵五", "钱六", "孙七", "周八"} {
		no[n] = h.Number("1970-02-03", false)
	}
	wide := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r - '0' + '０'
		}
		return r
	}, no["李四"])
	wrong := no["赵五"][:17] + map[bool]string{true: "1", false: "2"}[no["赵五"][17] != '1']
	head1 := []any{"序号", "姓名", "身份证号码\n(18位)", "户号", "与户主关系", "类别", nil, "居住起始日期", "联系电话", "备注"}
	head2 := []any{nil, nil, nil, nil, nil, "是否脱贫户", "是否残疾", nil, nil, nil}
	return sheettest.XLSX(t, sheettest.Page{Name: "名册", Rows: [][]any{
		{"新风里居委会乡村公益性岗位人员信息表"}, nil, head1, head2,
		{1.0, "王  三", no["王三"], "001", "户主", "√", "否", "1998-03-02", "0632 1234567", nil},
		{2.0, "李四", wide, "００１", "配偶", "是", nil, "1998.3.2", nil, nil},
		nil,
		{3.0, "赵五", wrong, "002", "户主", "否", "否", "19980302", nil, nil},
		{4.0, "钱六", 370499197002030017.0, "003", "户主", "√", nil, "1998年3月2日", nil, nil},
		{5.0, "孙七", no["孙七"], "004", "老家的干亲", "可能是", nil, "1998-02-31", nil, nil},
		{"序号", "姓名", "身份证号码", "户号", "与户主关系", "是否脱贫户", "是否残疾", "居住起始日期", "联系电话", "备注"},
		{6.0, "周八", no["周八"], "005", "02", "V", "1", sheettest.Day(35855), nil, "常年在家"},
		{7.0, "王三", no["王三"], "006", "户主", nil, nil, nil, nil, nil},
		{8.0, nil, nil, "007", "户主", nil, nil, nil, nil, nil},
		{"合计", "8人"},
		{"填表人：", nil, "审核人："},
	}, Merge: [][2]string{{"A1", "J1"}, {"F3", "G3"}}},
		sheettest.Page{Name: "说明", Rows: [][]any{{"填写说明"}, {"一、姓名按身份证填写"}}})
}

func TestPeople_from_a_horrid_workbook(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		body := horrid(t, h)
		b := handIn(t, h, who, "people", apptest.Home, "名册.xlsx", body)
		if b.State != importer.Ready || b.RowsGood != 3 || b.RowsBad != 5 || b.RowsSame != 0 {
			t.Errorf("%+v", b)
		}
		got := strings.Join(faults(t, h, b.ID), "\n")
		if w := strings.Join([]string{"8 身份证号码: idno.check", "9 身份证号码: sheet.lost", "10 居住起始日期: import.day",
			"10 与户主关系: import.relation", "10 是否脱贫人口: import.yes",
			"13 身份证号码: import.twice", "14 姓名: import.required", "14 身份证号码: import.required"}, "\n"); got != w {
			t.Errorf("faults:\n%s\nwant:\n%s", got, w)
		}
		reading, err := b.Read()
		apptest.Must(t, err)
		why := ""
		for _, s := range reading.Skipped {
			why += fmt.Sprint(s.Row, s.Why, " ")
		}
		if why != "1title 11repeat 15total 16note " || len(reading.Sheets) != 2 || reading.Sheets[0].HeadRow != 3 ||
			reading.Sheets[1].HeadRow != 0 || strings.Join(reading.Sheets[0].Unused, ",") != "序号,备注" {
			t.Errorf("%s %+v", why, reading.Sheets)
		}
		if len(people(t, h)) != 0 {
			t.Error("reading must not register anybody")
		}
		apptest.Must(t, accept(h, who, b))
		ps := people(t, h)
		if len(ps) != 3 || ps["王三"].HouseholdID != ps["李四"].HouseholdID || ps["李四"].Relation != "10" ||
			ps["周八"].ResidentSince.String() != "1998-03-01" || ps["王三"].PhoneIndex == nil {
			t.Errorf("%+v", ps)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			c, err := resident.CategoriesOf(s, ps["周八"].ID)
			if len(c) != 2 || c[0].Code != "disabled" || c[1].Code != "poverty_out" {
				t.Errorf("%+v", c)
			}
			return err
		}))
		// the faulty rows come back with the fault beside the cells, and can be handed in again as they are
		back, name, err := h.Imports.Faulty(ctx, batch(t, h, b.ID), words.Sentence)
		apptest.Must(t, err)
		sheets, err := sheet.Open(name, back)
		apptest.Must(t, err)
		if rows := sheets[0].Rows; name != "名册-需修改的行.xlsx" || len(rows) != 3+5 ||
			!strings.Contains(strings.Join(rows[3].Texts(), "|"), "校验位") {
			t.Errorf("%s %+v", name, rows)
		}
		// the same file is taken once; another file that says the same says nothing new
		_, err = h.Imports.HandIn(ctx, who, "", "people", h.Region(apptest.Home), "另一个名字.xlsx", body)
		want(t, err, "import.taken")
		again := handIn(t, h, who, "people", apptest.Home, "改名.xlsx", sheettest.With(t, body, "docProps/x.bin", 1))
		if again.RowsGood != 0 || again.RowsSame != 3 || again.RowsBad != 5 {
			t.Errorf("%+v", again)
		}
		want(t, accept(h, who, again), "import.nothing")
		undo := func(why string) error {
			b := batch(t, h, b.ID)
			_, err := h.Imports.Undo(ctx, who, "", b.ID, b.Version, why)
			return err
		}
		want(t, undo("错"), "resident.why")
		_, err = h.Applications.Submit(ctx, who, "", h.Region(apptest.Home),
			application.Proposal{PostID: h.Posts[0], PersonID: ps["王三"].ID, Basis: "poverty_out"})
		apptest.Must(t, err)
		want(t, undo("传错了文件"), "resident.built_upon")
		if len(people(t, h)) != 3 {
			t.Error("a refused undoing must leave everybody")
		}
	})
}

func TestUndo_leaves_nothing_and_the_file_can_be_taken_again(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		body := horrid(t, h)
		b := handIn(t, h, who, "people", apptest.Home, "名册.xlsx", body)
		apptest.Must(t, accept(h, who, b))
		b = batch(t, h, b.ID)
		_, err := h.Imports.Undo(ctx, who, "", b.ID, b.Version, "传错了文件")
		apptest.Must(t, err)
		var homes int64
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&homes, "SELECT COUNT(*) FROM household")
			return err
		}))
		if len(people(t, h)) != 0 || homes != 0 {
			t.Error("something is left")
		}
		_, err = h.Imports.Undo(ctx, who, "", b.ID, b.Version+1, "传错了文件")
		want(t, err, "import.state")
		b = handIn(t, h, who, "people", apptest.Home, "名册.xlsx", body)
		apptest.Must(t, accept(h, who, b))
		if len(people(t, h)) != 3 {
			t.Error("not taken again")
		}
	})
}

func TestImport_refusals(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	body := horrid(t, h)
	who := h.Actor("village_registrar", apptest.Home)
	for _, c := range []struct {
		name, code string
		who        authz.Actor
		kind, at   string
	}{
		{"another role", "authz.forbidden", h.Actor("finance_preparer", apptest.County), "people", apptest.Home},
		{"another village", "authz.not_found", who, "people", apptest.Beside},
		{"a village's registrar and earlier years", "authz.forbidden", who, "history", apptest.Home},
		{"a village's registrar and officials", "authz.forbidden", who, "officials", apptest.Home},
		{"another county", "authz.not_found", h.Actor("county_reviewer", "370481"), "people", apptest.Home},
		{"no such kind", "import.kind", who, "posts2", apptest.Home},
	} {
		_, err := h.Imports.HandIn(ctx, c.who, "", c.kind, h.Region(c.at), "名册.xlsx", body)
		if errs.CodeOf(err) != c.code {
			t.Errorf("%s: %v, want %s", c.name, err, c.code)
		}
	}
	_, err := h.Imports.HandIn(ctx, who, "", "people", h.Region(apptest.Home), "x.csv", []byte("日期,天气\n2025-01-01,晴\n"))
	want(t, err, "import.heads")
	b := handIn(t, h, who, "people", apptest.Home, "名册.xlsx", body)
	for _, other := range []authz.Actor{h.Actor("village_registrar", apptest.Beside),
		h.Actor("finance_preparer", apptest.County)} {
		if err := accept(h, other, b); err == nil {
			t.Error("somebody else may take it")
		}
		if _, err := h.Imports.Discard(ctx, other, "", b.ID, b.Version); err == nil {
			t.Error("somebody else may put it aside")
		}
		if err := h.Imports.Judge(ctx, other, b.ID, nil); err == nil {
			t.Error("somebody else may judge it")
		}
	}
	want(t, h.Imports.Judge(ctx, who, b.ID, nil), "import.state")
	_, err = h.Imports.Accept(ctx, who, "", b.ID, b.Version-1, nil)
	want(t, err, "form.stale")
	// somebody registers one of them between the preview and the acceptance
	ps := h.Entry("周八")
	ps.Categories = []string{"poverty_out", "disabled"}
	ps.IDNumber = idOf(t, body, "周八")
	ps.HouseholdNumber = "005"
	_, err = h.Residents.Register(ctx, who, "", h.Region(apptest.Home), ps)
	apptest.Must(t, err)
	want(t, accept(h, who, b), "import.changed")
	_, err = h.Imports.Discard(ctx, who, "", b.ID, b.Version)
	apptest.Must(t, err)
	want(t, accept(h, who, batch(t, h, b.ID)), "import.state")
	_, err = h.Imports.Undo(ctx, who, "", b.ID, b.Version+1, "没有导入过")
	want(t, err, "import.state")
}

// idOf a name in a workbook of people.
func idOf(t *testing.T, body []byte, name string) string {
	sheets, err := sheet.Open("x.xlsx", body)
	apptest.Must(t, err)
	for _, r := range sheets[0].Rows {
		if len(r.Cells) > 2 && r.Text(1) == name {
			return r.Text(2)
		}
	}
	t.Fatal("no " + name)
	return ""
}

func TestAccept_twice_at_the_same_time_takes_the_rows_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		body := horrid(t, h)
		// handed in twice before either is taken, and each of them taken twice
		a := handIn(t, h, who, "people", apptest.Home, "名册.xlsx", body)
		b := handIn(t, h, who, "people", apptest.Home, "名册.xlsx", body)
		var wg sync.WaitGroup
		var mu sync.Mutex
		done := 0
		for i := range 8 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				x := a
				if i%2 == 1 {
					x = b
				}
				if err := accept(h, who, x); err == nil {
					mu.Lock()
					done++
					mu.Unlock()
				} else if len(errs.All(err)) == 0 {
					t.Error(err)
				}
			}()
		}
		wg.Wait()
		if done != 1 || len(people(t, h)) != 3 {
			t.Errorf("taken %d times, %d people", done, len(people(t, h)))
		}
	})
}

func TestTemplate_can_be_handed_in(t *testing.T) {
	for _, k := range (&importer.Rooms{}).Kinds() {
		body, err := importer.Template(k, k.Code)
		apptest.Must(t, err)
		sheets, err := sheet.Open("模板.xlsx", body)
		if err != nil || len(sheets[0].Rows) != 4 || len(sheets[0].Rows[2].Cells) != len(k.Columns) {
			t.Errorf("%s: %v %v", k.Code, sheets, err)
		}
	}
}

// idOf2 is the first cell of a column that holds a valid number.
func idOf2(t *testing.T, body []byte, column int) string {
	t.Helper()
	sheets, err := sheet.Open("x.xlsx", body)
	apptest.Must(t, err)
	for _, r := range sheets[0].Rows {
		if len(r.Cells) > column && len(r.Text(column)) == 18 {
			return r.Text(column)
		}
	}
	t.Fatal("no number")
	return ""
}
