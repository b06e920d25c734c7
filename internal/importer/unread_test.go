package importer_test

import (
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/sheettest"
)

// An account that lost its end in the spreadsheet is another account, and one that a formula failed to find is not
// none: both are faults in either kind of workbook, whatever the cell looks like.
func TestPeople_refuses_accounts_that_the_spreadsheet_has_cut(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		p := sheettest.Page{Name: "名册", Rows: [][]any{{"姓名", "身份证号码", "户号", "与户主关系", "社保卡账号"}}}
		var want []string
		add := func(account any, code string) {
			n := len(p.Rows) + 1
			p.Rows = append(p.Rows, []any{"王" + string(rune('一'+n)), h.Number("1970-02-03", false), "90" +
				string(rune('0'+n%10)) + string(rune('A'+n)), "户主", account})
			want = append(want, string(rune('0'+n/10))+string(rune('0'+n%10))+" 社保卡账号: "+code)
		}
		for _, format := range []string{"General", "0", "0_ ", "#,##0", "0.00", `0_);[Red]\(0\)`,
			"0000 0000 0000 0000 000"} {
			add(sheettest.Shown{Value: 6217000000000011111, Format: format}, "sheet.lost")
		}
		add(sheettest.Failed("#N/A"), "sheet.error")
		add(sheettest.Uncomputed("VLOOKUP(B2,Z:Z,1,0)"), "sheet.formula")
		for name, body := range map[string][]byte{"名册.xlsx": sheettest.Bare(t, false, p),
			"名册.xls": sheettest.XLS(p, 8000, false)} {
			b := handIn(t, h, who, "people", apptest.Home, name, body)
			got := faults(t, h, b.ID)
			for i := range got {
				got[i] = strings.Repeat("0", max(0, 2-strings.IndexByte(got[i], ' '))) + got[i]
			}
			if !slices.Equal(got, want) || b.RowsGood != 0 || int(b.RowsBad) != len(want) {
				t.Errorf("%s: good %d\n%s\nwant\n%s", name, b.RowsGood, strings.Join(got, "\n"),
					strings.Join(want, "\n"))
			}
		}
	})
}

// Whose name and number a column is, its head says: nobody becomes the head of the household or the one who fetches
// the money.
func TestPeople_takes_the_column_that_fits_best(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		other, own := h.Number("1950-02-03", false), h.Number("1970-02-03", false)
		b := handIn(t, h, who, "people", apptest.Home, "名册.csv",
			[]byte("户主姓名,户主身份证号码,原账号,姓名,身份证号码,户号,与户主关系,账号,户主联系电话\n"+
				"孙大,"+other+",999000000000111,孙二,"+own+",001,子,999000000000222,06321234567\n"))
		if b.RowsGood != 1 {
			t.Fatalf("%+v %v", b, faults(t, h, b.ID))
		}
		apptest.Must(t, accept(h, who, b))
		if p := people(t, h)["孙二"]; p.IDTail != own[14:] || p.AccountTail != "0222" || p.PhoneIndex != nil {
			t.Errorf("%+v", p)
		}
		id, err := h.Imports.HandIn(ctx, who, "", "people", h.Region(apptest.Home), "又.csv",
			[]byte("姓名,身份证号码,户号,与户主关系,银行卡号,社保卡账号\n孙三,"+own+",001,子,999000000000333,999000000000444\n"))
		apptest.Must(t, err)
		q := questions(t, h, batch(t, h, id))
		if len(q) != 1 || q[0].Head != "社保卡账号" || len(q[0].Rows) != 1 ||
			!slices.Equal(q[0].Rows[0].Texts, []string{"***********0333", "***********0444"}) {
			t.Errorf("%+v", q)
		}
	})
}

// What nobody sees is dropped, and said; words that are no name are named, each with what to do.
func TestPeople_drops_what_nobody_sees_and_names_the_rest(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		number := func() string { return h.Number("1970-02-03", false) }
		a := number()
		rows := []string{"\u202d" + a + "\u202c,冯甲", number() + ",王\u200b乙", number() + ",李", number() + ",买买提。艾力",
			number() + ",王三（已故）", number() + ",王四1",
			strings.Replace(number(), "9", "O", 1) + ",王五"}
		body := "身份证号码,姓名,户号,与户主关系\n"
		for i, r := range rows {
			body += r + ",90" + string(rune('0'+i)) + ",户主\n"
		}
		b := handIn(t, h, who, "people", apptest.Home, "名册.csv", []byte(body))
		if got := faults(t, h, b.ID); !slices.Equal(got, []string{"6 姓名: resident.name_remark",
			"7 姓名: resident.name_sign", "8 身份证号码: idno.characters"}) || b.RowsGood != 4 {
			t.Errorf("%v %+v", got, b)
		}
		read, err := b.Read()
		if err != nil || len(read.Sheets[0].Notes) != 1 || read.Sheets[0].Notes[0].Why != "unseen" ||
			!slices.Equal(read.Sheets[0].Notes[0].First, []int{2, 3}) {
			t.Errorf("%+v %v", read.Sheets, err)
		}
		apptest.Must(t, accept(h, who, b))
		all := people(t, h)
		for _, name := range []string{"冯甲", "王乙", "李", "买买提·艾力"} {
			if all[name].ID == 0 {
				t.Errorf("%s is lacking: %v", name, all)
			}
		}
	})
}

// Two tables on one sheet are both read, though their columns differ; whoever stands in a row of totals is named.
func TestPeople_passes_nobody_over_in_silence(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		a, b, c := h.Number("1970-02-03", false), h.Number("1970-02-03", false), h.Number("1970-02-03", false)
		got := handIn(t, h, who, "people", apptest.Home, "名册.csv",
			[]byte("姓名,身份证号码,户号,与户主关系\n冯甲,"+a+",901,户主\n\n姓名,身份证号码,户号,与户主关系,住址\n"+
				"冯乙,"+b+",902,户主,前街\n合计：2人,,,,"+c+"\n"))
		if all := faults(t, h, got.ID); !slices.Equal(all, []string{"6 : import.passed_over"}) ||
			got.RowsGood != 2 || got.RowsBad != 1 {
			t.Errorf("%v %+v", all, got)
		}
		apptest.Must(t, accept(h, who, got))
		if all := people(t, h); all["冯乙"].ID == 0 || all["冯甲"].ID == 0 {
			t.Errorf("%v", all)
		}
	})
}
