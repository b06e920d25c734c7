package screens

import (
	"net/http"

	"gangwei/internal/base/errs"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/words"
)

type recoveriesPage struct {
	kit.Page
	Counties []*region.Region
	At       *region.Region
	Left     bool // only those of whom something is still to come back
	List     *listing.View
	People   int
	Over     money.Fen
	Back     money.Fen
}

// overpaidList are the people of a county who were paid too much.
var overpaidList = listing.List[payment.Recovery]{
	Code: "recoveries", Title: "多发与追缴", View: "payment.view",
	ID:    func(x payment.Recovery) int64 { return x.PlacementID },
	NoRow: "没有多发的。",
	Columns: []listing.Column[payment.Recovery]{
		listing.Text("name", "姓名", func(x payment.Recovery) string { return x.Name }).
			To(func(x payment.Recovery) string { return "/pay/recoveries/" + kit.FormatID(x.PlacementID) }),
		listing.Place("place", "村（社区）", func(x payment.Recovery) string { return x.Path }),
		listing.Label("fund", "资金来源", "fund", func(x payment.Recovery) string { return x.Fund }),
		listing.Money("over", "多发（元）", func(x payment.Recovery) money.Fen { return x.Over }),
		listing.Money("back", "已收回（元）", func(x payment.Recovery) money.Fen { return x.Back }).
			And(func(x payment.Recovery) string { return x.LastOn.String() }),
		listing.Money("left", "未收回（元）", payment.Recovery.Left),
	},
}

// counties that the visitor sees, and the one asked for; nil: none is seen.
func countiesOf(r *kit.Request, p authz.Permission) (all []*region.Region, at *region.Region) {
	scope := r.Actor.Scope(p)
	for _, c := range r.Tree.At(region.County) {
		if scope.Covers(c.Path) {
			all = append(all, c)
			if at == nil || c.Code == r.Text("region") {
				at = c
			}
		}
	}
	return all, at
}

func (p *Arrears) recoveries(r *kit.Request) error {
	page := &recoveriesPage{Page: kit.Page{Title: "多发与追缴"}, Left: r.Text("left") == "1"}
	page.Counties, page.At = countiesOf(r, "payment.view")
	if err := r.Faults(); err != nil {
		return err
	}
	if code := r.Text("region"); code != "" && (page.At == nil || page.At.Code != code) {
		return errs.New(errs.NotFound, "authz.not_found") // no county that the visitor sees
	}
	if page.At == nil {
		return r.Show(http.StatusOK, "recoveries", page)
	}
	var rows []payment.Recovery
	if err := r.Read(func(s *database.Snapshot) error {
		all, err := payment.Recoveries(s, page.At.Path, 0)
		for _, x := range all {
			if page.Left && x.Left() == 0 {
				continue
			}
			rows = append(rows, x)
			page.People, page.Over, page.Back = page.People+1, page.Over+x.Over, page.Back+x.Back
		}
		return err
	}); err != nil {
		return err
	}
	q := listing.Query[payment.Recovery]{At: page.At, Said: listing.Said("", listing.If(page.Left, "没有收回完的")),
		All: func(*database.Snapshot, authz.Scope) ([]payment.Recovery, error) { return rows, nil }}
	return overpaidList.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "recoveries", page)
	})
}

// recoverQueue are the people of whom something is still to come back.
var recoverQueue = &kit.Queue{Code: "payment.recover", Words: "待收回的多发补贴", Permission: "payment.recover",
	Address: "/pay/recoveries/%d", WaitingFor: func(r *kit.Request, s *database.Snapshot) (out []int64, err error) {
		counties, _ := countiesOf(r, "payment.recover")
		for _, c := range counties {
			rows, err := payment.Recoveries(s, c.Path, 0)
			if err != nil {
				return nil, err
			}
			for _, x := range rows {
				if x.Left() > 0 {
					out = append(out, x.PlacementID)
				}
			}
		}
		return out, nil
	}}

