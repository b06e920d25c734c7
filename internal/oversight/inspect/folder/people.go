package folder

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/plain"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/lexicon"
	"gangwei/internal/platform/schema"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// key of a person: the identity number, or whatever stands in its place; else name and village.
func (b *builder) key(no, name string, r *record) string {
	no = strings.ToUpper(sheet.Plain(no))
	no = strings.TrimLeft(no, "'’‘")
	if sheet.Ruined(no) || sheet.Cut(no) && !valid(no) {
		b.at(r, "id_no", "身份证号码“"+no+"”的末尾被表格软件丢掉了（改成了科学计数法，或者第16位起全是0）；这一行没有使用，请把该列改成文本，按原件重新填写")
		return ""
	}
	if n, err := idno.Parse(no); err == nil {
		return string(n)
	}
	if no != "" {
		if p, of := b.nearest(no, name); p != "" {
			b.at(r, "id_no", "身份证号码“"+no+"”校验不对，与"+of+"的"+p+"只差一处，很可能写错了；这一行没有使用，请核对后改正")
			return ""
		}
		if !numeric(no) {
			return no
		}
		if plain.Fold(name) == "" {
			b.at(r, "id_no", "身份证号码“"+no+"”校验不对，又没有姓名，不知道是谁，这一行没有使用；请按证件核对后改正")
			return ""
		}
		if of := b.numbersOf(plain.Fold(name)); len(of) > 0 {
			b.at(r, "id_no",
				"身份证号码“"+no+"”校验不对，材料里有同名的"+resident.CleanName(name)+"（"+idno.Number(of[0]).Masked()+"），不知道是不是同一人；这一行没有使用，请核对后改正")
			return ""
		}
		b.wrong(r, no)
		return no + "|" + plain.Fold(name) // with the name: a number that is wrong may stand for anybody
	}
	name = plain.Fold(name)
	if name == "" {
		return ""
	}
	return name + "@" + b.full(b.atlas.path(b.spots[r]))
}

// wrong names a number whose check fails, once for a row.
func (b *builder) wrong(r *record, no string) {
	r.doubt("id_no", "“"+no+"”校验不对，按号码和姓名认人")
	key := fmt.Sprint(r.file, "\x00", r.sheet, "\x00", r.n, "\x00", no)
	if b.told[key]++; b.told[key] == 1 {
		b.note(r, "id_no", "身份证号码“"+no+"”校验不对，材料里也没有相近的号码；暂按号码和姓名认人，据此的疑点要先核对，请按证件改正")
	}
}

// numeric reports whether something is written like an identity number, right or wrong.
func numeric(no string) bool {
	return len(no) >= 14 && len(no) <= 20 && strings.Trim(strings.TrimSuffix(no, "X"), "0123456789") == ""
}

func valid(no string) bool {
	_, err := idno.Parse(no)
	return err == nil
}

// numbersOf a folded name: those whose check is right, wherever rows have them.
func (b *builder) numbersOf(name string) []string {
	if b.valid == nil {
		b.valid = map[string][]string{}
		for _, t := range Tables {
			for _, r := range b.records[t.Code] {
				if !r.has("id_no") || !r.has("name") {
					continue
				}
				if n, err := idno.Parse(r.get("id_no")); err == nil {
					k := plain.Fold(r.get("name"))
					if !slices.Contains(b.valid[k], string(n)) {
						b.valid[k] = append(b.valid[k], string(n))
					}
				}
			}
		}
	}
	return b.valid[name]
}

// nearest valid number of somebody of this name (of anybody, where there is no name) that differs in one place, or in
// two that are swapped, from one whose check character fails; masked, with whose it is; empty if there is none.
func (b *builder) nearest(no, name string) (number, of string) {
	for _, n := range b.numbersOf(plain.Fold(name)) {
		if oneSlip(no, n) {
			return idno.Number(n).Masked(), resident.CleanName(name)
		}
	}
	if plain.Fold(name) != "" {
		return "", ""
	}
	for _, who := range slices.Sorted(maps.Keys(b.valid)) {
		for _, n := range b.valid[who] {
			if oneSlip(no, n) {
				return idno.Number(n).Masked(), who
			}
		}
	}
	return "", ""
}

// oneSlip reports whether two numbers differ in one character that is other, lacking or too much, or in two neighbours
// that are swapped.
func oneSlip(a, b string) bool {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	x, y := a[i:], b[i:]
	switch {
	case len(x) == len(y) && len(x) > 0:
		return x[1:] == y[1:] || len(x) > 1 && x[0] == y[1] && x[1] == y[0] && x[2:] == y[2:]
	case len(x) == len(y)+1:
		return x[1:] == y
	case len(y) == len(x)+1:
		return y[1:] == x
	}
	return false
}

