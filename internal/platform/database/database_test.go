package database_test

import (
	"context"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/migrations"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = context.Background()

func exec(db *database.DB, q string, args ...any) error {
	return db.Write(ctx, func(tx *database.Tx) error { _, err := tx.Exec(q, args...); return err })
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// reservedByMySQL are the words that MySQL 8 and 9 reserve and the servers of the ordinary tests do not.
var reservedByMySQL = strings.Fields(`cube cume_dist dense_rank empty except first_value function get grouping groups intersect io_after_gtids io_before_gtids json_table lag
	last_value lateral lead library manual nth_value ntile of optimizer_costs parallel percent_rank qualify rank recursive row row_number rows stored system tablesample virtual window`)

func TestMigrations_come_in_pairs_of_the_same_structure(t *testing.T) {
	shape := func(kind string) []string {
		all, err := database.LoadMigrations(migrations.Files, kind)
		must(t, err)
		var out []string
		for _, m := range all {
			out = append(out, m.Name)
		}
		return out
	}
	if a, b := shape("mysql"), shape("sqlite"); !slices.Equal(a, b) {
		t.Fatalf("mysql has %v, sqlite has %v", a, b)
	}
	columns := map[string][]string{}
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		q := "SELECT m.name, c.name AS col, CASE WHEN c.`notnull` = 1 THEN 'NO' ELSE 'YES' END AS nullable FROM " +
			"sqlite_master m JOIN pragma_table_xinfo(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' ORDER BY " +
			"1, 2"
		if db.Kind() == "mysql" {
			q = "SELECT table_name AS name, column_name AS col, is_nullable AS nullable FROM information_schema.columns WHERE " +
				"table_schema = DATABASE() ORDER BY 1, 2"
		}
		var rows []struct{ Name, Col, Nullable string }
		must(t, db.Read(ctx, func(s *database.Snapshot) error { return s.Select(&rows, q) }))
		var got []string
		for _, r := range rows {
			got = append(got, r.Name+"."+r.Col+" "+r.Nullable)
		}
		slices.Sort(got)
		columns[t.Name()] = got
		if len(got) < 200 {
			t.Fatalf("only %d columns", len(got))
		}
		for _, r := range rows {
			if slices.Contains(reservedByMySQL, r.Name) || slices.Contains(reservedByMySQL, r.Col) {
				t.Errorf("%s.%s is a word that MySQL reserves", r.Name, r.Col)
			}
		}
	})
	var first []string
	for name, c := range columns {
		if first == nil {
			first = c
			continue
		}
		if !slices.Equal(first, c) {
			for _, x := range c {
				if !slices.Contains(first, x) {
					t.Errorf("%s has %s, another has not", name, x)
				}
			}
			t.Fatalf("%s: %d columns, another %d", name, len(c), len(first))
		}
	}
}

