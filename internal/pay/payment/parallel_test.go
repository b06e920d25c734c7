package payment_test

import (
	"bytes"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	xlsx "gangwei/internal/platform/sheet"
)

// book is an office's list as offices keep it: a title, headings in the second row, sums at the foot.
func book(t *testing.T, heads []string, rows ...[]string) []byte {
	t.Helper()
	var b bytes.Buffer
	cols := make([]xlsx.Column, len(heads))
	for i, h := range heads {
		cols[i] = xlsx.Column{Head: h, Width: 20}
	}
	apptest.Must(t, xlsx.WriteXLSX(&b, "二月发放表", "", cols, func(yield func([]string) error) error {
		for _, r := range rows {
			if err := yield(r); err != nil {
				return err
			}
		}
		return nil
	}))
	return b.Bytes()
}

func TestParallel_lists_what_differs_from_the_offices_own_list(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := worked(t, db, 4)
		d, err := h.Payroll.DraftRun(ctx, actors(h).prepare, h.Region("370402"), civil.MustMonth("2025-02"))
		apptest.Must(t, err)
		var sealed [][]byte
		var numbers []string
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			return s.Select(&sealed, "SELECT p.id_sealed FROM placement l JOIN person p ON p.id = l.person_id ORDER BY l.id")
		}))
		for _, x := range sealed {
			n, err := h.Ring.Open("person", "id", x)
			apptest.Must(t, err)
			numbers = append(numbers, n)
		}
		compare := func(body []byte) (rows []payroll.Difference, agree int, err error) {
			readErr := db.Read(ctx, func(s *database.Snapshot) error {
				x, err := payroll.RunByID(s, d.RunID)
				if err != nil {
					return err
				}
				rows, agree, err = payroll.Parallel(s, h.Ring, x, "二月.xlsx", body)
				return err
			})
			return rows, agree, readErr
		}
		heads := []string{"序号", "姓名", "身份证号码", "实发金额"}
		rows, agree, err := compare(book(t, heads, []string{"1", "领款人 甲", numbers[0], "800"},
			[]string{"2", "领款人乙", numbers[1], "500.00"}, []string{"", "", "", ""}, []string{"3", "别名", numbers[2], "400"},
			[]string{"4", "别名", numbers[2], "400"},
			[]string{"5", "外人", h.Number("1970-01-01", true), "800"}, []string{"合计", "", "", "2900"}))
		apptest.Must(t, err)
		var kinds []string
		for _, r := range rows {
			kinds = append(kinds, r.Kind)
		}
		if agree != 1 || len(rows) != 4 || kinds[0] != payroll.OnlyHere || kinds[1] != payroll.OnlyThere ||
			kinds[2] != payroll.OtherSum || kinds[3] != payroll.OtherName || rows[2].Here != 80000 || rows[2].Else != 50000 ||
			rows[1].Row == 0 {
			t.Errorf("%d agree, %+v", agree, rows)
		}
		_, _, err = compare(book(t, heads, []string{"1", "领款人甲", "3.70402E+17", "800"},
			[]string{"2", "领款人乙", numbers[1], "八百"}))
		all := errs.All(err)
		if len(all) != 2 || all[0].Code != "payroll.parallel_id" || all[0].Column != "身份证号码" ||
			all[1].Code != "payroll.parallel_amount" || all[1].Row <= all[0].Row {
			t.Errorf("%v", err)
		}
		_, _, err = compare(book(t, []string{"序号", "名字", "金额"}, []string{"1", "甲", "800"}))
		want(t, "sheet.list_heads", err)
	})
}
