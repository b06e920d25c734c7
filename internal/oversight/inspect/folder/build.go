package folder

import (
	"cmp"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
)

// builder makes dossiers out of records.
type builder struct {
	*reading
	asOf civil.Date
	// late takes a month without a day for its last day where it otherwise is its first, and the other way about
	late    bool
	how     version // which of several sources of one event counts
	stays   bool    // who is paid after an agreement's end stayed on: the end of the agreement is not the exit
	monthly int     // dates that say a month and no day
	atlas   *atlas
	city    *inspect.City

	villages map[string]*inspect.Dossier // by path
	order    []*inspect.Dossier
	people   map[string]*inspect.Person // by identity number, or name and village where there is none
	home     map[int64]string           // path of a person
	byName   map[string][]*inspect.Person
	posts    map[string]*inspect.Post // by path and code
	apps     applications
	places   map[int64][]*inspect.Placement // by person
	items    map[int64][]*inspect.Item      // by person
	itemAt   map[int64]string               // path of an item
	rows     map[int64]*record              // what each id came from
	besides  map[int64][]*record            // further rows that an id rests on
	spots    map[*record]spot
	valid    map[string][]string // identity numbers whose check is right, by name
	vague    map[*record]bool    // rows of a village of which there are several of that name
	ids      map[int64]*inspect.Person
	marks    map[int64][]string // accounts that a person is paid into or owns
	placed   map[int64]string   // path of a placement
	agreed   map[int64]bool     // placements whose end is that of the agreement
	outlived int                // payments after such an end
	partial  map[uncovered][]civil.Month

	differences []Difference // between files that tell of the same
	copies      []Copy
}

// build the dossiers and what the city knows. Rows that say nothing that can be used are named among the faults.
func build(g *reading, asOf civil.Date, as look) (*builder, error) {
	b := &builder{reading: g, asOf: asOf, late: as.late, how: as.how, stays: as.stays, agreed: map[int64]bool{},
		villages: map[string]*inspect.Dossier{},
		people:   map[string]*inspect.Person{}, home: map[int64]string{}, byName: map[string][]*inspect.Person{},
		posts: map[string]*inspect.Post{},
		apps:  newApplications(), vague: map[*record]bool{}, places: map[int64][]*inspect.Placement{},
		items: map[int64][]*inspect.Item{}, itemAt: map[int64]string{}, rows: map[int64]*record{},
		besides: map[int64][]*record{}, spots: map[*record]spot{}}
	var err error
	if b.atlas, err = newAtlas(); err != nil {
		return nil, err
	}
	b.locate()
	b.unite(as.how)
	tree := b.atlas.tree(asOf)
	b.city = &inspect.City{Tree: tree, Today: asOf, CutOff: clock.On(asOf, 23, 59), Offices: map[int64][]inspect.Office{},
		PersonOf: map[int64]int64{}, KinOf: map[int64][]inspect.Kin{}, Shared: map[int64][]inspect.SharedAccount{},
		OnTheWay:  map[int64]bool{},
		Elsewhere: map[int64][]inspect.Elsewhere{}, Contacts: map[string][]int64{}, Users: map[string]int{},
		Accounts: map[string]*inspect.Account{}, Points: map[string]int{}, Collected: map[string]bool{}, Where: b.where,
		Doubts: b.doubtsOf}
	if b.city.Book, err = rulebook.Printed(tree, b.parameters(tree)); err != nil {
		return nil, err
	}
	for _, v := range tree.At(region.Village) {
		d := inspect.EmptyDossier(v)
		b.villages[v.Path] = d
		b.order = append(b.order, d)
	}
	b.collected()
	for _, part := range []func(){b.persons, b.officials, b.kin, b.registers, b.hiring, b.placements, b.remarks, b.work,
		b.accounts, b.pay, b.money, func() { payNotices(b) }, b.voices, b.acts,
		b.moneyDiffers} {
		part()
	}
	b.thin()
	b.unread()
	b.join()
	return b, nil
}

