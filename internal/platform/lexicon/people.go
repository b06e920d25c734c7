package lexicon

import (
	"regexp"

	"gangwei/internal/platform/words"
)

// YesNo are the answers to a question that has two. Lists of questions that are answered in other words as well are
// made from it.
var YesNo = list("yesno", "是或否", yesNo)

var yesNo = synonyms{
	"yes": "√ ✓ ✔ ☑ ✅ 有 1 y yes true t 对 v 是的 正确 属实",
	"no":  "× x ✗ ✘ ☒ 无 没有 未 0 n no false f 不是 不 非 没 错 不属实 否认",
}

// asking is a list of a question: the words of yes and no, and its own. only: the codes of a question that has more
// answers than these two.
func asking(name, title string, said synonyms, only ...string) *List {
	for _, c := range []string{"yes", "no"} {
		said[c] += " " + yesNo[c] + " " + words.Label("yesno", c)
	}
	if only != nil {
		return list(name, title, said, only...)
	}
	labelledBy[name] = "yesno"
	return derived(name, title, "yesno", said)
}

// Accepted says whether a statement was taken as true.
var Accepted = asking("accepted", "是否采纳", synonyms{
	"yes": "采纳 已采纳 认可 同意",
	"no":  "不采纳 未采纳 不予采纳 没有采纳 不认可 不同意",
})

// Recused says whether somebody stood back.
var Recused = asking("recused", "是否回避", synonyms{
	"yes": "回避 已回避 本人回避 主动回避 申请回避 已申请回避 退场回避 全程回避",
	"no":  "未回避 没有回避 没回避 不回避 不需要回避 不需回避 无需回避 未申请回避",
})

// Reached says whether somebody was reached by telephone.
var Reached = asking("reached", "是否联系上", synonyms{
	"yes": "联系上 联系上了 已联系 打通 接通 已接听 见到本人",
	"no":  "联系不上 没联系上 未联系上 没有联系上 无人接听 未接通 打不通 空号 关机 停机",
})

// Received says whether somebody got the pay.
var Received = asking("received", "是否收到", synonyms{
	"yes":    "收到 已收到 收到了 领到 已领到 领到了 到账 已到账 足额收到 按时收到",
	"no":     "没收到 未收到 没有收到 未到账 没到账 没有到账 没领到 未领到 没有领到",
	"unsure": "记不清 记不清了 不知道 不清楚 不确定 说不清 忘了 不记得",
}, "yes", "no", "unsure")

// AskedBack says whether somebody was asked to hand pay back.
var AskedBack = asking("askedback", "是否被要求交回", synonyms{
	"yes":    "被要求 被要求交回 要求交回 被要求上交 要求上交 被索要 上交 交回 退回 有人要 要过 交过",
	"no":     "没人要 没有人要 没要 没交 未交 没有交 不用交 没有要求 未要求 没有被要求 未被要求 没交回 未交回 没有交回 没有索要 未索要",
	"unsaid": "不愿说 没说 不说 未答 没有回答 不好说 不清楚 不知道",
}, "yes", "no", "unsaid")

// Guardian says whether who keeps a card is the guardian by law.
var Guardian = asking("guardian", "是否法定监护人", synonyms{
	"yes": "监护人 法定监护人 监护 指定监护人",
	"no":  "非监护人 不是监护人 非法定监护人 不是法定监护人 无监护",
})

// Continues says whether a post goes on from one before the villages were merged.
var Continues = asking("continues", "村合并续任", synonyms{
	"yes": "合并 合并续任 村合并 村合并续任 续任",
	"no":  "未合并 新上岗 非合并 不是合并",
})

// Seasonal says whether a post has work in some months only.
var Seasonal = asking("seasonal", "季节性", synonyms{
	"yes": "季节性 季节岗 季节性岗位 季节 阶段性",
	"no":  "全年 常年 长期 非季节性 不是季节性",
})

// Category of those who are to be placed (安置对象类别).
var Category = category()

// disability is how a disability is written with its kind and degree.
var disability = regexp.MustCompile(`^(?:[持有]证)?(?:[一二三四1-4]级|[重轻中]度)?(?:肢体|视力|听力|言语|智力|精神|多重)?` +
	`残疾(?:人员|人口|人|者)?证?(?:[一二三四1-4]级)?$`)

