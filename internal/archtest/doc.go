// Package archtest holds the table of ranks: every package may import lower ranks only, and a package that the table
// does not list fails the test.
package archtest
