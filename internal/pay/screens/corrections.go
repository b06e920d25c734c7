package screens

import (
	"net/http"
	"strconv"
	"strings"

	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/pay/payment"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/registry/account"
)

// Corrections shows corrections of locked month sheets, what they change of pay, and takes the decision.
type Corrections struct {
	Payroll *payroll.Service
}

// Routes of these pages.
func (p *Corrections) Routes() []feature.Route {
	return []feature.Route{
		feature.Get("/pay/corrections", "payroll.view", p.list).Shows(&correctionList),
		feature.Get("/pay/expected", "duty.view", p.expected).Shows(&expectedList),
		feature.Get("/pay/corrections/:id", "payroll.view", p.one).Of("sheetcorrection"),
		feature.Post("/pay/corrections/:id/decide", "duty.correct_decide", p.decide).Of("sheetcorrection").
			Decides(correctionQueue),
	}
}

var correctionQueue = &kit.Queue{Code: "duty.correct", Words: "待审核的考勤更正", Permission: "duty.correct_decide",
	Address: "/pay/corrections/%d", WaitingFor: func(r *kit.Request, s *database.Snapshot) ([]int64, error) {
		return duty.CorrectionQueue(s, r.Actor.Scope("duty.correct_decide"), r.Actor.PersonKey)
	}}

// Queues of corrections.
func (p *Corrections) Queues() []*kit.Queue { return []*kit.Queue{correctionQueue} }

// Todo of corrections: deciding, paying what was too little, hearing who was paid too much.
func (p *Corrections) Todo() []feature.Todo {
	return []feature.Todo{
		{Order: 118, Permission: "duty.correct_decide", Work: true,
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				q, err := duty.CorrectionsWaiting(s, r.Actor.Scope("duty.correct_decide"), r.Actor.PersonKey)
				return []feature.Item{feature.Item{Words: correctionQueue.Words, Address: "/pay/corrections?waits=1", Unit: "份",
					Queue: correctionQueue.Code, Who: "{n}份表上被更正的人：批准以后才补发或追缴"}.Of(q)}, err
			}},
		{Order: 119, Permission: "payroll.draft", Work: true,
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				n, sum, err := payroll.OwedByCorrection(s, r.Actor.Scope("payroll.draft"))
				return []feature.Item{{Words: "考勤更正以后少发、还没有编制补发的", Count: n, Unit: "人",
					Address: "/pay/corrections", Act: "去编制", Who: "共少发" + sum.Grouped() + "元"}}, err
			}},
		{Order: 118, Permission: "duty.settle", Work: true, Items: expectedTodo("duty.settle", "去登记")},
		{Order: 119, Permission: "payroll.draft", Work: true, Items: expectedTodo("payroll.draft", "看名单")},
		{Order: 119, Permission: "payment.recover", Work: true,
			Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
				n, sum, err := payment.Unheard(s, r.Actor.Scope("payment.recover"))
				return []feature.Item{{Words: "考勤更正以后多发、还没有听取说明的", Count: n, Unit: "人",
					Address: "/pay/recoveries", Act: "去登记", Who: "共多发" + sum.Grouped() + "元"}}, err
			}},
	}
}

// correctionList is the list of corrections.
var correctionList = listing.List[duty.Correction]{
	Code: "corrections", Title: "考勤表的更正", View: "payroll.view",
	ID:    func(x duty.Correction) int64 { return x.ID },
	NoRow: "没有更正过的考勤表。",
	Columns: []listing.Column[duty.Correction]{
		listing.Place("place", "村（社区）", func(x duty.Correction) string { return x.Path }).
			To(func(x duty.Correction) string { return "/pay/corrections/" + kit.FormatID(x.ID) }),
		listing.Text("month", "月份", func(x duty.Correction) string { return x.Month.Chinese() }),
		listing.Text("reason", "理由", func(x duty.Correction) string { return x.Reason }),
		listing.Moment("entered", "录入", func(x duty.Correction) clock.Moment { return x.EnteredUs }),
		listing.Label("state", "状态", "dutycorrection", func(x duty.Correction) string { return x.State }).
			Toned(func(x duty.Correction) string {
				return map[string]string{duty.CorrectionEntered: "wait", duty.CorrectionApproved: "good",
					duty.CorrectionRefused: "bad"}[x.State]
			}),
	},
}

