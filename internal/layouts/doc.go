// Package layouts writes the lists that Chinese offices keep, from one set of made-up people: rosters, pay lists,
// attendance sheets, bank answers and notices, each in a layout of its own. Tests read them back and compare every row
// with the truth; docs/layouts.md is made from the same table.
package layouts
