package importer

import (
	"slices"

	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/idno"
	"gangwei/internal/lexicon"
	"gangwei/internal/plain"
	"gangwei/internal/resident"
	"gangwei/internal/sheet"
)

// identity number of the person that a row is about.
var identity = Column{Code: "idno", Head: "身份证号码", Also: []string{"身份证号", "身份证", "公民身份号码", "证件号码", "身份号码"}, Type: Identity, Required: true, Example: "370499197003070017", Note: "18位，该列先设为“文本”格式"}

var fullName = Column{Code: "name", Head: "姓名", Also: []string{"人员姓名", "名字", "申请人", "岗位人员"}, Type: Text,
	Required: true, Limit: 60, Example: "王  三", Note: "中间的空格会去掉"}

// categoryColumns are the yes/no columns of 安置对象类别, which stand beside the column that names them in words.
var categoryColumns = []struct{ code, head string }{
	{"poverty_out", "脱贫人口"}, {"low_income", "农村低收入人口"}, {"disabled", "残疾人"}, {"single_parent", "单亲家庭"}, {"young_unemployed", "失业青年"}, {"two_child_mother", "二孩妈妈"},
}

var people = &Kind{Code: "people", Permission: "resident.import", Columns: append(slices.Clone(where),
	fullName, identity,
	Column{Code: "household", Head: "户号", Also: []string{"户编号", "家庭编号", "户序号", "户籍编号"}, Type: Text, Required: true, Limit: 20, Example: "001", Note: "同一户写同一个号，本村内不重复"},
	Column{Code: "group", Head: "村民小组", Also: []string{"小组", "组别", "所在小组", "村民组"}, Type: Text, Limit: 10, Example: "三组", Note: "写3、三组、第3组都可以；不清楚的留空"},
	Column{Code: "relation", Head: "与户主关系", Also: []string{"关系", "家庭关系", "户主关系"}, Type: Choice, Required: true, Example: "户主", Note: "户主、配偶、子、女……或GB/T 4761代码"},
	Column{Code: "phone", Head: "联系电话", Also: []string{"电话", "手机", "手机号", "手机号码", "联系方式"}, Type: Digits, Example: "", Note: "可不填"},
	Column{Code: "account", Head: "社保卡账号", Also: []string{"银行卡号", "银行账号", "卡号", "社保卡银行账号", "一卡通账号", "账号", "社会保障卡"}, Type: Digits, Note: "本人账户；该列先设为“文本”格式"},
	Column{Code: "address", Head: "住址", Also: []string{"家庭住址", "地址", "居住地址"}, Type: Text, Limit: 60, Example: "一组12号"},
	Column{Code: "since", Head: "居住起始日期", Also: []string{"迁入日期", "居住时间", "落户时间"}, Type: Day, Example: "1995-03-01"},
	Column{Code: "category", Head: "安置对象类别", Also: []string{"人员类别", "类别", "对象类别", "困难类型"}, Type: Choice, Example: "脱贫人口、残疾人", Note: "几个类别之间用顿号"},
	Column{Code: "poverty_out", Head: "是否脱贫人口", Also: []string{"脱贫人口", "脱贫户", "是否脱贫户", "是否贫困户"}, Type: Yes, Example: "√"},
	Column{Code: "low_income", Head: "是否农村低收入人口", Also: []string{"低收入", "低保", "是否低保"}, Type: Yes, Example: "否"},
	Column{Code: "disabled", Head: "是否残疾人", Also: []string{"残疾", "残疾人"}, Type: Yes, Example: "否"},
	Column{Code: "single_parent", Head: "是否单亲家庭", Also: []string{"单亲"}, Type: Yes},
	Column{Code: "young_unemployed", Head: "是否失业青年", Also: []string{"失业青年"}, Type: Yes},
	Column{Code: "two_child_mother", Head: "是否二孩妈妈", Also: []string{"二孩妈妈"}, Type: Yes},
	Column{Code: "proof", Head: "认定依据", Also: []string{"证明材料", "证件编号", "认定文号"}, Type: Text, Limit: 50, Example: "枣乡振〔2021〕3号名册"},
	Column{Code: "exclusion", Head: "不宜安置情形", Also: []string{"不符合情形"}, Type: Choice, Note: "参加职工养老保险、办有营业执照、在校学生等；没有的留空"},
), judge: judgePeople, write: writePeople}

type incomingPerson struct {
	resident.Incoming
	known int64    // registered already; 0 for a new person
	add   []string // categories that are new
}

// firstLine of each identity number; a second line about the same person is named with the first one's row.
func (p *plan) once(l *line, seen map[string]int, key string) {
	if at, twice := seen[key]; twice {
		p.fault(l, "idno", errs.New(errs.Invalid, "import.twice").With("row", at))
		return
	}
	seen[key] = l.n
}

func (p *plan) identityOf(l *line, code string) idno.Number {
	n, err := idno.Parse(p.get(l, code))
	for _, e := range errs.All(err) {
		p.fault(l, code, e)
	}
	return n
}

// fieldColumn is the column of a field of resident.Entry.
var fieldColumn = map[string]string{"name": "name", "idno": "idno", "phone": "phone", "account": "account", "household": "household", "group": "group", "address": "address", "relation": "relation", "since": "since", "category": "category", "exclusion": "exclusion", "proof": "proof"}

