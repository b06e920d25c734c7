package payroll

import (
	"context"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/trail"
	"gangwei/internal/platform/words"
)

// Lapsed is somebody on post of whom something has lapsed that nobody mended yet.
type Lapsed struct {
	placement.Papers
	Path   string
	Kinds  []string      // what lapsed: LapsedAgreement and so on
	Since  civil.Date    // of the first of them
	Days   []civil.Date  // of each kind, its first day
	Bys    []civil.Date  // of each kind, the last day to mend it
	Months []civil.Month // of approved lists on which it was paid all the same
	Told   LapseTold     // zero: not told in writing since then
	By     civil.Date    // first of the last days to mend it or tell; once told, the last day of work
}

// LapseTold is that a holder was told in writing from which day no more work is given.
type LapseTold struct {
	ID          int64
	PlacementID int64
	Path        string
	Since       civil.Date // what it is about: the first day on which something had lapsed
	Kinds       string     // what had lapsed, with commas
	FromDate    civil.Date // the first day on which no more work is given
	OnDate      civil.Date // day on which the paper was handed over
	How         string     // one of LapseWays
	Who         string     // who handed it over
	ActorID     int64
	PersonKey   string
	AtUs        clock.Moment
}

// LapseWays in which the paper is handed over.
var LapseWays = []string{"handed", "family", "mailed"}

// LapseWitness of these papers.
var LapseWitness = trail.Table{Name: "lapse_told", Columns: []string{"placement_id", "path", "since", "kinds",
	"from_date", "on_date", "how", "who", "actor_id", "person_key", "at_us"}}

// States of lapsed papers.
const (
	LapseOpen = "open"
	LapseLate = "late" // past the day to mend it or tell
	LapseTell = "told" // told in writing, and the day has not come
	LapseOver = "over" // the day has come, and the placement has not ended
)

// State on a day. Pure.
func (l *Lapsed) State(today civil.Date) string {
	switch told := l.Told.ID > 0; {
	case told && today.After(l.By):
		return LapseOver
	case told:
		return LapseTell
	case today.After(l.By):
		return LapseLate
	}
	return LapseOpen
}

// What lapsed, in words.
func (l *Lapsed) What() string {
	said := make([]string, len(l.Kinds))
	for i, k := range l.Kinds {
		said[i] = words.Label("paylapse", k)
	}
	return strings.Join(said, "；")
}

// Todo is what is to be done about each lapse and by when, in words.
func (l *Lapsed) Todo() string {
	if l.Told.ID > 0 {
		return words.Label("lapsedo", "exit") + "，办到" + l.By.String()
	}
	var steps, said []string
	var bys []civil.Date
	for i, k := range l.Kinds {
		step := words.Label("lapsedo", k)
		if n := slices.Index(steps, step); n >= 0 {
			if l.Bys[i].Before(bys[n]) {
				bys[n] = l.Bys[i]
			}
			continue
		}
		steps, bys = append(steps, step), append(bys, l.Bys[i])
	}
	for i, step := range steps {
		said = append(said, step+"，办到"+bys[i].String())
	}
	return strings.Join(said, "；")
}

// LapsedNow are the people of a scope who are on post while something has lapsed that nobody mended, by village. The
// clock of each lapse runs from it, or from the day on which the program came to know the placement, if that is later.
func LapsedNow(r database.Reader, book *rulebook.Book, scope authz.Scope, today civil.Date) ([]Lapsed, error) {
	all, err := onPost(r, scope, lapsedBefore(book, scope, today))
	if err != nil {
		return nil, err
	}
	return lapsedOf(r, book, all, today)
}

// LapsedByID is one of them; false if nothing has lapsed, or the placement ended.
func LapsedByID(r database.Reader, book *rulebook.Book, id int64, today civil.Date) (Lapsed, bool, error) {
	rows, err := onPostByID(r, id)
	if err != nil {
		return Lapsed{}, false, err
	}
	all, err := lapsedOf(r, book, rows, today)
	if err != nil || len(all) == 0 {
		return Lapsed{}, false, err
	}
	return all[0], true, nil
}

// lapsedBefore are the days before which something may have lapsed for anybody of a scope.
func lapsedBefore(book *rulebook.Book, scope authz.Scope, today civil.Date) (x lapseBounds) {
	x.today, x.birth, x.start = today, today.AddMonths(-12*200), today.AddMonths(-12*200)
	for _, path := range scope.Paths() {
		years, months := lowest(book, "age.max_on_post", path, today, 70), lowest(book, "term.max_months", path, today, 36)
		if d := today.AddMonths(-12*years + 1); d.After(x.birth) {
			x.birth = d
		}
		if d := today.AddMonths(-months + 1); d.After(x.start) {
			x.start = d
		}
	}
	return x
}

