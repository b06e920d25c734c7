package screens

import (
	"gangwei/internal/base/errs"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/documents"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// mostListed people on the lists of one township.
const mostListed = 5000

// runLists prints the lists that hang on the villages' boards, one sheet for each village: a township's, or a village's
// own.
func (p *Payroll) runLists(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	scope := r.Actor.Scope("payroll.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	if paths := scope.Paths(); at == nil && len(paths) == 1 {
		at, _ = r.Tree.ByPath(paths[0])
	}
	var run payroll.Run
	var rows []payroll.Listed
	var rules []string
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if run, err = payroll.RunByID(s, n); err != nil {
			return err
		}
		if scope.Within(run.Path).Empty() {
			return errs.New(errs.NotFound, "authz.not_found")
		}
		if at == nil || at.Level != region.Township && at.Level != region.Village {
			return errs.New(errs.Invalid, "payroll.lists")
		}
		book, err := rulebook.Load(s)
		if err != nil {
			return err
		}
		rules = payroll.RuleDocuments(book, run)
		rows, err = payroll.Lists(s, run, authz.Under(at.Path).Within(run.Path), mostListed)
		return err
	}); err != nil {
		return err
	}
	if len(rows) == 0 {
		return errs.New(errs.State, "payroll.no_list")
	}
	pack := &documents.Pack{Title: r.Tree.Name(at.Path) + run.Month.Chinese() + "补贴发放公示", Demo: r.Kit.Demo, Stamp: r.Now}
	for from := 0; from < len(rows); {
		until := from
		for until < len(rows) && rows[until].VillageID == rows[from].VillageID {
			until++
		}
		pack.Sheets = append(pack.Sheets, payroll.NoticeSheet(r.Tree.Full(rows[from].Path), run, rows[from:until], rules))
		from = until
	}
	return r.ShowPack(pack, pack.Title)
}
