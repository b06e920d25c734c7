package kit

// Offer is a form that takes back what was just done.
type Offer struct {
	Address string // of the POST
	Version int64  // of the record, as it stands
	Item    int64  // further number that the address needs; 0: none
	Why     bool   // a reason is needed
}
