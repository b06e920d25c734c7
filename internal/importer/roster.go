package importer

import (
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/registry/resident"
)

// roster is a county's one list of who is on post (花名册): people, households where it tells them, posts, placements and
// accounts in one go,
// so that an office begins with the file that it has. Everything that the parts need is needed, which a county's
// reviewer has; one hands it in
// and another takes it, since it stands for what four people do in a hiring. What it does not tell is not known yet:
// the household, the post's
// place, tasks, days, hours, fund and officer, the number of the agreement.
func (room *Rooms) roster() *Kind {
	return &Kind{Code: "roster", Permission: "placement.start", Also: []authz.Permission{"resident.import",
		"post.open"}, TwoHands: true, Columns: columns("roster"), Judge: room.judgeRoster, Write: room.writeRoster,
		Undo: room.undoPlaced, Periods: agreementPeriods}
}

// postWords are what rosters call who works on a post of a kind.
var postWords = map[string]string{"保洁员": "cleaning", "卫生保洁": "cleaning", "卫生保洁员": "cleaning", "环境卫生保洁员": "cleaning",
	"人居环境": "environment", "人居环境整治员": "environment", "道路管护员": "roads", "护路员": "roads",
	"护林员": "forest", "绿化管护员": "forest", "生态护林员": "forest", "河湖管护员": "water", "巡河员": "water", "河道管护员": "water",
	"公共设施维护员": "facilities", "设施维护员": "facilities",
	"防火员": "fire_flood", "防汛员": "fire_flood", "防溺水巡查员": "fire_flood", "治安巡逻员": "patrol", "治安巡防员": "patrol",
	"巡逻员": "patrol", "助老员": "care_old", "助残员": "care_disabled", "文化管理员": "culture",
	"宣传员": "publicity", "就业协理员": "employment_aide", "劳动保障协理员": "employment_aide"}

// incomingHolder is a row of a roster: who, on which post, on what terms.
type incomingHolder struct {
	incomingPerson
	contact resident.Contact // told of a known person of whom none was registered
	basis   string
	vacant  *post.Post // an open post that it names; nil: one is opened
	draft   post.Draft
	terms   placement.Terms
}

func (room *Rooms) judgeRoster(r database.Reader, p *plan) error {
	book, err := rulebook.Load(r)
	if err != nil {
		return err
	}
	kinds, err := kindWords(r)
	if err != nil {
		return err
	}
	for _, l := range p.lines {
		p.rosterLine(l, book, kinds)
	}
	if err := room.rosterPeople(r, p); err != nil {
		return err
	}
	if err := room.rosterAccounts(r, p); err != nil {
		return err
	}
	if err := rosterPosts(r, p); err != nil {
		return err
	}
	return book.Unsure() // posts and their pay are not opened by a value that does not fit
}

// postKinds are the kinds of post by their names, codes and what rosters call them, and the names.
type postKinds struct {
	of    map[string]string
	names []string
}

func kindWords(r database.Reader) (postKinds, error) {
	kinds, err := quota.Kinds(r)
	out, known := postKinds{of: map[string]string{}}, map[string]bool{}
	for _, k := range kinds {
		if k.Parent != "" {
			out.of[k.Name], out.of[k.Code], known[k.Code] = k.Code, k.Code, true
			out.names = append(out.names, k.Name)
		}
	}
	for word, code := range postWords {
		if _, named := out.of[word]; !named && known[code] {
			out.of[word] = code
		}
	}
	return out, err
}

// rosterLine reads what a row says by itself.
func (p *plan) rosterLine(l *line, book *rulebook.Book, kinds postKinds) {
	e := p.entry(l)
	c, err := e.Check(p.today)
	for _, f := range errs.All(err) {
		if column := fieldColumn[f.Field]; !p.faulted(l, column) {
			p.fault(l, column, f)
		}
	}
	h := &incomingHolder{incomingPerson: incomingPerson{Incoming: resident.Incoming{Clean: c, Village: l.village}}}
	if len(e.Categories) > 0 {
		h.basis = e.Categories[0]
	} else if word := p.get(l, "category"); word != "" && !p.faulted(l, "category") { // 一般户 is nobody to be placed
		p.unknown(l, "category", word, lexicon.Category.Near(word))
	}
	h.draft = p.standingPost(l, kinds)
	h.terms = p.rosterTerms(l)
	h.draft.OpensOn = h.terms.StartOn // the post has been there since then at the latest
	if l.village == nil {
		return
	}
	for _, f := range errs.All(h.draft.Check(book, l.village.Path)) {
		column := map[string]string{"title": "post", "kind": "kind", "rate": "rate", "fund": "fund",
			"days": "days", "hours": "hours", "opens": "start"}[f.Field]
		if !p.faulted(l, column) && p.get(l, column) != "" && (column != "start" ||
			len(l.faults) == 0) { // terms that cannot be read say no day
			p.fault(l, column, f)
		}
	}
	if len(l.faults) == 0 {
		l.entry = h
	}
}

