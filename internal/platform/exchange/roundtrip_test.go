package exchange_test

import (
	"bytes"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/importer"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect/extract"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/crosscheck"
)

// bothWays are the lists that are written and taken, in the order in which one builds on the other.
var bothWays = []string{"people", "kin", "officials", "posts", "holders"}

var operator = authz.System("operator")

// taken is a workbook judged, and accepted where anything in it is new.
func taken(t *testing.T, h *apptest.House, kind, name string, body []byte) (importer.Batch, []string) {
	t.Helper()
	id, err := h.Imports.HandIn(apptest.Ctx, operator, "", kind, h.Tree.Top(), name, body)
	apptest.Must(t, err)
	apptest.Must(t, h.Imports.Judge(apptest.Ctx, operator, id, nil))
	var b importer.Batch
	var faults []string
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		if b, err = importer.ByID(s, id); err != nil {
			return err
		}
		found, err := importer.FaultsOf(s, id, 0, 100)
		for _, f := range found {
			faults = append(faults, f.Error.Error())
		}
		return err
	}))
	if b.RowsGood > 0 {
		_, err := h.Imports.Accept(apptest.Ctx, operator, "", id, b.Version, nil)
		apptest.Must(t, err)
	}
	return b, faults
}

// full is a list with whole numbers.
func full(t *testing.T, h *apptest.House, list, state string, csv bool) []byte {
	t.Helper()
	w := exchange.Request{Kind: list, Path: h.Tree.Top().Path, State: state, Full: true, Why: "换系统，整体移交", CSV: csv}
	apptest.Must(t, h.Exports.Ask(apptest.Ctx, operator, w))
	var b bytes.Buffer
	apptest.Must(t, h.Exports.Write(apptest.Ctx, operator, w, &b, nil))
	return b.Bytes()
}

// empty is an office that has nothing but its plan.
func empty(t *testing.T, db *database.DB) *apptest.House {
	t.Helper()
	h := apptest.New(t, db)
	apptest.Must(t, h.DB.Write(apptest.Ctx, func(tx *database.Tx) error {
		if _, err := tx.Exec("DELETE FROM post"); err != nil {
			return err
		}
		_, err := tx.Exec("UPDATE quota SET opened = 0")
		return err
	}))
	return h
}

