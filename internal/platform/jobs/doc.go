// Package jobs is background work that a person waits for: a row with state and progress that any page can show, that
// survives a restart (a job found running at start has failed, with the reason), and that can be cancelled. States:
// waiting → running → ready / failed / cancelled. The row is housekeeping; what a job changes in business data passes
// the desk. What a job makes lies sealed on the shelf, and is gone a quarter of an hour after its owner fetched it
// whole, a day after it was made at the latest.
package jobs
