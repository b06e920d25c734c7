package screens

import (
	"net/http"
	"net/url"
	"sync"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/hiring/application"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
)

// Board shows what hangs on the real board, and the way to say what is wrong, for everybody.
type Board struct {
	Boards     Boards
	Complaints *complaint.Service
	Sayings    kit.Limiter
}

// boardAge is how long a rendered board is shown again, in microseconds: a minute.
const boardAge = clock.Moment(60_000_000)

// Routes for everybody: what hangs on the real board, and a way to say what is wrong.
func (p *Board) Routes() []feature.Route {
	return []feature.Route{
		feature.Open("GET", "/board/:code", p.Board),
		feature.Open("GET", "/board/:code/say", p.SayForm),
		feature.Open("POST", "/board/:code/say", p.Say),
		feature.Open("GET", "/receipt", p.Receipt),
		feature.Open("POST", "/receipt/appeal", p.ReceiptAppeal),
	}
}

// Boards are rendered once a minute and village; they hold what hangs on the real board and nothing of the visitor.
type Boards struct {
	mu   sync.Mutex
	made map[string]board
}

type board struct {
	body []byte
	day  civil.Date
	at   clock.Moment
}

type boardPage struct {
	kit.Page
	Village *region.Region
	Rows    []application.Posted
	Pay     []payment.OnBoard
	book    *rulebook.Book
}

// Due day of a month's pay.
func (b *boardPage) Due(m civil.Month) civil.Date { return payroll.DueOn(b.book, b.Village.Path, m) }

// Late reports whether that day has passed.
func (b *boardPage) Late(m civil.Month) bool { return b.R.Today.After(b.Due(m)) }

// boardMonths of pay that a board shows.
const boardMonths = 6

// public finds the village of a board; where the county switched boards off, there is none.
func (p *Board) publicVillage(r *kit.Request, s *database.Snapshot) (*region.Region, error) {
	v, err := r.Tree.ByCode(r.Param("code"))
	if err != nil || v.Level != region.Village || v.Ended {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	book, err := rulebook.Load(s)
	if err != nil {
		return nil, err
	}
	if !book.Bool("public.board", v.Path, r.Today, true) {
		return nil, errs.New(errs.NotFound, "authz.not_found")
	}
	return v, nil
}

// Board is public: who is proposed for a post, while the notice hangs.
func (p *Board) Board(r *kit.Request) error {
	code := r.Param("code")
	p.Boards.mu.Lock()
	b, ok := p.Boards.made[code]
	p.Boards.mu.Unlock()
	if !ok || b.day != r.Today || r.Now-b.at > boardAge {
		page := &boardPage{Page: kit.Page{Title: "公示"}}
		if err := r.Read(func(s *database.Snapshot) (err error) {
			if page.Village, err = p.publicVillage(r, s); err != nil {
				return err
			}
			if page.book, err = rulebook.Load(s); err != nil {
				return err
			}
			if page.Rows, err = application.OnBoard(s, page.Village.Path, r.Today); err != nil {
				return err
			}
			last := r.Today.Month().Add(-1)
			page.Pay, err = payment.BoardOf(s, page.Village.Path, last.Add(1-boardMonths), last,
				r.Today)
			return err
		}); err != nil {
			return err
		}
		body, err := r.Render("board", page)
		if err != nil {
			return err
		}
		b = board{body, r.Today, r.Now}
		p.Boards.mu.Lock()
		if p.Boards.made == nil || len(p.Boards.made) > 5000 {
			p.Boards.made = map[string]board{}
		}
		p.Boards.made[code] = b
		p.Boards.mu.Unlock()
	}
	r.Response().Header().Set("X-Robots-Tag", "noindex, nofollow")
	return r.HTMLBlob(http.StatusOK, b.body)
}

type sayPage struct {
	kit.Page
	Village *region.Region
	Pre     string
	Kinds   []string
	Posted  []application.Posted
	Abouts  []string
	Receipt complaint.Receipt
}

// Months that somebody may have worked.
func (x *sayPage) Months() []civil.Month { return kit.MonthsBack(x.R.Today) }

func (p *Board) sayPage(r *kit.Request) (*sayPage, error) {
	page := &sayPage{Page: kit.Page{Title: "反映情况"}, Kinds: complaint.Kinds(), Abouts: complaint.Abouts, Pre: kit.Random()}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if page.Village, err = p.publicVillage(r, s); err != nil {
			return err
		}
		page.Posted, err = application.OnBoard(s, page.Village.Path, r.Today)
		return err
	}); err != nil {
		return nil, err
	}
	r.Keep("gw_pre", page.Pre, 3600)
	markSayer(r)
	r.Response().Header().Set("X-Robots-Tag", "noindex, nofollow")
	return page, nil
}

