// Package payment brings frozen pay to its owners (发放批次): a batch is prepared and its bank file made, another person releases it, and
// the bank's word is entered line by line. Released is not paid: only the bank's word is. What comes back is returned to the fund, and
// sent again in a further batch. An item is paid at most once; the database holds that.
//
// An account that is another resident's too, or was changed since the approval, is held back by name and keeps nobody else waiting. The bank
// answers with all results, with its failures and a total, or with a stamped slip that a second person confirms. The clock of arrears
// runs for each month that somebody worked until the bank confirms, and says at whose desk it waits.
//
//	prepared (finance_preparer) → released (finance_releaser, another person) → settled (finance_preparer, the bank's whole answer)
package payment
