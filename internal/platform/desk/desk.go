package desk

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
)

// Channel is how an act came in (law 6).
type Channel string

const (
	Typed      Channel = "typed"
	ForAnother Channel = "for_another" // 代录
	Imported   Channel = "import"
	Batch      Channel = "batch"
	Default    Channel = "default"
	History    Channel = "history"
	Raised     Channel = "raised" // 提级: by the level above, where the rulebook says so
)

// Desk is the counter of one database.
type Desk struct {
	DB    *database.DB
	Clock clock.Clock
}

// Visit is one use case: the transaction and its one moment.
type Visit struct {
	Tx      *database.Tx
	Actor   authz.Actor
	Channel Channel
	now     clock.Moment
	trailID int64

	permission authz.Permission
	path       string
	entry      *trail.Entry
	witness    trail.Witnessed
	confided   bool
	unless     []func() error
}

// Now is the visit's one moment.
func (v *Visit) Now() clock.Moment { return v.now }

// Today is the day of the visit.
func (v *Visit) Today() civil.Date { return v.now.Date() }

// TrailID goes into every witnessed row that the visit writes.
func (v *Visit) TrailID() int64 { return v.trailID }

// Allow refuses unless the actor has the permission in the region. The last one allowed is written to the trail.
func (v *Visit) Allow(p authz.Permission, path string) error {
	if err := v.Actor.Check(p, path); err != nil {
		return err
	}
	v.permission, v.path = p, path
	return nil
}

// AllowFresh is Allow for a record that was shown with a version: form.stale if somebody changed it since.
func (v *Visit) AllowFresh(p authz.Permission, path string, version, shown int64) error {
	if err := v.Allow(p, path); err != nil {
		return err
	}
	if version != shown {
		return errs.New(errs.Stale, "form.stale")
	}
	return nil
}

// Unless refuses the visit at its end with what f says then, if anything: also where the visit would have been refused
// for another reason of business, since that reason may rest on what f found wanting. Who may not do it at all is told
// that first.
func (v *Visit) Unless(f func() error) { v.unless = append(v.unless, f) }

func (v *Visit) end(err error) error {
	switch kind := errs.KindOf(err); {
	case err == nil, kind == errs.Invalid, kind == errs.Conflict, kind == errs.State:
	default:
		return err
	}
	for _, f := range v.unless {
		if said := f(); said != nil {
			return said
		}
	}
	return err
}

// UseInspectorChain writes the entry to the inspectors' own chain, which only their chief opens, instead of the
// region's.
func (v *Visit) UseInspectorChain() { v.confided = true }

// Witness adds a row of an insert-only table to the entry.
func (v *Visit) Witness(table string, digest []byte) { v.witness.Add(table, digest) }

// Fact is one line of an entry's detail.
type Fact struct{ Name, Value string }

// F makes a fact; sensitive values are masked before.
func F(name string, value any) Fact { return Fact{name, fmt.Sprint(value)} }

// Record writes down what was done to which record. Once per visit.
func (v *Visit) Record(act, subject string, id int64, facts ...Fact) {
	if v.entry != nil {
		panic("desk: a visit is recorded once")
	}
	v.entry = &trail.Entry{Act: act, Subject: subject, SubjectID: id, Detail: Detail(facts...)}
}

// Detail is how facts stand in an entry: a line for each that says something.
func Detail(facts ...Fact) string {
	var b strings.Builder
	for _, f := range facts {
		if f.Value != "" {
			fmt.Fprintf(&b, "%s=%s\n", f.Name, strings.ReplaceAll(f.Value, "\n", " "))
		}
	}
	return b.String()
}

// Do is one use case. key, if not empty, makes a repeated submit answer the first result; it holds for one actor. A key
// with a digest of what was submitted (WithDigest) does so only for the same again; anything else is refused by
// desk.other, and nothing of it is done.
func Do[T any](ctx context.Context, d *Desk, actor authz.Actor, key string, f func(*Visit) (T, error)) (T, error) {
	return DoVia(ctx, d, actor, Typed, key, f)
}

