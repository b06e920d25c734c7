// Package screens holds the pages of this wing: accounts, people, matching with other departments and earlier years. A
// handler binds, calls a room, maps and renders; each type has only the fields that its pages may touch.
package screens
