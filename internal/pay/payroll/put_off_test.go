package payroll

import (
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/rulebook"
)

// Pay is put off by a year at most: a document of "until 2030" would let nobody ever be late.
func TestMayPutOff_bounds_the_day(t *testing.T) {
	for value, code := range map[string]string{
		"":                   "",
		"2025-05=2025-07-20": "",
		"2025-05=2026-06-30": "",
		"2025-05=2026-07-01": "payroll.put_off",
		"2025-04=2025-07-20；2025-05=2030-12-31": "payroll.put_off",
		"nonsense": "",
	} {
		if err := mayPutOff(nil, rulebook.Parameter{Value: value}); errs.CodeOf(err) != code {
			t.Errorf("%q: %v, want %q", value, err, code)
		}
	}
	if got := latestPutOff(civil.MustMonth("2025-05")); got != civil.MustDate("2026-06-30") {
		t.Errorf("latest: %s", got)
	}
}
