package importer

import (
	"slices"

	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/placement"
	"gangwei/internal/post"
	"gangwei/internal/quota"
	"gangwei/internal/rulebook"
	"gangwei/internal/sheet"
)

// posts is the workbook of posts to be opened (岗位开发台账): one row a post.
var posts = &Kind{Code: "posts", Permission: "post.open", Columns: columns("posts"), judge: judgePosts, write: writePosts}

var fundWords = map[string]string{"就业资金": "employment_subsidy", "就业补助": "employment_subsidy", "衔接资金": "rural_revitalisation", "乡村振兴资金": "rural_revitalisation", "财政": "county_finance", "区财政": "county_finance", "市财政": "county_finance", "村集体": "village_collective", "光伏": "photovoltaic"}

var postField = map[string]string{"kind": "kind", "title": "title", "place": "place", "tasks": "tasks", "days": "days", "hours": "hours", "rate": "rate", "fund": "fund", "officer": "officer", "opens": "opens", "season": "season_from", "stream": "stream", "work": "work"}

func judgePosts(_ *Room, r database.Reader, p *plan) error {
	book, err := rulebook.Load(r)
	if err != nil {
		return err
	}
	kinds, err := quota.Kinds(r)
	if err != nil {
		return err
	}
	kindOf := map[string]string{}
	for _, k := range kinds {
		if k.Parent != "" {
			kindOf[k.Name], kindOf[k.Code] = k.Code, k.Code
		}
	}
	left := map[int64]int64{}
	for _, l := range p.lines {
		d := post.Draft{Kind: kindOf[sheet.Plain(p.get(l, "kind"))], Title: p.get(l, "title"), Place: p.get(l, "place"), Tasks: p.get(l, "tasks"), Officer: p.get(l, "officer")}
		if d.Kind == "" && p.get(l, "kind") != "" {
			p.fault(l, "kind", errs.New(errs.Invalid, "import.word").With("word", p.get(l, "kind")))
		}
		for _, x := range []struct {
			code string
			to   *int64
		}{{"days", &d.DaysMonth}, {"hours", &d.HoursMonth}, {"season_from", &d.SeasonFrom}, {"season_until", &d.SeasonUntil}} {
			n, ok := whole(p.get(l, x.code))
			if *x.to = n; !ok && p.get(l, x.code) != "" {
				p.fault(l, x.code, errs.New(errs.Invalid, "form.number"))
			}
		}
		var fault *errs.Error
		if p.get(l, "rate") != "" {
			d.RateFen, fault = amount(p.get(l, "rate"))
			p.fault(l, "rate", fault)
		}
		d.OpensOn, fault = day(p.get(l, "opens"))
		p.fault(l, "opens", fault)
		var ok bool
		if d.Fund, ok = choice("fund", fundWords, p.get(l, "fund")); !ok && p.get(l, "fund") != "" {
			p.fault(l, "fund", errs.New(errs.Invalid, "import.word").With("word", p.get(l, "fund")))
		}
		if word := p.get(l, "stream"); word != "" {
			if d.Stream, ok = choice("stream", nil, word); !ok {
				p.fault(l, "stream", errs.New(errs.Invalid, "import.word").With("word", word))
			}
		}
		if word := p.get(l, "work"); word != "" {
			if d.Work, ok = choice("work", nil, word); !ok {
				p.fault(l, "work", errs.New(errs.Invalid, "import.word").With("word", word))
			}
		}
		if l.village == nil {
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
		period, err := quota.PeriodOn(r, d.OpensOn)
		if err != nil {
			return err
		}
		id, n, found, err := quota.LeftFor(r, l.village.Path, quota.Line{Period: period.Code, Kind: d.Kind})
		if err != nil {
			return err
		}
		if _, seen := left[id]; !seen {
			left[id] = n
		}
		switch {
		case !found:
			p.fault(l, "village", errs.New(errs.Invalid, "quota.none"))
			continue
		case left[id] <= 0:
			p.fault(l, "village", errs.New(errs.Invalid, "import.quota"))
			continue
		}
		left[id]--
		l.entry = post.Incoming{Draft: d, Village: l.village}
	}
	return book.Unsure() // posts and their pay are not opened by a value that does not fit
}

func writePosts(room *Room, v *desk.Visit, p *plan) error {
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
	return room.made(v, p, map[string][]int64{"post": ids})
}

// holders are those who are on their posts when an office begins to keep its books here (开账): taken over with their agreement.
var holders = &Kind{Code: "holders", Permission: "placement.start", Columns: columns("holders"), judge: judgeHolders,
	write: writeHolders}

var termsField = map[string]string{"start": "start", "agreement_no": "agreement_no", "agreement_from": "agreement_from", "agreement_until": "agreement_until"}

func judgeHolders(room *Room, r database.Reader, p *plan) error {
	found, err := p.lookUp(room, r, [][2]string{{"idno", "name"}})
	if err != nil {
		return err
	}
	placed, err := placement.Placed(r, idsOf(found[0]))
	if err != nil {
		return err
	}
	vacant := map[int64][]post.Post{}
	seen := map[string]int{}
	for _, l := range p.lines {
		t := placement.Terms{AgreementNo: sheet.Plain(p.get(l, "agreement_no")), InsuranceNo: p.get(l, "insurance_no")}
		for code, to := range map[string]*civil.Date{"start": &t.StartOn, "agreement_from": &t.AgreementFrom, "agreement_until": &t.AgreementUntil, "insured_from": &t.InsuredFrom, "trained_on": &t.TrainedOn} {
			var fault *errs.Error
			*to, fault = day(p.get(l, code))
			p.fault(l, code, fault)
		}
		for _, f := range errs.All(t.CheckOpening(p.today)) {
			if column := termsField[f.Field]; !p.faulted(l, column) {
				p.fault(l, column, f)
			}
		}
		basis, ok := choice("category", categoryWords, p.get(l, "basis"))
		if !ok && p.get(l, "basis") != "" {
			p.fault(l, "basis", errs.New(errs.Invalid, "import.word").With("word", p.get(l, "basis")))
		}
		q, registered := found[0][l]
		if !registered || l.village == nil {
			continue
		}
		switch {
		case q.VillageID != l.village.ID:
			p.fault(l, "idno", errs.New(errs.Invalid, "import.elsewhere"))
		case placed[q.ID]:
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
		at := slices.IndexFunc(free, func(x post.Post) bool { return x.Code == sheet.Plain(p.get(l, "post")) || x.Title == p.get(l, "post") })
		if at < 0 {
			p.fault(l, "post", errs.New(errs.Invalid, "import.no_vacancy"))
			vacant[l.village.ID] = free
			continue
		}
		if p.once(l, seen, string(q.IDIndex)); len(l.faults) > 0 {
			continue
		}
		l.entry = placement.Opening{Person: q.ID, Village: l.village.ID, Path: l.village.Path, Basis: basis, Post: free[at], Terms: t}
		vacant[l.village.ID] = slices.Delete(slices.Clone(free), at, at+1)
	}
	return nil
}

func writeHolders(room *Room, v *desk.Visit, p *plan) error {
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
	return room.made(v, p, map[string][]int64{"placement": ids})
}
