package screens

import (
	"maps"
	"net/http"
	"slices"

	"gangwei/internal/base/errs"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
)

// Design shows each part that pages are made of, with its states, made of the same templates. It is there in the
// demonstration only.
type Design struct{}

// Routes of the page.
func (p Design) Routes() []feature.Route {
	return []feature.Route{feature.Get("/design", "", p.design).Untold()}
}

type designPage struct {
	kit.Page
	States   []designList
	Decision *kit.Decision
	Stopped  *kit.Decision
	List     *listing.View
	Empty    *listing.View
}

// designList is a list of states.
type designList struct {
	Name  string
	Codes []string
}

func (p Design) design(r *kit.Request) error {
	if !r.Kit.Demo {
		return errs.New(errs.NotFound, "authz.not_found")
	}
	page := &designPage{Page: kit.Page{Title: "设计样张"}, Decision: exampleDecision(), Stopped: exampleDecision(),
		List:  exampleList(),
		Empty: &listing.View{Code: "design", Title: "空表", Total: "0", NoRow: "没有记录。登记以后列在这里。"}}
	page.Stopped.ID, page.Stopped.Title = "stopped", "现在不能办的"
	page.Stopped.Stops = []string{words.Text("form.stale")}
	for _, name := range slices.Sorted(maps.Keys(words.Toned())) {
		page.States = append(page.States, designList{name, slices.Sorted(maps.Keys(words.Toned()[name]))})
	}
	return r.Show(http.StatusOK, "design", page)
}

func exampleDecision() *kit.Decision {
	return &kit.Decision{ID: "example", Title: "审核", Lead: "通过以后送区（市）备案。", Action: "/design",
		Field: "outcome", Button: "提交决定",
		Outcomes: []kit.Outcome{{Value: "pass", Words: words.Label("outcome", "pass")},
			{Value: "refuse", Words: words.Label("outcome", "refuse"), Off: []string{words.Text("form.stale")}}},
		Fields: []kit.Field{{Name: "remark", Label: "说明", Hint: "不通过的必填。", Kind: kit.FieldText}}}
}

func exampleList() *listing.View {
	v := &listing.View{Code: "design", Title: "表", Total: "3", Back: "/design",
		Sizes: []listing.Page{{Number: 50, Here: true}}}
	kinds := []listing.Kind{listing.Plain, listing.Figure, listing.Dated, listing.Plain}
	for i, head := range []string{"姓名", "金额（元）", "日期", "状态"} {
		v.Heads = append(v.Heads, listing.Head{Words: head, Kind: kinds[i]})
	}
	for _, row := range [][4]string{{"示例甲", "1,100.00", "2025-12-01", "active"},
		{"示例乙", "80.50", "2025-11-01", "suspended"},
		{"示例丙", "600.00", "2025-10-01", "ended"}} {
		cells := []listing.Cell{{Text: row[0], Address: "/design"}, {Text: row[1]}, {Text: row[2]},
			{Text: words.Label("placement", row[3]), Tone: words.Tone("placement", row[3])}}
		shown := listing.Row{}
		for i, c := range cells {
			shown.Cells = append(shown.Cells, listing.Shown{Cell: c, Head: v.Heads[i].Words, Kind: kinds[i], First: i == 0})
		}
		v.Rows = append(v.Rows, shown)
	}
	return v
}
