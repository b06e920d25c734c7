package demo

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/money"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/resident"
)

// person of a village, before it has a row.
type person struct {
	id         int64
	household  int // index into the village's households
	name       string
	number     idno.Number
	relation   string
	phone      string
	account    string
	categories []string
	title      string // office in the village, if any
	kind       string
	since      civil.Date
	diedOn     civil.Date
	kin        []kin
	busy       bool // holds a post or applies for one
	taken      bool // into an episode
}

type kin struct {
	of   *person
	code string
}

func (p *person) birth() civil.Date { return p.number.Birth() }

// job is one post of a village.
type job struct {
	id                int64
	code, kind, title string
	place, tasks      string
	days, hours       int64
	rate              money.Fen
	fund              string
	byTask            civil.Month // from which month on it is worked by tasks
	freed             civil.Date  // last day of the holder before
	holder            *hire
}

// hire is one application with its road; placed if it was voted in and its start has come.
type hire struct {
	id, placementID int64
	number          string
	job             *job
	who             *person
	basis           string
	start           civil.Date // planned start; zero for one that is voted down
	submit, check   civil.Date
	review          civil.Date
	present, yes    int64
	entitled        int64
	from, until     civil.Date
	audit, file     civil.Date
	endOn           civil.Date
	endReason       string
	agreementFrom   civil.Date
	agreementUntil  civil.Date
	renewed         []civil.Date // first days of the agreements after the first
	state           string
	stored          bool
	fault           string // rule that the planted fault breaks
	favour, cousin  bool
	hands           string
	office          int // days from the start to an office; 0: none
	substitute      bool
	hiddenDeath     bool
	remark          string // why the meeting did not take this one
	worked          map[civil.Month]int
	// how many were submitted in the village that day before it: everything about it comes some minutes later
	slot         int
	oneDevice    bool   // one person with both clerks' passwords
	reason       string // why though the household holds a post
	overpaid     bool
	stays        bool
	second       bool  // of a household that holds a post
	continues    *hire // goes on from it, since the village was merged
	substituteIn civil.Month
	taken        bool       // into an episode
	keeps        bool       // does not leave: an episode goes on about it
	odd          oddMonths  // in which an episode has it otherwise
	pausedFrom   civil.Date // suspended, which the office wrote down late; both days included
	pausedUntil  civil.Date
}

// oddMonths of a hire.
type oddMonths struct {
	leftOff civil.Month // left off the list of that month, which another list makes good
	absent  civil.Month // absent on all days of that month
	misread civil.Month // some days at work of that month are marked absent on its sheet
}

// village of the demo, with everything that will happen there.
type village struct {
	region          *region.Region
	rng             *rand.Rand
	households      int
	people          []*person
	cadres          []*person
	reserve         []*person // eligible people without a post
	jobs            []*job
	hires           []*hire // all applications stored so far
	held            []*hire // who was on post in the last month that has ended
	firstMonth      civil.Month
	representatives int64
	appNo           map[int]int
	actors          hands
	plants          *plants
	slots           map[civil.Date]int
	devices         [2]string   // of the two clerks; the same where the village has one PC
	merged          bool        // into another village
	tookIn          bool        // another village
	notices         int         // recruit notices so far
	touched         bool        // an episode happened in it
	first           bool        // of the city: the one that the printed logins belong to
	silent          civil.Month // of which it sent no sheet; zero: none
}

// hands are the users that act for a village.
type hands struct {
	enter, check, audit, file, see user
}

type user struct {
	id  int64
	key string
}

var (
	surnames = strings.Split(
		"王李张刘陈杨赵孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤褚满颜", "")
	maleNames = strings.Split(
		"伟强军平刚勇明建国华志文斌峰波宁贵福生龙元全胜学祥才发武新利清飞彬富顺信子杰涛昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆磊民友裕河哲江超浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋梁栋维启克伦翔旭鹏泽晨辰士以家致树炎德行时泰盛",
		"")
	womenName = strings.Split(
		"秀娟英华慧巧美娜静淑惠珠翠雅芝玉萍红娥玲芬芳燕彩春菊兰凤洁梅琳素云莲真环雪荣爱妹霞香月莺媛艳瑞凡佳嘉琼勤珍贞莉桂娣叶璧璐娅琦晶妍茜秋珊莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希宁欣飘育滢馥",
		"")
)

// identities gives out numbers, phones and accounts that nobody has.
type identities struct {
	used    map[string]int
	phone   int
	account int
}

func (g *identities) number(birth civil.Date, female bool) idno.Number {
	k := birth.String()
	if female {
		k += "f"
	}
	n := g.used[k]
	g.used[k]++
	seq := 2*n + 1 // odd: a man
	if female {
		seq = 2 * n
	}
	return idno.Make("370499", birth, seq)
}

func (g *identities) nextPhone() string { g.phone++; return fmt.Sprintf("100%08d", g.phone) }