func (p *plan) entry(l *line) resident.Entry {
	e := resident.Entry{Name: p.get(l, "name"), IDNumber: p.get(l, "idno"), Phone: p.get(l, "phone"), Account: p.get(l, "account"), HouseholdNumber: sheet.Plain(p.get(l, "household")), Group: sheet.Plain(p.get(l, "group")), Address: p.get(l, "address"), CategoryProof: p.get(l, "proof")}
	for _, code := range []string{"phone", "account"} {
		p.fault(l, code, ruined(p.get(l, code)))
	}
	var fault *errs.Error
	e.ResidentSince, fault = day(p.get(l, "since"))
	p.fault(l, "since", fault)
	e.Relation, _ = p.relation(l, "relation", "")
	for _, w := range pieces(p.get(l, "category")) {
		c, ok := p.said(l, "category", lexicon.Category, w)
		if ok && c != lexicon.Nothing && !slices.Contains(e.Categories, c) {
			e.Categories = append(e.Categories, c)
		}
	}
	for _, x := range categoryColumns {
		is, fault := p.yes(p.get(l, x.code))
		p.fault(l, x.code, fault)
		if is && !slices.Contains(e.Categories, x.code) {
			e.Categories = append(e.Categories, x.code)
		}
	}
	for _, w := range pieces(p.get(l, "exclusion")) {
		c, ok := p.said(l, "exclusion", lexicon.Exclusion, w)
		if ok && c != lexicon.Nothing && !slices.Contains(e.Exclusions, c) {
			e.Exclusions = append(e.Exclusions, c)
		}
	}
	return e
}

func judgePeople(room *Room, r database.Reader, p *plan) error {
	seen := map[string]int{}
	var indexes [][]byte
	var villages []int64
	inVillage := map[int64]bool{}
	for _, l := range p.lines {
		e := p.entry(l)
		c, err := e.Check(p.today)
		for _, f := range errs.All(err) {
			if column := fieldColumn[f.Field]; !p.faulted(l, column) { // a cell that is empty or cannot be read is told once
				p.fault(l, column, f)
			}
		}
		if len(l.faults) > 0 || l.village == nil {
			continue
		}
		p.once(l, seen, string(c.Number))
		l.entry = &incomingPerson{Incoming: resident.Incoming{Clean: c, Village: l.village}}
		indexes = append(indexes, room.Ring.Index("idno", string(c.Number)))
		if !inVillage[l.village.ID] {
			inVillage[l.village.ID] = true
			villages = append(villages, l.village.ID)
		}
	}
	known, err := resident.ByIndexes(r, indexes)
	if err != nil {
		return err
	}
	var ids, households []int64
	for _, k := range known {
		ids, households = append(ids, k.ID), append(households, k.HouseholdID)
	}
	categories, err := resident.CategoriesOn(r, ids, p.today)
	if err != nil {
		return err
	}
	homes, err := resident.HouseholdsByID(r, households)
	if err != nil {
		return err
	}
	namesakes, err := resident.NamesakesIn(r, villages)
	if err != nil {
		return err
	}
	next := 0
	for _, l := range p.lines {
		e, ok := l.entry.(*incomingPerson)
		if !ok {
			continue
		}
		k, found := known[string(indexes[next])]
		next++
		if !found {
			if other, same := namesakes[resident.Namesake{VillageID: l.village.ID, Name: e.Name, Birth: e.Number.Birth()}]; same {
				p.fault(l, "idno", errs.New(errs.Invalid, "import.namesake").With("tail", other.IDTail))
			}
			continue
		}
		if k.VillageID != l.village.ID {
			p.fault(l, "idno", errs.New(errs.Invalid, "import.elsewhere"))
			continue
		}
		p.compare(room, l, e, k, homes[k.HouseholdID])
		for _, c := range e.Categories {
			if !slices.Contains(categories[k.ID], c) {
				e.add = append(e.add, c)
			}
		}
		e.known = k.ID
		l.same = len(e.add) == 0
	}
	return nil
}

// compare what a row says with what is registered: a difference is named and never written over.
func (p *plan) compare(room *Room, l *line, e *incomingPerson, k resident.Person, home resident.Household) {
	differs := func(column string, is bool) {
		if is {
			p.fault(l, column, errs.New(errs.Invalid, "import.differs"))
		}
	}
	differs("name", !plain.SameName(e.Name, k.Name))
	differs("household", home.Number != e.HouseholdNumber)
	differs("group", e.GroupNo != 0 && home.GroupNo != e.GroupNo)
	differs("relation", e.Relation != k.Relation)
	differs("phone", e.Phone != "" && !slices.Equal(room.Ring.Index("phone", e.Phone), k.PhoneIndex))
	differs("account", e.Account != "" && !slices.Equal(room.Ring.Index("account", e.Account), k.AccountIndex))
}

func writePeople(room *Room, v *desk.Visit, p *plan) error {
	var fresh []resident.Incoming
	var cats []resident.PersonDated
	var proofs []string
	for _, l := range p.lines {
		e, ok := l.entry.(*incomingPerson)
		if !ok || !l.good() {
			continue
		}
		if e.known == 0 {
			fresh = append(fresh, e.Incoming)
			continue
		}
		for _, c := range e.add {
			cats = append(cats, resident.PersonDated{PersonID: e.known, Dated: resident.Dated{Code: c, FromDate: p.today, Source: "导入"}})
			proofs = append(proofs, e.CategoryProof)
		}
	}
	made, homes, err := room.Residents.Admit(v, p.today, fresh)
	if err != nil {
		return err
	}
	if err := resident.AddCategories(v.Tx, cats, proofs); err != nil {
		return err
	}
	added, err := resident.CategoryIDs(v.Tx, cats)
	if err != nil {
		return err
	}
	return room.made(v, p, map[string][]int64{"person": made, "household": homes, "person_category": added})
}
