package pages

import (
	"net/http"

	"gangwei/internal/platform/kit"
)

// What a request may carry, by address. A body is read only after the visitor's session was looked at; nobody who is
// not signed in sends more than the public forms need.
const (
	maxText     = 2 << 20  // the fields of a form: a township's checks of a month

	// PublicText is how much an address without a session takes: a complaint of some thousand characters, so that one that
	// is too long is told so beside its field.
	PublicText = 32 << 10
)

// takesFiles are the forms that files come with, and how much all of one form may be.
var takesFiles = map[string]int64{
	"/applications/:id/check":       kit.MaxFiles,
	"/applications/:id/review":      kit.MaxFiles,
	"/applications/:id/notice":      kit.MaxFiles,
	"/applications/:id/audit":       kit.MaxFiles,
	"/applications/:id/file":        kit.MaxFiles,
	"/recruits":                     kit.MaxFiles,
	"/meetings/:id/hold":            kit.MaxFiles,
	"/papers/scan":                  kit.MaxFiles,
	"/duty/checks/new":              kit.MaxFiles,
	"/api/duty/checks":              kit.MaxFiles,
	"/pay/runs/:id/parallel":        kit.MaxFiles,
	"/pay/batches/:id/slip":         kit.MaxFiles,
	"/pay/batches/:id/settle":       kit.MaxFiles,
	"/pay/cards":                    kit.MaxFiles,
	"/progress/form/excel":          kit.MaxFiles,
	"/progress/form/submit":         kit.MaxFiles,
	"/registers/excel":              kit.MaxFiles,
	"/registers/:id/people":         kit.MaxFiles,
	"/projects/excel":               kit.MaxFiles,
	"/monitor/excel":                kit.MaxFiles,
	"/inspect/findings/:id/entries": kit.MaxFiles,
	"/rectify/:id/reply":            kit.MaxFiles,
	"/imports/new":                  kit.MaxWorkbook,
}

// Limits of a route's body.
func (r Route) Limits() kit.Limits {
	if r.Method != http.MethodPost {
		return kit.Limits{}
	}
	return kit.Limits{Text: maxText, Files: takesFiles[r.Path]}
}
