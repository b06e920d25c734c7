package importer

import (
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// insured is the insurer's list of the people whom a policy covers: one row for each person and period.
func insured(room *Rooms) *Kind {
	judge := func(r database.Reader, p *plan) error { return judgeInsured(room, r, p) }
	return &Kind{Code: "insured", Permission: "placement.start", Columns: columns("insured"), Periods: coverPeriods,
		Judge: judge, Write: writeInsured, Undo: undoInsured}
}

func judgeInsured(room *Rooms, r database.Reader, p *plan) error {
	found, err := p.lookUp(room, r, [][2]string{{"idno", "name"}})
	if err != nil {
		return err
	}
	ids := idsOf(found[0])
	held, err := placement.HeldBy(r, ids)
	if err != nil {
		return err
	}
	covers, err := placement.CoversOfPeople(r, ids)
	if err != nil {
		return err
	}
	seen := map[int64][]numbered{}
	for _, l := range p.lines {
		q, ok := found[0][l]
		if ok && !authz.Under(p.at.Path).Covers(q.Path) {
			p.fault(l, "idno", errs.New(errs.Invalid, "import.outside").With("place", p.at.Name))
		}
		x := coverOf(p, l)
		if len(l.faults) > 0 || !ok {
			continue
		}
		for _, e := range errs.All(x.Check()) {
			p.fault(l, e.Field, e)
		}
		if len(l.faults) > 0 {
			continue
		}
		if !ontoPost(p, l, &x, held[q.ID]) {
			continue
		}
		coveredOnce(p, l, x, covers[q.ID], seen[q.ID])
		if len(l.faults) == 0 && !l.same {
			seen[q.ID] = append(seen[q.ID], numbered{x, l.n})
			l.entry = x
		}
	}
	return nil
}

// numbered is a period of a row.
type numbered struct {
	placement.Cover
	row int
}

// coverOf what a row tells of.
func coverOf(p *plan, l *line) (x placement.Cover) {
	x.PolicyNo, x.Insurer = p.get(l, "policy"), p.get(l, "insurer")
	var fault *errs.Error
	x.FromDate, fault = day(p.get(l, "from"))
	p.fault(l, "from", fault)
	x.UntilDate, fault = day(p.get(l, "until"))
	p.fault(l, "until", fault)
	if text := p.get(l, "premium"); text != "" {
		fen, fault := amount(text)
		p.fault(l, "premium", fault)
		x.PremiumFen = &fen
	}
	return x
}

// ontoPost finds the placement that a period covers: of a person with several the latest. Faults: import.insured_none.
func ontoPost(p *plan, l *line, x *placement.Cover, held []placement.Held) bool {
	for _, h := range slices.Backward(held) {
		if h.EndReason != placement.Void && !h.StartOn.After(x.UntilDate) &&
			(h.EndOn.IsZero() || !h.EndOn.Before(x.FromDate)) {
			x.PlacementID, x.Path = h.ID, h.Path
			return true
		}
	}
	p.fault(l, "idno", errs.New(errs.Invalid, "import.insured_none"))
	return false
}

// coveredOnce marks what is known to the day as the same; days that are covered already, or by another row, are a
// fault.
func coveredOnce(p *plan, l *line, x placement.Cover, known []placement.Cover, rows []numbered) {
	for _, c := range known {
		if c.PolicyNo == x.PolicyNo && c.FromDate == x.FromDate && c.UntilDate == x.UntilDate {
			l.same = true
			return
		}
	}
	for _, c := range known {
		if c.Meets(x) {
			p.fault(l, "from", errs.New(errs.Conflict, "import.insured").With("policy", c.PolicyNo).
				With("from", c.FromDate).With("until", c.UntilDate))
			return
		}
	}
	for _, c := range rows {
		if c.Meets(x) {
			p.fault(l, "from", errs.New(errs.Invalid, "import.insured_row").With("row", c.row))
			return
		}
	}
}

func writeInsured(v *desk.Visit, p *plan) error {
	var rows []placement.Cover
	for _, l := range p.lines {
		if x, ok := l.entry.(placement.Cover); ok && l.good() {
			rows = append(rows, x)
		}
	}
	ids, err := placement.TakeCovers(v, rows)
	if err != nil {
		return err
	}
	return recordMade(v, p, map[string][]int64{"insurance_period": ids})
}

func undoInsured(v *desk.Visit, of Undoing) error {
	return placement.ForgetCovers(v.Tx, of.Made["insurance_period"])
}
