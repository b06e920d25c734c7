// Package reconcile counts again from the rows what was checked when it was written: plan against posts, applications
// against their steps, placements against their events, sheets against their lines, items against runs, batches, files,
// the bank's word and the ledger, and every row that the trail vouches for. Pay items are gone over once, in their
// order, with all that hangs on them (walk.go); the other laws are queries. It changes nothing; what does not agree is
// named row by row. Once a night the program does it by itself and keeps the outcome for the finance page. It also
// opens every payee's account and holds it against how it came (resident's account_origin).
package reconcile
