package schema

// Columns that many tables have.
var (
	county = text("county", "区（市）", "区市", "区县", "县区", "县", "district").limit(30).eg("滕州市").wide(12)
	town   = text("township", "镇（街道）", "镇街", "乡镇", "街道", "镇", "所在镇街", "乡镇街道", "town").limit(30).eg("示例镇").
		note("有同名村的必填").wide(14)
	village = text("village", "村（社区）", "村居", "所在村", "行政村", "村庄", "村名", "村", "社区", "村委会", "村别", "行政区划", "所属区划",
		"village_name",
		"village_code").limit(40).eg("示例村").note("写村名，或12位统计用区划代码").wide(18).
		noteIn(Import, "写村名，或12位统计用区划代码；由一个村上报时可不填")

	person = text("name", "姓名", "人员姓名", "名字", "户名", "岗位人员", "候选人", "被评议人", "公示对象", "领款人", "收款人", "申请人",
		"当事人", "走访对象", "谈话对象", "回访对象", "被访人", "受访人", "holder", "holder_name", "person_name", "full_name").
		limit(60).eg("示例甲").wide(12).noteIn(Import, "中间的空格会去掉")
	identity = id("id_no", "身份证号码", "身份证号", "公民身份号码", "证件号码", "身份证", "证件号", "身份号码", "id_number", "id_card",
		"idcard", "id number", "person_id", "id").named("idno").eg("370499198001010017").wide(22).masked("证件尾号").
		note("18位，按文本填写；没有号码时至少填姓名和村").noteIn(Import, "18位，该列先设为“文本”格式").
		noteIn(Export, "后四位；有权限并写明理由的为全号")
	sex      = choice("sex", "性别").only(Export).note("男、女").wide(6)
	phone    = field("phone", Phone, "联系电话", []string{"手机号", "手机号码", "手机", "电话", "联系方式", "mobile"})
	address  = text("address", "住址", "家庭住址", "地址", "现住址", "居住地址").limit(60).wide(20)
	remark   = text("note", "备注", "说明").note("写着“某某之妻”“村主任某某的弟弟”的，按亲属关系看")
	category = choice("basis", "安置依据", "安置类别", "贫困类型", "人员身份", "人员性质", "户属性", "困难类型", "人员类别", "类别",
		"安置对象类别", "category").eg("脱贫人口").wide(26)

	month = field("month", Month, "月份", []string{"所属月份", "发放月份", "补贴月份", "考勤月份", "年月", "period"}).eg("2024-03").wide(12)
	paid  = amount("amount", "金额", "发放金额", "实发金额", "补贴金额", "金额（元）", "实发", "实发补贴", "补助金额", "交易金额", "到账金额",
		"入账金额", "取款金额", "支取金额", "实发工资", "amount_yuan", "yuan").
		weak("应发金额", "应发补贴", "应发工资", "应发").
		exact("补贴", "补助", "工资", "岗位补贴", "岗位工资", "月补贴", "合计").eg("800.00").unit("元")
	postCode = text("post_code", "岗位编号", "岗位编码", "岗位代码", "post_no", "post_id", "post").eg("BJ-01").wide(20)
	appNo    = text("application_no", "申请编号", "申请号", "application_number", "application_id", "application").
			eg("SQ-2024-001").wide(24)
	channel = choice("channel", "录入方式", "渠道", "方式来源").eg("录入").note("录入、代录、导入、批量、默认、历史")
	device  = text("device", "设备", "设备标识", "终端", "device_id", "ip").eg("PC-01")
	account = digits("account", "账号", "银行账号", "卡号", "银行卡号", "社保卡账号", "社保卡银行账号", "一卡通账号", "领款账号",
		"account_no", "account_number", "card_no").eg("6217000000000000017").wide(24).masked("卡尾号")
)

// place is where a row is of: villages of one name lie in several townships.
var place = []Field{county, town, village}

// placed is a table's place, then its other columns.
func placed(more ...Field) []Field { return fields(place, more) }