// standingPost that a row names: its title, kind and pay; the days and hours of a month and the fund if it says them.
func (p *plan) standingPost(l *line, kinds postKinds) post.Draft {
	named := sheet.Plain(p.get(l, "post"))
	if named == "" {
		if named = sheet.Plain(p.get(l, "kind")); named == "" {
			p.fault(l, "post", errs.New(errs.Invalid, "import.required"))
		}
	}
	d := post.Draft{Title: named, Kind: kinds.of[named], Standing: true}
	if word := sheet.Plain(p.get(l, "kind")); word != "" {
		if d.Kind = kinds.of[word]; d.Kind == "" {
			p.unknown(l, "kind", word, kinds.names)
		}
	}
	var fault *errs.Error
	if p.get(l, "rate") != "" {
		d.RateFen, fault = monthlyRate(p.get(l, "rate"))
		p.fault(l, "rate", fault)
	}
	for column, to := range map[string]*int64{"days": &d.DaysMonth, "hours": &d.HoursMonth} {
		n, ok := whole(p.get(l, column))
		if *to = n; !ok && p.get(l, column) != "" {
			p.fault(l, column, errs.New(errs.Invalid, "form.number"))
		}
	}
	d.Fund, _ = p.word(l, "fund", lexicon.Fund)
	return d
}

// rosterTerms of a row: begun, and under which agreement. What it does not say of the number is not known.
func (p *plan) rosterTerms(l *line) placement.Terms {
	t := placement.Terms{AgreementNo: sheet.Plain(p.get(l, "agreement_no"))}
	for _, x := range []struct {
		column string
		to     *civil.Date
	}{{"start", &t.StartOn}, {"agreement_from", &t.AgreementFrom}, {"agreement_until", &t.AgreementUntil}} {
		var fault *errs.Error
		*x.to, fault = day(p.get(l, x.column))
		p.fault(l, x.column, fault)
	}
	for _, f := range errs.All(t.CheckOpening(p.today)) {
		if p.faulted(l, f.Field) || p.get(l, f.Field) == "" {
			continue
		}
		p.fault(l, f.Field, f)
	}
	return t
}

// rosterPeople holds the rows against who is registered and who is on post.
func (room *Rooms) rosterPeople(r database.Reader, p *plan) error {
	seen := map[string]int{}
	var indexes [][]byte
	var villages []int64
	inVillage := map[int64]bool{}
	for _, l := range p.lines {
		h, ok := l.entry.(*incomingHolder)
		if !ok {
			continue
		}
		if p.once(l, seen, string(h.Number)); len(l.faults) > 0 {
			l.entry = nil
			continue
		}
		indexes = append(indexes, room.Ring.Index("idno", string(h.Number)))
		if !inVillage[l.village.ID] {
			inVillage[l.village.ID] = true
			villages = append(villages, l.village.ID)
		}
	}
	b, err := background(r, p.today, indexes, villages)
	if err != nil {
		return err
	}
	for _, l := range p.lines {
		if h, ok := l.entry.(*incomingHolder); ok {
			room.rosterPerson(p, l, h, b)
		}
	}
	return nil
}

// known people of a file, and what is registered about them.
type registered struct {
	people     map[string]resident.Person
	categories map[int64][]string
	homes      map[int64]resident.Household
	namesakes  map[resident.Namesake]resident.Person
	live       map[int64]placement.Placement
	merged     map[int64]int64
}

func background(r database.Reader, today civil.Date, indexes [][]byte, villages []int64) (registered, error) {
	var b registered
	var err error
	if b.people, err = resident.ByIndexes(r, indexes); err != nil {
		return b, err
	}
	var ids, homes []int64
	for _, k := range b.people {
		ids, homes = append(ids, k.ID), append(homes, k.HouseholdID)
	}
	if b.categories, err = resident.CategoriesOn(r, ids, today); err != nil {
		return b, err
	}
	if b.homes, err = resident.HouseholdsByID(r, homes); err != nil {
		return b, err
	}
	if b.live, err = placement.LiveOf(r, ids); err != nil {
		return b, err
	}
	if b.merged, err = resident.Mergers(r, ids); err != nil {
		return b, err
	}
	b.namesakes, err = resident.NamesakesIn(r, villages)
	return b, err
}

