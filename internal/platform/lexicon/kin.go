package lexicon

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gangwei/internal/platform/words"
)

// NoKin is what somebody is who is no kin.
const NoKin = "99"

// OtherKin are those for whom GB/T 4761 has no code of their own.
const OtherKin = "97"

// labelledBy names the labels of lists that bear another list's.
var labelledBy = map[string]string{}

// Kinship of one person to another, GB/T 4761. Terms that stand here are whole ones; all others are put together from
// their parts.
var Kinship = kinship()

func kinship() *List {
	l := list("kin", "亲属关系", synonyms{
		"01": "=本人 =自己",
		"02": "=户主 =户主本人 =本人户主 =家长 =head =householder",
		"10": "夫妻 夫妇 两口子 spouse",
		"11": "husband",
		"12": "太太 内人 wife",
		"20": "小儿子 小子 son",
		"22": "大儿子",
		"23": "二儿子 次男 二子",
		"24": "三儿子",
		"25": "四儿子",
		"26": "五儿子",
		"21": "独子",
		"27": "养子 继子 抱养子",
		"28": "姑爷 son-in-law",
		"30": "小女儿 小女 daughter",
		"31": "独女",
		"32": "大女儿 大女 大闺女",
		"33": "二女儿 二女 二闺女",
		"34": "三女儿 三闺女",
		"35": "四女儿",
		"36": "五女儿",
		"37": "养女 继女 抱养女",
		"38": "儿妇 daughter-in-law",
		"40": "孙辈 孙子女 外孙子女",
		"41": "孙儿 长孙 次孙 grandson",
		"42": "孙女儿 granddaughter",
		"44": "外孙女儿",
		"47": "曾孙 曾孙子 外曾孙 外曾孙子 重孙 重孙子",
		"48": "曾孙女 外曾孙女 重孙女",
		"50": "爹娘 双亲 父亲母亲 parents",
		"51": "爹爹 生父 father",
		"52": "生母 mother",
		"53": "公爹 公爸",
		"54": "=婆母 婆母娘",
		"55": "老丈人 岳丈 father-in-law",
		"56": "丈母 mother-in-law",
		"57": "继父 养父 后爹 后爸",
		"58": "继母 养母 后娘 后妈",
		"60": "祖父母 外祖父母",
		"61": "grandfather",
		"62": "grandmother",
		"64": "姥娘",
		"66": "老爷爷 太爷爷 曾祖",
		"67": "老奶奶 太奶奶",
		"70": "兄弟 弟兄 姊妹 姐妹 兄妹 姐弟 兄弟姊妹 亲兄弟 亲姐妹 sibling brother sister",
		"72": "嫂嫂",
		"74": "弟妇 兄弟媳妇",
		"76": "姐丈",
		"77": "小妹",
		"78": "妹丈",
		"82": "大妈 伯娘",
		"84": "婶婶 婶娘",
		"85": "娘舅",
		"86": "=妗 妗母",
		"87": "姨丈",
		"88": "姨姨",
		"89": "姑丈",
		"91": "堂兄弟 堂姐妹 堂兄妹 叔伯兄弟 叔伯姐妹 叔伯弟兄 堂姊妹",
		"92": "表兄弟 表姐妹 表兄妹 表亲 姑表 姨表 姑表兄弟 姨表兄弟 表姊妹",
		"93": "侄男 nephew",
		"94": "侄女儿 niece",
		"95": "外甥子",
		"96": "外甥女儿",
		"97": "亲戚 亲属 近亲属 直系亲属 旁系亲属 远亲 族亲 本家 同宗 relative kin cousin uncle aunt brother-in-law sister-in-law " +
			"妯娌 连襟 =一担挑 亲家 儿女亲家 亲家公 亲家母 小舅子 大舅子 大舅哥 小姨子 大姨子 大姨姐 大伯子 大伯哥 小叔子 大姑子 小姑子 大姑姐",
		"99":    "无亲属关系 没有亲属关系 非亲属关系 不是亲属 无亲戚关系 非亲戚 不是亲戚 无关系 没有关系 无亲缘关系 邻居 同村 村民 朋友 同事 保姆 雇工 租客 寄居人",
		Nothing: "=无 =没有 =否",
	})
	for term, p := range roots {
		if c, known := codeOf(p); known && l.words[key(term)] == "" {
			l.add(term, c, true)
		}
	}
	l.general = map[string][]string{"10": codes(11, 12), "20": append(codes(21, 27), "29"),
		"30": append(codes(31, 37), "39"),
		"40": codes(41, 49), "50": codes(51, 59), "60": codes(61, 69), "70": codes(71, 79), OtherKin: codes(10, 96)}
	l.resolve = func(k string) (string, bool) { _, code, ok := l.kin(k); return code, ok }
	return l
}

