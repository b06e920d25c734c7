//go:build long

package faulttest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/database"
)

// The disk under database and files is full at each step of a month's pay: the step says so and leaves nothing half
// done, and succeeds once there is room. The small disk is a tmpfs in a name space of the test's own (unshare, of
// Debian's util-linux).
func TestFull_disk_leaves_nothing_half_done(t *testing.T) {
	dir := t.TempDir()
	cmd := exec.Command("unshare", "--user", "--map-root-user", "--mount", "sh", "-c",
		`mount -t tmpfs -o size=40m small "$1" && shift && exec "$@"`, "sh", dir, os.Args[0], "-test.run", "^TestFullChild$",
		"-test.v")
	cmd.Env = append(os.Environ(), "TMPDIR="+dir, "GANGWEI_SMALL_DISK="+dir)
	out, err := cmd.CombinedOutput()
	t.Logf("%s", out)
	if err != nil || !bytes.Contains(out, []byte("refused for want of room")) {
		t.Fatalf("%v (a name space of one's own must be allowed: sysctl kernel.unprivileged_userns_clone, or run as root)",
			err)
	}
}

// ballast fills a disk but for some bytes.
type ballast struct {
	t    *testing.T
	dir  string
	path string
}

func (b *ballast) leave(free int64) {
	b.t.Helper()
	b.drop()
	var s syscall.Statfs_t
	apptest.Must(b.t, syscall.Statfs(b.dir, &s))
	n := int64(s.Bavail)*int64(s.Bsize) - free
	apptest.Must(b.t, os.WriteFile(b.path, make([]byte, max(n, 0)), 0o600))
}

func (b *ballast) drop() {
	if err := os.Remove(b.path); err != nil && !os.IsNotExist(err) {
		b.t.Fatal(err)
	}
}

// TestFullChild is the program on the small disk.
func TestFullChild(t *testing.T) {
	dir := os.Getenv("GANGWEI_SMALL_DISK")
	if dir == "" {
		return // only a child does something here
	}
	h := apptest.New(t, dbtest.SQLite(t))
	disk := &ballast{t, dir, filepath.Join(dir, "ballast")}
	for i := range 4 {
		h.Hold(i, "领款"+string(rune(0x4e00+i*7)), fmt.Sprintf("9990000000%05d", i), "2025-01-01", "")
	}
	county, feb := h.Region(apptest.County), civil.MustMonth("2025-02")
	clerk, town := h.Actor("village_registrar", apptest.Home), h.Actor("township_reviewer", apptest.Town)
	prepare, release, approve := h.Actor("finance_preparer", apptest.County), h.Actor("finance_releaser", apptest.County),
		h.Actor("county_reviewer", apptest.County)
	refused := 0
	step := func(what string, do func() error) {
		t.Helper()
		for _, free := range []int64{0, 4 << 10, 32 << 10, 128 << 10, -1} {
			if free >= 0 {
				disk.leave(free)
			} else {
				disk.drop()
			}
			err := do()
			disk.drop()
			if err != nil {
				trouble := database.ClassifyOutage(err)
				if trouble == nil || trouble.Code != "database.full" || free < 0 {
					t.Fatalf("%s with %d bytes left: %v", what, free, err)
				}
				refused++
			}
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
				return whole(t, s, h.App, fmt.Sprintf("%s with %d bytes left", what, free))
			}))
			if err == nil {
				return
			}
		}
	}
	var sheet, run, batch int64
	step("sheet", func() (err error) { sheet, err = h.Duty.Begin(ctx, clerk, h.Region(apptest.Home), feb); return err })
	form := duty.Form{ID: sheet, Version: 1}
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		lines, err := duty.LinesOf(s, sheet)
		for _, l := range lines {
			x := duty.Typed{PlacementID: l.PlacementID}
			x.Days[19] = "勤"
			form.Lines = append(form.Lines, x)
		}
		return err
	}))
	step("submit", func() error { _, err := h.Duty.Submit(ctx, clerk, "", form); return err })
	step("review", func() error { _, err := h.Duty.Review(ctx, town, "", sheet, 2, true, ""); return err })
	step("fund", func() error {
		_, err := fund.Register(ctx, h.Desk, release, "", county,
			fund.Document{Kind: fund.In, Fund: "employment_subsidy", Year: "2025", Level: "city", Number: "市财〔2025〕1号",
				AmountFen: 5_000_000, OnDate: civil.MustDate("2025-01-02")})
		return err
	})
	step("draft", func() error {
		d, err := h.Payroll.DraftRun(ctx, prepare, county, feb)
		run = d.RunID
		return err
	})
	step("notice", func() error {
		_, err := h.Payroll.Notice(ctx, prepare, "", run, 1, civil.MustDate("2025-03-03"), civil.MustDate("2025-03-06"), "")
		return err
	})
	h.Set.Move(clock.On(civil.MustDate("2025-03-07"), 9, 0))
	step("audit", func() error { _, err := h.Payroll.Audit(ctx, town, "", run, h.Region(apptest.Town)); return err })
	step("approve", func() error { _, err := h.Payroll.Approve(ctx, approve, "", run, 2, ""); return err })
	step("prepare", func() (err error) {
		batch, err = h.Payments.Prepare(ctx, prepare, "", run, payment.Payer{})
		return err
	})
	step("release", func() error { _, err := h.Payments.Release(ctx, release, "", batch, 1, "支1号"); return err })
	var results []bankfile.Result
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&results,
			"SELECT seq, amount_fen AS amount, 1 AS paid, '' AS reason FROM pay_batch_line WHERE batch_id = ?", batch)
	}))
	step("settle", func() error {
		_, err := h.Payments.Settle(ctx, prepare, "", batch, 2, h.Set.Now().Date(), results)
		return err
	})

	// a file that is kept: no part of it stays
	photo := append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat([]byte("x"), 1<<20)...)
	step("file", func() error { _, err := h.Files.Put("x.png", bytes.NewReader(photo)); return err })
	apptest.Must(t, filepath.Walk(dir, func(path string, i os.FileInfo, err error) error {
		if err == nil && len(i.Name()) > 4 && i.Name()[:4] == "put-" {
			t.Errorf("a part of a file stayed: %s", path)
		}
		return nil
	}))
	var paid int64
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		_, err := s.One(&paid, "SELECT COUNT(*) FROM payment_event WHERE kind = 'paid'")
		return err
	}))
	if paid != 4 || refused < 8 {
		t.Errorf("%d paid, %d refused", paid, refused)
	}
	fmt.Println(refused, "times refused for want of room")
}
