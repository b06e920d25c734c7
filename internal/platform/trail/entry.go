package trail

import (
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// Inspect is the chain of what inspectors read and do.
const Inspect = "inspect"

// Entry is one use case that was carried out. It takes plain fields, so that an actor of any kind can be written down.
type Entry struct {
	ID         int64 // made by the desk before the rows are written
	Chain      string
	Seq        int64
	AtUs       clock.Moment
	ActorID    int64
	Actor      string
	Channel    string // typed, for_another, import, batch, default, history
	Act        string // application.submit
	Permission string
	RegionPath string
	Subject    string // table
	SubjectID  int64
	Detail     string // one line per fact, sensitive values masked by the caller
	Witness    string // "table count digest" per line
	Prev       []byte
	Digest     []byte
}

// ChainOf is the chain to which a region's entries belong: its county's, else the city's.
func ChainOf(path string) string {
	if c := region.CountyPath(path); c != "" {
		return "c" + c
	}
	return "city"
}

func (e *Entry) digest() []byte {
	d := newDigester("trail_entry")
	for _, v := range []any{e.ID, e.Chain, e.Seq, e.AtUs, e.ActorID, e.Actor, e.Channel, e.Act, e.Permission, e.RegionPath,
		e.Subject, e.SubjectID, e.Detail, e.Witness, e.Prev} {
		d.value(v)
	}
	return d.sum()
}

var zero = make([]byte, 32)

type head struct {
	Chain  string
	Seq    int64
	Digest []byte
}

// Append locks the chain's head, links the entry and writes both. It is the last thing that a transaction does.
func Append(tx *database.Tx, e *Entry) error {
	var h head
	found, err := tx.One(&h, "SELECT chain, seq, digest FROM trail_head WHERE chain = ?"+tx.ForUpdate(), e.Chain)
	if err != nil {
		return err
	}
	if !found {
		// Two first entries at once: the second waits on the key, fails, and the desk tries again.
		if _, err := tx.Exec("INSERT INTO trail_head (chain, seq, digest) VALUES (?, 0, ?)", e.Chain, zero); err != nil {
			return err
		}
		h = head{e.Chain, 0, zero}
	}
	e.Seq, e.Prev = h.Seq+1, h.Digest
	e.Digest = e.digest()
	if _, err := tx.Exec(`INSERT INTO trail_entry (id, chain, seq, at_us, actor_id, actor, channel, act, permission,
region_path, subject, subject_id, detail, witness, prev, digest)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
?)`, e.ID, e.Chain, e.Seq, e.AtUs, e.ActorID, e.Actor, e.Channel, e.Act, e.Permission, e.RegionPath,
		e.Subject, e.SubjectID, e.Detail, e.Witness, e.Prev, e.Digest); err != nil {
		if database.Duplicate(err, "") {
			return fmt.Errorf("%w: %w", database.ErrAgain, err)
		}
		return err
	}
	n, err := tx.Exec("UPDATE trail_head SET seq = ?, digest = ? WHERE chain = ? AND seq = ?", e.Seq, e.Digest, e.Chain,
		h.Seq)
	if err == nil && n != 1 {
		err = fmt.Errorf("trail: head of %s moved", e.Chain)
	}
	return err
}

// OpenChain makes a chain's head, so that its first two entries cannot race for it. An open chain stays as it is.
func OpenChain(tx *database.Tx, chain string) error {
	var n int64
	found, err := tx.One(&n, "SELECT seq FROM trail_head WHERE chain = ?", chain)
	if err == nil && !found {
		_, err = tx.Exec("INSERT INTO trail_head (chain, seq, digest) VALUES (?, 0, ?)", chain, zero)
	}
	return err
}

// Root is one digest over all heads.
type Root struct {
	AtUs   clock.Moment
	Heads  string // "chain seq hex" per line, by chain
	Digest []byte
}

func rootOf(heads string) []byte {
	d := newDigester("trail_root")
	d.text(heads)
	return d.sum()
}

// WriteRoot takes the root over the heads as they are and keeps it. The same heads give the same root, kept once.
func WriteRoot(tx *database.Tx, now clock.Moment) (Root, error) {
	var hs []head
	if err := tx.Select(&hs, "SELECT chain, seq, digest FROM trail_head ORDER BY chain"); err != nil {
		return Root{}, err
	}
	r := Root{AtUs: now, Heads: formatHeads(hs)}
	r.Digest = rootOf(r.Heads)
	var at clock.Moment
	found, err := tx.One(&at, "SELECT at_us FROM trail_root WHERE digest = ?", r.Digest)
	if err != nil {
		return Root{}, err
	}
	if found {
		r.AtUs = at
		return r, nil
	}
	_, err = tx.Exec("INSERT INTO trail_root (at_us, heads, digest) VALUES (?, ?, ?)", r.AtUs, r.Heads, r.Digest)
	return r, err
}

func formatHeads(hs []head) string {
	var b strings.Builder
	for _, h := range hs {
		fmt.Fprintf(&b, "%s %d %s\n", h.Chain, h.Seq, hex.EncodeToString(h.Digest))
	}
	return b.String()
}

// parseHeads reads what formatHeads wrote; no text is no heads.
func parseHeads(s string) ([]head, error) {
	var out []head
	if strings.TrimSpace(s) == "" {
		return nil, nil
	}
	for _, l := range strings.Split(strings.TrimSpace(s), "\n") {
		f := strings.Fields(l)
		if len(f) != 3 {
			return nil, errors.New("not a head line")
		}
		seq, err := strconv.ParseInt(f[1], 10, 64)
		if err != nil {
			return nil, err
		}
		d, err := hex.DecodeString(f[2])
		if err != nil || len(d) != 32 {
			return nil, errors.New("not a digest")
		}
		out = append(out, head{f[0], seq, d})
	}
	return out, nil
}

// Heads lists the heads as text, for keeping outside.
func Heads(r database.Reader) (string, error) {
	var hs []head
	err := r.Select(&hs, "SELECT chain, seq, digest FROM trail_head ORDER BY chain")
	return formatHeads(hs), err
}

// Line is one entry for people.
type Line struct {
	ID         int64
	AtUs       clock.Moment
	ActorID    int64
	Actor      string
	Channel    string
	Act        string
	RegionPath string
	Subject    string
	SubjectID  int64
	Detail     string
}

// ByActor lists what a user did since a moment, newest first; not what an inspector read and did.
func ByActor(r database.Reader, userID int64, since clock.Moment, limit int) ([]Line, error) {
	var out []Line
	err := r.Select(&out, "SELECT id, at_us, actor_id, actor, channel, act, region_path, subject, subject_id, detail "+
		"FROM trail_entry WHERE actor_id = ? AND at_us >= ? AND chain <> 'inspect' ORDER BY at_us DESC, id DESC LIMIT ?",
		userID, since, limit)
	return out, err
}

// LastOf is the newest entry about a record outside of the inspectors' chain; false if there is none.
func LastOf(r database.Reader, subject string, id int64) (Line, bool, error) {
	var l Line
	found, err := r.One(&l, `SELECT id, at_us, actor_id, actor, channel, act, region_path, subject, subject_id, detail
FROM trail_entry WHERE subject = ? AND subject_id = ? AND chain <> 'inspect' ORDER BY at_us DESC, id DESC LIMIT 1`,
		subject, id)
	return l, found, err
}

// LastMoment is when the last entry was made, 0 if there is none.
func LastMoment(r database.Reader) (clock.Moment, error) {
	var m sql.NullInt64
	_, err := r.One(&m, "SELECT MAX(at_us) AS m FROM trail_entry")
	return clock.Moment(m.Int64), err
}

// Witnessed collects row digests by table while a use case writes.
type Witnessed map[string][][]byte

// Add one row's digest.
func (w Witnessed) Add(table string, digest []byte) { w[table] = append(w[table], digest) }

// Text is the entry's witness: table, count and digest of the digests, by table.
func (w Witnessed) Text() string {
	tables := make([]string, 0, len(w))
	for t := range w {
		tables = append(tables, t)
	}
	sort.Strings(tables)
	var b strings.Builder
	for _, t := range tables {
		fmt.Fprintf(&b, "%s %d %s\n", t, len(w[t]), hex.EncodeToString(digestOf(t, w[t])))
	}
	return b.String()
}

func digestOf(table string, rows [][]byte) []byte {
	d := newDigester("witness:" + table)
	for _, r := range rows {
		d.bytes(r)
	}
	return d.sum()
}

// Current is the root over the heads as they are, without keeping it.
func Current(r database.Reader) ([]byte, error) {
	heads, err := Heads(r)
	return rootOf(heads), err
}
