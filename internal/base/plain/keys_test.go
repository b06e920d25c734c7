package plain

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestKeys_of_a_name(t *testing.T) {
	for name, want := range map[string]string{
		"欧阳三":        " 欧阳三 ouyangsan oys yangsan ys san s",
		"歐陽 三":       " 欧阳三 ouyangsan oys yangsan ys san s",
		"张":          " 张 zhang z",
		"李A":         " 李a lia la a",
		"":           " ",
		"😀":          " 😀",
		"\U00030000": " \U00030000",
	} {
		if got := Keys(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
}

// A name is found by what people type for it, and by nothing that merely stands inside a syllable.
func TestSought_stands_in_the_keys_of_the_name_that_is_meant(t *testing.T) {
	for _, c := range []struct {
		typed, name string
		found       bool
	}{
		{"zhangsan", "张三", true},
		{"ZHANG SAN", "张三", true},
		{"ｚｈａｎｇ", "张三", true},
		{"zs", "张三", true},
		{"ZS", "張三", true},
		{"san", "张三", true},
		{"z", "张三", true},
		{"張", "张三", true},
		{"张三", "張三", true},
		{"張三", "张三", true},
		{"三", "张三", true},
		{"hang", "张三", false},
		{"angs", "张三", false},
		{"an", "张三", false},
		{"zhs", "张三", false},
		{"shan", "单雄信", true},
		{"sxx", "单雄信", true},
		{"zeng", "曾国", true},
		{"qiu", "仇英", true},
		{"moqi", "万俟卨", true},
		{"lv", "吕布", true},
		{"lü", "吕布", true},
		{"wang", "王秀英", true},
		{"wxy", "王秀英", true},
		{"xy", "王秀英", true},
		{"mmt", "买买提·艾力", true},
		{"aili", "买买提·艾力", true},
		{"买买提．艾", "买买提·艾力", true},
		{"钟", "鍾馗", true},
		{"乾", "张乾坤", true},
		{"干", "张乾坤", true},
		{"王", "张三", false},
		{"ls", "张三", false},
		{"%", "张三", false},
		{"_", "张三", false},
		{"zhang%", "张三", false},
		{strings.Repeat("z", 200), "张三", false},
		{"三丰 ", "张三丰", true},
		{"张丰", "张三丰", false},
	} {
		if got := strings.Contains(Keys(c.name), Sought(c.typed)); got != c.found {
			t.Errorf("%q finds %s: %v, by %q in %q", c.typed, c.name, got, Sought(c.typed), Keys(c.name))
		}
	}
}

func TestKeys_have_a_limit(t *testing.T) {
	for _, name := range []string{strings.Repeat("单", 30), strings.Repeat("买买提·", 8), strings.Repeat("装", 5000)} {
		got := Keys(name)
		if utf8.RuneCountInString(got) > MostKeys {
			t.Errorf("%d characters of %.10s", utf8.RuneCountInString(got), name)
		}
	}
	if !strings.Contains(Keys(strings.Repeat("单", 30)), " "+strings.Repeat("dan", 30)) {
		t.Error("a long name is not found by its pinyin")
	}
}

func FuzzKeys(f *testing.F) {
	f.Add("欧阳三")
	f.Fuzz(func(t *testing.T, name string) {
		got := Keys(name)
		if !strings.HasPrefix(got, " ") || got == name || utf8.RuneCountInString(got) > MostKeys {
			t.Errorf("%q: %q", name, got)
		}
	})
}
