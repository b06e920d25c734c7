package duty

import (
	"context"
	"encoding/hex"
	"errors"
	"slices"
	"strings"

	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/trail"
)

// content is what a check says, apart from when it arrives: two messages of one id are the same only if it is the same.
type content struct {
	PersonID, AboutID                                 int64
	Method, Finding, Second, Statement, Remark, Place string
	Photos                                            string // their digests, sorted
}

func contentOf(personID int64, method, second, place string, s Seen) content {
	return content{PersonID: personID, AboutID: s.AboutID, Method: method, Finding: s.Finding,
		Second:    strings.TrimSpace(second),
		Statement: strings.TrimSpace(s.Statement), Remark: strings.TrimSpace(s.Remark), Place: strings.TrimSpace(place),
		Photos: digests(s.Photos)}
}

func digests(photos []files.Stored) string {
	var out []string
	for _, p := range photos {
		out = append(out, hex.EncodeToString(p.Digest))
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

var contentTable = trail.Table{Name: "duty_aside.content",
	Columns: []string{"person_id", "about_id", "method", "finding", "second", "statement", "remark", "place", "photos"}}

func (c content) digest() []byte {
	return contentTable.Digest(c.PersonID, c.AboutID, c.Method, c.Finding, c.Second, c.Statement, c.Remark, c.Place,
		c.Photos)
}

// keptCheck is a check that is there under a client's id.
type keptCheck struct {
	Check
	PersonID int64
	said     content
}

// says reports whether a message says the same as the check. The phone's time of it may differ by as much as clocks do.
func (k keptCheck) says(c content, seenUs clock.Moment) bool {
	gap := k.SeenUs - seenUs
	return k.said == c && (k.SeenUs == 0 || seenUs == 0 || gap <= clockSlack && gap >= -clockSlack)
}

// Aside is a second message of a check's id with other content. It is no check and counts nowhere. Insert-only and
// witnessed.
type Aside struct {
	ID        int64
	CheckID   int64
	Path      string
	Content   []byte // digest of what it says
	Name      string // whom it is about
	Method    string
	SeenUs    clock.Moment
	Finding   string
	Second    string
	Place     string
	Statement string
	Remark    string
	AtUs      clock.Moment
}

// AsideWitness of the messages kept aside.
var AsideWitness = trail.Table{Name: "duty_aside",
	Columns: []string{"check_id", "path", "content", "name", "method", "seen_us", "finding", "second", "place",
		"statement", "remark", "at_us"}}

func (a *Aside) digest() []byte {
	return AsideWitness.Digest(a.CheckID, a.Path, a.Content, a.Name, a.Method, int64(a.SeenUs), a.Finding, a.Second,
		a.Place, a.Statement, a.Remark, int64(a.AtUs))
}

// putAside keeps a message that says otherwise than the check of its id; once, however often it is sent. Refusals:
// form.choice, form.long.
func (r *Service) putAside(ctx context.Context, actor authz.Actor, k keptCheck, e Entry, c content) error {
	if err := e.faults(); err != nil {
		return err
	}
	_, err := desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		if err := v.Allow("duty.check", k.Path); err != nil {
			return 0, err
		}
		have, err := hasAside(v.Tx, k.ID, c.digest())
		if err != nil {
			return 0, err
		}
		if have {
			return 0, errThere
		}
		a := Aside{CheckID: k.ID, Path: k.Path, Content: c.digest(), Method: c.Method, SeenUs: e.SeenUs, Finding: c.Finding,
			Second: c.Second,
			Place:  c.Place, Statement: c.Statement, Remark: c.Remark, AtUs: v.Now()}
		if a.Name, err = nameOf(v.Tx, c.PersonID); err != nil {
			return 0, err
		}
		v.Record("duty.aside", "duty_check", k.ID, desk.F("content", hex.EncodeToString(a.Content[:6])))
		if err := storeAside(v, &a); err != nil {
			if database.Duplicate(err, "") {
				err = errors.Join(database.ErrAgain, err) // the same message at the same moment
			}
			return 0, err
		}
		return 0, nil
	})
	if errors.Is(err, errThere) {
		return nil
	}
	return err
}

var errThere = errors.New("it is there already")

// faults of an entry by itself.
func (e Entry) faults() error {
	var faults errs.Faults
	if !slices.Contains(Methods, e.Method) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("method"))
	}
	if !slices.Contains(Findings, e.Finding) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("seen"))
	}
	for _, x := range []struct {
		field, text string
		limit       int
	}{
		{"second", e.Second, maxSecond},
		{"place", e.Place, maxPlace},
		{"said", e.Statement, maxWords},
		{"remark", e.Remark, maxWords},
	} {
		if len([]rune(x.text)) > x.limit {
			faults.Add(errs.New(errs.Invalid, "form.long").On(x.field).With("limit", x.limit))
		}
	}
	return faults.OrNil()
}

// Runes that a check's fields may have.
const (
	maxSecond = 30
	maxPlace  = 50
	maxWords  = 100 // of a statement or remark
)
