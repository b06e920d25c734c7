// Package extract takes out of an office what an inspector needs to look at it on a machine of her own: the tables of
// whole townships as the folder of spreadsheets reads them, sealed with a password.
package extract
