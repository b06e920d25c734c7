// Package database is the two doors to the tables: Tx, which only the desk opens to write, and Snapshot, which reads
// one consistent state and cannot write. It knows the three servers (embedded SQLite, MySQL 8.0.16+ and 9, MariaDB
// 10.6+); dialect.go alone knows where they differ.
//
//   - SQLite writes through one connection with BEGIN IMMEDIATE (a deferred write fails at once when another began
//     first); readers are a pool of their own with query_only.
//   - MySQL writes under READ COMMITTED with explicit row locks or conditional updates whose row count is checked
//     (REPEATABLE READ loses updates); snapshots are REPEATABLE READ, READ ONLY.
//   - Transient errors are retried a few times by Write; a commit whose answer was lost is never retried here: it is
//     reported as ErrInDoubt, and the desk looks its idempotency key up.
//   - An empty database is made in one go of schema.sql, any other brought up by the migrations that it lacks (Up). On
//     MySQL each statement commits by itself: a mark in the bookkeeping tells a making that was broken off.
package database