// lowest value of a number on a day at a place or anywhere below it.
func lowest(book *rulebook.Book, key, path string, on civil.Date, otherwise int) int {
	n := book.Int(key, path, on, otherwise)
	for _, below := range book.Apart(rulebook.Parameter{Param: key, RegionPath: path, FromDate: on}) {
		n = min(n, book.Int(key, below, on, otherwise))
	}
	return n
}

// lapsedOf those on post: of whom something has lapsed by a day, with what was paid and told since.
func lapsedOf(r database.Reader, book *rulebook.Book, all []onPostRow, today civil.Date) (out []Lapsed, err error) {
	for _, p := range all {
		l := Lapsed{Papers: p.Papers, Path: p.Path}
		for _, x := range lapses(book, p.Path, p.Papers, today) {
			from := x.Since
			if known := p.KnownUs.Date(); p.KnownUs > 0 && known.After(from) {
				from = known
			}
			by := book.Calendar().AddWorking(from, book.Int("pay.lapse_days", p.Path, from, 10))
			l.Kinds, l.Days, l.Bys = append(l.Kinds, x.Kind), append(l.Days, x.Since), append(l.Bys, by)
			if l.Since.IsZero() || x.Since.Before(l.Since) {
				l.Since = x.Since
			}
			if l.By.IsZero() || by.Before(l.By) {
				l.By = by
			}
		}
		if len(l.Kinds) > 0 {
			out = append(out, l)
		}
	}
	return out, withTold(r, out)
}

// LapsedQueue counts them, late where nobody mended or told in time, or the day that was told has come.
func LapsedQueue(r database.Reader, scope authz.Scope, today civil.Date) (q civil.Queue, err error) {
	book, err := rulebook.Load(r)
	if err != nil {
		return q, err
	}
	all, err := LapsedNow(r, book, scope, today)
	for _, l := range all {
		q.N++
		if today.After(l.By) {
			q.Late++
		}
		if q.Since.IsZero() || l.Since.Before(q.Since) {
			q.Since = l.Since
		}
		if q.Deadline.IsZero() || l.By.Before(q.Deadline) {
			q.Deadline = l.By
		}
	}
	return q, err
}

// lockLapsed locks a placement of which something has lapsed: payroll.lapse_none.
func lockLapsed(v *desk.Visit, id int64) (l Lapsed, err error) {
	p, err := placement.Lock(v.Tx, id)
	if err != nil {
		return l, err
	}
	if err := mayTell(v, p.Path); err != nil {
		return l, err
	}
	book, err := rulebook.Of(v)
	if err != nil {
		return l, err
	}
	l, found, err := LapsedByID(v.Tx, book, id, v.Today())
	if err == nil && !found {
		err = errs.New(errs.State, "payroll.lapse_none")
	}
	return l, err
}

// PrintLapsed makes the paper that tells a holder in writing from which day no more work is given, with its number:
// printed again it has the same. Refusals: authz.*, payroll.lapse_none, form.date (stop), payroll.lapse_from (the day
// is not after today).
func (r *Service) PrintLapsed(ctx context.Context, actor authz.Actor, id int64,
	from civil.Date) (sheet documents.Sheet, err error) {
	_, err = desk.Do(ctx, r.Desk, actor, "", func(v *desk.Visit) (int64, error) {
		l, err := lockLapsed(v, id)
		if err != nil {
			return 0, err
		}
		switch {
		case from.IsZero():
			return 0, errs.New(errs.Invalid, "form.date").On("stop")
		case !from.After(v.Today()) && from != l.Told.FromDate:
			return 0, errs.New(errs.Invalid, "payroll.lapse_from").On("stop")
		}
		tree, err := region.Load(v.Tx, v.Today())
		if err != nil {
			return 0, err
		}
		village, ok := tree.ByPath(l.Path)
		if !ok {
			return 0, errs.New(errs.NotFound, "authz.not_found")
		}
		numbers, err := villagepapers.Number(v, village, []villagepapers.Draft{{Kind: villagepapers.Lapsed,
			Subject: "placement", ID: id, Month: l.Since.Month().String()}})
		if err != nil {
			return 0, err
		}
		sheet = lapsedSheet(tree.Full(l.Path), l, from)
		sheet.Number = numbers[0]
		v.Record("payroll.lapse_print", "placement", id, desk.F("number", numbers[0]), desk.F("from", from))
		return id, nil
	})
	return sheet, err
}

