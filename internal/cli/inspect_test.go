package cli

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestInspect_run_score_report_and_check(t *testing.T) {
	dir := t.TempDir()
	data := []string{"--data", dir}
	cmd := func(args ...string) result { t.Helper(); return run(t, append(args, data...)...) }
	answers := filepath.Join(dir, "sheet.json")
	cmd("demo", "--no-serve", "--posts", inspectedPosts, "--months", "4", "--answers", answers).want(t, 0, "jijian")
	cmd("inspect", "score", "--answers", answers).want(t, 0, "arrears.returned")
	cmd("inspect", "score", "--answers", filepath.Join(dir, "none")).want(t, 2, "--answers FILE")
	cmd("inspect", "score", "--answers", filepath.Join(dir, "logins.txt")).want(t, 2, "no JSON array")
	cmd("inspect", "run", "--format", "xml").want(t, 2, "text, json or csv")
	cmd("inspect", "run", "--region", "12").want(t, 2, "没有区划代码")
	cmd("inspect", "run", "--region", "370402").want(t, 0, "市中区")
	r := cmd("inspect", "run", "--format", "json")
	r.want(t, 0, "fingerprint")
	var list []map[string]any
	if err := json.Unmarshal([]byte(r.out), &list); err != nil || len(list) == 0 {
		t.Fatalf("%v, %d findings", err, len(list))
	}
	for _, key := range []string{"rule", "version", "family", "severity", "certainty", "region", "subject", "period",
		"held_from", "held_until", "amount_fen",
		"sentence", "evidence", "innocent", "next", "fingerprint"} {
		if _, ok := list[0][key]; !ok || len(list[0]) != 16 {
			t.Errorf("the finding lacks %s or has more: %v", key, list[0])
		}
	}
	if code, _ := list[0]["region"].(string); len(code) != 12 {
		t.Errorf("region %q", code)
	}
	if again := cmd("inspect", "run", "--format", "json"); again.out != r.out {
		t.Error("the same database, other findings")
	}
	cmd("inspect", "run", "--format", "csv", "--dry-run").want(t, 0,
		"rule,version,family,severity,certainty,region,subject,period,amount_fen,sentence,evidence,innocent,next,fingerprint,held_from,held_until")
	pdf := filepath.Join(dir, "r.pdf")
	cmd("report", "inspection", "--region", "370402", "--from", "2025-09", "--to", "2025-12", "--out", pdf).want(t, 0,
		"JD-2025-")
	cmd("report", "inspection", "--region", "370402", "--from", "2025-09", "--to", "2025-12", "--out", pdf).want(t, 2,
		"exists already")
	cmd("report", "inspection", "--region", "370402", "--from", "2025-13", "--to", "2025-12", "--out", pdf+"2").want(t, 2,
		"YYYY-MM")
	cmd("report", "inspection", "--region", "370402", "--from", "2025-12", "--to", "2025-09", "--out", pdf+"2").want(t, 2,
		"起月不晚于止月")
	cmd("report", "check", pdf).want(t, 0, "Ours and unchanged: JD-2025-")
	b, err := os.ReadFile(pdf)
	if err != nil || !strings.HasPrefix(string(b), "%PDF") {
		t.Fatal(err)
	}
	if err := os.WriteFile(pdf+"x", flip(b, len(b)/2), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd("report", "check", pdf+"x").want(t, 1, "not a paper of this office")
	cmd("trail", "verify").want(t, 0, "The trail holds")
	cmd("reconcile").want(t, 0, "All agrees")
	tamper(t, dir, "DROP TRIGGER paper_no_update", "UPDATE paper SET number = 'JD-2025-9999' WHERE id = 1")
	cmd("trail", "verify").want(t, 1, "paper")
}
