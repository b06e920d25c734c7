package importer

import (
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/registry/resident"
)

// system is the export of one of the two other systems (双系统对账); which head is which column, the office's mapping
// says.
func (room *Rooms) system(code string) *Kind {
	m, _, err := crosscheck.Default(code)
	if err != nil {
		panic(err)
	}
	return room.mapped(code, m)
}

// mapped is the kind with the heads that a mapping names, beside its own.
func (room *Rooms) mapped(system string, m crosscheck.Mapping) *Kind {
	k := &Kind{Code: system, Permission: "crosscheck.import", Wide: true, Columns: slices.Clone(columns(system)),
		Periods: servicePeriods, Write: writeSystems, Undo: undoSystems}
	k.Judge = func(_ database.Reader, p *plan) error { return room.judgeSystems(p, m) }
	k.Local = func(r database.Reader, path string) (*Kind, error) {
		m, _, err := crosscheck.MappingFor(r, system, path)
		return room.mapped(system, m), err
	}
	for i := range k.Columns {
		c := &k.Columns[i]
		for _, h := range m.Heads[c.Code] {
			if !slices.Contains(c.Also, h) {
				c.Also = append(slices.Clone(c.Also), h)
			}
		}
	}
	return k
}

func (room *Rooms) judgeSystems(p *plan, m crosscheck.Mapping) error {
	seen := map[string]int{}
	for _, l := range p.lines {
		x := crosscheck.Incoming{AsOf: p.today}
		e := &x.Entry
		e.Name, e.FilingNo, e.StateRaw, e.Post = resident.CleanName(p.get(l, "name")), sheet.Plain(p.get(l, "filing_no")),
			p.get(l, "state"), p.get(l, "post")
		if e.State = m.StateOf(e.StateRaw); e.State == "" && e.StateRaw != "" {
			p.fault(l, "state", errs.New(errs.Invalid, "crosscheck.state").With("word", e.StateRaw))
		}
		var fault *errs.Error
		e.StartOn, fault = day(p.get(l, "start"))
		p.fault(l, "start", fault)
		e.EndOn, fault = day(p.get(l, "end"))
		p.fault(l, "end", fault)
		if e.State == "" && !e.EndOn.IsZero() {
			e.State = "off"
		}
		if asOf, fault := day(p.get(l, "as_of")); fault != nil || asOf.After(p.today) {
			if fault == nil {
				fault = errs.New(errs.Invalid, "form.future")
			}
			p.fault(l, "as_of", fault)
		} else if !asOf.IsZero() {
			x.AsOf = asOf
		}
		if account := sheet.Plain(p.get(l, "account")); account != "" {
			if f := ruined(account); f != nil {
				p.fault(l, "account", f)
			} else if n := len(account); n >= 4 {
				e.AccountIndex, e.AccountTail = room.Ring.Index("account", account), account[n-4:]
			}
		}
		if p.get(l, "idno") == "" || l.village == nil {
			continue
		}
		n := p.identityOf(l, "idno")
		if len(l.faults) > 0 {
			continue
		}
		e.IDIndex, e.IDTail, e.Path = room.Ring.Index("idno", string(n)), string(n)[14:], l.village.Path
		if p.once(l, seen, x.AsOf.String()+string(e.IDIndex)); len(l.faults) > 0 {
			continue
		}
		l.entry = x
	}
	return nil
}

func writeSystems(v *desk.Visit, p *plan) error {
	var many []crosscheck.Incoming
	for _, l := range p.lines {
		if x, ok := l.entry.(crosscheck.Incoming); ok && l.good() {
			many = append(many, x)
		}
	}
	return crosscheck.ApplyImport(v, p.batchID, p.at.Path, p.kind.Code, many)
}

func undoSystems(v *desk.Visit, of Undoing) error { return crosscheck.Forget(v.Tx, of.BatchID) }
