package caseload

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
)

// AsOf is the day of which all material is.
var AsOf = civil.MustDate("2025-06-30")

// Months that were worked and paid.
var (
	firstMonth = civil.MustMonth("2024-10")
	lastMonth  = civil.MustMonth("2025-05")
)

const places = 4 // posts of a village

type row = map[string]string

// person of a village.
type person struct {
	no, name, household string
	birth               civil.Date
	account             string
	row                 row
}

// holder of a post with the whole road.
type holder struct {
	*person
	post, app, place, review, notice row
	check, audit, file               row
	insured                          []row
	sheet, pay, bank                 map[civil.Month]row
	category                         row
}

// village of a city, with its rows by table.
type village struct {
	rng                *rand.Rand
	city               *city
	n                  int
	county, town, name string
	cadres             []*person
	offices            []row // of the cadres, in the same order
	holders            []*holder
	others             []*person // villagers who hold nothing
	paid               map[civil.Month]civil.Date
	rows               map[string][]row
	second             map[string][]row // told again, in a file of its own
	seq                int
	lent               bool // another village's plant lies here too
	planted            bool
	borrowed           *village // where this village's plant lies too
}

// town officers who decide on a village's files.
type town struct {
	audit, file, pay, release *person
	points                    []string // where cash is drawn
}

type city struct {
	seed    uint64
	numbers int
	towns   map[string]*town
	all     []*village
	rows    map[string][]row // of towns and counties
	used    map[string]bool
}

var (
	surnames = []rune("王李张刘陈杨赵孙马朱胡郭何高林罗郑梁谢宋唐许邓冯韩曹曾彭萧蔡潘田董袁于余叶蒋杜苏魏程吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤褚满颜")
	given    = []rune("兰英秀玉华梅芳桂珍琴云莲凤淑霞香红建国明军平志文光清林海山永成德福贵全春生元长运祥泰宁安庆友天河新")
)

func (v *village) new(from, to int, household string) *person {
	v.city.numbers++
	birth := civil.MustDate(fmt.Sprintf("%d-01-01", from)).AddDays(v.rng.IntN(365 * (to - from + 1)))
	name := string(surnames[v.rng.IntN(len(surnames))]) + string(given[v.rng.IntN(len(given))])
	if v.rng.IntN(3) > 0 {
		name += string(given[v.rng.IntN(len(given))])
	}
	p := &person{no: string(idno.Make("370499", birth, v.city.numbers%1000)), name: name, household: household,
		birth: birth, account: account(v.city.numbers)}
	for v.city.taken(p.no) { // a birthday with a thousand people
		birth = birth.AddDays(1)
		p.birth, p.no = birth, string(idno.Make("370499", birth, v.city.numbers%1000))
	}
	return p
}

// resident is a person on the village's list.
func (v *village) resident(from, to int) *person {
	v.seq++
	p := v.new(from, to, fmt.Sprintf("%d户", v.seq))
	p.row = v.add("people",
		row{"county": v.county, "township": v.town, "village": v.name, "id_no": p.no, "name": p.name,
			"household_no": p.household, "birth": p.birth.String(), "phone": fmt.Sprintf("1990%07d", v.city.numbers)})
	return p
}

// together puts two people into one household.
func (v *village) together(a, b *person) { b.row["household_no"] = a.row["household_no"] }

// account of the n-th person; none ends in zeros, as one does that a spreadsheet has cut.
func account[N int | int64](n N) string {
	digits := 40_000_000_000 + int64(n)*7
	if digits%1000 == 0 {
		digits++
	}
	return fmt.Sprintf("62170%014d", digits)
}

// retold tells of a table's rows in a file of its own, as a county does of a township's list.
func (v *village) retold(table string) (rows []row) {
	for _, r := range v.rows[table] {
		rows = append(rows, maps.Clone(r))
	}
	v.second[table] = rows
	return rows
}

func (v *village) add(table string, r row) row {
	if _, placed := r["village"]; !placed && table != "entries" && table != "registers" && table != "withdrawals" {
		r["village"] = v.name
	}
	v.rows[table] = append(v.rows[table], r)
	return r
}

func (v *village) drop(table string, r row) {
	all := v.rows[table]
	for i := range all {
		if same(all[i], r) {
			v.rows[table] = append(all[:i:i], all[i+1:]...)
			return
		}
	}
}

func same(a, b row) bool {
	a["·"] = "1"
	_, is := b["·"]
	delete(a, "·")
	return is
}

