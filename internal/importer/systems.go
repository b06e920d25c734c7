package importer

import (
	"context"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/crosscheck"
	"gangwei/internal/registry/resident"
)

// employment and poverty are the exports of the two other systems (双系统对账); which head is which column, the office's
// mapping says.
var (
	employment = outside(crosscheck.Employment)
	poverty    = outside(crosscheck.Poverty)
)

func outside(system string) *Kind {
	m, _, err := crosscheck.Default(system)
	if err != nil {
		panic(err)
	}
	k := &Kind{Code: system, Permission: "crosscheck.import", Wide: true, Columns: columns(system), judge: judgeSystems,
		write: writeSystems}
	return k.mapped(m)
}

// mapped is the kind with the heads that a mapping names, beside its own.
func (k *Kind) mapped(m crosscheck.Mapping) *Kind {
	out := *k
	out.mapping = &m
	out.Columns = slices.Clone(k.Columns)
	for i := range out.Columns {
		c := &out.Columns[i]
		for _, h := range m.Heads[c.Code] {
			if !slices.Contains(c.Also, h) {
				c.Also = append(slices.Clone(c.Also), h)
			}
		}
	}
	return &out
}

// kindAt is a kind as a region uses it.
func (room *Service) kindAt(ctx context.Context, code, path string) (*Kind, error) {
	k, err := KindOf(code)
	if err != nil || k.mapping == nil {
		return k, err
	}
	err = room.Desk.DB.Read(ctx, func(s *database.Snapshot) error {
		m, _, err := crosscheck.MappingFor(s, k.Code, path)
		if err == nil {
			k = k.mapped(m)
		}
		return err
	})
	return k, err
}

func judgeSystems(room *Service, _ database.Reader, p *plan) error {
	seen := map[string]int{}
	for _, l := range p.lines {
		x := crosscheck.Incoming{AsOf: p.today}
		e := &x.Entry
		e.Name, e.FilingNo, e.StateRaw, e.Post = resident.CleanName(p.get(l, "name")), sheet.Plain(p.get(l, "filing_no")),
			p.get(l, "state"), p.get(l, "post")
		if e.State = p.kind.mapping.StateOf(e.StateRaw); e.State == "" && e.StateRaw != "" {
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

func writeSystems(_ *Service, v *desk.Visit, p *plan) error {
	var many []crosscheck.Incoming
	for _, l := range p.lines {
		if x, ok := l.entry.(crosscheck.Incoming); ok && l.good() {
			many = append(many, x)
		}
	}
	return crosscheck.ApplyImport(v, p.batchID, p.at.Path, p.kind.Code, many)
}
