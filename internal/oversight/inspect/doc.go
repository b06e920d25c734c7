// Package inspect looks for the five wrongs (五类问题) and for faults of procedure. One ordered pass reads the rows of some
// villages at a time, table by table, into complete dossiers; pure rules judge a dossier and report findings (疑点). A
// finding is a suspicion, never a verdict: it names rule and version, the values used, the rows it rests on, the
// innocent explanation and the next step. What the villages add up to is judged after them. A rule names the tables
// that it needs: where one was not collected it is silent, and said to be blind. The same rules judge dossiers that
// come out of a folder of spreadsheets (inspect/folder).
//
// Severity (how bad, if true) and certainty (how sure) are apart. Certainty is information (worth knowing, accuses
// nobody), suspicion (needs a look) or record (the rows themselves say so).
//
// A rule says how its facts lie in time: what happened once holds in its months, what goes on holds until it ends or is
// put right. A paper of a period has the findings that hold in one of its months.
//
// A finding is known by its fingerprint: rule, subject and period. Running again updates it; a closing (予以了结) with its
// reason stands until the evidence changes. States:
//
//	open → verifying → talk, preliminary, shelved or dismissed → rectifying → closed
//
// Inspectors change no business data. What they do goes to a chain of the trail that only their chief opens.
package inspect
