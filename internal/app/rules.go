package app

import (
	"slices"

	"gangwei/internal/inspect"
	"gangwei/internal/inspect/arrears"
	"gangwei/internal/inspect/diversion"
	"gangwei/internal/inspect/need"
	"gangwei/internal/inspect/nepotism"
	"gangwei/internal/inspect/procedure"
	"gangwei/internal/inspect/rotation"
)

// Rules of inspection, in the order of families.
func Rules() []*inspect.Rule {
	return slices.Concat(nepotism.Rules, rotation.Rules, need.Rules, diversion.Rules, arrears.Rules, procedure.Rules)
}
