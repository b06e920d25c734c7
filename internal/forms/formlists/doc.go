// Package formlists is the lists behind the figures of the progress form (清单): labour alliances, brands, bases and
// co-operatives; employment-help workshops (就业帮扶车间); work-relief projects (以工代赈) with what their workers are paid month
// by month; training classes; relocation areas; job fairs. One list with typed columns for all: each kind says which it
// uses.
//
// Laws: an entry is its department's; it is struck out, never deleted; an entry that names its people counts them by
// the registry, each once for the unit and the column, and knows who was poverty-out; one that does not counts the
// numbers that were typed, and is marked so.
package formlists
