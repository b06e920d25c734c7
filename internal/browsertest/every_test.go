//go:build long

package browsertest_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/browsertest"
)

// Every page of every role, two examples of each address, at 1280 and at 360 pixels, as the short test looks at each
// template once.
func TestEvery_page_of_every_role_is_accessible_light_and_fits(t *testing.T) {
	axe, err := browsertest.Axe()
	apptest.Must(t, err)
	base, a, logins := city(t)
	places := everyPage(t, base, a, logins)
	if len(places) < 900 {
		t.Fatalf("only %d pages", len(places))
	}
	look(t, base, axe, places)
}
