package duty

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/rulebook"
)

// Weights of an assessment (考核分值), in points; together they make the whole (assess.*; domain section 6, F: KP).
type Weights struct{ Village, Township, Villagers int64 }

// WeightsIn a village and month.
func WeightsIn(book *rulebook.Book, path string, month civil.Month) Weights {
	n := func(key string, otherwise int) int64 { return int64(book.Int(key, path, month.First(), otherwise)) }
	return Weights{n("assess.village_points", 30), n("assess.township_points", 50), n("assess.villager_points", 20)}
}

// Assessment (考核) of a holder's month: the village's points, the township's by another person, and the villagers' where
// they were asked.
type Assessment struct {
	SheetID        int64
	PlacementID    int64
	VillagePoints  *int64
	VillageKey     string
	TownshipPoints *int64
	TownshipKey    string
	VillagerPoints *int64
	Total          *int64 // of 100
	Remark         string
	DeductionFen   money.Fen
	DeductionRule  string // the written rule and its article
	DeductionBase  string // what the deduction rests on: the record and the day
	ToldOn         civil.Date
	ToldHow        string
	Word           string // what the holder said to it
	Agrees         *int64
}

// Told reports whether the holder was told of the result.
func (a Assessment) Told() bool { return !a.ToldOn.IsZero() }

// Objects reports whether the holder does not agree.
func (a Assessment) Objects() bool { return a.Agrees != nil && *a.Agrees == 0 }

// Score is the points given of 100, rounded down; where the villagers were not asked, of the two others' share. Nil
// until the village and the township have both given theirs. Pure.
func (a Assessment) Score(w Weights) *int64 {
	if a.VillagePoints == nil || a.TownshipPoints == nil {
		return nil
	}
	got, of := *a.VillagePoints+*a.TownshipPoints, w.Village+w.Township
	if a.VillagerPoints != nil {
		got, of = got+*a.VillagerPoints, of+w.Villagers
	}
	if of == 0 {
		return nil
	}
	total := 100 * got / of
	return &total
}

// ToldWays in which a holder is told.
var ToldWays = []string{"face", "phone", "paper"}

// Score of one holder as it is typed: the village's (with the villagers', where they were asked), or the township's
// with a deduction.
type Score struct {
	PlacementID int64
	Points      *int64
	Villagers   *int64
	Remark      string
	Deduction   money.Fen
	Base        string
}

// assessing locks a sheet that has been sent and is not locked for pay, with its lines and assessments.
func (r *Service) assessing(v *desk.Visit, id, version int64, permission authz.Permission) (s Sheet, lines map[int64]Line, have map[int64]Assessment, err error) {
	if s, err = at(v, id, version, permission, Submitted, Reviewed); err != nil {
		return
	}
	all, err := LinesOf(v.Tx, s.ID)
	if err != nil {
		return
	}
	lines = map[int64]Line{}
	for _, l := range all {
		lines[l.PlacementID] = l
	}
	have, err = AssessmentsOf(v.Tx, s.ID)
	return
}

func points(n *int64, most int64, field string, name string, faults *errs.Faults) {
	if n != nil && (*n < 0 || *n > most) {
		faults.Add(errs.New(errs.Invalid, "duty.points").On(field).With("name", name).With("max", most))
	}
}

// AssessByVillage keeps the village's points, and the villagers' where they were asked. Whoever was told before is told
// again. Refusals: duty.state, form.stale, duty.not_holder, duty.points, duty.same_assessor.
func (r *Service) AssessByVillage(ctx context.Context, actor authz.Actor, key string, sheetID, version int64,
	scores []Score) (int64, error) {
	return r.assess(ctx, actor, key, sheetID, version, "duty.sheet", "village", scores)
}

// AssessByTownship keeps the township's points, by another person than the village's, and a deduction under the written
// rule that the rulebook names (deduct.document), with the record it rests on. What is deducted stays in its fund.
// Refusals: those of AssessByVillage, duty.deduct_off, duty.deduct_base, duty.deduct_most.
func (r *Service) AssessByTownship(ctx context.Context, actor authz.Actor, key string, sheetID, version int64,
	scores []Score) (int64, error) {
	return r.assess(ctx, actor, key, sheetID, version, "duty.review", "township", scores)
}

