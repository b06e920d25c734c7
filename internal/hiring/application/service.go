package application

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// Holdings is what this room needs to know of placements, which live upstairs.
type Holdings interface {
	// Of counts the posts that a person holds, that others of the household hold, and the months that the person has held
	// posts.
	Of(r database.Reader, p resident.Person, on civil.Date) (posts, household, months int64, err error)
	// Past is how often a person was placed by a hiring, and the last day of the latest placement that ended for a breach;
	// zero: none did.
	Past(r database.Reader, personID int64) (times int64, breach civil.Date, err error)
}

// Registers is what this room needs to know of other departments' registers, which live upstairs.
type Registers interface {
	// Against names the register in which a person stands without a decision that it does no harm; empty if there is none.
	Against(r database.Reader, personID int64) (kind string, err error)
}

// Objections is what this room needs to know of objections to notices, which live upstairs with the complaints.
type Objections interface {
	To(r database.Reader, applicationID int64) (Objected, error)
}

// Scans is what this room needs to know of signed sheets that were scanned, which live upstairs.
type Scans interface {
	// Of counts the scans that are attached to an application.
	Of(r database.Reader, applicationID int64) (int, error)
}

// Objected says what became of the objections to an application's notice.
type Objected struct {
	Open, Answered int64
	RightOn        civil.Date // when the latest was found right; zero: none was
	AnsweredOn     civil.Date // when the latest was answered; zero: none was
}

// Service of applications.
type Service struct {
	Desk       *desk.Desk
	Holdings   Holdings
	Registers  Registers
	Objections Objections
	Scans      Scans
}

// FactsOf gathers what a proposal is judged by.
func (r *Service) FactsOf(rd database.Reader, p resident.Person, basis string, day civil.Date) (Facts, error) {
	f := Facts{Person: p, Day: day, Path: p.Path, Basis: basis}
	var err error
	if f.Categories, err = resident.CategoriesOf(rd, p.ID); err != nil {
		return f, err
	}
	if f.Exclusions, err = resident.ExclusionsOf(rd, p.ID); err != nil {
		return f, err
	}
	if f.Offices, err = resident.OfficesOf(rd, p.ID); err != nil {
		return f, err
	}
	if f.Kin, err = resident.OfficialKin(rd, p); err != nil {
		return f, err
	}
	if f.KinKnown, err = resident.KinKnown(rd, p.ID); err != nil {
		return f, err
	}
	if f.LivePosts, f.HouseHolds, f.MonthsHeld, err = r.Holdings.Of(rd, p, day); err != nil {
		return f, err
	}
	known, err := resident.HomeKnown(rd, p)
	if f.HomeOpen = !known; err != nil {
		return f, err
	}
	if f.Placements, f.Breach, err = r.Holdings.Past(rd, p.ID); err != nil {
		return f, err
	}
	f.LiveRequest, err = liveOf(rd, p.ID)
	return f, err
}

// Proposal is what a village submits.
type Proposal struct {
	PostID, PersonID int64
	Basis            string
	Reason           string // needed where something warns
}