// filled is an office with something of everything that lists of both ways can say.
func filled(t *testing.T, db *database.DB) *apptest.House {
	t.Helper()
	h := empty(t, db)
	no := map[string]string{}
	for i, n := range []string{"甲", "乙", "丙", "丁", "戊", "己", "庚"} {
		no[n] = h.Number([]string{"1970-02-03", "1972-11-30", "1985-06-01"}[i%3], i%2 == 1)
	}
	for _, f := range [][2]string{
		{"people", "区,镇,村,姓名,身份证号,户号,小组,与户主关系,电话,卡号,住址,居住起始日期,类别,认定依据,不宜安置情形\n" +
			"市中区,中心街街道,新风里,示例甲," + no["甲"] +
			",1,三组,户主,0632 5550101,6217000000000000017,一组12号,1995-03-01,脱贫人口、残疾人,示例乡振〔2021〕3号,\n" +
			"市中区,中心街街道,新风里,示例乙," + no["乙"] + ",1,三组,妻,,,一组12号,2001-05-01,,,\n" +
			"市中区,中心街街道,新风里,示例·阿布都热西提," + no["丙"] + ",2,,户主,,,,,大龄,,外出务工\n" +
			"市中区,中心街街道,铁西居委会,示例丁," + no["丁"] + ",7,,户主,,6217000000000000025,-2号楼,2010-01-01,低保,,\n" +
			"市中区,税郭镇,东村,示例戊," + no["戊"] + ",2,,非亲属,,,,,,,\n" +
			"滕州市,界河镇,马河村,示例己," + no["己"] + ",2,,户主,,,,,失业青年,,\n" +
			"滕州市,界河镇,马河村,示例庚," + no["庚"] + ",3,,户主,,,,,,,\n"},
		{"kin", "申报人,申报人身份证号,亲属姓名,亲属身份证号,关系,申报日期,来源\n" +
			"示例甲," + no["甲"] + ",示例丁," + no["丁"] + ",堂弟,2024-05-01,\n" +
			"示例丁," + no["丁"] + ",示例庚," + no["庚"] + ",舅妈,2024-06-01,公安户籍\n"},
		{"officials", "区,镇,村,姓名,身份证号,类别,职务,任职时间,离任时间,依据\n" +
			"市中区,中心街街道,铁西居委会,示例丁," + no["丁"] + ",村干部,居委会主任,2021-03-15,,换届选举结果公告\n" +
			"市中区,中心街街道,铁西居委会,示例丁," + no["丁"] + ",村干部,会计,2015-03-15,2021-03-14,\n" +
			"滕州市,界河镇,,示例庚," + no["庚"] + ",公职人员,镇长,2020-01-01,,\n" +
			"市中区,,,示例戊," + no["戊"] + ",公职人员,局长,2019-01-01,,\n" +
			",,,示例己," + no["己"] + ",公职人员,科长,2019-01-01,,\n"},
		{"posts", "区,镇,村,岗位编号,类别,岗位名称,工作地点,工作内容,月天数,月工时,补贴标准,资金来源,负责人,开发日期,季节起月,季节止月,渠道,工作方式\n" +
			"市中区,中心街街道,新风里,370402001016-004,保洁,村内保洁员,东街,清扫,15,40,800,就业补助资金,示例主任,2025-01-01,,,,\n" +
			"市中区,中心街街道,新风里,,保洁,护林员,山上,巡山,15,40,900.50,村集体,示例主任,2025-01-01,4,10,,任务制\n" +
			"市中区,中心街街道,新风里,BJ-07,保洁,村内保洁员,西街,清扫,15,40,800,就业补助资金,示例主任,2025-01-01,,,城镇,\n" +
			"滕州市,界河镇,马河村,,保洁,保洁员,村内,清扫,15,40,800,财政,示例主任,2025-01-01,,,,\n"},
		{"holders", "村,姓名,身份证号,岗位编号,岗位名称,安置依据,上岗日期,协议编号,协议起始日,协议截止日,意外险保单号,起保日期,培训日期\n" +
			"新风里,示例甲," + no["甲"] +
			",370402001016-005,,脱贫人口,2025-01-02,LW-1,2025-01-01,2025-12-31,BD-1,2025-01-01,2024-12-30\n" +
			"新风里,示例·阿布都热西提," + no["丙"] + ",,村内保洁员,大龄,2025-01-05,LW-2,2025-01-01,2025-12-31,,,\n" +
			"马河村,示例己," + no["己"] + ",BJ-01,保洁员,失业青年,2025-01-05,LW-3,2025-01-01,2025-12-31,,,\n"},
	} {
		b, faults := taken(t, h, f[0], f[0]+".csv", []byte(f[1]))
		if b.RowsBad > 0 || b.RowsGood == 0 {
			t.Fatalf("%s: %+v %v", f[0], b, faults)
		}
	}
	return h
}

// cells of a list without its title and the moment when it was taken.
func cells(t *testing.T, body []byte, name string) (out []string) {
	t.Helper()
	sheets, err := sheet.Open(name, body)
	apptest.Must(t, err)
	for _, r := range sheets[0].Rows {
		if text := strings.Join(r.Texts(), "|"); strings.Count(text, "|") > 3 {
			_, rest, _ := strings.Cut(text, "|") // the number of the row
			out = append(out, rest)
		}
	}
	return out
}

// untaken are columns of lists that say nothing which is not known from another; place is not needed beside a
// declarer's number.
var (
	untaken = []string{"序号", "性别", "出生日期", "撤销日期", "在岗人员", "月补贴（元）", "月工时", "退出原因"}
	place   = []string{"区（市）", "镇（街道）", "村（社区）"}
)

