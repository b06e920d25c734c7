// Package cli is the command line. Names of commands and flags are a contract: scripts call them. Exit 0 done, 1 a
// check found something broken, 2 usage or environment, with the remedy in one line on stderr.
package cli