// SayForm is public: an objection or complaint, which goes to the office above the village.
func (p *Board) SayForm(r *kit.Request) error {
	page, err := p.sayPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "say", page)
}

// Say is public; its form carries a token that its own cookie repeats. Nobody signs in, no identity number is asked.
func (p *Board) Say(r *kit.Request) error {
	if err := r.CheckToken(r.Pre()); err != nil {
		return err
	}
	page, err := p.sayPage(r)
	if err != nil {
		return err
	}
	if err := p.maySay(r, page.Village.Code); err != nil {
		return r.RenderFormErrors(err, "say", page)
	}
	said := complaint.Said{Kind: r.Text("kind"), About: r.Text("about"), CameBy: complaint.Web,
		Application: r.Int("application"), Month: r.Month(), Text: r.Text("text"), Name: r.Text("name"),
		Phone: r.Text("phone")}
	if err = r.Faults(); err == nil {
		page.Receipt, err = p.Complaints.Register(r.Context.Request().Context(), authz.Villager(), "", page.Village, said)
	}
	if err != nil {
		return r.RenderFormErrors(err, "say", page)
	}
	return r.Show(http.StatusOK, "say", page)
}

type receiptPage struct {
	kit.Page
	Pre    string
	Number string
	Found  bool
	Appeal bool // it is answered, and there is an office above
	State  string
	By     civil.Date
	On     civil.Date
}

// Receipt is public: how far a complaint is, for whoever has its number; nothing of what was said or answered.
func (p *Board) Receipt(r *kit.Request) error {
	page, err := p.receiptPage(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "receipt", page)
}

func (p *Board) receiptPage(r *kit.Request) (*receiptPage, error) {
	page := &receiptPage{Page: kit.Page{Title: "查办理情况"}, Number: r.Text("number"), Pre: kit.Random()}
	if err := r.Faults(); err != nil {
		return nil, err
	}
	r.Keep("gw_pre", page.Pre, 3600)
	markSayer(r)
	if page.Number == "" {
		return page, nil
	}
	return page, r.Read(func(s *database.Snapshot) (err error) {
		var c complaint.Complaint
		c, page.Found, err = complaint.ByNumber(s, page.Number)
		page.State, page.By, page.On = c.State, c.AnswerBy, c.AnsweredOn
		page.Appeal = c.State == complaint.Answered && complaint.Above(c.Office) != ""
		return err
	})
}

// ReceiptAppeal is public: who holds the receipt is not content with the answer, and the next office up takes it up
// again.
func (p *Board) ReceiptAppeal(r *kit.Request) error {
	if err := r.CheckToken(r.Pre()); err != nil {
		return err
	}
	page, err := p.receiptPage(r)
	if err != nil {
		return err
	}
	if err := p.maySay(r, ""); err != nil {
		return r.RenderFormErrors(err, "receipt", page)
	}
	if _, err := p.Complaints.Appeal(r.Context.Request().Context(), page.Number, r.Text("why")); err != nil {
		return r.RenderFormErrors(err, "receipt", page)
	}
	return r.SeeOther("/receipt?number="+url.QueryEscape(page.Number), "已转上一级重新办理，期限重新计算。")
}
