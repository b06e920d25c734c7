package app

import (
	"context"
	"time"

	"gangwei/internal/base/clock"
	"gangwei/internal/platform/database"
	"gangwei/internal/platform/desk"
	"gangwei/internal/platform/drafts"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/seal"
	"gangwei/internal/platform/trail"
	"gangwei/internal/registry/history"
	"gangwei/internal/registry/resident"
)

// What a duty may take. A city's inspection and reconciliation are minutes; the others are seconds.
const (
	short = 10 * time.Minute
	long  = 2 * time.Hour
)

// nothing drops what a duty counted.
func nothing[T any](f func(context.Context) (T, error)) func(context.Context) error {
	return func(ctx context.Context) error {
		_, err := f(ctx)
		return err
	}
}

func (a *App) statistics() feature.Task {
	return feature.Task{Order: 10, Name: "statistics", Words: "整理数据库统计", Limit: short, Run: nothing(a.GatherStatistics)}
}

func (a *App) seeds() feature.Task {
	return feature.Task{Order: 20, Name: "seeds", Words: "封存抽查种子", Limit: short, Run: a.Draws.Commit}
}

func (a *App) ownCheck() feature.Task {
	return feature.Task{Order: 30, Name: "own-check", Words: "各级自查", Limit: long, Run: a.OwnCheck}
}

func (a *App) adopt() feature.Task {
	return feature.Task{Order: 40, Name: "accounts", Words: "核对收款账号来历", Limit: short, Run: a.AdoptAccounts}
}

func tails(db *database.DB, ring *seal.Ring) feature.Task {
	return feature.Task{Order: 45, Name: "tails", Words: "建立尾号索引", Limit: long,
		Run: nothing(func(ctx context.Context) (int, error) { return resident.FillTails(ctx, db, ring) })}
}

func nameKeys(db *database.DB) feature.Task {
	return feature.Task{Order: 46, Name: "name-keys", Words: "建立姓名拼音索引", Limit: long,
		Run: func(ctx context.Context) error {
			if _, err := resident.FillNameKeys(ctx, db); err != nil {
				return err
			}
			_, err := history.FillNameKeys(ctx, db)
			return err
		}}
}

func (a *App) reconciliation() feature.Task {
	return feature.Task{Order: 50, Name: "reconcile", Words: "对账", Limit: long, Run: a.Reconcile}
}

func (a *App) escalation() feature.Task {
	return feature.Task{Order: 60, Name: "complaints", Words: "逾期信访提级", Limit: short, Run: a.EscalateComplaints}
}

func (a *App) waits() feature.Task {
	return feature.Task{Order: 70, Name: "arrears", Words: "统计应发未到账", Limit: short, Run: nothing(a.Payments.CountWaits)}
}

func (a *App) missing() feature.Task {
	return feature.Task{Order: 80, Name: "unconfirmed", Words: "统计没有发放资料的人", Limit: short,
		Run: nothing(a.Payments.CountMissing)}
}

func (a *App) photos() feature.Task {
	return feature.Task{Order: 90, Name: "photos", Words: "清理到期照片", Limit: short, Run: a.PurgePhotos}
}

// draftsOf forms that nobody has saved.
func draftsOf(a *App) *drafts.Service { return &drafts.Service{DB: a.DB, Clock: a.Clock} }

func expireDrafts(a *App) feature.Task {
	return feature.Task{Order: 95, Name: "drafts", Words: "清理过期草稿和打开记录", Limit: short,
		Run: func(ctx context.Context) error {
			if err := draftsOf(a).Expire(ctx); err != nil {
				return err
			}
			before := a.Clock.Now().Date().AddDays(-desk.BackDays - 1) // nobody takes back what is older
			return a.DB.Write(ctx, func(tx *database.Tx) error { return trail.ForgetSeen(tx, clock.On(before, 0, 0)) })
		}}
}

// root over the trail comes last, so that it covers the others.
func (a *App) root() feature.Task {
	return feature.Task{Order: 100, Name: "root", Words: "封存办理记录", Limit: short, Run: nothing(a.WriteRoot)}
}

// RunDuties does all duties of the night once, each within its own limit; one that fails is logged and keeps none of
// the others from being done. The error names all that failed.
func (a *App) RunDuties(ctx context.Context) error { return a.Scheduler.RunAll(ctx, a.Program.Nightly) }
