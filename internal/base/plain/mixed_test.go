package plain

import (
	"strings"
	"testing"
)

// Who types some characters in full and others by their first letters means the name too; who types what stands in no
// name so means nobody.
func TestMeans_syllables_and_first_letters_mixed(t *testing.T) {
	for _, c := range []struct {
		typed, name string
		found       bool
	}{
		{"WangCR", "王婵蓉", true},
		{"wangcrong", "王婵蓉", true},
		{"wchanr", "王婵蓉", true},
		{"wchanrong", "王婵蓉", true},
		{"wchrong", "王婵蓉", true},
		{"wang ch r", "王婵蓉", true},
		{"wcr", "王婵蓉", true},
		{"wangchanr", "王婵蓉", true},
		{"wcrong", "王婵蓉", true},
		{"chanr", "王婵蓉", true},
		{"crong", "王婵蓉", true},
		{"zhs", "张三", true},
		{"zsan", "张三", true},
		{"liangc", "李昂成", true},
		{"lac", "李昂成", true},
		{"ouysan", "欧阳三", true},
		{"oyangs", "歐陽三", true},
		{"sxiongx", "单雄信", true},
		{"dxiongx", "单雄信", true},
		{"ashil", "阿史莲", true},
		{"wangcr", "王婵", false},
		{"wangcr", "王荣婵", false},
		{"wangxr", "王婵蓉", false},
		{"wanchr", "王婵蓉", false},
		{"wangrong", "王婵蓉", false},
		{"hangs", "张三", false},
		{"wcr%", "王婵蓉", false},
		{"", "王婵蓉", false},
		{strings.Repeat("wangc", 40), "王婵蓉", false},
		{"wwwww", "王婵蓉", false},
	} {
		if got := Means(c.typed, Keys(c.name)); got != c.found {
			t.Errorf("%.20q means %s: %v, by %q in %q", c.typed, c.name, got, Mixed(c.typed), Keys(c.name))
		}
	}
	for _, typed := range []string{"wcr", "wang", "wangchan", "wangc", "王", "王cr", "", "%", strings.Repeat("w", 200)} {
		if got := Mixed(typed); got != nil {
			t.Errorf("%.20q mixes nothing: %q", typed, got)
		}
	}
}

func FuzzMixed(f *testing.F) {
	f.Add("wangcr")
	f.Fuzz(func(t *testing.T, typed string) {
		for _, way := range Mixed(typed) {
			for _, key := range way {
				if !strings.HasPrefix(key, " ") || len(key) < 2 {
					t.Errorf("%q: %q", typed, way)
				}
			}
		}
	})
}
