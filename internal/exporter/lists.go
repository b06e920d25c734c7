package exporter

import (
	"gangwei/internal/platform/exchange"
	"gangwei/internal/registry/crosscheck"
)

// Lists that can be written, in the order of the manual.
func Lists() []exchange.List {
	return []exchange.List{
		exchange.NewList("people", "resident.export", peopleRows),
		exchange.NewList("kin", "resident.export", kinRows),
		exchange.NewList("officials", "official.view", officialRows),
		exchange.NewList("posts", "post.view", postRows),
		exchange.NewList("applications", "application.view", applicationRows),
		exchange.NewList("holders", "placement.export", holderRows),
		exchange.NewList("insurance", "placement.export", insuranceRows),
		exchange.NewList("history", "history.view", historyRows),
		exchange.NewList("quota", "quota.view", quotaRows),
		exchange.NewList("meetings", "application.view", meetingRows),
		exchange.NewList("recruits", "application.view", recruitRows),
		exchange.NewList("checks", "duty.view", checkRows),
		exchange.NewList("arrears", "payroll.view", arrearsRows),
		exchange.NewList("complaints", "complaint.view", complaintRows),
		exchange.NewList("accidents", "accident.view", accidentRows),
		exchange.NewList("hits", "matching.view", hitRows),
		exchange.NewList("differences", "crosscheck.view", differenceRows),
		withMaterial(exchange.NewList("findings", "inspect.view", findingRows)),
		exchange.NewList("parameters", "rulebook.view", parameterRows),
		template(crosscheck.Employment, "省就业系统导入模板"),
		template(crosscheck.Poverty, "防返贫监测系统导入模板"),
	}
}

// withMaterial behind a list of findings.
func withMaterial(l exchange.List) exchange.List {
	l.Behind = material
	return l
}
