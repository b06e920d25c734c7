package cli

import (
	"context"
	"fmt"

	"gangwei/internal/app"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/scheduler"
	"gangwei/internal/registry/resident"
)

// remedies of a duty of the night that did not succeed, as the page 夜间任务 says them in Chinese.
var remedies = map[string]string{
	scheduler.Failed:   "it is tried every hour; if it fails again, look into the program's log",
	scheduler.TimedOut: "it is tried every hour; look whether the database or the disk is slow, then into the log",
	scheduler.Panicked: "the other duties go on; hand the reason and the program's log to whoever maintains it",
	scheduler.Outage:   "see to the database server, the network and the room on the disks; it is tried every hour",
	scheduler.Cut:      "the program was killed while it ran; it is done again in the next round",
	scheduler.Overdue:  "look at the machine's clock and keep 'gangwei serve' running; it does what is due at its start",
}

// tellTails says who cannot be found by the last four characters of the number or telephone.
func tellTails(ctx context.Context, a *app.App, say func(ok bool, what, remedy string)) error {
	var n int64
	err := a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		n, err = resident.Untailed(s)
		return err
	})
	say(n == 0, "everybody is found by the tails of number and telephone",
		fmt.Sprintf("%d are not yet: 'gangwei serve' makes them so while it runs; a telephone that does not open is to be "+
			"entered anew", n))
	return err
}

// tellDuties says how the duties of the night stand. A demonstration's clock stands where it was left, so nothing of
// it is overdue.
func (c *call) tellDuties(a *app.App, say func(ok bool, what, remedy string)) error {
	var all []scheduler.Standing
	if err := a.DB.Read(c.ctx, func(s *database.Snapshot) (err error) {
		all, err = scheduler.Standings(s, a.Program.Nightly)
		return err
	}); err != nil {
		return err
	}
	now := a.Clock.Now()
	bad, never := 0, 0
	for _, x := range all {
		wrong := x.Trouble(now)
		if wrong == scheduler.Overdue && a.Office.Demo {
			wrong = ""
		}
		if x.SucceededUs == 0 {
			never++
		}
		if wrong == "" {
			continue
		}
		bad++
		say(false, tellDuty(x, wrong), remedies[wrong])
	}
	switch {
	case bad > 0:
	case never == len(all):
		fmt.Fprintln(c.out, "note  no duty of the night has been done yet: 'gangwei serve' does them")
	default:
		say(true, fmt.Sprintf("duties of the night: none of %d failed or is overdue", len(all)), "")
	}
	return nil
}

// tellDuty says what is wrong with a duty.
func tellDuty(x scheduler.Standing, wrong string) string {
	last := "never succeeded"
	if x.SucceededUs != 0 {
		last = "succeeded last on " + x.SucceededUs.Short()
	}
	if wrong == scheduler.Overdue {
		return fmt.Sprintf("duty %s is overdue (%s)", x.Task.Name, last)
	}
	what := fmt.Sprintf("duty %s failed %d times in a row (%s, on %s; %s)", x.Task.Name, x.Failures, wrong,
		x.FailedUs.Short(), last)
	if x.FailedWhy != "" {
		what += ": " + x.FailedWhy
	}
	return what
}
