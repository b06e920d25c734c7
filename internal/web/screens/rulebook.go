package screens

import (
	"cmp"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/account"
)

// Rulebook shows dated parameters and days off.
type Rulebook struct {
	Desk     *desk.Desk
	Payments *payment.Service
}

// Routes of these pages.
func (p *Rulebook) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/rulebook", "rulebook.view", p.rulebook).Untold(),
		feature.Get("/rulebook/new", "rulebook.propose", p.rulebookNew),
		feature.Post("/rulebook", "rulebook.propose", p.rulebookPropose),
		feature.Get("/rulebook/holidays", "rulebook.view", p.holidays),
		feature.Post("/rulebook/holidays", "rulebook.propose", p.holidaysPropose),
		feature.Get("/rulebook/holidays/:id", "rulebook.view", p.notice).Of("holidays").Untold(),
		feature.Post("/rulebook/holidays/:id/decide", "rulebook.approve",
			p.holidaysDecide).Of("holidays").Decides(holidaysQueue),
		feature.Get("/rulebook/:id", "rulebook.view", p.proposal).Of("parameter").Untold(),
		feature.Post("/rulebook/:id/decide", "rulebook.approve", p.rulebookDecide).Of("parameter").Decides(parameterQueue),
	}
}

type rulebookPage struct {
	kit.Page
	Rows    []rulebook.Parameter
	Pending []pendingValue
	Unfit   []unfitValue
	Types   []*rulebook.Type
	Years   []int // whose days off and on are wanted
	kinds   map[string]string
}

// Qualifier of a value: the fund, or the kind of post, that it is for.
func (p *rulebookPage) Qualifier(code string) string { return qualifier(p.kinds, code) }

func qualifier(kinds map[string]string, code string) string {
	if name, ok := kinds[code]; ok {
		return name
	}
	return words.Label("fund", code)
}

// pendingValue is a proposal as the second person sees it.
type pendingValue struct {
	rulebook.Parameter
	Old, By, Touches, Reach string
	For                     string // the fund or kind of post that it is for; empty: all
	Own                     bool   // the visitor's own, which another person decides
}

// unfitValue is an approved value that does not fit, and what is proposed in its place.
type unfitValue struct {
	rulebook.Parameter
	Meant string // empty: people must say
	Wrong string
}

// Said is a value in words, with its unit.
func (*rulebookPage) Said(p rulebook.Parameter) string { return said(p.Param, p.Value) }

// Meaning of what is proposed in place of a value that does not fit, in words.
func (*rulebookPage) Meaning(u unfitValue) string { return said(u.Param, u.Meant) }

// NameOf a parameter.
func (*rulebookPage) NameOf(key string) string { return nameOf(key) }

func nameOf(key string) string {
	if t := rulebook.TypeOf(key); t != nil {
		return t.Name
	}
	return "已停用的参数"
}

func said(key, value string) string {
	if t := rulebook.TypeOf(key); t != nil {
		return t.Say(value)
	}
	return value
}

