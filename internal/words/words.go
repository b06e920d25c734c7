// Package words holds the sentences for error codes and the labels for states and code lists, for pages, papers and the command line
// alike. Refusals say what is wrong and the way out. {name} stands for an argument of the error.
package words

import (
	"fmt"
	"strings"

	"gangwei/internal/errs"
)

// Sentence of one refusal. An unknown code shows itself, so that nothing is lost; a test holds every code used against this list.
func Sentence(e *errs.Error) string {
	s, ok := sentences[e.Code]
	if !ok {
		if e.Kind == errs.Internal {
			s = sentences["internal"]
		} else {
			s = e.Code
		}
	}
	for _, a := range e.Args {
		v := fmt.Sprint(a.Value)
		for _, list := range argLists[a.Name] {
			if l, ok := labels[list][v]; ok {
				v = l
			}
		}
		if l, ok := sentences[v]; ok && a.Name == "why" {
			v = strings.TrimSuffix(l, "。")
		}
		s = strings.ReplaceAll(s, "{"+a.Name+"}", v)
	}
	if e.Row > 0 {
		place := fmt.Sprintf("第%d行", e.Row)
		if e.Column != "" {
			place += "“" + e.Column + "”列"
		}
		s = place + "：" + s
	}
	return s
}

// Sentences of everything inside err; an internal error gives one general sentence.
func Sentences(err error) []string {
	all := errs.All(err)
	if len(all) == 0 {
		return []string{sentences["internal"]}
	}
	out := make([]string, len(all))
	for i, e := range all {
		out[i] = Sentence(e)
	}
	return out
}

// Known reports whether a code has a sentence.
func Known(code string) bool { _, ok := sentences[code]; return ok }

// Label of a code in a list; the code itself if the list does not know it.
func Label(list, code string) string {
	if l, ok := labels[list][code]; ok {
		return l
	}
	return code
}

// CodeOf the label in a list; false if the list does not have it.
func CodeOf(list, label string) (string, bool) {
	for code, l := range labels[list] {
		if l == label {
			return code, true
		}
	}
	return "", false
}

// Text is the sentence kept under a code, for remarks on pages.
func Text(code string, args ...errs.Arg) string {
	e := errs.New(errs.Invalid, code)
	e.Args = args
	return Sentence(e)
}

var argLists = map[string][]string{
	"state": {"application", "post", "placement"}, "from": {"post"}, "to": {"post"}, "basis": {"category"}, "level": {"level"}, "kin": {"kin"}, "sheet": {"sheet"}, "run": {"run"}, "batch": {"batch"}, "fund": {"fund"}, "import": {"import"}, "register": {"register"}, "permission": {"permission"}, "finding": {"findingstate"}, "complaint": {"complaintstate"}, "least": {"complaintoffice"},
}

