// Package money counts in whole fen. No float comes near it: amounts are read from text, divided only by Prorate and
// Allocate, and written as yuan with two decimals or in capital characters for receipts.
package money
