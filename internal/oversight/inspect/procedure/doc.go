// Package procedure holds the rules for faults of procedure (程序倒置 and related): steps missing, out of order, short, or
// in the wrong hands.
package procedure
