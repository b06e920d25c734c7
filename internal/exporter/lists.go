package exporter

import (
	"slices"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/matching"
	"gangwei/internal/registry/resident"
)

// Lists that can be written.
func Lists() []exchange.List {
	return slices.Concat(resident.Lists(), post.Lists(), application.Lists(), placement.Lists(), history.Lists(),
		quota.Lists(), duty.Lists(), payment.Lists(), complaint.Lists(), matching.Exports(), crosscheck.Lists(),
		inspect.Lists(), rulebook.Lists())
}
