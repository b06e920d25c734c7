//go:build long

package mutation

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// chosen is the variable of the environment that names the change in force.
const chosen = "GANGWEI_MUTANT"

// root of the module.
func root(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// build makes a test binary of each package with some files replaced (or added) by what the map holds.
func build(t *testing.T, files map[string][]byte, packages ...string) map[string]string {
	t.Helper()
	dir, replaced, bin := t.TempDir(), map[string]string{}, map[string]string{}
	for at, body := range files {
		to := filepath.Join(dir, strings.ReplaceAll(strings.TrimPrefix(at, "/"), "/", "+"))
		if err := os.WriteFile(to, body, 0o600); err != nil {
			t.Fatal(err)
		}
		replaced[at] = to
	}
	b, err := json.Marshal(map[string]any{"Replace": replaced})
	if err != nil {
		t.Fatal(err)
	}
	overlay := filepath.Join(dir, "overlay.json")
	if err := os.WriteFile(overlay, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, p := range packages {
		bin[p] = filepath.Join(dir, strings.ReplaceAll(p, "/", "-")+".test")
		cmd := exec.Command("go", "test", "-c", "-vet=off", "-overlay", overlay, "-o", bin[p], "./"+p)
		cmd.Dir = root(t)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%s does not build with the changes: %v\n%s", p, err, out)
		}
	}
	return bin
}

// run of a test binary in its package with one change in force (empty: none): whether it failed, and what it said.
func run(t *testing.T, bin map[string]string, pkg, tests, mutant string) (red bool, said string) {
	t.Helper()
	cmd := exec.Command(bin[pkg], "-test.failfast", "-test.timeout", "10m", "-test.run", tests)
	cmd.Dir = filepath.Join(root(t), pkg)
	cmd.Env = append(os.Environ(), chosen+"="+mutant)
	out, err := cmd.CombinedOutput()
	if bytes.Contains(out, []byte("no tests to run")) {
		t.Fatalf("%s has no test named %s", pkg, tests)
	}
	return err != nil, string(out)
}