// person of a row by number or name; made if nobody else told of it. nil if the row names nobody.
func (b *builder) person(no, name string, r *record) *inspect.Person {
	if masked(no) && name != "" {
		whole, known := b.unmasked(no, name, r)
		if !known { // as on a board: nobody but the name says who it is
			whole = ""
		}
		no = whole
	}
	key := b.key(no, name, r)
	if key == "" {
		return nil
	}
	clean, folded := resident.CleanName(name), plain.Fold(name)
	if sheet.Plain(no) == "" && b.townless(r) {
		r.doubt("village", "没有写镇（街道），又没有身份证号码，同名的村里同名的人分不开")
	}
	p := b.people[key]
	if p == nil && sheet.Plain(no) == "" { // by the name alone, if only one person of the village, or of all, has it
		var here, all []*inspect.Person
		for _, x := range b.byName[folded] {
			all = append(all, x)
			if b.home[x.ID] == b.atlas.path(b.spots[r]) {
				here = append(here, x)
			}
		}
		switch {
		case len(here) == 1:
			return here[0]
		case len(all) == 1 && b.spots[r].village == "":
			return all[0]
		case len(all) > 1 && len(here) != 0:
			b.at(r, "name", "“"+clean+"”有同名的人，又没有身份证号码，这一行没有使用；请补上身份证号码")
			return nil
		}
	}
	if p == nil {
		p = &inspect.Person{ID: number("person", key), Name: clean}
		if n, err := idno.Parse(no); err == nil {
			p.ByNumber, p.Birth, p.IDTail = n.Birth(), n.Birth(), n.Tail()
		} else if no != "" {
			written, _, _ := strings.Cut(key, "|") // with the name, where its check is wrong
			k := []rune(written)
			p.IDTail = string(k[max(0, len(k)-4):])
			if c := birthIn(written); !c.IsZero() {
				p.Birth = c
			}
		}
		b.people[key] = p
		b.from(p.ID, r)
		b.home[p.ID] = ""
		if s := b.spots[r]; s.village != "" && r.table.Code != "officials" {
			b.home[p.ID] = b.atlas.path(s)
		}
		b.byName[folded] = append(b.byName[folded], p)
	}
	if p.Name == "" && clean != "" {
		p.Name = clean
		b.byName[folded] = append(b.byName[folded], p)
	}
	if b.home[p.ID] == "" && b.spots[r].village != "" && r.table.Code != "officials" {
		b.home[p.ID] = b.atlas.path(b.spots[r])
	}
	return p
}

// birthIn a number of 18 characters whose check is wrong: it still says a date.
func birthIn(no string) civil.Date {
	if len(no) == 18 {
		return civil.Claim(no[6:14]).Date
	}
	return civil.Date{}
}

// townless reports whether a row names a village and not in which township.
func (b *builder) townless(r *record) bool {
	cell := func(code string) string {
		if r.has(code) {
			return r.get(code)
		}
		return ""
	}
	s := b.atlas.written(cell("county"), cell("township"), cell("village"))
	return s.village != "" && s.township == ""
}

// who is the row's person; a row without one is a fault.
func (b *builder) who(r *record) *inspect.Person {
	if b.anyOfThem(r) {
		b.at(r, "name", "“"+r.get("name")+"”有同名的人，没有村（社区），也没有身份证号码，这一行没有使用；请补上身份证号码")
		return nil
	}
	p := b.person(r.get("id_no"), r.get("name"), r)
	if p == nil && r.get("id_no")+r.get("name") == "" {
		b.at(r, "id_no", "没有身份证号码和姓名，这一行没有使用；请补上，不是人员的行请删去")
	}
	return p
}

// anyOfThem reports whether a row names by nothing but a name somebody of several villages, so that it may be any of
// them: taken for one more person of that name it would pay or place somebody whom nobody knows. Lists that tell who
// there is may tell of one more.
func (b *builder) anyOfThem(r *record) bool {
	if sheet.Plain(r.get("id_no")) != "" || r.get("name") == "" || r.table.Code == "people" ||
		r.table.Code == "placements" || b.spots[r].village != "" {
		return false
	}
	numbered := 0
	for _, p := range b.byName[plain.Fold(r.get("name"))] {
		if p.ByNumber != (civil.Date{}) {
			numbered++
		}
	}
	return numbered > 1
}

// into the dossier of a village with a person, so that rules can name them.
func (b *builder) into(d *inspect.Dossier, p *inspect.Person) {
	if p != nil && d != nil {
		d.People[p.ID] = p
	}
}

