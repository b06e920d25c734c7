// Package cardchange is the mass change of benefit cards (一卡通批量换卡): the bank's list of new accounts is entered and
// compared with what is registered, approved by a second person, cools for some days in which the villages see it, and
// is put in force. Old accounts are kept, and each holder is told.
package cardchange