// Submit proposes a holder. Refusals: every blocking remark of Judge at once, application.reason,
// application.post_state, application.elsewhere (the person is of another village), resident.recuse_*.
func (r *Service) Submit(ctx context.Context, actor authz.Actor, key string, village *region.Region,
	p Proposal) (int64, error) {
	return desk.DoVia(ctx, r.Desk, actor, villageChannel(actor), key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("application.submit", village.Path); err != nil {
			return 0, err
		}
		if err := lockVillage(v.Tx, village.ID); err != nil {
			return 0, err
		}
		person, err := resident.Lock(v.Tx, p.PersonID)
		if err != nil {
			return 0, err
		}
		where, err := post.Lock(v.Tx, p.PostID)
		if err != nil {
			return 0, err
		}
		if where.Path != village.Path || person.Path != village.Path {
			return 0, errs.New(errs.NotFound, "application.elsewhere").On("person")
		}
		if err := resident.Recuse(v.Tx, actor, person); err != nil {
			return 0, err
		}
		if into, merged, err := resident.MergedInto(v.Tx, person.ID); err != nil {
			return 0, err
		} else if merged {
			return 0, errs.New(errs.State, "resident.merged").On("person").With("id", into)
		}
		if person.Outside == 1 {
			return 0, errs.New(errs.State, "resident.outside").On("person")
		}
		if where.State != post.Open {
			return 0, errs.New(errs.State, "application.post_state").On("post").With("state", where.State)
		}
		if where.Untold == 1 { // nobody is hired on terms that are not known
			return 0, errs.New(errs.State, "post.untold").On("post")
		}
		if !slices.Contains(resident.Categories, p.Basis) {
			return 0, errs.New(errs.Invalid, "form.choice").On("basis")
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		facts, err := r.FactsOf(v.Tx, person, p.Basis, v.Today())
		if err != nil {
			return 0, err
		}
		remarks := Judge(facts, book)
		if err := Blocks(remarks); err != nil {
			return 0, err
		}
		reason, fault := text(p.Reason, "reason", 200)
		if fault != nil {
			return 0, fault
		}
		if NeedReason(remarks) && reason == "" {
			return 0, errs.New(errs.Invalid, "application.reason").On("reason")
		}
		n, err := countIn(v.Tx, village.ID, v.Today().Year())
		if err != nil {
			return 0, err
		}
		a := Application{Number: Number(village, v.Today().Year(), n+1), PostID: where.ID, PersonID: person.ID,
			VillageID: village.ID, Path: village.Path, Basis: p.Basis,
			State: Submitted, Round: 1, SubmittedOn: v.Today(), Reason: reason, Warnings: warningCodes(remarks), Version: 1}
		if err := v.Tx.Insert(&a); err != nil {
			if database.Duplicate(err, "") {
				return 0, errs.New(errs.Conflict, "application.live").On("person")
			}
			return 0, err
		}
		s := r.step(v, a, StepSubmit, Pass)
		s.Remark = reason
		if err := StoreSteps(v, []Step{s}); err != nil {
			return 0, err
		}
		v.Record("application.submit", "application", a.ID, desk.F("number", a.Number), desk.F("person", person.Name),
			desk.F("basis", a.Basis), desk.F("warnings", a.Warnings))
		return a.ID, nil
	})
}

// villageChannel of a step that is the village's: a township that enters it from signed paper does so for another (代录),
// and another person reviews it, since the hands of one application exclude each other.
func villageChannel(actor authz.Actor) desk.Channel {
	if actor.HasRole("township_reviewer") && !actor.HasRole("village_registrar") {
		return desk.ForAnother
	}
	return desk.Typed
}

// fromPaper refuses a township's hand in a village's step unless the application came in on paper: what a village types
// itself, it checks itself. authz.forbidden.
func fromPaper(tx *database.Tx, a Application, permission authz.Permission) error {
	s, found, err := lastStep(tx, a.ID, StepSubmit)
	if err == nil && (!found || s.Channel != string(desk.ForAnother)) {
		err = errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(permission))
	}
	return err
}

func warningCodes(remarks []Remark) string {
	var out []string
	for _, m := range remarks {
		if m.Reaction == "warn" || m.Reaction == "declare" {
			out = append(out, m.Code)
		}
	}
	return strings.Join(out, " ")
}

func text(s, field string, limit int) (string, *errs.Error) {
	s = strings.TrimSpace(s)
	if fault := errs.Long(s, limit, field); fault != nil {
		return "", fault
	}
	return s, nil
}

func (r *Service) step(v *desk.Visit, a Application, step, outcome string) Step {
	return Step{ApplicationID: a.ID, Round: a.Round, Step: step, Outcome: outcome, ActorID: v.Actor.UserID,
		PersonKey: v.Actor.PersonKey,
		Channel:   string(v.Channel), OnDate: v.Today(), AtUs: v.Now(), Device: v.Actor.Device}
}

