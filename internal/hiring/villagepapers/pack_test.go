package villagepapers_test

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/apptest"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/errs"
	"gangwei/internal/dbtest"
	"gangwei/internal/hiring/application"
	"gangwei/internal/hiring/villagepapers"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/registry/resident"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

var ctx = apptest.Ctx

// village with something for every kind of sheet: a holder, applicants at each step, one on the waiting list, a meeting
// to come.
func village(t *testing.T, h *apptest.House) (apps map[string]int64, meeting int64) {
	t.Helper()
	who, second := h.Actor("village_registrar", apptest.Home), h.Actor("village_registrar", apptest.Home, "-2")
	h.Hold(2, "周八", "", "2024-05-01", "")
	apps = map[string]int64{}
	submit := func(name string, post int) int64 {
		e := h.Entry(name)
		p, err := h.Residents.Register(ctx, who, "", h.Region(apptest.Home), e)
		apptest.Must(t, err)
		id, err := h.Applications.Submit(ctx, who, "", h.Region(apptest.Home),
			application.Proposal{PostID: h.Posts[post], PersonID: p, Basis: "poverty_out"})
		apptest.Must(t, err)
		apps[name] = id
		return id
	}
	move := func(id, version int64) application.Move {
		return application.Move{ID: id, Version: version, Pass: true}
	}
	submit("王三", 0)
	check := submit("李四", 0)
	_, err := h.Applications.Check(ctx, second, "", move(check, 1))
	apptest.Must(t, err)
	e := h.Entry("李五")
	kin, err := h.Residents.Register(ctx, who, "", h.Region(apptest.Home), e)
	apptest.Must(t, err)
	var lisi int64
	apptest.Must(t, h.DB.Read(ctx, func(s *database.Snapshot) error {
		a, err := application.ByID(s, check)
		lisi = a.PersonID
		return err
	}))
	_, err = h.Residents.DeclareKin(ctx, who, "", lisi, civil.MustDate("2025-03-01"), "亲属关系申报表",
		[]resident.Tie{{KinID: kin, Code: "71"}}, false, nil)
	apptest.Must(t, err)
	plan := application.Plan{On: civil.MustDate("2025-03-05"), Place: "村委会会议室", Chair: "张主任", LedBy: "village",
		Voters: []application.NamedVoter{{Name: "李五"}}, Applications: []int64{check}}
	for i := range 20 {
		plan.Voters = append(plan.Voters, application.NamedVoter{Name: "代表" + string(rune('甲'+i))})
	}
	meeting, err = h.Applications.PlanMeeting(ctx, who, "", h.Region(apptest.Home), plan)
	apptest.Must(t, err)
	for name, votes := range map[string]application.ReviewRecord{
		"赵六": {On: civil.MustDate(apptest.Day), Present: 20, Entitled: 21, VotesFor: 15, VotesAgainst: 5},
		"钱七": {On: civil.MustDate(apptest.Day), Present: 20, Entitled: 21, VotesFor: 5, VotesAgainst: 15},
	} {
		id := submit(name, 1)
		_, err = h.Applications.Check(ctx, second, "", move(id, 1))
		apptest.Must(t, err)
		_, err = h.Applications.Review(ctx, who, "", move(id, 2), votes)
		apptest.Must(t, err)
	}
	return apps, meeting
}