// rosterPerson holds a row against the person it names.
func (room *Rooms) rosterPerson(p *plan, l *line, h *incomingHolder, b registered) {
	k, found := b.people[string(room.Ring.Index("idno", string(h.Number)))]
	if !found || k.Outside == 1 {
		if found {
			p.differsName(l, h.Name, k.Name)
		}
		if other, same := b.namesakes[resident.Namesake{VillageID: l.village.ID, Name: h.Name,
			Birth: h.Number.Birth()}]; same {
			p.fault(l, "idno", errs.New(errs.Invalid, "import.namesake").With("tail", other.IDTail))
		}
		return
	}
	switch into, merged := b.merged[k.ID]; {
	case merged:
		p.fault(l, "idno", errs.New(errs.Invalid, "resident.merged").With("id", into))
		return
	case !k.DiedOn.IsZero():
		p.fault(l, "idno", errs.New(errs.Invalid, "person.dead").With("on", k.DiedOn))
		return
	case k.VillageID != l.village.ID:
		p.fault(l, "idno", errs.New(errs.Invalid, "import.elsewhere"))
		return
	}
	home := b.homes[k.HouseholdID]
	h.known, h.contact = k.ID, resident.Contact{PersonID: k.ID}
	compared := h.incomingPerson
	if k.PhoneIndex == nil {
		h.contact.Phone, compared.Phone = h.Phone, ""
	}
	if k.AccountIndex == nil {
		h.contact.Account, compared.Account = h.Account, ""
	}
	p.compare(room, l, &compared, k, home)
	h.told = !home.Known() && !h.HomeNotKnown
	for _, c := range h.Categories {
		if !slices.Contains(b.categories[k.ID], c) {
			h.add = append(h.add, c)
		}
	}
	if now, placed := b.live[k.ID]; placed {
		if l.same = now.StartOn == h.terms.StartOn && now.RateFen == h.draft.RateFen && now.VillageID == l.village.ID &&
			now.Basis == h.basis; !l.same {
			p.fault(l, "idno", errs.New(errs.Invalid, "import.placed"))
		}
	}
}

// rosterAccounts refuses an account that is another's: registered, or further up in the file.
func (room *Rooms) rosterAccounts(r database.Reader, p *plan) error {
	first := map[string]*line{}
	var all [][]byte
	for _, l := range p.lines {
		h, ok := l.entry.(*incomingHolder)
		if !ok || h.Account == "" {
			continue
		}
		if before, twice := first[h.Account]; twice {
			p.fault(l, "account", errs.New(errs.Invalid, "import.account_twice").With("row", before.n))
			continue
		}
		first[h.Account] = l
		all = append(all, room.Ring.Index("account", h.Account))
	}
	owners, err := resident.AccountOwners(r, all)
	if err != nil {
		return err
	}
	for account, l := range first {
		h := l.entry.(*incomingHolder)
		if owner, taken := owners[string(room.Ring.Index("account", account))]; taken && owner != h.known {
			p.fault(l, "account", errs.New(errs.Invalid, "resident.account_taken"))
		}
	}
	return nil
}

// rosterPosts finds the post of each good row: a vacant one, or a place of the plan for one that is opened, or neither
// plan nor place where the
// office has no plan yet.
func rosterPosts(r database.Reader, p *plan) error {
	vacant := map[int64][]post.Post{}
	type need struct {
		village *region.Region
		line    quota.Line
	}
	type row struct{ id, left int64 }
	lines, left := map[need]*row{}, map[int64]*row{}
	for _, l := range p.lines {
		h, ok := l.entry.(*incomingHolder)
		if !ok || len(l.faults) > 0 || l.same {
			continue
		}
		free, read := vacant[l.village.ID]
		if !read {
			var err error
			if free, err = post.VacantOf(r, l.village.ID); err != nil {
				return err
			}
			vacant[l.village.ID] = free
		}
		if at := slices.IndexFunc(free, func(x post.Post) bool {
			return x.Fits(h.draft.Title, h.draft.Kind,
				h.draft.RateFen)
		}); at >= 0 {
			fits := free[at]
			h.vacant, vacant[l.village.ID] = &fits, slices.Delete(slices.Clone(free), at, at+1)
			asThere(p, l, h.draft, fits)
			continue
		}
		if h.draft.Kind == "" {
			p.fault(l, "post", errs.New(errs.Invalid, "import.post_kind").With("word", h.draft.Title))
			continue
		}
		period, err := quota.PeriodOn(r, h.draft.OpensOn)
		if err != nil {
			return err
		}
		n := need{l.village, quota.Line{Period: period.Code, Kind: h.draft.Kind}}
		if lines[n] == nil {
			id, places, found, err := quota.LeftFor(r, l.village.Path, n.line)
			if err != nil {
				return err
			}
			switch {
			case !found:
				lines[n] = &row{}
			case left[id] == nil:
				left[id] = &row{id, places}
				lines[n] = left[id]
			default:
				lines[n] = left[id]
			}
		}
		switch q := lines[n]; {
		case q.id == 0: // no plan was made yet: the posts are there all the same
		case q.left <= 0:
			p.fault(l, "village", errs.New(errs.Invalid, "import.quota"))
		default:
			q.left--
		}
	}
	return nil
}

