package reporting_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/importer"
	"gangwei/internal/platform/database"
)

// An office's paper tells on what it rests: the files that were taken in, with the rows that were not, and the months
// of its period of which the books have no attendance or no pay; nothing of other villages.
func TestCompose_tells_what_the_books_lack(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		id, err := h.Imports.HandIn(ctx, who, "", "people", h.Region(apptest.Home), "名册.csv", []byte("姓名,身份证号码,户号,与户主关系\n赵大,"+
			h.Number("1960-01-02", false)+",1,户主\n赵二,1,1,子\n"))
		apptest.Must(t, err)
		apptest.Must(t, h.Imports.Judge(ctx, who, id, nil))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			b, err := importer.ByID(s, id)
			if err == nil && (b.RowsGood != 1 || b.RowsBad != 1) {
				t.Fatalf("%+v", b)
			}
			return err
		}))
		_, err = h.Imports.Accept(ctx, who, "", id, 2, nil)
		apptest.Must(t, err)
		placement := h.Hold(0, "某领款", "", "2025-05-01", "")
		returned(t, h, placement, "2025-06", "2025-07-08")
		h.Set.Move(clock.On(civil.MustDate("2026-01-06"), 9, 0))
		inspector, county := h.Actor("discipline_inspector", apptest.County), h.Region(apptest.County)
		_, err = h.Inspect.Run(ctx, inspector, county.Path, nil)
		apptest.Must(t, err)
		told := func(code, from, to string) string {
			t.Helper()
			doc, err := h.Reports.Draft(ctx, inspector, h.Region(code), civil.MustMonth(from), civil.MustMonth(to), "")
			apptest.Must(t, err)
			return fmt.Sprint(doc.Materials)
		}
		autumn := told(county.Code, "2025-10", "2025-12")
		for _, want := range []string{"名册.csv", "缺的月份", "2025年10月至12月"} {
			if !strings.Contains(autumn, want) {
				t.Errorf("%q is lacking in %s", want, autumn)
			}
		}
		if spring := told(county.Code, "2025-01", "2025-04"); strings.Contains(spring, "缺的月份") {
			t.Errorf("before there were holders: %s", spring)
		}
		if beside := told(apptest.Beside, "2025-10", "2025-12"); strings.Contains(beside, "名册.csv") ||
			strings.Contains(beside, "缺的月份") {
			t.Errorf("of another village: %s", beside)
		}
	})
}