var sentences = map[string]string{
	"internal": "系统出错，本次操作没有生效。请稍后再试；仍不行时，请把页面上的编号告诉管理员。",

	"idno.ruined":     "身份证号码已被表格软件改成科学计数（如3.70402E+17），原号码已丢失。请把该列设为“文本”格式后重新填写。",
	"idno.length":     "身份证号码应为18位，现为{length}位。请核对后重新填写。",
	"idno.characters": "身份证号码只能是数字，最后一位可以是X。请核对后重新填写。",
	"idno.birth":      "身份证号码中的出生日期{birth}不存在。请核对后重新填写。",
	"idno.check":      "身份证号码校验位不对，可能有一位写错。请对照身份证重新填写。",

	"form.required": "请填写此项，并注意字数。",
	"form.long":     "内容过长，最多{limit}个字。",
	"form.range":    "请填写{min}至{max}之间的数。",
	"form.number":   "请填写整数。",
	"form.amount":   "请填写金额，如 800 或 800.50。",
	"form.date":     "请填写日期，如 2025-03-01。",
	"form.future":   "日期应在今天或以前，并合乎先后。",
	"form.choice":   "请从所列选项中选择。",
	"form.stale":    "打开此页之后，别人已修改过这条记录。请核对下面的最新内容后重新提交。",
	"form.csrf":     "页面已过期。请返回后刷新页面，再提交一次。",
	"form.nul":      "“{field}”含有不可用的字符。请重新键入。",
	"form.huge":     "“{field}”内容过长。",
	"form.too_big":  "提交的内容过大，最多{limit}。",

	"authz.forbidden":         "您的角色不办理此事（{permission}）。请由有此权限的同事办理。",
	"authz.not_found":         "没有找到。可能网址有误，或不在您的辖区。",
	"desk.key":                "页面已过期。请返回后刷新页面，再提交一次。",
	"desk.repeat":             "同一张表正在办理，请稍候刷新。",
	"office.none":             "此数据库还没有建账。请先运行 gangwei init。",
	"office.made":             "此数据库已经建账，不能再次建账。",
	"region.code":             "没有区划代码“{code}”。请填写6位、9位或12位代码。",
	"region.not_village":      "请选择到村（社区）。",
	"sheet.empty":             "文件是空的，或各表都没有内容。",
	"sheet.et":                "WPS表格格式（.et）不能读取。请在WPS中“另存为”.xlsx后再导入。",
	"sheet.protected":         "文件设有打开密码。请去掉密码，“另存为”.xlsx后再导入。",
	"sheet.macro":             "文件含有宏。请“另存为”不含宏的.xlsx后再导入。",
	"sheet.old_xls":           "文件是Excel 95或更早的格式。请“另存为”.xlsx后再导入。",
	"sheet.not_sheet":         "不是表格文件，或与文件名不符。请用表格软件打开后“另存为”.xlsx，再导入。",
	"sheet.broken":            "文件已损坏，不能读取。请用表格软件打开后“另存为”.xlsx，再导入。",
	"sheet.bomb":              "文件展开后过大，不能读取。请只保留需要的工作表，“另存为”.xlsx后再导入。",
	"sheet.sheets":            "工作表过多，最多{limit}个。请只保留需要的工作表。",
	"export.kind":             "没有“{kind}”这类名册。",
	"paper.nothing":           "所选内容这个月没有可打印的。可以填写空白表的份数。",
	"paper.number":            "没有这个编号的表，或不在您的辖区。请对照纸上的编号填写。",
	"form.month":              "请填写月份，如2025-03。",
	"complaint.slow":          "短时间内提交过多。请过几分钟再提交，或拨打12345。",
	"placement.term":          "{name}累计在岗将达{months}个月，超过{limit}个月。继续续聘的，请写明依据（如临近退休、特殊困难）。",
	"placement.none":          "请选择要续聘的人，最多500人。",
	"placement.not_active":    "此人不在岗，不能暂停。",
	"placement.not_suspended": "此人没有暂停，不必恢复。",
	"placement.suspend_on":    "日期应在上岗、上次变动之后，不晚于31天后。",
	"quota.period_code":       "计划期代码如 2026 或 2026-2030。",
	"quota.period_dates":      "计划期截止日应在起始日之后，不超过十年。",
	"quota.period_overlap":    "与计划期{period}重复或重叠。",
	"quota.not_city":          "总数由市级核定。",
	"quota.not_beside":        "只能在同一上级的区域之间调剂，或收回到上级。",
	"import.quota":            "计划余额不足，这一行开发不了。请先下达计划。",
	"import.built_upon":       "导入的内容已有后续记录（考勤、发放、告知、登录等），不能整批撤销。有误的，逐一办理。",
	"import.no_vacancy":       "本村没有这个编号或名称的空岗。请先开发岗位，或核对编号。",
	"post.built_upon":         "导入的岗位已有人申请、在岗，或已变更，不能撤销。",
	"placement.opening_start": "上岗日期应在2010年以后、今天以前。",
	"placement.opening_until": "协议截止日应在起始日之后。",
	"application.batch":       "申请{number}不能通过：{why}。请去掉这一份，单独办理。",
	"application.none":        "请勾选要办理的申请，最多{limit}份。",
	"recruit.short":           "招用公告的张贴天数不足。",
	"import.second_role":      "同一人的第二个角色，请在账号授权后另行导入或授权。",
	"account.choose":          "请勾选要授权的账号，最多500个。",
	"account.slips_gone":      "密码条已下载过，不再保存。遗失的，请逐个重置密码。",
	"account.asked":           "这个角色已在等待授权。",
	"account.decided":         "这项授权申请已办结。",
	"account.not_clerk":       "只能重置村级经办人的密码；有其他角色的，由安全管理员重置。",
	"hit.state":               "这条比对记录不在这一步。",
	"hit.early":               "说明期限到{by}，期满或本人说明后才能决定。",
	"hit.same_hand":           "告知本人的人不能自己决定。请由另一人办理。",
	"hit.statement":           "请写明情况，4个字以上。",
	"divisions.same":          "代码和名称都没有变。",
	"divisions.on":            "生效日期应在原名称启用之后，不晚于今天。",
	"application.register":    "部门数据比对中，此人“{register}”有记录，还没有核实为不影响。请先在部门数据比对中办结。",
	"post.nothing":            "没有要变更的内容。",
	"import.kind":             "没有“{kind}”这类导入。",
	"import.heads":            "没有找到表头。表头应有：{heads}。可下载模板对照。",
	"import.file":             "请选择要导入的文件。",
	"import.taken":            "这个文件已于{on}导入过，不会重复导入。",
	"import.place":            "所选区划已撤销或合并，请重新选择。",
	"import.state":            "这份文件{import}，不能再办理此事。",
	"import.nothing":          "没有可导入的行。请按提示修改后重新上传。",
	"import.changed":          "看过之后，登记情况有变：当时可导入{before}行，现在{now}行。请重新上传核对。",
	"import.required":         "此格必填。",
	"import.ruined":           "号码已被表格软件改成科学计数（如6.21700E+18），末尾数字已丢失。请把该列设为“文本”格式后重新填写。",
	"import.yes":              "请填写是、否，或打√。",
	"import.day":              "日期不存在或看不懂。请写成2025-03-01。",
	"import.amount":           "请填写金额，如800或800.50。",
	"import.word":             "“{word}”不在可选的词里。请对照模板说明填写。",
	"import.relation":         "关系看不懂。请写户主、配偶、子、女、父亲、母亲、兄、弟等，或GB/T 4761两位代码。",
	"import.twice":            "与第{row}行重复。请留一行。",
	"import.other_village":    "此行写的不是{village}。请去掉别村的行，或由镇（街道）导入。",
	"import.village":          "{place}内没有这个村（社区）。请写全称或12位代码。",
	"import.villages":         "有{count}个同名的村（社区）。请在“镇（街道）”列写明，或写12位代码。",
	"import.namesake":         "同村已登记一个同名同生日的人（身份证号码尾号{tail}）。请核对是否同一人、哪个号码写错；确是两人的，在“登记人员”中单独登记。",
	"import.elsewhere":        "此人已登记在别的村（社区）。请核对；确已迁来的，由镇（街道）办理。",
	"import.differs":          "与已登记的不同。不会覆盖；请核对，登记有误的在该人页面更正，表写错的改表。",
	"import.unknown_person":   "此身份证号码还没有登记。请先登记人员。",
	"import.other_name":       "姓名与此身份证号码登记的不同。请核对号码和姓名。",
	"import.outside":          "此人不属于{place}。请由其所在的村或镇（街道）导入。",
	"kin.code":                "请选择亲属关系（GB/T 4761）。",
	"kin.self":                "亲属不能是本人。",
	"kin.known":               "与{name}的关系已申报过。申报有误的，先由镇（街道）撤销再登记。",
	"kin.none":                "请至少填写一名亲属；没有须申报的亲属，请勾选“无”。",
	"kin.unknown":             "没有这项亲属关系，可能已撤销。",
	"official.known":          "此人同一职务、同一起始日期已登记。",
	"official.over":           "此任职已于{until}结束。",
	"official.until":          "离任日期应在任职起始之后，不晚于今天。",
	"resident.namesake":       "同村已登记一个同名同生日的人（身份证号码尾号{tail}）。请核对是否同一人；确是两人的，勾选“确是另一人”后再登记。",
	"resident.account_taken":  "此账号已是别人的。补贴只发本人账户，请核对账号。",
	"resident.correct":        "此人已提交过申请，更正由镇（街道）审核员办理。",
	"resident.nothing":        "没有要更正的内容。",
	"resident.pending":        "此人已有一项更正在等区（市）核准。",
	"resident.decided":        "这项更正已办结。",
	"resident.same_hand":      "提出更正的人不能自己核准。请由另一人办理。",
	"resident.self":           "请选择另一条记录。",
	"resident.live":           "这条记录有在办申请或在岗，请先办结，再合并。",
	"resident.merged":         "这条记录已合并到另一条。请用合并后的记录。",
	"resident.standing":       "请核对：已登记的不能重复登记；没有登记、或截止不晚于起始的，不能截止。",
	"resident.built_upon":     "导入的人员已有申请、任职、亲属关系、更正等后续记录，不能撤销。",
	"history.no_name":         "没有姓名。",
	"history.no_idno":         "没有身份证号码，不能对应到人。",
	"history.idno":            "身份证号码不对，不能对应到人；原样保留。",
	"history.not_registered":  "此人没有登记，未对应到现有人员。",
	"history.village":         "没有找到这个村（社区），记在导入单位名下。",
	"history.year":            "看不出年度。",
	"history.start":           "上岗日期不存在或看不懂；原样保留。",
	"history.end":             "退出日期不存在或看不懂；原样保留。",
	"history.review":          "民主评议日期不存在或看不懂；原样保留。",
	"history.audit":           "审核日期不存在或看不懂；原样保留。",
	"history.order":           "退出早于上岗。",
	"history.no_review":       "没有民主评议记录。",
	"history.no_notice":       "没有公示记录。",
	"history.audit_early":     "审核早于民主评议。",
	"history.two_on_post":     "同一岗位同一时间不止一人。",
	"history.two_posts":       "同一人同一时间不止一个岗位。",
	"history.no_slip":         "写有已发月份，没有凭证号。",
	"history.month":           "有的月份打了√或写了字，看不出金额。",
	"sheet.too_large":         "文件过大，最多{limit}。请拆成几个文件。",
	"sheet.columns":           "列数过多，最多{limit}列。",
	"sheet.cell":              "单元格内容过长，最多{limit}个字。",
	"sheet.nul":               "单元格含有不可用的字符。请重新键入。",
	"sheet.quote":             "引号不成对。请用表格软件另存为CSV后再试。",
	"sheet.encoding":          "文字编码无法识别。请另存为“CSV UTF-8”后再试。",
	"changeover.not_beside":   "只能并入同一镇（街道）的另一个村（社区）。",
	"changeover.on":           "合并自每月1日起，不晚于今天，不早于一个月前。",
	"changeover.unfinished":   "被合并的村{months}的考勤表没有报送、审核完。请先办完，以免有人领不到补贴。",
	"changeover.begun":        "被合并的村已有这个月的考勤表或上岗。请改自下月1日起合并。",
	"divisions.header":        "第一行应为 code,parent,level,name。",
	"divisions.columns":       "每行应有4列。",
	"divisions.level":         "层级应为 city、county、township 或 village。",
	"divisions.code":          "区划代码应为12位数字。",
	"divisions.twice":         "区划代码重复。",
	"divisions.one_city":      "只能有一个市，并排在最前。",
	"divisions.parent":        "上级代码应是前面已列出的上一级区划。",
	"divisions.prefix":        "代码前几位应与上级一致。",
	"divisions.name":          "名称应为1至40个字。",
	"divisions.empty":         "文件中没有区划。",

	"account.login":        "登录名用3至40个小写字母、数字、点或短横。",
	"account.login_taken":  "登录名已有人使用，请换一个。",
	"account.password":     "密码至少10位，含大写、小写、数字、符号中的三种，且不含登录名。",
	"account.same":         "新密码不能与原密码相同。",
	"account.old_wrong":    "原密码不对。",
	"account.wrong":        "登录名或密码不对。连续输错5次将锁定15分钟。",
	"account.locked":       "此账号因连续输错密码已锁定，{until}后可再试，或请安全管理员重置密码。",
	"account.demo_remote":  "演示账号只能在本机登录。",
	"account.unknown":      "没有此用户。",
	"account.role":         "没有此角色。",
	"account.role_level":   "“{role}”应授予在{level}一级。",
	"account.incompatible": "此人已有“{other}”，同一人不能兼任“{role}”（不相容岗位分离）。",
	"account.granted":      "已授予过此角色。",
	"account.not_granted":  "此人没有这项授权，可能已被收回。",
	"account.self":         "不能对本人的账号办理此事，请由另一位管理员办理。",
	"account.until":        "截止日期应在今天之后。",

	"rulebook.param":       "没有此参数。",
	"rulebook.same_person": "提出与核准应为两人。请由另一人核准。",
	"rulebook.decided":     "此项已有人处理。",
	"rulebook.taken":       "同一日期起已有核准的值，请改用另一生效日期。",

	"files.empty":        "文件是空的。",
	"files.too_large":    "文件过大，最多{limit}。照片可先压缩。",
	"files.kind":         "只收照片（JPG、PNG）、PDF、Excel（.xlsx）和CSV文件，按内容识别。请另存为其中一种。",
	"files.purged":       "照片已过保存期，{on}清除。检查结果和照片摘要（{digest}）仍在。",
	"files.photo_broken": "照片损坏，不能显示。检查结果仍在。",
	"files.gone":         "文件在磁盘上找不到，请联系管理员。",
	"jobs.full":          "后台任务已满，请稍后再试。",
	"jobs.failed":        "任务没有完成。请重试；仍不行时请联系管理员。",
	"jobs.interrupted":   "系统重启，任务中断。请重新提交。",

	"resident.name":        "姓名应为2至30个汉字或字母，间隔号用“·”。",
	"resident.phone":       "电话应为7至12位数字。",
	"resident.account":     "账号应为10至30位数字。",
	"resident.relation":    "请选择与户主关系。",
	"resident.known":       "此身份证号码已登记过。请先按身份证号码查找；查不到时，可能登记在别的村，请联系镇（街道）。",
	"resident.why":         "请写明查看理由，4至100个字。",
	"resident.recuse_self": "这是您本人的事项，应当回避。请由同事办理。",
	"resident.recuse_kin":  "您与当事人是申报的亲属或同户，应当回避。请由同事办理。",

	"quota.amount":     "请填写正整数的个数。",
	"quota.below_used": "不能少于已下达和已开发的{used}个。",
	"quota.not_below":  "只能下达给直接下一级。",
	"quota.none":       "本级岗位计划未下达。请联系上级下达计划。",
	"quota.over":       "超出计划，还可用{left}个。",

	"post.below_minimum": "月补贴{rate}元÷每月{hours}小时＝每小时{hourly}元，低于当地小时最低工资{least}元；至少应为{need}元。请提高补贴或减少工时。",
	"post.arrow":         "“{from}”的岗位不能改为“{to}”。",
	"post.held":          "此岗位还有人在岗。请先办理退出。",

	"person.age_under":                 "年龄{age}周岁，未满{limit}周岁。",
	"person.age_over":                  "年龄{age}周岁，超过新上岗年龄{limit}周岁，须写明理由。",
	"person.dead":                      "此人已登记死亡（{on}）。",
	"person.no_basis":                  "没有在有效期内的安置对象类别“{basis}”。请核对登记和证明。",
	"person.residence":                 "在本地常住不满{limit}个月，须写明理由。",
	"person.max_posts":                 "此人已有岗位，每人最多{limit}个（含其他部门的公益性岗位）。",
	"household.max_posts":              "同户已有{held}人在岗，一般每户{limit}人，须写明理由。",
	"term.max_months":                  "累计在岗已{held}个月，达到{limit}个月，须写明理由。",
	"exclude.employee_pension_paying":  "参加职工养老保险（{source}）。",
	"exclude.employee_pension_drawing": "领取职工养老保险待遇（{source}）。",
	"exclude.business_owner":           "名下有营业执照（{source}）。",
	"exclude.public_employee":          "公职人员或财政供养人员。",
	"exclude.village_cadre":            "现任村干部（{title}）。",
	"exclude.student":                  "在校学生（{source}）。",
	"exclude.cannot_work":              "丧失劳动能力（{source}），须写明理由。",
	"exclude.elsewhere":                "长期外出（{source}），须写明理由。",
	"exclude.in_custody":               "服刑或羁押（{source}）。",
	"kin.official":                     "与{name}（{title}）是亲属：{kin}。亲属可以申请，办理时应申报并回避。",
	"kin.not_collected":                "尚未收集亲属关系申报，不等于没有亲属关系。",

	"application.against_rank":     "同次评议未安排的{count}人参考分更高（本人{points}分，最高{most}分）。请写明仍拟安置的理由，随公示张贴。",
	"application.objection_open":   "还有{count}件公示异议没有答复。请先答复，再审核。",
	"application.objection_right":  "{on}答复的公示异议成立。请由村里纠正后重新公示，或审核不通过。",
	"complaint.application":        "这个人现在不在本村公示。请另选，或选“不是公示异议”。",
	"rulebook.weights":             "“{piece}”看不懂。请写成“脱贫享受政策人口（含防止返贫监测帮扶对象）=30；同户人口每人=2”的样子，分值1至100。",
	"term.max_placements":          "已安置{held}次（一般不超过{limit}次），须写明理由。",
	"exclude.breach":               "{on}因违规退出，未满{months}个月。",
	"accident.on":                  "那天此人不在这个岗位上。",
	"accident.twice":               "此人这一天的事故已登记过。",
	"accident.state":               "这件事故不在这一步。没有报案的，不能登记理赔。",
	"crosscheck.mapping":           "对照文件有误：{what}。请改正后再提交。",
	"crosscheck.state":             "对照文件里没有“{word}”这个状态。请在对照文件的states中补上。",
	"crosscheck.remark":            "请写明原因，4至200个字。",
	"crosscheck.gone":              "这条差异已变化或消失。请刷新后再看。",
	"resident.group":               "村民小组请写数字，如3、三组、第3组。",
	"account.delegate_off":         "本地没有启用代办（参数delegate.max_days）。",
	"account.delegate_until":       "代办截止日应在明天以后，最长{days}天。",
	"changeover.households":        "请写明转出的户编号或村民小组，最多{limit}户。",
	"changeover.household":         "本村没有编号为“{number}”的户。",
	"changeover.all":               "不能转出全部的户。整村并入别村的，请办理合并。",
	"changeover.vacant":            "岗位“{code}”不是本村的空岗。在岗人员的岗位随人转出，不用写。",
	"changeover.applying":          "{name}有在办的申请。请先办结或撤回。",
	"post.above_standard":          "每月{rate}元，超过本区（市）当日的月补贴标准{most}元。请按标准填写，或先由区（市）调整标准。",
	"selfcheck.recruit":            "申请以前张贴过招用公告",
	"selfcheck.review":             "民主评议符合规定",
	"selfcheck.notice":             "公示符合规定",
	"selfcheck.kin":                "已收集亲属关系申报",
	"selfcheck.scans":              "已上传签字原件",
	"selfcheck.objections":         "公示异议都已答复（办理中{open}件，已答复{answered}件）",
	"application.live":             "此人已有一份在办的申请。",
	"application.elsewhere":        "人员和岗位应在同一个村。",
	"application.post_state":       "此岗位{state}，不能申请。",
	"application.reason":           "有需要说明的事项，请写明理由。",
	"application.remark":           "不通过或撤回时，请写明理由。",
	"application.state":            "这份申请现为“{state}”，不能办理此步。",
	"application.same_hand":        "您已办理过这份申请的另一步。登记、初审、审核、备案应为四人，请由同事办理。",
	"application.not_filed":        "这份申请现为“{state}”，备案后才能上岗。",
	"application.review_irregular": "民主评议不合规：{why}。请村里重新评议并登记。",
	"application.notice_irregular": "公示不合规：{why}。请村里重新公示并登记。",
	"application.notice_running":   "公示到{until}为止，次日起可以审核。",
	"review.present":               "到会人数应在0至应到人数之间。",
	"review.votes":                 "同意、反对、弃权之和应等于到会人数。",
	"review.kin_voted":             "应回避的人参加了表决。",
	"review.needs_township":        "回避后本村人数不足，应由镇（街道）主持而没有。",
	"meeting.on":                   "请填写会议日期，不早于一年前、不晚于60天后。",
	"meeting.voters":               "应到名单每行一人，3至{limit}人。",
	"meeting.voter":                "应到名单第{row}行的姓名或号码不对。",
	"meeting.voter_twice":          "应到名单第{row}行的人重复了。",
	"meeting.candidates":           "请选择评议对象，最多100人。",
	"meeting.state":                "这次评议会已登记结果或已取消。",
	"meeting.early":                "会议日期是{on}，到那天才能登记结果。",
	"meeting.came":                 "实到的人应在应到名单内，不重复。",
	"meeting.votes":                "{name}：同意、反对、弃权之和应为{votes}（实到减去回避的人）。",
	"review.quorum":                "到会人数不足应到人数的三分之二。",
	"review.before_submit":         "评议日期早于申请日期。",
	"notice.until":                 "公示截止日应在开始日之后60天内。",
	"notice.short":                 "公示天数不足。",
	"notice.before_review":         "公示早于民主评议。",

	"inspect.state":    "这条疑点现为“{finding}”，不能这样办理。",
	"inspect.reason":   "请写明理由，4至500个字。",
	"inspect.no_run":   "本辖区还没有运行过检查。请先运行检查，再出具报告。",
	"inspect.period":   "请填写起止月份，如 2025-01 至 2025-12，起月不晚于止月。",
	"report.font":      "没有找到中文字体，不能生成PDF。请安装 fonts-lxgw-wenkai，或用 GANGWEI_FONT 指定一个 TrueType（.ttf）字体文件。",
	"backup.damaged":   "备份文件已损坏或不完整，没有恢复任何内容。请换一份备份。",
	"backup.keys":      "备份是用另一套密钥做的。请先把当时的密钥文件 keys/ring.json 放回原处。",
	"backup.schema":    "备份的数据结构与本程序版本不同。请用做备份时的版本恢复，再升级。",
	"backup.not_empty": "目标数据库不是空的。请恢复到新的空数据库。",

	"bankfile.encoding":      "文件应为UTF-8文本，不超过8 MB。",
	"bankfile.head":          "首行应为“笔数|总金额”。",
	"bankfile.line":          "应为“序号|金额|成功”或“序号|金额|失败|原因”。",
	"bankfile.twice":         "序号重复。",
	"bankfile.status":        "结果应为“成功”或“失败”。",
	"bankfile.totals":        "首行的笔数、总金额与各行之和不符。请向银行索取完整的回盘文件。",
	"fund.county":            "请选择区（市）。",
	"fund.short":             "{fund}可用资金不足，需要{need}元。请先登记资金下达，或减少发放。",
	"payroll.month":          "这个月还没有结束。",
	"payroll.nothing":        "没有可发放的人员：{missing}个村的考勤表未审核或考核结果没有告知本人，{bare}人没有登记本人账号，其余已列入发放。",
	"payroll.state":          "这次发放现为“{run}”，不能办理此步。",
	"payroll.notice_short":   "公示截止日应在开始日之后至少{days}天。",
	"payroll.notice_running": "公示到{until}为止，次日起可以审核。",
	"payroll.audited":        "本镇（街道）已审核过。",
	"payroll.no_part":        "这次发放没有本镇（街道）的人员。",
	"payroll.same_person":    "编制与批准应为两人。请由另一人批准。",
	"payroll.not_audited":    "还有{waiting}个镇（街道）没有审核。",
	"payroll.slot":           "有人本月已列入另一次发放。请撤销后重新编制。",
	"payroll.totals":         "公示时合计{was}元，现在合计{now}元，不一致。请撤销后重新编制。",
	"payment.on_way":         "第{number}批还在途中，回盘登记后才能再编一批。",
	"payment.nothing":        "没有待发放的人员。",
	"payment.all_held":       "没有制单：{count}人的账号都有问题，见“没有制单的人”。请先更正账号。",
	"payment.file_changed":   "有人的账号在编制之后变更过，文件与编制时不同。请联系管理员。",
	"payment.same_person":    "制单与复核应为两人。请由另一人复核。",
	"payment.state":          "这一批现为“{batch}”，不能办理此步；同一回盘文件不会重复登记。",
	"payment.unknown":        "本批没有序号{seq}。",
	"payment.amount":         "序号{seq}：本批金额{ours}元，回盘{bank}元，不一致。",
	"payment.unanswered":     "还有{count}笔没有回盘结果。请向银行索取完整的回盘文件。",
	"payment.paid_twice":     "有人已经到账，不能重复登记。",

	"duty.month":             "这个月还没有开始。",
	"duty.nobody":            "这个月本村没有在岗人员。",
	"duty.mark":              "{name}第{day}天：只能填 勤、假、雨、休、换、缺，或空着。",
	"duty.day":               "{name}第{day}天不能填：那天不在岗，或还没有到。",
	"duty.blank":             "{name}整月空着。请填写，或在备注中说明。",
	"duty.day_sent":          "{name}第{day}天已经报送，不能改。确需更正的，请镇（街道）退回。",
	"draw.level":             "请选择镇（街道）。抽签按镇（街道）进行。",
	"draw.seed":              "本季度的抽签种子还没有封存。系统每小时自动办理一次，请稍后再抽。",
	"draw.no_root":           "封存种子以后还没有到整点记录，现在不能抽。请一小时后再抽。",
	"draw.twice":             "本季度已经抽过签，不能重抽。",
	"draw.committed":         "种子已经封存。",
	"duty.phone_off":         "参数册停用了手机检查页。请打印履职检查记录表记在纸上，回来录入，方式选“纸质记录”。",
	"duty.shift_days":        "请选择每周哪几天到岗。",
	"duty.shift_over":        "这个月已经过去，不能补排班。",
	"duty.shift_open":        "{name}第{day}天起有{count}天排了班，还没有登记。请村里补登后再审核；没有到岗的，填假、雨、休、换或缺。",
	"duty.state":             "这张考勤表现为“{sheet}”，不能办理此步。",
	"duty.same_person":       "报送与审核应为两人。请由另一人审核。",
	"duty.remark":            "退回或重开时请写明理由，不超过100个字。",
	"duty.none_seen":         "请至少选一人的检查情况。",
	"duty.client":            "页面已过期。请返回后刷新页面，再提交一次。",
	"duty.not_holder":        "所选人员那天不在本村岗上。",
	"duty.about":             "复查对应的检查不存在。",
	"duty.photo_off":         "本地没有启用检查照片（见参数）。请去掉照片后登记。",
	"duty.photo_adverse":     "只有发现问题的才附照片。请去掉其余照片后登记。",
	"duty.photo_count":       "每人最多{limit}张照片。",
	"duty.photo_kind":        "检查照片只收JPG、PNG。",
	"duty.position_off":      "本地没有启用检查位置（见参数）。",
	"duty.position":          "位置无效。请清除位置，改用文字写明地点。",
	"duty.typed_otherwise":   "{name}第{day}天已填“{typed}”，表里是“{said}”。导入不改已填的：请核对后在考勤表上改，或从表里去掉。",
	"duty.impossible_no_day": "这个月没有{day}日，表里填了“{said}”。不计，作为线索留存。",
	"duty.impossible_future": "{day}日还没有到，表里填了“{said}”。不计，作为线索留存。",
	"duty.impossible_before": "{day}日还没有上岗，表里填了“{said}”。不计，作为线索留存。",
	"duty.impossible_after":  "{day}日已经退出，表里填了“{said}”。不计，作为线索留存。",
	"duty.impossible_paused": "{day}日正在暂停履职，表里填了“{said}”。不计，作为线索留存。",
	"duty.impossible_season": "{day}日不在岗位季节内，表里填了“{said}”。不计，作为线索留存。",
	"import.two_names":       "本村这个月有{count}人叫这个名字。请补身份证号码。",
	"import.no_holder":       "本村这个月没有这位在岗人员。请核对姓名和月份。",
	"import.month":           "月份写法不清楚。请写成2025年3月或2025-03，或写在表名、标题里。",
	"duty.task_day":          "{name}第{day}天：任务制的岗位按任务登记，请在下面“任务和结果”里填；这里只填假、雨、休、缺。",
	"duty.task_hours":        "{name}的岗位是任务制，不填工时。请清空工时，登记任务和结果。",
	"duty.not_task":          "所选人员的岗位按工时登记，不是任务制。",
	"draw.not_rider":         "抽签由下村的人自己抽：镇（街道）的由本镇（街道）督查员，区（市）、市级复查的由本级人员。",
	"draw.route":             "路线里的村有重复，或不在本辖区。请逐行写村名，每个村一次。",
	"draw.village":           "路线里的“{name}”不是本镇（街道）的村。请按村名全称逐行填写。",
	"draw.late":              "本季度已经没有可以下村的工作日，请下季度再抽。",
	"duty.points":            "{name}的得分应在0至{max}之间。",
	"duty.same_assessor":     "村级和镇街的考核应由两人打分。请由另一人打分。",
	"duty.not_assessed":      "还没有考核结果，不能登记告知。请村和镇街都打分以后再告知。",
	"duty.word":              "本人不同意的，请写明本人的意见。",
	"duty.deduct_off":        "{name}：没有登记扣减补贴的书面办法，不能扣减。先在参数册登记“扣减补贴依据的书面办法”。",
	"duty.deduct_base":       "{name}：请写明扣减依据的记录和日期，4至100个字，例如“3月5日缺勤，见考勤表”。",
	"duty.deduct_most":       "{name}：扣减不能为负，也不能超过月补贴的{percent}%，即{most}元。",
	"duty.look_day":          "{name}的核查日期应在本月、不晚于今天，并且那天在岗。",
	"duty.look_note":         "{name}：有问题的，请写明是什么问题。",
	"bankfile.only_failures": "这一行写的是成功。“只有失败的”文件里不能有成功的行：请改选“全部结果”，或去掉这一行。",
	"payment.failures":       "银行说成功{bank_paid}笔、{bank_total}元；按失败的行推算，应成功{paid}笔、{total}元。两者不符，没有登记。请与银行核对。",
	"payroll.lists":          "公示名单按镇（街道）打印。请在“各镇（街道）”里选一个。",
	"payroll.no_list":        "这里没有列入这次发放的人。",
	"payment.slip_waiting":   "这一批已经登记了回单，等待另一人确认。",
	"payment.slip_line":      "请每行写“序号|金额|原因”，例如“12|800.00|户名不符”。",
	"payment.no_slip":        "没有等待确认的回单。",
	"payment.slip_same":      "登记回单和确认应为两人。请由另一人确认。",
	"payment.not_beyond":     "退出日以后没有到账的补贴，不需要追缴。",
	"duty.clock":             "手机时间与系统相差较大。",
	"duty.position_stale":    "位置不是登记时的位置。",
	"duty.ended":             "那天已退出岗位，检查时还不知道。",
	"duty.queue_long":        "一次最多发{limit}条检查。请分几次发。",
	"duty.owner":             "这些检查是另一位用户登记的。请由本人登录后发出。",
	"duty.queue":             "发来的检查读不出来。检查仍留在手机里，请刷新页面再发；仍不行的，请记在履职检查记录表上回来录入。",

	"complaint.text":      "请写明内容，4至500个字。",
	"complaint.office":    "此类事项至少由“{least}”办理。请改选办理单位，或选“按事项确定”。",
	"complaint.placement": "所选人员不在这个村的岗上。",
	"complaint.state":     "这件信访举报现为“{complaint}”，不能办理此步。",
	"complaint.top":       "已由纪检监察办理，没有再上一级。",
	"complaint.nameless":  "反映人没有留下姓名和电话。",

	"placement.start":           "上岗日期应在前31天至后62天之间。",
	"placement.agreement_no":    "协议编号用字母、数字和短横。",
	"placement.agreement_from":  "协议起始日应不晚于上岗日期。",
	"placement.agreement_until": "协议截止日应在起始日之后，且不超过{limit}个月。",
	"placement.insurance":       "上岗前须投保意外伤害保险：请填写保单号和起保日期。",
	"placement.training":        "上岗前须培训：请填写培训日期。",
	"placement.post_taken":      "此岗位已有人在岗。请刷新后另选岗位。",
	"placement.person_placed":   "此人已在另一岗位上。",
	"placement.post_state":      "此岗位{state}，不能上岗。",
	"placement.ended":           "此人已退出此岗位。",
	"placement.end_on":          "退出日期应在上岗日期至今天之间。",
}
