// Package screens holds the pages of this wing: the aid ledger, lists, projects, targets, the progress form, units,
// divisions and the overview. A handler binds, calls a room, maps and renders; each type has only the fields that its
// pages may touch.
package screens
