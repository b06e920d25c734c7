// Package faulttest breaks things while pay is under way: the program and the database server are killed, the server is
// away, the disk is full. Its tests run in `make test-long` (build tag long); each prints its seed, and GANGWEI_SEED
// replays it.
package faulttest