func (p *Rulebook) rulebookPage(r *kit.Request) (*rulebookPage, error) {
	page := &rulebookPage{Page: kit.Page{Title: "参数"}}
	var err error
	if page.Types, err = rulebook.Types(); err != nil {
		return nil, err
	}
	return page, r.Read(func(s *database.Snapshot) error {
		all, err := rulebook.List(s)
		if err != nil {
			return err
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		page.Years = book.Calendar().Wanted(r.Today)
		if page.kinds, err = quota.KindNames(s); err != nil {
			return err
		}
		for _, x := range all {
			t := rulebook.TypeOf(x.Param)
			switch {
			case !concerns(r.Actor, x) || x.ReplacedBy != 0:
			case x.State == rulebook.Approved && t != nil && t.Fits(x.Value) != nil:
				u := unfitValue{Parameter: x, Wrong: words.Sentence(t.Fits(x.Value))}
				u.Meant, _ = t.Proposal(x.Value)
				page.Unfit = append(page.Unfit, u)
			case x.State == rulebook.Approved:
				page.Rows = append(page.Rows, x)
			case x.State == rulebook.Proposed:
				v, err := pendingOf(r, s, book, x)
				if err != nil {
					return err
				}
				page.Pending = append(page.Pending, v)
			}
		}
		return nil
	})
}

// pendingOf tells all that the second person must know of a proposal.
func pendingOf(r *kit.Request, s *database.Snapshot, book *rulebook.Book, x rulebook.Parameter) (pendingValue, error) {
	v := pendingValue{Parameter: x, Own: x.ProposedKey == r.Actor.PersonKey, Old: "没有值", By: "系统",
		Reach: rulebook.ReachOf(x.FromDate, r.Today)}
	if old, ok := book.Before(x); ok {
		v.Old = fmt.Sprintf("%s（%s起）", said(x.Param, old.Value), old.FromDate)
	}
	kinds, err := quota.KindNames(s)
	if err != nil {
		return v, err
	}
	v.For = qualifier(kinds, x.Fund)
	u, err := account.ByID(s, x.ProposedBy)
	if err == nil {
		v.By = u.Name
	} else if errs.KindOf(err) != errs.NotFound {
		return v, err
	}
	if t := rulebook.TypeOf(x.Param); t != nil {
		v.Touches = t.Used + "。"
		if v.Reach != "" && t.Months {
			v.Touches += "已经发放的不改，差额用补发、更正办理。"
		}
	}
	var apart []string
	for _, path := range book.Apart(x) {
		if r.Actor.Scope("rulebook.view").Covers(path) {
			apart = append(apart, r.Tree.Name(path))
		}
	}
	if len(apart) > 0 {
		v.Touches += "不涉及另有规定的" + strings.Join(apart, "、") + "。"
	}
	if next, ok := book.Later(x); ok {
		v.Touches += fmt.Sprintf("到%s止：那天起另有已核准的值。", next.FromDate.AddDays(-1))
	}
	return v, nil
}

func (p *Rulebook) rulebook(r *kit.Request) error {
	page, err := p.rulebookPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "rulebook", page)
}

// rulebookForm is the form for one parameter, with the control of its type.
type rulebookForm struct {
	kit.Page
	Type    *rulebook.Type
	Regions []*region.Region
	Funds   []string
	Kinds   []quota.Kind // of posts, of a parameter that may differ by them
	Formats []formatChoice
	Start   string // what the form begins with: the parts of what holds, of which one is changed, or a repair
	Now     string // the value of today, in words
	At      string // code of the region that the page before was about
	From    string
}

// Is reports whether a choice is made.
func (f *rulebookForm) Is(code string) bool {
	if f.R.Context.Request().Method == http.MethodPost {
		return f.Chosen("value", code)
	}
	return slices.Contains(strings.FieldsFunc(f.Start, func(r rune) bool { return strings.ContainsRune(",， ", r) }), code)
}

// Unset reports whether the form was sent with no value.
func (f *rulebookForm) Unset() bool {
	if f.R.Context.Request().Method == http.MethodPost {
		return f.Chosen("unset", "1") || f.Type.Kind == rulebook.Choice && f.Chosen("value", "")
	}
	return false
}

// parted are the values that are made of parts. A change of one begins with those that hold; what is a single answer
// is answered by who proposes it, with what holds beside it.
var parted = []rulebook.Kind{rulebook.Several, rulebook.Listing, rulebook.Points, rulebook.Months}

// Part is one field of a control that has several.
type Part struct{ Name, Head, Value string }

