package lexicon

// PayKind of an item on a list of pay.
var PayKind = list("paykind", "发放类别", synonyms{
	"regular":    "正常 正常发放 常规发放 当月 当月发放 月度发放 正常补贴 月补贴 按月发放 岗位补贴 regular",
	"supplement": "补编 补充发放 漏编 supplement",
	"arrears":    "补发 补发放 补发补贴 补发以前月份 补发上月 补缴 back arrears",
	"correction": "更正 冲回 冲减 冲正 冲销 调整 扣回 多退少补 correction",
	"reissue":    "重发 重新发放 退票重发 退回重发 再次发放 reissue",
}).text().over("reissue", "arrears").over("arrears", "regular").over("correction", "regular").
	over("supplement", "regular")

// BankResult is the bank's word on a payment: paid, returned, or not yet known.
var BankResult = bank()

func bank() *List {
	l := list("bankword", "处理结果", synonyms{
		"paid": "到账 已到账 入账 已入账 已付 已付款 已支付 完成 交易成功 代发成功 支付成功 发放成功 入账成功 转账成功 已发放 已代发 已完成 已处理 =是 =√ =✓ =✔ =y " +
			"=yes success paid",
		"returned": "退票 退汇 退款 已退回 失败 未成功 不成功 没有成功 没成功 未发放成功 不符 不存在 无此账号 无此户 销户 已销户 挂失 拒绝 拒付 拒收 冻结 睡眠 睡眠户 " +
			"不动户 久悬 错误 异常 限额 超限 不一致 有误 止付 注销 过期 未到账 没到账 没有到账 未入账 没有入账 未付 未支付 未完成 =否 =× =✗ =n =no return " +
			"fail reject unpaid",
		"waiting": "在途 待处理 已受理 受理中 正在处理 待入账 待发 待支付 待付 待回盘 尚未处理 未处理 排队 已提交 已发送 已送银行 pending processing",
	}).text()
	l.settle = func(hits []hit) (string, bool) {
		last := map[string]int{}
		for _, h := range hits {
			last[h.code] = h.at + 1
		}
		// 成功后退回 came back in the end; 退回后重发成功 and whatever still waits are for the bank to explain
		if last["waiting"] == 0 && last["returned"] > last["paid"] {
			return "returned", true
		}
		return "", false
	}
	return l
}

// PaidFor says in a bank statement that money came in as pay; other subsidies do not.
var PaidFor = list("paidfor", "摘要", synonyms{
	"pay": "补贴 补助 公益 公岗 公益岗 代发 公益性岗位 岗位补贴 岗位补助 公益岗补贴 公益性岗位补贴",
	Nothing: "种粮补贴 粮食补贴 粮补 农资补贴 地力补贴 地力保护补贴 耕地地力补贴 农机补贴 低保 低保补助 养老补贴 养老金 高龄补贴 高龄津贴 残疾人补贴 护理补贴 生活补贴 育儿补贴 " +
		"生育补贴 独生子女 奖励扶助 医疗补助 丧葬补助 教育补助 雨露计划 危房补助 燃油补贴 购置补贴 创业补贴 社保补贴 培训补贴 交通补贴 临时救助 退耕补助 公益林补贴 公益林 公益捐款 公益金 " +
		"计生补助",
}).text()

// Fund out of which is paid.
var Fund = list("fund", "资金来源", synonyms{
	"employment_subsidy":   "就业补助 就业资金 就业补贴资金 就业专项资金 促进就业资金 employment",
	"rural_revitalisation": "衔接资金 衔接 乡村振兴资金 乡村振兴 乡村振兴补助资金 乡村振兴衔接资金 巩固衔接资金 扶贫资金 revitalisation",
	"county_finance":       "=财政 区财政 县财政 市财政 区级财政 县级财政 县区财政 区市财政 本级财政 财政配套 区级配套 地方财政",
	"village_collective":   "村集体 村集体收入 村集体经济 集体收入 集体经济收入 村自筹",
	"photovoltaic":         "光伏 光伏资金 光伏发电 光伏电站收益 photovolt",
	"pairing_assistance":   "帮扶协作 协作资金 东西部协作 对口帮扶资金",
	Nothing:                "=公益性岗位补贴 =公益岗补贴 =岗位补贴 =公益性岗位资金 =公益岗资金 =补贴资金 =补贴",
}).text()

// Flow of money on a ledger.
var Flow = list("fundflow", "收支类别", synonyms{
	"in": "下达 到账 拨入 收到 收入合计 上级拨入 上级拨款 财政拨款 拨款收入 补贴收入 其他收入 上年结转 上年结余 上年 期初 期初余额 期初结余 年初结余 年初余额 =借 =借方 =收 =入 " +
		"income received appropriat",
	"down":    "分配 拨付镇 拨付镇街 拨付乡镇 拨付街道 拨付各镇 下拨镇街 allot",
	"paid":    "补贴 发放补贴 补贴支出 补贴发放 工资 工资支出 工资发放 岗位补贴支出 人员补贴支出 payment paid",
	"other":   "其他 其他支出 费用 支出合计 管理费支出 保险支出 =贷 =贷方 =支 =出 expen other",
	"balance": "余额 期末余额 期末结余 年末结余 年末余额 累计结余 本年结余 结转下年 结转 balance",
}).text().over("paid", "other").over("in", "balance").over("down", "other")

// Keeper is who keeps a card.
var Keeper = list("keeper", "保管人", synonyms{
	"self": "自己 自己保管 本人保管 本人持有 本人手里 自己手里 自己拿着 本人持卡 自持 户主本人 self",
})

// Purpose for which money left an account: the pay itself, or something bought out of it.
var Purpose = list("purpose", "用途", synonyms{
	"paid":  "补贴 补助 工资 代发 岗位补贴 公益性岗位补贴",
	"other": "食堂 伙食 办公 购置 购买 采购 招待 接待 车辆 购车 租车 修车 用车 油费 维修 修缮 工程 借款 借支 借给 借出 还款 保险 培训费 水电费 印刷",
}).text().over("other", "paid")