// Names under which rules ask for what a table tells.
var asks = map[string][]string{
	"people":       {"person"},
	"categories":   {"person_category"},
	"kin":          {"kinship"},
	"officials":    {"official"},
	"quotas":       {"quota"},
	"posts":        {"post"},
	"applications": {"application"},
	"steps":        {"application_step"},
	"reviews":      {"review", "step:review"},
	"votes":        {"review_voter"},
	"notices":      {"notice", "step:notice"},
	"objections":   {"objection"},
	"placements":   {"placement"},
	"insurance":    {"insurance"},
	"sheets":       {"duty_line"},
	"checks":       {"duty_check"},
	"statements":   {"statement"},
	"pay_items":    {"pay_item"},
	"pay_notices":  {"pay_notice"},
	"deductions":   {"deduction"},
	"payments":     {"payment"},
	"bank_results": {"payment_event"},
	"withdrawals":  {"withdrawal"},
	"accounts":     {"account"},
	"funds":        {"fund"},
	"registers":    {"registered"},
	"contracts":    {"contract"},
	"payee_calls":  {"payee_call"},
	"help_acts":    {"help_act"},
	"complaints":   {"complaint"},
	"entries":      {"entry"},
	"parameters":   {inspect.ParameterTable},
}

// AskedAs tells which table holds what a rule asks for; nil if none does.
func AskedAs(name string) *Table {
	switch name {
	case "duty_sheet":
		return TableOf("sheets")
	case "pay_counted": // a column of it
		return TableOf("pay_items")
	case "agreement":
		return TableOf("placements")
	case "history_row", "region":
		return nil
	}
	for code, names := range asks {
		if slices.Contains(names, name) {
			return TableOf(code)
		}
	}
	return nil
}

func (b *builder) collected() {
	c := b.city.Collected
	for code, names := range asks {
		if len(b.records[code]) > 0 {
			for _, n := range names {
				c[n] = true
			}
		}
	}
	filled := func(table, column string) bool {
		return slices.ContainsFunc(b.records[table], func(r *record) bool { return r.get(column) != "" })
	}
	if filled("people", "categories") {
		c["person_category"] = true
	}
	for _, r := range b.records["steps"] {
		if s, known := b.list(lexicon.Step).Read(r.get("step")); known && s != "" {
			c["step:"+s] = true
		}
	}
	c["duty_sheet"] = filled("sheets", "entered_at")
	c["training"] = filled("placements", "trained")
	c["agreement"] = filled("placements", "agreement_until")
	c["pay_counted"] = filled("pay_items", "counted")
	c["payment_event"] = c["payment_event"] || filled("pay_items", "paid_on")
	c["pay_item"] = c["pay_item"] || c["payment_event"]
	c["account"] = c["account"] || filled("pay_items", "account") || filled("withdrawals", "account")
}

// locate finds the place of each row: those that name a county and a township first, then those that name a township,
// so that a village's bare name stands for it elsewhere.
func (b *builder) locate() {
	located := map[*record]bool{}
	for pass := range 3 {
		for _, t := range Tables {
			for _, r := range b.records[t.Code] {
				if !r.has("village") || located[r] {
					continue
				}
				cell := func(code string) string {
					if r.has(code) {
						return r.get(code)
					}
					return ""
				}
				s := b.atlas.written(cell("county"), cell("township"), cell("village"))
				if pass < 2 && s.township == "" || pass < 1 && s.county == "" {
					continue
				}
				if pass > 0 {
					s = b.atlas.of(cell("county"), cell("township"), cell("village"))
				}
				located[r] = true
				if b.atlas.several(s) {
					b.severalOf(r, s)
					continue
				}
				b.spots[r] = s
				if s.village != "" || t.Code == "officials" || t.Code == "funds" {
					b.atlas.note(s)
				}
			}
		}
	}
	for _, t := range Tables {
		b.records[t.Code] = slices.DeleteFunc(b.records[t.Code],
			func(r *record) bool { return b.vague[r] && !b.numbered(r) })
	}
	for _, code := range []string{"officials", "funds"} {
		for _, r := range b.records[code] {
			if name := r.get("region"); name != "" {
				b.spots[r] = b.named(name, b.spots[r])
				b.atlas.note(b.spots[r])
			}
		}
	}
	b.atlas.note(spot{village: unknown})
}

// severalOf tells of a row that names a village by a name that several have. A person with an identity number is known
// without it; any other row is of nobody knows where, and not used.
func (b *builder) severalOf(r *record, s spot) {
	b.vague[r] = true
	where := strings.Join(b.atlas.townshipsOf(s), "、")
	if !b.numbered(r) {
		b.at(r, "village", "“"+s.village+"”不止一个（"+where+"），没有写镇（街道），也没有身份证号码，这一行没有使用；请写明镇（街道）")
		return
	}
	key := r.file + "\x00" + r.sheet + "\x00" + s.village
	if b.told[key]++; b.told[key] == 1 {
		b.note(r, "village", "“"+s.village+"”不止一个（"+where+"），没有写镇（街道）；这个文件里写这个村名的各行按身份证号码归到本人所在的村，请写明镇（街道）")
	}
}

