// Package apptest makes small whole offices for tests: a few real divisions, one user per role, a village with people
// and posts, on a clock that the test moves.
package apptest
