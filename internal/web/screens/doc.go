// Package screens holds the pages that are nobody's: the home page, which asks all wings; lists that come in and go
// out, the jobs that make them, the rulebook, files, and a person's file across all rooms.
package screens
