package screens

import (
	"net/http"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
)

// hungPage lists the lists of pay that villages hung before the county drafted them, with the form for one more.
type hungPage struct {
	kit.Page
	Notices  []payroll.VillageNotice
	Villages []*region.Region // of which the visitor may enter one
	Months   []civil.Month
	Until    civil.Date
}

// shownHung notices at once.
const shownHung = 100

func hungPageOf(r *kit.Request) (*hungPage, error) {
	page := &hungPage{Page: kit.Page{Title: "村里先张贴的发放名单"}, Until: r.Today.AddDays(3)}
	for i := range 3 {
		page.Months = append(page.Months, r.Today.Month().Add(-i))
	}
	enters := r.Actor.Scope("payroll.hang")
	for _, v := range r.Tree.At(region.Village) {
		if enters.Covers(v.Path) {
			page.Villages = append(page.Villages, v)
		}
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		page.Notices, err = payroll.VillageNotices(s, r.Actor.Scope("payroll.view"), shownHung)
		return err
	})
}

func hung(r *kit.Request) error {
	page, err := hungPageOf(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "hung", page)
}

// hang records one more.
func hang(p *Payroll, r *kit.Request) error {
	n, err := hangs(p, r)
	if err == nil {
		return r.SeeOther("/pay/hung/"+kit.FormatID(n), "已登记。")
	}
	if !kit.IsFormError(err) {
		return err
	}
	page, loadErr := hungPageOf(r)
	if loadErr != nil {
		return loadErr
	}
	return r.RenderFormErrors(err, "hung", page)
}

func hangs(p *Payroll, r *kit.Request) (int64, error) {
	village, month := kit.Division(r, "region"), kit.Choice(r, "month")
	n := payroll.VillageNotice{FromDate: r.Date("from"), UntilDate: r.Date("until"), Place: r.Text("place"),
		Objections: r.Text("objections")}
	if err := r.Faults(); err != nil {
		return 0, err
	}
	var err error
	if n.Month, err = civil.ParseMonth(month); err != nil {
		return 0, errs.New(errs.Invalid, "form.choice").On("month")
	}
	if n.Lines, err = payroll.ReadHung(r.Context.FormValue("lines")); err != nil {
		return 0, err
	}
	scan, err := r.SealScan()
	if err != nil {
		return 0, err
	}
	return p.Payroll.HangVillage(r.Context.Request().Context(), r.Actor, r.Key(), village, n, scan)
}

// hungOnePage shows one list that hung.
type hungOnePage struct {
	kit.Page
	Notice payroll.VillageNotice
	Sum    money.Fen
}

func hungOne(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	page := &hungOnePage{}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if page.Notice, err = payroll.VillageNoticeByID(s, n); err != nil {
			return err
		}
		if !r.Actor.Scope("payroll.view").Covers(page.Notice.Path) {
			return errs.New(errs.NotFound, "authz.not_found")
		}
		return nil
	}); err != nil {
		return err
	}
	for _, l := range page.Notice.Lines {
		page.Sum += l.AmountFen
	}
	page.Title = r.Tree.Name(page.Notice.Path) + page.Notice.Month.Chinese() + "先张贴的名单"
	return r.Show(http.StatusOK, "hung_one", page)
}

// with gives a handler the pages' services.
func with(p *Payroll, act func(*Payroll, *kit.Request) error) func(*kit.Request) error {
	return func(r *kit.Request) error { return act(p, r) }
}

// shownDiffers of a run at once; the rest is counted.
const shownDiffers = 50

// loadHung holds the run against what the villages hung first.
func (page *runPage) loadHung(s *database.Snapshot, own authz.Scope) (err error) {
	page.Hung, err = payroll.HungOf(s, page.Run, own)
	return err
}

// ShownDiffers are the lines that differ from what their village hung, the first of them.
func (x *runPage) ShownDiffers() (out []payroll.HungDiffer) {
	for _, d := range x.Hung.Differs {
		if d.Why != payroll.HungNone && len(out) < shownDiffers {
			out = append(out, d)
		}
	}
	return out
}

// ShownExtra are the names that hung and are on no line.
func (x *runPage) ShownExtra() []payroll.HungLine {
	return slices.Clone(x.Hung.Extra[:min(len(x.Hung.Extra), shownDiffers)])
}

func runTakeHung(p *Payroll, r *kit.Request) error {
	return p.runAct(r, "已以村里先张贴的名单为公示。", func(n, version int64) error {
		_, err := p.Payroll.TakeHung(r.Context.Request().Context(), r.Actor, r.Key(), n, version)
		return err
	})
}

func runSplitHung(p *Payroll, r *kit.Request) error {
	return p.runAct(r, "不同的已移出；这次批准以后，另行编制补编并公示。", func(n, version int64) error {
		_, err := p.Payroll.SplitHung(r.Context.Request().Context(), r.Actor, r.Key(), n, version)
		return err
	})
}
