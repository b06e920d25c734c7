package importer

import (
	"slices"

	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/lexicon"
	"gangwei/internal/matching"
)

// registers is a department's register (部门数据): who stands in it, as of a day. Names are not kept, numbers only as blind indexes.
var registers = &Kind{Code: "register", Permission: "matching.import", Columns: []Column{
	{Code: "kind", Head: "登记类型", Also: []string{"数据类型", "类型", "比对类型"}, Type: Choice, Required: true, Example: "死亡", Note: "死亡、参加职工养老保险、领取职工养老保险待遇、办有营业执照、公职人员、服刑或羁押"},
	{Code: "name", Head: "姓名", Also: fullName.Also, Type: Text, Example: "王三", Note: "只供核对，不保存"},
	identity,
	{Code: "detail", Head: "说明", Also: []string{"登记内容", "单位名称", "企业名称", "备注"}, Type: Text, Limit: 50, Example: "某某超市，负责人"},
	{Code: "on", Head: "发生日期", Also: []string{"登记日期", "参保日期", "死亡日期", "起始日期"}, Type: Day},
	{Code: "as_of", Head: "数据截止日", Also: []string{"截止日期", "数据日期"}, Type: Day, Required: true, Example: "2025-02-28"},
	{Code: "source", Head: "提供部门", Also: []string{"数据来源", "来源", "部门"}, Type: Text, Required: true, Limit: 30, Example: "区市场监管局"},
}, judge: judgeRegisters, write: writeRegisters}

func judgeRegisters(room *Room, _ database.Reader, p *plan) error {
	type one struct{ kind, index, day string }
	seen := map[one]int{}
	for _, l := range p.lines {
		kind, ok := p.word(l, "kind", lexicon.Exclusion)
		if ok && !slices.Contains(matching.Kinds, kind) {
			p.unknown(l, "kind", p.get(l, "kind"), labelsOf("register", matching.Kinds))
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
