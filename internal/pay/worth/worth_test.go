package worth

import (
	"strings"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
)

func minimum(fen money.Fen) func(civil.Date) money.Fen {
	return func(civil.Date) money.Fen { return fen }
}

// april has thirty days; marks as on a sheet, one a day.
func april(marks string) Month {
	m := Month{RateFen: 80000, Of: 30, AgreedDays: 20, AgreedHours: 40, Minimum: minimum(1700)}
	first := civil.MustDate("2025-04-01")
	m.Sheets = []Sheet{sheet(first, marks)}
	m.OnPost = len(marks)
	return m
}

// two sheets of the period from 26 March until 25 April, the first with its hours in it told.
func two(before string, hours int, now string) Month {
	m := april("")
	m.Sheets = []Sheet{sheet(civil.MustDate("2025-03-25"), before), sheet(civil.MustDate("2025-04-01"), now)}
	told(&m, hours)
	m.OnPost, m.Of = len(before)+len(now), 31
	return m
}

// sheet of days from one on.
func sheet(first civil.Date, marks string) (s Sheet) {
	for i := range len(marks) {
		s.Days = append(s.Days, Day{first.AddDays(i), marks[i]})
	}
	return s
}

// told hours of all its days.
func told(m *Month, hours int) { m.Sheets[0].Minutes = 60 * hours }

// sent on a day.
func sent(m *Month, on string) { m.Sheets[0].SentOn = civil.MustDate(on) }

func marks(parts ...string) string { return strings.Join(parts, "") }

func times(mark string, n int) string { return strings.Repeat(mark, n) }

