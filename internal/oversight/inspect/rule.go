package inspect

import (
	"cmp"
	"encoding/hex"
	"fmt"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/figure"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
)

// Family of a rule: one of the five wrongs, or procedure.
type Family string

const (
	Nepotism  Family = "nepotism"
	Rotation  Family = "rotation"
	Need      Family = "need"
	Diversion Family = "diversion"
	Arrears   Family = "arrears"
	Procedure Family = "procedure"
)

// Families in the order of papers and pages.
var Families = []Family{Nepotism, Rotation, Need, Diversion, Arrears, Procedure}

// Severity: how bad it would be if true.
type Severity string

const (
	Info   Severity = "info"
	Low    Severity = "low"
	Medium Severity = "medium"
	High   Severity = "high"
)

// Severities from the heaviest down.
var Severities = []Severity{High, Medium, Low, Info}

// Certainty: how sure the rows make it.
type Certainty string

const (
	Information Certainty = "information"
	Suspicion   Certainty = "suspicion"
	Record      Certainty = "record"
)

// Certainties from the surest down.
var Certainties = []Certainty{Record, Suspicion, Information}

// Rule is one test of a dossier. Its texts are Chinese, since papers print them.
type Rule struct {
	Code      string // family.name
	Version   string
	Family    Family
	Title     string
	Citation  string // where the rule comes from
	From      civil.Date
	Until     civil.Date // first day on which it no longer holds; zero: open
	Severity  Severity
	Certainty Certainty
	Params    []string // rulebook keys whose values are used, of the fact's date
	Needs     []string // tables without any one of which it sees nothing
	// in which it accuses that something is not there: what could not be read of them, it does not judge
	Absent   []Absence
	Method   string   // how it judges
	Innocent string   // look-alikes that are no wrong
	Next     string   // what to do next
	Ask      []string // questions for a talk (谈话提纲)
	Holds    Holding  // how its facts lie in time
	Own      bool     // a fault of procedure or pay that the office itself may see, to mend it (自查自纠)

	// Judge one village. Over judges what the villages add up to, after all of them; a rule has one of the two or both.
	Judge func(d *Dossier, c *City, report func(Finding))
	Over  func(c *City, report func(Finding))
}

// In reports whether the rule holds for facts of a day.
func (r *Rule) In(day civil.Date) bool {
	return !day.Before(r.From) && (r.Until.IsZero() || day.Before(r.Until))
}

// Subject of a finding: the row it is about, and its name for people.
type Subject struct {
	Table string
	ID    int64
	Name  string
}

// Evidence is one row that a finding rests on, with the values used, masked.
type Evidence struct {
	Table  string
	ID     int64
	What   string
	Source string // file and row, where the row came out of somebody's file
	Digest []byte // of the row where it is witnessed, or of its raw cells; else of the values used
}

// Finding of a rule. Severity and Certainty are the rule's unless set.
type Finding struct {
	Rule      *Rule
	Severity  Severity
	Certainty Certainty
	Region    *region.Region
	Subject   Subject
	Day       civil.Date    // of the fact: decides which rules and parameters hold
	From, To  civil.Month   // of the facts, for its fingerprint
	Lacking   []civil.Month // in which something is not there, where these are others than From to To
	Present   bool          // it says of nothing that it is not there, though its rule does elsewhere
	Held      Held          // when it holds
	Amount    money.Fen
	Sentence  string
	Params    string // "key=value" per line
	Matter    string // findings of one matter share it; empty: the subject is the matter
	Evidence  []Evidence
	Figures   []figure.Figure // what is drawn of it
}

// Period of its facts as text, by which it is known again: a month, or two with a slash. When it holds is Held.
func (f *Finding) Period() string { return Period(f.From, f.To) }

// Period of two months as text.
func Period(from, to civil.Month) string {
	if from == to {
		return from.String()
	}
	return from.String() + "/" + to.String()
}

// When it holds, as text.
func (f *Finding) When() string { return cmp.Or(f.Held.String(), f.Period()) }

// Fingerprint of rule, subject and period in hex: the same matter found again has the same one.
func (f *Finding) Fingerprint() string { return Fingerprint(f.Rule.Code, f.Subject, f.Period()) }

// Fingerprint in hex (SM3).
func Fingerprint(rule string, s Subject, period string) string {
	return hex.EncodeToString(printOf(rule, s, period))
}

func printOf(rule string, s Subject, period string) []byte {
	return seal.Digest(fmt.Appendf(nil, "%s|%s|%d|%s", rule, s.Table, s.ID, period))
}

// print is the fingerprint's bytes.
func (f *Finding) print() []byte { return printOf(f.Rule.Code, f.Subject, f.Period()) }

// EvidenceDigest changes when what the finding rests on changes.
func (f *Finding) EvidenceDigest() []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "%s|%s|%s|%d\n", f.Rule.Version, f.Severity, f.Certainty, f.Amount)
	for _, e := range f.Evidence {
		fmt.Fprintf(&b, "%s|%d|%s\n", e.Table, e.ID, e.What)
	}
	return seal.Digest([]byte(b.String()))
}

// Row makes a piece of evidence.
func Row(table string, id int64, what string, args ...any) Evidence {
	if len(args) > 0 {
		what = fmt.Sprintf(what, args...)
	}
	return Evidence{Table: table, ID: id, What: what}
}

// Value of a rulebook parameter as a line for Params.
func Value(key string, v any) string { return fmt.Sprintf("%s=%v\n", key, v) }

// RuleSet names a set of rules by its digest: codes and versions in order.
func RuleSet(rules []*Rule) string {
	var b strings.Builder
	for _, r := range rules {
		fmt.Fprintf(&b, "%s@%s\n", r.Code, r.Version)
	}
	return fmt.Sprintf("%d项-%x", len(rules), seal.Digest([]byte(b.String()))[:6])
}
