package inspect_test

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/trail"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

// owe makes somebody who worked in January 2025 and was never paid, and moves the clock to March.
func owe(t *testing.T, h *apptest.House) (placement int64) {
	t.Helper()
	person := h.Person(apptest.Home, "张𠅤")
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		r := h.Region(apptest.Home)
		// the road of the hiring is in another village's papers, and not what these tests are about
		away := h.Region(apptest.Away)
		hired, err := tx.Create(
			"INSERT INTO application (number, post_id, person_id, village_id, path, basis, state, round, submitted_on, "+
				"reason, warnings, irregular) VALUES ('A-1', ?, ?, ?, ?, 'older', 'placed', 1, '2024-11-01', '', '', 0)",
			h.Posts[0], person, away.ID, away.Path)
		if err != nil {
			return err
		}
		if placement, err = tx.Create("INSERT INTO placement (application_id, post_id, person_id, village_id, path, basis, "+
			"start_on, agreement_no, agreement_kind, agreement_from, agreement_until, hours_month, rate_fen, insurance_no, "+
			"state) VALUES (?, ?, ?, ?, ?, 'older', '2024-12-01', 'a', 'service', '2024-12-01', '2025-11-30', 40, 80000, '', "+
			"'active')",
			hired, h.Posts[0], person, r.ID, r.Path); err != nil {
			return err
		}
		sheet, err := tx.Create(
			"INSERT INTO duty_sheet (village_id, path, month, state, remark) VALUES (?, ?, '2025-01', 'reviewed', '')", r.ID,
			r.Path)
		if err != nil {
			return err
		}
		_, err = tx.Create(
			"INSERT INTO duty_line (sheet_id, placement_id, days, how, first_days, hours, remark) VALUES (?, ?, ?, ?, '', 40, "+
				"'')",
			sheet, placement, "PPPPPPPPPPPPPPP"+strings.Repeat("-", 16), strings.Repeat("t", 15)+strings.Repeat("-", 16))
		return err
	}))
	h.Set.Move(max(h.Set.Now(), clock.On(civil.MustDate("2025-03-03"), 9, 0)))
	return placement
}

func found(t *testing.T, h *apptest.House) []inspect.Kept {
	t.Helper()
	var out []inspect.Kept
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		out, err = inspect.List(s, authz.Everywhere(), inspect.Filter{Limit: 100})
		return err
	}))
	return out
}

