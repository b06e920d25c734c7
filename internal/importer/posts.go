package importer

import (
	"cmp"
	"maps"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/sheet"
)

// posts is the workbook of posts to be opened (岗位开发台账): one row a post.
func (room *Rooms) posts() *Kind {
	return &Kind{Code: "posts", Permission: "post.open", Columns: columns("posts"), Judge: room.judgePosts,
		Write: room.writePosts, Undo: room.undoPlaced}
}

var postField = map[string]string{"kind": "kind", "title": "title", "place": "place", "tasks": "tasks", "days": "days",
	"hours": "hours", "rate": "rate", "fund": "fund", "officer": "officer", "opens": "opens", "season": "season_from",
	"stream": "stream", "work": "work"}

func (room *Rooms) judgePosts(r database.Reader, p *plan) error {
	book, err := rulebook.Load(r)
	if err != nil {
		return err
	}
	kinds, err := quota.Kinds(r)
	if err != nil {
		return err
	}
	kindOf, named := map[string]string{}, map[string]string{}
	for _, k := range kinds {
		if k.Parent != "" {
			kindOf[k.Name], kindOf[k.Code], named[k.Code] = k.Code, k.Code, k.Name
		}
	}
	known, err := post.ByCodes(r, p.column("post_code"))
	if err != nil {
		return err
	}
	left, seen := map[int64]int64{}, map[string]int{}
	for _, l := range p.lines {
		d := post.Draft{Kind: kindOf[sheet.Plain(p.get(l, "kind"))], Title: p.get(l, "title"), Place: p.get(l, "place"),
			Tasks: p.get(l, "tasks"), Officer: p.get(l, "officer")}
		if d.Kind == "" && p.get(l, "kind") != "" {
			p.unknown(l, "kind", p.get(l, "kind"), slices.Sorted(maps.Values(named)))
		}
		for _, x := range []struct {
			code string
			to   *int64
		}{
			{"days", &d.DaysMonth},
			{"hours", &d.HoursMonth},
			{"season_from", &d.SeasonFrom},
			{"season_until", &d.SeasonUntil},
		} {
			n, ok := whole(p.get(l, x.code))
			if *x.to = n; !ok && p.get(l, x.code) != "" {
				p.fault(l, x.code, errs.New(errs.Invalid, "form.number"))
			}
		}
		var fault *errs.Error
		if p.get(l, "rate") != "" {
			d.RateFen, fault = monthlyRate(p.get(l, "rate"))
			p.fault(l, "rate", fault)
		}
		d.OpensOn, fault = day(p.get(l, "opens"))
		p.fault(l, "opens", fault)
		d.Fund, _ = p.word(l, "fund", lexicon.Fund)
		d.Stream, d.Work = kindOfPost(p, l)
		code := sheet.Plain(p.get(l, "post_code"))
		was, registered := known[code]
		if !registered && !p.opensPost(l) || l.village == nil {
			continue
		}
		if at, twice := seen[code]; twice && code != "" {
			p.fault(l, "post_code", errs.New(errs.Invalid, "import.twice").With("row", at))
			continue
		}
		seen[code] = l.n
		if registered {
			p.samePost(l, d, was)
			continue
		}
		for _, f := range errs.All(d.Check(book, l.village.Path)) {
			if column := postField[f.Field]; !p.faulted(l, column) {
				p.fault(l, column, f)
			}
		}
		if len(l.faults) > 0 {
			continue
		}
		if has, err := p.planned(r, l, d, left); err != nil || !has {
			if err != nil {
				return err
			}
			continue
		}
		l.entry = post.Incoming{Draft: d, Village: l.village, Code: p.ownCode(l.village, code)}
	}
	return book.Unsure() // posts and their pay are not opened by a value that does not fit
}

// planned takes a place of the plan for a post, of those that are left by their lines; false, with a fault, where there
// is none.
func (p *plan) planned(r database.Reader, l *line, d post.Draft, left map[int64]int64) (bool, error) {
	period, err := quota.PeriodOn(r, d.OpensOn)
	if err != nil {
		return false, err
	}
	id, n, found, err := quota.LeftFor(r, l.village.Path, quota.Line{Period: period.Code, Kind: d.Kind})
	if err != nil {
		return false, err
	}
	if _, seen := left[id]; !seen {
		left[id] = n
	}
	switch {
	case !found:
		p.fault(l, "village", errs.New(errs.Invalid, "quota.none"))
		return false, nil
	case left[id] <= 0:
		p.fault(l, "village", errs.New(errs.Invalid, "import.quota"))
		return false, nil
	}
	left[id]--
	return true, nil
}

