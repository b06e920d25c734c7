package words

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/base/errs"
)

// Sentence of one refusal. An unknown code shows itself, so that nothing is lost; a test holds every code used against
// this list.
func Sentence(e *errs.Error) string {
	s, ok := sentences[e.Code]
	if !ok {
		if e.Kind == errs.Internal {
			s = sentences["internal"]
		} else {
			s = e.Code
		}
	}
	for _, a := range e.Args {
		v := fmt.Sprint(a.Value)
		for _, list := range argLists[a.Name] {
			if l, ok := labels[list][v]; ok {
				v = l
			}
		}
		if l, ok := sentences[v]; ok && a.Name == "why" {
			v = strings.TrimSuffix(l, "。")
		}
		s = strings.ReplaceAll(s, "{"+a.Name+"}", v)
	}
	if e.Row > 0 {
		place := fmt.Sprintf("第%d行", e.Row)
		if e.Column != "" {
			place += "“" + e.Column + "”列"
		}
		s = place + "：" + s
	}
	return s
}

// Sentences of everything inside err; an internal error gives one general sentence.
func Sentences(err error) []string {
	all := errs.All(err)
	if len(all) == 0 {
		return []string{sentences["internal"]}
	}
	out := make([]string, len(all))
	for i, e := range all {
		out[i] = Sentence(e)
	}
	return out
}

// Rows of a sheet in words, the first of n: 第4、5、6行等23行. Empty where there are none.
func Rows(first []int, n int64) string {
	if len(first) == 0 {
		return ""
	}
	text := make([]string, len(first))
	for i, row := range first {
		text[i] = fmt.Sprint(row)
	}
	s := "第" + strings.Join(text, "、") + "行"
	if n > int64(len(first)) {
		s += fmt.Sprintf("等%d行", n)
	}
	return s
}

// Known reports whether a code has a sentence.
func Known(code string) bool { _, ok := sentences[code]; return ok }

// Label of a code in a list; the code itself if the list does not know it.
func Label(list, code string) string {
	if l, ok := labels[list][code]; ok {
		return l
	}
	return code
}

// Has reports whether a list has a code.
func Has(list, code string) bool {
	_, ok := labels[list][code]
	return ok && code != ""
}

// Codes of a list, sorted.
func Codes(list string) []string { return slices.Sorted(maps.Keys(labels[list])) }

// CodeOf the label in a list; false if the list does not have it.
func CodeOf(list, label string) (string, bool) {
	for code, l := range labels[list] {
		if l == label {
			return code, true
		}
	}
	return "", false
}

// Text is the sentence kept under a code, for remarks on pages.
func Text(code string, args ...errs.Arg) string {
	e := errs.New(errs.Invalid, code)
	e.Args = args
	return Sentence(e)
}

// RunPart is the bracket behind a month of pay that is not its regular run: （补编1）.
func RunPart(kind string, number int64) string {
	if what := Label("runkind", kind); what != "" {
		return fmt.Sprintf("（%s%d）", what, number)
	}
	return ""
}