// Each case with the line that it rests on: F was read in a public text, M is to be confirmed (docs/adr/0049).
func TestOf(t *testing.T) {
	points := func(n int64) *int64 { return &n }
	with := func(m Month, f func(*Month)) Month { f(&m); return m }
	whole := Rule{Basis: Whole, AbsentFen: 10000, AbsentFrom: 3, LeaveDays: 2, Counts: "WLO"}
	days := Rule{Basis: Days, LeaveDays: 2, Counts: "WLO"}
	hours := Rule{Basis: Hours}
	thirty := Rule{Basis: Whole, AbsentFen: 3000}
	plain := func(m *Month) { m.Minimum = nil }
	for _, x := range []struct {
		name, source string
		rule         Rule
		month        Month
		amount       money.Fen
		taken        money.Fen
		counted      int
		steps        string
	}{
		{"calendar days pay whoever is marked absent on all days, as before", "沿用原办法",
			Rule{}, april(times("A", 30)), 80000, 0, 0, "post:30:30:80000"},
		{"calendar days, fifteen on post", "沿用原办法",
			Rule{}, april(times("P", 15)), 40000, 0, 15, "post:15:30:40000"},
		{"calendar days less the assessment, and no floor", "沿用原办法; 某区考核办法（F：KP）",
			Rule{Rounding: ToYuan}, with(april(times("P", 30)), func(m *Month) { m.Assessed = 79950 }), 50, 79950, 30,
			"post:30:30:80000;assessed:0:0:-79950"},

		{"in full", "金寨县关庙乡考核办法2025（F：JZ）",
			whole, april(marks(times("P", 20), times("O", 10))), 80000, 0, 30, "post:30:30:80000"},
		{"two absent days take nothing where the rule begins with the third", "100元一天，每月3天起（F：JZ）",
			whole, april(marks(times("P", 20), "AA", times("O", 8))), 80000, 0, 28, "post:30:30:80000"},
		{"the third absent day takes 100 yuan", "100元一天，每月3天起（F：JZ）",
			whole, april(marks(times("P", 17), "AAA", times("O", 10))), 70000, 10000, 27,
			"post:30:30:80000;absent:1:3:-10000"},
		{"absent on all days is worth nothing", "100元一天，每月3天起（F：JZ）",
			whole, april(times("A", 30)), 0, 80000, 0, "post:30:30:80000;absent:28:30:-80000"},
		{"without an amount an absent day takes its share of the days agreed", "待确认（M）",
			Rule{Basis: Whole}, with(april(marks(times("P", 19), "A")), func(m *Month) { plain(m); m.OnPost = 30 }),
			76000, 4000, 19, "post:30:30:80000;absent:1:1:-4000"},
		{"days without work by the employer's word are never absent", "雨雪、休息（M）",
			whole, april(marks(times("P", 10), times("W", 10), times("O", 10))), 80000, 0, 30, "post:30:30:80000"},
		{"leave beyond the days with pay takes its share", "假有薪至n天（M）",
			whole, with(april(marks(times("P", 17), "LLL")), func(m *Month) { m.OnPost = 30 }), 76000, 4000, 19,
			"post:30:30:80000;leave:1:2:-4000"},
		{"below a mark of points", "按等次50至200元（F：JZ）",
			Rule{Basis: Whole, Grades: []Grade{{Below: 80, Less: 5000}, {Below: 60, Less: 20000}}},
			with(april(times("P", 30)), func(m *Month) { plain(m); m.Points = points(59) }), 60000, 20000, 30,
			"post:30:30:80000;graded:60:0:-20000"},
		{"from a mark of points on there is more", "按等次加减50至200元（F：JZ）",
			Rule{Basis: Whole, Grades: []Grade{{Below: 60, Less: 20000}, {Below: 80, More: 5000}, {Below: 90, More: 10000}}},
			with(april(times("P", 30)), func(m *Month) { plain(m); m.Points = points(90) }), 90000, 0, 30,
			"post:30:30:80000;bonus:90:0:10000"},
		{"just below it there is not", "按等次加减50至200元（F：JZ）",
			Rule{Basis: Whole, Grades: []Grade{{Below: 90, More: 10000}}},
			with(april(times("P", 30)), func(m *Month) { plain(m); m.Points = points(89) }), 80000, 0, 30, "post:30:30:80000"},
		{"more for who worked, and an absence lowers it all the same", "按等次加减50至200元（F：JZ）",
			Rule{Basis: Days, Grades: []Grade{{Below: 90, More: 10000}}},
			with(april(marks(times("P", 15), times("A", 5))), func(m *Month) {
				plain(m)
				m.OnPost, m.Points = 30, points(95)
			}), 70000, 0, 15, "days:15:20:60000;bonus:90:0:10000"},
		{"nothing more for who did not come", "按出勤（M）",
			Rule{Basis: Days, Grades: []Grade{{Below: 90, More: 10000}}},
			with(april(times("A", 30)), func(m *Month) { plain(m); m.Points = points(100) }), 0, 0, 0, "days:0:20:0"},
		{"not told how many points", "按等次加减50至200元（F：JZ）",
			Rule{Basis: Whole, Grades: []Grade{{Below: 90, More: 10000}}},
			with(april(times("P", 30)), plain), 80000, 0, 30, "post:30:30:80000"},

		{"an absence that the assessment took is not taken again", "一次缺勤只减一次",
			whole, with(april(marks(times("P", 17), "AAA", times("O", 10))),
				func(m *Month) { plain(m); m.Assessed = 20000 }), 60000, 20000, 27,
			"post:30:30:80000;assessed:0:0:-20000;once:3:0:0"},
		{"nor one that the basis took more for", "一次缺勤只减一次",
			whole, with(april(marks(times("P", 16), "AAAA", times("O", 10))),
				func(m *Month) { m.Assessed = 5000 }), 60000, 20000, 26,
			"post:30:30:80000;absent:2:4:-20000;once:4:0:0"},
		{"never under the hours worked at the hourly minimum", "最低工资规定第十二条（M）; 省庄镇2022（F：TA）",
			whole, with(april(marks(times("P", 20), times("A", 10))), func(m *Month) { told(m, 40) }), 68000, 12000, 20,
			"post:30:30:80000;absent:8:10:-80000;tominimum:2400:1700:68000"},

		{"days that count of the days agreed", "按出勤（M）",
			days, with(april(marks(times("P", 15), times("A", 5), times("-", 10))), plain), 60000, 0, 15,
			"days:15:20:60000"},
		{"leave, weather and days off count, leave up to its days", "勤、雨、假、休、换（M）",
			days, with(april(marks(times("P", 10), "SS", "W", "LLL", "O")), func(m *Month) { plain(m); m.OnPost = 30 }),
			64000, 0, 16, "days:16:20:64000"},
		{"two half days are one", "半天（M）",
			days, with(april(marks(times("P", 8), "HHHH")), plain), 32000, 0, 10, "daysmost:10:20:32000"},
		{"more days than agreed bring no more", "按出勤（M）",
			days, april(times("P", 30)), 80000, 0, 30, "daysmost:30:20:80000"},
		{"half a month on post brings no more than half", "月中上岗（M）",
			days, april(times("P", 15)), 40000, 0, 15, "daysmost:15:20:40000"},
		{"absent on all days is worth nothing", "按出勤（M）",
			days, april(times("A", 30)), 0, 0, 0, "days:0:20:0"},
		{"an absence lowers once by days too", "一次缺勤只减一次",
			days, with(april(marks(times("P", 15), times("A", 5))), func(m *Month) {
				plain(m)
				m.OnPost, m.Assessed = 30, 25000
			}), 55000, 5000, 15, "days:15:20:60000;assessed:0:0:-5000;once:5:0:0"},
		{"where no days were agreed the office's lack is nobody's loss", "缺材料不停发（M）",
			days, with(april(marks(times("P", 3), times("A", 27))), func(m *Month) { m.AgreedDays, m.AgreedHours = 0, 0 }),
			80000, 0, 3, "post:30:30:80000;unagreed:0:0:0"},
		{"what is blank after an early sheet is expected", "25日报表（F：BB）",
			days, with(april(marks(times("P", 16), times("O", 0), times("-", 14))), func(m *Month) {
				plain(m)
				sent(m, "2025-04-24")
			}), 80000, 0, 20, "days:20:20:80000;expected:4:0:0"},

		{"hours at the hourly minimum", "省庄镇2022（F：TA）",
			hours, with(april(times("P", 10)), func(m *Month) { told(m, 33) }), 56100, 0, 10, "time:1980:1700:56100"},
		{"hours at the county's rate where it is higher", "按小时（M）",
			Rule{Basis: Hours, HourFen: 2000}, with(april(times("P", 10)), func(m *Month) { told(m, 33) }), 66000, 0, 10,
			"time:1980:2000:66000"},
		{"days without hours have those agreed", "缺材料不停发（M）",
			hours, april(marks(times("P", 10), times("-", 20))), 34000, 0, 10, "time:1200:1700:34000;assumed:1200:10:0"},
		{"the minimum rises in the middle of a period", "鲁政字〔2021〕169号（F：MW21）",
			hours, with(april(times("P", 10)), func(m *Month) {
				told(m, 20)
				m.Minimum = func(d civil.Date) money.Fen {
					if d.Day() > 5 {
						return 1900
					}
					return 1700
				}
			}), 36000, 0, 10, "time:600:1700:17000;time:600:1900:19000"},
		{"no assessment takes from hours at the minimum", "最低工资规定第十二条（M）",
			hours, with(april(times("P", 10)), func(m *Month) { told(m, 33); m.Assessed = 5000 }), 56100, 0, 10,
			"time:1980:1700:56100;assessed:0:0:-5000;tominimum:1980:1700:5000"},

		{"worked half a day among absent ones, and nobody told how many hours: the day's share stays", "缺材料不停发（M）",
			thirty, with(april(marks("H", times("A", 29))), func(m *Month) { m.AgreedHours = 0 }), 4000, 76000, 1,
			"post:30:30:80000;kept:1:20:0;absent:29:29:-76000"},
		{"nor how many days: its share of the month", "缺材料不停发（M）",
			thirty, with(april(marks("H", times("A", 29))), func(m *Month) { m.AgreedDays, m.AgreedHours = 0, 0 }), 2667,
			77333, 1, "post:30:30:80000;kept:1:30:0;absent:29:29:-77333"},
		{"with hours agreed they are the least", "最低工资规定第十二条（M）",
			thirty, april(marks("H", times("A", 29))), 3400, 76600, 1,
			"post:30:30:80000;absent:29:29:-80000;assumed:120:1:0;tominimum:120:1700:3400"},
		{"the county's days for a kind of post tell the hours of a day too", "缺材料不停发（M）",
			Rule{Basis: Whole, AbsentFen: 3000, AgreedDays: 20}, with(april(marks("H", times("A", 29))),
				func(m *Month) { m.AgreedDays = 0 }), 3400, 76600, 1,
			"post:30:30:80000;absent:29:29:-80000;assumed:120:1:0;tominimum:120:1700:3400"},
		{"in full, with an early sheet: what is later is paid as on post and settles", "25日报表（F：BB）",
			whole, with(april(marks(times("P", 20), times("O", 4), times("-", 6))), func(m *Month) { sent(m, "2025-04-24") }),
			80000, 0, 24, "post:30:30:80000;postexpected:6:0:0"},
		{"nothing is expected once all agreed days are worked", "25日报表（F：BB）",
			days, with(april(marks(times("P", 20), times("O", 4), times("-", 6))), func(m *Month) {
				m.Minimum = minimum(2000)
				sent(m, "2025-04-24")
			}), 80000, 0, 24, "daysmost:24:20:80000"},
		{"nor more than is left of them", "25日报表（F：BB）",
			days, with(april(marks(times("P", 18), times("-", 12))), func(m *Month) {
				m.Minimum = minimum(2000)
				sent(m, "2025-04-18")
			}), 80000, 0, 20, "days:20:20:80000;expected:2:0:0"},
		{"nor hours beyond those agreed, but those that come settle", "25日报表（F：BB）",
			hours, with(april(marks(times("P", 18), times("-", 12))), func(m *Month) {
				told(m, 45)
				sent(m, "2025-04-24")
			}), 76500, 0, 20, "time:2700:1700:76500;lateexpected:6:0:0"},
		{"hours of expected days", "25日报表（F：BB）",
			hours, with(april(marks(times("P", 10), times("-", 20))), func(m *Month) { sent(m, "2025-04-24") }), 47600, 0, 14,
			"time:1680:1700:47600;assumed:1200:10:0;timeexpected:4:480:0"},
		{"days without hours have those agreed for a day, in a part of a month too", "缺材料不停发（M）",
			hours, with(april(marks(times("P", 20), times("-", 5))), func(m *Month) { m.Of = 31 }), 68000, 0, 20,
			"time:2400:1700:68000;assumed:2400:20:0"},
		{"but no more than a month's", "缺材料不停发（M）",
			hours, april(times("P", 30)), 68000, 0, 30, "time:2400:1700:68000;assumedmost:2400:30:0"},
		{"half hours are told, so that the line can be reckoned again", "逐项可算（M）",
			hours, with(april(times("P", 9)), func(m *Month) { m.Sheets[0].Minutes = 32*60 + 15 }), 54825, 0, 9,
			"time:1935:1700:54825"},
		{"hours told of one sheet of a period take none from the days of the other", "考勤周期26日至25日（F：BB）",
			hours, two(marks(times("P", 5), "--"), 10, marks(times("P", 15), times("-", 9))), 68000, 0, 20,
			"time:2400:1700:68000;assumed:1800:15:0"},
		{"nobody told the other's, nor what was agreed: in full", "缺材料不停发（M）",
			hours, with(two(marks(times("P", 5), "--"), 10, marks(times("P", 15), times("-", 9))), func(m *Month) {
				m.AgreedDays = 0
			}), 80000, 0, 20, "post:31:31:80000;unagreed:0:0:0"},
		{"days between an early sheet and the end of its month are expected in the next", "考勤周期26日至25日（F：BB）",
			days, with(two("-------", 0, marks(times("P", 15), times("-", 9))), func(m *Month) {
				plain(m)
				sent(m, "2025-03-25")
				m.Sheets[1].SentOn = civil.MustDate("2025-04-24")
			}), 76000, 0, 19, "days:19:20:76000;expected:4:0:0"},
		{"brought up to a minimum that rises within the period", "鲁政字〔2021〕169号（F：MW21）",
			days, with(april(times("P", 10)), func(m *Month) {
				told(m, 30)
				m.Minimum = func(d civil.Date) money.Fen {
					if d.Day() > 4 {
						return 1900
					}
					return 1700
				}
			}), 54600, 0, 10, "daysmost:10:20:26667;atminimum:720:1700:0;atminimum:1080:1900:0;summinimum:0:0:27933"},

		{"rounded to the yuan", "尾数（M）",
			Rule{Basis: Days, Rounding: ToYuan}, with(april(marks(times("P", 7))), func(m *Month) {
				plain(m)
				m.RateFen, m.AgreedDays, m.OnPost = 80055, 21, 30
			}), 26700, 0, 7, "days:7:21:26685;rounded:100:0:15"},
		{"rounded down, never under the minimum", "最低工资规定第十二条（M）",
			Rule{Basis: Hours, Rounding: ToYuan}, with(april(times("P", 1)), func(m *Month) {
				told(m, 1)
				m.Minimum = minimum(1745)
			}), 1745, 0, 1, "time:60:1745:1745;rounded:100:0:-45;tominimum:60:1745:45"},
		{"paid ahead as the agreement says", "预发",
			days, with(april(""), func(m *Month) { m.Ahead, m.OnPost = true, 30 }), 80000, 0, 0,
			"post:30:30:80000;ahead:0:0:0"},
	} {
		got := Of(x.rule, x.month)
		if got.AmountFen != x.amount || got.TakenFen != x.taken || got.Counted != x.counted ||
			got.Steps.String() != x.steps {
			t.Errorf("%s (%s): %v, taken %v, %d days, %s; want %v, %v, %d, %s", x.name, x.source, got.AmountFen, got.TakenFen,
				got.Counted, got.Steps, x.amount, x.taken, x.counted, x.steps)
		}
		if fault := got.Steps.wrong(); fault != "" {
			t.Errorf("%s: whoever reads %q cannot reckon it: %s", x.name, got.Steps.Words(), fault)
		}
		if got.Steps.Total() != got.AmountFen {
			t.Errorf("%s: the steps come to %v, not %v", x.name, got.Steps.Total(), got.AmountFen)
		}
		if back, err := ParseSteps(got.Steps.String()); err != nil || back.String() != got.Steps.String() {
			t.Errorf("%s: read back as %s, %v", x.name, back, err)
		}
		if said := got.Steps.Words(); strings.Contains(said, "{") || strings.Contains(said, "paystep") {
			t.Errorf("%s: %s", x.name, said)
		}
	}
}

