package sheet

import (
	"strings"
	"testing"

	"gangwei/internal/base/errs"
)

func rowsOf(lines ...string) []Row {
	var out []Row
	for i, l := range lines {
		out = append(out, Row{N: i + 1, Cells: cells(strings.Split(l, ","))})
	}
	return out
}

var (
	nameHead    = Head{Name: "姓名", Also: []string{"户名", "领款人"}}
	numberHead  = Head{Name: "身份证号码", Also: []string{"身份证号", "身份证"}, Alike: true}
	accountHead = Head{Name: "账号", Also: []string{"银行账号", "社保卡账号", "卡号"}, Alike: true}
	sumHead     = Head{Name: "金额", Also: []string{"发放金额", "实发金额", "实发"}, Exact: []string{"合计"},
		Weak: []string{"应发金额", "应发"}, Alike: true}
	phoneHead = Head{Name: "联系电话", Also: []string{"电话"}}
)

// The column that fits best is taken, never the first that fits; which column comes first says nothing.
func TestFindHeads_takes_the_best_fit_whatever_comes_first(t *testing.T) {
	all := []Head{nameHead, numberHead, accountHead, sumHead, phoneHead}
	for _, c := range []struct {
		heads string // of the columns
		head  int
		want  string // the head of the column that is taken; empty: none
	}{
		{"姓名,身份证号,原账号,新账号", 2, "新账号"},
		{"姓名,身份证号,旧社保卡账号,账号", 2, "账号"},
		{"姓名,身份证号,换卡前账号,换卡后账号", 2, "换卡后账号"},
		{"姓名,身份证号,原账号", 2, ""},
		{"姓名,身份证号,账号（原）,账号（新）", 2, "账号（新）"},
		{"户主姓名,户主身份证号码,姓名,身份证号码", 0, "姓名"},
		{"户主姓名,户主身份证号码,姓名,身份证号码", 1, "身份证号码"},
		{"代领人姓名,代领人身份证号码,本人姓名,本人身份证号码", 0, "本人姓名"},
		{"代领人姓名,代领人身份证号码,本人姓名,本人身份证号码", 1, "本人身份证号码"},
		{"监护人姓名,经办人姓名,配偶姓名,联系人姓名,身份证号", 0, ""},
		{"姓名,身份证号,应发金额,实发金额", 3, "实发金额"},
		{"姓名,身份证号,金额,实发金额", 3, "实发金额"},
		{"姓名,身份证号,金额,实发金额合计", 3, "实发金额合计"},
		{"姓名,身份证号,应发金额,扣款", 3, "应发金额"},
		{"姓名,身份证号,合计,金额", 3, "金额"},
		{"姓名,身份证号,本月应发金额,发放金额", 3, "发放金额"},
		{"户名,姓名,身份证号", 0, "姓名"},
		{"姓名,身份证号,付款账号", 2, ""},
		{"姓名,身份证号,单位账号", 2, ""},
		{"姓名,身份证号,财政专户账号", 2, ""},
		{"付款账号,付款户名,收款账号,收款户名,金额", 2, "收款账号"},
		{"付款账号,付款户名,收款账号,收款户名,金额", 0, "收款户名"},
		{"姓名,身份证号,目前账号", 2, "目前账号"},
		{"姓名,身份证号,户主联系电话,联系电话", 4, "联系电话"},
		{"姓名,身份证号,户主电话", 4, ""},
	} {
		names := strings.Split(c.heads, ",")
		for range 2 { // forwards and backwards
			l := FindHeads(all, rowsOf(strings.Join(names, ","), "甲,1,2,3,4,5"))
			got := ""
			for i, k := range l.Columns {
				if k == c.head {
					got = names[i]
				}
			}
			if got != c.want || len(l.Ties) > 0 {
				t.Errorf("%v: %q, want %q; ties %v", names, got, c.want, l.Ties)
			}
			for i, j := 0, len(names)-1; i < j; i, j = i+1, j-1 {
				names[i], names[j] = names[j], names[i]
			}
		}
	}
}

// A head over several columns says whose they are.
func TestFindHeads_takes_the_head_above_into_account(t *testing.T) {
	for upper, want := range map[string]int{"序号,原社保卡,,新社保卡,,身份证号": 4, "序号,新社保卡,,原社保卡,,身份证号": 2, "序号,原社保卡,,,,身份证号": -1} {
		l := FindHeads([]Head{numberHead, accountHead}, rowsOf("换卡名单", upper, ",开户行,账号,开户银行,账号,", "1,甲行,11,乙行,22,9"))
		got := -1
		for i, k := range l.Columns {
			if k == 1 {
				got = i
			}
		}
		if got != want || want >= 0 && l.Rows != 2 {
			t.Errorf("%s: column %d, want %d (%+v)", upper, got, want, l)
		}
	}
}

// Two columns that fit equally are named with letter and first value; where both say the same there is nothing to ask.
func TestFindHeads_stops_where_two_columns_fit_equally(t *testing.T) {
	for heads, head := range map[string]string{"姓名,身份证号,银行账号,社保卡账号": "账号", "姓名,身份证号,账号,账号": "账号",
		"姓名,身份证号,发放金额,金额": "金额", "身份证号,身份证号码,姓名": "身份证号码", "姓名,身份证号,甲银行账号,乙银行账号": "账号"} {
		s := Sheet{Name: "表", Rows: rowsOf("某表", heads, "甲,1,,2", "乙,3,4,5")}
		all := []Head{nameHead, numberHead, accountHead, sumHead}
		found := FindHeads(all, s.Rows)
		err := found.Tied(s, all)
		faults := errs.All(err)
		if len(faults) != 1 || faults[0].Code != "sheet.two_columns" {
			t.Errorf("%s: %v", heads, err)
			continue
		}
		says := map[string]any{}
		for _, a := range faults[0].Args {
			says[a.Name] = a.Value
		}
		if says["head"] != head || says["at1"] == says["at2"] || says["say1"] == "" || says["as1"] == "" {
			t.Errorf("%s: %v", heads, says)
		}
		same := rowsOf("某表", heads, "甲,1,1,1", "1,1,1,1")
		same[2].Cells[0] = Cell{Kind: Text, Text: "1"}
		if l := FindHeads(all, same); len(l.Ties) > 0 {
			t.Errorf("%s: the columns say the same, and yet %v", heads, l.Ties)
		}
	}
}

func TestReadList_names_what_cannot_be_read(t *testing.T) {
	body := "姓名,身份证号,原账号,账号\n甲,1,2,3\n,,,\n乙,4,5,6\n"
	list, err := ReadList("a.csv", []byte(body), 10, nameHead, numberHead, accountHead)
	if err != nil || len(list.Rows) != 2 || list.Rows[1].Cells[2] != "6" || list.Rows[1].N != 4 ||
		list.Heads[2] != "账号" {
		t.Errorf("%+v %v", list, err)
	}
	if _, err := ReadList("a.csv", []byte("姓名,身份证号,原账号\n甲,1,2\n"), 10, nameHead, numberHead,
		accountHead); errs.CodeOf(err) != "sheet.list_heads" {
		t.Errorf("the old account was taken: %v", err)
	}
	if _, err := ReadList("a.csv", []byte("姓名,身份证号,卡号,银行账号\n甲,1,2,3\n"), 10, nameHead, numberHead,
		accountHead); errs.CodeOf(err) != "sheet.two_columns" || errs.All(err)[0].Field != "file" {
		t.Errorf("two accounts: %v", err)
	}
}
