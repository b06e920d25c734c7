package lexicon

import (
	"strings"
	"testing"
)

func TestMarkOf_a_day(t *testing.T) {
	for want, cells := range map[Mark]string{'P': "√ ✓ ☑ v 对 勤 出勤 上班 1 8 8小时 P 全天 √(迟到) √√ 上午√下午√",
		'L': "假 请假 病假 事 L 产假", 'O': "休 O 轮休 节假日", 'W': "雨 雪 因雨停工",
		'S': "换 调休", 'A': "× x X 缺 旷工 0", 'H': "半天 0.5 ½ √× √/× 上午 上午√下午× 半", 'T': "任", NoMark: "- / — －",
		Unknown: "○ ● △ ◯ 〇 甲 勤快 假期满 0.7 *"} {
		for _, c := range strings.Fields(cells) {
			if got := MarkOf(c, nil); got != want {
				t.Errorf("%q: %c, want %c", c, got, want)
			}
		}
	}
	if got := MarkOf("", nil); got != NoMark {
		t.Errorf("an empty cell: %c", got)
	}
}

// A legend is read in the shapes in which people write it.
func TestLegend_of_a_sheet(t *testing.T) {
	for text, want := range map[string]string{
		"图例：○出勤 ●请假 △半天 ×旷工":       "○P ●L △H ×A",
		"注：√出勤 ×缺勤":                "√P ×A",
		"说明：A 上班 B 休息":             "aP bO",
		"出勤√ 请假△ 旷工×":              "√P △L ×A",
		"出勤：√；事假：△；旷工：×":           "√P △L ×A",
		"“√”表示出勤，“×”表示缺勤":          "√P ×A",
		"到岗划“√”，请假划“○”":            "√P ○L",
		"考勤表（○出勤 ●请假）":             "○P ●L",
		"1.出勤打√；2.请假打△；3.旷工打×":     "√P △L ×A",
		"打勾为出勤，打叉为缺勤":              "√P ×A",
		"全天√、半天/、缺勤×":              "√P /H ×A",
		"图例 ○ 出勤 ● 事假、病假":          "○P ●L",
		"考勤符号：出勤○、休息●":             "○P ●O",
		"说明：本表由村会计填写，○为出勤":         "○P",
		"备注：○代表上午出勤，●代表全天出勤，×代表缺勤": "○H ●P ×A",
		"注：○出勤 ●外派":                "○P ●?",
		"注：○出勤 ○请假 ×缺勤":            "○? ×A",
		"○=出勤 △=请假":                "○P △L",
		"☆出勤、★请假、◆旷工":              "☆P ★L ◆A",
		"1 张三 √ √ √ ×":             "",
		"2024年3月考勤表":               "",
		"说明：本表一式两份":                "",
		"○出勤":                      "",
		"审核人：   制表人：":              "",
		"√":                        "",
		"○●△":                      "",
		"√出勤×":                     "",
		"合计 22 天":                  "",
		"姓名 1 2 3 出勤":              "",
	} {
		got, ok := Legend(text)
		if ok != (want != "") {
			t.Errorf("%s: %v %v", text, got, ok)
			continue
		}
		n := 0
		for _, pair := range strings.Fields(want) {
			r := []rune(pair)
			n++
			if m := got[string(r[0])]; m != Mark(r[1]) {
				t.Errorf("%s: %c is %c, want %c", text, r[0], m, r[1])
			}
			if m := MarkOf(string(r[0]), got); m != Mark(r[1]) {
				t.Errorf("%s: a cell with %c is %c", text, r[0], m)
			}
		}
		if len(got) != n {
			t.Errorf("%s: %v", text, got)
		}
	}
	both := Legends([]string{"某村考勤表", "图例：○出勤 ●请假", "注：●休息"})
	if both["○"] != 'P' || both["●"] != Unknown {
		t.Errorf("two rows that contradict each other: %v", both)
	}
	if Legends([]string{"某村考勤表", ""}) != nil {
		t.Error("a legend out of nothing")
	}
	legend, _ := Legend("图例：○出勤 ×请假 A上班")
	for cell, want := range map[string]Mark{"○": 'P', "×": 'L', "a": 'P', "○×": 'H', "●": Unknown, "√": 'P',
		"": NoMark} {
		if got := MarkOf(cell, legend); got != want {
			t.Errorf("%q by the legend: %c, want %c", cell, got, want)
		}
	}
}

func TestHalves_of_a_day(t *testing.T) {
	for pair, want := range map[string]Mark{"PP": 'P', "PA": 'H', "AP": 'H', "LL": 'L', "-P": 'H', "-A": 'A',
		"P?": Unknown, "HH": 'P', "HA": 'H', "SS": 'S', "--": '-', "LA": 'L'} {
		if got := Halves(Mark(pair[0]), Mark(pair[1])); got != want {
			t.Errorf("%s: %c, want %c", pair, got, want)
		}
	}
}

// Two half days are one day at work, and who came for half a day was at work.
func TestDaysAtWork_counts_halves(t *testing.T) {
	for marks, want := range map[string]int{"": 0, "-----": 0, "PSTLWOA": 3, "H": 1, "HH": 1, "PHH": 2, "HHH": 2,
		"PPH": 3} {
		if got := DaysAtWork(marks); got != want {
			t.Errorf("%q: %d, want %d", marks, got, want)
		}
	}
}
