package lexicon

import "testing"

// Terms of kinship are put together from their parts and never taken for one of them.
func TestKinOf_composes(t *testing.T) {
	for term, want := range map[string]string{
		"堂弟媳": "97", "表侄女": "97", "妻弟": "97", "外甥媳妇": "97", "儿媳的母亲": "97", "弟媳的弟弟": "97", "表叔": "97", "堂侄": "97",
		"妻侄女": "97",
		"表嫂":  "97", "表姐夫": "97", "侄女婿": "97", "连襟": "97", "小舅子": "97", "老伴的表叔": "97", "夫弟": "97", "内弟媳": "97",
		"妻妹夫": "97",
		"堂弟":  "91", "堂姐": "91", "叔叔的儿子": "91", "表妹": "92", "姑姑的女儿": "92", "舅舅的儿子": "92", "姑表弟": "92",
		"孙女婿": "46", "外孙媳妇": "45", "儿子的妻子": "38", "女儿的丈夫": "28", "儿子的儿子": "41", "女儿的女儿": "44", "妻子的父亲": "55",
		"丈夫的母亲": "54",
		"母亲的哥哥": "85", "爸爸的妹妹": "90", "弟弟的儿子": "93", "姐姐的女儿": "96", "哥哥的妻子": "72", "妹妹的丈夫": "78", "妻子的祖父": "65",
		"父亲的父亲": "61",
		"大儿子":   "22", "二叔": "83", "三舅": "85", "二弟": "73", "胞兄": "71", "亲侄子": "93", "弟媳妇": "74", "舅妈": "86",
		"姨夫": "87", "姑夫": "89",
		"舅舅": "85", "妻子": "12", "亲属": "97", "非亲属": "99", "无亲属关系": "99", "不是亲属": "99", "邻居": "99", "户主": "02",
		"本人": "01",
		"其妻": "12", "系本人弟": "73", "户主的儿子": "20", "户主之子": "20", "之女": "30", "与户主是夫妻": "10", "夫妻关系": "10",
		"其妻之弟": "97", "为户主之妻": "12",
	} {
		if of, code, ok := KinOf(term); !ok || code != want || of != "" {
			t.Errorf("%s: %q %q %v, want %s", term, of, code, ok, want)
		}
		if code, ok := Kinship.Read(term); !ok || code != want {
			t.Errorf("%s reads as %q %v, want %s", term, code, ok, want)
		}
	}
	for _, term := range []string{"小姨", "小姑", "小叔", "媳妇", "前妻", "前儿媳", "干儿子", "义父", "儿子的父亲", "父亲的儿子", "弟弟的哥哥",
		"儿子的弟弟", "父子", "婆媳",
		"弟媳某", "妻家", "女友", "未婚妻", "二奶奶", "大爷爷", "外甥女媳妇", "弟婿", "2", "1", "弟弟的妻子的弟弟的妻子的弟弟", "堂", "表", "不是妻子",
		"非王三之妻", "妻（已离婚）"} {
		if of, code, ok := KinOf(term); ok || of != "" {
			t.Errorf("%s is taken for %q of %q", term, code, of)
		}
	}
}

// A term that names somebody is about that one's kin.
func TestKinOf_names_whose_kin(t *testing.T) {
	for cell, want := range map[string][2]string{"王三之妻": {"王三", "12"}, "村主任任广胜之弟": {"村主任任广胜", "73"},
		"王三的妻子的弟弟": {"王三", "97"},
		"系王三之子":    {"王三", "20"}, "与王三是夫妻": {"王三", "10"}, "和王三为母女": {"", ""}, "买买提·艾力之女": {"买买提·艾力", "30"}} {
		of, code, ok := KinOf(cell)
		if of != want[0] && ok || ok && code != want[1] || ok == (want[1] == "") {
			t.Errorf("%s: %q %q %v, want %q", cell, of, code, ok, want)
		}
	}
}

// A surname is no grandson, an official no woman of the family.
func TestKinIn_a_text_that_names_somebody(t *testing.T) {
	for text, want := range map[string]string{"公公孙大海": "53", "其子王四": "20", "张三（儿子）": "20", "王三儿子": "20",
		"儿媳李四": "38", "婆婆": "54", "妻子": "12",
		"家人": "", "孙会计": "", "周会计": "", "妇女主任": "", "李大爷": "", "王奶奶": "", "村委会": "", "兄弟单位": "70", "信用社": ""} {
		got, ok := KinIn(text)
		if got != want || ok != (want != "") {
			t.Errorf("%s: %q %v, want %q", text, got, ok, want)
		}
	}
}
