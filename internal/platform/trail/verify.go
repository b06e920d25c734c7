package trail

import (
	"bytes"
	"database/sql"
	"encoding/hex"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"gangwei/internal/platform/database"
)

// Broken is the first thing that does not hold; Entry 0 if it is not about one entry.
type Broken struct {
	Chain string
	Seq   int64
	Entry int64
	What  string
}

func (b *Broken) Error() string {
	if b.Chain == "" {
		return b.What
	}
	return fmt.Sprintf("chain %s entry %d (id %d): %s", b.Chain, b.Seq, b.Entry, b.What)
}

// Report of a verification that held.
type Report struct {
	Chains  int
	Entries int64
	Rows    int64
	Heads   string
}

// Verify walks every chain, recomputes every digest, and holds every witnessed row against its entry. outside, if not
// empty, is text that holds heads ("chain seq hex" lines) or roots (64 hex digits) kept elsewhere; all that it names
// must be found.
func Verify(r database.Reader, tables []Table, outside string) (Report, error) {
	var rep Report
	witness := map[int64]map[string]string{}
	keep, err := parseOutside(outside)
	if err != nil {
		return rep, err
	}
	last := head{}
	ends := map[string]head{} // the last entry of each chain
	wanted := keptHeads{}
	if err := wanted.add(keep.heads); err != nil {
		return rep, err
	}
	var roots []Root
	if err := r.Select(&roots, "SELECT at_us, heads, digest FROM trail_root ORDER BY id"); err != nil {
		return rep, err
	}
	for _, root := range roots {
		hs, err := parseHeads(root.Heads)
		if err != nil || !bytes.Equal(rootOf(root.Heads), root.Digest) {
			return rep, &Broken{What: fmt.Sprintf("root of %s was changed", root.AtUs)}
		}
		if err := wanted.add(hs); err != nil {
			return rep, err
		}
		delete(keep.roots, hex.EncodeToString(root.Digest))
	}
	for d := range keep.roots {
		return rep,
			&Broken{What: "the outside root " + d + " is not known here: entries after it, or the root itself, were removed"}
	}
	err = r.Rows(`SELECT id, chain, seq, at_us, actor_id, actor, channel, act, permission, region_path, subject,
subject_id, detail, witness, prev, digest
FROM trail_entry ORDER BY chain, seq`, nil, func(rows *sql.Rows) error {
		var e Entry
		if err := rows.Scan(&e.ID, &e.Chain, &e.Seq, &e.AtUs, &e.ActorID, &e.Actor, &e.Channel, &e.Act, &e.Permission,
			&e.RegionPath,
			&e.Subject, &e.SubjectID, &e.Detail, &e.Witness, &e.Prev, &e.Digest); err != nil {
			return err
		}
		if e.Chain != last.Chain {
			last = head{e.Chain, 0, zero}
			rep.Chains++
		}
		bad := func(what string) error { return &Broken{e.Chain, e.Seq, e.ID, what} }
		if e.Seq != last.Seq+1 {
			return bad(fmt.Sprintf("entries %d to %d before it are missing", last.Seq+1, e.Seq-1))
		}
		if !bytes.Equal(e.Prev, last.Digest) {
			return bad("it does not follow the entry before it")
		}
		if !bytes.Equal(e.digest(), e.Digest) {
			return bad("its content was changed")
		}
		if want, ok := wanted[e.Chain][e.Seq]; ok {
			if !bytes.Equal(want, e.Digest) {
				return bad("it differs from the head kept for it")
			}
			delete(wanted[e.Chain], e.Seq)
		}
		if e.Witness != "" {
			m := map[string]string{}
			for _, l := range strings.Split(strings.TrimSpace(e.Witness), "\n") {
				table, rest, _ := strings.Cut(l, " ")
				m[table] = rest
			}
			witness[e.ID] = m
		}
		last = head{e.Chain, e.Seq, e.Digest}
		ends[e.Chain] = last
		rep.Entries++
		return nil
	})
	if err != nil {
		return rep, err
	}
	var hs []head
	if err := r.Select(&hs, "SELECT chain, seq, digest FROM trail_head ORDER BY chain"); err != nil {
		return rep, err
	}
	rep.Heads = formatHeads(hs)
	for _, h := range hs {
		end, any := ends[h.Chain]
		if !any {
			end = head{h.Chain, 0, zero}
		}
		if h.Seq != end.Seq {
			return rep,
				&Broken{Chain: h.Chain, Seq: end.Seq + 1,
					What: fmt.Sprintf("the head says %d entries, %d are there: the tail is missing", h.Seq, end.Seq)}
		}
		if !bytes.Equal(h.Digest, end.Digest) {
			return rep, &Broken{Chain: h.Chain, Seq: end.Seq, What: "the head's digest is not that of the last entry"}
		}
		delete(ends, h.Chain)
		delete(wanted[h.Chain], 0) // the chain was open with no entry yet, and open it is
	}
	for c, end := range ends {
		return rep, &Broken{Chain: c, Seq: end.Seq, What: "the chain has no head"}
	}
	if err := wanted.left(); err != nil {
		return rep, err
	}
	for _, t := range tables {
		if err := verifyTable(r, t, witness, &rep); err != nil {
			return rep, err
		}
	}
	for id, m := range witness {
		for t, w := range m {
			return rep, &Broken{Entry: id, Chain: "?", What: fmt.Sprintf("its rows in %s (%s) are gone", t, w)}
		}
	}
	return rep, nil
}

