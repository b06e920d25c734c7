// Package backup writes everything that an office has into one file and makes an office out of it again: all rows of
// all tables, as one consistent state, and the sealed uploads. Rows are written as values, not as a server's own
// format, so a backup of SQLite can be restored into MySQL and back. Sealed values stay sealed: the key file is not in
// the backup and must be kept apart; a fingerprint of the keys is, so that a restore with other keys is refused before
// anything is written.
//
// The file is a gzipped stream of gob values: a head, then for each table its columns and rows, then each upload, then
// a tail with the counts. Restore refuses a database that holds anything, checks the counts, and leaves it to `trail
// verify` to prove the content. What an older program backed up is restored into its own schema and then migrated; what
// a newer one backed up is refused.
package backup
