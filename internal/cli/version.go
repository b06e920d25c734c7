package cli

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"runtime/debug"
	"slices"

	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/database"
	"gangwei/migrations"
)

// Set by the Makefile's build, for machines on which Go does not stamp what it builds.
var commit, date string

const unknown = "unknown"

// version says which program this is.
type version struct {
	Commit     string `json:"commit"`      // "-dirty" behind it: the tree held more than the commit
	Date       string `json:"date"`        // of the commit
	Go         string `json:"go"`          // that built it
	Schema     string `json:"schema"`      // the last migration that the program knows, by number
	Migrations int    `json:"migrations"`  // how many it knows: one may come later with a lower number
	Rules      int    `json:"rules"`       // of inspection
	RuleDigest string `json:"rule_digest"` // over codes and versions: equal digests judge by the same rules
}

func runVersion(c *call) error {
	asJSON := c.flags.Bool("json", false, "as JSON, for machines")
	if err := c.parse(); err != nil {
		return err
	}
	info, _ := debug.ReadBuildInfo()
	v, err := versionOf(info, commit, date)
	if err != nil {
		return err
	}
	if *asJSON {
		e := json.NewEncoder(c.out)
		e.SetIndent("", "  ")
		return e.Encode(v)
	}
	_, err = fmt.Fprintf(c.out, "gangwei %s of %s, %s\nschema  %s, %d migrations\nrules   %d, %s\n",
		v.Commit, v.Date, v.Go, v.Schema, v.Migrations, v.Rules, v.RuleDigest)
	return err
}

// versionOf what Go stamped, or else what the build said of itself.
func versionOf(info *debug.BuildInfo, commit, date string) (version, error) {
	v := version{Go: unknown}
	var dirty string
	if info != nil {
		v.Go = cmp.Or(info.GoVersion, unknown)
		for _, s := range info.Settings {
			switch {
			case s.Key == "vcs.revision":
				v.Commit = s.Value
			case s.Key == "vcs.time":
				v.Date = s.Value
			case s.Key == "vcs.modified" && s.Value == "true":
				dirty = "-dirty"
			}
		}
	}
	if v.Commit != "" {
		v.Commit += dirty
	}
	v.Commit, v.Date = cmp.Or(v.Commit, commit, unknown), cmp.Or(v.Date, date, unknown)
	all, err := database.LoadMigrations(migrations.Files, "sqlite")
	if err != nil {
		return v, err
	}
	v.Schema, v.Migrations = all[len(all)-1].Name, len(all)
	rules := oversight.Rules()
	v.Rules, v.RuleDigest = len(rules), digestOf(rules)
	return v, nil
}

// digestOf the rules' codes and versions, in whatever order they stand.
func digestOf(rules []*inspect.Rule) string {
	var lines []string
	for _, r := range rules {
		lines = append(lines, r.Code+" "+r.Version+"\n")
	}
	slices.Sort(lines)
	h := sha256.New()
	for _, l := range lines {
		h.Write([]byte(l))
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}
