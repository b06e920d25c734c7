package forms

import "gangwei/internal/platform/feature"

// Papers that the wing prints.
var Papers = []feature.Paper{
	{Code: "help_file", Title: "就业援助档案",
		For: "a person's aid"},
	{Code: "progress_slip", Title: "推进情况表",
		For: "the unit that reports, signed"},
	{Code: "stage_summary", Title: "阶段性总结",
		For: "the city, a draft to be finished"},
	{Code: "overview", Title: "岗位概况",
		For: "an office, its month and brief"},
	{Code: "person_file", Title: "乡村公益性岗位人员档案",
		For: "one person across all rooms"},
}
