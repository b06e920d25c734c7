// Package mutation changes the program on purpose and sees whether a test notices: every threshold of the rules by one,
// up and down, and every guard of the web and of the rights once taken away. All changes are compiled into one set of
// test binaries, behind a switch in the environment, so that a change costs the run of its tests and no build. It runs
// in make test-mutation.
package mutation
