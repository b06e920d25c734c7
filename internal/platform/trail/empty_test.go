package trail_test

import (
	"errors"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/trail"
)

// A chain with no entry yet is named by every root of a new office: it names nothing that could be missing.
func TestVerify_a_root_over_chains_without_entries_holds(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		openEmpty(t, h)
		root, err := h.WriteRoot(ctx)
		apptest.Must(t, err)
		if !strings.Contains(root.Heads, trail.Inspect+" 0 ") {
			t.Fatalf("no chain without entries in:\n%s", root.Heads)
		}
		apptest.Must(t, verify(h, root.Heads))
		// An entry later, both the root over nothing and the next one hold.
		_, err = desk.Do(ctx, h.Desk, authz.System("test"), "", func(v *desk.Visit) (int, error) {
			v.UseInspectorChain()
			v.Record("test", "test", 1)
			return 0, v.Allow("test", h.Tree.Top().Path)
		})
		apptest.Must(t, err)
		later, err := h.WriteRoot(ctx)
		apptest.Must(t, err)
		apptest.Must(t, verify(h, root.Heads+later.Heads))
	})
}

// openEmpty opens a chain in which nothing is written yet: in a new office that is every county's.
func openEmpty(t *testing.T, h *apptest.House) {
	t.Helper()
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error { return trail.OpenChain(tx, trail.Inspect) }))
}

// Whoever cuts a chain down to nothing, or writes an entry anew, is found: a chain that had entries is not one that
// has none yet.
func TestVerify_names_a_chain_cut_down_to_nothing(t *testing.T) {
	const home = "'HOME'"
	zero, other := "x'"+strings.Repeat("00", 32)+"'", "x'"+strings.Repeat("ab", 32)+"'"
	const cut = "DELETE FROM trail_entry WHERE chain = " + home
	cases := []struct{ name, sql, says string }{
		{"all entries of a chain removed", cut, "tail is missing"},
		{"and its head set back", cut + "; UPDATE trail_head SET seq = 0, digest = " + zero + " WHERE chain = " + home,
			"cut off"},
		{"and its head removed", cut + "; DELETE FROM trail_head WHERE chain = " + home, "cut off"},
		{"the head of an empty chain removed", "DELETE FROM trail_head WHERE seq = 0", "has no head"},
		{"the head of an empty chain given a digest", "UPDATE trail_head SET digest = " + other + " WHERE seq = 0",
			"head's digest"},
		{"a head given another digest", "UPDATE trail_head SET digest = " + other + " WHERE chain = " + home,
			"head's digest"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := apptest.New(t, dbtest.SQLite(t))
			openEmpty(t, h)
			begin(t, h)
			chain := trail.ChainOf(h.Region(apptest.Home).Path)
			sql := strings.ReplaceAll("DROP TRIGGER trail_entry_no_delete; "+c.sql, "HOME", chain)
			apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
				for _, q := range strings.Split(sql, "; ") {
					if _, err := tx.Exec(q); err != nil {
						return err
					}
				}
				return nil
			}))
			var broken *trail.Broken
			if err := verify(h, ""); !errors.As(err, &broken) || !strings.Contains(err.Error(), c.says) {
				t.Fatalf("%v, wants %q", err, c.says)
			}
		})
	}
}

// What was kept outside is not hidden by a root inside that names the same entry with another digest.
func TestVerify_an_outside_head_stands_against_an_inner_root(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	begin(t, h)
	root, err := h.WriteRoot(ctx)
	apptest.Must(t, err)
	var lines []string
	for _, l := range strings.Split(strings.TrimSpace(root.Heads), "\n") {
		if f := strings.Fields(l); f[1] != "0" {
			lines = append(lines, f[0]+" "+f[1]+" "+strings.Repeat("ab", 32))
		}
	}
	var broken *trail.Broken
	if err := verify(h, strings.Join(lines, "\n")); !errors.As(err, &broken) {
		t.Errorf("%v", err)
	}
	if err := verify(h, "city 0 "+strings.Repeat("ab", 32)); !errors.As(err, &broken) {
		t.Errorf("an empty chain with a digest: %v", err)
	}
}
