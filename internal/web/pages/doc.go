// Package pages is the HTML, one file per screen. A handler binds, calls, maps and renders; what the business allows is
// decided in the rooms below.
package pages
