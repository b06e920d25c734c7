package screens

import (
	"net/http"
	"strconv"
	"time"

	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/kit"
	"gangwei/internal/platform/scheduler"
)

// Nightly shows how the duties of the night stand to those who run the program.
type Nightly struct {
	Tasks func() []feature.Task // of all wings, once they are joined
}

// Routes of this page.
func (p *Nightly) Routes() []feature.Route {
	return []feature.Route{feature.Get("/nightly", "nightly.view", p.nightly).Untold()}
}

// Todo counts the duties that failed or are overdue.
func (p *Nightly) Todo() []feature.Todo {
	return []feature.Todo{{Order: 5, Permission: "nightly.view",
		Items: func(r *kit.Request, s *database.Snapshot) ([]feature.Item, error) {
			all, err := scheduler.Standings(s, p.Tasks())
			return []feature.Item{{Words: "夜间任务没有完成", Address: "/nightly",
				Count: scheduler.Troubled(all, r.Now)}}, err
		}}}
}

type nightlyPage struct {
	kit.Page
	Rows  []nightlyRow
	Hours string // from one success to the next, at most
}

// nightlyRow is a duty as it stands now.
type nightlyRow struct {
	scheduler.Standing
	Wrong   string // the kind of its trouble; empty: none
	Running bool
}

// Lasted is how long its last run took, in words; empty: not known.
func (x nightlyRow) Lasted() string { return lasted(x.Took()) }

// lasted says a duration as people do; empty: none.
func lasted(d time.Duration) string {
	whole := func(d, unit time.Duration) string { return strconv.Itoa(int(d / unit)) }
	switch {
	case d <= 0:
		return ""
	case d < time.Second:
		return "不到1秒"
	case d < time.Minute:
		return whole(d, time.Second) + "秒"
	case d < time.Hour && d%time.Minute < time.Second:
		return whole(d, time.Minute) + "分钟"
	case d < time.Hour:
		return whole(d, time.Minute) + "分" + whole(d%time.Minute, time.Second) + "秒"
	case d%time.Hour < time.Minute:
		return whole(d, time.Hour) + "小时"
	}
	return whole(d, time.Hour) + "小时" + whole(d%time.Hour, time.Minute) + "分"
}

// LimitWords is how long it may take.
func (x nightlyRow) LimitWords() string { return lasted(x.Task.Limit) }

func (p *Nightly) nightly(r *kit.Request) error {
	page := &nightlyPage{Page: kit.Page{Title: "夜间任务"},
		Hours: strconv.Itoa(int(scheduler.OverdueAfter.Hours()))}
	if err := r.Read(func(s *database.Snapshot) error {
		all, err := scheduler.Standings(s, p.Tasks())
		for _, x := range all {
			page.Rows = append(page.Rows, nightlyRow{x, x.Trouble(r.Now), x.Runs(r.Now)})
		}
		return err
	}); err != nil {
		return err
	}
	return r.Show(http.StatusOK, "nightly", page)
}
