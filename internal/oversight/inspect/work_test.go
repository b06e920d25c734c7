package inspect_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/rectify"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/trail"
)

// From a finding to its end: verified, the office's answer with a paper, an order to mend with money to come back, the
// money in parts, closed; each step refused to whom it is not for, out of its state, twice and at once.
func TestFinding_goes_from_verification_over_an_order_to_its_end(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		owe(t, h)
		inspector, reviewer, stranger := h.Actor("discipline_inspector", apptest.County),
			h.Actor("county_reviewer", apptest.County), h.Actor("discipline_inspector", "370481")
		_, err := h.Inspect.Run(ctx, inspector, h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		now := func() inspect.Kept { return found(t, h)[0] }
		f := now()
		day := h.Clock.Now().Date()
		order := inspect.Entry{FindingID: f.ID, Said: "补发并退还多收的", Office: "某镇人民政府", OnDate: day.AddDays(30),
			AmountFen: 100_00}
		answer := inspect.Entry{FindingID: f.ID, Kind: inspect.Reply, Said: "情况属实", Office: "某镇人民政府", OnDate: day}
		money := inspect.Entry{FindingID: f.ID, Kind: inspect.Recovery, Said: "凭证0012号", OnDate: day, AmountFen: 40_00}
		refuse := func(code string, err error) {
			t.Helper()
			if errs.CodeOf(err) != code {
				t.Errorf("want %s, got %v", code, err)
			}
		}
		asError := func(as func() (int64, error)) error { _, err := as(); return err }
		refuse("inspect.state",
			asError(func() (int64, error) { return h.Inspect.Rectify(ctx, inspector, "", now().Version, order, nil) }))
		_, err = h.Inspect.Move(ctx, inspector, "", f.ID, now().Version, inspect.Verifying, "调取凭证核对")
		apptest.Must(t, err)
		refuse("inspect.needs_order", asError(func() (int64, error) {
			return h.Inspect.Move(ctx, inspector, "", f.ID, now().Version, inspect.Rectifying, "要求整改")
		}))
		for _, c := range []struct {
			code string
			make func(e *inspect.Entry)
		}{
			{"inspect.due", func(e *inspect.Entry) { e.OnDate = day.AddDays(-1) }},
			{"inspect.office", func(e *inspect.Entry) { e.Office = " " }},
			{"inspect.said", func(e *inspect.Entry) { e.Said = "" }},
			{"inspect.amount", func(e *inspect.Entry) { e.AmountFen = -1 }},
		} {
			e := order
			c.make(&e)
			refuse(c.code,
				asError(func() (int64, error) { return h.Inspect.Rectify(ctx, inspector, "", now().Version, e, nil) }))
		}
		refuse("authz.forbidden",
			asError(func() (int64, error) { return h.Inspect.Rectify(ctx, reviewer, "", now().Version, order, nil) }))
		refuse("authz.not_found",
			asError(func() (int64, error) { return h.Inspect.Rectify(ctx, stranger, "", now().Version, order, nil) }))
		refuse("form.stale",
			asError(func() (int64, error) { return h.Inspect.Rectify(ctx, inspector, "", now().Version+1, order, nil) }))
		write := func(e inspect.Entry) error { _, err := h.Inspect.Write(ctx, inspector, "", e, nil); return err }
		refuse("inspect.state", write(money)) // no order yet
		for code, e := range map[string]inspect.Entry{
			"inspect.entry_kind": {FindingID: f.ID, Kind: "order", Said: "直接写入"},
			"inspect.said":       {FindingID: f.ID, Kind: inspect.Note, Said: "x"},
			"inspect.entry_date": {FindingID: f.ID, Kind: inspect.Reply, Said: "答复", Office: "镇"},
			"inspect.office":     {FindingID: f.ID, Kind: inspect.Reply, Said: "答复", OnDate: day},
		} {
			refuse(code, write(e))
		}
		_, err = h.Inspect.Write(ctx, reviewer, "", answer, nil)
		refuse("authz.forbidden", err)
		scan, err := h.Files.Put("答复.pdf", strings.NewReader("%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"))
		apptest.Must(t, err)
		_, err = h.Inspect.Write(ctx, inspector, "", answer, &scan)
		apptest.Must(t, err)
		// two at once: one order stands
		version := now().Version
		results := make([]error, 2)
		var wg sync.WaitGroup
		for i := range results {
			wg.Add(1)
			go func() { defer wg.Done(); _, results[i] = h.Inspect.Rectify(ctx, inspector, "", version, order, nil) }()
		}
		wg.Wait()
		if (results[0] == nil) == (results[1] == nil) {
			t.Errorf("two orders at once: %v, %v", results[0], results[1])
		}
		if k := now(); k.State != inspect.Rectifying || k.DueOn != order.OnDate || k.RecoverFen != 100_00 || k.Overdue(day) ||
			!k.Overdue(order.OnDate.AddDays(1)) {
			t.Errorf("%+v", k)
		}
		apptest.Must(t, write(money))
		for range 2 { // the same form twice is one
			_, err = h.Inspect.Write(ctx, inspector, "recovered-once",
				inspect.Entry{FindingID: f.ID, Kind: inspect.Recovery, Said: "凭证0013号", OnDate: day, AmountFen: 50_00}, nil)
			apptest.Must(t, err)
		}
		_, err = h.Inspect.Move(ctx, inspector, "", f.ID, now().Version, inspect.Closed, "已经整改")
		refuse("inspect.recovery_open", err)
		if k := now(); k.RecoveredFen != 90_00 {
			t.Errorf("recovered %s", k.RecoveredFen)
		}
		order.AmountFen = 90_00 // again, with what is really owed
		_, err = h.Inspect.Rectify(ctx, inspector, "", now().Version, order, h.Region(apptest.Away))
		refuse("inspect.tell", err) // another's matter
		long := order
		long.Said = strings.Repeat("改", 501)
		_, err = h.Inspect.Rectify(ctx, inspector, "", now().Version, long, h.Region(apptest.Town))
		refuse("rectify.said", err)
		_, err = h.Inspect.Rectify(ctx, inspector, "told-once", now().Version, order, h.Region(apptest.Town))
		apptest.Must(t, err)
		// the same form twice is one
		_, err = h.Inspect.Rectify(ctx, inspector, "told-once", now().Version, order, h.Region(apptest.Town))
		apptest.Must(t, err)
		var task rectify.Task
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			tasks, err := rectify.OfSource(s, "inspection", f.ID)
			task = tasks[0]
			if len(tasks) != 1 || tasks[0].Path != h.Region(apptest.Town).Path || tasks[0].What != order.Said ||
				tasks[0].DueOn != order.OnDate || strings.Contains(tasks[0].Title+tasks[0].What, f.Subject) {
				t.Errorf("%+v", tasks)
			}
			var n int64
			if _, err := s.One(&n, "SELECT COUNT(*) FROM trail_entry WHERE act = 'rectify.issue'"); n != 0 || err != nil {
				t.Errorf("the office's own trail tells of the inspector: %d, %v", n, err)
			}
			return err
		}))
		_, err = h.Rectify.Reply(ctx, h.Actor("township_reviewer", apptest.Town), "",
			rectify.Move{ID: task.ID, Version: task.Version, Said: "已经退回并公示"}, nil)
		apptest.Must(t, err)
		done := rectify.Move{ID: task.ID, Version: task.Version + 1, Said: "核对属实"}
		_, err = h.Rectify.Close(ctx, reviewer, "", done)
		refuse("authz.forbidden", err) // what inspectors found, inspectors close
		_, err = h.Rectify.GiveBack(ctx, reviewer, "", done)
		refuse("authz.forbidden", err)
		_, err = h.Rectify.Close(ctx, inspector, "", done)
		apptest.Must(t, err)
		_, err = h.Inspect.Move(ctx, inspector, "", f.ID, now().Version, inspect.Closed, "已经整改")
		apptest.Must(t, err)
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			entries, err := inspect.EntriesOf(s, f.ID)
			if err != nil || len(entries) != 5 {
				t.Errorf("%d entries: %v", len(entries), err)
			}
			for _, e := range entries {
				if e.FileID == nil {
					continue
				}
				file, err := inspect.FileOf(s, f.ID, *e.FileID)
				if err != nil || file.Purpose != "inspection" {
					t.Errorf("%+v %v", file, err)
				}
				if _, err := inspect.FileOf(s, f.ID+1, *e.FileID); errs.CodeOf(err) != "authz.not_found" {
					t.Errorf("by another finding: %v", err)
				}
			}
			_, err = trail.Verify(s, app.Witnessed(), "")
			return err
		}))
		if err := h.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE finding_entry SET said = 'x' WHERE finding_id = ?", f.ID)
			return err
		}); err == nil {
			t.Error("an entry was changed")
		}
	})
}