// wrong names a step of which the figures that it shows do not multiply to its amount.
func (s Steps) wrong() string {
	sum := money.Fen(0)
	for _, x := range s {
		sum += x.Fen
		by := money.Fen(x.A) * money.Fen(x.B)
		switch x.Code {
		case ByTime:
			if x.Fen != (by+30)/60 {
				return x.Words()
			}
		case ToMinimum:
			if sum != by/60 && sum != (by+59)/60 && sum != (by+30)/60 {
				return x.Words()
			}
		case Assumed:
			if x.A%60 == 0 && !strings.Contains(x.Words(), "小时") {
				return x.Words()
			}
		}
	}
	return ""
}

func TestSaying_of_sheets(t *testing.T) {
	early := func(s []Sheet) []Sheet { s[0].SentOn = civil.MustDate("2025-04-24"); return s }
	hours := func(s []Sheet) []Sheet { s[0].Minutes = 60; return s }
	month := func(marks string) []Sheet { return april(marks).Sheets }
	for _, x := range []struct {
		name   string
		sheets []Sheet
		agreed int
		want   string
	}{
		{"absent on all days", month(times("A", 30)), 20, SayAbsent},
		{"and agreed days off", month(marks(times("A", 20), times("O", 10))), 0, SayAbsent},
		{"absent on as many as were agreed on", month(marks(times("A", 20), times("-", 10))), 20, SayAbsent},
		{"one fewer", month(marks(times("A", 19), times("-", 11))), 20, SayNothing},
		{"a blank is a blank where nobody agreed on days", month(marks(times("A", 29), "-")), 0, SayNothing},
		{"one mark and twenty-nine blanks", month(marks("A", times("-", 29))), 20, SayNothing},
		{"absent on all that had come", early(month(marks(times("A", 24), times("-", 6)))), 0, SayAbsent},
		{"blank among them", early(month(marks(times("A", 23), times("-", 7)))), 0, SayNothing},
		{"nothing at all", month(times("-", 30)), 20, SayNothing},
		{"nothing yet", early(month(times("-", 1)))[:0], 20, SaySomething},
		{"days off alone", month(times("O", 30)), 20, SaySomething},
		{"one day at work", month(marks("H", times("A", 29))), 20, SaySomething},
		{"weather among absence", month(marks("W", times("A", 29))), 20, SayAway},
		{"leave among absence and blanks", month(marks("L", "A", times("-", 28))), 20, SayAway},
		{"leave alone", month(times("L", 30)), 20, SaySomething},
		{"leave and blanks", month(marks("L", times("-", 29))), 20, SaySomething},
		{"a shift swapped", month(marks("S", "W", times("A", 28))), 20, SaySomething},
		{"hours", hours(month(times("A", 30))), 20, SaySomething},
	} {
		if got := Saying(x.sheets, x.agreed, 30); got != x.want {
			t.Errorf("%s: %q, want %q", x.name, got, x.want)
		}
	}
}