// LapseTelling is that the paper was handed over.
type LapseTelling struct {
	PlacementID int64
	FromDate    civil.Date
	OnDate      civil.Date
	How         string
	Who         string
}

// TellLapsed writes down, once, that a holder was told in writing from which day no more work is given. Days worked
// until then are paid; the placement ends by its exit alone. Refusals: authz.*, payroll.lapse_none, payroll.lapse_told
// (told already, also at the same moment), form.choice (how), form.required (who), form.date, payroll.lapse_on,
// payroll.lapse_from.
func (r *Service) TellLapsed(ctx context.Context, actor authz.Actor, key string, t LapseTelling) (int64, error) {
	return desk.Do(ctx, r.Desk, actor, key, func(v *desk.Visit) (int64, error) {
		l, err := lockLapsed(v, t.PlacementID)
		if err != nil {
			return 0, err
		}
		if l.Told.ID > 0 {
			return 0, errs.New(errs.Conflict, "payroll.lapse_told").With("on", l.Told.OnDate).With("from", l.Told.FromDate)
		}
		if err := t.check(l.StartOn, v.Today()); err != nil {
			return 0, err
		}
		told := LapseTold{PlacementID: l.ID, Path: l.Path, Since: l.Since, Kinds: strings.Join(l.Kinds, ","),
			FromDate: t.FromDate, OnDate: t.OnDate, How: t.How, Who: t.Who}
		if err := storeLapseTold(v, told); err != nil {
			return 0, err
		}
		v.Record("payroll.lapse_tell", "placement", l.ID, desk.F("from", t.FromDate), desk.F("on", t.OnDate),
			desk.F("how", t.How), desk.F("who", t.Who), desk.F("kinds", told.Kinds))
		return l.ID, nil
	})
}

func (t *LapseTelling) check(start, today civil.Date) error {
	t.Who = strings.TrimSpace(t.Who)
	var faults errs.Faults
	if !slices.Contains(LapseWays, t.How) {
		faults.Add(errs.New(errs.Invalid, "form.choice").On("how"))
	}
	faults.Add(errs.Length(t.Who, 2, 20, "form.required", "who"))
	switch {
	case t.OnDate.IsZero():
		faults.Add(errs.New(errs.Invalid, "form.date").On("on"))
	case t.OnDate.Before(start) || t.OnDate.After(today):
		faults.Add(errs.New(errs.Invalid, "payroll.lapse_on").On("on").With("since", start))
	}
	switch {
	case t.FromDate.IsZero():
		faults.Add(errs.New(errs.Invalid, "form.date").On("from"))
	case !t.FromDate.After(t.OnDate):
		faults.Add(errs.New(errs.Invalid, "payroll.lapse_from").On("from"))
	}
	return faults.OrNil()
}

func lapsedSheet(place string, l Lapsed, from civil.Date) documents.Sheet {
	t := &documents.Table{Widths: []float64{90, 66}, Heads: []string{"到期的手续", "从哪天起"}, Height: 9}
	for i, k := range l.Kinds {
		t.Rows = append(t.Rows, []string{words.Label("paylapse", k), l.Days[i].Chinese()})
	}
	renew := ""
	if slices.Contains(l.Kinds, LapsedAgreement) || slices.Contains(l.Kinds, LapsedInsurance) {
		renew = "在这一天以前续签了协议、补办了保险的，可以继续上岗，另行告知您。"
	}
	return documents.Sheet{Title: "手续到期通知书", Sub: place, Blocks: []documents.Block{
		{Pairs: [][]string{{"姓名", l.Name, "岗位", l.Title}, {"上岗日期", l.StartOn.Chinese(), "不再安排工作", from.Chinese() + "起"}}},
		{Para: l.Name + "：您在岗期间，下列手续已经到期："},
		{Table: t},
		{Para: "从" + from.Chinese() + "起，不再安排您在这个岗位上工作，请不要再到岗。" + renew},
		{Para: "在这一天以前实际干了活的日子，补贴照发，不因为手续到期停发、扣发、追回。没有收到的，可以要求补发。"},
		{Para: "本通知不是退出决定。退出要另外办理手续，说明理由，并听取您的意见。"},
		{Para: "不明白、不同意的，可以向镇（街道）、区（市）人社部门询问，或者拨打12333。" + documents.Objections},
		{Sign: []string{"送达人", "本人签收（签字或按指印）", "日期"}}, {Seal: "办理单位"}}}
}
