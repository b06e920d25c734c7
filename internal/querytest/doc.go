// Package querytest finds every query of the program, works out each text that it can have, and lets every server
// prepare all of them: a column that is renamed fails there at once, wherever it is read. It tells too which room reads
// whose columns.
//
// The program is read in SSA form. A text is worked out by running backwards from a call of the database to what its
// SQL is made of, through variables, arguments and results; where the program could go one way or another, all ways are
// gone in turn, and those that contradict themselves are left out.
package querytest
