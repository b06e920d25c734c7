package app

import (
	"gangwei/internal/attendance"
	"gangwei/internal/forms"
	"gangwei/internal/hiring"
	"gangwei/internal/importer"
	"gangwei/internal/oversight"
	"gangwei/internal/pay"
	"gangwei/internal/platform"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry"
)

// Tables of the whole schema by wing, from the bottom up, where no office is at hand that joined them.
func Tables() []feature.Feature {
	return []feature.Feature{
		{Wing: "platform", Tables: platform.Tables},
		{Wing: "registry", Tables: registry.Tables},
		{Wing: "hiring", Tables: hiring.Tables},
		{Wing: "attendance", Tables: attendance.Tables},
		{Wing: "pay", Tables: pay.Tables},
		{Wing: "oversight", Tables: oversight.Tables},
		{Wing: "forms", Tables: forms.Tables},
		{Wing: "importer", Tables: importer.Tables},
	}
}

// Witnessed lists the tables that the trail answers for.
func Witnessed() (out []trail.Table) {
	for _, w := range Tables() {
		p := feature.Program{Tables: w.Tables}
		out = append(out, p.Witnessed()...)
	}
	return out
}
