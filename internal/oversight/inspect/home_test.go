package inspect_test

import (
	"bytes"
	"io/fs"
	"strings"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/dbtest"
	"gangwei/internal/oversight"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/oversight/inspect/extract"
	"gangwei/internal/oversight/inspect/folder"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/resident"
)

// homeless registers somebody at Home of whom no household is told; account may be empty.
func homeless(t *testing.T, h *apptest.House, name, account string) int64 {
	t.Helper()
	e := h.Entry(name)
	e.HouseholdNumber, e.Relation, e.HomeNotKnown, e.Account = "", "", true, account
	id, err := h.Residents.Register(ctx, h.Actor("village_registrar", apptest.Home), "", h.Region(apptest.Home), e)
	apptest.Must(t, err)
	return id
}

// onPost puts a registered person on the n-th post at Home.
func onPost(t *testing.T, h *apptest.House, n int, person int64, from, until string) (id int64) {
	t.Helper()
	apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) (err error) {
		r := h.Region(apptest.Home)
		state, end := "active", any(nil)
		if until != "" {
			state, end = "ended", until
		}
		id, err = tx.Create("INSERT INTO placement (post_id, person_id, village_id, path, basis, start_on, agreement_no, "+
			"agreement_kind, agreement_from, agreement_until, hours_month, rate_fen, insurance_no, end_on, end_reason, state, "+
			"opening) VALUES (?, ?, ?, ?, 'older', ?, 'a', 'service', ?, '2025-12-31', 40, 80000, '', ?, ?, ?, 1)",
			h.Posts[n], person, r.ID, r.Path, from, from, end, map[bool]any{true: "own_wish", false: nil}[until != ""], state)
		return err
	}))
	return id
}

func dossier(t *testing.T, h *apptest.House) (*inspect.Dossier, *inspect.City) {
	t.Helper()
	var ds []*inspect.Dossier
	var c *inspect.City
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) (err error) {
		if c, err = inspect.LoadCity(s, h.Set.Now(), ""); err != nil {
			return err
		}
		ds, err = inspect.Load(s, c, h.Region(apptest.Home).Path)
		return err
	}))
	if len(ds) != 1 {
		t.Fatalf("%d dossiers", len(ds))
	}
	return ds[0], c
}

// What nobody told of households is neither "alone" nor "one household": the dossier has none, and so has the folder
// made of it.
func TestHouseholds_not_known_are_nobodys(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		a, b := homeless(t, h, "示例甲", ""), homeless(t, h, "示例乙", "")
		known := h.Person(apptest.Home, "示例丙")
		onPost(t, h, 0, a, "2024-01-01", "2024-06-30")
		onPost(t, h, 0, b, "2024-07-10", "")
		d, _ := dossier(t, h)
		if d.People[a].HouseholdID != 0 || d.People[b].HouseholdID != 0 || d.People[known].HouseholdID == 0 {
			t.Errorf("%+v %+v %+v", d.People[a], d.People[b], d.People[known])
		}
		out, _, err := inspect.Look(ctx, h.DB, h.Clock.Now, oversight.Rules(), h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		for _, f := range out.Finds.List() {
			if strings.Contains(f.Rule.Code, "household") || strings.Contains(f.Sentence, "示例甲") &&
				f.Rule.Code == "need.without_help" {
				t.Errorf("%s: %s", f.Rule.Code, f.Sentence)
			}
		}
		var body bytes.Buffer
		const word = "示例口令-示例口令-1234"
		_, err = h.Extract(ctx, authz.System("test"), h.Region(apptest.County), &body, word)
		apptest.Must(t, err)
		files, list, err := extract.Open(body.Bytes(), word)
		apptest.Must(t, err)
		r, err := folder.Run(files, list.AsOf, oversight.Rules(), nil)
		apptest.Must(t, err)
		for _, f := range r.Faults {
			t.Errorf("the folder asks: %s", f)
		}
		for _, f := range r.Findings {
			if strings.Contains(f.Rule.Code, "household") || strings.Contains(f.Sentence, "示例甲") &&
				f.Rule.Code == "need.without_help" {
				t.Errorf("from the folder: %s: %s", f.Rule.Code, f.Sentence)
			}
		}
		homes := map[string]int64{}
		for _, d := range r.Dossiers {
			for _, p := range d.People {
				homes[p.Name] = p.HouseholdID
			}
		}
		if home, there := homes["示例甲"]; !there || home != 0 || homes["示例乙"] != 0 || homes["示例丙"] == 0 {
			t.Errorf("%v", homes)
		}
		// told to be one household, the same two are one for the rules
		clerk := h.Actor("village_registrar", apptest.Home)
		for _, p := range []int64{a, b} {
			_, err := h.Residents.TellHome(ctx, clerk, "", p, 1, resident.Home{Number: "88",
				Relation: map[bool]string{true: "02", false: "10"}[p == a], Joins: true})
			apptest.Must(t, err)
		}
		out, _, err = inspect.Look(ctx, h.DB, h.Clock.Now, oversight.Rules(), h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		told := false
		for _, f := range out.Finds.List() {
			told = told || f.Rule.Code == "rotation.household_succession"
		}
		if !told {
			t.Error("what is known of a household is not seen")
		}
	})
}

