package importer

import (
	"slices"

	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/matching"
)

// registers is a department's register (部门数据): who stands in it, as of a day. Names are not kept, numbers only as blind indexes.
var registers = &Kind{Code: "register", Permission: "matching.import", Columns: columns("register"),
	judge: judgeRegisters,
	write: writeRegisters}

var registerWords = map[string]string{"死亡": "deceased", "死亡人员": "deceased", "职工养老参保": "employee_pension_paying", "企业养老参保": "employee_pension_paying", "退休": "employee_pension_drawing", "领取养老金": "employee_pension_drawing",
	"工商登记": "business_owner", "营业执照": "business_owner", "法人": "business_owner", "财政供养": "public_employee", "财政供养人员": "public_employee", "服刑": "in_custody", "羁押": "in_custody", "在押": "in_custody"}

func judgeRegisters(room *Room, _ database.Reader, p *plan) error {
	type one struct{ kind, index, day string }
	seen := map[one]int{}
	for _, l := range p.lines {
		kind, ok := choice("exclusion", registerWords, p.get(l, "kind"))
		if p.get(l, "kind") != "" && (!ok || !slices.Contains(matching.Kinds, kind)) {
			p.fault(l, "kind", errs.New(errs.Invalid, "import.word").With("word", p.get(l, "kind")))
		}
		e := matching.Entry{Kind: kind, Detail: p.get(l, "detail"), Source: p.get(l, "source")}
		var fault *errs.Error
		e.On, fault = day(p.get(l, "on"))
		p.fault(l, "on", fault)
		e.AsOf, fault = day(p.get(l, "as_of"))
		p.fault(l, "as_of", fault)
		if e.AsOf.After(p.today) {
			p.fault(l, "as_of", errs.New(errs.Invalid, "form.future"))
		}
		if p.get(l, "idno") == "" {
			continue
		}
		n := p.identityOf(l, "idno")
		if len(l.faults) > 0 {
			continue
		}
		e.IDIndex = room.Ring.Index("idno", string(n))
		k := one{kind, string(e.IDIndex), e.AsOf.String() + e.Source}
		if at, twice := seen[k]; twice {
			p.fault(l, "idno", errs.New(errs.Invalid, "import.twice").With("row", at))
			continue
		}
		seen[k] = l.n
		l.entry = e
	}
	return nil
}

func writeRegisters(_ *Room, v *desk.Visit, p *plan) error {
	var many []matching.Entry
	for _, l := range p.lines {
		if e, ok := l.entry.(matching.Entry); ok && l.good() {
			many = append(many, e)
		}
	}
	_, err := matching.Take(v, p.batchID, p.at.Path, many)
	return err
}
