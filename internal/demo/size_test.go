//go:build !long

package demo

// Sizes of the cities that tests make; those of the long tests are larger.
var (
	scoreCity     = Options{Posts: 2_500, Months: 9, Seed: 20}
	scoreFamilies = 5 // wrongs that a city of this size has enough of
	extractCity   = Options{Posts: 800, Months: 8, Seed: 77}
)

// tablesEverywhere says that the city of all tables is made on every server too.
const tablesEverywhere = false
