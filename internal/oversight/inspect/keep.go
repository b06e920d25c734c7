package inspect

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/seal"
)

// keepAtOnce is how many findings are written together.
const keepAtOnce = 400

// keeper writes the findings of a run, some at a time.
type keeper struct {
	v    *desk.Visit
	run  *Run
	next int64 // the last number given to a finding
}

// keep writes a run and its findings: new ones are added, known ones updated; a closing stands unless the evidence
// changed.
func keep(v *desk.Visit, run *Run, fs *Finds) error {
	var err error
	if run.ID, err = v.Tx.Create("INSERT INTO inspect_run (path, rule_set, cut_off_us, ended_us, villages, holders, "+
		"no_kin, findings, unjudged, actor_id, trail_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		run.Path, run.RuleSet, int64(run.CutOffUs), int64(v.Now()), run.Villages, run.Holders, run.NoKin, fs.Len(),
		run.Unjudged, v.Actor.UserID, v.TrailID()); err != nil {
		return err
	}
	k := keeper{v: v, run: run}
	if _, err := v.Tx.One(&k.next, "SELECT COALESCE(MAX(id), 0) FROM finding"); err != nil {
		return err
	}
	batch := make([]*Finding, 0, keepAtOnce)
	for f := range fs.All() {
		if batch = append(batch, f); len(batch) == keepAtOnce {
			if err := k.keep(batch); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	return k.keep(batch)
}

// known findings of these, by fingerprint.
func (k *keeper) known(fs []*Finding) (map[string]Kept, error) {
	out := map[string]Kept{}
	prints := make([]any, len(fs))
	for i, f := range fs {
		prints[i] = f.Fingerprint()
	}
	return out, database.InParts(prints, func(marks string, prints []any) error {
		var kept []Kept
		err := k.v.Tx.Select(&kept,
			"SELECT id, path, fingerprint, evidence_digest, state, held_from, held_until FROM finding WHERE fingerprint IN ("+
				marks+")",
			prints...)
		for _, x := range kept {
			out[x.Fingerprint] = x
		}
		return err
	})
}

func (k *keeper) keep(fs []*Finding) error {
	if err := rowDigests(k.v.Tx, fs); err != nil {
		return err
	}
	old, err := k.known(fs)
	if err != nil {
		return err
	}
	tx, now, actor := k.v.Tx, k.v.Now(), k.v.Actor.UserID
	var written []*Finding // what must be told of anew, with their numbers
	var ids, same []int64
	moved := map[Held][]int64{} // whose evidence is the same, and which hold for another time, as when somebody has left
	var fresh int
	var events []FindingEvent
	for _, f := range fs {
		if _, was := old[f.Fingerprint()]; !was {
			k.next++
			written, ids = append(written, f), append(ids, k.next)
			events = append(events, FindingEvent{FindingID: k.next, Kind: "found", ToState: Open, ActorID: actor, AtUs: now})
		}
	}
	fresh = len(written)
	for _, f := range fs {
		was, known := old[f.Fingerprint()]
		switch {
		case !known:
		// known of a village that this run does not cover, whose runs tell whether it is still so
		case !strings.HasPrefix(was.Path, k.run.Path):
		case bytes.Equal(was.EvidenceDigest, f.EvidenceDigest()):
			same = append(same, was.ID)
			if was.Held() != f.Held {
				moved[f.Held] = append(moved[f.Held], was.ID)
			}
		default:
			to := was.State
			if to == Dismissed || to == Closed || to == Shelved {
				to = Open // new evidence opens it again
			}
			written, ids = append(written, f), append(ids, was.ID)
			events = append(events,
				FindingEvent{FindingID: was.ID, Kind: "changed", FromState: was.State, ToState: to, ActorID: actor, AtUs: now})
			if _, err := tx.Exec("UPDATE finding SET rule_version = ?, severity = ?, certainty = ?, amount_fen = ?, sentence "+
				"= ?, held_from = ?, held_until = ?, params = ?, matter = ?, evidence_digest = ?, state = ?, last_run = ?, "+
				"seen_us = ?, version = version + 1 WHERE id = ?",
				f.Rule.Version, string(f.Severity), string(f.Certainty), int64(f.Amount), f.Sentence, f.Held.From, f.Held.Until,
				f.Params, f.Matter, f.EvidenceDigest(), to, k.run.ID, int64(k.run.CutOffUs), was.ID); err != nil {
				return err
			}
			for _, of := range []string{"finding_evidence", "finding_figure"} {
				if _, err := tx.Exec("DELETE FROM "+of+" WHERE finding_id = ?", was.ID); err != nil {
					return err
				}
			}
		}
	}
	if err := tx.UpdateMany("finding", "last_run = ?, seen_us = ?", []any{k.run.ID, int64(k.run.CutOffUs)},
		same); err != nil {
		return err
	}
	for held, of := range moved {
		if err := tx.UpdateMany("finding", "held_from = ?, held_until = ?", []any{held.From, held.Until}, of); err != nil {
			return err
		}
	}
	columns := strings.Split(keptColumns, ", ")
	columns = append(columns[:len(columns)-5], "matter") // version and what an order says begin with their defaults
	if err := tx.InsertMany("finding", columns, fresh, func(i int, x []any) {
		f := written[i]
		copy(x,
			[]any{ids[i], f.Fingerprint(), f.Rule.Code, f.Rule.Version, string(f.Rule.Family), string(f.Severity),
				string(f.Certainty), f.Region.ID, f.Region.Path, f.Subject.Table, f.Subject.ID, f.Subject.Name,
				f.From, f.To, f.Held.From, f.Held.Until, int64(f.Amount), f.Sentence, f.Params, f.Rule.Innocent, f.Rule.Next,
				f.EvidenceDigest(), k.run.ID, k.run.ID, int64(k.run.CutOffUs), Open, f.Matter})
	}); err != nil {
		if database.Duplicate(err, "") {
			return fmt.Errorf("%w: %w", database.ErrAgain, err) // another run was first
		}
		return err
	}
	if err := k.rows(written, ids); err != nil {
		return err
	}
	return storeEvents(k.v, events)
}

// rows that findings rest on, and what is drawn of them.
func (k *keeper) rows(fs []*Finding, ids []int64) error {
	type of struct {
		id     int64
		seq    int
		row    *Evidence
		figure []byte
	}
	var rows, figures []of
	for i, f := range fs {
		for j := range f.Evidence {
			rows = append(rows, of{id: ids[i], seq: j + 1, row: &f.Evidence[j]})
		}
		for j, x := range f.Figures {
			body, err := json.Marshal(x)
			if err != nil {
				return err
			}
			figures = append(figures, of{id: ids[i], seq: j + 1, figure: body})
		}
	}
	if err := k.v.Tx.InsertMany("finding_evidence", []string{"finding_id", "seq", "tbl", "row_id", "what", "row_digest"},
		len(rows), func(i int, x []any) {
			l := rows[i]
			x[0], x[1], x[2], x[3], x[4], x[5] = l.id, l.seq, l.row.Table, l.row.ID, l.row.What, l.row.Digest
		}); err != nil {
		return err
	}
	return k.v.Tx.InsertMany("finding_figure", []string{"finding_id", "seq", "body"}, len(figures), func(i int, x []any) {
		x[0], x[1], x[2] = figures[i].id, figures[i].seq, string(figures[i].figure)
	})
}

// witnessed tables carry the digest of each row; the others' evidence is digested by the values used.
var witnessed = map[string]bool{"application_step": true, "placement_event": true, "duty_check": true, "pay_item": true,
	"payment_event": true}

func rowDigests(r database.Reader, fs []*Finding) error {
	ids := map[string]map[int64][]*Evidence{}
	for _, f := range fs {
		for j := range f.Evidence {
			e := &f.Evidence[j]
			if e.Digest != nil {
				continue // of somebody's file: the digest of its raw row
			}
			e.Digest = seal.Digest(fmt.Appendf(nil, "%s|%d|%s", e.Table, e.ID, e.What))
			if witnessed[e.Table] {
				if ids[e.Table] == nil {
					ids[e.Table] = map[int64][]*Evidence{}
				}
				ids[e.Table][e.ID] = append(ids[e.Table][e.ID], e)
			}
		}
	}
	for table, rows := range ids {
		var args []any
		for id := range rows {
			args = append(args, id)
		}
		if err := database.InParts(args, func(marks string, ids []any) error {
			return r.Rows("SELECT id, row_digest FROM "+table+" WHERE id IN ("+marks+")", ids, func(row *sql.Rows) error {
				var id int64
				var digest []byte
				err := row.Scan(&id, &digest)
				for _, e := range rows[id] {
					e.Digest = digest
				}
				return err
			})
		}); err != nil {
			return err
		}
	}
	return nil
}

func keepParts(tx *database.Tx, run int64, parts []Part) error {
	return tx.InsertMany("inspect_run_part", []string{"run_id", "path", "holders", "no_kin"}, len(parts),
		func(i int, x []any) {
			x[0], x[1], x[2], x[3] = run, parts[i].Path, parts[i].Holders, parts[i].NoKin
		})
}