// What the office writes it takes again: as nothing new where it comes from, and whole in an office that has nothing.
// What that one writes then is what the first one wrote.
func TestLists_are_taken_as_they_are_written(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) { takenAsWritten(t, filled(t, db)) })
}

func takenAsWritten(t *testing.T, from *apptest.House) {
	for _, csv := range []bool{false, true} {
		into := empty(t, dbtest.SQLite(t))
		name := map[bool]string{false: ".xlsx", true: ".csv"}[csv]
		for _, list := range bothWays {
			body := full(t, from, list, "", csv)
			rows := int64(len(cells(t, body, list+name)) - 1)
			b, faults := taken(t, from, list, list+name, body)
			if b.RowsSame != rows || b.RowsGood != 0 || b.RowsBad != 0 {
				t.Errorf("%s%s of %d rows into the same office: %d new, %d same, %d faulty: %v", list, name, rows,
					b.RowsGood, b.RowsSame,
					b.RowsBad, faults)
			}
			b, faults = taken(t, into, list, list+name, body)
			if b.RowsGood != rows || b.RowsSame != 0 || b.RowsBad != 0 || rows < 2 {
				t.Errorf("%s%s of %d rows into an empty office: %d new, %d same, %d faulty: %v", list, name, rows,
					b.RowsGood, b.RowsSame,
					b.RowsBad, faults)
			}
			reading, err := b.Read()
			apptest.Must(t, err)
			for _, s := range reading.Sheets {
				for _, u := range s.Unused {
					if !slices.Contains(untaken, u) && !(list == "kin" && slices.Contains(place, u)) {
						t.Errorf("%s%s: nothing takes %s", list, name, u)
					}
				}
			}
		}
		for _, list := range bothWays {
			ours, theirs := cells(t, full(t, from, list, "", false), "x.xlsx"), cells(t, full(t, into, list, "",
				false), "x.xlsx")
			if !slices.Equal(theirs, ours) {
				t.Errorf("%s%s came out as\n%s\nof\n%s", list, name, strings.Join(theirs, "\n"), strings.Join(ours,
					"\n"))
			}
		}
	}
}

// What is written for another system is read as that system's export.
func TestTemplates_of_other_systems_are_read_as_their_exports(t *testing.T) {
	h := filled(t, dbtest.SQLite(t))
	for system, rows := range map[string]int64{crosscheck.Employment: 3, crosscheck.Poverty: 1} {
		b, faults := taken(t, h, system, system+".csv", full(t, h, system, "", true))
		if b.RowsGood != rows || b.RowsBad != 0 {
			t.Errorf("%s: %d good, %v", system, b.RowsGood, faults)
		}
	}
}

// What is over or stands still is nothing new where it comes from, and is named in an empty office, where it is not
// begun anew.
func TestLists_say_what_is_over(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) { saysWhatIsOver(t, filled(t, db), empty(t, dbtest.SQLite(t))) })
}

