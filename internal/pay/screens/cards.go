package screens

import (
	"bytes"
	"net/http"

	"gangwei/internal/base/clock"
	"gangwei/internal/pay/cardchange"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
	"gangwei/internal/registry/resident"
)

// Cards shows changed cards.
type Cards struct {
	Cards     *cardchange.Service
	Residents *resident.Service
	Ring      *seal.Ring
}

// Routes of these pages.
func (p *Cards) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/pay/cards", "card.view", p.cards).Shows(&cardLists),
		feature.Post("/pay/cards", "card.enter", p.cardEnter).Takes(kit.MaxFiles),
		feature.Get("/pay/cards/tell", "card.tell", p.cardTell),
		feature.Post("/pay/cards/notices/:id", "card.tell", p.cardTold).Of("notice"),
		feature.Get("/pay/cards/:id", "card.view", p.cardList).Of("card"),
		feature.Get("/pay/cards/:id/report.xlsx", "card.view", p.cardReport).Of("card"),
		feature.Post("/pay/cards/:id/approve", "card.approve", p.cardApprove).Of("card").Decides(cardApprovals),
		feature.Post("/pay/cards/:id/apply", "card.enter", p.cardApply).Of("card").Decides(cardUses),
		feature.Post("/pay/cards/:id/cancel", "card.enter", p.cardCancel).Of("card"),
		feature.Post("/pay/cards/:id/strike", "card.enter", p.cardStrike).Of("card"),
	}
}

type cardsPage struct {
	kit.Page
	Counties []*region.Region // for which a list may be entered
	List     *listing.View
	Denied   []resident.Notice
}

// cardLists is the list of the banks' lists, the latest first. It is not taken away: each list has its report.
var cardLists = listing.List[cardchange.List]{
	Code: "cards", Title: "历次名单", View: "card.view", Export: listing.Nobody,
	ID: func(x cardchange.List) int64 { return x.ID }, NoRow: "还没有名单。",
	Columns: []listing.Column[cardchange.List]{
		listing.Text("document", "依据", func(x cardchange.List) string { return x.Document }).
			To(func(x cardchange.List) string { return "/pay/cards/" + kit.FormatID(x.ID) }),
		listing.Place("place", "区（市）", func(x cardchange.List) string { return x.Path }),
		listing.Moment("entered", "登记时间", func(x cardchange.List) clock.Moment { return x.EnteredUs }),
		listing.Label("state", "状态", "cardlist", func(x cardchange.List) string { return x.State }),
	},
}

var allCardLists = listing.Query[cardchange.List]{
	All: func(s *database.Snapshot, scope authz.Scope) ([]cardchange.List, error) {
		return cardchange.Lists(s, scope, listing.Few)
	},
}

func (p *Cards) cardsPage(r *kit.Request) (*cardsPage, error) {
	page := &cardsPage{Page: kit.Page{Title: "换卡"}}
	scope := r.Actor.Scope("card.view")
	for _, c := range r.Tree.At(region.County) {
		if r.Actor.Scope("card.enter").Covers(c.Path) {
			page.Counties = append(page.Counties, c)
		}
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		page.Denied, err = resident.DeniedIn(s, scope, 200)
		return err
	})
}

func (p *Cards) cards(r *kit.Request) error {
	if _, err := r.Where(r.Actor.Scope("card.view")); err != nil {
		return err
	}
	page, err := p.cardsPage(r)
	if err != nil {
		return err
	}
	return cardLists.Answer(r, allCardLists, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "cards", page)
	})
}

// cardEnter takes a bank's list of new accounts.
func (p *Cards) cardEnter(r *kit.Request) error {
	page, err := p.cardsPage(r)
	if err != nil {
		return err
	}
	county := kit.Division(r, "region")
	var body []byte
	name, document := "", r.Text("document")
	if err = r.Faults(); err == nil {
		name, body, err = r.HandedIn(kit.MaxList)
	}
	var n int64
	if err == nil {
		n, err = p.Cards.Enter(r.Context.Request().Context(), r.Actor, r.Key(), county, document, name, body)
	}
	if err != nil {
		var loadErr error
		if page.List, loadErr = cardLists.Of(r, allCardLists); loadErr != nil {
			return loadErr
		}
		return r.RenderFormErrors(err, "cards", page)
	}
	return r.SeeOther("/pay/cards/"+kit.FormatID(n), "已登记，还没有改动任何账号。请核对后交另一人批准。")
}

var (
	cardApprovals = cardQueue("card.approve", "待批准的换卡名单", toApprove)
	cardUses      = cardQueue("card.enter", "冷静期已过、待启用的换卡名单", toApply)
)

type cardsWaiting func(*kit.Request, *database.Snapshot) ([]cardchange.Waiting, error)

func toApprove(r *kit.Request, s *database.Snapshot) ([]cardchange.Waiting, error) {
	return cardchange.ToApprove(s, r.Actor.Scope("card.approve"))
}

func toApply(r *kit.Request, s *database.Snapshot) ([]cardchange.Waiting, error) {
	return cardchange.ToApply(s, r.Actor.Scope("card.enter"), r.Today)
}

