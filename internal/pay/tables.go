package pay

import (
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payeecalls"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/feature"
)

// Tables of the wing. Each has one owner, the room that alone writes to it.
var Tables = []feature.Table{
	{Name: "fund_account", Owner: "fund", Holds: "how money of an office, fund and budget year stands"},
	{Name: "fund_document", Owner: "fund", Witness: &fund.DocumentWitness,
		Holds: "a document by which money came, was passed down, given back, or found at the opening"},
	{Name: "fund_year", Owner: "fund", Holds: "a budget year that was closed"},
	{Name: "ledger_entry", Owner: "fund", Witness: &fund.Witness,
		Holds: "double entry: an amount moves from one account to another"},
	{Name: "pay_run", Owner: "payroll",
		Holds: "one payroll of a county and month, or one that supplements or corrects another"},
	{Name: "pay_draft", Owner: "payroll", Holds: "what a run would pay", Retention: "until it is approved or cancelled"},
	{Name: "pay_notice", Owner: "payroll", Holds: "notices of payrolls that cannot count, as they happened and why"},
	{Name: "pay_answer", Owner: "payroll", Holds: "a township's word on a line that no day at work stands behind"},
	{Name: "pay_audit", Owner: "payroll", Holds: "each township's audit of its own part of a run"},
	{Name: "pay_item", Owner: "payroll", Witness: &payroll.Witness,
		Holds: "what is owed to whom for a month, frozen at approval"},
	{Name: "pay_line", Owner: "payroll", Holds: "what an item is made of, one line per placement and fund"},
	{Name: "pay_slot", Owner: "payroll",
		Holds: "at most one regular item per placement and month that is not taken back"},
	{Name: "no_pay_event", Owner: "payroll", Witness: &payroll.NoPayWitness,
		Holds: "that a month ends without pay: decided with its reason, told to the payee, taken back"},
	{Name: "pay_hold_event", Owner: "payroll", Witness: &payroll.HoldWitness,
		Holds: "that a payee was told of being absent all month, what was said against it, and what was decided"},
	{Name: "pay_over", Owner: "payroll",
		Holds: "placements of which a line of pay is above the rate, or outside the days that it holds for"},
	{Name: "pay_batch", Owner: "payment",
		Holds: "items that go to the bank together, prepared by one person and released by another"},
	{Name: "pay_batch_line", Owner: "payment", Holds: "a line of the bank's file as it was sent",
		Sealed: []string{"id_sealed", "account_sealed"}},
	{Name: "pay_slip", Owner: "payment",
		Holds: "the bank's stamped slip for a batch, entered by one and confirmed by another"},
	{Name: "payment_event", Owner: "payment", Witness: &payment.Witness,
		Holds: "the bank response on an item: paid once, or returned with its reason"},
	{Name: "pay_reversal", Owner: "payment", Witness: &payment.ReversalWitness,
		Holds: "an item taken back before it was paid; its slots are free again"},
	{Name: "pay_recovery", Owner: "payment", Witness: &payment.RecoveryWitness,
		Holds: "money that was paid wrongly and came back"},
	{Name: "pay_delay", Owner: "payment", Witness: &payment.DelayWitness,
		Holds: "why months wait at a desk, as that desk says it"},
	{Name: "pay_open", Owner: "payment",
		Holds: "items that the bank had not confirmed by last night", Retention: "counted again every night"},
	{Name: "arrears_count", Owner: "payment",
		Holds: "late months of each township by desk and class of age", Retention: "the latest day only"},
	{Name: "arrears_counted", Owner: "payment",
		Holds: "when the late months were counted last", Retention: "the last time only"},
	{Name: "pay_missing", Owner: "payment",
		Holds:     "months on post past their due day of which nothing is here, as last counted",
		Retention: "counted again every night"},
	{Name: "pay_unconfirmed_day", Owner: "payment",
		Holds:     "the day on which a county was counted last, and from which month on",
		Retention: "the last day only"},
	{Name: "card_list", Owner: "cardchange", Holds: "a bank's list of new accounts"},
	{Name: "card_line", Owner: "cardchange",
		Holds: "a line of it, as it stood to what was registered when it was entered", Sealed: []string{"new_sealed"}},
	{Name: "payee_sample", Owner: "payeecalls", Holds: "the drawn sample of a county's month whose payees are called"},
	{Name: "payee_sampled", Owner: "payeecalls", Holds: "the items of a sample in their order"},
	{Name: "payee_call", Owner: "payeecalls", Witness: &payeecalls.Witness,
		Holds: "a call to a payee: whether it came, how much, whether part was asked back"},
}