func category() *List {
	l := list("category", "安置对象类别", synonyms{
		"poverty_out": "脱贫人口 脱贫户 已脱贫户 脱贫群众 脱贫人员 脱贫家庭 脱贫享受政策人口 脱贫享受政策户 脱贫享受政策 享受政策脱贫户 脱贫 建档立卡 建档立卡户 建档立卡人口 " +
			"建档立卡贫困户 建档立卡贫困人口 建档立卡脱贫户 建档立卡脱贫人口 原建档立卡户 原建档立卡贫困户 贫困户 贫困人口 监测户 监测对象 监测帮扶对象 防返贫监测对象 防返贫监测户 " +
			"防止返贫监测对象 防止返贫监测帮扶对象 防止返贫监测户 返贫监测户 返贫监测对象 脱贫不稳定户 边缘易致贫户 边缘户 突发严重困难户 poverty",
		"low_income": "低收入人口 低收入户 低收入家庭 低收入 农村低收入 低保 低保户 低保人员 低保对象 低保家庭 农村低保 农村低保户 最低生活保障 最低生活保障对象 低保边缘 " +
			"低保边缘户 低保边缘家庭 特困 特困人员 特困户 特困供养 特困供养人员 五保 五保户 五保老人 刚性支出困难家庭 支出型困难家庭",
		"disabled":         "残疾人 残疾 残疾人员 持证残疾人",
		"older":            "大龄人员 大龄 农村大龄 农村大龄人口 大龄农民 大龄劳动力 农村大龄劳动力 大龄失业人员 就业困难大龄人员 4050人员 4050",
		"single_parent":    "单亲家庭 单亲 单亲家庭成员 未就业单亲家庭 未就业单亲家庭成员 单亲母亲 单亲父亲 单亲妈妈",
		"young_unemployed": "失业青年 登记失业青年 青年失业人员 16-24岁青年 16-24岁失业青年 登记失业的16-24岁青年人员",
		"two_child_mother": "二孩妈妈 登记失业二孩妈妈 二胎妈妈 二孩母亲",
		Nothing: "一般户 一般农户 一般群众 普通户 普通农户 普通群众 一般村民 普通村民 非贫困户 无 否 没有 不属于 脱贫不享受政策 脱贫不享受政策户 脱贫不享受政策人口 不享受政策脱贫户 " +
			"none",
	})
	l.resolve = func(k string) (string, bool) {
		if disability.MatchString(k) {
			return "disabled", true
		}
		return "", false
	}
	l.denied = Nothing
	return l
}

// Exclusion is what keeps somebody from a post, as a person is said to be and as departments' registers are named. A
// resident's pension or insurance and an entry in the register of employment bar nobody.
var Exclusion = exclusion()

func exclusion() *List {
	l := list("exclusion", "不宜安置情形", synonyms{
		"deceased":   "死亡人员 死亡登记 死亡名册 死亡名单 已死亡 已故 亡故 去世 殡葬 火化 火化名单 注销户口 户口注销 death",
		"in_custody": "服刑 服刑人员 在押 在押人员 羁押 监狱 看守所 拘留 收监 in_custody custody prison",
		"employee_pension_paying": "职工养老 职工养老保险 职工养老参保 职工养老保险参保 职工养老保险参保人员 参加职工养老 企业养老参保 企业养老保险 职工基本养老 " +
			"职工基本养老保险 城镇职工养老 城镇职工养老保险 城镇职工基本养老 企业职工 企业职工养老 企业职工养老保险 企业职工基本养老保险 机关事业养老保险参保 pension",
		"employee_pension_drawing": "领取职工养老 领职工养老 领取职工养老保险 领职工养老金 领取职工养老金 享受职工养老 享受职工养老待遇 领取职工基本养老 " +
			"领取职工基本养老金 领取企业养老金 领取企业职工 领取城镇职工 享受企业职工 享受城镇职工 职工养老金 职工养老金待遇 职工养老待遇 职工养老保险待遇 职工基本养老金 企业退休 退休人员 " +
			"退休职工 退休 pension_drawing",
		"business_owner":  "营业执照 工商登记 工商 工商户 个体 个体户 个体工商户 企业法人 法人 法定代表人 市场监管 市场主体 business",
		"public_employee": "公职 公务员 事业编 事业编制 事业单位人员 财政供养 财政供养人员 在编 在编人员 机关事业单位工作人员",
		"student":         "学生 在校 在校生 在校学生 学籍 在读 在读学生",
		"cannot_work":     "丧失劳动力 无劳动能力 无劳动力 完全丧失劳动能力 =重病",
		"elsewhere":       "外出务工 外出务工人员 在外务工 务工人员 务工 外出打工 外出人员 外出就业 =外出 =在外",
		"other_post":      "其他公益 其他公益岗 护林员 护林 生态护林员 护路员 护路 河管员 河管 其他部门公益性岗位",
		"employed":        "在外就业 在外全日制 全日制就业 劳动合同 用工备案 就业参保 employment",
		Nothing: "=无 =否 =没有 none 居民养老 居民养老保险 城乡居民养老 城乡居民养老保险 城乡居民基本养老 城乡居民基本养老保险 居民基本养老 居民基本养老保险 居民养老金 " +
			"领取居民养老 领取居民养老金 领取城乡居民养老 领取城乡居民养老金 领取城乡居民基本养老 领取城乡居民基本养老金 居民医疗 居民医保 医疗保险 职工医疗保险 职工医保 医保 工伤保险 " +
			"失业保险 生育保险 新农保 新农合 社区矫正 就业登记 失业登记 登记失业 就业失业登记 就业失业 退休返聘",
	})
	l.over("in_custody", "employed").over("other_post", "employed")
	return l.over("employee_pension_drawing", "employee_pension_paying")
}

// Office that somebody holds.
var Office = list("office", "任职类别", synonyms{
	"village_cadre": "村干 村干部 村两委 村两委干部 村两委成员 村“两委” 两委成员 两委干部 两委 村“两委”成员 村“两委”干部 社区干部 村居干部 村（居）干部 居委会干部 村级干部 " +
		"村委 村支部 支委 村委会成员 村党支部成员 cadre",
	"public_employee": "公职 公务员 事业编 事业编制 事业单位 事业人员 事业单位人员 事业单位工作人员 机关干部 机关事业单位人员 财政供养 财政供养人员 镇干部 乡镇干部 镇街干部 " +
		"街道干部 国家工作人员 public official",
	Nothing: "村民 村民代表 党员 党员代表 群众 一般群众 无",
})
