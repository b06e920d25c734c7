package attendance

import "gangwei/internal/platform/feature"

// guides say of each page what it is for, what comes next and who helps.
var guides = []feature.Guide{
	{Page: "/duty", Call: feature.Roles("township_reviewer"),
		For:  "看各村每月的考勤表报了没有、审了没有。",
		Next: "没有报的先填；已报的点“打开”看内容。"},
	{Page: "/duty/sheets/:id", Call: feature.Roles("township_reviewer"),
		For:  "一个村一个月的考勤表，一人一行。",
		Next: "填完报送，由镇街审核；退回的改好再报。"},
	{Page: "/duty/township", Call: feature.Roles("township_reviewer"),
		For:  "一个镇（街道）各村的考勤列在一页上，便于对照、复制和打印。",
		Next: "要审核的，点村名打开那张表。"},
	{Page: "/duty/sheets/:id/assessment", Call: feature.Roles("township_reviewer"),
		For:  "按考勤和检查给每个人评当月考核。",
		Next: "评完由镇街审核考勤表时一并看；不合格的写明原因。"},
	{Page: "/duty/coverage", Call: feature.Roles("county_reviewer"),
		For:  "看查了多少人、还差多少。",
		Next: "没有达到的村先去查；不排名次。"},
	{Page: "/duty/checks", Call: feature.Roles("township_reviewer", "county_reviewer"),
		For:  "看每次检查看到了什么、有没有问题。",
		Next: "有问题的要听本人说，再复查，由另一个人下结论。"},
	{Page: "/duty/checks/new", Call: feature.Roles("township_supervisor"),
		For:  "登记一次检查：看到谁、在不在岗。",
		Next: "照看到的填，没有见到人不等于没有干活。"},
	{Page: "/duty/draw", Call: feature.Roles("county_reviewer"),
		For:  "看本季度抽到查谁。抽签谁也不能指定。",
		Next: "按名单去查，查完登记。"},
	{Page: "/papers", Call: feature.Roles("township_reviewer"),
		For:  "打印空白表册，拍照存回签过字的表。",
		Next: "没有网络的村用纸填，填好由经办人录入。"},
}
