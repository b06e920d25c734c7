package platform

import (
	"gangwei/internal/platform/feature"
)

// Tables of the wing. Each has one owner, the room that alone writes to it.
var Tables = []feature.Table{
	{Name: "schema_migration", Owner: "database", Holds: "which step of which migration the database has run"},
	{Name: "setting", Owner: "office",
		Holds: "the office's own facts: when it was made, whether it is a demonstration, the prints of its keys"},
	{Name: "trail_entry", Owner: "trail",
		Holds: "one entry per use case, chained per county, for the city and for the inspectors"},
	{Name: "trail_head", Owner: "trail", Holds: "the last entry of each chain, locked last by whoever writes"},
	{Name: "trail_root", Owner: "trail", Holds: "one digest over all heads, hourly and with each issued paper"},
	{Name: "act_seen", Owner: "trail",
		Holds:     "who opened first what somebody else's act is about, so that it is taken back with a reason only",
		Retention: "as long as the act can be taken back: thirty days"},
	{Name: "desk_key", Owner: "desk", Holds: "the first answer to a submitted form, given again to its repetition"},
	{Name: "rule_parameter", Owner: "rulebook",
		Holds: "a parameter's value for a region and fund from a day on: proposed by one person, decided by another"},
	{Name: "holiday", Owner: "rulebook",
		Holds: "a day that the State's notice makes free, or a weekend day that it makes a working day"},
	{Name: "holiday_notice", Owner: "rulebook",
		Holds: "a year's notice of holidays as one person proposed it and another decided"},
	{Name: "holiday_notice_day", Owner: "rulebook", Holds: "the days of a proposed notice"},
	{Name: "file", Owner: "files",
		Holds:     "an upload's digest, name, purpose and region; its bytes lie sealed in the data folder",
		Retention: "the row for good; photos of checks lose their bytes after check.photo_months"},
	{Name: "job", Owner: "jobs",
		Holds:     "work in the background: its state, progress, parameters and the file that it made",
		Retention: "the row for good; its file until its time on the shelf is over"},
	{Name: "draft", Owner: "drafts",
		Holds:     "what a user typed into a form and has not saved: the owner's alone",
		Retention: "until the form is saved, dropped by its owner, or thirty days"},
	{Name: "nightly_task", Owner: "scheduler",
		Holds:     "how a duty of the night stands: begun, last success, last failure and why, and who has it in hand",
		Retention: "the last run only"},
	{Name: "list_choice", Owner: "listing", Holds: "which columns of a list a user chose to see",
		Retention: "the last choice only"},
}
