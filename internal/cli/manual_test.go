package cli

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"testing"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
)

const manualFile = "../../docs/cli.md"

func TestCLIManual_is_made_from_the_program(t *testing.T) {
	for _, name := range []string{"GANGWEI_DATA", "GANGWEI_DATABASE", "GANGWEI_TRUST_PROXY"} {
		t.Setenv(name, "")
	}
	want, err := manual(commands)
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(manualFile, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile(manualFile)
	if err != nil || string(have) != want {
		t.Errorf("docs/cli.md is behind the program: make cli (%v)", err)
	}
}

// An example that the program would not understand teaches something wrong.
func TestCLIManual_examples_name_flags_that_exist(t *testing.T) {
	for i := range commands {
		cmd := &commands[i]
		own, err := cmd.ownFlags()
		if err != nil {
			t.Fatal(err)
		}
		known := map[string]bool{"data": true, "database": true}
		for _, f := range own {
			known[f.Name] = true
		}
		for _, e := range cmd.examples {
			if _, found := find(strings.Fields(e)); found != cmd {
				t.Errorf("%q is an example of %s", e, cmd.name)
			}
			for _, w := range strings.Fields(e) {
				if name, ok := strings.CutPrefix(w, "--"); ok && !known[name] {
					t.Errorf("%q: there is no --%s", e, name)
				}
			}
		}
	}
}

func TestVersion_says_what_go_stamped_or_the_build_said(t *testing.T) {
	stamped := &debug.BuildInfo{GoVersion: "go1.26.8", Settings: []debug.BuildSetting{
		{Key: "vcs.modified", Value: "true"}, {Key: "vcs.revision", Value: "abc"}, {Key: "vcs.time", Value: "2026-01-02"}}}
	for _, c := range []struct {
		name         string
		info         *debug.BuildInfo
		commit, date string
		want         version
	}{
		{"stamped, on top of a changed tree", stamped, "def", "2025-01-01",
			version{Commit: "abc-dirty", Date: "2026-01-02", Go: "go1.26.8"}},
		{"said by the build", &debug.BuildInfo{GoVersion: "go1.26.8"}, "def", "2025-01-01",
			version{Commit: "def", Date: "2025-01-01", Go: "go1.26.8"}},
		{"nobody said", nil, "", "", version{Commit: "unknown", Date: "unknown", Go: "unknown"}},
	} {
		got, err := versionOf(c.info, c.commit, c.date)
		if err != nil {
			t.Fatal(err)
		}
		c.want.Schema, c.want.Migrations = got.Schema, got.Migrations
		c.want.Rules, c.want.RuleDigest = len(oversight.Rules()), digestOf(oversight.Rules())
		if got != c.want || got.Schema < "0073" || got.Migrations < 60 || len(got.RuleDigest) != 12 {
			t.Errorf("%s: %+v", c.name, got)
		}
	}
	run(t, "version").want(t, 0, "schema  0")
	run(t, "--version", "--json").want(t, 0, `"rule_digest": "`)
}

func TestRuleDigest_is_of_codes_and_versions(t *testing.T) {
	a, b := &inspect.Rule{Code: "a", Version: "1"}, &inspect.Rule{Code: "b", Version: "1"}
	if digestOf([]*inspect.Rule{a, b}) != digestOf([]*inspect.Rule{b, a}) {
		t.Error("the order of the rules is in it")
	}
	if digestOf([]*inspect.Rule{a}) == digestOf([]*inspect.Rule{{Code: "a", Version: "2"}}) {
		t.Error("the version is not in it")
	}
}

const askBash = `. "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _gangwei
printf '%s\n' "${COMPREPLY[@]}"`

// The script is asked by a real bash what it would offer.
func TestCompletion_in_bash(t *testing.T) {
	script := filepath.Join(t.TempDir(), "gangwei.bash")
	r := run(t, "completion", "bash")
	r.want(t, 0, "complete -o filenames -F _gangwei gangwei")
	if err := os.WriteFile(script, []byte(r.out), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ typed, want, not string }{
		{"gangwei ", "inspect", "run"},
		{"gangwei tr", "trail", "init"},
		{"gangwei trail ", "verify", "--head"},
		{"gangwei inspect ", "extract", ""},
		{"gangwei inspect run --fr", "--from", "--format"},
		{"gangwei inspect --t", "--template", "--from"},
		{"gangwei completion ", "zsh", ""},
		{"gangwei import ", "holders", ""},
		{"gangwei export holders --", "--region", "--history"},
		{"gangwei user grant --role x --", "--until", ""},
	} {
		words := strings.Split(c.typed, " ")
		cmd := exec.Command("bash", "-c", askBash, "bash", script)
		cmd.Args = append(cmd.Args, words...)
		cmd.Dir = t.TempDir()
		out, err := cmd.CombinedOutput()
		offered := " " + strings.Join(strings.Fields(string(out)), " ") + " "
		if err != nil || !strings.Contains(offered, " "+c.want+" ") ||
			c.not != "" && strings.Contains(offered, " "+c.not+" ") {
			t.Errorf("%q offers %q (%v), wanted %q and not %q", c.typed, offered, err, c.want, c.not)
		}
	}
}

// Every command and every flag is known to all three shells.
func TestCompletion_knows_all_commands(t *testing.T) {
	for shell, mark := range map[string]string{"bash": "--%s", "zsh": "--%s[", "fish": "-l %s"} {
		r := run(t, "completion", shell)
		r.want(t, 0, "gangwei")
		for i := range commands {
			flags, err := commands[i].ownFlags()
			if err != nil {
				t.Fatal(err)
			}
			for _, w := range strings.Fields(commands[i].name) {
				if !strings.Contains(r.out, w) {
					t.Errorf("%s does not know %s", shell, w)
				}
			}
			for _, f := range flags {
				if !strings.Contains(r.out, strings.ReplaceAll(mark, "%s", f.Name)) {
					t.Errorf("%s does not know --%s of %s", shell, f.Name, commands[i].name)
				}
			}
		}
	}
	run(t, "completion", "csh").want(t, 2, "bash, zsh or fish")
}
