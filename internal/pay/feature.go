// Package pay is the wing of the money: funds, the month's payroll, batches for the bank, arrears and what is taken
// back, changed cards, and calls to payees.
package pay

import (
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
	Payroll     *screens.Payroll
	Funds       *screens.Funds
	Batches     *screens.Batches
	Formats     *screens.Formats
	Arrears     *screens.Arrears
	Cards       *screens.Cards
	Calls       *screens.Calls
	Waits       feature.Task // counting late months
	Unconfirmed feature.Task // counting months without confirmed pay
}

// Feature of the wing.
func (w Wing) Feature() feature.Feature {
	f := feature.Feature{
		Wing:         "pay",
		Texts:        words.Under("pay"),
		Parameters:   rulebook.TypesOf("pay"),
		Nav:          []feature.Link{{Order: 60, Permission: "payroll.view", Words: "发放", Group: kit.Work, Address: "/pay"}},
		Tables:       Tables,
		Descriptions: schema.Under("pay"),
		Papers:       Papers,
		Links: []feature.Link{
			{Order: 90, Permission: "payroll.draft", Words: "编制发放", Address: "/pay"},
			{Order: 100, Permission: "fund.appropriate", Words: "登记资金下达", Address: "/pay/funds"},
			{Order: 150, Permission: "payment.statement", Words: "查发放（钱发了没有）", Address: "/pay/lookup"},
			{Order: 160, Permission: "confirm.call", Words: "发放回访", Address: "/pay/confirm"},
			{Order: 170, Permission: "card.view", Words: "换卡清单", Address: "/pay/cards"},
			{Order: 180, Permission: "card.tell", Words: "换卡告知", Address: "/pay/cards/tell"},
			{Order: 190, Permission: "confirm.answers", Words: "发放回访的回答", Address: "/inspect/calls"},
		},
		Lists:   Exports(),
		Jobs:    []jobs.Kind{{Name: "payroll.draft", Run: w.Payroll.DraftRun}},
		Nightly: []feature.Task{w.Waits, w.Unconfirmed},
	}
	f.Routes = feature.RoutesOf(w.Payroll, w.Funds, w.Batches, w.Formats, w.Arrears, w.Cards, w.Calls)
	f.Find = feature.FindersOf(w.Payroll, w.Batches, w.Arrears)
	f.Todo = feature.TodoOf(w.Payroll, w.Arrears, w.Cards, w.Calls)
	return f
}

// Exports are the lists that the wing's rooms write.
func Exports() []exchange.List { return payment.Lists() }