// Statements that must fail, on every server alike: CHECKs, live-only uniqueness, foreign keys, and every way past
// append-only.
func TestSchema_refuses(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		seed := []string{
			"INSERT INTO region (id, parent_id, level, path, from_date) VALUES (1, NULL, 'city', '0001', '2020-01-01'), (2, " +
				"1, 'county', '00010002', '2020-01-01')",
			"INSERT INTO quota (id, region_id, path, period, total, document) VALUES (1, 2, '00010002', '2021-2025', 10, 'x')",
			"INSERT INTO household (id, village_id, path, number, address) VALUES (1, 2, '00010002', '1', '')",
			"INSERT INTO person (id, household_id, village_id, path, name, name_sort, sex, birth, relation, id_sealed, " +
				"id_index, id_tail, account_tail) VALUES (1, 1, 2, '00010002', '甲', 'a', 1, '1970-01-01', '02', 'x', " +
				"'11111111111111111111111111111111', '0001', ''), (2, 1, 2, '00010002', '乙', 'b', 1, '1970-01-01', '10', 'x', " +
				"'21111111111111111111111111111111', '0002', '')",
			"INSERT INTO post_kind (code, parent, name, sort_order) VALUES ('k', '', 'k', 1)",
			"INSERT INTO post (id, code, village_id, path, quota_id, kind, title, place, tasks, days_month, hours_month, " +
				"rate_fen, fund, officer, opens_on, state) VALUES (1, 'p1', 2, '00010002', 1, 'k', 't', 'p', 't', 10, 40, 80000, " +
				"'f', 'o', '2025-01-01', 'open'), (2, 'p2', 2, '00010002', 1, 'k', 't', 'p', 't', 10, 40, 80000, 'f', 'o', " +
				"'2025-01-01', 'open')",
			"INSERT INTO placement (id, post_id, person_id, village_id, path, basis, start_on, agreement_no, agreement_kind, " +
				"agreement_from, agreement_until, hours_month, rate_fen, insurance_no, state) VALUES (1, 1, 1, 2, '00010002', " +
				"'older', '2025-01-01', 'a', 'service', '2025-01-01', '2025-12-31', 40, 80000, '', 'active')",
			"INSERT INTO placement_event (id, placement_id, kind, on_date, reason, remark, actor_id, channel, at_us, " +
				"trail_id, row_digest) VALUES (1, 1, 'started', '2025-01-01', '', '', 1, 'typed', 1, 1, " +
				"'11111111111111111111111111111111')",
			"INSERT INTO trail_entry (id, chain, seq, at_us, actor_id, actor, channel, act, permission, region_path, subject, " +
				"subject_id, detail, witness, prev, digest) VALUES (1, 'city', 1, 1, 1, 'a', 'typed', 'x', 'x', '0001', 's', 1, " +
				"'', '', '11111111111111111111111111111111', '11111111111111111111111111111111')",
		}
		for _, q := range seed {
			must(t, exec(db, q))
		}
		placement := "INSERT INTO placement (post_id, person_id, village_id, path, basis, start_on, agreement_no, " +
			"agreement_kind, agreement_from, agreement_until, hours_month, rate_fen, insurance_no, end_on, state) VALUES (%s, " +
			"2, '00010002', 'older', '2025-01-01', 'a', 'service', '2025-01-01', '2025-12-31', 40, 80000, '', %s)"
		fill := func(who, end string) string {
			return strings.Replace(strings.Replace(placement, "%s", who, 1), "%s", end, 1)
		}
		cases := []struct {
			name, query string
			is          func(error) bool
		}{
			{"more opened than allotted", "UPDATE quota SET opened = 11 WHERE id = 1", database.CheckFailed},
			{"given down and opened beyond the total", "UPDATE quota SET opened = 6, given_down = 5 WHERE id = 1",
				database.CheckFailed},
			{"a second live holder of one post", fill("1, 2", "NULL, 'active'"),
				func(err error) bool { return database.Duplicate(err, "live_post") }},
			{"a second live post of one person", fill("2, 1", "NULL, 'active'"),
				func(err error) bool { return database.Duplicate(err, "live_person") }},
			{"an end without a day", fill("2, 2", "NULL, 'ended'"), database.CheckFailed},
			{"an end before the start", fill("2, 2", "'2024-12-31', 'ended'"), database.CheckFailed},
			{"an unknown state", "UPDATE post SET state = 'gone' WHERE id = 1", database.CheckFailed},
			{"a household that does not exist", "UPDATE person SET household_id = 99 WHERE id = 1", database.ForeignKey},
			{"removing a person who holds a post", "DELETE FROM person WHERE id = 1", database.ForeignKey},
			{"one's own kin",
				"INSERT INTO kinship (person_id, kin_id, code, source, since) VALUES (1, 1, '10', 'x', '2025-01-01')",
				database.CheckFailed},
			{"one hand deciding a parameter it proposed",
				"INSERT INTO rule_parameter (param, region_path, fund, from_date, value, reason, document, state, proposed_by, " +
					"proposed_key, proposed_us, decided_by, decided_key, decided_us) VALUES ('a', '0001', '', '2025-01-01', '1', " +
					"'', '', 'approved', 1, 'k', 1, 1, 'k', 1)",
				database.CheckFailed},
			{"changing an entry", "UPDATE trail_entry SET detail = 'y' WHERE id = 1", appendOnly},
			{"deleting an entry", "DELETE FROM trail_entry WHERE id = 1", appendOnly},
			{"replacing an entry",
				"REPLACE INTO trail_entry (id, chain, seq, at_us, actor_id, actor, channel, act, permission, region_path, " +
					"subject, subject_id, detail, witness, prev, digest) VALUES (1, 'city', 1, 1, 1, 'a', 'typed', 'x', 'x', " +
					"'0001', 's', 1, 'changed', '', '11111111111111111111111111111111', '11111111111111111111111111111111')",
				appendOnly},
			{"changing an event", "UPDATE placement_event SET on_date = '2024-01-01' WHERE id = 1", appendOnly},
			{"deleting an event", "DELETE FROM placement_event WHERE id = 1", appendOnly},
		}
		for _, c := range cases {
			if err := exec(db, c.query); !c.is(err) {
				t.Errorf("%s: %v", c.name, err)
			}
		}
		must(t, exec(db, fill("1, 2", "'2025-02-01', 'ended'"))) // history beside the live holder is fine
	})
}

