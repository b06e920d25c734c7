package oversight

import (
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/oversight/reporting"
	"gangwei/internal/platform/feature"
)

// Tables of the wing. Each has one owner, the room that alone writes to it.
var Tables = []feature.Table{
	{Name: "inspect_run", Owner: "inspect", Holds: "one pass of the rules over a region, on one state of the database"},
	{Name: "inspect_run_part", Owner: "inspect", Holds: "how many people a pass looked at, by village"},
	{Name: "inspect_material", Owner: "inspect",
		Holds: "what a pass rested on: materials read, not read, and what cannot be judged"},
	{Name: "finding", Owner: "inspect",
		Holds: "a suspicion: what a rule says of a subject in a period, and where its verification stands"},
	{Name: "finding_evidence", Owner: "inspect",
		Holds: "the rows that a finding rests on", Retention: "replaced when the evidence changes"},
	{Name: "finding_figure", Owner: "inspect",
		Holds: "what is drawn of a finding", Retention: "replaced when the evidence changes"},
	{Name: "finding_event", Owner: "inspect", Witness: &inspect.Witness, Holds: "what was done about a finding"},
	{Name: "finding_entry", Owner: "inspect", Witness: &inspect.EntryWitness,
		Holds: "a note, an office's answer, an order, or money that came back"},
	{Name: "inspect_filter", Owner: "inspect", Holds: "an inspector's own filter of the list, by name"},
	{Name: "own_fault", Owner: "inspect", Holds: "a fault of procedure or pay as the office itself may see it"},
	{Name: "own_check", Owner: "inspect", Holds: "the night's look for own faults: day and number"},
	{Name: "complaint", Owner: "complaint", Holds: "what a villager says is wrong, and who must answer by when"},
	{Name: "complaint_reporter", Owner: "complaint", Holds: "who said it, read by inspectors only",
		Sealed: []string{"name_sealed", "phone_sealed"}},
	{Name: "complaint_event", Owner: "complaint", Witness: &complaint.Witness,
		Holds: "what was done about it and answered"},
	{Name: "complaint_ask", Owner: "complaint",
		Holds: "what the village is asked to explain, in the answering office's own words"},
	{Name: "complaint_turn", Owner: "complaint", Holds: "each office's turn with a complaint, with its own deadline"},
	{Name: "rectify_task", Owner: "rectify", Holds: "an order to put something right, and its day"},
	{Name: "rectify_event", Owner: "rectify", Witness: &rectify.Witness, Holds: "what was said and done to an order"},
	{Name: "paper", Owner: "reporting", Witness: &reporting.PaperWitness,
		Holds: "a numbered paper, with the digest of what it says, its cut-off and root"},
	{Name: "paper_print", Owner: "reporting", Witness: &reporting.PrintWitness,
		Holds: "the digest of each file that was rendered of a paper"},
	{Name: "reconcile_run", Owner: "reconcile", Holds: "the outcome of a nightly count from the rows"},
}
