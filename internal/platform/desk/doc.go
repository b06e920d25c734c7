// Package desk is the one counter (受理台) at which anything is changed: Do begins, the visit loads, allows, applies the
// rules, writes and records, and the desk commits only what was allowed and recorded.
//
// What is housekeeping and does not pass the desk: sessions and failed sign-ins (account), the state and progress of
// jobs (jobs), drafts of forms (drafts), how the duties of the night stand (scheduler), the columns of a list somebody
// chose to see (listing), who opened first what somebody else did (trail), indexes that are made anew of what
// is registered (resident.FillTails, resident.FillNameKeys), trail roots, migrations, and the restoring of a backup
// into an empty database. Nothing else writes.
//
// A closure may run several times, so no file, network or rendering inside. Locks are taken in one order:
// region, person, post, application, placement, then the trail's head.
package desk
