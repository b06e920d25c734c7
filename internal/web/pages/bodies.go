package pages

import (
	"net/http"

	"gangwei/internal/platform/kit"
)

// What a request may carry, by address. A body is read only after the visitor's session was looked at; nobody who is
// not signed in sends more than the public forms need.
const (
	maxText     = 2 << 20  // the fields of a form: a township's checks of a month
	maxFiles    = 12 << 20 // a scan of 10 MB, or a handful of photos
	maxWorkbook = 34 << 20 // a workbook of 32 MB
	maxList     = 9 << 20  // of a bank's file or an Excel list that is read

	// PublicText is how much an address without a session takes: a complaint of some thousand characters, so that one that
	// is too long is told so beside its field.
	PublicText = 32 << 10
)

// takesFiles are the forms that files come with, and how much all of one form may be.
var takesFiles = map[string]int64{
	"/applications/:id/check":       maxFiles,
	"/applications/:id/review":      maxFiles,
	"/applications/:id/notice":      maxFiles,
	"/applications/:id/audit":       maxFiles,
	"/applications/:id/file":        maxFiles,
	"/recruits":                     maxFiles,
	"/meetings/:id/hold":            maxFiles,
	"/papers/scan":                  maxFiles,
	"/duty/checks/new":              maxFiles,
	"/api/duty/checks":              maxFiles,
	"/pay/runs/:id/parallel":        maxFiles,
	"/pay/batches/:id/slip":         maxFiles,
	"/pay/batches/:id/settle":       maxFiles,
	"/pay/cards":                    maxFiles,
	"/progress/form/excel":          maxFiles,
	"/progress/form/submit":         maxFiles,
	"/registers/excel":              maxFiles,
	"/registers/:id/people":         maxFiles,
	"/projects/excel":               maxFiles,
	"/monitor/excel":                maxFiles,
	"/inspect/findings/:id/entries": maxFiles,
	"/rectify/:id/reply":            maxFiles,
	"/imports/new":                  maxWorkbook,
}

// Limits of a route's body.
func (r Route) Limits() kit.Limits {
	if r.Method != http.MethodPost {
		return kit.Limits{}
	}
	return kit.Limits{Text: maxText, Files: takesFiles[r.Path]}
}
