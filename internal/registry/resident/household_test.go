package resident_test

import (
	"encoding/hex"
	"strings"
	"sync"
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

// homeless registers somebody of whom no household is told.
func homeless(t *testing.T, h *apptest.House, name string) int64 {
	t.Helper()
	e := h.Entry(name)
	e.HouseholdNumber, e.Relation, e.HomeNotKnown = "", "", true
	id, err := h.Residents.Register(apptest.Ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home), e)
	apptest.Must(t, err)
	return id
}

func homedPerson(t *testing.T, h *apptest.House, id int64) (p resident.Person, home resident.Household) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
		if p, err = resident.ByID(s, id); err != nil {
			return err
		}
		homes, err := resident.HouseholdsByID(s, []int64{p.HouseholdID})
		home = homes[p.HouseholdID]
		return err
	}))
	return p, home
}

func homesOpen(t *testing.T, h *apptest.House) (n int64) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) (err error) {
		n, err = resident.HomesOpen(s, authz.Everywhere())
		return err
	}))
	return n
}

func TestTellHome_and_its_refusals(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		clerk := h.Actor("village_registrar", apptest.Home)
		a, b := homeless(t, h, "示例甲"), homeless(t, h, "示例乙")
		e := h.Entry("示例丙")
		e.HouseholdNumber = "7"
		c, err := h.Residents.Register(apptest.Ctx, clerk, "", h.Region(apptest.Home), e)
		apptest.Must(t, err)
		pa, home := homedPerson(t, h, a)
		if pb, _ := homedPerson(t, h, b); home.Known() || home.Told() != "" || pb.HouseholdID == pa.HouseholdID ||
			homesOpen(t, h) != 2 {
			t.Errorf("%+v %+v", home, pb)
		}
		good := resident.Home{Number: "8", Relation: "02"}
		for _, x := range []struct {
			name, code string
			who        authz.Actor
			person     int64
			version    int64
			home       resident.Home
		}{
			{"another role", "authz.forbidden", h.Actor("county_reviewer", apptest.County), a, 1, good},
			{"another village", "authz.not_found", h.Actor("village_registrar", apptest.Beside), a, 1, good},
			{"an old form", "form.stale", clerk, a, 2, good},
			{"whose household is known", "resident.home_known", clerk, c, 1, good},
			{"no number", "form.required", clerk, a, 1, resident.Home{Relation: "02"}},
			{"the mark of one not known", "resident.household_mark", clerk, a, 1, resident.Home{Number: home.Number,
				Relation: "02"}},
			{"no relation", "resident.relation", clerk, a, 1, resident.Home{Number: "8"}},
			{"a household of others, not looked at", "resident.joins", clerk, a, 1, resident.Home{Number: "7", Relation: "10"}},
			{"no such group", "resident.group", clerk, a, 1, resident.Home{Number: "8", Relation: "02", Group: "东头"}},
		} {
			_, err := h.Residents.TellHome(apptest.Ctx, x.who, "", x.person, x.version, x.home)
			apptest.Want(t, x.name, x.code, err)
			if x.code == "resident.joins" && !strings.Contains(errs.All(err)[0].Error()+argsOf(err), "示例丙") {
				t.Errorf("who is registered there is not named: %v", err)
			}
		}
		_, err = h.Residents.TellHome(apptest.Ctx, clerk, "", a, 1, resident.Home{Number: "7", Relation: "10", Joins: true})
		apptest.Must(t, err)
		pa, _ = homedPerson(t, h, a)
		pc, _ := homedPerson(t, h, c)
		if pa.HouseholdID != pc.HouseholdID || pa.Relation != "10" || homesOpen(t, h) != 1 {
			t.Errorf("%+v", pa)
		}
		_, err = h.Residents.TellHome(apptest.Ctx, clerk, "", a, pa.Version, good)
		apptest.Want(t, "told twice", "resident.home_known", err)
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			slips, err := resident.CorrectionsOf(s, a)
			if len(slips) != 1 || slips[0].Lines()[0] != [3]string{"home", "户情况未知", "7"} {
				t.Errorf("%+v", slips)
			}
			var n int64
			if gone, err := s.One(&n, "SELECT id FROM household WHERE id = ?", home.ID); err != nil || gone {
				t.Errorf("the household that was not known is left: %v", err)
			}
			return err
		}))
		// two who tell it at once: one is late
		var wg sync.WaitGroup
		var mu sync.Mutex
		codes := map[string]int{}
		for i := range 4 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_, err := h.Residents.TellHome(apptest.Ctx, clerk, "", b, 1, resident.Home{Number: string(rune('a' + i)),
					Relation: "02"})
				mu.Lock()
				codes[errs.CodeOf(err)]++
				mu.Unlock()
			}()
		}
		wg.Wait()
		if codes[""] != 1 || codes["form.stale"] != 3 {
			t.Errorf("%v", codes)
		}
	})
}

