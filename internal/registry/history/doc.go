// Package history keeps the rows of earlier years as they were found (历史): from 2021 on they exist only in workbooks. A
// row is evidence: it lies outside the live rules, nothing in it is corrected, and what is odd about it is written
// beside it. Each row knows the file, sheet and row that it came from, and the living person by identity number where
// one is registered. Months paid before this system count as paid, by their slip, so that no false arrears arise. Rows
// are insert-only and witnessed; a file taken by mistake is undone as a whole, its rows stay and no longer count.
package history
