package attendance

import (
	"gangwei/internal/attendance/duty"
	"gangwei/internal/platform/feature"
)

// Tables of the wing. Each has one owner, the room that alone writes to it.
var Tables = []feature.Table{
	{Name: "duty_sheet", Owner: "duty", Holds: "one month sheet of a village, from entry to review and pay"},
	{Name: "duty_line", Owner: "duty", Holds: "one holder's month: 31 marks and, beside each, how it came"},
	{Name: "duty_enterer", Owner: "duty", Holds: "who of another office entered days of a village's sheet (代录)"},
	{Name: "duty_word", Owner: "duty",
		Holds: "the village's word to a sheet that was entered for it, on screen or on a signed receipt, and the answer"},
	{Name: "duty_correction", Owner: "duty",
		Holds: "what a locked sheet should have said, entered by one person and decided by another"},
	{Name: "duty_correction_line", Owner: "duty",
		Holds: "a holder's month by a correction, beside what counted before it"},
	{Name: "duty_task", Owner: "duty", Holds: "a task of a holder whose post is worked by tasks"},
	{Name: "duty_impossible", Owner: "duty",
		Holds: "a day that an import claimed and that cannot have been: kept as evidence, never counted"},
	{Name: "duty_check", Owner: "duty", Witness: &duty.Witness, Holds: "what somebody saw of one holder on one day"},
	{Name: "duty_evidence", Owner: "duty", Witness: &duty.EvidenceWitness,
		Holds: "where a check was made, and the digest of what was photographed"},
	{Name: "duty_aside", Owner: "duty", Witness: &duty.AsideWitness,
		Holds: "a second message of a check's id with other content, until somebody looks"},
	{Name: "assessment", Owner: "duty",
		Holds: "a holder's assessment of a month by the rulebook's weights, and the holder's word to it before pay"},
	{Name: "draw_seed", Owner: "sampling",
		Holds:  "a quarter's seed, whose commitment stands in the trail before anything is drawn",
		Sealed: []string{"seed_sealed"}},
	{Name: "draw", Owner: "sampling",
		Holds: "a township's drawn sample of a quarter: capacity, frozen roster, root of the trail"},
	{Name: "draw_roster", Owner: "sampling", Holds: "who was on a post when it was drawn"},
}
