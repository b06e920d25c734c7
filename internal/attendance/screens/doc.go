// Package screens holds the pages of this wing: month sheets, checks, the phone page, drawn samples and numbered
// sheets. A handler binds, calls a room, maps and renders; each type has only the fields that its pages may touch.
package screens
