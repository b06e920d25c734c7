// Package office holds the few facts that the database says of itself: which office this is, when it was made, and whether it is a
// demonstration (演示数据), which alone may run on a set clock and whose logins work on loopback only.
package office