// keptHeads are the digests that roots and outside heads name, by chain and number. Number 0 is a chain that was open
// and had no entry yet: it names none, so nothing need be found but the chain's head.
type keptHeads map[string]map[int64][]byte

// add heads; two that name one entry with different digests cannot both have stood, and neither hides the other.
func (k keptHeads) add(hs []head) error {
	for _, h := range hs {
		if h.Seq == 0 && !bytes.Equal(h.Digest, zero) || h.Seq < 0 {
			return &Broken{Chain: h.Chain, Seq: h.Seq, What: "a kept head of a chain without entries has a digest"}
		}
		if k[h.Chain] == nil {
			k[h.Chain] = map[int64][]byte{}
		}
		if was, ok := k[h.Chain][h.Seq]; ok && !bytes.Equal(was, h.Digest) {
			return &Broken{Chain: h.Chain, Seq: h.Seq,
				What: "two kept heads name this entry with different digests: it was written anew"}
		}
		k[h.Chain][h.Seq] = h.Digest
	}
	return nil
}

// left names the first kept head for which nothing was found.
func (k keptHeads) left() error {
	for _, chain := range slices.Sorted(maps.Keys(k)) {
		seqs := slices.Sorted(maps.Keys(k[chain]))
		switch {
		case len(seqs) == 0:
		case seqs[0] == 0:
			return &Broken{Chain: chain, What: "a kept head names this chain, and it has no head"}
		default:
			return &Broken{Chain: chain, Seq: seqs[0],
				What: "a kept head names this entry, and it is not there: the tail was cut off"}
		}
	}
	return nil
}

// pile is what has been read of the rows that one entry vouches for in a table.
type pile struct {
	want string
	n    int
	of   int // as the entry says
	sum  *digester
}

// verifyTable reads a table in the order of its rows, as it lies on the disk: the rows of one visit follow each other,
// but for those of others at the same time, so few piles are open at once.
func verifyTable(r database.Reader, t Table, witness map[int64]map[string]string, rep *Report) error {
	open := map[int64]*pile{}
	broken := func(entry int64, n int, want string) error {
		return &Broken{Chain: "?", Entry: entry,
			What: fmt.Sprintf("its rows in %s do not match: %d there, entry says %q", t.Name, n, want)}
	}
	columns := t.All()
	values := make([]sql.RawBytes, len(columns))
	dest := make([]any, len(columns)+3)
	var id, trailID int64
	var digest sql.RawBytes
	row := &digester{}
	dest[0], dest[1], dest[2] = &id, &trailID, &digest
	for i := range values {
		dest[i+3] = &values[i]
	}
	err := r.Rows("SELECT id, trail_id, row_digest, "+strings.Join(columns, ", ")+" FROM "+t.Name+
		" ORDER BY id", nil, func(rows *sql.Rows) error {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		if !bytes.Equal(t.digestRead(row, values), digest) {
			return &Broken{Chain: "?", Entry: trailID, What: fmt.Sprintf("row %d of %s was changed", id, t.Name)}
		}
		p := open[trailID]
		if p == nil {
			p = &pile{want: witness[trailID][t.Name], sum: newDigester("witness:" + t.Name)}
			if _, err := fmt.Sscanf(p.want, "%d ", &p.of); err != nil { // nothing is said of it, or all that was said is there
				return broken(trailID, 1, p.want)
			}
			open[trailID] = p
		}
		p.sum.bytes(digest)
		rep.Rows++
		if p.n++; p.n < p.of {
			return nil
		}
		if got := fmt.Sprintf("%d %s", p.n, hex.EncodeToString(p.sum.sum())); got != p.want {
			return broken(trailID, p.n, p.want)
		}
		delete(witness[trailID], t.Name)
		delete(open, trailID)
		return nil
	})
	if err != nil || len(open) == 0 {
		return err
	}
	first := slices.Min(slices.Collect(maps.Keys(open)))
	return broken(first, open[first].n, open[first].want)
}

type outsideHeads struct {
	heads []head
	roots map[string]bool
}

var hex64 = regexp.MustCompile(`(?i)\b[0-9a-f]{64}\b`)

func parseOutside(text string) (outsideHeads, error) {
	out := outsideHeads{roots: map[string]bool{}}
	if strings.TrimSpace(text) == "" {
		return out, nil
	}
	for _, l := range strings.Split(text, "\n") {
		if hs, err := parseHeads(l); err == nil {
			out.heads = append(out.heads, hs...)
			continue
		}
		for _, d := range hex64.FindAllString(l, -1) {
			out.roots[strings.ToLower(d)] = true
		}
	}
	if len(out.heads) == 0 && len(out.roots) == 0 {
		return out, &Broken{What: "the head file names no head (chain, number, 64 hex digits) and no root (64 hex digits)"}
	}
	return out, nil
}
