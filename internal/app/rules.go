package app

import (
	"slices"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/arrears"
	"gangwei/internal/oversight/inspect/diversion"
	"gangwei/internal/oversight/inspect/need"
	"gangwei/internal/oversight/inspect/nepotism"
	"gangwei/internal/oversight/inspect/procedure"
	"gangwei/internal/oversight/inspect/rotation"
)

// Rules of inspection, in the order of families.
func Rules() []*inspect.Rule {
	return slices.Concat(nepotism.Rules, rotation.Rules, need.Rules, diversion.Rules, arrears.Rules, procedure.Rules)
}