// An order given again, when the day of the first has passed, does not make it due later; one given in time does.
func TestRectify_again_does_not_move_a_day_that_passed(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		owe(t, h)
		inspector := h.Actor("discipline_inspector", apptest.County)
		_, err := h.Inspect.Run(ctx, inspector, h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		now := func() inspect.Kept { return found(t, h)[0] }
		_, err = h.Inspect.Move(ctx, inspector, "", now().ID, now().Version, inspect.Verifying, "调取凭证核对")
		apptest.Must(t, err)
		day := h.Clock.Now().Date()
		order := func(due civil.Date) inspect.Kept {
			t.Helper()
			e := inspect.Entry{FindingID: now().ID, Said: "补发并退还多收的", Office: "某镇人民政府", OnDate: due}
			_, err := h.Inspect.Rectify(ctx, inspector, "", now().Version, e, nil)
			apptest.Must(t, err)
			return now()
		}
		order(day.AddDays(10))
		if k := order(day.AddDays(20)); k.DueOn != day.AddDays(20) {
			t.Errorf("put off in time: %s", k.DueOn)
		}
		h.Set.Move(clock.On(day.AddDays(21), 9, 0))
		if k := order(day.AddDays(50)); k.DueOn != day.AddDays(20) || !k.Overdue(day.AddDays(21)) {
			t.Errorf("ordered again too late: %s", k.DueOn)
		}
	})
}

