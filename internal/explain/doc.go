// Package explain says how a spreadsheet would be read: its sheets and tables, which head each column was taken for
// and how surely, the kinds of cells under it, the rows that are passed over and why, and what is doubtful. The
// command line and the page of an import show the same.
package explain
