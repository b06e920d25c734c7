package importer

import (
	"cmp"

	"gangwei/internal/authz"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/helpledger"
	"gangwei/internal/lexicon"
)

// help is the help ledger as the employment and poverty-monitoring systems export it: one row for each act.
var help = &Kind{Code: "help", Permission: "help.enter", Columns: []Column{
	fullName, identity,
	{Code: "need", Head: "援助需求", Also: []string{"就业需求", "帮扶需求", "需求"}, Type: Text, Limit: 200, Example: "想在本村就业，照顾老人"},
	{Code: "kind", Head: "援助类型", Also: []string{"帮扶类型", "援助方式", "类型"}, Type: Choice, Required: true, Example: "基本就业服务", Note: "基本就业服务、专项就业政策、特定群体就业援助、急难就业援助"},
	{Code: "what", Head: "援助内容", Also: []string{"帮扶措施", "援助措施", "服务内容", "内容"}, Type: Text, Required: true, Limit: 200, Example: "介绍到镇上服装厂面试"},
	{Code: "on", Head: "援助日期", Also: []string{"帮扶日期", "服务日期", "日期"}, Type: Day, Required: true, Example: "2025-03-01"},
	{Code: "result", Head: "结果", Also: []string{"援助结果", "帮扶成效", "成效"}, Type: Text, Limit: 200, Example: "已上班"},
	{Code: "next", Head: "下次援助日期", Also: []string{"下次日期", "下次联系日期", "下次服务日期"}, Type: Day, Example: "2025-04-01"},
}, judge: judgeHelp, write: writeHelp}

func judgeHelp(room *Room, r database.Reader, p *plan) error {
	found, err := p.lookUp(room, r, [][2]string{{"idno", "name"}})
	if err != nil {
		return err
	}
	acts, err := helpledger.KnownActs(r, idsOf(found[0]))
	if err != nil {
		return err
	}
	for _, l := range p.lines {
		q, ok := found[0][l]
		if ok && !authz.Under(p.at.Path).Covers(q.Path) {
			p.fault(l, "idno", errs.New(errs.Invalid, "import.outside").With("place", p.at.Name))
		}
		kind, _ := p.word(l, "kind", lexicon.HelpKind)
		x := helpledger.Incoming{Person: q, Need: p.get(l, "need"), Act: helpledger.Act{Kind: kind, What: p.get(l, "what"), Result: p.get(l, "result")}}
		var fault *errs.Error
		x.Act.OnDate, fault = day(p.get(l, "on"))
		p.fault(l, "on", fault)
		x.Act.NextOn, fault = day(p.get(l, "next"))
		p.fault(l, "next", fault)
		if len(l.faults) > 0 || !ok {
			continue
		}
		for _, e := range errs.All(x.Act.Check(p.today)) {
			p.fault(l, e.Field, e)
		}
		if x.Need == "" {
			x.Need = "由系统导入"
		}
		var stands string
		stands, l.same = acts[q.ID][helpledger.Act{Kind: x.Act.Kind, What: x.Act.What, OnDate: x.Act.OnDate}]
		if l.same && x.Act.Result != "" && stands != x.Act.Result { // the other system says otherwise: nobody's word is taken over unseen
			l.same = false
			p.fault(l, "result", errs.New(errs.Invalid, "import.help_differs").With("result", cmp.Or(stands, "没有填")))
		}
		if len(l.faults) == 0 && !l.same {
			l.entry = x
		}
	}
	return nil
}

func writeHelp(room *Room, v *desk.Visit, p *plan) error {
	var rows []helpledger.Incoming
	for _, l := range p.lines {
		if x, ok := l.entry.(helpledger.Incoming); ok && l.good() {
			rows = append(rows, x)
		}
	}
	cases, acts, _, err := helpledger.TakeMany(v, rows)
	if err != nil {
		return err
	}
	return room.made(v, p, map[string][]int64{"help_case": cases, "help_act": acts})
}
