// Package quota is the plan of posts: how many a region may have in a period, how many of them it gave down, how many it opened
// itself. The database holds given_down + opened ≤ total, changed by conditional updates, so fifty tries at once cannot overdraw. A
// region without a row has 未下达 (nothing allotted), which is not zero. The two-level list of kinds of post lives here too.
package quota

import (
	"context"
	"strings"
	"unicode/utf8"

	"gangwei/internal/authz"
	"gangwei/internal/database"
	"gangwei/internal/desk"
	"gangwei/internal/errs"
	"gangwei/internal/region"
)

// Period of the city's plan: 十四五.
const Period = "2021-2025"

// Quota of one region and period, in posts developed (开发).
type Quota struct {
	ID        int64
	RegionID  int64
	Path      string
	Period    string
	Total     int64
	GivenDown int64
	Opened    int64
	Document  string
	Version   int64
}

func (Quota) TableName() string { return "quota" }

// Left is what may still be given down or opened.
func (q Quota) Left() int64 { return q.Total - q.GivenDown - q.Opened }

// Kind of post (岗位类别).
type Kind struct {
	Code   string
	Parent string
	Name   string
}

// Kinds of post seen in Shandong (domain section 3.4): five official first-level types, the second level below them.
var seedKinds = []Kind{
	{"management", "", "公共管理"}, {"service", "", "公共服务"}, {"social", "", "社会事业"}, {"facility", "", "设施维护"}, {"governance", "", "社会治理"},
	{"cleaning", "service", "保洁"}, {"environment", "service", "人居环境整治"}, {"roads", "facility", "道路管护"}, {"forest", "facility", "护林绿化"},
	{"water", "facility", "河湖管护"}, {"facilities", "facility", "公共设施维护"}, {"fire_flood", "governance", "防火防汛防溺水"}, {"patrol", "governance", "治安巡逻"},
	{"care_old", "social", "助老"}, {"care_disabled", "social", "助残"}, {"culture", "social", "基层公共文化"}, {"publicity", "management", "宣传助理"}, {"employment_aide", "management", "就业协理"},
}

// SeedKinds writes the list of kinds when the office is made.
func SeedKinds(v *desk.Visit) error {
	return v.Tx.InsertMany("post_kind", []string{"code", "parent", "name", "sort_order"}, len(seedKinds), func(i int, x []any) {
		k := seedKinds[i]
		x[0], x[1], x[2], x[3] = k.Code, k.Parent, k.Name, i
	})
}

// Set gives the city its total, by document. Refusals: quota.amount, quota.below_used.
func Set(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, top *region.Region, total int64, document string) (int64, error) {
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("quota.allot", top.Path); err != nil {
			return 0, err
		}
		if err := checkAllot(total, document); err != nil {
			return 0, err
		}
		q, found, err := lock(v.Tx, top.ID)
		if err != nil {
			return 0, err
		}
		if !found {
			q = Quota{RegionID: top.ID, Path: top.Path, Period: Period, Total: total, Document: document, Version: 1}
			err = v.Tx.Insert(&q)
		} else {
			_, err = v.Tx.Exec("UPDATE quota SET total = ?, document = ?, version = version + 1 WHERE id = ?", total, document, q.ID)
		}
		if database.CheckFailed(err) {
			return 0, errs.New(errs.Conflict, "quota.below_used").On("amount").With("used", q.GivenDown+q.Opened)
		}
		if err != nil {
			return 0, err
		}
		v.Record("quota.set", "quota", q.ID, desk.F("total", total), desk.F("document", document))
		return q.ID, nil
	})
}

func checkAllot(amount int64, document string) error {
	var faults errs.Faults
	if amount <= 0 || amount > 1_000_000 {
		faults.Add(errs.New(errs.Invalid, "quota.amount").On("amount"))
	}
	if n := utf8.RuneCountInString(strings.TrimSpace(document)); n < 2 || n > 50 {
		faults.Add(errs.New(errs.Invalid, "form.required").On("document"))
	}
	return faults.OrNil()
}

