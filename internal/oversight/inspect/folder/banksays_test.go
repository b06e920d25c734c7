package folder_test

import (
	"slices"
	"strings"
	"testing"
)

// What a bank denies did not happen: a payment that came in without error did not come back.
func TestRun_an_answer_of_the_bank_with_a_denied_failure(t *testing.T) {
	row := "身份证号码,姓名,月份,金额,处理结果,处理日期\n" + first + ",示例甲,2025-04,800,?,2025-05-12\n"
	for answer, returned := range map[string]bool{"交易成功；无错误": false, "成功(错误码0000)": false, "未退回": false, "成功、未退票": false,
		"无退汇": false, "无异常": false, "入账成功 未见异常": false, "成功": false, "退票": true, "代发成功后退回": true, "未成功": true,
		"失败（错误码0012）": true, "户名不一致": true, "账号有误": true, "未入账": true} {
		r := inspected(t, map[string]string{"上岗记录.csv": oneHolder, "发放明细.csv": onePay, "月考勤.csv": attended(4, 4),
			"银行回盘.csv": strings.Replace(row, "?", answer, 1)})
		if got := slices.Contains(accused(r), "arrears.returned"); got != returned {
			t.Errorf("%s: returned %v, %v %s", answer, got, accused(r), faultsOf(r))
		}
	}
}

// An account out of which is paid is nobody's own, though it stands beside everybody.
func TestRun_an_account_out_of_which_is_paid_is_nobodys(t *testing.T) {
	for _, head := range []string{"付款账号", "单位账号", "财政专户账号", "扣款账号", "转出账号"} {
		places, pay := "村,身份证号码,姓名,岗位编号,上岗日期,月补贴标准\n", "村,身份证号码,姓名,月份,金额,"+head+"\n"
		for i, id := range []string{first, second} {
			n := string([]rune("甲乙")[i])
			places += "示例村," + id + ",示例" + n + ",BJ-" + n + ",2025-04-01,800\n"
			pay += "示例村," + id + ",示例" + n + ",2025-04,800,9000000000000000001\n"
		}
		r := inspected(t, map[string]string{"上岗记录.csv": places, "发放明细.csv": pay})
		if slices.Contains(accused(r), "diversion.shared_account") {
			t.Errorf("%s: %v", head, accused(r))
		}
	}
}
