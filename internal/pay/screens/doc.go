// Package screens holds the pages of this wing: the month, funds, batches, formats of banks, arrears, cards and calls.
// A handler binds, calls a room, maps and renders; each type has only the fields that its pages may touch.
package screens