// numbered reports whether a row names its person by number.
func (b *builder) numbered(r *record) bool {
	return r.table.Code != "votes" && r.has("id_no") && sheet.Plain(r.get("id_no")) != ""
}

// named is the place of an office: 示例村, 示例镇人民政府, 滕州市人社局.
func (b *builder) named(name string, near spot) spot {
	n := sheet.Plain(name)
	if s, ok := b.atlas.byCode[(n + "000000000000")[:12]]; ok && strings.Trim(n, "0123456789") == "" {
		return s
	}
	if s := b.atlas.alias[bare(n)]; s != (spot{}) && !strings.HasSuffix(n, "镇") && !strings.HasSuffix(n, "街道") {
		return s
	}
	for seen := range b.atlas.seen {
		if seen.village != "" && bare(seen.village) == bare(n) && !strings.HasSuffix(n, "镇") {
			return seen
		}
	}
	best := spot{}
	for seen := range b.atlas.seen {
		for _, s := range []spot{{seen.county, seen.township, ""}, {seen.county, "", ""}} {
			last := s.township
			if last == "" {
				last = s.county
			}
			if last != "" && last != unknown && strings.Contains(n, bare(last)) &&
				(best == (spot{}) || best.township == "" && s.township != "") {
				best = s
			}
		}
	}
	if best != (spot{}) {
		return best
	}
	if all := b.atlas.towns[bare(n)]; len(all) == 1 {
		return all[0]
	}
	if s, ok := b.atlas.counties[bare(n)]; ok {
		return s
	}
	for _, mark := range []string{"街道", "镇", "乡"} {
		if i := strings.Index(n, mark); i > 0 {
			return b.atlas.of(near.county, n[:i+len(mark)], "")
		}
	}
	if strings.HasSuffix(n, "村") || strings.HasSuffix(n, "社区") {
		return b.atlas.of(near.county, near.township, n)
	}
	return near
}

// firstQuorum is what stood as two thirds in extracts of earlier programs, with the document of that first value.
const firstQuorum, firstQuorumOf = "67", "村民委员会组织法（M）"

// parameters that the inspector sets, by key or name, in codes or words. One that does not fit is a fault, and no rule
// judges by it.
func (b *builder) parameters(tree *region.Tree) (out []rulebook.Parameter) {
	for _, r := range b.records["parameters"] {
		from, _ := dayIn(r.get("from"), false)
		until, _ := dayIn(r.get("until"), false)
		if from.IsZero() {
			from = civil.MustDate("2021-01-01")
		}
		t, value := rulebook.TypeNamed(r.get("key")), r.get("value")
		if t == nil {
			b.note(r, "key", "没有“"+r.get("key")+"”这个参数，没有使用；请照抄“参数”页上的名称")
			continue
		}
		if meant, ok := t.Proposal(value); ok {
			value = meant
		}
		if value == firstQuorum && r.get("document") == firstQuorumOf {
			value = "2/3"
		}
		if fault := t.Fits(value); fault != nil {
			b.note(r, "value", words.Sentence(fault)+"用到它的规则没有判断。") // the engine sees to it
		}
		path, ok := placeOfParameter(b, r, tree)
		if !ok {
			continue
		}
		out = append(out,
			rulebook.Parameter{Param: t.Key, RegionPath: path, Fund: fundOrKind(r.get("of")), FromDate: from, Until: until,
				Value: value, Document: r.get("document"), State: rulebook.Approved})
	}
	return out
}

// placeOfParameter is where it holds: everywhere if the row names no place; false where it names one of which nothing
// was collected, which is told if nobody knows of such a county.
func placeOfParameter(b *builder, r *record, tree *region.Tree) (string, bool) {
	if r.get("county") == "" && r.get("township") == "" {
		return tree.Top().Path, true
	}
	s := b.atlas.of(r.get("county"), r.get("township"), "")
	path := b.atlas.path(s)
	if _, known := b.atlas.counties[bare(s.county)]; path == "" && !known {
		b.note(r, "county", "没有“"+s.county+s.township+"”这个地方的材料，这个参数没有使用；请照抄材料里的区（市）、镇（街道）名称")
	}
	return path, path != ""
}

// asciiCode are the characters of a code.
const asciiCode = "abcdefghijklmnopqrstuvwxyz0123456789_."

