package screens

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io/fs"
	"net/http"
	"strings"
	"unicode/utf8"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/attendance/sampling"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/account"
	"gangwei/views"
)

// Phone shows the phone page, which works without signal.
type Phone struct {
	Accounts *account.Service
	Draws    *sampling.Service
	Duty     *duty.Service
}

// Routes of these pages.
func (p *Phone) Routes() []feature.Route {
	return []feature.Route{
		feature.Open("GET", "/duty/phone", p.PhoneShell),
		feature.Open("GET", "/duty/phone-worker.js", p.PhoneWorker),
		feature.Get("/api/duty/phone", "duty.check", p.phoneCarry),
		feature.Post("/api/duty/checks", "duty.check", p.phoneSend).Takes(kit.MaxFiles),
	}
}

// The phone page is a shell without any data in it, so that it opens without signal and without a session; what it
// carries and what waits to be sent lies in the phone, and belongs to the user who put it there.

// shellFiles are the page and all that it needs beside the style sheet of every page; its worker keeps them, and
// changes when one of them does.
var shellFiles = []string{"attendance/phone/phone.html", "static/phone.js", "static/phone-queue.js",
	"static/icon.svg", "static/phone.webmanifest"}

// phoneVillages are the villages of a scope where the rulebook has the phone page on, and how many it has not.
func phoneVillages(tree *region.Tree, book *rulebook.Book, scope authz.Scope,
	day civil.Date) (on []*region.Region, off int) {
	for _, v := range tree.At(region.Village) {
		switch {
		case !v.OpenVillage() || !scope.Covers(v.Path):
		case duty.PhonePageOn(book, v.Path, day):
			on = append(on, v)
		default:
			off++
		}
	}
	return on, off
}

// phonePage reports whether a scope has a village at all, and one where the phone page is on.
func phonePage(tree *region.Tree, book *rulebook.Book, scope authz.Scope, day civil.Date) (on, any bool) {
	for _, v := range tree.At(region.Village) {
		if !v.OpenVillage() || !scope.Covers(v.Path) {
			continue
		}
		if any = true; duty.PhonePageOn(book, v.Path, day) {
			return true, true
		}
	}
	return false, any
}

// phoneOff is what is said where some villages of a visitor, or all of them, have no phone page.
func phoneOff(on int) string {
	if on == 0 {
		return "duty.phone_page_off"
	}
	return "duty.phone_page_partly"
}

// PhonePageOn reports whether a visitor has a village to check with the phone page.
func PhonePageOn(r *kit.Request, s *database.Snapshot) (bool, error) {
	book, err := rulebook.Load(s)
	if err != nil {
		return false, err
	}
	on, _ := phonePage(r.Tree, book, r.Actor.Scope("duty.check"), r.Today)
	return on, nil
}

// shellOff reports whether the phone page is off for whoever asks: in all villages of a session that checks any, else
// in all there are.
func (p *Phone) shellOff(r *kit.Request) (bool, error) {
	ctx, scope := r.Context.Request().Context(), authz.Everywhere()
	if token := r.Token(); token != "" {
		session, found, err := p.Accounts.Resume(ctx, token)
		if err != nil {
			return false, err
		}
		if found && session.Actor.Has("duty.check") {
			scope = session.Actor.Scope("duty.check")
		}
	}
	off := false
	return off, r.Read(func(s *database.Snapshot) error {
		book, err := rulebook.Load(s)
		if err == nil {
			on, any := phonePage(r.Tree, book, scope, r.Today)
			off = any && !on
		}
		return err
	})
}

// shellWhy is the place in the shell where it says why the page is off.
const shellWhy = `<div id="why"></div>`

// PhoneShell is public: it holds no data. Where the page is off it says why, and what waits in the phone goes out all
// the same.
func (p *Phone) PhoneShell(r *kit.Request) error {
	b, err := fs.ReadFile(views.Files, "attendance/phone/phone.html")
	if err != nil {
		return err
	}
	version, err := shellVersion()
	if err != nil {
		return err
	}
	b = []byte(strings.ReplaceAll(string(b), "{version}", version))
	off, err := p.shellOff(r)
	if err != nil {
		return err
	}
	if off {
		why := `<div id="why" class="block">` + words.Text("duty.phone_page_off") + `</div>`
		b = []byte(strings.Replace(string(b), shellWhy, why, 1))
	}
	return r.HTMLBlob(http.StatusOK, b)
}

// shellVersion is another one whenever a file of the shell is. It stands in their addresses, so that the worker keeps
// what the page loaded a moment ago and nothing goes over the line twice.
func shellVersion() (string, error) {
	joined, err := views.Assets()
	if err != nil {
		return "", err
	}
	sum := sha256.New()
	sum.Write(joined["gangwei.css"])
	for _, name := range shellFiles {
		b, err := fs.ReadFile(views.Files, name)
		if err != nil {
			return "", err
		}
		sum.Write(b)
	}
	return hex.EncodeToString(sum.Sum(nil)[:6]), nil
}

