package apptest

import (
	"context"
	"encoding/hex"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/errs"
	"gangwei/internal/base/idno"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/post"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/account"
	"gangwei/internal/registry/resident"
	"gangwei/internal/registry/unit"
)

// Ctx of tests.
var Ctx = context.Background()

// Divisions of the tests' offices, as a list.
const Divisions = `code,parent,level,name
370400000000,370000000000,city,枣庄市
370402000000,370400000000,county,市中区
370402001000,370402000000,township,中心街街道
370402001013,370402001000,village,铁西居委会
370402001016,370402001000,village,新风里居委会
370402101000,370402000000,township,税郭镇
370402101201,370402101000,village,东村村委会
370481000000,370400000000,county,滕州市
370481116000,370481000000,township,界河镇
370481116288,370481116000,village,马河村委会
`

// Units has two counties and a zone that takes a town out of one.
const Units = `unit,name,region,takes
370402,市中区,370402,1
370402,市中区,370402101,0
370481,滕州市,370481,1
gaoxin,高新区社会事务综合服务中心,370402101,1
`

// Home is the village where the tests' people live; Away is one in another county.
const (
	Home    = "370402001016"
	Beside  = "370402001013"
	Away    = "370481116288"
	Town    = "370402001"
	County  = "370402"
	Zone    = "370402101"
	Pass    = "Test-Pass-1"
	Day     = "2025-03-03" // a Monday
	LoginOf = "%s-%s"      // role-code
)

// House is an office of a test.
type House struct {
	*app.App
	T     testing.TB
	Set   *clock.Set
	Tree  *region.Tree
	Posts []int64 // three open posts at Home, one at Away
	n     int
}

var ringFile struct {
	sync.Mutex
	ring *seal.Ring
}

func ring(t testing.TB) *seal.Ring {
	ringFile.Lock()
	defer ringFile.Unlock()
	if ringFile.ring == nil {
		path := filepath.Join(t.TempDir(), "ring.json")
		Must(t, seal.Create(path))
		r, err := seal.Load(path)
		Must(t, err)
		ringFile.ring = r
	}
	return ringFile.ring
}

// hash of Pass, so cheap that thousands of sign-ins cost nothing (64 KiB, one pass). What the program makes itself
// costs what it must.
const hash = "$argon2id$v=19$m=64,t=1,p=1$nZLCaR85iACuk18cqAXvoA$6ceeJQOiU7yD73P/mADeSLfOfr5yNKBLeT9sJyYONsk"

// New makes an office on an empty database, with a plan and four open posts.
func New(t testing.TB, db *database.DB) *House {
	t.Helper()
	h := Nothing(t, db, "")
	h.plan()
	return h
}

// Nothing is an office with its users, and no plan, post or person yet. Its divisions are Divisions and more of them,
// as lines of that list.
func Nothing(t testing.TB, db *database.DB, more string) *House {
	t.Helper()
	set := clock.NewSet(clock.On(civil.MustDate(Day), 9, 0))
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	a, err := app.InitOn(Ctx, app.Config{Data: t.TempDir()}, db, ring(t), Divisions+more, Units, true, set, log)
	Must(t, err)
	h := &House{App: a, T: t, Set: set}
	Must(t, db.Read(Ctx, func(s *database.Snapshot) (err error) {
		h.Tree, err = region.Load(s, set.Now().Date())
		return err
	}))
	h.users()
	return h
}

// Must stops the test on an error.
func Must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// Want reports an error that has not the code; an empty code wants none.
func Want(t testing.TB, what, code string, err error) {
	t.Helper()
	if got := errs.CodeOf(err); got != code {
		t.Errorf("%s: %q (%v), want %q", what, got, err, code)
	}
}

// Acts are the entries of an act in the trail, the latest first; not those of inspectors.
func Acts(r database.Reader, act string) ([]trail.Line, error) {
	var out []trail.Line
	err := r.Select(&out, "SELECT id, at_us, actor, channel, act, region_path, subject, subject_id, detail FROM "+
		"trail_entry WHERE act = ? AND chain <> 'inspect' ORDER BY at_us DESC, id DESC", act)
	return out, err
}

// AllActs are the trail's entries of an act in every chain, the inspectors' own among them, the newest first.
func AllActs(r database.Reader, act string) ([]trail.Line, error) {
	var out []trail.Line
	err := r.Select(&out, "SELECT id, at_us, actor, channel, act, region_path, subject, subject_id, detail FROM "+
		"trail_entry WHERE act = ? ORDER BY at_us DESC, id DESC", act)
	return out, err
}