// codes of two digits from one to another, as far as the standard has them.
func codes(from, last int) (out []string) {
	for n := from; n <= last; n++ {
		if c := fmt.Sprintf("%02d", n); words.Has("kin", c) {
			out = append(out, c)
		}
	}
	return out
}

// Tie of a voter or an official to somebody, which may also be that they are one person, or of one household.
var Tie = tie()

func tie() *List {
	l := list("tie", "与候选人的关系", synonyms{
		"self": "自己",
		"home": "同一户 同户人员 同户家庭成员 一家 一家人 家属 家人 家庭成员 家里人",
		// who of the two is which does not matter here
		OtherKin: "父子 母子 父女 母女 婆媳 翁婿 叔侄 姑侄 伯侄 舅甥 姨甥 祖孙 爷孙 婆孙 姑嫂 叔嫂 翁媳 岳婿",
	})
	for w, c := range Kinship.words {
		if _, own := l.words[w]; !own && c != "01" && c != "02" {
			l.words[w] = c
		}
	}
	l.general = Kinship.general
	l.resolve = func(k string) (string, bool) {
		for _, w := range relations {
			if c, known := l.words[strings.TrimSuffix(k, w)]; known {
				return c, true
			}
		}
		return Kinship.resolve(k)
	}
	return l
}

// steps of kinship, each a letter: h husband, w wife, e spouse, f father, m mother, s son, d daughter, o and y elder
// and younger brother, O and Y elder and younger sister. A path goes from a person outwards: wy is the wife's younger
// brother.
var roots = map[string]string{
	"丈夫": "h", "老公": "h", "夫": "h", "妻子": "w", "老婆": "w", "妻": "w", "夫人": "w", "爱人": "e", "配偶": "e", "老伴": "e",
	"父亲": "f", "父": "f", "爸爸": "f", "爸": "f", "爹": "f", "母亲": "m", "母": "m", "妈妈": "m", "妈": "m", "娘": "m",
	"儿子": "s", "子": "s", "儿": "s", "长子": "s", "次子": "s", "女儿": "d", "女": "d", "闺女": "d", "长女": "d", "次女": "d",
	"哥哥": "o", "哥": "o", "兄": "o", "兄长": "o", "弟弟": "y", "弟": "y", "姐姐": "O", "姐": "O", "妹妹": "Y", "妹": "Y",
	"公公": "hf", "婆婆": "hm", "岳父": "wf", "岳母": "wm", "丈人": "wf", "丈母娘": "wm", "女婿": "dh", "儿媳": "sw",
	"儿媳妇": "sw", "祖父": "ff", "爷爷": "ff", "祖母": "fm", "奶奶": "fm", "外祖父": "mf", "姥爷": "mf", "外公": "mf",
	"外祖母": "mm", "姥姥": "mm", "外婆": "mm", "孙子": "ss", "孙": "ss", "孙女": "sd", "外孙": "ds", "外孙子": "ds",
	"外孙女": "dd", "嫂子": "ow", "嫂": "ow", "弟媳": "yw", "弟媳妇": "yw", "弟妹": "yw", "姐夫": "Oh", "妹夫": "Yh",
	"伯父": "fo", "伯伯": "fo", "大爷": "fo", "伯": "fo", "伯母": "fow", "大娘": "fow", "叔父": "fy", "叔叔": "fy", "叔": "fy",
	"婶母": "fyw", "婶子": "fyw", "婶": "fyw", "舅舅": "mo", "舅父": "mo", "舅": "mo", "舅母": "mow", "舅妈": "mow",
	"妗子": "mow", "姨妈": "mO", "姨母": "mO", "姨": "mO", "姨父": "mOh", "姨夫": "mOh", "姑姑": "fO", "姑妈": "fO",
	"姑母": "fO", "姑": "fO", "姑父": "fOh", "姑夫": "fOh", "侄子": "os", "侄儿": "os", "侄": "os", "侄女": "od", "外甥": "Os",
	"甥": "Os", "外甥女": "Od", "甥女": "Od",
}

