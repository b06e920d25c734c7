// Package errs is how the program says no: a kind that decides the HTTP status and the exit code, a stable code that
// tests and translations hold on to, and the field, row and column that a clerk must look at. The sentences themselves
// live in package words; nothing here speaks to people.
package errs
