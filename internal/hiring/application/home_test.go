package application_test

import (
	"slices"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// Of whom no household is known, nobody can say whether others of it hold posts, nor how many they are: the clerk tells
// the household first or
// writes why not, and no point of need is given for it.
func TestHousehold_not_known_is_asked_for_and_counts_for_nothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		clerk := h.Actor("village_registrar", apptest.Home)
		e := h.Entry("示例甲")
		e.HouseholdNumber, e.Relation, e.HomeNotKnown = "", "", true
		person, err := h.Residents.Register(apptest.Ctx, clerk, "", h.Region(apptest.Home), e)
		apptest.Must(t, err)
		remarks := func() (codes []string) {
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
				p, err := resident.ByID(s, person)
				if err != nil {
					return err
				}
				f, err := h.Applications.FactsOf(s, p, "poverty_out", civil.MustDate(apptest.Day))
				for _, r := range application.Judge(f, h.Book()) {
					codes = append(codes, r.Reaction+" "+r.Code)
				}
				return err
			}))
			return codes
		}
		need := func() (n application.Need) {
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
				p, err := resident.ByID(s, person)
				if err == nil {
					n, err = h.Applications.NeedOf(s, p, civil.MustDate(apptest.Day))
				}
				return err
			}))
			return n
		}
		w := rulebook.Weights{Points: map[string]int{"member": 3, "nobody": 10, "poverty_out": 1}}
		if n := need(); n.HomeKnown || n.Members != 0 || n.Points(w) != 1 {
			t.Errorf("%+v, %d points", n, n.Points(w))
		}
		if got := remarks(); !slices.Contains(got, "warn household.not_known") {
			t.Errorf("%v", got)
		}
		_, err = h.Applications.Submit(apptest.Ctx, clerk, "", h.Region(apptest.Home),
			application.Proposal{PostID: h.Posts[0], PersonID: person, Basis: "poverty_out"})
		apptest.Want(t, "without a reason", "application.reason", err)
		_, err = h.Residents.TellHome(apptest.Ctx, clerk, "", person, 1, resident.Home{Number: "8", Relation: "02"})
		apptest.Must(t, err)
		if n := need(); !n.HomeKnown || n.Members != 1 || n.Points(w) != 14 {
			t.Errorf("%+v, %d points", n, n.Points(w))
		}
		if got := remarks(); slices.Contains(got, "warn household.not_known") {
			t.Errorf("%v", got)
		}
		_, err = h.Applications.Submit(apptest.Ctx, clerk, "", h.Region(apptest.Home),
			application.Proposal{PostID: h.Posts[0], PersonID: person, Basis: "poverty_out"})
		apptest.Must(t, err)
	})
}

// Nobody is hired who is on no register of villagers, nor on a post of which the terms are not known.
func TestSubmit_refuses_outsiders_and_posts_that_lack_terms(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	clerk := h.Actor("village_registrar", apptest.Home)
	office := resident.Appointment{Kind: "village_cadre", Title: "村委会主任", Region: h.Region(apptest.Home),
		From: civil.MustDate("2021-01-01"), Source: "选举公告"}
	official, err := h.Residents.AppointOutside(apptest.Ctx, h.Actor("township_reviewer", apptest.Town), "", "示例官",
		h.Number("1968-05-06", false), office)
	apptest.Must(t, err)
	_, err = h.Applications.Submit(apptest.Ctx, clerk, "", h.Region(apptest.Home), application.Proposal{PostID: h.Posts[0],
		PersonID: official, Basis: "older"})
	apptest.Want(t, "an official outside the register", "resident.outside", err)
	apptest.Must(t, h.DB.Write(apptest.Ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE post SET untold = 1, hours_month = 0, fund = '' WHERE id = ?", h.Posts[0])
		return err
	}))
	_, err = h.Applications.Submit(apptest.Ctx, clerk, "", h.Region(apptest.Home), application.Proposal{PostID: h.Posts[0],
		PersonID: h.Person(apptest.Home, "示例乙"), Basis: "poverty_out"})
	apptest.Want(t, "a post without terms", "post.untold", err)
}
