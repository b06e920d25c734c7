//go:build long

package demo

var (
	scoreCity     = Options{Posts: 9_000, Months: 9, Seed: 20}
	scoreFamilies = 6
	extractCity   = Options{Posts: 4_000, Months: 8, Seed: 77}
)
