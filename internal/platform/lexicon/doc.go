// Package lexicon has the words that the cells of spreadsheets may hold, Chinese and English, and says which of the
// program's codes each means: kinship (GB/T 4761), categories, marks of attendance, what the bank says, and so on.
// Importers, folders and the rooms read their cells by it and keep no words of their own.
//
// A list is read in this order: what somebody answered for the office or the folder, then the word as a whole, then the
// word without what people wrap around it (系, 是, brackets). Only lists of free text (reasons of exit, findings of
// checks, purposes) are also looked for inside a text, the longest word first and never a single character; a word that
// is denied (未参加职工养老) is not said. Terms of kinship are put together from their parts (堂弟媳 is the wife of a
// cousin) and never taken for a part.
//
// A word that no list knows is not guessed: Read says so, Near names the nearest, and whoever reads asks.
package lexicon
