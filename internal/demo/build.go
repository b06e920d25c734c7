package demo

import (
	"context"
	"fmt"
	"math"
	"time"

	"gangwei/internal/app"
	"gangwei/internal/base/civil"
	"gangwei/internal/base/clock"
	"gangwei/internal/base/money"
	"gangwei/internal/hiring/quota"
	"gangwei/internal/oversight/inspect"
	"gangwei/internal/platform/authz"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/region"
	"gangwei/internal/platform/rulebook"
	"gangwei/internal/registry/unit"
)

// Options of the city.
type Options struct {
	Posts    int         // posts developed, 1 to 200,000
	Months   int         // months of history, 1 to 60
	Seed     uint64      // the same seed makes the same city
	PayUntil civil.Month // last month that is paid; zero: all that have ended
	Progress func(what string, done, total int)
	Blind    bool // leaves the database's statistics as they are, for whoever measures what they are good for
}

// Check refuses a city that is too small or too large.
func (o Options) Check() error {
	if o.Posts < 1 || o.Posts > 400_000 || o.Months < 1 || o.Months > 60 {
		return fmt.Errorf("--posts takes 1 to 400000, --months 1 to 60")
	}
	return nil
}

// Until is the last day of the demo's history.
var Until = civil.MustDate("2025-12-19")

// Start is when a demo database's clock begins.
var Start = clock.On(civil.MustDate("2025-12-20"), 9, 0)

// Password of every demo account; demo accounts work on loopback only.
const Password = "Gangwei-2025"

// Login that is printed: one per role.
type Login struct{ Login, Role, Where string }

type builder struct {
	ctx       context.Context
	app       *app.App
	clock     *clock.Set
	opt       Options
	tree      *region.Tree
	book      *rulebook.Book
	ids       ids
	villages  []*village
	logins    []Login
	people    identities
	done      int
	total     int
	moment    clock.Moment
	offices   map[string]map[authz.Role]user // by region path
	answers   []inspect.Answer
	inspector user
	paid      map[*person]bool
	paidAfter map[*hire]bool
	merges    [][2]*village // from, into
	units     []unit.Unit
	began     bool // the lists behind the forms
	mergeOn   civil.Month
	story     // of the offices around the printed logins
}

// City that was made: its logins and the answer sheet of what was planted in it.
type City struct {
	Logins  []Login
	Answers []inspect.Answer
}

func newBuilder(ctx context.Context, a *app.App, c *clock.Set, opt Options) *builder {
	return &builder{ctx: ctx, app: a, clock: c, opt: opt, people: identities{used: map[string]int{}},
		paid: map[*person]bool{}, paidAfter: map[*hire]bool{}}
}

// Build makes the city in an office that was just made with clock c.
func Build(ctx context.Context, a *app.App, c *clock.Set, opt Options) (*City, error) {
	b := newBuilder(ctx, a, c, opt)
	if err := opt.Check(); err != nil {
		return nil, err
	}
	if b.opt.Progress == nil {
		b.opt.Progress = func(string, int, int) {}
	}
	if err := b.load(); err != nil {
		return nil, err
	}
	if err := a.DB.SetSynchronous(ctx, "OFF"); err != nil {
		return nil, err
	}
	first := Until.Month().Add(1 - opt.Months)
	b.plan(first)
	b.mergers(first)
	b.total = len(b.villages)*2 + len(b.villages)*(opt.Months+12) + opt.Months
	for _, step := range []func(civil.Month) error{b.users, b.registryAndPosts, b.history} {
		if err := step(first); err != nil {
			return nil, err
		}
	}
	if err := a.DB.SetSynchronous(ctx, "FULL"); err != nil {
		return nil, err
	}
	if err := a.Draws.Commit(ctx); err != nil {
		return nil, err
	}
	if _, err := a.WriteRoot(ctx); err != nil {
		return nil, err
	}
	b.opt.Progress("完成", b.total, b.total)
	if opt.Blind {
		return &City{b.logins, b.answers}, nil
	}
	return &City{b.logins, b.answers}, a.DB.Optimize(ctx)
}

