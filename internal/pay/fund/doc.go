// Package fund is the money ledger (资金台账, an 辅助账 beside the office's official accounts and reconciled to them by
// voucher number): double entry underneath, for each office, fund and budget year. Its words are the cashier's.
//
//	source → available       money came by a document (拨款文件)
//	opening → available      what was there when the ledger began (期初)
//	available → allotted     passed down; below it comes from source, by a document that names the one above
//	available → committed    a run is approved, or a returned payment is sent again
//	committed → paid         the bank confirms
//	committed → available    the bank returns, or an item is reversed
//	recovered → available    what was paid too much came back (追缴)
//	available → surrendered  given back to the treasury (上缴)
//	carried                  the close of a year: what is available and committed moves to the next
//
// The budget year is apart from the month that was worked: December may be paid from January's money. The database
// holds what must not fall below zero at zero or above; entries and documents are insert-only and witnessed, and
// `gangwei reconcile` adds them up again.
package fund