func saysWhatIsOver(t *testing.T, from, into *apptest.House) {
	apptest.Must(t, from.DB.Write(apptest.Ctx, func(tx *database.Tx) error {
		for _, q := range []string{
			"UPDATE person SET died_on = '2025-02-01' WHERE name = '示例庚'",
			"UPDATE post SET state = 'closed', closes_on = '2025-02-28' WHERE code = '370402001016-006'",
			"UPDATE placement SET state = 'ended', end_on = '2025-02-27', end_reason = 'own_wish' " +
				"WHERE agreement_no = 'LW-1'",
			"UPDATE placement SET state = 'ended', end_on = start_on, end_reason = 'void' WHERE agreement_no = 'LW-2'",
			"UPDATE placement SET state = 'suspended' WHERE agreement_no = 'LW-3'",
		} {
			if n, err := tx.Exec(q); err != nil || n != 1 {
				t.Fatalf("%s: %d %v", q, n, err)
			}
		}
		return nil
	}))
	for _, c := range []struct {
		list  string
		over  int64
		codes string
	}{
		{"people", 1, "import.person_died"}, {"posts", 1, "import.post_closed"},
		{"holders", 3, "import.holder_left import.holder_left import.holder_suspended"},
	} {
		body := full(t, from, c.list, "", false)
		rows := int64(len(cells(t, body, "x.xlsx")) - 1)
		if b, faults := taken(t, from, c.list, "x.xlsx", body); b.RowsSame != rows || b.RowsBad != 0 {
			t.Errorf("%s into the same office: %d of %d same, %v", c.list, b.RowsSame, rows, faults)
		}
		b, faults := taken(t, into, c.list, "x.xlsx", body)
		var codes []string
		for _, f := range faults {
			code, _, _ := strings.Cut(f, " ")
			codes = append(codes, code)
		}
		slices.Sort(codes)
		if b.RowsBad != c.over || b.RowsGood != rows-c.over || strings.Join(codes, " ") != c.codes {
			t.Errorf("%s into an empty office: %d new, %d faulty of %d: %v", c.list, b.RowsGood, b.RowsBad, rows,
				faults)
		}
	}
}

// Lists of the office in an inspector's folder are read as the tables that they are, without a fault; what is no
// table of a folder is left alone and taken for none.
func TestLists_are_read_by_an_inspector(t *testing.T) {
	from := filled(t, dbtest.SQLite(t))
	for _, l := range from.Exports.Lists {
		if l.Template {
			continue
		}
		for _, csv := range []bool{false, true} {
			name := l.Title + map[bool]string{false: ".xlsx", true: ".csv"}[csv]
			body := full(t, from, l.Code, "", csv)
			r, err := folder.Run(fstest.MapFS{name: {Data: body}}, civil.MustDate("2025-03-03"), oversight.Rules(), nil)
			apptest.Must(t, err)
			table := schema.ListedAs(l.Code)
			if l.Code == "history" { // holders of earlier years, as far as the list says who they were
				table = schema.Of("placements")
			}
			for _, read := range r.Reads {
				switch {
				case read.Table == nil && table.Use&schema.Folder != 0 && len(cells(t, body, name)) > 1:
					t.Errorf("%s is not read: %v", name, r.Faults)
				case read.Table != nil && (table.Use&schema.Folder == 0 || read.Table.Code != table.Code):
					t.Errorf("%s is read as %s", name, read.Table.Code)
				}
			}
			if table.Use&schema.Folder != 0 && len(r.Faults) > 0 {
				t.Errorf("%s: %v", name, r.Faults)
			}
		}
	}
}

// A column that is added to a table's description stands in the list and in the extract.
func TestColumn_added_once_is_written(t *testing.T) {
	people := schema.Of("people")
	was := people.Fields
	t.Cleanup(func() { people.Fields = was })
	people.Fields = people.With(schema.Field{Column: schema.Column{Code: "shoe_size", Head: "鞋码", Type: schema.Number},
		In: schema.Export | schema.Extract}).Fields
	h := filled(t, dbtest.SQLite(t)) // lists are described when the office opens
	for _, csv := range []bool{false, true} {
		got := cells(t, full(t, h, "people", "", csv), map[bool]string{false: "x.xlsx", true: "x.csv"}[csv])
		if !strings.HasSuffix(got[0], "|鞋码") || len(got) != 8 {
			t.Errorf("%v", got)
		}
	}
	var sealed bytes.Buffer
	_, err := h.Extract(apptest.Ctx, authz.System("test"), h.Region(apptest.County), &sealed, "示例口令-示例口令-1234")
	apptest.Must(t, err)
	files, _, err := extract.Open(sealed.Bytes(), "示例口令-示例口令-1234")
	apptest.Must(t, err)
	body, err := fs.ReadFile(files, "人员.csv")
	apptest.Must(t, err)
	head, _, _ := strings.Cut(string(body), "\n")
	if !strings.HasSuffix(head, ",鞋码") {
		t.Error(head)
	}
}