type correctionsPage struct {
	kit.Page
	Places kit.Places
	Waits  bool
	List   *listing.View
}

func (p *Corrections) list(r *kit.Request) error {
	scope := r.Actor.Scope("payroll.view")
	at, err := r.Where(scope)
	if err != nil {
		return err
	}
	page := &correctionsPage{Page: kit.Page{Title: "考勤表的更正"}, Places: r.Narrow(scope.Paths(), at),
		Waits: r.Text("waits") == "1"}
	f := duty.CorrectionFilter{Waits: page.Waits, Key: r.Actor.PersonKey}
	q := listing.Query[duty.Correction]{At: at, Said: listing.Said("", listing.If(page.Waits, "等我审核")),
		All: func(s *database.Snapshot, scope authz.Scope) ([]duty.Correction, error) {
			return duty.Corrections(s, scope, f, listing.Few)
		}}
	return correctionList.Answer(r, q, func(v *listing.View) error {
		page.List = v
		return r.Show(http.StatusOK, "sheet_corrections", page)
	})
}

type correctionPage struct {
	kit.Page
	kit.Deciding
	Correction duty.Correction
	Lines      []duty.CorrectedLine
	Effects    []payroll.CorrectionEffect
	Days       []int
	Number     string // of the signed paper
	Scans      []villagepapers.Scan
	EnteredBy  string
	DecidedBy  string
	CanDraft   bool
	County     string // code
	More, Less money.Fen
}

// ChangedDays of a line in words.
func (x *correctionPage) ChangedDays(l duty.CorrectedLine) string {
	var out []string
	for _, d := range l.Changed() {
		out = append(out, strconv.Itoa(d)+"日"+or(l.Was(d), "空")+"→"+or(l.Now(d), "空"))
	}
	if l.Hours != l.WasHours {
		out = append(out, "工时"+strconv.FormatInt(l.WasHours, 10)+"→"+strconv.FormatInt(l.Hours, 10))
	}
	if l.LessLowered() {
		out = append(out, "考核扣款"+l.WasLessFen.Grouped()+"元→"+l.LessFen.Grouped()+"元")
	}
	if l.Added {
		return "原表上没有，补入：" + strings.Join(out, "，")
	}
	return strings.Join(out, "，")
}

func or(s, otherwise string) string {
	if s == "" {
		return otherwise
	}
	return s
}

// Differs reports whether a day of a line was changed.
func (x *correctionPage) Differs(l duty.CorrectedLine, day int) bool {
	return l.Days[day-1] != l.WasDays[day-1]
}

// WordOf an effect: paid too little, too much, or neither.
func (x *correctionPage) WordOf(e payroll.CorrectionEffect) string {
	switch d := e.Difference(); {
	case d > 0:
		return "补发" + d.Grouped()
	case d < 0:
		return "多发" + (-d).Grouped()
	}
	return "不变"
}

func (p *Corrections) load(r *kit.Request) (*correctionPage, error) {
	n, err := r.ID()
	if err != nil {
		return nil, err
	}
	page := &correctionPage{}
	page.R = r
	if err := r.Read(func(s *database.Snapshot) error { return page.read(r, s, n) }); err != nil {
		return nil, err
	}
	for d := 1; d <= page.Correction.Month.Days(); d++ {
		page.Days = append(page.Days, d)
	}
	for _, e := range page.Effects {
		page.More, page.Less = page.More+max(e.Difference(), 0), page.Less+max(-e.Difference(), 0)
	}
	page.Title = page.Correction.Month.Chinese() + "考勤表的更正"
	page.County = r.CodeOf(page.Correction.Path[:min(len(page.Correction.Path), 8)])
	return page, nil
}

