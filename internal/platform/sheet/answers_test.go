package sheet_test

import (
	"slices"
	"strings"
	"testing"

	"gangwei/internal/platform/sheet"
)

func openText(t *testing.T, lines ...string) sheet.Sheet {
	t.Helper()
	sheets, err := sheet.Open("x.csv", []byte(strings.Join(lines, "\n")+"\n"))
	if err != nil {
		t.Fatal(err)
	}
	return sheets[0]
}

var accountHeads = []sheet.Head{{Name: "姓名", Required: true}, {Name: "账号", Also: []string{"卡号"}, Alike: true},
	{Name: "电话", Also: []string{"号码"}}}

func TestSettle_takes_the_answered_column_and_no_other(t *testing.T) {
	s := openText(t, "姓名,卡号,账号,卡号,电话", "示例甲,1,2,3,4", "示例乙,1,2,5,4")
	l := sheet.FindHeads(accountHeads, s.Rows)
	q := l.Questions()
	if len(q) != 1 || q[0].Head != 1 || !slices.Equal(q[0].Columns, []int{1, 2, 3}) {
		t.Fatalf("%+v", q)
	}
	for column, want := range map[int][]int{1: {0, 1, -1, -1, 2}, 2: {0, -1, 1, -1, 2}, 3: {0, -1, -1, 1, 2},
		sheet.Neither: {0, -1, -1, -1, 2}} {
		got, ok := l.Settle(1, column)
		if !ok || !slices.Equal(got.Columns, want) || len(got.Questions()) != 0 {
			t.Errorf("%d: %v %v %+v", column, ok, got.Columns, got.Questions())
		}
	}
	for _, column := range []int{0, 4, 7} {
		if got, ok := l.Settle(1, column); ok || !slices.Equal(got.Columns, l.Columns) {
			t.Errorf("column %d is no candidate: %v", column, got.Columns)
		}
	}
	if _, ok := l.Settle(0, 0); ok {
		t.Error("nothing is asked about the name")
	}
}

// A column that says nothing, or what the other says, is not asked about; an answer given before holds all the same.
func TestSettle_holds_where_the_other_column_is_empty(t *testing.T) {
	for _, row := range []string{"示例甲,6217,", "示例甲,6217,6217"} {
		s := openText(t, "姓名,卡号,账号", row)
		l := sheet.FindHeads(accountHeads, s.Rows)
		if len(l.Questions()) != 0 || !slices.Equal(l.Candidates(1), []int{1, 2}) {
			t.Errorf("%s: %+v %v", row, l.Questions(), l.Candidates(1))
		}
		if got, ok := l.Settle(1, 2); !ok || !slices.Equal(got.Columns, []int{0, -1, 1}) {
			t.Errorf("%s: %v", row, got.Columns)
		}
	}
}

func TestTelling_shows_where_columns_differ(t *testing.T) {
	s := openText(t, "姓名,卡号,账号", "甲,1,1", "乙,2,2", "丙,3,4", "丁,3,4", "戊,5,", "己,6,7")
	l := sheet.FindHeads(accountHeads, s.Rows)
	var got []string
	for _, r := range l.Telling(s, []int{1, 2}, 4) {
		got = append(got, r.Text(0))
	}
	if !slices.Equal(got, []string{"甲", "丙", "戊", "己"}) {
		t.Errorf("%v", got)
	}
	got = nil
	for _, r := range l.Saying(s, 1, 3) {
		got = append(got, r.Text(0)+r.Text(1))
	}
	if !slices.Equal(got, []string{"甲1", "乙2", "丙3"}) {
		t.Errorf("%v", got)
	}
}

func TestMasked_shows_no_whole_number(t *testing.T) {
	for text, want := range map[string]string{
		"370499197505050011": "3704**********0011", "37049919750505001１": "3704**********0011",
		"6217 0000 0000 0000 012": "***************0012", "6217-0000-0000-0000": "************0000",
		"13800000001": "*******0001", "800.00": "800.00", "2024-03-12 09:12:05": "2024-03-12 09:12:05",
		"20240312": "20240312", "示例甲": "示例甲", "370499197505050012": "**************0012",
		strings.Repeat("长", 40): strings.Repeat("长", 30) + "…", "": ""} {
		if got := sheet.Masked(text); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestStandIns_are_columns_of_another_thing(t *testing.T) {
	heads := []sheet.Head{{Name: "姓名"}, {Name: "金额", Also: []string{"实发"}, Weak: []string{"应发金额", "应发"}}}
	for text, want := range map[string]int{"姓名,应发金额": 1, "姓名,应发": 1, "姓名,金额": 0, "姓名,实发,应发": 0, "姓名,应发合计": 1} {
		s := openText(t, text, "示例甲,1,2")
		if got := sheet.FindHeads(heads, s.Rows).StandIns(heads); len(got) != want {
			t.Errorf("%s: %v", text, got)
		}
	}
}

// The same list, however it is kept, has one key, and which table it is one question.
func TestKey_of_a_sheet(t *testing.T) {
	key := func(name string, lines ...string) string {
		s := openText(t, lines...)
		s.Name = name
		return sheet.TableKey(s, "材料")
	}
	one := key("1月", "示例村名单", "姓名,卡号,账号", "示例甲,1,2")
	if key("2月", "示例村名单", "姓名,卡号,账号", "示例乙,1,2", "示例丙,3,4") != one || key("1月", "姓名,账号,卡号", "示例甲,1,2") == one ||
		key("名单", "姓名,卡号,账号", "示例甲,1,2") == one {
		t.Error("a sheet's key")
	}
}
