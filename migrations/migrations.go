// Package migrations holds the schema as numbered files, always in pairs: mysql/NNNN_name.sql and sqlite/NNNN_name.sql.
// A file never changes after it has landed. Text lengths bind on MySQL; the rooms check them before they write.
//
// schema.sql beside them is what all of them together make, of which a new database is made in one go. It is made by
// 'make schema' and never by hand.
package migrations

import "embed"

// Files holds mysql/*.sql and sqlite/*.sql.
//
//go:embed mysql/*.sql sqlite/*.sql
var Files embed.FS
