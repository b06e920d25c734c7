// Package browsertest drives headless Chromium over the program's own pages, served on loopback, as people would use
// them.
package browsertest