type recoveryPage struct {
	kit.Page
	kit.Deciding
	Of        payment.Recovery
	CanLetter bool
	CanHear   bool
}

// recoveryPage of one who was paid too much. authz.not_found: nobody was.
func (p *Arrears) recoveryPage(r *kit.Request) (*recoveryPage, error) {
	id, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &recoveryPage{Page: kit.Page{Title: "多发与追缴"}, CanLetter: r.Can("placement.view")}
	return page, r.Read(func(s *database.Snapshot) error {
		held, err := placement.ByID(s, id)
		if err != nil {
			return err
		}
		county := region.CountyPath(held.Path)
		if err := r.Actor.Check("payment.view", county); err != nil {
			return err
		}
		rows, err := payment.Recoveries(s, county, id)
		if err == nil && len(rows) == 0 {
			err = errs.New(errs.NotFound, "authz.not_found")
		}
		if err != nil {
			return err
		}
		page.Of = rows[0]
		return page.putToDecision(r, s, county)
	})
}

// putToDecision makes the box in which is booked what came back.
func (page *recoveryPage) putToDecision(r *kit.Request, s *database.Snapshot, county string) (err error) {
	books := page.Of.Left() > 0 && r.Actor.Scope("payment.recover").Covers(county)
	page.CanHear = books
	page.Queue, err = kit.Stand(r, s, page.Of.PlacementID, map[*kit.Queue]bool{recoverQueue: books}, recoverQueue)
	if err != nil || !books {
		return err
	}
	page.Decision = &kit.Decision{Title: "登记收回", Button: "登记收回", Queue: page.Queue,
		Action: "/pay/recoveries/" + kit.FormatID(page.Of.PlacementID),
		Lead:   "先听取本人说明，再发告知书。收回的退回原资金来源（" + words.Label("fund", page.Of.Fund) + "），不从以后的补贴里扣。",
		Fields: []kit.Field{
			{Name: "amount", Label: "金额（元）", Kind: kit.FieldShort, Value: page.Of.Left().String()},
			{Name: "on", Label: "收回日期", Kind: kit.FieldShort, Value: r.Today.String()},
			{Name: "voucher", Label: "凭证号", Kind: kit.FieldLine}}}
	return nil
}

func (p *Arrears) recovery(r *kit.Request) error {
	page, err := p.recoveryPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "recovery", page)
}

// recover books what came back of an overpayment.
func (p *Arrears) recover(r *kit.Request) error {
	page, err := p.recoveryPage(r)
	if err != nil {
		return err
	}
	id := page.Of.PlacementID
	return recoverQueue.Decide(r, id, "/pay/recoveries/"+kit.FormatID(id), func() (string, error) {
		amount, on, voucher := r.Fen("amount"), r.Date("on"), r.Text("voucher")
		err := r.Faults()
		if err == nil {
			_, err = p.Payments.Recover(r.Context.Request().Context(), r.Actor, r.Key(), id, amount, on, voucher)
		}
		return page.Of.Name + "：已登记收回，记入原资金来源。", err
	}, func(err error) error { return r.RenderFormErrors(err, "recovery", page) })
}

// HeardWays in which a payee is heard.
func (page *recoveryPage) HeardWays() []string { return payment.HeardWays }

// hear writes down what somebody said who was paid too much.
func (p *Arrears) hear(r *kit.Request) error {
	page, err := p.recoveryPage(r)
	if err != nil {
		return err
	}
	id := page.Of.PlacementID
	x := payment.Hearing{PlacementID: id, OnDate: r.Date("heard_on"), How: kit.Choice(r, "heard_how"),
		Words: r.Text("heard_words")}
	if err = r.Faults(); err == nil {
		_, err = p.Payments.Hear(r.Context.Request().Context(), r.Actor, r.Key(), x)
	}
	if err != nil {
		return r.RenderFormErrors(err, "recovery", page)
	}
	return r.SeeOther("/pay/recoveries/"+kit.FormatID(id), "已登记听取说明。")
}
