package oversight

import (
	"slices"

	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/arrears"
	"gangwei/internal/oversight/inspect/diversion"
	"gangwei/internal/oversight/inspect/need"
	"gangwei/internal/oversight/inspect/nepotism"
	"gangwei/internal/oversight/inspect/procedure"
	"gangwei/internal/oversight/inspect/rotation"
	"gangwei/internal/platform/feature"
)

// Rules of inspection, in the order of families.
func Rules() []*inspect.Rule {
	return slices.Concat(nepotism.Rules, rotation.Rules, need.Rules, diversion.Rules, arrears.Rules, procedure.Rules)
}

// joined with the other wings: each rule, and the parameters that it reads.
func joined() (out []feature.Rule) {
	for _, r := range Rules() {
		out = append(out, feature.Rule{Code: r.Code, Parameters: r.Params})
	}
	return out
}