// keptFrom says that pay is kept here from the first month of the city's history: its people were on post before that.
// It holds from the day after: a history may begin with the rulebook, whose first values hold from that day.
func keptFrom(ctx context.Context, a *app.App, path string, first civil.Month) error {
	c := rulebook.Change{Param: "pay.kept_from", RegionPath: path, FromDate: first.First().AddDays(1),
		Value:  first.String(),
		Reason: "演示数据从这个月开始发放", Document: "演示文件1号",
		PastReason: "演示数据从这个月开始"}
	id, err := rulebook.Propose(ctx, a.Desk, authz.System("demo"), "", c)
	if err != nil {
		return err
	}
	_, err = rulebook.Decide(ctx, a.Desk, authz.System("demo approves"), "", id, true)
	return err
}

func (b *builder) load() error {
	return b.app.DB.Read(b.ctx, func(s *database.Snapshot) (err error) {
		if b.tree, err = region.Load(s, Until); err != nil {
			return err
		}
		if b.book, err = rulebook.Load(s); err != nil {
			return err
		}
		b.units, err = unit.All(s, b.tree, Until)
		return err
	})
}

// plan spreads the posts over the villages by size and plans each village.
func (b *builder) plan(first civil.Month) {
	all := b.tree.At(region.Village)
	weights := make([]int64, len(all))
	for i, r := range all {
		rng := rngFor(b.opt.Seed^0x5eed, r.Code)
		weights[i] = int64(1000 * math.Exp(0.55*rng.NormFloat64()))
	}
	for i, n := range money.Fen(b.opt.Posts).Allocate(weights...) {
		if n > 0 {
			v := newVillage(all[i], b.opt.Seed, int(n), first, &b.people)
			v.first = len(b.villages) == 0
			b.villages = append(b.villages, v)
		}
	}
}

// at moves the clock forward to a day's hour, or a second beyond where it stands.
func (b *builder) at(day civil.Date, hour int) {
	b.moment = max(b.moment+1_000_000, clock.On(day, hour, 0))
	b.clock.Move(b.moment)
}

func (b *builder) visit(v *village, act string, f func(*desk.Visit) error) error {
	b.moment += 1_000_003
	b.clock.Move(b.moment)
	_, err := desk.DoVia(b.ctx, b.app.Desk, authz.System("demo"), desk.Batch, "", func(x *desk.Visit) (int64, error) {
		if err := x.Allow("demo.build", v.region.Path); err != nil {
			return 0, err
		}
		if err := f(x); err != nil {
			return 0, err
		}
		x.Record(act, "region", v.region.ID)
		return 0, nil
	})
	if err != nil {
		return fmt.Errorf("%s %s: %w", act, v.region.Name, err)
	}
	return nil
}

func (b *builder) tick(what string) {
	b.done++
	if b.done%50 == 0 {
		b.opt.Progress(what, b.done, b.total)
	}
}

func (b *builder) registryAndPosts(first civil.Month) error {
	opens := first.Add(-13).First()
	b.at(opens, 8)
	quotas, byTown := b.quotas()
	_, err := desk.DoVia(b.ctx, b.app.Desk, authz.System("demo"), desk.Batch, "", func(x *desk.Visit) (int64, error) {
		if err := x.Allow("demo.build", b.tree.Top().Path); err != nil {
			return 0, err
		}
		x.Record("demo.quota", "region", b.tree.Top().ID)
		return 0, quota.StoreMany(x.Tx, quotas)
	})
	if err != nil {
		return err
	}
	if err := b.appropriate(); err != nil {
		return err
	}
	for _, v := range b.villages {
		if err := b.storeRegistry(v); err != nil {
			return err
		}
		b.tick("登记人员")
	}
	for _, v := range b.villages {
		if err := b.storePosts(v, byTown[region.ParentPath(v.region.Path)], opens); err != nil {
			return err
		}
		b.tick("开发岗位")
	}
	return nil
}

// quotas of the city, counties and townships, given down and opened to the last post.
func (b *builder) quotas() ([]quota.Quota, map[string]int64) {
	count := map[string]int64{}
	for _, v := range b.villages {
		for p := v.region.Path; p != ""; p = region.ParentPath(p) {
			count[p] += int64(len(v.jobs))
		}
	}
	byTown := map[string]int64{}
	var out []quota.Quota
	for _, l := range []region.Level{region.City, region.County, region.Township} {
		for _, r := range b.tree.At(l) {
			n := count[r.Path]
			if n == 0 {
				continue
			}
			q := quota.Quota{ID: int64(len(out) + 1), RegionID: r.ID, Path: r.Path, Total: n, GivenDown: n,
				Document: "演示〔2021〕1号"}
			if l == region.Township {
				q.GivenDown, q.Opened = 0, n
				byTown[r.Path] = q.ID
			}
			out = append(out, q)
		}
	}
	return out, byTown
}

