package listing

import (
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
)

// Trailed is the list of what was done, by time.
var Trailed = Source{ID: "e.id", From: "trail_entry e", Orders: []Order{
	{Key: "at", By: "e.at_us", Indexed: true},
}}

// TrailedBy is the list of what inspectors read and did: one chain, by its numbers.
var TrailedBy = Source{ID: "e.id", From: "trail_entry e", Orders: []Order{
	{Key: "at", By: "e.seq", Indexed: true},
}, Alone: true}

// Trail of a scope: a window of the list of what was done, without what inspectors did.
func Trail(r database.Reader, scope authz.Scope, w *Window) ([]trail.Line, error) {
	where, args := scope.SQL("e.region_path")
	where += " AND e.chain <> 'inspect'"
	if _, err := r.One(&w.Total, Trailed.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	var ids []int64
	if err := r.Select(&ids, Trailed.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	return entries(r, ids, w)
}

// TrailOfInspectors of a scope: a window of the list of what inspectors read and did.
func TrailOfInspectors(r database.Reader, scope authz.Scope, w *Window) ([]trail.Line, error) {
	where, args := scope.SQL("e.region_path")
	where += " AND e.chain = 'inspect'"
	if _, err := r.One(&w.Total, TrailedBy.Count(where), w.CountArgs(args)...); err != nil {
		return nil, err
	}
	var ids []int64
	if err := r.Select(&ids, TrailedBy.IDs(where, w), w.Args(args)...); err != nil {
		return nil, err
	}
	return entries(r, ids, w)
}

func entries(r database.Reader, ids []int64, w *Window) (out []trail.Line, err error) {
	err = database.InParts(ids, func(marks string, args []any) error {
		var part []trail.Line
		err := r.Select(&part, "SELECT e.id, e.at_us, e.actor, e.channel, e.act, e.region_path, e.subject, "+
			"e.subject_id, e.detail FROM trail_entry e WHERE e.id IN ("+marks+")", args...)
		out = append(out, part...)
		return err
	})
	return Turn(out, ids, w, func(x trail.Line) int64 { return x.ID }), err
}
