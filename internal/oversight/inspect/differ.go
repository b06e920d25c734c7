package inspect

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
)

// Difference is what two files that tell of one payment say differently about money.
type Difference struct {
	Path   string
	Table  string // by the name that rules ask for
	IDs    [2]int64
	Person int64 // 0: not known
	Name   string
	About  string
	Month  civil.Month // zero: not known
	What   string      // the column
	Says   [2]string
	Amount money.Fen // between two amounts
}