// Region by code.
func (h *House) Region(code string) *region.Region {
	h.T.Helper()
	r, err := h.Tree.ByCode(code)
	Must(h.T, err)
	return r
}

// Unit is a reporting unit by its code.
func (h *House) Unit(code string) (u unit.Unit) {
	h.T.Helper()
	Must(h.T, h.DB.Read(Ctx, func(s *database.Snapshot) error {
		all, err := unit.All(s, h.Tree, h.Clock.Now().Date())
		for _, x := range all {
			if x.Code == code {
				u = x
			}
		}
		return err
	}))
	if u.ID == 0 {
		h.T.Fatalf("no unit %s", code)
	}
	return u
}

// Number is a fresh synthetic identity number.
func (h *House) Number(birth string, female bool) string {
	h.n++
	seq := 2 * h.n
	if !female {
		seq++
	}
	return string(idno.Make("370499", civil.MustDate(birth), seq%1000))
}

// users makes, for every role and every region of its level, the login ROLE-CODE (registrars and reviewers twice: with
// suffix -2).
func (h *House) users() {
	var all []account.Bulk
	add := func(login string, role authz.Role, r *region.Region) {
		h.n++
		key := account.PersonKey(h.Ring, idno.Make("370499", civil.MustDate("1980-01-01").AddDays(h.n), 1))
		all = append(all,
			account.Bulk{
				User: account.User{ID: int64(len(all) + 1), Login: login, Name: "用户" + fmt.Sprint(len(all)+1), PersonKey: key,
					PasswordHash: hash},
				Role: role, RegionID: r.ID, Path: r.Path, From: civil.MustDate("2021-01-01")})
	}
	for _, info := range h.Gate.Roles() {
		level := region.Level(info.Level)
		if info.Level == "any" {
			level = region.County
		}
		for _, r := range h.Tree.At(level) {
			login := Login(info.Role, r.Code)
			add(login, info.Role, r)
			if info.Role == "village_registrar" || info.Role == "township_reviewer" || info.Role == "county_reviewer" ||
				info.Role == "city_manager" || info.Role == "finance_releaser" {
				add(login+"-2", info.Role, r)
			}
		}
	}
	for _, role := range []authz.Role{"finance_preparer", "finance_releaser"} { // where a township pays itself
		add(Login(role, Town), role, h.Region(Town))
	}
	for _, role := range []authz.Role{"unit_reporter", "department_clerk"} { // of the zone
		add(Login(role, Zone), role, h.Region(Zone))
	}
	_, err := desk.Do(Ctx, h.Desk, authz.System("test"), "", func(v *desk.Visit) (int, error) {
		if err := v.Allow("test", h.Tree.Top().Path); err != nil {
			return 0, err
		}
		v.Record("test.users", "user_account", 1)
		return 0, account.StoreMany(v, all)
	})
	Must(h.T, err)
}

// CodeOf is the region near Home on which a role is granted.
func CodeOf(info authz.RoleInfo) string {
	switch info.Level {
	case "village":
		return Home
	case "township":
		return Town
	case "city":
		return "3704"
	}
	return County
}

// Login of a role on a region.
func Login(role authz.Role, code string) string {
	return strings.ReplaceAll(string(role), "_", "-") + "-" + strings.TrimRight(code, "0")
}

// Actor of a role on a region; suffix "-2" is the second registrar or reviewer.
func (h *House) Actor(role authz.Role, code string, suffix ...string) authz.Actor {
	h.T.Helper()
	r := h.Region(code)
	a, err := h.Accounts.Actor(Ctx, Login(role, r.Code)+strings.Join(suffix, ""))
	Must(h.T, err)
	return a
}

// Draft of a post that is in order.
func Draft() post.Draft {
	return post.Draft{Kind: "cleaning", Stream: post.Rural, Work: post.ByHours, Title: "村内保洁员", Place: "村内",
		Tasks: "清扫", DaysMonth: 15, HoursMonth: 40,
		RateFen: money.Fen(80000), Fund: "employment_subsidy", Officer: "村主任", OpensOn: civil.MustDate(Day)}
}

