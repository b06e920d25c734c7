package feature

import (
	"gangwei/internal/base/civil"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
)

// Waiting asks each to-do of those that the visitor holds the permission for: what waits, the most urgent first, and
// whether the visitor has work here at all.
func (p *Program) Waiting(r *kit.Request, s *database.Snapshot) (todo []Item, work bool, err error) {
	for _, t := range p.Todo {
		if t.Permission != "" && !r.Can(string(t.Permission)) || t.Role != "" && !r.Actor.HasRole(t.Role) {
			continue
		}
		items, err := t.Items(r, s)
		if err != nil {
			return nil, false, err
		}
		work = work || t.Work
		for _, i := range items {
			work = work || i.Work
			if i.Count > 0 {
				todo = append(todo, i.Of(civil.Queue{N: i.Count, Late: i.Late, Since: i.Since, Deadline: i.Deadline}))
			}
		}
	}
	ByUrgency(todo, r.Today)
	return todo, work, nil
}

// CountsOf what waits, for the links of the menu.
func CountsOf(r *kit.Request, todo []Item) kit.WaitingCounts {
	waits := make([]kit.Wait, len(todo))
	for i, t := range todo {
		w := kit.Wait{Address: t.Address, N: t.Count, Overdue: t.Overdue(r.Today)}
		switch {
		case t.Late > 0:
			w.Late = min(t.Late, t.Count)
		case w.Overdue:
			w.Late = t.Count
		}
		waits[i] = w
	}
	return kit.CountsOf(r, waits)
}
