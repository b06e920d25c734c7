package demo

import (
	"fmt"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/oversight/complaint"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
)

// replayComplaints registers the village's complaints and does with them what was done in the bulk.
func replayComplaints(t *testing.T, bulk, a *app.App, v *village, places map[int64]int64) []act {
	t.Helper()
	county := actorOf(t, a, "quxian-"+v.region.Code[:6])
	answers := map[string]authz.Actor{complaint.Township: actorOf(t, a, "zhen-"+v.region.Code[:9]),
		complaint.County: county, complaint.Inspector: actorOf(t, a, "jijian")}
	type row struct {
		ID, PlacementID, Named int64
		Kind, Office, CameBy   string
	}
	var rows []row
	events := map[int64][]complaint.Event{}
	apptest.Must(t, bulk.DB.Read(ctx, func(s *database.Snapshot) error {
		if err := s.Select(&rows,
			"SELECT c.id, COALESCE(c.placement_id, 0) AS placement_id, c.kind, c.office, c.came_by, (SELECT COUNT(*) FROM "+
				"complaint_reporter r WHERE r.complaint_id = c.id) AS named FROM complaint c WHERE c.path = ? ORDER BY c.id",
			v.region.Path); err != nil {
			return err
		}
		for _, c := range rows {
			es, err := complaint.EventsOf(s, c.ID)
			if err != nil {
				return err
			}
			events[c.ID] = es
		}
		return nil
	}))
	var acts []act
	for _, c := range rows {
		var made int64
		for _, e := range events[c.ID] {
			acts = append(acts, act{e.AtUs, func() (err error) {
				move := complaint.Move{ID: made, Version: 1, Remark: e.Remark}
				switch e.Kind {
				case "received":
					said := complaint.Said{About: complaint.Village,
						Kind: c.Kind, CameBy: c.CameBy, PlacementID: places[c.PlacementID], Text: e.Remark}
					if c.Named > 0 {
						said.Name = "反映人"
					}
					var r complaint.Receipt
					r, err = a.Complaints.Register(ctx, county, "", v.region, said)
					made = r.ID
				case "answered":
					_, err = a.Complaints.Answer(ctx, answers[c.Office], "", move)
				case "withdrawn":
					_, err = a.Complaints.Withdraw(ctx, answers[c.Office], "", move)
				default:
					err = fmt.Errorf("no complaint of the demo is %s", e.Kind)
				}
				return err
			}})
		}
	}
	return acts
}
