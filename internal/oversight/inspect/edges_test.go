package inspect_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// edge of a rule: with the number found the rule tells, with the next one, not, it does not. So a limit that is one
// more or one less is seen.
type edge struct {
	rule, what string
	bend       func(w *world, n int)
	found, not int
	says       string // words of the sentence that the limit is about; empty: any finding of the rule
}

func TestEdges_of_each_limit(t *testing.T) {
	for _, edges := range [][]edge{rotationEdges, nepotismEdges, needEdges, diversionEdges, drawnEdges,
		cityEdges, arrearsEdges, procedureEdges} {
		for _, e := range edges {
			t.Run(e.rule+" "+e.what, func(t *testing.T) {
				for n, want := range map[int]bool{e.found: true, e.not: false} {
					w := newWorld()
					e.bend(w, n)
					if got := e.tells(w); got != want {
						t.Errorf("%d: told %v, want %v", n, got, want)
					}
				}
			})
		}
	}
}

// tells reports whether the rule has a finding with the words.
func (e edge) tells(w *world) (told bool) {
	see := func(f inspect.Finding) {
		said := fmt.Sprint(f.Sentence, f.Params, f.Severity, f.Held, f.Amount, " ", f.Day, " ", f.Period(), " ",
			len(f.Evidence), "行")
		told = told || strings.Contains(said, e.says)
	}
	for _, f := range w.findings() {
		if f.Rule.Code == e.rule {
			see(f)
		}
	}
	for _, r := range oversight.Rules() {
		if r.Code == e.rule && r.Over != nil {
			r.Over(w.c, see)
		}
	}
	return told
}

// spell puts somebody on the post from a day for so many days.
func (w *world) spell(person int64, from string, days int, reason string) *inspect.Placement {
	w.turn(from, days, reason, 100+person)
	w.people = w.people[:len(w.people)-1]
	x := w.places[len(w.places)-1]
	x.PersonID = 100 + person
	for _, p := range w.people {
		if p.ID == x.PersonID {
			return x
		}
	}
	w.people = append(w.people, &inspect.Person{ID: x.PersonID, HouseholdID: x.PersonID, Name: fmt.Sprint("轮", person),
		Birth: day("1975-01-01"), Categories: w.holder.Categories})
	return x
}

// spells one after another without a gap, of so many days each.
func (w *world) spells(reason string, days ...int) {
	from := day("2022-02-01")
	for i, n := range days {
		w.spell(int64(i), from.String(), n, reason)
		from = from.AddDays(n)
	}
}

// months in which the post's pay goes to one person of a letter after the other; the holder is not on it.
func (w *world) months(letters string, fen money.Fen) {
	w.places = nil
	places := map[rune]*inspect.Placement{}
	for i, l := range letters {
		if places[l] == nil {
			places[l] = w.spell(int64(l), "2023-01-01", 900, "own_wish")
		}
		m := civil.MustMonth("2023-02").Add(i)
		places[l].Items = append(places[l].Items, paid(int64(1000+i), m, fen, m.Add(1).Date(10)))
	}
}

// paid is a month's pay that arrived on a day.
func paid(id int64, m civil.Month, fen money.Fen, on civil.Date) *inspect.Item {
	return &inspect.Item{ID: id, Month: m, Days: int64(m.Days()), OfDays: int64(m.Days()), Amount: fen,
		Events: []inspect.Event{{ID: id, Kind: "paid", On: on}}}
}

// shares of the post's pay that two people get in each of so many months.
func (w *world) shares(months int, a, b money.Fen) {
	w.places = nil
	for k, fen := range []money.Fen{a, b} {
		p := w.spell(int64(k), "2023-01-01", 900, "own_wish")
		for i := range months {
			m := civil.MustMonth("2024-02").Add(i)
			p.Items = append(p.Items, paid(int64(1000+100*k+i), m, fen, m.Add(1).Date(10)))
		}
	}
}

// beside pays so many fen to the holder and to somebody without a post, for so many months.
func (w *world) beside(months int, fen money.Fen) {
	w.place.Items = w.place.Items[:months]
	var loose []*inspect.Item
	for i, x := range w.place.Items {
		x.Amount = fen
		y := paid(int64(500+i), x.Month, fen, x.Month.Add(1).Date(10))
		y.PersonID, y.Name = 2, "乙二"
		loose = append(loose, y)
	}
	w.more = func(d *inspect.Dossier) { d.Loose = loose }
}

