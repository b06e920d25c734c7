// Package exchange writes any list as a workbook or CSV, as the page shows it and in the order of the paper form: a
// title, when it was taken, the heads, the rows. Numbers are masked; full ones come only where the visitor may see
// them, with a reason, and who took them is recorded. What lists there are it is told: each is described by whoever
// owns its rows.
package exchange
