package web_test

import (
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/account"
)

// Accidents, cases of help, rows of earlier years, projects and entries of the lists are found by their own people, and
// by nobody else: not by another role, not from another county, and not any more once the right is withdrawn.
func TestSearch_finds_each_kind_for_its_own_people_alone(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		things(t, h, apptest.Home, h.Posts[0])
		base := h.Serve()
		county, away := h.Region(apptest.County).Code, h.Region(apptest.Away).Code[:6]
		kinds := map[string]string{"/accidents/": "意外事故", "/help/": "就业援助", "/history/": "历史名册",
			"/projects/": "就业帮扶项目", "/registers/": "清单"}
		found := func(login string) map[string]bool {
			out := map[string]bool{}
			for _, q := range []string{"藏名", "名本"} {
				hits, to := visit(t, base).signIn(login).search(q)
				for _, hit := range append(hits, []string{to}) {
					for at := range kinds {
						out[at] = out[at] || strings.HasPrefix(hit[0], at)
					}
				}
			}
			return out
		}
		reviewer := apptest.Login("county_reviewer", county)
		for at, words := range kinds {
			if !found(reviewer)[at] {
				t.Errorf("the county finds no %s", words)
			}
			for _, nobody := range []string{apptest.Login("county_reviewer", away),
				apptest.Login("finance_preparer", county)} {
				if found(nobody)[at] {
					t.Errorf("%s finds %s of %s", nobody, words, county)
				}
			}
		}
		var id int64
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			_, err := s.One(&id, "SELECT id FROM user_account WHERE login = ?", reviewer)
			return err
		}))
		_, err := h.Accounts.RevokeRole(ctx, h.Actor("security_admin", "3704"), "", account.Target{ID: id},
			"county_reviewer", h.Region(apptest.County))
		apptest.Must(t, err)
		for at, is := range found(reviewer) {
			if is {
				t.Errorf("%s is found after the right was withdrawn", kinds[at])
			}
		}
	})
}