func TestRun_keeps_updates_and_respects_a_closing_until_the_evidence_changes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		placement := owe(t, h)
		inspector := h.Actor("discipline_inspector", apptest.County)
		path := h.Region(apptest.County).Path
		_, err := h.Inspect.Run(ctx, inspector, path, nil)
		apptest.Must(t, err)
		fs := found(t, h)
		if len(fs) != 1 || fs[0].Rule != "arrears.unpaid" || fs[0].SubjectID != placement ||
			!strings.Contains(fs[0].Sentence, "张𠅤") || fs[0].State != inspect.Open {
			t.Fatalf("%+v", fs)
		}
		f := fs[0]
		move := func(a authz.Actor, to string) error {
			k := found(t, h)[0]
			_, err := h.Inspect.Move(ctx, a, "", k.ID, k.Version, to, "核对银行流水，已说明")
			return err
		}
		for _, c := range []struct {
			code string
			err  error
		}{
			{"inspect.state", move(inspector, inspect.Closed)},
			{"authz.forbidden", move(h.Actor("county_reviewer", apptest.County), inspect.Verifying)},
			{"authz.not_found", move(h.Actor("discipline_inspector", "370481"), inspect.Verifying)},
			{"inspect.reason", func() error {
				_, err := h.Inspect.Move(ctx, inspector, "", f.ID, f.Version, inspect.Verifying, "无")
				return err
			}()},
			{"form.stale", func() error {
				_, err := h.Inspect.Move(ctx, inspector, "", f.ID, f.Version+5, inspect.Verifying, "核对银行流水")
				return err
			}()},
		} {
			if errs.CodeOf(c.err) != c.code {
				t.Errorf("want %s, got %v", c.code, c.err)
			}
		}
		if _, err := h.Inspect.Run(ctx, h.Actor("county_reviewer", apptest.County), path, nil); errs.CodeOf(err) != "authz.forbidden" {
			t.Errorf("a reviewer ran an inspection: %v", err)
		}
		if _, err := h.Inspect.Run(ctx, h.Actor("discipline_inspector", "370481"), path, nil); errs.CodeOf(err) != "authz.not_found" {
			t.Errorf("an inspector of another county: %v", err)
		}
		// Two at once: one wins, the other is told.
		var wg sync.WaitGroup
		results := make([]error, 2)
		for i := range results {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_, results[i] = h.Inspect.Move(ctx, inspector, "", f.ID, f.Version, inspect.Verifying, "核对银行流水")
			}()
		}
		wg.Wait()
		if (results[0] == nil) == (results[1] == nil) {
			t.Errorf("two at once: %v", results)
		}
		apptest.Must(t, move(inspector, inspect.Dismissed))
		_, err = h.Inspect.Run(ctx, inspector, path, nil)
		apptest.Must(t, err)
		if k := found(t, h); len(k) != 1 || k[0].State != inspect.Dismissed || k[0].LastRun == f.LastRun {
			t.Fatalf("a closing must stand: %+v", k)
		}
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE duty_line SET days = ?", "PPPPPPPPPPPPPPPP"+strings.Repeat("-", 15))
			return err
		}))
		_, err = h.Inspect.Run(ctx, inspector, path, nil)
		apptest.Must(t, err)
		if k := found(t, h); len(k) != 1 || k[0].State != inspect.Open {
			t.Fatalf("new evidence opens it again: %+v", k)
		}
		// What inspectors do is in their own chain only, and the trail holds with it.
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			var chains []string
			if err := s.Select(&chains, "SELECT DISTINCT chain FROM trail_entry WHERE act LIKE 'inspect.%'"); err != nil {
				return err
			}
			if len(chains) != 1 || chains[0] != trail.Inspect {
				t.Errorf("chains %v", chains)
			}
			_, err := trail.Verify(s, app.Witnessed(), "")
			return err
		}))
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			if _, err := tx.Exec("UPDATE finding_event SET reason = 'x'"); err == nil {
				t.Error("a finding's history could be changed")
			}
			return nil
		}))
	})
}

func TestCurrent_follows_the_latest_run_over_the_village(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	owe(t, h)
	sys := authz.System("test")
	_, err := h.Inspect.Run(ctx, sys, h.Tree.Top().Path, nil)
	apptest.Must(t, err)
	saw := func() bool {
		var c inspect.Current
		apptest.Must(t,
			h.DB.Read(ctx, func(s *database.Snapshot) (err error) { c, err = inspect.RunsSince(s, 1); return err }))
		return c.Saw(found(t, h)[0])
	}
	if !saw() {
		t.Error("found just now")
	}
	_, err = h.Inspect.Run(ctx, sys, h.Region("370481").Path, nil)
	apptest.Must(t, err)
	if !saw() {
		t.Error("a run elsewhere says nothing about it")
	}
	_, err = h.Inspect.Run(ctx, sys, h.Region(apptest.County).Path, nil)
	apptest.Must(t, err)
	if !saw() {
		t.Error("found again by its county's run")
	}
	apptest.Must(t,
		h.DB.Write(ctx, func(tx *database.Tx) error { _, err := tx.Exec("DELETE FROM duty_line"); return err }))
	_, err = h.Inspect.Run(ctx, sys, h.Region(apptest.County).Path, nil)
	apptest.Must(t, err)
	if saw() {
		t.Error("gone: the latest run did not see it")
	}
}

