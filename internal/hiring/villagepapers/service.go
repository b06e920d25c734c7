package villagepapers

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/files"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Service of papers.
type Service struct {
	Desk         *desk.Desk
	Applications *application.Service
	Ring         *seal.Ring // opens telephone numbers for a call sheet
	Render       documents.Renderer
	Demo         bool
}

// Form is a sheet that was printed, by its number.
type Form struct {
	ID        int64
	Number    string
	Kind      string
	VillageID int64
	Path      string
	Subject   string // table of what the sheet is about, empty for a blank one
	SubjectID int64
	Month     string
	CreatedBy int64
	CreatedUs clock.Moment
}

func (Form) TableName() string { return "paper_form" }

// Scan of a signed sheet.
type Scan struct {
	ID, FormID, FileID int64
	Number, Kind       string
	CreatedUs          clock.Moment
}

// Order of a pack.
type Order struct {
	Village *region.Region
	Month   civil.Month
	Parts   []string // empty: all that there is something for
	Meeting int64    // only this meeting; 0: those planned and those held within 60 days
	Blank   int      // blank application forms and declarations, 0 to 50; of each group, where ByGroup is set
	ByGroup bool     // sheets of their own for each villagers' group (村民小组)
}

type applicant struct {
	person                resident.Person
	title, basis, address string
}

type meeting struct {
	application.Meeting
	voters     []application.Voter
	candidates []application.Candidate
	recusals   []application.Recusal
}

type noticed struct {
	name, sex, title, rate string
	against                bool // others voted on the same day have more points: the notice says why
}

type slip struct {
	name, number, title, state string
	on                         civil.Date
	steps                      []application.Step
}

type agreement struct {
	number, name, tail, title, code, place, tasks, from, until string
	days, hours                                                int64
	rate                                                       money.Fen
}

// Draft of a sheet before it has its number.
type Draft struct {
	Kind, Subject string
	ID            int64
	Month         string
	Sheets        []documents.Sheet // one number for all, e.g. sign-in and minutes of a meeting
}

// Print composes the pack, gives each sheet its number and renders it. Refusals: paper.nothing, paper.parts,
// region.not_village.
func (r *Service) Print(ctx context.Context, actor authz.Actor, o Order) ([]byte, *documents.Pack, error) {
	if o.Village == nil || o.Village.Level != region.Village {
		return nil, nil, errs.New(errs.Invalid, "region.not_village").On("region")
	}
	if o.Blank < 0 || o.Blank > 50 {
		return nil, nil, errs.New(errs.Invalid, "form.range").On("blank").With("min", 0).With("max", 50)
	}
	for _, p := range o.Parts {
		if !slices.Contains(Parts, p) {
			return nil, nil, errs.New(errs.Invalid, "form.choice").On("parts")
		}
	}
	if len(o.Parts) == 0 {
		// a handover is asked for by name
		o.Parts = slices.DeleteFunc(slices.Clone(Parts), func(p string) bool { return p == Handover })
	}
	if err := actor.Check("paper.print", o.Village.Path); err != nil {
		return nil, nil, err
	}
	pack := &documents.Pack{Demo: r.Demo}
	var drafts []Draft
	if err := r.Desk.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		tree, err := region.Load(s, r.Desk.Clock.Now().Date())
		if err != nil {
			return err
		}
		pack.Title = tree.Full(o.Village.Path)
		drafts, err = r.compose(s, o, pack.Title)
		return err
	}); err != nil {
		return nil, nil, err
	}
	if len(drafts) == 0 {
		return nil, nil, errs.New(errs.State, "paper.nothing").On("parts")
	}
	numbers, err := desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) ([]string, error) {
		if err := v.Allow("paper.print", o.Village.Path); err != nil {
			return nil, err
		}
		numbers, err := Number(v, o.Village, drafts)
		if err != nil {
			return nil, err
		}
		v.Record("paper.print_pack", "region", o.Village.ID, desk.F("sheets", len(numbers)), desk.F("from", numbers[0]),
			desk.F("month", o.Month))
		return numbers, nil
	})
	if err != nil {
		return nil, nil, err
	}
	pack.Stamp = r.Desk.Clock.Now()
	for i, d := range drafts {
		for _, s := range d.Sheets {
			s.Number = numbers[i]
			pack.Sheets = append(pack.Sheets, s)
		}
	}
	b, err := r.Render.Pack(pack)
	return b, pack, err
}