func appendOnly(err error) bool { return err != nil && strings.Contains(err.Error(), "append-only") }

func TestNames_of_rare_characters_stay_apart(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		must(t, exec(db, "INSERT INTO setting (name, value) VALUES ('a', '张𠅤'), ('b', '张𬀩')"))
		var got []string
		must(t, db.Read(ctx, func(s *database.Snapshot) error {
			return s.Select(&got, "SELECT name FROM setting WHERE value = ?", "张𠅤")
		}))
		if !slices.Equal(got, []string{"a"}) {
			t.Fatalf("%v: under a general collation both would match", got)
		}
	})
}

func TestWrite_keeps_every_one_of_fifty_parallel_changes(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		must(t,
			exec(db,
				"INSERT INTO region (id, parent_id, level, path, from_date) VALUES (1, NULL, 'city', '0001', '2020-01-01')"))
		must(t,
			exec(db, "INSERT INTO quota (id, region_id, path, period, total, document) VALUES (1, 1, '0001', 'p', 30, 'x')"))
		var wg sync.WaitGroup
		var mu sync.Mutex
		taken := 0
		for range 50 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				var n int64
				err := db.Write(ctx, func(tx *database.Tx) (err error) {
					n, err = tx.Exec("UPDATE quota SET opened = opened + 1 WHERE id = 1 AND given_down + opened + 1 <= total")
					return err
				})
				if err != nil {
					t.Error(err)
				}
				mu.Lock()
				taken += int(n)
				mu.Unlock()
			}()
		}
		wg.Wait()
		var opened int
		must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&opened, "SELECT opened FROM quota WHERE id = 1")
			return err
		}))
		if taken != 30 || opened != 30 {
			t.Fatalf("%d taken, %d written of 30", taken, opened)
		}
	})
}

func TestSnapshot_cannot_write_and_sees_one_state(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		must(t, exec(db, "INSERT INTO setting (name, value) VALUES ('a', '1')"))
		must(t, db.Read(ctx, func(s *database.Snapshot) error {
			var n int
			if _, err := s.One(&n, "SELECT COUNT(*) FROM setting"); err != nil || n != 1 {
				t.Fatal(n, err)
			}
			must(t, exec(db, "INSERT INTO setting (name, value) VALUES ('b', '1')"))
			if _, err := s.One(&n, "SELECT COUNT(*) FROM setting"); err != nil || n != 1 {
				t.Fatalf("a later write shows: %d %v", n, err)
			}
			var x int
			if _, err := s.One(&x, "INSERT INTO setting (name, value) VALUES ('z', '1')"); err == nil {
				t.Fatal("a snapshot wrote")
			}
			return nil
		}))
	})
}

func TestWrite_rolls_back_on_error(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		boom := errors.New("boom")
		err := db.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("INSERT INTO setting (name, value) VALUES ('a', '1')")
			must(t, err)
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatal(err)
		}
		var n int
		must(t,
			db.Read(ctx, func(s *database.Snapshot) error { _, err := s.One(&n, "SELECT COUNT(*) FROM setting"); return err }))
		if n != 0 {
			t.Fatal("half done")
		}
	})
}

func files(kind string, steps ...string) fs.FS {
	return fstest.MapFS{
		kind + "/0900_try.sql": {Data: []byte("-- step\n" + strings.Join(steps, ";\n\n-- step\n") + ";\n")}}
}

// withOurs are the program's own migrations, which the database has run, and after them those of a test.
func withOurs(t *testing.T, db *database.DB, more fs.FS) []database.Migration {
	t.Helper()
	all, err := database.LoadMigrations(migrations.Files, db.Kind())
	must(t, err)
	own, err := database.LoadMigrations(more, db.Kind())
	must(t, err)
	return append(all, own...)
}