var rotationEdges = []edge{
	{"rotation.equal_spells", "shortest", func(w *world, n int) { w.spells("own_wish", n, n, n) }, 25, 24, ""},
	{"rotation.equal_spells", "longest half-year", func(w *world, n int) { w.spells("own_wish", n, n, n) }, 190, 191, ""},
	{"rotation.equal_spells", "shortest year", func(w *world, n int) { w.spells("own_wish", n, n, n) }, 350, 349, ""},
	{"rotation.equal_spells", "longest year", func(w *world, n int) { w.spells("own_wish", n, n, n) }, 380, 381, ""},
	{"rotation.equal_spells", "longer", func(w *world, n int) { w.spells("own_wish", 60, 60, 60+n) }, 12, 13, ""},
	{"rotation.equal_spells", "shorter", func(w *world, n int) { w.spells("own_wish", 60, 60, 60-n) }, 12, 13, ""},
	{"rotation.equal_spells", "number without a reason",
		func(w *world, n int) { w.spells("own_wish", []int{60, 60, 60}[:n]...) }, 3, 2, ""},
	{"rotation.equal_spells", "number with a reason",
		func(w *world, n int) { w.spells("found_work", []int{60, 60, 60, 60}[:n]...) }, 4, 3, ""},
	{"rotation.equal_spells", "spread with a reason", func(w *world, n int) { w.spells("found_work", 60, 60, 60, 60+n) },
		5, 6, ""},
	{"rotation.equal_spells", "two by turns", func(w *world, n int) {
		w.spell(0, "2022-02-01", 60, "own_wish")
		w.spell(1, "2022-04-02", 60, "own_wish")
		w.spell(int64(n), "2022-06-01", 60, "own_wish")
	}, 0, 1, ""},
	{"rotation.equal_spells", "gap", func(w *world, n int) {
		w.spell(0, "2022-02-01", 60, "own_wish")
		w.spell(1, "2022-04-02", 60, "own_wish")
		w.spell(2, day("2022-05-31").AddDays(n).String(), 60, "own_wish")
	}, 62, 63, ""},
	{"rotation.equal_spells", "told by pay of a post for one", func(w *world, n int) {
		w.spells("own_wish", 60, 60, 60)
		for _, p := range w.places[1:] {
			p.Derived = true
		}
		w.post.Heads = int64(n)
	}, 1, 2, ""},
	{"rotation.household_succession", "gap", func(w *world, n int) {
		w.turn(day("2025-01-01").AddDays(-n-99).String(), 100, "own_wish", 1)
	}, 62, 63, ""},
	{"rotation.household_succession", "near the term", func(w *world, n int) {
		w.turn(day("2025-01-01").AddDays(-n).String(), n, "own_wish", 1)
	}, 990, 989, "临近36个月"},
	{"rotation.rehired_early", "months", func(w *world, n int) {
		x := w.spell(1, "2023-06-01", 30, "substitute")
		x.PersonID, x.End = 1, day("2024-01-01").AddDays(n)
	}, 1, 0, ""},
	{"rotation.alternating", "months", func(w *world, n int) { w.months("ABABAB"[:n], 80000) }, 6, 5, ""},
	{"rotation.alternating", "just enough changes", func(w *world, n int) {
		w.months([]string{"AABBAABBAA", "AABABB"}[n], 80000)
	}, 1, 0, ""},
	{"rotation.alternating", "one change too few", func(w *world, n int) {
		w.months([]string{"AABABBAABB", "ABABABAABB"}[n], 80000)
	}, 1, 0, ""},
	{"rotation.alternating", "everybody comes back",
		func(w *world, n int) { w.months([]string{"ABABAC", "ABABCAC"}[n], 80000) },
		1, 0, ""},
	{"rotation.alternating", "people",
		func(w *world, n int) { w.months(strings.Repeat("ABCDE"[:n], 2), 80000) }, 4, 5, ""},
	{"rotation.alternating", "a post for one", func(w *world, n int) {
		w.months("ABABAB", 80000)
		w.post.Heads = int64(n)
	}, 1, 2, ""},
	{"rotation.split_standard", "a post for one", func(w *world, n int) {
		w.shares(2, 40000, 40000)
		w.post.Heads = int64(n)
	}, 1, 2, ""},
	{"rotation.split_standard", "months", func(w *world, n int) { w.shares(n, 40000, 40000) }, 2, 1, ""},
	{"rotation.split_standard", "a yuan more", func(w *world, n int) { w.shares(2, 40000, 40000+money.Fen(n)) }, 100, 101,
		""},
	{"rotation.split_standard", "a yuan less", func(w *world, n int) { w.shares(2, 40000, 40000-money.Fen(n)) }, 100, 101,
		""},
	{"rotation.split_standard", "sum", func(w *world, n int) { w.shares(2, 40800, money.Fen(n)) }, 40800, 40801, ""},
	{"rotation.more_than_posts", "below the standard", func(w *world, n int) { w.beside(3, money.Fen(n)) }, 63999, 64000,
		""},
	{"rotation.more_than_posts", "months", func(w *world, n int) { w.beside(n, 50000) }, 3, 2, ""},
	{"rotation.more_than_posts", "places", func(w *world, n int) {
		w.beside(3, 50000)
		w.post.Heads = int64(n)
	}, 1, 2, ""},
	{"rotation.more_than_posts", "of no number is for one", func(w *world, n int) {
		w.beside(3, 50000)
		w.post.Heads = int64(n)
	}, 0, 2, ""},
	{"rotation.more_than_posts", "those on one post are told by another rule", func(w *world, n int) {
		w.shares(3, 50000, 50000)
		if n == 0 {
			return
		}
		w.beside(3, 50000)
		w.places = append(w.places, w.place)
	}, 1, 0, ""},
}

