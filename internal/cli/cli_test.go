package cli

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/dbtest"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

type result struct {
	code     int
	out, err string
}

func run(t *testing.T, args ...string) result {
	t.Helper()
	// a server that should have been refused ends with its test
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Minute)
	defer stop()
	var out, errOut bytes.Buffer
	code := mainUntil(ctx, args, strings.NewReader(""), &out, &errOut)
	return result{code, out.String(), errOut.String()}
}

func (r result) want(t *testing.T, code int, says string) {
	t.Helper()
	if r.code != code || !strings.Contains(r.out+r.err, says) {
		t.Errorf("exit %d (want %d), wants %q in:\n%s%s", r.code, code, says, r.out, r.err)
	}
}

// tamper opens the file behind the program's back, as somebody with the server's password would.
func tamper(t *testing.T, dir string, queries ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "gangwei.db"))
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

// rowsKnown is how many rows of a table the database of a folder believes there are.
func rowsKnown(t *testing.T, dir, table string) (n int64) {
	t.Helper()
	db, err := sql.Open("sqlite", filepath.Join(dir, "gangwei.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(
		"SELECT COALESCE(MAX(CAST(SUBSTR(stat, 1, INSTR(stat || ' ', ' ')) AS INTEGER)), 0) FROM sqlite_stat1 WHERE tbl = ?",
		table).Scan(&n); err != nil {
		t.Error(err)
	}
	return n
}

func TestDemo_then_every_check_exits_0_and_tampering_is_named(t *testing.T) {
	dir := t.TempDir()
	data := []string{"--data", dir}
	cmd := func(args ...string) result { return run(t, append(args, data...)...) }
	cmd("demo", "--no-serve", "--posts", "150", "--months", "3").want(t, 0, "cun-")
	cmd("demo", "--no-serve").want(t, 0, "cun-") // a second start finds the city
	cmd("trail", "verify").want(t, 0, "The trail holds")
	cmd("reconcile").want(t, 0, "All agrees")
	cmd("doctor").want(t, 0, "ok   schema is current")
	tamper(t, dir, `INSERT INTO rule_parameter (param, region_path, fund, from_date, value, reason, document, state, proposed_by, proposed_key, proposed_us, decided_by, decided_key, decided_us)
SELECT p.param, '0001', '', '2024-01-01', p.value, '', '', 'approved', 1, 'old:one', 1, 2, 'old:two', 2 FROM (SELECT 'public.board' AS param, '是' AS value UNION ALL SELECT 'notice.candidate_days', '五') p`)
	cmd("doctor").want(t, 1, `holds "是": propose "true" (是) from the same day`)
	cmd("doctor").want(t, 1, `holds "五": what was meant is not plain`)
	tamper(t, dir, "DELETE FROM rule_parameter WHERE proposed_key = 'old:one'")
	cmd("doctor", "--addr", "0.0.0.0:8080").want(t, 1, "only over HTTPS")
	cmd("doctor", "--addr", ":8080").want(t, 1, "only over HTTPS")
	cmd("doctor", "--addr", "0.0.0.0:443", "--tls-cert", "office.pem").want(t, 0,
		"ok   the page for checks without signal")
	cmd("migrate", "status").want(t, 0, "0001_foundations")
	cmd("user", "list").want(t, 0, "township_supervisor@")

	head := filepath.Join(dir, "head.txt")
	if err := os.WriteFile(head, []byte(cmd("trail", "head").out), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd("trail", "verify", "--head", head).want(t, 0, "The trail holds")

	copyDir := t.TempDir()
	file := filepath.Join(copyDir, "office.backup")
	run(t, "backup", "--data", dir, file).want(t, 0, "Backup of")
	run(t, "backup", "--data", dir, file).want(t, 2, "never overwritten")
	run(t, "restore", "--data", copyDir, file).want(t, 2, "key init")
	key, err := os.ReadFile(filepath.Join(dir, "keys", "ring.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(copyDir, "keys"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(copyDir, "keys", "ring.json"), key, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, restore := range map[string][]string{
		"sqlite":  {"--data", copyDir},
		"mariadb": {"--data", copyDir, "--database", "mysql:" + dbtest.Schema(t)},
	} {
		run(t, append(append([]string{"restore"}, restore...), file)...).want(t, 0, "Restored")
		if restore[len(restore)-1] == copyDir && rowsKnown(t, copyDir, "trail_entry") == 0 {
			t.Error("no statistics were gathered of what was restored")
		}
		run(t, append(append([]string{"restore"}, restore...), file)...).want(t, 2, "不是空的")
		run(t, append([]string{"trail", "verify", "--head", head}, restore...)...).want(t, 0, "The trail holds")
		run(t, append([]string{"reconcile"}, restore...)...).want(t, 0, "All agrees")
	}

	tamper(t, dir, "UPDATE quota SET opened = opened - 1, total = total WHERE opened > 1",
		"UPDATE placement SET end_on = '2025-12-01', end_reason = 'health', state = 'ended' WHERE id = (SELECT MIN(id) "+
			"FROM placement WHERE state = 'active')")
	cmd("reconcile").want(t, 1, "opened posts equal the quota's count")
	cmd("reconcile").want(t, 1, "every end has an event")
	cmd("trail", "verify").want(t, 0, "The trail holds") // the trail answers for its own rows
	tamper(t, dir, "DROP TRIGGER placement_event_no_update",
		"UPDATE placement_event SET on_date = '2020-01-01' WHERE id = 1")
	cmd("trail", "verify").want(t, 1, "row 1 of placement_event was changed")
}

func TestRestore_refuses_what_is_damaged_or_sealed_with_other_keys_and_leaves_nothing(t *testing.T) {
	dir := t.TempDir()
	run(t, "demo", "--no-serve", "--posts", "20", "--months", "1", "--data", dir).want(t, 0, "cun-")
	file := filepath.Join(dir, "b")
	run(t, "backup", "--data", dir, file).want(t, 0, "Backup of")
	body, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	other := t.TempDir()
	run(t, "key", "init", "--data", other).want(t, 0, "Keys made")
	run(t, "key", "init", "--data", other).want(t, 2, "never overwritten")
	run(t, "restore", "--data", other, file).want(t, 2, "另一套密钥")
	key, err := os.ReadFile(filepath.Join(dir, "keys", "ring.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(other, "keys", "ring.json"), key, 0o600); err != nil {
		t.Fatal(err)
	}
	spoilt := map[string][]byte{"cut": body[:len(body)*2/3], "the last byte lost": body[:len(body)-1],
		"another file": []byte("hello")}
	for i := 1; i < 20; i++ { // wherever a byte is changed, the checksum at the end tells
		spoilt[fmt.Sprintf("flipped at %d/20", i)] = flip(body, len(body)*i/20)
	}
	for what, bad := range spoilt {
		cut := filepath.Join(other, "cut")
		if err := os.WriteFile(cut, bad, 0o600); err != nil {
			t.Fatal(err)
		}
		if r := run(t, "restore", "--data", other, cut); r.code != 2 || !strings.Contains(r.err, "损坏") {
			t.Errorf("%s: %+v", what, r)
		}
	}
	run(t, "restore", "--data", other, file).want(t, 0, "Restored")
}

func flip(b []byte, at int) []byte {
	c := bytes.Clone(b)
	c[at] ^= 0x55
	return c
}

func TestInit_makes_a_real_office(t *testing.T) {
	dir := t.TempDir()
	data := []string{"--data", dir}
	cmd := func(args ...string) result { return run(t, append(args, data...)...) }
	r := cmd("init")
	r.want(t, 0, "2542 divisions")
	if !regexp.MustCompile(`sysadmin\s+Gw-`).MatchString(r.out) {
		t.Error(r.out)
	}
	if n := rowsKnown(t, dir, "region"); n != 2542 {
		t.Errorf("the database knows of %d divisions", n)
	}
	cmd("init").want(t, 2, "已经建账")
	cmd("user", "add", "--login", "li.si", "--name", "李四", "--idno",
		string(idno.Make("370499", civil.MustDate("1980-01-01"), 1))).want(
		t, 0, "li.si Gw-")
	cmd("user", "add", "--login", "li.si", "--name", "李四", "--idno", "123").want(t, 2, "18位")
	cmd("user", "grant", "--login", "li.si", "--role", "township_reviewer", "--region", "370402001").want(t, 0, "")
	cmd("user", "grant", "--login", "li.si", "--role", "village_registrar", "--region", "370402001013").want(t, 2, "不能兼任")
	cmd("user", "grant", "--login", "li.si", "--role", "township_reviewer", "--region", "99").want(t, 2, "没有区划代码")
	cmd("user", "grant", "--login", "nobody", "--role", "township_reviewer", "--region", "370402001").want(t, 2, "没有此用户")
	cmd("user", "revoke", "--login", "li.si", "--role", "township_reviewer", "--region", "370402001").want(t, 0, "")
	cmd("user", "reset-password", "--login", "li.si").want(t, 0, "li.si Gw-")
	cmd("trail", "verify").want(t, 0, "The trail holds")
	cmd("demo", "--no-serve").want(t, 2, "no demo")
	if err := os.Chmod(filepath.Join(dir, "keys", "ring.json"), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd("serve", "--addr", "127.0.0.1:0").want(t, 2, "chmod 600")
	cmd("doctor").want(t, 1, "chmod 600")
}

func TestUsage_exits_2_with_the_remedy(t *testing.T) {
	dir := t.TempDir()
	run(t).want(t, 0, "gangwei serve")
	run(t, "dance").want(t, 2, "unknown command")
	run(t, "serve", "--data", dir, "--nothing").want(t, 2, "--help")
	run(t, "serve", "--data", dir, "extra").want(t, 2, "arguments")
	run(t, "serve", "--data", dir).want(t, 2, "key init")
	run(t, "trail", "verify", "--data", dir, "--database", "oracle:x").want(t, 2, "unknown kind")
	run(t, "demo", "--data", dir, "--no-serve", "--posts", "0").want(t, 2, "--posts takes")
	run(t, "serve", "--help").want(t, 0, "-tls-cert")
	for _, bad := range []string{"proxy", "10.0.0.0/33", "0.0.0.0/0", "127.0.0.1,x", "::/0"} {
		run(t, "serve", "--data", dir, "--trust-proxy", bad).want(t, 2, "takes addresses like")
	}
	run(t, "serve", "--data", dir, "--trust-proxy", "127.0.0.1, 10.1.0.0/16,fd00::/8").want(t, 2, "key init")
}
