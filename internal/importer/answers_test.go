package importer_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/importer"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/sheet"
	"gangwei/internal/platform/words"
	"gangwei/internal/sheettest"
)

// twoNumbers is a list in which two columns are headed by an identity number: the head of the household's and the
// person's own, which only who keeps the list knows.
func twoNumbers(t *testing.T, h *apptest.House, name string, people ...string) (body []byte, own map[string]string) {
	own = map[string]string{}
	head := h.Number("1950-01-02", false)
	rows := [][]any{{"姓名", "身份证号", "身份证号码", "户号", "与户主关系"}}
	for i, p := range people {
		own[p] = h.Number("1971-03-04", false)
		rows = append(rows, []any{p, head, own[p], fmt.Sprint("00", i), "户主"})
	}
	return sheettest.XLSX(t, sheettest.Page{Name: name, Rows: rows}), own
}

// handTo a place without judging it.
func handTo(t *testing.T, h *apptest.House, who authz.Actor, code string, body []byte) importer.Batch {
	t.Helper()
	id, err := h.Imports.HandIn(ctx, who, "", "people", h.Region(code), "名册.xlsx", body)
	apptest.Must(t, err)
	return batch(t, h, id)
}

func questions(t *testing.T, h *apptest.House, b importer.Batch) []*importer.Asked {
	t.Helper()
	asked, err := h.Imports.Questions(ctx, b)
	apptest.Must(t, err)
	return asked
}

// choose a column for the only question of a batch.
func choose(t *testing.T, h *apptest.House, who authz.Actor, b importer.Batch, column int) error {
	t.Helper()
	q := questions(t, h, b)
	if len(q) != 1 {
		t.Fatalf("%d questions", len(q))
	}
	_, err := h.Imports.Answer(ctx, who, "", b.ID, b.Version,
		[]importer.ColumnChoice{{Layout: q[0].Layout, Code: q[0].Code,
			Column: column, Seen: q[0].Seen()}})
	return err
}

func judge(t *testing.T, h *apptest.House, who authz.Actor, id int64) importer.Batch {
	t.Helper()
	apptest.Must(t, h.Imports.Judge(ctx, who, id, nil))
	return batch(t, h, id)
}

func confirm(h *apptest.House, who authz.Actor, b importer.Batch) error {
	_, err := h.Imports.AcceptConfirmed(ctx, who, "", b.ID, b.Version, nil)
	return err
}

func answers(t *testing.T, h *apptest.House, scope authz.Scope) (out []importer.ColumnAnswer) {
	t.Helper()
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		out, err = importer.Answers(s, scope, 0, 100)
		return err
	}))
	return out
}

func TestHandIn_asks_where_two_columns_fit_and_remembers_the_answer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		body, own := twoNumbers(t, h, "3月", "示例甲", "示例乙", "示例丙", "示例丁", "示例戊", "示例己")
		b := handTo(t, h, who, apptest.Home, body)
		if b.State != importer.Asking {
			t.Fatalf("state %s", b.State)
		}
		want(t, h.Imports.Judge(ctx, who, b.ID, nil), "import.state")
		want(t, confirm(h, who, b), "import.state")
		q := questions(t, h, b)[0]
		if q.Head != "身份证号码" || len(q.Columns) != 2 || q.Columns[0].Letter != "B" || q.Columns[1].Head != "身份证号码" ||
			len(q.Rows) != 5 || q.Rows[0].N != 2 || q.Rows[0].Who != "示例甲" || !q.Open() {
			t.Errorf("%+v", q)
		}
		if s := fmt.Sprint(q.Rows); strings.Contains(s, own["示例甲"]) || !strings.Contains(s, own["示例甲"][14:]) {
			t.Errorf("numbers are shown in part: %s", s)
		}
		apptest.Must(t, choose(t, h, who, b, 2))
		b = judge(t, h, who, b.ID)
		if b.State != importer.Ready || b.RowsGood != 6 {
			t.Fatalf("%+v %v", b, faults(t, h, b.ID))
		}
		taken, err := h.Imports.Taken(ctx, b)
		apptest.Must(t, err)
		if len(taken) != 1 || !taken[0].Shown || len(taken[0].Values) != 3 || taken[0].By != who.Name ||
			!strings.Contains(taken[0].Said, "C列“身份证号码”") || !strings.HasPrefix(taken[0].Values[0], "示例甲 3704*") ||
			!strings.HasSuffix(taken[0].Values[0], own["示例甲"][14:]) {
			t.Errorf("%+v", taken)
		}
		want(t, accept(h, who, b), "import.confirm")
		apptest.Must(t, confirm(h, who, b))
		if p := people(t, h)["示例甲"]; p.IDTail != own["示例甲"][14:] {
			t.Errorf("%+v", p)
		}

		// the next month's list is read by the answer, shown again and confirmed again
		next, numbers := twoNumbers(t, h, "4月", "示例庚")
		b = handTo(t, h, who, apptest.Home, next)
		if b.State != importer.InReading {
			t.Fatalf("asked again: %s", b.State)
		}
		b = judge(t, h, who, b.ID)
		want(t, accept(h, who, b), "import.confirm")
		apptest.Must(t, confirm(h, who, b))
		if p := people(t, h)["示例庚"]; p.IDTail != numbers["示例庚"][14:] {
			t.Errorf("%+v", p)
		}
		if n := len(answers(t, h, authz.Everywhere())); n != 1 {
			t.Errorf("%d answers", n)
		}
		acts := ""
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&acts, "SELECT detail FROM trail_entry WHERE act = 'import.answer'")
			return err
		}))
		if !strings.Contains(acts, "idno=C列“身份证号码”") {
			t.Errorf("the trail says %q", acts)
		}
	})
}

