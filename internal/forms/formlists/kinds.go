package formlists

import "slices"

// Fields that an entry may have beside its name, as the kinds use them.
const (
	Place      = "place"
	Level      = "level"
	Document   = "document"
	Owner      = "owner"
	Contractor = "contractor"
	Until      = "until_on"
	People     = "people"
	PovertyOut = "poverty_out"
	Changed    = "changed"
)

// Kind of list.
type Kind struct {
	Code string
	Name string // 中文
	// the key by which the rulebook names its department: that of the figure that it stands behind
	Owned  string
	Fields []string          // used beside name, first day and note
	Heads  map[string]string // what fields are called where it is not their usual name; "name" and "from_on" among them
	Months bool              // has months of pay
	Figure []Figure          // of the progress form that it stands behind
}

// Figure of the progress form that a kind gives: its column, what is counted, and when an entry counts.
type Figure struct {
	Col  int
	What string // entries, People or PovertyOut
	When string
}

// What and when.
const (
	Entries  = "entries"
	Standing = "standing" // recognised and not ended on the cut-off
	Running  = "running"  // on at least one day of the year up to the cut-off
	Begun    = "begun"    // began in the year up to the cut-off
)

var recognised = []string{Level, Document, Until}

// Kinds in the order of the form.
var Kinds = []Kind{
	{Code: "alliance", Name: "劳务协作联盟", Owned: "labour_alliances", Fields: recognised,
		Figure: []Figure{{1, Entries, Standing}}},
	{Code: "brand", Name: "特色劳务品牌", Owned: "labour_brands", Fields: recognised, Figure: []Figure{{2, Entries, Standing}}},
	{Code: "base", Name: "乡村振兴劳务基地", Owned: "labour_bases", Fields: recognised, Figure: []Figure{{3, Entries, Standing}}},
	{Code: "coop", Name: "劳务合作社", Owned: "labour_coops", Fields: []string{Place, Level, Document, Until},
		Figure: []Figure{{4, Entries, Standing}}},
	{Code: "workshop", Name: "就业帮扶车间", Owned: "workshops",
		Fields: []string{Place, Document, Until, People, PovertyOut, Changed},
		Heads:  map[string]string{People: "吸纳就业人数", PovertyOut: "其中脱贫人口"},
		Figure: []Figure{{5, Entries, Standing}, {6, PovertyOut, Standing}}},
	{Code: "work_relief", Name: "以工代赈项目", Owned: "work_relief_rural",
		Fields: []string{Place, Document, Owner, Contractor, Until, People, PovertyOut},
		Heads: map[string]string{Document: "批复文件", "from_on": "开工日期", Until: "完工日期", People: "签订劳务协议的当地农村劳动力",
			PovertyOut: "其中脱贫人口"},
		Months: true, Figure: []Figure{{7, People, Running}, {8, PovertyOut, Running}}},
	{Code: "training", Name: "职业技能培训班", Owned: "training_poverty_out",
		Fields: []string{Place, Document, Until, People, PovertyOut},
		Heads:  map[string]string{Document: "开班文件", "from_on": "开班日期", Until: "结业日期", People: "培训人数", PovertyOut: "其中脱贫人口"},
		Figure: []Figure{{10, PovertyOut, Begun}}},
	{Code: "relocation", Name: "易地搬迁安置区", Owned: "relocation_poverty_out",
		Fields: []string{Place, Document, Until, People, PovertyOut},
		Heads:  map[string]string{"from_on": "建成日期", People: "已就业人数", PovertyOut: "其中脱贫人口"},
		Figure: []Figure{{11, PovertyOut, Standing}}},
	{Code: "job_fair", Name: "“乐业搬迁（迁建）”专场招聘", Owned: "relocation_job_fairs", Fields: []string{Place},
		Heads: map[string]string{"from_on": "举办日期"}, Figure: []Figure{{12, Entries, Begun}}},
}

// KindOf a code.
func KindOf(code string) (Kind, bool) {
	i := slices.IndexFunc(Kinds, func(k Kind) bool { return k.Code == code })
	if i < 0 {
		return Kind{}, false
	}
	return Kinds[i], true
}

// Behind is the kind that stands behind a column of the progress form, and how it gives the figure.
func Behind(col int) (Kind, Figure, bool) {
	for _, k := range Kinds {
		for _, f := range k.Figure {
			if f.Col == col {
				return k, f, true
			}
		}
	}
	return Kind{}, Figure{}, false
}

// Has reports whether the kind uses a field.
func (k Kind) Has(field string) bool { return slices.Contains(k.Fields, field) }

// Head of a field as the list calls it.
func (k Kind) Head(field string) string {
	if h := k.Heads[field]; h != "" {
		return h
	}
	return usual[field]
}

var usual = map[string]string{"name": "名称", "from_on": "认定日期", "note": "备注", Place: "地点", Level: "级别", Document: "认定文件",
	Owner: "业主单位", Contractor: "施工单位", Until: "退出日期", People: "人数", PovertyOut: "脱贫人口", Changed: "变化"}
