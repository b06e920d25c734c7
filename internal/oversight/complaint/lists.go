package complaint

import (
	"gangwei/internal/platform/exchange"
	"gangwei/internal/platform/listing"
	"gangwei/internal/platform/words"
)

// Lists that can be written: complaints.
func Lists() []exchange.List {
	return []exchange.List{exchange.NewList("complaints", "complaint.view", complaintRows)}
}

// complaintRows are what the actor may see. Who complained and what was said stay out; what the inspectors have is for
// them alone, not for the operator of the machine.
func complaintRows(x *exchange.Run, yield func(exchange.Row) error) error {
	return listing.Back(func(w *listing.Window) ([]Complaint, error) {
		return Listed(x.Snapshot, x.Actor, Filter{Within: x.Path, State: x.State, Today: x.Today}, w)
	}, func(c Complaint) int64 { return c.ID }, func(c Complaint) error {
		if c.Office == Inspector && x.Actor.UserID == 0 {
			return nil
		}
		late := ""
		if c.Late(x.Today) || c.Missed > 0 {
			late = "是"
		}
		return yield(x.At(c.Path, exchange.Row{
			"number":   c.Number,
			"kind":     words.Label("complaint", c.Kind),
			"office":   words.Label("complaintoffice", c.Office),
			"came_by":  words.Label("cameby", c.CameBy),
			"received": c.ReceivedOn.String(),
			"due":      c.AnswerBy.String(),
			"state":    words.Label("complaintstate", c.State),
			"answered": c.AnsweredOn.String(),
			"late":     late,
		}))
	})
}
