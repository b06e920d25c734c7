package inspect_test

import (
	"slices"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

var day = civil.MustDate

// world is a village where all is in order: one holder of a post, hired by the book, worked and paid; a case bends one
// thing.
type world struct {
	d        *inspect.Dossier
	c        *inspect.City
	holder   *inspect.Person
	other    *inspect.Person
	post     *inspect.Post
	app      *inspect.Application
	lost     *inspect.Application
	place    *inspect.Placement
	people   []*inspect.Person
	posts    []*inspect.Post
	apps     []*inspect.Application
	places   []*inspect.Placement
	official inspect.Office
	said     []*inspect.Complaint
	earlier  []*inspect.Earlier
	more     func(*inspect.Dossier) // what else lies in the dossier
}

func newWorld() *world {
	w := &world{}
	poor := func(id int64) []inspect.Dated {
		return []inspect.Dated{{ID: id, Code: "poverty_out", From: day("2021-01-01")}}
	}
	w.holder = &inspect.Person{ID: 1, HouseholdID: 1, Name: "甲一", Birth: day("1975-05-05"), IDTail: "0001",
		Categories: poor(1)}
	w.other = &inspect.Person{ID: 2, HouseholdID: 2, Name: "乙二", Birth: day("1980-05-05"), IDTail: "0002",
		Categories: poor(2)}
	chairman := &inspect.Person{ID: 9, HouseholdID: 9, Name: "甲九", Birth: day("1970-05-05"), IDTail: "0009"}
	w.people = []*inspect.Person{w.holder, w.other, chairman}
	w.post = &inspect.Post{ID: 1, Code: "P-1", Title: "村内保洁员", Rate: 80000, State: "open", Opens: day("2024-01-01")}
	w.posts = []*inspect.Post{w.post}
	w.app = &inspect.Application{ID: 1, Number: "A-1", PostID: 1, PersonID: 1, Basis: "poverty_out", State: "placed",
		Submitted: day("2024-12-02"), Steps: []inspect.Step{
			{ID: 1, Step: "submit", ActorID: 11, PersonKey: "a", Channel: "typed", On: day("2024-12-02")},
			{ID: 2, Step: "check", ActorID: 12, PersonKey: "b", Channel: "typed", On: day("2024-12-03")},
			{ID: 3, Step: "review", ActorID: 11, PersonKey: "a", Channel: "typed", On: day("2024-12-06"), Present: 30,
				Entitled: 40, For: 25, Against: 5},
			{ID: 4, Step: "notice", ActorID: 11, PersonKey: "a", Channel: "typed", On: day("2024-12-09"),
				From: day("2024-12-09"), Until: day("2024-12-17")},
			{ID: 5, Step: "audit", ActorID: 13, PersonKey: "c", Channel: "typed", On: day("2024-12-18")},
			{ID: 6, Step: "file", ActorID: 14, PersonKey: "d", Channel: "typed", On: day("2024-12-20")}}}
	w.lost = &inspect.Application{ID: 2, Number: "A-2", PostID: 1, PersonID: 2, Basis: "poverty_out", State: "waiting",
		Submitted: day("2024-12-02"),
		Steps: []inspect.Step{{ID: 7, Step: "review", On: day("2024-12-06"), Present: 30, Entitled: 40, For: 8,
			Remark: "本人同意候补"}}}
	w.apps = []*inspect.Application{w.app, w.lost}
	w.place = &inspect.Placement{ID: 1, ApplicationID: 1, PostID: 1, PersonID: 1, Basis: "poverty_out",
		Start: day("2025-01-01"), State: "active", Rate: 80000, InsuranceNo: "Y", Insured: day("2025-01-01"),
		Trained: day("2024-12-28")}
	for m := civil.MustMonth("2025-01"); m.Before(civil.MustMonth("2025-06")); m = m.Add(1) {
		n := int64(m.Number())
		w.place.Lines = append(w.place.Lines,
			inspect.Line{ID: n, Month: m, State: "locked", Days: "PPPPPPPPPP---------------------"})
		w.place.Items = append(w.place.Items,
			&inspect.Item{ID: n, Month: m, Days: int64(m.Days()), OfDays: int64(m.Days()), Amount: 80000,
				Events: []inspect.Event{{ID: n, Kind: "paid", On: m.Add(1).Date(10)}}})
	}
	w.places = []*inspect.Placement{w.place}
	w.official = inspect.Office{ID: 1, PersonID: 9, Name: "甲九", Kind: "village_cadre", Title: "村委会主任",
		Path: "0001000200030004", From: day("2021-01-01")}
	var params []rulebook.Parameter
	for _, k := range []string{"village_cadre", "public_employee"} {
		params = append(params,
			rulebook.Parameter{Param: "exclude." + k, Value: "block", FromDate: day("2021-01-01"), State: "approved"})
	}
	now := clock.On(day("2025-06-20"), 9, 0)
	w.c = &inspect.City{Book: rulebook.NewBook(params, civil.NewCalendar(nil, nil)), CutOff: now, Today: now.Date(),
		Offices: map[int64][]inspect.Office{9: {w.official}}, PersonOf: map[int64]int64{11: 8},
		KinOf:     map[int64][]inspect.Kin{},
		Collected: everything(), Shared: map[int64][]inspect.SharedAccount{}, OnTheWay: map[int64]bool{},
		Tree: region.NewTree(day("2025-06-20"), nil)}
	return w
}

// everything was collected.
func everything() map[string]bool {
	out := map[string]bool{}
	for _, r := range oversight.Rules() {
		for _, t := range r.Needs {
			out[t] = true
		}
	}
	for _, t := range []string{"review", "notice", "insurance", "training", "step:check", "step:review", "step:notice",
		"step:audit", "step:file"} {
		out[t] = true
	}
	return out
}

func (w *world) step(name string) *inspect.Step { return w.app.Last(name) }

// turn adds a holder after the last, from a day for so many days.
func (w *world) turn(from string, days int, reason string, household int64) {
	n := int64(len(w.people) + 20)
	p := &inspect.Person{ID: n, HouseholdID: household, Name: "轮", Birth: day("1975-01-01"),
		Categories: w.holder.Categories}
	w.people = append(w.people, p)
	x := &inspect.Placement{ID: n, ApplicationID: 1000 + n, PostID: 1, PersonID: n, Start: day(from), State: "ended",
		Rate: 80000, EndReason: reason}
	x.End = x.Start.AddDays(days - 1)
	w.places = append(w.places, x)
}

// burst makes five more applications that one hand audited so many seconds apart, by one channel.
func (w *world) burst(seconds int, channel string) {
	at := clock.On(day("2024-12-18"), 11, 0)
	for i := range 5 {
		n := int64(100 + i)
		at += clock.Moment(seconds) * 1_000_000
		w.apps = append(w.apps,
			&inspect.Application{ID: n, Number: "A-1", PostID: 7, PersonID: 50 + n, State: "audited",
				Submitted: day("2024-12-02"),
				Steps: []inspect.Step{{ID: n, Step: "audit", Outcome: "pass", PersonKey: "c", Channel: channel,
					On: day("2024-12-18"), At: at}}})
	}
}

// spouse of the holder goes on a second post, with what the application says.
func (w *world) spouse(reason string, from string) {
	w.people = append(w.people,
		&inspect.Person{ID: 3, HouseholdID: 1, Name: "丙三", Birth: day("1976-05-05"), Categories: w.holder.Categories})
	w.posts = append(w.posts, &inspect.Post{ID: 2, Code: "P-2", Title: "护林员", State: "open"})
	a := *w.app
	a.ID, a.PersonID, a.PostID, a.Reason = 30, 3, 2, reason
	w.apps = append(w.apps, &a)
	p := *w.place
	p.ID, p.ApplicationID, p.PersonID, p.PostID, p.Lines, p.Items, p.Start = 30, 30, 3, 2, nil, nil, day(from)
	w.places = append(w.places, &p)
}

// roster puts two rows of an earlier year beside each other, each paid for one month.
func (w *world) roster(postA, postB, monthA, monthB, numberA, numberB string) {
	odd := []string{"history.two_on_post", "history.two_posts"}
	w.earlier = []*inspect.Earlier{
		{ID: 1, Name: "子", Number: numberA, Year: 2023, Post: postA, Odd: odd, File: "2023.xlsx", RowNo: 4,
			Months: map[civil.Month]money.Fen{civil.MustMonth(monthA): 80000}},
		{ID: 2, Name: "丑", Number: numberB, Year: 2023, Post: postB, Odd: odd, File: "2023.xlsx", RowNo: 5,
			Months: map[civil.Month]money.Fen{civil.MustMonth(monthB): 70000}}}
}

// findings of the rules about the village.
func (w *world) findings() []inspect.Finding {
	w.d = inspect.NewDossier(&region.Region{ID: 4, Path: "0001000200030004", Name: "村"}, w.people, w.posts, w.apps,
		w.places)
	w.d.Complaints, w.d.Earlier = w.said, w.earlier
	if w.more != nil {
		w.more(w.d)
	}
	return inspect.Judge(w.d, w.c, oversight.Rules())
}

// judge gives the rules that accuse (information accuses nobody).
func (w *world) judge() (accuse, inform []string) {
	for _, f := range w.findings() {
		if f.Certainty == inspect.Information {
			inform = append(inform, f.Rule.Code)
		} else {
			accuse = append(accuse, f.Rule.Code)
		}
		if !f.Held.Known() || w.c.Today.Month().Before(f.Held.From) || f.Rule.Holds == inspect.Once && f.Held.Until.IsZero() {
			panic("a finding that does not say when it holds: " + f.Rule.Code)
		}
		if len(f.Evidence) == 0 || f.Sentence == "" || f.Subject.ID == 0 {
			panic("a finding without evidence, sentence or subject: " + f.Rule.Code)
		}
	}
	return accuse, inform
}

func TestRules_accuse_the_guilty_and_leave_the_look_alike_alone(t *testing.T) {
	kinOfChairman := func(w *world) { w.holder.Kin = []inspect.Kin{{ID: 1, With: 9, Code: "91", Source: "申报"}} }
	for _, c := range []struct {
		name           string
		bend           func(*world)
		accuse, inform []string
	}{
		{"all in order", func(w *world) {}, nil, nil},
		{"taken over when the books began", func(w *world) { w.place.ApplicationID, w.place.Opening = 0, true }, nil,
			[]string{"procedure.opening"}},
		{"kin voted all the same", func(w *world) { w.app.KinVotes = []inspect.KinVote{{ID: 1, Voter: "甲二", Tie: "73"}} },
			[]string{"nepotism.kin_voted"}, nil},
		{"two paid on one post for the same month",
			func(w *world) { w.roster("保洁-03", "保洁-03", "2023-06", "2023-06", "a", "b") }, []string{"diversion.earlier_double"},
			nil},
		{"one after the other on a post, months apart",
			func(w *world) { w.roster("保洁-03", "保洁-03", "2023-06", "2023-07", "a", "b") }, nil, nil},
		{"one person paid on two posts", func(w *world) { w.roster("保洁-03", "护林-01", "2023-06", "2023-06", "a", "a") },
			[]string{"diversion.earlier_double"}, nil},
		{"a row copied twice", func(w *world) { w.roster("保洁-03", "保洁-03", "2023-06", "2023-06", "a", "a") }, nil, nil},
		{"two rows of whom nobody knows who they are",
			func(w *world) { w.roster("保洁-03", "保洁-03", "2023-06", "2023-06", "", "") }, nil, nil},
		{"a roster without minutes", func(w *world) {
			w.roster("保洁", "护林", "2023-06", "2023-06", "a", "b")
			w.earlier[0].Odd = []string{"history.no_review"}
		}, nil, []string{"procedure.earlier_unproved"}},
		{"a cadre in office when placed", func(w *world) {
			w.c.Offices[1] = []inspect.Office{{ID: 2, PersonID: 1, Kind: "village_cadre", Title: "委员", Path: w.official.Path,
				From: day("2024-06-01")}}
		}, []string{"nepotism.cadre_on_post"}, nil},
		{"elected after being placed", func(w *world) {
			w.c.Offices[1] = []inspect.Office{{ID: 2, PersonID: 1, Kind: "village_cadre", Title: "委员", Path: w.official.Path,
				From: day("2025-03-01")}}
		}, nil, []string{"nepotism.cadre_on_post"}},
		{"left office before being placed", func(w *world) {
			w.c.Offices[1] = []inspect.Office{{ID: 2, PersonID: 1, Kind: "village_cadre", Title: "委员", Path: w.official.Path,
				From: day("2021-01-01"), Until: day("2024-06-01")}}
		}, nil, nil},
		{"kin of the chairman, all by the book", kinOfChairman, nil, []string{"nepotism.kin_of_decider"}},
		{"kin of the chairman, quorum short", func(w *world) { kinOfChairman(w); w.step("review").Present = 20 },
			[]string{"nepotism.kin_of_decider", "procedure.quorum"}, nil},
		{"kin declared by the chairman only", func(w *world) {
			w.c.KinOf[1] = []inspect.Kin{{ID: 1, With: 9, Code: "91"}}
			w.step("review").Present = 20
		}, []string{"nepotism.kin_of_decider", "procedure.quorum"}, nil},
		{"married to the chairman's kin", func(w *world) {
			w.holder.Kin = []inspect.Kin{{ID: 1, With: 2, Code: "12"}}
			w.other.Kin = []inspect.Kin{{ID: 2, With: 9, Code: "73"}}
			w.app.Steps = slices.Delete(w.app.Steps, 3, 4)
		}, []string{"nepotism.kin_of_decider", "procedure.step_missing"}, nil},
		{"a namesake of the chairman", func(w *world) { w.holder.Name = "甲九" }, nil, nil},
		{"the chairman was elected after his kin was placed", func(w *world) {
			kinOfChairman(w)
			w.official.From = day("2025-02-01")
			w.c.Offices[9] = []inspect.Office{w.official}
		}, nil, nil},
		{"kin of a chairman of another village", func(w *world) {
			kinOfChairman(w)
			w.official.Path = "0001000200030005"
			w.c.Offices[9] = []inspect.Office{w.official}
		}, nil, nil},
		{"entered by kin", func(w *world) { w.holder.Kin = []inspect.Kin{{ID: 1, With: 8, Code: "92"}} },
			[]string{"nepotism.handled_by_kin"}, nil},
		{"entered by kin for somebody else", func(w *world) {
			w.holder.Kin = []inspect.Kin{{ID: 1, With: 8, Code: "92"}}
			for i := range w.app.Steps {
				if w.app.Steps[i].ActorID == 11 {
					w.app.Steps[i].Channel = "for_another"
				}
			}
		}, nil, nil},
		{"handed round in equal spells", func(w *world) {
			w.turn("2024-03-01", 60, "own_wish", 31)
			w.turn("2024-05-01", 61, "own_wish", 32)
			w.turn("2024-07-01", 62, "", 33)
		}, []string{"rotation.equal_spells"}, nil},
		{"a seasonal post", func(w *world) {
			w.turn("2024-03-01", 60, "task_ended", 31)
			w.turn("2024-05-01", 61, "task_ended", 32)
			w.turn("2024-07-01", 62, "task_ended", 33)
		}, nil, nil},
		{"two spells are no ring", func(w *world) {
			w.turn("2024-03-01", 60, "own_wish", 31)
			w.turn("2024-05-01", 61, "own_wish", 32)
		}, nil, nil},
		{"the household takes over without a reason", func(w *world) { w.turn("2024-01-01", 350, "own_wish", 1) },
			[]string{"rotation.household_succession"}, nil},
		{"a successor after a death", func(w *world) { w.turn("2024-01-01", 350, "deceased", 1) }, nil, nil},
		{"somebody in greater need lost, no reason", func(w *world) {
			w.holder.Categories, w.app.Basis, w.place.Basis = nil, "older", "older"
			w.lost.Steps[0].Remark = ""
		}, []string{"need.passed_over"}, nil},
		{"the same with a reason on record",
			func(w *world) { w.holder.Categories, w.app.Basis, w.place.Basis = nil, "older", "older" }, nil, nil},
		{"empty for a year while people wait", func(w *world) {
			w.place.Start, w.place.End, w.place.EndReason, w.place.State = day("2024-01-01"), day("2024-05-31"), "found_work",
				"ended"
			w.place.Lines, w.place.Items, w.app.Submitted = nil, nil, day("2023-12-01")
			for i := range w.app.Steps { // all of it a year earlier
				s := &w.app.Steps[i]
				for _, on := range []*civil.Date{&s.On, &s.From, &s.Until} {
					if !on.IsZero() {
						*on = on.AddMonths(-12)
					}
				}
			}
			w.step("file").On, w.place.Insured, w.place.Trained = day("2023-12-20"), day("2024-01-01"), day("2023-12-28")
		}, []string{"need.vacancy_while_waiting"}, nil},
		{"paid after the end", func(w *world) {
			w.place.End, w.place.EndReason, w.place.State = day("2025-04-30"), "own_wish", "ended"
			w.place.Lines = w.place.Lines[:4]
		}, []string{"diversion.paid_after_end"}, nil},
		{"paid after a death hidden as own wish", func(w *world) {
			w.holder.Died = day("2025-03-10")
			w.place.End, w.place.EndReason, w.place.State = day("2025-05-31"), "own_wish", "ended"
		}, []string{"diversion.paid_after_end"}, nil},
		{"paid to the day of death", func(w *world) {
			w.holder.Died, w.place.End, w.place.EndReason, w.place.State = day("2025-05-20"), day("2025-05-20"), "deceased",
				"ended"
			w.place.Items[4].Days, w.place.Items[4].Amount = 20, 51613
		}, nil, nil},
		{"two people, one account", func(w *world) {
			w.c.Shared[1] = []inspect.SharedAccount{{PersonID: 2, HouseholdID: 2, Name: "乙二", ItemID: 99}}
		}, []string{"diversion.shared_account"}, nil},
		{"two people, one account, told of the other", func(w *world) {
			w.c.Shared[1] = []inspect.SharedAccount{{PersonID: 0, HouseholdID: 2, Name: "乙二", ItemID: 99}}
		}, nil, nil},
		{"a substitute and full pay", func(w *world) {
			w.place.Checks = []inspect.Check{{ID: 1, Method: "site", Finding: "substitute", On: day("2025-03-12")}}
		}, []string{"diversion.paid_though_absent"}, nil},
		{"at work, and the county looked again: cannot work", func(w *world) {
			w.place.Checks = []inspect.Check{
				{ID: 1, Method: "site", Finding: "on_duty", On: day("2025-03-12"), Level: 3},
				{ID: 2, About: 1, Method: "site", Finding: "cannot_work", On: day("2025-03-20"), Level: 2},
			}
		}, []string{"procedure.check_contradicted"}, nil},
		{"at work and not seen on the same day", func(w *world) {
			w.place.Checks = []inspect.Check{
				{ID: 1, Method: "site", Finding: "work_good", On: day("2025-03-12"), Level: 3},
				{ID: 2, Method: "site", Finding: "not_seen", On: day("2025-03-12"), Level: 1},
			}
		}, []string{"procedure.check_contradicted"}, nil},
		{"the county agrees", func(w *world) {
			w.place.Checks = []inspect.Check{
				{ID: 1, Method: "site", Finding: "on_duty", On: day("2025-03-12"), Level: 3},
				{ID: 2, About: 1, Method: "site", Finding: "work_good", On: day("2025-03-20"), Level: 2},
			}
		}, nil, nil},
		{"at work one day, away on another when the county came", func(w *world) {
			w.place.Checks = []inspect.Check{
				{ID: 1, Method: "site", Finding: "on_duty", On: day("2025-03-12"), Level: 3},
				{ID: 2, About: 1, Method: "site", Finding: "not_seen", On: day("2025-03-20"), Level: 2},
			}
		}, nil, nil},
		{"two of the same office differ", func(w *world) {
			w.place.Checks = []inspect.Check{
				{ID: 1, Method: "site", Finding: "on_duty", On: day("2025-03-12"), Level: 3},
				{ID: 2, About: 1, Method: "site", Finding: "cannot_work", On: day("2025-03-20"), Level: 3},
			}
		}, nil, nil},
		{"not seen once, seen again", func(w *world) {
			w.place.Checks = []inspect.Check{
				{ID: 1, Method: "site", Finding: "not_seen", On: day("2025-03-12")},
				{ID: 2, Method: "site", Finding: "on_duty", On: day("2025-03-15")},
			}
		}, nil, nil},
		{"not seen twice on agreed days off", func(w *world) {
			w.place.Lines[2].Days = "PPPPPPPPPPP-OOOOOO-------------"
			w.place.Checks = []inspect.Check{
				{ID: 1, Method: "site", Finding: "not_seen", On: day("2025-03-13")},
				{ID: 2, Method: "site", Finding: "not_seen", On: day("2025-03-15")},
			}
		}, nil, nil},
		{"above the agreed rate", func(w *world) { w.place.Items[1].Amount = 90000 }, []string{"diversion.above_standard"},
			nil},
		{"two posts at once", func(w *world) {
			w.posts = append(w.posts, &inspect.Post{ID: 2, Code: "P-2", Title: "护林员", State: "open"})
			w.places = append(w.places,
				&inspect.Placement{ID: 5, ApplicationID: 1005, PostID: 2, PersonID: 1, Start: day("2025-03-01"), State: "active",
					Rate: 80000})
		}, []string{"diversion.two_posts"}, nil},
		{"worked, never paid", func(w *world) { w.place.Items = w.place.Items[:4] }, []string{"arrears.unpaid"}, nil},
		{"sent to the bank is not paid", func(w *world) { w.place.Items[4].Events = nil; w.c.OnTheWay[5] = true },
			[]string{"arrears.unpaid"}, nil},
		{"not worked, not paid", func(w *world) {
			w.place.Items = w.place.Items[:4]
			w.place.Lines[4].Days = "-------------------------------"
		}, nil, nil},
		{"returned and left lying", func(w *world) { w.place.Items[3].Events[0].Kind = "returned" },
			[]string{"arrears.returned"}, nil},
		{"returned since the card expired, sent again", func(w *world) {
			w.place.Items[3].Events = []inspect.Event{
				{ID: 40, Kind: "returned", Reason: "卡过期", On: day("2025-05-10")},
				{ID: 41, Kind: "paid", On: day("2025-05-14")},
			}
		}, nil, nil},
		{"the notice too short", func(w *world) { w.step("notice").Until = day("2024-12-12") },
			[]string{"procedure.notice_short"}, nil},
		{"audited before the notice ended", func(w *world) { w.step("audit").On = day("2024-12-16") },
			[]string{"procedure.notice_short"}, nil},
		{"voted down and placed", func(w *world) { w.step("review").For = 10 }, []string{"procedure.quorum"}, nil},
		{"one human with two accounts", func(w *world) { w.step("file").PersonKey = "c" }, []string{"procedure.same_hand"},
			nil},
		{"not filed", func(w *world) { w.app.Steps = w.app.Steps[:5] }, []string{"procedure.step_missing"}, nil},
		{"not insured", func(w *world) { w.place.Insured = civil.Date{} }, []string{"procedure.started_early"}, nil},
		{"seventy and on", func(w *world) { w.holder.Birth = day("1955-01-15") }, []string{"procedure.over_age"}, nil},
		{"seventy last week", func(w *world) { w.holder.Birth = day("1955-06-10") }, nil, nil},
		{"registered only afterwards", func(w *world) { w.holder.Categories[0].From = day("2025-02-01") },
			[]string{"procedure.not_registered"}, nil},
		{"placed without any application", func(w *world) { w.place.ApplicationID = 0 }, []string{"procedure.step_missing"},
			nil},
		{"goes on since the village was merged", func(w *world) { w.place.ApplicationID, w.place.Continues = 0, 77 }, nil,
			nil},
		{"spells that only a merger ended", func(w *world) {
			w.turn("2024-03-01", 60, "merged", 31)
			w.turn("2024-05-01", 61, "merged", 32)
			w.turn("2024-07-01", 62, "merged", 33)
		}, nil, nil},
		{"two accounts, one device, two minutes apart", func(w *world) {
			w.app.Steps[0].Device, w.app.Steps[1].Device = "pc", "pc"
			w.app.Steps[0].At, w.app.Steps[1].At = clock.On(day("2024-12-03"), 10, 0), clock.On(day("2024-12-03"), 10, 2)
		}, []string{"procedure.one_device"}, nil},
		{"one shared office PC, a day apart", func(w *world) {
			w.app.Steps[0].Device, w.app.Steps[1].Device = "pc", "pc"
			w.app.Steps[0].At, w.app.Steps[1].At = clock.On(day("2024-12-02"), 10, 0), clock.On(day("2024-12-03"), 10, 0)
		}, nil, nil},
		{"two devices, two minutes apart", func(w *world) {
			w.app.Steps[0].Device, w.app.Steps[1].Device = "pc", "phone"
			w.app.Steps[0].At, w.app.Steps[1].At = clock.On(day("2024-12-03"), 10, 0), clock.On(day("2024-12-03"), 10, 2)
		}, nil, nil},
		{"audited seconds apart", func(w *world) { w.burst(4, "typed") }, []string{"procedure.audit_burst"}, nil},
		{"a batch that met in one sitting", func(w *world) { w.burst(0, "batch") }, nil, nil},
		{"audited minutes apart", func(w *world) { w.burst(240, "typed") }, nil, nil},
		{"a couple on two posts, no reason", func(w *world) { w.spouse("", "2025-02-01") },
			[]string{"procedure.household_posts"}, nil},
		{"a lawful couple", func(w *world) { w.spouse("夫妻均符合条件，一人残疾，评议同意", "2025-02-01") }, nil, nil},
		{"a complaint left lying", func(w *world) {
			w.said = []*inspect.Complaint{{ID: 1, Number: "X", Kind: "unpaid", Office: "township", Received: day("2025-04-01"),
				By: day("2025-04-23"), State: "open"}}
		}, []string{"need.complaint_unanswered"}, nil},
		{"a complaint answered late", func(w *world) {
			w.said = []*inspect.Complaint{{ID: 1, Number: "X", Kind: "unpaid", Office: "township", Received: day("2025-04-01"),
				By: day("2025-04-23"), State: "answered", Answered: day("2025-04-24")}}
		}, []string{"need.complaint_unanswered"}, nil},
		{"answered on the last day, one not yet due, one withdrawn", func(w *world) {
			w.said = []*inspect.Complaint{
				{ID: 1, Number: "X", Kind: "unpaid", Received: day("2025-04-01"), By: day("2025-04-23"), State: "answered",
					Answered: day("2025-04-23")},
				{ID: 2, Number: "Y", Kind: "unpaid", Received: day("2025-06-01"), By: day("2025-06-20"), State: "open"},
				{ID: 3, Number: "Z", Kind: "other", Received: day("2025-01-01"), By: day("2025-01-20"), State: "withdrawn"}}
		}, nil, nil},
		{"facts before the rules began",
			func(w *world) { w.step("notice").From, w.step("notice").Until = day("2020-12-09"), day("2020-12-10") }, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld()
			c.bend(w)
			accuse, inform := w.judge()
			if !slices.Equal(accuse, c.accuse) || !slices.Equal(inform, c.inform) {
				t.Errorf("accused by %v, want %v; informed by %v, want %v", accuse, c.accuse, inform, c.inform)
			}
		})
	}
}