var nepotismEdges = []edge{
	{"nepotism.cadre_on_post", "left after the election", func(w *world, n int) {
		w.c.Offices[1] = []inspect.Office{{ID: 2, PersonID: 1, Kind: "village_cadre", Title: "委员", Path: w.official.Path,
			From: day("2025-03-01")}}
		w.place.End, w.place.State = day("2025-03-01").AddDays(n), "ended"
	}, 32, 31, ""},
	{"nepotism.kin_of_decider", "days of notice", func(w *world, n int) {
		w.holder.Kin = []inspect.Kin{{ID: 1, With: 9, Code: "91"}}
		w.step("notice").Until = w.step("notice").From.AddDays(n)
	}, 2, 3, "公示只有"},
	{"nepotism.kin_voted", "degree", func(w *world, n int) {
		w.people = append(w.people, &inspect.Person{ID: 5, HouseholdID: 5, Name: "戊五", Birth: day("1975-01-01")})
		w.holder.Kin = []inspect.Kin{{ID: 1, With: 2, Code: "73"}} // a sibling: two degrees
		w.other.Kin = []inspect.Kin{{ID: 2, With: 5, Code: "12"}}  // whose spouse: one more
		w.step("review").Voters = []inspect.Voter{{ID: 1, PersonID: []int64{2: 2, 3: 5}[n], Name: "某"}}
	}, 2, 3, ""},
	{"nepotism.shared_contact", "people of one number", func(w *world, n int) {
		w.holder.Phone = "1"
		w.c.Contacts, w.c.Users = map[string][]int64{"手机号1": {9}}, map[string]int{"手机号1": n}
	}, 2, 3, ""},
	{"nepotism.shared_contact", "officials of one number", func(w *world, n int) {
		w.holder.Phone = "1"
		w.c.Contacts, w.c.Users = map[string][]int64{"手机号1": []int64{9, 77}[:n]}, map[string]int{"手机号1": 2}
	}, 1, 2, ""},
}

// workdays after a day, as the calendar counts them.
func (w *world) workdays(from civil.Date, n int) civil.Date {
	return w.c.Book.Calendar().AddWorking(from, n)
}

// today makes the world look on a day.
func (w *world) today(d civil.Date) { w.c.Today, w.c.CutOff = d, clock.On(d, 9, 0) }

var needEdges = []edge{
	{"need.application_unanswered", "working days", func(w *world, n int) {
		w.apps = append(w.apps, &inspect.Application{ID: 9, Number: "A-9", PostID: 1, PersonID: 2, State: "submitted",
			Submitted: day("2025-04-01")})
		w.today(w.workdays(day("2025-04-01"), 30).AddDays(n))
	}, 1, 0, ""},
	{"need.complaint_unanswered", "days by which it was judged", func(w *world, n int) {
		w.said = []*inspect.Complaint{{ID: 1, Number: "X", Kind: "unpaid", Received: day("2025-04-01"),
			By: day("2025-06-20").AddDays(-n), State: "open"}}
	}, 1, 0, "complaint.answer_days=15\n"},
	{"need.objection_unanswered", "working days", func(w *world, n int) {
		w.more = func(d *inspect.Dossier) {
			d.Objections = []*inspect.Objection{{ID: 1, ApplicationID: 77, Received: day("2025-06-03")}}
		}
		w.today(w.workdays(day("2025-06-03"), 5).AddDays(n))
	}, 1, 0, ""},
	{"need.quota_unused", "days", func(w *world, n int) { w.quota(2, n); w.post.Heads = 0 }, 183, 182, ""},
	{"need.quota_unused", "posts for several",
		func(w *world, n int) { w.quota(2, 200); w.post.Heads = int64(n) }, 1, 2, ""},
	{"need.quota_unused", "of no number is for one",
		func(w *world, n int) { w.quota(n, 200); w.post.Heads = 0 }, 2, 1, ""},
	{"need.quota_unused", "an old application", func(w *world, n int) {
		w.quota(2, 200)
		w.lost.Submitted = day("2025-06-20").AddDays(-200 - n)
	}, 730, 731, ""},
	{"need.vacancy_while_waiting", "days", func(w *world, n int) { w.vacant(n, 40) }, 181, 180, ""},
	{"need.vacancy_while_waiting", "age", func(w *world, n int) { w.vacant(200, n) }, 65, 66, ""},
	{"need.without_help", "youngest", func(w *world, n int) { w.needy(n, "") }, 16, 15, ""},
	{"need.without_help", "oldest", func(w *world, n int) { w.needy(n, "") }, 65, 66, ""},
	{"need.without_help", "helped within twelve months",
		func(w *world, n int) { w.needy(40, day("2024-06-20").AddDays(n).String()) }, 0, 1, ""},
	{"need.without_help", "names told", func(w *world, n int) {
		for range n {
			w.needy(40, "")
		}
	}, 21, 20, "等"},
}

func (w *world) quota(total, days int) {
	w.more = func(d *inspect.Dossier) {
		d.Quotas = []inspect.Quota{{ID: 1, Total: int64(total), From: day("2025-06-20").AddDays(-days)}}
	}
}

