package importer

import (
	"slices"
	"strings"

	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/idno"
	"gangwei/internal/plain"
	"gangwei/internal/resident"
	"gangwei/internal/sheet"
	"gangwei/internal/words"
)

// identity number of the person that a row is about.
var identity = Column{Code: "idno", Head: "身份证号码", Also: []string{"身份证号", "身份证", "公民身份号码", "证件号码", "身份号码"}, Type: Identity, Required: true, Example: "370499197003070017", Note: "18位，该列先设为“文本”格式"}

var fullName = Column{Code: "name", Head: "姓名", Also: []string{"人员姓名", "名字", "申请人", "岗位人员"}, Type: Text,
	Required: true, Limit: 60, Example: "王  三", Note: "中间的空格会去掉"}

// categoryColumns are the yes/no columns of 安置对象类别, which stand beside the column that names them in words.
var categoryColumns = []struct{ code, head string }{
	{"poverty_out", "脱贫人口"}, {"low_income", "农村低收入人口"}, {"disabled", "残疾人"}, {"single_parent", "单亲家庭"}, {"young_unemployed", "失业青年"}, {"two_child_mother", "二孩妈妈"},
}

var categoryWords = map[string]string{
	"脱贫人口": "poverty_out", "脱贫户": "poverty_out", "脱贫享受政策人口": "poverty_out", "建档立卡": "poverty_out", "贫困户": "poverty_out", "监测户": "poverty_out", "监测对象": "poverty_out", "防止返贫监测帮扶对象": "poverty_out", "防止返贫监测对象": "poverty_out",
	"低保": "low_income", "低保户": "low_income", "低收入": "low_income", "低收入人口": "low_income", "特困": "low_income", "残疾": "disabled", "残疾人": "disabled", "大龄": "older", "大龄人员": "older", "农村大龄": "older",
	"单亲": "single_parent", "单亲家庭": "single_parent", "失业青年": "young_unemployed", "二孩妈妈": "two_child_mother", "“二孩妈妈”": "two_child_mother",
}

var exclusionWords = map[string]string{"职工养老": "employee_pension_paying", "职工养老保险": "employee_pension_paying", "领职工养老金": "employee_pension_drawing", "退休": "employee_pension_drawing", "营业执照": "business_owner",
	"个体": "business_owner", "学生": "student", "在校": "student", "外出务工": "elsewhere", "外出": "elsewhere", "服刑": "in_custody"}

// relationWords say what somebody is to the head of the household or to a declarer, beside the labels of GB/T 4761.
var relationWords = map[string]string{"户主": "02", "本人": "02", "户主本人": "02", "丈夫": "11", "老公": "11", "妻子": "12", "老婆": "12", "爱人": "10", "夫妻": "10", "儿子": "20", "大儿子": "22", "二儿子": "23", "女儿": "30", "大女儿": "32", "二女儿": "33",
	"女婿": "28", "儿媳妇": "38", "孙": "41", "外孙": "43", "外孙女": "44", "爸爸": "51", "父": "51", "妈妈": "52", "母": "52", "爷爷": "61", "奶奶": "62", "姥爷": "63", "外公": "63", "姥姥": "64", "外婆": "64", "哥哥": "71", "哥": "71", "兄长": "71", "嫂子": "72",
	"弟弟": "73", "弟妹": "74", "弟媳妇": "74", "姐": "75", "妹": "77", "大爷": "81", "伯伯": "81", "大娘": "82", "叔叔": "83", "叔": "83", "婶子": "84", "舅舅": "85", "舅": "85", "舅妈": "86", "姨夫": "87", "姨妈": "88", "姨": "88", "姑夫": "89", "姑姑": "90", "姑": "90",
	"堂兄": "91", "堂弟": "91", "堂姐": "91", "堂妹": "91", "堂兄弟": "91", "表兄": "92", "表弟": "92", "表姐": "92", "表妹": "92", "表兄弟": "92", "侄": "93", "外甥": "95", "其他": "97", "非亲属": "99"}

func relation(cell string) (string, bool) {
	s := sheet.Plain(cell)
	if len(s) == 1 && s >= "1" && s <= "9" {
		s = "0" + s
	}
	if len(s) == 2 && strings.Trim(s, "0123456789") == "" {
		return s, s == "02" || s == "99" || words.Label("kin", s) != s
	}
	return choice("kin", relationWords, s)
}

