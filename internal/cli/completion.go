package cli

import (
	"fmt"
	"slices"
	"strings"
)

// completed is a command as the shells need it.
type completed struct {
	name, short string
	flags       []completedFlag
	words       []string // that its first argument may be
}

type completedFlag struct {
	name, usage string
	alone       bool // takes no value
}

var shells = map[string]func([]completed) string{"bash": bashScript, "zsh": zshScript, "fish": fishScript}

func runCompletion(c *call) error {
	var shell string
	if err := c.parse(&shell); err != nil {
		return err
	}
	script := shells[shell]
	if script == nil {
		return misuse{fmt.Errorf("SHELL is bash, zsh or fish, not %q", shell)}
	}
	all, err := completions(c.all)
	if err != nil {
		return err
	}
	_, err = fmt.Fprint(c.out, script(all))
	return err
}

func completions(all []command) (out []completed, err error) {
	for i := range all {
		flags, err := all[i].ownFlags()
		if err != nil {
			return nil, err
		}
		x := completed{name: all[i].name, short: all[i].short, words: all[i].words}
		for _, f := range flags {
			x.flags = append(x.flags, completedFlag{f.Name, f.Usage, isSwitch(f)})
		}
		x.flags = append(x.flags, completedFlag{"data", "folder of the office", false},
			completedFlag{"database", "address of the database", false}, completedFlag{"help", "list the flags", true})
		out = append(out, x)
	}
	return out, nil
}

// firstWords of the commands, each once, with what the shells show beside it.
func firstWords(all []completed) (words []string, said map[string]string) {
	said = map[string]string{"help": "list the commands"}
	words = []string{"help"}
	for _, x := range all {
		first, rest, _ := strings.Cut(x.name, " ")
		if !slices.Contains(words, first) {
			words = append(words, first)
		}
		if rest == "" || said[first] == "" {
			said[first] = x.short
		}
	}
	return words, said
}

// secondWords that follow a first one.
func secondWords(all []completed, first string) (words []string) {
	for _, x := range all {
		if rest, ok := strings.CutPrefix(x.name, first+" "); ok {
			words = append(words, rest)
		}
	}
	return words
}

// shellQuoted within single quotes.
func shellQuoted(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