func (r *Service) assess(ctx context.Context, actor authz.Actor, key string, sheetID, version int64,
	permission authz.Permission, office string, scores []Score) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		s, lines, have, err := r.assessing(v, sheetID, version, permission)
		if err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		w := WeightsIn(book, s.Path, s.Month)
		rule, ruled := book.Text("deduct.document", s.Path, "", s.Month.First())
		share := book.Share("deduct.max_percent", s.Path, s.Month.First(), rulebook.Half)
		var faults errs.Faults
		var changed []Assessment
		for _, x := range scores {
			l, ok := lines[x.PlacementID]
			if !ok {
				faults.Add(errs.New(errs.Invalid, "duty.not_holder").On("points"))
				continue
			}
			a, known := have[x.PlacementID]
			before := a
			a.SheetID, a.PlacementID = s.ID, x.PlacementID
			if office == "village" {
				points(x.Points, w.Village, "points", l.Name, &faults)
				points(x.Villagers, w.Villagers, "points", l.Name, &faults)
				a.VillagePoints, a.VillagerPoints = x.Points, x.Villagers
				if a.VillageKey = actor.PersonKey; x.Points == nil {
					a.VillageKey = ""
				}
			} else {
				points(x.Points, w.Township, "points", l.Name, &faults)
				a.TownshipPoints, a.Remark = x.Points, strings.TrimSpace(x.Remark)
				if a.TownshipKey = actor.PersonKey; x.Points == nil {
					a.TownshipKey = ""
				}
				a.DeductionFen, a.DeductionBase, a.DeductionRule = x.Deduction, strings.TrimSpace(x.Base), ""
				most := money.Fen(share.Of(int64(l.RateFen)))
				switch {
				case x.Deduction == 0:
					a.DeductionBase = ""
				case !ruled:
					faults.Add(errs.New(errs.State, "duty.deduct_off").On("deduction").With("name", l.Name))
				case x.Deduction < 0 || x.Deduction > most:
					faults.Add(errs.New(errs.Invalid, "duty.deduct_most").On("deduction").With("name", l.Name).With("most", most).With(
						"share", share))
				case utf8.RuneCountInString(a.DeductionBase) < 4 || utf8.RuneCountInString(a.DeductionBase) > 100:
					faults.Add(errs.New(errs.Invalid, "duty.deduct_base").On("deduction").With("name", l.Name))
				default:
					a.DeductionRule = rule
				}
				faults.Add(errs.Long(a.Remark, 100, "points"))
			}
			if a.VillageKey != "" && a.VillageKey == a.TownshipKey {
				return 0, errs.New(errs.Forbidden, "duty.same_assessor")
			}
			a.Total = a.Score(w)
			if same(a, before) {
				continue
			}
			a.ToldOn, a.ToldHow, a.Word, a.Agrees = civil.Date{}, "", "", nil
			if known || a.VillagePoints != nil || a.TownshipPoints != nil || a.VillagerPoints != nil || a.DeductionFen != 0 {
				changed = append(changed, a)
			}
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		for _, a := range changed {
			_, known := have[a.PlacementID]
			if err := storeAssessment(v.Tx, a, known); err != nil {
				return 0, err
			}
		}
		v.Record("duty.assess_"+office, "duty_sheet", s.ID, desk.F("month", s.Month), desk.F("holders", len(changed)),
			desk.F("deducted", deducted(changed)))
		return s.ID, touch(v.Tx, s, "state = state")
	})
}

func deducted(many []Assessment) (sum money.Fen) {
	for _, a := range many {
		sum += a.DeductionFen
	}
	return sum
}

// same reports whether two assessments say the same of the month.
func same(a, b Assessment) bool {
	eq := func(x, y *int64) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }
	return eq(a.VillagePoints, b.VillagePoints) && eq(a.TownshipPoints, b.TownshipPoints) &&
		eq(a.VillagerPoints, b.VillagerPoints) && a.Remark == b.Remark && a.DeductionFen == b.DeductionFen &&
		a.DeductionBase == b.DeductionBase
}

// Telling of a result to its holder.
type Telling struct {
	PlacementID int64
	On          civil.Date
	How         string
	Agrees      bool
	Word        string
}

// TellAssessment writes down that a holder was told the result and what the holder said. A sheet whose results were not
// told is not locked for pay. Refusals: duty.state, form.stale, duty.not_assessed, form.choice, form.future, form.long,
// duty.word (who does not agree says why).
func (r *Service) TellAssessment(ctx context.Context, actor authz.Actor, key string, sheetID, version int64,
	t Telling) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		s, _, have, err := r.assessing(v, sheetID, version, "duty.sheet")
		if err != nil {
			return 0, err
		}
		a, ok := have[t.PlacementID]
		if !ok || a.Total == nil && a.DeductionFen == 0 {
			return 0, errs.New(errs.State, "duty.not_assessed").On("told")
		}
		var faults errs.Faults
		if !slices.Contains(ToldWays, t.How) {
			faults.Add(errs.New(errs.Invalid, "form.choice").On("told"))
		}
		if t.On.IsZero() || t.On.After(v.Today()) || t.On.Before(s.Month.First()) {
			faults.Add(errs.New(errs.Invalid, "form.future").On("told"))
		}
		word := strings.TrimSpace(t.Word)
		if n := utf8.RuneCountInString(word); n > 100 {
			faults.Add(errs.New(errs.Invalid, "form.long").On("told").With("limit", 100))
		} else if n == 0 && !t.Agrees {
			faults.Add(errs.New(errs.Invalid, "duty.word").On("told"))
		}
		if err := faults.OrNil(); err != nil {
			return 0, err
		}
		agrees := int64(0)
		if t.Agrees {
			agrees = 1
		}
		a.ToldOn, a.ToldHow, a.Word, a.Agrees = t.On, t.How, word, &agrees
		if err := storeAssessment(v.Tx, a, true); err != nil {
			return 0, err
		}
		v.Record("duty.told", "duty_sheet", s.ID, desk.F("placement", t.PlacementID), desk.F("on", t.On),
			desk.F("how", t.How), desk.F("agrees", t.Agrees))
		return s.ID, touch(v.Tx, s, "state = state")
	})
}

// Deductions of a county's month by placement, of sheets that are locked; called by the room of payroll after
// LockForPay.
func Deductions(r database.Reader, countyPath string, month civil.Month) (map[int64]money.Fen, error) {
	return deductionsOf(r, authz.Under(countyPath), month)
}
