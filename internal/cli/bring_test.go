package cli

import (
	"path/filepath"
	"testing"
)

// What an older office lacks is told by doctor, and comes with 'migrate up', with a restore, and when the office is
// served.
func TestBring_with_every_way_of_upgrading(t *testing.T) {
	const lacking = "DELETE FROM rule_parameter WHERE param LIKE 'form.owner.%'"
	for name, at := range where(t) {
		t.Run(name, func(t *testing.T) {
			flags := made(t, at(t))
			cmd := func(args ...string) result { return run(t, append(args, flags...)...) }
			there := func(want string) {
				t.Helper()
				got := asked(t, flags, "SELECT COUNT(*) FROM rule_parameter WHERE param LIKE 'form.owner.%'")
				if got != want {
					t.Errorf("%s parameters, want %s", got, want)
				}
			}
			cmd("migrate", "up").want(t, 0, "")
			cmd("doctor").want(t, 0, "ok   the office has what a new one has")
			on(t, flags, lacking)
			cmd("doctor").want(t, 1, "BAD  a new office has 10 parameters")
			there("0")
			backup := filepath.Join(t.TempDir(), "b")
			cmd("backup", backup).want(t, 0, "Backup of")
			cmd("migrate", "up").want(t, 0, "Brought what a new office has: 10 parameters")
			there("10")
			cmd("doctor").want(t, 0, "ok   the office has what a new one has")

			on(t, flags, lacking)
			serveUntilRoot(t, flags)
			there("10")

			copied := t.TempDir()
			copyKeys(t, flags[1], copied)
			run(t, "restore", backup, "--data", copied).want(t, 0, "Brought what a new office has: 10 parameters")
			run(t, "doctor", "--data", copied).want(t, 0, "ok   the office has what a new one has")
			run(t, "trail", "verify", "--data", copied).want(t, 0, "The trail holds")

			// A value that the office set itself is not overtaken by a later one that is delivered.
			on(t, flags, lacking, `UPDATE rule_parameter SET from_date = '2020-01-01', value = '7', proposed_key = 'aa'
WHERE param = 'complaint.ask_days'`)
			cmd("migrate", "up").want(t, 0, "own values stand, later ones did not come: complaint.ask_days")
		})
	}
}
