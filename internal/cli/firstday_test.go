package cli

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/reconcile"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/divisions"
)

// where an office may lie: in its folder, or on a server.
func where(t *testing.T) map[string]func(t *testing.T) []string {
	t.Helper()
	return map[string]func(t *testing.T) []string{
		"sqlite": func(t *testing.T) []string { return []string{"--data", t.TempDir()} },
		"mariadb": func(t *testing.T) []string {
			return []string{"--data", t.TempDir(), "--database", "mysql:" + dbtest.Empty(t)}
		},
	}
}

// everyCheck is what an operator may ask of an office; each must say that all is well.
func everyCheck(t *testing.T, office []string) {
	t.Helper()
	cmd := func(args ...string) result { return run(t, append(args, office...)...) }
	dir := t.TempDir()
	cmd("trail", "verify").want(t, 0, "The trail holds")
	cmd("reconcile").want(t, 0, "All agrees")
	cmd("doctor").want(t, 0, "ok   office is made")
	cmd("migrate", "status").want(t, 0, "0001_foundations")
	head := filepath.Join(dir, "head")
	r := cmd("trail", "head")
	r.want(t, 0, "root ")
	if err := os.WriteFile(head, []byte(r.out), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd("trail", "verify", "--head", head).want(t, 0, "The trail holds")
	cmd("inspect", "run").want(t, 0, "没有发现")
	cmd("inspect", "run", "--format", "json", "--dry-run").want(t, 0, "[]")
	paper := filepath.Join(dir, "p.pdf")
	r = cmd("report", "inspection", "--region", "3704", "--from", "2026-01", "--to", "2026-03", "--out", paper)
	r.want(t, 0, "cut-off")
	cmd("report", "check", paper).want(t, 0, "Ours and unchanged")
	cmd("duty", "verify-draw", "--quarter", "2026Q1").want(t, 0, "draws of 2026Q1")
	cmd("export", "holders", "--region", "3704", "--out", filepath.Join(dir, "h.xlsx")).want(t, 0, "h.xlsx")
	cmd("inspect", "extract", "--region", "3704", "--out", filepath.Join(dir, "extract")).want(t, 0, "已提取")
	cmd("user", "list").want(t, 0, "")

	backup := filepath.Join(dir, "office.backup")
	cmd("backup", backup).want(t, 0, "Backup of")
	copied := t.TempDir()
	copyKeys(t, office[1], copied)
	run(t, "restore", "--data", copied, backup).want(t, 0, "Restored")
	run(t, "trail", "verify", "--data", copied, "--head", head).want(t, 0, "The trail holds")
	run(t, "reconcile", "--data", copied).want(t, 0, "All agrees")
	run(t, "doctor", "--data", copied).want(t, 0, "ok   office is made")
	cmd("trail", "verify").want(t, 0, "The trail holds")
}

// An office's first day: it has no post, nobody and no money yet, and nothing that it does by itself, nor any check,
// may find a fault in that.
func TestFirst_day_of_an_office_every_check_holds(t *testing.T) {
	for name, at := range where(t) {
		t.Run(name+": two days of the clock", func(t *testing.T) {
			office := at(t)
			twoDays(t, office)
			everyCheck(t, office)
		})
		t.Run(name+": init, and serve for a while", func(t *testing.T) {
			office := at(t)
			run(t, append([]string{"key", "init"}, office...)...).want(t, 0, "Keys made")
			run(t, append([]string{"init"}, office...)...).want(t, 0, "2542 divisions")
			serveUntilRoot(t, office)
			cmd := func(args ...string) result { return run(t, append(args, office...)...) }
			cmd("trail", "verify").want(t, 0, "The trail holds")
			cmd("reconcile").want(t, 0, "All agrees")
			cmd("doctor").want(t, 0, "ok   office is made")
		})
	}
}

// twoDays makes an office without any business data and does its duties every hour of two days of a set clock.
func twoDays(t *testing.T, office []string) {
	t.Helper()
	ctx, cfg := context.Background(), configOf(office)
	start := clock.On(civil.MustDate("2026-01-05"), 0, 30)
	set := clock.NewSet(start)
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	a, err := app.Init(ctx, cfg, divisions.Zaozhuang, divisions.ZaozhuangUnits, true, set, log)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	for hour := range 49 {
		set.Move(start.Add(time.Duration(hour) * time.Hour))
		if err := a.RunDuties(ctx); err != nil {
			t.Fatalf("hour %d: %v", hour, err)
		}
	}
	var days []string
	var last reconcile.Outcome
	if err := a.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		if last, _, err = reconcile.Latest(s); err != nil {
			return err
		}
		return s.Select(&days, "SELECT broken FROM reconcile_run")
	}); err != nil {
		t.Fatal(err)
	}
	if strings.Join(days, " ") != "0 0" || last.Said != "" {
		t.Errorf("the nights' counts found %v, and said %q", days, last.Said)
	}
}

// serveUntilRoot serves an office until its duties have been done once: the root is the last of them.
func serveUntilRoot(t *testing.T, office []string) {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), 5*time.Minute) // it hangs: the test ends and says so
	defer stop()
	db, err := database.Open(ctx, addressOf(office))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ended := make(chan result, 1)
	go func() {
		var out, errOut bytes.Buffer
		args := append([]string{"serve", "--addr", "127.0.0.1:0"}, office...)
		code := mainUntil(ctx, args, strings.NewReader(""), &out, &errOut)
		ended <- result{code, out.String(), errOut.String()}
	}()
	for roots := 0; roots == 0; time.Sleep(20 * time.Millisecond) {
		select {
		case r := <-ended:
			t.Fatalf("serve ended before it had written a root: %+v", r)
		default:
		}
		if err := db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&roots, "SELECT COUNT(*) FROM trail_root")
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	stop()
	r := <-ended
	r.want(t, 0, "Serving on")
	if strings.Contains(r.err, "level=ERROR") {
		t.Errorf("a duty failed:\n%s", r.err)
	}
}

// addressOf the database of an office's flags.
func addressOf(office []string) string { return configOf(office).Address() }

func configOf(office []string) app.Config {
	c := app.Config{Data: office[1]}
	if len(office) > 2 {
		c.Database = office[3]
	}
	return c
}

// copyKeys of an office into another folder, as whoever keeps them apart would.
func copyKeys(t *testing.T, from, to string) {
	t.Helper()
	body, err := os.ReadFile(filepath.Join(from, "keys", "ring.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(to, "keys"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(to, "keys", "ring.json"), body, 0o600); err != nil {
		t.Fatal(err)
	}
}