func TestPrint_a_pack_with_numbers_that_stay(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		apps, _ := village(t, h)
		who := h.Actor("village_registrar", apptest.Home)
		order := villagepapers.Order{Village: h.Region(apptest.Home), Month: civil.MustMonth("2025-03"), Blank: 1}
		b, pack, err := h.Papers.Print(ctx, who, order)
		apptest.Must(t, err)
		var titles []string
		numbers := map[string]string{}
		for _, s := range pack.Sheets {
			titles = append(titles, s.Title)
			numbers[s.Number] = s.Title
		}
		if got := strings.Join(titles, " "); got != "乡村公益性岗位月签到表 乡村公益性岗位招用公告 乡村公益性岗位申请表 亲属关系申报表 乡村公益性岗位申请表 乡村公益性岗位申请表 亲属关系申报表 民主评议会签到表 民主评议会记录 乡村公益性岗位拟安置人员公示 不予安排告知单" {
			t.Error(got)
		}
		if len(numbers) != len(titles)-1 { // the two papers of a meeting have one number
			t.Errorf("%d numbers for %d sheets", len(numbers), len(titles))
		}
		got := apptest.PaperText(t, b)
		for _, want := range []string{"编号 370402001016D0001", "周八", "李五（兄）", "应回避的人（见表）", "同意5，反对15", "12388", "诚信承诺",
			"候补名单"} {
			if !strings.Contains(got, want) {
				t.Errorf("%q is not on the paper", want)
			}
		}
		if strings.Contains(got, "37049919") {
			t.Error("a whole identity number is on the paper")
		}
		again, _, err := h.Papers.Print(ctx, who, order)
		apptest.Must(t, err)
		if !bytes.Equal(b, again) {
			t.Error("printed again, the sheets differ")
		}
		h2, _, err := h.Papers.Print(ctx, who,
			villagepapers.Order{Village: h.Region(apptest.Home), Month: civil.MustMonth("2025-03"),
				Parts: []string{villagepapers.Handover}})
		apptest.Must(t, err)
		if got := apptest.PaperText(t, h2); !strings.Contains(got, "工作移交清单") || !strings.Contains(got, "监交人") ||
			!strings.Contains(got, "待民主评议") {
			t.Error(got)
		}
		// a scan by the number that stands on the paper
		number := ""
		for _, s := range pack.Sheets {
			if s.Title == "不予安排告知单" {
				number = s.Number
			}
		}
		stored, err := h.Files.Put("x.png", strings.NewReader("\x89PNG\r\n\x1a\nx"))
		apptest.Must(t, err)
		_, err = h.Papers.Attach(ctx, who, "", " "+strings.ToLower(number)+" ", stored)
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			scans, err := villagepapers.ScansOf(s, "application", apps["钱七"])
			if len(scans) != 1 || scans[0].Number != number {
				t.Errorf("%+v", scans)
			}
			rows, err2 := villagepapers.Forms(s, authz.Everywhere(), "", villagepapers.Parts, true, 0, 100)
			if len(rows) != len(numbers) ||
				err2 != nil {
				t.Errorf("%d without a scan, %v", len(rows), err2)
			}
			return err
		}))
		var signIn string
		for _, s := range pack.Sheets {
			if s.Title == "乡村公益性岗位月签到表" {
				signIn = s.Number
			}
		}
		_, err = h.Papers.Attach(ctx, who, "", signIn, stored)
		apptest.Must(t, err)
		apptest.Must(t, db.Read(ctx, func(s *database.Snapshot) error {
			path := h.Region(apptest.Home).Path
			scans, err := villagepapers.SignedIn(s, path, civil.MustMonth("2025-03"))
			if len(scans) != 1 || scans[0].Number != signIn {
				t.Errorf("the month's sign-in sheet: %+v", scans)
			}
			other, err2 := villagepapers.SignedIn(s, path, civil.MustMonth("2025-02"))
			if len(other) != 0 || err2 != nil {
				t.Errorf("another month's: %+v, %v", other, err2)
			}
			return err
		}))
		for _, c := range []struct {
			name, code, number string
			who                authz.Actor
		}{
			{"no such number", "paper.number", "370402001016D9999", who},
			{"another village's clerk", "paper.number", number, h.Actor("village_registrar", apptest.Beside)},
			{"another role", "paper.number", number, h.Actor("finance_preparer", apptest.County)},
		} {
			if _, err := h.Papers.Attach(ctx, c.who, "", c.number, stored); errs.CodeOf(err) != c.code {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
		}
	})
}

