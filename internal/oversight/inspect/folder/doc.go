// Package folder reads a folder of anybody's spreadsheets into the dossiers that the rules judge: .xlsx, .xls and CSV,
// any subset of the tables, heads in Chinese or English. What was typed is kept as evidence, by file and row. What
// cannot be read is said by file, row and column, and nothing is guessed from it; a table that is not there is not a
// table that is empty.
package folder
