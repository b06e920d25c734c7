package cli

import (
	"gangwei/internal/exporter"
	"gangwei/internal/importer"
)

// importKinds are what may be taken; rows of earlier years are asked for by --history.
func importKinds() (codes []string) {
	for _, k := range importer.Kinds() {
		if k.Code != "history" {
			codes = append(codes, k.Code)
		}
	}
	return codes
}

// exportKinds are the lists that may be written.
func exportKinds() (codes []string) {
	for _, l := range exporter.Lists() {
		codes = append(codes, l.Code)
	}
	return codes
}