// fundOrKind is the code of a fund that is named by its code or its words; the code of a kind of post as it stands.
func fundOrKind(text string) string {
	if code, known := lexicon.Fund.Read(text); known && strings.Trim(text, asciiCode) != "" {
		return code
	}
	return text
}

// where a row came from.
func (b *builder) where(_ string, id int64) (string, []byte) {
	if r := b.rows[id]; r != nil {
		return r.source(), r.digest()
	}
	return "", nil
}

// from remembers the row of an id, the first one.
func (b *builder) from(id int64, r *record) int64 {
	if b.rows[id] == nil {
		b.rows[id] = r
	} else if r != nil {
		b.rests(id, r)
	}
	return id
}

// day of a cell; what is written like a date and is none is a finding where the column is of what has happened, and a
// fault elsewhere.
func (b *builder) day(r *record, code string) civil.Date { return b.dayOf(r, code, false) }

// last day of a cell: of a month its last.
func (b *builder) last(r *record, code string) civil.Date { return b.dayOf(r, code, true) }

func (b *builder) dayOf(r *record, code string, end bool) civil.Date {
	raw := r.get(code)
	d, odd := dayIn(raw, end != b.late)
	if _, month := civil.ClaimMonth(raw); month && civil.Claim(raw).Date.IsZero() && !d.IsZero() {
		b.monthly++
		r.doubt(code, "只写到月（"+raw+"）")
	}
	c := r.column(code)
	if odd && !c.Past {
		b.at(r, code, "“"+raw+"”不是日历上有的日期，没有使用；请按原件改正")
	} else if d.IsZero() && raw != "" && !odd && strings.Trim(raw, "-—/无至今 长期") != "" {
		b.at(r, code, "看不懂日期“"+raw+"”，请写成2024-03-05的样子")
	}
	return d
}

// odd notes the cells of a row that hold impossible or future dates, in the village that it is of.
func (b *builder) odd(r *record, d *inspect.Dossier, about string, day civil.Date) {
	for _, c := range r.table.Columns {
		if !c.Past {
			continue
		}
		raw := r.get(c.Code)
		x, odd := dayIn(raw, false)
		if !odd && !x.After(b.asOf) {
			continue
		}
		if day.IsZero() || day.After(b.asOf) {
			day = b.asOf
		}
		d.OddDates = append(d.OddDates,
			inspect.OddDate{Table: r.table.Code, ID: b.from(r.number, r), Column: c.Head, Raw: raw, About: about + r.table.Name,
				Future: !odd, Day: day})
	}
}

func (b *builder) month(r *record, code string) (civil.Month, bool) {
	m, ok := civil.ClaimMonth(r.get(code))
	if !ok && r.get(code) != "" {
		b.at(r, code, "看不懂月份“"+r.get(code)+"”，请写成2024-03的样子")
	}
	return m, ok
}

// dossier of a path; rows of which nobody knows the village lie in one of their own.
func (b *builder) dossier(path string) *inspect.Dossier {
	if d := b.villages[path]; d != nil {
		return d
	}
	return b.villages[b.atlas.path(spot{village: unknown})]
}

// placeOf a row: its own village, else the person's.
func (b *builder) placeOf(r *record, p *inspect.Person) *inspect.Dossier {
	if s, ok := b.spots[r]; ok && s.village != "" {
		return b.dossier(b.atlas.path(s))
	}
	if p != nil {
		return b.dossier(b.home[p.ID])
	}
	return b.dossier("")
}

// full is the name of a path, by which things are numbered: paths shift when more places come in.
func (b *builder) full(path string) string { return b.city.Tree.Full(path) }

// Result of reading: dossiers by village in order, and the city.
func (b *builder) join() {
	for _, d := range b.order {
		slices.SortFunc(d.Placements, func(x, y *inspect.Placement) int { return cmp.Compare(x.Start.DaysSince(y.Start), 0) })
	}
	// placements elsewhere
	at := map[int64]string{}
	for _, d := range b.order {
		for _, p := range d.Placements {
			at[p.ID] = d.Region.Path
		}
	}
	for person, all := range b.places {
		if len(all) < 2 {
			continue
		}
		for _, p := range all {
			x := inspect.Elsewhere{PlacementID: p.ID, Path: at[p.ID], Start: p.Start, Last: p.Last(),
				Continued: p.Continues != 0 || p.EndReason == "merged"}
			b.city.Elsewhere[person] = append(b.city.Elsewhere[person], x)
		}
	}
}
