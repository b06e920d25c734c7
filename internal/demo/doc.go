// Package demo makes the demonstration city: the real divisions, about 39,000 posts, their holders with households, kin
// and cadres, and the hiring, renewals, exits and deaths of twelve months (or more). It is the same for the same seed.
// Nobody in it is real: identity numbers carry the unassigned place 370499, phones begin with 100, cards with a prefix
// that no bank has.
//
// plan.go decides what happens in a village (pure), bulk.go writes it through the rooms' own bulk stores, one visit per
// village and step of time, build.go goes through the months. A test makes one village in bulk and the same one through
// the use cases.
package demo