// of begins a row about a person.
func of(p *person, r row) row {
	r["id_no"], r["name"] = p.no, p.name
	return r
}

func (v *village) kin(p, relative *person, code string) {
	v.add("kin", of(p, row{"kin_id_no": relative.no, "kin_name": relative.name, "relation": code, "source": "本人申报"}))
}

func (v *village) pick(from ...string) string { return from[v.rng.IntN(len(from))] }

// later is a day some days after another, a working day.
func (v *village) later(d civil.Date, least, most int) civil.Date {
	d = d.AddDays(least + v.rng.IntN(most-least+1))
	for d.Weekday() == 0 || d.Weekday() == 6 {
		d = d.AddDays(1)
	}
	return d
}

// build a village in which everything is as it should be.
func (c *city) build(n int, townName string) *village {
	const perCounty = 240
	counties := []string{"滕州市", "薛城区", "山亭区", "市中区", "峄城区", "台儿庄区"}
	v := &village{rng: rand.New(rand.NewPCG(c.seed, uint64(n)*7919+11)), city: c, n: n,
		county: counties[n/perCounty%len(counties)], town: townName, name: fmt.Sprintf("乙%04d村", n), rows: map[string][]row{},
		second: map[string][]row{}, paid: map[civil.Month]civil.Date{}}
	t := c.towns[v.county+v.town]
	if t == nil {
		t = &town{points: []string{v.town + "支行", v.town + "农商行", v.town + "邮政所"}}
		for i, x := range []struct {
			to    **person
			title string
		}{{&t.audit, "人社所所长"}, {&t.file, "区（市）人社局科长"}, {&t.pay, "财政所会计"}, {&t.release, "财政所所长"}} {
			*x.to = v.new(1970, 1985, "")
			at := row{"county": v.county, "township": v.town, "id_no": (*x.to).no, "name": (*x.to).name, "title": x.title,
				"kind": "公职人员", "from": "2019-03-01"}
			if i == 1 {
				delete(at, "township")
			}
			c.rows["officials"] = append(c.rows["officials"], at)
		}
		c.towns[v.county+v.town] = t
		sum := 2_000_000 + v.rng.IntN(500)*1000
		year := row{"county": v.county, "township": v.town, "fund": "就业补助资金", "year": "2025"}
		for _, x := range []struct {
			kind, on, purpose string
			amount            int
		}{
			{"收入", "2025-01-08", "公益性岗位补贴", sum},
			{"发放", "2025-05-20", "岗位补贴", sum * 8 / 10},
			{"支出", "2025-03-02", "意外伤害保险费", sum / 20},
			{"结余", "2025-06-30", "", sum - sum*8/10 - sum/20},
		} {
			r := row{"kind": x.kind, "on": x.on, "purpose": x.purpose, "amount": fmt.Sprintf("%d.00", x.amount)}
			for k, s := range year {
				r[k] = s
			}
			c.rows["funds"] = append(c.rows["funds"], r)
		}
	}
	for i, title := range []string{"村党支部书记、村委会主任", "村委会委员", "村务监督委员会主任"} {
		p := v.resident(1964, 1980)
		v.cadres = append(v.cadres, p)
		v.offices = append(v.offices,
			v.add("officials",
				row{"county": v.county, "township": v.town, "id_no": p.no, "name": p.name, "title": title, "kind": "村干部",
					"from": "2021-03-15"}))
		s := v.resident(1964, 1980) // everybody's kin are declared; they hold nothing
		v.together(p, s)
		v.kin(p, s, []string{"12", "11"}[i%2])
	}
	for m := firstMonth; !lastMonth.Before(m); m = m.Add(1) {
		v.paid[m] = v.later(m.Add(1).First(), 6, 12)
	}
	for i := range places {
		v.hire(i)
	}
	for range 26 {
		v.others = append(v.others, v.resident(1950, 1999))
	}
	v.add("quotas", row{"county": v.county, "township": v.town, "total": fmt.Sprint(places), "from": "2024-01-01"})
	for i, h := range v.holders { // checked twice each, on days of their own
		for k := range 2 {
			on := v.later(civil.MustDate("2024-10-05"), 20*k+i*7, 90+60*k)
			v.add("checks",
				of(h.person,
					row{"on": on.String(), "method": "现场", "finding": "在岗", "level": "镇",
						"photo": fmt.Sprintf("p%d-%d-%d-%d", c.seed, n, i, k)}))
		}
	}
	h := v.holders[v.rng.IntN(places)]
	v.add("payee_calls",
		of(h.person,
			row{"month": "2025-03", "on": v.paid[civil.MustMonth("2025-03")].AddDays(9).String(), "reached": "是",
				"received": "是", "asked_back": "否"}))
	v.add("complaints",
		row{"county": v.county, "township": v.town, "number": fmt.Sprintf("X%05d", n), "kind": "其他", "received": "2025-03-03",
			"due": "2025-03-24", "answered": "2025-03-12"})
	v.add("contracts", row{"service": "村内道路硬化", "contractor": "某建筑公司", "from": "2024-11-01", "until": "2025-03-31"})
	v.entries("发放", "2025-03", []*person{v.cadres[1], t.audit, t.pay, t.release})
	return v
}