func cardQueue(permission authz.Permission, words string,
	waiting cardsWaiting) *kit.Queue {
	return &kit.Queue{Code: string(permission), Words: words, Permission: permission, Address: "/pay/cards/%d",
		WaitingFor: func(r *kit.Request, s *database.Snapshot) (out []int64, err error) {
			rows, err := waiting(r, s)
			for _, x := range rows {
				out = append(out, x.ID)
			}
			return out, err
		}}
}

// cardItem is the to-do of a queue of lists.
func cardItem(q *kit.Queue, act string,
	waiting cardsWaiting) func(*kit.Request, *database.Snapshot) ([]feature.Item, error) {
	return func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
		rows, err := waiting(r, s)
		if len(rows) == 0 {
			return nil, err
		}
		return []feature.Item{feature.Item{Words: q.Words, Address: "/pay/cards", Act: act, Queue: q.Code, Unit: "份"}.
			Of(clock.Queue(int64(len(rows)), rows[0].SinceUs))}, nil
	}
}

// Queues of lists of cards.
func (p *Cards) Queues() []*kit.Queue { return []*kit.Queue{cardApprovals, cardUses} }

type cardListPage struct {
	kit.Page
	kit.Deciding
	List     cardchange.List
	Counts   map[string]int64
	Verdicts []string
	Verdict  string
	Rows     []cardchange.Line
	Next     string
}

// Open reports whether the list can still be changed.
func (x *cardListPage) Open() bool {
	return x.List.State == cardchange.Entered || x.List.State == cardchange.Cooling
}

// putToDecision makes the box in which the list is approved, or put in force once it has cooled.
func (x *cardListPage) putToDecision(r *kit.Request, s *database.Snapshot) (err error) {
	at := "/pay/cards/" + kit.FormatID(x.List.ID)
	approves := x.List.State == cardchange.Entered && r.Actor.Scope("card.approve").Covers(x.List.Path)
	uses := x.List.State == cardchange.Cooling && r.Actor.Scope("card.enter").Covers(x.List.Path)
	x.Queue, err = kit.Stand(r, s, x.List.ID, map[*kit.Queue]bool{cardApprovals: approves, cardUses: uses},
		cardApprovals, cardUses)
	switch {
	case err != nil:
		return err
	case approves:
		x.Decision = &kit.Decision{Title: "批准", Queue: x.Queue, Action: at + "/approve", Version: x.List.Version,
			Button: "批准",
			Lead:   "核对银行来函和人数后批准。批准后过冷静期才启用，期间请各村看前后对照表，有异议的剔除。"}
		return x.Decision.Stop("", x.List.MayApprove(r.Actor))
	case uses:
		x.Decision = &kit.Decision{Title: "启用", Queue: x.Queue, Action: at + "/apply", Version: x.List.Version,
			Button: "启用新账号",
			Lead:   "账号与登记时不同的人（期间另外换过卡）不改，在名单里标出。"}
		return x.Decision.Stop("", x.List.MayApply(r.Today))
	}
	return nil
}

func (p *Cards) loadCardList(r *kit.Request) (*cardListPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &cardListPage{Verdicts: cardchange.Verdicts, Verdict: r.QueryParam("verdict")}
	err = r.Read(func(s *database.Snapshot) (err error) {
		if page.List, err = cardchange.ByID(s, n); err != nil {
			return err
		}
		if err := r.Actor.Check("card.view", page.List.Path); err != nil {
			return err
		}
		if page.Counts, err = cardchange.Counts(s, n); err != nil {
			return err
		}
		page.Rows, err = cardchange.Page(s, n, page.Verdict, kit.ParseID(r.QueryParam("after")), kit.PageSize+1)
		if err != nil {
			return err
		}
		return page.putToDecision(r, s)
	})
	page.Title = "换卡名单：" + page.List.Document
	page.Rows, page.Next = kit.OnePage(page.Rows, func(l cardchange.Line) string { return kit.FormatID(l.Seq) })
	return page, err
}

func (p *Cards) cardList(r *kit.Request) error {
	page, err := p.loadCardList(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "card_list", page)
}

// cardReport is the list with what stood before and what comes after, for the villages to look at while it cools.
func (p *Cards) cardReport(r *kit.Request) error {
	page, err := p.loadCardList(r)
	if err != nil {
		return err
	}
	var all []cardchange.Line
	if err := r.Read(func(s *database.Snapshot) (err error) {
		all, err = cardchange.Page(s, page.List.ID, "", 0, 1<<20)
		return err
	}); err != nil {
		return err
	}
	var b bytes.Buffer
	heads := []sheet.Column{
		{Head: "序号", Width: 8, Figure: true},
		{Head: "镇街村", Width: 28},
		{Head: "姓名", Width: 12},
		{Head: "身份证号码末四位", Width: 16},
		{Head: "原账号", Width: 14},
		{Head: "新账号", Width: 14},
		{Head: "比对结果", Width: 24},
	}
	if err := sheet.WriteXLSX(&b, "换卡前后对照表", "依据："+page.List.Document, heads, func(yield func([]string) error) error {
		for _, l := range all {
			if err := yield([]string{kit.FormatID(l.Seq), r.Tree.Name(l.Path), l.Name, l.IDTail, tail(l.OldTail),
				tail(l.NewTail),
				words.Label("cardline", l.Verdict)}); err != nil {
				return err
			}
		}
		return nil
	}); err != nil {
		return err
	}
	return r.Attachment("换卡前后对照表-"+kit.FormatID(page.List.ID)+".xlsx",
		"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", b.Bytes())
}