// paths of the codes; brothers and sisters are written as elder ones where the code does not ask which they are.
var paths = map[string]string{
	"e": "10", "h": "11", "w": "12", "s": "20", "d": "30", "dh": "28", "sw": "38", "f": "51", "m": "52",
	"hf": "53", "hm": "54", "wf": "55", "wm": "56", "ss": "41", "sd": "42", "ds": "43", "dd": "44",
	"ssw": "45", "dsw": "45", "sdh": "46", "ddh": "46", "sss": "47", "sds": "47", "dss": "47", "dds": "47",
	"ssd": "48", "sdd": "48", "dsd": "48", "ddd": "48", "ff": "61", "fm": "62", "mf": "63", "mm": "64",
	"fff": "66", "ffm": "67", "hff": "65", "hfm": "65", "hmf": "65", "hmm": "65", "wff": "65", "wfm": "65",
	"wmf": "65", "wmm": "65", "o": "71", "ow": "72", "y": "73", "yw": "74", "O": "75", "Oh": "76", "Y": "77",
	"Yh": "78", "fo": "81", "fow": "82", "fy": "83", "fyw": "84", "mo": "85", "mow": "86", "mOh": "87",
	"mO": "88", "fOh": "89", "fO": "90", "fos": "91", "fod": "91", "fOs": "92", "fOd": "92", "mos": "92",
	"mod": "92", "mOs": "92", "mOd": "92", "os": "93", "od": "94", "Os": "95", "Od": "96",
}

// codeOf a path. One that leads on to kin without a code of their own is other kin; one that turns back on itself (the
// son's father) may be anybody.
func codeOf(path string) (string, bool) {
	if c, known := paths[path]; known {
		return c, true
	}
	same := strings.NewReplacer("y", "o", "Y", "O").Replace(path)
	if c, known := paths[same]; known {
		return c, true
	}
	const longest, marriages = 4, 2
	if len(path) > longest || strings.Count(path, "h")+strings.Count(path, "w")+strings.Count(path, "e") > marriages {
		return "", false
	}
	for i := 1; i < len(path); i++ {
		if back[kindOf(path[i-1])+kindOf(path[i])] {
			return "", false
		}
	}
	return OtherKin, true
}

// back are the pairs of steps that may lead to where they began, or to the same person by another name: a son's
// brother is a son.
var back = map[string]bool{"cp": true, "pc": true, "mm": true, "cb": true, "bb": true, "bp": true, "pm": true}

// kindOf a step: parent, child, sibling, marriage.
func kindOf(step byte) string {
	switch step {
	case 'f', 'm':
		return "p"
	case 's', 'd':
		return "c"
	case 'o', 'y', 'O', 'Y':
		return "b"
	}
	return "m"
}

// farther makes other kin of siblings, uncles and nephews: 堂弟, 表叔.
var farther = []string{"叔伯", "姑表", "姨表", "舅表", "远房", "同族", "本家", "族", "堂", "表"}

// married stand behind somebody for the husband or wife: 孙媳妇, 侄女婿.
var married = []struct{ word, step string }{{"媳妇", "w"}, {"媳", "w"}, {"妻子", "w"}, {"老婆", "w"}, {"妻", "w"},
	{"女婿", "h"}, {"婿", "h"}, {"丈夫", "h"}, {"夫", "h"}, {"配偶", "e"}, {"爱人", "e"}}

