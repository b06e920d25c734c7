package kit

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/words"
)

// MaxBulk is how many are decided at once: as many as somebody can still look through. LookedBulk is how many are
// looked at for that.
const (
	MaxBulk    = 200
	LookedBulk = 2 * MaxBulk
)

// Bulk is a page on which many of a kind are decided at once: chosen one by one or by a filter, shown with what is left
// out and why, and only then decided.
type Bulk struct {
	Page
	Address    string // where one chooses; the preview lies under it, and the decision is sent to it
	Permission authz.Permission
	Act, Unit  string // what is done, and what is counted: 审核, 份
	Things     string // what they are: 考勤表
	Never      string // what is never decided with others
	OneByOne   string // address where each is decided alone
	Heads      []BulkHead
	Fixed      []Sent // of the address, besides the filter
	Filters    []BulkFilter
	Fields     []Field // asked for with the decision

	Places Places
	By     string // chosen or filter; empty: one is choosing
	In     []BulkRow
	Out    []BulkRow
	More   int // that fit and are not shown: they come when these are done
	Digest string

	Look func(s *database.Snapshot, ids []int64) error // fills In, Out and More; ids where they were chosen one by one
	Pass func(list []BulkSeen) (BulkDone, error)
}

// BulkHead is the head of a column.
type BulkHead struct {
	Words string
	Num   bool
}

// BulkFilter is a choice by which many are chosen. What is empty chooses all.
type BulkFilter struct {
	Name, Label, Value string
	Options            []Option
}

// said is what was chosen, in words.
func (f BulkFilter) said() string {
	for _, o := range f.Options {
		if o.Value == f.Value {
			return f.Label + "＝" + o.Words
		}
	}
	return f.Label + "＝" + f.Value
}

// BulkRow is one of them, as it is shown. Cells stand under the heads; the first leads to its page. Why: what keeps it
// out.
type BulkRow struct {
	ID, Version   int64
	Name, Address string
	Path          string
	Cells         []string
	Why           []error
}

// BulkSeen is one in the version that was seen.
type BulkSeen struct{ ID, Version int64 }

// BulkDone is what became of them: how many passed, and those that were left out.
type BulkDone struct {
	Passed int
	Left   []int64
	At     string // where it is carried out; empty: it is
}

// Most that are decided at once.
func (*Bulk) Most() int { return MaxBulk }

// Values of the region and the filter, as an address and the form carry them.
func (x *Bulk) Values() []Sent {
	out := slices.Clone(x.Fixed)
	if x.Places.At != nil {
		out = append(out, Sent{"region", x.Places.At.Code})
	}
	for _, f := range x.Filters {
		if f.Value != "" {
			out = append(out, Sent{f.Name, f.Value})
		}
	}
	return out
}

// At is the address of the page or of one under it, with the filter.
func (x *Bulk) At(under string, more ...Sent) string {
	q := url.Values{}
	for _, v := range append(x.Values(), more...) {
		q.Add(v.Name, v.Value)
	}
	return x.Address + under + "?" + q.Encode()
}

// Chosen says in words how they were chosen: so it stands in the record.
func (x *Bulk) Chosen() string {
	if x.By == "chosen" {
		return words.Text("bulk.by_hand")
	}
	var said []string
	if x.Places.At != nil {
		said = append(said, "区域＝"+x.R.Tree.Full(x.Places.At.Path))
	}
	for _, f := range x.Filters {
		if f.Value != "" {
			said = append(said, f.said())
		}
	}
	return words.Text("bulk.by_filter", errs.Arg{Name: "filter", Value: strings.Join(said, "；")})
}

// Path within which they are chosen, empty: wherever the visitor may.
func (x *Bulk) Path() string {
	if x.Places.At == nil {
		return ""
	}
	return x.Places.At.Path
}

// ListID is one as it was seen.
func (*Bulk) ListID(b BulkRow) string { return fmt.Sprintf("%d,%d", b.ID, b.Version) }

func (x *Bulk) seen(ids []string) []string {
	out := []string{x.Address, x.By, x.Chosen()}
	for _, v := range x.Values() {
		out = append(out, v.Name+"="+v.Value)
	}
	return append(out, ids...)
}