// A list whose columns stand otherwise is another list; so is one of a sheet with another name.
func TestAnswer_holds_for_its_layout_alone(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	body, _ := twoNumbers(t, h, "名册", "示例甲")
	b := handTo(t, h, who, apptest.Home, body)
	apptest.Must(t, choose(t, h, who, b, 2))
	own, head := h.Number("1971-03-04", false), h.Number("1950-01-02", true)
	row := []any{"示例乙", head, own, "9", "户主"}
	for what, c := range map[string]struct {
		page sheettest.Page
		want string
	}{
		"the same, with spaces in the heads": {sheettest.Page{Name: "名册2", Rows: [][]any{
			{"姓 名", "身份证号 ", "身份证\n号码", "户号", "与户主关系"}, row}}, importer.InReading},
		"in another order": {sheettest.Page{Name: "名册", Rows: [][]any{
			{"姓名", "身份证号码", "身份证号", "户号", "与户主关系"}, row}}, importer.Asking},
		"with a column more": {sheettest.Page{Name: "名册", Rows: [][]any{
			{"姓名", "身份证号", "身份证号码", "户号", "与户主关系", "备注"}, row}}, importer.Asking},
		"of another sheet": {sheettest.Page{Name: "低保户", Rows: [][]any{
			{"姓名", "身份证号", "身份证号码", "户号", "与户主关系"}, row}}, importer.Asking},
	} {
		if b := handTo(t, h, who, apptest.Home, sheettest.XLSX(t, c.page)); b.State != c.want {
			t.Errorf("%s: %s, want %s", what, b.State, c.want)
		}
	}
	// where the answered column says nothing the other is not taken for it
	empty := sheettest.XLSX(t, sheettest.Page{Name: "名册", Rows: [][]any{
		{"姓名", "身份证号", "身份证号码", "户号", "与户主关系"}, {"示例丙", head, nil, "9", "户主"}}})
	b = judge(t, h, who, handTo(t, h, who, apptest.Home, empty).ID)
	if got := strings.Join(faults(t, h, b.ID), "; "); got != "2 身份证号码: import.required" {
		t.Errorf("an empty column: %s", got)
	}
}

// A township gives its villages one form, and answers for all of them; a village answers for itself, and before the
// township. Nobody's answer holds for the neighbours.
func TestAnswer_holds_for_the_office_that_gave_it(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	village, beside := h.Actor("village_registrar", apptest.Home), h.Actor("village_registrar", apptest.Beside)
	town, county := h.Actor("township_reviewer", apptest.Town), h.Actor("county_reviewer", apptest.County)
	made := 0
	state := func(who authz.Actor, code string) string {
		made++
		body, _ := twoNumbers(t, h, "名册", fmt.Sprint("示例", made))
		return handTo(t, h, who, code, body).State
	}
	body, _ := twoNumbers(t, h, "名册", "示例甲")
	apptest.Must(t, choose(t, h, village, handTo(t, h, village, apptest.Home, body), 1))
	if got := state(village, apptest.Home) + state(town, apptest.Home) + state(beside, apptest.Beside) +
		state(town, apptest.Town); got != "readingreadingaskingasking" {
		t.Errorf("a village's answer: %s", got)
	}
	body, _ = twoNumbers(t, h, "名册", "示例乙")
	apptest.Must(t, choose(t, h, town, handTo(t, h, town, apptest.Beside, body), 2))
	if got := state(beside, apptest.Beside) + state(town, apptest.Town) + state(county, apptest.County); got !=
		"readingreadingasking" {
		t.Errorf("a township's answer: %s", got)
	}
	body, _ = twoNumbers(t, h, "名册", "示例丙")
	b := judge(t, h, village, handTo(t, h, village, apptest.Home, body).ID)
	if taken, _ := h.Imports.Taken(ctx, b); len(taken) != 1 || !strings.HasPrefix(taken[0].Said, "B列") {
		t.Errorf("the village's own answer goes first: %+v", taken)
	}
	// a county's answer is about the county's lists
	body, _ = twoNumbers(t, h, "名册", "示例丁")
	apptest.Must(t, choose(t, h, county, handTo(t, h, county, apptest.County, body), 2))
	far := h.Actor("village_registrar", apptest.Away)
	if got := state(county, apptest.County) + state(far, apptest.Away); got != "readingasking" {
		t.Errorf("a county's answer: %s", got)
	}
	if n := len(answers(t, h, village.Scope("import.view"))); n != 1 {
		t.Errorf("the village sees %d answers", n)
	}
}

