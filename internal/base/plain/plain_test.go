package plain

import "testing"

func TestVisible_drops_what_nobody_sees(t *testing.T) {
	for in, want := range map[string]string{"\u202d370499\u202c": "370499", "37\u200b04\ufeff": "3704",
		"3704\u200e": "3704", "王\ufe00三": "王三", "王\U000e0100三": "王三", "王\u00ad三": "王三", "王\u3164三": "王三", "王 三": "王 三",
		"": ""} {
		if got := Visible(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestText(t *testing.T) {
	for in, want := range map[string]string{"　１２ ３\u200b": "123", "Ａ（Ｂ）": "A(B)", "\u00a0x": "x"} {
		if got := Text(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestCode_has_usual_width(t *testing.T) {
	for in, want := range map[string]string{"３７０４０２－２０２４－００１": "370402-2024-001", " ａＢ １": "aB1", "〔２０２４〕１号": "〔2024〕1号",
		"①": "1", "": ""} {
		if got := Code(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
}

func TestSameName_however_it_is_written(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"王三", "王　三", true}, {"王三", "王\u200b三", true}, {"ＷＡＮＧ", "wang", true}, {"买买提·艾力", "买买提.艾力", true}, {"买买提・艾力",
			"买买提。艾力", true}, {"⻢三", "⻢三", true}, {"⽅三", "方三", true}, {"樂三", "樂三", true},
		{"王三", "王二", false}, {"张𠅤", "张𬀩", false}, {"王三", "王三丰", false}, {"李", "李四", false},
	} {
		if SameName(c.a, c.b) != c.same || SameName(c.b, c.a) != c.same {
			t.Errorf("%s, %s: %v", c.a, c.b, !c.same)
		}
	}
	if got := Name(" 买买提． 艾力 "); got != "买买提·艾力" {
		t.Errorf("%q", got)
	}
}

func TestRemark_is_taken_off(t *testing.T) {
	for in, want := range map[string][2]string{"王三（已故）": {"王三", "已故"}, "王三(小) ": {"王三", "小"}, "王三": {"王三", ""},
		"（已故）": {"（已故）", ""}, "王三（": {"王三（", ""}, "王三【退】\u200b": {"王三", "退"}} {
		if rest, remark := Remark(in); rest != want[0] || remark != want[1] {
			t.Errorf("%q: %q %q", in, rest, remark)
		}
	}
}
