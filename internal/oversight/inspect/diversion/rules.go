package diversion

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// Rules of the family.
var Rules = []*inspect.Rule{paidAfterEnd, withoutPlacement, paidTwice, sourcesDiffer, twoPosts, barredWhilePaid,
	aboveStandard, paidThoughAbsent, paidWithoutWork, neverSeen, sheetChanged,
	doneByAnother, sharedAccount, foreignAccount, cardKept, drawnTogether, askedBack,
	notReceived,
	deduction, backdated, fundPurpose, fundIdle, fundBalance, uniformSheets, samePhoto, earlierDouble}

var since = civil.MustDate("2021-01-01")
