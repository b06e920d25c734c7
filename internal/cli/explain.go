package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"gangwei/internal/explain"
	"gangwei/internal/platform/sheet"
)

// runExplain says how a spreadsheet would be read. It opens no office and writes nothing.
func runExplain(c *call) error {
	var file string
	as := c.flags.String("as", "", "folder, or a KIND of import; both if empty")
	format := c.flags.String("format", "text", "text or json")
	if err := c.parse(&file); err != nil {
		return err
	}
	if *format != "text" && *format != "json" {
		return misuse{fmt.Errorf("--format is text or json, not %q", *format)}
	}
	info, err := os.Stat(file)
	if err != nil {
		return err
	}
	if info.IsDir() {
		return misuse{fmt.Errorf("%s is a folder; name one of its files", file)}
	}
	var body []byte
	if info.Size() <= sheet.MaxBytes { // a larger one is refused by its size, and need not be in memory for it
		if body, err = os.ReadFile(file); err != nil {
			return err
		}
	} else {
		body = make([]byte, sheet.MaxBytes+1)
	}
	e, err := explain.File(filepath.Base(file), body, *as)
	if err != nil {
		return err
	}
	e.Bytes = int(info.Size())
	if *format == "json" {
		w := json.NewEncoder(c.out)
		w.SetEscapeHTML(false)
		w.SetIndent("", "  ")
		err = w.Encode(e)
	} else {
		err = e.Write(c.out)
	}
	if err != nil {
		return err
	}
	if len(e.Refused) > 0 || !e.Whole() {
		return broke{errors.New("not all of the file would be read")}
	}
	return nil
}
