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
	for i := range len(marks) {
		m.Days = append(m.Days, Day{On: first.AddDays(i), Mark: marks[i]})
	}
	m.OnPost = len(m.Days)
	return m
}

func marks(parts ...string) string { return strings.Join(parts, "") }

func times(mark string, n int) string { return strings.Repeat(mark, n) }

// Each case with the line that it rests on: F was read in a public text, M is to be confirmed (docs/adr/0049).
func TestOf(t *testing.T) {
	points := func(n int64) *int64 { return &n }
	with := func(m Month, f func(*Month)) Month { f(&m); return m }
	whole := Rule{Basis: Whole, AbsentFen: 10000, AbsentFrom: 3, LeaveDays: 2, Counts: "WLO"}
	days := Rule{Basis: Days, LeaveDays: 2, Counts: "WLO"}
	hours := Rule{Basis: Hours}
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
				func(m *Month) { plain(m); m.Assessed = 5000 }), 60000, 20000, 26,
			"post:30:30:80000;absent:2:4:-20000;once:4:0:0"},
		{"never under the hours worked at the hourly minimum", "最低工资规定第十二条（M）; 省庄镇2022（F：TA）",
			whole, with(april(marks(times("P", 20), times("A", 10))), func(m *Month) { m.Hours = 40 }), 68000, 80000, 20,
			"post:30:30:80000;absent:8:10:-80000;minimum:40:1700:68000"},

		{"days that count of the days agreed", "按出勤（M）",
			days, with(april(marks(times("P", 15), times("A", 5), times("-", 10))), plain), 60000, 0, 15,
			"days:15:20:60000"},
		{"leave, weather and days off count, leave up to its days", "勤、雨、假、休、换（M）",
			days, with(april(marks(times("P", 10), "SS", "W", "LLL", "O")), func(m *Month) { plain(m); m.OnPost = 30 }),
			64000, 0, 16, "days:16:20:64000"},
		{"two half days are one", "半天（M）",
			days, with(april(marks(times("P", 8), "HHHH")), plain), 32000, 0, 10, "days:10:20:32000"},
		{"more days than agreed bring no more", "按出勤（M）",
			days, april(times("P", 30)), 80000, 0, 30, "days:30:20:80000"},
		{"half a month on post brings no more than half", "月中上岗（M）",
			days, april(times("P", 15)), 40000, 0, 15, "days:15:20:40000"},
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
				m.SentOn = civil.MustDate("2025-04-24")
			}), 80000, 0, 20, "days:20:20:80000;expected:4:0:0"},

		{"hours at the hourly minimum", "省庄镇2022（F：TA）",
			hours, with(april(times("P", 10)), func(m *Month) { m.Hours = 33 }), 56100, 0, 10, "hours:33:1700:56100"},
		{"hours at the county's rate where it is higher", "按小时（M）",
			Rule{Basis: Hours, HourFen: 2000}, with(april(times("P", 10)), func(m *Month) { m.Hours = 33 }), 66000, 0, 10,
			"hours:33:2000:66000"},
		{"days without hours have those agreed", "缺材料不停发（M）",
			hours, april(marks(times("P", 10), times("-", 20))), 34000, 0, 10, "hours:20:1700:34000;presumed:20:10:0"},
		{"the minimum rises in the middle of a period", "鲁政字〔2021〕169号（F：MW21）",
			hours, with(april(times("P", 10)), func(m *Month) {
				m.Hours = 20
				m.Minimum = func(d civil.Date) money.Fen {
					if d.Day() > 5 {
						return 1900
					}
					return 1700
				}
			}), 36000, 0, 10, "hours:20:1800:36000"},
		{"no assessment takes from hours at the minimum", "最低工资规定第十二条（M）",
			hours, with(april(times("P", 10)), func(m *Month) { m.Hours, m.Assessed = 33, 5000 }), 56100, 5000, 10,
			"hours:33:1700:56100;assessed:0:0:-5000;minimum:33:1700:5000"},

		{"rounded to the yuan", "尾数（M）",
			Rule{Basis: Days, Rounding: ToYuan}, with(april(marks(times("P", 7))), func(m *Month) {
				plain(m)
				m.RateFen, m.AgreedDays, m.OnPost = 80055, 21, 30
			}), 26700, 0, 7, "days:7:21:26685;rounded:100:0:15"},
		{"rounded down, never under the minimum", "最低工资规定第十二条（M）",
			Rule{Basis: Hours, Rounding: ToYuan}, with(april(times("P", 1)), func(m *Month) {
				m.Hours, m.Minimum = 1, minimum(1745)
			}), 1745, 0, 1, "hours:1:1745:1745;rounded:100:0:-45;minimum:1:1745:45"},
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