// tail of an account as it is shown.
func tail(s string) string {
	if s == "" {
		return "无"
	}
	return "****" + s
}

// cardAct carries something out on a list and shows it again.
func (p *Cards) cardAct(r *kit.Request, notice string, do func(n, version int64) error) error {
	page, err := p.loadCardList(r)
	if err != nil {
		return err
	}
	id, version := page.List.ID, r.Int("version")
	q := kit.Asked(r, cardApprovals, cardUses)
	if q.Code != "" {
		notice = page.List.Document + "：" + notice
	}
	return q.Decide(r, id, "/pay/cards/"+kit.FormatID(id), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		return notice, do(id, version)
	}, func(err error) error { return r.RenderFormErrors(err, "card_list", page) })
}

func (p *Cards) cardApprove(r *kit.Request) error {
	return p.cardAct(r, "已批准，冷静期过后才启用。", func(n, version int64) error {
		_, err := p.Cards.Approve(r.Context.Request().Context(), r.Actor, r.Key(), n, version)
		return err
	})
}

func (p *Cards) cardApply(r *kit.Request) error {
	return p.cardAct(r, "已启用，原账号留存。请逐人告知。", func(n, version int64) error {
		_, err := p.Cards.Apply(r.Context.Request().Context(), r.Actor, r.Key(), n, version)
		return err
	})
}

func (p *Cards) cardCancel(r *kit.Request) error {
	why := r.Text("why")
	return p.cardAct(r, "已撤销，没有改动任何账号。", func(n, version int64) error {
		_, err := p.Cards.Cancel(r.Context.Request().Context(), r.Actor, r.Key(), n, version, why)
		return err
	})
}

func (p *Cards) cardStrike(r *kit.Request) error {
	seq, why := r.Int("seq"), r.Text("strike_why")
	return p.cardAct(r, "已剔除这一行。", func(n, version int64) error {
		_, err := p.Cards.Strike(r.Context.Request().Context(), r.Actor, r.Key(), n, version, seq, why)
		return err
	})
}

type tellPage struct {
	kit.Page
	Rows   []resident.Notice
	Next   string
	Ways   []string
	Asked  int64 // the notice that was written down with a fault
	phones map[int64]string
}

// FaultOf a field of one notice's form.
func (x *tellPage) FaultOf(notice int64, field string) string {
	if notice != x.Asked {
		return ""
	}
	return x.Fault(field)
}

// Phone of a holder; empty if none was given.
func (x *tellPage) Phone(notice int64) string { return x.phones[notice] }

// cardTell lists the changes of account of which the holder has not been told.
func (p *Cards) cardTell(r *kit.Request) error {
	page, err := p.tellPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "card_tell", page)
}

func (p *Cards) tellPage(r *kit.Request) (*tellPage, error) {
	page := &tellPage{Page: kit.Page{Title: "换卡告知"}, Ways: resident.TellBy, phones: map[int64]string{}}
	err := r.Read(func(s *database.Snapshot) (err error) {
		page.Rows, err = resident.Untold(s, r.Actor.Scope("card.tell"), kit.ParseID(r.QueryParam("after")), kit.PageSize+1)
		return err
	})
	if err != nil {
		return nil, err
	}
	page.Rows, page.Next = kit.OnePage(page.Rows, func(n resident.Notice) string { return kit.FormatID(n.ID) })
	for _, n := range page.Rows {
		if len(n.PhoneSealed) == 0 {
			continue
		}
		if page.phones[n.ID], err = p.Ring.Open("person", "phone", n.PhoneSealed); err != nil {
			return nil, err
		}
	}
	return page, nil
}

func (p *Cards) cardTold(r *kit.Request) error {
	n, err := r.ID()
	if err != nil {
		return err
	}
	how, denied, remark := kit.Choice(r, "how"), kit.Choice(r, "said") == "denied", r.Text("remark")
	if err = r.Faults(); err == nil {
		_, err = p.Residents.Tell(r.Context.Request().Context(), r.Actor, r.Key(), n, how, denied, remark)
	}
	if err != nil {
		if !kit.IsFormError(err) {
			return err
		}
		page, loadErr := p.tellPage(r)
		if loadErr != nil {
			return loadErr
		}
		page.Asked = n
		return r.RenderFormErrors(err, "card_tell", page)
	}
	notice := "已登记告知。"
	if denied {
		notice = "已登记。本人否认换卡，账号更正以前不向这个账号发放。"
	}
	return r.SeeOther("/pay/cards/tell", notice)
}
