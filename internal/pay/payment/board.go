package payment

import (
	"slices"

	"gangwei/internal/base/civil"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// OnBoard is what a village's board says of a month's pay: how many were paid, and where the others wait. No name and
// no sum stands there.
type OnBoard struct {
	Month civil.Month
	Paid  int64       // people whom the bank confirmed
	Waits []WaitsHere `gorm:"-"` // for what is due by a sheet or a list (应发未到账)
	Lacks []LacksHere `gorm:"-"` // those of whom nothing is here (没有发放资料，待核), as counted last
}

// LacksHere are those of a village and month of whom something is lacking, and what the village says.
type LacksHere struct {
	Lack   string
	N      int64  // people
	Reason *Delay // nil: nothing was said
}

// WaitsHere are those of a village and month who wait at a desk, and what the desk says.
type WaitsHere struct {
	Desk   string
	N      int64
	Reason *Delay // nil: nothing was said
}

// BoardOf a village on a day from a month on, the latest first; months in which nobody was on post are left out. A
// month before that stands there as long as somebody waits in it: nobody unpaid leaves the wall by waiting.
func BoardOf(r database.Reader, village string, from, until civil.Month, today civil.Date) ([]OnBoard, error) {
	scope := authz.Under(village)
	owing, err := OwingOf(r, scope, OwingFilter{Until: until, Today: today})
	if err != nil {
		return nil, err
	}
	lacking, err := lackingMonths(r, village, civil.EarliestMonth(), until)
	if err != nil {
		return nil, err
	}
	first := from
	for _, o := range owing {
		if o.Month.Before(first) {
			first = o.Month
		}
	}
	for _, x := range lacking {
		if x.Month.Before(first) {
			first = x.Month
		}
	}
	var out []OnBoard
	if err := r.Select(&out,
		"SELECT g.month, COUNT(DISTINCT g.placement_id) AS paid FROM pay_line g WHERE g.path = ? AND g.month >= ? AND "+
			"g.month <= ? AND EXISTS (SELECT 1 FROM payment_event e WHERE e.paid_item = g.item_id) GROUP BY g.month",
		village, first, until); err != nil {
		return nil, err
	}
	delays, err := DelaysOf(r, scope, until)
	if err != nil {
		return nil, err
	}
	of := func(m civil.Month) *OnBoard {
		i := slices.IndexFunc(out, func(b OnBoard) bool { return b.Month == m })
		if i < 0 {
			i, out = len(out), append(out, OnBoard{Month: m})
		}
		return &out[i]
	}
	for _, o := range owing {
		b := of(o.Month)
		at := o.Desk()
		k := slices.IndexFunc(b.Waits, func(w WaitsHere) bool { return w.Desk == at })
		if k < 0 {
			k, b.Waits = len(b.Waits), append(b.Waits, WaitsHere{Desk: at, Reason: delays.For(o)})
		}
		b.Waits[k].N++
	}
	for _, x := range lacking {
		b := of(x.Month)
		b.Lacks = append(b.Lacks, LacksHere{Lack: x.Lack, N: x.People,
			Reason: delays.at(AtSheet, village, x.Month)})
	}
	out = slices.DeleteFunc(out, func(b OnBoard) bool {
		return b.Month.Before(from) && len(b.Waits)+len(b.Lacks) == 0
	})
	slices.SortFunc(out, func(a, b OnBoard) int { return b.Month.Since(a.Month) })
	return out, nil
}
