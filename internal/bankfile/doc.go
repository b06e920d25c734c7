// Package bankfile writes the file that a bank pays from and reads the file in which it answers. There is no national format (domain
// section 9.7), so each bank is a codec; `plain` is lines of text separated by '|', with a head line of count and total.
package bankfile