// vacant since so many days, while somebody of an age waits.
func (w *world) vacant(days, age int) {
	w.place.End, w.place.State, w.place.EndReason = day("2025-06-20").AddDays(-days), "ended", "found_work"
	w.place.Start = day("2024-02-01")
	w.other.Birth = day("2025-06-20").AddMonths(-12 * age)
}

// needy of an age, whom nobody helped, or on a day.
func (w *world) needy(age int, helped string) {
	id := int64(200 + len(w.people))
	p := &inspect.Person{ID: id, HouseholdID: id, Name: "丙三", Birth: day("2025-06-20").AddMonths(-12 * age),
		Categories: []inspect.Dated{{ID: id, Code: "poverty_out", From: day("2021-01-01")}}}
	if helped != "" {
		p.Helped = day(helped)
	}
	w.people = append(w.people, p)
}

var diversionEdges = []edge{
	{"diversion.above_standard", "a fen",
		func(w *world, n int) { w.place.Items[1].Amount = money.Fen(n) }, 80002, 80001, ""},
	{"diversion.never_seen", "visits", func(w *world, n int) {
		w.checked("not_seen", []string{"2025-02-11", "2025-03-12", "2025-04-15"}[:n]...)
	}, 3, 2, ""},
	{"diversion.never_seen", "months", func(w *world, n int) {
		w.checked("not_seen", []string{"2025-02-11", "2025-02-12", "2025-02-13"}[:4-n]...)
		w.checked("not_seen", []string{"2025-03-11", "2025-03-12"}[:n]...)
		if n == 1 {
			w.place.Checks = w.place.Checks[:3]
		}
	}, 2, 1, ""},
	{"diversion.backdated", "days", func(w *world, n int) { w.backdate(62+n, 3) }, 1, 0, ""},
	{"diversion.backdated", "months", func(w *world, n int) { w.backdate(120, n) }, 3, 2, ""},
	{"diversion.barred_while_paid", "grace", func(w *world, n int) {
		w.holder.Registered = []inspect.Registered{{ID: 1, Kind: "village_cadre", From: day("2025-05-01").AddDays(-n)}}
	}, 31, 30, ""},
	{"diversion.done_by_another", "months", func(w *world, n int) {
		on := civil.MustMonth("2025-01").Add(n).Date(5)
		w.place.Items = w.place.Items[:1]
		w.holder.Calls = []inspect.Call{{ID: 1, On: on, Reached: true, Another: true, Said: "别人干"}}
		w.today(on.AddDays(10))
	}, 12, 13, ""},
	{"diversion.not_received", "five yuan", func(w *world, n int) {
		w.holder.Calls = []inspect.Call{{ID: 1, Month: civil.MustMonth("2025-03"), On: day("2025-06-01"), Reached: true,
			Got: "yes", Amount: 80000 - money.Fen(n)}}
	}, 501, 500, ""},
	{"diversion.not_received", "five yuan of no month in particular", func(w *world, n int) {
		w.holder.Calls = []inspect.Call{{ID: 1, On: day("2025-06-01"), Reached: true, Got: "yes",
			Amount: 80000 - money.Fen(n)}}
	}, 501, 500, ""},
	{"diversion.paid_though_absent", "nearly all", func(w *world, n int) {
		w.place.Checks = []inspect.Check{{ID: 1, Method: "site", Finding: "substitute", On: day("2025-03-12")}}
		w.place.Items[2].Amount = money.Fen(n)
	}, 76000, 75999, ""},
	{"diversion.paid_though_absent", "visits", func(w *world, n int) {
		w.place.Checks = []inspect.Check{{ID: 1, Method: "site", Finding: "not_seen", On: day("2025-03-13")},
			{ID: 2, Method: "site", Finding: "not_seen", On: day("2025-03-15")}}[:n]
	}, 2, 1, ""},
	{"diversion.uniform_sheets", "people", func(w *world, n int) { w.uniform(n, 3) }, 3, 2, ""},
	{"diversion.uniform_sheets", "months", func(w *world, n int) { w.uniform(3, n) }, 3, 2, ""},
	{"diversion.above_standard", "a month of no days", func(w *world, n int) {
		w.place.Items[1].OfDays, w.place.Items[1].Days, w.place.Items[1].Amount = int64(n), 1, 80000
	}, 2, 1, ""},
	{"diversion.above_standard", "pay for no days", func(w *world, n int) {
		w.place.Items[1].OfDays, w.place.Items[1].Days, w.place.Items[1].Amount = 0, 0, money.Fen(n)
	}, 2, 1, ""},
	{"diversion.not_received", "a month by the list, asked about too early", func(w *world, n int) {
		w.place.Items[2].Events[0].On, w.place.Items[2].Events[0].Listed = day("2025-03-31"), true
		w.holder.Calls = []inspect.Call{{ID: 1, Month: civil.MustMonth("2025-03"), On: day("2025-04-30").AddDays(n),
			Reached: true, Got: "no"}}
	}, 1, 0, ""},
	{"diversion.not_received", "sum of no month in particular", func(w *world, n int) {
		w.place.Items = w.place.Items[:n]
		w.holder.Calls = []inspect.Call{{ID: 1, On: day("2025-06-19"), Reached: true, Got: "yes", Amount: 70000}}
	}, 5, 4, "500.00"},
	{"diversion.paid_after_end", "one day", func(w *world, n int) {
		w.place.End, w.place.EndReason, w.place.State = day("2025-04-30"), "own_wish", "ended"
		w.place.Items[4].Days = int64(n)
	}, 1, 0, "800.00"},
	{"diversion.two_posts", "more than the rulebook allows", func(w *world, n int) {
		w.c.Book = rulebook.NewBook([]rulebook.Parameter{{Param: "person.max_posts", Value: fmt.Sprint(n),
			FromDate: day("2021-01-01"), State: "approved"}}, civil.NewCalendar(nil, nil))
		w.posts = append(w.posts, &inspect.Post{ID: 2, Code: "P-2", Title: "护林员", State: "open"})
		w.places = append(w.places, &inspect.Placement{ID: 5, ApplicationID: 1005, PostID: 2, PersonID: 1,
			Start: day("2025-03-01"), State: "active", Rate: 80000})
	}, 1, 2, ""},
	{"diversion.two_posts", "as many as one may have", func(w *world, n int) {
		for i := range n - 1 {
			w.posts = append(w.posts, &inspect.Post{ID: int64(2 + i), Code: "P-2", Title: "护林员", State: "open"})
			w.places = append(w.places, &inspect.Placement{ID: int64(5 + i), ApplicationID: 1005, PostID: int64(2 + i),
				PersonID: 1, Start: day("2025-03-01"), State: "active", Rate: 80000})
		}
	}, 2, 1, "person.max_posts=1\n"},
}

