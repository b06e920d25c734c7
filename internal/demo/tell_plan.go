package demo

import (
	"fmt"
	"strconv"

	"gangwei/internal/base/civil"
	"gangwei/internal/forms/changeover"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/pay/fund"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/unit"
)

// planEpisodes are those of plan, rules and divisions: a budget year is closed, the next plan and the next year's
// holidays are there, a unit goes by another name for a while, a village is split.
func (b *builder) planEpisodes(first civil.Month) []episode {
	before := last().Add(-1)
	closes := civil.MustMonth(fmt.Sprintf("%d-01", last().Year()))
	if closes.Before(first) {
		closes = first
	}
	return []episode{
		{"a budget year is closed", closes.Date(16), 15, b.closeYears(first)},
		{"a unit goes by another name", last().Add(-2).Date(20), 10,
			func(t *telling) { t.rename("（筹）", "演示编〔2025〕11号") }},
		{"and by its own again", before.Date(4), 10, func(t *telling) { t.rename("", "演示编〔2025〕15号") }},
		{"a few more posts", before.Date(3), 9, (*telling).morePosts},
		{"the next plan", before.Date(6), 9, (*telling).nextPlan},
		{"holidays are entered", before.Date(7), 10, (*telling).holidays},
		{"a post is worked by tasks", last().Date(1), 8, (*telling).byTasks},
		{"a village is split", last().Date(1), 8, (*telling).split},
	}
}

// closeYears before the one that runs. Where the history begins with this year, what was left of the last one is
// entered first.
func (b *builder) closeYears(first civil.Month) func(*telling) {
	return func(t *telling) {
		v, _, county := b.home()
		running := last().Year()
		from := first.Add(1).Year()
		if from >= running {
			from = running - 1
			t.by(v.county("finance_releaser"), func(who authz.Actor) error {
				d := fund.Document{Kind: fund.Start, Fund: "county_finance", Year: strconv.Itoa(from),
					Level: "county", Number: "演示财〔2025〕2号",
					Purpose: "上年结余", AmountFen: 1_860_000, OnDate: t.moment.Date().AddDays(-10)}
				_, err := fund.Register(t.ctx, t.app.Desk, who, "", county, d)
				return err
			})
		}
		for y := from; y < running; y++ {
			t.by(v.county("finance_releaser"), func(who authz.Actor) error {
				_, err := fund.CloseYear(t.ctx, t.app.Desk, who, "", county, strconv.Itoa(y))
				return err
			})
		}
	}
}

// rename the last unit to its own name with something behind it.
func (t *telling) rename(behind, document string) {
	if behind == "" && !t.renamed { // a city of two months begins after the day of the other name
		return
	}
	t.renamed = true
	u := t.units[len(t.units)-1]
	t.by(short["city_manager"], func(who authz.Actor) error {
		_, err := unit.Rename(t.ctx, t.app.Desk, who, "", u.ID, u.Name+behind, document)
		return err
	})
}

// morePosts for the plan that runs, some of which come down to the home township and are not opened yet.
func (t *telling) morePosts() {
	t.planned(quota.Line{Period: quota.First.Code}, int64(t.opt.Posts)+12, 6, 4, "演示〔2025〕4号")
}

// nextPlan of five years: as many posts as now, given down to the home county and from there to its township.
func (t *telling) nextPlan() {
	p := quota.Period{Code: "2026-2030", Name: "下一个五年", FromDate: civil.MustDate("2026-01-01"),
		UntilDate: civil.MustDate("2030-12-31"), Document: "演示〔2025〕6号"}
	t.by(short["city_manager"], func(who authz.Actor) error {
		_, err := quota.AddPeriod(t.ctx, t.app.Desk, who, "", t.tree.Top(), p)
		return err
	})
	total := int64(t.opt.Posts)
	t.planned(quota.Line{Period: p.Code}, total, max(total/6, 1), max(total/120, 1), p.Document)
}

// planned posts: the city's total, what comes to the home county, and what of it to its township.
func (t *telling) planned(line quota.Line, total, toCounty, toTown int64, document string) {
	v, town, county := t.home()
	city := t.tree.Top()
	t.by(short["city_manager"], func(who authz.Actor) error {
		_, err := quota.Set(t.ctx, t.app.Desk, who, "", city, line, total, document)
		return err
	})
	give := func(login string, from, to *region.Region, amount int64) {
		t.by(login, func(who authz.Actor) error {
			_, err := quota.Allot(t.ctx, t.app.Desk, who, "",
				quota.Allotment{Line: line, From: from, To: to, Amount: amount, Document: document})
			return err
		})
	}
	give(short["city_manager"], city, county, toCounty)
	give(v.county("county_reviewer"), county, town, toTown)
}

