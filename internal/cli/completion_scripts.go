package cli

import (
	"fmt"
	"strings"
)

// bashScript completes the command's words, its flags, and files where a flag or an argument takes one.
func bashScript(all []completed) string {
	var b strings.Builder
	firsts, _ := firstWords(all)
	b.WriteString(`# Completion of gangwei for bash.
_gangwei() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command words= valued= flags=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    COMPREPLY=( $(compgen -W ` + shellQuoted(strings.Join(firsts, " ")) + ` -- "$cur") )
    return
  fi
  command=${COMP_WORDS[1]}
  case "$command ${COMP_WORDS[2]}" in
`)
	for _, x := range all {
		if strings.Contains(x.name, " ") {
			fmt.Fprintf(&b, "    %s) [ \"$COMP_CWORD\" -gt 2 ] && command=%s ;;\n", shellQuoted(x.name), shellQuoted(x.name))
		}
	}
	b.WriteString("  esac\n  case \"$command\" in\n")
	known := map[string]bool{}
	for _, x := range all {
		known[x.name] = true
		b.WriteString(bashCase(x, secondWords(all, x.name)))
	}
	for _, f := range firsts[1:] {
		if !known[f] {
			b.WriteString(bashCase(completed{name: f}, secondWords(all, f)))
		}
	}
	b.WriteString(`  esac
  case " $valued " in
    *" $prev "*) COMPREPLY=( $(compgen -f -- "$cur") ); return ;;
  esac
  case "$cur" in
    -*) COMPREPLY=( $(compgen -W "$flags" -- "$cur") ); return ;;
  esac
  if [ -n "$words" ]; then
    COMPREPLY=( $(compgen -W "$words" -- "$cur") )
  else
    COMPREPLY=( $(compgen -f -- "$cur") )
  fi
}
complete -o filenames -F _gangwei gangwei
`)
	return b.String()
}

// bashCase says what may stand behind a command. Words are offered as its next word only.
func bashCase(x completed, second []string) string {
	var flags, valued []string
	for _, f := range x.flags {
		flags = append(flags, "--"+f.name)
		if !f.alone {
			valued = append(valued, "--"+f.name)
		}
	}
	words := append(append([]string{}, second...), x.words...)
	next := 2 + strings.Count(x.name, " ")
	text := fmt.Sprintf("    %s)\n      flags=%s\n      valued=%s\n", shellQuoted(x.name),
		shellQuoted(strings.Join(flags, " ")), shellQuoted(strings.Join(valued, " ")))
	if len(words) > 0 {
		text += fmt.Sprintf("      [ \"$COMP_CWORD\" -eq %d ] && words=%s\n", next, shellQuoted(strings.Join(words, " ")))
	}
	return text + "      ;;\n"
}

// zshScript offers the same through zsh's own functions, with what each word means.
func zshScript(all []completed) string {
	var b strings.Builder
	firsts, said := firstWords(all)
	b.WriteString("#compdef gangwei\n# Completion of gangwei for zsh.\n_gangwei() {\n  local command=$words[2]\n")
	b.WriteString("  if (( CURRENT == 2 )); then\n    local -a list=(\n")
	for _, f := range firsts {
		fmt.Fprintf(&b, "      %s\n", shellQuoted(f+":"+said[f]))
	}
	b.WriteString("    )\n    _describe command list\n    return\n  fi\n  case \"$words[2] $words[3]\" in\n")
	for _, x := range all {
		if strings.Contains(x.name, " ") {
			fmt.Fprintf(&b, "    %s) (( CURRENT > 3 )) && command=%s ;;\n", shellQuoted(x.name), shellQuoted(x.name))
		}
	}
	b.WriteString("  esac\n  if (( CURRENT == 3 )); then\n    case \"$command\" in\n")
	for _, f := range firsts {
		if second := secondWords(all, f); len(second) > 0 {
			fmt.Fprintf(&b, "      %s) compadd -- %s ;;\n", shellQuoted(f), strings.Join(second, " "))
		}
	}
	b.WriteString("    esac\n  fi\n  case \"$command\" in\n")
	for _, x := range all {
		fmt.Fprintf(&b, "    %s)\n      _arguments", shellQuoted(x.name))
		for _, f := range x.flags {
			fmt.Fprintf(&b, " \\\n        %s", shellQuoted(zshFlag(f)))
		}
		if len(x.words) > 0 {
			fmt.Fprintf(&b, " \\\n        %s", shellQuoted(fmt.Sprintf("%d:kind:(%s)", 1+strings.Count(x.name, " ")+1,
				strings.Join(x.words, " "))))
		}
		b.WriteString(" \\\n        '*:file:_files'\n      ;;\n")
	}
	b.WriteString("  esac\n}\n")
	// found in a folder of functions the file is the function's first call; read by source it only declares it
	b.WriteString("if [ \"$funcstack[1]\" = _gangwei ]; then _gangwei \"$@\"; else compdef _gangwei gangwei; fi\n")
	return b.String()
}

func zshFlag(f completedFlag) string {
	usage := strings.NewReplacer("[", "(", "]", ")", ":", " -").Replace(f.usage)
	text := "--" + f.name + "[" + usage + "]"
	if !f.alone {
		text += ":value:_files"
	}
	return text
}

// fishScript has a line for each word and each flag.
func fishScript(all []completed) string {
	var b strings.Builder
	firsts, said := firstWords(all)
	b.WriteString("# Completion of gangwei for fish.\ncomplete -c gangwei -e\n")
	for _, f := range firsts {
		fmt.Fprintf(&b, "complete -c gangwei -n __fish_use_subcommand -f -a %s -d %s\n", shellQuoted(f), shellQuoted(said[f]))
	}
	for _, x := range all {
		words := strings.Fields(x.name)
		if len(words) == 2 {
			fmt.Fprintf(&b, "complete -c gangwei -n %s -f -a %s -d %s\n",
				shellQuoted("__fish_seen_subcommand_from "+words[0]+"; and not __fish_seen_subcommand_from "+
					strings.Join(secondWords(all, words[0]), " ")), shellQuoted(words[1]), shellQuoted(x.short))
		}
		when := "__fish_seen_subcommand_from " + strings.Join(words, "; and __fish_seen_subcommand_from ")
		if second := secondWords(all, x.name); len(second) > 0 {
			when += "; and not __fish_seen_subcommand_from " + strings.Join(second, " ")
		}
		if len(x.words) > 0 {
			fmt.Fprintf(&b, "complete -c gangwei -n %s -f -a %s\n", shellQuoted(when), shellQuoted(strings.Join(x.words, " ")))
		}
		for _, f := range x.flags {
			value := " -r"
			if f.alone {
				value = ""
			}
			fmt.Fprintf(&b, "complete -c gangwei -n %s -l %s%s -d %s\n", shellQuoted(when), f.name, value, shellQuoted(f.usage))
		}
	}
	return b.String()
}
