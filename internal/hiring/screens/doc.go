// Package screens holds the pages of this wing: quota, posts, applications with their meetings, and placements. A
// handler binds, calls a room, maps and renders; each type has only the fields that its pages may touch.
package screens