func TestAnswer_refusals(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	body, _ := twoNumbers(t, h, "名册", "示例甲")
	b := handTo(t, h, who, apptest.Home, body)
	q := questions(t, h, b)[0]
	good := importer.ColumnChoice{Layout: q.Layout, Code: q.Code, Column: 2}
	answer := func(who authz.Actor, version int64, choices ...importer.ColumnChoice) error {
		_, err := h.Imports.Answer(ctx, who, "", b.ID, version, choices)
		return err
	}
	changed := func(f func(c *importer.ColumnChoice)) importer.ColumnChoice {
		c := good
		f(&c)
		return c
	}
	want(t, answer(h.Actor("finance_preparer", apptest.County), b.Version, good), "authz.forbidden")
	want(t, answer(h.Actor("village_registrar", apptest.Beside), b.Version, good), "authz.not_found")
	want(t, answer(h.Actor("county_reviewer", "370481"), b.Version, good), "authz.not_found")
	want(t, answer(who, b.Version-1, good), "form.stale")
	want(t, answer(who, b.Version), "import.answer")
	want(t, answer(who, b.Version, changed(func(c *importer.ColumnChoice) { c.Column = 0 })), "import.answer_unknown")
	want(t, answer(who, b.Version, changed(func(c *importer.ColumnChoice) { c.Column = 99 })), "import.answer_unknown")
	want(t, answer(who, b.Version, good, changed(func(c *importer.ColumnChoice) { c.Code = "name" })),
		"import.answer_unknown")
	want(t, answer(who, b.Version, changed(func(c *importer.ColumnChoice) { c.Seen = 77 })), "import.answered")
	if n := len(answers(t, h, authz.Everywhere())); n != 0 || batch(t, h, b.ID).State != importer.Asking {
		t.Fatalf("%d answers were kept", n)
	}
	apptest.Must(t, answer(who, b.Version, good))
	want(t, answer(who, b.Version+1, good), "import.state") // it is being read
	b = judge(t, h, who, b.ID)
	apptest.Must(t, confirm(h, who, b))
	b = batch(t, h, b.ID)
	want(t, answer(who, b.Version, good), "import.state")

	id := answers(t, h, authz.Everywhere())[0].ID
	revoke := func(who authz.Actor) error {
		_, err := h.Imports.Revoke(ctx, who, "", id)
		return err
	}
	want(t, revoke(h.Actor("finance_preparer", apptest.County)), "authz.forbidden")
	want(t, revoke(h.Actor("village_registrar", apptest.Beside)), "authz.not_found")
	apptest.Must(t, revoke(h.Actor("township_reviewer", apptest.Town)))
	want(t, revoke(who), "import.answer_over")
	a := answers(t, h, authz.Everywhere())[0]
	if a.RevokedName == "" || a.RevokedUs == nil || a.AnsweredName != who.Name || a.Said() != "C列“身份证号码”" {
		t.Errorf("%+v", a)
	}
	body, _ = twoNumbers(t, h, "名册", "示例乙")
	if s := handTo(t, h, who, apptest.Home, body).State; s != importer.Asking {
		t.Errorf("after the answer was revoked: %s", s)
	}
}

// What was read by an answer is not taken once that is revoked; it is answered anew.
func TestAccept_refuses_what_a_revoked_answer_read(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	body, own := twoNumbers(t, h, "名册", "示例甲", "示例乙")
	b := handTo(t, h, who, apptest.Home, body)
	apptest.Must(t, choose(t, h, who, b, 1)) // the wrong one: both rows are the head of the household
	b = judge(t, h, who, b.ID)
	if got := strings.Join(faults(t, h, b.ID), "; "); !strings.Contains(got, "import.twice") {
		t.Errorf("%s", got)
	}
	_, err := h.Imports.Revoke(ctx, who, "", answers(t, h, authz.Everywhere())[0].ID)
	apptest.Must(t, err)
	want(t, confirm(h, who, b), "import.answer_revoked")
	apptest.Must(t, choose(t, h, who, b, 2))
	b = judge(t, h, who, b.ID)
	if b.RowsGood != 2 || len(faults(t, h, b.ID)) != 0 {
		t.Fatalf("%+v %v", b, faults(t, h, b.ID))
	}
	apptest.Must(t, confirm(h, who, b))
	if p := people(t, h); p["示例乙"].IDTail != own["示例乙"][14:] {
		t.Errorf("%+v", p)
	}
	all := answers(t, h, authz.Everywhere())
	if len(all) != 2 || all[0].RevokedUs != nil || all[1].RevokedUs == nil {
		t.Errorf("%+v", all)
	}
}