func argsOf(err error) string {
	var out strings.Builder
	for _, e := range errs.All(err) {
		for _, a := range e.Args {
			if s, ok := a.Value.(string); ok {
				out.WriteString(s)
			}
		}
	}
	return out.String()
}

func TestTellHome_recuses_kin(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	clerk := h.Actor("village_registrar", apptest.Home)
	a := homeless(t, h, "示例甲")
	apptest.Must(t, h.DB.Write(apptest.Ctx, func(tx *database.Tx) error { // the clerk's own record
		_, err := tx.Exec("UPDATE person SET id_index = ? WHERE id = ?", keyOf(t, clerk), a)
		return err
	}))
	_, err := h.Residents.TellHome(apptest.Ctx, clerk, "", a, 1, resident.Home{Number: "8", Relation: "02"})
	apptest.Want(t, "oneself", "resident.recuse_self", err)
}

func outsiders(t *testing.T, h *apptest.House) (n int64) {
	t.Helper()
	apptest.Must(t, h.DB.Read(apptest.Ctx, func(s *database.Snapshot) error {
		_, err := s.One(&n, "SELECT COUNT(*) FROM person WHERE outside = 1")
		return err
	}))
	return n
}

func TestAppointOutside_and_its_refusals(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		town, clerk := h.Actor("township_reviewer", apptest.Town), h.Actor("village_registrar", apptest.Home)
		number := h.Number("1968-05-06", false)
		office := resident.Appointment{Kind: "public_employee", Title: "副镇长", Region: h.Region(apptest.Town),
			From: civil.MustDate("2023-01-01"), Source: "任命文件"}
		known := h.Entry("示例丁")
		_, err := h.Residents.Register(apptest.Ctx, clerk, "", h.Region(apptest.Home), known)
		apptest.Must(t, err)
		late := office
		late.From = civil.MustDate("2026-01-01")
		for _, x := range []struct {
			name, code, who, no string
			by                  authz.Actor
			office              resident.Appointment
		}{
			{"another role", "authz.forbidden", "示例官", number, clerkOf(h), withRegion(office, h.Region(apptest.Home))},
			{"another township", "authz.not_found", "示例官", number, town, withRegion(office, h.Region("370481116"))},
			{"no number", "idno.length", "示例官", "12", town, office},
			{"no name", "resident.name", "", number, town, office},
			{"tomorrow", "form.future", "示例官", number, town, late},
			{"registered under another name", "resident.other_name", "示例官", known.IDNumber, town, office},
		} {
			_, err := h.Residents.AppointOutside(apptest.Ctx, x.by, "", x.who, x.no, x.office)
			if got := errs.CodeOf(err); got != x.code && !(x.code == "idno.length" && strings.HasPrefix(got, "idno.")) {
				t.Errorf("%s: %v, want %s", x.name, err, x.code)
			}
		}
		if outsiders(t, h) != 0 {
			t.Error("a refused office leaves a record")
		}
		id, err := h.Residents.AppointOutside(apptest.Ctx, town, "", "示例官", number, office)
		apptest.Must(t, err)
		_, err = h.Residents.AppointOutside(apptest.Ctx, town, "", "示例官", number, office)
		apptest.Want(t, "twice", "official.known", err)
		other := office
		other.Title = "党委委员"
		again, err := h.Residents.AppointOutside(apptest.Ctx, town, "", "示例官", number, other)
		apptest.Must(t, err)
		if again != id || outsiders(t, h) != 1 {
			t.Errorf("%d records for one human: %d, %d", outsiders(t, h), id, again)
		}
		_, err = h.Residents.TellHome(apptest.Ctx, town, "", id, 1, resident.Home{Number: "8", Relation: "02"})
		apptest.Want(t, "a household of somebody outside the register", "resident.outside", err)
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			listed, err := resident.List(s, authz.Everywhere(), resident.Filter{Limit: 50})
			if err != nil {
				return err
			}
			for _, p := range listed {
				if p.ID == id {
					t.Error("an official is listed as a villager")
				}
			}
			if n, err := resident.HomesOpen(s, authz.Everywhere()); err != nil || n != 0 {
				t.Errorf("%d households are asked for: %v", n, err)
			}
			roster, err := resident.Roster(s, authz.Everywhere(), true, "", 0, 10)
			if len(roster) != 2 || roster[0].Name != "示例官" {
				t.Errorf("%+v", roster)
			}
			return err
		}))
		// a holder declares kin of the official, who recuses from the holder's matter; then the official is registered: one
		// human
		holder := h.Person(apptest.Home, "示例戊")
		_, err = h.Residents.DeclareKin(apptest.Ctx, clerk, "", holder, civil.MustDate("2025-03-01"), "亲属关系申报表",
			[]resident.Tie{{KinID: id, Code: "71"}}, false, nil)
		apptest.Must(t, err)
		kin := func() (names []string) {
			p, _ := homedPerson(t, h, holder)
			apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
				ties, err := resident.OfficialKin(s, p)
				for _, k := range ties {
					names = append(names, k.Name+k.Title)
				}
				return err
			}))
			return names
		}
		if got := kin(); len(got) != 2 {
			t.Errorf("%v", got)
		}
		wrong := h.Entry("别名人")
		wrong.IDNumber = number
		_, err = h.Residents.Register(apptest.Ctx, clerk, "", h.Region(apptest.Home), wrong)
		apptest.Want(t, "registered under another name later", "resident.other_name", err)
		e := h.Entry("示例官")
		e.IDNumber, e.Account = number, "6217000000000000041"
		same, err := h.Residents.Register(apptest.Ctx, clerk, "", h.Region(apptest.Home), e)
		apptest.Must(t, err)
		p, home := homedPerson(t, h, id)
		if same != id || p.Outside != 0 || p.Path != h.Region(apptest.Home).Path || !home.Known() || len(kin()) != 2 ||
			outsiders(t, h) != 0 {
			t.Errorf("%d %+v %+v %v", same, p, home, kin())
		}
		e.Account = ""
		_, err = h.Residents.Register(apptest.Ctx, clerk, "", h.Region(apptest.Home), e)
		apptest.Want(t, "registered twice", "resident.known", err)
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			doubts, err := resident.Doubts(s, h.Ring)
			if len(doubts) > 0 {
				t.Errorf("%+v", doubts)
			}
			return err
		}))
	})
}

