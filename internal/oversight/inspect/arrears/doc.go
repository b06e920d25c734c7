// Package arrears holds the rules for 拖欠: worked and not paid. Sent is not paid; the clock runs until the bank
// confirms.
package arrears