// asThere refuses what a row says of a post that is there already and has it otherwise; what the post does not tell yet
// is told on its own page.
func asThere(p *plan, l *line, says post.Draft, is post.Post) {
	for column, differs := range map[string]bool{"rate": is.RateFen != says.RateFen,
		"days":  says.DaysMonth > 0 && is.DaysMonth > 0 && is.DaysMonth != says.DaysMonth,
		"hours": says.HoursMonth > 0 && is.HoursMonth > 0 && is.HoursMonth != says.HoursMonth} {
		if differs {
			p.fault(l, column, errs.New(errs.Invalid, "import.differs"))
		}
	}
}

func (p *plan) good() (out []*incomingHolder) {
	for _, l := range p.lines {
		if h, ok := l.entry.(*incomingHolder); ok && l.good() {
			out = append(out, h)
		}
	}
	return out
}

func (room *Rooms) writeRoster(v *desk.Visit, p *plan) error {
	rows := p.good()
	made, err := room.rosterRegister(v, p, rows)
	if err != nil {
		return err
	}
	var fresh []post.Incoming
	for _, h := range rows {
		if h.vacant == nil {
			fresh = append(fresh, post.Incoming{Draft: h.draft, Village: h.Village})
		}
	}
	posts, err := post.Admit(v.Tx, fresh)
	if err != nil {
		return err
	}
	made["post"] = posts
	openings := make([]placement.Opening, len(rows))
	next := 0
	for i, h := range rows {
		where := post.Post{}
		if h.vacant != nil {
			where = *h.vacant
		} else {
			where.ID, where.RateFen, where.HoursMonth = posts[next], h.draft.RateFen, h.draft.HoursMonth
			next++
		}
		openings[i] = placement.Opening{Person: h.known, Village: h.Village.ID, Path: h.Village.Path, Basis: h.basis,
			Post: where, Terms: h.terms}
	}
	if made["placement"], err = placement.Admit(v, openings); err != nil {
		return err
	}
	return recordMade(v, p, made)
}

// rosterRegister registers who is new, tells what is new of the others, and gives each row its person.
func (room *Rooms) rosterRegister(v *desk.Visit, p *plan, rows []*incomingHolder) (map[string][]int64, error) {
	var fresh []resident.Incoming
	var cats []resident.PersonDated
	var homes []resident.ToldHome
	var contacts []resident.Contact
	var accounts []int64
	for _, h := range rows {
		if h.known == 0 {
			fresh = append(fresh, h.Incoming)
			continue
		}
		for _, c := range h.add {
			cats = append(cats, resident.PersonDated{PersonID: h.known, Dated: resident.Dated{Code: c, FromDate: p.today,
				Source: "导入"}})
		}
		if h.told {
			homes = append(homes, resident.ToldHome{PersonID: h.known, Home: h.home()})
		}
		if h.contact.Phone+h.contact.Account != "" {
			contacts = append(contacts, h.contact)
		}
		if h.contact.Account != "" {
			accounts = append(accounts, h.known)
		}
	}
	admitted, err := room.Residents.Admit(v, p.today, fresh)
	if err != nil {
		return nil, err
	}
	next := 0
	for _, h := range rows {
		if h.known == 0 {
			h.known = admitted.People[next]
			next++
		}
	}
	if err := room.Residents.Give(v, contacts); err != nil {
		return nil, err
	}
	if err := room.Residents.TellHomes(v, homes); err != nil {
		return nil, err
	}
	if err := resident.AddCategories(v.Tx, cats, make([]string, len(cats))); err != nil {
		return nil, err
	}
	added, err := resident.CategoryIDs(v.Tx, cats)
	return map[string][]int64{"person": admitted.New, "person_adopted": admitted.Adopted, "household": admitted.Households,
		"person_category": added,
		"household_told":  toldOf(homes), "contact": accounts}, err
}
