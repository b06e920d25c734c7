package sheet

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
)

// Titles of a table: the lines over its heads, the nearest first, and what stands over it further up on the sheet.
func (s Sheet) Titles(l Layout) (out []string) {
	for _, r := range slices.Backward(s.Rows[:max(l.At, 0)]) {
		out = append(out, strings.Join(r.Texts(), " "))
	}
	return append(out, s.Over...)
}

// Month that a table is of, where no column says it: that of its title, of the sheet's name and the file's. Where they
// say different months, or a title says several (2025年1-3月), there is none. What stands further up on the sheet is
// asked where the table's own title says nothing.
func (s Sheet) Month(l Layout, names ...string) (found civil.Month, ok bool) {
	own := s.Titles(l)[:max(l.At, 0)]
	for i, t := range append(slices.Clone(names), own...) {
		m, said := MonthIn(t)
		switch {
		case said && ok && m != found, !said && i >= len(names) && severalMonths(t):
			return civil.Month{}, false
		case said:
			found, ok = m, true
		}
	}
	if slices.ContainsFunc(own, func(t string) bool { _, said := MonthIn(t); return said }) {
		return found, ok
	}
	if !ok {
		if m, said := bareMonth(append(slices.Clone(own), names...)); said {
			return m, true
		}
	}
	for _, t := range s.Over {
		m, said := MonthIn(t)
		if said && ok && m != found || !said && severalMonths(t) {
			return civil.Month{}, false
		}
		if said {
			return m, true
		}
	}
	return found, ok
}

// bareMonth is the one that texts name without its year (a sheet 1月), in the one year that they name elsewhere (a file
// 2025年发放表); none where they name several of either.
func bareMonth(texts []string) (civil.Month, bool) {
	number, year := 0, 0
	for _, t := range texts {
		t = wholeDays.ReplaceAllString(Plain(t), " ")
		if severalMonths(t) {
			return civil.Month{}, false
		}
		if y := YearIn(t); y != 0 && year != 0 && y != year {
			return civil.Month{}, false
		} else if y != 0 {
			year = y
		}
		if x := monthNumbers.FindStringSubmatch(t); x != nil {
			n, _ := strconv.Atoi(x[1])
			if number != 0 && n != number {
				return civil.Month{}, false
			}
			number = n
		}
	}
	return civil.MakeMonth(year, number)
}

// YearOf a table, where no column says it, by the sheet's name, its titles, the nearest first, and the file's
// name; 0 where none says it.
func YearOf(titles []string, names ...string) int {
	for _, t := range append(slices.Clone(titles), names...) {
		if y := YearIn(t); y != 0 {
			return y
		}
	}
	return 0
}

// MonthIn a text: 2024年3月, 2024-03, 202403 that stand by themselves; none where it says several. A whole day, as
// that on which a list was made, says nothing of the month that the list is about.
func MonthIn(text string) (found civil.Month, ok bool) {
	text = wholeDays.ReplaceAllString(Plain(text), " ")
	for _, x := range months.FindAllStringSubmatch(text, -1) {
		y, _ := strconv.Atoi(x[1] + x[3])
		n, _ := strconv.Atoi(x[2] + x[4])
		m, good := civil.MakeMonth(y, n)
		if !good {
			continue
		}
		if ok && m != found {
			return civil.Month{}, false
		}
		found, ok = m, true
	}
	if ok && severalMonths(text) {
		return civil.Month{}, false
	}
	return found, ok
}

// severalMonths reports whether a text names more than one month, or a quarter or half of a year: 1-3月, 2025年4月发放3月补贴.
func severalMonths(text string) bool {
	text = wholeDays.ReplaceAllString(Plain(text), " ")
	if quarters.MatchString(text) {
		return true
	}
	seen := map[string]bool{}
	for _, x := range monthNumbers.FindAllStringSubmatch(text, -1) {
		for _, n := range strings.FieldsFunc(x[1], func(r rune) bool { return r < '0' || r > '9' }) {
			seen[strings.TrimLeft(n, "0")] = true
		}
	}
	return len(seen) > 1
}

var (
	months = regexp.MustCompile(`(?:(20[0-9]{2})(?:年度?|[-./])(0?[1-9]|1[0-2])(?:月|\b)|\b(20[0-9]{2})(0[1-9]|1[0-2])\b)`)
	// wholeDays have a year, a month and a day, or a month and a day.
	wholeDays = regexp.MustCompile(`20[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}\b|` +
		`(?:20[0-9]{2}年)?[0-9]{1,2}月[0-9]{1,2}[日号]`)
	quarters = regexp.MustCompile(`[一二三四1-4]季度|[上下]半年`)
	// monthNumbers before 月, joined as in 1-3月, 1、2月.
	monthNumbers = regexp.MustCompile(`(?:^|[^0-9])((?:[0-9]{1,2}(?:至|到|和|及|与|[-~—–－～,，、/]+))*[0-9]{1,2})月`)
)

