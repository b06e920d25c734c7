package web_test

import (
	"fmt"
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

// wide writes letters, digits and signs as an input method for Chinese does that was left on.
func wide(s string) string {
	return strings.Map(func(c rune) rune {
		if c > ' ' && c <= '~' {
			return c - '!' + '！'
		}
		return c
	}, s)
}

// Each kind of number finds its record as well where it was typed in full width or with spaces in it, and where the
// office gives numbers that look like a name beside a telephone number.
func TestSearch_finds_each_kind_of_number_in_full_width(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		of := things(t, h, apptest.Home, h.Posts[0])
		apptest.Must(t, db.Write(ctx, func(tx *database.Tx) error {
			for _, q := range []struct {
				text string
				id   int64
			}{
				{"UPDATE placement SET agreement_no = 'XY20250071' WHERE id = ?", of["placement"]},
				{"UPDATE accident SET claim_no = 'PICC20250031' WHERE id = ?", of["accident"]},
				{"UPDATE pay_batch SET voucher = 'YH-20250212-7' WHERE id = ?", of["batch"]},
				{"UPDATE paper_form SET number = 'D370402001001-0009', kind = 'sign_in' WHERE village_id = ?",
					h.Region(apptest.Home).ID},
				{"UPDATE complaint SET number = 'XF-2025-00017' WHERE id = ?", of["complaint"]},
			} {
				if _, err := tx.Exec(q.text, q.id); err != nil {
					return err
				}
			}
			return nil
		}))
		number := func(query string, id int64) (x string) {
			apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
				_, err := s.One(&x, query, id)
				return err
			}))
			return x
		}
		base := h.Serve()
		county := visit(t, base).signIn(apptest.Login("county_reviewer", h.Region(apptest.County).Code))
		away := visit(t, base).signIn(apptest.Login("county_reviewer", h.Region(apptest.Away).Code[:6]))
		for kind, x := range map[string]struct {
			number string
			id     string
		}{
			"/applications/": {number("SELECT number FROM application WHERE id = ?", of["application"]), "application"},
			"/posts/":        {number("SELECT code FROM post WHERE id = ?", of["post"]), "post"},
			"/placements/":   {"XY20250071", "placement"},
			"/accidents/":    {"PICC20250031", "accident"},
			"/pay/batches/":  {"YH-20250212-7", "batch"},
			"/papers?region": {"D370402001001-0009", ""},
			"/complaints/":   {"XF-2025-00017", "complaint"},
			"/rectify/":      {number("SELECT number FROM rectify_task WHERE id = ?", of["rectify"]), "rectify"},
			"/divisions?":    {h.Region(apptest.Home).Code, ""},
		} {
			for _, typed := range []string{x.number, wide(x.number), " " + wide(x.number[:4]) + "　" + wide(x.number[4:])} {
				hits, to := county.search(typed)
				at := to
				for _, hit := range hits {
					if strings.HasPrefix(hit[0], kind) {
						at = hit[0]
					}
				}
				if !strings.HasPrefix(at, kind) || x.id != "" && at != kind+fmt.Sprint(of[x.id]) {
					t.Errorf("%q finds %q %v, want one of %s", typed, to, hits, kind)
				}
				if hits, to := away.search(typed); len(hits) > 0 || to != "" {
					t.Errorf("another county finds %v %s by %q", hits, to, typed)
				}
			}
		}
	})
}
