package importer

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/registry/resident"
)

// kin is the workbook of declarations (亲属关系申报表): one row for each tie of a declarer.
func (room *Rooms) kin() *Kind {
	return &Kind{Code: "kin", Permission: "kin.declare", Outsiders: true, Columns: columns("kin"), Judge: room.judgeKin,
		Write: room.writeKin, Undo: room.undoRegister}
}

// idsOf the people that rows name.
func idsOf(named map[*line]resident.Person) []int64 {
	var ids []int64
	for _, q := range named {
		ids = append(ids, q.ID)
	}
	return ids
}

// lookUp finds the registered people whom rows name in identity columns, and faults those not registered or named
// otherwise.
func (p *plan) lookUp(room *Rooms, r database.Reader, columns [][2]string) ([]map[*line]resident.Person, error) {
	index := map[string][]byte{}
	key := func(l *line, column string) string { return column + "\x00" + p.get(l, column) }
	var all [][]byte
	for _, l := range p.lines {
		for _, c := range columns {
			if p.get(l, c[0]) == "" {
				continue
			}
			if n := p.identityOf(l, c[0]); n != "" {
				index[key(l, c[0])] = room.Ring.Index("idno", string(n))
				all = append(all, index[key(l, c[0])])
			}
		}
	}
	known, err := resident.ByIndexes(r, all)
	if err != nil {
		return nil, err
	}
	out := make([]map[*line]resident.Person, len(columns))
	for i, c := range columns {
		out[i] = map[*line]resident.Person{}
		for _, l := range p.lines {
			x := index[key(l, c[0])]
			if x == nil {
				continue
			}
			q, ok := known[string(x)]
			switch {
			case !ok || q.Outside == 1 && !p.kind.Outsiders:
				p.fault(l, c[0], errs.New(errs.Invalid, "import.unknown_person"))
			case p.get(l, c[1]) != "" && !plain.SameName(p.get(l, c[1]), q.Name):
				p.fault(l, c[1], errs.New(errs.Invalid, "import.other_name"))
			default:
				out[i][l] = q
			}
		}
	}
	return out, nil
}

func (room *Rooms) judgeKin(r database.Reader, p *plan) error {
	found, err := p.lookUp(room, r, [][2]string{{"idno", "name"}, {"kin_idno", "kin_name"}})
	if err != nil {
		return err
	}
	known, err := resident.KnownTies(r, idsOf(found[0]))
	if err != nil {
		return err
	}
	seen := map[[2]int64]int{}
	for _, l := range p.lines {
		q, ok := found[0][l]
		o, both := found[1][l]
		if ok && !authz.Under(p.at.Path).Covers(q.Path) {
			p.fault(l, "idno", errs.New(errs.Invalid, "import.outside").With("place", p.at.Name))
		}
		code, known1 := p.relation(l, "code", p.get(l, "name"))
		switch {
		case known1 && code == lexicon.NoKin:
			p.fault(l, "code", errs.New(errs.Invalid, "import.no_kin").With("word", clipped(p.get(l, "code"))))
		case known1 && resident.CheckTie(code) != nil:
			p.notRelated(l, "code")
		}
		on, fault := day(p.get(l, "on"))
		p.fault(l, "on", fault)
		if on.After(p.today) {
			p.fault(l, "on", errs.New(errs.Invalid, "form.future"))
		}
		if len(l.faults) > 0 || !ok || !both {
			continue
		}
		pair := [2]int64{q.ID, o.ID}
		switch at, twice := seen[pair]; {
		case q.ID == o.ID:
			p.fault(l, "kin_idno", errs.New(errs.Invalid, "kin.self"))
			continue
		case twice:
			p.fault(l, "kin_idno", errs.New(errs.Invalid, "import.twice").With("row", at))
			continue
		}
		seen[pair] = l.n
		if c, declared := known[pair]; declared {
			if l.same = c == code; !l.same {
				p.fault(l, "code", errs.New(errs.Invalid, "import.differs"))
			}
			continue
		}
		source := p.get(l, "source")
		if source == "" {
			source = "亲属关系申报表"
		}
		l.entry = resident.IncomingTie{PersonID: q.ID, KinID: o.ID, Code: code, Source: source, On: on}
	}
	return nil
}

func (room *Rooms) writeKin(v *desk.Visit, p *plan) error {
	var ties []resident.IncomingTie
	for _, l := range p.lines {
		if t, ok := l.entry.(resident.IncomingTie); ok && l.good() {
			ties = append(ties, t)
		}
	}
	kin, declarations, err := resident.DeclareMany(v, ties)
	if err != nil {
		return err
	}
	return recordMade(v, p, map[string][]int64{"kinship": kin, "kin_declaration": declarations})
}
