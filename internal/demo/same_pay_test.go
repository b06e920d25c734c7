package demo

import (
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/attendance/duty"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/pay/bankfile"
	"gangwei/internal/pay/fund"
	"gangwei/internal/pay/payment"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

func actorOf(t *testing.T, a *app.App, login string) authz.Actor {
	t.Helper()
	x, err := a.Accounts.Actor(ctx, login)
	apptest.Must(t, err)
	return x
}

// replayDuty types the village's sheets and logs its checks as they stand in the bulk.
func replayDuty(t *testing.T, bulk, a *app.App, v *village, places map[int64]int64) []act {
	t.Helper()
	clerk, reviewer, supervisor := actorOf(t, a, "cun-"+v.region.Code+"a"), actorOf(t, a, "zhen-"+v.region.Code[:9]),
		actorOf(t, a, "ducha-"+v.region.Code[:9])
	var sheets []duty.Sheet
	lines := map[int64][]duty.Line{}
	var checks []duty.CheckRow
	place := map[int64]string{}
	apptest.Must(t, bulk.DB.Read(ctx, func(s *database.Snapshot) error {
		if err := s.Select(&sheets,
			"SELECT id, month, state, submitted_us, reviewed_us FROM duty_sheet WHERE path = ? ORDER BY month",
			v.region.Path); err != nil {
			return err
		}
		for _, x := range sheets {
			ls, err := duty.LinesOf(s, x.ID)
			if err != nil {
				return err
			}
			lines[x.ID] = ls
		}
		var err error
		if checks, err = duty.Checks(s, authz.Under(v.region.Path), duty.CheckFilter{Limit: 10_000}); err != nil {
			return err
		}
		var ids []int64
		for _, c := range checks {
			ids = append(ids, c.ID)
		}
		evidence, err := duty.EvidenceOf(s, ids)
		for id, es := range evidence {
			place[id] = es[0].Place
		}
		return err
	}))
	if len(sheets) < 10 || len(checks) < 5 {
		t.Fatalf("%d sheets and %d checks to compare", len(sheets), len(checks))
	}
	var acts []act
	for _, x := range sheets {
		form := func(id int64) duty.Form {
			f := duty.Form{ID: id, Version: 1}
			for _, l := range lines[x.ID] {
				typed := duty.Typed{PlacementID: places[l.PlacementID], Hours: l.Hours}
				for d := range 31 {
					typed.Days[d] = duty.Word(l.Days[d])
				}
				f.Lines = append(f.Lines, typed)
			}
			return f
		}
		var id int64
		if x.State == duty.Draft {
			acts = append(acts, act{clock.On(Until, 20, 0), func() (err error) {
				if id, err = a.Duty.Begin(ctx, clerk, v.region, x.Month); err == nil {
					_, err = a.Duty.Save(ctx, clerk, "", form(id))
				}
				return err
			}})
			continue
		}
		acts = append(acts, act{x.SubmittedUs, func() (err error) {
			if id, err = a.Duty.Begin(ctx, clerk, v.region, x.Month); err == nil {
				_, err = a.Duty.Submit(ctx, clerk, "", form(id))
			}
			return err
		}}, act{x.ReviewedUs, func() error {
			_, err := a.Duty.Review(ctx, reviewer, "", id, 2, true, "")
			return err
		}})
	}
	made := map[int64]int64{}
	for i := len(checks) - 1; i >= 0; i-- { // oldest first: a re-check comes after the check that it is about
		c := checks[i]
		acts = append(acts, act{c.AtUs, func() error {
			seen := duty.Seen{ClientID: c.ClientID, PlacementID: places[c.PlacementID], Finding: c.Finding}
			if c.AboutID != nil {
				seen.AboutID = made[*c.AboutID]
			}
			_, err := a.Duty.LogVisit(ctx, supervisor, "", v.region,
				duty.Visit{On: c.OnDate, Method: c.Method, Place: place[c.ID], Seen: []duty.Seen{seen}})
			if err != nil {
				return err
			}
			return a.DB.Read(ctx, func(s *database.Snapshot) error {
				var id int64
				_, err := s.One(&id, "SELECT id FROM duty_check WHERE client_id = ?", c.ClientID)
				made[c.ID] = id
				return err
			})
		}})
	}
	return acts
}

// replayPay carries each month from the draft to the bank's word, which is the one that the bulk has.
func replayPay(t *testing.T, bulk, a *app.App, b *builder, v *village, first civil.Month) []act {
	t.Helper()
	county, _ := b.tree.ByPath(region.CountyPath(v.region.Path))
	town, _ := b.tree.ByPath(region.ParentPath(v.region.Path))
	prepare, release, approve, audit := actorOf(t, a, "zhidan-"+county.Code[:6]), actorOf(t, a, "fuhe-"+county.Code[:6]),
		actorOf(t, a, "quxian-"+county.Code[:6]), actorOf(t, a, "zhen-"+town.Code[:9])
	type word struct {
		Name, IDTail, Month, Kind, Reason string
		Number                            int64
	}
	said := map[word]word{}
	var words []word
	apptest.Must(t, bulk.DB.Read(ctx, func(s *database.Snapshot) error {
		return s.Select(&words,
			"SELECT i.name, p.id_tail, i.month, e.kind, e.reason, b.number FROM payment_event e JOIN pay_item i ON i.id = "+
				"e.item_id JOIN person p ON p.id = i.person_id JOIN pay_batch b ON b.id = e.batch_id WHERE e.path = ?",
			v.region.Path)
	}))
	again := map[string]bool{} // months in which something came back and was sent again
	for _, w := range words {
		said[word{Name: w.Name, IDTail: w.IDTail, Month: w.Month, Number: w.Number}] = w
		again[w.Month] = again[w.Month] || w.Number == 2
	}
	acts := []act{{clock.On(first.First(), 8, 0), func() error {
		for _, name := range fund.Names {
			for _, y := range []civil.Date{first.First(), first.Add(12).First()} { // December is paid from next year's money
				if _, err := fund.Register(ctx, a.Desk, release, "", county,
					fund.Document{Kind: fund.In, Fund: name, Year: fund.Year(y), Level: "city", Number: "试财1号",
						AmountFen: 1_000_000_00, OnDate: first.First()}); err != nil {
					return err
				}
			}
		}
		return nil
	}}}
	for m := first; m.Before(Until.Month()); m = m.Add(1) {
		next := m.Add(1)
		var run int64
		add := func(day, hour int, do func() error) { acts = append(acts, act{clock.On(next.Date(day), hour, 0), do}) }
		add(1, 9, func() error {
			d, err := a.Payroll.DraftRun(ctx, prepare, county, m)
			run = d.RunID
			return err
		})
		add(2, 9, func() error {
			_, err := a.Payroll.Notice(ctx, prepare, "", run, 1, next.Date(2), next.Date(6), "")
			return err
		})
		add(7, 9, func() error {
			if err := apptest.AnswerQuestions(ctx, a, audit, run, town); err != nil {
				return err
			}
			_, err := a.Payroll.Audit(ctx, audit, "", run, town)
			return err
		})
		add(8, 15, func() error { _, err := a.Payroll.Approve(ctx, approve, "", run, 2, ""); return err })
		for i, days := range [][2]int{{9, 10}, {13, 14}} {
			if i == 1 && !again[m.String()] {
				continue
			}
			var batch int64
			add(days[0], 9, func() (err error) {
				batch, err = a.Payments.Prepare(ctx, prepare, "", run, payment.Payer{})
				return err
			})
			add(days[0], 10, func() error { _, err := a.Payments.Release(ctx, release, "", batch, 1, "支1号"); return err })
			add(days[1], 16, func() error {
				var lines []struct {
					Seq, AmountFen int64
					Name, IDTail   string
				}
				if err := a.DB.Read(ctx, func(s *database.Snapshot) error {
					return s.Select(&lines,
						"SELECT l.seq, l.amount_fen, i.name, p.id_tail FROM pay_batch_line l JOIN pay_item i ON i.id = l.item_id JOIN "+
							"person p ON p.id = i.person_id WHERE l.batch_id = ? ORDER BY l.seq",
						batch)
				}); err != nil {
					return err
				}
				var results []bankfile.Result
				for _, l := range lines {
					w := said[word{Name: l.Name, IDTail: l.IDTail, Month: m.String(), Number: int64(i + 1)}]
					results = append(results,
						bankfile.Result{Seq: l.Seq, Amount: money.Fen(l.AmountFen), Paid: w.Kind == "paid", Reason: w.Reason})
				}
				_, err := a.Payments.Settle(ctx, prepare, "", batch, 2, next.Date(days[1]), results)
				return err
			})
		}
	}
	return acts
}
