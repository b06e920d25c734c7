// Package payment brings frozen pay to its owners (发放批次): a batch is prepared and its bank file made, another person
// releases it, and the bank's word is entered line by line. Released is not paid: only the bank's word is. What comes
// back is returned to the fund, and sent again in a further batch. An item is paid at most once; the database holds
// that.
//
// An account that is another resident's too, or was changed since the approval, is held back by name and keeps nobody
// else waiting. The bank answers with all results, with its failures and a total, or with a stamped slip that a second
// person confirms. The clock of arrears runs for each month that somebody worked until the bank confirms, says at whose
// desk it waits and why that desk says so, and climbs to the office above with each class of age. What came back for a
// wrong name or number is mended before it is sent again. Which office pays is the rulebook's; above a sum it may ask
// for a second releaser. The boards say in numbers how many were paid. What is open is written down every night, so
// that what is owed is found without reading all that ever was paid (open.go).
//
//	prepared (finance_preparer) → released (finance_releaser, another person) → settled (finance_preparer, the bank's whole answer)
//	prepared → withdrawn (finance_preparer)
package payment
