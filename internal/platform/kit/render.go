package kit

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

// Templates are the parsed pages, each with the layout.
type Templates struct{ pages map[string]*template.Template }

var unfilled = regexp.MustCompile(`\{[a-z_]+\}`)

var funcs = template.FuncMap{
	"label":   words.Label,
	"tone":    words.Tone,
	"runpart": words.RunPart,
	"text":    words.Text,
	"yuan":    func(v any) string { return fen(v).Grouped() },
	"amount":  func(v any) string { return fen(v).String() },
	"moment":  func(m clock.Moment) string { return m.Short() },
	"quarter": func(code string) string { // as people write it; the code itself if it is none
		if q, ok := civil.ParseQuarter(code); ok {
			return q.Chinese()
		}
		return code
	},
	"sex":    func(n int64) string { return words.Label("sex", strconv.FormatInt(n, 10)) },
	"list":   func(v ...any) []any { return v },
	"remark": func(code string, args []errs.Arg) string { return words.Text(code, args...) },
	"split":  strings.Fields,
	// gist of a remark where its values are not at hand
	"gist": func(code string) string {
		if l := words.Label("gist", code); l != code {
			return l
		}
		return words.Text(code)
	},
	"why":       Why,
	"sentences": words.Sentences,
	"draw":      func(f figure.Figure) template.HTML { return template.HTML(figure.Lay(f).SVG()) },
}

// Why is the sentence of a code by itself, without values; empty of none.
func Why(code string) string {
	if code == "" {
		return ""
	}
	return unfilled.ReplaceAllString(words.Text(code), "……")
}

func fen(v any) money.Fen {
	switch v := v.(type) {
	case money.Fen:
		return v
	case int64:
		return money.Fen(v)
	}
	panic(fmt.Sprintf("not an amount: %T", v))
}

