// Package trail keeps what was done: one entry per use case, in the same transaction as the change, chained by SM3.
// There is one chain per county and one for the city (what inspectors do has its own), so that counties do not wait for
// each other; the chain's head row is locked last. A root over all heads is written every hour and with each issued
// paper, and printed on the paper: with a head kept outside, a cut-off tail is found.
//
// Canonical bytes are made here only: a version byte, then each field as its length (8 bytes) and its text. Witnessed
// tables are insert-only; each row carries trail_id and a digest over its plaintext columns, and the entry holds table,
// count and the digest of the row digests. Verify recomputes all three from the rows.
package trail
