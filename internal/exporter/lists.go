package exporter

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/schema"
	"gangwei/internal/registry/crosscheck"
)

// Lists that can be written, in the order of the manual.
func Lists() []*List {
	return []*List{
		list("people", "resident.export", peopleRows),
		list("kin", "resident.export", kinRows),
		list("officials", "official.view", officialRows),
		list("posts", "post.view", postRows),
		list("applications", "application.view", applicationRows),
		list("holders", "placement.export", holderRows),
		list("insurance", "placement.export", insuranceRows),
		list("history", "history.view", historyRows),
		list("quota", "quota.view", quotaRows),
		list("meetings", "application.view", meetingRows),
		list("recruits", "application.view", recruitRows),
		list("checks", "duty.view", checkRows),
		list("arrears", "payroll.view", arrearsRows),
		list("complaints", "complaint.view", complaintRows),
		list("accidents", "accident.view", accidentRows),
		list("hits", "matching.view", hitRows),
		list("differences", "crosscheck.view", differenceRows),
		list("findings", "inspect.view", findingRows),
		list("parameters", "rulebook.view", parameterRows),
		template(crosscheck.Employment, "省就业系统导入模板"),
		template(crosscheck.Poverty, "防返贫监测系统导入模板"),
	}
}

// list that writes the columns of its table.
func list(code string, permission authz.Permission, rows func(x *run, yield func(row) error) error) *List {
	return listOf(schema.ListedAs(code), permission, rows)
}

func listOf(t *schema.Table, permission authz.Permission, rows func(x *run, yield func(row) error) error) *List {
	return &List{Code: t.List(), Title: t.Title, Permission: permission, Columns: t.Columns(schema.Export), rows: rows}
}