// PhoneWorker is the phone page's service worker, with the version of the shell written into it.
func (p *Phone) PhoneWorker(r *kit.Request) error {
	version, err := shellVersion()
	if err != nil {
		return err
	}
	b, err := fs.ReadFile(views.Files, "attendance/phone/worker.js")
	if err != nil {
		return err
	}
	// looked for anew once an hour, so that a cached page asks for its data only
	r.Response().Header().Set("Cache-Control", "public, max-age=3600")
	return r.Blob(http.StatusOK, "text/javascript; charset=utf-8",
		[]byte(strings.ReplaceAll(string(b), "{version}", version)))
}

// mostChoice is how many villages are offered to be taken along; whoever has more writes which, so that the first load
// stays small.
const mostChoice = 150

// maxCarry is how many villages a phone takes along besides those due today.
const maxCarry = 60

type phoneData struct {
	User  phoneUser `json:"user"`
	NowMs int64     `json:"now_ms"`
	Today string    `json:"today"`
	Demo  bool      `json:"demo,omitempty"`
	// Papers tells that the visitor may print what is filled in by hand
	Papers bool `json:"papers,omitempty"`
	Wide   bool `json:"wide,omitempty"` // too many villages to be listed: written by name or code
	// why no village is listed, or not all: the rulebook switched the page off there
	Off      string         `json:"off,omitempty"`
	Findings []phoneWord    `json:"findings"`
	Methods  []phoneWord    `json:"methods"`
	Sayings  []string       `json:"sayings"`
	Villages []phoneVillage `json:"villages"`
}

type phoneUser struct {
	ID   int64  `json:"id"`
	Name string `json:"name"`
}

type phoneWord struct {
	Code    string `json:"code"`
	Word    string `json:"word"`
	Adverse bool   `json:"adverse,omitempty"`
}

type phoneVillage struct {
	Code     string        `json:"code"`
	Name     string        `json:"name"`
	Due      bool          `json:"due,omitempty"`     // drawn for today
	Carried  bool          `json:"carried,omitempty"` // with its holders
	Methods  []string      `json:"methods,omitempty"`
	Photo    bool          `json:"photo,omitempty"`
	Position bool          `json:"position,omitempty"`
	Group    bool          `json:"group,omitempty"`
	Holders  []phoneHolder `json:"holders,omitempty"`
}

type phoneHolder struct {
	ID    int64      `json:"id"`
	Name  string     `json:"name"`
	Title string     `json:"title"`
	Place string     `json:"place"`
	Tasks string     `json:"tasks"`
	Shift string     `json:"shift"`
	Last  string     `json:"last,omitempty"`
	Left  string     `json:"left,omitempty"` // last day on the post
	Due   bool       `json:"due,omitempty"`
	Open  *phoneOpen `json:"open,omitempty"`
}

// phoneOpen is a finding that waits for a re-check.
type phoneOpen struct {
	ID   int64  `json:"id"`
	Word string `json:"word"`
}

// phoneCarry answers what a phone takes along: the villages drawn for today and those asked for, each with its holders.
// No number, no telephone and no address goes along.
func (p *Phone) phoneCarry(r *kit.Request) error {
	out := phoneData{User: phoneUser{r.Actor.UserID, r.Actor.Name}, NowMs: int64(r.Now) / 1000,
		Today: r.Today.String(), Demo: r.Kit.Demo, Papers: r.Can("paper.view"), Sayings: duty.Sayings,
		Villages: []phoneVillage{}}
	for _, f := range duty.Findings {
		out.Findings = append(out.Findings, phoneWord{f, words.Label("finding", f), duty.Adverse(f)})
	}
	for _, m := range duty.Methods {
		out.Methods = append(out.Methods, phoneWord{Code: m, Word: words.Label("method", m)})
	}
	asked := map[string]bool{}
	for _, code := range strings.Split(r.Text("carry"), ",") {
		asked[code] = len(asked) < maxCarry
	}
	if err := r.Faults(); err != nil {
		return err
	}
	if err := r.Read(func(s *database.Snapshot) error { return p.carryVillages(r, s, asked, &out) }); err != nil {
		return err
	}
	r.Response().Header().Set(formToken, r.CSRFToken())
	return r.JSON(http.StatusOK, out)
}

// formToken is the head in which the phone is told the token of its session's forms: not in the data, since those are
// compressed, and a secret beside what somebody else may choose must not be.
const formToken = "Gangwei-Form-Token"

