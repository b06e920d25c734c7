//go:build long

package golden

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"regexp"
	"slices"
	"strings"
)

// masks are the values that no two answers share.
var masks = []struct {
	what *regexp.Regexp
	by   string
	why  string
}{
	{regexp.MustCompile(`name="_csrf" value="[^"]*"`), `name="_csrf" value="*"`,
		"the session's token, or a public form's"},
	{regexp.MustCompile(`name="_key" value="[^"]*"`), `name="_key" value="*"`,
		"makes a repeated submit answer the first result"},
	{regexp.MustCompile(`name="batch" value="[\w-]{24}"`), `name="batch" value="*"`,
		"holds the checks of one form together"},
	{regexp.MustCompile(`\?v=[0-9a-f]{12}"`), `"`,
		"the version of the style sheet and the script, which changes with each change of either"},
	{regexp.MustCompile(`"csrf":"[^"]*"`), `"csrf":"*"`, "the session's token, for the telephone's page"},
}

var (
	kept  = regexp.MustCompile(`(?s)<(?:pre|textarea)\b.*?</(?:pre|textarea)>`)
	space = regexp.MustCompile(`[ \t\r\n\f]+`)
	ends  = regexp.MustCompile(` (/?>)`)
	block = `html|head|body|title|meta|link|script|header|footer|main|nav|section|article|aside|div|p|h[1-6]|` +
		`ul|ol|li|dl|dt|dd|table|caption|colgroup|col|thead|tbody|tfoot|tr|th|td|form|fieldset|legend|` +
		`details|summary|figure|figcaption|pre|hr|br|blockquote|label|input|select|option|optgroup|button|` +
		`textarea|datalist|svg|g|path|rect|line|text|tspan|circle|polyline|polygon|defs|marker`
	before = regexp.MustCompile(` (</?(?:` + block + `)\b)`)
	after  = regexp.MustCompile(`(</?(?:` + block + `)(?: [^<>]*)?>) `)
)

// page is HTML without the white space that no browser shows.
func page(body string) string {
	var out strings.Builder
	for {
		at := kept.FindStringIndex(body)
		if at == nil {
			out.WriteString(tidy(body))
			break
		}
		out.WriteString(tidy(body[:at[0]]))
		out.WriteString("\n" + body[at[0]:at[1]] + "\n")
		body = body[at[1]:]
	}
	return out.String()
}

func tidy(s string) string {
	s = strings.TrimSpace(space.ReplaceAllString(s, " "))
	s = ends.ReplaceAllString(s, "$1")
	s = strings.ReplaceAll(s, "> <", "><")
	s = before.ReplaceAllString(s, "$1")
	s = after.ReplaceAllString(s, "$1")
	return strings.ReplaceAll(s, "><", ">\n<") // a tag a line, for who compares two
}

// headers that belong to an answer.
var headers = []string{"Content-Type", "Content-Disposition", "Location"}

// answer is what a visitor got, normalised.
type answer struct {
	status int
	kind   string
	body   string // headers on top
	raw    string
}

func normalised(status int, h http.Header, body []byte) (a answer, err error) {
	a = answer{status: status, kind: h.Get("Content-Type"), raw: string(body)}
	var text string
	switch {
	case strings.HasPrefix(a.kind, "text/html"):
		text = page(a.raw)
	case bytes.HasPrefix(body, []byte("%PDF")):
		text, err = paper(body)
	case bytes.HasPrefix(body, []byte("PK\x03\x04")):
		text, err = parts(body)
	default:
		text = a.raw
	}
	for _, m := range masks {
		text = m.what.ReplaceAllString(text, m.by)
	}
	var top strings.Builder
	fmt.Fprintf(&top, "%d\n", status)
	for _, name := range headers {
		if v := h.Get(name); v != "" {
			fmt.Fprintf(&top, "%s: %s\n", name, v)
		}
	}
	a.body = top.String() + "\n" + text + "\n"
	return a, err
}

// paper is the text of a PDF as it stands on its pages.
func paper(body []byte) (string, error) {
	c := exec.Command("pdftotext", "-layout", "-enc", "UTF-8", "-", "-")
	c.Stdin = bytes.NewReader(body)
	out, err := c.Output()
	return string(out), err
}

// parts are the texts of a spreadsheet's or document's parts, without when and by whom it was made.
func parts(body []byte) (string, error) {
	z, err := zip.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return "", err
	}
	files := slices.Clone(z.File)
	slices.SortFunc(files, func(x, y *zip.File) int { return strings.Compare(x.Name, y.Name) })
	var out strings.Builder
	for _, f := range files {
		if strings.HasPrefix(f.Name, "docProps/") {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return "", err
		}
		b, err := io.ReadAll(r)
		if err != nil {
			return "", err
		}
		if strings.HasSuffix(f.Name, ".xml") || strings.HasSuffix(f.Name, ".rels") {
			fmt.Fprintf(&out, "== %s\n%s\n", f.Name, strings.ReplaceAll(string(b), "><", ">\n<"))
		} else {
			fmt.Fprintf(&out, "== %s %x\n", f.Name, sha256.Sum256(b))
		}
	}
	return out.String(), nil
}

// digest of a normalised answer: short, since nobody forges it.
func (a answer) digest() string {
	sum := sha256.Sum256([]byte(a.body))
	return hex.EncodeToString(sum[:5])
}
