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
	Verdict        string // 合格 or 不合格, where the county assesses so; empty: by points, or nothing said
	ToldScanID     *int64 // of the sheet on which the holder signed, where the village was told on one
}

// What a month's assessment says where a county assesses by grade (assess.kind).
const (
	VerdictPass = "pass" // 合格
	VerdictFail = "fail" // 不合格
)

// Verdicts in the order in which a form offers them.
var Verdicts = []string{VerdictPass, VerdictFail}

// ByVerdict reports whether a county assesses by grade and not by points in a month.
func ByVerdict(book *rulebook.Book, path string, month civil.Month) bool {
	kind, _ := book.Text("assess.kind", path, "", month.First())
	return kind == "verdict"
}

// HasResult reports whether there is something to tell the holder.
func (a Assessment) HasResult() bool { return a.Total != nil || a.Verdict != "" || a.DeductionFen != 0 }

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
	Verdict     string // of Verdicts, where the county assesses by grade
}

// toAssess locks a sheet in one of some states, with its lines and assessments.
func (r *Service) toAssess(v *desk.Visit, id, version int64, permission authz.Permission,
	states ...string) (s Sheet, lines map[int64]Line, have map[int64]Assessment, err error) {
	if s, err = at(v, id, version, permission, states...); err != nil {
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
		s, lines, have, err := r.toAssess(v, sheetID, version, permission, Submitted, Reviewed)
		if err != nil {
			return 0, err
		}
		book, err := rulebook.Of(v)
		if err != nil {
			return 0, err
		}
		as := assessing{book: book, sheet: s, weights: WeightsIn(book, s.Path, s.Month), key: actor.PersonKey,
			byVerdict: ByVerdict(book, s.Path, s.Month)}
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
				as.byVillage(&a, l, x, &faults)
			} else {
				as.byTownship(&a, l, x, &faults)
			}
			if a.VillageKey != "" && a.VillageKey == a.TownshipKey {
				return 0, errs.New(errs.Forbidden, "duty.same_assessor")
			}
			a.Total = a.Score(as.weights)
			if same(a, before) {
				continue
			}
			a.ToldOn, a.ToldHow, a.Word, a.Agrees, a.ToldScanID = civil.Date{}, "", "", nil, nil
			if known || a.VillagePoints != nil || a.TownshipPoints != nil || a.VillagerPoints != nil || a.HasResult() {
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

// assessing is what a sheet's assessments are held against.
type assessing struct {
	book      *rulebook.Book
	sheet     Sheet
	weights   Weights
	key       string // of who assesses
	byVerdict bool
}

// byVillage puts the village's points, and the villagers', onto an assessment.
func (s assessing) byVillage(a *Assessment, l Line, x Score, faults *errs.Faults) {
	points(x.Points, s.weights.Village, "points", l.Name, faults)
	points(x.Villagers, s.weights.Villagers, "points", l.Name, faults)
	a.VillagePoints, a.VillagerPoints = x.Points, x.Villagers
	if a.VillageKey = s.key; x.Points == nil {
		a.VillageKey = ""
	}
}

// byTownship puts the township's points or grade, and what is deducted, onto an assessment.
func (s assessing) byTownship(a *Assessment, l Line, x Score, faults *errs.Faults) {
	points(x.Points, s.weights.Township, "points", l.Name, faults)
	a.TownshipPoints, a.Remark = x.Points, strings.TrimSpace(x.Remark)
	a.Verdict = ""
	switch {
	case x.Verdict == "" || !s.byVerdict:
	case !slices.Contains(Verdicts, x.Verdict):
		faults.Add(errs.New(errs.Invalid, "form.choice").On("points"))
	default:
		a.Verdict = x.Verdict
	}
	if a.TownshipKey = s.key; x.Points == nil && a.Verdict == "" {
		a.TownshipKey = ""
	}
	s.deduct(a, l, x, faults)
	faults.Add(errs.Long(a.Remark, 100, "points"))
}

// deduct by the county's written rule, as far as its document lets.
func (s assessing) deduct(a *Assessment, l Line, x Score, faults *errs.Faults) {
	rule, ruled := s.book.Text("deduct.document", s.sheet.Path, "", s.sheet.Month.First())
	share := MostDeducted(s.book, s.sheet.Path, s.sheet.Month.First())
	most := money.Fen(share.Of(int64(l.RateFen)))
	a.DeductionFen, a.DeductionBase, a.DeductionRule = x.Deduction, strings.TrimSpace(x.Base), ""
	switch n := utf8.RuneCountInString(a.DeductionBase); {
	case x.Deduction == 0:
		a.DeductionBase = ""
	case !ruled:
		faults.Add(errs.New(errs.State, "duty.deduct_off").On("deduction").With("name", l.Name))
	case x.Deduction < 0 || x.Deduction > most:
		faults.Add(errs.New(errs.Invalid, "duty.deduct_most").On("deduction").With("name", l.Name).With("most", most).With(
			"share", share))
	case n < 4 || n > 100:
		faults.Add(errs.New(errs.Invalid, "duty.deduct_base").On("deduction").With("name", l.Name))
	default:
		a.DeductionRule = rule
	}
}

// MostDeducted is the share of the monthly rate that may be deducted, as the county's document says. Where no document
// says so, the program sets no limit of its own below the rate: the written rule that the deduction names is the limit.
func MostDeducted(book *rulebook.Book, path string, on civil.Date) rulebook.Fraction {
	p, held := book.Held("deduct.max_percent", path, "", on)
	if !held || p.Unconfirmed() {
		return rulebook.Percent(100)
	}
	return book.Share("deduct.max_percent", path, on, rulebook.Percent(100))
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
		eq(a.VillagerPoints, b.VillagerPoints) && a.Verdict == b.Verdict && a.Remark == b.Remark && a.DeductionFen == b.DeductionFen &&
		a.DeductionBase == b.DeductionBase
}

// Deductions of a county's month by placement, of sheets that are locked; called by the room of payroll after
// LockForPay.
func Deductions(r database.Reader, countyPath string, month civil.Month) (map[int64]money.Fen, error) {
	return deductionsOf(r, authz.Under(countyPath), month)
}
