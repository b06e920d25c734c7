package apptest

import (
	"context"

	"gangwei/internal/app"
	"gangwei/internal/pay/payroll"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
)

// mostQuestions of one township's part of a list.
const mostQuestions = 10_000

// AnswerQuestions says of every line of a list that is questioned in a township that it is paid all the same, as its
// office would before it audits; nothing is said where nothing is asked.
func AnswerQuestions(ctx context.Context, a *app.App, who authz.Actor, run int64, town *region.Region) error {
	say := payroll.Answer{Verdict: payroll.AnswerPaid, Why: "核实后照发"}
	if err := a.DB.Read(ctx, func(s *database.Snapshot) error {
		x, err := payroll.RunByID(s, run)
		if err != nil {
			return err
		}
		open, _, _, err := payroll.Questions(s, x, authz.Under(town.Path), mostQuestions)
		for _, q := range open {
			say.Placements = append(say.Placements, q.PlacementID)
		}
		return err
	}); err != nil || len(say.Placements) == 0 {
		return err
	}
	_, err := a.Payroll.Answer(ctx, who, "", run, town, say)
	return err
}
