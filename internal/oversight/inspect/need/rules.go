package need

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect"
)

// Rules of the family.
var Rules = []*inspect.Rule{passedOver, vacancyWhileWaiting, complaintUnanswered, applicationUnanswered,
	objectionUnanswered, quotaUnused, withoutHelp, withoutTask, outsourced, dense}

var since = civil.MustDate("2021-01-01")

func village(d *inspect.Dossier) inspect.Subject {
	return inspect.Subject{Table: "region", ID: d.Region.ID, Name: d.Region.Name}
}
