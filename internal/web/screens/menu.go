package screens

import (
	"net/http"
	"slices"

	"gangwei/internal/platform/database"
	"gangwei/internal/platform/feature"
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
		for _, i := range slices.Concat(g.Items, g.Rest) {
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

// counts answers the script of a page that waits for a job or was left open: what waits, counted at most once a
// minute, and what was finished in the background.
func (p *Home) counts(r *kit.Request) error {
	return r.JSON(http.StatusOK, struct {
		Waiting kit.WaitingCounts `json:"waiting"`
		Jobs    kit.Bell          `json:"jobs"`
	}{kit.WaitsOf(r), kit.BellOf(r)})
}