func TestMigrate_resumes_and_compares_the_step_in_doubt(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		drop := func() {
			_ = exec(db, "DROP TABLE IF EXISTS try_one")
			_ = exec(db, "DROP TABLE IF EXISTS try_two")
			_ = exec(db, "DELETE FROM schema_migration WHERE name = '0900_try'")
		}
		drop()
		defer drop()
		load := func(steps ...string) []database.Migration {
			return withOurs(t, db, files(db.Kind(), steps...))
		}
		one, two := "CREATE TABLE try_one (\n  id INTEGER NOT NULL,\n  a INTEGER NOT NULL\n)",
			"CREATE TABLE try_two (\n  id INTEGER NOT NULL\n)"
		if err := db.Migrate(ctx, load(one, "CREATE TABLE broken (("), nil); err == nil {
			t.Fatal("a broken step passed")
		}
		// the broken text is mended before release
		must(t, exec(db, "DELETE FROM schema_migration WHERE name = '0900_try' AND step = 2"))
		must(t, db.Migrate(ctx, load(one, two), nil))
		must(t, db.Migrate(ctx, load(one, two), nil)) // again: nothing to do
		if err := db.Migrate(ctx, load(one+" ", two+" -- changed"), nil); err == nil {
			t.Fatal("a changed migration passed")
		}
		if db.Kind() == "mysql" {
			// killed after the table was made, before the mark: the table is compared
			must(t, exec(db, "UPDATE schema_migration SET state = 'begun' WHERE name = '0900_try' AND step = 1"))
			must(t, db.Migrate(ctx, load(one, two), nil))
			must(t, exec(db, "UPDATE schema_migration SET state = 'begun' WHERE name = '0900_try' AND step = 1"))
			must(t, exec(db, "ALTER TABLE try_one ADD COLUMN b INTEGER"))
			if err := db.Migrate(ctx, load(one, two), nil); err == nil || !strings.Contains(err.Error(), "other columns") {
				t.Fatalf("another table of that name was taken for ours: %v", err)
			}
			// a column and a rename in doubt
			drop()
			for _, steps := range [][]string{
				{one, "ALTER TABLE try_one ADD COLUMN b INTEGER"},
				{one, "ALTER TABLE try_one ADD COLUMN b INTEGER", "ALTER TABLE try_one RENAME TO try_two"},
			} {
				must(t, db.Migrate(ctx, load(steps...), nil))
				must(t, exec(db, "UPDATE schema_migration SET state = 'begun' WHERE name = '0900_try' AND step = ?", len(steps)))
				must(t, db.Migrate(ctx, load(steps...), nil))
			}
			// an index that was dropped before the mark
			drop()
			steps := []string{one, "CREATE INDEX try_one__a ON try_one (a)", "DROP INDEX try_one__a ON try_one"}
			must(t, db.Migrate(ctx, load(steps...), nil))
			must(t, exec(db, "UPDATE schema_migration SET state = 'begun' WHERE name = '0900_try' AND step = 3"))
			must(t, db.Migrate(ctx, load(steps...), nil))
			drop()
			must(t,
				db.Migrate(ctx, load(one, "ALTER TABLE try_one ADD COLUMN b INTEGER", "ALTER TABLE try_one RENAME TO try_two"),
					nil))
			must(t, exec(db, "UPDATE schema_migration SET state = 'begun' WHERE name = '0900_try' AND step = 3"))
			must(t, exec(db, "DROP TABLE try_two"))
			if err := db.Migrate(ctx,
				load(one, "ALTER TABLE try_one ADD COLUMN b INTEGER", "ALTER TABLE try_one RENAME TO try_two"), nil); err == nil ||
				!strings.Contains(err.Error(), "not renamed") {
				t.Fatalf("a rename that never was passed: %v", err)
			}
		}
	})
}

