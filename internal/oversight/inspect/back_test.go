package inspect_test

import (
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
)

// What an inspector decided on a finding is taken back by that inspector, with a reason, until something else is
// decided or written. An order was told to an office and stays.
func TestTakeBackDecision_until_somebody_went_on(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		owe(t, h)
		inspector := h.Actor("discipline_inspector", apptest.County)
		_, err := h.Inspect.Run(ctx, inspector, h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		id := found(t, h)[0].ID
		now := func() inspect.Kept { return found(t, h)[0] }
		take := func(who authz.Actor, b desk.Back) error {
			_, err := h.Inspect.TakeBack(ctx, who, "", id, b)
			return err
		}
		last := func() desk.Back {
			b := desk.Back{Version: now().Version}
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				all, err := apptest.AllActs(s, "inspect.decide")
				b.Entry = all[0].ID
				return err
			}))
			return b
		}
		apptest.Back{Act: "inspect.decide", Subject: "finding", ID: func() int64 { return id }, Author: inspector, Why: true,
			Version: func() int64 { return now().Version },
			Do: func() {
				t.Helper()
				if s := now().State; s != inspect.Open {
					t.Fatal(s)
				}
				_, err := h.Inspect.Move(ctx, inspector, "", id, now().Version, inspect.Verifying, "调取凭证核对")
				apptest.Must(t, err)
			},
			Take: take,
			Others: map[string]authz.Actor{"authz.forbidden": h.Actor("county_reviewer", apptest.County),
				"authz.not_found": h.Actor("discipline_inspector", "370481")},
			Acts: func() {
				b := last()
				apptest.Want(t, "no reason", "undo.why", take(inspector, b))
				_, err := h.Inspect.Write(ctx, inspector, "", inspect.Entry{FindingID: id, Kind: inspect.Note, Said: "已电话核实"}, nil)
				apptest.Must(t, err)
			},
			Acted: "undo.acted"}.Try(t, h)

		_, err = h.Inspect.Rectify(ctx, inspector, "", now().Version, inspect.Entry{FindingID: id, Said: "补发并退还多收的",
			Office: "某镇人民政府", OnDate: h.Clock.Now().Date().AddDays(30)}, nil)
		apptest.Must(t, err)
		b := last()
		b.Why = "看错了"
		apptest.Want(t, "an order", "undo.acted", take(inspector, b))
	})
}
