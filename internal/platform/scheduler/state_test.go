package scheduler

import (
	"errors"
	"strings"
	"testing"
	"time"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
)

func TestTrouble(t *testing.T) {
	now := clock.On(civil.MustDate("2025-12-20"), 9, 0)
	done := func(at clock.Moment) Record { return Record{KnownUs: 1, SucceededUs: at} }
	failed := func(at, then clock.Moment, how string, failures int64) Record {
		return Record{KnownUs: 1, SucceededUs: at, FailedUs: then, FailedHow: how, Failures: failures}
	}
	for name, c := range map[string]struct {
		r    Record
		want string
	}{
		"never to be done":                      {Record{}, ""},
		"new, not done yet":                     {Record{KnownUs: now.Add(-time.Hour)}, ""},
		"never done for two days":               {Record{KnownUs: now.Add(-48 * time.Hour)}, Overdue},
		"done in time":                          {done(now.Add(-OverdueAfter)), ""},
		"done a day and a half ago":             {done(now.Add(-OverdueAfter - time.Microsecond)), Overdue},
		"another machine's clock":               {done(now.Add(slack)), ""},
		"a success that lies ahead":             {done(now.Add(slack + time.Microsecond)), Overdue},
		"failed, and long before":               {failed(2, 3, Panicked, 2), Panicked},
		"a success after the failure":           {failed(now, 3, Panicked, 0), ""},
		"failed first, clock back, succeeded":   {failed(now, now+9e12, Cut, 0), ""},
		"known by a clock that was set forward": {Record{KnownUs: now.Add(48 * time.Hour)}, Overdue},
	} {
		if got := c.r.Trouble(now); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// Nothing that the reason keeps tells of a person.
func TestPlain_keeps_nothing_personal(t *testing.T) {
	for text, want := range map[string]string{
		"open /var/x: permission denied":                                 "open /var/x: permission denied",
		"Error 1062 (23000): entry '370402199001011234' for 'person.id'": "Error 1062 (23000): entry … for …",
		"Duplicate entry 'O'Brien' for key 'k'":                          "Duplicate entry … for key …",
		`parse "a \"Wang\" b": no`:                                       "parse …: no",
		"value 'never closed Wang Xiaoming":                              "value …",
		"can't open it, won't try":                                       "can't open it, won't try",
		"person 王小明 of 薛城区、张庄村 has no account":                           "person … of … has no account",
		"account 6228480012345678901 is unknown":                         "account … is unknown",
		"phone 138 0013 8000, 138-0013-8000":                             "phone …, …",
		"id 37040219900101123X":                                          "id …",
		"mail to wang@example.cn failed":                                 "mail to … failed",
		"settle batch 4711: state":                                       "settle batch 4711: state",
		"one\nline\tand\x00more":                                         "one line and more",
		"payroll.late name=王 field=`x y` \xff":                           "payroll.late name=… field=…",
	} {
		if got := plain(errors.New(text)); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
	long := []rune(plain(errors.New(strings.Repeat("long ", 100))))
	if len(long) != reasonLength || long[reasonLength-1] != '…' {
		t.Errorf("%d: %s", len(long), string(long))
	}
}
