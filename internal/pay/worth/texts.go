package worth

import "gangwei/internal/platform/words"

var _ = words.Add("pay/worth", words.Book{
	Labels: map[string]map[string]string{
		"paybasis": {
			"calendar": "按在岗自然日",
			"whole":    "按月全额，按缺勤或考核扣减",
			"days":     "按出勤天数和约定天数",
			"hours":    "按工时",
		},
		"payrounding": {
			"fen":  "到分",
			"jiao": "到角",
			"yuan": "到元",
		},
	},
	// hours, presumed and minimum are of lines that were kept before hours were told by the minute
	Sentences: map[string]string{
		"paystep.post":     "在岗{a}/{b}天，计{fen}元",
		"paystep.days":     "计发{a}天，约定{b}天，计{fen}元",
		"paystep.daysmost": "计发{a}天，约定{b}天，以在岗天数应得的{fen}元为限",
		"paystep.time":     "{time}，每小时{hourly}元，计{fen}元",
		"paystep.hours":    "{a}小时，每小时{hourly}元，计{fen}元",
		"paystep.absent":   "缺勤{b}天，按规定扣{a}天，减{fen}元",
		"paystep.leave":    "请假超过{b}天的{a}天不计，减{fen}元",
		"paystep.assessed": "按考核减{fen}元",
		"paystep.graded":   "考核低于{a}分，减{fen}元",
		"paystep.bonus":    "考核{a}分以上，加{fen}元",
		"paystep.once":     "缺勤{a}天与考核只减一次",
		"paystep.expected": "考勤表报送以后的日子按约定预计{a}天",
		"paystep.kept":     "没有工时或小时最低工资可算，出勤{a}天的份额（{a}/{b}）不扣",
		"paystep.assumed":  "没有填工时的{b}天出勤，按约定算{time}",
		"paystep.presumed": "没有填工时，{b}天出勤按约定算{a}小时",
		"paystep.unagreed": "没有约定天数或工时，按在岗天数计",
		"paystep.ahead":    "预发，按协议计",
		"paystep.rounded":  "尾数取整{fen}元",
		"paystep.minimum":  "按{a}小时、小时最低工资{hourly}元补足{fen}元",
		"paystep.untold":   "整月记缺勤，没有告知本人，按协议计",
		"paystep.lapsed":   "整月记缺勤，到期没有决定，按协议计",
		"paystep.decided":  "经核定出勤{a}天",
		"paystep.had":      "以前已列{fen}元",

		"paystep.assumedmost":  "没有填工时的{b}天出勤按约定算，合计以约定的{time}为限",
		"paystep.postexpected": "考勤表报送以后的{a}天按在岗预计",
		"paystep.timeexpected": "考勤表报送以后的日子按约定预计{a}天、{timeb}",
		"paystep.lateexpected": "考勤表报送以后的{a}天还没有登记工时",
		"paystep.tominimum":    "按{time}、小时最低工资{hourly}元补足{fen}元",
		"paystep.atminimum":    "{time}的小时最低工资为{hourly}元",
		"paystep.summinimum":   "按小时最低工资补足{fen}元",
	},
})
