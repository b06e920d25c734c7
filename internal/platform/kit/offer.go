package kit

import "gangwei/internal/base/clock"

// Offer is a form that takes back what the visitor did.
type Offer struct {
	Address string // of the POST
	Act     string // what is taken back
	AtUs    clock.Moment
	Version int64 // of the record, as it stands
	Why     bool  // a reason is needed
}
