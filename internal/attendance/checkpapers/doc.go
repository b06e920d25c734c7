// Package checkpapers prints the sheets for a round of checks on paper or by telephone. They are numbered with the
// village's other sheets, and their scans come back by that number.
package checkpapers
