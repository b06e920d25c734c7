package cli

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A database whose making was broken off, and one that is another program's, is refused by every command, with what to
// do; nothing is made in it.
func TestUnknown_databases_are_refused_by_every_command_with_what_to_do(t *testing.T) {
	for _, x := range []struct{ name, makes, says, remedy string }{
		{"broken off", `INSERT INTO schema_migration (name, step, digest, state) VALUES ('schema.sql', 1, 'x', 'begun')`,
			"was broken off", "dropped and made anew"},
		{"another program's", "DROP TABLE schema_migration",
			"no bookkeeping of gangwei's migrations", "give an empty database"},
	} {
		for name, at := range where(t) {
			t.Run(x.name+" "+name, func(t *testing.T) {
				flags := made(t, at(t))
				entries := asked(t, flags, "SELECT COUNT(*) FROM trail_entry")
				on(t, flags, x.makes)
				calls := callsThatOpen(t)
				maps.Copy(calls, callsOnDatabase(t))
				// The demonstration keeps its logins beside it: a folder with them is served as it is.
				if err := os.WriteFile(filepath.Join(flags[1], "logins.txt"), []byte("x"), 0o600); err != nil {
					t.Fatal(err)
				}
				for command, args := range calls {
					r := run(t, append(append(strings.Fields(command), args...), flags...)...)
					said := r.out + r.err
					if r.code == 0 || !strings.Contains(said, x.says) || !strings.Contains(said, x.remedy) {
						t.Errorf("%s: %+v", command, r)
					}
				}
				if now := asked(t, flags, "SELECT COUNT(*) FROM trail_entry"); now != entries {
					t.Errorf("%s entries, before %s", now, entries)
				}
			})
		}
	}
}

// An empty database is brought up in one go, and is then as one that was migrated.
func TestMigrate_up_makes_an_empty_database_in_one_go(t *testing.T) {
	for name, at := range where(t) {
		t.Run(name, func(t *testing.T) {
			flags := at(t)
			r := run(t, append([]string{"migrate", "up"}, flags...)...)
			r.want(t, 0, "schema.sql")
			if strings.Contains(r.out, "0001_foundations") {
				t.Errorf("the migrations ran: %s", r.out)
			}
			run(t, append([]string{"migrate", "status"}, flags...)...).want(t, 0, "0073_inspect_material")
			if r := run(t, append([]string{"migrate", "up"}, flags...)...); r.code != 0 || r.out != "" {
				t.Errorf("again: %+v", r)
			}
		})
	}
}
