package cli

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"strings"
)

// shared flags stand on every command and are told once.
var shared = map[string]bool{"data": true, "database": true}

// ownFlags of a command: what it declares before it reads its arguments.
func (cmd *command) ownFlags() (own []*flag.Flag, err error) {
	c := cmd.call(context.Background(), []string{"--help"})
	if err := cmd.run(c); !errors.Is(err, flag.ErrHelp) {
		return nil, fmt.Errorf("gangwei %s answers --help with %w", cmd.name, err)
	}
	c.flags.VisitAll(func(f *flag.Flag) {
		if !shared[f.Name] {
			own = append(own, f)
		}
	})
	return own, nil
}

// choice says what the first argument may be.
func (cmd *command) choice() string {
	first, _, _ := strings.Cut(cmd.args, " ")
	return first + " is one of " + strings.Join(cmd.words, ", ") + "."
}

// isSwitch tells whether a flag stands alone, without a value.
func isSwitch(f *flag.Flag) bool {
	b, ok := f.Value.(interface{ IsBoolFlag() bool })
	return ok && b.IsBoolFlag()
}

// Backticks cannot stand in a raw string: ' is one here.
var manualHead = strings.ReplaceAll(`# The command line

Made from the program by 'make cli'; a test fails when it is behind.

Every command takes '--data DIR' (or 'GANGWEI_DATA'; otherwise 'var/data'), the folder for keys, files and the
embedded database, and '--database ADDRESS' (or 'GANGWEI_DATABASE'), 'sqlite:PATH' or
'mysql:USER:PASSWORD@tcp(HOST:PORT)/NAME'. Flags stand before or after the arguments; 'gangwei COMMAND --help' lists
them. Exit codes: 0 done, 1 a check found something broken, 2 usage or environment, with the remedy in one line on
stderr.
`, "'", "`")

// manual of all commands, in Markdown.
func manual(all []command) (string, error) {
	var b strings.Builder
	b.WriteString(manualHead)
	for i := range all {
		cmd := &all[i]
		flags, err := cmd.ownFlags()
		if err != nil {
			return "", err
		}
		fmt.Fprintf(&b, "\n## gangwei %s\n\n", cmd.name)
		fmt.Fprintf(&b, "    gangwei %s\n\n", strings.TrimSpace(cmd.name+" "+cmd.args))
		fmt.Fprintf(&b, "%s.\n", strings.ToUpper(cmd.short[:1])+cmd.short[1:])
		if len(cmd.words) > 0 {
			fmt.Fprintf(&b, "\n%s\n", cmd.choice())
		}
		if len(flags) > 0 {
			b.WriteString("\n| Flag | Meaning |\n|---|---|\n")
		}
		for _, f := range flags {
			b.WriteString(flagRow(f))
		}
		if cmd.broken != "" {
			fmt.Fprintf(&b, "\nEnds with 1 if %s.\n", cmd.broken)
		}
		if len(cmd.examples) > 0 {
			b.WriteString("\nFor example:\n\n")
		}
		for _, e := range cmd.examples {
			fmt.Fprintf(&b, "    gangwei %s\n", e)
		}
	}
	return b.String(), nil
}

func flagRow(f *flag.Flag) string {
	value := " VALUE"
	if isSwitch(f) {
		value = ""
	}
	said := strings.ReplaceAll(f.Usage, "|", "\\|")
	if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "0" {
		said += " (otherwise `" + f.DefValue + "`)"
	}
	return fmt.Sprintf("| `--%s%s` | %s |\n", f.Name, value, said)
}