// Allotment gives posts down from a region to one directly below it, by document. Version is the giver's row as the form showed it; 0
// takes it as it stands.
type Allotment struct {
	From, To *region.Region
	Amount   int64 // posts
	Document string
	Version  int64
}

// Allot carries an allotment out. Refusals: quota.amount, quota.not_below, quota.none (the giver has nothing allotted), quota.over,
// form.stale.
func Allot(ctx context.Context, d *desk.Desk, actor authz.Actor, key string, a Allotment) (int64, error) {
	from, to := a.From, a.To
	return desk.Do(ctx, d, actor, key, func(v *desk.Visit) (int64, error) {
		if err := v.Allow("quota.allot", from.Path); err != nil {
			return 0, err
		}
		if to.ParentID != from.ID {
			return 0, errs.New(errs.Invalid, "quota.not_below").On("region")
		}
		if err := checkAllot(a.Amount, a.Document); err != nil {
			return 0, err
		}
		id, err := giveDown(v.Tx, a)
		if err != nil {
			return 0, err
		}
		v.Record("quota.allot", "quota", id, desk.F("from", from.Code), desk.F("to", to.Code), desk.F("amount", a.Amount), desk.F("document", a.Document))
		return id, nil
	})
}

func giveDown(tx *database.Tx, a Allotment) (int64, error) {
	from, to, amount, document := a.From, a.To, a.Amount, a.Document
	q, found, err := lock(tx, from.ID)
	if err != nil {
		return 0, err
	}
	if !found {
		return 0, errs.New(errs.Conflict, "quota.none").On("amount")
	}
	if a.Version != 0 && a.Version != q.Version {
		return 0, errs.New(errs.Stale, "form.stale")
	}
	n, err := tx.Exec("UPDATE quota SET given_down = given_down + ?, version = version + 1 WHERE id = ? AND given_down + opened + ? <= total", amount, q.ID, amount)
	if err != nil {
		return 0, err
	}
	if n == 0 {
		return 0, errs.New(errs.Conflict, "quota.over").On("amount").With("left", q.Left())
	}
	below, found, err := lock(tx, to.ID)
	if err != nil {
		return 0, err
	}
	if !found {
		below = Quota{RegionID: to.ID, Path: to.Path, Period: Period, Total: amount, Document: document, Version: 1}
		err := tx.Insert(&below)
		return below.ID, err
	}
	_, err = tx.Exec("UPDATE quota SET total = total + ?, document = ?, version = version + 1 WHERE id = ?", amount, document, below.ID)
	return below.ID, err
}

// TakeForPosts uses up n places of the nearest region above a village that has a quota, and returns the quota's id. Called by the
// room of posts inside its visit. Refusals: quota.none, quota.over.
func TakeForPosts(tx *database.Tx, villagePath string, n int64) (int64, error) {
	for p := villagePath; p != ""; p = region.ParentPath(p) {
		var q Quota
		found, err := tx.One(&q, "SELECT "+columns+" FROM quota WHERE path = ? AND period = ?"+tx.ForUpdate(), p, Period)
		if err != nil {
			return 0, err
		}
		if !found {
			continue
		}
		changed, err := tx.Exec("UPDATE quota SET opened = opened + ?, version = version + 1 WHERE id = ? AND given_down + opened + ? <= total", n, q.ID, n)
		if err != nil {
			return 0, err
		}
		if changed == 0 {
			return 0, errs.New(errs.Conflict, "quota.over").With("left", q.Left())
		}
		return q.ID, nil
	}
	return 0, errs.New(errs.Conflict, "quota.none")
}

// LeftFor says how many posts a village may still open, and by which row of the plan: its own, or the nearest above it that has one.
func LeftFor(r database.Reader, villagePath string) (id, left int64, found bool, err error) {
	for p := villagePath; p != ""; p = region.ParentPath(p) {
		var q Quota
		if found, err = r.One(&q, "SELECT "+columns+" FROM quota WHERE path = ? AND period = ?", p, Period); err != nil || found {
			return q.ID, q.Left(), found, err
		}
	}
	return 0, 0, false, nil
}
