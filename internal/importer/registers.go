package importer

import (
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/registry/matching"
)

// registers is a department's register (部门数据): who stands in it, as of a day. Names are not kept, numbers only as blind
// indexes.
func (room *Rooms) registers() *Kind {
	return &Kind{Code: "register", Permission: "matching.import", Columns: columns("register"),
		Judge: room.judgeRegisters,
		Write: room.writeRegisters, Undo: undoRegisters}
}

func (room *Rooms) judgeRegisters(_ database.Reader, p *plan) error {
	type one struct{ kind, index, day string }
	seen := map[one]int{}
	for _, l := range p.lines {
		kind, ok := p.word(l, "kind", lexicon.Exclusion)
		if ok && !slices.Contains(matching.Kinds, kind) {
			p.unknown(l, "kind", p.get(l, "kind"), labelsOf("register", matching.Kinds))
		}
		e := matching.Entry{Kind: kind, Detail: p.get(l, "detail"), Source: p.get(l, "source")}
		var fault *errs.Error
		e.On, fault = day(p.get(l, "on"))
		p.fault(l, "on", fault)
		e.AsOf, fault = day(p.get(l, "as_of"))
		p.fault(l, "as_of", fault)
		if e.AsOf.After(p.today) {
			p.fault(l, "as_of", errs.New(errs.Invalid, "form.future"))
		}
		if p.get(l, "idno") == "" {
			continue
		}
		n := p.identityOf(l, "idno")
		if len(l.faults) > 0 {
			continue
		}
		e.IDIndex = room.Ring.Index("idno", string(n))
		k := one{kind, string(e.IDIndex), e.AsOf.String() + e.Source}
		if at, twice := seen[k]; twice {
			p.fault(l, "idno", errs.New(errs.Invalid, "import.twice").With("row", at))
			continue
		}
		seen[k] = l.n
		l.entry = e
	}
	return nil
}

func (room *Rooms) writeRegisters(v *desk.Visit, p *plan) error {
	var many []matching.Entry
	for _, l := range p.lines {
		if e, ok := l.entry.(matching.Entry); ok && l.good() {
			many = append(many, e)
		}
	}
	_, err := matching.ApplyImport(v, p.batchID, p.at.Path, many)
	return err
}

func undoRegisters(v *desk.Visit, of Undoing) error { return matching.Forget(v.Tx, of.BatchID) }
