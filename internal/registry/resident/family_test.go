package resident_test

import (
	"fmt"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/region"
	"gangwei/internal/registry/resident"
)

// fields of all refusals inside err, in their order.
func fields(err error) string {
	var out []string
	for _, e := range errs.All(err) {
		out = append(out, fmt.Sprintf("%s:%s/%d", e.Field, e.Code, e.Row))
	}
	return strings.Join(out, " ")
}

func peopleOf(t *testing.T, h *apptest.House) (n int64) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		_, err := s.One(&n, "SELECT COUNT(*) FROM person WHERE outside = 0")
		return err
	}))
	return n
}

func family(h *apptest.House, number string, names ...string) resident.Family {
	f := resident.Family{Number: number, Group: "3"}
	for i, name := range names {
		relation := "20"
		if i == 0 {
			relation = "02"
		}
		f.Members = append(f.Members, resident.Member{Row: i + 1, Name: name, Relation: relation,
			IDNumber: h.Number(fmt.Sprintf("19%d0-03-0%d", 6+i%3, 1+i%9), i%2 == 1)})
	}
	return f
}

func TestFamily_Register_all_of_them_or_none(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		clerk, village := h.Actor("village_registrar", apptest.Home), h.Region(apptest.Home)
		register := func(who authz.Actor, key string, at *region.Region, f resident.Family) (int64, error) {
			return f.Register(apptest.Ctx, h.Residents, who, key, at)
		}
		members := func(id int64) (out []resident.Person) {
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
				out, err = resident.Members(s, id)
				return err
			}))
			return out
		}
		five := family(h, "18", "示例甲", "示例乙", "示例丙", "示例丁", "示例戊")
		before := peopleOf(t, h)

		// every row says what is wrong with it, and nobody is registered
		bad := family(h, "18", "示例甲", "示例乙", "示例丙", "示例丁")
		bad.Address = strings.Repeat("长", 61)
		bad.Members[0].Name, bad.Members[1].Relation, bad.Members[1].Phone = "", "", "12"
		bad.Members[2].IDNumber, bad.Members[3].IDNumber = "37040219600301", bad.Members[0].IDNumber
		_, err := register(clerk, "", village, bad)
		if got, want := fields(err), "name1:resident.name/1 address:form.long/0 phone2:resident.phone/2 "+
			"relation2:resident.relation/2 idno3:idno.length/3 idno4:resident.twice/4"; got != want {
			t.Errorf("%s, want %s", got, want)
		}
		apptest.Want(t, "nobody", "resident.no_member", func() error {
			_, err := register(clerk, "", village, resident.Family{Number: "18"})
			return err
		}())
		many := family(h, "18", strings.Split(strings.Repeat("示例 ", resident.MaxMembers)+"示例", " ")...)
		_, err = register(clerk, "", village, many)
		if !strings.Contains(fields(err), "name1:resident.many_members") {
			t.Errorf("too many: %v", err)
		}

		// somebody else, somewhere else
		_, err = register(h.Actor("township_supervisor", apptest.Town), "", village, five)
		apptest.Want(t, "who only looks", "authz.forbidden", err)
		_, err = register(clerk, "", h.Region(apptest.Beside), five)
		apptest.Want(t, "another village", "authz.not_found", err)
		_, err = register(h.Actor("township_reviewer", apptest.Town), "", h.Region(apptest.Town), five)
		apptest.Want(t, "a township", "region.not_village", err)
		if n := peopleOf(t, h); n != before {
			t.Fatalf("%d people, %d before: something was half done", n, before)
		}

		// five at once, and a second click is the same
		home, err := register(clerk, "once", village, five)
		apptest.Must(t, err)
		again, err := register(clerk, "once", village, five)
		apptest.Must(t, err)
		if rows := members(home); again != home || len(rows) != 5 || peopleOf(t, h) != before+5 {
			t.Fatalf("%d members, household %d and %d", len(rows), home, again)
		}

		// a sixth: who is there is shown first; a second head, a known number, a namesake
		six := family(h, "18", "示例己")
		_, err = register(clerk, "", village, six)
		apptest.Want(t, "into a household that was not shown", "resident.joins", err)
		six.Shown = home
		_, err = register(clerk, "", village, six)
		if got := fields(err); got != "relation1:resident.two_heads/1" {
			t.Errorf("a second head: %s", got)
		}
		six.Members[0].Relation = "30"
		six.Members = append(six.Members, resident.Member{Row: 2, Name: "示例甲", Relation: "40",
			IDNumber: h.Number("1960-03-01", true)}, resident.Member{Row: 3, Name: "示例乙", Relation: "10",
			IDNumber: five.Members[1].IDNumber})
		_, err = register(clerk, "", village, six)
		if got := fields(err); got != "namesake2:resident.namesake/2 idno3:resident.known/3" {
			t.Errorf("%s", got)
		}
		six.Members = six.Members[:2]
		six.Members[1].Namesake = true
		if _, err = register(clerk, "", village, six); err != nil || len(members(home)) != 7 {
			t.Errorf("%d members: %v", len(members(home)), err)
		}

		// two clerks at the same moment: one household, nobody twice
		f := family(h, "19", "示例庚", "示例辛")
		done := apptest.AtOnce(4, func() (int, error) {
			_, err := register(clerk, "", village, f)
			if err != nil {
				return 0, nil
			}
			return 1, nil
		})
		if n := peopleOf(t, h); done != 1 || n != before+9 {
			t.Errorf("%d of four went through, %d people", done, n-before)
		}
	})
}

// Check is pure and needs no office.
func TestFamily_Check_shares_what_is_the_households(t *testing.T) {
	f := resident.Family{Number: "~1", Members: []resident.Member{{Row: 2}, {Row: 5}}}
	_, err := f.Check(civil.MustDate("2025-03-10"))
	if got := fields(err); strings.Count(got, "household:") != 1 || !strings.Contains(got, "idno2:") ||
		!strings.Contains(got, "relation5:") {
		t.Errorf("%s", got)
	}
}
