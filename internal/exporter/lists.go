package exporter

import "gangwei/internal/registry/crosscheck"

// Lists that can be written, in the order of the manual.
func Lists() []List {
	return []List{
		NewList("people", "resident.export", peopleRows),
		NewList("kin", "resident.export", kinRows),
		NewList("officials", "official.view", officialRows),
		NewList("posts", "post.view", postRows),
		NewList("applications", "application.view", applicationRows),
		NewList("holders", "placement.export", holderRows),
		NewList("insurance", "placement.export", insuranceRows),
		NewList("history", "history.view", historyRows),
		NewList("quota", "quota.view", quotaRows),
		NewList("meetings", "application.view", meetingRows),
		NewList("recruits", "application.view", recruitRows),
		NewList("checks", "duty.view", checkRows),
		NewList("arrears", "payroll.view", arrearsRows),
		NewList("complaints", "complaint.view", complaintRows),
		NewList("accidents", "accident.view", accidentRows),
		NewList("hits", "matching.view", hitRows),
		NewList("differences", "crosscheck.view", differenceRows),
		withMaterial(NewList("findings", "inspect.view", findingRows)),
		NewList("parameters", "rulebook.view", parameterRows),
		template(crosscheck.Employment, "省就业系统导入模板"),
		template(crosscheck.Poverty, "防返贫监测系统导入模板"),
	}
}

// withMaterial behind a list of findings.
func withMaterial(l List) List {
	l.Behind = material
	return l
}
