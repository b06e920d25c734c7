package progress

import (
	"strings"

	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/platform/rulebook"
)

// Column of the form as it is printed (domain 8.1).
type Column struct {
	N      int
	Key    string // identifier
	Label  string // as printed
	Of     int    // of a sub-column, the column that it stands under
	Person bool   // counts people; otherwise things
}

// Columns in the form's order.
var Columns = []Column{
	{1, "labour_alliances", "劳务协作联盟个数", 0, false},
	{2, "labour_brands", "特色劳务品牌个数", 0, false},
	{3, "labour_bases", "乡村振兴劳务基地个数", 0, false},
	{4, "labour_coops", "劳务合作社个数", 0, false},
	{5, "workshops", "就业帮扶车间个数", 0, false},
	{6, "workshops_poverty_out", "吸纳脱贫人口数", 5, true},
	{7, "work_relief_rural", "以工代赈吸纳当地农村劳动力就业人数", 0, true},
	{8, "work_relief_poverty_out", "吸纳脱贫人口数", 7, true},
	{9, "posts_poverty_out", "乡村公益性岗位安置脱贫人口数", 0, true},
	{10, "training_poverty_out", "组织脱贫人口参加职业技能培训人数", 0, true},
	{11, "relocation_poverty_out", "易地搬迁安置区脱贫人口就业人数", 0, true},
	{12, "relocation_job_fairs", "举办“乐业搬迁（迁建）”专场招聘活动次数", 0, false},
}

// Counted is the column that is counted from placements.
const Counted = 9

// Name of a column where it stands alone: a sub-column with what it stands under.
func (c Column) Name() string {
	if c.Of > 0 {
		return strings.TrimSuffix(Columns[c.Of-1].Label, "个数") + "：" + c.Label
	}
	return c.Label
}

// Owned is the key by which the rulebook names the column's department: a sub-column goes with the column over it.
func (c Column) Owned() string {
	if c.Of > 0 {
		return Columns[c.Of-1].Key
	}
	return c.Key
}

// CutOff is the day by which the form is due and up to which it counts: report.cutoff_day of the quarter's last month,
// the 5th, which is before the quarter ends; a holiday does not move it.
func CutOff(q civil.Quarter, book *rulebook.Book, path string) civil.Date {
	m := q.First.Add(2)
	return m.Date(book.Int("report.cutoff_day", path, m.First(), 5))
}

// YearOf a quarter begins on the first day that its form counts: the figures are cumulative for the calendar year.
func YearOf(q civil.Quarter) civil.Date { return q.Add(1 - q.N()).Begins() }

// States of a form.
const (
	Open      = "open"
	Submitted = "submitted"
	Accepted  = "accepted"
)

// Form of a unit and quarter.
type Form struct {
	ID           int64
	UnitID       int64
	Quarter      string
	State        string
	SubmissionID *int64 // the latest
	Version      int64
}

// Sources of a figure.
const (
	Typed     = "typed"   // 直接填报
	ByList    = "list"    // 按清单
	FromExcel = "excel"   // 单位报送的Excel
	ByCount   = "counted" // 系统统计
)

// Cell is one figure with what is said beside it. Value nil: not answered.
type Cell struct {
	Col      int64
	Value    *int64
	Source   string
	Reason   string // why it fell
	Note     string // 口径说明
	Province *int64 // the province's figure, where it differs
	Channel  string
	ActorID  int64
	AtUs     clock.Moment
	Version  int64
}

// Definitions of column 9; the rulebook's report.col9_definition says which is sent in, the others are shown beside it.
const (
	OnPostInYear   = "on_post_in_year"   // on post on at least one day of the year up to the cut-off
	PlacedInYear   = "placed_in_year"    // newly placed this year
	OnPostAtCutOff = "on_post_at_cutoff" // on post on the cut-off
)

// Definitions in the order shown.
var Definitions = []string{OnPostInYear, PlacedInYear, OnPostAtCutOff}

// DefinitionOn is the definition in force.
func DefinitionOn(book *rulebook.Book, path string, on civil.Date) string {
	if d, ok := book.Text("report.col9_definition", path, "", on); ok {
		return d
	}
	return OnPostInYear
}
