package changeover_test

import (
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/forms/changeover"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/placement"
	"gangwei/internal/hiring/post"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/resident"
)

// A part of a village becomes one of its own: households with their people, the posts they hold, the holders without a
// new hiring.
func TestSplit_moves_a_part_and_leaves_the_rest(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		county, clerk, home := h.Actor("county_reviewer", apptest.County), h.Actor("village_registrar", apptest.Home),
			h.Region(apptest.Home)
		day := civil.MustDate("2025-03-01")
		enter := func(name, group string) (int64, resident.Entry) {
			e := h.Entry(name)
			e.Group = group
			id, err := h.Residents.Register(apptest.Ctx, clerk, "", home, e)
			apptest.Must(t, err)
			return id, e
		}
		holder, _ := enter("王三", "二组")
		enter("李四", "2")
		_, single := enter("赵五", "一组")
		stays, stayed := enter("钱七", "一组")
		p := h.Hold(0, "占位", "", "2025-01-01", "")
		apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET person_id = ? WHERE id = ?", holder, p)
			return err
		}))
		var code string
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			x, err := post.ByID(s, h.Posts[1])
			code = x.Code
			return err
		}))
		good := changeover.Split{From: home, Code: "370402001099", Name: "新风北里居委会", Groups: []int64{2},
			Households: []string{single.HouseholdNumber}, Posts: []string{code}, On: day, Document: "枣民字〔2025〕5号"}
		want := func(name, code string, change func(*changeover.Split), who authz.Actor) changeover.Part {
			t.Helper()
			s := good
			if change != nil {
				change(&s)
			}
			e, err := s.Carry(apptest.Ctx, h.Desk, who, "")
			if got := errs.CodeOf(err); got != code || code == "" && err != nil {
				t.Errorf("%s: %q (%v), want %q", name, got, err, code)
			}
			return e
		}
		want("a village", "authz.forbidden", nil, clerk)
		want("another county", "authz.not_found", nil, h.Actor("county_reviewer", "370481"))
		want("not the first of a month", "changeover.on", func(s *changeover.Split) { s.On = civil.MustDate("2025-03-02") },
			county)
		want("long ago", "changeover.on", func(s *changeover.Split) { s.On = civil.MustDate("2025-01-01") }, county)
		want("no document", "form.required", func(s *changeover.Split) { s.Document = "" }, county)
		want("nobody", "changeover.households", func(s *changeover.Split) { s.Groups, s.Households = nil, nil }, county)
		want("a code of elsewhere", "divisions.prefix", func(s *changeover.Split) { s.Code = "370481116099" }, county)
		want("a code in use", "divisions.twice", func(s *changeover.Split) { s.Code = apptest.Beside }, county)
		want("no name", "divisions.name", func(s *changeover.Split) { s.Name = " " }, county)
		want("months that are not reviewed", "changeover.unfinished", nil, county)
		apptest.Must(t, db.Write(apptest.Ctx, func(tx *database.Tx) error {
			for _, m := range []string{"2025-01", "2025-02"} {
				if _, err := tx.Exec(
					"INSERT INTO duty_sheet (village_id, path, month, state, remark, submitted_key, reviewed_key) VALUES (?, ?, ?, "+
						"'reviewed', '', 'a', 'b')",
					home.ID, home.Path, m); err != nil {
					return err
				}
			}
			return nil
		}))
		want("no such household", "changeover.household", func(s *changeover.Split) { s.Households = []string{"没有"} }, county)
		want("everybody", "changeover.all", func(s *changeover.Split) {
			s.Groups, s.Households = []int64{1, 2}, []string{}
			apptest.Must(t, db.Read(apptest.Ctx, func(r *database.Snapshot) error {
				all, err := resident.HouseholdsOf(r, home.ID)
				for _, x := range all {
					s.Households = append(s.Households, x.Number)
				}
				return err
			}))
		}, county)
		want("a held post", "changeover.vacant", func(s *changeover.Split) {
			apptest.Must(t, db.Read(apptest.Ctx, func(r *database.Snapshot) error {
				x, err := post.ByID(r, h.Posts[0])
				s.Posts = []string{x.Code}
				return err
			}))
		}, county)
		a, err := h.Applications.Submit(apptest.Ctx, clerk, "", home,
			application.Proposal{PostID: h.Posts[2], PersonID: stays, Basis: "poverty_out"})
		apptest.Must(t, err)
		want("somebody who moves applies", "changeover.applying",
			func(s *changeover.Split) { s.Households = append(s.Households, stayed.HouseholdNumber) }, county)
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			e, err := good.Preview(s, h.Set.Now().Date())
			if e != (changeover.Part{Households: 3, People: 3, Posts: 2, Holders: 1}) {
				t.Errorf("%+v", e)
			}
			return err
		}))
		done := apptest.AtOnce(3, func() (int, error) {
			_, err := good.Carry(apptest.Ctx, h.Desk, county, "")
			return 1, err
		})
		if done != 1 {
			t.Fatalf("split %d times", done)
		}
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			tree, err := region.Load(s, h.Set.Now().Date())
			apptest.Must(t, err)
			fresh, err := tree.ByCode("370402001099")
			apptest.Must(t, err)
			if fresh.ParentID != home.ParentID || !fresh.OpenVillage() {
				t.Errorf("%+v", fresh)
			}
			there, err := placement.Live(s, fresh.ID)
			apptest.Must(t, err)
			here, err := placement.Live(s, home.ID)
			apptest.Must(t, err)
			if len(there) != 1 || there[0].PersonID != holder || there[0].StartOn != day || len(here) != 0 {
				t.Errorf("%+v %+v", there, here)
			}
			posts, err := post.List(s, authz.Under(fresh.Path), post.Filter{Limit: 10})
			apptest.Must(t, err)
			people, err := resident.List(s, authz.Under(fresh.Path), resident.Filter{Limit: 10})
			apptest.Must(t, err)
			if len(posts) != 2 || len(people) != 3 {
				t.Errorf("%d posts, %d people", len(posts), len(people))
			}
			x, err := application.ByID(s, a)
			apptest.Must(t, err)
			if x.Path != home.Path {
				t.Error("who stays was moved")
			}
			if _, err := trail.Verify(s, app.Witnessed(), ""); err != nil {
				t.Error(err)
			}
			return nil
		}))
	})
}
