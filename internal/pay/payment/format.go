package payment

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/platform/rulebook"
)

// Formats are the bank formats by name: those that come with the program, and the office's own files NAME.yaml in its
// folder, which stand before them. A file that cannot be read as a mapping is there all the same; what is wrong with it
// is said where it is chosen or tried.
func (r *Service) Formats() (map[string][]byte, error) {
	out, err := bankfile.Presets()
	if err != nil || r.Dir == "" {
		return out, err
	}
	entries, err := os.ReadDir(r.Dir)
	if errors.Is(err, fs.ErrNotExist) {
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && e.Type().IsRegular() {
			if out[name], err = os.ReadFile(filepath.Join(r.Dir, e.Name())); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// chosen is the text of the format that the rulebook names for who pays (bank.format), empty for the plain one.
func chosen(book *rulebook.Book, formats map[string][]byte, path string, today civil.Date) (string, error) {
	name, _ := book.Text("bank.format", path, "", today)
	if name == "" || name == "plain" {
		return "", nil
	}
	text, ok := formats[name]
	if !ok {
		return "", errs.New(errs.State, "payment.format").With("name", name)
	}
	return string(text), nil
}

// Mapping of a batch's file and answer.
func (b Batch) Mapping() (bankfile.Format, error) {
	if b.Format == "" {
		return bankfile.Plain(), nil
	}
	return bankfile.ParseFormat([]byte(b.Format))
}