// Answered anew, the earlier answer is revoked and stays listed; neither of two columns is an answer too.
func TestAnswer_anew_and_neither(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	body, _ := twoNumbers(t, h, "名册", "示例甲")
	b := handTo(t, h, who, apptest.Home, body)
	apptest.Must(t, choose(t, h, who, b, 1))
	b = judge(t, h, who, b.ID)
	apptest.Must(t, choose(t, h, who, b, 2))
	b = judge(t, h, who, b.ID)
	apptest.Must(t, choose(t, h, who, b, 2)) // the same once more
	b = judge(t, h, who, b.ID)
	if all := answers(t, h, authz.Everywhere()); len(all) != 2 || all[0].Column() != 2 || all[1].RevokedUs == nil {
		t.Errorf("%+v", all)
	}
	apptest.Must(t, choose(t, h, who, b, sheet.Neither))
	b = judge(t, h, who, b.ID)
	if got := strings.Join(faults(t, h, b.ID), ""); b.State != importer.Failed || got != "0 : import.answered_none" {
		t.Errorf("a list without the needed column: %s %s", b.State, got)
	}
	body, _ = twoNumbers(t, h, "名册", "示例乙")
	next := handTo(t, h, who, apptest.Home, body)
	if next.State != importer.Asking { // it can be answered anew
		t.Errorf("%s", next.State)
	}
	apptest.Must(t, choose(t, h, who, next, 2))
	if next = judge(t, h, who, next.ID); next.RowsGood != 1 {
		t.Errorf("%+v", next)
	}
}

// An answer that fits no more, as when a program knows other words for heads, is asked about anew.
func TestAnswer_that_fits_no_more_is_asked_anew(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	body, own := twoNumbers(t, h, "名册", "示例甲")
	b := handTo(t, h, who, apptest.Home, body)
	if _, _, err := h.Imports.Faulty(ctx, b, words.Sentence); errs.CodeOf(err) != "import.state" {
		t.Errorf("its faulty rows before it was read: %v", err)
	}
	apptest.Must(t, choose(t, h, who, b, 2))
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE column_answer SET column_no = 3")
		return err
	}))
	want(t, h.Imports.Judge(ctx, who, b.ID, nil), "")
	if b = batch(t, h, b.ID); b.State != importer.Asking {
		t.Fatalf("%+v", b)
	}
	apptest.Must(t, choose(t, h, who, b, 2))
	b = judge(t, h, who, b.ID)
	apptest.Must(t, confirm(h, who, b))
	if p := people(t, h)["示例甲"]; p.IDTail != own["示例甲"][14:] {
		t.Errorf("%+v", p)
	}
}

func TestAnswer_at_the_same_time_leaves_one_answer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		var bs []importer.Batch
		for i := range 2 {
			body, _ := twoNumbers(t, h, "名册", fmt.Sprint("示例", i))
			bs = append(bs, handTo(t, h, who, apptest.Home, body))
		}
		layout := questions(t, h, bs[0])[0].Layout
		codes := make(chan string, 8)
		start := make(chan struct{})
		for i := range 8 {
			go func() {
				<-start
				_, err := h.Imports.Answer(context.Background(), who, "", bs[i%2].ID, bs[i%2].Version,
					[]importer.ColumnChoice{{Layout: layout, Code: "idno", Column: 1 + i%2}})
				codes <- errs.CodeOf(err)
			}()
		}
		close(start)
		var got []string
		for range 8 {
			got = append(got, <-codes)
		}
		slices.Sort(got)
		if n := len(slices.DeleteFunc(slices.Clone(got), func(c string) bool { return c != "" })); n != 1 {
			t.Errorf("%d answers were taken: %v", n, got)
		}
		for _, c := range got {
			if !slices.Contains([]string{"", "import.answered", "import.state", "form.stale"}, c) {
				t.Errorf("refused with %s", c)
			}
		}
		if all := answers(t, h, authz.Everywhere()); len(all) != 1 {
			t.Errorf("%+v", all)
		}
	})
}
