// Package rectify is what an office is told to put right (整改通知), and whether it did: one list for orders that come from
// inspection, from complaints, from duty checks and from forms. The order's words are the issuer's own; what it came
// from is known to the issuer only, so that an order betrays neither a finding nor who complained.
//
//	open → replied (with a photo or scan where there is one) → closed (销号); replied → open again, with what is still missing
//
// Who replied does not close; what came of a finding only inspectors close. The day may be put off with a reason.
package rectify