// A saved filter is its inspector's alone.
func TestFilter_is_kept_for_its_inspector_alone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		one, other := h.Actor("discipline_inspector", apptest.County), h.Actor("chief_inspector", apptest.County)
		saved := func(user int64) (out []inspect.Saved) {
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
				out, err = inspect.SavedOf(s, user)
				return err
			}))
			return out
		}
		for _, c := range [][2]string{
			{"", "family=arrears"},
			{"什么也没选", "after=3"},
			{strings.Repeat("长", 21), "family=arrears"},
		} {
			if _, err := h.Inspect.Save(ctx, one, "", c[0], c[1]); errs.CodeOf(err) != "inspect.filter" {
				t.Errorf("%v: %v", c, err)
			}
		}
		if _, err := h.Inspect.Save(ctx, h.Actor("county_reviewer", apptest.County), "", "拖欠", "family=arrears"); errs.CodeOf(err) != "authz.forbidden" {
			t.Errorf("a reviewer: %v", err)
		}
		for _, q := range []string{"family=arrears&after=9,9", "family=need"} { // the same name replaces
			_, err := h.Inspect.Save(ctx, one, "", "常看", q)
			apptest.Must(t, err)
		}
		mine := saved(one.UserID)
		if len(mine) != 1 || mine[0].Query != "family=need" || len(saved(other.UserID)) != 0 {
			t.Fatalf("%+v", mine)
		}
		if _, err := h.Inspect.Drop(ctx, other, "", mine[0].ID); errs.CodeOf(err) != "authz.not_found" {
			t.Errorf("another's filter: %v", err)
		}
		_, err := h.Inspect.Drop(ctx, one, "", mine[0].ID)
		apptest.Must(t, err)
		if len(saved(one.UserID)) != 0 {
			t.Error("it is still there")
		}
	})
}

