// Package app joins the rooms: it opens the database and the keys, gives each room what it needs, and fills the
// interfaces that lower rooms declare. Nothing else knows the whole house.
package app
