// Package words holds the sentences for error codes and the labels for states and code lists, for pages, papers and the
// command line alike. Refusals say what is wrong and the way out. {name} stands for an argument of the error.
//
// Each room keeps its own words in a book, in its file texts.go. Here stand only those of the rooms below this one, and
// the codes that spreadsheets bring (codes.go), which the lexicon reads back and rooms of several wings share.
//
// A book is added when its package is initialised, not when the program is joined. Rooms, papers and rules say their
// words in tests, in tools and in the check of a folder without any program around them; words that only a joined
// program knew would be missing there, or need a list of all rooms again. So a code in two books stops every binary and
// every test that links both, at once, and names both rooms. A wing brings the books under its folder, and joining
// refuses a book that no wing brings, and a permission or a job without words.
//
// The price: a label must not be asked for in a package that does not import the room that has it. A test of the order
// of the house holds that.
package words
