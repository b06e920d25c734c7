// Package screens holds the pages of this wing: complaints, the public board, inspection and orders to rectify. A
// handler binds, calls a room, maps and renders; each type has only the fields that its pages may touch.
package screens
