//go:build long

package demo

var (
	scoreCity     = Options{Posts: 9_000, Months: 9, Seed: 20}
	scoreFamilies = 6
	extractCity   = Options{Posts: 4_000, Months: 8, Seed: 77}
)

// tablesEverywhere says that the city of all tables is made on every server too.
const tablesEverywhere = true
