package forms

import (
	"gangwei/internal/forms/progress"
	"gangwei/internal/forms/project"
	"gangwei/internal/forms/target"
	"gangwei/internal/platform/feature"
)

// Tables of the wing. Each has one owner, the room that alone writes to it.
var Tables = []feature.Table{
	{Name: "help_case", Owner: "helpledger",
		Holds: "one person's case of help into work, and the plan for young people of poverty-out families"},
	{Name: "help_act", Owner: "helpledger",
		Holds: "an act of help: which of the four kinds, what, when, with what result, and when next"},
	{Name: "list_entry", Owner: "formlists",
		Holds: "an entry of the lists behind the progress form: alliances, workshops, projects, classes, areas, fairs"},
	{Name: "list_person", Owner: "formlists", Holds: "who is counted by an entry that names its people"},
	{Name: "list_month", Owner: "formlists",
		Holds: "a month of a work-relief project: what was to be paid to its workers and what was"},
	{Name: "project", Owner: "project", Holds: "a unit's project of employment help"},
	{Name: "project_list", Owner: "project", Witness: &project.ListWitness,
		Holds: "a unit's list of a quarter as it was sent in"},
	{Name: "project_line", Owner: "project", Witness: &project.LineWitness, Holds: "a project as it stood on that list"},
	{Name: "project_choice", Owner: "project", Witness: &project.ChoiceWitness,
		Holds: "the city's choice of a line into the library, or not, with its reason"},
	{Name: "target", Owner: "target", Holds: "what is to be reached within a time, of all units together"},
	{Name: "migrant_month", Owner: "target",
		Holds: "a unit's month of migrant work: people away, people taken in, income"},
	{Name: "migrant_alert", Owner: "target",
		Holds: "a fall of a figure, and the day by which the unit says what it does"},
	{Name: "migrant_alert_event", Owner: "target", Witness: &target.Witness, Holds: "what was said to an alert, in order"},
	{Name: "progress_form", Owner: "progress", Holds: "a unit's form of a quarter"},
	{Name: "progress_cell", Owner: "progress",
		Holds: "a figure as its department states it, with what is said beside it"},
	{Name: "progress_submission", Owner: "progress", Witness: &progress.SubmissionWitness,
		Holds: "a form as it was sent in, with its stamped scan"},
	{Name: "progress_figure", Owner: "progress", Witness: &progress.FigureWitness, Holds: "the figures of a submission"},
	{Name: "progress_person", Owner: "progress", Holds: "the people whom the counted column of a submission counts"},
	{Name: "progress_decision", Owner: "progress", Witness: &progress.DecisionWitness,
		Holds: "the city's word on a submission: taken over, or given back with a remark"},
}
