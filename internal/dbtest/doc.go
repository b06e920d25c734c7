// Package dbtest gives tests a real database: an empty, migrated SQLite file, and a schema on a throw-away MariaDB
// server that runs on a temporary folder with the binary log on and an ordinary account, as an office's server would.
// GANGWEI_TEST_DSN adds any other server, for example a MySQL 9. `make test` starts one server for all packages; a lone
// `go test` starts its own.
package dbtest
