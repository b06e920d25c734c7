//go:build long

package golden

import (
	"crypto/sha256"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/demo"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect/caseload"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/database"
)

// short is a digest of a sentence, for a line of its own.
func short(s string) string {
	sum := sha256.Sum256([]byte(s))
	return fmt.Sprintf("%x", sum[:5])
}

// kept findings and faults of an office.
var keptFindings = []string{
	"SELECT rule, rule_version, severity, certainty, state, subject_table, subject_id, subject, period_from, period_to, " +
		"held_from, held_until, amount_fen, path, sentence || '|' || params || '|' || innocent || '|' || next_step, " +
		"hex(evidence_digest) || '|' " +
		"FROM finding f ORDER BY id",
	"SELECT rule, family, subject_table, subject_id, period_from, period_to, amount_fen, path, seen_on, mended_on, " +
		"sentence || '|' || next_step FROM own_fault ORDER BY id",
}

// sentences are told by their digest: columns that are joined by a bar.
func told(vals []any) string {
	var out []string
	for _, v := range vals {
		if b, ok := v.([]byte); ok {
			v = string(b)
		}
		s := fmt.Sprint(v)
		if v == nil {
			s = "-"
		}
		if strings.Contains(s, "|") {
			s = short(s)
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}

func findingsKept(t *testing.T, a *app.App) (out []string) {
	t.Helper()
	must(t, a.DB.Read(ctx, func(s *database.Snapshot) error {
		for _, q := range keptFindings {
			err := s.Rows(q, nil, func(rows *sql.Rows) error {
				cols, err := rows.Columns()
				if err != nil {
					return err
				}
				vals := make([]any, len(cols))
				ptrs := make([]any, len(cols))
				for i := range vals {
					ptrs[i] = &vals[i]
				}
				err = rows.Scan(ptrs...)
				out = append(out, told(vals))
				return err
			})
			if err != nil {
				return err
			}
		}
		return nil
	}))
	if len(out) < 50 {
		t.Errorf("only %d findings", len(out))
	}
	return out
}

// Of three cities of the demonstration, the findings as they were kept.
func TestFindings_of_demonstration_cities_are_what_they_were(t *testing.T) {
	dir, _ := theCity(t)
	compare(t, fmt.Sprintf("findings/demo-%d.txt", size.Seed), findingsKept(t, opened(t, dir)), false)
	if quickly() {
		return
	}
	for _, seed := range []uint64{1, 2} {
		dir := t.TempDir()
		city(t, dir, demo.Options{Posts: 500, Months: 4, Seed: seed})
		compare(t, fmt.Sprintf("findings/demo-%d.txt", seed), findingsKept(t, opened(t, dir)), false)
	}
}

// Of two cities on paper, in which every rule has a matter planted and look-alikes beside, what the folders of
// spreadsheets tell.
func TestFindings_of_cities_on_paper_are_what_they_were(t *testing.T) {
	if quickly() {
		return // what is found in the first demonstration city stands for all
	}
	for _, seed := range []uint64{11, 12} {
		c := caseload.Make(seed, 1, 10)
		r, err := folder.Run(c.Files, caseload.AsOf, oversight.Rules(), nil)
		must(t, err)
		var out []string
		for i := range r.Findings {
			f := &r.Findings[i]
			out = append(out, told([]any{f.Rule.Code, f.Rule.Version, f.Severity, f.Certainty, f.Region.Path,
				f.Subject.Table, f.Subject.ID, f.Subject.Name,
				f.Period(), f.When(), f.Amount, f.Sentence + "|" + f.Params, fmt.Sprintf("%x|", f.EvidenceDigest())}))
		}
		for _, x := range r.Faults {
			out = append(out, "fault "+fmt.Sprint(x))
		}
		if len(out) < 50 {
			t.Errorf("seed %d: only %d findings", seed, len(out))
		}
		slices.Sort(out)
		compare(t, fmt.Sprintf("findings/paper-%d.txt", seed), out, false)
	}
}
