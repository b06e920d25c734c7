package quota

import (
	"regexp"
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// Period of the plan (计划期), both days included.
type Period struct {
	Code      string
	Name      string
	FromDate  civil.Date
	UntilDate civil.Date
	Document  string
	CreatedBy int64
	CreatedUs clock.Moment
}

func (Period) TableName() string { return "plan_period" }

// First period of the city's plan (枣人社字〔2023〕68号): 十四五.
var First = Period{Code: "2021-2025", Name: "十四五", FromDate: civil.MustDate("2021-01-01"),
	UntilDate: civil.MustDate("2025-12-31"), Document: "枣人社字〔2023〕68号"}

var periodCode = regexp.MustCompile(`^20\d\d(-20\d\d)?$`)

// check a period that follows the others; all faults at once. Pure.
func (p Period) check(others []Period) error {
	var faults errs.Faults
	if !periodCode.MatchString(p.Code) {
		faults.Add(errs.New(errs.Invalid, "quota.period_code").On("period_code"))
	}
	if p.FromDate.IsZero() || !p.UntilDate.After(p.FromDate) || p.UntilDate.DaysSince(p.FromDate) > 3700 {
		faults.Add(errs.New(errs.Invalid, "quota.period_dates").On("period_until"))
	}
	for _, o := range others {
		if o.Code == p.Code || !p.FromDate.After(o.UntilDate) && !p.UntilDate.Before(o.FromDate) {
			faults.Add(errs.New(errs.Invalid, "quota.period_overlap").On("period_from").With("period", o.Code))
		}
	}
	faults.Add(checkDocument(p.Document, "period_document"))
	return faults.OrNil()
}

// Line of the plan: a period, and one kind of post or any.
type Line struct {
	Period string
	Kind   string // empty: any kind; a first-level kind covers those below it
}

// Quota of one region and line, in posts developed (开发).
type Quota struct {
	ID        int64
	RegionID  int64
	Path      string
	Period    string
	Kind      string
	Total     int64
	GivenDown int64
	Opened    int64
	Document  string
	Version   int64
}

func (Quota) TableName() string { return "quota" }

// Left is what may still be given down or opened.
func (q Quota) Left() int64 { return q.Total - q.GivenDown - q.Opened }

// Acts by which the plan moves.
const (
	ActSet      = "set"
	ActAllot    = "allot"
	ActTransfer = "transfer"
	ActReturn   = "return"
)

// Move of the plan by a document. Insert-only.
type Move struct {
	ID       int64
	Act      string
	Period   string
	Kind     string
	FromPath string // empty where the city's total was set
	ToPath   string
	Amount   int64 // posts; the new total where it was set
	Document string
	ActorID  int64
	AtUs     clock.Moment
}

func (Move) TableName() string { return "quota_move" }

// Kind of post (岗位类别).
type Kind struct {
	Code   string
	Parent string
	Name   string
}

// Kinds of post seen in Shandong (domain section 3.4): five official first-level types, the second level below them.
var seedKinds = []Kind{
	{"management", "", "公共管理"},
	{"service", "", "公共服务"},
	{"social", "", "社会事业"},
	{"facility", "", "设施维护"},
	{"governance", "", "社会治理"},
	{"cleaning", "service", "保洁"},
	{"environment", "service", "人居环境整治"},
	{"roads", "facility", "道路管护"},
	{"forest", "facility", "护林绿化"},
	{"water", "facility", "河湖管护"},
	{"facilities", "facility", "公共设施维护"},
	{"fire_flood", "governance", "防火防汛防溺水"},
	{"patrol", "governance", "治安巡逻"},
	{"care_old", "social", "助老"},
	{"care_disabled", "social", "助残"},
	{"culture", "social", "基层公共文化"},
	{"publicity", "management", "宣传助理"},
	{"employment_aide", "management", "就业协理"},
}

// SeedKinds writes the list of kinds when the office is made, and what an older office lacks of it when it is upgraded.
func SeedKinds(v *desk.Visit) error {
	lacking, err := LackingKinds(v.Tx)
	if err != nil {
		return err
	}
	return insertKinds(v.Tx, lacking)
}

// LackingKinds are the kinds of the list that an office has not; what it calls the others is its own matter.
func LackingKinds(r database.Reader) ([]Kind, error) {
	have, err := Kinds(r)
	if err != nil {
		return nil, err
	}
	var out []Kind
	for _, k := range seedKinds {
		if !slices.ContainsFunc(have, func(h Kind) bool { return h.Code == k.Code }) {
			out = append(out, k)
		}
	}
	return out, nil
}

// PeriodOn is the period of a day: the one that covers it, else the latest that began before it, else the first.
func PeriodOn(r database.Reader, day civil.Date) (Period, error) {
	all, err := Periods(r)
	out := First
	for _, p := range all {
		if !p.FromDate.After(day) {
			out = p
		}
	}
	return out, err
}
