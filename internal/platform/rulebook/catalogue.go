package rulebook

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/goccy/go-yaml"

	"gangwei/internal/base/civil"
	"gangwei/policies"
)

// Files of policies/rulebook that hold no first values.
const (
	holidaysFile = "holidays.yaml"
	typesSuffix  = ".types.yaml" // before it the wing
)

// Info is what the catalogue says of a parameter, whatever its value.
type Info struct {
	Key  string
	Name string // 中文
	Unit string
}

// Types are the types of all parameters, in the order in which the page groups them: as their first values stand.
func Types() ([]*Type, error) {
	rows, err := seedRows()
	if err != nil {
		return nil, err
	}
	var out []*Type
	for _, r := range rows {
		if t := TypeOf(r.Key); !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	return out, nil
}

type seedRow struct {
	Key    string `yaml:"key"`
	Region string `yaml:"region"` // division code, empty for the city
	Fund   string `yaml:"fund"`   // empty for all
	Value  string `yaml:"value"`
	Unit   string `yaml:"unit"`
	Basis  string `yaml:"basis"`
	Sure   string `yaml:"sure"`
	From   string `yaml:"from"`
	Name   string `yaml:"name"`
}

// Unconfirmed reports whether a value is the program's own, of which no document of the office says anything yet.
func (p Parameter) Unconfirmed() bool { return strings.Contains(p.Document, "待确认") }

// document that a first value rests on, with a word where that is to be confirmed.
func (s seedRow) document() string {
	if s.Sure == "M" && !strings.Contains(s.Basis, "待确认") {
		return s.Basis + "（待确认）"
	}
	return s.Basis
}

type seedHolidays struct {
	Source string              `yaml:"source"`
	Off    map[string][]string `yaml:"off"`
	Worked map[string][]string `yaml:"worked"`
}

func seedRows() ([]seedRow, error) {
	entries, err := policies.Rulebook.ReadDir("rulebook")
	if err != nil {
		return nil, err
	}
	var out []seedRow
	for _, e := range entries {
		if e.Name() == holidaysFile || strings.HasSuffix(e.Name(), typesSuffix) {
			continue
		}
		b, err := policies.Rulebook.ReadFile("rulebook/" + e.Name())
		if err != nil {
			return nil, err
		}
		var rows []seedRow
		if err := yaml.Unmarshal(b, &rows); err != nil {
			return nil, fmt.Errorf("%s: %w", e.Name(), err)
		}
		for i, r := range rows {
			if _, err := civil.ParseDate(r.From); err != nil || r.Key == "" || r.Name == "" {
				return nil, fmt.Errorf("%s: row %d needs key, name and from", e.Name(), i+1)
			}
		}
		out = append(out, rows...)
	}
	return out, nil
}

// Catalogue lists the known parameters by key.
func Catalogue() ([]Info, error) {
	rows, err := seedRows()
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{}
	var out []Info
	for _, r := range rows {
		if !seen[r.Key] {
			seen[r.Key] = true
			out = append(out, Info{r.Key, r.Name, r.Unit})
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Key < out[j].Key })
	return out, nil
}
