package cli

import (
	"fmt"

	"gangwei/internal/platform/schema"
)

// runSchema prints the descriptions of the tables, for machines or for people. It needs no office.
func runSchema(c *call) error {
	format := c.flags.String("format", "json", "json (JSON Schema, draft 2020-12) or text")
	codes, err := c.arguments()
	if err != nil {
		return err
	}
	tables := schema.Tables
	if len(codes) > 0 {
		tables = nil
	}
	for _, code := range codes {
		t := schema.Of(code)
		if t == nil {
			return misuse{fmt.Errorf("there is no table %q; 'gangwei schema --format text' tells them all", code)}
		}
		tables = append(tables, t)
	}
	switch *format {
	case "json":
		b, err := schema.JSON(tables)
		if err != nil {
			return err
		}
		_, err = c.out.Write(b)
		return err
	case "text":
		_, err := fmt.Fprint(c.out, schema.Manual(tables))
		return err
	}
	return misuse{fmt.Errorf("--format takes json or text, not %q", *format)}
}
