package caseload

import (
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
)

// workPlants are of pay that does not follow work.
var workPlants = []Plant{
	guilty("diversion.paid_without_work", "考勤整月写缺，发放表照编", func(v *village) {
		h := v.one()
		unchecked(v, h)
		h.sheet[month("2025-03")]["marks"] = replaced(h.sheet[month("2025-03")]["marks"], "PL", 'A')
	}, "diversion.paid_though_absent"),
	guilty("diversion.paid_without_work", "考勤交上来没有这个人，照发", func(v *village) {
		h := v.one()
		unchecked(v, h)
		v.drop("sheets", h.sheet[month("2025-02")])
	}),
	alike("diversion.paid_without_work", "整月病假，有薪假", func(v *village) {
		h := v.one()
		h.sheet[month("2025-03")]["marks"] = replaced(h.sheet[month("2025-03")]["marks"], "P", 'L')
	}),
	alike("diversion.paid_without_work", "连着下雪，村里安排停工", func(v *village) {
		h := v.one()
		h.sheet[month("2025-02")]["marks"] = replaced(h.sheet[month("2025-02")]["marks"], "PL", 'W')
	}),
	alike("diversion.paid_without_work", "考勤错填成缺，检查当天见到本人", func(v *village) {
		h := v.one()
		h.sheet[month("2025-03")]["marks"] = replaced(h.sheet[month("2025-03")]["marks"], "PL", 'A')
		seen(v, h, "在岗", "2025-03-18")
	}),
	alike("diversion.paid_without_work", "全村这个月的考勤都没有交", func(v *village) {
		for _, h := range v.holders {
			v.drop("sheets", h.sheet[month("2025-03")])
		}
	}),
	guilty("diversion.never_seen", "挂名，检查四次一次也没见到", func(v *village) {
		h := v.one()
		unchecked(v, h)
		for _, m := range []string{"2024-11", "2025-01", "2025-03", "2025-05"} {
			seen(v, h, "未见到", worked(h, month(m)))
		}
	}),
	alike("diversion.never_seen", "三次没见到，第四次见到了", func(v *village) {
		h := v.one()
		unchecked(v, h)
		for _, m := range []string{"2024-11", "2025-01", "2025-03"} {
			seen(v, h, "未见到", worked(h, month(m)))
		}
		seen(v, h, "在岗", "2025-05-13")
	}),
	alike("diversion.never_seen", "从来没有检查过", func(v *village) { unchecked(v, v.one()) }),
	guilty("diversion.sheet_changed", "查账以前把考勤添满", func(v *village) {
		h := v.one()
		h.pay[month("2025-03")]["counted"] = "3"
	}),
	alike("diversion.sheet_changed", "发放表写的天数与考勤一致", func(v *village) {
		h := v.one()
		for m, r := range h.pay {
			r["counted"] = fmt.Sprint(strings.Count(h.sheet[m]["marks"], "P"))
		}
	}),
	alike("diversion.sheet_changed", "更正过，有更正发放", func(v *village) {
		h := v.one()
		m := month("2025-03")
		h.pay[m]["counted"] = "18"
		v.add("pay_items", of(h.person, row{"county": v.county, "township": v.town, "month": m.String(), "amount": "10.00",
			"fund": "就业补助资金", "account": h.account, "kind": "更正"}))
		v.add("bank_results", of(h.person, row{"account": h.account, "month": m.String(), "amount": "10.00", "result": "成功",
			"on": v.paid[m].AddDays(20).String()}))
	}, "diversion.above_standard"),
	guilty("procedure.agreement_lapsed", "去年的协议，今年没有续", func(v *village) {
		for _, h := range v.holders {
			h.place["agreement_until"] = "2024-12-31"
		}
	}),
	alike("procedure.agreement_lapsed", "协议到今年年底", func(v *village) {
		for _, h := range v.holders {
			h.place["agreement_until"] = "2025-12-31"
		}
	}),
	inTown("procedure.pay_notice", true, "只贴了一天", func(v *village) {
		hung(v, "2025-03", "2025-04-03", "2025-04-04", "2025-04-12")
	}),
	inTown("procedure.pay_notice", true, "还没有到期就批准", func(v *village) {
		hung(v, "2025-03", "2025-04-03", "2025-04-10", "2025-04-08")
	}),
	inTown("procedure.pay_notice", false, "贴了三天，第二天批准", func(v *village) {
		hung(v, "2025-03", "2025-04-03", "2025-04-06", "2025-04-07")
	}),
}

// replaced are marks of which some became another.
func replaced(marks, which string, by byte) string {
	out := []byte(marks)
	for i := range out {
		if strings.IndexByte(which, out[i]) >= 0 {
			out[i] = by
		}
	}
	return string(out)
}

// seen or not, by a check on site.
func seen(v *village, h *holder, finding, on string) {
	v.add("checks", of(h.person, row{"on": on, "method": "现场", "finding": finding, "level": "镇"}))
}

// unchecked takes the checks of a holder away.
func unchecked(v *village, h *holder) {
	kept := v.rows["checks"][:0:0]
	for _, r := range v.rows["checks"] {
		if r["id_no"] != h.no {
			kept = append(kept, r)
		}
	}
	v.rows["checks"] = kept
}

// worked is a day of a month on which a holder was at work by the sheet.
func worked(h *holder, m civil.Month) string {
	return m.Date(strings.IndexByte(h.sheet[m]["marks"], 'P') + 1).String()
}

// hung is a notice of the town's list of pay.
func hung(v *village, month, from, until, approved string) {
	v.city.rows["pay_notices"] = append(v.city.rows["pay_notices"], row{"county": v.county, "township": v.town,
		"month": month, "from": from, "until": until, "approved": approved})
}
