package importer_test

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/importer"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// Equal faults of a column are one line, with their count and their first five rows; each row stays in the list and in
// the workbook of faulty rows, where they are summed up on a sheet of their own.
func TestGroups_put_equal_faults_together(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		body := "身份证号码,姓名,户号,与户主关系\n"
		for i := range 8 {
			body += fmt.Sprintf("%s,张%c,%d,表亲戚\n", h.Number("1970-02-03", false), []rune("甲乙丙丁戊己庚辛")[i], i)
		}
		body += h.Number("1970-02-03", false) + ",,9,户主\n" + h.Number("1970-02-03", false) + ",李子,10,户主\n"
		b := handIn(t, h, who, "people", apptest.Home, "名册.csv", []byte(body))
		var got []importer.Group
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) (err error) {
			got, err = importer.GroupsOf(s, b.ID)
			return err
		}))
		if len(got) != 2 || got[0].N != 8 || !slices.Equal(got[0].Rows, []int{2, 3, 4, 5, 6}) || got[1].N != 1 ||
			!slices.Equal(got[1].Rows, []int{10}) {
			t.Fatalf("%+v", got)
		}
		if line := got[0].Line(); !strings.HasPrefix(line, "第2、3、4、5、6行等8行“与户主关系”列：") {
			t.Error(line)
		}
		if line := got[1].Line(); !strings.HasPrefix(line, "第10行“姓名”列：") {
			t.Error(line)
		}
		if n := len(faults(t, h, b.ID)); n != 9 {
			t.Errorf("%d rows are in the list", n)
		}
		book, _, err := h.Imports.Faulty(ctx, b, words.Sentence)
		apptest.Must(t, err)
		sheets, err := sheet.Open("x.xlsx", book)
		apptest.Must(t, err)
		if len(sheets) != 2 || len(sheets[0].Rows) != 3+9 || sheets[1].Name != "问题汇总" || len(sheets[1].Rows) != 2+2 {
			t.Fatalf("%d sheets, %+v", len(sheets), sheets[1])
		}
		if cells := sheets[1].Rows[2].Texts(); cells[1] != "第2、3、4、5、6行等8行" || cells[3] != "8" {
			t.Errorf("%q", cells)
		}
		if !bytes.Contains([]byte(sheets[0].Rows[3].Texts()[4]), []byte("与户主关系")) {
			t.Errorf("%q", sheets[0].Rows[3].Texts())
		}
	})
}

// A number whose check fails is nobody's; who of the village is registered under the name is named beside it, as far as
// the number is near, and nobody of another village.
func TestPeople_names_the_nearest_beside_a_wrong_number(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		own := h.Number("1970-02-03", false)
		slip := own[:16] + string('0'+(own[16]-'0'+1)%10) + own[17:]
		b := handIn(t, h, who, "people", apptest.Home, "一.csv", []byte("身份证号码,姓名,户号,与户主关系\n"+own+",钱大,1,户主\n"))
		apptest.Must(t, accept(h, who, b))
		b = handIn(t, h, who, "people", apptest.Home, "二.csv", []byte("身份证号码,姓名,户号,与户主关系,社保卡账号\n"+
			slip+",钱大,1,户主,\n"+slip+",钱二,2,户主,\n"+h.Number("1970-02-03", false)+",钱三,3,户主,6217000000000000000\n"))
		got := faults(t, h, b.ID)
		if !slices.Equal(got, []string{"2 身份证号码: idno.check", "2 身份证号码: import.near", "3 身份证号码: idno.check",
			"4 社保卡账号: import.ruined"}) {
			t.Fatalf("%q", got)
		}
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			fs, err := importer.FaultsOf(s, b.ID, 0, 10)
			if text := words.Sentence(&fs[1].Error); !strings.Contains(text, "尾号"+own[14:]) ||
				!strings.Contains(text, "1970年出生") ||
				strings.Contains(text, own[:10]) {
				t.Error(text)
			}
			return err
		}))
		other := h.Actor("village_registrar", apptest.Away)
		b = handIn(t, h, other, "people", apptest.Away, "三.csv", []byte("身份证号码,姓名,户号,与户主关系\n"+slip+",钱大,1,户主\n"))
		if got := faults(t, h, b.ID); !slices.Equal(got, []string{"2 身份证号码: idno.check"}) {
			t.Errorf("of another village: %q", got)
		}
	})
}