// A table that others refer to is replaced by steps apart; who refers to it is watched again afterwards.
func TestMigrate_puts_a_table_in_the_place_of_one_that_others_refer_to(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		drop := func() {
			for _, q := range []string{"DROP TABLE IF EXISTS try_child", "DROP TABLE IF EXISTS try_parent",
				"DROP TABLE IF EXISTS try_next", "DELETE FROM schema_migration WHERE name = '0900_try'"} {
				_ = exec(db, q)
			}
		}
		defer drop()
		load := func(apart, copied string) []database.Migration {
			text := "-- step\nCREATE TABLE try_parent (\n  id INTEGER NOT NULL PRIMARY KEY\n);\n-- step\nCREATE TABLE " +
				"try_child (\n  id INTEGER NOT NULL,\n  FOREIGN KEY (id) REFERENCES try_parent (id) ON DELETE RESTRICT\n);\n-- " +
				"step\nINSERT INTO try_parent (id) VALUES (7);\n-- step\nINSERT INTO try_child (id) VALUES (7);\n" +
				"-- step\nCREATE TABLE try_next (\n  id INTEGER NOT NULL PRIMARY KEY,\n  b INTEGER NULL\n);\n-- step\nINSERT " +
				"INTO try_next (id) SELECT id FROM try_parent" +
				copied + ";\n-- step" + apart + "\nDROP TABLE try_parent;\n-- step" + apart +
				"\nALTER TABLE try_next RENAME TO try_parent;\n"
			return withOurs(t, db, fstest.MapFS{db.Kind() + "/0900_try.sql": {Data: []byte(text)}})
		}
		if err := db.Migrate(ctx, load("", ""), nil); err == nil {
			t.Fatal("the table was dropped under those that refer to it")
		}
		drop()
		must(t, db.Migrate(ctx, load(" apart", ""), nil))
		must(t, exec(db, "UPDATE try_parent SET b = 1 WHERE id = 7"))
		if err := exec(db, "INSERT INTO try_child (id) VALUES (8)"); err == nil {
			t.Error("nobody watches who refers to it any more")
		}
		if db.Kind() == "sqlite" {
			drop()
			if err := db.Migrate(ctx, load(" apart", " WHERE id > 7"), nil); err == nil ||
				!strings.Contains(err.Error(), "not there") {
				t.Errorf("a row was lost on the way: %v", err)
			}
		}
	})
}

// shapeOf a schema on a server: columns, keys, triggers, as the server tells them.
func shapeOf(t *testing.T, db *database.DB) string {
	t.Helper()
	var out []string
	must(t, db.Read(ctx, func(s *database.Snapshot) error {
		for _, q := range []string{
			"SELECT CONCAT(table_name, '.', column_name, ' ', column_type, ' ', is_nullable, ' ', extra) FROM " +
				"information_schema.columns WHERE table_schema = DATABASE()",
			"SELECT CONCAT(table_name, ' ', index_name, ' ', seq_in_index, ' ', column_name, ' ', non_unique) FROM " +
				"information_schema.statistics WHERE table_schema = DATABASE()",
			"SELECT CONCAT(trigger_name, ' ', action_timing, ' ', event_manipulation, ' ', event_object_table) FROM " +
				"information_schema.triggers WHERE trigger_schema = DATABASE()",
			"SELECT CONCAT(table_name, ' ', column_name, ' ', referenced_table_name, ' ', referenced_column_name) FROM " +
				"information_schema.key_column_usage WHERE table_schema = DATABASE() AND referenced_table_name IS NOT NULL",
		} {
			var rows []string
			if err := s.Select(&rows, q); err != nil {
				return err
			}
			out = append(out, rows...)
		}
		return nil
	}))
	slices.Sort(out)
	return strings.Join(out, "\n")
}

// A migration is cut off again and again on a live server, before the server heard the statement or after it carried it
// out; resumed, it ends with the same structure as one that ran through.
func TestMigrate_cut_off_on_a_live_server_resumes_to_the_same_structure(t *testing.T) {
	whole, err := database.Open(ctx, "mysql:"+dbtest.Schema(t))
	must(t, err)
	defer whole.Close()
	want := shapeOf(t, whole)
	all, err := database.LoadMigrations(migrations.Files, "mysql")
	must(t, err)
	for _, after := range []bool{false, true} {
		address := dbtest.Empty(t)
		wire, cuttable := dbtest.Wire(t, address)
		db, err := database.Open(ctx, "mysql:"+cuttable)
		must(t, err)
		for i, at := range []string{"CREATE TABLE IF NOT EXISTS schema_migration", "CREATE TABLE region (",
			"CREATE UNIQUE INDEX region__path", "CREATE TRIGGER trail_entry_no_update", "CREATE TABLE pay_item (",
			"INSERT INTO duty_check_next", "DROP TABLE IF EXISTS duty_check",
			"ALTER TABLE duty_check_next RENAME", "ALTER TABLE application_step ADD COLUMN", "CREATE TABLE region_merger (",
			"ALTER TABLE placement ADD COLUMN", "SET state = 'done' WHERE name = '0008",
			"UPDATE pay_run SET kind", "INSERT INTO pay_line", "DROP TABLE IF EXISTS fund_balance"} {
			wire.CutAt(at, after)
			if err := db.Migrate(ctx, all, nil); err == nil {
				t.Fatalf("cut at %q (after: %v) and nothing was noticed", at, after)
			}
			if wire.Cuts() != i+1 {
				t.Fatalf("%q was never sent", at)
			}
		}
		must(t, db.Migrate(ctx, all, nil))
		if got := shapeOf(t, db); got != want {
			t.Errorf("cut after the statement: %v; another structure", after)
		}
		status, err := db.Status(ctx, all)
		must(t, err)
		for _, s := range status {
			if s.Done != s.Total {
				t.Errorf("%+v", s)
			}
		}
		must(t, db.Close())
	}
}

