package importer

import (
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/registry/resident"
)

// officials is the roster of cadres and public employees (村干部、公职人员名册).
func (room *Rooms) officials() *Kind {
	return &Kind{Code: "officials", Permission: "official.appoint", Wide: true, Outsiders: true,
		Columns: columns("officials"), Judge: room.judgeOfficials, Write: room.writeOfficials, Undo: room.undoRegister,
		Periods: officePeriods}
}

type incomingOffice struct {
	holder
	ends bool // a known office, which is over
	resident.Appointment
}

// holder of an office: somebody known, or named by a number that nobody has registered.
type holder struct {
	person int64 // 0: outside every register until now
	index  string
	name   string
	number idno.Number
}

// named finds who holds the offices of the rows. Nobody needs to be registered: a number that is not known is a human
// outside the register.
func (p *plan) named(room *Rooms, r database.Reader) (map[*line]holder, error) {
	out, byIndex := map[*line]holder{}, map[string]string{}
	var all [][]byte
	for _, l := range p.lines {
		if p.get(l, "idno") == "" {
			continue
		}
		n := p.identityOf(l, "idno")
		if n == "" {
			continue
		}
		x := room.Ring.Index("idno", string(n))
		all = append(all, x)
		out[l] = holder{index: string(x), name: resident.CleanName(p.get(l, "name")), number: n}
	}
	known, err := resident.ByIndexes(r, all)
	if err != nil {
		return nil, err
	}
	for _, l := range p.lines {
		h, ok := out[l]
		if !ok {
			continue
		}
		said := byIndex[h.index]
		if q, registered := known[h.index]; registered {
			h.person, said = q.ID, q.Name
		} else if h.name != "" {
			p.fault(l, "name", resident.CheckName(h.name))
		}
		if said == "" {
			said = h.name
		}
		byIndex[h.index] = said
		if h.name != "" && !plain.SameName(h.name, said) {
			p.fault(l, "name", errs.New(errs.Invalid, "import.other_name"))
		}
		out[l] = h
	}
	return out, nil
}

func (room *Rooms) judgeOfficials(r database.Reader, p *plan) error {
	found, err := p.named(room, r)
	if err != nil {
		return err
	}
	var ids []int64
	for _, h := range found {
		if h.person != 0 {
			ids = append(ids, h.person)
		}
	}
	known, err := resident.KnownOffices(r, ids)
	if err != nil {
		return err
	}
	type office struct {
		index, title string
		from         civil.Date
	}
	seen := map[office]int{}
	for _, l := range p.lines {
		a := p.appointment(l)
		h, ok := found[l]
		if len(l.faults) > 0 || !ok || l.village == nil {
			continue
		}
		for _, f := range errs.All(a.Check(p.today)) {
			p.fault(l, f.Field, f)
		}
		k := office{h.index, a.Title, a.From}
		if at, twice := seen[k]; twice {
			p.fault(l, "title", errs.New(errs.Invalid, "import.twice").With("row", at))
		}
		seen[k] = l.n
		ends := false
		for _, o := range known[h.person] {
			if h.person != 0 && o.Title == a.Title && o.FromDate == a.From {
				switch {
				case o.Until == a.Until && o.RegionID == a.Region.ID:
					l.same = true
				case o.Until.IsZero() && o.RegionID == a.Region.ID && !a.Until.After(p.today):
					ends = true // the roster says that a known office is over
				default:
					p.fault(l, "until", errs.New(errs.Invalid, "import.differs"))
				}
			}
		}
		l.entry = incomingOffice{h, ends, a}
	}
	return nil
}

// appointment that a row says.
func (p *plan) appointment(l *line) resident.Appointment {
	a := resident.Appointment{Title: p.get(l, "title"), Region: l.village, Source: p.get(l, "source")}
	if a.Source == "" {
		a.Source = "村干部、公职人员名册"
	}
	a.Kind, _ = p.word(l, "kind", lexicon.Office)
	var fault *errs.Error
	a.From, fault = day(p.get(l, "from"))
	p.fault(l, "from", fault)
	a.Until, fault = day(p.get(l, "until"))
	p.fault(l, "until", fault)
	return a
}

func (room *Rooms) writeOfficials(v *desk.Visit, p *plan) error {
	strangers, err := room.enterStrangers(v, p)
	if err != nil {
		return err
	}
	var persons, ended, entered []int64
	var many []resident.Appointment
	for _, l := range p.lines {
		o, ok := l.entry.(incomingOffice)
		if !ok || !l.good() {
			continue
		}
		if o.person == 0 {
			o.person = strangers[o.index]
			if !slices.Contains(entered, o.person) {
				entered = append(entered, o.person)
			}
		}
		if o.ends {
			id, err := resident.EndKnown(v.Tx, o.person, o.Appointment)
			if err != nil {
				return err
			}
			ended = append(ended, id)
		} else {
			persons, many = append(persons, o.person), append(many, o.Appointment)
		}
	}
	ids, err := resident.AppointMany(v.Tx, persons, many)
	if err != nil {
		return err
	}
	return recordMade(v, p, map[string][]int64{"official": ids, "official_end": ended, "outsider": entered})
}

// enterStrangers makes a record, each once, of those whom no register has, and gives them by index.
func (room *Rooms) enterStrangers(v *desk.Visit, p *plan) (map[string]int64, error) {
	var many []resident.Outsider
	var indexes []string
	for _, l := range p.lines {
		o, ok := l.entry.(incomingOffice)
		if ok && l.good() && o.person == 0 && !slices.Contains(indexes, o.index) {
			indexes = append(indexes, o.index)
			many = append(many, resident.Outsider{Name: o.name, Number: o.number, At: o.Region})
		}
	}
	ids, _, err := room.Residents.EnterOutside(v, many)
	out := map[string]int64{}
	for i, id := range ids {
		out[indexes[i]] = id
	}
	return out, err
}
