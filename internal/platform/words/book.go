package words

import (
	"fmt"
	"slices"
	"strings"
)

// Book is what one room says: the labels of its codes, the sentences of its refusals and remarks.
type Book struct {
	Labels    map[string]map[string]string // list → code → label
	Sentences map[string]string            // code → sentence; {name} stands for an argument
	Args      map[string][]string          // argument → lists in which its value is looked up for a label
	Room      string                       // folder under internal/, e.g. pay/payroll; set by Add
}

// shared lists are those to which any room adds codes; every other list stands in one book.
var shared = []string{"act", "permission", "jobkind", "gist"}

var (
	books     []*Book
	labels    = map[string]map[string]string{}
	sentences = map[string]string{}
	argLists  = map[string][]string{} // argument of a sentence → lists of its labels
	owner     = map[string]string{}   // of a list, a code of a shared list, a sentence, an argument → room
)

// Add the book of a room. It is called once, while the room's package is initialised; it panics at a code, list or
// argument that another book has, and names both rooms.
func Add(room string, b Book) *Book {
	b.Room = room
	claim := func(what string) {
		if other, taken := owner[what]; taken {
			panic(fmt.Sprintf("words: %s stands in the books of %s and %s", what, other, room))
		}
		owner[what] = room
	}
	claim("the book of " + room)
	for list, codes := range b.Labels {
		if !slices.Contains(shared, list) {
			claim("the list " + list)
		}
		if labels[list] == nil {
			labels[list] = map[string]string{}
		}
		for code, label := range codes {
			claim("the code " + list + " " + code)
			labels[list][code] = label
		}
	}
	for code, sentence := range b.Sentences {
		claim("the sentence " + code)
		sentences[code] = sentence
	}
	for arg, lists := range b.Args {
		claim("the argument " + arg)
		argLists[arg] = lists
	}
	books = append(books, &b)
	return &b
}

// Books of all rooms that are linked, in the order of their rooms' names.
func Books() []*Book {
	return slices.SortedFunc(slices.Values(books), func(a, b *Book) int { return strings.Compare(a.Room, b.Room) })
}

// Under some folders of rooms, e.g. pay: their books.
func Under(folders ...string) (out []*Book) {
	for _, b := range Books() {
		if slices.ContainsFunc(folders, func(f string) bool { return b.Room == f || strings.HasPrefix(b.Room, f+"/") }) {
			out = append(out, b)
		}
	}
	return out
}

// OwnerOf a list of labels: the room in whose book it stands. Of a list that all rooms share, and of one that nobody
// has, it is empty.
func OwnerOf(list string) string { return owner["the list "+list] }
