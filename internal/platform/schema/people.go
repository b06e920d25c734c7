package schema

var people = &Table{
	Code: "people", Wing: "registry", Name: "人员", Use: all, Title: "人员名册",
	Also: []string{"人员信息", "人员名单", "村民名单", "人口", "persons", "person", "residents"},
	What: "每人一行：上岗人员、申请人、村干部和他们的家人，能全村最好", From: "村委会（户籍名册）、镇（街道）",
	Fields: placed(
		person.needed(look|Import),
		sex,
		day("birth", "出生日期", "出生年月日", "birth_date", "date_of_birth", "birthday").but(Import).eg("1980-01-01").
			note("登记表上写的，不必与身份证号码一致").wide(12),
		identity.needed(look|Import),
		text("household_no", "户号", "户编号", "家庭户号", "户口簿编号", "户口号", "家庭编号", "户序号", "户籍编号", "household_id").
			named("household").limit(20).eg("H001").note("同一户写同一个编号；不知道的空着，不当作独居，也不当作同一户").
			noteIn(Import, "同一户写同一个号，本村内不重复；不知道的留空，记为户情况未知，以后补登").
			noteIn(Export, "户情况未知的为空").wide(10),
		text("group", "村民小组", "小组", "组别", "所在小组", "村民组").but(look).limit(10).eg("三组").
			note("写3、三组、第3组都可以；不清楚的留空").wide(8),
		choice("relation", "与户主关系", "户主关系", "家庭关系", "relation_to_head").exact("关系").eg("户主").
			note("户主、配偶、子、女……或GB/T 4761代码").
			noteIn(Import, "户主、配偶、子、女……或GB/T 4761代码；填了户号的必填").wide(10),
		day("died", "死亡日期", "died_on", "death_date", "deceased_on").noteIn(Import, "在世的留空；已死亡的人不登记").wide(12),
		phone.noteIn(Import, "可不填").noteIn(Export, inFull).wide(14),
		account.headed("社保卡账号").alsoIn(Import, "社会保障卡").but(look).note("本人账户；该列先设为“文本”格式").
			noteIn(Export, "后四位；有权限并写明理由的为全号"),
		address.eg("一组12号"),
		day("since", "居住起始日期", "迁入日期", "居住时间", "落户时间").but(look).eg("1995-03-01").wide(12),
		choice("categories", "安置对象类别", "人员类别", "贫困类型", "人员身份", "户属性", "脱贫户类型", "困难类型", "身份属性", "类别",
			"困难类别", "身份类别", "对象类别", "basis").named("category").eg("脱贫人口、残疾人").wide(40).
			note("多个用顿号隔开；有起止日期的填“类别登记”表").noteIn(Import, "几个类别之间用顿号").noteIn(Export, "当日有效的"),
		ticked("poverty_out", "是否脱贫人口", "脱贫人口", "脱贫户", "是否脱贫户", "是否贫困户").eg("√"),
		ticked("low_income", "是否农村低收入人口", "低收入", "低保", "是否低保").eg("否"),
		ticked("disabled", "是否残疾人", "残疾", "残疾人").eg("否"),
		ticked("single_parent", "是否单亲家庭", "单亲"),
		ticked("young_unemployed", "是否失业青年", "失业青年"),
		ticked("two_child_mother", "是否二孩妈妈", "二孩妈妈"),
		text("proof", "认定依据", "证明材料", "证件编号", "认定文号").but(look).limit(50).eg("枣乡振〔2021〕3号名册").
			noteIn(Export, inFull).wide(24),
		choice("exclusion", "不宜安置情形", "不符合情形").but(look).
			note("参加职工养老保险、办有营业执照、在校学生等；没有的留空").noteIn(Export, inFull).wide(20),
		remark.only(look),
	)}

// Ticked are the codes of the categories that have a column of their own, to be ticked.
var Ticked = []string{"poverty_out", "low_income", "disabled", "single_parent", "young_unemployed", "two_child_mother"}

// ticked is a column of one category. The extract has a table of categories with their days.
func ticked(category, head string, also ...string) Field {
	return yes(category, head, also...).only(Import | Folder)
}

// inFull says of a column of a list that it is filled only where the list has full numbers.
const inFull = "有权限并写明理由的才有"

var categories = &Table{
	Code: "categories", Wing: "registry", Name: "类别登记", Use: look,
	Also: []string{"困难人员登记", "类别台账", "category_register", "person_category"},
	What: "每人每类别一行，有起止日期和认定人", From: "农业农村、民政、残联、人社部门",
	Fields: placed(
		identity.needed(look), person,
		choice("category", "类别", "人员类别", "登记类别").needed(look).eg("农村低收入人口"),
		day("from", "起始日期", "认定日期", "开始日期", "from_date", "start", "since").eg("2022-01-01"),
		day("until", "截止日期", "终止日期", "结束日期", "退出日期", "end"),
		id("certifier_id", "认定人身份证号码", "经办人身份证号码"),
		text("certifier", "认定人", "经办人", "certifier_name"),
	)}

