package complaint

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/registry/resident"
)

// Service of complaints.
type Service struct {
	Desk *desk.Desk
	Ring *seal.Ring
}

// views is the permission to see what an office has, answers the one to act on it.
var (
	views = map[string]authz.Permission{Township: "complaint.view_township", County: "complaint.view_county",
		Inspector: "complaint.view_inspector"}
	answers = map[string]authz.Permission{Township: "complaint.answer_township", County: "complaint.answer_county",
		Inspector: "complaint.answer_inspector"}
)

// Answers is the permission to answer for an office.
func Answers(office string) authz.Permission { return answers[office] }

// Said is a complaint as it was told.
type Said struct {
	Kind        string
	Office      string // empty: the lowest that may answer this kind
	CameBy      string
	PlacementID int64       // about one holder; 0 about the village
	Application int64       // of an objection to a notice that hangs; 0: none
	About       string      // whose people it is about, one of Abouts
	Official    int64       // the official that it is about; 0: none is named
	Month       civil.Month // that it is about (Dated)
	Text        string
	Name, Phone string // of who said it; both may be empty
}

// Receipt is what the villager takes home.
type Receipt struct {
	ID       int64
	Number   string
	AnswerBy string // last day for the answer
}

// Register a complaint about a village. Refusals: region.not_village, form.choice, complaint.text, complaint.office
// (below the office that must answer this kind, or the office complained of), complaint.official (holds no office over
// this village), complaint.placement (not of this village), complaint.application (no notice of it hangs in this
// village), resident.phone, form.long, complaint.month (of who is on no list: none, to come, or more than five years
// ago).
func (r *Service) Register(ctx context.Context, actor authz.Actor, key string, village *region.Region,
	s Said) (Receipt, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (Receipt, error) {
		if !village.OpenVillage() {
			return Receipt{}, errs.New(errs.Invalid, "region.not_village").On("region")
		}
		if err := v.Allow("complaint.register", village.Path); err != nil {
			return Receipt{}, err
		}
		may, must := Dated(s.Kind)
		if !may {
			s.Month = civil.Month{}
		}
		if s.Month.IsZero() && must ||
			!s.Month.IsZero() && (v.Today().Month().Before(s.Month) || s.Month.Before(v.Today().Month().Add(-60))) {
			return Receipt{}, errs.New(errs.Invalid, "complaint.month").On("month")
		}
		phone, err := s.check(actor.Login == authz.Villager().Login)
		if err != nil {
			return Receipt{}, err
		}
		c := Complaint{Number: newNumber(), About: s.About, Kind: s.Kind, VillageID: village.ID, Path: village.Path,
			Office: s.Office, CameBy: s.CameBy, Month: s.Month, ReceivedOn: v.Today(), State: Open, Version: 1}
		if c.Office == "" {
			c.Office = OfficeAgainst(s.Kind, s.About)
		}
		if s.Official != 0 {
			o, err := resident.OfficialByID(v.Tx, s.Official)
			if err != nil || !strings.HasPrefix(village.Path, o.Path) {
				return Receipt{}, errs.New(errs.Invalid, "complaint.official").On("official")
			}
			c.OfficialID = &s.Official
		}
		if s.PlacementID != 0 {
			p, err := placement.ByID(v.Tx, s.PlacementID)
			if err != nil || p.VillageID != village.ID {
				return Receipt{}, errs.New(errs.Invalid, "complaint.placement").On("placement")
			}
			c.PlacementID = &s.PlacementID
		}
		days, otherwise := "complaint.answer_days", 15
		if s.Application != 0 {
			a, err := application.ByID(v.Tx, s.Application)
			if err != nil || a.VillageID != village.ID || a.State != application.Noticed {
				return Receipt{}, errs.New(errs.Invalid, "complaint.application").On("application")
			}
			c.ApplicationID, days, otherwise = &s.Application, "objection.answer_days", 5
		}
		book, err := rulebook.Load(v.Tx)
		if err != nil {
			return Receipt{}, err
		}
		c.AnswerBy = book.Calendar().AddWorking(v.Today(), book.Int(days, village.Path, v.Today(), otherwise))
		if c.ID, err = insert(v.Tx, c); err != nil {
			if database.Duplicate(err, "number") {
				err = database.ErrAgain
			}
			return Receipt{}, err
		}
		if name := strings.TrimSpace(s.Name); name != "" || phone != "" {
			if err := insertReporter(v.Tx, r.Ring, c.ID, name, phone); err != nil {
				return Receipt{}, err
			}
		}
		if err := StoreEvents(v,
			[]Event{{ComplaintID: c.ID, Kind: "received", OnDate: v.Today(), Remark: strings.TrimSpace(s.Text), Office: c.Office,
				ActorID: actor.UserID, AtUs: v.Now()}}); err != nil {
			return Receipt{}, err
		}
		if err := keepTurn(v, c, "received"); err != nil {
			return Receipt{}, err
		}
		record(v, "complaint.register", c)
		return Receipt{c.ID, c.Number, c.AnswerBy.String()}, nil
	})
}