var drawnEdges = []edge{
	{"diversion.drawn_together", "people by one hand", func(w *world, n int) { w.drawn(n, n, 2, "某", 0) }, 3, 2, ""},
	{"diversion.drawn_together", "months by one hand", func(w *world, n int) { w.drawn(3, 3, n, "某", 0) }, 2, 1, ""},
	{"diversion.drawn_together", "families by one hand", func(w *world, n int) { w.drawn(4, n, 2, "某", 0) }, 2, 3,
		"可能是一家人"},
	{"diversion.drawn_together", "households at one place", func(w *world, n int) {
		w.drawn(3, 3, 2, "", 0)
		w.people[len(w.people)-1].HouseholdID = w.people[len(w.people)-4+n].HouseholdID
	}, 3, 2, ""},
	{"diversion.drawn_together", "months at one place", func(w *world, n int) { w.drawn(3, 3, n, "", 0) }, 2, 1, ""},
	{"diversion.drawn_together", "families at one place", func(w *world, n int) { w.drawn(4, n, 2, "", 0) }, 2, 3,
		"可能是一家人"},
	{"diversion.drawn_together", "people who were there twice", func(w *world, n int) {
		w.drawn(4, 4, 2, "", 0)
		a, b := &w.people[len(w.people)-1].Accounts[0], &w.people[len(w.people)-2].Accounts[0]
		a.Drawn = a.Drawn[:1]
		b.Drawn = b.Drawn[3-n:]
	}, 3, 2, ""},
	{"diversion.drawn_together", "a quarter of an hour", func(w *world, n int) { w.drawn(3, 3, 2, "", clock.Moment(n)) },
		900_000_000, 900_000_001, ""},
	{"diversion.drawn_together", "points of the township", func(w *world, n int) {
		w.drawn(3, 3, 2, "", 0)
		for _, p := range w.people {
			for _, a := range p.Accounts {
				for i := range a.Drawn {
					a.Drawn[i].Timed = false
				}
			}
		}
		w.c.Points = map[string]int{"000100020003": n}
	}, 2, 1, ""},
}

// drawn makes so many holders, of some of whom the household is known, draw in so many months, each at one time but for
// the last, who comes later.
func (w *world) drawn(people, known, months int, by string, later clock.Moment) {
	w.places = nil
	for k := range people {
		w.spell(int64(k), "2024-02-01", 400, "own_wish")
		p := w.people[len(w.people)-1]
		if k >= known {
			p.HouseholdID = 0
		}
		a := inspect.Account{ID: int64(k + 1), Tail: "0001"}
		for i := range months {
			x := inspect.Withdrawal{ID: int64(10*k + i + 1), At: clock.On(day("2024-03-12").AddMonths(i), 9, 0), Timed: true,
				Place: "点", Amount: 80000, By: by}
			if by != "" {
				x.Place = ""
			}
			if k == people-1 {
				x.At += later
			}
			a.Drawn = append(a.Drawn, x)
		}
		p.Accounts = []inspect.Account{a}
	}
}

