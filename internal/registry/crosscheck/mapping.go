package crosscheck

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/lexicon"
	"gangwei/policies"
)

// Mapping says how a system names its columns, and which columns it takes in.
type Mapping struct {
	System   string              `yaml:"system"`
	Name     string              `yaml:"name"`
	Heads    map[string][]string `yaml:"heads"`    // our field: their heads
	States   map[string][]string `yaml:"states"`   // on, off: their words
	Template []Cell              `yaml:"template"` // what is written for them, in their order
}

// Cell of a template: one of our fields under their head, or a fixed text.
type Cell struct {
	Head  string `yaml:"head"`
	Field string `yaml:"field"`
	Text  string `yaml:"text"`
}

// ReadFields that an export may have; name and idno must be named.
var ReadFields = []string{"township", "village", "name", "idno", "filing_no", "state", "post", "start", "end",
	"account", "as_of"}

// WriteFields that a template may ask for.
var WriteFields = []string{"seq", "county", "township", "village", "household", "name", "idno", "sex", "birth", "basis",
	"kind", "post", "post_code", "start", "agreement_no", "agreement_from", "agreement_until", "hours", "rate", "account",
	"filing_no"}

const maxMapping = 20_000 // bytes

// ParseMapping reads a mapping file. Refusal: crosscheck.mapping, naming what is wrong.
func ParseMapping(system string, body []byte) (Mapping, error) {
	var m Mapping
	bad := func(why string, args ...any) (Mapping, error) {
		return m, errs.New(errs.Invalid, "crosscheck.mapping").On("mapping").With("what", fmt.Sprintf(why, args...))
	}
	if len(body) > maxMapping {
		return bad("文件过大")
	}
	if err := yaml.UnmarshalWithOptions(body, &m, yaml.Strict()); err != nil {
		line, _, _ := strings.Cut(err.Error(), "\n")
		return bad("不是YAML格式（%s）", line)
	}
	if m.System != system {
		return bad("system应为%s", system)
	}
	for f, heads := range m.Heads {
		if !slices.Contains(ReadFields, f) {
			return bad("heads中没有“%s”这个字段", f)
		}
		for _, h := range heads {
			if n := len([]rune(h)); n < 1 || n > 30 {
				return bad("heads中“%s”的表头应为1至30个字", f)
			}
		}
	}
	for _, f := range []string{"name", "idno"} {
		if len(m.Heads[f]) == 0 {
			return bad("heads缺少%s", f)
		}
	}
	for s := range m.States {
		if s != "on" && s != "off" {
			return bad("states只有on、off")
		}
	}
	if len(m.Template) == 0 || len(m.Template) > 100 {
		return bad("template应有1至100列")
	}
	for i, c := range m.Template {
		switch {
		case c.Head == "" || len([]rune(c.Head)) > 30:
			return bad("template第%d列缺少head", i+1)
		case c.Field != "" && !slices.Contains(WriteFields, c.Field):
			return bad("template中没有“%s”这个字段", c.Field)
		case c.Field != "" && c.Text != "":
			return bad("template第%d列只能写field或text", i+1)
		}
	}
	return m, nil
}

// Default mapping of a system, and its text.
func Default(system string) (Mapping, string, error) {
	if !slices.Contains(Systems, system) {
		return Mapping{}, "", errs.New(errs.Invalid, "form.choice").On("system")
	}
	b, err := policies.Exchange.ReadFile("exchange/" + system + ".yaml")
	if err != nil {
		return Mapping{}, "", err
	}
	m, err := ParseMapping(system, b)
	return m, string(b), err
}

// StateOf their word: on, off, or empty.
func (m Mapping) StateOf(word string) string {
	for _, s := range []string{"on", "off"} {
		if slices.ContainsFunc(m.States[s], func(w string) bool { return lexicon.Same(w, word) }) {
			return s
		}
	}
	return ""
}
