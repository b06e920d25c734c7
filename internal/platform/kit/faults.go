package kit

import (
	"html"
	"regexp"
	"strings"
)

// namedFaults puts the name that a page gives a field before the sentence about it in the summary, where that sentence
// fits any field: with two such faults it would say the same thing twice, of nothing.
func namedFaults(page []byte, faults []Fault) []byte {
	body := ""
	for _, f := range faults {
		if !f.Unnamed {
			continue
		}
		if body == "" {
			body = string(page)
		}
		if name := nameOf(body, f.Field); name != "" {
			link := `<a href="#f-` + f.Field + `">`
			text := html.EscapeString(f.Text)
			body = strings.Replace(body, link+text, link+name+"："+text, 1)
		}
	}
	if body == "" {
		return page
	}
	return []byte(body)
}

// nameOf a field: its label, the legend of its choices, or what it is called in a table; empty if it has none.
func nameOf(page, field string) string {
	id := regexp.QuoteMeta(`"f-` + field + `"`)
	for _, way := range []string{
		`<label for=` + id + `>([^<]+)`,
		`<fieldset[^>]* id=` + id + `[^>]*>\s*<legend[^>]*>([^<]+)`,
		`id=` + id + `[^>]* aria-label="([^"]+)"`,
	} {
		if m := regexp.MustCompile(way).FindStringSubmatch(page); m != nil {
			return strings.Trim(strings.TrimSpace(m[1]), "？：")
		}
	}
	return ""
}
