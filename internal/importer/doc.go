// Package importer takes workbooks as villages keep them (Excel of either kind, CSV) into the rooms: people,
// declarations of kin, officials, and rows of earlier years as found. A workbook is handed in, its columns are matched
// by their heads, every fault is shown by row, column and remedy, and then the good rows are taken together or none of
// them. The original stays, sealed; the same file is taken once; what was taken can be undone while nothing builds on
// it.
//
//	reading → ready → accepted → undone; reading → failed; ready → discarded
//	reading → asking → reading; ready or failed → reading; asking → discarded
//
// Where two columns fit a head equally, whoever handed the workbook in is asked which it is before anything is read
// (asking). The answer holds for the office's lists of that layout until it is revoked; what it made of accounts,
// amounts and identity numbers is shown and confirmed each time. The questions of a workbook that was read may be
// answered anew.
//
// What a cell may be is said in one place, the columns of a Kind; the templates, the manual of columns and the preview
// come from it.
//
// The engine (batches, reading, answers, taking, undoing) knows no room; a Kind brings what is its own, and the Rooms
// bind the kinds to what they read from and write into.
package importer