// Move names an application as the form showed it, with what is remarked.
type Move struct {
	ID, Version int64
	Pass        bool
	Remark      string
	FileID      *int64 // a photo or scan of the signed paper
}

// part is a step's own part: it fills the step and says where the application goes.
type part func(v *desk.Visit, a Application, s *Step) (to string, err error)

// advance is a visit in which one application moves.
func (r *Service) advance(ctx context.Context, actor authz.Actor, key, step string, permission authz.Permission, m Move,
	from []string, p part) (int64, error) {
	channel := desk.Typed
	if step != StepAudit && step != StepFile {
		channel = villageChannel(actor)
	}
	return desk.DoVia(ctx, r.Desk, actor, channel, key, func(v *desk.Visit) (int64, error) {
		a, s, err := r.take(v, step, permission, m, from, p)
		if err != nil {
			return 0, err
		}
		v.Record("application."+step, "application", a.ID, desk.F("number", a.Number), desk.F("outcome", s.Outcome),
			desk.F("irregular", s.Irregular), desk.F("remark", s.Remark))
		return a.ID, nil
	})
}

// StandIn is the rulebook's word for who does a step where an office is too small: raise (提级), the level above.
const StandIn = "hiring.stand_in"

// Raised reports whether the level above may do a village's check or a township's audit of an application.
func Raised(r database.Reader, path string, on civil.Date) (bool, error) {
	book, err := rulebook.Load(r)
	if err != nil {
		return false, err
	}
	return raised(book, path, on), nil
}

func raised(book *rulebook.Book, path string, on civil.Date) bool {
	how, _ := book.Text(StandIn, path, "", on)
	return how == "raise"
}

// hand refuses a step of another level, except one that the rulebook raises, which is marked: a township in a village's
// step unless it enters signed paper, a county in a township's audit. authz.forbidden.
func hand(v *desk.Visit, a Application, step string, permission authz.Permission) error {
	above := step == StepAudit && !v.Actor.HasRole("township_reviewer") && v.Actor.HasRole("county_reviewer")
	if v.Channel == desk.ForAnother {
		err := fromPaper(v.Tx, a, permission)
		if err == nil || step != StepCheck || errs.CodeOf(err) != "authz.forbidden" {
			return err
		}
		above = true
	}
	if !above {
		return nil
	}
	book, err := rulebook.Of(v)
	if err == nil && !raised(book, a.Path, v.Today()) {
		err = errs.New(errs.Forbidden, "authz.forbidden").With("permission", string(permission))
	}
	v.Channel = desk.Raised
	return err
}

// take is the one way in which an application moves: lock, allow, state, recusal, the step's own part, write.
func (r *Service) take(v *desk.Visit, step string, permission authz.Permission, m Move, from []string,
	p part) (Application, Step, error) {
	a, err := Lock(v.Tx, m.ID)
	if err != nil {
		return a, Step{}, err
	}
	if err := v.Allow(permission, a.Path); err != nil {
		return a, Step{}, err
	}
	if err := hand(v, a, step, permission); err != nil {
		return a, Step{}, err
	}
	if a.Version != m.Version {
		return a, Step{}, errs.New(errs.Stale, "form.stale")
	}
	if !slices.Contains(from, a.State) {
		return a, Step{}, errs.New(errs.State, "application.state").With("state", a.State)
	}
	if err := MayAct(v.Tx, v.Actor, a, step); err != nil {
		return a, Step{}, err
	}
	remark, fault := text(m.Remark, "remark", 200)
	if fault != nil {
		return a, Step{}, fault
	}
	s := r.step(v, a, step, Pass)
	s.Remark, s.FileID = remark, m.FileID
	to, err := p(v, a, &s)
	if err != nil {
		return a, s, err
	}
	if err := StoreSteps(v, []Step{s}); err != nil {
		return a, s, err
	}
	return a, s, move(v.Tx, a, to, s.Irregular != "")
}