func TestRuns_at_once_keep_each_finding_once(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		owe(t, h)
		inspector := h.Actor("discipline_inspector", apptest.County)
		var wg sync.WaitGroup
		for range 4 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				if _, err := h.Inspect.Run(ctx, inspector, h.Region(apptest.County).Path, nil); err != nil {
					t.Error(err)
				}
			}()
		}
		wg.Wait()
		if n := len(found(t, h)); n != 1 {
			t.Errorf("%d findings", n)
		}
	})
}

func TestList_by_weight_pages_the_heaviest_first_and_counts_are_kept_by_village(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		owe(t, h)
		run, err := h.Inspect.Run(ctx, h.Actor("discipline_inspector", apptest.County), h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		r := h.Region(apptest.Home)
		kinds := [][2]string{
			{"low", "record"},
			{"high", "suspicion"},
			{"medium", "suspicion"},
			{"high", "record"},
			{"medium", "record"},
			{"high", "suspicion"},
		}
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			if _, err := tx.Exec("DELETE FROM finding_evidence"); err != nil {
				return err
			}
			for i, k := range kinds {
				if _, err := tx.Create("INSERT INTO finding (fingerprint, rule, rule_version, family, severity, certainty, "+
					"village_id, path, subject_table, subject_id, subject, period_from, period_to, amount_fen, sentence, params, "+
					"innocent, next_step, evidence_digest, first_run, last_run, seen_us, state) VALUES (?, 'x', '1', 'need', ?, ?, "+
					"?, ?, 'post', 1, 'x', '2024-12', '2024-12', 0, 'x', '', '', '', ?, ?, ?, 1, 'open')",
					strings.Repeat("0", 63)+string(rune('0'+i)), k[0], k[1], r.ID, r.Path, make([]byte, 32), run.ID,
					run.ID); err != nil {
					return err
				}
			}
			return nil
		}))
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			w := &listing.Window{Limit: 2}
			var got []string
			for {
				rows, err := inspect.Listed(s, authz.Everywhere(), inspect.Filter{Family: "need"}, w)
				apptest.Must(t, err)
				for _, k := range rows {
					got = append(got, k.Severity+" "+k.Certainty)
					w.After = k.ID
				}
				if len(rows) < 2 {
					break
				}
			}
			want := "high record,high suspicion,high suspicion,medium record,medium suspicion,low record"
			if strings.Join(got, ",") != want {
				t.Errorf("%v", got)
			}
			villages, holders, noKin, err := inspect.CountUnder(s, run.ID, r.Path)
			if villages != 1 || holders != 1 || noKin != 1 {
				t.Errorf("%d villages, %d holders, %d without kin", villages, holders, noKin)
			}
			return err
		}))
	})
}

// A matter that is known of one village is not told again by a run over another that sees it too: the first village's
// runs tell whether it is still so.
func TestRun_of_another_village_leaves_a_matter_where_it_is_known(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		owe(t, h)
		sys := authz.System("test")
		home, away := h.Region(apptest.Home), h.Region(apptest.Away)
		_, err := h.Inspect.Run(ctx, sys, home.Path, nil)
		apptest.Must(t, err)
		before := found(t, h)
		if len(before) != 1 {
			t.Fatalf("%+v", before)
		}
		out, at, err := h.Inspect.From.Look(ctx, home.Path, nil)
		apptest.Must(t, err)
		there := *out
		there.Finds = inspect.Finds{}
		for f := range out.Finds.All() {
			x := *f
			x.Region, x.Sentence, x.Amount = away, "另一个村看到的。", x.Amount+1
			there.Finds.Add(x)
		}
		_, err = h.Inspect.Keep(ctx, sys, away.Path, &there, at)
		apptest.Must(t, err)
		if after := found(t, h); len(after) != 1 || !reflect.DeepEqual(after, before) {
			t.Errorf("%+v\nwas %+v", after, before)
		}
	})
}
