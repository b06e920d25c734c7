// Package account is who may sign in: users, the roles granted to them on regions with a last day, and their sessions.
//
// A user carries the person key, the blind index of the identity number, so that two accounts of one human are known as
// one person. Incompatible roles are refused for the person, not only for the account. Passwords are kept as argon2id;
// five wrong ones lock the account for fifteen minutes; a first or reset password must be changed before anything else.
// Sessions lie in the database (only the digest of their token) and end on sign-out, on any change of role or password,
// after an hour without use and after twelve hours.
package account
