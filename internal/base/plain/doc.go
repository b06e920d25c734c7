// Package plain makes what people typed comparable: characters that nobody sees are dropped, full-width letters and
// digits become usual ones, names lose their inner spaces and variants. It says nothing of what a text means.
package plain
