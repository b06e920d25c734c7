// Package importer takes workbooks as villages keep them (Excel of either kind, CSV) into the rooms: people, declarations of kin, officials,
// and rows of earlier years as found. A workbook is handed in, its columns are matched by their heads, every fault is shown by
// row, column and remedy, and then the good rows are taken together or none of them. The original stays, sealed; the same
// file is taken once; what was taken can be undone while nothing builds on it.
//
//	reading → ready → accepted → undone; reading → failed; ready → discarded
//
// What a cell may be is said in one place, the columns of a Kind; the templates, the manual of columns and the preview come from it.
package importer
