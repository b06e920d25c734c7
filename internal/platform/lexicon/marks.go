package lexicon

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// Mark of a day on a month sheet: P at work, L leave, W weather, O agreed day off, S swapped, A absent, T a task, H
// half a day at work.
type Mark byte

// NoMark stands for a day of which nothing is written, Unknown for a mark that neither the list nor the legend knows.
const (
	NoMark  Mark = '-'
	Unknown Mark = '?'
)

// Marks as offices write them. What a circle or a triangle means only a sheet's own legend says.
var Marks = list("mark", "考勤标记", synonyms{
	"P": "√ ✓ ✔ ☑ ✅ 出 班 到 全 正 干 对 是 v y yes 出勤 到岗 在岗 上岗 上班 到位 正常 正常出勤 正常上岗 全天 全勤 全天出勤 全天在岗 全天上班 整天 一天 出勤一天 " +
		"有 迟到 早退",
	"L": "请 病 事 婚 丧 产 请假 病假 事假 婚假 丧假 产假 年假 陪护假 护理假 探亲假 休假 全天请假 leave",
	"W": "雪 雨天 雨雪 下雨 下雪 天气原因 恶劣天气 因雨停工",
	"O": "节 休息 公休 轮休 周末 双休 节假日 放假 节日 法定假日 休息日 off",
	"S": "调 换班 调班 调休 换岗",
	"A": "× ✗ ✘ x 旷 缺勤 缺岗 旷工 旷岗 脱岗 未到 未到岗 未出勤 没到 不在岗 未上岗 未上班 没来 absent",
	"T": "任务 完成任务",
	"H": "半天 ½ 0.5 .5 半日 出勤半天 半天出勤 半天班 上半天班 上午 下午 上半天 下半天 上午出勤 下午出勤 上午班 下午班 半天假 请假半天 事假半天 病假半天",
})

// counted is a day as a number of days or hours at work.
var counted = regexp.MustCompile(`^([0-9]{1,2}(?:\.[0-9]{1,2})?)(?:个?小时|h|天|日|工)?$`)

// ofBoth halves of a day in one cell: 上午√下午×.
var ofBoth = regexp.MustCompile(`^上午?:?(.+?)[/,;]?下午?:?(.+)$`)

// longestMark of a day, in bytes.
const longestMark = 60

// MarkOf a day's cell, by the legend of its sheet (nil: it has none) before the list.
func MarkOf(cell string, legend map[string]Mark) Mark {
	if len(cell) > longestMark {
		return Unknown
	}
	k := key(cell)
	if m := single(k, legend); m != Unknown {
		return m
	}
	if x := ofBoth.FindStringSubmatch(k); x != nil {
		return Halves(single(x[1], legend), single(x[2], legend))
	}
	r := []rune(k)
	if len(r) == 3 && strings.ContainsRune("/|,;", r[1]) {
		r = []rune{r[0], r[2]}
	}
	if len(r) == 2 {
		return Halves(single(string(r[0]), legend), single(string(r[1]), legend))
	}
	return Unknown
}

// single mark.
func single(k string, legend map[string]Mark) Mark {
	if m, told := legend[k]; told {
		return m
	}
	if blank(k) {
		return NoMark
	}
	if c, known := Marks.unwrapped(k); known {
		return Mark(c[0])
	}
	if x := counted.FindStringSubmatch(k); x != nil {
		switch n, err := strconv.ParseFloat(x[1], 64); {
		case err != nil || n > 24:
		case n == 0:
			return 'A'
		case n == 0.5:
			return 'H'
		case n >= 1:
			return 'P'
		}
	}
	return Unknown
}

// DaysAtWork counts the days at work of a month's marks: by oneself, on a swapped shift, with a task done; two half
// days are one, and a half day by itself counts as one, since who came was at work.
func DaysAtWork(marks string) int {
	return strings.Count(marks, "P") + strings.Count(marks, "S") + strings.Count(marks, "T") +
		(strings.Count(marks, "H")+1)/2
}

// Halves is a day of which morning and afternoon have marks of their own: half a day at work where only one of them is.
func Halves(morning, later Mark) Mark {
	work := func(m Mark) bool { return m == 'P' || m == 'S' || m == 'T' }
	switch {
	case morning == Unknown || later == Unknown:
		return Unknown
	case morning == 'H' && later == 'H':
		return 'P'
	case work(morning) && work(later):
		return morning
	case work(morning) || work(later) || morning == 'H' || later == 'H':
		return 'H'
	case morning == NoMark:
		return later
	}
	return morning
}

// Spellings of a mark: every word for it as it is compared, in order.
func (m Mark) Spellings() (out []string) {
	for w, c := range Marks.words {
		if c == string(m) {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return out
}
