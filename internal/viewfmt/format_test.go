package main

import (
	"strings"
	"testing"
)

var long = strings.Repeat("长", 70)

var layouts = []struct{ name, in, out string }{
	{"blocks stand on lines of their own", `<div><h1>甲</h1><p>乙<a href="/x">丙</a>丁</p></div>`, `
<div>
  <h1>甲</h1>
  <p>乙<a href="/x">丙</a>丁</p>
</div>
`},
	{"a trim marker takes the break beside text away", `<p>` + long + `{{if .A}}` + long + `{{end}}丁</p>`, `
<p>
  ` + long + `
  {{- if .A}}` + long + `{{end}}丁
</p>
`},
	{"behind the head of a cell, which the style sheet writes, a blank shows",
		`<td data-head="甲">{{if .A}}<a href="/x">` + long + `</a>{{else}}` + long + `{{end}}</td>`, `
<td data-head="甲">
  {{- if .A -}}
    <a href="/x">` + long + `</a>
  {{else -}}
    ` + long + `
  {{end}}
</td>
`},
	{"the children of a flex box are apart", `<p class="acts"><button>甲</button><a href="/x">乙</a></p>`, `
<p class="acts">
  <button>甲</button>
  <a href="/x">乙</a>
</p>
`},
	{"but not those of a field's label, which is none",
		`<div class="field"><label class="check"><input type="radio" name="a">` + long + long + `</label></div>`, `
<div class="field">
  <label class="check">
    <input type="radio" name="a">` + long + long + `
  </label>
</div>
`},
	{"an element that one branch opens and another closes",
		`{{if .A}}<details><summary>甲</summary>{{end}}<p>乙</p>{{if .A}}</details>{{end}}`, `
{{if .A}}
  <details>
  <summary>甲</summary>
{{end}}
<p>乙</p>
{{if .A}}
  </details>
{{end}}
`},
	{"what is called is looked into",
		`<div class="field"><label for="a">甲</label>{{template "f" .}}<input name="a"></div>` +
			`<p>` + long + `{{template "w" .}}丁</p>` +
			`{{define "f"}}{{if .}}<span class="fault">{{.}}</span>{{end}}{{end}}{{define "w"}}{{.A}}{{end}}`, `
<div class="field">
  <label for="a">甲</label>
  {{template "f" .}}
  <input name="a">
</div>
<p>` + long + `{{template "w" .}}丁</p>

{{define "f"}}
  {{if .}}<span class="fault">{{.}}</span>{{end}}
{{end}}

{{define "w"}}{{.A}}{{end}}
`},
	{"attributes of a long tag",
		`<p><input type="text" name="` + long + `"{{if .A}} checked{{end}} value="{{.B}}"></p><textarea> a
 b</textarea>`, `
<p>
  <input type="text"
      name="` + long + `"{{if .A}} checked{{end}}
      value="{{.B}}">
</p>
<textarea> a
 b</textarea>
`},
	{"a blank in an attribute is kept", `<p class="{{if .A}}{{.A}} {{- .B}} {{.C}} {{end}}">甲</p>`, `
<p class="{{if .A}}{{.A}}{{.B}} {{.C}} {{end}}">甲</p>
`},
	{"a span is a block by its class, which is not relied on beside text",
		`<td>` + long + `{{if .A}}<span class="hint">` + long + `</span>{{end}}</td>`, `
<td>
  ` + long + `
  {{- if .A}}<span class="hint">` + long + `</span>{{end}}
</td>
`},
}

func TestFormat_breaks_lines_only_where_a_blank_does_not_show(t *testing.T) {
	for _, c := range layouts {
		got, err := format(map[string]string{"a.html": c.in})
		if err != nil || "\n"+got["a.html"] != c.out {
			t.Errorf("%s: %v\n%s", c.name, err, got["a.html"])
		}
		again, err := format(got)
		if err != nil || again["a.html"] != got["a.html"] {
			t.Errorf("%s, formatted again: %v\n%s", c.name, err, again["a.html"])
		}
	}
}

func TestFormat_refuses_what_it_cannot_read(t *testing.T) {
	for _, in := range []string{"{{if .A}}", "{{end}}", "<p", `<a href="{{.A}}>`, "{{.A", "<textarea>"} {
		if _, err := format(map[string]string{"a.html": in}); err == nil || !strings.HasPrefix(err.Error(), "a.html: ") {
			t.Errorf("%s: %v", in, err)
		}
	}
}
