// Package worth says what a month's work is worth (计发): from the agreed rate, the days on post, the marks of the
// sheet, the hours and the assessment, by the basis that the county's document sets. It is pure: whoever asks reads the
// records and the rulebook. Each sum comes with its steps, so that lists, slips and papers print how it came about.
package worth
