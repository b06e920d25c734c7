// Package civil is the calendar of the office: days and months without a time of day, the 31-character string that
// holds one person's month, working days with the Chinese holidays, and dates as somebody wrote them.
package civil
