// Package jobs is background work that a person waits for: a row with state and progress that any page can show, that survives a
// restart (a job found running at start has failed, with the reason), and that can be cancelled. States: waiting → running →
// ready / failed / cancelled. The row is housekeeping; what a job changes in business data passes the desk.
package jobs