// history goes month by month: starts and renewals on its first days, exits at its end.
func (b *builder) history(first civil.Month) error {
	cal := b.book.Calendar()
	b.plot(first)
	for m := first.Add(-12); !Until.Month().Before(m); m = m.Add(1) {
		if err := b.month(m, first, cal); err != nil {
			return err
		}
	}
	if err := b.onTheWay(cal); err != nil {
		return err
	}
	if err := b.complaints(first); err != nil {
		return err
	}
	if err := b.storePlants(); err != nil {
		return err
	}
	if err := b.exhibits(); err != nil {
		return err
	}
	if err := b.tell(clock.On(Until.AddDays(1), 0, 0)); err != nil {
		return err
	}
	b.moment = max(b.moment, Start.Add(-time.Minute))
	b.clock.Move(b.moment)
	// The inspectors find the first run made.
	_, err := b.app.Inspect.Run(b.ctx, authz.System("demo"), b.tree.Top().Path, func(done, total int) error {
		b.opt.Progress("检查", b.done, b.total)
		return nil
	})
	if err != nil {
		return err
	}
	if err := b.inspected(); err != nil {
		return err
	}
	b.clock.Move(max(b.moment, Start))
	return b.nightly()
}

// month of the history, with the episodes that come between what is made in bulk.
func (b *builder) month(m, first civil.Month, cal civil.Calendar) error {
	if err := b.merge(m); err != nil {
		return err
	}
	if err := b.tell(clock.On(m.First(), 9, 0)); err != nil {
		return err
	}
	b.at(m.First(), 9)
	for _, v := range b.villages {
		if err := b.monthStart(v, m, cal); err != nil {
			return err
		}
		b.tick(m.String())
	}
	if err := b.tell(clock.On(m.Date(3), 9, 0)); err != nil {
		return err
	}
	if m.Number()%3 == 0 && !m.Before(first) {
		if err := b.forms(m); err != nil {
			return err
		}
	}
	if err := b.tell(clock.On(m.Date(10), 9, 0)); err != nil {
		return err
	}
	if !m.Before(first.Add(1)) {
		b.at(m.Date(10), 9)
		if b.opt.PayUntil.IsZero() || !b.opt.PayUntil.Before(m.Add(-1)) {
			if err := b.pay(m.Add(-1)); err != nil {
				return err
			}
		}
		b.tick(m.String())
	}
	end := m.Last()
	if end.After(Until) {
		end = Until
	}
	if err := b.tell(clock.On(end, 9, 0)); err != nil {
		return err
	}
	b.at(end, map[bool]int{true: 9, false: 20}[end == Until])
	for _, v := range b.villages {
		if err := b.monthEnd(v, m, end, first); err != nil {
			return err
		}
	}
	if !m.Before(first) && end == m.Last() {
		return b.migrantWork(m)
	}
	return nil
}

// nightly is what the office counts of itself each night, as far as pages show it. The ledgers are reconciled when the
// office first opens.
func (b *builder) nightly() error {
	if err := b.app.OwnCheck(b.ctx); err != nil {
		return err
	}
	// before the count, or all that was worked before the history begins were counted as missing
	if err := keptFrom(b.ctx, b.app, b.tree.Top().Path, Until.Month().Add(1-b.opt.Months)); err != nil {
		return err
	}
	if _, err := b.app.Payments.CountWaits(b.ctx); err != nil {
		return err
	}
	_, err := b.app.Payments.CountMissing(b.ctx)
	return err
}

// onTheWay stores what has begun when the history ends: applications for starts in the coming month, each village some
// days further.
func (b *builder) onTheWay(cal civil.Calendar) error {
	b.at(Until, 15)
	next := Until.Month().Add(1).Date(2)
	for i, v := range b.villages {
		begun := v.openings(next.AddDays((12+7*i)%17), cal)
		if len(begun) == 0 {
			continue
		}
		if err := b.storeHires(v, begun, Until); err != nil {
			return err
		}
	}
	return nil
}

