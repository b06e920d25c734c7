// Package sheet reads and writes tables of text as CSV (UTF-8 or GBK) and Excel workbooks. It alone knows excelize.
// Cells are text: what a number or date means is the reader's business, so nothing is turned into 3.70402E+17 on the
// way.
package sheet
