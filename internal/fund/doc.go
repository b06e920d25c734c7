// Package fund is the money ledger (资金台账): double entry underneath, four accounts per county and fund. Money comes in from its source,
// is available, is committed when a pay run is approved, and is paid, or comes back, at the bank's word. The balances are held at zero
// or above by the database; the entries are insert-only and witnessed, and `gangwei reconcile` adds them up again.
//
//	source → available   an appropriation, by document
//	available → committed a run is approved, or a returned payment is sent again
//	committed → paid      the bank confirms
//	committed → available the bank returns
package fund
