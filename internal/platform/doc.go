// Package platform is the wing that all others stand on: the database, the trail, the desk, files, jobs, the rulebook.
// Its rooms bring no pages; its tables are told here.
package platform
