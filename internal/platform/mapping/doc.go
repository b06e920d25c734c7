// Package mapping is the workbook 对应关系, in which a reader of spreadsheets asks what it could not know, and a person
// answers: which of two columns it is, which table a sheet is, what a word means. Each question is a row with what may
// be answered beside it; the person fills in the answer, a name and a day, and hands the file in with the others.
//
// A row is known by its mark (标识), never by where it stands, so rows may be sorted, left out and kept for years. What
// an answer fits is for the reader to say: one that fits nothing any more is named.
package mapping
