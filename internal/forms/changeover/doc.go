// Package changeover is what must happen in many rooms at once when villages or committees change: one visit, so that
// nothing is half moved. So far: a village that is merged into another of its township.
//
// What happened in the old village stays there under its name: sheets, checks, pay, finished applications, ended
// placements. What goes on goes on in the new one from the day of the merger: people and households, posts that are not
// closed, applications that still move, and each live placement, which ends the day before and continues on the same
// post and terms without a new hiring. Grants on the old village end; its registrars are granted the new one, or not,
// by the security administrator. Nobody applies anew, and nobody is unpaid: the old village's months must be recorded
// and reviewed before.
package changeover
