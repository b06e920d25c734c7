package importer

import (
	"cmp"

	"gangwei/internal/base/errs"
	"gangwei/internal/forms/helpledger"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/lexicon"
)

// help is the help ledger as the employment and poverty-monitoring systems export it: one row for each act.
func (room *Rooms) help() *Kind {
	return &Kind{Code: "help", Permission: "help.enter", Columns: columns("help"), Judge: room.judgeHelp,
		Write: room.writeHelp, Undo: undoHelp}
}

func (room *Rooms) judgeHelp(r database.Reader, p *plan) error {
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
		x := helpledger.Incoming{Person: q, Need: p.get(l, "need"),
			Act: helpledger.Act{Kind: kind, What: p.get(l, "what"), Result: p.get(l, "result")}}
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
		// the other system says otherwise: nobody's word is taken over unseen
		if l.same && x.Act.Result != "" && stands != x.Act.Result {
			l.same = false
			p.fault(l, "result", errs.New(errs.Invalid, "import.help_differs").With("result", cmp.Or(stands, "没有填")))
		}
		if len(l.faults) == 0 && !l.same {
			l.entry = x
		}
	}
	return nil
}

func (room *Rooms) writeHelp(v *desk.Visit, p *plan) error {
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
	return recordMade(v, p, map[string][]int64{"help_case": cases, "help_act": acts})
}

func undoHelp(v *desk.Visit, of Undoing) error {
	return helpledger.Forget(v.Tx, of.Made["help_case"], of.Made["help_act"])
}
