package importer_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/post"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/extract"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// What a roster did not tell accuses nobody: neither in the office nor in the folder that an inspector takes along.
func TestRoster_accuses_nobody_of_what_it_does_not_tell(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, other := hands(h)
		var rows [][]any
		for i := range 6 {
			rows = append(rows, rosterRow("新风里", "示例"+string(rune(0x7532+i)), h.Number("1970-02-03", i%2 == 0), []string{"保洁",
				"护林员", "巡河员"}[i%3], 300+i))
		}
		b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", rosterBook(t, rows...))
		apptest.Must(t, accept(h, other, b))
		out, _, err := inspect.Look(ctx, h.DB, h.Clock.Now, oversight.Rules(), h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		var codes []string
		for _, f := range out.Finds.List() {
			codes = append(codes, f.Rule.Code)
			if f.Certainty != inspect.Information {
				t.Errorf("%s: %s", f.Rule.Code, f.Sentence)
			}
		}
		if !slices.Equal(codes, []string{"procedure.opening"}) {
			t.Errorf("%v", codes)
		}
		var body bytes.Buffer
		const word = "示例口令-示例口令-1234"
		_, err = h.Extract(ctx, authz.System("test"), h.Region(apptest.County), &body, word)
		apptest.Must(t, err)
		files, list, err := extract.Open(body.Bytes(), word)
		apptest.Must(t, err)
		r, err := folder.Run(files, list.AsOf, oversight.Rules(), nil)
		apptest.Must(t, err)
		for _, f := range r.Findings {
			if f.Certainty != inspect.Information {
				t.Errorf("from the folder: %s: %s", f.Rule.Code, f.Sentence)
			}
		}
		for _, f := range r.Faults {
			t.Errorf("the folder asks: %s", f)
		}
		// somebody says that there are tasks and none is written: that is found
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE post SET untold = 0, hours_month = 40, days_month = 15, fund = 'employment_subsidy', " +
				"officer = '主任', place = '村内' WHERE untold = 1")
			return err
		}))
		out, _, err = inspect.Look(ctx, h.DB, h.Clock.Now, oversight.Rules(), h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		found := false
		for _, f := range out.Finds.List() {
			found = found || f.Rule.Code == "need.without_task"
		}
		if !found {
			t.Error("a post without tasks is not seen any more")
		}
	})
}

// Who is on a post of which nobody told the fund is on no list of pay yet: counted, said, and paid by a supplement once
// it is told.
func TestRoster_holders_wait_for_the_fund_and_are_counted(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	one, other := hands(h)
	b := handIn(t, h, one, "roster", apptest.County, "花名册.xlsx", rosterBook(t, rosterRow("新风里", "示例甲",
		h.Number("1970-02-03", false), "保洁", 311)))
	apptest.Must(t, accept(h, other, b))
	month, _ := civil.MakeMonth(2025, 3)
	under := payroll.Ahead{Document: "测试〔2025〕9号", On: civil.MustDate("2025-03-01")}
	preparer := h.Actor("finance_preparer", apptest.County)
	_, err := h.Payroll.DraftAhead(ctx, preparer, h.Region(apptest.County), month, under)
	want(t, err, "payroll.nothing")
	if !strings.Contains(err.Error(), "unfunded") {
		t.Errorf("it is not said why: %v", err)
	}
	var p post.Post
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		list, err := post.List(s, authz.Everywhere(), post.Filter{Untold: true, Limit: 5})
		p = list[0].Post
		return err
	}))
	_, err = post.Amend(ctx, h.Desk, h.Actor("township_reviewer", apptest.Town), "", p.ID, p.Version,
		post.Amendment{Fund: "employment_subsidy"}, "补填资金来源")
	apptest.Must(t, err)
	d, err := h.Payroll.DraftAhead(ctx, preparer, h.Region(apptest.County), month, under)
	apptest.Must(t, err)
	if d.RunID == 0 || d.Unfunded != 0 {
		t.Errorf("%+v", d)
	}
}
