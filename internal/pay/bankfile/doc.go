// Package bankfile writes the file that a bank takes and reads its answer. There is no national format (domain section
// 9.7), so each is a mapping in a file: delimiter or widths, encoding, head and foot, columns, yuan or fen; three come
// with the program. An answer that a spreadsheet program saved again in another encoding, with tabs or commas, or as a
// workbook is read with a note: what it says is judged by its lines, counts and sums.
package bankfile
