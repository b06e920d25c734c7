package trail_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

func verify(h *apptest.House, outside string) error {
	return h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := trail.Verify(s, app.Witnessed(), outside)
		return err
	})
}

// Every way in which somebody with the database's password may tamper, and what verify says of it. The guards are taken
// away first, as such a person would.
func TestVerify_names_every_tampering(t *testing.T) {
	cases := []struct{ name, sql, says string }{
		{"nothing", "", ""},
		{"content of an entry", "UPDATE trail_entry SET detail = 'x' WHERE act = 'application.submit'",
			"content was changed"},
		{"actor of an entry", "UPDATE trail_entry SET actor_id = 99 WHERE act = 'application.submit'", "content was changed"},
		{"an entry in the middle removed", "DELETE FROM trail_entry WHERE act = 'resident.register'", "missing"},
		{"the tail removed", "DELETE FROM trail_entry WHERE act = 'application.submit'", "tail is missing"},
		{"a witnessed row changed", "UPDATE application_step SET on_date = '2025-01-01' WHERE step = 'submit'",
			"was changed"},
		{"a witnessed row changed with a new digest", "UPDATE application_step SET remark = 'x', row_digest = trail_digest",
			"was changed"},
		{"a witnessed row removed", "DELETE FROM application_step", "gone"},
		{"a root changed", "UPDATE trail_root SET heads = heads || 'x'", "root"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := apptest.New(t, dbtest.SQLite(t))
			begin(t, h)
			if c.sql != "" {
				apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
					for _, table := range []string{"trail_entry", "application_step", "trail_root"} {
						for _, ev := range []string{"update", "delete"} {
							if _, err := tx.Exec("DROP TRIGGER " + table + "_no_" + ev); err != nil {
								return err
							}
						}
					}
					_, err := tx.Exec(strings.ReplaceAll(c.sql, "trail_digest", "x'"+strings.Repeat("ab", 32)+"'"))
					return err
				}))
			}
			err := verify(h, "")
			var broken *trail.Broken
			switch {
			case c.says == "" && err != nil:
				t.Fatal(err)
			case c.says != "" && (!errors.As(err, &broken) || !strings.Contains(err.Error(), c.says)):
				t.Fatalf("%v, wants %q", err, c.says)
			}
		})
	}
}

func begin(t *testing.T, h *apptest.House) {
	t.Helper()
	person := h.Person(apptest.Home, "王秀英")
	_, err := h.Applications.Submit(ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home),
		application.Proposal{PostID: h.Posts[0], PersonID: person, Basis: "poverty_out"})
	apptest.Must(t, err)
	_, err = h.WriteRoot(ctx)
	apptest.Must(t, err)
}

// The same bytes on every server: what one wrote, the other's reading gives the same digests for.
func TestVerify_holds_on_every_server(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		begin(t, h)
		apptest.Must(t, verify(h, ""))
	})
}

// Who cuts the tail off and mends head and roots too is found only by what was kept outside.
func TestVerify_with_an_outside_head_catches_a_cut_tail(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	h.Person(apptest.Home, "王秀英")
	root, err := h.WriteRoot(ctx)
	apptest.Must(t, err)
	heads := root.Heads
	paper := fmt.Sprintf("疑点清单……总摘要 %x 第1页", root.Digest)
	if err := verify(h, heads); err != nil {
		t.Fatal(err)
	}
	if err := verify(h, paper); err != nil {
		t.Fatal(err)
	}
	h.Person(apptest.Home, "王秀兰")
	if err := verify(h, heads+"\n"+paper); err != nil {
		t.Fatalf("later entries are fine: %v", err)
	}
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		for _, table := range []string{"trail_entry", "trail_root"} {
			if _, err := tx.Exec("DROP TRIGGER " + table + "_no_delete"); err != nil {
				return err
			}
		}
		chain := trail.ChainOf(h.Region(apptest.Home).Path)
		if _, err := tx.Exec("DELETE FROM trail_root"); err != nil {
			return err
		}
		if _, err := tx.Exec("DELETE FROM trail_entry WHERE chain = ? AND seq > 2", chain); err != nil {
			return err
		}
		_, err := tx.Exec(
			"UPDATE trail_head SET seq = 2, digest = (SELECT digest FROM trail_entry WHERE chain = ? AND seq = 2) WHERE chain "+
				"= ?",
			chain, chain)
		return err
	}))
	if err := verify(h, ""); err != nil {
		t.Fatalf("inside everything fits: %v", err)
	}
	for _, outside := range []string{heads, paper} {
		var b *trail.Broken
		if err := verify(h, outside); !errors.As(err, &b) {
			t.Errorf("with %.20q: %v", outside, err)
		}
	}
	if err := verify(h, "no head at all"); err == nil {
		t.Error("a file without heads was taken")
	}
}

func TestDesk_commits_only_what_was_allowed_and_recorded(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		count := func() (n int) {
			apptest.Must(t,
				db.Read(ctx, func(s *database.Snapshot) error { _, err := s.One(&n, "SELECT COUNT(*) FROM holiday"); return err }))
			return n
		}
		before := count()
		write := func(v *desk.Visit, day string) error {
			_, err := v.Tx.Exec("INSERT INTO holiday (day, worked, name, source) VALUES (?, 0, 'x', 'x')", day)
			return err
		}
		for name, f := range map[string]func(*desk.Visit) (int, error){
			"not allowed": func(v *desk.Visit) (int, error) { v.Record("x", "x", 1); return 0, write(v, "2030-01-01") },
			"not recorded": func(v *desk.Visit) (int, error) {
				apptest.Must(t, v.Allow("x", "0001"))
				return 0, write(v, "2030-01-01")
			},
		} {
			func() {
				defer func() {
					if recover() == nil {
						t.Errorf("%s: committed", name)
					}
				}()
				_, _ = desk.Do(ctx, h.Desk, authz.System("t"), "", f)
			}()
		}
		if count() != before {
			t.Fatal("something stayed")
		}
		// The trail fails, so the change does not happen: fail closed.
		apptest.Must(t,
			db.Write(ctx, func(tx *database.Tx) error { _, err := tx.Exec("DELETE FROM trail_head"); return err }))
		_, err := desk.Do(ctx, h.Desk, authz.System("t"), "", func(v *desk.Visit) (int, error) {
			apptest.Must(t, v.Allow("x", h.Tree.Top().Path))
			v.Record("x", "x", 1)
			return 0, write(v, "2030-01-02")
		})
		if err == nil || count() != before {
			t.Fatalf("changed without a trail: %v", err)
		}
	})
}

func TestDesk_key_of_one_actor_is_not_another_ones(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	do := func(a authz.Actor) (int, error) {
		return desk.Do(ctx, h.Desk, a, "same", func(v *desk.Visit) (int, error) {
			if err := v.Allow("resident.register", h.Region(apptest.Home).Path); err != nil {
				return 0, err
			}
			v.Record("x", "x", 1)
			return int(a.UserID), nil
		})
	}
	a, err1 := do(h.Actor("village_registrar", apptest.Home))
	b, err2 := do(h.Actor("village_registrar", apptest.Home, "-2"))
	again, err3 := do(h.Actor("village_registrar", apptest.Home))
	if err1 != nil || err2 != nil || err3 != nil || a == b || again != a {
		t.Fatal(a, b, again, err1, err2, err3)
	}
	if _, err := do(h.Actor("township_reviewer", "370481116")); errs.KindOf(err) != errs.NotFound {
		t.Fatal(err)
	}
}
