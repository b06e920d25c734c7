package payroll

import (
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/rulebook"
)

func TestDueOn_is_put_off_by_a_document_for_its_month_alone(t *testing.T) {
	book := rulebook.NewBook([]rulebook.Parameter{
		{Param: "pay.due_day", RegionPath: "/1/", FromDate: civil.MustDate("2021-01-01"), Value: "15"},
		{Param: "pay.due_exception", RegionPath: "/1/a/", FromDate: civil.MustDate("2025-03-01"),
			Value: "2025-02=2025-04-20；2025-05=2025-06-03"},
	}, civil.Calendar{})
	for _, x := range []struct{ path, month, due string }{
		{"/1/a/", "2025-02", "2025-04-20"}, // a late treasury
		{"/1/b/", "2025-02", "2025-03-15"}, // of another county
		{"/1/a/", "2025-03", "2025-04-15"}, // the next month is due as always
		{"/1/a/", "2025-01", "2025-02-15"}, // the document was not in force then
		{"/1/a/", "2025-05", "2025-06-15"}, // an earlier day puts nothing off
	} {
		if got := DueOn(book, x.path, civil.MustMonth(x.month)); got.String() != x.due {
			t.Errorf("%s of %s is due on %s, want %s", x.month, x.path, got, x.due)
		}
	}
}
