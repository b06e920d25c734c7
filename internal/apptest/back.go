package apptest

import (
	"context"
	"strings"
	"testing"
	"time"

	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// Back is an act that its author takes back, and who must not.
type Back struct {
	Act, Subject string
	ID           func() int64 // of the record
	Do           func()       // the act, by its author; anew after each taking back
	Version      func() int64 // of the record; nil if it has none
	Take         func(who authz.Actor, b desk.Back) error
	Author       authz.Actor
	Others       map[string]authz.Actor // of another role or region, by the code of the refusal
	Acts         func()                 // the next desk acts on it
	Acted        string                 // the code of the refusal after that
	Why          bool                   // a reason is always needed
}

// Last entry of the act about the record.
func (c Back) last(t testing.TB, h *House) (l trail.Line) {
	t.Helper()
	Must(t, h.DB.Read(context.Background(), func(s *database.Snapshot) error {
		all, err := AllActs(s, c.Act)
		for _, x := range all {
			if x.Subject == c.Subject && x.SubjectID == c.ID() {
				l = x
				return err
			}
		}
		return err
	}))
	if l.ID == 0 {
		t.Fatalf("no entry of %s", c.Act)
	}
	return l
}

// Try the act, its taking back, and each refusal of it: by others, of another entry, from an old page, late, without a
// reason once somebody has seen it, with too long a reason, three at once, twice, and once the next desk has acted.
func (c Back) Try(t *testing.T, h *House) {
	t.Helper()
	back := func(why string) desk.Back {
		b := desk.Back{Entry: c.last(t, h).ID, Why: why}
		if c.Version != nil {
			b.Version = c.Version()
		}
		return b
	}
	why := ""
	if c.Why {
		why = "办错了"
	}
	c.Do()
	b := back(why)
	for code, who := range c.Others {
		Want(t, "by "+string(who.Login), code, c.Take(who, b))
	}
	colleague := c.Author
	colleague.UserID, colleague.PersonKey = colleague.UserID+1_000, colleague.PersonKey+"x"
	Want(t, "by a colleague of the same rights", "undo.not_yours", c.Take(colleague, b))
	other := b
	other.Entry = 1
	Want(t, "of another entry", "authz.not_found", c.Take(c.Author, other))
	if c.Version != nil {
		old := b
		old.Version--
		Want(t, "from an old page", "form.stale", c.Take(c.Author, old))
	}
	now := h.Set.Now()
	h.Set.Move(now.Add((desk.BackDays + 1) * 24 * time.Hour))
	Want(t, "late", "undo.late", c.Take(c.Author, b))
	h.Set.Move(now)
	Must(t, c.Take(c.Author, b))
	Want(t, "twice", "undo.acted", c.Take(c.Author, b))

	c.Do()
	b = back("")
	Must(t, h.DB.Write(context.Background(), func(tx *database.Tx) error {
		return trail.See(tx, trail.Seen{EntryID: b.Entry, UserID: c.Author.UserID + 1, Viewer: "旁人", AtUs: h.Set.Now()})
	}))
	Want(t, "seen, without a reason", "undo.seen", c.Take(c.Author, b))
	b.Why = strings.Repeat("长", 101)
	Want(t, "seen, with a long reason", "form.long", c.Take(c.Author, b))
	b.Why = "看错了"
	if n := AtOnce(3, func() (int, error) { return 1, c.Take(c.Author, b) }); n != 1 {
		t.Errorf("taken back %d times at once", n)
	}

	c.Do()
	b = back(why)
	c.Acts()
	if c.Version != nil {
		b.Version = c.Version()
	}
	Want(t, "acted on", c.Acted, c.Take(c.Author, b))
}