// nextAccount begins with 999, which no bank card does, and passes the Luhn check.
func (g *identities) nextAccount() string {
	g.account++
	body := fmt.Sprintf("999000%012d", g.account)
	sum := 0
	for i := len(body) - 1; i >= 0; i-- {
		d := int(body[i] - '0')
		if (len(body)-1-i)%2 == 0 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return body + string(byte('0'+(10-sum%10)%10))
}

func rngFor(seed uint64, code string) *rand.Rand {
	h := fnv.New64a()
	_, _ = h.Write([]byte(code))
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}

func (v *village) birth(youngest, oldest int, on civil.Date) civil.Date {
	days := (oldest - youngest) * 365
	return on.AddMonths(-12 * youngest).AddDays(-1 - v.rng.IntN(max(days, 1)))
}

func (v *village) newPerson(g *identities, household int, relation, surname string, female bool,
	birth civil.Date) *person {
	given := maleNames
	if female {
		given = womenName
	}
	name := surname + given[v.rng.IntN(len(given))]
	if v.rng.IntN(4) > 0 {
		name += given[v.rng.IntN(len(given))]
	}
	p := &person{household: household, name: name, relation: relation, number: g.number(birth, female)}
	v.people = append(v.people, p)
	return p
}

// family makes a household around a head and returns the head.
func (v *village) family(g *identities, headYoungest, headOldest int, on civil.Date) *person {
	h := v.households
	v.households++
	surname := surnames[min(v.rng.IntN(len(surnames)), v.rng.IntN(len(surnames)))]
	female := v.rng.IntN(100) < 38
	head := v.newPerson(g, h, "02", surname, female, v.birth(headYoungest, headOldest, on))
	if v.rng.IntN(100) < 70 {
		other := surname
		for other == surname {
			other = surnames[v.rng.IntN(len(surnames))]
		}
		age := head.birth().AgeOn(on)
		spouse := v.newPerson(g, h, "10", other, !female, v.birth(max(22, age-4), max(24, age+4), on))
		head.kin = append(head.kin, kin{spouse, map[bool]string{true: "11", false: "12"}[female]})
		spouse.kin = append(spouse.kin, kin{head, map[bool]string{true: "12", false: "11"}[female]})
	}
	if v.rng.IntN(100) < 55 {
		age := head.birth().AgeOn(on)
		girl := v.rng.IntN(2) == 0
		v.newPerson(g, h, map[bool]string{true: "30", false: "20"}[girl], surname, girl,
			v.birth(max(1, age-30), max(3, age-22), on))
	}
	return head
}

var offices = []string{"村党支部书记、村委会主任", "村委会副主任", "村文书", "村妇女主任", "村务监督委员会主任"}

var kindsOfPost = []struct {
	kind, title, place, tasks string
	weight                    int
	days, hours               int64
}{
	{"cleaning", "村内保洁员", "村内主次街道", "清扫街道，清运垃圾，保持公共场所整洁", 34, 15, 40},
	{"environment", "人居环境管护员", "全村公共区域", "管护绿化，清理杂物，劝导乱堆乱放", 16, 12, 36},
	{"roads", "道路管护员", "通村道路", "清理路面，修整路肩，报告损毁", 9, 12, 36},
	{"forest", "护林员", "村属林地", "巡护林地，防火防盗，做好记录", 8, 15, 40},
	{"water", "河湖管护员", "村内河道塘坝", "清理漂浮物，巡查堤岸，制止倾倒", 6, 12, 36},
	{"care_old", "助老员", "村内高龄独居老人家中", "上门探望，代办购物，打扫卫生", 12, 15, 40},
	{"patrol", "治安巡逻员", "全村", "夜间巡逻，报告异常，协助调解", 7, 12, 36},
	{"facilities", "公共设施维护员", "文化广场和活动室", "检查维修公共设施，保管器材", 5, 10, 30},
	{"publicity", "宣传助理", "村委会", "张贴公告，宣讲政策，入户通知", 3, 10, 30},
}

func (v *village) newJob(n int) *job {
	at := v.rng.IntN(100)
	i := 0
	for ; i < len(kindsOfPost)-1 && at >= kindsOfPost[i].weight; i++ {
		at -= kindsOfPost[i].weight
	}
	k := kindsOfPost[i]
	fund := "employment_subsidy"
	switch x := v.rng.IntN(100); {
	case x < 22:
		fund = "rural_revitalisation"
	case x < 30:
		fund = "county_finance"
	}
	return &job{code: fmt.Sprintf("%s-%03d", v.region.Code, n), kind: k.kind, title: k.title, place: k.place,
		tasks: k.tasks, days: k.days, hours: k.hours,
		rate: money.Fen(k.hours * 2000), fund: fund}
}

// newVillage plans who lives in a village and which posts it has.
func newVillage(r *region.Region, seed uint64, posts int, first civil.Month, g *identities) *village {
	v := &village{region: r, rng: rngFor(seed, r.Code), appNo: map[int]int{}, slots: map[civil.Date]int{}}
	on := first.First()
	v.firstMonth = first.Add(-v.rng.IntN(12))
	v.representatives = int64(25 + v.rng.IntN(20))
	for _, title := range offices {
		c := v.family(g, 32, 58, on)
		c.title, c.kind = title, "village_cadre"
		c.since = civil.MustDate("2021-01-15")
		v.cadres = append(v.cadres, c)
	}
	for i := range posts {
		v.jobs = append(v.jobs, v.newJob(i+1))
	}
	for range posts + posts/3 + 2 {
		v.reserve = append(v.reserve, v.applicant(g, on))
	}
	v.devices = [2]string{"pc-" + r.Code + "-1", "pc-" + r.Code + "-2"}
	if rngFor(seed^0xdec1, r.Code).IntN(3) == 0 {
		v.devices[1] = v.devices[0] // one shared office PC
	}
	v.declareKin()
	v.plant(seed, first, g)
	return v
}

func (v *village) applicant(g *identities, on civil.Date) *person {
	var p *person
	switch x := v.rng.IntN(100); {
	case x < 45:
		p = v.family(g, 28, 63, on)
		p.categories = []string{"poverty_out"}
	case x < 60:
		p = v.family(g, 28, 63, on)
		p.categories = []string{"low_income"}
	case x < 70:
		p = v.family(g, 28, 60, on)
		p.categories = []string{"disabled"}
	default:
		p = v.family(g, 47, 63, on)
		p.categories = []string{"older"}
	}
	p.phone, p.account = g.nextPhone(), g.nextAccount()
	p.since = on.AddMonths(-12 * (2 + v.rng.IntN(20)))
	return p
}

// declareKin joins households as villages do: siblings and cousins; some are kin of a cadre.
func (v *village) declareKin() {
	pairs := []struct{ code, back string }{{"71", "73"}, {"75", "77"}, {"91", "91"}, {"92", "92"}}
	for i, p := range v.reserve {
		var q *person
		switch x := v.rng.IntN(100); {
		case x < 3:
			q = v.cadres[[]int{0, 1, 4}[v.rng.IntN(3)]] // kin of the two clerks would need other hands
		case x < 20 && i > 0:
			q = v.reserve[v.rng.IntN(i)]
		default:
			continue
		}
		if q == p || related(p, q) {
			continue
		}
		k := pairs[v.rng.IntN(len(pairs))]
		p.kin = append(p.kin, kin{q, k.code})
		q.kin = append(q.kin, kin{p, k.back})
	}
}

func related(p, q *person) bool {
	for _, k := range p.kin {
		if k.of == q {
			return true
		}
	}
	return false
}

// plan an application for a post to start on a day; wanted is false for one that is voted down.
func (v *village) planHire(j *job, who *person, start civil.Date, wanted bool, cal civil.Calendar) *hire {
	h := &hire{job: j, who: who, basis: who.categories[0], worked: map[civil.Month]int{}, submit: start.AddDays(-30),
		entitled: v.representatives}
	h.check = h.submit.AddDays(2)
	h.review = h.submit.AddDays(5)
	h.present = v.representatives - int64(v.rng.IntN(int(v.representatives)/4))
	if wanted {
		h.start = start
		h.yes = h.present*3/4 + int64(v.rng.IntN(int(h.present)/5))
		h.from = h.review.AddDays(1)
		h.until = cal.AddWorking(h.from, 5)
		h.audit = h.until.AddDays(1)
		h.file = h.audit.AddDays(2)
	} else {
		h.yes = h.present / 3
	}
	v.appNo[h.submit.Year()]++
	h.number = fmt.Sprintf("%s-%d-%03d", v.region.Code, h.submit.Year(), v.appNo[h.submit.Year()])
	who.busy = true
	h.slot = v.slots[h.submit]
	v.slots[h.submit]++
	v.couple(h)
	v.spoil(h, cal)
	return h
}

// next takes somebody without a post or application who may still start on a day; nil if nobody is left.
func (v *village) next(on civil.Date) *person {
	for _, p := range v.reserve {
		age := p.birth().AgeOn(on)
		if !p.busy && p.diedOn.IsZero() && age <= 65 && (p.categories[0] != "older" || age >= 45) &&
			(!v.householdHolds(p) || p == v.plants.couple[1] && v.holds(v.plants.couple[0])) {
			return p
		}
	}
	return nil
}

func (v *village) householdHolds(p *person) bool {
	for _, j := range v.jobs {
		if j.holder != nil && j.holder.who.household == p.household {
			return true
		}
	}
	return false
}

func (v *village) holds(p *person) bool {
	for _, j := range v.jobs {
		if j.holder != nil && j.holder.who == p {
			return true
		}
	}
	return false
}

func (p *person) row(v *village, r *resident.Service, householdID int64) resident.Person {
	x := r.Seal(
		resident.Clean{
			Entry: resident.Entry{Name: p.name, Relation: p.relation, Phone: p.phone, Account: p.account,
				ResidentSince: p.since},
			Number: p.number},
		v.region, householdID)
	x.ID, x.DiedOn = p.id, p.diedOn
	return x
}
