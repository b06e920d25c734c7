// Package main formats the HTML templates: one element a line, indented, lines that a person can read. `make fmt`
// runs it over views/.
//
// What a browser shows stays the same to the blank. Between Chinese words a blank is seen, so a line is broken only
// where a blank is not: beside block-level elements (boxes.go knows which, after static/gangwei.css), where a blank
// stood already, between attributes, and elsewhere beside a template action whose trim marker takes the line break
// away again. flow.go follows the templates' branches, loops and calls to tell where that is.
//
// lex.go cuts a file into items, tree.go nests them, flow.go judges the gaps between them, print.go lays them out.
package main
