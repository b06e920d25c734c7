package procedure

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// Rules of the family.
var Rules = []*inspect.Rule{stepMissing, quorum, noticeShort, sameHand, startedEarly, overAge, notRegistered, oneDevice,
	auditBurst, householdPosts, earlierUnproved, opening, checkContradicted, outOfOrder, fewerVotes, birthMismatch,
	barredAtStart, overTerm, impossibleDate, oneSitting, oneWeekday, oneDeviceForMany, createsAndApproves, kinInPay,
	agreementLapsed, payNotice}

var since = civil.MustDate("2021-01-01")

// each goes through the placements with an application and a person.
func each(d *inspect.Dossier, f func(*inspect.Placement, *inspect.Application)) {
	for _, p := range d.Placements {
		if a := d.Application(p.ApplicationID); a != nil && p.Person != nil {
			f(p, a)
		}
	}
}