// cityEdges are those of rules that look at what the villages add up to.
var cityEdges = []edge{
	{"nepotism.over_represented", "holders", func(w *world, n int) { w.kin(1000, 10, n, 5) }, 8, 7, ""},
	{"nepotism.over_represented", "kin", func(w *world, n int) { w.kin(1000, n, 10, 3) }, 3, 2, ""},
	{"nepotism.over_represented", "kin on posts", func(w *world, n int) { w.kin(10000, 10, 8, n) }, 3, 2, ""},
	{"nepotism.over_represented", "twice what is expected", func(w *world, n int) { w.kin(200, 50, 40, n) }, 20, 19, ""},
	{"nepotism.over_represented", "chance", func(w *world, n int) { w.kin(100, 5, n, 3) }, 19, 20, ""},
	{"nepotism.over_represented", "villages of a township", func(w *world, n int) {
		w.city()
		for range n {
			w.kin(1000, 10, 10, 5)
		}
	}, 2, 1, "镇适龄"},
	{"need.dense", "adults", func(w *world, n int) { w.dense(10, n, 10) }, 30, 29, ""},
	{"need.dense", "villages", func(w *world, n int) { w.dense(n, 30, 10) }, 10, 9, ""},
	{"need.dense", "posts", func(w *world, n int) { w.dense(10, 30, n) }, 10, 9, ""},
	{"need.dense", "three times the others", func(w *world, n int) { w.dense(10, 1000, n) }, 30, 29, ""},
	{"need.dense", "chance", func(w *world, n int) { w.dense(10, n, 10) }, 290, 300, ""},
	{"diversion.fund_idle", "days", func(w *world, n int) { w.fund(n, 0) }, 366, 365, ""},
	{"diversion.fund_idle", "share", func(w *world, n int) { w.fund(400, 1000-money.Fen(n)) }, 300, 299, ""},
	{"diversion.fund_balance", "rows shown", func(w *world, n int) {
		w.fund(10, 1001)
		for range n - 2 {
			w.c.Funds = append(w.c.Funds, inspect.Fund{ID: 9, Path: "00010002", Kind: "paid", Year: "2025", Amount: 1,
				On: day("2025-06-01")})
		}
	}, 51, 49, " 50行"},
	{"diversion.paid_twice", "a fiftieth above", func(w *world, n int) {
		w.city()
		w.c.Doubles = []inspect.Double{{Subject: inspect.Subject{Table: "person", ID: 1, Name: "甲一"}, PersonID: 1,
			Path: "00010002", Month: civil.MustMonth("2025-03"), Rate: 100000, Where: []string{"甲", "乙"},
			Items: []inspect.Item{*paid(1, civil.MustMonth("2025-03"), 50000, day("2025-04-10")),
				*paid(2, civil.MustMonth("2025-03"), money.Fen(n), day("2025-04-10"))}}}
	}, 52001, 52000, ""},
}

// city gives the world a tree of divisions.
func (w *world) city() {
	w.c.Tree = region.NewTree(w.c.Today, []region.Region{
		{ID: 1, Level: region.City, Path: "0001", Name: "市"},
		{ID: 2, ParentID: 1, Level: region.County, Path: "00010002", Name: "区"},
		{ID: 3, ParentID: 2, Level: region.Township, Path: "000100020003", Name: "镇"}})
}

// kin adds a village by its sums.
func (w *world) kin(adults, kin, holders, kinHolders int) {
	id := int64(10 + len(w.c.Tallies))
	w.c.Tallies = append(w.c.Tallies, inspect.Tally{Declared: true, Adults: int64(adults), Kin: int64(kin),
		Holders: int64(holders), KinHolders: int64(kinHolders), Region: &region.Region{ID: id, Level: region.Village,
			Path: fmt.Sprintf("000100020003%04d", id), Name: "村"}})
}

// dense makes a county of so many villages: one of some adults and posts, and others with one post to a hundred.
func (w *world) dense(villages, adults, posts int) {
	for i := range villages {
		w.kin(1000, 0, 0, 0)
		w.c.Tallies[i].Posts = 10
	}
	w.c.Tallies[0].Adults, w.c.Tallies[0].Posts = int64(adults), int64(posts)
}

// fund of ten yuan that came in so many days ago, of which something was spent.
func (w *world) fund(days int, spent money.Fen) {
	w.city()
	on := w.c.Today.AddDays(-days)
	year := fmt.Sprint(on.Year())
	w.c.Funds = []inspect.Fund{{ID: 1, Path: "00010002", Kind: "in", Year: year, Amount: 1000, On: on},
		{ID: 2, Path: "00010002", Kind: "paid", Year: year, Amount: spent, On: w.c.Today}}
}

// backdate makes the placement one that was written down so many days later, with months paid at once.
func (w *world) backdate(days, months int) {
	w.place.Entered = w.place.Start.AddDays(days)
	for i := range months {
		w.place.Items[i].Events[0].On = day("2025-05-20")
	}
	if days < 100 {
		w.place.Start = day("2025-05-31").AddDays(-days)
		w.place.Entered = day("2025-05-31")
	}
}

// uniform sheets of so many people and months.
func (w *world) uniform(people, months int) {
	w.places = nil
	for k := range people {
		p := w.spell(int64(k), "2024-12-01", 200, "")
		p.End = civil.Date{}
		for i := range months {
			m := civil.MustMonth("2025-01").Add(i)
			days := strings.Repeat("P", m.Days()) + strings.Repeat("-", 31-m.Days())
			p.Lines = append(p.Lines, inspect.Line{ID: int64(100*k + i + 1), Month: m, State: "locked", Days: days})
		}
	}
}