// record writes the entry; what the inspectors have goes to their own chain.
func record(v *desk.Visit, act string, c Complaint, facts ...desk.Fact) {
	if c.Office == Inspector {
		v.UseInspectorChain()
	}
	v.Record(act, "complaint", c.ID,
		append([]desk.Fact{desk.F("number", c.Number), desk.F("kind", c.Kind), desk.F("office", c.Office)}, facts...)...)
}

func (s Said) check(public bool) (phone string, err error) {
	var faults errs.Faults
	least := OfficeAgainst(s.Kind, s.About)
	if OfficeFor(s.Kind) == "" {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("kind"))
	}
	if !slices.Contains(Abouts, s.About) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("about"))
	}
	if least != "" && s.Office != "" && slices.Index(offices, s.Office) < slices.Index(offices, least) {
		faults.Add(errs.New(errs.Invalid, "complaint.office").On("office").With("least", least))
	}
	if (s.CameBy == Web) != public || !public && !slices.Contains(CameBy, s.CameBy) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("came_by"))
	}
	faults.Add(errs.Length(strings.TrimSpace(s.Text), 4, 500, "complaint.text", "text"))
	faults.Add(errs.Long(s.Name, 30, "name"))
	phone, fault := resident.CleanPhone(s.Phone)
	faults.Add(fault)
	return phone, faults.OrNil()
}

// Move names a complaint as the form showed it, with what is said about it.
type Move struct {
	ID, Version int64
	Remark      string
	Upheld      string // of an answer to an objection: yes or no
}

// act is the one way in which a complaint moves: lock, allow for the office that has it, version, state, recusal,
// write, record.
func (r *Service) act(ctx context.Context, actor authz.Actor, key, kind, from string, m Move,
	change func(v *desk.Visit, c *Complaint) error) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		c, err := lock(v.Tx, m.ID)
		if err != nil {
			return 0, err
		}
		if err := MaySee(actor, c); err != nil {
			return 0, err
		}
		if err := v.AllowFresh(answers[c.Office], c.Path, c.Version, m.Version); err != nil {
			return 0, err
		}
		if c.State != from {
			return 0, errs.New(errs.State, "complaint.state").With("complaint", c.State)
		}
		if fault := errs.Length(strings.TrimSpace(m.Remark), 4, 500, "complaint.text", "remark"); fault != nil {
			return 0, fault
		}
		if err := r.recuse(v, c); err != nil {
			return 0, err
		}
		was := c.Office
		if err := change(v, &c); err != nil {
			return 0, err
		}
		if err := update(v.Tx, c); err != nil {
			return 0, err
		}
		if err := StoreEvents(v,
			[]Event{{ComplaintID: c.ID, Kind: kind, OnDate: v.Today(), Remark: strings.TrimSpace(m.Remark), Office: c.Office,
				ActorID: actor.UserID, AtUs: v.Now()}}); err != nil {
			return 0, err
		}
		if err := keepTurn(v, c, kind); err != nil {
			return 0, err
		}
		record(v, "complaint."+kind, c, desk.F("from", was))
		return c.ID, nil
	})
}

