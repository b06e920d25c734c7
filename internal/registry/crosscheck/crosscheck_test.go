package crosscheck_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/importer"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/sheettest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func want(t *testing.T, name string, err error, code string) {
	t.Helper()
	if errs.CodeOf(err) != code || code == "" && err != nil {
		t.Errorf("%s: %v, want %q", name, err, code)
	}
}

func TestCompare_names_each_difference(t *testing.T) {
	day := civil.MustDate
	hold := func(i byte, name, start string, account byte) crosscheck.Holding {
		h := crosscheck.Holding{IDIndex: []byte{i}, Name: name, Title: "保洁员", StartOn: day(start)}
		if account > 0 {
			h.AccountIndex = []byte{account}
		}
		return h
	}
	ours := []crosscheck.Holding{hold(1, "同人", "2024-01-01", 1), hold(2, "改名", "2024-01-01", 0),
		hold(3, "换卡", "2024-01-01", 3), hold(4, "早岗", "2024-01-01", 0), hold(5, "没有", "2024-01-01", 0),
		hold(6, "离岗", "2024-01-01", 0), hold(7, "不问", "2024-01-01", 0)}
	theirs := []crosscheck.Entry{
		{IDIndex: []byte{1}, Name: "同 人", State: "on", StartOn: day("2024-01-01"), AccountIndex: []byte{1}},
		{IDIndex: []byte{2}, Name: "旧名", State: "on"},
		{IDIndex: []byte{3}, Name: "换卡", AccountIndex: []byte{9}},
		{IDIndex: []byte{4}, Name: "早岗", StartOn: day("2024-02-01")},
		{IDIndex: []byte{6}, Name: "离岗", State: "off", EndOn: day("2024-12-31")},
		{IDIndex: []byte{8}, Name: "外人", State: "on", Post: "护林员"},
		{IDIndex: []byte{9}, Name: "早走", State: "off"}}
	got := ""
	for _, d := range crosscheck.Compare(ours, theirs, func(h crosscheck.Holding) bool { return h.Name != "不问" }) {
		got += d.Kind + " " + d.Name + ": " + d.Ours + " / " + d.Theirs + "\n"
	}
	if got != "only_there 外人: 不在岗 / 在岗：护林员\nonly_here 没有: 在岗：保洁员 / 没有此人\nonly_here 离岗: 在岗：保洁员 / 不在岗 2024-12-31\nname 改名: 改名 / 旧名\naccount 换卡: 尾号 / 尾号\nstart 早岗: 2024-01-01 / 2024-02-01\n" {
		t.Error(got)
	}
}

