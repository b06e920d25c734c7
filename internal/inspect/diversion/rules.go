package diversion

import (
	"gangwei/internal/civil"
	"gangwei/internal/inspect"
)

// Rules of the family.
var Rules = []*inspect.Rule{paidAfterEnd, withoutPlacement, paidTwice, twoPosts, barredWhilePaid, aboveStandard, paidThoughAbsent, sharedAccount, foreignAccount, cardKept, drawnTogether, askedBack, notReceived,
	deduction, backdated, fundPurpose, fundIdle, fundBalance, uniformSheets, samePhoto, earlierDouble}

var since = civil.MustDate("2021-01-01")

func subject(p *inspect.Placement) inspect.Subject {
	return inspect.Subject{Table: "placement", ID: p.ID, Name: p.Person.Label()}
}

// regular items count as a month's own pay.
func regular(i *inspect.Item) bool { return i.Kind == "" || i.Kind == "regular" }