// Parts of the control: numerator and denominator, points by what they are given for, months and days.
func (f *rulebookForm) Parts() []Part {
	var out []Part
	switch f.Type.Kind {
	case rulebook.Share:
		x, ok := rulebook.ParseFraction(f.Start)
		part := Part{"value_num", "分子", ""}
		other := Part{"value_den", "分母", ""}
		if ok {
			part.Value, other.Value = fmt.Sprint(x.Num), fmt.Sprint(x.Den)
		}
		out = []Part{part, other}
	case rulebook.Points:
		w, _ := rulebook.ParseWeights(f.Start)
		for _, of := range rulebook.NeedReasons() {
			n := ""
			if w.Points[of.Code] > 0 {
				n = strconv.Itoa(w.Points[of.Code])
			}
			out = append(out, Part{"points_" + of.Code, of.Words, n})
		}
	case rulebook.Months:
		rows := rulebook.PutOffs(f.Start)
		for i := range max(len(rows)+2, 4) {
			m, d := Part{fmt.Sprintf("month_%d", i), "服务月份", ""}, Part{fmt.Sprintf("until_%d", i), "延至", ""}
			if i < len(rows) {
				m.Value, d.Value = rows[i].Month.String(), rows[i].Until.String()
			}
			out = append(out, m, d)
		}
	}
	for i := range out {
		out[i].Value = f.Typed(out[i].Name, out[i].Value)
	}
	return out
}

// Pairs of the control's parts, two in a row.
func (f *rulebookForm) Pairs() (out [][]Part) {
	return slices.Collect(slices.Chunk(f.Parts(), 2))
}

// Lines of a list of words, one a line.
func (f *rulebookForm) Lines() string {
	return f.Typed("value", strings.Join(rulebook.Pieces(f.Start), "\n"))
}

// valueTyped is what a parameter's control sends, or nothing where it is to be unset. Refused are both at once,
// rulebook.both, and neither, form.required.
func (f *rulebookForm) valueTyped(r *kit.Request) (string, error) {
	typed := f.controlTyped(r)
	if r.Text("unset") != "1" || f.Type.Unset == "" {
		if typed == "" && (f.Type.Kind != rulebook.Choice || !r.Has("value")) {
			return "", errs.New(errs.Invalid, "form.required").On("value")
		}
		return typed, nil
	}
	if typed != "" {
		return "", errs.New(errs.Invalid, "rulebook.both").On("value").With("value", f.Type.Say(typed))
	}
	return "", nil
}

// controlTyped puts together the fields of a control.
func (f *rulebookForm) controlTyped(r *kit.Request) string {
	switch f.Type.Kind {
	case rulebook.Share:
		return strings.TrimPrefix(r.Text("value_num")+"/"+r.Text("value_den"), "/")
	case rulebook.Several:
		return strings.Join(r.Context.Request().Form["value"], ",")
	case rulebook.Listing:
		return strings.Join(rulebook.Pieces(r.Text("value")), "、")
	case rulebook.Points:
		var out []string
		for _, of := range rulebook.NeedReasons() {
			if n := r.Text("points_" + of.Code); n != "" && n != "0" {
				out = append(out, of.Words+"="+n)
			}
		}
		return strings.Join(out, "；")
	case rulebook.Months:
		var out []string
		for i := range 40 {
			m, d := r.Text(fmt.Sprintf("month_%d", i)), r.Text(fmt.Sprintf("until_%d", i))
			if m != "" || d != "" {
				out = append(out, m+"="+civilDay(d))
			}
		}
		return strings.Join(out, "；")
	}
	return r.Text("value")
}

// civilDay of what was typed as a day, in any of the styles that people write; else what was typed.
func civilDay(s string) string {
	if c := civil.Claim(s); !c.Date.IsZero() {
		return c.Date.String()
	}
	return s
}

