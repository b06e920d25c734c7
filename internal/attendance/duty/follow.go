package duty

import "gangwei/internal/base/civil"

// Steps that may follow a finding; each is only offered, and taken by a person on its own page.
const (
	StepRecheck    = "recheck"
	StepSuspend    = "suspend"
	StepSubstitute = "exit_substitute"
	StepCannotWork = "exit_cannot_work"
	StepAbsent     = "exit_absent"
	StepDead       = "exit_deceased"
)

// Follow names the right next steps after a check, the gentlest first: an absence is looked at again before anything
// else, and a finding against somebody leads to an exit only after it was confirmed. diedOn is the holder's day of
// death, zero if alive. Pure.
func (c CheckRow) Follow(diedOn civil.Date) []string {
	switch {
	case c.Ended:
		return nil
	case !diedOn.IsZero():
		return []string{StepDead}
	case !Adverse(c.Finding), c.AboutID != nil && c.AnswerBy.IsZero():
		return nil // a re-check that confirms: what follows stands at the finding itself
	case c.Rechecks == 0:
		if c.Finding == "cannot_work" {
			return []string{StepRecheck, StepSuspend}
		}
		return []string{StepRecheck}
	case c.Confirmed == 0:
		return nil
	}
	switch c.Finding {
	case "substitute":
		return []string{StepSuspend, StepSubstitute}
	case "cannot_work":
		return []string{StepSuspend, StepCannotWork}
	case "not_seen":
		return []string{StepSuspend, StepAbsent}
	}
	return nil
}
