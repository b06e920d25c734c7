package folder

import (
	"strings"
	"testing"

	"gangwei/internal/platform/sheet"
)

// Rows of heads as offices write them: which table each is, and under which head each of its columns is found. Columns
// that are not named are none of them.
func TestChoose_reads_the_heads_that_offices_write(t *testing.T) {
	const id = "370499197505050011"
	for _, c := range []struct{ file, heads, want string }{
		// pay lists
		{"发放表", "序号,姓名,身份证号码,岗位,应发金额,扣款金额,实发金额,开户行,户名,账号,签字",
			"pay_items name=姓名 id_no=身份证号码 post_title=岗位 amount=实发金额 account=账号"},
		{"发放表", "序号,村名,姓名,身份证号,补贴标准,出勤天数,应发补贴,扣款,实发补贴,社保卡号,备注",
			"pay_items village=村名 name=姓名 id_no=身份证号 amount=实发补贴 account=社保卡号 note=备注"},
		{"发放表", "姓名,身份证号,本月应发,本月实发,累计发放金额,银行卡号", "pay_items name=姓名 id_no=身份证号 amount=本月实发 account=银行卡号"},
		{"发放表", "姓名,身份证号,累计发放金额,发放金额", "pay_items name=姓名 id_no=身份证号 amount=发放金额"},
		{"发放表", "户主姓名,户主身份证号,姓名,身份证号,金额,联系人电话", "pay_items name=姓名 id_no=身份证号 amount=金额"},
		{"发放表", "代领人姓名,代领人身份证号,代领人签字,领款人姓名,领款人身份证号,发放金额", "pay_items name=领款人姓名 id_no=领款人身份证号 amount=发放金额"},
		{"发放表", "姓名,身份证号,监护人姓名,监护人账号,本人账号,金额", "pay_items name=姓名 id_no=身份证号 account=本人账号 amount=金额"},
		{"发放表", "姓名,身份证号,金额（大写）,金额（小写）,领款人签字", "pay_items name=姓名 id_no=身份证号 amount=金额（小写）"},
		{"发放表", "姓名,身份证号,扣款金额,社保补贴金额,个人缴费金额,应发金额", "pay_items name=姓名 id_no=身份证号 amount=应发金额"},
		{"发放表", "姓名,身份证号,上月金额,本月金额", "pay_items name=姓名 id_no=身份证号 amount=本月金额"},
		{"发放表", "姓名,身份证号,付款账号,收款账号,实发金额合计", "pay_items name=姓名 id_no=身份证号 account=收款账号 amount=实发金额合计"},
		{"发放表", "申请人电话,领款人签字,户名,身份证号,金额", "pay_items name=户名 id_no=身份证号 amount=金额"},
		{"发放表", "身份证地址,身份证有效期,身份证号,姓名,金额", "pay_items id_no=身份证号 name=姓名 amount=金额"},
		{"发放表", "姓名,身份证号,账号开户行,账号,金额", "pay_items name=姓名 id_no=身份证号 account=账号 amount=金额"},
		{"工资发放", "姓名,身份证号,基本工资,个税,社保扣款,实发工资,卡号", "pay_items name=姓名 id_no=身份证号 amount=实发工资 account=卡号"},
		{"发放表", "姓名,证件号码,发放天数,应出勤天数,缺勤天数,实发", "pay_items name=姓名 id_no=证件号码 days=发放天数 amount=实发"},
		// rosters
		{"乡村公益性岗位人员花名册", "序号,乡镇,行政村,姓名,身份证号,联系电话,岗位名称,聘用期限,补贴标准（元/月）,社保卡账号",
			"placements township=乡镇 village=行政村 name=姓名 id_no=身份证号 phone=联系电话 post_title=岗位名称 rate=补贴标准（元/月） 聘用期限=start、end"},
		{"上岗人员", "姓名,身份证号,村,岗位类别,上岗时间,协议起止时间,人员类别,户主姓名,户主电话,配偶姓名,配偶身份证号",
			"placements name=姓名 id_no=身份证号 village=村 post_title=岗位类别 start=上岗时间 basis=人员类别 协议起止时间=start、end"},
		{"上岗人员", "姓名,身份证号码,性别,年龄,家庭住址,岗位名称,岗位负责人,起止时间,联系方式",
			"placements name=姓名 id_no=身份证号码 address=家庭住址 post_title=岗位名称 phone=联系方式 起止时间=start、end"},
		{"公岗人员", "村（社区）,姓名,公民身份号码,岗位,上岗日期,退岗日期,退岗原因,经办人姓名,经办人电话",
			"placements village=村（社区） name=姓名 id_no=公民身份号码 post_title=岗位 start=上岗日期 end=退岗日期 end_reason=退岗原因"},
		{"在岗人员", "所在村,岗位人员姓名,身份证号,帮扶责任人姓名,帮扶责任人电话,上岗日期,岗位名称",
			"placements village=所在村 name=岗位人员姓名 id_no=身份证号 start=上岗日期 post_title=岗位名称"},
		{"人员", "姓名,身份证号,户编号,与户主关系,户主姓名,人员类别,社区书记",
			"people name=姓名 id_no=身份证号 household_no=户编号 relation=与户主关系 categories=人员类别"},
		// attendance
		{"考勤表", "姓名,身份证号,1,2,3,4,5,6,7,出勤天数,缺勤天数", "sheets name=姓名 id_no=身份证号 days=出勤天数"},
		{"考勤表", "姓名,身份证号,应出勤天数,实际出勤天数,请假天数", "sheets name=姓名 id_no=身份证号 days=实际出勤天数"},
		{"考勤表", "姓名,身份证号,1日,2日,3日,请假天数,旷工天数,备注", "sheets name=姓名 id_no=身份证号"},
		{"月考勤", "村,姓名,身份证号,岗位,全月天数,本月出勤,负责人签字", "sheets village=村 name=姓名 id_no=身份证号 days=本月出勤"},
		// bank answers
		{"银行回盘", "序号,收款人名称,收款账号,金额,交易状态,失败原因,处理日期",
			"bank_results name=收款人名称 account=收款账号 amount=金额 result=交易状态 reason=失败原因 on=处理日期"},
		{"代发结果", "客户姓名,客户账号,交易金额,手续费金额,处理结果,交易日期,摘要",
			"bank_results name=客户姓名 account=客户账号 amount=交易金额 result=处理结果 on=交易日期 note=摘要"},
		{"银行流水", "付款户名,付款账号,收款户名,收款账号,交易金额,账户余额,交易日期,摘要",
			"bank_results name=收款户名 account=收款账号 amount=交易金额 on=交易日期 note=摘要"},
		{"送银行明细", "批次号,户名,身份证号,账号,金额,单位账号,报送日期",
			"payments batch=批次号 name=户名 id_no=身份证号 account=账号 amount=金额 sent_on=报送日期"},
		// notices and the way to the post
		{"公示", "村,姓名,身份证号,公示时间,公示地点", "notices village=村 name=姓名 id_no=身份证号 places=公示地点 公示时间=from、until"},
		{"公示", "村,申请人姓名,身份证号,公示开始日期,公示结束日期", "notices village=村 name=申请人姓名 id_no=身份证号 from=公示开始日期 until=公示结束日期"},
		{"申请表", "村,申请人,申请人身份证号,申请人电话,申请日期,申请类别,审核结果,审核人姓名",
			"applications village=村 name=申请人 id_no=申请人身份证号 phone=申请人电话 submitted=申请日期 basis=申请类别 state=审核结果"},
		{"民主评议", "村,姓名,身份证号,评议日期,应到人数,实到人数,同意票,主持人",
			"reviews village=村 name=姓名 id_no=身份证号 on=评议日期 entitled=应到人数 present=实到人数 for=同意票 chair=主持人"},
		{"意外险", "姓名,身份证号,保险期限,保单号", "insurance name=姓名 id_no=身份证号 policy=保单号 保险期限=from、until"},
		{"扣款", "村,姓名,身份证号,月份,扣款金额,扣款事由", "deductions village=村 name=姓名 id_no=身份证号 month=月份 amount=扣款金额 reason=扣款事由"},
		{"取款记录", "账号,户名,取款时间,取款金额,账户余额,代理人姓名,代理人身份证号", "withdrawals account=账号 name=户名 at=取款时间 amount=取款金额 by=代理人姓名"},
		{"持卡情况", "村,开户人,开户人身份证号,银行账号,保管人,保管人身份证号",
			"accounts village=村 name=开户人 id_no=开户人身份证号 account=银行账号 keeper=保管人 keeper_id=保管人身份证号"},
		{"村干部", "村,姓名,身份证号,担任职务,任期,手机号", "officials village=村 name=姓名 id_no=身份证号 title=担任职务 phone=手机号 任期=from、until"},
		{"检查记录", "村,被检查人姓名,身份证号,检查日期,检查情况,检查人",
			"checks village=村 name=被检查人姓名 id_no=身份证号 on=检查日期 finding=检查情况 checker=检查人"},
		{"类别登记", "村,姓名,身份证号,登记类别,认定日期,认定人姓名",
			"categories village=村 name=姓名 id_no=身份证号 category=登记类别 from=认定日期 certifier=认定人姓名"},
		{"外包合同", "村,服务内容,承包单位,合同期限,合同金额",
			"contracts village=村 service=服务内容 contractor=承包单位 amount=合同金额 合同期限=from、until"},
	} {
		heads := strings.Split(c.heads, ",")
		for range 2 { // forwards and backwards
			row := sheet.Row{N: 2}
			data := sheet.Row{N: 3}
			for i, h := range heads {
				row.Cells = append(row.Cells, sheet.Cell{Kind: sheet.Text, Text: h})
				data.Cells = append(data.Cells, sheet.Cell{Kind: sheet.Text, Text: []string{"甲", id, "3", "4"}[i%4] +
					h})
			}
			best := choose(sheet.Sheet{Name: "表", Rows: []sheet.Row{{N: 1, Cells: []sheet.Cell{{Kind: sheet.Text,
				Text: "2024年3月"}}},
				row, data}}, "", c.file)
			if best == nil {
				t.Errorf("%s %s: none", c.file, c.heads)
				continue
			}
			got := map[string]bool{best.t.Code: true}
			for i, k := range best.Columns {
				if k >= 0 {
					got[best.t.Columns[k].Code+"="+heads[i]] = true
				}
			}
			for i, p := range best.periods {
				got[heads[i]+"="+p.from+"、"+p.until] = true
			}
			for _, w := range strings.Fields(c.want) {
				if !got[w] {
					t.Errorf("%s %v: no %s in %v", c.file, heads, w, got)
				}
				delete(got, w)
			}
			if len(got) > 0 || len(best.Ties) > 0 || len(best.lack) > 0 {
				t.Errorf("%s %v: too many %v; ties %v; lacks %v", c.file, heads, got, best.Ties, best.lack)
			}
			for i, j := 0, len(heads)-1; i < j; i, j = i+1, j-1 {
				heads[i], heads[j] = heads[j], heads[i]
			}
		}
	}
}
