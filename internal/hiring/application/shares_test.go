package application_test

import (
	"fmt"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/rulebook"
)

// Two thirds of 24 are 16, as the law means it; an office that set a percentage of its own keeps exactly that.
func TestReview_compares_its_shares_exactly(t *testing.T) {
	day := civil.MustDate(apptest.Day)
	for _, c := range []struct {
		quorum, majority       string
		entitled, present, yes int64
		few, passed            bool
	}{
		{"2/3", "50", 24, 16, 9, false, true}, {"2/3", "50", 24, 15, 9, true, true}, {"2/3", "50", 24, 17, 8, false, false},
		{"2/3", "50", 25, 17, 9, false, true},
		{"2/3", "50", 25, 16, 8, true, false},
		{"2/3", "1/2", 21, 14, 7, false, false},
		{"2/3", "1/2", 21, 13, 7, true, true},
		{"67", "50", 24, 16, 8, true, false},
		{"67", "50", 24, 17, 9, false, true},
		{"3/4", "2/3", 20, 15, 10, false, false},
		{"3/4", "2/3", 20, 15, 11, false, true},
		{"3/4", "2/3", 20, 14, 9, true, false},
		{"", "", 24, 16, 9, false, true}, {"", "", 24, 15, 7, true, false},
	} {
		var rows []rulebook.Parameter
		for key, v := range map[string]string{application.Quorum: c.quorum, application.Majority: c.majority} {
			if v != "" {
				rows = append(rows,
					rulebook.Parameter{Param: key, RegionPath: "0001", FromDate: civil.MustDate("2021-01-01"), Value: v})
			}
		}
		book := rulebook.NewBook(rows, civil.NewCalendar(nil, nil))
		s := application.Step{OnDate: day, Entitled: c.entitled, Present: c.present, VotesFor: c.yes}
		few := application.ReviewIrregular(s, book, "00010001") == "review.quorum"
		if few != c.few || application.VotedIn(s, book, "00010001") != c.passed {
			t.Errorf("%+v: too few %v, passed %v", c, few, !c.passed)
		}
		var voters []application.Voter
		var back []application.Recusal
		for i := range c.entitled {
			voters = append(voters, application.Voter{Name: fmt.Sprint(i)})
			if i >= c.present {
				back = append(back, application.Recusal{ApplicationID: 1, VoterSeq: i + 1})
			}
		}
		if got := application.NeedsTownship(voters, back, 1,
			book.Share(application.Quorum, "00010001", day, rulebook.TwoThirds)); got != c.few {
			t.Errorf("%+v: %d stood back, needs the township: %v", c, len(back), got)
		}
	}
}