// numbered stand before a term and say which of several: 三叔, 大儿子, 小舅.
var numbered = []string{"大", "二", "三", "四", "五", "六", "七", "八", "老", "亲", "胞", "长", "次"}

// longestTerm of one piece, in bytes.
const longestTerm = 8 * 3

// path of a term of one piece; far where a 堂 or 表 is in it. false where it is not wholly understood.
func path(term string) (steps string, far bool, ok bool) {
	if len(term) > longestTerm {
		return "", false, false
	}
	if p, known := roots[term]; known {
		return p, false, true
	}
	for _, f := range farther {
		if rest, had := strings.CutPrefix(term, f); had {
			if p, _, known := path(rest); known && (kindOf(p[0]) == "b" || len(p) > 1) {
				return p, true, true
			}
		}
	}
	for _, side := range []struct{ word, step string }{{"妻", "w"}, {"内", "w"}, {"夫", "h"}} {
		if rest, had := strings.CutPrefix(term, side.word); had {
			if p, far, known := path(rest); known && (kindOf(p[0]) == "b" || kindOf(p[0]) == "p" && side.word != "内") {
				return side.step + p, far, true
			}
		}
	}
	for _, m := range married {
		if rest, had := strings.CutSuffix(term, m.word); had && kindOf(m.step[0]) == "m" {
			if p, far, known := path(rest); known && kindOf(p[len(p)-1]) != "m" && weds(p[len(p)-1], m.step) {
				return p + m.step, far, true
			}
		}
	}
	for _, n := range numbered {
		if rest, had := strings.CutPrefix(term, n); had && ordered(rest) {
			if p, far, known := path(rest); known {
				return p, far, true
			}
		}
	}
	return "", false, false
}

// weds reports whether somebody reached by a step can have such a spouse.
func weds(step byte, spouse string) bool {
	male := strings.IndexByte("fsoy", step) >= 0
	return spouse == "e" || male == (spouse == "w")
}

// ordered reports whether a number may stand before a term: 三叔, 二妹, not 大舅子, 小姑.
func ordered(term string) bool {
	p, _, known := path(term)
	return known && (len(p) == 1 && (kindOf(p[0]) == "b" || kindOf(p[0]) == "c") ||
		kindOf(p[0]) == "p" && len(p) >= 2 && kindOf(p[1]) == "b" || kindOf(p[0]) == "b")
}

// chain of terms with 之 and 的 between.
var chain = regexp.MustCompile(`[之的]`)

// oneself is who a term begins with where it names nobody else.
var oneself = []string{"户主", "本人", "其", "申报人", "该人", "该同志", "该户主", "自己", "我"}

// between two people: 与户主是夫妻, 和王三为母女.
var between = regexp.MustCompile(`^[与和跟同](.{1,30}?)[系是为](.+)$`)

// relations are what people write behind a term: 夫妻关系, 与户主是母子关系.
var relations = []string{"亲属关系", "关系"}

// KinOf reads a term of kinship as people write it: 王三之妻, 妻子的弟弟, 系本人表侄女. of is whose kin it says that somebody
// is, empty where it names nobody. false where the term is not wholly understood.
func KinOf(cell string) (of, code string, ok bool) {
	k := key(cell)
	if len(k) > longestText {
		return "", "", false
	}
	if c, known := Kinship.words[k]; known {
		return "", c, true
	}
	for _, w := range wraps {
		if rest, had := strings.CutPrefix(k, w); had && rest != "" && !hasRoot(k) {
			k = rest
			break
		}
	}
	if of, code, ok = Kinship.kin(k); !ok {
		of = ""
		code, ok = Kinship.Read(cell)
	}
	return of, code, ok && code != ""
}

// hasRoot reports whether a word is a term by itself.
func hasRoot(k string) bool { _, _, known := path(k); return known }

