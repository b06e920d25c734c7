package importer

import (
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/plain"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/resident"
)

// categoryColumns are the yes/no columns of 安置对象类别, which stand beside the column that names them in words.
var categoryColumns = []struct{ code, head string }{
	{"poverty_out", "脱贫人口"},
	{"low_income", "农村低收入人口"},
	{"disabled", "残疾人"},
	{"single_parent", "单亲家庭"},
	{"young_unemployed", "失业青年"},
	{"two_child_mother", "二孩妈妈"},
}

func (room *Rooms) people() *Kind {
	return &Kind{Code: "people", Permission: "resident.import", Columns: columns("people"), Judge: room.judgePeople,
		Write: room.writePeople, Undo: room.undoRegister}
}

type incomingPerson struct {
	resident.Incoming
	known int64 // registered already; 0 for a new person
	died  civil.Date
	add   []string // categories that are new
	told  bool     // the household of a known person of whom none was known
}

// fieldColumn is the column of a field of resident.Entry.
var fieldColumn = map[string]string{"name": "name", "idno": "idno", "phone": "phone", "account": "account",
	"household": "household", "group": "group", "address": "address", "relation": "relation", "since": "since",
	"category": "category", "exclusion": "exclusion", "proof": "proof"}

// household number of a row; empty where it says that nobody knows it: 无, 不详 or a stroke is not one household of many.
func (p *plan) household(l *line) string {
	if number := sheet.Plain(p.maybe(l, "household")); !lexicon.Unsaid(number) {
		return number
	}
	return ""
}

func (p *plan) entry(l *line) resident.Entry {
	e := resident.Entry{Name: p.get(l, "name"), IDNumber: p.get(l, "idno"), Phone: p.get(l, "phone"),
		Account: p.get(l, "account"), HouseholdNumber: p.household(l), Group: sheet.Plain(p.maybe(l, "group")),
		Address: p.maybe(l, "address"), CategoryProof: p.maybe(l, "proof")}
	e.HomeNotKnown = e.HouseholdNumber == ""
	for _, code := range []string{"phone", "account"} {
		p.fault(l, code, ruined(p.get(l, code)))
	}
	var fault *errs.Error
	e.ResidentSince, fault = day(p.maybe(l, "since"))
	p.fault(l, "since", fault)
	e.Relation, _ = p.relation(l, "relation", "")
	for _, w := range pieces(p.get(l, "category")) {
		c, ok := p.said(l, "category", lexicon.Category, w)
		if ok && c != lexicon.Nothing && !slices.Contains(e.Categories, c) {
			e.Categories = append(e.Categories, c)
		}
	}
	if p.get(l, "relation") == "" && !e.HomeNotKnown {
		p.fault(l, "relation", errs.New(errs.Invalid, "import.required"))
	}
	for _, x := range categoryColumns {
		is, fault := p.yes(p.maybe(l, x.code))
		p.fault(l, x.code, fault)
		if is && !slices.Contains(e.Categories, x.code) {
			e.Categories = append(e.Categories, x.code)
		}
	}
	for _, w := range pieces(p.maybe(l, "exclusion")) {
		c, ok := p.said(l, "exclusion", lexicon.Exclusion, w)
		if ok && c != lexicon.Nothing && !slices.Contains(e.Exclusions, c) {
			e.Exclusions = append(e.Exclusions, c)
		}
	}
	return e
}

