package cli

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/office"
	"gangwei/internal/platform/seal"
)

// smallDivisions of an office that is quickly made.
const smallDivisions = `code,parent,level,name
370400000000,370000000000,city,枣庄市
370402000000,370400000000,county,市中区
370402001000,370402000000,township,中心街街道
370402001013,370402001000,village,铁西居委会
`

// made is an office with its flags, made by init.
func made(t *testing.T, flags []string) []string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "divisions.csv")
	if err := os.WriteFile(file, []byte(smallDivisions), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, append([]string{"init", "--divisions", file}, flags...)...).want(t, 0, "4 divisions")
	return flags
}

// on runs SQL behind the program's back.
func on(t *testing.T, flags []string, queries ...string) {
	t.Helper()
	kind, address, _ := strings.Cut(addressOf(flags), ":")
	db, err := sql.Open(kind, address)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, q := range queries {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(q, err)
		}
	}
}

// asked reads one text behind the program's back.
func asked(t *testing.T, flags []string, query string) (s string) {
	t.Helper()
	db, err := database.Open(context.Background(), addressOf(flags))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Read(context.Background(), func(r *database.Snapshot) error {
		_, err := r.One(&s, query)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return s
}

// withKeysOf gives an office the key file of another folder and returns what puts its own back.
func withKeysOf(t *testing.T, flags []string, from string) (back func()) {
	t.Helper()
	path := filepath.Join(flags[1], "keys", "ring.json")
	own, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copyKeys(t, from, flags[1])
	return func() {
		if err := os.WriteFile(path, own, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// another folder with keys of its own.
func otherKeys(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	run(t, "key", "init", "--data", dir).want(t, 0, "Keys made")
	return dir
}

// callsThatOpen are the commands that open an office's database with its keys, each with what it needs to get that far.
func callsThatOpen(t *testing.T) map[string][]string {
	dir := t.TempDir()
	sheet := filepath.Join(dir, "a.csv")
	if err := os.WriteFile(sheet, []byte("x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	answers := filepath.Join(dir, "answers.json")
	if err := os.WriteFile(answers, []byte("[]"), 0o600); err != nil {
		t.Fatal(err)
	}
	number := string(idno.Make("370499", civil.MustDate("1980-01-01"), 1))
	return map[string][]string{
		"serve":            {"--addr", "127.0.0.1:0"},
		"doctor":           {},
		"reconcile":        {},
		"backup":           {filepath.Join(dir, "b")},
		"trail head":       {},
		"duty verify-draw": {"--quarter", "2026Q1"},
		"import":           {"people", sheet, "--region", "370402001013"},
		"export":           {"people", "--region", "3704", "--out", filepath.Join(dir, "e.csv")},
		"inspect run":      {},
		"inspect score":    {"--answers", answers},
		"inspect extract":  {"--region", "3704", "--out", filepath.Join(dir, "x")},
		"report inspection": {"--region", "3704", "--from", "2026-01", "--to", "2026-02",
			"--out", filepath.Join(dir, "p")},
		"report check":        {sheet},
		"user add":            {"--login", "li.si", "--name", "李四", "--idno", number},
		"user grant":          {"--login", "sysadmin", "--role", "system_admin", "--region", "3704"},
		"user revoke":         {"--login", "sysadmin", "--role", "system_admin", "--region", "3704"},
		"user list":           {},
		"user reset-password": {"--login", "sysadmin"},
	}
}

// callsWithoutKeys neither open nor seal anything of an office that is there; those that do not look at a database,
// or make the office that they open, are under "", and are tried by themselves.
var callsWithoutKeys = map[string][]string{
	"":         {"key init", "demo", "inspect desk", "inspect", "schema", "sheet explain", "version", "completion"},
	"database": {"migrate up", "migrate status", "migrate grants", "trail verify", "init", "restore", "key adopt"},
}

// Every command stands in one of the two lists, so that a new one is not forgotten.
func TestCommands_are_known_to_open_an_office_or_not(t *testing.T) {
	opens := callsThatOpen(t)
	for _, c := range commands {
		_, a := opens[c.name]
		not := slices.Concat(callsWithoutKeys[""], callsWithoutKeys["database"])
		if a == slices.Contains(not, c.name) {
			t.Errorf("%q: say in this test whether it opens an office", c.name)
		}
	}
}

func TestKeys_of_another_office_are_refused_by_every_command_that_opens_or_seals(t *testing.T) {
	for name, at := range where(t) {
		t.Run(name, func(t *testing.T) {
			flags := made(t, at(t))
			entries := asked(t, flags, "SELECT COUNT(*) FROM trail_entry")
			back := withKeysOf(t, flags, otherKeys(t))
			calls := callsThatOpen(t)
			if err := os.WriteFile(filepath.Join(flags[1], "logins.txt"), []byte("x"), 0o600); err != nil {
				t.Fatal(err)
			}
			calls["demo"] = nil // one that is made already, by its logins
			for command, args := range calls {
				r := run(t, append(append(strings.Fields(command), args...), flags...)...)
				said := r.out + r.err
				if r.code == 0 || !strings.Contains(said, "is not this office's") || !strings.Contains(said, "枣庄市") {
					t.Errorf("%s: %+v", command, r)
				}
			}
			r := run(t, append([]string{"key", "adopt", "--print", "1234"}, flags...)...)
			r.want(t, 2, "is not this office's") // it never takes the place of keys that are known
			if now := asked(t, flags, "SELECT COUNT(*) FROM trail_entry"); now != entries {
				t.Errorf("%s entries, before %s", now, entries)
			}
			back()
			r = run(t, append([]string{"doctor"}, flags...)...)
			r.want(t, 0, "print ")
		})
	}
}

// older makes the office one from before prints were kept.
func older(t *testing.T, flags []string) {
	t.Helper()
	on(t, flags, "DELETE FROM setting WHERE name = 'keys'")
}

// sealSome writes n seeds that are sealed with the keys of a folder.
func sealSome(t *testing.T, flags []string, keys string, n int) {
	t.Helper()
	ring, err := seal.Load(filepath.Join(keys, "keys", "ring.json"))
	if err != nil {
		t.Fatal(err)
	}
	db, err := database.Open(context.Background(), addressOf(flags))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Write(context.Background(), func(tx *database.Tx) error {
		for range n {
			if _, err := tx.Exec(`INSERT INTO draw_seed (period, commitment, seed_sealed, created_us)
SELECT CONCAT('20', 10 + COUNT(*), 'Q1'), ?, ?, 1 FROM
draw_seed`, make([]byte, 32), ring.Seal("draw_seed", "seed", "ab")); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestKeys_are_adopted_by_an_older_office_only_if_they_open_what_is_sealed_there(t *testing.T) {
	for name, at := range where(t) {
		t.Run(name, func(t *testing.T) {
			other := otherKeys(t)
			flags := made(t, at(t))
			cmd := func(args ...string) result { return run(t, append(args, flags...)...) }
			prints := asked(t, flags, "SELECT value FROM setting WHERE name = 'keys'")
			acts := func() string {
				return asked(t, flags, "SELECT COUNT(*) FROM trail_entry WHERE act = 'office.keys'")
			}
			// Sealed by its own: another's are refused, its own adopted, once.
			sealSome(t, flags, flags[1], 3)
			for _, period := range []string{"2001Q1", "2001Q2", "2001Q3", "2001Q4"} { // nothing in them: any ring opens that
				on(t, flags,
					`INSERT INTO draw_seed (period, commitment, seed_sealed, created_us) VALUES ('`+period+`', x'00', x'', 1)`)
			}
			older(t, flags)
			back := withKeysOf(t, flags, other)
			cmd("doctor").want(t, 1, "it opens 0 of 3")
			cmd("backup", filepath.Join(t.TempDir(), "b")).want(t, 2, "it opens 0 of 3")
			cmd("key", "adopt", "--print", seal.ShortPrint(printOf(t, other))).want(t, 2, "it opens 0 of 3")
			back()
			for range 2 {
				cmd("doctor").want(t, 0, "ok   sealed values open: 3 of 3")
			}
			if got := asked(t, flags, "SELECT value FROM setting WHERE name = 'keys'"); got != prints || acts() != "1" {
				t.Errorf("kept %q, %s entries", got, acts())
			}
			// Some were sealed with another's by mistake: the office's own are still its own, and doctor names the
			// others.
			sealSome(t, flags, other, 2)
			older(t, flags)
			cmd("doctor").want(t, 1, "draw_seed.seed_sealed: 2 of 5")
			cmd("reconcile").want(t, 0, "All agrees")
			cmd("trail", "verify").want(t, 0, "The trail holds")
			back = withKeysOf(t, flags, other)
			cmd("reconcile").want(t, 2, "is not this office's")
			back()
		})
	}
}

func printOf(t *testing.T, dir string) string {
	t.Helper()
	ring, err := seal.Load(filepath.Join(dir, "keys", "ring.json"))
	if err != nil {
		t.Fatal(err)
	}
	return ring.Prints()
}

// Nothing is sealed yet: nothing depends on the keys, or only what they indexed, and then somebody must say that they
// are the office's.
func TestKeys_of_an_older_office_where_nothing_is_sealed(t *testing.T) {
	for name, at := range where(t) {
		t.Run(name, func(t *testing.T) {
			flags := made(t, at(t))
			cmd := func(args ...string) result { return run(t, append(args, flags...)...) }
			older(t, flags)
			withKeysOf(t, flags, otherKeys(t))
			cmd("doctor").want(t, 0, "ok   keys")
			number := string(idno.Make("370499", civil.MustDate("1980-01-01"), 1))
			cmd("user", "add", "--login", "li.si", "--name", "李四", "--idno", number).want(t, 0, "li.si")
			older(t, flags)
			p := seal.ShortPrint(printOf(t, flags[1]))
			cmd("doctor").want(t, 1, "gangwei key adopt --print "+p)
			cmd("serve", "--addr", "127.0.0.1:0").want(t, 2, "gangwei key adopt --print "+p)
			cmd("key", "adopt").want(t, 2, "needs --print")
			cmd("key", "adopt", "--print", "0000-0000-0000-0000").want(t, 2, "gangwei key adopt --print "+p)
			cmd("key", "adopt", "--print", p).want(t, 0, "is this office's")
			cmd("key", "adopt", "--print", p).want(t, 0, "is this office's")
			cmd("doctor").want(t, 0, "ok   keys")
			back := withKeysOf(t, flags, otherKeys(t))
			cmd("key", "adopt", "--print", seal.ShortPrint(printOf(t, flags[1]))).want(t, 2, "is not this office's")
			back()
		})
	}
}

// A key file that was mended by hand: the index is the office's, the key that seals is not, or is missing, or one was
// added.
func TestKeys_are_compared_key_by_key(t *testing.T) {
	flags := made(t, []string{"--data", t.TempDir()})
	cmd := func(args ...string) result { return run(t, append(args, flags...)...) }
	path := filepath.Join(flags[1], "keys", "ring.json")
	own, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	type file struct {
		Format int              `json:"format"`
		Seal   []map[string]any `json:"seal"`
		Index  string           `json:"index"`
	}
	with := func(change func(f *file)) {
		t.Helper()
		var f file
		err := json.Unmarshal(own, &f)
		change(&f)
		body, err2 := json.Marshal(f)
		if err := errors.Join(err, err2, os.WriteFile(path, body, 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	with(func(f *file) { f.Seal[0]["key"] = "AAAAAAAAAAAAAAAAAAAAAA==" })
	cmd("doctor").want(t, 1, "is not this office's")
	with(func(f *file) { f.Seal = append(f.Seal, map[string]any{"id": 2, "key": "AAAAAAAAAAAAAAAAAAAAAA=="}) })
	cmd("doctor").want(t, 0, "ok   keys") // a key more: what was sealed opens
	if err := os.WriteFile(path, own, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd("doctor").want(t, 1, "is not this office's") // and from then on it is needed
}

func TestRestore_with_another_offices_keys_names_both_and_writes_nothing(t *testing.T) {
	flags := made(t, []string{"--data", t.TempDir()})
	file := filepath.Join(t.TempDir(), "b")
	run(t, append([]string{"backup", file}, flags...)...).want(t, 0, "Backup of")
	for name, at := range where(t) {
		t.Run(name, func(t *testing.T) {
			to := at(t)
			copyKeys(t, otherKeys(t), to[1])
			r := run(t, append([]string{"restore", file}, to...)...)
			there, here := seal.ShortPrint(printOf(t, flags[1])), seal.ShortPrint(printOf(t, to[1]))
			r.want(t, 2, "另一套密钥做的（指纹"+there+"），现在的密钥文件指纹是"+here)
			// The index key alone is the office's: the head says so, the kept prints do not.
			body, err := os.ReadFile(filepath.Join(flags[1], "keys", "ring.json"))
			if err != nil {
				t.Fatal(err)
			}
			mended := regexp.MustCompile(`"key": "[^"]+"`).ReplaceAll(body, []byte(`"key": "AAAAAAAAAAAAAAAAAAAAAA=="`))
			if err := os.WriteFile(filepath.Join(to[1], "keys", "ring.json"), mended, 0o600); err != nil {
				t.Fatal(err)
			}
			run(t, append([]string{"restore", file}, to...)...).want(t, 2, "另一套密钥")
			copyKeys(t, flags[1], to[1])
			// Nothing that was refused is in the way.
			run(t, append([]string{"restore", file}, to...)...).want(t, 0, "Restored")
			run(t, append([]string{"doctor"}, to...)...).want(t, 0, "ok   keys")
		})
	}
}

// A column that holds sealed values and is in no list would be no proof of a key, and no fault that doctor names.
func TestSealedColumns_are_all_listed(t *testing.T) {
	flags := made(t, []string{"--data", t.TempDir()})
	db, err := database.Open(context.Background(), app.Config{Data: flags[1]}.Address())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var there, listed []string
	if err := db.Read(context.Background(), func(s *database.Snapshot) error {
		return s.Select(&there, `SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
WHERE m.type = 'table' AND c.name LIKE '%\_sealed' ESCAPE '\' ORDER BY 1`)
	}); err != nil {
		t.Fatal(err)
	}
	for _, c := range office.SealedColumns {
		listed = append(listed, c.Table+"."+c.Column)
	}
	slices.Sort(listed)
	if strings.Join(there, " ") != strings.Join(listed, " ") {
		t.Errorf("in the schema: %v\nlisted: %v", there, listed)
	}
}

// An office whose key file is mislaid gets no other in its place: the next start would refuse it, and hide that the own
// one is missing.
func TestInit_makes_no_keys_for_an_office_that_is_made(t *testing.T) {
	for name, at := range where(t) {
		t.Run(name, func(t *testing.T) {
			flags := made(t, at(t))
			if err := os.Remove(filepath.Join(flags[1], "keys", "ring.json")); err != nil {
				t.Fatal(err)
			}
			run(t, append([]string{"init"}, flags...)...).want(t, 2, "已经建账")
			run(t, append([]string{"doctor"}, flags...)...).want(t, 1, "ring.json is missing")
		})
	}
	dir := t.TempDir()
	a, _, err := app.OpenFolder(t.Context(), dir, civil.Date{}, slog.New(slog.NewTextHandler(io.Discard, nil)))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(a.Close(), os.Remove(a.Config.KeyFile())); err != nil {
		t.Fatal(err)
	}
	run(t, "inspect", "desk", "--dir", dir, "--addr", "127.0.0.1:0").want(t, 2, "ring.json is missing")
}