// carryVillages lays into out the villages of the visitor: of a narrow scope all, of a wide one those that are due
// today or were asked for. The due and the asked ones bring their holders.
func (p *Phone) carryVillages(r *kit.Request, s *database.Snapshot, asked map[string]bool, out *phoneData) error {
	scope := r.Actor.Scope("duty.check")
	book, err := rulebook.Load(s)
	if err != nil {
		return err
	}
	dueVillages, duePeople, err := p.dueToday(r, s, book)
	if err != nil {
		return err
	}
	open, err := duty.OpenFindings(s, scope)
	if err != nil {
		return err
	}
	names := map[string]int{}
	on, off := phoneVillages(r.Tree, book, scope, r.Today)
	for _, reg := range on {
		names[reg.Name]++
	}
	if off > 0 {
		out.Off = words.Text(phoneOff(len(on)))
	}
	out.Wide = len(on) > mostChoice
	for _, reg := range on {
		asked[reg.Code] = asked[reg.Code] || asked[reg.Name] && names[reg.Name] == 1
		if out.Wide && !dueVillages[reg.ID] && !asked[reg.Code] {
			continue
		}
		v := phoneVillage{Code: reg.Code, Name: reg.Name, Due: dueVillages[reg.ID]}
		if v.Due || asked[reg.Code] {
			takes := duty.Takes(book, reg.Path, r.Today)
			v.Carried, v.Methods = true, duty.Methods
			v.Photo, v.Position, v.Group = takes.Photo, takes.Position, takes.Group
			holders, err := duty.HoldersLately(s, reg.ID, r.Today)
			if err != nil {
				return err
			}
			for _, h := range holders {
				v.Holders = append(v.Holders, phoneHolderOf(h, duePeople[h.PlacementID], open))
			}
		}
		out.Villages = append(out.Villages, v)
	}
	return nil
}

// phoneHolderOf is a holder as the phone shows it.
func phoneHolderOf(h duty.Holder, due bool, open map[int64]duty.Check) phoneHolder {
	x := phoneHolder{ID: h.PlacementID, Name: h.Name, Title: h.Title, Place: h.Place, Tasks: h.Tasks, Shift: h.Shift,
		Due: due}
	if !h.LeftOn.IsZero() {
		x.Left = h.LeftOn.String()
	}
	if !h.LastOn.IsZero() {
		x.Last = h.LastOn.String() + " " + words.Label("finding", h.LastFinding)
	}
	if c, ok := open[h.PlacementID]; ok {
		x.Open = &phoneOpen{c.ID, c.OnDate.String() + " " + words.Label("finding", c.Finding)}
	}
	return x
}

// dueToday are the villages and people whom the draw sends the visitor to on this day.
func (p *Phone) dueToday(r *kit.Request, s *database.Snapshot,
	book *rulebook.Book) (villages, people map[int64]bool, err error) {
	villages, people = map[int64]bool{}, map[int64]bool{}
	for _, path := range r.Actor.Scope("draw.view").Paths() {
		d, found, err := sampling.Of(s, path, civil.QuarterOf(r.Today).String())
		if err != nil {
			return nil, nil, err
		}
		if !found {
			continue
		}
		shown, _, err := p.Draws.Revealed(s, d, r.Today,
			sampling.Until(book, path, r.Now, sampling.MakesTripsFor(r.Actor, path)))
		if err != nil {
			return nil, nil, err
		}
		for _, v := range shown {
			if v.Day != r.Today {
				continue
			}
			for _, x := range v.Persons {
				people[x.PlacementID] = true
			}
			if reg, ok := r.Tree.ByPath(v.Path); ok {
				villages[reg.ID] = true
			}
		}
	}
	return villages, people, nil
}

// phoneEntry is one check as a phone sends it; moments are milliseconds of its own clock.
type phoneEntry struct {
	ClientID    string `json:"client_id"`
	PlacementID int64  `json:"placement_id"`
	AboutID     int64  `json:"about_id"`
	Method      string `json:"method"`
	Finding     string `json:"finding"`
	Statement   string `json:"statement"`
	Remark      string `json:"remark"`
	Second      string `json:"second"`
	Place       string `json:"place"`
	SeenMs      int64  `json:"seen_ms"`
	OffsetMs    *int64 `json:"offset_ms"`
	At          *struct {
		LatitudeE6  int64 `json:"latitude_e6"`
		LongitudeE6 int64 `json:"longitude_e6"`
		AccuracyM   int64 `json:"accuracy_m"`
		AgeS        int64 `json:"age_s"`
	} `json:"at"`
}

type phoneQueue struct {
	Owner  int64        `json:"owner"`
	SentMs int64        `json:"sent_ms"`
	Checks []phoneEntry `json:"checks"`
}