func (r *Service) compose(s *database.Snapshot, o Order, village string) ([]Draft, error) {
	today := r.Desk.Clock.Now().Date()
	scope := authz.Under(o.Village.Path)
	wants := func(p string) bool { return slices.Contains(o.Parts, p) }
	book, err := rulebook.Load(s)
	if err != nil {
		return nil, err
	}
	var out []Draft
	add := func(d Draft) { out = append(out, d) }
	if wants(SignIn) {
		var holders []placement.Row
		if err := placement.Stream(s, scope, placement.Filter{}, func(p placement.Row) error {
			if !p.StartOn.After(o.Month.Last()) && (p.EndOn.IsZero() || !p.EndOn.Before(o.Month.First())) {
				holders = append(holders, p)
			}
			return nil
		}); err != nil {
			return nil, err
		}
		if !o.ByGroup && len(holders) > 0 {
			add(Draft{SignIn, "month", 0, o.Month.String(), []documents.Sheet{signIn(village, o.Month, holders)}})
		}
		if o.ByGroup {
			slices.SortStableFunc(holders, func(a, b placement.Row) int { return int(a.GroupNo - b.GroupNo) })
			for len(holders) > 0 {
				n := slices.IndexFunc(holders, func(h placement.Row) bool { return h.GroupNo != holders[0].GroupNo })
				if n < 0 {
					n = len(holders)
				}
				add(Draft{SignIn, "group", holders[0].GroupNo, o.Month.String(),
					[]documents.Sheet{signIn(ofGroup(village, holders[0].GroupNo), o.Month, holders[:n])}})
				holders = holders[n:]
			}
		}
	}
	if wants(Recruit) {
		vacant, err := post.List(s, scope, post.Filter{Vacant: true, State: post.Open, Limit: 200})
		if err != nil {
			return nil, err
		}
		if len(vacant) > 0 {
			add(Draft{Recruit, "month", 0, today.String()[:7], []documents.Sheet{recruitSheet(village, vacant)}})
		}
	}
	apps, err := application.List(s, scope, application.Filter{Limit: 500})
	if err != nil {
		return nil, err
	}
	slices.Reverse(apps)
	if wants(Apply) || wants(Kin) {
		if err := r.forms(s, o, village, apps, wants, add); err != nil {
			return nil, err
		}
	}
	if wants(Review) {
		ms, err := application.Meetings(s, scope, "", 0, 50)
		if err != nil {
			return nil, err
		}
		slices.Reverse(ms)
		for _, m := range ms {
			if o.Meeting == 0 && (m.State == application.Dropped || m.OnDate.Before(today.AddDays(-60))) ||
				o.Meeting > 0 && m.ID != o.Meeting {
				continue
			}
			x := meeting{Meeting: m}
			if x.voters, x.candidates, x.recusals, err = application.Parts(s, m.ID); err != nil {
				return nil, err
			}
			add(Draft{Review, "review_meeting", m.ID, "", reviewSheets(village, x)})
		}
	}
	if wants(Notice) {
		var rows []noticed
		for _, a := range apps {
			if a.State != application.Reviewed {
				continue
			}
			p, err := post.ByID(s, a.PostID)
			if err != nil {
				return nil, err
			}
			q, err := resident.ByID(s, a.PersonID)
			if err != nil {
				return nil, err
			}
			ahead, err := r.Applications.Outranked(s, a.Application, book)
			if err != nil {
				return nil, err
			}
			rows = append(rows,
				noticed{a.Person, words.Label("sex", fmt.Sprint(q.Sex)), a.Title, p.RateFen.String(), ahead.Count > 0})
		}
		if len(rows) > 0 {
			add(Draft{Notice, "month", 0, today.String()[:7],
				[]documents.Sheet{noticeSheet(village, book.Int("notice.candidate_days", o.Village.Path, today, 5), rows)}})
		}
	}
	if wants(Slip) {
		for _, a := range apps {
			if a.State != application.Waiting && a.State != application.Refused || a.SubmittedOn.Before(today.AddDays(-365)) {
				continue
			}
			steps, err := application.StepsOf(s, a.ID)
			if err != nil {
				return nil, err
			}
			add(Draft{Slip, "application", a.ID, "",
				[]documents.Sheet{slipSheet(village, slip{a.Person, a.Number, a.Title, a.State, a.SubmittedOn, steps})}})
		}
	}
	if wants(Agreement) {
		for _, a := range apps {
			if a.State != application.Filed {
				continue
			}
			p, err := post.ByID(s, a.PostID)
			if err != nil {
				return nil, err
			}
			add(Draft{Agreement, "application", a.ID, "",
				[]documents.Sheet{agreementSheet(village,
					agreement{a.Number, a.Person, a.IDTail, p.Title, p.Code, p.Place, strings.TrimRight(p.Tasks, "。"),
						"________年____月____日", "________年____月____日", p.DaysMonth, p.HoursMonth, p.RateFen})}})
		}
		if err := placement.Stream(s, scope, placement.Filter{State: placement.Active, EndingBy: o.Month.Last()},
			func(l placement.Row) error {
				p, err := post.ByID(s, l.PostID)
				if err != nil {
					return err
				}
				from := l.AgreementUntil.AddDays(1)
				add(Draft{Agreement, "placement", l.ID, from.String()[:7],
					[]documents.Sheet{agreementSheet(village,
						agreement{l.Code + "-" + from.String()[:4], l.Name, l.IDTail, p.Title, p.Code, p.Place,
							strings.TrimRight(p.Tasks, "。"), from.Chinese(), "________年____月____日", p.DaysMonth, p.HoursMonth,
							money.Fen(l.RateFen)})}})
				return nil
			}); err != nil {
			return nil, err
		}
	}
	if slices.Contains(o.Parts, Handover) {
		d, err := r.handover(s, o, village, apps)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	return out, nil
}

// ofGroup names a villagers' group behind its village.
func ofGroup(village string, n int64) string {
	if n == 0 {
		return village
	}
	return fmt.Sprintf("%s　%d组", village, n)
}

// handover counts what a clerk hands over.
func (r *Service) handover(s *database.Snapshot, o Order, village string, apps []application.Row) (Draft, error) {
	scope := authz.Under(o.Village.Path)
	posts, err := post.Count(s, scope)
	if err != nil {
		return Draft{}, err
	}
	placed, err := placement.Count(s, scope, o.Month.Last())
	if err != nil {
		return Draft{}, err
	}
	forms, err := Forms(s, scope, "", Parts, true, 0, 1000)
	if err != nil {
		return Draft{}, err
	}
	var open [][]string
	for _, a := range apps {
		if a.Live() {
			open = append(open, []string{a.Number, a.Person, words.Label("application", a.State)})
		}
	}
	row := func(what string, n int64) []string { return []string{what, fmt.Sprint(n), "", ""} }
	counts := [][]string{row("岗位（开放的）", posts.Open), row("空岗", posts.Vacant), row("在岗人员", placed.OnPost),
		row("申请（全部）", int64(len(apps))), row("未办结的申请", int64(len(open))), row("已打印、没有上传原件的表", int64(len(forms))),
		{"申请、评议、公示原件", "", "", ""}, {"劳务协议", "", "", ""}, {"考勤签到表", "", "", ""}, {"印章、公示栏钥匙等", "", "", ""}}
	return Draft{Handover, "month", 0, o.Month.String(), []documents.Sheet{handoverSheet(village, counts, open)}}, nil
}

// forms of applicants whose papers are still to be signed, and blank ones.
func (r *Service) forms(s *database.Snapshot, o Order, village string, apps []application.Row, wants func(string) bool,
	add func(Draft)) error {
	for _, a := range apps {
		if a.State != application.Submitted && a.State != application.Checked {
			continue
		}
		p, err := resident.ByID(s, a.PersonID)
		if err != nil {
			return err
		}
		homes, err := resident.HouseholdsByID(s, []int64{p.HouseholdID})
		if err != nil {
			return err
		}
		if wants(Apply) {
			add(Draft{Apply, "application", a.ID, "",
				[]documents.Sheet{applySheet(village, &applicant{p, a.Title, a.Basis, homes[p.HouseholdID].Address})}})
		}
		if known, err := resident.KinKnown(s, p.ID); err != nil {
			return err
		} else if wants(Kin) && !known {
			add(Draft{Kin, "person", p.ID, "", []documents.Sheet{kinSheet(village, p.Name)}})
		}
	}
	groups, subject := []int64{0}, "blank"
	if o.ByGroup {
		known, err := resident.Groups(s, o.Village.ID)
		if err != nil {
			return err
		}
		if len(known) > 0 {
			groups, subject = known, "blank_group"
		}
	}
	for _, g := range groups {
		for i := range o.Blank {
			n := 100*g + int64(i+1)
			if wants(Apply) {
				add(Draft{Apply, subject, n, o.Month.String(), []documents.Sheet{applySheet(ofGroup(village, g), nil)}})
			}
			if wants(Kin) {
				add(Draft{Kin, subject, n, o.Month.String(), []documents.Sheet{kinSheet(ofGroup(village, g), "")}})
			}
		}
	}
	return nil
}

// Attach a photo or scan of the signed sheet by its number. Refusal: paper.number.
func (r *Service) Attach(ctx context.Context, actor authz.Actor, key, number string,
	stored files.Stored) (Form, error) {
	number = strings.ToUpper(strings.Join(strings.Fields(number), ""))
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (Form, error) {
		f, found, err := formBy(v.Tx, number)
		if err != nil {
			return f, err
		}
		permission, purpose := authz.Permission("paper.scan"), files.OfApplication
		if slices.Contains(CheckParts, f.Kind) {
			permission, purpose = "duty.check", files.OfDuty
		}
		if !found || v.Actor.Scope(permission).Within(f.Path).Empty() {
			return f, errs.New(errs.Invalid, "paper.number").On("number")
		}
		if err := v.Allow(permission, f.Path); err != nil {
			return f, err
		}
		fileID, err := files.Keep(v, stored, f.Path, purpose)
		if err != nil {
			return f, err
		}
		if _, err := v.Tx.Exec("INSERT INTO paper_scan (form_id, file_id, created_by, created_us) VALUES (?, ?, ?, ?)", f.ID,
			fileID, actor.UserID, v.Now()); err != nil {
			return f, err
		}
		v.Record("paper.scan", "paper_form", f.ID, desk.F("number", f.Number), desk.F("file", stored.Name))
		return f, nil
	})
}
