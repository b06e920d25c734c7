package cli

import (
	"strings"
	"testing"
)

// doctor tells of a duty of the night that failed, is overdue, or was never done.
func TestDoctor_tells_how_the_duties_stand(t *testing.T) {
	for name, at := range where(t) {
		t.Run(name, func(t *testing.T) {
			flags := made(t, at(t))
			cmd := func(args ...string) result { return run(t, append(args, flags...)...) }
			cmd("doctor").want(t, 0, "note  no duty of the night has been done yet: 'gangwei serve' does them")
			serveUntilRoot(t, flags)
			cmd("doctor").want(t, 0, "ok   duties of the night: none of 13 failed or is overdue")
			on(t, flags, `UPDATE nightly_task SET failures = 3, failed_us = succeeded_us, failed_how = 'outage',
failed_why = 'no route' WHERE name = 'own-check'`)
			r := cmd("doctor")
			r.want(t, 1, "BAD  duty own-check failed 3 times in a row (outage, on 20")
			r.want(t, 1, "): no route: see to the database server")
			if strings.Contains(r.out, "none of 13") {
				t.Errorf("and it says that all is well: %s", r.out)
			}
			on(t, flags, "UPDATE nightly_task SET failures = 0",
				"UPDATE nightly_task SET succeeded_us = succeeded_us - 172800000000 WHERE name = 'reconcile'")
			cmd("doctor").want(t, 1, "BAD  duty reconcile is overdue (succeeded last on 20")
			// A demonstration's clock stands where it was left.
			on(t, flags, "UPDATE setting SET value = '1' WHERE name = 'demo'")
			cmd("doctor").want(t, 0, "ok   duties of the night: none of 13 failed or is overdue")
		})
	}
}
