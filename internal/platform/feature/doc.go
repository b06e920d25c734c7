// Package feature says what a wing contributes to the program: addresses with their handlers, links, to-dos, duties of
// the night, background jobs, tables and words. Each wing gives one value; Join holds them against each other before
// the program starts.
package feature