// holidays of the next year, entered by one of the city's managers and confirmed by the other: the days that the
// rulebook has already.
func (t *telling) holidays() {
	day := func(s string) civil.Date { return civil.MustDate("2026-" + s) }
	breaks := []rulebook.Break{
		{Name: "元旦", From: day("01-01"), Until: day("01-03"), Worked: []civil.Date{day("01-04")}},
		{Name: "春节", From: day("02-15"), Until: day("02-23"), Worked: []civil.Date{day("02-14"), day("02-28")}},
		{Name: "清明节", From: day("04-04"), Until: day("04-06")},
		{Name: "劳动节", From: day("05-01"), Until: day("05-05"), Worked: []civil.Date{day("05-09")}},
		{Name: "端午节", From: day("06-19"), Until: day("06-21")},
		{Name: "中秋节", From: day("09-25"), Until: day("09-27")},
		{Name: "国庆节", From: day("10-01"), Until: day("10-07"), Worked: []civil.Date{day("09-20"), day("10-10")}},
	}
	city := t.tree.Top().Path
	var notice int64
	t.by(short["city_manager"], func(who authz.Actor) (err error) {
		notice, err = rulebook.ProposeHolidays(t.ctx, t.app.Desk, who, "", city, 2026, "演示放假通知〔2025〕1号", breaks)
		return err
	})
	t.by(short["city_manager"]+"2", func(who authz.Actor) error {
		_, err := rulebook.DecideHolidays(t.ctx, t.app.Desk, who, "", city, notice, true)
		return err
	})
}

// byTasks turns the post of one holder into one that is worked by tasks, from this month on.
func (t *telling) byTasks() {
	for _, x := range t.plainHolders(1, last().Add(-1).First()) {
		x.h.keeps, x.h.job.byTask = true, last()
		t.tasked = &x
		t.by(x.v.township("township_reviewer"), func(who authz.Actor) error {
			_, err := post.Amend(t.ctx, t.app.Desk, who, "", x.h.job.id, 1, post.Amendment{Work: post.ByTask},
				"按任务派工更合适，演示〔2025〕21号")
			return err
		})
	}
}

// split a village near the printed logins: some households that no post and no application touches become a village
// of their own.
func (t *telling) split() {
	home, _, _ := t.home()
	for _, v := range t.near() {
		if v == home || v.plants.planted() || v.tookIn {
			continue
		}
		homes := v.quietHomes(3)
		if len(homes) == 0 {
			continue
		}
		town, _ := t.tree.ByPath(region.ParentPath(v.region.Path))
		s := changeover.Split{From: v.region, Code: t.freeCode(town), Name: "演示新村", Households: homes,
			On: last().First(), Document: "演示民〔2025〕9号"}
		t.by(v.county("county_reviewer"), func(who authz.Actor) error {
			_, err := s.Carry(t.ctx, t.app.Desk, who, "")
			return err
		})
		v.touched = true
		t.read(t.reload)
		return
	}
}

// quietHomes of a village are the homes of some who stand last on its list: nobody in them holds a post, applies, has
// an office or kin elsewhere. They are taken off the list. The very last stays: it may become somebody's cousin.
func (v *village) quietHomes(n int) (out []string) {
	busy := map[int]bool{}
	for _, p := range v.people {
		if p.busy || p.taken || p.title != "" || len(p.kin) > 2 {
			busy[p.household] = true
		}
	}
	for _, h := range v.hires {
		busy[h.who.household] = true
	}
	for i := len(v.reserve) - 2; i >= len(v.jobs) && len(out) < n; i-- {
		p := v.reserve[i]
		if busy[p.household] || p == v.plants.couple[0] || p == v.plants.couple[1] || declared(p) {
			continue
		}
		busy[p.household] = true
		out = append(out, fmt.Sprintf("%04d", p.household+1))
		for _, q := range v.people {
			q.taken = q.taken || q.household == p.household
		}
		v.reserve = append(v.reserve[:i], v.reserve[i+1:]...)
	}
	return out
}

// declared reports whether somebody has kin outside the household.
func declared(p *person) bool {
	for _, k := range p.kin {
		if k.of.household != p.household {
			return true
		}
	}
	return false
}

// freeCode of a village in a township.
func (b *builder) freeCode(town *region.Region) string {
	for n := 399; ; n-- {
		code := fmt.Sprintf("%s%03d", town.Code[:9], n)
		if _, err := b.tree.ByCode(code); err != nil {
			return code
		}
	}
}
