package civil

import (
	"testing"
	"time"
)

func TestDate_arithmetic(t *testing.T) {
	for d := MustDate("1999-12-25"); d.Before(MustDate("2001-03-05")); d = d.AddDays(1) {
		back, err := ParseDate(d.String())
		if err != nil || back != d {
			t.Fatalf("%s reads back as %s (%v)", d, back, err)
		}
		if d.AddDays(17).DaysSince(d) != 17 || d.AddDays(-400).AddDays(400) != d {
			t.Fatalf("%s: days do not add up", d)
		}
	}
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2024-01-31", 1, "2024-02-29"},
		{"2025-01-31", 1, "2025-02-28"},
		{"2025-03-31", -1, "2025-02-28"},
		{"2025-12-15", 1, "2026-01-15"},
		{"2025-01-15", -1, "2024-12-15"},
		{"2025-01-01", 12, "2026-01-01"},
	} {
		if got := MustDate(c.from).AddMonths(c.n); got.String() != c.want {
			t.Errorf("%s + %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestDate_refuses_what_does_not_exist(t *testing.T) {
	for _, s := range []string{"", "2025-02-29", "2025-13-01", "2025-00-10", "2025-1-1", "25-01-01", "2025/01/01",
		"1899-12-31", "2200-01-01", "２０２５-01-01", "2025-01-01 "} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("%q was read as %s", s, d)
		}
	}
}

func TestAge(t *testing.T) {
	for _, c := range []struct {
		born, on string
		age      int
	}{
		{"1960-05-06", "2025-05-05", 64},
		{"1960-05-06", "2025-05-06", 65},
		{"2004-02-29", "2020-02-28", 15},
		{"2004-02-29", "2020-02-29", 16},
		{"2004-02-29", "2021-02-28", 16},
		{"2004-02-29", "2021-03-01", 17},
	} {
		if got := MustDate(c.born).AgeOn(MustDate(c.on)); got != c.age {
			t.Errorf("born %s, on %s: %d, want %d", c.born, c.on, got, c.age)
		}
	}
}

func TestClaim_understands_how_villages_write_dates(t *testing.T) {
	for raw, want := range map[string]string{"1965-03-02": "1965-03-02", "1965.3.2": "1965-03-02",
		"1965/3/2": "1965-03-02", "19650302": "1965-03-02", "1965年3月2日": "1965-03-02",
		"１９６５．３．２": "1965-03-02", " 1965年03月02号 ": "1965-03-02", "45292": "2024-01-01", "2025-02-30": "", "约1965年": "",
		"": "", "65.3.2": "", "1965-3": "", "12345": "",
		"1965-03-02 00:00:00": "1965-03-02", "1965-03-02T08:30:00Z": "1965-03-02",
		"1965-03-02T08:30:00.000+08:00": "1965-03-02", "1965/3/2 8:05": "1965-03-02", "1965年3月2日 上午 8:05": "1965-03-02",
		"19650302083000": "1965-03-02", "19650302.0": "1965-03-02", "1965-03-02 00:00:00.0": "1965-03-02", "1965-03-02 8": "",
		"19650302253000": "", "1965-3-2 25:00": ""} {
		c := Claim(raw)
		if c.Date.String() != want {
			t.Errorf("%q: %q, want %q", raw, c.Date, want)
		}
	}
	if c := Claim(" 2025.2.30 "); c.Raw != "2025.2.30" || !c.Date.IsZero() {
		t.Errorf("an impossible date is evidence: %+v", c)
	}
}

func FuzzClaim(f *testing.F) {
	f.Add("1965年3月2日")
	f.Add("45292")
	f.Fuzz(func(t *testing.T, s string) {
		c := Claim(s)
		if !c.Date.IsZero() {
			if again := Claim(c.Date.String()); again.Date != c.Date {
				t.Fatalf("%q: %s, read again %s", s, c.Date, again.Date)
			}
		}
	})
}

func TestCalendar_counts_working_days_over_a_holiday(t *testing.T) {
	// National Day 2025: 1 to 8 October off, 28 September and 11 October worked.
	var off, on []Date
	for d := MustDate("2025-10-01"); d.Before(MustDate("2025-10-09")); d = d.AddDays(1) {
		off = append(off, d)
	}
	on = append(on, MustDate("2025-09-28"), MustDate("2025-10-11"))
	c := NewCalendar(off, on)
	for _, x := range []struct {
		from string
		n    int
		want string
	}{
		{"2025-09-26", 1, "2025-09-28"},
		{"2025-09-29", 2, "2025-10-09"},
		{"2025-09-30", 5, "2025-10-14"},
		{"2025-10-10", 1, "2025-10-11"},
		{"2025-10-10", 0, "2025-10-10"},
	} {
		got := c.AddWorking(MustDate(x.from), x.n)
		if got.String() != x.want {
			t.Errorf("%s + %d working days = %s, want %s", x.from, x.n, got, x.want)
		}
		if n := c.WorkingBetween(MustDate(x.from), got); n != x.n {
			t.Errorf("%s to %s counts %d, want %d", x.from, got, n, x.n)
		}
	}
	if (Calendar{}).Working(MustDate("2025-03-01")) || MustDate("2025-03-01").Weekday() != time.Saturday {
		t.Error("a Saturday is not worked")
	}
}

func TestDays(t *testing.T) {
	feb := MustMonth("2025-02")
	if d := NoDays(); d.Count("P") != 0 || len(d.String()) != 31 {
		t.Fatal("the default is never present")
	}
	good := "PPPPP-PP" + "--------------------" + "---"
	if d, err := ParseDays(good, feb, "PL"); err != nil || d.Count("P") != 7 {
		t.Errorf("%v %v", d, err)
	}
	for _, bad := range []string{"P", "X" + good[1:], good[:28] + "P--", good[:30] + "P"} {
		if _, err := ParseDays(bad, feb, "PL"); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

func TestMonth(t *testing.T) {
	m := MustMonth("2025-12")
	if m.Add(1).String() != "2026-01" || m.Add(-12).String() != "2024-12" || m.Since(MustMonth("2024-11")) != 13 ||
		m.Last().String() != "2025-12-31" || m.Date(40).Day() != 31 {
		t.Fatal("months do not add up")
	}
	for _, s := range []string{"", "2025-13", "2025-1", "202501"} {
		if _, err := ParseMonth(s); err == nil {
			t.Errorf("%q was read", s)
		}
	}
}