type phoneAnswer struct {
	ClientID string `json:"client_id"`
	Kept     bool   `json:"kept"`
	// said otherwise than before under its id: not counted, kept for the supervisor to look at
	Aside bool     `json:"aside,omitempty"`
	Says  []string `json:"says,omitempty"`
}

// milliseconds of a sane clock, for arithmetic that cannot overflow: years 1970 to 2286.
func moment(ms int64) clock.Moment { return clock.Moment(max(min(ms, 9_999_999_999_999), 0)) * 1000 }

// phoneSend takes the checks that waited in a phone. They belong to the user who wrote them down, not to whoever is
// signed in now. Each has its own answer; where one of them was kept aside, the whole is answered 409.
func (p *Phone) phoneSend(r *kit.Request) error {
	text := r.FormValue("queue")
	var q phoneQueue
	if !utf8.ValidString(text) || strings.IndexByte(text, 0) >= 0 || strings.Contains(text, `\u0000`) ||
		json.Unmarshal([]byte(text), &q) != nil {
		return errs.New(errs.Invalid, "duty.queue")
	}
	if q.Owner != r.Actor.UserID {
		return errs.New(errs.Conflict, "duty.owner")
	}
	sent, shift := moment(q.SentMs), clock.Moment(0)
	if r.Kit.Demo {
		sent, shift = r.Now, r.Now-sent // a demonstration's clock is not the world's
	}
	entries := make([]duty.Entry, 0, len(q.Checks))
	unread := map[string]error{} // photos that cannot be kept; the check itself is
	for _, c := range q.Checks {
		e, refused, err := entryOf(r, c, shift)
		if err != nil {
			return err
		}
		if refused != nil {
			unread[c.ClientID] = refused
		}
		entries = append(entries, e)
	}
	received, err := p.Duty.Receive(r.Context.Request().Context(), r.Actor, r.Tree, entries, sent)
	if err != nil {
		return err
	}
	return phoneAnswers(r, received, unread)
}

// entryOf a check that the phone sent, its photos sealed. Photos that cannot be kept are refused; the check itself is
// kept.
func entryOf(r *kit.Request, c phoneEntry, shift clock.Moment) (e duty.Entry, refused, err error) {
	e = duty.Entry{Method: c.Method, Second: c.Second, Place: c.Place,
		Seen: duty.Seen{ClientID: c.ClientID, PlacementID: c.PlacementID, AboutID: c.AboutID, Finding: c.Finding,
			Statement: c.Statement, Remark: c.Remark, SeenUs: moment(c.SeenMs) + shift}}
	if c.OffsetMs != nil && shift == 0 {
		gap := clock.Moment(max(min(*c.OffsetMs, 9_999_999_999_999), -9_999_999_999_999)) * 1000
		e.OffsetUs = &gap
	}
	if c.At != nil {
		e.At, e.AtAgeS = &duty.Position{LatitudeE6: c.At.LatitudeE6, LongitudeE6: c.At.LongitudeE6,
			AccuracyM: c.At.AccuracyM}, c.At.AgeS
	}
	if e.Photos, err = sealPhotos(r, "photo-"+c.ClientID); err == nil {
		e.Group, err = sealPhotos(r, "group-"+c.ClientID)
	}
	if errs.KindOf(err) != errs.Internal {
		e.Photos, e.Group = nil, nil
		return e, err, nil
	}
	return e, nil, err
}

// phoneSays names the field of the phone's form in front of what is wrong with it.
func phoneSays(err error) (out []string) {
	for _, e := range errs.All(err) {
		s := words.Sentence(e)
		if words.Has("phonefield", e.Field) {
			s = words.Label("phonefield", e.Field) + "：" + s
		}
		out = append(out, s)
	}
	if len(out) == 0 {
		return words.Sentences(err)
	}
	return out
}

// phoneAnswers tells the phone which checks were received, and what is wrong with the others.
func phoneAnswers(r *kit.Request, received []duty.Received, unread map[string]error) error {
	out := struct {
		NowMs   int64         `json:"now_ms"`
		Results []phoneAnswer `json:"results"`
	}{NowMs: int64(r.Now) / 1000}
	status := http.StatusOK
	for _, x := range received {
		a := phoneAnswer{ClientID: x.ClientID, Kept: x.Refused == nil, Aside: x.Aside}
		if x.Aside {
			status = http.StatusConflict
		}
		if x.Refused != nil {
			a.Says = phoneSays(x.Refused)
		} else if err := unread[x.ClientID]; err != nil {
			a.Says = []string{"检查已收到，照片没有收：" + strings.Join(words.Sentences(err), "")}
		}
		out.Results = append(out.Results, a)
	}
	return r.JSON(status, out)
}
