package bankfile

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"

	"gangwei/internal/base/errs"
	"gangwei/policies"
)

// Kinds of file.
const (
	Text  = "text"  // a delimiter between the fields
	Fixed = "fixed" // fields of fixed width in bytes of the encoding
	Excel = "xlsx"
)

// Fields that a column may carry.
var Fields = []string{"seq", "name", "id", "account", "amount", "remark"}

// Column of a payment file.
type Column struct {
	Field string `yaml:"field"`
	Head  string `yaml:"head"`  // heading, where the kind has a heading row
	Width int    `yaml:"width"` // bytes of a fixed file, characters of a workbook
}

// Reply says how a bank's answer reads.
type Reply struct {
	Head    bool     `yaml:"head"` // the first line is count and total
	Skip    int      `yaml:"skip"` // lines to leave out before the first
	Columns []string `yaml:"columns"`
	Widths  []int    `yaml:"widths"` // of a fixed file, in bytes
	Paid    []string `yaml:"paid"`   // words for paid
	Failed  []string `yaml:"failed"` // words for not paid
}

// Format is how one bank takes its file and answers: a mapping in a file, no code.
type Format struct {
	Name      string   `yaml:"name"`
	Title     string   `yaml:"title"`
	Kind      string   `yaml:"kind"`
	Encoding  string   `yaml:"encoding"` // utf-8, gbk or gb18030
	Delimiter string   `yaml:"delimiter"`
	Amount    string   `yaml:"amount"` // yuan (two decimals) or fen
	Head      string   `yaml:"head"`   // line before the first; {count} and {total}, {count:8} padded with zeros
	Foot      string   `yaml:"foot"`   // line after the last
	File      string   `yaml:"file"`   // name: {batch}, {month}
	Columns   []Column `yaml:"columns"`
	Answer    Reply    `yaml:"answer"`
}

// ParseFormat reads a mapping; a key that is not known, a column that carries nothing or a format that does not say
// whom to pay how much is refused: bankfile.format, with what is wrong.
func ParseFormat(text []byte) (Format, error) {
	var f Format
	if len(text) > maxFormat {
		return f, errs.New(errs.TooLarge, "bankfile.format").On("format").With("what", fmt.Sprintf("超过%d字节", maxFormat))
	}
	if err := yaml.UnmarshalWithOptions(text, &f, yaml.Strict()); err != nil {
		return f, errs.New(errs.Invalid, "bankfile.format").On("format").With("what", strings.SplitN(err.Error(), "\n", 2)[0])
	}
	return f, f.check()
}

// maxFormat of a mapping in bytes.
const maxFormat = 4000

func (f Format) check() error {
	var faults errs.Faults
	bad := func(what string) {
		faults.Add(errs.New(errs.Invalid, "bankfile.format").On("format").With("what", what))
	}
	if f.Name == "" || f.Title == "" {
		bad("缺 name 或 title")
	}
	if !slices.Contains([]string{Text, Fixed, Excel}, f.Kind) {
		bad("kind 只能是 text、fixed、xlsx")
	}
	if f.Kind != Excel && !slices.Contains([]string{"utf-8", "gbk", "gb18030"}, f.Encoding) {
		bad("encoding 只能是 utf-8、gbk、gb18030")
	}
	if f.Kind == Text && f.Delimiter == "" {
		bad("text 缺 delimiter")
	}
	if f.Amount != "yuan" && f.Amount != "fen" {
		bad("amount 只能是 yuan 或 fen")
	}
	var fields []string
	for _, c := range f.Columns {
		if !slices.Contains(Fields, c.Field) {
			bad("columns 里不认识 " + c.Field)
		}
		if f.Kind == Fixed && (c.Width < 1 || c.Width > 200) {
			bad("fixed 的 " + c.Field + " 缺 width（1至200）")
		}
		fields = append(fields, c.Field)
	}
	for _, must := range []string{"seq", "name", "account", "amount"} {
		if !slices.Contains(fields, must) {
			bad("columns 缺 " + must)
		}
	}
	for _, must := range []string{"seq", "amount", "status"} {
		if !slices.Contains(f.Answer.Columns, must) {
			bad("answer.columns 缺 " + must)
		}
	}
	if f.Kind == Fixed && len(f.Answer.Widths) != len(f.Answer.Columns) {
		bad("answer.widths 与 answer.columns 个数不同")
	}
	if len(f.Answer.Paid) == 0 || len(f.Answer.Failed) == 0 {
		bad("answer 缺 paid 或 failed")
	}
	for _, w := range f.Answer.Paid {
		if slices.Contains(f.Answer.Failed, w) {
			bad("“" + w + "”既是 paid 又是 failed")
		}
	}
	return faults.OrNil()
}

// Presets are the mappings that come with the program, by name.
func Presets() (map[string][]byte, error) {
	entries, err := policies.BankFormats.ReadDir("bankformats")
	if err != nil {
		return nil, err
	}
	out := map[string][]byte{}
	for _, e := range entries {
		body, err := policies.BankFormats.ReadFile("bankformats/" + e.Name())
		if err != nil {
			return nil, err
		}
		out[strings.TrimSuffix(e.Name(), ".yaml")] = body
	}
	return out, nil
}

// Plain is the preset that is used where none is chosen.
func Plain() Format {
	presets, err := Presets()
	if err != nil {
		panic(err) // embedded
	}
	f, err := ParseFormat(presets["plain"])
	if err != nil {
		panic(err) // embedded
	}
	return f
}

// FileName of a batch.
func (f Format) FileName(batch int64, month string) string {
	name := strings.NewReplacer("{batch}", fmt.Sprint(batch), "{month}",
		strings.ReplaceAll(month, "-", "")).Replace(f.File)
	if name == "" {
		name = fmt.Sprintf("batch-%d", batch)
	}
	return name
}