func TestOpen_names_the_remedy(t *testing.T) {
	for _, address := range []string{"", "x", "oracle:x", "mysql:root@tcp(127.0.0.1:1)/"} {
		if _, err := database.Open(ctx, address); err == nil {
			t.Errorf("%q was opened", address)
		}
	}
}

// Two writers take two rows in opposite order: the server ends one of them (1213), which runs again; on SQLite the
// second waits. Nothing is lost either way.
func TestWrite_runs_again_after_a_deadlock(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		must(t, exec(db, "INSERT INTO setting (name, value) VALUES ('a', '0'), ('b', '0')"))
		var met sync.WaitGroup
		met.Add(2)
		var done sync.WaitGroup
		var mu sync.Mutex
		runs := 0
		for _, order := range [][2]string{{"a", "b"}, {"b", "a"}} {
			done.Add(1)
			go func() {
				defer done.Done()
				once := true
				err := db.Write(ctx, func(tx *database.Tx) error {
					mu.Lock()
					runs++
					mu.Unlock()
					if _, err := tx.Exec("UPDATE setting SET value = value + 1 WHERE name = ?", order[0]); err != nil {
						return err
					}
					if once && db.Kind() != "sqlite" { // on SQLite the other has not begun
						once = false
						met.Done()
						met.Wait() // both hold their first row
					}
					_, err := tx.Exec("UPDATE setting SET value = value + 1 WHERE name = ?", order[1])
					return err
				})
				if err != nil {
					t.Error(err)
				}
			}()
		}
		done.Wait()
		var sum int
		must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&sum, "SELECT CAST(SUM(value + 0) AS SIGNED) FROM setting WHERE name IN ('a', 'b')")
			if db.Kind() == "sqlite" {
				_, err = s.One(&sum, "SELECT CAST(SUM(value + 0) AS INTEGER) FROM setting WHERE name IN ('a', 'b')")
			}
			return err
		}))
		if sum != 4 || db.Kind() != "sqlite" && runs < 3 {
			t.Errorf("sum %d after %d runs", sum, runs)
		}
	})
}

// A writer holds SQLite's one write place; another waits for it instead of failing at once (517), and readers go on
// meanwhile.
func TestWrite_waits_while_readers_go_on(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		inside, leave := make(chan bool), make(chan bool)
		first := make(chan error, 1)
		go func() {
			first <- db.Write(ctx, func(tx *database.Tx) error {
				if _, err := tx.Exec("INSERT INTO setting (name, value) VALUES ('w1', '1')"); err != nil {
					return err
				}
				close(inside)
				<-leave
				return nil
			})
		}()
		<-inside
		var n int
		must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&n, "SELECT COUNT(*) FROM setting")
			return err
		}))
		if n != 0 {
			t.Errorf("what is not committed shows: %d", n)
		}
		second := make(chan error, 1)
		go func() { second <- exec(db, "INSERT INTO setting (name, value) VALUES ('w2', '1')") }()
		close(leave)
		must(t, <-first)
		must(t, <-second)
	})
}

// A type that cannot be filled is named while there is no row yet, not when the first one comes.
func TestSelect_names_a_type_that_no_row_could_fill(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		type part struct{ Inner *struct{ N int } }
		type whole struct {
			Name  string
			Parts []part
		}
		must(t, db.Read(ctx, func(s *database.Snapshot) error {
			var bad []whole
			if err := s.Select(&bad, "SELECT name FROM setting WHERE 1 = 0"); err == nil {
				t.Error("it was taken")
			}
			var good []struct{ Name string }
			return s.Select(&good, "SELECT name FROM setting WHERE 1 = 0")
		}))
	})
}
