// Package drafts keeps what somebody typed into a form and has not saved yet (草稿), so that a power cut or a closed
// window loses nothing. A draft belongs to one user, one kind of form and one item (a month sheet); it says of which
// version of the item it was made. It is never shown to another user, never counts as anything, and goes when the form
// is saved, when its owner drops it, or after thirty days.
//
// Each keeping names the number of the draft that the window has seen: two windows with the same form do not write over
// each other's drafts without a word.
package drafts