func TestParseMapping_refuses_what_it_cannot_use(t *testing.T) {
	_, text, err := crosscheck.Default(crosscheck.Employment)
	apptest.Must(t, err)
	for name, body := range map[string]string{
		"not yaml": "heads: [", "another system": strings.Replace(text, "system: employment", "system: poverty", 1),
		"an unknown field":   strings.Replace(text, "filing_no: [", "filing: [", 1),
		"no number":          strings.Replace(text, "  idno: [", "  post: [", 1),
		"a field and a text": strings.Replace(text, "field: name}", "field: name, text: 某}", 1),
		"an unknown column":  strings.Replace(text, "field: sex}", "field: weight}", 1),
		"another state":      strings.Replace(text, `"off": [`, `"gone": [`, 1),
		"no template":        text[:strings.Index(text, "template:")], "huge": text + strings.Repeat("#", 20_000),
		"another key": text + "\nextra: 1\n",
	} {
		if _, err := crosscheck.ParseMapping(crosscheck.Employment, []byte(body)); errs.CodeOf(err) != "crosscheck.mapping" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, _, err := crosscheck.Default("other"); errs.CodeOf(err) != "form.choice" {
		t.Error(err)
	}
}

// The other system's export is read by the office's mapping, held against the holders, explained, kept by person, and
// written back in its template.
func TestCrosscheck_from_their_export_to_our_template(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		county, other, inspector, clerk := h.Actor("county_reviewer", apptest.County), h.Actor("county_reviewer", "370481"),
			h.Actor("discipline_inspector", apptest.County), h.Actor("village_registrar", apptest.Home)
		path, home := h.Region(apptest.County).Path, h.Region(apptest.Home)
		numbers := map[string]string{}
		for _, name := range []string{"王三", "李四", "赵五"} {
			e := h.Entry(name)
			numbers[name] = e.IDNumber
			id, err := h.Residents.Register(ctx, clerk, "", home, e)
			apptest.Must(t, err)
			if name == "赵五" {
				continue
			}
			n := len(numbers) - 1
			p := h.Hold(n, "占位"+name, "", "2024-03-01", "")
			apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
				_, err := tx.Exec("UPDATE placement SET person_id = ? WHERE id = ?", id, p)
				return err
			}))
		}
		rows := [][]any{
			{"姓名", "公民号", "在编状态", "流水", "安置时间"},
			{"王三", numbers["王三"], "在编", "SD-001", "2024-03-01"},
			{"赵五", numbers["赵五"], "在编", "SD-003", "2024.1.1"},
			{"外 人", h.Number("1966-01-01", true), "在编", "SD-009", ""},
		}
		body := sheettest.XLSX(t, sheettest.Page{Name: "导出", Rows: rows})
		if _, err := h.Imports.HandIn(ctx, county, "", "employment", h.Region(apptest.County), "省系统.xlsx",
			body); errs.CodeOf(err) != "import.heads" {
			t.Fatalf("unknown heads: %v", err)
		}
		_, text, err := crosscheck.Default(crosscheck.Employment)
		apptest.Must(t, err)
		mine := strings.NewReplacer("证件号码, ", "证件号码, 公民号, ", "备案号, 备案编号", "备案号, 流水, 备案编号", "在岗状态, ", "在岗状态, 在编状态, ", "上岗时间, ",
			"上岗时间, 安置时间, ", "[在岗, 正常", "[在岗, 正常, 在编", "head: 证件号码", "head: 公民身份证号").Replace(text)
		mapping := func(who authz.Actor, body, remark string) error {
			_, err := h.Crosscheck.SetMapping(ctx, who, "", crosscheck.Employment, path, body, remark)
			return err
		}
		want(t, "a township", mapping(h.Actor("township_reviewer", apptest.Town), mine, "省系统改了表头"), "authz.not_found")
		want(t, "inspectors", mapping(inspector, mine, "省系统改了表头"), "authz.forbidden")
		want(t, "another county", mapping(other, mine, "省系统改了表头"), "authz.not_found")
		want(t, "no reason", mapping(county, mine, ""), "form.required")
		want(t, "nonsense", mapping(county, "heads: [", "省系统改了表头"), "crosscheck.mapping")
		want(t, "a new mapping", mapping(county, mine, "省系统改了表头"), "")
		id, err := h.Imports.HandIn(ctx, county, "", "employment", h.Region(apptest.County), "省系统.xlsx", body)
		apptest.Must(t, err)
		apptest.Must(t, h.Imports.Judge(ctx, county, id, nil))
		var b importer.Batch
		read := func() {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				b, err = importer.ByID(s, id)
				return err
			}))
		}
		if read(); b.RowsGood != 3 || b.RowsBad != 0 {
			t.Fatalf("%+v", b)
		}
		_, err = h.Imports.Accept(ctx, county, "", id, b.Version, nil)
		apptest.Must(t, err)
		differences := func(at string) (out []crosscheck.Difference) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
				_, out, err = crosscheck.Differences(s, crosscheck.Employment, h.Region(at).Path)
				return err
			}))
			return out
		}
		all := differences(apptest.County)
		names := []string{}
		for _, d := range all {
			names = append(names, d.Kind+" "+d.Name+" "+d.Ours)
		}
		slices.Sort(names)
		if strings.Join(names, "; ") != "only_here 李四 在岗：村内保洁员; only_there 外人 没有登记此人; only_there 赵五 不在岗" {
			t.Fatalf("%v", names)
		}
		if n := len(differences(apptest.Home)); n != 2 {
			t.Errorf("the village has %d", n)
		}
		if n := len(differences(apptest.Beside)); n != 0 {
			t.Errorf("the neighbour has %d", n)
		}
		if n := len(differences(apptest.Away)); n != 0 {
			t.Errorf("no list covers the other county: %d", n)
		}
		at := slices.IndexFunc(all, func(d crosscheck.Difference) bool { return d.Name == "赵五" })
		explain := func(who authz.Actor, d crosscheck.Difference, remark string) error {
			_, err := h.Crosscheck.Explain(ctx, who, "", crosscheck.Employment, path, d, remark)
			return err
		}
		want(t, "another county explains", explain(other, all[at], "已退出，省系统未更新"), "authz.not_found")
		want(t, "inspectors explain", explain(inspector, all[at], "已退出，省系统未更新"), "authz.forbidden")
		want(t, "no word", explain(county, all[at], "无"), "crosscheck.remark")
		gone := all[at]
		gone.Theirs = "在岗：别的岗位"
		want(t, "what is not there", explain(county, gone, "已退出，省系统未更新"), "crosscheck.gone")
		want(t, "explained", explain(county, all[at], "已退出，省系统未更新"), "")
		want(t, "explained anew", explain(county, all[at], "省系统下月更新"), "")
		all = differences(apptest.County)
		if d := all[slices.IndexFunc(all, func(d crosscheck.Difference) bool {
			return d.Name == "赵五"
		})]; d.Explained != "省系统下月更新" {
			t.Errorf("%+v", d)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			one, err := crosscheck.OfPerson(s, h.Ring.Index("idno", numbers["王三"]))
			if len(one) != 1 || one[0].FilingNo != "SD-001" || one[0].State != "on" || one[0].System != crosscheck.Employment {
				t.Errorf("%+v", one)
			}
			return err
		}))
		template := func(full bool) sheet.Row {
			w := exchange.Request{Kind: "employment", Path: path, Full: full}
			if full {
				w.Why = "报省就业系统"
			}
			apptest.Must(t, h.Exports.Ask(ctx, county, w))
			var out bytes.Buffer
			apptest.Must(t, h.Exports.Write(ctx, county, w, &out, nil))
			sheets, err := sheet.Open("x.xlsx", out.Bytes())
			apptest.Must(t, err)
			if head := sheets[0].Rows[0].Texts(); !slices.Contains(head, "公民身份证号") || len(sheets[0].Rows) != 3 {
				t.Errorf("%v", sheets[0].Rows)
			}
			return sheets[0].Rows[1]
		}
		if got := strings.Join(template(true).Texts(), "|"); !strings.HasPrefix(got,
			"1|王三|居民身份证|"+numbers["王三"]+"|男|") || !strings.HasSuffix(got, "|SD-001") {
			t.Error(got)
		}
		if got := strings.Join(template(false).Texts(), "|"); strings.Contains(got, numbers["王三"]) {
			t.Error(got)
		}
		want(t, "a village takes the template",
			h.Exports.Ask(ctx, clerk, exchange.Request{Kind: "employment", Path: home.Path}), "authz.forbidden")
		read()
		_, err = h.Imports.Undo(ctx, county, "", id, b.Version, "传错了文件")
		apptest.Must(t, err)
		if n := len(differences(apptest.County)); n != 0 {
			t.Errorf("%d after undoing", n)
		}
	})
}
