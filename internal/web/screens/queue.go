package screens

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
)

// Queues lead from a to-do to what waits longest in it.
type Queues struct {
	Program func() *feature.Program // of all wings, once they are joined
}

// Routes of the queues.
func (p *Queues) Routes() []feature.Route {
	return []feature.Route{feature.Get("/queue/:code", "", p.open).Untold()}
}

func (p *Queues) open(r *kit.Request) error {
	for _, q := range p.Program().Queues {
		if q.Code == r.Param("code") {
			return begin(r, q)
		}
	}
	return errs.New(errs.NotFound, "authz.not_found")
}

// begin with what waits longest; where nothing does, the home page says so.
func begin(r *kit.Request, q *kit.Queue) error {
	if !r.Can(string(q.Permission)) {
		return errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(q.Permission))
	}
	var first string
	if err := r.Read(func(s *database.Snapshot) (err error) {
		first, err = q.First(r, s)
		return err
	}); err != nil {
		return err
	}
	if first == "" {
		return r.SeeOther("/", q.Empty())
	}
	return r.SeeOther(first, "")
}