// Needy people of whom no household is known are in no household without help: whether the others have a post nobody
// can say.
func TestWithoutHelp_leaves_out_households_that_are_not_known(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	homeless(t, h, "示例甲", "")
	needy := func() (sentence string) {
		out, _, err := inspect.Look(ctx, h.DB, h.Clock.Now, oversight.Rules(), h.Region(apptest.County).Path, nil)
		apptest.Must(t, err)
		for _, f := range out.Finds.List() {
			if f.Rule.Code == "need.without_help" {
				sentence = f.Sentence
			}
		}
		return sentence
	}
	if got := needy(); got != "" {
		t.Error(got)
	}
	h.Person(apptest.Home, "示例乙")
	if got := needy(); !strings.Contains(got, "有1户") || !strings.Contains(got, "示例乙") || strings.Contains(got, "示例甲") {
		t.Error(got)
	}
}

// An official outside the register is no villager, and whose kin holds a post is found by the identity number, before
// the official is
// registered and after.
func TestOutsiders_are_no_villagers_and_have_kin(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		clerk := h.Actor("village_registrar", apptest.Home)
		number := h.Number("1968-05-06", false)
		office := resident.Appointment{Kind: "village_cadre", Title: "村委会主任", Region: h.Region(apptest.Home),
			From: civil.MustDate("2021-01-01"), Source: "选举公告"}
		official, err := h.Residents.AppointOutside(ctx, h.Actor("township_reviewer", apptest.Town), "", "示例官", number,
			office)
		apptest.Must(t, err)
		holder := h.Person(apptest.Home, "示例丙")
		onPost(t, h, 0, holder, "2024-01-01", "")
		_, err = h.Residents.DeclareKin(ctx, clerk, "", holder, civil.MustDate("2025-03-01"), "亲属关系申报表",
			[]resident.Tie{{KinID: official, Code: "71"}}, false, nil)
		apptest.Must(t, err)
		look := func(step string, villager bool) {
			t.Helper()
			d, c := dossier(t, h)
			if (d.People[official] != nil) != villager {
				t.Errorf("%s: the official is among the villagers: %v", step, !villager)
			}
			ties := inspect.Ties(d, c, d.People[holder], civil.MustDate("2024-01-01"))
			if len(ties) != 1 || ties[0].Office.Title != "村委会主任" || ties[0].Degree != 2 {
				t.Errorf("%s: %+v", step, ties)
			}
			var body bytes.Buffer
			const word = "示例口令-示例口令-1234"
			_, err := h.Extract(ctx, authz.System("test"), h.Region(apptest.County), &body, word)
			apptest.Must(t, err)
			files, list, err := extract.Open(body.Bytes(), word)
			apptest.Must(t, err)
			r, err := folder.Run(files, list.AsOf, oversight.Rules(), nil)
			apptest.Must(t, err)
			told := false
			for _, f := range r.Findings {
				told = told || f.Rule.Code == "nepotism.kin_of_decider" && strings.Contains(f.Sentence, "示例丙")
			}
			if !told || len(r.Faults) > 0 {
				t.Errorf("%s: the folder does not see the kin: %v %v", step, r.Findings, r.Faults)
			}
		}
		look("outside the register", false)
		e := h.Entry("示例官")
		e.IDNumber = number
		again, err := h.Residents.Register(ctx, clerk, "", h.Region(apptest.Home), e)
		apptest.Must(t, err)
		if again != official {
			t.Error("one human has two records")
		}
		look("registered", true)
	})
}

// An extract of a township has the parameters of its city and its county, each with its place, from whatever day: a
// county's own value hides none of what held before it, and what differs by fund or kind of post is there.
func TestExtract_has_the_parameters_of_city_and_county(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	for _, x := range []struct{ param, code, fund, from, value string }{
		{"notice.candidate_days", apptest.County, "", "2025-03-10", "7"},
		{"notice.candidate_days", "370481", "", "2025-03-10", "9"},
		{"pay.basis", apptest.County, "cleaning", "2025-04-01", "whole"}} {
		id, err := rulebook.Propose(ctx, h.Desk, h.Actor("city_manager", "3704"), "", rulebook.Change{Param: x.param,
			RegionPath: h.Region(x.code).Path, Fund: x.fund, FromDate: civil.MustDate(x.from), Value: x.value,
			Reason: "按文件", Document: "区文件1号"})
		apptest.Must(t, err)
		_, err = rulebook.Decide(ctx, h.Desk, h.Actor("city_manager", "3704", "-2"), "", id, true)
		apptest.Must(t, err)
	}
	var body bytes.Buffer
	const word = "示例口令-示例口令-1234"
	_, err := h.Extract(ctx, authz.System("test"), h.Region(apptest.Town), &body, word)
	apptest.Must(t, err)
	files, list, err := extract.Open(body.Bytes(), word)
	apptest.Must(t, err)
	b, err := fs.ReadFile(files, "参数.csv")
	apptest.Must(t, err)
	rows, name := string(b), rulebook.TypeOf("notice.candidate_days").Name
	for _, says := range []string{name + ",7,2025-03-10,,区文件1号,市中区,,", name + ",5,2021-01-01,"} {
		if !strings.Contains(rows, says) {
			t.Errorf("the extract has no row %q: %s", says, rows)
		}
	}
	if strings.Contains(rows, "滕州市") || !strings.Contains(rows, "市中区,,cleaning") {
		t.Errorf("another county's, or none of a kind of post: %s", rows)
	}
	r, err := folder.Run(files, list.AsOf, oversight.Rules(), nil)
	apptest.Must(t, err)
	for _, f := range r.Faults {
		t.Errorf("the folder asks: %s", f)
	}
}
