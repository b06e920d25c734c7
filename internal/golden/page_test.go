//go:build long

package golden

import (
	"strings"
	"testing"
)

// Indenting a template changes nothing here, and what a browser shows otherwise does.
func TestPage_ignores_how_a_template_is_indented_and_nothing_else(t *testing.T) {
	const one = `<form><label>姓名<input name="q" value="a"></label> <a href="/x">一</a><a href="/y">二</a></form>` +
		"<p>共 <b>3</b> 条</p><pre>a\n  b</pre>"
	const same = "\n<form>\n\t<label>\n\t\t姓名\n\t\t<input name=\"q\"\n\t\t\tvalue=\"a\" >\n\t</label>\n" +
		"\t<a href=\"/x\">一</a>\n\t<a href=\"/y\">二</a>\n</form>\n<p>\n\t共\n\t<b>3</b>\n\t条\n</p>\n<pre>a\n  b</pre>\n"
	if page(one) != page(same) {
		t.Errorf("%q\n%q", page(one), page(same))
	}
	for old, other := range map[string]string{
		"共 <b>": "共<b>", "\n  b": "\n b", "姓名": "姓 名", `value="a"`: `value=" a"`, "3": "4", "/x": "/z",
	} {
		if changed := strings.Replace(one, old, other, 1); changed == one || page(changed) == page(one) {
			t.Errorf("%q is not told from %q", other, old)
		}
	}
}
