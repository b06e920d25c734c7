//go:build long

package fund_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/pay/fund"
	"gangwei/internal/platform/database"
)

// The journal adds up to the same balances in a program that has nothing to do with ours.
func TestJournal_gives_hledger_the_same_balances(t *testing.T) {
	program, err := exec.LookPath("hledger")
	if err != nil {
		t.Fatal("hledger is not installed; Debian: apt-get install hledger")
	}
	h := apptest.New(t, dbtest.SQLite(t))
	county, keeper := h.Region(apptest.County), h.Actor("finance_releaser", apptest.County)
	_, err = fund.Register(ctx, h.Desk, keeper, "", county, in("区财1号；甲", "2025", 1_234_567))
	apptest.Must(t, err)
	apptest.Must(t,
		move(h,
			fund.Move{Path: county.Path, Fund: employment, Year: "2025", From: fund.Available, To: fund.Committed,
				Amount: 400_001, Subject: "pay_run"}))
	apptest.Must(t,
		move(h,
			fund.Move{Path: county.Path, Fund: employment, Year: "2025", From: fund.Committed, To: fund.Paid, Amount: 300_007,
				Subject: "pay_batch"}))
	file := filepath.Join(t.TempDir(), "f.journal")
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		entries, err := fund.Entries(s, county.Path, employment, "2025", 100)
		if err != nil {
			return err
		}
		return os.WriteFile(file, fund.Journal(entries), 0o600)
	}))
	out, err := exec.Command(program, "-f", file, "balance", "--flat", "-E").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	said := strings.ReplaceAll(string(out), ",", "")
	b := balance(t, h, apptest.County, "2025")
	for account, amount := range map[string]string{"available": b.Available.String(), "committed": b.Committed.String(),
		"paid": b.PaidOut.String(), "source": "-" + b.Received.String()} {
		found := false
		for _, line := range strings.Split(said, "\n") {
			found = found || strings.Contains(line, account+":") && strings.Fields(line)[0] == amount
		}
		if !found {
			t.Errorf("%s %s is not what hledger says:\n%s", account, amount, out)
		}
	}
}
