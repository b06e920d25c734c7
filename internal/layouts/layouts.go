package layouts

import "gangwei/internal/sheettest"

// Facts that a layout may tell.
type Facts struct {
	Start, End bool
	StartMonth bool // a start is told as a month
	Rate       bool
	Phone      bool
	Account    bool // with the pay
	Post       bool
	Pay        bool
	Due        bool // what should be given is all that the list says
	Bank       bool // what the bank did with each
	Failed     bool // only what it sent back
	Marks      bool // of each day
	Days       bool // their number only
	Notice     bool // from and until of the public notice
	NoVillage  bool // does not say where
	NoNumber   bool // people by name and village only
	Household  bool // with the relation to its head
}

// File of a layout, by its name without an ending.
type File struct {
	Name  string
	Pages []sheettest.Page
	// Only as a workbook: what a merged cell says is not in a text file
	Workbook bool
}

// Layout of a list.
type Layout struct {
	Code  string
	Name  string // as its title says it
	Sort  string // roster, pay, attendance, bank, notice
	What  string // what is peculiar to it
	Facts Facts
	Kind  string // of import that takes it; empty: none does
	Files func(t Truth) []File
	// Beside says which plain lists must lie beside it, so that its rows have something to say something about:
	// roster, pay.
	Beside []string
}

// All layouts.
func All() (out []Layout) {
	for _, of := range [][]Layout{rosters(), pays(), attendances(), banks(), notices()} {
		out = append(out, of...)
	}
	return out
}

// Sorts in their order, and their names.
var Sorts = [][2]string{{"roster", "花名册"}, {"pay", "发放表"}, {"attendance", "考勤表"}, {"bank", "银行答复"}, {"notice", "公示"}}

// NoticeFrom and NoticeUntil are the days of the public notice that all notices tell.
const NoticeFrom, NoticeUntil = "2025-01-06", "2025-01-13"

// PaidOn is the day of the bank's answer.
const PaidOn = "2025-02-12"
