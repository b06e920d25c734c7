// Package golden holds what the program answers today, so that work on how it is built can be held against it:
// every page and file that any demonstration login may open, who may do what, and what the inspection finds. Its
// tests run in `make test-long` (build tag long).
//
// A small demonstration city is made with a fixed seed, clock and source of randomness. Each login has a copy of
// it to itself, so that what one leaves behind (an inspector's reading is written down) is not seen by another.
// The routes are read from the running server; nothing here knows which package a page is in. Of each address
// testdata/pages holds the status and the digest of the normalised answer:
//
//   - HTML: white space is dropped between tags and beside block elements and form controls, and is one space
//     elsewhere; it stays as it is in pre and textarea. Indenting a template changes nothing; a space beside a word
//     inside a line does.
//   - PDF: the text and the pages, as pdftotext shows them. Spreadsheets and texts of an office program: their parts
//     without the day of making. Everything else: the bytes. The headers Content-Type, Content-Disposition and
//     Location belong to the answer.
//   - Values that are random in every answer are masked; normalise_test.go names each with its reason.
//
// GANGWEI_GOLDEN_QUICK=1 opens fewer addresses, for use after every step. GANGWEI_GOLDEN_DIR=DIR also writes every
// normalised answer to a file, so that two runs can be compared by diff -r. -update writes testdata anew: to be
// read line by line before it is committed.
package golden