// DoVia is Do for an act that came in by another channel.
func DoVia[T any](ctx context.Context, d *Desk, actor authz.Actor, channel Channel, key string,
	f func(*Visit) (T, error)) (T, error) {
	var result, none T
	key, digest, _ := strings.Cut(key, digestMark)
	if len(key) > mostKey || len(digest) > mostDigest {
		return none, errs.New(errs.Invalid, "desk.key")
	}
	err := d.DB.Write(ctx, func(tx *database.Tx) error {
		result = none
		if key != "" {
			done, err := earlier(tx, actor.UserID, key, digest, &result)
			if done || err != nil {
				return err
			}
			// The key is claimed before anything is read: the same form sent twice at once waits here for the first one's end.
			if _, err := tx.Exec("INSERT INTO desk_key (actor_id, idem_key, digest, answer, at_us) VALUES (?, ?, ?, '', ?)",
				actor.UserID, key, digest, d.Clock.Now()); err != nil {
				if database.Duplicate(err, "") {
					return errRepeat
				}
				return err
			}
		}
		now := d.Clock.Now()
		v := &Visit{Tx: tx, Actor: actor, Channel: channel, now: now, trailID: newTrailID(now), witness: trail.Witnessed{}}
		r, err := f(v)
		if err = v.end(err); err != nil {
			return err
		}
		if v.permission == "" || v.entry == nil {
			panic("desk: a visit must be allowed and recorded before it can be committed")
		}
		result = r
		if key != "" {
			answer, err := json.Marshal(r)
			if err != nil {
				return err
			}
			if _, err := tx.Exec("UPDATE desk_key SET answer = ? WHERE actor_id = ? AND idem_key = ?", string(answer),
				actor.UserID, key); err != nil {
				return err
			}
		}
		e := v.entry
		e.ID, e.AtUs, e.ActorID, e.Actor, e.Channel = v.trailID, now, actor.UserID, actor.Login, string(v.Channel)
		e.Permission, e.RegionPath, e.Witness = string(v.permission), v.path, v.witness.Text()
		e.Chain = trail.ChainOf(v.path)
		if v.confided || actor.HasRole("discipline_inspector") || actor.HasRole("chief_inspector") {
			e.Chain = trail.Inspect // whatever an inspector does, a look at a number too
		}
		return trail.Append(tx, e)
	})
	if key != "" && (errors.Is(err, errRepeat) || errors.Is(err, database.ErrInDoubt)) {
		// The same form twice at once, or a commit whose answer was lost: what is kept under the key decides.
		err = d.lookUp(ctx, actor, [2]string{key, digest}, &result, err)
	}
	if err != nil {
		return none, err
	}
	return result, nil
}

// lookUp the first answer under a key and digest; otherwise gives err where there is none, and it is not the key of
// something else.
func (d *Desk) lookUp(ctx context.Context, actor authz.Actor, key [2]string, result any, otherwise error) error {
	found := false
	err := d.DB.Write(context.WithoutCancel(ctx), func(tx *database.Tx) (err error) {
		found, err = earlier(tx, actor.UserID, key[0], key[1], result)
		return err
	})
	if err == nil && found || errs.CodeOf(err) == otherCode {
		return err
	}
	return otherwise
}

var errRepeat = errs.New(errs.Busy, "desk.repeat")

// What a key may consist of, in bytes.
const (
	mostKey    = 64
	mostDigest = 32
	digestMark = "~"
	otherCode  = "desk.other"
)

// WithDigest is the key of a form together with a digest of what it says, at most 32 letters that tell nobody what it
// was. An empty key stays empty, and so does one in which the mark between the two stands already.
func WithDigest(key, digest string) string {
	if key == "" || strings.Contains(key, digestMark) {
		return ""
	}
	return key + digestMark + digest
}

// earlier is the first answer under a key, if there is one: to the same, or to what has no digest.
func earlier(tx *database.Tx, actorID int64, key, digest string, result any) (bool, error) {
	var row struct{ Answer, Digest string }
	found, err := tx.One(&row, "SELECT answer, digest FROM desk_key WHERE actor_id = ? AND idem_key = ?", actorID, key)
	if err != nil || !found {
		return false, err
	}
	if digest != "" && row.Digest != "" && digest != row.Digest {
		return false, errs.New(errs.Conflict, otherCode)
	}
	return true, json.Unmarshal([]byte(row.Answer), result)
}

var lastTrailID atomic.Int64

// newTrailID is the microseconds since 2020 with ten random bits, always above this process's last one: rows of one
// time lie together, and two servers, or two starts of one whose clock stands, hardly ever collide (if they do, the key
// refuses and the visit runs again).
func newTrailID(now clock.Moment) int64 {
	var b [2]byte
	if _, err := rand.Read(b[:]); err != nil {
		panic(err)
	}
	const from2020 = 1577836800_000000
	dice := int64(binary.BigEndian.Uint16(b[:]) & 1023)
	id := (int64(now)-from2020)<<10 | dice
	for {
		last := lastTrailID.Load()
		next := id
		if next <= last {
			next = last + 1 + dice
		}
		if lastTrailID.CompareAndSwap(last, next) {
			return next
		}
	}
}
