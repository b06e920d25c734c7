// Package office holds the few facts that the database says of itself: which office this is, when it was made, and
// whether it is a demonstration (演示数据), which alone may run on a set clock and whose logins work on loopback only. It
// also keeps the prints of the office's keys, and refuses every other key file before anything is opened or sealed
// with it (CompareKeys).
package office