// recuse keeps whoever is the person that a complaint is about, lives with or is kin of that person, from acting on it.
func (r *Service) recuse(v *desk.Visit, c Complaint) error {
	var about []int64
	if c.PlacementID != nil {
		p, err := placement.ByID(v.Tx, *c.PlacementID)
		if err != nil {
			return err
		}
		about = append(about, p.PersonID)
	}
	if c.ApplicationID != nil {
		a, err := application.ByID(v.Tx, *c.ApplicationID)
		if err != nil {
			return err
		}
		about = append(about, a.PersonID)
	}
	if c.OfficialID != nil {
		o, err := resident.OfficialByID(v.Tx, *c.OfficialID)
		if err != nil {
			return err
		}
		about = append(about, o.PersonID)
	}
	for _, id := range about {
		if _, err := resident.Recused(v.Tx, v.Actor, id); err != nil {
			return err
		}
	}
	return nil
}

// Answer closes a complaint with what was found and done; of an objection, and of who is on no list, it says whether it
// is right. Refusals: form.choice, complaint.state, complaint.text, form.stale, resident.recuse_*.
func (r *Service) Answer(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.act(ctx, actor, key, "answered", Open, m, func(v *desk.Visit, c *Complaint) error {
		c.State, c.AnsweredOn = Answered, v.Today()
		if !c.Judged() {
			return nil
		}
		var right int64
		switch m.Upheld {
		case "yes":
			right = 1
		case "no":
		default:
			return errs.New(errs.Invalid, "form.choice").On("upheld")
		}
		c.Upheld = &right
		return nil
	})
}

// Withdraw closes what the villager takes back. Refusals as of Answer.
func (r *Service) Withdraw(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.act(ctx, actor, key, "withdrawn", Open, m, func(_ *desk.Visit, c *Complaint) error {
		c.State = Withdrawn
		return nil
	})
}

// PassUp gives a complaint to the next office up; the day for the answer stays. Once it has passed, the next office has
// a day of its own, and the one that let it pass stays late. Refusals as of Answer, complaint.top.
func (r *Service) PassUp(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.act(ctx, actor, key, "passed", Open, m, func(v *desk.Visit, c *Complaint) (err error) {
		if err = up(c); err == nil && v.Today().After(c.AnswerBy) {
			c.AnswerBy, err = newDay(v, *c)
		}
		return err
	})
}

// Reopen takes an answered complaint up again, since the villager is not content: the next office up answers, with a
// new day. Refusals as of Answer, complaint.top.
func (r *Service) Reopen(ctx context.Context, actor authz.Actor, key string, m Move) (int64, error) {
	return r.act(ctx, actor, key, "reopened", Answered, m, reopen)
}

func up(c *Complaint) error {
	next := Above(c.Office)
	if next == "" {
		return errs.New(errs.State, "complaint.top")
	}
	c.Office = next
	return nil
}

// MaySee refuses a complaint of an office that the actor may not look into, in the same words as one that is not there:
// that it exists is not told.
func MaySee(actor authz.Actor, c Complaint) error {
	if actor.Check(views[c.Office], c.Path) != nil {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	return nil
}

// Reporter is who complained.
type Reporter struct{ Name, Phone string }

// Unseal tells an inspector who complained, and records that it was told. Refusals: complaint.nameless, resident.why.
func (r *Service) Unseal(ctx context.Context, actor authz.Actor, id int64, why string) (Reporter, error) {
	var out Reporter
	_, err := desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		c, err := lock(v.Tx, id)
		if err != nil {
			return 0, err
		}
		if err := MaySee(actor, c); err != nil {
			return 0, err
		}
		if err := v.Allow("complaint.reporter", c.Path); err != nil {
			return 0, err
		}
		why = strings.TrimSpace(why)
		if fault := errs.Length(why, 4, 100, "resident.why", "why"); fault != nil {
			return 0, fault
		}
		out, err = reporterOf(v.Tx, r.Ring, id)
		if err != nil {
			return 0, err
		}
		v.UseInspectorChain()
		v.Record("complaint.reporter", "complaint", id, desk.F("number", c.Number), desk.F("why", why))
		return id, nil
	})
	if err != nil {
		return Reporter{}, err
	}
	return out, nil
}