func (h *House) plan() {
	sys := authz.System("test")
	top := h.Tree.Top()
	_, err := quota.Set(Ctx, h.Desk, sys, "", top, quota.Line{}, 100, "测试〔2021〕1号")
	Must(h.T, err)
	for _, path := range [][]string{{"370402", "370402001"}, {"370481", "370481116"}} {
		from := top
		for _, code := range path {
			to := h.Region(code)
			_, err := quota.Allot(Ctx, h.Desk, sys, "",
				quota.Allotment{From: from, To: to, Amount: 20, Document: "测试〔2021〕2号"})
			Must(h.T, err)
			from = to
		}
	}
	for _, x := range []struct {
		code string
		n    int
	}{{Home, 3}, {Away, 1}} {
		ids, err := post.OpenPosts(Ctx, h.Desk, sys, "", h.Region(x.code), Draft(), x.n)
		Must(h.T, err)
		h.Posts = append(h.Posts, ids...)
	}
}

// Entry of a person that is in order.
func (h *House) Entry(name string) resident.Entry {
	n := h.Number("1972-05-06", false)
	return resident.Entry{Name: name, IDNumber: n, HouseholdNumber: fmt.Sprint(h.n), Relation: "02",
		Categories: []string{"poverty_out"}, ResidentSince: civil.MustDate("2010-01-01")}
}

// Person registers somebody in a village.
func (h *House) Person(code, name string) int64 {
	h.T.Helper()
	id, err := h.Residents.Register(Ctx, h.Actor("village_registrar", code), "", h.Region(code), h.Entry(name))
	Must(h.T, err)
	return id
}

// Hold registers somebody at Home, with an own account if one is given, and puts them on the n-th post from a day until
// another (empty: still there), without the road that leads there.
func (h *House) Hold(n int, name, account, from, until string) (placementID int64) {
	h.T.Helper()
	e := h.Entry(name)
	e.Account = account
	person, err := h.Residents.Register(Ctx, h.Actor("village_registrar", Home), "", h.Region(Home), e)
	Must(h.T, err)
	Must(h.T, h.DB.Write(Ctx, func(tx *database.Tx) (err error) {
		r := h.Region(Home)
		state, end := "active", any(nil)
		if until != "" {
			state, end = "ended", until
		}
		placementID, err = tx.Create("INSERT INTO placement (post_id, person_id, village_id, path, basis, start_on, "+
			"agreement_no, agreement_kind, agreement_from, agreement_until, hours_month, rate_fen, insurance_no, end_on, "+
			"state) VALUES (?, ?, ?, ?, 'older', ?, 'a', 'service', ?, '2025-12-31', 40, 80000, '', ?, ?)",
			h.Posts[n], person, r.ID, r.Path, from, from, end, state)
		return err
	}))
	return placementID
}

// Serve the office's pages on loopback.
func (h *House) Serve() string {
	h.T.Helper()
	first := h.Scratch == nil
	s, jobs, err := h.Server(Ctx)
	Must(h.T, err)
	if first {
		h.T.Cleanup(func() { Must(h.T, h.Scratch.Close()) })
	}
	srv := httptest.NewServer(s.Echo)
	h.T.Cleanup(func() {
		srv.Close()
		jobs.Close()
	})
	return srv.URL
}

// Book is the rulebook as it stands.
func (h *House) Book() *rulebook.Book {
	h.T.Helper()
	var b *rulebook.Book
	Must(h.T, h.DB.Read(Ctx, func(s *database.Snapshot) (err error) {
		b, err = rulebook.Load(s)
		return err
	}))
	return b
}

// PersonOfUser registers the human behind an account as a resident of Home.
func (h *House) PersonOfUser(a authz.Actor, name string) int64 {
	h.T.Helper()
	id := h.Person(Home, name)
	key, err := hex.DecodeString(a.PersonKey)
	Must(h.T, err)
	Must(h.T, h.DB.Write(Ctx, func(tx *database.Tx) error {
		_, err := tx.Exec("UPDATE person SET id_index = ? WHERE id = ?", key, id)
		return err
	}))
	return id
}

// AtOnce does the same n times at the same time and gives the sum of what the successful ones did.
func AtOnce(n int, f func() (int, error)) int {
	var wg sync.WaitGroup
	var mu sync.Mutex
	sum := 0
	for range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if k, err := f(); err == nil {
				mu.Lock()
				sum += k
				mu.Unlock()
			}
		}()
	}
	wg.Wait()
	return sum
}