func (room *Rooms) judgePeople(r database.Reader, p *plan) error {
	seen := map[string]int{}
	var indexes [][]byte
	var villages []int64
	inVillage := map[int64]bool{}
	for _, l := range p.lines {
		e := p.entry(l)
		died, fault := day(p.get(l, "died"))
		p.fault(l, "died", fault)
		c, err := e.Check(p.today)
		for _, f := range errs.All(err) {
			if column := fieldColumn[f.Field]; !p.faulted(l, column) { // a cell that is empty or cannot be read is told once
				p.fault(l, column, f)
			}
		}
		if len(l.faults) > 0 || l.village == nil {
			continue
		}
		p.once(l, seen, string(c.Number))
		l.entry = &incomingPerson{Incoming: resident.Incoming{Clean: c, Village: l.village}, died: died}
		indexes = append(indexes, room.Ring.Index("idno", string(c.Number)))
		if !inVillage[l.village.ID] {
			inVillage[l.village.ID] = true
			villages = append(villages, l.village.ID)
		}
	}
	known, err := resident.ByIndexes(r, indexes)
	if err != nil {
		return err
	}
	var ids, households []int64
	for _, k := range known {
		ids, households = append(ids, k.ID), append(households, k.HouseholdID)
	}
	categories, err := resident.CategoriesOn(r, ids, p.today)
	if err != nil {
		return err
	}
	homes, err := resident.HouseholdsByID(r, households)
	if err != nil {
		return err
	}
	namesakes, err := resident.NamesakesIn(r, villages)
	if err != nil {
		return err
	}
	next := 0
	for _, l := range p.lines {
		e, ok := l.entry.(*incomingPerson)
		if !ok {
			continue
		}
		k, found := known[string(indexes[next])]
		next++
		if !found || k.Outside == 1 {
			if !e.died.IsZero() {
				p.fault(l, "died", errs.New(errs.Invalid, "import.person_died"))
			}
			if found && !plain.SameName(e.Name, k.Name) {
				p.fault(l, "name", errs.New(errs.Invalid, "import.other_name"))
			}
			if other, same := namesakes[resident.Namesake{VillageID: l.village.ID, Name: e.Name,
				Birth: e.Number.Birth()}]; same {
				p.fault(l, "idno", errs.New(errs.Invalid, "import.namesake").With("tail", other.IDTail))
			}
			continue
		}
		if k.VillageID != l.village.ID {
			p.fault(l, "idno", errs.New(errs.Invalid, "import.elsewhere"))
			continue
		}
		p.compare(room, l, e, k, homes[k.HouseholdID])
		for _, c := range e.Categories {
			if !slices.Contains(categories[k.ID], c) {
				e.add = append(e.add, c)
			}
		}
		e.known = k.ID
		e.told = !homes[k.HouseholdID].Known() && !e.HomeNotKnown
		l.same = len(e.add) == 0 && !e.told
	}
	return nil
}

// compare what a row says with what is registered: a difference is named and never written over.
func (p *plan) compare(room *Rooms, l *line, e *incomingPerson, k resident.Person, home resident.Household) {
	differs := func(column string, is bool) {
		if is {
			p.fault(l, column, errs.New(errs.Invalid, "import.differs"))
		}
	}
	p.differsName(l, e.Name, k.Name)
	differs("died", !e.died.IsZero() && e.died != k.DiedOn)
	differs("household", home.Known() && !e.HomeNotKnown && home.Number != e.HouseholdNumber)
	differs("group", e.GroupNo != 0 && home.GroupNo != e.GroupNo)
	differs("relation", home.Known() && !e.HomeNotKnown && e.Relation != k.Relation)
	differs("phone", e.Phone != "" && !slices.Equal(room.Ring.Index("phone", e.Phone), k.PhoneIndex))
	differs("account", e.Account != "" && !slices.Equal(room.Ring.Index("account", e.Account), k.AccountIndex))
}

// differsName faults a name that is not the registered one.
func (p *plan) differsName(l *line, said, known string) {
	if !plain.SameName(said, known) {
		p.fault(l, "name", errs.New(errs.Invalid, "import.differs"))
	}
}

func (room *Rooms) writePeople(v *desk.Visit, p *plan) error {
	var fresh []resident.Incoming
	var cats []resident.PersonDated
	var proofs []string
	var homes []resident.ToldHome
	for _, l := range p.lines {
		e, ok := l.entry.(*incomingPerson)
		if !ok || !l.good() {
			continue
		}
		if e.known == 0 {
			fresh = append(fresh, e.Incoming)
			continue
		}
		if e.told {
			homes = append(homes, resident.ToldHome{PersonID: e.known, Home: e.home()})
		}
		for _, c := range e.add {
			cats = append(cats,
				resident.PersonDated{PersonID: e.known, Dated: resident.Dated{Code: c, FromDate: p.today, Source: "导入"}})
			proofs = append(proofs, e.CategoryProof)
		}
	}
	made, err := room.Residents.Admit(v, p.today, fresh)
	if err != nil {
		return err
	}
	if err := room.Residents.TellHomes(v, homes); err != nil {
		return err
	}
	if err := resident.AddCategories(v.Tx, cats, proofs); err != nil {
		return err
	}
	added, err := resident.CategoryIDs(v.Tx, cats)
	if err != nil {
		return err
	}
	return recordMade(v, p,
		map[string][]int64{"person": made.New, "person_adopted": made.Adopted, "household": made.Households,
			"person_category": added, "household_told": toldOf(homes)})
}

// home that a row tells.
func (e *incomingPerson) home() resident.Home {
	return resident.Home{Number: e.HouseholdNumber, Address: e.Address, Group: e.Group, Relation: e.Relation}
}

func toldOf(homes []resident.ToldHome) (ids []int64) {
	for _, h := range homes {
		ids = append(ids, h.PersonID)
	}
	return ids
}
