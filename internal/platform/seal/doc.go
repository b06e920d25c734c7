// Package seal keeps what must not be read from the tables: identity numbers, phones, accounts and uploaded files are
// SM4-GCM ciphertext (GB/T 32907), found again by a blind index, HMAC-SM3 (GB/T 32905) of the normalised text. Keys
// live in a ring file outside the database; a new sealing key is added in front and older ones still open. Two columns
// whose indexes are of one kind join without a key: IndexColumns names all of them, and why.
package seal