// kin of a term that is no word of the list.
func (l *List) kin(k string) (of, code string, ok bool) {
	for _, w := range relations {
		if rest, had := strings.CutSuffix(k, w); had && rest != "" {
			k = rest
			break
		}
	}
	if c, known := l.words[k]; known {
		return "", c, true
	}
	if x := between.FindStringSubmatch(k); x != nil {
		if _, code, ok = l.kin(x[2]); slices.Contains(oneself, x[1]) {
			return "", code, ok
		}
		return x[1], code, ok && named(x[1])
	}
	pieces := chain.Split(strings.Trim(k, "之的"), -1)
	for _, s := range oneself {
		if rest, had := strings.CutPrefix(pieces[0], s); had && rest != "" {
			pieces[0] = rest
			break
		}
	}
	if len(pieces) > 1 {
		if _, kin := l.piece(pieces[0]); !kin {
			if of = pieces[0]; slices.Contains(oneself, of) {
				of = ""
			} else if !named(of) {
				return "", "", false
			}
			pieces = pieces[1:]
		}
	}
	if len(pieces) == 1 {
		code, ok = l.piece(pieces[0])
		return of, code, ok
	}
	code, ok = l.joined(pieces)
	return of, code, ok
}

// piece is the code of a term of one piece.
func (l *List) piece(term string) (string, bool) {
	if c, known := l.words[term]; known && c != NoKin && c != "01" && c != "02" {
		return c, true
	}
	p, far, known := path(term)
	switch {
	case !known:
		return "", false
	case !far:
		return codeOf(p)
	case len(p) == 1 && strings.HasPrefix(term, "堂") || len(p) == 1 && strings.HasPrefix(term, "叔伯"):
		return "91", true
	case len(p) == 1 && (strings.HasPrefix(term, "表") || strings.Contains(term, "表")):
		return "92", true
	}
	return OtherKin, true
}

// joined is the code of a chain: 儿媳的母亲.
func (l *List) joined(terms []string) (string, bool) {
	whole, distant := "", false
	for _, t := range terms {
		p, far, known := path(t)
		if !known {
			return "", false
		}
		whole, distant = whole+p, distant || far
	}
	code, ok := codeOf(whole)
	if distant && ok {
		return OtherKin, true
	}
	return code, ok
}

// named reports whether a text may name a person, perhaps with an office before: 王三, 村主任任广胜.
func named(text string) bool {
	n := len([]rune(text))
	if strings.IndexAny(text, "非不无未没免否") == 0 {
		return false
	}
	return n >= 2 && n <= 10 && strings.IndexFunc(text, func(r rune) bool { return r < 0x3400 && r != '·' }) < 0
}

// courtesy are codes of terms that are also said to neighbours: 李大爷, 王奶奶.
var courtesy = append(codes(61, 64), codes(81, 90)...)

// KinIn finds a term of kinship at the beginning or the end of a text that names somebody beside it: 公公孙大海, 其子王四,
// 张三（儿子）. A single character is no term here: 孙会计 is not a grandson.
func KinIn(text string) (code string, ok bool) {
	k := key(text)
	if len(k) > longestText {
		return "", false
	}
	if _, c, known := KinOf(k); known {
		return c, true
	}
	if x := bracketed.FindStringSubmatch(k); x != nil {
		for _, part := range []string{x[2], x[1] + x[3]} {
			if _, c, known := KinOf(part); known {
				return c, true
			}
		}
	}
	if rest, had := strings.CutPrefix(k, "其"); had {
		r := []rune(rest)
		for n := min(4, len(r)-2); n >= 1; n-- {
			if c, known := Kinship.piece(string(r[:n])); known {
				return c, true
			}
		}
	}
	r := []rune(k)
	for n := min(5, len(r)-2); n >= 2; n-- {
		if c, known := Kinship.piece(string(r[:n])); known {
			return c, true
		}
		if c, known := Kinship.piece(string(r[len(r)-n:])); known && !slices.Contains(courtesy, c) {
			return c, true
		}
	}
	return "", false
}
