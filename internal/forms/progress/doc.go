// Package progress is the form that each reporting unit sends to the city every quarter (防止返贫就业攻坚行动推进情况表, annex 1 of
// 枣人社字〔2023〕68号): twelve figures, cumulative for the calendar year, due on the 5th of the quarter's last month, holiday
// or not.
//
// Words: a form is one unit's of one quarter; a cell is one of its figures with what is said beside it; a submission is
// the form as it was signed, stamped and scanned; a decision is the city's word on it.
//
// States: open → submitted → accepted; returned is open again with the city's remark. What was accepted is corrected by
// opening it with a reason: a new round that shows what changed.
//
// Laws: column 9 is counted from placements and never typed, unless the unit does not use the program and its Excel was
// taken in, which is marked; a column with a list behind it is counted from the list; each cell is its department's
// own, so that two departments do not overwrite each other; what was submitted is frozen with the people it counts; who
// submits does not accept.
package progress