func (page *correctionPage) read(r *kit.Request, s *database.Snapshot, n int64) (err error) {
	if page.Correction, err = duty.CorrectionByID(s, n); err != nil {
		return err
	}
	c := page.Correction
	if err = r.Actor.Check("payroll.view", c.Path); err != nil {
		return err
	}
	if page.Lines, err = duty.CorrectedLines(s, c); err != nil {
		return err
	}
	if page.Effects, err = payroll.EffectsOf(s, c, page.Lines); err != nil {
		return err
	}
	if page.Number, err = villagepapers.NumberOf(s, c.ScanID); err != nil {
		return err
	}
	if r.Can("application.view") {
		if page.Scans, err = villagepapers.SignedIn(s, c.Path, c.Month); err != nil {
			return err
		}
	}
	names, err := account.NamesOf(s, []int64{c.EnteredBy, c.DecidedBy})
	if err != nil {
		return err
	}
	page.EnteredBy, page.DecidedBy = names[c.EnteredBy], names[c.DecidedBy]
	if c.State == duty.CorrectionApproved && r.Actor.Scope("payroll.draft").Covers(c.Path) {
		if page.CanDraft, err = payroll.OwedStill(s, n); err != nil {
			return err
		}
	}
	return page.putToDecision(r, s)
}

func (page *correctionPage) putToDecision(r *kit.Request, s *database.Snapshot) (err error) {
	c := page.Correction
	may := c.State == duty.CorrectionEntered && r.Actor.Scope("duty.correct_decide").Covers(c.Path)
	if may || correctionQueue.Asked(r) {
		if page.Queue, err = correctionQueue.At(r, s, c.ID); err != nil {
			return err
		}
	}
	if !may {
		return nil
	}
	d := &kit.Decision{Title: "审核更正", Field: "pass", Version: c.Version,
		Lead:     "对照签字原件逐格核对。批准以后，少发的编制更正补发；多发的听取本人说明再追缴，不从以后的补贴里扣。",
		Action:   "/pay/corrections/" + kit.FormatID(c.ID) + "/decide",
		Outcomes: []kit.Outcome{{Value: "1", Words: "批准"}, {Value: "0", Words: "不批准"}},
		Fields:   []kit.Field{{Name: "remark", Label: "意见（不批准时必填）", Kind: kit.FieldLine}},
		Button:   "提交决定", Queue: page.Queue}
	page.Decision = d
	if err := d.Stop("", payroll.MayDecideCorrection(s, r.Actor, c, nil)); err != nil {
		return err
	}
	if len(d.Stops) > 0 {
		return nil
	}
	return d.Stop("1", payroll.MayDecideCorrection(s, r.Actor, c, page.Lines))
}

func (p *Corrections) one(r *kit.Request) error {
	page, err := p.load(r)
	if err != nil {
		return err
	}
	return r.Show(http.StatusOK, "sheet_correction", page)
}

func (p *Corrections) decide(r *kit.Request) error {
	page, err := p.load(r)
	if err != nil {
		return err
	}
	pass, version, remark := kit.Either(r, "pass"), r.Int("version"), r.Text("remark")
	id := page.Correction.ID
	return correctionQueue.Decide(r, id, "/pay/corrections/"+kit.FormatID(id), func() (string, error) {
		if err := r.Faults(); err != nil {
			return "", err
		}
		_, err := p.Payroll.DecideCorrection(r.Context.Request().Context(), r.Actor, r.Key(),
			duty.CorrectionDecision{ID: id, Version: version, Approve: pass, Remark: remark})
		if pass {
			return "已批准更正。少发的由编制人员编制更正补发，多发的先听取本人说明。", err
		}
		return "已登记不批准，考勤表照原样。", err
	}, func(err error) error { return r.RenderFormErrors(err, "sheet_correction", page) })
}