var kin = &Table{
	Code: "kin", Wing: "registry", Name: "亲属关系", Use: all, Title: "亲属关系申报台账",
	Also: []string{"亲属关系申报表", "亲属申报", "kinship", "relatives"},
	What: "每对关系一行：亲属是本人的什么人（GB/T 4761）", From: "村委会（亲属关系申报表）、公安户籍",
	Fields: fields(in(look|Export, place...), []Field{
		identity.headed("申报人身份证号码", "申报人身份证号", "申报人身份证", "本人身份证号码").needed(look|Import).
			noteIn(Import, ""),
		person.headed("申报人姓名", "申报人", "本人姓名").needed(Import).limit(30).noteIn(Import, ""),
		id("kin_id_no", "亲属身份证号码", "亲属身份证号", "亲属身份证", "家属身份证号码", "关系人身份证号码", "kin_id", "relative_id",
			"relative_id_no").named("kin_idno").needed(look|Import).eg("370499197001010019").wide(22).masked("亲属证件尾号").
			noteIn(Export, "后四位；对亲属所在地也有权限并写明理由的为全号"),
		text("kin_name", "亲属姓名", "亲属", "家属姓名", "关系人姓名", "relative_name", "relative").needed(Import).limit(30).
			eg("示例乙").wide(12),
		choice("relation", "亲属是申报人的", "亲属是本人的", "关系", "亲属关系", "与本人关系", "与申报人关系", "称谓", "kinship",
			"relationship").named("code").needed(look | Import).eg("儿媳").wide(12).
			note("儿媳、弟、妻……或GB/T 4761代码；说的是亲属对于本人"),
		day("on", "申报日期", "填表日期", "签字日期", "日期").but(look).needed(Import).eg("2025-03-01").wide(12),
		day("from", "关系起始", "结婚日期", "since", "from_date").only(look),
		day("until", "关系终止", "离婚日期", "until_date").only(look),
		text("source", "来源", "依据").limit(30).eg("亲属关系申报表").wide(20).
			noteIn(Import, "不填按“亲属关系申报表”；官方登记的写明登记名称"),
	})}

var officials = &Table{
	Code: "officials", Wing: "registry", Name: "村干部和公职人员", Use: all, Title: "村干部和公职人员名册",
	Also: []string{"村两委", "村“两委”名单", "村干部", "任职名册", "干部名册", "公职人员", "cadres", "official"},
	What: "每任一行：村“两委”成员、监委会、镇街和区（市）有关人员", From: "组织部门、镇（街道）",
	Fields: placed(
		text("region", "任职单位所在地", "工作单位", "所在单位", "任职地", "管辖范围", "单位", "任职单位", "office_region", "unit",
			"organisation", "organization").only(look).eg("示例村").note("村名、镇名或区（市）名：有权管到哪里"),
		person.needed(Import),
		identity.needed(look|Import),
		phone.only(look), address.only(look),
		choice("kind", "人员性质", "性质").alsoIn(Import, "类别", "人员类别", "身份").needed(Import).eg("村干部").
			note("村干部、公职人员；不填按职务判断").noteIn(Import, "村干部或公职人员").wide(10),
		text("title", "职务", "担任职务", "现任职务", "职务名称", "岗位职务", "任职", "position", "post_title", "role").
			needed(look|Import).limit(20).eg("村委会主任").wide(18),
		day("from", "任职起始日期", "任职日期", "任职起", "任职时间", "上任时间", "任职开始", "开始日期", "from_date", "start", "since").
			needed(Import).eg("2021-03-15").wide(14),
		day("until", "任职截止日期", "离任日期", "任职止", "离任时间", "卸任时间", "任职结束", "结束日期", "end", "until_date").
			note("最后一天；在任的留空").wide(14),
		text("source", "依据", "来源", "任命文号", "文号").but(look).limit(50).eg("换届选举结果公告").wide(24),
	)}

// users are accounts (账号), asked for by workbook.
var users = &Table{
	Code: "users", Wing: "registry", Name: "账号", Use: Import,
	What: "每人每个角色一行", From: "本单位",
	Fields: []Field{
		person.needed(Import), identity.needed(Import),
		text("login", "登录名", "账号", "用户名").limit(40).eg("xinfengli.wang").
			note("不填的按区划代码编一个；3至40个小写字母、数字、点或短横"),
		choice("role", "角色", "岗位", "权限").needed(Import).eg("村级经办人").note("村级经办人、督查员、镇街审核员、区市审核员等"),
		text("region", "区划代码", "单位代码", "代码").needed(Import).eg("370402001016").note("村12位、镇街9位、区市6位"),
	}}