// entries of the steps of pay, each by another.
func (v *village) entries(what, number string, by []*person) {
	at := civil.MustDate("2025-04-02")
	for i, step := range []string{"制单", "审核", "批准", "复核"} {
		at = v.later(at, 1, 2)
		v.add("entries",
			of(by[i],
				row{"village": v.name, "what": what, "number": number, "step": step,
					"at": at.String() + fmt.Sprintf(" %02d:%02d:10", 9+i, v.rng.IntN(60)), "device": fmt.Sprintf("PC-%d-%d", v.n, i),
					"login": "u" + by[i].no[14:] + fmt.Sprint(i)}))
	}
}

var titles = []struct{ title, task string }{
	{"村内保洁员", "每日清扫巷道、清运垃圾"},
	{"孤寡老人照料员", "每日上门照料"},
	{"护林员", "巡山护林"},
	{"图书室管理员", "开放和整理图书室"},
}

// hire somebody in the ordinary way.
func (v *village) hire(i int) *holder {
	p := v.resident(1967, 1978)
	h := &holder{person: p, sheet: map[civil.Month]row{}, pay: map[civil.Month]row{}, bank: map[civil.Month]row{}}
	code := fmt.Sprintf("%s-%02d", v.name, i+1)
	h.post = v.add("posts",
		row{"county": v.county, "township": v.town, "post_code": code, "title": titles[i%len(titles)].title,
			"place": v.pick("前街", "后街", "东岭", "村部") + "责任区", "tasks": titles[i%len(titles)].task, "hours": "40",
			"rate": "880.00", "fund": "就业补助资金", "heads": "1", "opens": "2023-10-10"})
	h.category = v.add("categories", of(p, row{"category": v.pick("脱贫享受政策人口", "农村低收入人口", "农村残疾人"), "from": "2021-05-01"}))
	v.road(h, code, civil.MustDate("2023-11-03"))
	v.work(h)
	return h
}

// road of the hiring, from the application to the start.
func (v *village) road(h *holder, code string, from civil.Date) {
	t := v.city.towns[v.county+v.town]
	submit := v.later(from, 0, 6)
	check := v.later(submit, 2, 4)
	review := v.later(check, 2, 5)
	notice := v.later(review, 1, 2)
	until := notice.AddDays(15) // holidays or not
	audit := v.later(until, 2, 5)
	file := v.later(audit, 3, 8)
	no := fmt.Sprintf("SQ-%04d-%02d-%d", v.n, len(v.holders)+1, from.Year())
	basis := h.category["category"]
	h.app = v.add("applications",
		of(h.person,
			row{"county": v.county, "township": v.town, "application_no": no, "post_code": code, "submitted": submit.String(),
				"basis": basis, "state": "上岗"}))
	step := func(name string, on civil.Date, by *person, hour int) row {
		return v.add("steps",
			of(h.person,
				row{"application_no": no, "step": name, "on": on.String(), "outcome": "通过", "by_id": by.no, "by": by.name,
					"at":     on.String() + fmt.Sprintf(" %02d:%02d:%02d", hour, v.rng.IntN(60), v.rng.IntN(60)),
					"device": "PC-" + by.no[6:]}))
	}
	h.check = step("村级初审", check, v.cadres[1], 9+len(v.holders)%6)
	entitled := 30 + v.rng.IntN(20)
	present := entitled*3/4 + v.rng.IntN(entitled/5)
	h.review = v.add("reviews",
		of(h.person,
			row{"application_no": no, "post_code": code, "on": review.String(), "entitled": fmt.Sprint(entitled),
				"present": fmt.Sprint(present), "for": fmt.Sprint(present - v.rng.IntN(5)), "result": "通过",
				"chair_id": v.cadres[0].no, "chair": v.cadres[0].name}))
	h.notice = v.add("notices",
		of(h.person, row{"application_no": no, "kind": "拟安置公示", "from": notice.String(), "until": until.String()}))
	h.audit = step("镇街审核", audit, t.audit, 9+(v.n+len(v.holders)*3)%8)
	h.file = step("区市备案", file, t.file, 9+(v.n+len(v.holders)*5)%8)
	start := file.Month().Add(1).First()
	h.place = v.add("placements",
		of(h.person,
			row{"county": v.county, "township": v.town, "post_code": code, "post_title": h.post["title"], "application_no": no,
				"start": start.String(), "basis": basis, "rate": h.post["rate"], "agreement_no": "XY-" + no,
				"trained": v.later(file, 1, 5).String(), "entered": start.String()}))
	if trained := civil.MustDate(h.place["trained"]); !trained.Before(start) {
		h.place["trained"] = start.AddDays(-1).String()
	}
	for from := start.AddDays(-1); from.Before(AsOf); from = from.AddDays(365) {
		h.insured = append(h.insured,
			v.add("insurance",
				of(h.person, row{"policy": "BX-" + no, "from": from.String(), "until": from.AddDays(364).String()})))
	}
	v.add("accounts", of(h.person, row{"account": h.account, "keeper": "本人"}))
	v.holders = append(v.holders, h)
}