func clerkOf(h *apptest.House) authz.Actor { return h.Actor("village_registrar", apptest.Home) }

func withRegion(a resident.Appointment, at *region.Region) resident.Appointment {
	a.Region = at
	return a
}

func keyOf(t *testing.T, a authz.Actor) []byte {
	t.Helper()
	key, err := hex.DecodeString(a.PersonKey)
	apptest.Must(t, err)
	return key
}

// A villager under a wrong number and an official under the right one are one human: putting the number right makes
// them one record.
func TestProposeNumber_unites_with_the_record_outside_the_register(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		town, clerk := h.Actor("township_reviewer", apptest.Town), h.Actor("village_registrar", apptest.Home)
		county := h.Actor("county_reviewer", apptest.County)
		villager, holder, stranger := h.Person(apptest.Home, "示例官"), h.Person(apptest.Home, "示例戊"), h.Person(apptest.Home,
			"别名人")
		number := h.Number("1968-05-06", false)
		office := resident.Appointment{Kind: "village_cadre", Title: "村委会主任", Region: h.Region(apptest.Home),
			From: civil.MustDate("2021-01-01"), Source: "选举公告"}
		official, err := h.Residents.AppointOutside(apptest.Ctx, town, "", "示例官", number, office)
		apptest.Must(t, err)
		_, err = h.Residents.DeclareKin(apptest.Ctx, clerk, "", holder, civil.MustDate("2025-03-01"), "亲属关系申报表",
			[]resident.Tie{{KinID: official, Code: "71"}}, false, nil)
		apptest.Must(t, err)
		_, err = h.Residents.ProposeMerge(apptest.Ctx, town, "", villager, official, "登记了两次", "户口簿")
		apptest.Want(t, "a merger into a record outside the register", "resident.outside", err)
		_, err = h.Residents.ProposeNumber(apptest.Ctx, town, "", stranger, number, "号码登记有误", "户口簿")
		apptest.Want(t, "the number of another human", "resident.other_name", err)
		slip, err := h.Residents.ProposeNumber(apptest.Ctx, town, "", villager, number, "号码登记有误", "户口簿")
		apptest.Must(t, err)
		_, err = h.Residents.Decide(apptest.Ctx, county, "", slip, 1, true)
		apptest.Must(t, err)
		p, _ := homedPerson(t, h, holder)
		apptest.Must(t, db.Read(apptest.Ctx, func(s *database.Snapshot) error {
			ties, err := resident.OfficialKin(s, p)
			if len(ties) != 1 || ties[0].OfficialID != villager || ties[0].Title != "村委会主任" {
				t.Errorf("%+v", ties)
			}
			var n int64
			if there, err := s.One(&n, "SELECT id FROM person WHERE id = ?", official); err != nil || there {
				t.Errorf("one human has two records: %v", err)
			}
			return err
		}))
	})
}