func TestPrint_refusals_and_at_the_same_time(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, db *database.DB) {
		h := apptest.New(t, db)
		who := h.Actor("village_registrar", apptest.Home)
		home, month := h.Region(apptest.Home), civil.MustMonth("2025-03")
		for _, c := range []struct {
			name, code string
			who        authz.Actor
			o          villagepapers.Order
		}{
			{"another village", "authz.not_found", who, villagepapers.Order{Village: h.Region(apptest.Beside), Month: month}},
			{"another role", "authz.forbidden", h.Actor("finance_preparer", apptest.County),
				villagepapers.Order{Village: home, Month: month}},
			{"a township", "region.not_village", h.Actor("township_reviewer", apptest.Town),
				villagepapers.Order{Village: h.Region(apptest.Town), Month: month}},
			{"a part that is none", "form.choice", who,
				villagepapers.Order{Village: home, Month: month, Parts: []string{"money"}}},
			{"a thousand blanks", "form.range", who, villagepapers.Order{Village: home, Month: month, Blank: 1000}},
			{"nothing to print", "paper.nothing", who,
				villagepapers.Order{Village: home, Month: month, Parts: []string{villagepapers.Slip}}},
		} {
			if _, _, err := h.Papers.Print(ctx, c.who, c.o); errs.CodeOf(err) != c.code {
				t.Errorf("%s: %v, want %s", c.name, err, c.code)
			}
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		seen := map[string]bool{}
		for range 6 {
			wg.Add(1)
			go func() {
				defer wg.Done()
				_, pack, err := h.Papers.Print(ctx, who,
					villagepapers.Order{Village: home, Month: month, Parts: []string{villagepapers.Apply, villagepapers.Recruit},
						Blank: 2})
				if err != nil {
					t.Error(err)
					return
				}
				mu.Lock()
				defer mu.Unlock()
				for _, s := range pack.Sheets {
					seen[s.Number] = true
				}
			}()
		}
		wg.Wait()
		if len(seen) != 3 {
			t.Errorf("six prints of three sheets have %d numbers", len(seen))
		}
	})
}

// Sheets of their own for each villagers' group; blank ones for each group too.
func TestPrint_by_group(t *testing.T) {
	h := apptest.New(t, dbtest.SQLite(t))
	who := h.Actor("village_registrar", apptest.Home)
	for i, group := range []string{"一组", "3", ""} {
		e := h.Entry("岗员" + string(rune('甲'+i)))
		e.Group = group
		id, err := h.Residents.Register(ctx, who, "", h.Region(apptest.Home), e)
		apptest.Must(t, err)
		p := h.Hold(i, "占位"+string(rune('甲'+i)), "", "2025-01-01", "")
		apptest.Must(t, h.DB.Write(ctx, func(tx *database.Tx) error {
			_, err := tx.Exec("UPDATE placement SET person_id = ? WHERE id = ?", id, p)
			return err
		}))
	}
	print := func(byGroup bool, blank int, parts ...string) (subs []string) {
		_, pack, err := h.Papers.Print(ctx, who,
			villagepapers.Order{Village: h.Region(apptest.Home), Month: civil.MustDate(apptest.Day).Month(), Parts: parts,
				Blank: blank, ByGroup: byGroup})
		apptest.Must(t, err)
		numbers := map[string]bool{}
		for _, s := range pack.Sheets {
			numbers[s.Number] = true
			_, sub, _ := strings.Cut(s.Sub, "　")
			subs = append(subs, sub)
		}
		if len(numbers) != len(pack.Sheets) {
			t.Errorf("%d numbers for %d sheets", len(numbers), len(pack.Sheets))
		}
		return subs
	}
	if got := strings.Join(print(false, 0, villagepapers.SignIn), "; "); got != "2025年3月" {
		t.Error(got)
	}
	if got := strings.Join(print(true, 0, villagepapers.SignIn), "; "); got != "2025年3月; 1组　2025年3月; 3组　2025年3月" {
		t.Error(got)
	}
	if got := strings.Join(print(true, 2, villagepapers.Apply), "; "); got != "1组; 1组; 3组; 3组" {
		t.Error(got)
	}
}