var arrearsEdges = []edge{
	{"arrears.lump", "months", func(w *world, n int) { w.lump(n, day("2025-06-01")) }, 3, 2, ""},
	{"arrears.lump", "days late", func(w *world, n int) { w.lump(3, day("2025-02-15").AddDays(n)) }, 31, 30, ""},
	{"arrears.short", "nearly the standard",
		func(w *world, n int) { w.place.Items[1].Amount = money.Fen(n) }, 78399, 78400,
		""},
	{"arrears.short", "a post for several", func(w *world, n int) {
		w.spell(1, "2025-01-01", 200, "")
		w.place.Items[1].Amount, w.post.Heads = 50000, int64(n)
	}, 2, 1, ""},
	{"arrears.uninsured", "first day without",
		func(w *world, n int) { w.place.InsuredUntil = day("2025-03-01").AddDays(n) },
		0, 1, " 2025-03-02 "},
	{"arrears.unpaid", "months around the gap", func(w *world, n int) {
		delete(w.c.Collected, "duty_line")
		w.place.Lines = nil
		w.place.Items = append(w.place.Items[:n:n], w.place.Items[n+1:]...)
	}, 3, 0, " 3行"},
	{"arrears.uninsured", "days",
		func(w *world, n int) { w.place.InsuredUntil = day("2025-06-20").AddDays(-n) }, 32, 31, ""},
	{"arrears.unpaid", "days late", func(w *world, n int) {
		w.place.Items = w.place.Items[:4]
		w.today(day("2025-06-15").AddDays(n))
	}, 1, 0, ""},
}

// lump pays so many months in one on a day.
func (w *world) lump(months int, on civil.Date) {
	for i := range months {
		w.place.Items[i].Events[0].On = on
	}
}

var procedureEdges = []edge{
	{"procedure.pay_notice", "days", func(w *world, n int) {
		w.c.Tree = region.NewTree(day("2025-06-20"), []region.Region{{ID: 2, Level: region.County, Path: "00010002"}})
		w.c.Notices = []inspect.PayNotice{{ID: 1, Path: "00010002", Month: march, From: day("2025-04-03"),
			Until: day("2025-04-03").AddDays(n)}}
	}, 2, 3, ""},
	{"procedure.audit_burst", "seconds", func(w *world, n int) { w.burst(n, "typed") }, 20, 21, ""},
	{"procedure.audit_burst", "number", func(w *world, n int) {
		w.burst(4, "typed")
		w.apps = w.apps[:2+n]
	}, 5, 4, "audit.burst_seconds=20\n"},
	{"procedure.barred_at_start", "the day before", func(w *world, n int) {
		w.holder.Registered = []inspect.Registered{{ID: 1, Kind: "village_cadre", From: w.place.Start.AddDays(-n)}}
	}, 1, 0, ""},
	{"procedure.birth_mismatch", "older from", func(w *world, n int) { w.ages(n, 44) }, 45, 43, "age.older_min=45\n"},
	{"procedure.birth_mismatch", "older below", func(w *world, n int) { w.ages(n, 46) }, 44, 45, "age.older_min=45\n"},
	{"procedure.birth_mismatch", "new to", func(w *world, n int) { w.ages(n, 66) }, 65, 67, "age.max_new=65\n"},
	{"procedure.birth_mismatch", "new above", func(w *world, n int) { w.ages(n, 64) }, 66, 65, "age.max_new=65\n"},
	{"procedure.birth_mismatch", "on a post to", func(w *world, n int) { w.ages(n, 71) }, 70, 72, "age.max_on_post=70\n"},
	{"procedure.birth_mismatch", "on a post above",
		func(w *world, n int) { w.ages(n, 69) }, 71, 70, "age.max_on_post=70\n"},
	{"procedure.not_registered", "age", func(w *world, n int) {
		w.holder.Categories, w.app.Basis, w.place.Basis = nil, "older", "older"
		w.holder.Birth = w.app.Submitted.AddMonths(-12 * n)
	}, 44, 45, ""},
	{"procedure.notice_short", "working days", func(w *world, n int) {
		s := w.step("notice")
		for s.Until = s.From; w.c.Book.Calendar().WorkingBetween(s.From, s.Until) < n; {
			s.Until = s.Until.AddDays(1)
		}
		w.step("audit").On = s.Until.AddDays(1)
	}, 4, 5, "少于规定"},
	{"procedure.notice_short", "days by which it was judged",
		func(w *world, n int) { w.step("notice").Until = w.step("notice").From.AddDays(n) }, 2, 8,
		"notice.min_calendar_days=3\n"},
	{"procedure.one_device", "minutes", func(w *world, n int) {
		w.app.Steps[0].Device, w.app.Steps[1].Device = "pc", "pc"
		at := clock.On(day("2024-12-03"), 10, 0)
		w.app.Steps[0].At, w.app.Steps[1].At = at, at+clock.Moment(n)*1_000_000
	}, 600, 601, ""},
	{"procedure.one_device_for_many", "people", func(w *world, n int) { w.signIns(n, 3) }, 3, 2, ""},
	{"procedure.one_device_for_many", "days", func(w *world, n int) { w.signIns(3, n) }, 3, 2, ""},
	{"procedure.one_sitting", "sheets", func(w *world, n int) { w.sitting(n, 0, 2) }, 3, 2, ""},
	{"procedure.one_sitting", "one before the others",
		func(w *world, n int) { w.sitting(n+1, -2*3600_000_000, 2) }, 3, 2, ""},
	{"procedure.one_sitting", "an hour", func(w *world, n int) { w.sitting(3, clock.Moment(n), 2) }, 3600_000_000,
		3600_000_001, ""},
	{"procedure.one_sitting", "months late", func(w *world, n int) { w.sitting(3, 0, n) }, 2, 1, ""},
	{"procedure.one_weekday", "visits", func(w *world, n int) { w.weekly(n, 190) }, 12, 11, ""},
	{"procedure.one_weekday", "days", func(w *world, n int) { w.weekly(12, n) }, 189, 182, ""},
	{"procedure.over_age", "days", func(w *world, n int) {
		w.holder.Birth = day("2025-06-20").AddDays(-n).AddMonths(-12 * 70)
	}, 32, 31, ""},
	{"procedure.earlier_unproved", "year", func(w *world, n int) {
		w.roster("保洁", "护林", "2023-06", "2023-06", "a", "b")
		if n == 1 {
			w.earlier[0].Odd = []string{"history.no_review"}
		}
	}, 1, 0, " 2023-01/2023-12 "},
	{"procedure.kin_in_pay", "degree", func(w *world, n int) {
		w.people = append(w.people, &inspect.Person{ID: 5, HouseholdID: 5, Name: "戊五", Birth: day("1975-01-01")})
		w.holder.Kin = []inspect.Kin{{ID: 1, With: 2, Code: "73"}}
		w.other.Kin = []inspect.Kin{{ID: 2, With: 5, Code: "12"}}
		w.more = func(d *inspect.Dossier) {
			d.Acts = []inspect.Act{
				{ID: 1, Table: "pay_run", Subject: "X", Step: "create", PersonID: 1, At: clock.On(day("2025-03-10"), 8, 0)},
				{ID: 2, Table: "pay_run", Subject: "X", Step: "approve", PersonID: []int64{2: 2, 3: 5}[n],
					At: clock.On(day("2025-03-11"), 8, 0)}}
		}
	}, 2, 3, ""},
	{"procedure.over_term", "from when, in two spells", func(w *world, n int) {
		w.spell(0, "2021-03-01", n, "own_wish").PersonID = 1
		w.holder.Birth = day("1985-01-01")
	}, 1127, 1128, "2025-03"},
	{"procedure.over_term", "days", func(w *world, n int) { w.term(n, 40) }, 1217, 1216, ""},
	{"procedure.over_term", "age", func(w *world, n int) { w.term(1300, n) }, 54, 55, ""},
	{"procedure.over_term", "from when", func(w *world, n int) { w.term(n, 40) }, 1298, 1299, "2025-03"},
}

