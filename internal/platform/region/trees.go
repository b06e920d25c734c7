package region

import (
	"context"
	"sync"
	"time"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
)

// Trees keeps the divisions of the day in memory; they are read again when the day changes, at least every minute, and
// when somebody changed them.
type Trees struct {
	DB *database.DB

	mu   sync.Mutex
	tree *Tree
	at   clock.Moment // when it was read
}

// Now is the tree of the moment. Where the database does not answer, the last one: the page that says so needs one, and
// whatever is to be done fails by itself.
func (t *Trees) Now(ctx context.Context, now clock.Moment) (*Tree, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	day := now.Date()
	if t.tree != nil && t.tree.AsOf == day && now-t.at < clock.Moment(time.Minute/time.Microsecond) {
		return t.tree, nil
	}
	err := t.DB.Read(ctx, func(s *database.Snapshot) error {
		read, err := Load(s, day)
		if err == nil {
			t.tree, t.at = read, now
		}
		return err
	})
	if t.tree != nil && database.ClassifyOutage(err) != nil {
		return t.tree, nil
	}
	return t.tree, err
}

// Forget the tree: the divisions changed.
func (t *Trees) Forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.tree = nil
}