// ticked takes the categories that have columns of their own. That the others are not ticked says nothing: a list may
// have asked for one of them alone, so that no list is one of categories by these.
func (b *builder) ticked(r *record, p *inspect.Person) {
	for _, code := range schema.Ticked {
		said, ok := b.list(lexicon.YesNo).Read(r.get(code))
		switch {
		case said == "yes":
			p.Categories = append(p.Categories, inspect.Dated{ID: b.from(number("category", fmt.Sprint(p.ID), code),
				r), Code: code,
				From: civil.MustDate("2000-01-01")})
		case !ok:
			b.at(r, code, "“"+r.get(code)+"”看不出是不是，请写“是”或“否”")
		}
	}
}

// persons: the list of people, then categories.
func (b *builder) persons() {
	for _, r := range b.records["people"] {
		p := b.who(r)
		if p == nil {
			continue
		}
		if birth := b.day(r, "birth"); !birth.IsZero() {
			p.Birth = birth
		}
		if died := b.day(r, "died"); !died.IsZero() {
			p.Died = died
		}
		if h := sheet.Plain(r.get("household_no")); !lexicon.Unsaid(h) && !(b.vague[r] && b.home[p.ID] == "") {
			p.HouseholdID = number("household", b.full(b.home[p.ID]), h)
		}
		p.Relation, _ = b.said(r, "relation", lexicon.Kinship)
		b.contact(r, p)
		for i, word := range strings.FieldsFunc(r.get("categories"),
			func(x rune) bool { return strings.ContainsRune("、,，;；/ ", x) }) {
			code, known := b.list(lexicon.Category).Read(word)
			if !known {
				b.atFor("categories", r, "categories", b.notKnown(lexicon.Category, word)+"；"+notAsked)
			}
			if code != "" && code != lexicon.Nothing {
				p.Categories = append(p.Categories,
					inspect.Dated{ID: b.from(number("category", fmt.Sprint(p.ID), fmt.Sprint(i)), r), Code: code,
						From: civil.MustDate("2000-01-01")})
			}
		}
		b.ticked(r, p)
		b.into(b.dossier(b.home[p.ID]), p)
	}
	for _, r := range b.records["categories"] {
		p := b.who(r)
		if p == nil {
			continue
		}
		code, known := b.must(r, "category", lexicon.Category, notUsed)
		if known && code == "" {
			b.at(r, "category", "没有写类别，"+notUsed+"；请补上")
		}
		if code == "" || code == lexicon.Nothing {
			continue
		}
		x := inspect.Dated{ID: b.from(r.number, r), Code: code, From: b.day(r, "from"), Until: b.last(r, "until")}
		if r.get("certifier_id") != "" || r.get("certifier") != "" {
			if c := b.person(r.get("certifier_id"), r.get("certifier"), r); c != nil {
				x.Certifier = c.ID
			}
		}
		if x.From.IsZero() {
			x.From = civil.MustDate("2000-01-01")
		}
		// what the list of people says without dates gives way to what the register says with them
		p.Categories = slices.DeleteFunc(p.Categories,
			func(o inspect.Dated) bool { return o.Code == code && b.rows[o.ID].table.Code == "people" })
		p.Categories = append(p.Categories, x)
		b.into(b.dossier(b.home[p.ID]), p)
	}
}

// contact takes a telephone and an address from a row, where none is known yet.
func (b *builder) contact(r *record, p *inspect.Person) {
	if phone := digitsIn(r.get("phone")); p.Phone == "" && len(phone) == 11 && strings.HasPrefix(phone, "1") {
		p.Phone = phone
		b.city.Users["手机号"+phone]++
	}
	if address := sheet.Plain(r.get("address")); p.Address == "" && strings.ContainsAny(address, "0123456789") &&
		len([]rune(address)) >= 5 {
		p.Address = address
		b.city.Users["住址"+address]++
	}
}

func digitsIn(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, sheet.Plain(s))
}

