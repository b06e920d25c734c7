// Package divisions writes the tree that package region reads: a list of divisions comes in as CSV (code, parent,
// level, name), is checked whole, and then either all of it or nothing is written. Codes and names are dated. A list
// that comes again changes nothing; renamed and new divisions are taken in from the day given; missing ones are named
// and left alone, for an end of a village concerns its posts and people and is a task of its own.
package divisions