// YearIn a text: the first of 2000 to 2099 that stands by itself; 0 if there is none.
func YearIn(text string) int {
	digits := strings.FieldsFunc(Plain(text), func(r rune) bool { return r < '0' || r > '9' })
	for _, d := range digits {
		if len(d) >= 4 && (len(d) == 4 || len(d) == 6) && strings.HasPrefix(d, "20") {
			n, _ := strconv.Atoi(d[:4])
			return n
		}
	}
	return 0
}

// Place that a title names; parts that it does not name are empty.
type Place struct{ County, Township, Village string }

// PlaceOf a table, where no column says it: the nearest of its titles that names a village or a township, else the
// sheet's name or the file's.
func PlaceOf(titles []string, names ...string) (out Place) {
	for _, t := range append(slices.Clone(titles), names...) {
		p := PlaceIn(t)
		if out.Village == "" && out.Township == "" {
			out.Village = p.Village
		}
		if out.Township == "" && p.Township != "" {
			out.Township, out.County = p.Township, p.County
		}
	}
	return out
}

// noPlaces hold 村 or 乡 and name none.
var noPlaces = regexp.MustCompile(`山东省|乡村|城乡|农村|村级|村居|村民小组|村内|村干部|村[“"]?两委|本村|各村|全村|全镇|各镇|镇级|乡镇|镇街|行政村|自然村|村（社区）|村\(社区\)|` +
	`镇（街道）|镇\(街道\)|村庄|村名|村务|村容|村道|村社区|社区矫正|新农村|[0-9]+个村|城镇|村镇|集镇|驻村|包村|贫困村|脱贫村|示范村|重点村|到村|` +
	`入村|在村|所在村|城市社区`)

// PlaceIn a text like 滕州市示例镇前示例村2024年3月发放表 or 前示例村（第2页）: the first place that stands at its beginning,
// behind a date or a sign.
func PlaceIn(text string) Place {
	text = noPlaces.ReplaceAllString(Plain(text), "|")
	var found Place
	for _, run := range strings.FieldsFunc(text, func(r rune) bool {
		return r < 0x3400 || r > 0x9fff && r < 0x20000 || strings.ContainsRune("年月日号", r)
	}) {
		p := placeAt(run)
		switch {
		case p == Place{}:
		case found == Place{}:
			found = p
		case p.Village != "" && found.Village != "" && p.Village != found.Village:
			found.Village = "" // several
		}
	}
	return found
}

// placeAt the beginning of a run of characters.
func placeAt(run string) (p Place) {
	rest := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(run, "枣庄市"), "填报单位"), "单位")
	cut := func(marks []string, most int) string {
		for _, m := range marks {
			if i := strings.Index(rest, m); i > 0 {
				if n := len([]rune(rest[:i])); n <= most {
					name := rest[:i+len(m)]
					rest = rest[i+len(m):]
					return name
				}
			}
		}
		return ""
	}
	whole := rest
	county := cut([]string{"市", "区", "县"}, 4)
	if strings.HasPrefix(rest, "人力") || strings.HasPrefix(rest, "人社") { // an office
		return p
	}
	if t := cut([]string{"街道办事处", "街道", "镇", "乡"}, 5); t != "" {
		p.County, p.Township = county, strings.TrimSuffix(t, "办事处")
	} else {
		rest = whole
	}
	behindVillage := []string{"公益", "岗", "人员", "发放", "补贴", "补助", "考勤", "名单", "名册", "花名册", "工资", "上岗", "在岗", "乡村", "委",
		"村",
		"居", "的", "第", "两委", "干部", "民主", "公示", "申请", "保洁", "护", "巡", "台账", "明细", "上", "下", "履职", "拟", "聘", "全体", "户",
		"居民"}
	p.Village = cut([]string{"村民委员会", "居民委员会", "村委会", "居委会", "村", "社区"}, 6)
	for _, tail := range []string{"村民委员会", "居民委员会", "村委会", "居委会"} {
		if v := strings.TrimSuffix(p.Village, tail); strings.HasSuffix(v, "村") || strings.HasSuffix(v, "社区") {
			p.Village = v
		}
	}
	if p.Township == "" && rest != "" && !slices.ContainsFunc(behindVillage,
		func(w string) bool { return strings.HasPrefix(rest, w) }) {
		p.Village = "" // no name but a word that has 村 in it
	}
	if containsAny(rest[:min(len(rest), len("等"))], []string{"等", "和", "及", "至", "与"}) { // and others
		p.Village = ""
	}
	for _, w := range []string{"关于", "公示", "发放", "名单", "人员", "补贴", "岗位", "考勤"} {
		if strings.Contains(p.Village, w) {
			p.Village = ""
		}
	}
	return p
}
