package folder_test

import (
	"bytes"
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"gangwei/internal/base/civil"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/sheettest"
)

// Three folders as an inspector might hold them: perfect papers over cash collected back, everything that only looks
// like it, and next to nothing.
func TestFolders_guilty_alike_and_incomplete(t *testing.T) {
	for name, want := range map[string][]string{
		"guilty": {"diversion.asked_back", "diversion.card_kept", "diversion.card_kept", "diversion.card_kept",
			"diversion.drawn_together", "diversion.paid_after_end", "need.outsourced", "nepotism.kin_of_decider",
			"nepotism.kin_voted"},
		"alike":      nil,
		"incomplete": {"diversion.paid_after_end"},
	} {
		t.Run(name, func(t *testing.T) {
			_, cases := unpack(t, filepath.Join("testdata", "folders", name+".txtar"))
			r, err := folder.Run(os.DirFS(cases["folder"]), asOf, oversight.Rules(), nil)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range r.Findings {
				t.Log(f.Rule.Code, f.Certainty, f.Sentence)
				if f.Certainty != inspect.Information {
					got = append(got, f.Rule.Code)
				}
			}
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("accused by %q, want %q", got, want)
			}
			if len(r.Faults) > 0 {
				t.Errorf("not read: %v", r.Faults)
			}
			if name == "incomplete" && len(r.Lacks) < 20 {
				t.Errorf("only %d tables are said to be lacking", len(r.Lacks))
			}
		})
	}
}

// A folder says the same whatever its files are: CSV in the encoding of old office programs, the workbooks of 1997 to
// 2003, or one workbook with a sheet for each table.
func TestFolders_in_other_formats_say_the_same(t *testing.T) {
	_, cases := unpack(t, filepath.Join("testdata", "folders", "guilty.txtar"))
	said := func(dir string) (out []string) {
		t.Helper()
		r, err := folder.Run(os.DirFS(dir), asOf, oversight.Rules(), nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range r.Faults {
			t.Error(f)
		}
		for _, f := range r.Findings {
			out = append(out, f.Fingerprint()+f.Sentence)
		}
		return out
	}
	want := said(cases["folder"])
	names, err := filepath.Glob(filepath.Join(cases["folder"], "*.csv"))
	if err != nil || len(names) == 0 || len(want) == 0 {
		t.Fatalf("%d tables, %d findings: %v", len(names), len(want), err)
	}
	old, binary, one := t.TempDir(), t.TempDir(), t.TempDir()
	put := func(dir, name string, b []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var pages []sheettest.Page
	for _, path := range names {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		stem := strings.TrimSuffix(filepath.Base(path), ".csv")
		gbk, err := simplifiedchinese.GB18030.NewEncoder().Bytes(b)
		if err != nil {
			t.Fatal(err)
		}
		put(old, stem+".csv", gbk)
		rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		page := sheettest.Page{Name: stem}
		for _, r := range rows {
			line := make([]any, len(r))
			for i, c := range r {
				if c != "" {
					line[i] = c
				}
			}
			page.Rows = append(page.Rows, line)
		}
		pages = append(pages, page)
		put(binary, stem+".xls", sheettest.XLS(page, 300, false))
	}
	put(one, "全部材料.xlsx", sheettest.XLSX(t, pages...))
	for what, dir := range map[string]string{"GB18030": old, "xls": binary, "one workbook": one} {
		if got := said(dir); !slices.Equal(got, want) {
			t.Errorf("%s: %d findings, want %d:\n%q\n%q", what, len(got), len(want), got, want)
		}
	}
}

// Lists as offices keep them, each with what an inspector would see in it.
func TestFolders_as_they_are_kept(t *testing.T) {
	_, cases := unpack(t, filepath.Join("testdata", "folders", "as-kept.txtar"))
	for name, want := range map[string][]string{
		"roster": {"diversion.barred_while_paid", "diversion.card_kept", "diversion.card_kept", "diversion.not_received",
			"procedure.barred_at_start"},
		"turns":   {"diversion.paid_after_end", "diversion.paid_twice", "diversion.two_posts", "rotation.equal_spells"},
		"wide":    {"diversion.paid_after_end", "diversion.paid_after_end", "diversion.paid_twice"},
		"english": {"diversion.above_standard", "diversion.paid_after_end"},
		"collected": {"diversion.asked_back", "diversion.drawn_together", "need.complaint_unanswered",
			"nepotism.shared_contact", "procedure.quorum"},
		"absent": {"diversion.paid_though_absent", "diversion.paid_though_absent"},
		"ledger": {"diversion.fund_balance", "diversion.fund_purpose", "diversion.fund_purpose"},
	} {
		r, err := folder.Run(os.DirFS(cases[name]), civil.MustDate("2024-12-31"), oversight.Rules(), nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		kin := 0
		for _, f := range r.Findings {
			if f.Certainty != inspect.Information {
				got = append(got, f.Rule.Code)
			} else if f.Rule.Code == "nepotism.kin_of_decider" {
				kin++
			}
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("%s: accused by %q, want %q", name, got, want)
		}
		if len(r.Faults) > 0 {
			t.Errorf("%s: not read: %v", name, r.Faults)
		}
		if name == "absent" && kin != 1 {
			t.Errorf("the remark that somebody is the headman's brother was read %d times", kin)
		}
	}
}
