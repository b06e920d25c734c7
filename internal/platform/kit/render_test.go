package kit

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"
)

// folder of templates, by path.
func folder(files map[string]string) fstest.MapFS {
	layout := `<main>{{template "content" .}}</main>{{define "foot"}}end{{end}}`
	m := fstest.MapFS{"layout/layout.html": {Data: []byte(layout)}}
	for path, text := range files {
		m[path] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func TestParseTemplates_finds_the_pages_of_all_wings_and_their_parts(t *testing.T) {
	got, err := ParseTemplates(folder(map[string]string{
		"pay/run.html": `{{define "content"}}run {{template "run/head"}}{{template "fen"}}{{template "foot"}}{{end}}` +
			`{{define "run/head"}}head {{end}}`,
		"pay/parts.html":      `{{define "fen"}}fen {{end}}`,
		"hiring/post.html":    `{{define "content"}}post{{end}}`,
		"hiring/phone/p.html": `{{end}} is no template`,
	}))
	if err != nil || len(got.pages) != 2 {
		t.Fatalf("%v %v", got, err)
	}
	for name, want := range map[string]string{"run": "<main>run head fen end</main>", "post": "<main>post</main>"} {
		var b bytes.Buffer
		if err := got.pages[name].ExecuteTemplate(&b, "layout.html", nil); err != nil || b.String() != want {
			t.Errorf("%s: %v %s", name, err, b.String())
		}
	}
}

func TestParseTemplates_refuses_a_name_that_stands_twice(t *testing.T) {
	page, x := `{{define "content"}}{{end}}`, `{{define "x"}}{{end}}`
	for _, c := range []struct {
		files map[string]string
		names []string
	}{
		{map[string]string{"pay/run.html": page, "hiring/run.html": page},
			[]string{`"run.html"`, "pay/run.html", "hiring/run.html"}},
		{map[string]string{"pay/a.html": page + x, "pay/b.html": page + x}, []string{`"x"`, "pay/a.html", "pay/b.html"}},
		{map[string]string{"pay/a.html": page + `{{define "foot"}}{{end}}`},
			[]string{`"foot"`, "layout/layout.html", "pay/a.html"}},
	} {
		_, err := ParseTemplates(folder(c.files))
		if err == nil {
			t.Errorf("%v: not refused", c.names)
			continue
		}
		for _, n := range c.names {
			if !strings.Contains(err.Error(), n) {
				t.Errorf("%v: %v", c.names, err)
			}
		}
	}
}

func TestParseTemplates_sends_no_indentation(t *testing.T) {
	got, err := ParseTemplates(folder(map[string]string{"pay/run.html": "{{define \"content\"}}\n" +
		"  <p\n      class=\"a\">\n    one  two{{if true}}\n\n      three　四 {{else}}\n {{end}}\n  </p>\n" +
		"  <i>{{range .}}\n    {{.}}\n  {{end}}</i>{{end}}"}))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	err = got.pages["run"].ExecuteTemplate(&b, "layout.html", []string{"a  b", "  c"})
	want := "<main>\n<p\nclass=\"a\">\none  two\nthree　四 \n</p>\n<i>\na  b\n\n  c\n</i></main>"
	if err != nil || b.String() != want {
		t.Errorf("%v\n%q\n%q", err, b.String(), want)
	}
}

// What a page tells does not push its title down.
func TestRender_tells_below_the_title(t *testing.T) {
	got := string(underTitle([]byte("<main><h1>考勤表</h1><p>1</p></main>"), []byte("<p>已保存</p>")))
	if want := "<main><h1>考勤表</h1>\n<p>已保存</p><p>1</p></main>"; got != want {
		t.Errorf("%s", got)
	}
}