// ages of the holder at the start by the register and by the identity number.
func (w *world) ages(a, b int) {
	w.holder.Birth, w.holder.ByNumber = w.place.Start.AddMonths(-12*a), w.place.Start.AddMonths(-12*b)
}

// signIns of so many people at one device on so many days.
func (w *world) signIns(people, days int) {
	w.more = func(d *inspect.Dossier) {
		for i := range max(people, days) {
			d.Acts = append(d.Acts, inspect.Act{ID: int64(i + 1), Table: "duty_sheet", Step: "sign_in", Device: "pc",
				PersonID: int64(1 + i%people), At: clock.On(day("2025-03-10").AddDays(i%days), 8, 0)})
		}
	}
}

// sitting fills in sheets of several months at once, the last so much later, each so many months after its own.
func (w *world) sitting(sheets int, later clock.Moment, late int) {
	w.more = func(d *inspect.Dossier) {
		d.Sheets = map[civil.Month]*inspect.Sheet{}
		for i := range sheets {
			m := civil.MustMonth("2025-06").Add(-late - i)
			d.Sheets[m] = &inspect.Sheet{ID: int64(i + 1), Month: m, Channel: "typed", At: clock.On(day("2025-06-10"), 9, 0)}
		}
		d.Sheets[civil.MustMonth("2025-06").Add(-late)].At += later
	}
}

// weekly visits on one day of the week, the last so many days after the first.
func (w *world) weekly(visits, days int) {
	first := day("2025-06-16").AddDays(-days / 7 * 7)
	for i := range visits {
		on := first.AddDays(7 * i)
		if i == visits-1 {
			on = first.AddDays(days / 7 * 7)
		}
		w.place.Checks = append(w.place.Checks, inspect.Check{ID: int64(i + 1), Method: "site", Finding: "on_duty", On: on})
	}
}

// term makes the holder one of so many days, who began at an age.
func (w *world) term(days, age int) {
	w.place.Start = day("2025-06-20").AddDays(1 - days)
	w.holder.Birth = w.place.Start.AddMonths(-12 * age)
}