// ParseTemplates reads layout/, which frames every page, and the folders of the wings beside it. A file that defines
// "content" is a page and has its name, and may define "up", the link to where one came from, better than the menu
// tells it; any other file holds parts for the pages of its wing. Nothing lists the files, so no name may stand twice.
func ParseTemplates(files fs.FS) (*Templates, error) {
	base, err := template.New("layout").Funcs(funcs).ParseFS(files, "layout/*.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "*/*.html")
	if err != nil {
		return nil, err
	}
	pages, parts, defined := map[string]string{}, map[string][]string{}, map[string]string{}
	for _, n := range names {
		f, err := template.New(n).Funcs(funcs).ParseFS(files, n)
		if err != nil {
			return nil, err
		}
		for _, d := range f.Templates() {
			if other := defined[d.Name()]; d.Name() != "content" && d.Name() != "up" && other != "" {
				return nil, fmt.Errorf("template %q stands in %s and in %s", d.Name(), other, n)
			}
			defined[d.Name()] = n
		}
		switch dir := path.Dir(n); {
		case dir == "layout":
		case f.Lookup("content") != nil:
			pages[strings.TrimSuffix(path.Base(n), ".html")] = n
		default:
			parts[dir] = append(parts[dir], n)
		}
	}
	t := &Templates{map[string]*template.Template{}}
	for name, n := range pages {
		p, err := template.Must(base.Clone()).ParseFS(files, append(parts[path.Dir(n)], n)...)
		if err != nil {
			return nil, err
		}
		t.pages[name] = thin(p)
	}
	return t, nil
}

// Page is what the layout needs; every page's struct embeds it.
type Page struct {
	Title    string
	R        *Request
	Notice   string
	Undo     *Offer // takes back what the notice tells of; nil if that is not possible
	TakeBack *Offer // takes back what the visitor did last to the record that the page shows; nil likewise
	Key      string
	Faults   []Fault
	Name     string      // of its template
	menu     []MenuGroup // once made
}

// Framed is a page's struct.
type Framed interface{ frame() *Page }

func (p *Page) frame() *Page { return p }

// Asset is the address of a file that every page loads.
func (p *Page) Asset(name string) string { return p.R.Kit.Assets[name] }

// HelpAddress is the address of the help on this page; empty if there is none.
func (p *Page) HelpAddress() string {
	path := p.R.Context.Path()
	if p.R.Kit.Guided == nil || !p.R.Kit.Guided(path) {
		return ""
	}
	return "/guide?" + string(Query("page", path))
}

// Bell is what the visitor has in the background.
func (p *Page) Bell() Bell { return BellOf(p.R) }

// CSRF token for forms.
func (p *Page) CSRF() string { return p.R.CSRFToken() }

// Fault beside a field, empty if there is none.
func (p *Page) Fault(field string) string {
	for _, f := range p.Faults {
		if f.Field == field {
			return f.Text
		}
	}
	return ""
}

// Typed is what was typed into a field before, else the value given.
func (p *Page) Typed(field string, otherwise any) string {
	if p.R.Context.Request().Method == http.MethodPost {
		return p.R.FormValue(field)
	}
	return fmt.Sprint(otherwise)
}

// Chosen reports whether an option was chosen before.
func (p *Page) Chosen(field, value string) bool {
	for _, v := range p.R.Context.Request().Form[field] {
		if v == value {
			return true
		}
	}
	return false
}

// Retried reports whether an option was chosen in the form that was sent and refused; an address chooses nothing.
func (p *Page) Retried(field, value string) bool {
	return p.R.Context.Request().Method == http.MethodPost && p.Chosen(field, value)
}

// Can reports whether the visitor has a permission anywhere.
func (p *Page) Can(permission string) bool { return p.R.Can(permission) }

// CanAt reports whether the visitor has a permission in a region: whether a record there may be led to.
func (p *Page) CanAt(permission, path string) bool {
	return p.R.Actor.Scope(authz.Permission(permission)).Covers(path)
}

// Place is the full name of a region's path.
func (p *Page) Place(path string) string { return p.R.Tree.Full(path) }

// Near is a region's name as the visitor's own office says it, for rows of a table: 荆河街道某村 in a county.
func (p *Page) Near(path string) string { return Near(p.R, path) }

// Near is a region's name without what lies above all that the visitor works for.
func Near(r *Request, path string) string {
	var own []string
	for _, g := range r.Actor.Grants {
		own = append(own, g.Path)
	}
	if len(own) == 0 {
		return r.Tree.Full(path)
	}
	return r.Tree.Within(region.CommonPath(own), path)
}

// CodeOf a region's path, empty if it has ended.
func (p *Page) CodeOf(path string) string {
	if reg, ok := p.R.Tree.ByPath(path); ok && !reg.Ended {
		return reg.Code
	}
	return ""
}

// Here is the name of a region's own level.
func (p *Page) Here(path string) string { return p.R.Tree.Name(path) }

// Active reports whether the page's address begins with a prefix, for the navigation.
func (p *Page) Active(prefix string) bool {
	u := p.R.Context.Request().URL.Path
	return u == prefix || prefix != "/" && strings.HasPrefix(u, prefix+"/")
}

// ofOnePage are the values of an address that hold for one page of a list and one way to look at it.
var ofOnePage = []string{"after", "before", "page", "as"}

// With is the current address with one query value changed and paging dropped.
func (p *Page) With(name, value string) string {
	q := url.Values{}
	for k, v := range p.R.Context.Request().URL.Query() {
		if !slices.Contains(ofOnePage, k) && (k != "region" || name != "region") {
			q[k] = v
		}
	}
	if value == "" {
		q.Del(name)
	} else {
		q.Set(name, value)
	}
	return "?" + q.Encode()
}

// Places a list can be narrowed to: from the visitor's top region down to the one chosen, and the next level below it.
type Places struct {
	Chain []*region.Region
	Below []*region.Region
	At    *region.Region
	tops  []string // codes of the visitor's regions
}

// Jump is where a place can be looked for by its name: the codes of the visitor's regions, empty where there is nothing
// to choose.
func (p Places) Jump() string {
	if len(p.tops) == 1 && len(p.Chain) == 1 && len(p.Below) == 0 {
		return ""
	}
	return strings.Join(p.tops, " ")
}

// Narrow makes the choice of places for a scope and the region chosen (nil: none).
func (r *Request) Narrow(paths []string, at *region.Region) Places {
	p := Places{At: at}
	for _, x := range paths {
		if reg, ok := r.Tree.ByPath(x); ok {
			p.tops = append(p.tops, reg.Code)
			if at == nil && len(paths) != 1 {
				p.Below = append(p.Below, reg)
			}
		}
	}
	top := ""
	if len(paths) == 1 {
		top = paths[0]
	} else if at != nil {
		for _, x := range paths {
			if strings.HasPrefix(at.Path, x) {
				top = x
			}
		}
	}
	if top == "" {
		return p
	}
	end := top
	if at != nil {
		end = at.Path
	}
	for i := len(top); i <= len(end); i += 4 {
		if reg, ok := r.Tree.ByPath(end[:i]); ok {
			p.Chain = append(p.Chain, reg)
		}
	}
	if n := len(p.Chain); n > 0 {
		p.Below = r.Tree.Children(p.Chain[n-1].ID)
	}
	return p
}

// Can reports whether the visitor has a permission anywhere; asked of Casbin once per request and permission.
func (r *Request) Can(permission string) bool {
	key := "can:" + permission
	if v, ok := r.Context.Get(key).(bool); ok {
		return v
	}
	v := r.Actor.Has(authz.Permission(permission))
	r.Context.Set(key, v)
	return v
}

// Render a page to bytes, as for every visitor: without notice or key.
func (r *Request) Render(name string, data Framed) ([]byte, error) {
	p := data.frame()
	p.R, p.Name = r, name
	t := r.Kit.Templates.pages[name]
	if t == nil {
		return nil, fmt.Errorf("no page %q", name)
	}
	var b bytes.Buffer
	if err := t.ExecuteTemplate(&b, "layout.html", data); err != nil {
		return nil, fmt.Errorf("page %s: %w", name, err)
	}
	page := b.Bytes()
	if p.Notice != "" {
		var told bytes.Buffer
		if err := t.ExecuteTemplate(&told, "notice", data); err != nil {
			return nil, fmt.Errorf("page %s: %w", name, err)
		}
		page = underTitle(page, told.Bytes())
	}
	return namedFaults(page, p.Faults), nil
}

// underTitle puts what a page tells below its title, which so keeps its place: the title comes of the pages' own
// templates.
func underTitle(page, told []byte) []byte {
	end := []byte("</h1>")
	return bytes.Replace(page, end, slices.Concat(end, []byte("\n"), told), 1)
}

// Show renders a page.
func (r *Request) Show(status int, name string, data Framed) error {
	p := data.frame()
	p.R = r
	p.Key = Random()
	if c, err := r.Cookie("gw_notice"); err == nil {
		p.Notice, _ = url.QueryUnescape(c.Value)
		r.SetCookie(&http.Cookie{Name: "gw_notice", Path: "/", MaxAge: -1})
		if p.Notice != "" && r.Session != nil && r.Kit.LastOffer != nil {
			if p.Undo, err = r.Kit.LastOffer(r); err != nil {
				return err
			}
		}
	}
	if o, _ := r.Context.Get(OpenedOffer).(*Offer); o != nil && status == http.StatusOK && p.Undo == nil {
		p.TakeBack = o
	}
	body, err := r.Render(name, data)
	if err != nil {
		return err
	}
	return r.HTMLBlob(status, body)
}

// OpenedOffer is where the server leaves what a page about a record may offer to take back.
const OpenedOffer = "offer of the opened record"

// RenderFormErrors renders the same form with what was typed and words beside the fields; another kind of refusal is
// returned.
func (r *Request) RenderFormErrors(err error, name string, data Framed) error {
	if !IsFormError(err) {
		return err
	}
	data.frame().Faults = FaultsOf(err)
	return r.Show(Status(err), name, data)
}

// Query of names and values in turn, to stand behind the question mark of an address in a page.
func Query(pairs ...string) template.URL {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	return template.URL(q.Encode())
}