// The office's own check finds faults of procedure and pay once a night, whoever is inspected, and says when they were
// mended.
func TestOwnCheck_lists_faults_of_pay_and_the_day_they_were_mended(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		placement := owe(t, h)
		city := h.Region(apptest.County).Path[:4]
		faults := func(mended bool) (out []inspect.Fault) {
			apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
				out, err = inspect.Faults(s, h.Actor("township_reviewer", apptest.Home[:9]).Scope("own.view"), "", mended, 0, 10)
				return err
			}))
			return out
		}
		h.Set.Move(clock.On(h.Clock.Now().Date(), 1, 0))
		if ran, err := h.Inspect.OwnCheck(ctx, city); ran || err != nil {
			t.Errorf("it looked before three in the morning: %v", err)
		}
		h.Set.Move(clock.On(h.Clock.Now().Date(), 3, 30))
		for i, want := range []bool{true, false} {
			if ran, err := h.Inspect.OwnCheck(ctx, city); ran != want || err != nil {
				t.Errorf("%d: %v %v", i, ran, err)
			}
		}
		if got := faults(false); len(got) != 1 || got[0].Rule != "arrears.unpaid" || !got[0].MendedOn.IsZero() {
			t.Fatalf("%+v", got)
		}
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error { // it was no month of work after all
			_, err := tx.Exec("DELETE FROM duty_line WHERE placement_id = ?", placement)
			return err
		}))
		h.Set.Move(clock.On(h.Clock.Now().Date().AddDays(1), 4, 0))
		_, err := h.Inspect.OwnCheck(ctx, city)
		apptest.Must(t, err)
		if got := faults(true); len(faults(false)) != 0 || len(got) != 1 || got[0].MendedOn != h.Clock.Now().Date() {
			t.Errorf("%+v", got)
		}
	})
}

// Rules that offices may see of themselves accuse nobody of favour, turns or diversion by clues.
func TestOwn_rules_are_of_procedure_and_pay(t *testing.T) {
	n := 0
	for _, r := range oversight.Rules() {
		if r.Own {
			n++
			if r.Family == inspect.Nepotism || r.Family == inspect.Rotation {
				t.Errorf("%s is shown to the office", r.Code)
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d rules", n)
	}
}

// One person across villages and years; what lies outside the inspector's region is named and no more.
func TestProfile_shows_a_person_within_the_scope(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		owe(t, h)
		inspector := h.Actor("discipline_inspector", apptest.County)
		_, err := h.Inspect.Run(ctx, inspector, h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		hits, err := h.Inspect.From.Find(ctx, inspector.Scope("inspect.view"), "张𠅤", 10)
		apptest.Must(t, err)
		if len(hits) != 1 {
			t.Fatalf("%+v", hits)
		}
		p, err := h.Inspect.Profile(ctx, inspector, hits[0].ID)
		apptest.Must(t, err)
		if len(p.Posts) != 1 || p.Posts[0].From != civil.MustDate("2024-12-01") || len(p.Time.Lanes) == 0 ||
			len(p.Happened) == 0 {
			t.Errorf("%+v", p)
		}
		apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
			fs, err := inspect.OfPerson(s, inspector.Scope("inspect.view"), p)
			if err == nil && (len(fs) != 1 || fs[0].Rule != "arrears.unpaid") {
				t.Errorf("%+v", fs)
			}
			return err
		}))
		stranger := h.Actor("discipline_inspector", "370481")
		if hits, err := h.Inspect.From.Find(ctx, stranger.Scope("inspect.view"), "张𠅤", 10); err != nil || len(hits) != 0 {
			t.Errorf("another county finds %+v %v", hits, err)
		}
		if _, err := h.Inspect.Profile(ctx, stranger, hits[0].ID); errs.CodeOf(err) != "authz.not_found" {
			t.Errorf("another county opens it: %v", err)
		}
		paper, b, err := h.Reports.IssuePerson(ctx, inspector, p)
		apptest.Must(t, err)
		again, c, err := h.Reports.IssuePerson(ctx, inspector, p)
		apptest.Must(t, err)
		if paper.Number != again.Number || !bytes.Equal(b, c) || paper.Kind != "person" {
			t.Errorf("%+v %+v", paper, again)
		}
		sheet, _, err := h.Reports.IssueFinding(ctx, inspector, found(t, h)[0])
		apptest.Must(t, err)
		if sheet.Number == paper.Number || sheet.Kind != "finding" {
			t.Errorf("%+v", sheet)
		}
		if _, _, err := h.Reports.IssueFinding(ctx, h.Actor("county_reviewer", apptest.County), found(t, h)[0]); errs.CodeOf(err) != "authz.forbidden" {
			t.Errorf("a reviewer: %v", err)
		}
	})
}
