// Package payroll is a month's pay of a county (月度发放): what is owed to whom, from draft to frozen.
//
//	draft (finance_preparer) → noticed on the boards → each township audits its own part → approved (county_reviewer) and frozen
//	draft or noticed → cancelled
//
// A run is drafted from reviewed month sheets, which it locks. One proration rule: the monthly rate of the agreement ×
// calendar days on the post ÷ days of the month. Villages whose sheet is not reviewed are named and left to a later run
// of the same month (number 2, 3 …), which takes only who has not been taken yet. At approval the drafts are copied to
// insert-only, witnessed items, each placement and month takes its one slot, and the money is committed from its fund.
// A deduction is taken from the month's assessment, which names its written rule and was told to the holder; what is
// deducted stays in its fund.
//
// Under a document a month is paid before it is over, as its agreements say and without sheets; once they are there, a
// correction pays what was too little, and what was too much is named.
//
// A list hangs after its month and its draft, and is audited when its notice is over. Lines that no day at work stands
// behind wait for the township's word: paid all the same, or taken off, with a reason (pay_answer).
package payroll
