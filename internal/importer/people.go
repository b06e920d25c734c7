package importer

import (
	"slices"
	"strings"

	"gangwei/internal/civil"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/idno"
	"gangwei/internal/plain"
	"gangwei/internal/resident"
	"gangwei/internal/sheet"
	"gangwei/internal/words"
)

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

var people = &Kind{Code: "people", Permission: "resident.import", Columns: columns("people"), judge: judgePeople,
	write: writePeople}

type incomingPerson struct {
	resident.Incoming
	known int64 // registered already; 0 for a new person
	died  civil.Date
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
	for _, x := range categoryColumns {
		is, fault := yes(p.get(l, x.code))
		p.fault(l, x.code, fault)
		if is && !slices.Contains(e.Categories, x.code) {
			e.Categories = append(e.Categories, x.code)
		}
	}
	for _, w := range pieces(p.get(l, "exclusion")) {
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
		died, fault := day(p.get(l, "died"))
		p.fault(l, "died", fault)
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
		l.entry = &incomingPerson{Incoming: resident.Incoming{Clean: c, Village: l.village}, died: died}
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
			if !e.died.IsZero() {
				p.fault(l, "died", errs.New(errs.Invalid, "import.person_died"))
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
	differs("died", !e.died.IsZero() && e.died != k.DiedOn)
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