// officials of villages, townships and counties.
func (b *builder) officials() {
	for _, r := range b.records["officials"] {
		s := b.spots[r]
		p := b.who(r)
		if p != nil && r.get("id_no") == "" && s.village == "" {
			p = b.stranger(r.get("name"), r) // of a township or county: no villager by the name alone
		}
		if p == nil {
			continue
		}
		o := inspect.Office{ID: b.from(r.number, r), PersonID: p.ID, Name: p.Name, Title: r.get("title"),
			Path: b.atlas.path(s), From: b.day(r, "from"), Until: b.last(r, "until")}
		if o.From.IsZero() {
			o.From = civil.MustDate("2000-01-01")
		}
		o.ByName = r.get("id_no") == ""
		kind, known := b.must(r, "kind", lexicon.Office, notUsed)
		if !known || kind == lexicon.Nothing {
			continue
		}
		if o.Kind = kind; kind == "" {
			o.Kind = "village_cadre"
			if title, told := lexicon.Office.Find(o.Title); s.village == "" || told && title == "public_employee" {
				o.Kind = "public_employee"
			}
		}
		if o.Title == "" {
			o.Title = words.Label("office", o.Kind)
		}
		if o.Path == "" {
			o.Path = b.home[p.ID]
		}
		if o.Path == "" {
			b.at(r, "region", "看不出在哪里任职，这一行没有使用；请填写任职单位所在地")
			continue
		}
		if b.home[p.ID] == "" && s.village != "" {
			b.home[p.ID] = o.Path
		}
		b.contact(r, p)
		b.city.Offices[p.ID] = append(b.city.Offices[p.ID], o)
		b.city.PersonOf[p.ID] = p.ID
		b.into(b.dossier(b.home[p.ID]), p)
		for _, x := range []struct{ what, value string }{{"手机号", p.Phone}, {"住址", p.Address}} {
			if k := x.what + x.value; x.value != "" && !slices.Contains(b.city.Contacts[k], p.ID) {
				b.city.Contacts[k] = append(b.city.Contacts[k], p.ID)
			}
		}
	}
}

// kin as declared; the other side sees it too.
func (b *builder) kin() {
	for _, r := range b.records["kin"] {
		p := b.who(r)
		other := b.person(r.get("kin_id_no"), r.get("kin_name"), r)
		if p == nil || other == nil || p == other {
			if p != nil {
				b.at(r, "kin_id_no", "没有写明亲属是谁，或者写的就是本人，这一行没有使用；请补上亲属的身份证号码和姓名")
			}
			continue
		}
		code, known := b.kinship(r, p)
		if !known || code == "" || code == lexicon.Nothing {
			continue
		}
		source := r.get("source")
		if source == "" {
			source = "材料"
		}
		k := inspect.Kin{ID: b.from(r.number, r), With: other.ID, Code: code, Source: source, From: b.day(r, "from"),
			Until: b.last(r, "until")}
		p.Kin = append(p.Kin, k)
		back := k
		back.With = p.ID
		b.city.KinOf[other.ID] = append(b.city.KinOf[other.ID], back)
		b.into(b.dossier(b.home[p.ID]), p)
		b.into(b.dossier(b.home[p.ID]), other)
		if b.home[other.ID] != "" {
			b.into(b.dossier(b.home[other.ID]), other)
		}
	}
}

// kinship of the other person to the row's, which a cell may also say of somebody else: 王三之妻 is no kin of 李四.
func (b *builder) kinship(r *record, p *inspect.Person) (code string, known bool) {
	code, known = b.must(r, "relation", lexicon.Kinship, notUsed)
	if known && code == "" {
		b.at(r, "relation", "没有写关系，"+notUsed+"；请补上")
	}
	if of, _, _ := lexicon.KinOf(r.get("relation")); known && of != "" && !plain.SameName(of, p.Name) {
		b.at(r, "relation", "“"+r.get("relation")+"”说的是"+of+"的亲属，这一行的本人是"+p.Name+"，"+notUsed+"；请写亲属是本人的什么人")
		return "", false
	}
	return code, known
}

// registers of departments.
func (b *builder) registers() {
	for _, r := range b.records["registers"] {
		if r.get("id_no") == "" {
			b.at(r, "id_no", "部门名册没有身份证号码的，不能认定是谁，这一行没有使用；请向部门调取带身份证号码的名册")
			continue
		}
		p := b.who(r)
		if p == nil {
			continue
		}
		kind, known := b.registerOf(r)
		if !known || kind == lexicon.Nothing {
			continue
		}
		x := inspect.Registered{ID: b.from(r.number, r), Kind: kind, From: b.day(r, "from"), Until: b.last(r, "until"),
			Where: r.get("where")}
		if kind == "deceased" {
			x.Until = civil.Date{}
			if !x.From.IsZero() && (p.Died.IsZero() || x.From.Before(p.Died)) {
				p.Died = x.From
			}
		}
		p.Registered = append(p.Registered, x)
	}
}

// registerOf says in which register a row stands, by its own column or by the name of its file.
func (b *builder) registerOf(r *record) (kind string, known bool) {
	list, of := b.list(lexicon.Exclusion), r.get("kind")
	if of == "" {
		of = r.hint
	}
	if kind, known = list.Find(of); !known {
		b.at(r, "kind", "“"+strings.TrimSpace(of)+"”看不出是哪一种名册，没有去猜，"+notUsed+
			"；请写死亡、服刑、参加职工养老、领取职工养老、营业执照、财政供养、在校、在外就业、其他公益性岗位")
	}
	return kind, known
}
