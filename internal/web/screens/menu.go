package screens

import (
	"net/http"
	"strings"

	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
	"gangwei/internal/platform/jobs"
	"gangwei/internal/platform/kit"
)

// menuGroup is a group of the menu on its own page: its entries, and what one begins from there.
type menuGroup struct {
	kit.MenuGroup
	Links []feature.Link
}

type menuPage struct {
	kit.Page
	Groups []menuGroup
}

// menu is the page of all entries: where a phone's last entry leads, and whoever looks for something seldom needed.
func (p *Home) menu(r *kit.Request) error {
	page := &menuPage{Page: kit.Page{Title: "全部功能", R: r}}
	var links []feature.Link
	if err := r.Read(func(s *database.Snapshot) (err error) {
		links, err = linksOf(r, s, p.Program().Links)
		return err
	}); err != nil {
		return err
	}
	entries := map[string]bool{}
	for _, g := range page.Menu() {
		page.Groups = append(page.Groups, menuGroup{MenuGroup: g})
		for _, i := range g.Items {
			entries[i.Address] = true
		}
	}
	for _, l := range links {
		if entries[l.Address] {
			continue
		}
		for i := range page.Groups {
			if page.Groups[i].ID == l.Group {
				page.Groups[i].Links = append(page.Groups[i].Links, l)
				entries[l.Address] = true
			}
		}
		if !entries[l.Address] {
			entries[l.Address] = true
			page.Groups = append(page.Groups, menuGroup{
				MenuGroup: kit.MenuGroup{ID: l.Group, Words: kit.GroupWords(l.Group)}, Links: []feature.Link{l}})
		}
	}
	return r.Show(http.StatusOK, "menu", page)
}

// counted is how much waits somewhere, and how much of it is late.
type counted [2]int64

func (c counted) plus(i feature.Item, late bool) counted {
	c[0] += i.Count
	switch {
	case i.Late > 0:
		c[1] += min(i.Late, i.Count)
	case late:
		c[1] += i.Count
	}
	return c
}

// waitingCounts is what waits behind the links of the menu and its groups; the home page counts the things to do, the
// others what they consist of.
type waitingCounts struct {
	Links  map[string]counted `json:"links"`
	Groups map[int]counted    `json:"groups"`
}

// finishedJobs of the visitor.
type finishedJobs struct {
	Done    int64  `json:"done"`    // finished and not yet looked at
	Running int64  `json:"running"` // waiting or at work
	Words   string `json:"words"`   // of the last one that finished
	Address string `json:"address"`
}

// counts answers the script of every page: what waits, counted at most once a minute, and what was finished in the
// background.
func (p *Home) counts(r *kit.Request) error {
	waiting, known := r.Kit.Waiting.Of(r.Actor.UserID, r.Now)
	var answer struct {
		Waiting any          `json:"waiting"`
		Jobs    finishedJobs `json:"jobs"`
	}
	if err := r.Read(func(s *database.Snapshot) (err error) {
		if !known {
			items, _, err := ask(r, s, p.Program().Todo)
			if err != nil {
				return err
			}
			waiting = behind(r, items)
		}
		answer.Jobs, err = finished(s, r)
		return err
	}); err != nil {
		return err
	}
	if !known {
		r.Kit.Waiting.Keep(r.Actor.UserID, r.Now, waiting)
	}
	answer.Waiting = waiting
	return r.JSON(http.StatusOK, answer)
}

func finished(s *database.Snapshot, r *kit.Request) (out finishedJobs, err error) {
	if !r.Can("job.view") {
		return out, nil
	}
	news, err := jobs.NewsOf(s, r.Actor.UserID)
	out.Done, out.Running = news.Done, news.Running
	if news.Last.ID != 0 {
		out.Words, out.Address = jobWords(news.Last), "/jobs/"+kit.FormatID(news.Last.ID)
	}
	return out, err
}

// behind adds up what waits behind each link: the one that its address lies below, else the home page alone.
func behind(r *kit.Request, items []feature.Item) waitingCounts {
	out := waitingCounts{Links: map[string]counted{}, Groups: map[int]counted{}}
	frame := &kit.Page{R: r}
	for _, i := range items {
		late := i.Overdue(r.Today)
		home := out.Links["/"].plus(feature.Item{Count: 1}, late)
		out.Links["/"], out.Groups[kit.Today] = home, home
		path, _, _ := strings.Cut(i.Address, "?")
		path, _, _ = strings.Cut(path, "#")
		group, at, length := 0, "", 0
		for _, g := range frame.Menu() {
			for _, m := range g.Items {
				if n, ok := m.Covers(path); ok && n > length && m.Address != "/" {
					group, at, length = g.ID, m.Address, n
				}
			}
		}
		if at != "" {
			out.Links[at] = out.Links[at].plus(i, late)
			out.Groups[group] = out.Groups[group].plus(i, late)
		}
	}
	return out
}
