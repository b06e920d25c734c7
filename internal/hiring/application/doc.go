// Package application is the road from a wish for a post to a place on it (登记申请): a village proposes, checks, holds the
// democratic review and hangs the notice; the township audits; the county files.
//
//	submitted → checked → reviewed → noticed → audited → filed → placed
//	checked → waiting (not voted in: stays on the waiting list 候补); any live step → refused or withdrawn
//
// A check, review, audit or filing can be taken back by who did it, until the next one acts: the step stays and counts
// no longer (application_back), and the application waits for it again in a round of its own.
//
// Entry, village check, township audit and filing are four different people: application_hand is unique by person key.
// Who is the applicant, lives with or is declared kin of the applicant recuses (回避). What happened irregularly (too few
// present, too short a notice) is recorded as it happened, marked 不合规; only audit and filing are blocked until it was
// done again properly.
package application