// opensPost reports whether a row is about a post that can be opened: one that is closed or suspended elsewhere is
// not opened here.
func (p *plan) opensPost(l *line) bool {
	if p.get(l, "state") == "" {
		return true
	}
	state, ok := p.word(l, "state", lexicon.PostState)
	switch {
	case !ok:
	case state == post.Closed:
		p.fault(l, "state", errs.New(errs.Invalid, "import.post_closed"))
	case state != post.Open:
		p.fault(l, "state", errs.New(errs.Invalid, "import.post_suspended"))
	}
	return ok && state == post.Open
}

// samePost holds a row against the registered post that has its code: it says the same, or is a fault.
func (p *plan) samePost(l *line, d post.Draft, was post.Post) {
	differs := func(column string, is bool) {
		if is && p.get(l, column) != "" {
			p.fault(l, column, errs.New(errs.Invalid, "import.differs"))
		}
	}
	differs("post_code", was.VillageID != l.village.ID)
	differs("kind", d.Kind != was.Kind)
	differs("title", d.Title != was.Title)
	differs("place", d.Place != was.Place)
	differs("tasks", d.Tasks != was.Tasks)
	differs("days", d.DaysMonth != was.DaysMonth)
	differs("hours", d.HoursMonth != was.HoursMonth)
	differs("rate", d.RateFen != was.RateFen)
	differs("fund", d.Fund != was.Fund)
	differs("officer", d.Officer != was.Officer)
	differs("opens", d.OpensOn != was.OpensOn)
	differs("season_from", d.SeasonFrom != was.SeasonFrom)
	differs("season_until", d.SeasonUntil != was.SeasonUntil)
	differs("stream", d.Stream != was.Stream)
	differs("work", d.Work != was.Work)
	if p.get(l, "state") != "" {
		state, ok := p.word(l, "state", lexicon.PostState)
		differs("state", ok && state != was.State)
	}
	l.same = len(l.faults) == 0
}

// ownCode is a post's code that this program gave, as far as it may stand: of this village, or of one that is no
// more. Others number otherwise, and their posts get a number here.
func (p *plan) ownCode(village *region.Region, code string) string {
	of, ok := post.VillageOf(code)
	if !ok {
		return ""
	}
	if other, err := p.tree.ByCode(of); of != village.Code && err == nil && !other.Ended {
		return ""
	}
	return code
}

func (room *Rooms) writePosts(v *desk.Visit, p *plan) error {
	var many []post.Incoming
	for _, l := range p.lines {
		if x, ok := l.entry.(post.Incoming); ok && l.good() {
			many = append(many, x)
		}
	}
	ids, err := post.Admit(v.Tx, many)
	if err != nil {
		return err
	}
	return recordMade(v, p, map[string][]int64{"post": ids})
}

// holders are those who are on their posts when an office begins to keep its books here (开账): taken over with their
// agreement.
func (room *Rooms) holders() *Kind {
	return &Kind{Code: "holders", Permission: "placement.start", Columns: columns("holders"), Judge: room.judgeHolders,
		Write: room.writeHolders, Undo: room.undoPlaced, Periods: agreementPeriods}
}

var termsField = map[string]string{"start": "start", "agreement_no": "agreement_no", "agreement_from": "agreement_from",
	"agreement_until": "agreement_until"}

