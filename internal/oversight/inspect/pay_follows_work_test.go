package inspect_test

import (
	"slices"
	"strings"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

var march = civil.MustMonth("2025-03")

// marks of March as the sheet has them.
func (w *world) marks(days string) *inspect.Line {
	w.place.Lines[2].Days = (days + strings.Repeat("-", 31))[:31]
	return &w.place.Lines[2]
}

// march is what was paid for it.
func (w *world) march() *inspect.Item { return w.place.Items[2] }

// beside the holder somebody else of the village worked, and the village's sheets are there.
func (w *world) neighbour() {
	w.people = append(w.people, &inspect.Person{ID: 7, HouseholdID: 7, Name: "丙七", Birth: day("1975-01-01"),
		Categories: w.holder.Categories})
	p := &inspect.Placement{ID: 70, PersonID: 7, PostID: 7, Opening: true, Start: day("2025-01-01"), State: "active",
		Insured: day("2025-01-01"), Trained: day("2024-12-28")}
	for _, l := range w.place.Lines {
		l.ID, l.Days = 70+l.ID, strings.Repeat("P", 10)+strings.Repeat("-", 21)
		p.Lines = append(p.Lines, l)
	}
	w.places = append(w.places, p)
	w.more = func(d *inspect.Dossier) {
		for _, l := range p.Lines {
			d.Sheets[l.Month] = &inspect.Sheet{ID: int64(l.Month.Number()), Month: l.Month, State: "locked"}
		}
	}
}

func (w *world) checked(finding string, days ...string) {
	for i, on := range days {
		w.place.Checks = append(w.place.Checks,
			inspect.Check{ID: int64(100 + i), Method: "site", Finding: finding, On: day(on)})
	}
}

// told are the findings of one rule of the village and over all, with their certainty.
func (w *world) told(rule string) (out []inspect.Finding) {
	for _, f := range w.findings() {
		if f.Rule.Code == rule {
			out = append(out, f)
		}
	}
	for _, r := range oversight.Rules() {
		if r.Code == rule && r.Over != nil {
			r.Over(w.c, func(f inspect.Finding) { f.Rule = r; out = append(out, f) })
		}
	}
	return out
}

type payCase struct {
	rule, name string
	bend       func(*world)
	says       string // words of the sentence; empty: nothing is found
	certainty  inspect.Certainty
}

func TestPay_follows_work_and_accuses_no_look_alike(t *testing.T) {
	for _, cases := range [][]payCase{withoutWorkCases, neverSeenCases, sheetChangedCases, lapsedCases, uninsuredCases,
		payNoticeCases, unpaidCases} {
		for _, x := range cases {
			t.Run(x.rule+" "+x.name, func(t *testing.T) {
				w := newWorld()
				x.bend(w)
				found := w.told(x.rule)
				switch {
				case x.says == "" && len(found) > 0:
					t.Errorf("found: %s", found[0].Sentence)
				case x.says != "" && (len(found) != 1 || !strings.Contains(found[0].Sentence, x.says)):
					t.Errorf("found %d, want one with %q: %v", len(found), x.says, found)
				case x.says != "" && found[0].Certainty != x.certainty:
					t.Errorf("certainty %q, want %q", found[0].Certainty, x.certainty)
				}
				for _, f := range found {
					if !f.Held.Known() || len(f.Evidence) == 0 || f.Subject.ID == 0 || f.Day.IsZero() {
						t.Errorf("a finding that does not say all: %+v", f)
					}
				}
			})
		}
	}
}

const absent31 = "AAAAAOOAAAAAOOAAAAAOOAAAAAOOAAA"

var withoutWorkCases = func() (out []payCase) {
	add := func(name, says string, sure inspect.Certainty, bend func(*world)) {
		out = append(out, payCase{"diversion.paid_without_work", name, bend, says, sure})
	}
	add("absent on all days", "2025年3月全月缺勤", inspect.Record, func(w *world) { w.marks(absent31) })
	add("absent in two months is one finding of both", "3月全月缺勤、2025年4月全月缺勤，仍发放补贴1,600.00元", inspect.Record,
		func(w *world) { w.marks(absent31); w.place.Lines[3].Days = absent31 })
	add("blank though others are told", "2025年3月空白", inspect.Suspicion, func(w *world) { w.neighbour(); w.marks("") })
	add("not on the sheet at all", "2025年3月没有本人", inspect.Suspicion,
		func(w *world) { w.neighbour(); w.place.Lines = slices.Delete(w.place.Lines, 2, 3) })
	add("the number of days is told, and is none", "2025年3月全月缺勤", inspect.Record,
		func(w *world) { w.marks("").None = true })
	add("paid ahead, then absent", "请核对应否更正", inspect.Record, func(w *world) {
		w.marks(absent31)
		w.march().Events[0].On = day("2025-03-05")
	})
	add("the township said why it is paid", "（镇街说明：漏填，签到本可证）", inspect.Information, func(w *world) {
		w.marks(absent31)
		w.march().Why = "漏填，签到本可证"
	})
	add("lowered by the written rule", "已按规定扣减", inspect.Information, func(w *world) {
		w.marks(absent31)
		w.march().PayBasis, w.march().Taken, w.march().Amount = "whole", 60000, 20000
	})
	add("corrected to absent by the county", "2025年3月全月缺勤", inspect.Record, func(w *world) {
		w.place.Lines[2].Corrected = absent31
	})
	add("corrected to worked by the county", "", "", func(w *world) {
		w.marks(absent31).Corrected = "PPPPP" + absent31[5:]
	})
	add("one day at work", "", "", func(w *world) { w.marks("P" + absent31[1:]) })
	add("half a day at work", "", "", func(w *world) { w.marks("H" + absent31[1:]) })
	add("on leave", "", "", func(w *world) { w.marks(strings.Repeat("L", 31)) })
	add("rain and leave beside an absence", "", "", func(w *world) { w.marks("AAWWWWLLLL") })
	add("days off by the employer's word", "", "", func(w *world) { w.marks(strings.Repeat("O", 31)) })
	add("swapped shifts", "", "", func(w *world) { w.marks("SS" + absent31[2:]) })
	add("tasks done", "", "", func(w *world) { w.marks("T" + absent31[1:]) })
	add("hours are told, and no days", "", "", func(w *world) { w.neighbour(); w.marks("").Hours = 40 })
	add("only the number of days is told", "", "", func(w *world) { w.marks("").Count = 20 })
	add("a check saw the holder at work", "", "", func(w *world) {
		w.marks(absent31)
		w.checked("on_duty", "2025-03-12")
	})
	add("the sheet is not reviewed yet", "", "", func(w *world) { w.marks(absent31).State = "submitted" })
	add("nobody's line says anything", "", "", func(w *world) { w.marks("") })
	add("the sheet is late: there is none", "", "", func(w *world) { w.place.Lines = slices.Delete(w.place.Lines, 2, 3) })
	add("marks that nobody understood", "", "", func(w *world) { w.neighbour(); w.marks("").Odd = true })
	add("on the list, and the bank has not confirmed", "", "", func(w *world) {
		w.marks(absent31)
		w.march().Events = nil
	})
	add("paid after the last day, which is another matter", "", "", func(w *world) {
		w.neighbour()
		w.place.Lines = slices.Delete(w.place.Lines, 2, 3)
		w.place.End, w.place.EndReason = day("2025-02-28"), "own_wish"
	})
	add("taken over in a merger, the line stands in the old village", "", "", func(w *world) {
		w.neighbour()
		w.place.Continues = 5
		w.place.Lines = slices.Delete(w.place.Lines, 2, 3)
	})
	add("a period from the 26th with work in the month before", "", "", func(w *world) {
		w.from26()
		w.place.Lines[1].Days = "---------------------------PPP--"[:31]
		w.marks(strings.Repeat("A", 25))
	})
	add("a period from the 26th without any", "2025年3月全月缺勤", inspect.Record, func(w *world) {
		w.from26()
		w.place.Lines[1].Days = "PPPPPPPPPP---------------AAAAAA"
		w.marks(strings.Repeat("A", 25) + "PPPPPP")
	})
	return out
}()

// from26 lets the periods of pay begin on the 26th, since the year before.
func (w *world) from26() {
	w.c.Book = rulebook.NewBook([]rulebook.Parameter{{Param: "pay.period_from", Value: "26", FromDate: day("2024-01-01"),
		State: "approved"}}, civil.NewCalendar(nil, nil))
}

var neverSeenCases = func() (out []payCase) {
	add := func(name, says string, bend func(*world)) {
		out = append(out, payCase{"diversion.never_seen", name, bend, says, inspect.Suspicion})
	}
	days := []string{"2025-02-11", "2025-03-12", "2025-04-15"}
	add("three visits in three months", "检查3次，从未见到本人", func(w *world) { w.checked("not_seen", days...) })
	add("seen once, badly at work", "", func(w *world) {
		w.checked("not_seen", days...)
		w.checked("work_bad", "2025-05-06")
	})
	add("no check was made", "", func(w *world) {})
	add("two visits", "", func(w *world) { w.checked("not_seen", days[:2]...) })
	add("three visits within one month", "", func(w *world) {
		w.checked("not_seen", "2025-03-11", "2025-03-12", "2025-03-13")
	})
	add("three times on two days", "", func(w *world) {
		w.checked("not_seen", "2025-02-11", "2025-02-11", "2025-03-12")
	})
	add("one visit on a day of leave", "", func(w *world) {
		w.checked("not_seen", days...)
		w.marks("PPPPPPPPPPPLPPP")
	})
	add("one visit in rain", "", func(w *world) { w.checked("not_seen", days...); w.marks("PPPPPPPPPPPWPPP") })
	add("one visit on a day off by the plan", "", func(w *world) {
		w.checked("not_seen", days...)
		w.place.Lines[2].Shift = strings.Repeat("P", 11) + "O" + strings.Repeat("P", 19)
	})
	add("one statement was accepted", "", func(w *world) {
		w.checked("not_seen", days...)
		w.place.Checks[1].Excused = true
	})
	add("only called by telephone", "", func(w *world) {
		w.checked("not_seen", days...)
		for i := range w.place.Checks {
			w.place.Checks[i].Method = "phone"
		}
	})
	add("nothing was paid in these months", "", func(w *world) {
		w.checked("not_seen", days...)
		w.place.Items = w.place.Items[4:]
	})
	return out
}()

var sheetChangedCases = func() (out []payCase) {
	add := func(name, says string, bend func(*world)) {
		out = append(out, payCase{"diversion.sheet_changed", name, bend, says, inspect.Record})
	}
	counted := func(w *world, n int64, basis string) {
		w.march().Counted, w.march().PayBasis = &n, basis
	}
	add("paid by two days, the sheet has twenty now", "发放时按出勤2天计，现在考勤表写的是20天", func(w *world) {
		counted(w, 2, "calendar")
		w.marks(strings.Repeat("P", 20))
	})
	add("paid by twenty, the sheet has two now", "发放时按出勤20天计，现在考勤表写的是2天", func(w *world) {
		counted(w, 20, "days")
		w.marks("PP")
	})
	add("the line is gone", "发放时按出勤10天计，现在考勤表写的是0天", func(w *world) {
		w.neighbour()
		counted(w, 10, "calendar")
		w.place.Lines = slices.Delete(w.place.Lines, 2, 3)
	})
	add("corrected by the county, which leaves the sheet as it was", "", func(w *world) {
		counted(w, 10, "calendar")
		w.place.Lines[2].Corrected = strings.Repeat("P", 20) + strings.Repeat("-", 11)
	})
	add("the same days", "", func(w *world) { counted(w, 10, "calendar") })
	add("leave and rain count by the basis", "", func(w *world) {
		counted(w, 14, "days")
		w.marks("PPPPPPPPPPLLWOOO")
	})
	add("by calendar days leave is no day at work", "出勤12天计", func(w *world) {
		counted(w, 12, "calendar")
		w.marks("PPPPPPPPPPLLWOOO")
	})
	add("a correction was paid", "", func(w *world) {
		counted(w, 2, "calendar")
		w.marks(strings.Repeat("P", 20))
		w.place.Items = append(w.place.Items, &inspect.Item{ID: 900, Month: march, Days: 31, OfDays: 31, Amount: 100,
			Kind: "correction"})
	})
	add("paid ahead of the sheet", "", func(w *world) {
		counted(w, 2, "days")
		w.march().Early = true
		w.marks(strings.Repeat("P", 20))
	})
	add("paid before that was kept", "", func(w *world) { w.marks(strings.Repeat("P", 20)) })
	add("the sheet is late: there is none", "", func(w *world) {
		counted(w, 10, "calendar")
		w.place.Lines = slices.Delete(w.place.Lines, 2, 3)
	})
	add("the sheet is open again", "", func(w *world) {
		counted(w, 10, "calendar")
		w.marks("P").State = "draft"
	})
	add("a period from the 26th has days of two sheets", "", func(w *world) {
		w.from26()
		counted(w, 13, "calendar")
		w.place.Lines[1].Days = "-------------------------PPP---"
		w.marks(strings.Repeat("P", 10))
	})
	return out
}()

var lapsedCases = func() (out []payCase) {
	add := func(name, says string, bend func(*world)) {
		out = append(out, payCase{"procedure.agreement_lapsed", name, bend, says, inspect.Suspicion})
	}
	add("worked two months beyond it", "1名在岗人员续签协议（甲一），最早的2025年3月31日到期", func(w *world) {
		w.place.AgreedUntil = day("2025-03-31")
	})
	add("worked on within the month", "责任在经办单位，补贴照发", func(w *world) {
		w.place.AgreedUntil = day("2025-05-09")
		w.place.Lines[4].Days = strings.Repeat("P", 10) + strings.Repeat("-", 21)
	})
	add("not named as the holder's fault: two of the village are one finding", "2名在岗人员", func(w *world) {
		w.neighbour()
		w.places[1].AgreedUntil, w.place.AgreedUntil = day("2025-02-28"), day("2025-03-31")
	})
	add("the day before the last is still covered", "", func(w *world) {
		w.place.AgreedUntil = day("2025-05-10")
		w.place.Lines[4].Days = strings.Repeat("P", 10) + strings.Repeat("-", 21)
	})
	add("renewed", "", func(w *world) { w.place.AgreedUntil = day("2025-12-31") })
	add("ended with the agreement", "", func(w *world) {
		w.place.AgreedUntil, w.place.End, w.place.State = day("2025-03-31"), day("2025-03-31"), "ended"
	})
	add("on leave since", "", func(w *world) {
		w.place.AgreedUntil = day("2025-04-30")
		w.place.Lines[4].Days = strings.Repeat("L", 31)
		w.place.Items = w.place.Items[:4]
	})
	add("not known until when", "", func(w *world) { w.place.AgreedUntil = civil.Date{} })
	add("went over to another village", "", func(w *world) {
		w.place.AgreedUntil, w.place.EndReason = day("2025-03-31"), "merged"
	})
	return out
}()

var uninsuredCases = func() (out []payCase) {
	add := func(name, says string, bend func(*world)) {
		out = append(out, payCase{"arrears.uninsured", name, bend, says, inspect.Record})
	}
	add("the policy ended in April", "经办单位没有续保，此后仍在岗到2025年6月20日。责任在经办单位", func(w *world) {
		w.place.InsuredUntil = day("2025-04-30")
	})
	add("renewed, or to the end of the agreement", "", func(w *world) { w.place.InsuredUntil = civil.Date{} })
	add("ended three weeks ago", "", func(w *world) { w.place.InsuredUntil = day("2025-05-30") })
	add("left with it", "", func(w *world) {
		w.place.InsuredUntil, w.place.End, w.place.State = day("2025-04-30"), day("2025-04-30"), "ended"
	})
	add("never insured, and applied here: another rule says so", "", func(w *world) {
		w.place.Insured, w.place.InsuredUntil = civil.Date{}, day("2025-04-30")
	})
	out = append(out, neverInsuredCases()...)
	add("no policy was collected", "", func(w *world) {
		w.place.InsuredUntil = day("2025-04-30")
		delete(w.c.Collected, "insurance")
	})
	add("the county asks for none", "", func(w *world) {
		w.place.InsuredUntil = day("2025-04-30")
		w.c.Book = rulebook.NewBook([]rulebook.Parameter{{Param: "insurance.required_before_start", Value: "false",
			FromDate: day("2021-01-01"), State: "approved"}}, civil.NewCalendar(nil, nil))
	})
	return out
}()

// neverInsuredCases are of somebody who was taken over with a roster, without any policy.
func neverInsuredCases() (out []payCase) {
	add := func(name, says string, bend func(*world)) {
		out = append(out, payCase{"arrears.uninsured", name, func(w *world) {
			w.place.Opening, w.place.ApplicationID, w.place.Insured = true, 0, civil.Date{}
			bend(w)
		}, says, inspect.Suspicion})
	}
	add("never insured since the roster was taken over", "2025年1月1日起在岗，到2025年6月20日没有登记过任何意外险保单。责任在经办单位",
		func(*world) {})
	add("insured after five months", "2025年1月1日起在岗，意外险从2025年6月1日才开始", func(w *world) { w.place.Insured = day("2025-06-01") })
	add("insured after 31 days", "", func(w *world) { w.place.Insured = day("2025-02-01") })
	add("insured after 32 days", "2025年2月2日才开始", func(w *world) { w.place.Insured = day("2025-02-02") })
	add("came a month ago", "", func(w *world) { w.place.Start = day("2025-05-20") })
	add("written down here a month ago", "", func(w *world) { w.place.Entered = day("2025-05-20") })
	add("left within the month", "", func(w *world) { w.place.End, w.place.State = day("2025-02-01"), "ended" })
	add("went on from a village that was merged", "", func(w *world) { w.place.Continues = 9 })
	add("its work is suspended", "", func(w *world) { w.place.State = "suspended" })
	add("the county keeps no policy here", "", func(w *world) {
		w.c.Partial = map[string]bool{"insurance|" + region.CountyPath("0001000200030004"): true}
	})
	param := func(key, value string) func(w *world) {
		return func(w *world) {
			w.c.Book = rulebook.NewBook([]rulebook.Parameter{{Param: key, Value: value, FromDate: day("2021-01-01"),
				State: "approved"}}, civil.NewCalendar(nil, nil))
		}
	}
	add("the county asks for none", "", param("insurance.required_before_start", "false"))
	add("the county began here a month ago", "", param("pay.kept_from", "2025-06"))
	return out
}

var payNoticeCases = func() (out []payCase) {
	hung := func(w *world, from, until, drafted, approved string) *inspect.PayNotice {
		w.c.Tree = region.NewTree(day("2025-06-20"), []region.Region{{ID: 2, Level: region.County, Path: "00010002",
			Name: "示例区", FromDate: day("2020-01-01")}})
		n := inspect.PayNotice{ID: 1, Path: "00010002", Month: march, Kind: "regular", From: day(from), Until: day(until)}
		if drafted != "" {
			n.Drafted = day(drafted)
		}
		if approved != "" {
			n.Approved = day(approved)
		}
		w.c.Notices = append(w.c.Notices, n)
		return &w.c.Notices[0]
	}
	add := func(name, says string, bend func(*world)) {
		out = append(out, payCase{"procedure.pay_notice", name, bend, says, ""})
	}
	add("two days", "共2天，少于规定的3天", func(w *world) { hung(w, "2025-04-03", "2025-04-05", "2025-04-03", "2025-04-10") })
	add("before the month was over", "考勤2025年3月31日才结束", func(w *world) {
		hung(w, "2025-03-28", "2025-04-05", "2025-03-28", "2025-04-10")
	})
	add("before the list was drafted", "2025年4月4日才编制", func(w *world) {
		hung(w, "2025-04-01", "2025-04-08", "2025-04-04", "2025-04-10")
	})
	add("approved on its last day", "公示没有结束", func(w *world) {
		hung(w, "2025-04-01", "2025-04-08", "2025-04-01", "2025-04-08")
	})
	add("ends before it begins", "止日早于起日", func(w *world) { hung(w, "2025-04-08", "2025-04-01", "", "") })
	add("three days, and approved the day after", "", func(w *world) {
		hung(w, "2025-04-01", "2025-04-04", "2025-04-01", "2025-04-05")
	})
	add("paid ahead under a document", "", func(w *world) {
		hung(w, "2025-03-10", "2025-03-14", "2025-03-10", "2025-03-15").Ahead = true
	})
	add("nobody told when it was drafted and approved", "", func(w *world) { hung(w, "2025-04-01", "2025-04-04", "", "") })
	add("no notice is told", "", func(w *world) {
		n := hung(w, "2025-04-01", "2025-04-04", "", "")
		n.From, n.Until = civil.Date{}, civil.Date{}
	})
	add("a period that ended on the 25th", "", func(w *world) {
		w.from26()
		hung(w, "2025-03-26", "2025-03-30", "2025-03-26", "2025-04-02")
	})
	add("two days where the county's document asks for two", "", func(w *world) {
		hung(w, "2025-04-03", "2025-04-05", "2025-04-03", "2025-04-10")
		w.c.Book = rulebook.NewBook([]rulebook.Parameter{{Param: "notice.min_calendar_days", Value: "2",
			FromDate: day("2021-01-01"), State: "approved"}}, civil.NewCalendar(nil, nil))
	})
	return out
}()

// A month marked absent on all days, of which the holder was told, is due once nobody decided in time or it was decided
// that it is paid; while the days to decide run, and where it ended without pay, it is not.
var unpaidCases = func() (out []payCase) {
	add := func(name, says string, bend func(*world)) {
		out = append(out, payCase{"arrears.unpaid", name, bend, says, inspect.Record})
	}
	unlisted := func(w *world) {
		w.place.Items = slices.Delete(w.place.Items, 2, 3)
	}
	held := func(h inspect.Hold) func(*world) {
		return func(w *world) {
			unlisted(w)
			w.marks(absent31)
			w.place.Holds = map[civil.Month]inspect.Hold{march: h}
		}
	}
	add("worked, and on no list", "2025年3月到岗", unlisted)
	add("worked, and on a list that hangs", "编入的名单公示中，补贴800.00元至今没有批准", func(w *world) {
		unlisted(w)
		w.place.Drafted = map[civil.Month]inspect.Drafted{march: {State: "noticed", Amount: 80_000}}
	})
	add("absent on all days, and nobody was told", "", func(w *world) { unlisted(w); w.marks(absent31) })
	add("held, and nobody decided in time", "到2025年4月14日没有决定，按应发计", held(inspect.Hold{DecideBy: day("2025-04-14")}))
	add("held, and decided that it is paid", "核实后决定发放", held(inspect.Hold{DecideBy: day("2025-04-14"), Decided: "pay"}))
	add("held, and the last day to decide is today", "", held(inspect.Hold{DecideBy: day("2025-06-20")}))
	add("held, and ended without pay", "", held(inspect.Hold{DecideBy: day("2025-04-14"), Decided: "none"}))
	add("held too long, and paid since", "", func(w *world) {
		w.marks(absent31)
		w.place.Holds = map[civil.Month]inspect.Hold{march: {DecideBy: day("2025-04-14")}}
	})
	return out
}()
