package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	_ "gangwei/internal/cli" // links every room
	"gangwei/internal/platform/words"
	"gangwei/policies"
)

// Whoever reads the trail, or is told that they may not, reads words.
func TestWords_name_every_permission_and_every_act(t *testing.T) {
	named := 0
	for _, line := range strings.Split(policies.Policy, "\n") {
		_, permission, ok := strings.Cut(strings.TrimSpace(line), ",")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if named++; words.Label("permission", permission) == permission {
			t.Errorf("no words for the permission %s", permission)
		}
	}
	acts := regexp.MustCompile(`\.Record\("([a-z_]+\.[a-z_]+)"`)
	done := 0
	err := filepath.WalkDir("..", func(path string, d os.DirEntry, err error) error {
		if err != nil || strings.Contains(path, "apptest") || !strings.HasSuffix(path, ".go") ||
			strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, m := range acts.FindAllSubmatch(source, -1) {
			if act := string(m[1]); strings.HasSuffix(act, "_") {
				continue // ends with what the code adds
			} else if done++; words.Label("act", act) == act {
				t.Errorf("no words for the act %s", act)
			}
		}
		return err
	})
	if err != nil || named < 50 || done < 50 {
		t.Errorf("%d permissions, %d acts: %v", named, done, err)
	}
}
