package duty

import (
	"slices"
	"testing"

	"gangwei/internal/base/civil"
)

func TestFollow_is_gentle_first_and_never_automatic(t *testing.T) {
	dead := civil.MustDate("2025-03-01")
	for _, x := range []struct {
		name      string
		finding   string
		rechecks  int64
		confirmed int64
		ended     bool
		died      civil.Date
		want      []string
	}{
		{"at work", "on_duty", 0, 0, false, civil.Date{}, nil},
		{"not seen: looked at again first", "not_seen", 0, 0, false, civil.Date{}, []string{StepRecheck}},
		{"not seen, then seen", "not_seen", 1, 0, false, civil.Date{}, nil},
		{"not seen twice", "not_seen", 1, 1, false, civil.Date{}, []string{StepSuspend, StepAbsent}},
		{"a substitute, once", "substitute", 0, 0, false, civil.Date{}, []string{StepRecheck}},
		{"a substitute, confirmed", "substitute", 1, 1, false, civil.Date{}, []string{StepSuspend, StepSubstitute}},
		{"cannot work", "cannot_work", 0, 0, false, civil.Date{}, []string{StepRecheck, StepSuspend}},
		{"cannot work, confirmed", "cannot_work", 1, 1, false, civil.Date{}, []string{StepSuspend, StepCannotWork}},
		{"work not good, twice", "work_bad", 1, 1, false, civil.Date{}, nil},
		{"dead", "not_seen", 0, 0, false, dead, []string{StepDead}},
		{"left already", "substitute", 1, 1, true, dead, nil},
	} {
		c := CheckRow{Check: Check{Finding: x.finding}, Rechecks: x.rechecks, Confirmed: x.confirmed, Ended: x.ended}
		if got := c.Follow(x.died); !slices.Equal(got, x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
}
