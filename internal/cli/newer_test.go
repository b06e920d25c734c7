package cli

import (
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/oversight/inspect/folder"
)

// laterStep is what a later program leaves in the list of migrations.
const laterStep = "INSERT INTO schema_migration (name, step, digest, state) VALUES ('9999_of_tomorrow', 1, 'x', 'done')"

// callsOnDatabase are the commands that open a database without keys, or before them.
func callsOnDatabase(t *testing.T) map[string][]string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "b")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	return map[string][]string{
		"migrate up":     {},
		"migrate status": {},
		"migrate grants": {"gw@localhost"},
		"trail verify":   {},
		"init":           {},
		"restore":        {file},
		"key adopt":      {"--print", "1"},
		"demo":           {"--no-serve=false"},
	}
}

func TestNewer_schema_is_refused_by_every_command_with_the_way_back(t *testing.T) {
	for name, at := range where(t) {
		t.Run(name, func(t *testing.T) {
			flags := made(t, at(t))
			entries := asked(t, flags, "SELECT COUNT(*) FROM trail_entry")
			on(t, flags, laterStep)
			calls := callsThatOpen(t)
			for _, n := range callsWithoutKeys["database"] {
				if callsOnDatabase(t)[n] == nil {
					t.Errorf("%q is not tried", n)
				}
			}
			for n, args := range callsOnDatabase(t) {
				calls[n] = args
			}
			// The demonstration keeps its logins beside it: a folder with them is served as it is.
			if err := os.WriteFile(filepath.Join(flags[1], "logins.txt"), []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
			for command, args := range calls {
				r := run(t, append(append(strings.Fields(command), args...), flags...)...)
				said := r.out + r.err
				newer := strings.Contains(said, "newer than this program, which does not know 9999_of_tomorrow")
				if r.code == 0 || !newer || !strings.Contains(said, "restore a backup") {
					t.Errorf("%s: %+v", command, r)
				}
			}
			if now := asked(t, flags, "SELECT COUNT(*) FROM trail_entry"); now != entries {
				t.Errorf("%s entries, before %s", now, entries)
			}
			on(t, flags, "DELETE FROM schema_migration WHERE name = '9999_of_tomorrow'")
			run(t, append([]string{"doctor"}, flags...)...).want(t, 0, "ok   schema is current")
			// A migration that got a step more since is newer too.
			on(t, flags, strings.Replace(laterStep, "'9999_of_tomorrow', 1", "'0001_foundations', 999", 1))
			r := run(t, append([]string{"backup", filepath.Join(t.TempDir(), "b")}, flags...)...)
			r.want(t, 2, "does not know 0001_foundations")
		})
	}
}

func TestNewer_schema_of_an_inspectors_desk_is_refused(t *testing.T) {
	dir := t.TempDir()
	a, _, err := app.OpenFolder(t.Context(), dir, civil.Date{}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	tamper(t, filepath.Join(dir, folder.DeskName), laterStep)
	run(t, "inspect", "desk", "--dir", dir, "--addr", "127.0.0.1:0").want(t, 2, "9999_of_tomorrow")
}
