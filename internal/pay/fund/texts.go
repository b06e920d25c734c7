package fund

import "gangwei/internal/platform/words"

var _ = words.Add("pay/fund", words.Book{
	Labels: map[string]map[string]string{
		"ledger": {
			"source":      "拨入",
			"opening":     "期初余额",
			"recovered":   "追缴收回",
			"carried":     "年度结转",
			"available":   "可用",
			"committed":   "已批未付",
			"paid":        "已付",
			"allotted":    "已下达",
			"surrendered": "上缴",
		},
		"fundkind": {
			"in":      "拨款",
			"down":    "下达",
			"opening": "期初余额",
			"back":    "上缴",
		},
		"fundlevel": {
			"central":  "中央",
			"province": "省级",
			"city":     "市级",
			"county":   "区（市）级",
		},
		"subject": {
			"appropriation": "资金下达",
			"fund_document": "资金文件",
			"fund_year":     "年度结转",
			"pay_run":       "批准发放",
			"pay_batch":     "发放批次",
			"pay_reversal":  "冲回",
			"pay_recovery":  "追缴",
			"pay_delay":     "没有到账的原因",
		},
		"act": {
			"fund.appropriate": "登记资金下达",
			"fund.close":       "年度结转",
			"fund.allot":       "分配资金",
		},
		"permission": {
			"fund.view":        "查看资金",
			"fund.appropriate": "登记资金下达",
		},
	},
	Sentences: map[string]string{
		"fund.county":    "请选择区（市）。",
		"fund.short":     "{fund}{year}年度可用资金不足，需要{need}元。请先登记资金文件，或者选另一个预算年度。",
		"fund.level":     "资金台账由市或者区（市）登记。",
		"fund.year":      "预算年度只能是上年、本年或者下年；发放只能用本年或者没有结转的上年。",
		"fund.period":    "使用期止月不能早于起月。",
		"fund.document":  "这个文号或凭证号已经登记过。",
		"fund.closed":    "{year}年度已经结转，不能再登记。",
		"fund.not_below": "只能从市级的资金文件下达到所辖区（市）。",
		"fund.allotted":  "这份文件只剩{left}元没有下达。",
		"fund.running":   "{year}年度还没有结束，不能结转。",
		"fund.earlier":   "还有更早的年度（{year}）没有结转，请先结转。",
	},
})
