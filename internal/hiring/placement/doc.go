// Package placement is who holds which post when (上岗记录): agreement, training, insurance, renewal, suspension, exit. The
// database holds one live holder per post and one live post per person by generated columns in unique keys. Every
// change of a placement is an insert-only, witnessed event; the row itself only says how things stand.
//
//	active → suspended → active; active or suspended → ended
package placement