// openings plans applications for the posts that nobody holds and that are due to start on a day: a first candidate,
// and now and then a second who is voted down.
func (v *village) openings(start civil.Date, cal civil.Calendar) []*hire {
	var out []*hire
	for _, j := range v.jobs {
		if j.holder != nil || start.Month().Before(v.firstMonth) || !j.freed.IsZero() && !start.AddDays(-30).After(j.freed) {
			continue // held, not yet opened, or the application would come before the post was free
		}
		if j == v.plants.neglected && !j.freed.IsZero() {
			continue
		}
		who := v.next(start)
		if who == nil {
			continue
		}
		h := v.planHire(j, who, start, true, cal)
		j.holder = h
		out = append(out, h)
		if v.rng.IntN(100) < 22 {
			if second := v.next(start); second != nil {
				lost := v.planHire(j, second, start, false, cal)
				lost.remark = "自述近期要照料家人，暂不能按时到岗，本人同意候补"
				if h.basis == "older" && lost.basis != "older" && !h.submit.Before(ruled) && !start.After(Until) {
					if v.plants.rng.IntN(12) == 0 {
						lost.remark = ""
						v.plants.passedOver = append(v.plants.passedOver, lost)
						v.plants.preferred = append(v.plants.preferred, h)
					} else {
						v.plants.excused = append(v.plants.excused, lost)
					}
				}
				out = append(out, lost)
			}
		}
	}
	return out
}

func (b *builder) monthStart(v *village, m civil.Month, cal civil.Calendar) error {
	var renew []*hire
	for _, j := range v.jobs {
		if h := j.holder; h != nil && h.stored && h.endOn.IsZero() && !h.agreementUntil.After(m.First()) {
			renew = append(renew, h)
		}
	}
	if len(renew) > 0 {
		if err := b.storeRenewals(v, renew); err != nil {
			return err
		}
	}
	hires := v.openings(m.First(), cal)
	if len(hires) == 0 {
		return nil
	}
	for _, h := range hires {
		h.stored = true
		if h.start.IsZero() {
			h.who.busy = false // stays on the list and may be proposed again
		}
	}
	return b.storeHires(v, hires, m.First())
}

var exitReasons = []struct {
	reason string
	weight int
}{
	{"own_wish", 30},
	{"found_work", 28},
	{"health", 16},
	{"deceased", 8},
	{"not_eligible", 8},
	{"cannot_work", 6},
	{"over_age", 4},
}

// shown reports whether a hire ends so that the first village has free posts, and with them applications and a meeting,
// to show.
func (v *village) shown(m civil.Month, h *hire) bool {
	return v.first && m == Until.Month().Add(-1) && h.fault == "" && h.hands == "" && h.office == 0 && !h.hiddenDeath &&
		!h.substitute
}

// monthEnd ends about one placement in a hundred, and writes the month's sheet and checks.
func (b *builder) monthEnd(v *village, m civil.Month, last civil.Date, first civil.Month) error {
	if m.Before(first) {
		return nil
	}
	v.held = nil
	var exits, held []*hire
	for _, j := range v.jobs {
		h := j.holder
		if h == nil || !h.stored || h.start.After(last) {
			continue
		}
		held = append(held, h)
		over := h.who.birth().AgeOn(last) >= 70 && !h.stays
		turn := (j == v.plants.rotated || j == v.plants.seasonal) && m.Since(h.start.Month()) >= 1
		hidden := h.hiddenDeath && m.Since(h.start.Month()) >= 5
		leave := v.rng.IntN(1000) < 10 || v.shown(m, h) && len(exits) < 2
		if h.keeps {
			leave, over = false, false
		}
		if !leave && !over && !turn && !hidden && j != v.plants.neglected {
			continue
		}
		h.endOn = m.Date(1 + v.rng.IntN(last.Day()))
		at := v.rng.IntN(100)
		for _, r := range exitReasons {
			if at -= r.weight; at < 0 {
				h.endReason = r.reason
				break
			}
		}
		if over {
			h.endReason = "over_age"
		}
		if hidden {
			h.endReason = "own_wish"
		}
		if turn {
			h.endOn, h.endReason = last, "own_wish"
			if j == v.plants.seasonal {
				h.endReason = "task_ended"
			}
			if days := last.DaysSince(h.start) + 1; days < 65 {
				v.plants.spells[j]++
			}
		}
		if h.endReason == "deceased" {
			h.who.diedOn = h.endOn
		}
		j.holder, j.freed = nil, h.endOn
		exits = append(exits, h)
	}
	if len(held) == 0 {
		return nil
	}
	v.held = held
	sheet := b.sheet(v, m, held, last)
	checks, evidence := b.checks(v, m, held, last)
	return b.storeMonthEnd(v, exits, sent(v, m, sheet), checks, evidence)
}