func TestEveryRule_says_all_that_a_paper_needs(t *testing.T) {
	seen := map[string]bool{}
	families := map[inspect.Family]bool{}
	for _, r := range oversight.Rules() {
		if seen[r.Code] || r.Version == "" || r.Title == "" || r.Citation == "" || r.From.IsZero() || r.Innocent == "" ||
			r.Next == "" || r.Method == "" || r.Holds != inspect.Once && r.Holds != inspect.Lasting || len(r.Ask) == 0 ||
			r.Judge == nil && r.Over == nil || !slices.Contains(inspect.Severities, r.Severity) ||
			!slices.Contains(inspect.Certainties, r.Certainty) {
			t.Errorf("%s is incomplete or twice there", r.Code)
		}
		seen[r.Code] = true
		families[r.Family] = true
	}
	for _, f := range inspect.Families {
		if !families[f] {
			t.Errorf("no rule of %s", f)
		}
	}
}

// Every parameter that a rule names is in the rulebook, so that an office can set it.
func TestEveryRule_names_parameters_that_an_office_can_set(t *testing.T) {
	infos, err := rulebook.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range oversight.Rules() {
		for _, p := range r.Params {
			if !slices.ContainsFunc(infos, func(i rulebook.Info) bool { return i.Key == p }) {
				t.Errorf("%s: the rulebook has no %s", r.Code, p)
			}
		}
	}
}

func TestWithoutHelp_leaves_whom_the_ledger_helped(t *testing.T) {
	for _, x := range []struct {
		helped string
		told   bool
	}{{"", true}, {"2020-01-01", true}, {"2025-05-01", false}} {
		w := newWorld()
		p := &inspect.Person{ID: 3, HouseholdID: 3, Name: "丙三", Birth: day("1976-05-05"), Categories: w.holder.Categories}
		if x.helped != "" {
			p.Helped = day(x.helped)
		}
		w.people = append(w.people, p)
		_, inform := w.judge()
		if got := slices.Contains(inform, "need.without_help"); got != x.told {
			t.Errorf("helped on %q: told %v", x.helped, got)
		}
	}
}
