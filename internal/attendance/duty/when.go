package duty

import "gangwei/internal/platform/desk"

// whenReviewed are rooms with something that hangs on a sheet.
var whenReviewed []func(*desk.Visit, Sheet) ([]desk.Fact, error)

// WhenReviewed lets a room above follow a sheet that was passed, in the transaction of its review and with facts for
// the same entry of the trail. Called while the room's package is initialised.
func WhenReviewed(follow func(*desk.Visit, Sheet) ([]desk.Fact, error)) bool {
	whenReviewed = append(whenReviewed, follow)
	return true
}

// followed tells those rooms that a sheet was passed.
func followed(v *desk.Visit, s Sheet) (facts []desk.Fact, err error) {
	for _, follow := range whenReviewed {
		more, err := follow(v, s)
		if err != nil {
			return nil, err
		}
		facts = append(facts, more...)
	}
	return facts, nil
}