var people = &Kind{Code: "people", Permission: "resident.import", Columns: append(slices.Clone(where),
	fullName, identity,
	Column{Code: "household", Head: "户号", Also: []string{"户编号", "家庭编号", "户序号", "户籍编号"}, Type: Text, Limit: 20, Example: "001", Note: "同一户写同一个号，本村内不重复；不知道的留空，记为户情况未知，以后补登"},
	Column{Code: "group", Head: "村民小组", Also: []string{"小组", "组别", "所在小组", "村民组"}, Type: Text, Limit: 10, Example: "三组", Note: "写3、三组、第3组都可以；不清楚的留空"},
	Column{Code: "relation", Head: "与户主关系", Also: []string{"关系", "家庭关系", "户主关系"}, Type: Choice, Example: "户主", Note: "户主、配偶、子、女……或GB/T 4761代码；填了户号的必填"},
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
	told  bool     // the household of a known person of whom none was known
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
	e := resident.Entry{Name: p.get(l, "name"), IDNumber: p.get(l, "idno"), Phone: p.get(l, "phone"), Account: p.get(l, "account"), HouseholdNumber: sheet.Plain(p.get(l, "household")), Group: sheet.Plain(p.maybe(l, "group")), Address: p.maybe(l, "address"), CategoryProof: p.maybe(l, "proof")}
	e.HomeNotKnown = e.HouseholdNumber == ""
	for _, code := range []string{"phone", "account"} {
		p.fault(l, code, ruined(p.get(l, code)))
	}
	var fault *errs.Error
	e.ResidentSince, fault = day(p.maybe(l, "since"))
	p.fault(l, "since", fault)
	var ok bool
	if e.Relation, ok = relation(p.get(l, "relation")); !ok && p.get(l, "relation") != "" {
		p.fault(l, "relation", errs.New(errs.Invalid, "import.relation"))
	}
	for _, w := range pieces(p.get(l, "category")) {
		c, ok := choice("category", categoryWords, w)
		if !ok {
			p.fault(l, "category", errs.New(errs.Invalid, "import.word").With("word", w))
		} else if !slices.Contains(e.Categories, c) {
			e.Categories = append(e.Categories, c)
		}
	}
	if p.get(l, "relation") == "" && !e.HomeNotKnown {
		p.fault(l, "relation", errs.New(errs.Invalid, "import.required"))
	}
	for _, x := range categoryColumns {
		is, fault := yes(p.maybe(l, x.code))
		p.fault(l, x.code, fault)
		if is && !slices.Contains(e.Categories, x.code) {
			e.Categories = append(e.Categories, x.code)
		}
	}
	for _, w := range pieces(p.maybe(l, "exclusion")) {
		if no, _ := yes(w); !no && (w == "无" || w == "否") {
			continue
		}
		c, ok := choice("exclusion", exclusionWords, w)
		if !ok {
			p.fault(l, "exclusion", errs.New(errs.Invalid, "import.word").With("word", w))
		} else if !slices.Contains(e.Exclusions, c) {
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
		if !found || k.Outside == 1 {
			if found && !plain.SameName(e.Name, k.Name) {
				p.fault(l, "name", errs.New(errs.Invalid, "import.other_name"))
			}
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
		e.told = !homes[k.HouseholdID].Known() && !e.HomeNotKnown
		l.same = len(e.add) == 0 && !e.told
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
	p.differsName(l, e.Name, k.Name)
	differs("household", home.Known() && !e.HomeNotKnown && home.Number != e.HouseholdNumber)
	differs("group", e.GroupNo != 0 && home.GroupNo != e.GroupNo)
	differs("relation", home.Known() && !e.HomeNotKnown && e.Relation != k.Relation)
	differs("phone", e.Phone != "" && !slices.Equal(room.Ring.Index("phone", e.Phone), k.PhoneIndex))
	differs("account", e.Account != "" && !slices.Equal(room.Ring.Index("account", e.Account), k.AccountIndex))
}

// differsName faults a name that is not the registered one.
func (p *plan) differsName(l *line, said, known string) {
	if !plain.SameName(said, known) {
		p.fault(l, "name", errs.New(errs.Invalid, "import.differs"))
	}
}

func writePeople(room *Room, v *desk.Visit, p *plan) error {
	var fresh []resident.Incoming
	var cats []resident.PersonDated
	var proofs []string
	var homes []resident.ToldHome
	for _, l := range p.lines {
		e, ok := l.entry.(*incomingPerson)
		if !ok || !l.good() {
			continue
		}
		if e.known == 0 {
			fresh = append(fresh, e.Incoming)
			continue
		}
		if e.told {
			homes = append(homes, resident.ToldHome{PersonID: e.known, Home: e.home()})
		}
		for _, c := range e.add {
			cats = append(cats, resident.PersonDated{PersonID: e.known, Dated: resident.Dated{Code: c, FromDate: p.today, Source: "导入"}})
			proofs = append(proofs, e.CategoryProof)
		}
	}
	made, err := room.Residents.Admit(v, p.today, fresh)
	if err != nil {
		return err
	}
	if err := room.Residents.TellHomes(v, homes); err != nil {
		return err
	}
	if err := resident.AddCategories(v.Tx, cats, proofs); err != nil {
		return err
	}
	added, err := resident.CategoryIDs(v.Tx, cats)
	if err != nil {
		return err
	}
	return room.made(v, p, map[string][]int64{"person": made.New, "person_adopted": made.Adopted, "household": made.Households, "person_category": added, "household_told": toldOf(homes)})
}

// home that a row tells.
func (e *incomingPerson) home() resident.Home {
	return resident.Home{Number: e.HouseholdNumber, Address: e.Address, Group: e.Group, Relation: e.Relation}
}

func toldOf(homes []resident.ToldHome) (ids []int64) {
	for _, h := range homes {
		ids = append(ids, h.PersonID)
	}
	return ids
}
