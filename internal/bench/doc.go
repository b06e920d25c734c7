// Package bench measures the program against a bare read or write of the same rows in the same run, as a ratio: the
// machine's own speed cancels out. `make bench` prints the medians of five alternating runs; nothing fails on a slow
// machine.
package bench
