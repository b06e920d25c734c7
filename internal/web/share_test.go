//go:build !long

package web_test

// nastyShare is which share of the nonsense each form is sent: every fourth value, beginning by turns, so that all are
// sent to some; the long tests send all to all.
const nastyShare = 4
