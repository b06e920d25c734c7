// Package pay is the wing of the money: funds, the month's payroll, batches for the bank, arrears and what is taken
// back, changed cards, and calls to payees.
package pay

import (
	"slices"

	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/screens"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/words"
)

// Wing is what the program joins here.
type Wing struct {
	Payroll *screens.Payroll
	Lines   *screens.Lines
	Funds   *screens.Funds
	Batches *screens.Batches
	Formats *screens.Formats
	Arrears *screens.Arrears
	Cards   *screens.Cards
	Calls   *screens.Calls
	Holds   *screens.Holds
	Lapsed  *screens.Lapsed
	Correct *screens.Corrections
	Waits   feature.Task // counting late months
	Missing feature.Task // counting months of which nothing is here
}

// Feature of the wing.
func (w Wing) Feature() feature.Feature {
	f := feature.Feature{
		Wing:   "pay",
		Guides: guides,
		Undo:   append(w.Cards.Undo(), screens.RunUndo(w.Payroll, w.Batches)...),
		Pages: map[string]string{"pay_run": "/pay/runs/:id", "pay_batch": "/pay/batches/:id",
			"card_list": "/pay/cards/:id"},
		Texts:      words.Under("pay"),
		Parameters: rulebook.TypesOf("pay"),
		Nav: []feature.Link{
			{Order: 60, Permission: "payroll.view", Words: "发放", Group: kit.Work, Address: "/pay"},
			{Order: 62, Permission: "payroll.view", Words: "应发未到账", Group: kit.Work, Address: "/pay/arrears",
				Not:  feature.Roles("village_registrar"),
				Rare: feature.Roles("township_reviewer")},
			{Order: 64, Permission: "fund.view", Words: "资金", Group: kit.Work, Address: "/pay/funds",
				Rare: feature.Roles("county_reviewer", "discipline_inspector", "chief_inspector")},
			{Order: 66, Permission: "card.view", Words: "换卡", Group: kit.Work, Address: "/pay/cards",
				Rare: feature.Roles("county_reviewer", "discipline_inspector", "chief_inspector")},
			{Order: 68, Permission: "payment.view", Words: "多发与追缴", Group: kit.Work, Address: "/pay/recoveries",
				Rare: feature.Roles("county_reviewer", "finance_releaser", "discipline_inspector", "chief_inspector",
					"city_manager")},
			{Order: 70, Permission: "payment.statement", Words: "查发放", Group: kit.Work, Address: "/pay/lookup",
				Not: feature.Roles("township_reviewer", "county_reviewer", "discipline_inspector", "chief_inspector")},
			{Order: 72, Permission: "confirm.call", Words: "发放回访", Group: kit.Work, Address: "/pay/confirm"},
			{Order: 74, Permission: "card.tell", Words: "换卡告知", Group: kit.Work, Address: "/pay/cards/tell",
				Not: feature.Roles("township_reviewer")},
			{Order: 142, Permission: "confirm.answers", Words: "回访的回答", Group: kit.Oversight, Address: "/inspect/calls"},
		},
		Tables:       Tables,
		Descriptions: schema.Under("pay"),
		Papers:       Papers,
		Links: []feature.Link{
			{Order: 90, Permission: "payroll.draft", Words: "编制发放", Group: kit.Work, Address: "/pay", Start: true},
			{Order: 100, Permission: "fund.appropriate", Words: "登记资金下达", Group: kit.Work, Address: "/pay/funds",
				Start: true},
			{Order: 112, Permission: "payroll.view", Words: "整月缺勤和暂缓发放", Group: kit.Work, Address: "/pay/held"},
			{Order: 113, Permission: "payroll.view", Words: "手续到期、仍在岗的", Group: kit.Work, Address: "/pay/lapsed"},
			{Order: 115, Permission: "payment.view", Words: "银行文件格式", Group: kit.Work, Address: "/pay/formats",
				Not: feature.Roles("city_manager", "discipline_inspector", "chief_inspector")},
			{Order: 150, Permission: "payment.statement", Words: "查发放（钱发了没有）", Group: kit.Work,
				Address: "/pay/lookup", Start: true, Not: feature.Roles("discipline_inspector", "chief_inspector")},
			{Order: 160, Permission: "confirm.call", Words: "发放回访", Group: kit.Work, Address: "/pay/confirm", Start: true},
			{Order: 180, Permission: "card.tell", Words: "换卡告知", Group: kit.Work, Address: "/pay/cards/tell", Start: true},
		},
		Lists: Exports(),
		Jobs:  []jobs.Kind{{Name: "payroll.draft", Run: w.Payroll.DraftRun}},
		Queues: slices.Concat(w.Payroll.Queues(), w.Arrears.Queues(), w.Cards.Queues(), w.Holds.Queues(),
			w.Correct.Queues()),
		Nightly: []feature.Task{w.Waits, w.Missing},
	}
	f.Routes = feature.RoutesOf(
		w.Payroll, w.Lines, w.Funds, w.Batches, w.Formats,
		w.Arrears, w.Cards, w.Calls, w.Holds, w.Lapsed, w.Correct,
	)
	f.Find = feature.FindersOf(w.Payroll, w.Batches, w.Arrears)
	f.Todo = feature.TodoOf(w.Payroll, w.Arrears, w.Cards, w.Calls, w.Holds, w.Lapsed, w.Correct)
	return f
}

// Exports are the lists that the wing's rooms write.
func Exports() []exchange.List { return payment.Lists() }