// narrow to what the request names, or to the visitor's one region. Who has several and names none chooses from all.
func (x *Bulk) narrow(r *Request) error {
	x.R = r
	scope := r.Actor.Scope(x.Permission)
	paths := scope.Paths()
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	if at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	if at == nil && len(paths) < 2 {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	x.Places = r.Narrow(paths, at)
	return nil
}

// look at them, and put the list under a digest. An entry is of one region: of somebody who has several, those of the
// first are taken, and the others come next.
func (x *Bulk) look(ids []int64) error {
	if err := x.R.Read(func(s *database.Snapshot) error { return x.Look(s, ids) }); err != nil {
		return err
	}
	if x.By != "" {
		x.keepOneRegion()
	}
	var list []string
	for _, b := range x.In {
		list = append(list, x.ListID(b))
	}
	x.Digest = Seen(x.R, x.seen(list)...)
	return nil
}

func (x *Bulk) keepOneRegion() {
	paths := x.R.Actor.Scope(x.Permission).Paths()
	if x.Places.At != nil || len(x.In) == 0 {
		return
	}
	i := slices.IndexFunc(paths, func(p string) bool { return strings.HasPrefix(x.In[0].Path, p) })
	at, ok := x.R.Tree.ByPath(paths[i])
	if !ok {
		return
	}
	x.Places = x.R.Narrow(paths, at)
	var here []BulkRow
	for _, b := range x.In {
		if strings.HasPrefix(b.Path, at.Path) {
			here = append(here, b)
			continue
		}
		b.Why = []error{errs.New(errs.State, "bulk.elsewhere").With("place", x.R.Tree.Full(b.Path))}
		x.Out = append(x.Out, b)
	}
	x.In = here
}

// BulkPages are the handlers of a page on which many are decided at once: open makes it out of the request.
type BulkPages func(*Request) (*Bulk, error)

func (open BulkPages) page(r *Request) (*Bulk, error) {
	x, err := open(r)
	if err == nil {
		err = x.narrow(r)
	}
	if err == nil {
		x.checkFilters(r)
		err = r.Faults()
	}
	return x, err
}

// checkFilters refuses a choice that is not offered: by none at all, many more would be chosen than somebody meant.
func (x *Bulk) checkFilters(r *Request) {
	for _, f := range x.Filters {
		sent := r.Text(f.Name)
		if sent != "" && !slices.ContainsFunc(f.Options, func(o Option) bool { return o.Value == sent }) {
			r.faults.Add(errs.New(errs.Invalid, "form.choice").On(f.Name).With("label", f.Label))
		}
	}
}

// by tells how the request's are chosen.
func (x *Bulk) by(r *Request) {
	x.By = "chosen"
	if r.Text("by") == "filter" {
		x.By = "filter"
	}
}

// Choose lists what waits, to be chosen from.
func (open BulkPages) Choose(r *Request) error {
	x, err := open.page(r)
	if err == nil {
		err = x.look(nil)
	}
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "bulk", x)
}

// Preview shows exactly which will be decided, and which not and why.
func (open BulkPages) Preview(r *Request) error {
	x, err := open.page(r)
	if err != nil {
		return err
	}
	x.by(r)
	if err = x.look(IDs(r, "ids")); err == nil {
		return r.Show(http.StatusOK, "bulk", x)
	}
	if !IsFormError(err) {
		return err
	}
	x.By = "" // shown where one chooses
	if again := x.look(nil); again != nil {
		return again
	}
	return r.RenderFormErrors(err, "bulk", x)
}

// Decide on those that were previewed. What changed since is left out; the preview of it says why.
func (open BulkPages) Decide(r *Request) error {
	x, err := open.page(r)
	if err != nil {
		return err
	}
	x.by(r)
	sent := r.Context.Request().Form["seen"]
	var list []BulkSeen
	var ids []int64
	for _, v := range sent {
		n, version, _ := strings.Cut(v, ",")
		list, ids = append(list, BulkSeen{ParseID(n), ParseID(version)}), append(ids, ParseID(n))
	}
	var done BulkDone
	if err = CheckSeen(r, x.seen(sent)...); err == nil {
		done, err = x.Pass(list)
	}
	if err != nil {
		if !IsFormError(err) {
			return err
		}
		if again := x.look(ids); again != nil && !IsFormError(again) {
			return again
		}
		return r.RenderFormErrors(err, "bulk", x)
	}
	return x.answer(r, done)
}

// answer with what is left to choose from, or with what was left out and why.
func (x *Bulk) answer(r *Request, done BulkDone) error {
	count := []errs.Arg{{Name: "count", Value: done.Passed}, {Name: "unit", Value: x.Unit}, {Name: "act", Value: x.Act},
		{Name: "left", Value: len(done.Left)}}
	if done.At != "" {
		return r.SeeOther(done.At, "")
	}
	if len(done.Left) > 0 {
		more := []Sent{{"by", "chosen"}}
		for _, id := range done.Left {
			more = append(more, Sent{"ids", FormatID(id)})
		}
		return r.SeeOther(x.At("/preview", more...), words.Text("bulk.some", count...))
	}
	if paths := r.Actor.Scope(x.Permission).Paths(); len(paths) > 1 && slices.Contains(paths, x.Path()) {
		x.Places.At = nil // on to what waits in the other regions
	}
	return r.SeeOther(x.At(""), words.Text("bulk.done", count...))
}

// Seen is the digest of a list that a page showed, bound to the visitor's session: a form that brings another list than
// the one that was seen does not carry its digest.
func Seen(r *Request, parts ...string) string {
	m := hmac.New(sha256.New, []byte("seen:"+r.CSRFToken()))
	for _, p := range parts {
		fmt.Fprintf(m, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(m.Sum(nil)[:16])
}

// CheckSeen refuses a form whose list is not the one that was shown: bulk.not_seen.
func CheckSeen(r *Request, parts ...string) error {
	if !hmac.Equal([]byte(r.Text("digest")), []byte(Seen(r, parts...))) {
		return errs.New(errs.Invalid, "bulk.not_seen").On("ids")
	}
	return nil
}

// IDs of a field that may be sent several times, each once, in their order; what is no id is left out.
func IDs(r *Request, field string) (out []int64) {
	_ = r.FormValue(field) // reads the form
	for _, v := range r.Context.Request().Form[field] {
		if n := ParseID(v); n > 0 && !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}

// MonthFilter is the choice of one of the last months.
func MonthFilter(r *Request, label string) BulkFilter {
	f := BulkFilter{Name: "month", Label: label}
	months := MonthsBack(r.Today)[:13]
	if m := r.Month(); !m.IsZero() {
		if f.Value = m.String(); !slices.Contains(months, m) {
			months = append(months, m)
		}
	}
	for _, m := range months {
		f.Options = append(f.Options, Option{m.String(), m.String()})
	}
	return f
}