func (room *Rooms) judgeHolders(r database.Reader, p *plan) error {
	found, err := p.lookUp(room, r, [][2]string{{"idno", "name"}})
	if err != nil {
		return err
	}
	held, err := placement.HeldBy(r, idsOf(found[0]))
	if err != nil {
		return err
	}
	vacant := map[int64][]post.Post{}
	seen := map[string]int{}
	for _, l := range p.lines {
		t := placement.Terms{AgreementNo: sheet.Plain(p.get(l, "agreement_no")), InsuranceNo: p.get(l, "insurance_no")}
		for code, to := range map[string]*civil.Date{"start": &t.StartOn, "agreement_from": &t.AgreementFrom,
			"agreement_until": &t.AgreementUntil, "insured_from": &t.InsuredFrom, "trained_on": &t.TrainedOn} {
			var fault *errs.Error
			*to, fault = day(p.get(l, code))
			p.fault(l, code, fault)
		}
		basis, _ := p.word(l, "basis", lexicon.Category)
		state := p.holds(l)
		q, registered := found[0][l]
		if registered && l.village != nil && len(l.faults) == 0 && p.sameHolder(l, state, basis, t, held[q.ID]) {
			l.same = true
			continue
		}
		for _, f := range errs.All(t.CheckOpening(p.today)) {
			if column := termsField[f.Field]; !p.faulted(l, column) {
				p.fault(l, column, f)
			}
		}
		switch state {
		case placement.Ended:
			p.fault(l, p.endColumn(l), errs.New(errs.Invalid, "import.holder_left"))
		case placement.Suspended:
			p.fault(l, "state", errs.New(errs.Invalid, "import.holder_suspended"))
		}
		if !registered || l.village == nil {
			continue
		}
		switch {
		case q.VillageID != l.village.ID:
			p.fault(l, "idno", errs.New(errs.Invalid, "import.elsewhere"))
		case state == placement.Active && slices.ContainsFunc(held[q.ID],
			func(x placement.Held) bool { return x.State != placement.Ended }):
			p.fault(l, "idno", errs.New(errs.Invalid, "placement.person_placed"))
		}
		if len(l.faults) > 0 {
			continue
		}
		free, read := vacant[l.village.ID]
		if !read {
			if free, err = post.VacantOf(r, l.village.ID); err != nil {
				return err
			}
		}
		column, named := p.postNamed(l)
		at := slices.IndexFunc(free, func(x post.Post) bool { return named(x.Code, x.Title) })
		if at < 0 {
			p.fault(l, column, errs.New(errs.Invalid, "import.no_vacancy"))
			vacant[l.village.ID] = free
			continue
		}
		if p.once(l, seen, string(q.IDIndex)); len(l.faults) > 0 {
			continue
		}
		l.entry = placement.Opening{Person: q.ID, Village: l.village.ID, Path: l.village.Path, Basis: basis, Post: free[at],
			Terms: t}
		vacant[l.village.ID] = slices.Delete(slices.Clone(free), at, at+1)
	}
	return nil
}

// postNamed is how a row names the post, and in which column: by the code that this program gave, else by the name. A
// number of somebody else's says nothing here where a name stands beside it.
func (p *plan) postNamed(l *line) (column string, named func(code, title string) bool) {
	code, title := p.get(l, "post_code"), p.get(l, "post_title")
	if _, ours := post.VillageOf(sheet.Plain(code)); code != "" && (ours || title == "") {
		return "post_code", func(c, t string) bool { return c == sheet.Plain(code) || t == code }
	}
	return "post_title", func(c, t string) bool { return c == sheet.Plain(title) || t == title }
}

// holds says in which state a row has somebody: who has left by the day of the list is not on a post, whatever else
// it says.
func (p *plan) holds(l *line) string {
	end, fault := day(p.get(l, "end"))
	p.fault(l, "end", fault)
	state, ok := p.word(l, "state", lexicon.PlacementState)
	switch {
	case !end.IsZero():
		return placement.Ended
	case ok:
		return state
	}
	return placement.Active
}

// endColumn is where a row says that somebody has left.
func (p *plan) endColumn(l *line) string {
	if p.get(l, "end") != "" {
		return "end"
	}
	return "state"
}

// sameHolder reports whether a row says what is registered of a placement, and nothing else.
func (p *plan) sameHolder(l *line, state, basis string, t placement.Terms, held []placement.Held) bool {
	_, named := p.postNamed(l)
	end, _ := day(p.get(l, "end"))
	return slices.ContainsFunc(held, func(x placement.Held) bool {
		return x.State == state && x.Path == l.village.Path && x.Basis == basis && x.StartOn == t.StartOn &&
			x.EndOn == end &&
			named(x.Code, x.Title) && x.AgreementNo == t.AgreementNo && x.AgreementFrom == t.AgreementFrom &&
			x.AgreementUntil == t.AgreementUntil && (t.InsuranceNo == "" || t.InsuranceNo == x.InsuranceNo) &&
			(t.InsuredFrom.IsZero() || t.InsuredFrom == x.InsuredFrom) && (t.TrainedOn.IsZero() ||
			t.TrainedOn == x.TrainedOn)
	})
}

func (room *Rooms) writeHolders(v *desk.Visit, p *plan) error {
	var many []placement.Opening
	for _, l := range p.lines {
		if x, ok := l.entry.(placement.Opening); ok && l.good() {
			many = append(many, x)
		}
	}
	ids, err := placement.Admit(v, many)
	if err != nil {
		return err
	}
	return recordMade(v, p, map[string][]int64{"placement": ids})
}

// kindOfPost is the stream and the way of working of a line; lists from before these columns mean what the
// description says of an empty cell.
func kindOfPost(p *plan, l *line) (stream, work string) {
	stream, _ = p.word(l, "stream", lexicon.Stream)
	work, _ = p.word(l, "work", lexicon.Work)
	return cmp.Or(stream, post.Rural), cmp.Or(work, post.ByHours)
}