func (p *Rulebook) rulebookForm(r *kit.Request) (*rulebookForm, error) {
	f := &rulebookForm{Page: kit.Page{Title: "提出参数改动"}, Type: rulebook.TypeOf(r.Text("param"))}
	if f.Type == nil {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	for _, reg := range append(r.Tree.At(region.City), r.Tree.At(region.County)...) {
		if r.Actor.Scope("rulebook.propose").Covers(reg.Path) {
			f.Regions = append(f.Regions, reg)
		}
	}
	if f.Type.ByFund {
		f.Funds = words.Codes("fund")
	}
	if f.Type.Kind == rulebook.Format {
		var err error
		if f.Formats, err = p.formatRows(); err != nil {
			return nil, err
		}
	}
	at := r.Tree.Top()
	if len(f.Regions) > 0 {
		at = f.Regions[0]
	}
	if reg, err := r.Tree.ByCode(r.Text("region")); err == nil && slices.Contains(f.Regions, reg) {
		at = reg
	}
	if r.Text("region") != "" || len(f.Regions) == 1 {
		f.At = at.Code
	}
	f.From = cmp.Or(r.Text("from"), firstDay(f.Type, r.Today).String())
	return f, r.Read(func(s *database.Snapshot) error { return f.load(r, s, at.Path) })
}

// firstDay on which a change may begin, if nobody says another: what a month's work is worth changes from the first of
// a month on.
func firstDay(t *rulebook.Type, today civil.Date) civil.Date {
	if slices.Contains(payroll.BasisParams, t.Key) {
		return today.Month().Add(1).First()
	}
	return today
}

// load what holds now, and the kinds of post that the value may differ by.
func (f *rulebookForm) load(r *kit.Request, s *database.Snapshot, path string) error {
	book, err := rulebook.Load(s)
	if err != nil {
		return err
	}
	if f.Type.ByKind {
		if f.Kinds, err = quota.Kinds(s); err != nil {
			return err
		}
	}
	f.Now = "没有值"
	if now, ok := book.Held(f.Type.Key, path, forOf(r.Text("fund")), r.Today); ok {
		f.Now = f.Type.Say(now.Value)
		if slices.Contains(parted, f.Type.Kind) {
			f.Start = now.Value
		}
	}
	if r.Has("meant") { // the repair of a value that does not fit
		f.Start = r.Text("meant")
	}
	return nil
}

// formatChoice is a format of a bank.
type formatChoice struct{ Name, Title string }

// formatRows are the bank formats that can be chosen.
func (p *Rulebook) formatRows() ([]formatChoice, error) {
	all, err := p.Payments.Formats()
	if err != nil {
		return nil, err
	}
	var out []formatChoice
	for name, text := range all {
		if f, err := bankfile.ParseFormat(text); err == nil {
			out = append(out, formatChoice{Name: name, Title: f.Title})
		}
	}
	slices.SortFunc(out, func(a, b formatChoice) int { return strings.Compare(a.Name, b.Name) })
	return out, nil
}

func (p *Rulebook) rulebookNew(r *kit.Request) error {
	f, err := p.rulebookForm(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "rulebook_new", f)
}

// forAll is the answer of a value that is for all funds, or all kinds of post: that, too, is chosen.
const forAll = "all"

// forOf is the fund, or kind of post, that a form names; empty for all.
func forOf(answer string) string {
	if answer == forAll {
		return ""
	}
	return answer
}

func (p *Rulebook) rulebookPropose(r *kit.Request) error {
	f, err := p.rulebookForm(r)
	if err != nil {
		return err
	}
	at := kit.Division(r, "region")
	value, wrong := f.valueTyped(r)
	if r.Has("fund") && len(f.Funds)+len(f.Kinds) > 0 {
		kit.Choice(r, "fund")
	}
	c := rulebook.Change{Param: f.Type.Key, Fund: forOf(r.Text("fund")), FromDate: r.Date("from"),
		Value:  value,
		Reason: r.Text("reason"), Document: r.Text("document"), PastReason: r.Text("past")}
	if err = r.Faults(); err == nil {
		c.RegionPath, err = at.Path, wrong
	}
	if err == nil {
		err = p.formatIsThere(c.Param, c.Value)
	}
	if err == nil {
		_, err = rulebook.Propose(r.Context.Request().Context(), p.Desk, r.Actor, r.Key(), c)
	}
	if err != nil {
		return r.RenderFormErrors(err, "rulebook_new", f)
	}
	return r.SeeOther("/rulebook", "已提出，请另一人核准。")
}

// formatIsThere refuses the name of a bank format that nobody can write a file in: rulebook.format.
func (p *Rulebook) formatIsThere(key, value string) error {
	if t := rulebook.TypeOf(key); t == nil || t.Kind != rulebook.Format {
		return nil
	}
	rows, err := p.formatRows()
	if err == nil && !slices.ContainsFunc(rows, func(x formatChoice) bool { return x.Name == value }) {
		err = errs.New(errs.Invalid, "rulebook.format").On("value").With("typed", value)
	}
	return err
}