// work and pay of all months from the start.
func (v *village) work(h *holder) {
	for m := firstMonth; !lastMonth.Before(m); m = m.Add(1) {
		if civil.MustDate(h.place["start"]).After(m.First()) {
			continue
		}
		v.month(h, m, h.post["rate"])
	}
}

// month of work, its pay and the bank's word.
func (v *village) month(h *holder, m civil.Month, amount string) {
	var marks strings.Builder
	for d := range m.Days() {
		switch day := m.Date(d + 1).Weekday(); {
		case day == 0 || day == 6:
			marks.WriteByte('O')
		case v.rng.IntN(40) == 0:
			marks.WriteByte('L')
		default:
			marks.WriteByte('P')
		}
	}
	for marks.Len() < 31 {
		marks.WriteByte('-')
	}
	h.sheet[m] = v.add("sheets",
		of(h.person,
			row{"month": m.String(), "marks": marks.String(),
				"entered_at": m.Add(1).First().AddDays(v.rng.IntN(4)).String() +
					fmt.Sprintf(" %02d:%02d:00", 8+v.rng.IntN(9), v.rng.IntN(60))}))
	v.payFor(h, m, amount)
}

func (v *village) payFor(h *holder, m civil.Month, amount string) {
	h.pay[m] = v.add("pay_items",
		of(h.person,
			row{"county": v.county, "township": v.town, "month": m.String(), "amount": amount, "post_code": h.place["post_code"],
				"fund": "就业补助资金", "account": h.account}))
	h.bank[m] = v.add("bank_results",
		of(h.person,
			row{"account": h.account, "month": m.String(), "amount": amount, "result": "成功", "on": v.paid[m].String()}))
}

// unpay takes a month's pay out of list and bank.
func (v *village) unpay(h *holder, m civil.Month) {
	v.drop("pay_items", h.pay[m])
	v.drop("bank_results", h.bank[m])
	delete(h.pay, m)
	delete(h.bank, m)
}

// idle takes a month's work and pay out.
func (v *village) idle(h *holder, m civil.Month) {
	v.drop("sheets", h.sheet[m])
	v.unpay(h, m)
}

// leave ends a spell on the last day of a month, with a reason; later months go.
func (v *village) leave(h *holder, m civil.Month, reason string) {
	h.place["end"], h.place["end_reason"] = m.Last().String(), reason
	for x := m.Add(1); !lastMonth.Before(x); x = x.Add(1) {
		if h.pay[x] != nil {
			v.idle(h, x)
		}
	}
}

func day(s string) civil.Date { return civil.MustDate(s) }

func month(s string) civil.Month { return civil.MustMonth(s) }

// taken reports whether a number is somebody's already, and takes it.
func (c *city) taken(no string) bool {
	if c.used == nil {
		c.used = map[string]bool{}
	}
	was := c.used[no]
	c.used[no] = true
	return was
}

// inOrder are the months of rows, so that what is drawn for them is drawn alike each time.
func inOrder(rows map[civil.Month]row) []civil.Month {
	return slices.SortedFunc(maps.Keys(rows), func(x, y civil.Month) int { return x.Since(y) })
}
