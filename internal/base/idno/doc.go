// Package idno knows the citizen identity number (GB 11643-1999): six digits of the place of first registration, eight
// of the birth date, three of sequence (odd for men), and a check character (ISO 7064 MOD 11-2). A valid number is not
// proof of a living person, and the place may be a code abolished long ago, so only its shape is checked.
package idno
