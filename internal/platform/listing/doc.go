// Package listing shows rows: one declared description of a list (名册), from which its page, the links that sort it,
// its total and page numbers, the choice of columns, the drawer of a row, what is done to several rows at once, its
// workbook and its print come.
//
// What a list consists of:
//
//   - A Source in the store of the room: the orders in which the rows can be read, each an SQL expression that ends in
//     the unique id, and whether an index has that order. One function of the store answers with it how many rows there
//     are (up to a limit), and which stand in a Window; they come in the window's order.
//   - A List in the screens: its columns (key, words of the head, kind, what stands in the cell), which page a row has,
//     what is done to chosen rows, the permission to look and the permission to take away.
//   - The template part "list", which renders a View.
//
// Rules. A total is exact up to 10,000 rows, then 1万以上. Over 5,000 rows only the orders are offered that an index
// has. Pages have numbers up to row 10,000 and go on by key from there: the id of the last row, of which the query
// looks up what it is sorted by. Everything stands in the address, and nonsense in it means nothing: sort=-start,
// page=3, size=50|100|200, cols=name,start, after=ID or before=ID, as=xlsx|print. The columns that somebody chose are
// kept for the user and the list.
//
// Taking a list away (as=xlsx up to 50,000 rows, as=print up to 2,000) writes the columns, filters and order of the
// page, of all rows that match, within the scope of the permission to take it away. It is recorded in the trail before
// it is written.
package listing
