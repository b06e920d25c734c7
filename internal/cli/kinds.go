package cli

import (
	"slices"

	"gangwei/internal/attendance"
	"gangwei/internal/hiring"
	"gangwei/internal/importer"
	"gangwei/internal/oversight"
	"gangwei/internal/pay"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry"
)

// importKinds are what may be taken; rows of earlier years are asked for by --history.
func importKinds() (codes []string) {
	for _, k := range (&importer.Rooms{}).Kinds() {
		if k.Code != "history" {
			codes = append(codes, k.Code)
		}
	}
	return codes
}

// exportKinds are the lists that may be written.
func exportKinds() (codes []string) {
	for _, l := range slices.Concat(registry.Exports(), hiring.Exports(), attendance.Exports(), pay.Exports(),
		oversight.Exports(), rulebook.Lists()) {
		codes = append(codes, l.Code)
	}
	return codes
}
