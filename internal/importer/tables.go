package importer

import "gangwei/internal/platform/feature"

// Tables of workbooks that were handed in.
var Tables = []feature.Table{
	{Name: "import_batch", Owner: "importer",
		Holds: "a workbook that was handed in: read, asked about, shown, then taken or not"},
	{Name: "import_fault", Owner: "importer",
		Holds: "what is wrong in which cell of a workbook", Retention: "until the workbook is read again"},
	{Name: "import_made", Owner: "importer", Holds: "which records a workbook made, so that it can be undone"},
	{Name: "column_answer", Owner: "importer",
		Holds: "what an office answered where two columns of its lists fit a head equally"},
}
